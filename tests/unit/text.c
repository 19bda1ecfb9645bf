/* Slices, buffers, UTF-8. */
#include "base/text.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define BAD "\uFFFD"

static const struct {
	const char *text, *trimmed;
} TRIM[] = {
	{"", ""}, {" \t\r\n", ""}, {"é", "é"}, {"  été  à  Évry\t", "été  à  Évry"}, {"\r\nzoé\r\n", "zoé"},
	{"\u00A0é\u00A0", "\u00A0é\u00A0"},
};

START_TEST(trim)
{
	struct slice got = slice_trim(slice_z(TRIM[_i].text));
	ck_assert_msg(slice_is(got, TRIM[_i].trimmed), "« %s »: « %.*s »", TRIM[_i].text, (int)got.n, got.p);
}
END_TEST

static const struct {
	struct slice a, b;
	int order;
} ORDER[] = {
	{SLICE(""), SLICE(""), 0},     {SLICE("é"), SLICE("é"), 0},      {SLICE(""), SLICE("a"), -1},
	{SLICE("a"), SLICE("ab"), -1},
	{SLICE("b"), SLICE("ab"), 1},  {SLICE("z"), SLICE("é"), -1},     {SLICE("a\0b"), SLICE("a\0c"), -1},
	{SLICE("a\0"), SLICE("a"), 1},
};

START_TEST(order)
{
	struct slice a = ORDER[_i].a, b = ORDER[_i].b;
	int c = slice_cmp(a, b), back = slice_cmp(b, a);
	ck_assert_msg((c > 0) - (c < 0) == ORDER[_i].order, "« %s » « %s »: %d", a.p, b.p, c);
	ck_assert_msg((back > 0) - (back < 0) == -ORDER[_i].order, "« %s » « %s » à rebours: %d", a.p, b.p, back);
	ck_assert_msg(slice_eq(a, b) == (ORDER[_i].order == 0), "« %s » « %s »: égalité", a.p, b.p);
}
END_TEST

START_TEST(small)
{
	struct arena a;
	arena_init(&a);
	ck_assert_uint_eq(slice_z(NULL).n, 0);
	ck_assert(slice_eq(slice_z(NULL), SLICE("")));
	ck_assert(slice_is(SLICE("été"), "été") && !slice_is(SLICE("été"), "ét") && !slice_is(SLICE("a\0"), "a"));
	ck_assert(slice_starts(SLICE("été"), "ét") && slice_starts(SLICE("é"), "") && !slice_starts(SLICE("é"), "été"));
	ck_assert_str_eq(slice_dup(&a, (struct slice){"évêque", 3}), "év");
	ck_assert(ascii_eq_nocase(SLICE("SIRET"), SLICE("siret")) && ascii_eq_nocase(SLICE("é@["), SLICE("é@[")));
	ck_assert(!ascii_eq_nocase(SLICE("É"), SLICE("é")) && !ascii_eq_nocase(SLICE("["), SLICE("{")) &&
	          !ascii_eq_nocase(SLICE("a"), SLICE("ab")));
	arena_release(&a);
}
END_TEST

static const struct {
	struct slice text;
	const char *separators;
	struct slice pieces; /* each between bars */
} NEXT[] = {
	{SLICE(""), ",", SLICE("")},
	{SLICE("é"), ",", SLICE("|é|")},
	{SLICE("a,é"), ",", SLICE("|a||é|")},
	{SLICE(",a"), ",", SLICE("|||a|")},
	{SLICE("a,,b"), ",", SLICE("|a||||b|")},
	{SLICE("a,"), ",", SLICE("|a|")},
	{SLICE("a b\tc"), " \t", SLICE("|a||b||c|")},
	{SLICE("un mot"), "", SLICE("|un mot|")},
	{SLICE("a\0b,c"), ",", SLICE("|a\0b||c|")},
};

START_TEST(next)
{
	struct arena a;
	struct buf b;
	struct slice rest = NEXT[_i].text, piece;
	arena_init(&a);
	buf_init(&b, &a);
	for (int i = 0; i < 10 && slice_next(&rest, NEXT[_i].separators, &piece); i++) {
		buf_addc(&b, '|');
		buf_adds(&b, piece);
		buf_addc(&b, '|');
	}
	ck_assert_msg(slice_eq(buf_slice(&b), NEXT[_i].pieces), "« %s »: %s", NEXT[_i].text.p, buf_z(&b));
	arena_release(&a);
}
END_TEST

