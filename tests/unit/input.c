/* Records brought in: every reader is judged by the same one-line picture of what it gave and of what it said. */
#include "format/charset.h"
#include "format/input.h"

#include <check.h>
#include <string.h>

Suite *input_suite(void);

static struct arena memory;

static void open_memory(void)
{
	arena_init(&memory);
}

static void close_memory(void)
{
	arena_release(&memory);
}

/* The columns that bilan-new would know. */
static size_t known_columns(void *ctx, const struct input_value *headings, size_t n)
{
	static const char *const names[] = {"Nom", "Prénom", "Employeur"};
	size_t count = 0;
	(void)ctx;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			count += slice_is(headings[i].name, names[k]);
	return count;
}

/* `line:col{line:col Name=value|…}` for each row; a cell without a heading shows its index, a group its rank; an invalid row
 * its bytes, `motif` ahead when it bears one. */
static void picture_row(struct buf *b, const struct input *in, const struct input_row *row)
{
	buf_addf(b, "%zu:%zu", row->line, row->col);
	if (row->type.n)
		buf_addf(b, " %.*s", (int)row->type.n, row->type.p);
	if (row->invalid) {
		struct slice bytes = {in->bytes.p + row->begin, row->end - row->begin};
		ck_assert(row->blank && row->n == 0);
		buf_addz(b, row->why.n ? " motif<" : " <");
		buf_adds(b, bytes);
		buf_addc(b, '>');
		return;
	}
	buf_addz(b, row->blank ? " vide{" : "{");
	for (size_t i = 0; i < row->n; i++) {
		const struct input_value *v = &row->v[i];
		buf_addf(b, "%s%zu:%zu ", i ? "|" : "", v->line, v->col);
		if (v->name.n)
			buf_adds(b, v->name);
		else
			buf_addf(b, "[%d]", v->column);
		if (v->group)
			buf_addf(b, "#%d", v->group);
		buf_addc(b, '=');
		buf_adds(b, v->value);
	}
	buf_addc(b, '}');
}

static const char *picture(const struct input *in)
{
	struct buf b;
	buf_init(&b, &memory);
	for (size_t i = 0; i < in->nrows; i++)
		picture_row(&b, in, &in->rows[i]);
	return buf_z(&b);
}

/* `line:col code` for each message that is more than a remark. */
static const char *faults(const struct diag *d)
{
	struct buf b;
	buf_init(&b, &memory);
	for (const struct diag_entry *e = d->first; e; e = e->next)
		if (e->msg->level > DIAG_REMARQUE)
			buf_addf(&b, "%s%zu:%zu %s", b.n ? ", " : "", e->at.line, e->at.col, e->msg->code);
	return buf_z(&b);
}

struct reading {
	const char *name;
	struct slice bytes;
	const char *rows, *faults; /* no fault: STATUS_OK is expected, else STATUS_INVALID */
};

#define TEXT(literal) {("" literal), sizeof(literal) - 1}

static void check_reading(const struct reading *c, enum input_kind kind)
{
	struct input in;
	struct diag d;
	diag_init(&d, &memory, "bilan-new");
	/* A copy of the exact length: a sanitizer sees the byte read too many. */
	struct slice bytes = {arena_copy(&memory, c->bytes.p, c->bytes.n), c->bytes.n};
	enum status s = input_read(&memory, bytes, "façade", kind, known_columns, NULL, &in, &d);
	ck_assert_msg(strcmp(picture(&in), c->rows) == 0, "%s: rows %s", c->name, picture(&in));
	ck_assert_msg(strcmp(faults(&d), c->faults) == 0, "%s: faults %s", c->name, faults(&d));
	enum status expected = diag_has(&d, DIAG_ERREUR) ? STATUS_INVALID : STATUS_OK;
	ck_assert_msg(s == expected, "%s: status %d", c->name, (int)s);
}

