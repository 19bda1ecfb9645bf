/* What an event leaves to do: said when it is recorded, with the command to type. */
#include "metier/actes.h"
#include "metier/papiers.h"
#include "metier/saisie_prive.h"
#include "metier/totaux.h"

static const struct diag_msg LATE_INFORMATION = {"information-tardive", DIAG_ATTENTION,
	"{} vient après {} du {} ; l'entretien d'information précède tout engagement : vérifier la date : "
	"bilan-log --corrige={} {} --le=AAAA-MM-JJ"};
static const struct diag_msg NO_INFORMATION = {"information-absente", DIAG_ATTENTION,
	"{} du {} sans entretien d'information avant ; s'il a eu lieu, le dater : bilan-log -a information {} --le=AAAA-MM-JJ"};
static const struct diag_msg GAVE_UP = {"sans-suite-a-noter", DIAG_REMARQUE,
	"la personne ne commence pas de bilan ici ; fermer le dossier : bilan-log -a sans-suite {} --motif={}"};
static const struct diag_msg NO_AUTHOR = {"auteur-absent", DIAG_ATTENTION,
	"{} : {} n'est pas noté ; l'ajouter : bilan-log --corrige={} {} --{}"};
static const struct diag_msg NOT_LISTED = {"motif-hors-liste", DIAG_ATTENTION,
	"« {} » n'est pas un motif que la voie {} connaît ({}) ; elle admet : {} (la force majeure se dit à part) ; corriger : "
	"bilan-log --corrige={} {} --motif=CODE"};
static const struct diag_msg TO_ANSWER = {"reponse-a-recueillir", DIAG_REMARQUE,
	"la réponse de la personne reste à recueillir ; une fois donnée : bilan-log -a reponse {} --suite={} --resultat=confirme "
	"(ou conteste)"};
static const struct diag_msg NOT_AN_ANSWER = {"reponse-inattendue", DIAG_ATTENTION,
	"{} répond à {} ({}), que la personne confirme ou conteste ; corriger : bilan-log --corrige={} {} --resultat=confirme"};
static const struct diag_msg HOURS = {"heures-faites", DIAG_REMARQUE, "{} d'accompagnement, toutes signées"};
static const struct diag_msg NO_HOURS = {"heures-faites", DIAG_REMARQUE, "aucune heure d'accompagnement n'a été faite"};
static const struct diag_msg HOURS_TO_SIGN = {"heures-faites", DIAG_REMARQUE,
	"{} d'accompagnement, dont {} signées ; une fois la feuille signée : bilan-log --emarger {}"};
static const struct diag_msg GIVEN = {"papiers-remis", DIAG_REMARQUE, "remis à la personne : {} ; ce qui manque : bilan-log --papiers {}"};
static const struct diag_msg NOTHING_GIVEN = {"papiers-remis", DIAG_REMARQUE,
	"rien n'est noté comme remis à la personne ; ce qui est fait lui revient, la synthèse par exemple : bilan-log -a remise {}"};
static const struct diag_msg STATEMENT = {"constat-a-signer", DIAG_REMARQUE,
	"le constat, à signer des deux côtés : bilan-export --profil=arret {}"};
static const struct diag_msg TO_DELIVER = {"synthese-a-remettre", DIAG_REMARQUE,
	"la synthèse n'est pas notée comme remise ; une fois remise : bilan-log -a remise {} --le=AAAA-MM-JJ"};
static const struct diag_msg TO_KEEP = {"conservation-a-demander", DIAG_REMARQUE,
	"demander à la personne si des documents sont gardés pour le suivi ({} au plus, {}) : bilan-export --profil=accord-conservation {}, "
	"puis bilan-log -a conservation-accord {} --porte=synthese, ou -a conservation-refus"};
static const struct diag_msg TO_COMMUNICATE = {"communication-a-demander", DIAG_REMARQUE,
	"si quelqu'un d'autre doit recevoir un document, l'accord se demande d'abord : bilan-export --profil=accord-communication {}"};
static const struct diag_msg TO_FOLLOW = {"suivi-a-convenir", DIAG_REMARQUE,
	"suivi à proposer vers le {} : convenir du jour et du moyen (téléphone, visio, sur place) ; échéance : bilan-relance {} --horizon=tout"};
