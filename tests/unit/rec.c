/* The rec format: what is read, where it stands, and that adding loses nothing. */
#include "format/rec.h"
#include "rec_corpus.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
enum { FILES = 6000 };

/* Values as recutils' recsel reads them. */
static const struct {
	const char *text; /* a file whose first field is A */
	struct slice value;
} VALUE[] = {
	{"A: é\n", SLICE("é")},
	{"A: é", SLICE("é")},
	{"A:é\n", SLICE("é")},
	{"A:\té\n", SLICE("é")},
	{"A:  é \n", SLICE(" é ")},
	{"A: \té\n", SLICE("\té")},
	{"A:\n", SLICE("")},
	{"A: \n", SLICE("")},
	{"A:", SLICE("")},
	{"A: x\r\n", SLICE("x")},
	{"A: x: y # z\n", SLICE("x: y # z")},
	{"A: été\n+ à Évry\n", SLICE("été\nà Évry")},
	{"A: x\n+y\n", SLICE("x\ny")},
	{"A: x\n+  y\n", SLICE("x\n y")},
	{"A: x\n+\ty\n", SLICE("x\n\ty")},
	{"A: x\n+\n+ y\n", SLICE("x\n\ny")},
	{"A: x\n+ \n", SLICE("x\n")},
	{"A: x\n+", SLICE("x\n")},
	{"A: x\r\n+ y\r\n", SLICE("x\ny")},
	{"A:\n+ y\n", SLICE("\ny")},
	{"A: un \\\ndeux\n", SLICE("un deux")},
	{"A: un \\\r\ndeux\r\n", SLICE("un deux")},
	{"A: x\\\n+ y\n+ z\n", SLICE("x+ y\nz")},
	{"A: x\n+ y\\\nz\n", SLICE("x\nyz")},
	{"A: x\n+ y\\\n+z\n", SLICE("x\ny+z")},
	{"A: x\n+\\\ny\n", SLICE("x\ny")},
	{"A: \\\n+ b\n", SLICE("+ b")},
	{"A: x\\\\\nB: y\n", SLICE("x\\B: y")},
	{"A: x\\\n\nB: y\n", SLICE("x")},
	{"A: x\\\n# y\n", SLICE("x# y")},
	{"A: x\\ \n", SLICE("x\\ ")},
	{"A: x\n+ #c\n", SLICE("x\n#c")},
	{"\xEF\xBB\xBF" "A: é\n", SLICE("é")},
};

START_TEST(value)
{
	struct arena a;
	struct rec r;
	arena_init(&a);
	ck_assert_msg(rec_parse(&a, slice_z(VALUE[_i].text), "é.rec", NULL, &r, NULL) == STATUS_OK, "« %s »", VALUE[_i].text);
	struct slice got = rec_value(&a, &r, &r.fields[0]);
	ck_assert_msg(slice_eq(got, VALUE[_i].value), "« %s »: « %.*s »", VALUE[_i].text, (int)got.n, got.p);
	ck_assert(slice_eq(rec_word(&a, &r, &r.fields[0]), slice_trim(VALUE[_i].value)));
	arena_release(&a);
}
END_TEST

