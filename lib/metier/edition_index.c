/* The records of one file, found by what tells each from others of its type. */
#include "metier/edition_prive.h"

/* What tells E: the value of its key; nothing for the one record of a single kind; otherwise all it says. */
static struct slice tells(struct arena *a, const struct rec *r, const struct rec_record *e)
{
	const struct kind *k = kind_of_type(r->sets[e->set].type);
	struct slice key = k && k->key ? rec_get(a, r, e, k->key) : SLICE("");
	return key.n || (k && k->single) ? key : rec_bytes(r, e);
}

static size_t start(const struct pareils *x, struct slice type, struct slice told)
{
	return (size_t)(slice_hash(type) * 31 + slice_hash(told)) & x->mask;
}

const struct rec_record *pareils_trouve(const struct pareils *x, const struct rec *r, const struct rec_record *e)
{
	struct slice type = r->sets[e->set].type, told = tells(x->a, r, e);
	for (size_t at = start(x, type, told); x->slot[at]; at = (at + 1) & x->mask) {
		const struct rec_record *o = &x->r->records[x->slot[at] - 1];
		if (slice_eq(x->r->sets[o->set].type, type) && slice_eq(tells(x->a, x->r, o), told))
			return o;
	}
	return NULL;
}

void pareils_init(struct pareils *x, struct arena *a, const struct rec *r)
{
	size_t size = 16;
	while (size < r->nrecords * 2)
		size *= 2;
	*x = (struct pareils){a, r, ARENA_ARRAY(a, uint32_t, size), size - 1};
	for (uint32_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		if (pareils_trouve(x, r, e))
			continue; /* the first one is found */
		size_t at = start(x, r->sets[e->set].type, tells(a, r, e));
		while (x->slot[at])
			at = (at + 1) & x->mask;
		x->slot[at] = i + 1;
	}
}