static const struct diag_msg STILL_PLANNED = {"seances-prevues", DIAG_REMARQUE,
	"il reste {} de séances prévues ({}) ; celles qui n'auront pas lieu s'annulent : bilan-log --annule=ID {}"};
static const struct diag_msg SIGNED_BEFORE = {"signature-anterieure", DIAG_ATTENTION,
	"{} était signée pour {} et dure maintenant {} ; faire signer la feuille corrigée : bilan-export --profil=emargement {}"};
static const struct diag_msg TOO_SHORT = {"duree-plancher", DIAG_ATTENTION,
	"{} d'accompagnement pour {} h au moins ({}) ; vérifier les séances notées : bilan-log --total {} ; si le bilan s'est arrêté avant "
	"son terme : bilan-log --corrige={} {} -a arret --auteur=QUI --motif=CODE"};
static const struct diag_msg TO_ACCEPT = {"relais-a-accepter", DIAG_REMARQUE,
	"le relais compte une fois accepté : bilan-log -a relais {} --suite={} --vers={} --resultat=accepte ; sinon, la même avec "
	"--resultat=refuse ; la fiche : bilan-export --profil=relais {}"};
static const struct diag_msg UNASKED = {"relais-sans-demande", DIAG_ATTENTION,
	"{} : relais {} sans demande notée ; la personne est-elle informée ? la demande se note aussi après coup : "
	"bilan-log -a relais {} --vers={} --le=AAAA-MM-JJ"};
static const struct diag_msg AWAY = {"conseiller-absent", DIAG_ATTENTION,
	"{} n'est pas en fonction le {} (Depuis, Jusqu_a dans centre.rec) ; choisir quelqu'un d'autre : bilan-log --corrige={} {} --vers=CONSEILLER"};

static const struct diag_msg LEFT_ALONE = {"suite-rayee", DIAG_ATTENTION,
	"{} répond à {}, qui est rayé : cette suite ne compte pas ; si {} répond à une autre séance prévue : "
	"bilan-log --corrige={} {} --suite=ID"};

static const struct diag_msg HELD_TWICE = {"seance-double", DIAG_ATTENTION,
	"{} répond à {}, qui a déjà sa suite ({}), et les deux comptent ; si l'une est de trop : bilan-log --raye={} {} --motif=doublon"};

static const struct diag_msg HELD_ITSELF = {"seance-double", DIAG_ATTENTION,
	"{} tient {}, qui a déjà sa suite ({}), et les deux comptent ; si c'est la même séance : bilan-log --raye={} {} --motif=doublon"};

struct conseil {
	const struct ecriture *w;
	struct arena *a;
	const struct journal *j;
	const struct compose *c;
	struct etat etat; /* before this event; read at the first need */
	bool known;
	struct diag *diag;
	struct slice ref;
};

static struct slice day(const struct conseil *k, jour_t d)
{
	struct buf b;
	buf_init(&b, k->a);
	buf_add_jour_long(&b, d);
	return buf_slice(&b);
}

static struct slice duration(const struct conseil *k, int64_t minutes)
{
	struct buf b;
	buf_init(&b, k->a);
	buf_add_duree(&b, minutes);
	return buf_slice(&b);
}

static struct slice given(const struct conseil *k, enum champ c)
{
	return saisie_valeur(&k->c->s, c);
}

/* A live event that this one does not take the place of, and that has happened. */
static bool stands(const struct conseil *k, const struct evenement *e)
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
		if (stands(k, e) && e->le < k->c->le && commitment_of(k, e) && (!first || evenement_ordre(e, first) < 0))
			first = e;
	}
	if (first)
		DIAG(k->diag, &LATE_INFORMATION, k->c->s.at, k->c->id, slice_z(commitment_of(k, first)), day(k, first->le), k->c->id, k->ref);
}

/* The interview itself, or its sheet. */
static bool informs(const struct conseil *k, const struct evenement *e)
{
	return slice_is(e->type_nom, "information") ||
	       (evenement_effet(e) == EFFET_DOCUMENT && slice_is(evenement_mot(k->a, k->j, e, CHAMP_DOCUMENT), "information"));
}

