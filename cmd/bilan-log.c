/* bilan-log: record, correct, strike, sign, list and total the events of cases. */
#include "client/acte_evenement.h"
#include "client/acte_fusion.h"
#include "client/acte_jour.h"
#include "client/acte_tache.h"
#include "metier/papiers.h"
#include "metier/prevus.h"
#include "metier/totaux.h"

#include <stddef.h>
#include <string.h>

struct options {
	struct opt_common common;
	struct acte_evenement acte;
	struct acte_jour jour;
	const char *par, *manquants, *fusionner;
	struct opt_list types;
	struct periode periode;
	bool total, prevu, archives, taches, papiers;
};

#define CHAMP(nom, c, a, h) \
	{.name = nom, .kind = OPT_TEXT, .arg = a, .help = h, .offset = offsetof(struct options, acte.champ[c]), \
	 .given = offsetof(struct options, acte.donne[c])}
#define CODE(nom, c, words, h) \
	{.name = nom, .kind = OPT_TEXT, .arg = "CODE", .help = h, .choices = words, \
	 .offset = offsetof(struct options, acte.champ[c]), .given = offsetof(struct options, acte.donne[c])}

/* Those that are shipped (types.rec), for completion: a centre has its own beside them (types.d). */
static const char *const TYPES[] = {
	"ouverture", "information", "entree", "fin", "arret", "interruption", "reprise", "sans-suite", "cloture", "seance",
	"travail", "enquete", "passation", "emargement", "document", "consentement", "retrait", "communication",
	"conservation", "destruction", "demande", "reponse", "retractation", "avenant", "declaration-entree",
	"declaration-sortie", "facture", "paiement", "questionnaire", "reclamation", "contact", "suivi", "relais",
	"rayure", "information-montree", "information-transmise", "information-accusee", "devis-transmis", "devis-signe",
	"contrat-transmis", "contrat", "contrat-signe", "convention-transmise", "convention", "convention-signee",
	"convention-refusee", "programme-remis", "livret-remis", "calendrier-remis", "consentement-bilan", "absence",
	"remise", "synthese-remise", "plan-remis", "portefeuille-remis", "certificat-remis", "conservation-accord",
	"conservation-refus", "questionnaire-envoye", "questionnaire-recu", "appel-sans-reponse", "message-laisse",
	"suivi-fait", "suivi-refuse", "injoignable", "bpf-transmis", NULL,
};
static const char *const PHASES_MOTS[] = {"preliminaire", "investigation", "conclusion", NULL};
static const char *const MODES[] = {"presentiel", "visio", "telephone", NULL};
static const char *const STATUTS[] = {"realise", "prevu", "absent", "annule", NULL};
static const char *const AUTEURS[] = {"beneficiaire", "conseiller", "centre", "employeur", "financeur", NULL};
static const char *const PARS[] = {"dossier", "phase", "mois", "conseiller", "mode", NULL};
static const char *const PARCOURS[] = {"13h", "16h", "20h", "23h", "24h", NULL};
static const char *const OUI_NON[] = {"oui", "non", NULL};
static const char *const MANQUANTS[] = {"manquants", NULL};

#define ACTE(nom, membre, a, h) \
	{.name = nom, .kind = OPT_TEXT, .arg = a, .help = h, .offset = offsetof(struct options, acte.membre)}
