/* What an event leaves to do: said when it is recorded, with the command to type. */
#include "metier/saisie_conseils.h"

static const struct diag_msg LATE_INFORMATION = {"information-tardive", DIAG_ATTENTION,
	"{} vient après {} du {} ; l'entretien d'information précède tout engagement : vérifier la date : bilan-log "
	"--corrige={} {} --le=AAAA-MM-JJ"};
static const struct diag_msg NO_INFORMATION = {"information-absente", DIAG_ATTENTION,
	"{} du {} sans entretien d'information avant ; s'il a eu lieu, le dater : bilan-log -a information {} --le=AAAA-MM-JJ"};
static const struct diag_msg GAVE_UP = {"sans-suite-a-noter", DIAG_REMARQUE,
	"la personne ne commence pas de bilan ici ; fermer le dossier : bilan-log -a sans-suite {} --motif={}"};
static const struct diag_msg SIGNED_BEFORE = {"signature-anterieure", DIAG_ATTENTION,
	"{} était signée pour {} et dure maintenant {} ; faire signer la feuille corrigée : bilan-export --profil=emargement {}"};
static const struct diag_msg LEFT_ALONE = {"suite-rayee", DIAG_ATTENTION,
	"{} répond à {}, qui est rayé : cette suite ne compte pas ; si {} répond à une autre séance prévue : bilan-log "
	"--corrige={} {} --suite=ID"};
static const struct diag_msg HELD_TWICE = {"seance-double", DIAG_ATTENTION,
	"{} répond à {}, qui a déjà sa suite ({}), et les deux comptent ; si l'une est de trop : bilan-log --raye={} {} --motif=doublon"};
static const struct diag_msg HELD_ITSELF = {"seance-double", DIAG_ATTENTION,
	"{} tient {}, qui a déjà sa suite ({}), et les deux comptent ; si c'est la même séance : bilan-log --raye={} {} --motif=doublon"};

struct slice conseil_jour(const struct conseil *k, jour_t d)
{
	struct buf b;
	buf_init(&b, k->a);
	buf_add_jour_long(&b, d);
	return buf_slice(&b);
}

struct slice conseil_duree(const struct conseil *k, int64_t minutes)
{
	struct buf b;
	buf_init(&b, k->a);
	buf_add_duree(&b, minutes);
	return buf_slice(&b);
}

struct slice conseil_valeur(const struct conseil *k, enum champ c)
{
	return saisie_valeur(&k->c->s, c);
}

bool conseil_debout(const struct conseil *k, const struct evenement *e)
{
	return evenement_vivant(e) && e->statut == STATUT_REALISE && !(k->c->cible && e->racine == k->c->cible->racine);
}

/* --- Before any commitment */

/* What commits: the entry, a contract, a convention; else NULL. */
static const char *commitment(enum effet effet, struct slice paper, struct slice result)
{
	if (effet == EFFET_ENTREE)
		return "l'entrée";
	if (effet == EFFET_SEANCE)
		return "la première séance";
	if (effet != EFFET_DOCUMENT || !slice_is(result, "signe"))
		return NULL;
	return slice_is(paper, "contrat") ? "le contrat" : slice_is(paper, "convention") ? "la convention" : NULL;
}

static const char *commitment_of(const struct conseil *k, const struct evenement *e)
{
	return commitment(evenement_effet(e), evenement_mot(k->a, k->j, e, CHAMP_DOCUMENT), evenement_mot(k->a, k->j, e, CHAMP_RESULTAT));
}

static void information_date(const struct conseil *k)
{
	const struct evenement *first = NULL;
	for (size_t i = 0; i < k->j->n; i++) {
		const struct evenement *e = &k->j->v[i];
		if (conseil_debout(k, e) && e->le < k->c->le && commitment_of(k, e) && (!first || evenement_ordre(e, first) < 0))
			first = e;
	}
	if (first)
		DIAG(k->diag, &LATE_INFORMATION, k->c->s.at, k->c->id, slice_z(commitment_of(k, first)), conseil_jour(k, first->le), k->c->id, k->ref);
}

/* The interview itself, or its sheet. */
static bool informs(const struct conseil *k, const struct evenement *e)
{
	return slice_is(e->type_nom, "information") ||
	       (evenement_effet(e) == EFFET_DOCUMENT && slice_is(evenement_mot(k->a, k->j, e, CHAMP_DOCUMENT), "information"));
}

static void informed_before(const struct conseil *k)
{
	const char *what = commitment(k->c->type->effet, conseil_valeur(k, CHAMP_DOCUMENT), conseil_valeur(k, CHAMP_RESULTAT));
	for (size_t i = 0; i < k->j->n; i++)
		if (conseil_debout(k, &k->j->v[i]) && k->j->v[i].le <= k->c->le && informs(k, &k->j->v[i]))
			return;
	if (what)
		DIAG(k->diag, &NO_INFORMATION, k->c->s.at, slice_z(what), conseil_jour(k, k->c->le), k->ref);
}

static void information_answer(const struct conseil *k)
{
	struct slice result = conseil_valeur(k, CHAMP_RESULTAT);
	bool elsewhere = slice_is(result, "reoriente");
	if ((elsewhere || slice_is(result, "refus")) && k->etat.nom == ETAT_PROSPECT)
		DIAG(k->diag, &GAVE_UP, k->c->s.at, k->ref, elsewhere ? SLICE("autre-service") : SLICE("renonce"));
}

/* --- A session */

