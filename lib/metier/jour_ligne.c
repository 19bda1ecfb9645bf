#include "metier/jour_ligne.h"

static const struct diag_msg TOO_MANY = {"cellule-en-trop", DIAG_ERREUR,
	"« {} » est de trop : après la référence, l'id, le début, la fin, le mode, le statut et le motif, rien ne suit"};

void jour_ligne_ecrit(struct buf *out, const struct slice v[JOUR_COLONNES])
{
	for (int i = 0; i < JOUR_COLONNES; i++) {
		if (i)
			buf_addc(out, '\t');
		if (!v[i].n)
			buf_addc(out, '-');
		size_t from = out->n;
		buf_add_clean(out, v[i]);
		for (size_t k = from; k < out->n; k++)
			if (out->p[k] == ' ' || (!i && k == from && out->p[k] == '#'))
				out->p[k] = '_';
	}
	buf_addc(out, '\n');
}

/* The bytes of the blank at P: no-break ones come from French keyboards; 0 when there is none. */
static size_t blank(const char *p, const char *end)
{
	if (*p == ' ' || *p == '\t' || *p == '\r')
		return 1;
	if (end - p >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
		return 2;
	return end - p >= 3 && memcmp(p, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

/* Past the blanks; how many TABs were among them. */
static size_t skip(const char **p, const char *end)
{
	size_t tabs = 0;
	for (size_t n; *p < end && (n = blank(*p, end)); *p += n)
		tabs += **p == '\t';
	return tabs;
}

static void set(struct arena *a, struct jour_ligne *l, size_t i, struct slice word, struct diag_at at)
{
	int hour = i == JOUR_DEBUT || i == JOUR_FIN ? heure_parse(word) : -1;
	struct buf b;
	buf_init(&b, a);
	if (hour >= 0)
		buf_add_heure(&b, hour);
	l->v[i] = hour >= 0 ? buf_slice(&b) : slice_is(word, "-") ? SLICE("") : word;
	l->at[i] = at;
	l->n = i + 1;
}

static enum status read_line(struct arena *a, struct jour_ligne *l, struct diag_at at, struct diag *diag)
{
	const char *begin = l->texte.p, *p = begin, *end = begin + l->texte.n;
	size_t i = 0;
	skip(&p, end);
	while (p < end) {
		const char *word = p;
		while (p < end && !blank(p, end))
			p++;
		struct slice w = {word, (size_t)(p - word)};
		at.col = utf8_count(begin, (size_t)(word - begin)) + 1;
		if (i == JOUR_ID && heure_parse(w) >= 0)
			set(a, l, i++, SLICE(""), at);
		if (i == JOUR_COLONNES) {
			DIAG(diag, &TOO_MANY, at, w);
			l->n++;
			return STATUS_INVALID;
		}
		set(a, l, i++, w, at);
		size_t tabs = skip(&p, end);
		for (; p < end && tabs > 1 && i < JOUR_COLONNES; tabs--) {
			at.col = utf8_count(begin, (size_t)(p - begin)) + 1;
			set(a, l, i++, SLICE(""), at);
		}
	}
	for (; i < JOUR_COLONNES; i++)
		l->at[i] = (struct diag_at){at.path, at.line, 1};
	return STATUS_OK;
}

enum status jour_lignes(struct arena *a, const char *path, struct slice text, struct jour_ligne **v, size_t *n,
                        struct diag *diag)
{
	enum status st = STATUS_OK;
	size_t cap = 16;
	struct diag_at at = {path, 0, 1};
	struct slice line;
	if (slice_starts(text, "\xEF\xBB\xBF"))
		text = (struct slice){text.p + 3, text.n - 3};
	*v = ARENA_ARRAY(a, struct jour_ligne, cap);
	*n = 0;
	while (slice_next(&text, "\n", &line)) {
		const char *p = line.p, *end = line.p + line.n;
		at.line++;
		skip(&p, end);
		if (p == end || *p == '#')
			continue;
		if (*n == cap) {
			*v = arena_grow(a, *v, cap * sizeof **v, cap * 2 * sizeof **v);
			cap *= 2;
		}
		(*v)[*n] = (struct jour_ligne){.texte = line};
		st = status_worst(st, read_line(a, &(*v)[(*n)++], at, diag));
	}
	return st;
}

void jour_ligne_complete(struct jour_ligne *l, const struct jour_ligne *base)
{
	size_t n = l->n == JOUR_MOTIF ? JOUR_COLONNES : l->n;
	for (size_t i = n; i < JOUR_COLONNES; i++)
		l->v[i] = base->v[i];
}

bool jour_ligne_egale(const struct slice *a, const struct slice *b)
{
	for (int i = JOUR_DEBUT; i < JOUR_COLONNES; i++)
		if (!slice_eq(a[i], b[i]))
			return false;
	return true;
}