static const struct opt NOTER[] = {
	{.letter = 'a', .name = "ajouter", .kind = OPT_TEXT, .arg = "TYPE", .choices = TYPES,
	 .offset = offsetof(struct options, acte.champ[CHAMP_TYPE]), .given = offsetof(struct options, acte.donne[CHAMP_TYPE]),
	 .help = "note un événement : seance, contrat, fin…"},
	ACTE("tache", tache, "CODE", "donne une tâche à faire avant --le (voir --taches)"),
	ACTE("lire", lire, "FICHIER|-", "note les événements d'un fichier"),
	{.name = "entree", .kind = OPT_CHOICE, .arg = "FORME", .choices = input_kind_names,
	 .offset = offsetof(struct options, acte.entree), .help = NULL},
};
static const struct opt PREVOIR[] = {
	{.name = "planifier", .kind = OPT_TEXT, .arg = "PARCOURS", .choices = PARCOURS,
	 .offset = offsetof(struct options, acte.planifier), .help = "prévoit les séances d'un parcours, à partir de --le"},
	ACTE("realise", realise, "ID", "tient une séance prévue, la déplace, la note manquée ou annulée (--motif)"),
	ACTE("deplace", deplace, "ID", NULL),
	ACTE("absent", absent, "ID", NULL),
	ACTE("annule", annule, "ID", NULL),
	{.name = "emarger", .kind = OPT_FLAG, .offset = offsetof(struct options, acte.emarger),
	 .help = "signe les séances tenues (--jusqu-a, --signe)"},
	{.name = "jour", .kind = OPT_JOUR, .optional = true, .arg = "DATE", .offset = offsetof(struct options, jour.le),
	 .given = offsetof(struct options, jour.donne), .help = "les séances d'un jour ; dans l'éditeur (--editer)"},
	{.name = "editer", .kind = OPT_FLAG, .offset = offsetof(struct options, jour.editer), .help = NULL},
};
static const struct opt CORRIGER[] = {
	ACTE("corrige", corrige, "ID", "remplace ce qui avait été mal saisi"),
	ACTE("raye", raye, "ID", "raye une ligne (--motif=doublon, saisie…)"),
	{.name = "fusionner", .kind = OPT_TEXT, .arg = "FICHIER", .offset = offsetof(struct options, fusionner),
	 .help = "reprend ce qu'une copie du journal a de plus"},
};
static const struct opt DIRE[] = {
	CHAMP("le", CHAMP_LE, "DATE", "quand [aujourd'hui], et combien de temps"),
	CHAMP("debut", CHAMP_DEBUT, "HH:MM", NULL),
	CHAMP("fin", CHAMP_FIN, "HH:MM", NULL),
	{.name = "duree", .kind = OPT_DUREE, .arg = "DURÉE", .offset = offsetof(struct options, acte.duree), .help = NULL},
	CODE("phase", CHAMP_PHASE, PHASES_MOTS, "où et comment [comme la dernière séance]"),
	CODE("mode", CHAMP_MODE, MODES, NULL),
	CHAMP("lieu", CHAMP_LIEU, "LIEU", NULL),
	CODE("statut", CHAMP_STATUT, STATUTS, "[realise], prevu, absent ou annule"),
	CHAMP("conseiller", CHAMP_CONSEILLER, "NOM", "qui conduit, reprend, décide, signe"),
	CHAMP("vers", CHAMP_VERS, "NOM", NULL),
	CODE("auteur", CHAMP_AUTEUR, AUTEURS, NULL),
	CHAMP("signe", CHAMP_SIGNE, "QUI", NULL),
	CHAMP("objet", CHAMP_OBJET, "CODE", "codes propres au type : voir bilan-dossier(5)"),
	CHAMP("document", CHAMP_DOCUMENT, "CODE", NULL),
	CHAMP("destinataire", CHAMP_DESTINATAIRE, "CODE", NULL),
	CHAMP("canal", CHAMP_CANAL, "CODE", NULL),
	CHAMP("resultat", CHAMP_RESULTAT, "CODE", NULL),
	CHAMP("motif", CHAMP_MOTIF, "CODE", NULL),
	CHAMP("porte", CHAMP_PORTE, "CODE", NULL),
	CODE("force-majeure", CHAMP_FORCE_MAJEURE, OUI_NON, NULL),
	CHAMP("jusqu-a", CHAMP_JUSQU_A, "DATE", "fin d'un accord ; dernier jour à signer"),
	CHAMP("montant", CHAMP_MONTANT, "EUROS", "pour une facture, un paiement, un avenant"),
	CHAMP("numero", CHAMP_NUMERO, "NUMÉRO", NULL),
	CHAMP("financement", CHAMP_FINANCEMENT, "ID", NULL),
	{.name = "voie", .kind = OPT_LIST, .arg = "CODE,…", .offset = offsetof(struct options, acte.voie), .help = NULL},
	CHAMP("situation", CHAMP_SITUATION, "CODE", NULL),
	{.name = "suite", .kind = OPT_LIST, .arg = "ID,…", .offset = offsetof(struct options, acte.suite),
	 .help = "l'événement auquel celui-ci répond"},
	{.name = "note", .kind = OPT_TEXT, .arg = "FICHIER|-", .offset = offsetof(struct options, acte.note),
	 .help = "ajoute une note, gardée à part dans bilans/"},
};
static const struct opt RELIRE[] = {
	{.name = "type", .kind = OPT_LIST, .arg = "TYPE,…", .offset = offsetof(struct options, types),
	 .help = "ces types, ces dates ; avec les dossiers archivés"},
	{.name = "periode", .kind = OPT_PERIODE, .arg = "DU..AU", .offset = offsetof(struct options, periode), .help = NULL},
	{.name = "archives", .kind = OPT_FLAG, .offset = offsetof(struct options, archives), .help = NULL},
	{.name = "prevu", .kind = OPT_FLAG, .offset = offsetof(struct options, prevu),
	 .help = "ce qui était prévu et ce qui a été fait"},
	{.name = "papiers", .kind = OPT_CHOICE, .optional = true, .arg = "QUOI", .choices = MANQUANTS,
	 .offset = offsetof(struct options, manquants), .given = offsetof(struct options, papiers),
	 .help = "les dates de chaque papier, ou ceux qui attendent"},
	{.name = "total", .kind = OPT_FLAG, .offset = offsetof(struct options, total),
	 .help = "additionne les heures (--par=phase, mois…)"},
	{.name = "par", .kind = OPT_CHOICE, .arg = "QUOI", .choices = PARS, .offset = offsetof(struct options, par),
	 .help = NULL},
	{.name = "taches", .kind = OPT_FLAG, .offset = offsetof(struct options, taches),
	 .help = "les tâches que l'on peut donner"},
};
#define GROUP(title, v) {title, v, sizeof v / sizeof *v}
static const struct opt_group GROUPS[] = {
	GROUP("Noter", NOTER), GROUP("Prévoir, tenir, faire signer", PREVOIR), GROUP("Corriger", CORRIGER),
	GROUP("Dire ce qui s'est passé", DIRE), GROUP("Relire, compter", RELIRE),
};
static const char *const FORMS[] = {
	"-a TYPE RÉF… [--le=DATE] […]", "--planifier=PARCOURS RÉF… --le=DATE […]",
	"--realise=ID|--deplace=ID|--absent=ID|--annule=ID RÉF […]", "--emarger RÉF…", "--jour[=DATE] [--editer]",
	"--corrige=ID|--raye=ID RÉF […]", "--fusionner=FICHIER RÉF", "--tache=CODE RÉF… --le=DATE", "--lire=FICHIER|-",
	"[RÉF…|-] [--type=TYPE,…] [--prevu|--papiers|--total]", NULL,
};
static const struct opt_example EXAMPLES[] = {
	{"bilan-log -a seance 2026-0001 --duree=2h", "la séance d'aujourd'hui"},
	{"bilan-log --corrige=e7 2026-0001 --duree=1h30", "elle a duré moins longtemps"},
	{"bilan-log --total 2026-0001", "les heures, par phase"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-log", .purpose = "Note ce qui arrive dans un bilan, le corrige, le liste, additionne les heures.",
	.forms = FORMS, .groups = GROUPS, .ngroups = sizeof GROUPS / sizeof *GROUPS, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-log(1), bilan-dossier(5), bilan(7)", .uses = OPT_USES_DEPOT | OPT_USES_LISTING,
};

static const struct diag_msg UNKNOWN_TYPE = {"type-inconnu", DIAG_ERREUR,
	"« {} » n'est pas un type d'événement ; bilan-dossier(5) les liste"};
static const struct diag_msg NOT_PAPERS = {"options-des-papiers", DIAG_ERREUR,
	"--papiers est une liste à part : retirer --type, --periode, --prevu, --total et --par"};
static const struct diag_msg NOT_TOTAL = {"options-du-total", DIAG_ERREUR,
	"--type et --prevu ne s'ajoutent pas à --total, et --par le demande ; choisir"};
static const struct diag_msg NOT_BANK = {"options-des-taches", DIAG_ERREUR,
	"--taches liste la banque, sans dossier ni autre choix ; celles d'une personne : bilan-projet --taches"};

static void list_events(struct run *r, const struct options *o, struct contexte *c)
{
	struct refs refs;
	struct emit e = run_emit(r, o->prevu ? &prevus_listing : &evenements_listing);
	e.hidden = o->prevu ? prevus_hidden(e.format) : evenements_hidden(e.format);
	c->emit = &e;
	struct evenements l = {.contexte = *c, .types = {o->types.v, o->types.n}, .periode = o->periode};
	for (size_t i = 0; i < o->types.n; i++)
		if (!type_nomme(&r->types, slice_z(o->types.v[i])) && strncmp(o->types.v[i], "x-", 2) != 0) {
			run_wrong(r, &UNKNOWN_TYPE, o->types.v[i]);
			return;
		}
	if (run_refs(r, (struct run_refs_want){.all = true, .archives = o->archives, .centre = true}, &refs))
		run_list(r, &(struct run_listing){&e, o->prevu ? prevus_visit : evenements_visit, &l}, &refs);
}

static void list_papers(struct run *r, const struct options *o, struct contexte *c)
{
	struct refs refs;
	struct emit e = run_emit(r, &papiers_listing);
	e.hidden = papiers_hidden(e.format);
	c->emit = &e;
	struct papiers l = {.contexte = *c, .manquants = o->manquants != NULL};
	enum status st = attentes_load(&r->depot, &l.attentes, &r->diag);
	run_keep(r, st);
	if (st == STATUS_OK && run_refs(r, (struct run_refs_want){.all = true, .archives = o->archives, .centre = true}, &refs))
		run_list(r, &(struct run_listing){&e, papiers_visit, &l}, &refs);
}

static void cumulate(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	(void)n;
	emit_write(2, messages);
	totaux_cumule(ctx, rows);
}

static void total_hours(struct run *r, const struct options *o, struct contexte *c)
{
	struct refs refs;
	struct emit_sink sink;
	struct buf rows;
	struct emit e = run_emit(r, &totaux_listing);
	struct totaux t = {.contexte = *c, .periode = o->periode};
	struct cumul sums = {.a = &r->arena};
	char text[REF_SIZE];
	for (int p = 0; o->par && p < 5; p++)
		if (strcmp(o->par, PARS[p]) == 0)
			t.par = (enum totaux_par)p;
	e.hidden = totaux_hidden(t.par);
	t.contexte.emit = &e;
	if (!run_refs(r, (struct run_refs_want){.all = true, .archives = o->archives, .centre = true}, &refs))
		return;
	if (t.par == PAR_DOSSIER) {
		run_list(r, &(struct run_listing){&e, totaux_visit, &t}, &refs);
		return;
	}
	run_walk(r, totaux_visit, &t, cumulate, &sums, &refs);
	buf_init(&rows, &r->arena);
	struct slice one = refs.n == 1 && r->words.n ? ref_text(&r->depot.prefixes, refs.v[0], text) : SLICE("*");
	size_t n = totaux_rend(&t, &sums, one, &rows);
	emit_open(&sink, &e, 1, &r->arena);
	emit_rows(&sink, buf_slice(&rows), n);
	run_finish(r, &sink);
}

static const struct diag_msg NOT_OF_DAY = {"options-du-jour", DIAG_ERREUR,
	"avec --jour, seuls --conseiller et --editer s'ajoutent, et --editer le demande ; choisir"};

static const struct diag_msg MERGES_ALONE = {"options-de-la-fusion", DIAG_ERREUR,
	"--fusionner ne va qu'avec la référence du dossier ; retirer le reste"};

/* The sessions of a day, where a counsellor says whose; or a copy: nothing else is asked for. */
static bool choose_apart(struct run *r, struct options *o, bool reads)
{
	const struct diag_msg *m = o->fusionner ? &MERGES_ALONE : &NOT_OF_DAY;
	struct acte_evenement others = o->acte;
	struct saisie s;
	bool writes, alone = o->fusionner ? !o->jour.donne && !o->jour.editer : o->jour.donne;
	if (!o->fusionner) {
		others.donne[CHAMP_CONSEILLER] = false;
		o->jour.conseiller = o->acte.donne[CHAMP_CONSEILLER] ? o->acte.champ[CHAMP_CONSEILLER] : NULL;
	}
	if (!alone || reads)
		return run_wrong(r, m, "");
	return acte_evenement_choisit(r, &others, false, &s, &writes) && (!writes || run_wrong(r, m, ""));
}

static bool choose(struct run *r, struct options *o, struct saisie *s, bool *writes)
{
	bool chosen = o->types.n || o->periode.from != JOUR_NONE || o->periode.to != JOUR_NONE || o->prevu;
	bool reads = chosen || o->archives || o->total || o->par || o->taches || o->papiers;
	*writes = false;
	if (o->jour.donne || o->jour.editer || o->fusionner)
		return choose_apart(r, o, reads);
	if (!acte_evenement_choisit(r, &o->acte, reads, s, writes))
		return false;
	if ((o->total && (o->types.n || o->prevu)) || (o->par && !o->total))
		return run_wrong(r, &NOT_TOTAL, "");
	if (o->taches && (r->words.n || chosen || o->archives || o->total || o->papiers))
		return run_wrong(r, &NOT_BANK, "");
	if (o->papiers && (chosen || o->total || o->par))
		return run_wrong(r, &NOT_PAPERS, "");
	return true;
}

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {.acte.duree = -1, .jour.le = JOUR_NONE, .periode = {JOUR_NONE, JOUR_NONE}};
	struct saisie s;
	bool writes;
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o) || !choose(&r, &o, &s, &writes) ||
	    !(o.acte.planifier ? run_feries : run_donnees)(&r))
		return run_end(&r);
	struct contexte c = {.types = &r.types, .regles = &r.regles, .centre = &r.centre, .au = r.au};
	if (writes)
		acte_evenement(&r, &o.acte, &s, &c);
	else if (o.taches)
		acte_taches_banque(&r);
	else if (o.papiers)
		list_papers(&r, &o, &c);
	else if (o.jour.donne)
		acte_jour(&r, &o.jour, &c);
	else if (o.fusionner)
		acte_fusion(&r, o.fusionner, &c);
	else if (o.total)
		total_hours(&r, &o, &c);
	else
		list_events(&r, &o, &c);
	return run_end(&r);
}
