/* Walking the store: the same answers, in the order of the references, however many threads work. */
#include "depot/walk.h"

#include "store.h"

#include <pthread.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const struct diag_msg SLOW = {"lent", DIAG_ATTENTION, "dossier {} à revoir"};
static const struct diag_msg BROKEN = {"illisible", DIAG_ERREUR, "dossier {} illisible ; le corriger"};
static const struct diag_msg NOTED = {"noté", DIAG_REMARQUE, "dossier {} lu"};

struct seen {
	struct arena *a;
	struct buf rows, messages;
	size_t nrows;
	pthread_t thread;
	useconds_t pause; /* before each: the workers get ahead, and must wait for their slots */
	bool elsewhere;   /* handed over on another thread than the caller's */
};

/* One row for most, two for some, none for others; work of uneven length. */
static enum status visit(void *ctx, struct visit *v)
{
	struct slice bytes;
	char text[REF_SIZE];
	const size_t *unequal = ctx;
	ref_text(&v->depot->prefixes, v->ref, text);
	int number = ref_number(v->ref);
	if (depot_read(v->depot, v->tree, v->ref, "journal.rec", v->arena, &bytes) != STATUS_OK) {
		DIAG(v->diag, &BROKEN, DIAG_NOWHERE, slice_z(text));
		return STATUS_INVALID;
	}
	for (volatile size_t i = 0; i < *unequal * (size_t)(number % 7 == 0 ? 3000 : 1); i++)
		continue;
	arena_alloc(v->arena, (size_t)(number % 50) * 40 + 1);
	size_t rows = number % 5 == 0 ? 0 : number % 3 == 0 ? 2 : 1;
	for (size_t i = 0; i < rows; i++)
		buf_addf(v->out, "%s é%zu %.*s", text, i, (int)bytes.n, bytes.p);
	v->rows += rows;
	DIAG(v->diag, &NOTED, DIAG_NOWHERE, slice_z(text));
	if (number % 11 == 0)
		DIAG(v->diag, &SLOW, DIAG_NOWHERE, slice_z(text));
	return STATUS_OK;
}

static void take(void *ctx, struct slice rows, size_t nrows, struct slice messages)
{
	struct seen *s = ctx;
	usleep(s->pause);
	buf_adds(&s->rows, rows);
	buf_adds(&s->messages, messages);
	s->nrows += nrows;
	s->elsewhere |= !pthread_equal(s->thread, pthread_self());
}

/* What each case must yield, written down without walking. */
static void expect(struct seen *want, const struct depot *d, const struct refs *refs, int missing)
{
	for (size_t i = 0; i < refs->n; i++) {
		char text[REF_SIZE];
		ref_text(&d->prefixes, refs->v[i], text);
		int number = ref_number(refs->v[i]);
		if (number == missing) {
			buf_addf(&want->messages, "%s: erreur: illisible: dossier %s illisible ; le corriger\n", text, text);
			continue;
		}
		for (size_t k = 0; k < (number % 5 == 0 ? 0u : number % 3 == 0 ? 2u : 1u); k++, want->nrows++)
			buf_addf(&want->rows, "%s é%zu n° %d\n", text, k, number);
		if (number % 11 == 0)
			buf_addf(&want->messages, "%s: attention: lent: dossier %s à revoir\n", text, text);
	}
}

static void seen_init(struct seen *s, struct arena *a)
{
	*s = (struct seen){.a = a, .thread = pthread_self()};
	buf_init(&s->rows, a);
	buf_init(&s->messages, a);
}

/* N cases, of two years and, from three on, with a prefix for some: made in an order that is not theirs. */
static void make_cases(struct store *s, size_t n, int missing)
{
	enum status st;
	int tree = depot_tree(&s->depot, TREE_DOSSIERS, &st, &s->diag);
	for (size_t i = 0; i < n; i++) {
		char name[64], text[64];
		size_t number = (i * 7919) % n + 1;
		snprintf(name, sizeof name, "%s%d-%04zu", number % 3 == 2 ? "TLS-" : "", number % 2 ? 2026 : 2025, number);
		ck_assert_int_eq(mkdirat(tree, name, 0700), 0);
		if ((int)number == missing)
			continue;
		size_t end = strlen(name);
		snprintf(name + end, sizeof name - end, "/journal.rec");
		snprintf(text, sizeof text, "n° %zu\n", number);
		store_write(tree, name, text);
	}
	ck_assert_int_eq(mkdirat(tree, ".2026-9999.4242~", 0700), 0);
	ck_assert_int_eq(mkdirat(tree, "2026-0001 (copie en conflit)", 0700), 0);
}

static const struct {
	size_t cases;
	int missing; /* the number of a case that cannot be read, or 0 */
} SIZES[] = {{0, 0}, {1, 0}, {1, 1}, {63, 0}, {64, 63}, {65, 65}, {1000, 500}};
static const int JOBS[] = {1, 2, 7, 0, 64, 500};

START_TEST(same)
{
	struct store s;
	struct refs refs = {0};
	struct seen want;
	store_open(&s);
	make_cases(&s, SIZES[_i].cases, SIZES[_i].missing);
	ck_assert_int_eq(depot_refs(&s.depot, TREE_DOSSIERS, &refs, &s.diag), STATUS_OK);
	ck_assert_msg(refs.n == SIZES[_i].cases, "%zu dossiers: %zu trouvés", SIZES[_i].cases, refs.n);
	for (size_t i = 1; i < refs.n; i++)
		ck_assert(ref_cmp(&s.depot.prefixes, refs.v[i - 1], refs.v[i]) < 0);
	seen_init(&want, &s.arena);
	expect(&want, &s.depot, &refs, SIZES[_i].missing);
	for (int k = 0; k < 2 * COUNT(JOBS); k++) {
		struct seen got;
		size_t unequal = k < COUNT(JOBS) ? 1 : 100;
		int jobs = JOBS[k % COUNT(JOBS)];
		seen_init(&got, &s.arena);
		got.pause = k < COUNT(JOBS) ? 3000 : 0;
		struct walk w = {.depot = &s.depot, .jobs = jobs, .level = DIAG_ATTENTION, .visit = visit, .take = take,
		                 .ctx = &unequal, .take_ctx = &got};
		enum status st = walk_refs(&w, refs.v, refs.n);
		ck_assert_msg(st == (SIZES[_i].missing ? STATUS_INVALID : STATUS_OK), "%zu dossiers, %d: statut %d", refs.n, jobs,
		              (int)st);
		ck_assert_msg(slice_eq(buf_slice(&got.rows), buf_slice(&want.rows)), "%zu dossiers, %d: lignes:\n%s", refs.n, jobs,
		              buf_z(&got.rows));
		ck_assert_msg(slice_eq(buf_slice(&got.messages), buf_slice(&want.messages)), "%zu dossiers, %d: messages:\n%s",
		              refs.n, jobs, buf_z(&got.messages));
		ck_assert_msg(got.nrows == want.nrows, "%zu dossiers, %d: %zu lignes", refs.n, jobs, got.nrows);
		ck_assert_msg(!got.elsewhere, "%zu dossiers, %d: pris sur un autre fil", refs.n, jobs);
	}
	store_close(&s);
}
END_TEST

Suite *walk_suite(void);

Suite *walk_suite(void)
{
	Suite *s = suite_create("walk");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, same, 0, COUNT(SIZES));
	suite_add_tcase(s, t);
	return s;
}
