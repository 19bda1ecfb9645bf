/* Schemas: what a descriptor says, and how a record is judged by it. tests/cmd/rec-recutils compares with recfix. */
#include "format/schema.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char DOSSIER[] =
	"%rec: Dossier\n"
	"%doc: Un dossier d'été.\n"
	"%typedef: Jour regexp /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/\n"
	"%typedef: Date Jour\n"
	"%typedef: Oui_non enum oui\n"
	"+ non peut-être\n"
	"%type: Ouvert Date\n"
	"%type: Temps_travail,Employeur_informe Oui_non\n"
	"%type: Nom line\n"
	"%type: Rang int\n"
	"%type: Voie regexp |^(é|cpf)/?$|\n"
	"%mandatory: Reference Nom\n"
	"%unique: Nom Ouvert\n"
	"%key: Reference\n";

static const struct {
	const char *name, *record;
	const char *faults; /* code:line:col, in order */
} CHECKED[] = {
	{"juste", "Reference: 2026-0001\nNom: Zoé\nOuvert: 2026-03-02\n", ""},
	{"champ inconnu", "Reference: 1\nNom: é\nChamp_inconnu: n'importe quoi\n+ et plus\n", ""},
	{"sans nom", "Reference: 1\n", "champ-obligatoire:1:1 "},
	{"sans clé", "Nom: é\n", "champ-obligatoire:1:1 "},
	{"sans rien", "Note: é\n", "champ-obligatoire:1:1 champ-obligatoire:1:1 "},
	{"nom double", "Reference: 1\nNom: é\nNom: à\n", "champ-double:3:1 "},
	{"clé double", "Reference: 1\nNom: é\nReference: 1\n", "champ-double:3:1 "},
	{"répétable", "Reference: 1\nNom: é\nTemps_travail: oui\nTemps_travail: non\n", ""},
	{"par un autre type", "Reference: 1\nNom: é\nOuvert: hier\n", "valeur-invalide:3:9 "},
	{"aligné à la main", "Reference: 1\nNom: é\nOuvert:    2026-03-02  \n", ""},
	{"énumération", "Reference: 1\nNom: é\nTemps_travail: peut-être\nEmployeur_informe: Oui\n", "valeur-invalide:4:20 "},
	{"deux mots d'une énumération", "Reference: 1\nNom: é\nTemps_travail: oui non\n", "valeur-invalide:3:16 "},
	{"énumération vide", "Reference: 1\nNom: é\nTemps_travail:\n", "valeur-invalide:3:15 "},
	{"deux lignes", "Reference: 1\nNom: é\n+ à\n", "valeur-invalide:2:6 "},
	{"ligne continuée", "Reference: 1\nNom: é\\\n à\n", ""},
	{"entier", "Reference: 1\nNom: é\nRang: -12\nRang: 007\n", ""},
	{"pas entier", "Reference: 1\nNom: é\nRang: 1,5\nRang: -\nRang:\nRang: 1é\n",
	 "valeur-invalide:3:7 valeur-invalide:4:7 valeur-invalide:5:6 valeur-invalide:6:7 "},
	{"autre délimiteur", "Reference: 1\nNom: é\nVoie: é/\nVoie: cpf\nVoie: |é|\n", "valeur-invalide:5:7 "},
	{"tout à la fois", "Nom: é\nNom: à\nOuvert: 2026\n", "champ-double:2:1 champ-obligatoire:1:1 valeur-invalide:3:9 "},
};

static struct slice places(struct arena *a, const struct diag *d)
{
	struct buf b;
	buf_init(&b, a);
	for (const struct diag_entry *e = d->first; e; e = e->next)
		buf_addf(&b, "%s:%zu:%zu ", e->msg->code, e->at.line, e->at.col);
	return buf_slice(&b);
}

/* The faults do not come in an order that anybody promises: each expected one is found, and their number is right. */
static void same_faults(const char *name, struct slice got, const char *expected)
{
	struct slice rest = slice_z(expected), one;
	while (slice_next(&rest, " ", &one))
		ck_assert_msg(memmem(got.p, got.n, one.p, one.n), "%s: sans %.*s: %.*s", name, (int)one.n, one.p, (int)got.n, got.p);
	ck_assert_msg(got.n == strlen(expected), "%s: %.*s", name, (int)got.n, got.p);
}