static const struct {
	const char *name;
	struct slice text;
	const char *places; /* code:line:col, in order */
	size_t nfields;
} FAULT[] = {
	{"ligne libre", SLICE("A: é\nà revoir\nB: x\n"), "champ-attendu:2:1 ", 2},
	{"champ décalé", SLICE(" A: é\n"), "champ-attendu:1:1 ", 0},
	{"commentaire décalé", SLICE("A: é\n # x\n"), "champ-attendu:2:1 ", 1},
	{"blanc avant deux points", SLICE("Nom : é\n"), "champ-attendu:1:1 ", 0},
	{"nom accentué", SLICE("é: x\nA: y"), "champ-attendu:1:1 ", 1},
	{"nom sans deux points", SLICE("Nom"), "champ-attendu:1:1 ", 0},
	{"suite seule", SLICE("+ é\nA: x\n\n+ y\n"), "suite-seule:1:1 suite-seule:4:1 ", 1},
	{"suite après un commentaire", SLICE("A: x\n# é\n+ y\n"), "suite-seule:3:1 ", 1},
	{"octet nul", SLICE("A: é\nB: é\0x\n"), "octet-nul:2:5 ", 2},
	{"suite ouverte", SLICE("A: x\nB: é\\"), "suite-ouverte:2:5 ", 2},
	{"suite ouverte, ligne finie", SLICE("B: é\\\n"), "suite-ouverte:1:5 ", 1},
	{"suite ouverte en CRLF", SLICE("B: é\\\r\n"), "suite-ouverte:1:5 ", 1},
	{"marque puis faute", SLICE("\xEF\xBB\xBF" "é: x\n"), "champ-attendu:1:1 ", 0},
};

START_TEST(fault)
{
	struct arena a;
	struct diag d;
	struct rec r;
	struct buf b;
	arena_init(&a);
	diag_init(&d, &a, "x");
	buf_init(&b, &a);
	ck_assert_msg(rec_parse(&a, FAULT[_i].text, "é.rec", NULL, &r, &d) == STATUS_INVALID, "%s: accepté", FAULT[_i].name);
	for (const struct diag_entry *e = d.first; e; e = e->next)
		buf_addf(&b, "%s:%zu:%zu ", e->msg->code, e->at.line, e->at.col);
	ck_assert_msg(slice_is(buf_slice(&b), FAULT[_i].places), "%s: %s", FAULT[_i].name, buf_z(&b));
	ck_assert_msg(r.nfields == FAULT[_i].nfields, "%s: %zu champs", FAULT[_i].name, r.nfields);
	arena_release(&a);
}
END_TEST

/* Twenty are said; a thousand broken lines do not drown the rest. */
START_TEST(many_faults)
{
	struct arena a;
	struct diag d;
	struct rec r;
	struct buf b;
	size_t said = 0;
	arena_init(&a);
	diag_init(&d, &a, "x");
	buf_init(&b, &a);
	for (int i = 0; i < 1000; i++)
		buf_addz(&b, "ligne libre, à l'état brut\n");
	buf_addz(&b, "Nom: Zoé\n");
	ck_assert_int_eq(rec_parse(&a, buf_slice(&b), "é.rec", NULL, &r, &d), STATUS_INVALID);
	for (const struct diag_entry *e = d.first; e; e = e->next)
		said++;
	ck_assert_uint_eq(said, 20);
	ck_assert_uint_eq(r.nrecords, 1);
	arena_release(&a);
}
END_TEST

/* The seed of the file at hand, which every failure names. */
static int seed_now;
#define HOLDS(condition, format, ...) ck_assert_msg(condition, "graine %d: " format, seed_now, ##__VA_ARGS__)

static void check_field(struct arena *a, const struct rec *r, const struct corpus *c, size_t i)
{
	const struct rec_field *f = &r->fields[i];
	const struct corpus_field *want = &c->fields[i];
	struct diag_at at = rec_at(r, f), at_value = rec_at_value(r, f);
	HOLDS(slice_is(rec_name(r, f), want->name), "champ %zu: nom %.*s", i, (int)f->name_n, r->bytes.p + f->at);
	struct slice got = rec_value(a, r, f);
	HOLDS(slice_eq(got, want->value), "champ %zu: « %.*s » et non « %.*s »", i, (int)got.n, got.p, (int)want->value.n,
	      want->value.p);
	HOLDS(at.line == want->line && at.col == 1, "champ %zu: %zu:%zu et non %zu:1", i, at.line, at.col, want->line);
	HOLDS(at_value.line == want->line && at_value.col == want->col, "valeur %zu: %zu:%zu et non %zu:%zu", i, at_value.line,
	              at_value.col, want->line, want->col);
	HOLDS(f->at < f->value && f->value <= f->end && f->end <= f->next && f->next <= r->bytes.n, "champ %zu: bornes", i);
}

