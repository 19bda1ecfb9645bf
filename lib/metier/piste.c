#include "metier/piste.h"

#include "base/unicode.h"

#include <stdlib.h>

static struct slice singular(struct slice s)
{
	return (struct slice){s.p, s.n && s.p[s.n - 1] == 's' ? s.n - 1 : s.n};
}

bool enquete_rencontre(struct arena *a, const struct libelles *l, struct slice nature)
{
	size_t from = 0;
	struct slice words = text_fold_words(a, nature), rest = words, first = SLICE(""), code, texte;
	slice_next(&rest, " ", &first);
	while (first.n && libelle_suivant(a, l, "Enquete", SLICE("Sans_personne"), &from, &code, &texte))
		if (slice_eq(singular(first), singular(code)) || slice_eq(words, text_fold_words(a, texte)))
			return false;
	return true;
}

/* By piste, then date, then as in the file. */
static int in_order(const void *pa, const void *pb)
{
	const struct piste_etat *a = pa, *b = pb;
	int c = slice_cmp(a->piste, b->piste);
	if (c)
		return c;
	return a->le != b->le ? (a->le > b->le) - (a->le < b->le) : (a->e > b->e) - (a->e < b->e);
}

static int by_bytes(const void *pa, const void *pb)
{
	return slice_cmp(*(const struct slice *)pa, *(const struct slice *)pb);
}

static void take_state(struct pistes *p, const struct rec_record *e, bool propre, jour_t au)
{
	const struct rec_field *raison = rec_find(p->r, e, "Raison");
	struct piste_etat one = {.e = e, .propre = propre, .piste = rec_get(p->a, p->r, e, propre ? "Id" : "Piste"),
	                         .etat = rec_get(p->a, p->r, e, "Etat"), .le = jour_iso(rec_get(p->a, p->r, e, "Le")),
	                         .raison = SLICE("")};
	if (raison)
		one.raison = slice_trim(rec_value(p->a, p->r, raison));
	if (one.etat.n && one.le <= au)
		p->v[p->n++] = one;
}

static void take_enquiry(struct pistes *p, const struct rec_record *e, jour_t au, const struct libelles *l)
{
	struct slice piste = rec_get(p->a, p->r, e, "Piste");
	if (piste.n && jour_iso(rec_get(p->a, p->r, e, "Le")) <= au &&
	    enquete_rencontre(p->a, l, rec_get(p->a, p->r, e, "Nature")))
		p->rencontres[p->nrencontres++] = piste;
}

void pistes_lues(struct arena *a, const struct rec *r, jour_t au, const struct libelles *l, struct pistes *p)
{
	*p = (struct pistes){.a = a, .r = r, .v = ARENA_ARRAY(a, struct piste_etat, r->nrecords + 1),
	                     .rencontres = ARENA_ARRAY(a, struct slice, r->nrecords + 1)};
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		bool propre = rec_is(r, e, "Piste");
		if (propre || rec_is(r, e, "Etat_piste"))
			take_state(p, e, propre, au);
		else if (rec_is(r, e, "Enquete"))
			take_enquiry(p, e, au, l);
	}
	qsort(p->v, p->n, sizeof *p->v, in_order);
	qsort(p->rencontres, p->nrencontres, sizeof *p->rencontres, by_bytes);
}

/* The rank of the first state of a piste. */
static size_t first_of(const struct pistes *p, struct slice id)
{
	size_t low = 0, high = p->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (slice_cmp(p->v[mid].piste, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct piste_etat *piste_suivant(const struct pistes *p, const struct rec_record *piste, size_t *from)
{
	struct slice id = rec_get(p->a, p->r, piste, "Id");
	size_t i = *from ? *from : first_of(p, id);
	while (i < p->n && slice_eq(p->v[i].piste, id) && p->v[i].propre && p->v[i].e != piste)
		i++; /* another that was given the same Id */
	*from = i + 1;
	return i < p->n && slice_eq(p->v[i].piste, id) ? &p->v[i] : NULL;
}

const struct piste_etat *piste_present(const struct pistes *p, const struct rec_record *piste)
{
	const struct piste_etat *last = NULL, *s;
	for (size_t from = 0; (s = piste_suivant(p, piste, &from));)
		last = s;
	return last;
}

size_t piste_rencontres(const struct pistes *p, struct slice id)
{
	size_t low = 0, high = p->nrencontres, n = 0;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (slice_cmp(p->rencontres[mid], id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	while (low + n < p->nrencontres && slice_eq(p->rencontres[low + n], id))
		n++;
	return n;
}
