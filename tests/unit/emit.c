/* Every sentence of the contract on formats, byte for byte. */
#include "format/emit.h"

#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define TEXT(s) {.set = true, .text = {(s), sizeof(s) - 1}}
#define NUMBER(v) {.set = true, .number = (v)}
#define ABSENT {.set = false}
#define NNBSP "\u202F"
#define NBSP "\u00A0"
#define BOM "\xEF\xBB\xBF"

enum { FRENCH_DAY = 20511 }; /* 2026-02-27 */

static const struct emit_col COLS[] = {
	{.key = "reference", .title = "référence", .kind = EMIT_TEXT, .width = 12},
	{.key = "etat", .title = "état", .kind = EMIT_TEXT, .width = 8},
	{.key = "fin_le", .title = "fin", .kind = EMIT_JOUR, .width = 13},
	{.key = "minutes", .title = "durée", .kind = EMIT_DUREE, .width = 7},
	{.key = "jours", .title = "jours", .kind = EMIT_INT, .width = 5},
	{.key = "prix", .title = "prix", .kind = EMIT_MONTANT, .width = 9},
	{.key = "nom", .title = "nom", .kind = EMIT_TEXT, .width = 6, .human_only = true},
	{.key = "conseil", .title = "conseil", .kind = EMIT_TEXT},
};
enum { NCOLS = sizeof COLS / sizeof *COLS };

static const struct emit_listing LISTING = {.schema = "bilan-essai", .version = 1, .cols = COLS, .ncols = NCOLS};
static const struct emit_listing SILENT = {
	.schema = "bilan-relance", .version = 1, .cols = COLS, .ncols = NCOLS, .silent_when_empty = true,
};

static const struct emit_cell ROWS[][NCOLS] = {
	{TEXT("2026-0001"), TEXT("terminé"), NUMBER(FRENCH_DAY), NUMBER(480), NUMBER(-7), NUMBER(160000), TEXT("Zoé"),
	 TEXT("roques")},
	{TEXT("TLS-2026-12345"), ABSENT, ABSENT, NUMBER(0), NUMBER(1234567), NUMBER(-50), ABSENT, ABSENT},
};

/* What a listing of N rows prints, in an arena's buffer. */
static struct slice printed(struct arena *a, const struct emit *e, const struct emit_cell *rows, size_t n)
{
	int fd = memfd_create("emit", MFD_CLOEXEC);
	struct emit_sink sink;
	ck_assert_int_ge(fd, 0);
	emit_open(&sink, e, fd, a);
	emit_title(&sink, SLICE("Suivi à 6 mois"));
	for (size_t i = 0; i < n; i++) {
		struct buf row;
		buf_init(&row, a);
		emit_row(e, &row, rows + i * e->listing->ncols);
		emit_rows(&sink, buf_slice(&row), 1);
	}
	emit_note(&sink, SLICE("à contacter : 2"));
	ck_assert_int_eq(emit_close(&sink), STATUS_OK);
	ck_assert_uint_eq(sink.rows, n);
	off_t size = lseek(fd, 0, SEEK_END);
	char *bytes = arena_zalloc(a, (size_t)size + 1);
	ck_assert_int_eq(pread(fd, bytes, (size_t)size, 0), size);
	close(fd);
	return (struct slice){bytes, (size_t)size};
}

static void same(const char *name, struct slice got, struct slice expected)
{
	ck_assert_msg(slice_eq(got, expected), "%s\nobtenu :\n%.*s\nattendu :\n%.*s", name, (int)got.n, got.p,
	              (int)expected.n, expected.p);
}

