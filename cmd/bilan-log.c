/* bilan-log: record, correct, strike, sign, list and total the events of cases. */
#include "client/run.h"
#include "metier/evenements.h"
#include "metier/lecture.h"
#include "metier/note.h"
#include "metier/totaux.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct options {
	struct opt_common common;
	const char *champ[CHAMP_N];
	bool donne[CHAMP_N];
	const char *corrige, *raye, *realise, *lire, *entree, *note, *par;
	struct opt_list suite, voie, types;
	struct periode periode;
	int duree;
	bool emarger, total, prevu, archives;
};

#define CHAMP(nom, c, a, h) \
	{.name = nom, .kind = OPT_TEXT, .arg = a, .help = h, .offset = offsetof(struct options, champ[c]), \
	 .given = offsetof(struct options, donne[c])}
#define CODE(nom, c, words, h) \
	{.name = nom, .kind = OPT_TEXT, .arg = "CODE", .help = h, .choices = words, .offset = offsetof(struct options, champ[c]), \
	 .given = offsetof(struct options, donne[c])}

static const char *const PHASES_MOTS[] = {"preliminaire", "investigation", "conclusion", NULL};
static const char *const MODES[] = {"presentiel", "visio", "telephone", NULL};
static const char *const STATUTS[] = {"realise", "prevu", "absent", "annule", NULL};
static const char *const AUTEURS[] = {"beneficiaire", "conseiller", "centre", "employeur", "financeur", NULL};
static const char *const ENTREES[] = {"rec", "csv", "json", NULL};
static const char *const PARS[] = {"dossier", "phase", "mois", "conseiller", "mode", NULL};
static const char *const OUI_NON[] = {"oui", "non", NULL};

static const struct opt ENREGISTRER[] = {
	{.letter = 'a', .name = "ajouter", .kind = OPT_TEXT, .arg = "TYPE", .offset = offsetof(struct options, champ[CHAMP_TYPE]),
	 .given = offsetof(struct options, donne[CHAMP_TYPE]), .help = "enregistre un événement : seance, contrat, fin…"},
	{.name = "realise", .kind = OPT_TEXT, .arg = "ID", .offset = offsetof(struct options, realise), .help = "tient une séance prévue"},
	{.name = "corrige", .kind = OPT_TEXT, .arg = "ID", .offset = offsetof(struct options, corrige),
	 .help = "remplace ce qui avait été mal saisi"},
	{.name = "raye", .kind = OPT_TEXT, .arg = "ID", .offset = offsetof(struct options, raye),
	 .help = "raye une ligne (--motif=doublon, saisie…)"},
	{.name = "emarger", .kind = OPT_FLAG, .offset = offsetof(struct options, emarger),
	 .help = "signe les séances tenues (--jusqu-a, --signe)"},
	{.name = "lire", .kind = OPT_TEXT, .arg = "FICHIER|-", .offset = offsetof(struct options, lire),
	 .help = "enregistre les événements d'un fichier"},
	{.name = "entree", .kind = OPT_CHOICE, .arg = "FORME", .choices = ENTREES, .offset = offsetof(struct options, entree), .help = NULL},
};
static const struct opt DIRE[] = {
	CHAMP("le", CHAMP_LE, "DATE", "quand [aujourd'hui], et combien de temps"),
	CHAMP("debut", CHAMP_DEBUT, "HH:MM", NULL),
	CHAMP("fin", CHAMP_FIN, "HH:MM", NULL),
	{.name = "duree", .kind = OPT_DUREE, .arg = "DURÉE", .offset = offsetof(struct options, duree), .help = NULL},
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
	{.name = "voie", .kind = OPT_LIST, .arg = "CODE,…", .offset = offsetof(struct options, voie), .help = NULL},
	CHAMP("situation", CHAMP_SITUATION, "CODE", NULL),
	{.name = "suite", .kind = OPT_LIST, .arg = "ID,…", .offset = offsetof(struct options, suite),
	 .help = "l'événement auquel celui-ci répond"},
	{.name = "note", .kind = OPT_TEXT, .arg = "FICHIER|-", .offset = offsetof(struct options, note),
	 .help = "ajoute une note, gardée à part dans bilans/"},
};
static const struct opt LIRE[] = {
	{.name = "type", .kind = OPT_LIST, .arg = "TYPE,…", .offset = offsetof(struct options, types),
	 .help = "types, période, prévu ; avec les archivés"},
	{.name = "periode", .kind = OPT_PERIODE, .arg = "DU..AU", .offset = offsetof(struct options, periode), .help = NULL},
	{.name = "prevu", .kind = OPT_FLAG, .offset = offsetof(struct options, prevu), .help = NULL},
	{.name = "archives", .kind = OPT_FLAG, .offset = offsetof(struct options, archives), .help = NULL},
	{.name = "total", .kind = OPT_FLAG, .offset = offsetof(struct options, total), .help = "additionne les heures (--par=phase, mois…)"},
	{.name = "par", .kind = OPT_CHOICE, .arg = "QUOI", .choices = PARS, .offset = offsetof(struct options, par), .help = NULL},
};
#define GROUP(title, v) {title, v, sizeof v / sizeof *v}
static const struct opt_group GROUPS[] = {GROUP("Enregistrer", ENREGISTRER), GROUP("Dire ce qui s'est passé", DIRE),
                                          GROUP("Lire", LIRE)};
