/* Records that users bring: from the rows of a file to the values of a kind. */
#include "metier/fiche_prive.h"

#include "base/unicode.h"

#include <string.h>

static const struct diag_msg IGNORED = {"colonne-ignoree", DIAG_REMARQUE,
	"colonnes sans champ correspondant, non enregistrées : {}"};
static const struct diag_msg SURPLUS = {"cellule-en-trop", DIAG_ERREUR,
	"la ligne a plus de cellules que l'en-tête ; vérifier les séparateurs et les guillemets"};
static const struct diag_msg OTHER_TYPE = {"type-different", DIAG_ERREUR,
	"cet enregistrement est de type {}, et non {} ; l'ajouter par -a {}"};
static const struct diag_msg UNKNOWN_TYPE = {"enregistrement-inconnu", DIAG_ERREUR,
	"type d'enregistrement inconnu : « {} » ; écrire %rec: {}"};

/* What a heading is, when it is no field of the kind. */
enum { INCONNU = -1, MUET = -2, REFERENCE = -3 };

struct titre {
	struct slice nom;
	int sens; /* the rank of a field, or one of the above */
	bool pluriel;
	const struct interdit *interdit; /* of an unknown one: what it would bring, which is refused */
};

enum { IGNORED_MOST = 256 };

struct lecture {
	struct arena *a;
	const struct kind *kind;
	struct schema *schema;
	const struct sobriete *sobriete;
	const struct input *in;
	struct diag *diag;
	struct buf ignored;
	struct slice ignorees[IGNORED_MOST]; /* those of the message */
	size_t nignored;
	struct titre *seen; /* headings met: folded once each */
	size_t nseen;
	struct fiche_valeur *v; /* of the row being read, and the rank of each */
	int *rang;
	size_t n, cap;
};

/* "Date" for Le; "Compétence", of a table of competences, for what tells one. */
static bool is_label(struct arena *a, const struct schema *s, const struct schema_field *f, struct slice key)
{
	static const char *const tells[] = {"Enonce", "Titre", "Intitule", "Texte"};
	bool tells_it = false;
	for (size_t i = 0; i < sizeof tells / sizeof *tells; i++)
		tells_it |= slice_is(f->name, tells[i]);
	return slice_eq(key, text_fold(a, fiche_libelle(a, f->name))) || (tells_it && slice_eq(key, text_fold(a, s->type)));
}

/* "Premier pas", "premier_pas", "Expériences" (of a field that may be repeated); in a table, what people call the field. */
static struct titre titre_de(struct arena *a, const struct schema *s, struct slice nom, bool table)
{
	static const struct {
		const char *key;
		int sens;
	} ours[] = {{"reference", REFERENCE}, {"dossier", REFERENCE}, {"ndossier", REFERENCE}, {"schema", MUET}};
	struct slice key = text_fold(a, nom);
	struct slice one = {key.p, key.n && key.p[key.n - 1] == 's' ? key.n - 1 : 0};
	if (slice_is(key, "instrumentversion")) /* `version` is that of the format, in our JSON */
		key = SLICE("version");
	for (size_t i = 0; i < s->n; i++) {
		struct slice field = text_fold(a, s->v[i].name);
		if (slice_eq(key, field))
			return (struct titre){.nom = nom, .sens = (int)i};
		if (one.n && slice_eq(one, field) && !s->v[i].unique && !s->v[i].key)
			return (struct titre){.nom = nom, .sens = (int)i, .pluriel = true};
	}
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (slice_is(key, ours[i].key))
			return (struct titre){.nom = nom, .sens = ours[i].sens};
	for (size_t i = 0; i < s->n && table; i++)
		if (is_label(a, s, &s->v[i], key))
			return (struct titre){.nom = nom, .sens = (int)i};
	return (struct titre){.nom = nom, .sens = INCONNU};
}

size_t fiche_connues(void *ctx, const struct input_value *headings, size_t n)
{
	const struct fiche_titres *t = ctx;
	size_t known = 0;
	for (size_t i = 0; i < n; i++)
		known += titre_de(t->a, t->schema, headings[i].name, true).sens >= 0;
	return known;
}

/* A column is named once, however many rows have it. */
static void ignore(struct lecture *x, struct slice nom)
{
	for (size_t i = 0; i < x->nignored; i++)
		if (slice_eq(x->ignorees[i], nom))
			return;
	if (x->nignored == IGNORED_MOST)
		return;
	x->ignorees[x->nignored++] = nom;
	buf_addz(&x->ignored, x->ignored.n ? ", « " : "« ");
	buf_adds(&x->ignored, nom);
	buf_addz(&x->ignored, " »");
}

static struct titre titre_vu(struct lecture *x, struct slice nom)
{
	enum { SEEN_MOST = 256 };
	for (size_t i = 0; i < x->nseen; i++)
		if (slice_eq(x->seen[i].nom, nom))
			return x->seen[i];
	struct titre t = titre_de(x->a, x->schema, nom, x->in->kind != INPUT_REC);
	if (t.sens == INCONNU)
		t.interdit = sobriete_nom(x->sobriete, x->a, nom);
	if (x->nseen < SEEN_MOST) {
		x->seen[x->nseen++] = t;
		if (t.sens == INCONNU && !t.interdit && x->in->kind != INPUT_REC)
			ignore(x, nom);
	}
	return t;
}