static const struct reading csv[] = {
	{"semicolons", TEXT("Nom;Prénom\nÉlo;Zoé\n"), "2:1{2:1 Nom=Élo|2:5 Prénom=Zoé}", ""},
	{"commas", TEXT("Nom,Prénom\r\nÉlo,\"Zoé; Léa\"\r\n"), "2:1{2:1 Nom=Élo|2:5 Prénom=Zoé; Léa}", ""},
	{"tabs", TEXT("Nom\tPrénom\n Élo \tZoé"), "2:1{2:1 Nom=Élo|2:7 Prénom=Zoé}", ""},
	{"bars", TEXT("Nom|Prénom\nÉlo|Zoé"), "2:1{2:1 Nom=Élo|2:5 Prénom=Zoé}", ""},
	{"known columns decide", TEXT("a,b,c;Nom\nÉ,1;Zoé"), "2:1{2:1 a,b,c=É,1|2:5 Nom=Zoé}", ""},
	{"then the number of columns", TEXT("Nom;x,y,Nom\n1;2,3,é"), "2:1{2:1 Nom;x=1;2|2:5 y=3|2:7 Nom=é}", ""},
	{"separator announced", TEXT("sep=|\r\nNom|Pré;nom\r\nÉlo|é"), "3:1{3:1 Nom=Élo|3:5 Pré;nom=é}", ""},
	{"separator announced in quotes", TEXT("\"sep=,\"\nNom,b\né,f"), "3:1{3:1 Nom=é|3:3 b=f}", ""},
	{"byte order mark ahead of a quote", TEXT("\xEF\xBB\xBF\"Nom\";b\né;f"), "2:1{2:1 Nom=é|2:3 b=f}", ""},
	{"quotes doubled, separator inside", TEXT("Nom;Employeur\nÉ;\"Ets \"\"Le Fournil\"\" ; Albi\"\n"),
	 "2:1{2:1 Nom=É|2:3 Employeur=Ets \"Le Fournil\" ; Albi}", ""},
	{"line breaks inside a cell", TEXT("Nom;b\r\n\"É\r\nà\rô\nü\";f\r\nç;g"),
	 "2:1{2:1 Nom=É\nà\nô\nü|5:4 b=f}6:1{6:1 Nom=ç|6:3 b=g}", ""},
	{"blanks around cells", TEXT("Nom;b\n  É  ;\" f \"\n"), "2:1{2:1 Nom=É|2:7 b=f}", ""},
	{"a quote amid a plain cell", TEXT("Nom;b\n12\" É;f\n"), "2:1{2:1 Nom=12\" É|2:7 b=f}", ""},
	{"old line ends", TEXT("Nom\rÉlo\rZoé"), "2:1{2:1 Nom=Élo}3:1{3:1 Nom=Zoé}", ""},
	{"fewer cells", TEXT("Nom;b;c\nÉ\n"), "2:1{2:1 Nom=É}", ""},
	{"more cells, empty", TEXT("Nom;b\né;f;;\n"), "2:1{2:1 Nom=é|2:3 b=f}", ""},
	{"more cells, one full", TEXT("Nom;b\né;f;;à\n"), "2:1{2:1 Nom=é|2:3 b=f|2:6 [3]=à}", ""},
	{"a row of empty cells", TEXT("Nom;b\n; \né;f"), "2:1 vide{2:1 Nom=|2:2 b=}3:1{3:1 Nom=é|3:3 b=f}", ""},
	{"empty lines are no rows", TEXT("Nom;b\n\n  \n\r\né;f\n\n"), "5:1{5:1 Nom=é|5:3 b=f}", ""},
	{"headings below an empty row", TEXT(";;\nNom;b;\né;f"), "3:1{3:1 Nom=é|3:3 b=f}", ""},
	{"headings alone", TEXT("Nom;Prénom\n"), "", ""},
	{"decomposed accents are composed", TEXT("Nom;b\nE\xCC\x81lo;c\n"), "2:1{2:1 Nom=Élo|2:6 b=c}", ""},
	{"Windows-1252", TEXT("Nom;Pr\xE9nom\n\x8Cuf \x80;\xC9lo\n"), "2:1{2:1 Nom=Œuf €|2:7 Prénom=Élo}", ""},
	{"ISO-8859-15", TEXT("Nom;Pr\xE9nom\nc\xBDur \xA4;\xC9lo\n"), "2:1{2:1 Nom=cœur €|2:8 Prénom=Élo}", ""},
	{"a byte that Windows-1252 lacks", TEXT("Nom;b\n\xE9;\x81\n"),
	 "2:1{2:1 Nom=é|2:3 b=\xEF\xBF\xBD}", "2:3 octet-inconnu"},
	{"a quote never closed", TEXT("Nom;b\né;f\nç; \"à;g\n1;2\n"), "2:1{2:1 Nom=é|2:3 b=f}", "3:4 guillemet-ouvert"},
	{"never closed in the headings", TEXT("Nom;\"b\né;f\n"), "", "1:5 guillemet-ouvert"},
	{"text behind a quoted cell", TEXT("Nom;b\né;f\n\"ç\" à;g\n1;2\n"), "2:1{2:1 Nom=é|2:3 b=f}", "3:5 guillemet-ferme"},
	{"a NUL byte", TEXT("Nom;b\né;f\nà;\0\n"), "2:1{2:1 Nom=é|2:3 b=f}", "3:3 octet-nul"},
	{"mark of UTF-8 on other bytes", TEXT("\xEF\xBB\xBFNom;Pr\xE9nom\n"), "", "1:7 utf8-abime"},
	{"no known heading", TEXT("\nâge;taille\n12;150\n"), "", "2:1 entete-inconnu"},
	{"nothing", TEXT(""), "", "0:0 fichier-vide"},
	{"only line ends", TEXT("\r\n\r\n"), "", "0:0 fichier-vide"},
	{"UTF-16 with its mark", TEXT("\xFF\xFEN\0o\0m\0"), "", "0:0 utf-16"},
	{"UTF-16 without", TEXT("\0N\0o\0m\0;\0\xE9"), "", "0:0 utf-16"},
	{"a workbook", TEXT("PK\x03\x04\x14\0\x06\0"), "", "0:0 classeur"},
};

