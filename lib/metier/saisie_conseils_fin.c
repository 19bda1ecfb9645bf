/* What a stop, an end, a handover leave to do. */
#include "metier/actes.h"
#include "metier/papiers.h"
#include "metier/saisie_conseils.h"
#include "metier/totaux.h"

static const struct diag_msg NO_AUTHOR = {"auteur-absent", DIAG_ATTENTION,
	"{} : {} n'est pas noté ; l'ajouter : bilan-log --corrige={} {} --{}"};
static const struct diag_msg NOT_LISTED = {"motif-hors-liste", DIAG_ATTENTION,
	"« {} » n'est pas un motif que la voie {} connaît ({}) ; elle admet : {} (la force majeure se dit à part) ; "
	"corriger : bilan-log --corrige={} {} --motif=CODE"};
static const struct diag_msg TO_ANSWER = {"reponse-a-recueillir", DIAG_REMARQUE,
	"la réponse de la personne reste à recueillir ; une fois donnée : bilan-log -a reponse {} --suite={} "
	"--resultat=confirme (ou conteste)"};
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
	"demander à la personne si des documents sont gardés pour le suivi ({} au plus, {}) : bilan-export "
	"--profil=accord-conservation {}, puis bilan-log -a conservation-accord {} --porte=synthese, ou -a conservation-refus"};
static const struct diag_msg TO_COMMUNICATE = {"communication-a-demander", DIAG_REMARQUE,
	"si quelqu'un d'autre doit recevoir un document, l'accord se demande d'abord : bilan-export --profil=accord-communication {}"};
static const struct diag_msg TO_FOLLOW = {"suivi-a-convenir", DIAG_REMARQUE,
	"suivi à proposer vers le {} : convenir du jour et du moyen (téléphone, visio, sur place) ; échéance : bilan-relance {} --horizon=tout"};
static const struct diag_msg STILL_PLANNED = {"seances-prevues", DIAG_REMARQUE,
	"il reste {} de séances prévues ({}) ; celles qui n'auront pas lieu s'annulent : bilan-log --annule=ID {}"};
static const struct diag_msg TOO_SHORT = {"duree-plancher", DIAG_ATTENTION,
	"{} d'accompagnement pour {} h au moins ({}) ; vérifier les séances notées : bilan-log --total {} ; "
	"si le bilan s'est arrêté avant son terme : bilan-log --corrige={} {} -a arret --auteur=QUI --motif=CODE"};
static const struct diag_msg TO_ACCEPT = {"relais-a-accepter", DIAG_REMARQUE,
	"le relais compte une fois accepté : bilan-log -a relais {} --suite={} --vers={} --resultat=accepte ; "
	"sinon, la même avec --resultat=refuse ; la fiche : bilan-export --profil=relais {}"};
static const struct diag_msg UNASKED = {"relais-sans-demande", DIAG_ATTENTION,
	"{} : relais {} sans demande notée ; la personne est-elle informée ? la demande se note aussi après coup : bilan-log "
	"-a relais {} --vers={} --le=AAAA-MM-JJ"};
static const struct diag_msg AWAY = {"conseiller-absent", DIAG_ATTENTION,
	"{} n'est pas en fonction le {} (Depuis, Jusqu_a dans centre.rec) ; choisir quelqu'un d'autre : bilan-log --corrige={} {} --vers=CONSEILLER"};

/* --- A stop, an interruption */

void conseil_auteur(const struct conseil *k)
{
	if (!conseil_valeur(k, CHAMP_AUTEUR).n)
		DIAG(k->diag, &NO_AUTHOR, k->c->s.at, k->c->id, SLICE("qui demande l'interruption"), k->c->id, k->ref, SLICE("auteur=QUI"));
	if (!conseil_valeur(k, CHAMP_MOTIF).n)
		DIAG(k->diag, &NO_AUTHOR, k->c->s.at, k->c->id, SLICE("le motif de l'interruption"), k->c->id, k->ref, SLICE("motif=CODE"));
}

