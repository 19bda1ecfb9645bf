/* References: the pattern, the order of every listing, 8 bytes and back. */
#include "depot/ident.h"
#include "depot/ref.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* ^([A-Z][A-Z0-9]{0,7}-)?[0-9]{4}-[0-9]{4,6}$ */
static const struct {
	const char *text, *prefix;
	int year, number; /* year -1: refused */
} PATTERN[] = {
	{"2026-0001", "", 2026, 1},
	{"2026-12345", "", 2026, 12345},
	{"2026-999999", "", 2026, 999999},
	{"0000-0000", "", 0, 0},
	{"9999-000001", "", 9999, 1},
	{"TLS-2026-0042", "TLS", 2026, 42},
	{"T-2026-0042", "T", 2026, 42},
	{"A1234567-2026-000042", "A1234567", 2026, 42},
	{"A2026-2026-0001", "A2026", 2026, 1},
	{"", "", -1, 0},
	{"2026", "", -1, 0},
	{"2026-001", "", -1, 0},
	{"2026-1234567", "", -1, 0},
	{"226-0001", "", -1, 0},
	{"20261-0001", "", -1, 0},
	{"2026_0001", "", -1, 0},
	{"2026-00 1", "", -1, 0},
	{" 2026-0001", "", -1, 0},
	{"2026-0001 ", "", -1, 0},
	{"2026-0001\n", "", -1, 0},
	{"2026-0001/", "", -1, 0},
	{"../2026-0001", "", -1, 0},
	{"-2026-0001", "", -1, 0},
	{"tls-2026-0001", "", -1, 0},
	{"1TLS-2026-0001", "", -1, 0},
	{"É-2026-0001", "", -1, 0},
	{"TLS_1-2026-0001", "", -1, 0},
	{"TLS--2026-0001", "", -1, 0},
	{"TLS-A-2026-0001", "", -1, 0},
	{"ABCDEFGHI-2026-0001", "", -1, 0},
	{"A2026-0001", "", -1, 0},
	{"TLS-2026", "", -1, 0},
	{"TLS-", "", -1, 0},
	{"TLS", "", -1, 0},
	{"2026-\xEF\xBC\x91\xEF\xBC\x91", "", -1, 0},
	{".2026-0001.4242~", "", -1, 0},
	{"CENTRE", "", -1, 0},
};

START_TEST(pattern)
{
	struct arena a;
	struct ref_prefixes p;
	char text[REF_SIZE];
	arena_init(&a);
	ref_prefixes_init(&p, &a);
	ref_t r = ref_parse(&p, slice_z(PATTERN[_i].text));
	if (PATTERN[_i].year < 0) {
		ck_assert_msg(r == REF_NONE, "« %s » accepté", PATTERN[_i].text);
		ck_assert_msg(p.n == 1, "« %s »: préfixe retenu", PATTERN[_i].text);
	} else {
		ck_assert_msg(r != REF_NONE, "« %s » refusé", PATTERN[_i].text);
		ck_assert_msg(slice_is(ref_prefix(&p, r), PATTERN[_i].prefix), "« %s »: préfixe", PATTERN[_i].text);
		ck_assert_msg(ref_year(r) == PATTERN[_i].year && ref_number(r) == PATTERN[_i].number, "« %s »: %d %d",
		              PATTERN[_i].text, ref_year(r), ref_number(r));
		ck_assert_msg(slice_is(ref_text(&p, r, text), PATTERN[_i].text) && !text[strlen(PATTERN[_i].text)], "« %s »: %s",
		              PATTERN[_i].text, text);
		ck_assert_msg(slice_is(ref_text(&p, r | REF_ARCHIVED, text), PATTERN[_i].text), "« %s » archivé: %s",
		              PATTERN[_i].text, text);
	}
	arena_release(&a);
}
END_TEST

static const struct {
	const char *prefix;
	int year, number;
	const char *text;
} MADE[] = {
	{"", 2026, 1, "2026-0001"},          {"TLS", 2026, 9999, "TLS-2026-9999"}, {"", 2026, 10000, "2026-10000"},
	{"", 2026, 99999, "2026-99999"},     {"B2", 2027, 100000, "B2-2027-100000"}, {"", 2026, 999999, "2026-999999"},
};

START_TEST(made)
{
	struct arena a;
	struct ref_prefixes p;
	char text[REF_SIZE];
	arena_init(&a);
	ref_prefixes_init(&p, &a);
	ref_t r = ref_make(&p, slice_z(MADE[_i].prefix), MADE[_i].year, MADE[_i].number);
	ref_text(&p, r, text);
	ck_assert_str_eq(text, MADE[_i].text);
	ck_assert(r == ref_parse(&p, slice_z(text)));
	arena_release(&a);
}
END_TEST

