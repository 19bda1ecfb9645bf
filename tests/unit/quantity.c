/* Durations and amounts, as people write them and as the store does. */
#include "base/text.h"

#include <check.h>
#include <stdlib.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define NBSP "\u00A0"
#define NNBSP "\u202F"

static const struct {
	const char *text;
	int minutes, bare; /* what it is; what it is where a bare number counts hours (-1: refused) */
} DUREE[] = {
	{"1h30", 90, 90},
	{"1 h 30", 90, 90},
	{"90min", 90, 90},
	{"90 min", 90, 90},
	{"1,5 h", 90, 90},
	{"1.5h", 90, 90},
	{"18 h", 1080, 1080},
	{"18h", 1080, 1080},
	{"16h00", 960, 960},
	{"22h30", 1350, 1350},
	{"1" NBSP "h" NNBSP "30", 90, 90},
	{"  1 h 30\t", 90, 90},
	{"1H30", 90, 90},
	{"1h30min", 90, 90},
	{"1 h 30 mn", 90, 90},
	{"1h05", 65, 65},
	{"1h5", 65, 65},
	{"2 heures", 120, 120},
	{"1 heure 15 minutes", 75, 75},
	{"0h45", 45, 45},
	{"45 mn", 45, 45},
	{"45 minutes", 45, 45},
	{"0 min", 0, 0},
	{"0,25 h", 15, 15},
	{"0,33 h", 20, 20},
	{"24h00", 1440, 1440},
	{"99999 h", 5999940, 5999940},
	{"18", -1, 1080},
	{"1,5", -1, 90},
	{"0", -1, 0},
	{"", -1, -1},
	{"h", -1, -1},
	{"h30", -1, -1},
	{"1h60", -1, -1},
	{"1h305", -1, -1},
	{"-1h30", -1, -1},
	{"1h-30", -1, -1},
	{"1h30h", -1, -1},
	{"1,h", -1, -1},
	{",5 h", -1, -1},
	{"1,5 min", -1, -1},
	{"1:30", -1, -1},
	{"deux heures", -1, -1},
	{"1 été", -1, -1},
	{"100000 h", -1, -1},
	{"9999999999 min", -1, -1},
	{"1 h 30 et des poussières, ou un peu plus", -1, -1},
};

START_TEST(duree)
{
	struct slice s = slice_z(DUREE[_i].text);
	ck_assert_msg(duree_parse(s, false) == DUREE[_i].minutes, "« %s »: %d", DUREE[_i].text, duree_parse(s, false));
	ck_assert_msg(duree_parse(s, true) == DUREE[_i].bare, "« %s » en heures: %d", DUREE[_i].text, duree_parse(s, true));
}
END_TEST

static const struct {
	const char *text;
	int64_t cents;
} MONTANT[] = {
	{"1600", 160000},
	{"1600.00", 160000},
	{"1600,00", 160000},
	{"1600,5", 160050},
	{"1.500,00", 150000},
	{"1 450,50", 145050},
	{"1" NBSP "450,50", 145050},
	{"1" NNBSP "600,00" NBSP "€", 160000},
	{"1 600,00 €", 160000},
	{"1600€", 160000},
	{"1600 EUR", 160000},
	{"1600 euros", 160000},
	{"1 euro", 100},
	{"1.234.567,89", 123456789},
	{"0", 0},
	{"0,01", 1},
	{"  24,9 ", 2490},
	{"999999999.99", 99999999999},
	{"1.500", -1},
	{"1.500 €", -1},
	{"mille", -1},
	{"", -1},
	{"€", -1},
	{"-50", -1},
	{"+50", -1},
	{"1600,", -1},
	{"1600.", -1},
	{",50", -1},
	{"12,345", -1},
	{"12.3456", -1},
	{"1,500.00", -1},
	{"1,2,3", -1},
	{"12.50,00", -1},
	{"1.50.000,00", -1},
	{".500,00", -1},
	{"1600 F", -1},
	{"16O0", -1},
	{"1234567890123", -1},
	{"1600,00 € toutes taxes comprises, net à payer", -1},
};

START_TEST(montant)
{
	int64_t got = montant_parse(slice_z(MONTANT[_i].text));
	ck_assert_msg(got == MONTANT[_i].cents, "« %s »: %lld", MONTANT[_i].text, (long long)got);
}
END_TEST

static const struct {
	int64_t value;
	const char *duree, *montant;
} WRITTEN[] = {
	{0, "0" NBSP "h" NBSP "00", "0.00"},
	{5, "0" NBSP "h" NBSP "05", "0.05"},
	{90, "1" NBSP "h" NBSP "30", "0.90"},
	{480, "8" NBSP "h" NBSP "00", "4.80"},
	{160000, "2666" NBSP "h" NBSP "40", "1600.00"},
	{-50, "-0" NBSP "h" NBSP "50", "-0.50"},
};

START_TEST(written)
{
	struct arena a;
	struct buf d, m;
	arena_init(&a);
	buf_init(&d, &a);
	buf_init(&m, &a);
	buf_add_duree(&d, WRITTEN[_i].value);
	buf_add_montant(&m, WRITTEN[_i].value);
	ck_assert_str_eq(buf_z(&d), WRITTEN[_i].duree);
	ck_assert_str_eq(buf_z(&m), WRITTEN[_i].montant);
	arena_release(&a);
}
END_TEST

/* What is written is read back. */
START_TEST(both_ways)
{
	struct arena a;
	arena_init(&a);
	for (int v = 0; v < 20000; v += 7) {
		struct buf d, m;
		buf_init(&d, &a);
		buf_init(&m, &a);
		buf_add_duree(&d, v);
		buf_add_montant(&m, v);
		ck_assert_msg(duree_parse(buf_slice(&d), false) == v, "%d min: %s", v, buf_z(&d));
		ck_assert_msg(montant_parse(buf_slice(&m)) == v, "%d centimes: %s", v, buf_z(&m));
		arena_reset(&a);
	}
	arena_release(&a);
}
END_TEST

Suite *quantity_suite(void);

Suite *quantity_suite(void)
{
	Suite *s = suite_create("quantity");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, duree, 0, COUNT(DUREE));
	tcase_add_loop_test(t, montant, 0, COUNT(MONTANT));
	tcase_add_loop_test(t, written, 0, COUNT(WRITTEN));
	tcase_add_test(t, both_ways);
	suite_add_tcase(s, t);
	return s;
}
