/* Messages: what they say, where, in which order, and the status that is kept of several. */
#include "base/diag.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* 74 73 78 75 77 65 66 1, and the command line above all. */
static const struct {
	const char *name;
	enum status a, b, kept;
} WORST[] = {
	{"rien", STATUS_OK, STATUS_OK, STATUS_OK},
	{"1 et 0", STATUS_BROKEN_RULE, STATUS_OK, STATUS_BROKEN_RULE},
	{"66 et 1", STATUS_ABSENT, STATUS_BROKEN_RULE, STATUS_ABSENT},
	{"65 et 66", STATUS_INVALID, STATUS_ABSENT, STATUS_INVALID},
	{"77 et 65", STATUS_REFUSED, STATUS_INVALID, STATUS_REFUSED},
	{"75 et 77", STATUS_LOCKED, STATUS_REFUSED, STATUS_LOCKED},
	{"75 changé et 77", STATUS_CHANGED, STATUS_REFUSED, STATUS_CHANGED},
	{"78 et 75", STATUS_CONFIG, STATUS_LOCKED, STATUS_CONFIG},
	{"78 et 75 changé", STATUS_CONFIG, STATUS_CHANGED, STATUS_CONFIG},
	{"73 et 78", STATUS_CREATE, STATUS_CONFIG, STATUS_CREATE},
	{"74 et 73", STATUS_IO, STATUS_CREATE, STATUS_IO},
	{"74 et 66", STATUS_IO, STATUS_ABSENT, STATUS_IO},
	{"64 et 74", STATUS_USAGE, STATUS_IO, STATUS_USAGE},
};

START_TEST(worst)
{
	ck_assert_msg(status_worst(WORST[_i].a, WORST[_i].b) == WORST[_i].kept, "%s", WORST[_i].name);
	ck_assert_msg(status_worst(WORST[_i].b, WORST[_i].a) == WORST[_i].kept, "%s, dans l'autre sens", WORST[_i].name);
}
END_TEST

static const struct diag_msg NOTE = {"accent", DIAG_REMARQUE, "« {} » lu comme {} ; vérifier"};
static const struct diag_msg WARN = {"retard", DIAG_ATTENTION, "{} en retard ; relancer"};
static const struct diag_msg FAULT = {"date-impossible", DIAG_ERREUR, "« {} » n'est pas une date ; corriger"};
static const struct diag_msg DENIED = {"refus-accès", DIAG_REFUS, "accès refusé{}"};
static const struct diag_msg PLAIN = {"simple", DIAG_ERREUR, "rien à compléter"};

static struct slice lines(struct arena *a, const struct diag *d, enum diag_level level)
{
	struct buf b;
	buf_init(&b, a);
	diag_lines(&b, d, level);
	return buf_slice(&b);
}

