#include "metier/papiers.h"

#include <stdlib.h>

static const char *const ETAPE_NOMS[ETAPES] = {"montre", "transmis", "remis", "accuse", "signe", "refuse"};

static void read_attente(struct arena *a, void *into, const struct rec *r, const struct rec_record *e)
{
	struct attentes *all = into;
	all->v = arena_grow(a, all->v, all->n * sizeof *all->v, (all->n + 1) * sizeof *all->v);
	all->v[all->n++] = (struct attente){rec_get(a, r, e, "Document"), rec_get(a, r, e, "Attend")};
}

enum status attentes_load(struct depot *d, struct attentes *t, struct diag *diag)
{
	*t = (struct attentes){0};
	return regle_enregistrements(d, "regles/papiers.rec", "Papier", read_attente, t, diag);
}

/* Who signs a paper has received it; who acknowledges it, too. */
static bool has_step(const struct papier *p, struct slice step)
{
	bool is_signed = p->le[ETAPE_SIGNE] != JOUR_NONE, is_acknowledged = is_signed || p->le[ETAPE_ACCUSE] != JOUR_NONE;
	if (slice_is(step, "remis"))
		return is_acknowledged || p->le[ETAPE_REMIS] != JOUR_NONE || p->le[ETAPE_TRANSMIS] != JOUR_NONE;
	return slice_is(step, "accuse") ? is_acknowledged : is_signed;
}

/* Refused, and neither sent nor signed since. */
static bool is_refused(const struct papier *p)
{
	bool refused = p->le[ETAPE_REFUSE] != JOUR_NONE;
	for (size_t k = 0; k < ETAPE_REFUSE; k++)
		refused &= p->le[k] <= p->le[ETAPE_REFUSE];
	return refused;
}

static struct slice missing(struct arena *a, const struct attentes *t, const struct papier *p)
{
	struct slice steps = SLICE("remis accuse"), step;
	struct buf b;
	buf_init(&b, a);
	for (size_t i = t->n; i-- > 0;) /* the first one wins: the centre's own */
		if (slice_eq(t->v[i].document, p->document))
			steps = t->v[i].etapes;
	while (!is_refused(p) && slice_next(&steps, " ", &step)) {
		if (has_step(p, step))
			continue;
		buf_addz(&b, b.n ? "+" : "");
		buf_adds(&b, step);
	}
	return buf_slice(&b);
}

static struct papier *paper_of(struct papier *v, size_t *n, struct slice document, struct slice to)
{
	for (size_t i = 0; i < *n; i++)
		if (slice_eq(v[i].document, document) && slice_eq(v[i].destinataire, to))
			return &v[i];
	v[*n] = (struct papier){.document = document, .destinataire = to};
	for (size_t k = 0; k < ETAPES; k++)
		v[*n].le[k] = JOUR_NONE;
	return &v[(*n)++];
}

static void take(struct arena *a, const struct journal *j, const struct evenement *e, struct papier *v, size_t *n)
{
	struct slice document = evenement_mot(a, j, e, CHAMP_DOCUMENT), step = evenement_mot(a, j, e, CHAMP_RESULTAT);
	struct slice to = evenement_mot(a, j, e, CHAMP_DESTINATAIRE);
	if (!document.n)
		return;
	struct papier *p = paper_of(v, n, document, slice_is(to, "beneficiaire") ? SLICE("") : to);
	for (size_t k = 0; k < ETAPES; k++)
		if (slice_is(step, ETAPE_NOMS[k]) && e->le > p->le[k])
			p->le[k] = e->le;
}

static jour_t first_day(const struct papier *p)
{
	jour_t first = JOUR_NONE;
	for (size_t k = 0; k < ETAPES; k++)
		if (p->le[k] != JOUR_NONE && (first == JOUR_NONE || p->le[k] < first))
			first = p->le[k];
	return first;
}

static int by_day(const void *pa, const void *pb)
{
	const struct papier *a = pa, *b = pb;
	jour_t x = first_day(a), y = first_day(b);
	if (x != y)
		return x < y ? -1 : 1;
	int c = slice_cmp(a->document, b->document);
	return c ? c : slice_cmp(a->destinataire, b->destinataire);
}

void papiers_dossier(struct arena *a, const struct attentes *t, const struct journal *j, jour_t au, struct papier **v, size_t *n)
{
	*v = ARENA_ARRAY(a, struct papier, j->n + 1);
	*n = 0;
	for (size_t i = 0; i < j->n; i++)
		if (evenement_effet(&j->v[i]) == EFFET_DOCUMENT && evenement_compte(&j->v[i], au))
			take(a, j, &j->v[i], *v, n);
	for (size_t i = 0; i < *n; i++)
		(*v)[i].manque = missing(a, t, &(*v)[i]);
	qsort(*v, *n, sizeof **v, by_day);
}

enum { REFERENCE, DOCUMENT, STEPS, MANQUE = STEPS + ETAPE_REFUSE, REFUSE, DESTINATAIRE, COLUMNS };

static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false}, [DOCUMENT] = {"document", "document", EMIT_TEXT, 20, false},
	[STEPS + ETAPE_MONTRE] = {"montre", "montré", EMIT_JOUR, 13, false},
	[STEPS + ETAPE_TRANSMIS] = {"transmis", "transmis", EMIT_JOUR, 13, false},
	[STEPS + ETAPE_REMIS] = {"remis", "remis", EMIT_JOUR, 13, false},
	[STEPS + ETAPE_ACCUSE] = {"accuse", "accusé", EMIT_JOUR, 13, false},
	[STEPS + ETAPE_SIGNE] = {"signe", "signé", EMIT_JOUR, 13, false}, [MANQUE] = {"manque", "manque", EMIT_TEXT, 12, false},
	[REFUSE] = {"refuse", "refusé", EMIT_JOUR, 13, false}, [DESTINATAIRE] = {"destinataire", "pour", EMIT_TEXT, 0, false},
};
const struct emit_listing papiers_listing = {"bilan-log-papiers", 1, COLS, COLUMNS, false};

uint64_t papiers_hidden(enum emit_format f)
{
	return f == EMIT_HUMAN ? (uint64_t)1 << REFUSE : 0;
}

enum status papiers_visit(void *ctx, struct visit *v)
{
	const struct papiers *l = ctx;
	struct journal j;
	struct papier *papers;
	size_t n;
	enum status st = contexte_journal(&l->contexte, v, (uint64_t)1 << EFFET_DOCUMENT, &j);
	if (st != STATUS_OK || !j.n)
		return st;
	papiers_dossier(v->arena, &l->attentes, &j, l->contexte.au, &papers, &n);
	for (size_t i = 0; i < n; i++) {
		const struct papier *p = &papers[i];
		if (l->manquants && !p->manque.n)
			continue;
		struct emit_cell c[COLUMNS] = {[REFERENCE] = cell_ref(v), [DOCUMENT] = cell_text(p->document),
		                               [MANQUE] = cell_text(p->manque), [REFUSE] = cell_jour(p->le[ETAPE_REFUSE]),
		                               [DESTINATAIRE] = cell_text(p->destinataire)};
		for (size_t k = 0; k < ETAPE_REFUSE; k++)
			c[STEPS + k] = cell_jour(p->le[k]);
		if (l->contexte.emit->format == EMIT_HUMAN && is_refused(p))
			c[MANQUE] = cell_z("refusé");
		c[MANQUE].tone = EMIT_WARN;
		emit_row(l->contexte.emit, v->out, c);
		v->rows++;
	}
	return STATUS_OK;
}