START_TEST(test_csv)
{
	check_reading(&csv[_i], INPUT_CSV);
}
END_TEST

static const struct reading json[] = {
	{"an array", TEXT("[{\"nom\":\"Élo\"},\n {\"nom\":\"Zoé\"}]\n"), "1:2{1:2 Nom=Élo}2:2{2:2 Nom=Zoé}", ""},
	{"an object a line", TEXT("{\"nom\":\"Élo\"}\n{\"nom\":\"Zoé\"}\n"), "1:1{1:1 Nom=Élo}2:1{2:1 Nom=Zoé}", ""},
	{"concatenated", TEXT("{\"nom\":\"Élo\"}{\"nom\":\"é\"}"), "1:1{1:1 Nom=Élo}1:14{1:14 Nom=é}", ""},
	{"byte order mark", TEXT("\xEF\xBB\xBF {\"cle_externe\":\"É-1\"}"), "1:2{1:2 Cle_externe=É-1}", ""},
	{"no object", TEXT(" [ ] "), "", ""},
	{"nothing", TEXT("\n"), "", ""},
	{"numbers", TEXT("{\"a\":1600.5,\"b\":9007199254740993,\"c\":-0.25,\"d\":1e3,\"e\":1.5E-7,\"f\":0.0,\"g\":0.1}"),
	 "1:1{1:1 A=1600.5|1:1 B=9007199254740993|1:1 C=-0.25|1:1 D=1000|1:1 E=0.00000015|1:1 F=0|1:1 G=0.1}", ""},
	{"truth and absence", TEXT("{\"é\":true,\"b\":false,\"c\":null}"), "1:1{1:1 é=oui|1:1 B=non}", ""},
	{"a repeated field", TEXT("{\"activite\":[\"Éco\",2,null,\"x\"]}"),
	 "1:1{1:1 Activite=Éco|1:1 Activite=2|1:1 Activite=x}", ""},
	{"groups", TEXT("{\"nom\":\"É\",\"financements\":[{\"dispositif\":\"cpf\"},{\"montant\":1.5}]}"),
	 "1:1{1:1 Nom=É|1:1 Dispositif#1=cpf|1:1 Montant#2=1.5}", ""},
	{"lines, composed", TEXT("{\"a\":\"l\\u2019e\\u0301te\\u0301\\r\\n\\tà\"}"), "1:1{1:1 A=l’été\n\tà}", ""},
	{"an object in an object", TEXT("[{\"a\":{\"é\":1}},{\"b\":2}]"),
	 "1:2 motif<{\"a\":{\"é\":1}}>1:16{1:16 B=2}", "1:2 json-imbrique"},
	{"a list in a list", TEXT("{\"a\":[[\"é\"]]}{\"b\":2}"),
	 "1:1 motif<{\"a\":[[\"é\"]]}>1:14{1:14 B=2}", "1:1 json-imbrique"},
	{"objects under another key", TEXT("{\"é\":[{\"b\":2}]}"), "1:1 motif<{\"é\":[{\"b\":2}]}>", "1:1 json-imbrique"},
	{"a text among groups", TEXT("{\"financements\":[\"é\"]}"), "1:1 motif<{\"financements\":[\"é\"]}>", "1:1 json-imbrique"},
	{"groups in a group", TEXT("{\"financements\":[{\"financements\":[{\"é\":1}]}]}"),
	 "1:1 motif<{\"financements\":[{\"financements\":[{\"é\":1}]}]}>", "1:1 json-imbrique"},
	{"an escaped NUL", TEXT("{\"a\":\"\\u0000é\"}\n{\"b\":2}"),
	 "1:1 motif<{\"a\":\"\\u0000é\"}>2:1{2:1 B=2}", "1:1 caractere-interdit"},
	{"an escape sequence", TEXT("{\"a\":\"é\\u001b[2J\"}"), "1:1 motif<{\"a\":\"é\\u001b[2J\"}>", "1:1 caractere-interdit"},
	{"a C1 control", TEXT("{\"a\":\"\\u009b2J\"}"), "1:1 motif<{\"a\":\"\\u009b2J\"}>", "1:1 caractere-interdit"},
	{"broken in the second object", TEXT("[{\"nom\":\"É\"},\n {\"é\":\"à\", \"b\":},\n]"),
	 "1:2{1:2 Nom=É}", "2:16 json-illisible"},
	{"a key twice", TEXT("{\"é\":1}\n{\"é\":1,\"é\":2}"), "1:1{1:1 é=1}2:1 <{\"é\":1,\"é\":2}>", "2:10 json-illisible"},
	{"cut short", TEXT("{\"é\":1}{\"à\":"), "1:1{1:1 é=1}1:8 <{\"à\":>", "1:12 json-illisible"},
	{"a bad line among others", TEXT("{\"é\":1}\n{\"à\":,}\n{\"b\":2}\n"),
	 "1:1{1:1 é=1}2:1 <{\"à\":,}\n>3:1{3:1 B=2}", "2:6 json-illisible"},
	{"a line without its end", TEXT("{\"é\":1 \r\n{\"b\":2}\n"), "1:1 <{\"é\":1 \r\n>2:1{2:1 B=2}", "1:6 json-illisible"},
	{"lines that are no object", TEXT("voilà\n[1]\n{\"b\":2}\né"),
	 "1:1 <voilà\n[1]\n>3:1{3:1 B=2}4:1 <é>", "1:1 json-illisible, 4:1 json-illisible"},
	{"an object of many lines", TEXT("{\n \"é\":,\n \"a\":[\n {\"b\":2}]\n}\n{\"c\":3}"),
	 "1:1 <{\n \"é\":,\n \"a\":[\n {\"b\":2}]\n}\n>6:1{6:1 C=3}", "2:6 json-illisible"},
	{"a bad object behind another", TEXT("{\"é\":1}{à\n  {\"b\":2}"), "1:1{1:1 é=1}1:8 <{à\n>2:3{2:3 B=2}", "1:9 json-illisible"},
	{"a list not closed", TEXT("[{\"é\":1}"), "1:2{1:2 é=1}", "1:9 json-illisible"},
	{"a comma too many", TEXT("[{\"é\":1},]"), "1:2{1:2 é=1}", "1:10 json-illisible"},
	{"no comma", TEXT("[{\"é\":1} {\"b\":2}]"), "1:2{1:2 é=1}", "1:10 json-illisible"},
	{"text behind the list", TEXT("[{\"é\":1}] à"), "1:2{1:2 é=1}", "1:11 json-illisible"},
	{"not an object", TEXT("\"é\""), "1:1 <\"é\">", "1:1 json-illisible"},
	{"not UTF-8", TEXT("{\"a\":\"\xE9t\xE9\"}"), "1:1 <{\"a\":\"\xE9t\xE9\"}>", "1:7 json-illisible"},
	{"a number too great", TEXT("{\"a\":1}{\"a\":99999999999999999999}"),
	 "1:1{1:1 A=1}1:8 <{\"a\":99999999999999999999}>", "1:32 json-illisible"},
	{"a NUL byte", TEXT("{\"é\":1}\0"), "1:1{1:1 é=1}1:8 <", "1:8 json-illisible"},
};