/* Comments and blank lines only; broken lines are counted. */
static size_t broken_lines(const struct rec *r, size_t from, size_t to)
{
	size_t broken = 0;
	struct slice gap = {r->bytes.p + from, to - from}, line;
	if (from == 0 && slice_starts(gap, "\xEF\xBB\xBF"))
		gap = (struct slice){gap.p + 3, gap.n - 3};
	while (slice_next(&gap, "\n", &line))
		broken += line.n && line.p[0] != '#' && slice_trim(line).n;
	return broken;
}

static void check_records(const struct rec *r, const struct corpus *c)
{
	size_t field = 0;
	HOLDS(r->nrecords == c->nrecords, "%zu enregistrements et non %zu", r->nrecords, c->nrecords);
	HOLDS(r->nsets == c->nsets, "%zu ensembles et non %zu", r->nsets, c->nsets);
	for (size_t i = 0; i < r->nrecords; i++) {
		HOLDS(rec_is(r, &r->records[i], c->types[i]), "enregistrement %zu: pas un %s", i, c->types[i]);
		for (uint32_t k = 0; k < r->records[i].n; k++)
			HOLDS(c->fields[r->records[i].first + k].record == (int)i, "enregistrement %zu: champ %u", i, k);
		field += r->records[i].n;
	}
	for (size_t i = 0; i < r->nsets; i++)
		field += r->sets[i].n;
	HOLDS(field == r->nfields, "%zu champs rangés sur %zu", field, r->nfields);
}

static void check_faults(const struct rec *r, const struct corpus *c, const struct diag *d)
{
	const struct diag_entry *e = d->first;
	size_t broken = 0, from = 0;
	for (size_t i = 0; i <= r->nfields; i++) {
		size_t to = i < r->nfields ? r->fields[i].at : r->bytes.n;
		HOLDS(from <= to, "champ %zu: chevauche le précédent", i);
		broken += broken_lines(r, from, to);
		from = i < r->nfields ? r->fields[i].next : to;
	}
	HOLDS(broken == c->nfaults, "%zu lignes abîmées et non %zu", broken, c->nfaults);
	for (size_t i = 0; i < c->nfaults; i++, e = e->next)
		HOLDS(e && e->at.line == c->fault_lines[i] && e->at.col == 1, "faute %zu: ligne %zu", i, c->fault_lines[i]);
	bool nul = memchr(r->bytes.p, '\0', r->bytes.n) != NULL;
	HOLDS((e != NULL) == nul && (!e || strcmp(e->msg->code, "octet-nul") == 0), "octet nul: %d", nul);
}

static struct slice nasty(struct corpus *c, struct arena *a, struct slice *kept)
{
	static const struct {
		struct slice given, kept;
	} values[] = {
		{SLICE(""), SLICE("")}, {SLICE("Zoé"), SLICE("Zoé")}, {SLICE("  deux  "), SLICE("  deux  ")},
		{SLICE("\té"), SLICE("\té")},
		{SLICE("é\nà"), SLICE("é\nà")}, {SLICE("é\r\nà\rù"), SLICE("é\nà\nù")}, {SLICE("\n\n"), SLICE("\n\n")},
		{SLICE("C:\\"), SLICE("C:\\ ")}, {SLICE("a\\\n\\\nb"), SLICE("a\\ \n\\ \nb")}, {SLICE("\\"), SLICE("\\ ")},
		{SLICE("\n + x"), SLICE("\n + x")}, {SLICE("+ x\n+ y\n# z"), SLICE("+ x\n+ y\n# z")},
		{SLICE("fin\n"), SLICE("fin\n")},
		{SLICE("\n\n \nNom: x\n%rec: Y\n"), SLICE("\n\n \nNom: x\n%rec: Y\n")},
	};
	size_t i = corpus_draw(c, sizeof values / sizeof *values), k = corpus_draw(c, sizeof values / sizeof *values);
	struct buf given, want;
	buf_init(&given, a);
	buf_init(&want, a);
	buf_adds(&given, values[i].given);
	buf_addc(&given, '\n');
	buf_adds(&given, values[k].given);
	buf_adds(&want, values[i].kept);
	buf_addc(&want, '\n');
	buf_adds(&want, values[k].kept);
	*kept = buf_slice(&want);
	return buf_slice(&given);
}

