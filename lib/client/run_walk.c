/* run, continued: the walks over cases, and the bar that long work draws. */
#include "client/run.h"

#include <unistd.h>

/* In the order of listings, the centre's own journal last. */
static struct refs in_order(struct run *r, const struct refs *refs)
{
	struct refs sorted = {0};
	bool centre = false;
	for (size_t i = 0; i < refs->n; i++) {
		centre |= refs->v[i] == REF_CENTRE;
		if (refs->v[i] != REF_CENTRE)
			refs_add(&sorted, &r->arena, refs->v[i]);
	}
	sorted.n = ref_sort(&r->depot.prefixes, sorted.v, sorted.n);
	if (centre)
		refs_add(&sorted, &r->arena, REF_CENTRE);
	return sorted;
}

static void progres_begin(struct run *r, const char *unit, size_t total, bool streams)
{
	r->progres.plain = r->plain;
	if (!r->common->quiet)
		progres_start(&r->progres, unit, total, streams);
}

void run_avance(struct run *r, size_t done, size_t total, const char *unit)
{
	if (!done)
		progres_begin(r, unit, total, true);
	progres_step(&r->progres, done);
}

struct taking {
	struct progres *progres;
	walk_take_fn *take;
	void *ctx;
};

/* What is taken may be written at once where the bar stands. */
static void take_cleared(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	const struct taking *t = ctx;
	if (messages.n)
		progres_erase(t->progres);
	t->take(t->ctx, rows, n, messages);
}

static const struct timespec *step(void *ctx, size_t done)
{
	return progres_step(ctx, done);
}

static void walk(struct run *r, struct walk w, const struct refs *refs, bool streams)
{
	struct refs sorted = *refs;
	enum status st;
	if (r->words.n) /* all the cases of the store are in order already */
		sorted = in_order(r, refs);
	depot_tree(&r->depot, TREE_ARCHIVES, &st, NULL); /* before any thread: a case may be moved there meanwhile */
	struct taking t = {&r->progres, w.take, w.take_ctx};
	run_say(r);
	progres_begin(r, "dossier", sorted.n, streams);
	w.depot = &r->depot;
	w.jobs = r->common->jobs;
	w.level = r->common->quiet ? DIAG_ATTENTION : DIAG_REMARQUE;
	if (r->progres.on) {
		w.take = take_cleared;
		w.take_ctx = &t;
		w.step = step;
		w.step_ctx = &r->progres;
	}
	run_keep(r, walk_refs(&w, sorted.v, sorted.n));
	progres_erase(&r->progres);
}

void run_walk(struct run *r, walk_case_fn *visit, void *ctx, walk_take_fn *take, void *take_ctx, const struct refs *refs)
{
	walk(r, (struct walk){.visit = visit, .take = take, .ctx = ctx, .take_ctx = take_ctx}, refs, false);
}

static void take_rows(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	emit_write(STDERR_FILENO, messages);
	emit_rows(ctx, rows, n);
}

void run_list(struct run *r, const struct run_listing *l, const struct refs *refs)
{
	run_list_foot(r, l, NULL, refs);
}

void run_list_foot(struct run *r, const struct run_listing *l, void (*foot)(void *ctx, struct emit_sink *s),
                   const struct refs *refs)
{
	struct emit_sink sink;
	emit_open(&sink, l->emit, STDOUT_FILENO, &r->arena);
	walk(r, (struct walk){.visit = l->visit, .take = take_rows, .ctx = l->ctx, .take_ctx = &sink}, refs, true);
	if (foot)
		foot(l->ctx, &sink);
	run_finish(r, &sink);
}