static const char *const FORMS[] = {"-a TYPE RÉF… [--le=DATE] […]", "--corrige=ID|--raye=ID|--realise=ID RÉF […]", "--emarger RÉF…",
                                    "[RÉF…|-] [--type=TYPE,…] [--total]", NULL};
static const struct opt_example EXAMPLES[] = {
	{"bilan-log -a seance 2026-0001 --debut=14:00 --duree=2h", "la séance de cet après-midi"},
	{"bilan-log --corrige=e7 2026-0001 --duree=1h30", "elle a duré moins longtemps"},
	{"bilan-log --total 2026-0001", "les heures, par phase"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-log", .purpose = "Note ce qui arrive dans un bilan, le corrige, le liste, additionne les heures.",
	.forms = FORMS, .groups = GROUPS, .ngroups = 3, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-log(1), bilan-dossier(5), bilan(7)", .uses = OPT_USES_DEPOT | OPT_USES_LISTING,
};

static const struct diag_msg NO_REF = {"reference-absente", DIAG_ERREUR, "indiquer le dossier : sa référence, ou - pour les lire sur l'entrée standard"};
static const struct diag_msg ONE_REF = {"une-reference", DIAG_ERREUR, "un Id n'appartient qu'à un dossier : indiquer une seule référence"};
static const struct diag_msg TWO_ACTS = {"actes-multiples", DIAG_ERREUR, "un seul acte à la fois : -a, --corrige, --raye, --realise, --emarger ou --lire"};
static const struct diag_msg NO_ACT = {"acte-absent", DIAG_ERREUR,
	"les champs d'un événement sont donnés sans dire quoi en faire ; ajouter -a TYPE, ou --corrige=ID"};
static const struct diag_msg READ_ONLY = {"options-de-lecture", DIAG_ERREUR,
	"--type, --periode, --prevu, --archives, --total et --par ne servent qu'à lire ; les retirer, ou lire dans une autre commande"};
static const struct diag_msg FILE_ONLY = {"options-du-fichier", DIAG_ERREUR,
	"avec --lire, tout vient du fichier : retirer les références et les champs de la ligne de commande"};
static const struct diag_msg NOT_TOTAL = {"options-du-total", DIAG_ERREUR, "--type et --prevu ne s'ajoutent pas à --total, et --par le demande ; choisir"};
static const struct diag_msg UNKNOWN_TYPE = {"type-inconnu", DIAG_ERREUR, "« {} » n'est pas un type d'événement ; bilan-dossier(5) les liste"};
static const struct diag_msg BAD_UNTIL = {"date-impossible", DIAG_ERREUR, "« {} » n'est pas une date ; écrire AAAA-MM-JJ ou JJ/MM/AAAA"};

/* What is asked for, as one event; false when the command line does not hold together. */
static bool choose(struct run *r, const struct options *o, struct saisie *s, bool *writes)
{
	const struct {
		const char *cible;
		enum saisie_acte acte;
	} acts[] = {{o->corrige, SAISIE_CORRIGE}, {o->raye, SAISIE_RAYE}, {o->realise, SAISIE_REALISE}};
	int chosen = o->emarger + (o->lire != NULL), fields = 0;
	saisie_init(s);
	s->acte = o->emarger ? SAISIE_EMARGE : SAISIE_AJOUTE;
	for (size_t i = 0; i < 3; i++)
		if (acts[i].cible) {
			chosen++;
			s->acte = acts[i].acte;
			s->cible = slice_z(acts[i].cible);
		}
	if (o->donne[CHAMP_TYPE] && !o->corrige)
		chosen++;
	for (int c = CHAMP_LE; c < CHAMP_N; c++)
		fields += o->donne[c];
	bool period = o->periode.from != JOUR_NONE || o->periode.to != JOUR_NONE;
	bool given = fields || o->duree >= 0 || o->suite.n || o->voie.n || o->note;
	*writes = chosen > 0;
	if (chosen > 1)
		return run_wrong(r, &TWO_ACTS, "");
	if (chosen && (o->types.n || period || o->prevu || o->archives || o->total || o->par))
		return run_wrong(r, &READ_ONLY, "");
	if (o->lire && (given || r->words.n))
		return run_wrong(r, &FILE_ONLY, "");
	if ((o->total && (o->types.n || o->prevu)) || (o->par && !o->total))
		return run_wrong(r, &NOT_TOTAL, "");
	if (!chosen && given)
		return run_wrong(r, &NO_ACT, "");
	return true;
}

static void give_list(struct run *r, struct saisie *s, enum champ c, const struct opt_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		saisie_donne(&r->arena, s, c, slice_z(l->v[i]), DIAG_NOWHERE);
}

static bool give(struct run *r, const struct options *o, struct saisie *s)
{
	for (enum champ c = CHAMP_TYPE; c < CHAMP_N; c++)
		if (o->donne[c] && !(o->emarger && c == CHAMP_JUSQU_A))
			saisie_donne(&r->arena, s, c, slice_z(o->champ[c]), DIAG_NOWHERE);
	give_list(r, s, CHAMP_SUITE, &o->suite);
	give_list(r, s, CHAMP_VOIE, &o->voie);
	s->duree = o->duree;
	if (o->emarger && o->donne[CHAMP_JUSQU_A]) {
		s->jusqu_a = jour_parse(slice_z(o->champ[CHAMP_JUSQU_A]));
		if (s->jusqu_a == JOUR_NONE)
			return run_wrong(r, &BAD_UNTIL, o->champ[CHAMP_JUSQU_A]);
	}
	if (o->note) {
		enum status st = run_read(r, o->note, &s->note);
		run_keep(r, st);
		s->note = slice_trim(s->note);
		if (st == STATUS_OK)
			run_keep(r, st = note_juge(s->note, &r->diag));
		return st == STATUS_OK;
	}
	return true;
}

static const struct diag_msg NO_NOTES = {"note-du-centre", DIAG_ERREUR, "le journal du centre n'a pas de notes ; retirer --note"};

static void write_case(struct run *r, struct ecriture *w, ref_t ref, const struct saisie *v, size_t n)
{
	struct buf ids;
	buf_init(&ids, &r->arena);
	run_about(r, ref);
	run_keep(r, saisie_ecrit(w, ref, v, n, &ids, &r->diag));
	r->produced += ids.n > 0;
	if (!r->common->quiet)
		run_print(r, buf_slice(&ids));
	run_say(r);
}

struct place {
	ref_t ref;
	size_t rank;
};

static int by_case(const void *pa, const void *pb)
{
	const struct place *a = pa, *b = pb;
	if (a->ref != b->ref)
		return a->ref < b->ref ? -1 : 1;
	return (a->rank > b->rank) - (a->rank < b->rank);
}

/* The events of a file, case by case, each in one replacement of its journal. */
static void write_file(struct run *r, struct ecriture *w, const struct options *o)
{
	static const enum input_kind kinds[] = {INPUT_REC, INPUT_CSV, INPUT_JSON};
	struct slice bytes;
	struct input in;
	struct lu *v;
	size_t n, kept = 0;
	enum input_kind kind = INPUT_AUTO;
	for (size_t i = 0; i < 3; i++)
		if (o->entree && strcmp(o->entree, ENTREES[i]) == 0)
			kind = kinds[i];
	enum status st = run_read(r, o->lire, &bytes);
	run_keep(r, st);
	if (st != STATUS_OK)
		return;
	run_keep(r, input_read(&r->arena, bytes, o->lire, kind, lecture_connues, &r->arena, &in, &r->diag));
	run_keep(r, lecture_evenements(&r->arena, &in, &v, &n, &r->diag));
	struct place *places = arena_alloc(&r->arena, (n + 1) * sizeof *places);
	for (size_t i = 0; i < n; i++)
		if ((places[kept].ref = run_ref(r, v[i].reference, v[i].at)) != REF_NONE)
			places[kept++].rank = i;
	qsort(places, kept, sizeof *places, by_case);
	struct saisie *batch = arena_alloc(&r->arena, (kept + 1) * sizeof *batch);
	for (size_t i = 0, from = 0; i < kept; i++) {
		run_avance(r, i, kept, "événement");
		batch[i] = v[places[i].rank].saisie;
		if (i + 1 == kept || places[i + 1].ref != places[i].ref) {
			write_case(r, w, places[i].ref, batch + from, i + 1 - from);
			from = i + 1;
		}
	}
}

static bool has_centre(const struct refs *refs)
{
	for (size_t i = 0; i < refs->n; i++)
		if (refs->v[i] == REF_CENTRE)
			return true;
	return false;
}

static void write_events(struct run *r, const struct options *o, struct saisie *s, const struct contexte *c)
{
	struct ecriture w;
	struct refs refs;
	const char *env = getenv("BILAN_CONSEILLER");
	run_keep(r, ecriture_init(&w, &r->depot, c, &r->diag));
	w.conseiller = slice_z(env);
	w.saisi = run_saisi(r);
	w.par = run_par(r);
	w.sans_doublon = o->lire != NULL;
	if (o->lire || o->voie.n)
		run_keep(r, voies_load(&r->depot, &w.voies, &r->diag));
	if (r->worst == STATUS_OK && o->lire)
		write_file(r, &w, o);
	else if (r->worst == STATUS_OK && !r->words.n)
		run_wrong(r, &NO_REF, "");
	else if (r->worst == STATUS_OK && give(r, o, s) && run_refs(r, (struct run_refs_want){.centre = true}, &refs)) {
		if (s->cible.n && refs.n > 1)
			run_wrong(r, &ONE_REF, "");
		else if (s->note.p && has_centre(&refs))
			run_wrong(r, &NO_NOTES, "");
		else
			for (size_t i = 0; i < refs.n; i++) {
				run_avance(r, i, refs.n, "dossier");
				write_case(r, &w, refs.v[i], s, 1);
			}
	}
	ecriture_release(&w);
}

static void list_events(struct run *r, const struct options *o, struct contexte *c)
{
	struct refs refs;
	struct emit e = run_emit(r, &evenements_listing);
	e.hidden = evenements_hidden(e.format);
	c->emit = &e;
	struct evenements l = {.contexte = *c, .types = {o->types.v, o->types.n}, .periode = o->periode, .prevu = o->prevu};
	for (size_t i = 0; i < o->types.n; i++)
		if (!type_nomme(&r->types, slice_z(o->types.v[i])) && strncmp(o->types.v[i], "x-", 2) != 0) {
			run_wrong(r, &UNKNOWN_TYPE, o->types.v[i]);
			return;
		}
	if (run_refs(r, (struct run_refs_want){.all = true, .archives = o->archives, .centre = true}, &refs))
		run_list(r, &(struct run_listing){&e, evenements_visit, &l}, &refs);
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

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {.duree = -1, .periode = {JOUR_NONE, JOUR_NONE}};
	struct saisie s;
	bool writes;
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o) || !choose(&r, &o, &s, &writes) || !run_donnees(&r))
		return run_end(&r);
	struct contexte c = {.types = &r.types, .regles = &r.regles, .centre = &r.centre, .au = r.au};
	if (writes)
		write_events(&r, &o, &s, &c);
	else if (o.total)
		total_hours(&r, &o, &c);
	else
		list_events(&r, &o, &c);
	return run_end(&r);
}