static void informed_before(const struct conseil *k)
{
	const char *what = commitment(k->c->type->effet, given(k, CHAMP_DOCUMENT), given(k, CHAMP_RESULTAT));
	for (size_t i = 0; i < k->j->n; i++)
		if (stands(k, &k->j->v[i]) && k->j->v[i].le <= k->c->le && informs(k, &k->j->v[i]))
			return;
	if (what)
		DIAG(k->diag, &NO_INFORMATION, k->c->s.at, slice_z(what), day(k, k->c->le), k->ref);
}

static void information_answer(const struct conseil *k)
{
	struct slice result = given(k, CHAMP_RESULTAT);
	bool elsewhere = slice_is(result, "reoriente");
	if ((elsewhere || slice_is(result, "refus")) && k->etat.nom == ETAT_PROSPECT)
		DIAG(k->diag, &GAVE_UP, k->c->s.at, k->ref, elsewhere ? SLICE("autre-service") : SLICE("renonce"));
}

/* --- A stop, an interruption */

static void author_known(const struct conseil *k)
{
	if (!given(k, CHAMP_AUTEUR).n)
		DIAG(k->diag, &NO_AUTHOR, k->c->s.at, k->c->id, SLICE("qui demande l'interruption"), k->c->id, k->ref, SLICE("auteur=QUI"));
	if (!given(k, CHAMP_MOTIF).n)
		DIAG(k->diag, &NO_AUTHOR, k->c->s.at, k->c->id, SLICE("le motif de l'interruption"), k->c->id, k->ref, SLICE("motif=CODE"));
}

static void reason_listed(const struct conseil *k)
{
	struct slice routes = journal_voies(k->a, k->j, &k->etat), route, code = given(k, CHAMP_MOTIF);
	while (code.n && slice_next(&routes, "+", &route)) {
		struct slice source = SLICE(""), codes = motif_codes(k->w->motifs, k->a, route, k->c->type->nom, &source);
		if (codes.n && !type_code_connu(codes, code))
			DIAG(k->diag, &NOT_LISTED, k->c->s.at, code, route, source, codes, k->c->id, k->ref);
	}
}

static void say_hours(const struct conseil *k)
{
	struct heures h;
	struct suites s;
	journal_suites(k->a, k->j, k->w->contexte.au, &s);
	heures_dossier(k->j, &s, k->w->contexte.au, &h);
	int64_t held = heures_somme(&h, HEURES_TENU), is_signed = heures_somme(&h, HEURES_SIGNE);
	if (!held)
		DIAG0(k->diag, &NO_HOURS, k->c->s.at);
	else if (held == is_signed)
		DIAG(k->diag, &HOURS, k->c->s.at, duration(k, held));
	else
		DIAG(k->diag, &HOURS_TO_SIGN, k->c->s.at, duration(k, held), duration(k, is_signed), k->ref);
}

static void say_given(const struct conseil *k)
{
	struct papier *v;
	struct buf b;
	size_t n;
	buf_init(&b, k->a);
	papiers_dossier(k->a, &(struct attentes){0}, k->j, k->w->contexte.au, &v, &n);
	for (size_t i = 0; i < n; i++) {
		if (v[i].destinataire.n || (v[i].le[ETAPE_REMIS] == JOUR_NONE && v[i].le[ETAPE_TRANSMIS] == JOUR_NONE))
			continue;
		buf_addz(&b, b.n ? ", " : "");
		buf_adds(&b, v[i].document);
	}
	if (b.n)
		DIAG(k->diag, &GIVEN, k->c->s.at, buf_slice(&b), k->ref);
	else
		DIAG(k->diag, &NOTHING_GIVEN, k->c->s.at, k->ref);
}

static void ask_to_keep(const struct conseil *k)
{
	const struct regle *g = regle_at(k->w->contexte.regles, "conservation-max", k->c->le);
	struct buf most;
	for (size_t i = 0; i < k->j->n; i++)
		if (evenement_effet(&k->j->v[i]) == EFFET_CONSERVATION && stands(k, &k->j->v[i]))
			return;
	buf_init(&most, k->a);
	if (g)
		buf_add_regle(&most, g);
	if (g)
		DIAG(k->diag, &TO_KEEP, k->c->s.at, buf_slice(&most), g->article, k->ref, k->ref);
}