static const struct {
	const char *name;
	const struct diag_msg *msg;
	struct diag_at at;
	const char *subject;
	struct slice args[3];
	size_t nargs;
	const char *line;
} LINE[] = {
	{"place entière", &FAULT, {"dossiers/2026-0001/journal.rec", 12, 5}, "2026-0001", {SLICE("31/02/2026")}, 1,
	 "dossiers/2026-0001/journal.rec:12:5: erreur: date-impossible: « 31/02/2026 » n'est pas une date ; corriger\n"},
	{"sans colonne", &FAULT, {"é.csv", 3, 0}, "bilan-new", {SLICE("hier")}, 1,
	 "é.csv:3:1: erreur: date-impossible: « hier » n'est pas une date ; corriger\n"},
	{"fichier seul", &FAULT, {"é.csv", 0, 0}, "bilan-new", {SLICE("hier")}, 1,
	 "é.csv: erreur: date-impossible: « hier » n'est pas une date ; corriger\n"},
	{"sujet", &WARN, {NULL, 0, 0}, "TLS-2026-0001", {SLICE("suivi")}, 1,
	 "TLS-2026-0001: attention: retard: suivi en retard ; relancer\n"},
	{"deux valeurs", &NOTE, {NULL, 0, 0}, "bilan-new", {SLICE("caf\xC3\xA9"), SLICE("UTF-8")}, 2,
	 "bilan-new: remarque: accent: « café » lu comme UTF-8 ; vérifier\n"},
	{"valeur manquante", &NOTE, {NULL, 0, 0}, "bilan-new", {SLICE("é")}, 1,
	 "bilan-new: remarque: accent: « é » lu comme  ; vérifier\n"},
	{"valeur de trop", &WARN, {NULL, 0, 0}, "x", {SLICE("a"), SLICE("b")}, 2,
	 "x: attention: retard: a en retard ; relancer\n"},
	{"aucune", &PLAIN, {NULL, 0, 0}, "x", {SLICE("")}, 0, "x: erreur: simple: rien à compléter\n"},
	{"accolades dans la valeur", &NOTE, {NULL, 0, 0}, "x", {SLICE("{}"), SLICE("{}")}, 2,
	 "x: remarque: accent: « {} » lu comme {} ; vérifier\n"},
	{"valeur hostile", &DENIED, {"mal\x1B[2J.rec", 1, 1}, "x", {SLICE("\x1B]0;é\a\n")}, 1,
	 "mal\uFFFD[2J.rec:1:1: refus: refus-accès: accès refusé\uFFFD]0;é\uFFFD\uFFFD\n"},
	{"sujet hostile", &PLAIN, {NULL, 0, 0}, "a\nb", {SLICE("")}, 0, "a\uFFFDb: erreur: simple: rien à compléter\n"},
};

START_TEST(line)
{
	struct arena a;
	struct diag d;
	arena_init(&a);
	diag_init(&d, &a, LINE[_i].subject);
	diag_add(&d, LINE[_i].msg, LINE[_i].at, LINE[_i].args, LINE[_i].nargs);
	struct slice got = lines(&a, &d, DIAG_REMARQUE);
	ck_assert_msg(slice_is(got, LINE[_i].line), "%s: %.*s", LINE[_i].name, (int)got.n, got.p);
	arena_release(&a);
}
END_TEST

/* A megabyte is not shown, and no character is cut in two. */
START_TEST(long_value)
{
	static char text[1 << 20];
	struct arena a;
	arena_init(&a);
	for (size_t shift = 0; shift < 2; shift++) {
		struct diag d;
		memset(text, 'a', shift);
		for (size_t i = shift; i + 2 < sizeof text; i += 2)
			memcpy(text + i, "é", 2);
		diag_init(&d, &a, "x");
		DIAG(&d, &WARN, DIAG_NOWHERE, ((struct slice){text, sizeof text - 2}));
		struct slice got = d.first->text;
		ck_assert_uint_eq(utf8_valid_length(got), got.n);
		ck_assert_msg(got.n < 300 && got.n > 200, "%zu octets", got.n);
		ck_assert(memmem(got.p, got.n, "é… en retard", strlen("é… en retard")) && !memmem(got.p, got.n, "\uFFFD", 3));
	}
	arena_release(&a);
}
END_TEST

START_TEST(levels)
{
	struct arena a;
	struct diag d;
	arena_init(&a);
	diag_init(&d, &a, "x");
	ck_assert(!diag_has(&d, DIAG_REMARQUE));
	DIAG(&d, &WARN, DIAG_NOWHERE, SLICE("é"));
	DIAG(&d, &NOTE, DIAG_NOWHERE, SLICE("a"), SLICE("b"));
	ck_assert(diag_has(&d, DIAG_ATTENTION) && !diag_has(&d, DIAG_ERREUR));
	DIAG0(&d, &PLAIN, DIAG_NOWHERE);
	DIAG(&d, &DENIED, DIAG_NOWHERE, SLICE(""));
	ck_assert(diag_has(&d, DIAG_ERREUR) && diag_has(&d, DIAG_REFUS));
	ck_assert(slice_is(lines(&a, &d, DIAG_REMARQUE), "x: attention: retard: é en retard ; relancer\n"
	                                                 "x: remarque: accent: « a » lu comme b ; vérifier\n"
	                                                 "x: erreur: simple: rien à compléter\n"
	                                                 "x: refus: refus-accès: accès refusé\n"));
	ck_assert(slice_is(lines(&a, &d, DIAG_ERREUR),
	                   "x: erreur: simple: rien à compléter\nx: refus: refus-accès: accès refusé\n"));
	diag_add(NULL, &PLAIN, DIAG_NOWHERE, NULL, 0);
	arena_release(&a);
}
END_TEST