START_TEST(test_json)
{
	check_reading(&json[_i], INPUT_JSON);
}
END_TEST

static const struct reading rec[] = {
	{"a record", TEXT("Nom: Élo\nPrenom: Zoé\n"), "1:1{1:1 Nom=Élo|2:1 Prenom=Zoé}", ""},
	{"types and comments", TEXT("# à lire\n%rec: Dossier\n\nNom: É\n\n# ô\nNom: à\n\n%rec: Note\n\nTexte: ç\n"),
	 "4:1 Dossier{4:1 Nom=É}7:1 Dossier{7:1 Nom=à}11:1 Note{11:1 Texte=ç}", ""},
	{"continuation lines", TEXT("Note: é\r\n+ à\r\n+\r\n+ ô\r\nNom: ç\r\n"), "1:1{1:1 Note=é\nà\n\nô|5:1 Nom=ç}", ""},
	{"composed", TEXT("\xEF\xBB\xBFNom: E\xCC\x81lo\n"), "1:1{1:1 Nom=Élo}", ""},
	{"a line that is none", TEXT("Nom: É\nvoilà\nPrenom: é\n"), "1:1{1:1 Nom=É|3:1 Prenom=é}", "2:1 champ-attendu"},
	{"a type that touches the records", TEXT("%rec: Dossier\nNom: É\n\nNom: à\n%rec: Note\nTexte: ç\n\nTexte: ô\n"),
	 "2:1 Dossier{2:1 Nom=É}4:1 Dossier{4:1 Nom=à}6:1 Note{6:1 Texte=ç}8:1 Note{8:1 Texte=ô}", ""},
	{"a descriptor is no record", TEXT("%rec: Dossier\n%key: É\n\nNom: é\n%rec: Note\n"),
	 "4:1 Dossier{4:1 Nom=é}", ""},
	{"fields above the first type", TEXT("Nom: É\n%rec: Note\n\nTexte: à\n"), "1:1{1:1 Nom=É}4:1 Note{4:1 Texte=à}", ""},
	{"not UTF-8", TEXT("Nom: \xC9lo\n"), "", "1:6 utf8-abime"},
	{"nothing", TEXT(""), "", ""},
};