static const struct {
	const char *name;
	enum emit_format format;
	unsigned hidden;
	const char *expected;
} LISTINGS[] = {
	{"humain", EMIT_HUMAN, 0,
		"# Suivi à 6 mois\n"
		"# référence   état      fin              durée  jours       prix  nom     conseil\n"
		"2026-0001     terminé   27" NBSP "févr." NBSP "2026   8" NBSP "h" NBSP "00     -7   1"
		NNBSP "600,00  Zoé     roques\n"
		"TLS-2026-12345  -         -               0" NBSP "h" NBSP "00  1234567      -0,50  -       -\n"
		"# à contacter : 2\n"},
	{"humain, colonnes cachées", EMIT_HUMAN, 0xD6,
		"# Suivi à 6 mois\n"
		"# référence     durée       prix\n"
		"2026-0001      8" NBSP "h" NBSP "00   1" NNBSP "600,00\n"
		"TLS-2026-12345   0" NBSP "h" NBSP "00      -0,50\n"
		"# à contacter : 2\n"},
	{"tsv", EMIT_TSV, 0,
		"#reference\tetat\tfin_le\tminutes\tjours\tprix\tconseil\n"
		"2026-0001\tterminé\t2026-02-27\t480\t-7\t1600.00\troques\n"
		"TLS-2026-12345\t\t\t0\t1234567\t-0.50\t\n"},
	{"tsv, colonnes cachées", EMIT_TSV, 1,
		"#etat\tfin_le\tminutes\tjours\tprix\tconseil\n"
		"terminé\t2026-02-27\t480\t-7\t1600.00\troques\n"
		"\t\t0\t1234567\t-0.50\t\n"},
	{"csv", EMIT_CSV, 0,
		"\"reference\",\"etat\",\"fin_le\",\"minutes\",\"jours\",\"prix\",\"conseil\"\n"
		"\"2026-0001\",\"terminé\",\"2026-02-27\",\"480\",\"-7\",\"1600.00\",\"roques\"\n"
		"\"TLS-2026-12345\",\"\",\"\",\"0\",\"1234567\",\"-0.50\",\"\"\n"},
	{"csv-excel", EMIT_CSV_EXCEL, 0,
		BOM "\"reference\";\"etat\";\"fin_le\";\"minutes\";\"jours\";\"prix\";\"conseil\"\r\n"
		"\"2026-0001\";\"terminé\";\"27/02/2026\";\"480\";\"-7\";\"1600,00\";\"roques\"\r\n"
		"\"TLS-2026-12345\";\"\";\"\";\"0\";\"1234567\";\"-0,50\";\"\"\r\n"},
	{"jsonl", EMIT_JSONL, 0,
		"{\"schema\":\"bilan-essai\",\"version\":1,\"reference\":\"2026-0001\",\"etat\":\"terminé\","
		"\"fin_le\":\"2026-02-27\","
		"\"minutes\":480,\"jours\":-7,\"prix\":\"1600.00\",\"conseil\":\"roques\"}\n"
		"{\"schema\":\"bilan-essai\",\"version\":1,\"reference\":\"TLS-2026-12345\",\"etat\":null,\"fin_le\":null,"
		"\"minutes\":0,\"jours\":1234567,\"prix\":\"-0.50\",\"conseil\":null}\n"},
	{"json", EMIT_JSON, 0x7E,
		"[\n"
		"{\"schema\":\"bilan-essai\",\"version\":1,\"reference\":\"2026-0001\",\"conseil\":\"roques\"},\n"
		"{\"schema\":\"bilan-essai\",\"version\":1,\"reference\":\"TLS-2026-12345\",\"conseil\":null}\n"
		"]\n"},
};

START_TEST(listing)
{
	struct arena a;
	arena_init(&a);
	struct emit e = {.listing = &LISTING, .format = LISTINGS[_i].format, .hidden = LISTINGS[_i].hidden};
	same(LISTINGS[_i].name, printed(&a, &e, ROWS[0], COUNT(ROWS)), slice_z(LISTINGS[_i].expected));
	arena_release(&a);
}
END_TEST

