#include "metier/lecture.h"

#include "base/unicode.h"

static const struct diag_msg NO_REF = {"reference-absente", DIAG_ERREUR,
	"la référence du dossier manque ; remplir le champ Reference"};
static const struct diag_msg BAD_DURATION = {"duree-invalide", DIAG_ERREUR,
	"« {} » n'est pas une durée ; écrire 1h30 ou 90min"};
static const struct diag_msg IGNORED = {"colonne-ignoree", DIAG_REMARQUE,
	"colonnes sans champ correspondant, non enregistrées : {}"};
static const struct diag_msg SURPLUS = {"cellule-en-trop", DIAG_ERREUR,
	"la ligne a plus de cellules que l'en-tête ; vérifier les séparateurs et les guillemets"};

/* What a heading is: a field, the duration, something of ours that is given anew and said by the record, nothing known,
 * or what is refused. */
enum { DUREE = CHAMP_N, MUET, INCONNU, INTERDIT };

/* Headings are known by their folded names: "Statut", "statut", "Force majeure". */
static unsigned sens_plie(struct arena *a, struct slice name)
{
	static const struct {
		const char *key;
		unsigned sens;
	} others[] = {{"date", CHAMP_LE}, {"dossier", CHAMP_REFERENCE}, {"heurededebut", CHAMP_DEBUT}, {"heuredefin", CHAMP_FIN},
	              {"documentversion", CHAMP_VERSION}, /* `version` is that of the format, in our JSON */
	              {"duree", DUREE}, {"id", MUET}, {"saisi", MUET}, {"par", MUET}, {"schema", MUET}};
	struct slice key = text_fold(a, name);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (slice_is(key, others[i].key))
			return others[i].sens;
	for (unsigned c = CHAMP_TYPE; c < CHAMP_SAISI; c++)
		if (slice_eq(key, text_fold(a, slice_z(champ_noms[c]))))
			return c;
	return INCONNU;
}

size_t lecture_connues(void *ctx, const struct input_value *headings, size_t n)
{
	size_t known = 0;
	for (size_t i = 0; i < n; i++)
		known += sens_plie(ctx, headings[i].name) < MUET;
	return known;
}

struct reading {
	struct arena *a;
	struct sobriete *sobriete;
	enum input_kind kind;
	const char *path;
	struct diag *diag;
	struct buf ignored;
	struct vu {
		struct slice name;
		unsigned sens;
		const struct interdit *interdit;
	} *seen; /* headings met, and what they are: folded once each */
	size_t nseen;
};

static void ignore(struct reading *r, struct slice name)
{
	buf_addz(&r->ignored, r->ignored.n ? ", « " : "« ");
	buf_adds(&r->ignored, name);
	buf_addz(&r->ignored, " »");
}

static struct vu sens_de(struct reading *r, struct slice name)
{
	enum { SEEN_MOST = 256 };
	for (size_t i = 0; i < r->nseen; i++)
		if (slice_eq(r->seen[i].name, name))
			return r->seen[i];
	struct vu vu = {.name = name, .sens = sens_plie(r->a, name)};
	if (r->kind == INPUT_JSON && slice_is(name, "Version"))
		vu.sens = MUET;
	if (vu.sens == INCONNU && (vu.interdit = sobriete_nom(r->sobriete, r->a, name)))
		vu.sens = INTERDIT;
	if (r->nseen < SEEN_MOST)
		r->seen[r->nseen++] = vu;
	if (vu.sens == INCONNU && name.n && r->nseen < SEEN_MOST)
		ignore(r, name);
	return vu;
}

static enum status take_value(struct reading *r, struct lu *e, const struct input_value *v)
{
	struct diag_at at = {r->path, v->line, v->col};
	if (!v->name.n && v->value.n) {
		DIAG0(r->diag, &SURPLUS, at);
		return STATUS_INVALID;
	}
	struct vu vu = sens_de(r, v->name);
	unsigned sens = vu.sens;
	if (sens == INTERDIT && slice_trim(v->value).n) {
		sobriete_dit(vu.interdit, r->kind == INPUT_CSV ? SOBRIETE_COLONNE : SOBRIETE_CHAMP, v->name, at, r->diag);
		return STATUS_INVALID;
	}
	if (!v->value.n || sens >= MUET)
		return STATUS_OK;
	if (sobriete_refuse(r->sobriete, v->name, v->value, at, r->diag))
		return STATUS_INVALID;
	if (sens == DUREE) {
		e->saisie.duree = duree_parse(v->value, false);
		if (e->saisie.duree < 0)
			DIAG(r->diag, &BAD_DURATION, at, v->value);
		return e->saisie.duree < 0 ? STATUS_INVALID : STATUS_OK;
	}
	if (sens == CHAMP_REFERENCE) {
		e->reference = slice_trim(v->value);
		return STATUS_OK;
	}
	struct slice rest = v->value, one;
	bool several = sens == CHAMP_SUITE || sens == CHAMP_VOIE; /* `e3+e4`, as listings print them */
	while (slice_next(&rest, several ? "+" : "", &one))
		saisie_donne(r->a, &e->saisie, (enum champ)sens, one, at);
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

enum status lecture_evenements(struct arena *a, struct sobriete *s, const struct input *in, struct lu **v, size_t *n,
                               struct diag *diag)
{
	struct reading r = {.a = a, .sobriete = s, .kind = in->kind, .path = in->path, .diag = diag,
	                    .seen = ARENA_ARRAY(a, struct vu, 256)};
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