/* OLD with lines added at one place, each of them ended as the file's first line; where it is, in *AT. */
static void check_insertion(struct slice old, struct slice whole, bool crlf, size_t *at)
{
	size_t i = 0, more = whole.n - old.n;
	HOLDS(whole.n > old.n, "rien d'ajouté");
	while (i < old.n && old.p[i] == whole.p[i])
		i++;
	HOLDS(memcmp(old.p + i, whole.p + i + more, old.n - i) == 0, "octets changés après %zu", i);
	for (size_t k = i; k < i + more; k++)
		if (whole.p[k] == '\n' && k > 0)
			HOLDS((whole.p[k - 1] == '\r') == crlf, "fin de ligne ajoutée à %zu", k);
	*at = i;
}

static size_t expected_rank(const struct corpus *c, const char *type, bool *known)
{
	size_t rank = c->nrecords;
	*known = false;
	for (size_t i = 0; i < c->nrecords; i++)
		if (strcmp(c->types[i], type) == 0) {
			*known = true;
			rank = i + 1;
		}
	return rank;
}

/* Adding to the last set of that type that has records: the case where the place is known without asking rec. */
static void check_add(struct arena *a, const struct rec *r, struct corpus *c, const char *type)
{
	struct buf record, whole;
	struct slice kept;
	struct rec again;
	size_t at;
	bool known;
	struct slice given = nasty(c, a, &kept);
	buf_init(&record, a);
	buf_init(&whole, a);
	rec_put(&record, "Id", SLICE("e999"));
	rec_put(&record, "Note", given);
	HOLDS(rec_add(&whole, r, type, buf_slice(&record)) == STATUS_OK, "ajout de %s refusé", type);
	check_insertion(r->bytes, buf_slice(&whole), c->crlf, &at);
	HOLDS(rec_parse(a, buf_slice(&whole), "é.rec", NULL, &again, NULL) == STATUS_OK, "%s: illisible après ajout", type);
	HOLDS(again.nrecords == r->nrecords + 1, "%s: %zu enregistrements", type, again.nrecords);
	size_t rank = 0, old = 0;
	while (rank < r->nrecords &&
	       !(again.records[rank].n == 2 && slice_is(rec_get(a, &again, &again.records[rank], "Id"), "e999")))
		rank++;
	const struct rec_record *added = &again.records[rank];
	const char *of = c->nsets == 1 && c->nrecords ? "" : type;
	HOLDS(rec_is(&again, added, of), "%s: ajouté comme « %.*s »", type, (int)again.sets[added->set].type.n,
	      again.sets[added->set].type.p);
	struct slice got = rec_value(a, &again, &again.fields[added->first + 1]);
	HOLDS(slice_eq(got, kept), "%s: « %.*s »", type, (int)got.n, got.p);
	for (size_t i = 0; i < again.nrecords; i++) {
		if (i == rank)
			continue;
		const struct rec_record *x = &again.records[i], *y = &r->records[old++];
		HOLDS(x->n == y->n && slice_eq(again.sets[x->set].type, r->sets[y->set].type), "%s: enregistrement %zu", type, i);
		for (uint32_t k = 0; k < x->n; k++)
			ck_assert_msg(slice_eq(rec_value(a, &again, &again.fields[x->first + k]),
			                       rec_value(a, r, &r->fields[y->first + k])),
			              "%s: enregistrement %zu, champ %u", type, i, k);
	}
	size_t after = expected_rank(c, type, &known);
	HOLDS(!known || rank >= after, "%s: ajouté avant les siens (%zu, %zu)", type, rank, after);
	HOLDS(known || c->nrecords == 0 || c->nsets > 1 || rank == after, "%s: ajouté au milieu", type);
}