void conseil_motif(const struct conseil *k)
{
	struct slice routes = journal_voies(k->a, k->j, &k->etat), route, code = conseil_valeur(k, CHAMP_MOTIF);
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
		DIAG(k->diag, &HOURS, k->c->s.at, conseil_duree(k, held));
	else
		DIAG(k->diag, &HOURS_TO_SIGN, k->c->s.at, conseil_duree(k, held), conseil_duree(k, is_signed), k->ref);
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
		if (evenement_effet(&k->j->v[i]) == EFFET_CONSERVATION && conseil_debout(k, &k->j->v[i]))
			return;
	buf_init(&most, k->a);
	if (g)
		buf_add_regle(&most, g);
	if (g)
		DIAG(k->diag, &TO_KEEP, k->c->s.at, buf_slice(&most), g->article, k->ref, k->ref);
}

void conseil_arret(const struct conseil *k)
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

void conseil_reponse(const struct conseil *k)
{
	struct slice result = conseil_valeur(k, CHAMP_RESULTAT);
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
		if (evenement_effet(e) == effet && conseil_debout(k, e) && slice_is(evenement_mot(k->a, k->j, e, c), word) &&
		    (!result || slice_is(evenement_mot(k->a, k->j, e, CHAMP_RESULTAT), result)))
			return true;
	}
	return false;
}

void conseil_fin(const struct conseil *k)
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
		DIAG(k->diag, &TO_FOLLOW, k->c->s.at, conseil_jour(k, jour_add_months(k->c->le, g->nombre)), k->ref);
}

void conseil_plancher(const struct conseil *k)
{
	jour_t began = k->etat.debut_le != JOUR_NONE ? k->etat.debut_le : k->c->le;
	const struct regle *least = regle_at(k->w->contexte.regles, "duree-plancher", began);
	if (least && least->nombre > 0 && k->etat.minutes < least->nombre * INT64_C(60))
		DIAG(k->diag, &TOO_SHORT, k->c->s.at, conseil_duree(k, k->etat.minutes), least->valeur, least->article, k->ref, k->c->id, k->ref);
}

void conseil_prevu(const struct conseil *k)
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
		DIAG(k->diag, &STILL_PLANNED, k->c->s.at, conseil_duree(k, minutes), buf_slice(&ids), k->ref);
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
	return slice_eq(evenement_mot(k->a, k->j, e, CHAMP_VERS), conseil_valeur(k, CHAMP_VERS)) && (!known || !conseil_debout(k, known));
}

static bool is_asked(const struct conseil *k)
{
	for (size_t i = 0; i < k->j->n; i++) {
		const struct evenement *e = &k->j->v[i];
		if (conseil_debout(k, e) && e->le <= k->c->le && acte_relais_est(k->a, k->j, e, "demande") && answers(k, e))
			return true;
	}
	return false;
}

void conseil_relais(const struct conseil *k)
{
	struct slice to = conseil_valeur(k, CHAMP_VERS), result = conseil_valeur(k, CHAMP_RESULTAT);
	const struct conseiller *who = centre_conseiller(k->a, k->w->contexte.centre, to);
	if (!slice_is(result, "refuse") && who && !acte_en_fonction(who, k->c->le))
		DIAG(k->diag, &AWAY, k->c->s.at, who->nom, conseil_jour(k, k->c->le), k->c->id, k->ref);
	if (!slice_is(result, "demande") && !is_asked(k))
		DIAG(k->diag, &UNASKED, k->c->s.at, k->c->id, slice_is(result, "accepte") ? SLICE("accepté") : SLICE("refusé"), k->ref, to);
}

void conseil_relais_attend(const struct conseil *k)
{
	if (slice_is(conseil_valeur(k, CHAMP_RESULTAT), "demande"))
		DIAG(k->diag, &TO_ACCEPT, k->c->s.at, k->ref, k->c->id, conseil_valeur(k, CHAMP_VERS), k->ref);
}