static const struct {
	const char *text;
	int value; /* -1: refused */
} NUMBER[] = {
	{"0", 0}, {"7", 7}, {"0042", 42}, {"999999999", 999999999}, {"", -1}, {"1000000000", -1}, {"-1", -1}, {"+1", -1},
	{" 1", -1}, {"1 ", -1}, {"1é", -1}, {"²", -1}, {"0x1", -1},
};

START_TEST(number)
{
	int value = -1;
	bool good = slice_number(slice_z(NUMBER[_i].text), &value);
	ck_assert_msg(good == (NUMBER[_i].value >= 0) && value == NUMBER[_i].value, "« %s »: %d", NUMBER[_i].text, value);
}
END_TEST

static const struct {
	int64_t value;
	const char *text;
} WRITTEN[] = {
	{0, "0"}, {7, "7"}, {-1, "-1"}, {1234567890123, "1234567890123"}, {INT64_MAX, "9223372036854775807"},
	{INT64_MIN, "-9223372036854775808"},
};

START_TEST(written)
{
	struct arena a;
	struct buf b;
	arena_init(&a);
	buf_init(&b, &a);
	buf_addn(&b, WRITTEN[_i].value);
	ck_assert_str_eq(buf_z(&b), WRITTEN[_i].text);
	arena_release(&a);
}
END_TEST

/* Byte by byte, piece by piece, formatted short and long: the same bytes, and none lost when it moves. */
START_TEST(growing)
{
	struct arena a;
	struct buf b;
	char expected[6000];
	size_t n = 0;
	arena_init(&a);
	buf_init(&b, &a);
	ck_assert_uint_eq(buf_slice(&b).n, 0);
	ck_assert_ptr_nonnull(buf_slice(&b).p);
	for (size_t len = 0; n + 3 * len + 2 < sizeof expected - 1200; len++) {
		n += (size_t)snprintf(expected + n, sizeof expected - n, "é%0*d", (int)len, 0);
		buf_addz(&b, "é");
		for (size_t i = 0; i < (len ? len : 1); i++)
			buf_addc(&b, '0');
		arena_alloc(&a, 24);
		ck_assert_str_eq(buf_z(&b), (expected[n] = '\0', expected));
	}
	for (int width = 509; width <= 514; width++) {
		struct buf f;
		buf_init(&f, &a);
		buf_addf(&f, "%*d", width, 42);
		ck_assert_msg(f.n == (size_t)width && memcmp(f.p + f.n - 2, "42", 2) == 0 && f.p[0] == ' ', "largeur %d: %zu", width,
		              f.n);
	}
	arena_release(&a);
}
END_TEST

static const struct {
	const char *name;
	struct slice bytes;
	size_t length;
	uint32_t code;
} CHARS[] = {
	{"rien", SLICE(""), 0, 0},
	{"nul", SLICE("\0"), 1, 0},
	{"a", SLICE("a"), 1, 'a'},
	{"é", SLICE("éa"), 2, 0xE9},
	{"€", SLICE("€"), 3, 0x20AC},
	{"dernier des trois octets", SLICE("\xEF\xBF\xBF"), 3, 0xFFFF},
	{"avant les demi-codes", SLICE("\xED\x9F\xBF"), 3, 0xD7FF},
	{"après les demi-codes", SLICE("\xEE\x80\x80"), 3, 0xE000},
	{"plan astral", SLICE("\U0001F600"), 4, 0x1F600},
	{"dernier", SLICE("\xF4\x8F\xBF\xBF"), 4, 0x10FFFF},
	{"après le dernier", SLICE("\xF4\x90\x80\x80"), 0, 0},
	{"premier demi-code", SLICE("\xED\xA0\x80"), 0, 0},
	{"dernier demi-code", SLICE("\xED\xBF\xBF"), 0, 0},
	{"nul trop long", SLICE("\xC0\x80"), 0, 0},
	{"deux octets trop longs", SLICE("\xC1\xBF"), 0, 0},
	{"trois octets trop longs", SLICE("\xE0\x9F\xBF"), 0, 0},
	{"quatre octets trop longs", SLICE("\xF0\x8F\xBF\xBF"), 0, 0},
	{"suite seule", SLICE("\x80"), 0, 0},
	{"coupé à 1 sur 2", SLICE("\xC3"), 0, 0},
	{"coupé à 2 sur 3", SLICE("\xE2\x82"), 0, 0},
	{"coupé à 3 sur 4", SLICE("\xF0\x9F\x98"), 0, 0},
	{"suite manquante", SLICE("\xC3(" ), 0, 0},
	{"troisième octet fautif", SLICE("\xE2\x82("), 0, 0},
	{"cinq octets", SLICE("\xF8\x88\x80\x80\x80"), 0, 0},
	{"FF", SLICE("\xFF"), 0, 0},
};