START_TEST(nul_ends_records)
{
	static const char expected[] = "#reference\tconseil\0" "2026-0001\troques\0" "TLS-2026-12345\t\0";
	struct arena a;
	arena_init(&a);
	struct emit e = {.listing = &LISTING, .format = EMIT_TSV, .nul = true, .hidden = 0x7E};
	same("tsv -z", printed(&a, &e, ROWS[0], COUNT(ROWS)), (struct slice){expected, sizeof expected - 1});
	arena_release(&a);
}
END_TEST

/* Colours stand outside the padding, and taking them away leaves the plain table. */
START_TEST(colour)
{
	struct arena a;
	arena_init(&a);
	struct emit_cell cells[NCOLS];
	memcpy(cells, ROWS[0], sizeof cells);
	cells[0].tone = EMIT_DIM, cells[1].tone = EMIT_GOOD, cells[4].tone = EMIT_BAD, cells[7].tone = EMIT_WARN;
	struct emit e = {.listing = &LISTING, .format = EMIT_HUMAN, .colour = true, .hidden = 0x6C};
	same("couleurs", printed(&a, &e, cells, 1), slice_z(
		"# Suivi à 6 mois\n"
		"# référence   état      jours  conseil\n"
		"\x1b[2m2026-0001\x1b[0m     \x1b[32mterminé\x1b[0m      \x1b[31m-7\x1b[0m  \x1b[33mroques\x1b[0m\n"
		"# à contacter : 2\n"));
	e.colour = false;
	same("sans couleur", printed(&a, &e, cells, 1), slice_z(
		"# Suivi à 6 mois\n"
		"# référence   état      jours  conseil\n"
		"2026-0001     terminé      -7  roques\n"
		"# à contacter : 2\n"));
	e.format = EMIT_TSV, e.colour = true;
	same("tsv n'en a jamais", printed(&a, &e, cells, 1), slice_z(
		"#reference\tetat\tjours\tconseil\n2026-0001\tterminé\t-7\troques\n"));
	arena_release(&a);
}
END_TEST

static const struct {
	const char *name;
	enum emit_format format;
	bool silent;
	const char *expected;
} EMPTY[] = {
	{"humain", EMIT_HUMAN, false, ""},
	{"tsv", EMIT_TSV, false, "#reference\tetat\n"},
	{"csv", EMIT_CSV, false, "\"reference\",\"etat\"\n"},
	{"csv-excel", EMIT_CSV_EXCEL, false, BOM "\"reference\";\"etat\"\r\n"},
	{"jsonl", EMIT_JSONL, false, ""},
	{"json", EMIT_JSON, false, "[]\n"},
	{"humain, silencieux", EMIT_HUMAN, true, ""},
	{"tsv, silencieux", EMIT_TSV, true, ""},
	{"csv, silencieux", EMIT_CSV, true, ""},
	{"csv-excel, silencieux", EMIT_CSV_EXCEL, true, ""},
	{"jsonl, silencieux", EMIT_JSONL, true, ""},
	{"json, silencieux", EMIT_JSON, true, "[]\n"},
};

START_TEST(empty)
{
	struct arena a;
	arena_init(&a);
	struct emit e = {.listing = EMPTY[_i].silent ? &SILENT : &LISTING, .format = EMPTY[_i].format, .hidden = 0xFC};
	same(EMPTY[_i].name, printed(&a, &e, NULL, 0), slice_z(EMPTY[_i].expected));
	arena_release(&a);
}
END_TEST

/* One text in the six formats (csv and json without the quotes around them). */
static const struct emit_col WORD[] = {{.key = "mot", .title = "mot", .kind = EMIT_TEXT, .width = 3}};
static const struct emit_listing WORDS = {.schema = "m", .version = 1, .cols = WORD, .ncols = 1};

