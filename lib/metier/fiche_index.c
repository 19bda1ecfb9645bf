/* Every record of a bilan, by its key: what is there, and what is about to be. */
#include "metier/fiche_prive.h"

#include "metier/suivi.h"

#include <string.h>

bool fiche_a_id(const struct kind *k)
{
	return k->letter != 0;
}

bool fiche_a_cle(const struct kind *k)
{
	return k->key || k->single;
}

void fiche_index_init(struct fiche_index *x, struct arena *a)
{
	*x = (struct fiche_index){.a = a, .mask = 63, .slot = ARENA_ARRAY(a, size_t, 64)};
}

/* Ids live in one space; any other key in that of its kind. */
static bool same_key(const struct fiche_entree *v, const struct kind *k, struct slice cle)
{
	return (k && !fiche_a_id(k) ? v->kind == k : fiche_a_id(v->kind)) && slice_eq(v->cle, cle);
}

uint64_t fiche_marque(struct slice nom, struct slice valeur)
{
	return (uint64_t)1 << ((slice_hash(nom) * 31 + slice_hash(valeur)) >> 7 & 63);
}

static uint64_t marks_of(struct arena *a, const struct rec *r, const struct rec_record *e)
{
	uint64_t marks = 0;
	for (const struct rec_field *f = r->fields + e->first, *end = f + e->n; f < end; f++)
		marks |= fiche_marque(rec_name(r, f), rec_word(a, r, f));
	return marks;
}

/* The place of a key, or the free one where it would stand. */
static size_t place(const struct fiche_index *x, const struct kind *k, struct slice cle)
{
	size_t at = (size_t)slice_hash(cle) & x->mask;
	while (x->slot[at] && !same_key(&x->v[x->slot[at] - 1], k, cle))
		at = (at + 1) & x->mask;
	return at;
}

static void put(struct fiche_index *x, size_t rank)
{
	const struct fiche_entree *v = &x->v[rank];
	if (!fiche_a_cle(v->kind) || (!v->cle.n && !v->kind->single))
		return;
	size_t at = place(x, v->kind, v->cle);
	if (!x->slot[at])
		x->slot[at] = rank + 1;
}

static void grow(struct fiche_index *x)
{
	size_t cap = x->cap ? x->cap * 2 : 32;
	x->v = arena_grow(x->a, x->v, x->cap * sizeof *x->v, cap * sizeof *x->v);
	x->cap = cap;
	x->mask = cap * 2 - 1;
	x->slot = ARENA_ARRAY(x->a, size_t, cap * 2);
	for (size_t i = 0; i < x->n; i++)
		put(x, i);
}

static void add(struct fiche_index *x, const struct kind *k, const struct rec *r, const struct rec_record *e)
{
	if (x->n == x->cap)
		grow(x);
	struct slice cle = k->key ? rec_get(x->a, r, e, k->key) : SLICE("");
	x->v[x->n] = (struct fiche_entree){cle, k, r, e, marks_of(x->a, r, e)};
	put(x, x->n++);
}

void fiche_index_rec(struct fiche_index *x, const struct rec *r)
{
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct kind *k = kind_of_type(r->sets[r->records[i].set].type);
		if (k)
			add(x, k, r, &r->records[i]);
	}
}

void fiche_index_bilan(struct fiche_index *x, const struct bilan *b, unsigned but)
{
	for (unsigned f = 0; f < BILAN_FILES; f++)
		if (f != but)
			fiche_index_rec(x, &b->rec[f]);
}

const struct fiche_entree *fiche_index_get(const struct fiche_index *x, const struct kind *k, struct slice cle)
{
	size_t rank = x->slot[place(x, k, cle)];
	return rank ? &x->v[rank - 1] : NULL;
}

bool fiche_lien_connu(const struct fiche_index *x, const struct kind *k, struct slice id, bool libre)
{
	bool suivi = strcmp(k->name, "suivi-action") == 0;
	if (fiche_index_get(x, NULL, id) || (suivi && libre))
		return true;
	for (size_t i = 0; suivi && i < x->n; i++) {
		const struct fiche_entree *v = &x->v[i];
		if (v->kind != k)
			continue;
		struct suivi_action s = suivi_action_lue(x->a, v->r, v->e);
		if (s.nouvelle && slice_eq(s.action, id))
			return true;
	}
	return false;
}

bool fiche_designe(const struct fiches *f, struct arena *a, const struct bilan *b, const struct kind *k, struct slice id)
{
	struct fiche_index all;
	fiche_index_init(&all, a);
	fiche_index_bilan(&all, b, BILAN_FILES);
	return fiche_lien_connu(&all, k, id, f->detruit);
}