static void stop_leaves(const struct conseil *k)
{
	bool stop = k->c->type->effet == EFFET_ARRET;
	if (stop && k->etat.fin)
		return;
	DIAG(k->diag, &TO_ANSWER, k->c->s.at, k->ref, k->c->id);
	say_hours(k);
	if (stop) {
		say_given(k);
		ask_to_keep(k);
	}
	DIAG(k->diag, &STATEMENT, k->c->s.at, k->ref);
}

static void answer_fits(const struct conseil *k)
{
	struct slice result = given(k, CHAMP_RESULTAT);
	struct ident id;
	for (size_t i = 0; i < k->c->s.n; i++) {
		const struct donnee *d = &k->c->s.v[i];
		const struct evenement *to = d->champ == CHAMP_SUITE && ident_parse(d->value, &id) ? journal_trouve(k->j, &id) : NULL;
		enum effet effet = to ? evenement_effet(to) : EFFET_AUCUN;
		if ((effet == EFFET_ARRET || effet == EFFET_INTERRUPTION) && !slice_is(result, "confirme") && !slice_is(result, "conteste"))
			DIAG(k->diag, &NOT_AN_ANSWER, k->c->s.at, k->c->id, d->value, to->type_nom, k->c->id, k->ref);
	}
}

/* --- The end */

static bool has_event(const struct conseil *k, enum effet effet, enum champ c, const char *word, const char *result)
{
	for (size_t i = 0; i < k->j->n; i++) {
		const struct evenement *e = &k->j->v[i];
		if (evenement_effet(e) == effet && stands(k, e) && slice_is(evenement_mot(k->a, k->j, e, c), word) &&
		    (!result || slice_is(evenement_mot(k->a, k->j, e, CHAMP_RESULTAT), result)))
			return true;
	}
	return false;
}

static void end_leaves(const struct conseil *k)
{
	const struct regle *g = regle_at(k->w->contexte.regles, "suivi-6-mois", k->c->le);
	if (k->etat.fin)
		return;
	if (!has_event(k, EFFET_DOCUMENT, CHAMP_DOCUMENT, "synthese", "remis"))
		DIAG(k->diag, &TO_DELIVER, k->c->s.at, k->ref);
	ask_to_keep(k);
	if (!has_event(k, EFFET_CONSENTEMENT, CHAMP_OBJET, "communication", NULL))
		DIAG(k->diag, &TO_COMMUNICATE, k->c->s.at, k->ref);
	if (g && g->nombre > 0)
		DIAG(k->diag, &TO_FOLLOW, k->c->s.at, day(k, jour_add_months(k->c->le, g->nombre)), k->ref);
}

/* The floor of the law, at the date that the rule names (R. 6313-4). */
static void long_enough(const struct conseil *k)
{
	const struct regle *least = regle_at(k->w->contexte.regles, "duree-plancher", k->etat.debut_le != JOUR_NONE ? k->etat.debut_le : k->c->le);
	if (least && least->nombre > 0 && k->etat.minutes < least->nombre * INT64_C(60))
		DIAG(k->diag, &TOO_SHORT, k->c->s.at, duration(k, k->etat.minutes), least->valeur, least->article, k->ref, k->c->id, k->ref);
}

/* Sessions that were to come. */
static void plans_left(const struct conseil *k)
{
	struct suites s;
	struct buf ids;
	int64_t minutes = 0;
	buf_init(&ids, k->a);
	journal_suites(k->a, k->j, k->w->contexte.au, &s);
	for (size_t i = 0; i < k->j->n; i++) {
		const struct evenement *e = &k->j->v[i];
		if (evenement_effet(e) != EFFET_SEANCE || evenement_nature(e, &s, k->w->contexte.au) != NATURE_PREVU)
			continue;
		buf_addz(&ids, ids.n ? ", " : "");
		buf_adds(&ids, evenement_mot(k->a, k->j, e, CHAMP_ID));
		minutes += e->minutes;
	}
	if (ids.n)
		DIAG(k->diag, &STILL_PLANNED, k->c->s.at, duration(k, minutes), buf_slice(&ids), k->ref);
}