START_TEST(checked)
{
	struct arena a;
	struct schema s;
	struct diag d;
	struct rec r;
	arena_init(&a);
	diag_init(&d, &a, "x");
	ck_assert_int_eq(schema_parse(&a, slice_z(DOSSIER), "dossier.rec", &s, &d), STATUS_OK);
	ck_assert_int_eq(rec_parse(&a, slice_z(CHECKED[_i].record), "é.rec", NULL, &r, &d), STATUS_OK);
	for (int twice = 0; twice < 2; twice++) {
		diag_init(&d, &a, "x");
		enum status st = schema_check(&a, &s, &r, &r.records[0], &d);
		ck_assert_msg(st == (*CHECKED[_i].faults ? STATUS_INVALID : STATUS_OK), "%s: statut %d", CHECKED[_i].name, (int)st);
		same_faults(CHECKED[_i].name, places(&a, &d), CHECKED[_i].faults);
	}
	schema_release(&s);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *name, *text;
	const char *fields; /* name:kind:flags, of each, or NULL: refused */
} PARSED[] = {
	{"rien", "", NULL},
	{"pas un descripteur", "Nom: é\n", NULL},
	{"ligne abîmée", "%rec: T\nà finir\n", NULL},
	{"type inconnu", "%rec: T\n%type: Nom été\n", NULL},
	{"type qui se nomme lui-même", "%rec: T\n%typedef: A B\n%typedef: B A\n%type: Nom A\n", NULL},
	{"mot non compris", "%rec: T\n%allowed: Nom\n", NULL},
	{"nu", "%rec: T\n", ""},
	{"après l'usage", "%rec: T\n%type: Nom Mot\n%typedef: Mot line\n", "Nom:1: "},
	{"tabulations", "%rec: T\n%mandatory:\tAaa\tB\tC\tD\tE\tF\tG\tH\n",
	 "Aaa:0:m B:0:m C:0:m D:0:m E:0:m F:0:m G:0:m H:0:m "},
	{"en suite", "%rec: T\n%unique: A\n+ B\n+ C\n%mandatory: B\n%key: A\n", "A:0:uk B:0:mu C:0:u "},
	{"sans blanc", "%rec:T\n%type:A,B,C int\n%mandatory:A\n", "A:2:m B:2: C:2: "},
};

START_TEST(parsed)
{
	struct arena a;
	struct schema s;
	struct diag d;
	struct buf b;
	arena_init(&a);
	diag_init(&d, &a, "x");
	buf_init(&b, &a);
	enum status st = schema_parse(&a, slice_z(PARSED[_i].text), "t.rec", &s, &d);
	ck_assert_msg(st == (PARSED[_i].fields ? STATUS_OK : STATUS_INVALID), "%s: statut %d", PARSED[_i].name, (int)st);
	for (size_t i = 0; st == STATUS_OK && i < s.n; i++) {
		const struct schema_field *f = &s.v[i];
		buf_addf(&b, "%.*s:%d:%s%s%s ", (int)f->name.n, f->name.p, (int)f->kind, f->mandatory ? "m" : "",
		         f->unique ? "u" : "", f->key ? "k" : "");
	}
	ck_assert_msg(slice_eq(buf_slice(&b), slice_z(PARSED[_i].fields)), "%s: %s", PARSED[_i].name, buf_z(&b));
	if (st == STATUS_OK)
		ck_assert(slice_is(s.type, "T"));
	schema_release(&s);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *field, *expected;
} EXPECTED[] = {
	{"Nom", "une seule ligne"},
	{"Rang", "un nombre entier"},
	{"Ouvert", "de la forme ^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
};

/* What a message says of a value. */
START_TEST(expected)
{
	struct arena a;
	struct schema s;
	arena_init(&a);
	ck_assert_int_eq(schema_parse(&a,
	                              SLICE("%rec: T\n%type: Nom line\n%type: Rang int\n%type: Ouvert regexp "
	                                    "/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/\n%type: Avis enum oui non\n"),
	                              "t.rec", &s, NULL), STATUS_OK);
	for (int i = 0; i < COUNT(EXPECTED); i++) {
		struct slice got = schema_expected(&a, schema_field(&s, slice_z(EXPECTED[i].field)));
		ck_assert_msg(slice_is(got, EXPECTED[i].expected), "%s: %.*s", EXPECTED[i].field, (int)got.n, got.p);
	}
	struct slice got = schema_expected(&a, schema_field(&s, SLICE("Avis")));
	ck_assert_msg(slice_starts(got, "l'un de : oui") && got.p[got.n - 1] == 'n', "%.*s", (int)got.n, got.p);
	ck_assert_ptr_null(schema_field(&s, SLICE("Avi")));
	ck_assert(!schema_value_ok(&a, schema_field(&s, SLICE("Ouvert")), SLICE("2026-03-02\0")));
	schema_release(&s);
	arena_release(&a);
}
END_TEST

Suite *schema_suite(void);

Suite *schema_suite(void)
{
	Suite *s = suite_create("schema");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, checked, 0, COUNT(CHECKED));
	tcase_add_loop_test(t, parsed, 0, COUNT(PARSED));
	tcase_add_test(t, expected);
	suite_add_tcase(s, t);
	return s;
}
