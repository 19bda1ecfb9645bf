/* walk: do something for every case, on several threads, and have the answers in order. */
#ifndef DEPOT_WALK_H
#define DEPOT_WALK_H

#include "depot/depot.h"

#include <time.h>

/* What one case is worked on with; all of it is emptied for the next case, but OUT, which is handed over. */
struct visit {
	struct depot *depot;
	enum tree tree;
	ref_t ref;
	struct arena *arena; /* reset after each case */
	struct diag *diag;   /* of this case; its subject is the reference */
	struct buf *out;     /* rows rendered so far by this worker */
	size_t rows;         /* how many: the callback adds to it */
	enum status status;  /* the worst so far: the callback sets its own by return */
};

/* Called on any thread, for one case. */
typedef enum status walk_case_fn(void *ctx, struct visit *v);
/* Called on the calling thread, in the order of REFS: what a run of cases has rendered and has to say. */
typedef void walk_take_fn(void *ctx, struct slice rows, size_t nrows, struct slice messages);

/* Called on the calling thread while the walk goes on: DONE cases have been visited. Returns when to call it again
 * (CLOCK_MONOTONIC), never a moment gone by; it may be called before. */
typedef const struct timespec *walk_step_fn(void *ctx, size_t done);

struct walk {
	struct depot *depot;
	int jobs;            /* 0: one thread under 2 000 cases, else one per processor */
	enum diag_level level; /* messages below it are dropped */
	walk_case_fn *visit;
	walk_take_fn *take;
	walk_step_fn *step;  /* NULL: nobody wants to know */
	void *ctx, *take_ctx, *step_ctx;
};

/* Every one of REFS. The worst status. */
enum status walk_refs(const struct walk *w, const ref_t *refs, size_t n);

#endif