/* --- A handover */

/* Is this the answer that the request E waits for: by Suite, or to the same counsellor? */
static bool answers(const struct conseil *k, const struct evenement *e)
{
	struct ident id;
	for (size_t i = 0; i < k->c->s.n; i++) {
		const struct donnee *d = &k->c->s.v[i];
		const struct evenement *to = d->champ == CHAMP_SUITE && ident_parse(d->value, &id) ? journal_trouve(k->j, &id) : NULL;
		if (to && to->racine == e->racine)
			return true;
	}
	const struct evenement *known = acte_relais_reponse(k->a, k->j, e, k->c->le);
	return slice_eq(evenement_mot(k->a, k->j, e, CHAMP_VERS), given(k, CHAMP_VERS)) && (!known || !stands(k, known));
}

static bool is_asked(const struct conseil *k)
{
	for (size_t i = 0; i < k->j->n; i++) {
		const struct evenement *e = &k->j->v[i];
		if (stands(k, e) && e->le <= k->c->le && acte_relais_est(k->a, k->j, e, "demande") && answers(k, e))
			return true;
	}
	return false;
}

static void handover_sound(const struct conseil *k)
{
	struct slice to = given(k, CHAMP_VERS), result = given(k, CHAMP_RESULTAT);
	const struct conseiller *who = centre_conseiller(k->a, k->w->contexte.centre, to);
	if (!slice_is(result, "refuse") && who && !acte_en_fonction(who, k->c->le))
		DIAG(k->diag, &AWAY, k->c->s.at, who->nom, day(k, k->c->le), k->c->id, k->ref);
	if (!slice_is(result, "demande") && !is_asked(k))
		DIAG(k->diag, &UNASKED, k->c->s.at, k->c->id, slice_is(result, "accepte") ? SLICE("accepté") : SLICE("refusé"), k->ref, to);
}

static void handover_waits(const struct conseil *k)
{
	if (slice_is(given(k, CHAMP_RESULTAT), "demande"))
		DIAG(k->diag, &TO_ACCEPT, k->c->s.at, k->ref, k->c->id, given(k, CHAMP_VERS), k->ref);
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
		DIAG(k->diag, &SIGNED_BEFORE, k->c->s.at, evenement_mot(k->a, k->j, e, CHAMP_ID), duration(k, e->minutes),
		     duration(k, k->c->minutes), k->ref);
}

/* Which types are looked at, by effect, or by name for those that change no state. */
static const struct {
	enum effet effet;
	const char *nom;
	bool remark; /* only for whoever types a new event: a file brings what is past, a correction changes no duty */
	void (*fn)(const struct conseil *k);
} CONSEILS[] = {
	{EFFET_AUCUN, "information", false, information_date}, {EFFET_AUCUN, "information", true, information_answer},
	{EFFET_ENTREE, NULL, false, informed_before},          {EFFET_DOCUMENT, NULL, false, informed_before},
	{EFFET_INTERRUPTION, NULL, false, author_known},       {EFFET_INTERRUPTION, NULL, false, reason_listed},
	{EFFET_ARRET, NULL, false, reason_listed},             {EFFET_INTERRUPTION, NULL, true, stop_leaves},
	{EFFET_ARRET, NULL, true, stop_leaves},                {EFFET_AUCUN, "reponse", false, answer_fits},
	{EFFET_FIN, NULL, false, long_enough},                 {EFFET_FIN, NULL, true, end_leaves},
	{EFFET_FIN, NULL, true, plans_left},                   {EFFET_ARRET, NULL, true, plans_left},
	{EFFET_RELAIS, NULL, false, handover_sound},
	{EFFET_RELAIS, NULL, true, handover_waits},            {EFFET_RAYURE, NULL, false, strike_leaves},
	{EFFET_SEANCE, NULL, false, answers_once},             {EFFET_SEANCE, NULL, false, signed_before},
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
