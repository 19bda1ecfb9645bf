/* bilan-relance: what is due; today the six-month follow-up. Silent when nothing is: cron mails what it prints. */
#include "client/run.h"
#include "metier/relance.h"

#include <stddef.h>
#include <string.h>

struct options {
	struct opt_common common;
	const char *horizon, *expliquer;
	bool noms, explique, archives;
};

static const struct opt CHOISIR[] = {
	{.name = "horizon", .kind = OPT_TEXT, .arg = "DURÉE", .offset = offsetof(struct options, horizon),
	 .help = "ajoute ce qui vient : 30j, 6m ; « tout » montre chaque suivi et son état"},
	{.name = "archives", .kind = OPT_FLAG, .offset = offsetof(struct options, archives),
	 .help = "ajoute les dossiers archivés"},
};
static const struct diag_msg TEXT_ONLY = {"explication-en-texte", DIAG_ERREUR,
	"une explication se lit : retirer --format, ou --expliquer"};

static const struct opt MONTRER[] = {
	{.name = "expliquer", .kind = OPT_TEXT, .optional = true, .arg = "RÉF", .offset = offsetof(struct options, expliquer),
	 .given = offsetof(struct options, explique),
	 .help = "dit d'où vient chaque échéance : fin, six mois, fenêtre, contacts"},
	{.name = "noms", .kind = OPT_FLAG, .offset = offsetof(struct options, noms),
	 .help = "ajoute nom, prénom et téléphone au tableau (jamais aux formats de machine)"},
};
static const struct opt_group GROUPS[] = {{"Choisir", CHOISIR, 2}, {"Montrer", MONTRER, 2}};
static const char *const FORMS[] = {"[RÉF…|-] [--horizon=DURÉE]", "--expliquer[=RÉF]", NULL};
static const struct opt_example EXAMPLES[] = {
	{"bilan-relance", "qui contacter aujourd'hui"},
	{"bilan-relance --horizon=30j --noms", "et dans le mois qui vient, avec les téléphones"},
	{"bilan-relance --expliquer=2026-0001", "pourquoi ce dossier est, ou n'est pas, dans la liste"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-relance",
	.purpose = "Dit quels entretiens de suivi à six mois sont à tenir, et se tait quand il n'y en a pas.",
	.forms = FORMS, .groups = GROUPS, .ngroups = 2, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-relance(1), bilan(7)", .uses = OPT_USES_DEPOT | OPT_USES_LISTING,
};

static const struct diag_msg BAD_HORIZON = {"horizon", DIAG_ERREUR,
	"« {} » n'est pas une durée ; écrire 30j, 2s, 6m, 1a, ou tout"};

static bool choose(struct run *r, const struct options *o, struct relance_choix *c)
{
	*c = (struct relance_choix){.horizon = JOUR_NONE};
	if (o->horizon && strcmp(o->horizon, "tout") == 0)
		c->tout = true;
	else if (o->horizon && (c->horizon = horizon_parse(slice_z(o->horizon), r->au)) == JOUR_NONE)
		return run_wrong(r, &BAD_HORIZON, o->horizon);
	return true;
}

static void take(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	(void)n;
	emit_write(2, messages);
	buf_adds(ctx, rows);
}

static void print_table(struct run *r, struct relances *all, const struct emit *e, struct slice gathered)
{
	struct emit_sink sink;
	struct buf rows, title, note;
	buf_init(&rows, &r->arena);
	buf_init(&title, &r->arena);
	buf_init(&note, &r->arena);
	relance_trie(all, &r->arena, &r->depot, gathered, &rows);
	buf_addz(&title, "Suivi à 6 mois au ");
	buf_add_jour_long(&title, r->au);
	buf_addf(&note, "%zu suivi%s, dont %zu en retard", all->lignes, all->lignes > 1 ? "s" : "", all->retards);
	emit_open(&sink, e, 1, &r->arena);
	emit_title(&sink, buf_slice(&title));
	emit_rows(&sink, buf_slice(&rows), all->lignes);
	emit_note(&sink, buf_slice(&note));
	run_finish(r, &sink);
}

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {0};
	struct relances all = {0};
	struct refs refs;
	struct buf gathered;
	run_init(&r, COMMAND.name);
	buf_init(&gathered, &r.arena);
	if (!run_parse(&r, &COMMAND, argc, argv, &o) || !run_feries(&r) || !choose(&r, &o, &all.choix))
		return run_end(&r);
	if (o.explique && r.common->format != EMIT_HUMAN) {
		run_wrong(&r, &TEXT_ONLY, "");
		return run_end(&r);
	}
	if (o.explique && o.expliquer)
		run_word(&r, o.expliquer);
	if (!run_refs(&r, (struct run_refs_want){.all = true, .archives = o.archives, .centre = true}, &refs))
		return run_end(&r);
	struct emit e = run_emit(&r, &relance_listing);
	e.hidden = o.noms && e.format == EMIT_HUMAN ? 0 : relance_noms_hidden;
	all.contexte = (struct contexte){&r.types, &r.regles, &r.centre, r.au, &e};
	all.noms = o.noms && e.format == EMIT_HUMAN;
	all.choix.tout |= o.explique && r.words.n > 0;
	run_walk(&r, o.explique ? relance_explique : relance_visit, &all, take, &gathered, &refs);
	if (o.explique)
		run_print(&r, buf_slice(&gathered));
	else
		print_table(&r, &all, &e, buf_slice(&gathered));
	return run_end(&r);
}