START_TEST(test_rec)
{
	check_reading(&rec[_i], INPUT_REC);
}
END_TEST

static const struct {
	const char *name, *path;
	struct slice bytes;
	enum input_kind kind;
} kinds[] = {
	{"by the ending", "reçus.csv", TEXT("{\"é\":1}"), INPUT_CSV},
	{"by the ending in capitals", "REÇUS.CSV", TEXT("Nom: é\n"), INPUT_CSV},
	{"json ending", "é.json", TEXT("Nom;é"), INPUT_JSON},
	{"lines of JSON", "é.jsonl", TEXT("Nom;é"), INPUT_JSON},
	{"rec ending", "é.rec", TEXT("Nom;é"), INPUT_REC},
	{"an object", "-", TEXT("\xEF\xBB\xBF\n {\"é\":1}"), INPUT_JSON},
	{"an array", "é.txt", TEXT("[]"), INPUT_JSON},
	{"a field", "-", TEXT("Nom: Élo\n"), INPUT_REC},
	{"a descriptor", NULL, TEXT("# été\n\n%rec: Dossier\n"), INPUT_REC},
	{"an empty field", "-", TEXT("Prenom_2:\nNom: é\n"), INPUT_REC},
	{"a time is no field", "-", TEXT("Nom:09:30;é\n"), INPUT_CSV},
	{"headings", "-", TEXT("Nom;Prénom: usuel\n"), INPUT_CSV},
	{"nothing", "-", TEXT(""), INPUT_CSV},
};

START_TEST(test_kind)
{
	struct input in;
	input_read(&memory, kinds[_i].bytes, kinds[_i].path, INPUT_AUTO, NULL, NULL, &in, NULL);
	ck_assert_msg(in.kind == kinds[_i].kind, "%s: kind %d", kinds[_i].name, (int)in.kind);
}
END_TEST

static const struct {
	const char *name, *path;
	struct slice bytes;
	const char *said;
} announcements[] = {
	{"Windows-1252", "inscriptions.csv", TEXT("Nom;Pr\xE9nom\n"),
	 "inscriptions.csv: remarque: encodage: Windows-1252, séparateur « ; » ; si les accents sont faux : "
	 "iconv -f CP850 -t UTF-8 inscriptions.csv > corrige.csv\n"},
	{"ISO-8859-15, commas, a name to quote", "été 2026.csv", TEXT("Nom,Pr\xE9nom\nc\xBDur,x"),
	 "été 2026.csv: remarque: encodage: ISO-8859-15, séparateur « , » ; si les accents sont faux : "
	 "iconv -f WINDOWS-1252 -t UTF-8 FICHIER > corrige.csv\n"},
	{"UTF-8, tabs, standard input", "-", TEXT("Nom\tPrénom\n"),
	 "entrée standard: remarque: encodage: UTF-8, séparateur « tabulation » ; si les accents sont faux : "
	 "iconv -f UTF-8 -t WINDOWS-1252 FICHIER > corrige.csv\n"},
	{"UTF-8 and commas are silent", "é.csv", TEXT("Nom,Prénom\n"), ""},
	{"one column has no separator", "é.csv", TEXT("Nom\nÉlo\n"), ""},
};

