#include "metier/fiche_prive.h"

#include "base/unicode.h"
#include "depot/partage.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct diag_msg BAD_VALUE = {"valeur-invalide", DIAG_ERREUR,
	"{} : « {} » n'est pas {} ; corriger cette valeur"};
static const struct diag_msg NO_SUCH_DAY = {"date-impossible", DIAG_ERREUR,
	"{} : « {} » n'est pas une date ; corriger cette valeur"};
static const struct diag_msg NOT_UTF8 = {"utf8", DIAG_ERREUR, "{} : cette valeur n'est pas en UTF-8 ; la retaper"};
static const struct diag_msg CONTROL = {"caractere-interdit", DIAG_ERREUR,
	"« {} » porte un caractère de commande (U+{}) ; retaper cette valeur"};
static const struct diag_msg DESTROYED = {"bilan-detruit", DIAG_REFUS,
	"le bilan de ce dossier a été détruit : rien n'y revient, sauf l'entretien de suivi (-a suivi, -a suivi-action)"};
const struct diag_msg FICHE_LIEN = {"lien-inconnu", DIAG_ERREUR,
	"{} : {} ne désigne aucun enregistrement de ce bilan ; corriger l'Id, ou l'ajouter d'abord ({} les affiche)"};
const struct diag_msg FICHE_PERIODE = {"periode-inversee", DIAG_ERREUR,
	"la fin ({}) est avant le début ({}) ; corriger l'une des deux"};
const struct diag_msg FICHE_SEULE = {"enregistrement-double", DIAG_ERREUR,
	"un bilan n'a qu'un enregistrement {}, et il est là ; le modifier par --editer={}"};

