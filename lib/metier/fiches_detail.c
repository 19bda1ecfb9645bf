/* The register of pistes, what people are told below a row, and the foot of the enquiries. */
#include "metier/fiches_liste_prive.h"

#include "metier/fiche_prive.h"

#include <pthread.h>
#include <stdlib.h>

/* --- the register */

static int by_date(const void *pa, const void *pb)
{
	const struct piste_etat *a = pa, *b = pb;
	return a->le != b->le ? (a->le > b->le) - (a->le < b->le) : (a->e > b->e) - (a->e < b->e);
}

void liste_registre(struct liste *x)
{
	struct fiche_index index;
	struct pistes *p = &x->pistes;
	fiche_index_init(&index, x->v->arena);
	fiche_index_rec(&index, &x->r);
	qsort(p->v, p->n, sizeof *p->v, by_date);
	for (size_t i = 0; i < p->n; i++) {
		const struct piste_etat *s = &p->v[i];
		const struct fiche_entree *piste = fiche_index_get(&index, kind_named(SLICE("piste")), s->piste);
		const struct rec_field *titre = piste ? rec_find(&x->r, piste->e, "Titre") : NULL;
		emit_row(x->f->emit, x->v->out, (struct emit_cell[]){
			cell_ref(x->v), cell_text(s->piste), cell_jour(s->le), cell_text(s->etat),
			liste_texte(x, titre ? rec_value(x->v->arena, &x->r, titre) : SLICE("")), liste_texte(x, s->raison)});
		x->v->rows++;
	}
}

/* --- below a row */

static void say(struct liste *x, struct slice text)
{
	struct buf b;
	buf_init(&b, x->v->arena);
	buf_addz(&b, "    ");
	buf_adds(&b, text);
	emit_remark(x->f->emit, x->v->out, buf_slice(&b));
}

static void add_lines(struct liste *x, const struct rec_record *e, const char *field, const char *title)
{
	for (const struct rec_field *f = x->r.fields + e->first, *end = f + e->n; f < end; f++) {
		struct slice value = slice_is(rec_name(&x->r, f), field) ? rec_value(x->v->arena, &x->r, f) : SLICE("");
		struct emit_cell cell = liste_texte(x, value);
		struct buf b;
		if (!cell.set)
			continue;
		buf_init(&b, x->v->arena);
		buf_addf(&b, "%s : ", title);
		buf_adds(&b, cell.text);
		say(x, buf_slice(&b));
	}
}

void liste_detail(struct liste *x, const struct rec_record *e)
{
	static const struct {
		enum fiches_vue vue;
		const char *field, *title;
	} details[] = {{VUE_PISTES, "Manque", "reste à savoir"}, {VUE_PISTES, "Veto", "veto"}, {VUE_DEMANDE, "Travail", "travail"}};
	for (size_t i = 0; i < sizeof details / sizeof *details; i++)
		if (details[i].vue == x->f->vue)
			add_lines(x, e, details[i].field, details[i].title);
	size_t met = x->f->vue == VUE_PISTES ? piste_rencontres(&x->pistes, rec_get(x->v->arena, &x->r, e, "Id")) : 0;
	struct buf b;
	buf_init(&b, x->v->arena);
	buf_addf(&b, "%zu personne%s du métier rencontrée%s", met, met > 1 ? "s" : "", met > 1 ? "s" : "");
	if (met)
		say(x, buf_slice(&b));
}

/* --- the foot of the enquiries */

struct frequence {
	struct slice nom;
	size_t n;
};

/* People met, and what was read. */
struct compte {
	struct frequence *v;
	size_t n, cap, total;
};
enum { RENCONTRES, LECTURES };

struct natures {
	pthread_mutex_t lock;
	struct arena arena; /* under the lock, as all the rest */
	struct compte compte[2];
	int64_t minutes;
};

struct natures *natures_ouvre(struct arena *a)
{
	struct natures *n = arena_zalloc(a, sizeof *n);
	pthread_mutex_init(&n->lock, NULL);
	arena_init(&n->arena);
	return n;
}

void natures_ferme(struct natures *n)
{
	arena_release(&n->arena);
	pthread_mutex_destroy(&n->lock);
}

static void count(struct arena *a, struct compte *c, struct slice nom)
{
	size_t i = 0;
	while (i < c->n && !slice_eq(c->v[i].nom, nom))
		i++;
	if (i == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 16;
		c->v = arena_grow(a, c->v, c->cap * sizeof *c->v, cap * sizeof *c->v);
		c->cap = cap;
	}
	if (i == c->n)
		c->v[c->n++] = (struct frequence){{slice_dup(a, nom), nom.n}, 0};
	c->v[i].n++;
	c->total++;
}

void natures_compte(struct natures *n, const struct liste *x, const struct rec_record *e)
{
	int minutes = 0;
	if (jour_iso(rec_get(x->v->arena, &x->r, e, "Le")) > x->f->au) /* counted on its day, as a piste's are */
		return;
	struct slice nature = rec_get(x->v->arena, &x->r, e, "Nature");
	bool met = enquete_rencontre(x->v->arena, x->f->libelles, nature);
	if (met && !slice_number(rec_get(x->v->arena, &x->r, e, "Minutes"), &minutes))
		minutes = 0;
	pthread_mutex_lock(&n->lock);
	count(&n->arena, &n->compte[met ? RENCONTRES : LECTURES], nature.n ? nature : SLICE("sans nature"));
	n->minutes += minutes;
	pthread_mutex_unlock(&n->lock);
}

/* The most frequent first. */
static int by_number(const void *pa, const void *pb)
{
	const struct frequence *a = pa, *b = pb;
	return a->n != b->n ? (a->n < b->n) - (a->n > b->n) : slice_cmp(a->nom, b->nom);
}

static void add_natures(struct buf *b, struct compte *c)
{
	enum { SHOWN = 12 };
	qsort(c->v, c->n, sizeof *c->v, by_number);
	for (size_t i = 0; i < c->n && i < SHOWN; i++) {
		buf_addz(b, i ? ", " : " (");
		buf_adds(b, c->v[i].nom);
		buf_addf(b, " %zu", c->v[i].n);
	}
	buf_addz(b, c->n > SHOWN ? "…)" : ")");
}

struct slice natures_texte(struct natures *n, struct arena *a)
{
	struct buf b;
	struct compte *met = &n->compte[RENCONTRES], *read = &n->compte[LECTURES];
	buf_init(&b, a);
	if (met->total) {
		buf_addf(&b, "%zu rencontre%s avec une personne du métier, ", met->total, met->total > 1 ? "s" : "");
		buf_add_duree(&b, n->minutes);
		add_natures(&b, met);
	} else
		buf_addz(&b, "aucune rencontre avec une personne du métier");
	if (read->total) {
		buf_addf(&b, " ; %zu lecture%s", read->total, read->total > 1 ? "s" : "");
		add_natures(&b, read);
	}
	return buf_slice(&b);
}