START_TEST(test_announcement)
{
	struct input in;
	struct diag d;
	struct buf said;
	diag_init(&d, &memory, "bilan-new");
	buf_init(&said, &memory);
	enum status s = input_read(&memory, announcements[_i].bytes, announcements[_i].path, INPUT_CSV, known_columns,
	                           NULL, &in, &d);
	diag_lines(&said, &d, DIAG_REMARQUE);
	ck_assert_msg(s == STATUS_OK, "%s: status %d", announcements[_i].name, (int)s);
	ck_assert_msg(strcmp(buf_z(&said), announcements[_i].said) == 0, "%s: %s", announcements[_i].name, buf_z(&said));
}
END_TEST

static const struct {
	const char *name;
	struct slice bytes;
	const char *cell, *expected; /* headings and rows, each with the cell */
} rejects[] = {
	{"CRLF and Windows-1252", TEXT("Nom;Pr\xE9nom\r\n\xC9lo;\"a;\"\"b\"\r\n"), "œuf → été",
	 "Nom;Pr\xE9nom;\x9Cuf ? \xE9t\xE9\r\n\xC9lo;\"a;\"\"b\";\x9Cuf ? \xE9t\xE9\r\n"},
	{"ISO-8859-15", TEXT("Nom,b\nc\xBDur,\xE9\n"), "€œ™", "Nom,b,\xA4\xBD?\nc\xBDur,\xE9,\xA4\xBD?\n"},
	{"UTF-8, no last line end", TEXT("Nom;b\né;f"), "à ; \"ô\"", "Nom;b;\"à ; \"\"ô\"\"\"\né;f;\"à ; \"\"ô\"\"\"\n"},
	{"cells that lack", TEXT("Nom;b;c\né\n;\n"), "ô", "Nom;b;c;ô\né;;;ô\n;;;ô\n"},
	{"a cell of two lines", TEXT("Nom,b\n\"é\nà\",f\n"), "ü\nû", "Nom,b,\"ü\nû\"\n\"é\nà\",f,\"ü\nû\"\n"},
	{"old line ends, mark, headings only", TEXT("\xEF\xBB\xBFNom;é\r"), " à", "Nom;é;\" à\"\r"},
	{"one line without an end", TEXT("Nom;é"), "", "Nom;é;\n"},
};

START_TEST(test_rejects)
{
	struct input in;
	struct buf out;
	struct slice cell = slice_z(rejects[_i].cell);
	buf_init(&out, &memory);
	input_read(&memory, rejects[_i].bytes, "é.csv", INPUT_CSV, known_columns, NULL, &in, NULL);
	input_csv_with(&out, &in, in.heading_begin, in.heading_end, cell);
	for (size_t i = 0; i < in.nrows; i++)
		input_csv_with(&out, &in, in.rows[i].begin, in.rows[i].end, cell);
	ck_assert_msg(strcmp(buf_z(&out), rejects[_i].expected) == 0, "%s: %s", rejects[_i].name, buf_z(&out));
}
END_TEST

START_TEST(test_rejects_read_again)
{
	struct input in, again;
	struct buf out;
	buf_init(&out, &memory);
	struct slice file = SLICE("Nom;Employeur;c\r\n\xC9lo\r\nZo\xE9;\"Ets \"\"L'\x8Cuf\"\"\r\nAlbi\";3\r\n");
	ck_assert_int_eq(input_read(&memory, file, "é.csv", INPUT_AUTO, known_columns, NULL, &in, NULL), STATUS_OK);
	input_csv_with(&out, &in, in.heading_begin, in.heading_end, SLICE("Motif du rejet"));
	for (size_t i = 0; i < in.nrows; i++)
		input_csv_with(&out, &in, in.rows[i].begin, in.rows[i].end, SLICE("nom « ; » refusé"));
	enum status s = input_read(&memory, buf_slice(&out), "r.csv", INPUT_AUTO, known_columns, NULL, &again, NULL);
	ck_assert_int_eq(s, STATUS_OK);
	ck_assert_str_eq(picture(&again),
	                 "2:1{2:1 Nom=Élo|2:5 Employeur=|2:6 c=|2:7 Motif du rejet=nom « ; » refusé}"
	                 "3:1{3:1 Nom=Zoé|3:5 Employeur=Ets \"L'Œuf\"\nAlbi|4:7 c=3|4:9 Motif du rejet=nom « ; » refusé}");
	ck_assert_str_eq(again.encoding, "Windows-1252");
	ck_assert(again.crlf && again.separator == ';' && again.nheadings == 4);
}
END_TEST

