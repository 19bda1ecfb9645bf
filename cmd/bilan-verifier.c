/* bilan-verifier: every check, each finding with its place and what to do. */
#include "client/run.h"
#include "metier/controle.h"

#include <stddef.h>
#include <string.h>

struct options {
	struct opt_common common;
	struct opt_list sans;
	bool liste;
};

static const struct opt CHOISIR[] = {
	{.name = "sans", .kind = OPT_LIST, .arg = "CODE,…", .offset = offsetof(struct options, sans),
	 .help = "tait ces contrôles"},
	{.name = "liste", .kind = OPT_FLAG, .offset = offsetof(struct options, liste),
	 .help = "liste les contrôles, sans rien vérifier"},
};
static const struct opt_group GROUPS[] = {{"Choisir", CHOISIR, 2}};
static const char *const FORMS[] = {"[RÉF…|-] [--sans=CODE,…]", "--liste", NULL};
static const struct opt_example EXAMPLES[] = {
	{"bilan-verifier", "tout le dépôt"},
	{"bilan-verifier 2026-0001", "un seul dossier, après l'avoir modifié dans un éditeur"},
	{"bilan-verifier --sans=reste-editeur", "sans parler des restes d'éditeurs"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-verifier", .purpose = "Vérifie les fichiers du dépôt et dit, ligne par ligne, ce qui est à corriger.",
	.forms = FORMS, .groups = GROUPS, .ngroups = 1, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-verifier(1), bilan-dossier(5)", .uses = OPT_USES_DEPOT | OPT_USES_LISTING,
};

static const struct diag_msg BAD_CODE = {"controle-inconnu", DIAG_ERREUR,
	"« {} » n'est pas un contrôle ; bilan-verifier --liste les donne"};

static bool is_known(const char *code)
{
	for (size_t i = 0; i < controle_ncodes; i++)
		if (strcmp(controle_codes[i].code, code) == 0)
			return true;
	return false;
}

static bool check_codes(struct run *r, const struct options *o)
{
	for (size_t i = 0; i < o->sans.n; i++)
		if (!is_known(o->sans.v[i]))
			return run_wrong(r, &BAD_CODE, o->sans.v[i]);
	return true;
}

static bool is_silenced(const struct options *o, const char *code)
{
	for (size_t i = 0; i < o->sans.n; i++)
		if (strcmp(o->sans.v[i], code) == 0)
			return true;
	return false;
}

static void print_rows(struct run *r, const struct emit *e, struct slice rows, size_t n)
{
	struct emit_sink sink;
	if (e->format == EMIT_HUMAN && e->listing == &controle_listing) { /* lines of messages, not a table */
		run_print(r, rows);
		r->produced += n;
		return;
	}
	emit_open(&sink, e, 1, &r->arena);
	emit_rows(&sink, rows, n);
	run_finish(r, &sink);
}

static int list_checks(struct run *r)
{
	struct emit e = run_emit(r, &controle_codes_listing);
	struct buf rows;
	buf_init(&rows, &r->arena);
	for (size_t i = 0; i < controle_ncodes; i++)
		emit_row(&e, &rows, (struct emit_cell[]){
			{.set = true, .text = slice_z(controle_codes[i].code)},
			{.set = true, .text = slice_z(diag_level_name(controle_codes[i].niveau))},
			{.set = true, .text = slice_z(controle_codes[i].verifie)}});
	print_rows(r, &e, buf_slice(&rows), controle_ncodes);
	return run_end(r);
}

static void print_findings(struct run *r, const struct options *o, struct findings *f)
{
	struct emit e = run_emit(r, &controle_listing);
	struct buf rows;
	size_t n = 0;
	buf_init(&rows, &r->arena);
	findings_sort(f);
	for (size_t i = 0; i < f->n; i++) {
		if (is_silenced(o, f->v[i].msg->code))
			continue;
		finding_render(&e, &f->v[i], &rows);
		n++;
		if (f->v[i].msg->level >= DIAG_ERREUR)
			run_keep(r, STATUS_BROKEN_RULE);
	}
	print_rows(r, &e, buf_slice(&rows), n);
}

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {0};
	struct controles k = {0};
	struct refs refs;
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o))
		return run_end(&r);
	if (o.liste)
		return list_checks(&r);
	if (!check_codes(&r, &o) || !run_donnees(&r))
		return run_end(&r);
	struct contexte c = {.types = &r.types, .regles = &r.regles, .centre = &r.centre, .au = r.au};
	struct findings found = {.a = &r.arena};
	struct diag store;
	diag_init(&store, &r.arena, "dépôt");
	run_keep(&r, controles_init(&k, &r.depot, &c, &r.diag));
	if (run_refs(&r, (struct run_refs_want){true, true, true}, &refs) && r.worst != STATUS_CONFIG) {
		run_keep(&r, controle_arbres(&k, &store));
		if (!r.words.n)
			run_keep(&r, controle_depot(&k, &store));
		findings_add(&found, &store);
		run_walk(&r, controle_visit, &k, findings_take, &found, &refs);
		print_findings(&r, &o, &found);
	}
	controles_release(&k);
	return run_end(&r);
}
