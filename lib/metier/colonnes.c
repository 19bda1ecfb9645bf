#include "metier/colonnes.h"

#include "base/unicode.h"

#include <errno.h>

void colonnes_init(struct colonnes *c, struct arena *a)
{
	*c = (struct colonnes){.a = a};
}

void colonnes_ajoute(struct colonnes *c, struct slice mot, struct slice champ, struct slice valeur)
{
	if (c->n == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 512;
		c->v = arena_grow(c->a, c->v, c->cap * sizeof *c->v, cap * sizeof *c->v);
		c->cap = cap;
	}
	c->v[c->n++] = (struct synonyme){text_fold(c->a, mot), champ, valeur};
}

void colonnes_synonymes(struct colonnes *c, const struct rec *r, const struct rec_record *e, struct slice champ,
                        struct slice valeur)
{
	for (uint32_t i = 0; i < e->n; i++) {
		const struct rec_field *f = &r->fields[e->first + i];
		if (slice_is(rec_name(r, f), "Synonyme"))
			colonnes_ajoute(c, rec_word(c->a, r, f), champ, valeur);
	}
}

/* The field, or the code, is a synonym of itself. */
static void read_record(struct colonnes *c, const struct rec *r, const struct rec_record *e)
{
	struct slice champ = rec_get(c->a, r, e, "Champ"), valeur = rec_get(c->a, r, e, "Valeur");
	colonnes_ajoute(c, valeur.n ? valeur : champ, champ, valeur);
	colonnes_synonymes(c, r, e, champ, valeur);
}

enum status colonnes_load(struct depot *d, struct colonnes *c, struct diag *diag)
{
	struct slice bytes;
	struct rec r;
	colonnes_init(c, d->a);
	enum status st = depot_share(d, "colonnes.rec", &bytes);
	if (st != STATUS_OK) {
		depot_say(diag, st, errno, "share/colonnes.rec");
		return STATUS_CONFIG;
	}
	st = rec_parse(d->a, bytes, "share/colonnes.rec", NULL, &r, diag);
	for (size_t i = 0; i < r.nrecords; i++)
		read_record(c, &r, &r.records[i]);
	return st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

struct slice colonnes_champ(const struct colonnes *c, struct slice entete)
{
	struct slice key = text_fold(c->a, entete);
	for (size_t i = 0; i < c->n; i++)
		if (!c->v[i].valeur.n && slice_eq(c->v[i].plie, key))
			return c->v[i].champ;
	return SLICE("");
}

struct slice colonnes_valeur(const struct colonnes *c, const char *champ, struct slice mot)
{
	struct slice key = text_fold(c->a, mot);
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].valeur.n && slice_is(c->v[i].champ, champ) && slice_eq(c->v[i].plie, key))
			return c->v[i].valeur;
	return SLICE("");
}