/* Errors on one line, under the first one's code and place; the rest as it was. */
START_TEST(joined)
{
	struct arena a;
	struct diag from, to;
	arena_init(&a);
	diag_init(&from, &a, "x");
	diag_init(&to, &a, "y");
	ck_assert_uint_eq(diag_join(&to, &from).n, 0);
	ck_assert_ptr_null(to.first);
	DIAG(&from, &WARN, DIAG_NOWHERE, SLICE("é"));
	DIAG(&from, &FAULT, ((struct diag_at){"é.csv", 3, 7}), SLICE("hier"));
	DIAG0(&from, &PLAIN, ((struct diag_at){"é.csv", 3, 9}));
	ck_assert(slice_is(diag_join(&to, &from), "« hier » n'est pas une date ; corriger — rien à compléter"));
	ck_assert(slice_is(lines(&a, &to, DIAG_REMARQUE),
	                   "é.csv:3:7: erreur: date-impossible: « hier » n'est pas une date ; corriger — rien à compléter\n"
	                   "y: attention: retard: é en retard ; relancer\n"));
	arena_release(&a);
}
END_TEST

static const struct {
	const char *name;
	struct slice bytes;
	size_t offset, line, col;
} PLACE[] = {
	{"début", SLICE("été"), 0, 1, 1},
	{"fichier vide", SLICE(""), 0, 1, 1},
	{"après un accent", SLICE("été"), 2, 1, 2},
	{"fin", SLICE("été"), 5, 1, 4},
	{"deuxième ligne", SLICE("é\nà b"), 6, 2, 3},
	{"sur la fin de ligne", SLICE("é\nà"), 2, 1, 2},
	{"juste après", SLICE("é\nà"), 3, 2, 1},
	{"lignes vides", SLICE("\n\n\né"), 3, 4, 1},
	{"CRLF", SLICE("é\r\nàb\r\n"), 6, 2, 2},
	{"marque d'ordre", SLICE("\xEF\xBB\xBFNom: é"), 3, 1, 1},
	{"après la marque", SLICE("\xEF\xBB\xBFNom: é"), 8, 1, 6},
	{"au début de la marque", SLICE("\xEF\xBB\xBFNom: é"), 0, 1, 1},
	{"ligne après la marque", SLICE("\xEF\xBB\xBF\nNom: é"), 9, 2, 6},
	{"marque ailleurs", SLICE("\n\xEF\xBB\xBFNom"), 4, 2, 2},
	{"octet fautif", SLICE("caf\xE9 noir"), 5, 1, 6},
	{"idéogrammes", SLICE("職業x"), 6, 1, 3},
};

START_TEST(place)
{
	struct diag_at at = diag_place("é.rec", PLACE[_i].bytes, PLACE[_i].offset);
	ck_assert_msg(at.line == PLACE[_i].line && at.col == PLACE[_i].col, "%s: %zu:%zu", PLACE[_i].name, at.line, at.col);
	ck_assert_str_eq(at.path, "é.rec");
}
END_TEST

Suite *diag_suite(void);

Suite *diag_suite(void)
{
	Suite *s = suite_create("diag");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, worst, 0, COUNT(WORST));
	tcase_add_loop_test(t, line, 0, COUNT(LINE));
	tcase_add_test(t, long_value);
	tcase_add_test(t, levels);
	tcase_add_test(t, joined);
	tcase_add_loop_test(t, place, 0, COUNT(PLACE));
	suite_add_tcase(s, t);
	return s;
}
