#include "metier/lecture.h"

#include "base/unicode.h"

static const struct diag_msg NO_REF = {"reference-absente", DIAG_ERREUR, "la référence du dossier manque ; remplir le champ Reference"};
static const struct diag_msg BAD_DURATION = {"duree-invalide", DIAG_ERREUR, "« {} » n'est pas une durée ; écrire 1h30 ou 90min"};
static const struct diag_msg IGNORED = {"colonne-ignoree", DIAG_REMARQUE, "colonnes sans champ correspondant, non enregistrées : {}"};
static const struct diag_msg SURPLUS = {"cellule-en-trop", DIAG_ERREUR, "la ligne a plus de cellules que l'en-tête ; vérifier les séparateurs et les guillemets"};

/* Fields are known by their folded names: "Statut", "statut", "Force majeure". */
static enum champ champ_plie(struct arena *a, struct slice name)
{
	struct slice key = text_fold(a, name);
	static const struct {
		const char *key;
		enum champ champ;
	} others[] = {{"date", CHAMP_LE}, {"dossier", CHAMP_REFERENCE}, {"heurededebut", CHAMP_DEBUT}, {"heuredefin", CHAMP_FIN}};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (slice_is(key, others[i].key))
			return others[i].champ;
	if (slice_is(key, "documentversion")) /* `version` is that of the format, in our JSON */
		return CHAMP_VERSION;
	for (enum champ c = CHAMP_TYPE; c < CHAMP_SAISI; c++)
		if (slice_eq(key, text_fold(a, slice_z(champ_noms[c]))))
			return c;
	return CHAMP_AUTRE;
}

static bool is_duration(struct arena *a, struct slice name)
{
	return slice_is(text_fold(a, name), "duree");
}

/* What we print and do not read back: the Id is given anew, the rest is said by the record. */
static bool is_silent(struct arena *a, struct slice name)
{
	static const char *const silent[] = {"id", "saisi", "par", "schema"};
	struct slice key = text_fold(a, name);
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (slice_is(key, silent[i]))
			return true;
	return false;
}

size_t lecture_connues(void *ctx, const struct input_value *headings, size_t n)
{
	size_t known = 0;
	for (size_t i = 0; i < n; i++)
		known += champ_plie(ctx, headings[i].name) != CHAMP_AUTRE || is_duration(ctx, headings[i].name);
	return known;
}

struct reading {
	struct arena *a;
	enum input_kind kind;
	const char *path;
	struct diag *diag;
	struct buf ignored;
	struct slice *seen;
	size_t nseen;
};

static void ignore(struct reading *r, struct slice name)
{
	for (size_t i = 0; i < r->nseen; i++)
		if (slice_eq(r->seen[i], name))
			return;
	if (r->nseen == 64)
		return;
	r->seen[r->nseen++] = name;
	if (r->ignored.n)
		buf_addz(&r->ignored, ", ");
	buf_addz(&r->ignored, "« ");
	buf_adds(&r->ignored, name);
	buf_addz(&r->ignored, " »");
}

static enum status take_value(struct reading *r, struct lu *e, const struct input_value *v)
{
	struct diag_at at = {r->path, v->line, v->col};
	if (!v->name.n && v->value.n) {
		DIAG0(r->diag, &SURPLUS, at);
		return STATUS_INVALID;
	}
	enum champ c = champ_plie(r->a, v->name);
	if (r->kind == INPUT_JSON && slice_is(v->name, "Version"))
		return STATUS_OK;
	if (is_duration(r->a, v->name) && v->value.n) {
		e->saisie.duree = duree_parse(v->value, false);
		if (e->saisie.duree < 0)
			DIAG(r->diag, &BAD_DURATION, at, v->value);
		return e->saisie.duree < 0 ? STATUS_INVALID : STATUS_OK;
	}
	if (c == CHAMP_SUITE || c == CHAMP_VOIE) { /* `e3+e4`, as listings print them */
		struct slice rest = v->value, one;
		while (slice_next(&rest, "+", &one))
			saisie_donne(r->a, &e->saisie, c, one, at);
	} else if (c == CHAMP_REFERENCE)
		e->reference = slice_trim(v->value);
	else if (c != CHAMP_AUTRE && v->value.n)
		saisie_donne(r->a, &e->saisie, c, v->value, at);
	else if (c == CHAMP_AUTRE && !is_duration(r->a, v->name) && !is_silent(r->a, v->name))
		ignore(r, v->name);
	return STATUS_OK;
}

static enum status take_row(struct reading *r, const struct input_row *row, struct lu *e)
{
	enum status st = STATUS_OK;
	*e = (struct lu){.at = {r->path, row->line, row->col}};
	saisie_init(&e->saisie);
	e->saisie.at = e->at;
	for (size_t i = 0; i < row->n; i++)
		st = status_worst(st, take_value(r, e, &row->v[i]));
	saisie_acte_lu(&e->saisie);
	if (st == STATUS_OK && !e->reference.n) {
		DIAG0(r->diag, &NO_REF, e->at);
		st = STATUS_INVALID;
	}
	return st;
}

enum status lecture_evenements(struct arena *a, const struct input *in, struct lu **v, size_t *n, struct diag *diag)
{
	struct reading r = {.a = a, .kind = in->kind, .path = in->path, .diag = diag, .seen = ARENA_ARRAY(a, struct slice, 64)};
	enum status worst = STATUS_OK;
	buf_init(&r.ignored, a);
	*v = arena_alloc(a, (in->nrows + 1) * sizeof **v);
	*n = 0;
	for (size_t i = 0; i < in->nrows; i++) {
		if (in->rows[i].blank)
			continue;
		enum status st = take_row(&r, &in->rows[i], &(*v)[*n]);
		worst = status_worst(worst, st);
		*n += st == STATUS_OK;
	}
	if (r.ignored.n)
		DIAG(diag, &IGNORED, ((struct diag_at){in->path, 0, 0}), buf_slice(&r.ignored));
	return worst;
}
