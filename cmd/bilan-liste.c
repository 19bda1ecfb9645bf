/* bilan-liste: select cases; the head of most pipes. */
#include "base/unicode.h"
#include "client/prompt.h"
#include "client/run.h"
#include "metier/liste.h"

#include <stddef.h>
#include <string.h>
#include <unistd.h>

struct options {
	struct opt_common common;
	struct opt_list etats, phases, conseillers, voies, conservations;
	struct periode ouvert, fin;
	bool cherche, noms, archives;
};

static const char *const ETATS_MOTS[] = {"prospect", "engage", "en-cours", "interrompu", "sans-suite", "termine", "arrete",
                                         "clos", NULL};
static const char *const PHASES_MOTS[] = {"preliminaire", "investigation", "conclusion", "-", NULL};
static const char *const CONSERVATIONS_MOTS[] = {"en-cours", "a-decider", "accord", "a-detruire", "detruit", NULL};

static const struct opt CHOISIR[] = {
	{.name = "etat", .kind = OPT_LIST, .arg = "ÉTAT,…", .choices = ETATS_MOTS, .offset = offsetof(struct options, etats),
	 .help = "où en est le bilan"},
	{.name = "phase", .kind = OPT_LIST, .arg = "PHASE,…", .choices = PHASES_MOTS, .offset = offsetof(struct options, phases),
	 .help = "la phase de la dernière séance tenue"},
	{.name = "conseiller", .kind = OPT_LIST, .arg = "NOM,…", .offset = offsetof(struct options, conseillers),
	 .help = "qui conduit le bilan"},
	{.name = "voie", .kind = OPT_LIST, .arg = "VOIE,…", .offset = offsetof(struct options, voies), .help = "qui le finance"},
	{.name = "conservation", .kind = OPT_LIST, .arg = "QUOI,…", .choices = CONSERVATIONS_MOTS,
	 .offset = offsetof(struct options, conservations), .help = "ce que deviennent les documents du bilan"},
	{.name = "ouvert", .kind = OPT_PERIODE, .arg = "DU..AU", .offset = offsetof(struct options, ouvert),
	 .help = "dossiers ouverts, ou bilans finis, dans une période"},
	{.name = "fin", .kind = OPT_PERIODE, .arg = "DU..AU", .offset = offsetof(struct options, fin), .help = NULL},
	{.name = "cherche", .kind = OPT_FLAG, .offset = offsetof(struct options, cherche),
	 .help = "demande des mots (nom, téléphone…) au clavier ou les lit sur l'entrée standard"},
	{.name = "archives", .kind = OPT_FLAG, .offset = offsetof(struct options, archives),
	 .help = "ajoute les dossiers archivés"},
};
static const struct opt MONTRER[] = {
	{.name = "noms", .kind = OPT_FLAG, .offset = offsetof(struct options, noms),
	 .help = "ajoute nom, prénom et téléphone au tableau (jamais aux formats de machine)"},
};
static const struct opt_group GROUPS[] = {{"Choisir", CHOISIR, sizeof CHOISIR / sizeof *CHOISIR}, {"Montrer", MONTRER, 1}};
static const char *const FORMS[] = {"[RÉF…|-] [--etat=ÉTAT,…] […]", NULL};
static const struct opt_example EXAMPLES[] = {
	{"bilan-liste --etat=en-cours --conseiller=roques", "les bilans en cours d'une conseillère"},
	{"bilan-liste --etat=termine | bilan-relance -", "parmi les bilans finis, ceux à recontacter"},
	{"bilan-liste --conservation=a-detruire", "ce qui doit être détruit"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-liste", .purpose = "Choisit des dossiers et dit où chacun en est.",
	.forms = FORMS, .groups = GROUPS, .ngroups = 2, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-liste(1), bilan(7)", .uses = OPT_USES_DEPOT | OPT_USES_LISTING,
};

static const struct diag_msg NO_WORDS = {"mots-absents", DIAG_ERREUR,
	"aucun mot à chercher ; en donner un sur l'entrée standard"};

static struct choix words_of(const struct opt_list *l)
{
	return (struct choix){l->v, l->n};
}

static const struct diag_msg UNKNOWN_ROUTE = {"voie-inconnue", DIAG_ERREUR,
	"« {} » n'est pas une voie de financement ; bilan-dossier(5) les liste"};

static bool take_routes(struct run *r, const struct options *o, struct liste *l)
{
	struct voies known = {0};
	l->voies = words_of(&o->voies);
	if (o->voies.n)
		run_keep(r, voies_load(&r->depot, &known, &r->diag));
	for (size_t i = 0; i < o->voies.n; i++) {
		bool found = strcmp(o->voies.v[i], "-") == 0;
		for (size_t k = 0; k < known.n && !found; k++)
			found = slice_is(known.v[k].id, o->voies.v[i]);
		if (!found)
			return run_wrong(r, &UNKNOWN_ROUTE, o->voies.v[i]);
	}
	return true;
}

static bool take_counsellors(struct run *r, const struct options *o, struct liste *l)
{
	l->conseillers = ARENA_ARRAY(&r->arena, struct slice, o->conseillers.n + 1);
	for (size_t i = 0; i < o->conseillers.n; i++) {
		const struct conseiller *k = centre_conseiller(&r->arena, &r->centre, slice_z(o->conseillers.v[i]));
		if (!k) {
			DIAG(&r->diag, &CENTRE_SANS_CONSEILLER, DIAG_NOWHERE, slice_z(o->conseillers.v[i]));
			run_keep(r, STATUS_INVALID);
			return false;
		}
		l->conseillers[l->nconseillers++] = k->id;
	}
	return true;
}

/* Names never stand on a command line, where every user of the machine can read them. */
static bool take_words(struct run *r, struct liste *l)
{
	struct slice line, word;
	if (!run_stdin(r))
		return false;
	if (isatty(STDIN_FILENO))
		emit_write(STDERR_FILENO, SLICE("Chercher : "));
	bool some = prompt_ligne(r, &line);
	line = text_fold_words(&r->arena, line);
	l->cherche = ARENA_ARRAY(&r->arena, struct slice, line.n + 1);
	while (slice_next(&line, " ", &word))
		if (word.n)
			l->cherche[l->ncherche++] = word;
	if (!some && !l->ncherche)
		run_wrong(r, &NO_WORDS, "");
	return l->ncherche > 0;
}

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {.ouvert = {JOUR_NONE, JOUR_NONE}, .fin = {JOUR_NONE, JOUR_NONE}};
	struct liste l = {0};
	struct refs refs;
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o) || !run_donnees(&r) || !take_counsellors(&r, &o, &l) ||
	    !take_routes(&r, &o, &l) || (o.cherche && !take_words(&r, &l)) ||
	    !run_refs(&r, (struct run_refs_want){.all = true, .archives = o.archives}, &refs))
		return run_end(&r);
	struct emit e = run_emit(&r, &liste_listing);
	l.noms = o.noms && e.format == EMIT_HUMAN;
	e.hidden = l.noms ? 0 : liste_noms_hidden;
	l.contexte = (struct contexte){&r.types, &r.regles, &r.centre, r.au, &e};
	l.etats = words_of(&o.etats);
	l.phases = words_of(&o.phases);
	l.conservations = words_of(&o.conservations);
	l.ouvert = o.ouvert;
	l.fin = o.fin;
	run_list(&r, &(struct run_listing){&e, liste_visit, &l}, &refs);
	return run_end(&r);
}