/* Strictly growing: no prefix first, then by prefix, year, number as a number. */
static const char *const GROWING[] = {
	"1999-9999", "2025-0001", "2025-0002", "2025-00003", "2025-0010", "2025-000011", "2025-99999", "2025-100000",
	"2026-0001",
	"A-2026-0001", "A1-2020-0001", "A1-2026-0001", "B-1999-0001", "TLS-2026-0001", "TLS-2026-10000", "TLS1-1999-0001",
	"Z-0000-0000",
};

START_TEST(growing)
{
	struct arena a;
	struct ref_prefixes p;
	ref_t v[COUNT(GROWING)], sorted[COUNT(GROWING)];
	char text[REF_SIZE];
	arena_init(&a);
	ref_prefixes_init(&p, &a);
	for (int i = COUNT(GROWING) - 1; i >= 0; i--)
		v[i] = ref_parse(&p, slice_z(GROWING[i]));
	for (int i = 0; i < COUNT(GROWING); i++)
		for (int k = 0; k < COUNT(GROWING); k++) {
			int c = ref_cmp(&p, v[i], v[k] | (k & 1 ? REF_ARCHIVED : 0));
			ck_assert_msg((c > 0) - (c < 0) == (i > k) - (i < k), "%s %s: %d", GROWING[i], GROWING[k], c);
		}
	for (int i = 0; i < COUNT(GROWING); i++)
		sorted[(i * 5) % COUNT(GROWING)] = v[i];
	ck_assert_uint_eq(ref_sort(&p, sorted, (size_t)COUNT(GROWING)), (size_t)COUNT(GROWING));
	for (int i = 0; i < COUNT(GROWING); i++)
		ck_assert_msg(sorted[i] == v[i], "rang %d: %s", i, ref_text(&p, sorted[i], text).p);
	arena_release(&a);
}
END_TEST

static uint64_t seed = 20260302;

static size_t draw(size_t below)
{
	uint64_t z = seed += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	return (size_t)((z ^ z >> 29) % below);
}

static size_t random_text(char *s)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t n = 0, digits = 4 + draw(3);
	if (draw(3) == 0) {
		s[n++] = letters[draw(3)];
		for (size_t more = draw(8); more > 0; more--)
			s[n++] = letters[draw(2) ? draw(36) : 0];
		s[n++] = '-';
	}
	for (size_t i = 0; i < 5 + digits; i++)
		s[n++] = i == 4 ? '-' : (char)('0' + draw(10));
	s[n] = '\0';
	return n;
}

/* A million references: their 8 bytes give back the text, and nothing else has the same. */
START_TEST(both_ways)
{
	struct arena a;
	struct ref_prefixes p;
	arena_init(&a);
	ref_prefixes_init(&p, &a);
	for (int i = 0; i < 1000000; i++) {
		char text[REF_SIZE], back[REF_SIZE];
		size_t n = random_text(text);
		if (p.n > 300) { /* a store has a few prefixes; looking one up is linear */
			arena_reset(&a);
			ref_prefixes_init(&p, &a);
		}
		ref_t r = ref_parse(&p, (struct slice){text, n});
		ck_assert_msg(r != REF_NONE && !(r & REF_ARCHIVED), "%s refusé", text);
		struct slice got = ref_text(&p, r, back);
		if (got.n != n || memcmp(back, text, n + 1) != 0)
			ck_abort_msg("%s devient %s", text, back);
	}
	arena_release(&a);
}
END_TEST

static const struct ref_prefixes *comparing;

static int by_order(const void *x, const void *y)
{
	ref_t a = *(const ref_t *)x, b = *(const ref_t *)y;
	return ref_cmp(comparing, a, b);
}

static const struct {
	const char *name;
	size_t n, prefixes, numbers; /* few numbers: many twins */
} SORTED[] = {
	{"rien", 0, 1, 10},           {"une", 1, 1, 10},         {"deux", 2, 1, 2},          {"sans préfixe", 3000, 1, 999999},
	{"un préfixe", 3000, 2, 500}, {"des préfixes", 3000, 9, 200}, {"que des jumeaux", 1000, 1, 1},
	{"beaucoup", 60000, 30, 999999},
};