/* One file of each seed. */
START_TEST(corpus)
{
	static const char *const types[] = {"Dossier", "Evenement", "Note", "Reclamation"};
	struct arena a;
	struct corpus *c = malloc(sizeof *c);
	size_t refused = 0, added = 0;
	arena_init(&a);
	for (uint64_t seed = (uint64_t)_i * FILES / 4; seed < (uint64_t)(_i + 1) * FILES / 4; seed++) {
		struct diag d;
		struct rec r;
		seed_now = (int)seed;
		corpus_make(c, &a, seed);
		diag_init(&d, &a, "x");
		enum status st = rec_parse(&a, buf_slice(&c->bytes), "é.rec", NULL, &r, &d);
		HOLDS(r.nfields == c->nfields, "%zu champs et non %zu", r.nfields, c->nfields);
		for (size_t i = 0; i < r.nfields; i++)
			check_field(&a, &r, c, i);
		check_records(&r, c);
		check_faults(&r, c, &d);
		HOLDS(st == (d.first ? STATUS_INVALID : STATUS_OK), "statut %d", (int)st);
		HOLDS(r.crlf == c->crlf, "fins de ligne");
		for (size_t i = 0; st == STATUS_OK && i < 4; i++, added++)
			check_add(&a, &r, c, types[i]);
		refused += st != STATUS_OK;
		arena_reset(&a);
	}
	HOLDS(refused > FILES / 40 && added > FILES / 2, "corpus trop sage: %zu refusés, %zu ajouts", refused, added);
	arena_release(&a);
	free(c);
}
END_TEST

static const struct {
	const char *name, *before, *type, *after; /* NULL: refused */
} ADD[] = {
	{"fichier vide", "", "Note", "%rec: Note\n\nId: é\n"},
	{"à la fin", "%rec: Note\n\nId: a\n", "Note", "%rec: Note\n\nId: a\n\nId: é\n"},
	{"ensemble vide", "%rec: Note\n", "Note", "%rec: Note\n\nId: é\n"},
	{"sans fin de ligne", "%rec: Note\n\nId: a", "Note", "%rec: Note\n\nId: a\n\nId: é\n"},
	{"CRLF", "%rec: Note\r\n\r\nId: a\r\n", "Note", "%rec: Note\r\n\r\nId: a\r\n\r\nId: é\r\n"},
	{"premier ensemble", "%rec: Note\n\nId: a\n\n%rec: Suivi\n\nId: s\n", "Note",
	 "%rec: Note\n\nId: a\n\nId: é\n\n%rec: Suivi\n\nId: s\n"},
	{"commentaire à lui", "%rec: Note\n\nId: a\n# à revoir\n\n# autre\n", "Note",
	 "%rec: Note\n\nId: a\n# à revoir\n\nId: é\n\n# autre\n"},
	{"commentaire seul, CRLF", "# é\r\n", "Note", "# é\r\n\r\n%rec: Note\r\n\r\nId: é\r\n"},
	{"CRLF coupé en deux", "Id: a\r\nNom:\r", "Note", "Id: a\r\nNom:\r\n\r\nId: é\r\n"},
	{"sans type", "Id: a\n", "Note", "Id: a\n\nId: é\n"},
	{"autre type", "%rec: Note\n\nId: a\n", "Suivi", "%rec: Note\n\nId: a\n\n%rec: Suivi\n\nId: é\n"},
	{"barre suivie d'une espace", "Id: C:\\ ", "Note", "Id: C:\\ \n\nId: é\n"},
	{"barre en commentaire", "Id: a\n# C:\\", "Note", "Id: a\n# C:\\\n\nId: é\n"},
	{"ligne ouverte", "Id: a\\", "Note", NULL},
	{"ligne ouverte, finie", "Id: a\\\n", "Note", NULL},
};