static void push(struct lecture *x, int rang, struct fiche_valeur v)
{
	if (x->n == x->cap) {
		size_t cap = x->cap ? x->cap * 2 : 16;
		x->v = arena_grow(x->a, x->v, x->cap * sizeof *x->v, cap * sizeof *x->v);
		x->rang = arena_grow(x->a, x->rang, x->cap * sizeof *x->rang, cap * sizeof *x->rang);
		x->cap = cap;
	}
	x->v[x->n] = v;
	x->rang[x->n++] = rang;
}

/* One value of a field, or several that stand in one cell. */
static void take_field(struct lecture *x, struct titre t, struct slice value, struct diag_at at)
{
	struct schema_field *f = &x->schema->v[t.sens];
	bool link = fiche_lien(x->kind, f) != 0, lines = x->in->kind == INPUT_CSV && !f->unique && !f->key;
	struct slice rest = value, one;
	while (slice_next(&rest, link ? "+,; \n" : lines ? "\n" : "", &one)) {
		one = fiche_forme(x->a, f, one);
		if (one.n)
			push(x, t.sens, (struct fiche_valeur){f->name, one, at});
	}
}

/* `preuves`, of our own listings, tells how many there are, not what they are. */
static bool is_count(const struct lecture *x, struct titre t, const struct input_row *row, struct slice value)
{
	int count;
	bool listed = input_get(row, x->in->kind == INPUT_JSON ? "Schema" : "reference") || input_get(row, "#reference");
	return t.pluriel && listed && !fiche_lien(x->kind, &x->schema->v[t.sens]) && slice_number(value, &count);
}

static enum status take_value(struct lecture *x, const struct input_row *row, const struct input_value *v,
                              struct fiche *fiche)
{
	struct diag_at at = {x->in->path, v->line, v->col};
	struct slice value = slice_trim(v->value);
	if (!v->name.n && value.n) {
		DIAG0(x->diag, &SURPLUS, at);
		return STATUS_INVALID;
	}
	bool of_format = x->in->kind == INPUT_JSON && slice_is(v->name, "Version") && input_get(row, "Schema");
	if (!v->name.n || of_format)
		return STATUS_OK;
	struct titre t = titre_vu(x, v->name);
	if (t.interdit && value.n) {
		sobriete_dit(t.interdit, x->in->kind == INPUT_CSV ? SOBRIETE_COLONNE : SOBRIETE_CHAMP, v->name, at, x->diag);
		return STATUS_INVALID;
	}
	if (t.sens == REFERENCE)
		fiche->reference = value;
	else if (t.sens == INCONNU && x->in->kind == INPUT_REC)
		push(x, (int)x->schema->n, (struct fiche_valeur){v->name, value, at});
	else if (is_count(x, t, row, value))
		ignore(x, t.nom);
	else if (t.sens >= 0)
		take_field(x, t, value, at);
	return STATUS_OK;
}

/* Is the row of the kind that is asked for? Without %rec, it is taken for one. */
static enum status check_type(struct lecture *x, const struct input_row *row, struct diag_at at)
{
	const struct kind *k = row->type.n ? kind_named(row->type) : x->kind;
	if (k == x->kind)
		return STATUS_OK;
	if (k)
		DIAG(x->diag, &OTHER_TYPE, at, slice_z(k->type), slice_z(x->kind->type), slice_z(k->name));
	else
		DIAG(x->diag, &UNKNOWN_TYPE, at, row->type, slice_z(x->kind->type));
	return STATUS_INVALID;
}

/* The values in the order of the schema, then the others, as they came. */
static void in_order(struct lecture *x, struct fiche *fiche)
{
	fiche->v = ARENA_ARRAY(x->a, struct fiche_valeur, x->n + 1);
	for (size_t r = 0; r <= x->schema->n; r++)
		for (size_t i = 0; i < x->n; i++)
			if (x->rang[i] == (int)r)
				fiche->v[fiche->n++] = x->v[i];
}

static enum status take_row(struct lecture *x, const struct input_row *row, struct fiche *fiche)
{
	*fiche = (struct fiche){.kind = x->kind, .at = {x->in->path, row->line, row->col}, .reference = SLICE("")};
	enum status st = check_type(x, row, fiche->at);
	x->n = 0;
	for (size_t i = 0; i < row->n && st == STATUS_OK; i++)
		st = take_value(x, row, &row->v[i], fiche);
	in_order(x, fiche);
	return st;
}

enum status fiches_lues(struct fiches *f, struct arena *a, const struct kind *k, const struct input *in, struct fiche **v,
                        size_t *n, struct diag *diag)
{
	struct lecture x = {.a = a, .kind = k, .schema = fiche_schema(f, k), .sobriete = &f->sobriete, .in = in, .diag = diag,
	                    .seen = ARENA_ARRAY(a, struct titre, 256)};
	enum status worst = STATUS_OK;
	buf_init(&x.ignored, a);
	*v = ARENA_ARRAY(a, struct fiche, in->nrows + 1);
	*n = 0;
	for (size_t i = 0; i < in->nrows; i++) {
		if (in->rows[i].blank)
			continue;
		enum status st = take_row(&x, &in->rows[i], &(*v)[*n]);
		worst = status_worst(worst, st);
		*n += st == STATUS_OK;
	}
	if (x.ignored.n)
		DIAG(diag, &IGNORED, ((struct diag_at){in->path, 0, 0}), buf_slice(&x.ignored));
	return worst;
}