#define BAD "\uFFFD"
static const struct {
	const char *name;
	struct slice text;
	const char *human, *tsv, *csv, *excel, *json;
} CELLS[] = {
	{"vide", {"", 0}, "-", "", "", "", ""},
	{"accents", {"Éloïse œuvre", 15}, "Éloïse œuvre", "Éloïse œuvre", "Éloïse œuvre", "Éloïse œuvre", "Éloïse œuvre"},
	{"espaces au bord", {" é ", 4}, "é", " é ", " é ", " é ", " é "},
	{"espaces seuls", {"  ", 2}, "-", "  ", "  ", "  ", "  "},
	{"tabulation", {"é\tà", 5}, "é" BAD "à", "é\\tà", "é" BAD "à", "é" BAD "à", "é\\tà"},
	{"fin de ligne", {"é\nà", 5}, "é" BAD "à", "é\\nà", "é" BAD "à", "é" BAD "à", "é\\nà"},
	{"retour", {"é\rà", 5}, "é" BAD "à", "é\\rà", "é" BAD "à", "é" BAD "à", "é\\rà"},
	{"barre", {"é\\N", 4}, "é\\N", "é\\\\N", "é\\N", "é\\N", "é\\\\N"},
	{"guillemet", {"\"é\"", 4}, "\"é\"", "\"é\"", "\"\"é\"\"", "\"\"é\"\"", "\\\"é\\\""},
	{"guillemet et contrôle", {"\"\x01\"", 3}, "\"" BAD "\"", "\"\\x01\"", "\"\"" BAD "\"\"", "\"\"" BAD "\"\"",
	 "\\\"\\u0001\\\""},
	{"séparateurs", {"é,;à", 6}, "é,;à", "é,;à", "é,;à", "é,;à", "é,;à"},
	{"barre oblique", {"</é>", 5}, "</é>", "</é>", "</é>", "</é>", "</é>"},
	{"octet nul", {"é\0à", 5}, "é" BAD "à", "é\\x00à", "é" BAD "à", "é" BAD "à", "é\\u0000à"},
	{"séquence de terminal", {"\x1B[31mé\a\b\f", 10}, BAD "[31mé" BAD BAD BAD, "\\x1B[31mé\\x07\\x08\\x0C",
	 BAD "[31mé" BAD BAD BAD, BAD "[31mé" BAD BAD BAD, "\\u001B[31mé\\u0007\\b\\f"},
	{"del", {"é\x7F", 3}, "é" BAD, "é\\x7F", "é" BAD, "é" BAD, "é\\u007F"},
	{"c1", {"é\xC2\x9B" "31m", 7}, "é" BAD "31m", "é\\xC2\\x9B31m", "é" BAD "31m", "é" BAD "31m", "é\\u009B31m"},
	{"insécable", {"8\u00A0h", 4}, "8\u00A0h", "8\u00A0h", "8\u00A0h", "8\u00A0h", "8\u00A0h"},
	{"marque de sens", {"a\u202Eé", 6}, "a" BAD "é", "a\\xE2\\x80\\xAEé", "a\u202Eé", "a\u202Eé", "a\\u202Eé"},
	{"séparateur de lignes", {"a\u2028\u2029", 7}, "a" BAD BAD, "a\\xE2\\x80\\xA8\\xE2\\x80\\xA9", "a\u2028\u2029",
	 "a\u2028\u2029", "a\\u2028\\u2029"},
	{"isolats", {"\u2066\u061C", 5}, BAD BAD, "\\xE2\\x81\\xA6\\xD8\\x9C", "\u2066\u061C", "\u2066\u061C",
	 "\\u2066\\u061C"},
	{"latin-1", {"caf\xE9 \xE0", 6}, "caf" BAD " " BAD, "caf" BAD " " BAD, "caf" BAD " " BAD, "caf" BAD " " BAD,
	 "caf" BAD " " BAD},
	{"caractère coupé", {"é\xE2\x82", 4}, "é" BAD BAD, "é" BAD BAD, "é" BAD BAD, "é" BAD BAD, "é" BAD BAD},
	{"accent coupé", {"caf\xC3", 4}, "caf" BAD, "caf" BAD, "caf" BAD, "caf" BAD, "caf" BAD},
	{"forme trop longue", {"\xC0\xAF", 2}, BAD BAD, BAD BAD, BAD BAD, BAD BAD, BAD BAD},
	{"demi-caractère", {"\xED\xA0\x80", 3}, BAD BAD BAD, BAD BAD BAD, BAD BAD BAD, BAD BAD BAD, BAD BAD BAD},
	{"hors du premier plan", {"\U0001F600é", 6}, "\U0001F600é", "\U0001F600é", "\U0001F600é", "\U0001F600é", "\U0001F600é"},
	{"formule =", {"=1+1", 4}, "=1+1", "=1+1", "=1+1", "'=1+1", "=1+1"},
	{"formule +", {"+33 5 é", 8}, "+33 5 é", "+33 5 é", "+33 5 é", "'+33 5 é", "+33 5 é"},
	{"formule -", {"-é", 3}, "-é", "-é", "-é", "'-é", "-é"},
	{"formule @", {"@é", 3}, "@é", "@é", "@é", "'@é", "@é"},
	{"formule après espaces", {"  =é", 5}, "=é", "  =é", "  =é", "'  =é", "  =é"},
	{"formule après tabulation", {"\t=é", 4}, BAD "=é", "\\t=é", BAD "=é", "'" BAD "=é", "\\t=é"},
	{"formule après retour", {"\r@é", 4}, BAD "@é", "\\r@é", BAD "@é", "'" BAD "@é", "\\r@é"},
	{"formule avec guillemets", {"=\"é\"", 5}, "=\"é\"", "=\"é\"", "=\"\"é\"\"", "'=\"\"é\"\"", "=\\\"é\\\""},
	{"égal au milieu", {"é=1", 4}, "é=1", "é=1", "é=1", "é=1", "é=1"},
};

