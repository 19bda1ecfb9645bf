#include "depot/walk.h"

#include <pthread.h>
#include <unistd.h>

/* Cases are handed out in chunks; what a chunk yields waits in its slot until those before it have been taken. Slots are few
 * and reused, so that memory does not grow with the store. */
enum { CHUNK = 64, SLOTS_PER_WORKER = 4, MOST_WORKERS = 64, ONE_THREAD_BELOW = 2000 };

struct slot {
	struct arena arena;
	struct buf rows, messages;
	size_t nrows;
	enum status status;
	bool full;
};

struct crew {
	const struct walk *w;
	const ref_t *refs;
	size_t n, nchunks, next, taken, nslots;
	struct slot *slots;
	_Atomic size_t visited; /* counted only for somebody who wants to know */
	pthread_mutex_t lock;
	pthread_cond_t emptied, filled;
};

static void slot_reset(struct slot *s)
{
	arena_reset(&s->arena);
	buf_init(&s->rows, &s->arena);
	buf_init(&s->messages, &s->arena);
	s->nrows = 0;
	s->status = STATUS_OK;
}

static void visit_one(const struct walk *w, ref_t ref, struct arena *a, struct slot *s)
{
	char subject[REF_SIZE];
	struct diag diag;
	ref_text(&w->depot->prefixes, ref, subject);
	diag_init(&diag, a, subject);
	struct visit v = {.depot = w->depot, .tree = depot_tree_of(ref), .ref = ref, .arena = a, .diag = &diag, .out = &s->rows};
	s->status = status_worst(s->status, w->visit(w->ctx, &v));
	s->nrows += v.rows;
	if (diag.first)
		diag_lines(&s->messages, &diag, w->level);
	arena_reset(a);
}

static const struct timespec *step(struct crew *c)
{
	return c->w->step(c->w->step_ctx, c->visited);
}

static void do_chunk(struct crew *c, size_t chunk, struct arena *a, struct slot *s, bool main_thread)
{
	size_t end = (chunk + 1) * CHUNK < c->n ? (chunk + 1) * CHUNK : c->n;
	slot_reset(s);
	for (size_t i = chunk * CHUNK; i < end; i++) {
		visit_one(c->w, c->refs[i], a, s);
		if (!c->w->step)
			continue;
		c->visited++;
		if (main_thread)
			step(c);
	}
}

static void *work(void *arg)
{
	struct crew *c = arg;
	struct arena a;
	arena_init(&a);
	pthread_mutex_lock(&c->lock);
	while (c->next < c->nchunks) {
		size_t chunk = c->next++;
		while (chunk >= c->taken + c->nslots)
			pthread_cond_wait(&c->emptied, &c->lock);
		pthread_mutex_unlock(&c->lock);
		struct slot *s = &c->slots[chunk % c->nslots];
		do_chunk(c, chunk, &a, s, false);
		pthread_mutex_lock(&c->lock);
		s->full = true;
		if (chunk == c->taken)
			pthread_cond_signal(&c->filled);
	}
	pthread_mutex_unlock(&c->lock);
	arena_release(&a);
	return NULL;
}

static void hand_over(const struct walk *w, const struct slot *s)
{
	if (s->nrows || s->rows.n || s->messages.n)
		w->take(w->take_ctx, buf_slice(&s->rows), s->nrows, buf_slice(&s->messages));
}

/* Until S is full; meanwhile the walk is said to go on. */
static void wait_full(struct crew *c, const struct slot *s)
{
	pthread_mutex_lock(&c->lock);
	while (!s->full) {
		if (c->w->step)
			pthread_cond_timedwait(&c->filled, &c->lock, step(c));
		else
			pthread_cond_wait(&c->filled, &c->lock);
	}
	pthread_mutex_unlock(&c->lock);
}

static enum status take_in_order(struct crew *c)
{
	enum status worst = STATUS_OK;
	for (size_t chunk = 0; chunk < c->nchunks; chunk++) {
		struct slot *s = &c->slots[chunk % c->nslots];
		wait_full(c, s);
		hand_over(c->w, s);
		worst = status_worst(worst, s->status);
		pthread_mutex_lock(&c->lock);
		s->full = false;
		c->taken = chunk + 1;
		pthread_cond_broadcast(&c->emptied);
		pthread_mutex_unlock(&c->lock);
	}
	return worst;
}

static enum status alone(struct crew *c)
{
	enum status worst = STATUS_OK;
	struct arena a;
	arena_init(&a);
	for (size_t chunk = 0; chunk < c->nchunks; chunk++) {
		do_chunk(c, chunk, &a, &c->slots[0], true);
		hand_over(c->w, &c->slots[0]);
		worst = status_worst(worst, c->slots[0].status);
	}
	arena_release(&a);
	return worst;
}

static enum status together(struct crew *c, size_t workers)
{
	pthread_t thread[MOST_WORKERS];
	pthread_condattr_t monotonic;
	size_t started = 0;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->emptied, NULL);
	pthread_cond_init(&c->filled, &monotonic);
	while (started < workers && pthread_create(&thread[started], NULL, work, c) == 0)
		started++;
	enum status worst = started ? take_in_order(c) : alone(c);
	for (size_t i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->emptied);
	pthread_cond_destroy(&c->filled);
	pthread_condattr_destroy(&monotonic);
	return worst;
}

static size_t workers_for(const struct walk *w, size_t n)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t workers = w->jobs > 0 ? (size_t)w->jobs : n < ONE_THREAD_BELOW || cores < 1 ? 1 : (size_t)cores;
	return workers < MOST_WORKERS ? workers : MOST_WORKERS;
}

enum status walk_refs(const struct walk *w, const ref_t *refs, size_t n)
{
	size_t workers = workers_for(w, n);
	struct crew c = {.w = w, .refs = refs, .n = n, .nchunks = (n + CHUNK - 1) / CHUNK,
	                 .nslots = workers > 1 ? workers * SLOTS_PER_WORKER : 1};
	c.slots = ARENA_ARRAY(w->depot->a, struct slot, c.nslots);
	enum status st = workers > 1 && c.nchunks > 1 ? together(&c, workers) : alone(&c);
	for (size_t i = 0; i < c.nslots; i++)
		arena_release(&c.slots[i].arena);
	return st;
}