START_TEST(test_file_facts)
{
	struct input in;
	struct slice file = SLICE("\xEF\xBB\xBFsep=,\r\nNom,Prénom\r\nÉlo,Zoé\r\n\r\nà,ô");
	input_read(&memory, file, "é.csv", INPUT_AUTO, known_columns, NULL, &in, NULL);
	ck_assert(in.bom && in.crlf && in.separator == ',');
	ck_assert_str_eq(in.encoding, "UTF-8");
	ck_assert_uint_eq(in.heading_begin, 10);
	ck_assert_uint_eq(in.heading_end, 23);
	ck_assert_uint_eq(in.nheadings, 2);
	ck_assert(slice_is(in.headings[1].name, "Prénom") && in.headings[1].column == 1 && in.headings[1].col == 5);
	ck_assert_uint_eq(in.nrows, 2);
	ck_assert(in.rows[0].begin == 23 && in.rows[0].end == 34);
	ck_assert(in.rows[1].begin == 36 && in.rows[1].end == file.n);
}
END_TEST

START_TEST(test_get)
{
	struct input in;
	input_read(&memory, SLICE("Nom: É\nNote: à\nNote: ô\n"), "é.rec", INPUT_AUTO, NULL, NULL, &in, NULL);
	ck_assert_uint_eq(in.nrows, 1);
	ck_assert(slice_is(input_get(&in.rows[0], "Note")->value, "à"));
	ck_assert_ptr_null(input_get(&in.rows[0], "note"));
	ck_assert(in.rows[0].begin == 0 && in.rows[0].end == in.bytes.n);
}
END_TEST

static const struct {
	const char *name;
	struct slice bytes;
	enum charset charset;
} guesses[] = {
	{"ASCII", TEXT("ete"), CHARSET_UTF8},
	{"UTF-8", TEXT("été €"), CHARSET_UTF8},
	{"Latin letters only", TEXT("\xE9t\xE9"), CHARSET_WINDOWS_1252},
	{"a byte 80-9F", TEXT("\xBD\x9C"), CHARSET_WINDOWS_1252},
	{"the last byte of the range", TEXT("\xA4\x9F"), CHARSET_WINDOWS_1252},
	{"A4", TEXT("5 \xA4"), CHARSET_ISO_8859_15},
	{"A6", TEXT("\xA6"), CHARSET_ISO_8859_15},
	{"A8", TEXT("\xA8"), CHARSET_ISO_8859_15},
	{"B4", TEXT("\xB4"), CHARSET_ISO_8859_15},
	{"B8", TEXT("\xB8"), CHARSET_ISO_8859_15},
	{"BC", TEXT("\xBC"), CHARSET_ISO_8859_15},
	{"BD", TEXT("c\xBDur"), CHARSET_ISO_8859_15},
	{"BE", TEXT("\xBE"), CHARSET_ISO_8859_15},
	{"A5, B0, BF mean nothing", TEXT("n\xB0 \xA5\xBF"), CHARSET_WINDOWS_1252},
};

START_TEST(test_guess)
{
	enum charset c = charset_guess(guesses[_i].bytes);
	ck_assert_msg(c == guesses[_i].charset, "%s: %s", guesses[_i].name, charset_name(c));
	ck_assert_int_eq(charset_named(charset_name(c)), c);
}
END_TEST

static const struct {
	enum charset charset;
	const char *bytes, *text;
} tables[] = {
	{CHARSET_WINDOWS_1252,
	 "\x80\x82\x83\x84\x85\x86\x87\x88\x89\x8A\x8B\x8C\x8E\x91"
	 "\x92\x93\x94\x95\x96\x97\x98\x99\x9A\x9B\x9C\x9E\x9F\xA0\xA4\xE9\xFF",
	 "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00A0¤éÿ"},
	{CHARSET_ISO_8859_15, "\xA4\xA5\xA6\xA7\xA8\xB3\xB4\xB8\xBC\xBD\xBE\xBF\xC9\xFF", "€¥Š§š³ŽžŒœŸ¿Éÿ"},
};

START_TEST(test_tables)
{
	struct buf back;
	buf_init(&back, &memory);
	struct slice text = charset_decode(&memory, slice_z(tables[_i].bytes), tables[_i].charset);
	ck_assert_msg(slice_is(text, tables[_i].text), "%s: %.*s", charset_name(tables[_i].charset), (int)text.n, text.p);
	charset_encode(&back, text, tables[_i].charset);
	ck_assert_str_eq(buf_z(&back), tables[_i].bytes);
}
END_TEST