/* The same as qsort with ref_cmp, of which one of each is kept; archived or not, and written with 4, 5 or 6 digits. */
START_TEST(sorted)
{
	struct arena a;
	struct ref_prefixes p;
	arena_init(&a);
	ref_prefixes_init(&p, &a);
	size_t n = SORTED[_i].n, kept = 0;
	ref_t *v = ARENA_ARRAY(&a, ref_t, n + 1), *w = ARENA_ARRAY(&a, ref_t, n + 1);
	for (size_t i = 0; i < n; i++) {
		char text[REF_SIZE];
		size_t prefix = draw(SORTED[_i].prefixes), number = draw(SORTED[_i].numbers);
		int width = 4 + (int)draw(3);
		const char *head = prefix ? "X" : "";
		struct buf b;
		buf_init(&b, &a);
		buf_addz(&b, head);
		if (prefix)
			buf_addf(&b, "%zu-", 99 - prefix);
		buf_addf(&b, "%d-%0*zu", 2020 + (int)draw(3), width, number);
		memcpy(text, b.p, b.n < REF_SIZE ? b.n : 0);
		v[i] = w[i] = ref_parse(&p, (struct slice){text, b.n}) | (draw(2) ? REF_ARCHIVED : 0);
	}
	comparing = &p;
	qsort(w, n, sizeof *w, by_order);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || ref_cmp(&p, w[kept - 1], w[i]) != 0)
			w[kept++] = w[i];
	size_t got = ref_sort(&p, v, n);
	ck_assert_msg(got == kept, "%s: %zu et non %zu", SORTED[_i].name, got, kept);
	for (size_t i = 0; i < kept; i++)
		ck_assert_msg(ref_cmp(&p, v[i], w[i]) == 0, "%s: rang %zu", SORTED[_i].name, i);
	ck_assert(SORTED[_i].numbers > 500 || n < 3 || kept < n);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *text;
	char letter; /* 0: refused */
	int number;
	const char *suffix;
} IDENT[] = {
	{"e1", 'e', 1, ""},     {"e12", 'e', 12, ""},    {"e12-tls", 'e', 12, "tls"}, {"f3-a1", 'f', 3, "a1"},
	{"e999999999", 'e', 999999999, ""},
	{"e1-a2345678", 'e', 1, "a2345678"}, {"", 0, 0, ""}, {"e", 0, 0, ""}, {"e0", 0, 0, ""}, {"e01", 0, 0, ""},
	{"12", 0, 0, ""},
	{"E1", 0, 0, ""},       {"é1", 0, 0, ""},        {"e1-", 0, 0, ""},           {"e1-TLS", 0, 0, ""},
	{"e1-1a", 0, 0, ""},
	{"e1-a23456789", 0, 0, ""}, {"e1-a-b", 0, 0, ""}, {"e1 ", 0, 0, ""},          {"e1,e2", 0, 0, ""},
	{"e1234567890", 0, 0, ""},
	{"e-tls", 0, 0, ""},    {"ee1", 0, 0, ""},       {"e1-é", 0, 0, ""},
};

START_TEST(identified)
{
	struct ident id = {0};
	bool good = ident_parse(slice_z(IDENT[_i].text), &id);
	ck_assert_msg(good == (IDENT[_i].letter != 0), "« %s »", IDENT[_i].text);
	if (good)
		ck_assert_msg(id.letter == IDENT[_i].letter && id.number == IDENT[_i].number &&
		              slice_is(id.suffix, IDENT[_i].suffix), "« %s »: %c %d", IDENT[_i].text, id.letter, id.number);
}
END_TEST

START_TEST(idents_in_order)
{
	static const char *const ids[] = {"e1", "e2", "e2-a", "e2-tls", "e10", "e10-a"};
	for (int i = 0; i < COUNT(ids); i++)
		for (int k = 0; k < COUNT(ids); k++) {
			struct ident a, b;
			ck_assert(ident_parse(slice_z(ids[i]), &a) && ident_parse(slice_z(ids[k]), &b));
			int c = ident_cmp(&a, &b);
			ck_assert_msg((c > 0) - (c < 0) == (i > k) - (i < k), "%s %s: %d", ids[i], ids[k], c);
		}
}
END_TEST

Suite *ref_suite(void);

Suite *ref_suite(void)
{
	Suite *s = suite_create("ref");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, pattern, 0, COUNT(PATTERN));
	tcase_add_loop_test(t, made, 0, COUNT(MADE));
	tcase_add_test(t, growing);
	tcase_add_test(t, both_ways);
	tcase_add_loop_test(t, sorted, 0, COUNT(SORTED));
	tcase_add_loop_test(t, identified, 0, COUNT(IDENT));
	tcase_add_test(t, idents_in_order);
	suite_add_tcase(s, t);
	return s;
}