enum status fiches_init(struct fiches *f, struct depot *d, struct diag *diag)
{
	*f = (struct fiches){.depot = d, .schemas = ARENA_ARRAY(d->a, struct schema, kinds_n)};
	sobriete_init(&f->sobriete, d);
	enum status st = status_worst(poste_load(d->a, &f->poste, diag), sobriete_charge(&f->sobriete, diag));
	for (size_t i = 0; i < kinds_n && st == STATUS_OK; i++)
		st = partage_schema(d, d->a, kinds[i].type, &f->schemas[i], diag);
	return st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

void fiches_release(struct fiches *f)
{
	for (size_t i = 0; i < kinds_n; i++)
		schema_release(&f->schemas[i]);
}

struct schema *fiche_schema(const struct fiches *f, const struct kind *k)
{
	return &f->schemas[k - kinds];
}

char fiche_lien(const struct kind *k, const struct schema_field *field)
{
	struct slice type = field->typedefined;
	bool own = k->letter && slice_is(field->name, k->key);
	if (type.n != 5 || !slice_starts(type, "Num_") || own)
		return 0;
	for (size_t i = 0; i < kinds_n; i++)
		if (kinds[i].letter == type.p[4])
			return type.p[4];
	return 0;
}

const char *fiche_liste(char letter)
{
	static const struct {
		char letter;
		const char *command;
	} lists[] = {{'x', "bilan-competences --experiences"}, {'c', "bilan-competences"}, {'i', "bilan-competences --interets"},
	             {'o', "bilan-projet --demande"}, {'p', "bilan-projet"}, {'q', "bilan-projet --enquetes"},
	             {'a', "bilan-projet --actions"}, {'b', "bilan-projet --besoins"}, {'k', "bilan-projet --matrice"}};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (lists[i].letter == letter)
			return lists[i].command;
	return "bilan-competences";
}

/* --- the form of a value */

static struct slice of_jour(struct arena *a, const struct schema_field *f, struct slice s)
{
	struct buf b;
	jour_t d = jour_parse(s);
	(void)f;
	if (d == JOUR_NONE)
		return s;
	buf_init(&b, a);
	buf_add_jour(&b, d);
	return buf_slice(&b);
}

/* 06/2019, 6.2019, or a day. */
static struct slice of_periode(struct arena *a, const struct schema_field *f, struct slice s)
{
	struct slice rest = s, month, year;
	struct buf b;
	int m, y;
	if (slice_next(&rest, "/.-", &month) && slice_next(&rest, "", &year) && year.n == 4 &&
	    slice_number(month, &m) && slice_number(year, &y) && m >= 1 && m <= 12) {
		buf_init(&b, a);
		buf_addf(&b, "%04d-%02d", y, m);
		return buf_slice(&b);
	}
	return of_jour(a, f, s);
}

static struct slice of_duree(struct arena *a, const struct schema_field *f, struct slice s)
{
	int minutes;
	struct buf b;
	(void)f;
	if (slice_number(s, &minutes) || (minutes = duree_parse(s, false)) < 0)
		return s;
	buf_init(&b, a);
	buf_addn(&b, minutes);
	return buf_slice(&b);
}

/* "En cours" → en-cours, "Écartée" → ecartee. */
static struct slice of_code(struct arena *a, const struct schema_field *f, struct slice s)
{
	struct slice words = text_fold_words(a, s);
	char *code = arena_copy(a, words.p, words.n);
	(void)f;
	for (size_t i = 0; i < words.n; i++)
		if (code[i] == ' ')
			code[i] = '-';
	return words.n ? (struct slice){code, words.n} : s;
}

/* A spreadsheet makes `x1` an `X1`. */
static struct slice of_num(struct arena *a, const struct schema_field *f, struct slice s)
{
	char *id = arena_copy(a, s.p, s.n);
	(void)f;
	for (size_t i = 0; i < s.n; i++)
		if (id[i] >= 'A' && id[i] <= 'Z')
			id[i] = (char)(id[i] | 0x20);
	return (struct slice){id, s.n};
}

/* The word of the list that is spelt alike. */
static struct slice of_enum(struct arena *a, const struct schema_field *f, struct slice s)
{
	struct slice rest = f->spec, word, folded = text_fold(a, s);
	while (slice_next(&rest, " \t\n", &word))
		if (word.n && slice_eq(folded, text_fold(a, word)))
			return word;
	return s;
}

struct slice fiche_forme(struct arena *a, const struct schema_field *field, struct slice value)
{
	static const struct {
		const char *type;
		struct slice (*form)(struct arena *a, const struct schema_field *f, struct slice s);
	} forms[] = {{"Jour", of_jour}, {"Periode", of_periode}, {"Duree", of_duree}, {"Code", of_code}};
	value = slice_trim(text_nfc(a, value));
	if (field->kind == SCHEMA_ENUM)
		return of_enum(a, field, value);
	if (slice_starts(field->typedefined, "Num"))
		return of_num(a, field, value);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (slice_is(field->typedefined, forms[i].type))
			return forms[i].form(a, field, value);
	return value;
}

static bool is_day(const struct schema_field *f, struct slice value)
{
	bool day = slice_is(f->typedefined, "Jour") || (slice_is(f->typedefined, "Periode") && value.n == 10);
	return !day || jour_iso(value) != JOUR_NONE;
}

bool fiche_texte_ok(struct slice nom, struct slice value, struct diag_at at, struct diag *diag)
{
	uint32_t code;
	char hex[16];
	if (utf8_valid_length(value) != value.n) {
		DIAG(diag, &NOT_UTF8, at, nom);
	} else if (input_control(value, &code)) {
		int n = snprintf(hex, sizeof hex, "%04X", (unsigned)code);
		DIAG(diag, &CONTROL, at, nom, ((struct slice){hex, (size_t)n}));
	} else {
		return true;
	}
	return false;
}

bool fiche_valeur_ok(struct arena *a, struct schema_field *field, struct slice value, struct diag_at at, struct diag *diag)
{
	if (!fiche_texte_ok(field->name, value, at, diag)) {
		return false;
	} else if (!schema_value_ok(a, field, value)) {
		DIAG(diag, &BAD_VALUE, at, field->name, value, schema_expected(a, field));
	} else if (!is_day(field, value)) {
		DIAG(diag, &NO_SUCH_DAY, at, field->name, value);
	} else {
		return true;
	}
	return false;
}

bool fiche_periode_ok(struct slice debut, struct slice fin)
{
	size_t n = debut.n < fin.n ? debut.n : fin.n; /* of a year and a day, the years are compared */
	return !n || debut.p[0] > '9' || memcmp(debut.p, fin.p, n) <= 0; /* a word is said as such */
}

enum status fiches_permis(struct fiches *f, struct arena *a, ref_t ref, unsigned file, struct diag *diag)
{
	struct journal j;
	struct visit v = {.depot = f->depot, .tree = depot_tree_of(ref), .ref = ref, .arena = a, .diag = diag};
	enum status st = contexte_journal(f->contexte, &v, EFFETS_TOUS, &j);
	if (st != STATUS_OK)
		return st;
	f->detruit = journal_detruit(a, &j, f->contexte->regles);
	if (!f->detruit || strcmp(bilan_files[file], "suivi.rec") == 0)
		return STATUS_OK;
	DIAG0(diag, &DESTROYED, DIAG_NOWHERE);
	return STATUS_REFUSED;
}
