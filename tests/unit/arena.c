/* Memory: nothing overlaps, everything is aligned, what grows keeps its content. */
#include "base/arena.h"

#include <check.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* Every size around the block's 64 bytes, each filled with its own byte, all looked at in the end. */
START_TEST(apart)
{
	enum { N = 300 };
	unsigned char *p[N];
	struct arena a;
	arena_init(&a);
	for (size_t n = 0; n < N; n++) {
		p[n] = arena_alloc(&a, n);
		ck_assert_msg((uintptr_t)p[n] % alignof(max_align_t) == 0, "%zu octets: mal alignés", n);
		memset(p[n], (int)(n & 255), n);
	}
	for (size_t n = 0; n < N; n++)
		for (size_t i = 0; i < n; i++)
			ck_assert_msg(p[n][i] == (n & 255), "%zu octets: l'octet %zu a changé", n, i);
	for (size_t n = 1; n < N; n++)
		ck_assert_msg(p[n] != p[n - 1], "%zu octets: même adresse que %zu", n, n - 1);
	arena_release(&a);
}
END_TEST

/* Memory used before is zeroed again. */
START_TEST(zeroed)
{
	struct arena a;
	arena_init(&a);
	memset(arena_alloc(&a, 4000), 0xE9, 4000);
	arena_reset(&a);
	const unsigned char *p = arena_zalloc(&a, 4000);
	for (size_t i = 0; i < 4000; i++)
		ck_assert_msg(p[i] == 0, "octet %zu", i);
	const struct {
		void *one;
		int two;
	} *v = (const void *)ARENA_ARRAY(&a, char, 5 * sizeof *v);
	ck_assert_ptr_null(v[4].one);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *name;
	size_t have, want;
	bool last, stays; /* the last allocation, and there is room: it grows where it stands */
} GROW[] = {
	{"de rien", 0, 40, true, false},
	{"dans le bloc", 16, 32, true, true},
	{"la même taille", 16, 16, true, true},
	{"jusqu'au bout du bloc", 16, 64, true, true},
	{"au-delà du bloc", 16, 65, true, false},
	{"bien au-delà", 16, 5000, true, false},
	{"pas la dernière", 16, 32, false, false},
};

START_TEST(grow)
{
	struct arena a;
	arena_init(&a);
	char *p = GROW[_i].have ? arena_alloc(&a, GROW[_i].have) : NULL;
	for (size_t i = 0; i < GROW[_i].have; i++)
		p[i] = (char)('a' + i);
	char *after = GROW[_i].last ? NULL : arena_copy(&a, "é", 2);
	char *q = arena_grow(&a, p, GROW[_i].have, GROW[_i].want);
	ck_assert_msg((q == p) == GROW[_i].stays, "%s: %s", GROW[_i].name, q == p ? "resté" : "déplacé");
	for (size_t i = 0; i < GROW[_i].have; i++)
		ck_assert_msg(q[i] == (char)('a' + i), "%s: octet %zu", GROW[_i].name, i);
	memset(q, 'x', GROW[_i].want);
	const char *next = arena_copy(&a, "suite", 5);
	memset(q, 'y', GROW[_i].want);
	ck_assert_msg(!after || strcmp(after, "é") == 0, "%s: la suivante a changé", GROW[_i].name);
	ck_assert_msg(strcmp(next, "suite") == 0, "%s: ce qui vient après a changé", GROW[_i].name);
	arena_release(&a);
}
END_TEST

START_TEST(copy)
{
	struct arena a;
	arena_init(&a);
	ck_assert_str_eq(arena_copy(&a, "évêque", 3), "év");
	ck_assert_str_eq(arena_copy(&a, NULL, 0), "");
	const char *p = arena_copy(&a, "a\0é", 4);
	ck_assert_mem_eq(p, "a\0é", 5);
	arena_release(&a);
}
END_TEST

/* The largest block is kept: what fitted once needs no memory again. */
START_TEST(reset)
{
	struct arena a;
	arena_init(&a);
	arena_reset(&a);
	for (int i = 0; i < 50; i++)
		arena_alloc(&a, 40);
	arena_alloc(&a, 100000);
	for (int i = 0; i < 50; i++)
		arena_alloc(&a, 40);
	char *kept = NULL;
	for (int turn = 0; turn < 3; turn++) {
		arena_reset(&a);
		ck_assert_msg((size_t)(a.end - a.at) >= 100000, "tour %d: %zu octets", turn, (size_t)(a.end - a.at));
		char *large = arena_alloc(&a, 100000);
		ck_assert_msg(!kept || large == kept, "tour %d: pas le même bloc", turn);
		kept = large;
	}
	arena_release(&a);
	ck_assert_ptr_null(a.head);
	arena_release(&a);
	ck_assert_str_eq(arena_copy(&a, "é", 2), "é");
	arena_release(&a);
}
END_TEST

/* No caller handles it: the process ends with 74. */
START_TEST(exhausted)
{
	struct arena a;
	volatile size_t most = SIZE_MAX;
	arena_init(&a);
	if (!freopen("/dev/null", "w", stderr))
		return;
	arena_alloc(&a, most);
}
END_TEST

Suite *arena_suite(void);

Suite *arena_suite(void)
{
	Suite *s = suite_create("arena");
	TCase *t = tcase_create("cas");
	tcase_add_test(t, apart);
	tcase_add_test(t, zeroed);
	tcase_add_loop_test(t, grow, 0, COUNT(GROW));
	tcase_add_test(t, copy);
	tcase_add_test(t, reset);
	tcase_add_exit_test(t, exhausted, 74);
	suite_add_tcase(s, t);
	return s;
}