/* Every byte that has a character comes back; those that have none are the five of Windows-1252. */
START_TEST(test_every_byte)
{
	static const enum charset one_byte[] = {CHARSET_WINDOWS_1252, CHARSET_ISO_8859_15};
	size_t lost[2] = {0, 0};
	for (size_t k = 0; k < 2; k++)
		for (int i = 0; i < 256; i++) {
			char byte = (char)(unsigned char)i;
			struct slice s = {&byte, 1};
			struct buf back;
			buf_init(&back, &memory);
			charset_encode(&back, charset_decode(&memory, s, one_byte[k]), one_byte[k]);
			bool valid = charset_valid_length(s, one_byte[k]) == 1;
			lost[k] += !valid;
			ck_assert_msg(back.n == 1 && back.p[0] == (valid ? byte : '?'),
			              "%s: byte %02X", charset_name(one_byte[k]), i);
		}
	ck_assert_uint_eq(lost[0], 5);
	ck_assert_uint_eq(lost[1], 0);
}
END_TEST

START_TEST(test_great_cell)
{
	enum { LENGTH = 1 << 20 };
	struct input in;
	struct buf b;
	buf_init(&b, &memory);
	buf_addz(&b, "Nom;b\n\"\"\"");
	while (b.n < LENGTH)
		buf_addz(&b, "é\n");
	buf_addz(&b, "\";f\nà;g\n");
	size_t lines = (LENGTH - 9 + 2) / 3;
	ck_assert_int_eq(input_read(&memory, buf_slice(&b), "é.csv", INPUT_CSV, known_columns, NULL, &in, NULL), STATUS_OK);
	ck_assert_uint_eq(in.nrows, 2);
	ck_assert_uint_eq(in.rows[0].v[0].value.n, lines * 3); /* a quote ahead, the last line end trimmed */
	ck_assert_uint_eq(in.rows[0].v[1].line, 2 + lines);
	ck_assert_uint_eq(in.rows[0].v[1].col, 3);
	ck_assert_uint_eq(in.rows[1].line, 3 + lines);
}
END_TEST

START_TEST(test_many_rows)
{
	enum { ROWS = 100000 };
	struct input in;
	struct buf b;
	buf_init(&b, &memory);
	buf_addz(&b, "Nom;Pr\xE9nom\r\n");
	for (int i = 0; i < ROWS; i++)
		buf_addf(&b, "%d;Zo\xE9\r\n", i);
	ck_assert_int_eq(input_read(&memory, buf_slice(&b), "é.csv", INPUT_CSV, known_columns, NULL, &in, NULL), STATUS_OK);
	ck_assert_uint_eq(in.nrows, ROWS);
	const struct input_row *last = &in.rows[ROWS - 1];
	ck_assert_uint_eq(last->line, ROWS + 1);
	ck_assert_uint_eq(last->end, b.n);
	ck_assert(slice_is(last->v[0].value, "99999") && slice_is(last->v[1].value, "Zoé"));
}
END_TEST

static const struct {
	const char *name, *piece, *faults;
	size_t rows;
} bombs[] = {
	{"lists", "[", "1:2 json-illisible", 0},
	{"objects", "{\"é\":", "1:10241 json-illisible", 1},
};

START_TEST(test_json_bomb)
{
	struct input in;
	struct diag d;
	struct buf b;
	diag_init(&d, &memory, "bilan-new");
	buf_init(&b, &memory);
	for (int i = 0; i < 200000; i++)
		buf_addz(&b, bombs[_i].piece);
	ck_assert_int_eq(input_read(&memory, buf_slice(&b), "é.json", INPUT_AUTO, NULL, NULL, &in, &d), STATUS_INVALID);
	ck_assert_msg(in.nrows == bombs[_i].rows, "%s: %zu rows", bombs[_i].name, in.nrows);
	ck_assert_msg(strcmp(faults(&d), bombs[_i].faults) == 0, "%s: %s", bombs[_i].name, faults(&d));
}
END_TEST

#define LOOP(tc, test, table) tcase_add_loop_test(tc, test, 0, (int)(sizeof table / sizeof *table))

Suite *input_suite(void)
{
	Suite *s = suite_create("input");
	TCase *tc = tcase_create("input");
	tcase_add_checked_fixture(tc, open_memory, close_memory);
	LOOP(tc, test_csv, csv);
	LOOP(tc, test_json, json);
	LOOP(tc, test_rec, rec);
	LOOP(tc, test_kind, kinds);
	LOOP(tc, test_announcement, announcements);
	LOOP(tc, test_rejects, rejects);
	LOOP(tc, test_guess, guesses);
	LOOP(tc, test_tables, tables);
	LOOP(tc, test_json_bomb, bombs);
	tcase_add_test(tc, test_rejects_read_again);
	tcase_add_test(tc, test_file_facts);
	tcase_add_test(tc, test_get);
	tcase_add_test(tc, test_every_byte);
	tcase_add_test(tc, test_great_cell);
	tcase_add_test(tc, test_many_rows);
	suite_add_tcase(s, tc);
	return s;
}