START_TEST(cell)
{
	const struct {
		enum emit_format format;
		const char *ahead, *expected, *behind;
	} formats[] = {
		{EMIT_HUMAN, "", CELLS[_i].human, "\n"},
		{EMIT_TSV, "", CELLS[_i].tsv, "\n"},
		{EMIT_CSV, "\"", CELLS[_i].csv, "\"\n"},
		{EMIT_CSV_EXCEL, "\"", CELLS[_i].excel, "\"\r\n"},
		{EMIT_JSONL, "{\"schema\":\"m\",\"version\":1,\"mot\":\"", CELLS[_i].json, "\"}\n"},
	};
	struct arena a;
	arena_init(&a);
	for (int i = 0; i < COUNT(formats); i++) {
		struct emit e = {.listing = &WORDS, .format = formats[i].format};
		struct buf out, expected;
		buf_init(&out, &a);
		buf_init(&expected, &a);
		emit_row(&e, &out, &(struct emit_cell){.set = true, .text = CELLS[_i].text});
		buf_addz(&expected, formats[i].ahead);
		buf_addz(&expected, formats[i].expected);
		buf_addz(&expected, formats[i].behind);
		char name[128];
		snprintf(name, sizeof name, "%s, format %d", CELLS[_i].name, i);
		same(name, buf_slice(&out), buf_slice(&expected));
	}
	arena_release(&a);
}
END_TEST

/* Every code point up to U+2FFF and some beyond: JSON gives it back, in ASCII where it could steer a terminal. */
START_TEST(json_gives_back)
{
	struct arena a;
	arena_init(&a);
	struct emit e = {.listing = &WORDS, .format = EMIT_JSONL};
	for (uint32_t code = 0; code < 0x11000; code++) {
		if (code >= 0xD800 && code < 0xE000)
			continue;
		struct buf text, out;
		buf_init(&text, &a);
		buf_init(&out, &a);
		buf_addz(&text, "é");
		buf_add_utf8(&text, code);
		emit_row(&e, &out, &(struct emit_cell){.set = true, .text = buf_slice(&text)});
		json_t *object = json_loadb(out.p, out.n, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);
		json_t *mot = json_object_get(object, "mot");
		ck_assert_msg(json_is_string(mot), "U+%04X: illisible", code);
		same("relu", (struct slice){json_string_value(mot), json_string_length(mot)}, buf_slice(&text));
		bool seen = memmem(out.p, out.n - 1, text.p + 2, text.n - 2) != NULL;
		ck_assert_msg(!seen || code == '"' || code == '\\' || !utf8_unsafe(code), "U+%04X: brut", code);
		json_decref(object);
		arena_reset(&a);
	}
	arena_release(&a);
}
END_TEST