START_TEST(chars)
{
	uint32_t code = 0;
	const char *p = CHARS[_i].bytes.p;
	size_t n = utf8_char(p, p + CHARS[_i].bytes.n, &code);
	ck_assert_msg(n == CHARS[_i].length && (n == 0 || code == CHARS[_i].code), "%s: %zu octets, U+%04X", CHARS[_i].name, n,
	              code);
}
END_TEST

START_TEST(every_code)
{
	struct arena a;
	struct buf b;
	arena_init(&a);
	buf_init(&b, &a);
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		uint32_t back = 0;
		if (c == 0xD800)
			c = 0xE000;
		b.n = 0;
		buf_add_utf8(&b, c);
		ck_assert_msg(utf8_char(b.p, b.p + b.n, &back) == b.n && back == c, "U+%04X: %zu octets, U+%04X", c, b.n, back);
	}
	arena_release(&a);
}
END_TEST

static const struct {
	const char *text;
	size_t valid, count;
} VALID[] = {
	{"", 0, 0}, {"été à Évry", 14, 10}, {"caf\xE9 noir", 3, 9}, {"\xE9", 0, 1}, {"é\xE2\x82", 2, 3}, {"職業", 6, 2},
};

START_TEST(valid)
{
	struct slice s = slice_z(VALID[_i].text);
	ck_assert_msg(utf8_valid_length(s) == VALID[_i].valid, "« %s »: %zu", s.p, utf8_valid_length(s));
	ck_assert_msg(utf8_count(s.p, s.n) == VALID[_i].count, "« %s »: %zu caractères", s.p, utf8_count(s.p, s.n));
}
END_TEST

static const struct {
	const char *name;
	struct slice text;
	const char *clean;
} CLEAN[] = {
	{"rien", SLICE(""), ""},
	{"français", SLICE("« L’été »\u00A0: cœur, 10\u202F€"), "« L’été »\u00A0: cœur, 10\u202F€"},
	{"couleur", SLICE("\x1B[31mrouge"), BAD "[31mrouge"},
	{"tous les C0", SLICE("\0\x07\x08\t\n\r\x1F"), BAD BAD BAD BAD BAD BAD BAD},
	{"espace et tilde", SLICE(" ~"), " ~"},
	{"DEL", SLICE("a\x7F"), "a" BAD},
	{"C1", SLICE("\xC2\x80\xC2\x9B" "31m\xC2\x9F"), BAD BAD "31m" BAD},
	{"après C1", SLICE("\u00A0\u00AD"), "\u00A0\u00AD"},
	{"marques de sens", SLICE("\u061C\u200E\u200F\u202A\u202E\u2066\u2069"), BAD BAD BAD BAD BAD BAD BAD},
	{"séparateurs de ligne", SLICE("a\u2028b\u2029"), "a" BAD "b" BAD},
	{"leurs voisins", SLICE("\u200D\u2010\u2027\u202F\u2065\u206A"), "\u200D\u2010\u2027\u202F\u2065\u206A"},
	{"octets fautifs", SLICE("caf\xE9 \xFF"), "caf" BAD " " BAD},
	{"coupé", SLICE("\xE2\x82"), BAD BAD},
};

START_TEST(clean)
{
	struct arena a;
	struct buf b;
	arena_init(&a);
	buf_init(&b, &a);
	buf_add_clean(&b, CLEAN[_i].text);
	ck_assert_msg(slice_is(buf_slice(&b), CLEAN[_i].clean), "%s: « %s »", CLEAN[_i].name, buf_z(&b));
	arena_release(&a);
}
END_TEST

Suite *text_suite(void);

Suite *text_suite(void)
{
	Suite *s = suite_create("text");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, trim, 0, COUNT(TRIM));
	tcase_add_loop_test(t, order, 0, COUNT(ORDER));
	tcase_add_test(t, small);
	tcase_add_loop_test(t, next, 0, COUNT(NEXT));
	tcase_add_loop_test(t, number, 0, COUNT(NUMBER));
	tcase_add_loop_test(t, written, 0, COUNT(WRITTEN));
	tcase_add_test(t, growing);
	tcase_add_loop_test(t, chars, 0, COUNT(CHARS));
	tcase_add_test(t, every_code);
	tcase_add_loop_test(t, valid, 0, COUNT(VALID));
	tcase_add_loop_test(t, clean, 0, COUNT(CLEAN));
	suite_add_tcase(s, t);
	return s;
}