/* What answers PLAN already, held or moved, and is not what this event corrects; else NULL. */
static const struct evenement *answer_of(const struct conseil *k, const struct suites *s, const struct evenement *plan)
{
	const struct evenement *answer = s->reponse[plan->racine];
	bool own = answer && k->c->cible && answer->racine == k->c->cible->racine;
	if (!evenement_prevu(plan) || own)
		return NULL;
	enum constat was = evenement_constat(plan, s, INT32_MAX);
	return was == CONSTAT_TENU || was == CONSTAT_DEPLACE ? answer : NULL;
}

/* --realise refuses what is held, or moved, already; Suite, and a plan corrected into the session itself, are said. */
static void answers_once(const struct conseil *k)
{
	struct suites s;
	const struct compose *c = k->c;
	if (!c->cible && !saisie_donnee(&c->s, CHAMP_SUITE))
		return;
	journal_suites(k->a, k->j, INT32_MAX, &s);
	const struct evenement *answer = c->s.acte == SAISIE_CORRIGE ? answer_of(k, &s, c->cible) : NULL;
	struct slice other = answer ? evenement_mot(k->a, k->j, answer, CHAMP_ID) : SLICE("");
	if (answer)
		DIAG(k->diag, &HELD_ITSELF, c->s.at, c->id, evenement_mot(k->a, k->j, c->cible, CHAMP_ID), other, other, k->ref);
	for (size_t i = 0; i < c->s.n; i++) {
		const struct donnee *d = &c->s.v[i];
		struct ident id;
		const struct evenement *to = d->champ == CHAMP_SUITE && ident_parse(d->value, &id) ? journal_trouve(k->j, &id) : NULL;
		if (to && (answer = answer_of(k, &s, journal_tete(k->j, to))))
			DIAG(k->diag, &HELD_TWICE, c->s.at, c->id, d->value, evenement_mot(k->a, k->j, answer, CHAMP_ID), c->id, k->ref);
	}
}

/* --- A strike */

/* What took the place of a plan stays when the plan is struck, and so does the plan that the plan itself had moved. */
static void strike_leaves(const struct conseil *k)
{
	struct suites s;
	if (!evenement_prevu(k->c->cible))
		return;
	journal_suites(k->a, k->j, INT32_MAX, &s);
	const struct evenement *answer = s.reponse[k->c->cible->racine];
	struct slice id = answer ? evenement_mot(k->a, k->j, answer, CHAMP_ID) : SLICE("");
	if (answer)
		DIAG(k->diag, &LEFT_ALONE, k->c->s.at, id, evenement_mot(k->a, k->j, k->c->cible, CHAMP_ID), id, id, k->ref);
}

/* A signature stays with a session that is corrected; that it became longer, nobody signed. */
static void signed_before(const struct conseil *k)
{
	struct suites s;
	const struct evenement *e = k->c->cible;
	if (k->c->s.acte != SAISIE_CORRIGE || k->c->minutes <= e->minutes)
		return;
	journal_suites(k->a, k->j, INT32_MAX, &s);
	if (evenement_signe(e, &s))
		DIAG(k->diag, &SIGNED_BEFORE, k->c->s.at, evenement_mot(k->a, k->j, e, CHAMP_ID), conseil_duree(k, e->minutes),
		     conseil_duree(k, k->c->minutes), k->ref);
}

/* Which types are looked at, by effect, or by name for those that change no state. */
static const struct {
	enum effet effet;
	const char *nom;
	bool remark; /* only for whoever types a new event: a file brings what is past, a correction changes no duty */
	void (*fn)(const struct conseil *k);
} CONSEILS[] = {
	{EFFET_AUCUN, "information", false, information_date},
	{EFFET_AUCUN, "information", true, information_answer},
	{EFFET_ENTREE, NULL, false, informed_before},
	{EFFET_DOCUMENT, NULL, false, informed_before},
	{EFFET_INTERRUPTION, NULL, false, conseil_auteur},
	{EFFET_INTERRUPTION, NULL, false, conseil_motif},
	{EFFET_ARRET, NULL, false, conseil_motif},
	{EFFET_INTERRUPTION, NULL, true, conseil_arret},
	{EFFET_ARRET, NULL, true, conseil_arret},
	{EFFET_AUCUN, "reponse", false, conseil_reponse},
	{EFFET_FIN, NULL, false, conseil_plancher},
	{EFFET_FIN, NULL, true, conseil_fin},
	{EFFET_FIN, NULL, true, conseil_prevu},
	{EFFET_ARRET, NULL, true, conseil_prevu},
	{EFFET_RELAIS, NULL, false, conseil_relais},
	{EFFET_RELAIS, NULL, true, conseil_relais_attend},
	{EFFET_RAYURE, NULL, false, strike_leaves},
	{EFFET_SEANCE, NULL, false, answers_once},
	{EFFET_SEANCE, NULL, false, signed_before},
};

void saisie_conseille(const struct ecriture *w, struct arena *a, const struct journal *j, const struct compose *c, struct diag *diag)
{
	struct conseil k = {.w = w, .a = a, .j = j, .c = c, .diag = diag, .ref = w->reference};
	bool typed = c->s.acte == SAISIE_AJOUTE && !c->s.at.path;
	struct slice statut = saisie_valeur(&c->s, CHAMP_STATUT);
	if (!j->n || evenement_effet(&j->v[0]) != EFFET_OUVERTURE || (statut.n && !slice_is(statut, "realise")))
		return;
	for (size_t i = 0; i < sizeof CONSEILS / sizeof *CONSEILS; i++) {
		bool matches = CONSEILS[i].nom ? slice_is(c->type->nom, CONSEILS[i].nom) : CONSEILS[i].effet == c->type->effet;
		if (!matches || (CONSEILS[i].remark && !typed))
			continue;
		if (!k.known)
			journal_etat(a, j, w->contexte.regles, w->contexte.au, &k.etat);
		k.known = true;
		CONSEILS[i].fn(&k);
	}
}