static const struct {
	const char *key;
	json_type type;
	json_int_t number;
	const char *text;
} TYPES[] = {
	{"schema", JSON_STRING, 0, "bilan-essai"}, {"version", JSON_INTEGER, 1, NULL},
	{"reference", JSON_STRING, 0, "2026-0001"}, {"etat", JSON_STRING, 0, "terminé"},
	{"fin_le", JSON_STRING, 0, "2026-02-27"}, {"minutes", JSON_INTEGER, 480, NULL},
	{"jours", JSON_INTEGER, -7, NULL}, {"prix", JSON_STRING, 0, "1600.00"}, {"conseil", JSON_STRING, 0, "roques"},
};

START_TEST(json_types)
{
	struct arena a;
	arena_init(&a);
	struct emit e = {.listing = &LISTING, .format = EMIT_JSON};
	struct slice text = printed(&a, &e, ROWS[0], COUNT(ROWS));
	json_t *array = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
	ck_assert_uint_eq(json_array_size(array), COUNT(ROWS));
	json_t *object = json_array_get(array, 0);
	ck_assert_uint_eq(json_object_size(object), COUNT(TYPES));
	for (int i = 0; i < COUNT(TYPES); i++) {
		json_t *v = json_object_get(object, TYPES[i].key);
		ck_assert_msg(v && json_typeof(v) == TYPES[i].type, "%s: type", TYPES[i].key);
		ck_assert_msg(json_integer_value(v) == TYPES[i].number, "%s: nombre", TYPES[i].key);
		ck_assert_msg(!TYPES[i].text || strcmp(json_string_value(v), TYPES[i].text) == 0, "%s: texte", TYPES[i].key);
	}
	ck_assert_uint_eq(json_object_size(json_array_get(array, 1)), COUNT(TYPES));
	ck_assert(json_is_null(json_object_get(json_array_get(array, 1), "etat")));
	json_decref(array);
	arena_release(&a);
}
END_TEST

static const struct {
	int64_t cents;
	const char *human, *machine, *excel;
} CENTS[] = {
	{0, "0,00", "0.00", "0,00"},
	{5, "0,05", "0.05", "0,05"},
	{-5, "-0,05", "-0.05", "-0,05"},
	{99999, "999,99", "999.99", "999,99"},
	{100000, "1" NNBSP "000,00", "1000.00", "1000,00"},
	{-123456789, "-1" NNBSP "234" NNBSP "567,89", "-1234567.89", "-1234567,89"},
	{INT64_MIN, "-92" NNBSP "233" NNBSP "720" NNBSP "368" NNBSP "547" NNBSP "758,08", "-92233720368547758.08",
	 "-92233720368547758,08"},
};

START_TEST(cents)
{
	static const struct emit_col col[] = {{.key = "prix", .title = "prix", .kind = EMIT_MONTANT}};
	static const struct emit_listing prices = {.schema = "m", .version = 1, .cols = col, .ncols = 1};
	static const enum emit_format formats[] = {EMIT_HUMAN, EMIT_TSV, EMIT_CSV_EXCEL};
	const char *const expected[] = {CENTS[_i].human, CENTS[_i].machine, CENTS[_i].excel};
	struct arena a;
	arena_init(&a);
	for (int i = 0; i < COUNT(formats); i++) {
		struct emit e = {.listing = &prices, .format = formats[i]};
		struct buf out;
		buf_init(&out, &a);
		emit_row(&e, &out, &(struct emit_cell){.set = true, .number = CENTS[_i].cents});
		ck_assert_msg(memmem(out.p, out.n, expected[i], strlen(expected[i])), "%s: %.*s", expected[i], (int)out.n, out.p);
	}
	arena_release(&a);
}
END_TEST