START_TEST(add)
{
	struct arena a;
	struct rec r;
	struct buf whole;
	arena_init(&a);
	buf_init(&whole, &a);
	rec_parse(&a, slice_z(ADD[_i].before), "é.rec", NULL, &r, NULL);
	enum status st = rec_add(&whole, &r, ADD[_i].type, SLICE("Id: é\n"));
	ck_assert_msg(st == (ADD[_i].after ? STATUS_OK : STATUS_INVALID), "%s: statut %d", ADD[_i].name, (int)st);
	ck_assert_msg(slice_eq(buf_slice(&whole), slice_z(ADD[_i].after)), "%s: « %s »", ADD[_i].name, buf_z(&whole));
	arena_release(&a);
}
END_TEST

static const struct {
	const char *value, *lines;
} PUT[] = {
	{"", "A:\n"}, {"é", "A: é\n"}, {" é", "A:  é\n"}, {"é\nà", "A: é\n+ à\n"}, {"\n", "A:\n+\n"},
	{"a\r\nb\rc", "A: a\n+ b\n+ c\n"},
	{"C:\\", "A: C:\\ \n"}, {"a\\\nb\n", "A: a\\ \n+ b\n+\n"}, {"\r\n\r\n", "A:\n+\n+\n"},
};

START_TEST(put)
{
	struct arena a;
	struct buf b;
	arena_init(&a);
	buf_init(&b, &a);
	rec_put(&b, "A", slice_z(PUT[_i].value));
	ck_assert_msg(slice_is(buf_slice(&b), PUT[_i].lines), "« %s »: « %s »", PUT[_i].value, buf_z(&b));
	arena_release(&a);
}
END_TEST

START_TEST(vocabulary)
{
	static const char *const names[] = {"Id", "Type", "Le", "Debut", "Fin", "Lieu", "Mode", "Motif", "Objet", NULL};
	struct rec_vocab v;
	struct arena a;
	struct rec r;
	arena_init(&a);
	rec_vocab_init(&v, names);
	for (unsigned i = 0; names[i]; i++)
		ck_assert_msg(rec_vocab_id(&v, slice_z(names[i])) == i + 1, "%s: %u", names[i], rec_vocab_id(&v, slice_z(names[i])));
	static const char *const others[] = {"", "id", "Idé", "I", "Lieux", "Lie", "Champ_inconnu"};
	for (int i = 0; i < COUNT(others); i++)
		ck_assert_msg(rec_vocab_id(&v, slice_z(others[i])) == 0, "« %s » connu", others[i]);
	ck_assert_int_eq(rec_parse(&a, SLICE("Le: x\nNote: é\nId: y\n"), "é.rec", &v, &r, NULL), STATUS_OK);
	ck_assert(r.fields[0].id == 3 && r.fields[1].id == 0 && r.fields[2].id == 1);
	ck_assert(slice_is(rec_get(&a, &r, &r.records[0], "Note"), "é") && rec_get(&a, &r, &r.records[0], "Nom").n == 0);
	ck_assert_ptr_eq(rec_find(&r, &r.records[0], "Id"), &r.fields[2]);
	ck_assert_ptr_null(rec_find(&r, &r.records[0], "id"));
	arena_release(&a);
}
END_TEST

Suite *rec_suite(void);

Suite *rec_suite(void)
{
	Suite *s = suite_create("rec");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, value, 0, COUNT(VALUE));
	tcase_add_loop_test(t, fault, 0, COUNT(FAULT));
	tcase_add_test(t, many_faults);
	tcase_add_loop_test(t, corpus, 0, 4);
	tcase_add_loop_test(t, add, 0, COUNT(ADD));
	tcase_add_loop_test(t, put, 0, COUNT(PUT));
	tcase_add_test(t, vocabulary);
	suite_add_tcase(s, t);
	return s;
}