/* A day that is not there is absent, whatever SET says. */
START_TEST(no_day)
{
	struct arena a;
	arena_init(&a);
	struct emit_cell cells[NCOLS] = {TEXT("2026-0002"), ABSENT, NUMBER(JOUR_NONE)};
	struct emit e = {.listing = &LISTING, .format = EMIT_JSONL, .hidden = 0xFA};
	same("jsonl", printed(&a, &e, cells, 1), slice_z(
		"{\"schema\":\"bilan-essai\",\"version\":1,\"reference\":\"2026-0002\",\"fin_le\":null}\n"));
	e.format = EMIT_CSV_EXCEL;
	same("csv-excel", printed(&a, &e, cells, 1), slice_z(BOM "\"reference\";\"fin_le\"\r\n\"2026-0002\";\"\"\r\n"));
	arena_release(&a);
}
END_TEST

/* A value pushes by its columns on the terminal, not by its bytes. */
START_TEST(human_width)
{
	static const struct emit_cell rows[][NCOLS] = {
		{TEXT("e\u0301te\u0301"), TEXT("roques")}, {TEXT("職業"), TEXT("roques")},
		{TEXT("\U0001F1EB\U0001F1F7"), TEXT("roques")},
		{TEXT("caf\xE9"), TEXT("roques")}, {TEXT("é\u00ADé"), TEXT("roques")},
	};
	struct arena a;
	arena_init(&a);
	struct emit e = {.listing = &LISTING, .format = EMIT_HUMAN, .hidden = 0xFC};
	same("largeurs", printed(&a, &e, rows[0], COUNT(rows)), slice_z(
		"# Suivi à 6 mois\n"
		"# référence   état\n"
		"e\u0301te\u0301           roques\n"
		"職業          roques\n"
		"\U0001F1EB\U0001F1F7            roques\n"
		"caf\uFFFD          roques\n"
		"é\u00ADé            roques\n"
		"# à contacter : 2\n"));
	arena_release(&a);
}
END_TEST

START_TEST(names)
{
	static const struct {
		const char *name;
		enum emit_format format;
		bool known;
	} cases[] = {
		{"tsv", EMIT_TSV, true}, {"csv", EMIT_CSV, true}, {"csv-excel", EMIT_CSV_EXCEL, true},
		{"jsonl", EMIT_JSONL, true}, {"json", EMIT_JSON, true},
		{"", 0, false}, {"TSV", 0, false}, {"csv-exce", 0, false}, {"été", 0, false},
	};
	for (int i = 0; i < COUNT(cases); i++) {
		enum emit_format f = EMIT_HUMAN;
		ck_assert_msg(emit_format_named(slice_z(cases[i].name), &f) == cases[i].known, "%s", cases[i].name);
		ck_assert_msg(f == (cases[i].known ? cases[i].format : EMIT_HUMAN), "%s: format", cases[i].name);
	}
}
END_TEST

Suite *emit_suite(void);

Suite *emit_suite(void)
{
	Suite *s = suite_create("emit");
	TCase *t = tcase_create("formats");
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, listing, 0, COUNT(LISTINGS));
	tcase_add_test(t, nul_ends_records);
	tcase_add_test(t, colour);
	tcase_add_loop_test(t, empty, 0, COUNT(EMPTY));
	tcase_add_loop_test(t, cell, 0, COUNT(CELLS));
	tcase_add_test(t, json_gives_back);
	tcase_add_test(t, json_types);
	tcase_add_loop_test(t, cents, 0, COUNT(CENTS));
	tcase_add_test(t, no_day);
	tcase_add_test(t, human_width);
	tcase_add_test(t, names);
	suite_add_tcase(s, t);
	return s;
}
