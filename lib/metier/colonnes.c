#include "metier/colonnes.h"

#include "base/unicode.h"
#include "format/rec.h"

#include <errno.h>

static void add(struct colonnes *c, struct slice word, struct slice champ, struct slice valeur)
{
	c->v[c->n++] = (struct synonyme){text_fold(c->a, word), champ, valeur};
}

/* The field, or the code, is a synonym of itself. */
static void read_record(struct colonnes *c, const struct rec *r, const struct rec_record *e)
{
	struct slice champ = rec_get(c->a, r, e, "Champ"), valeur = rec_get(c->a, r, e, "Valeur");
	add(c, valeur.n ? valeur : champ, champ, valeur);
	for (uint32_t i = 0; i < e->n; i++) {
		const struct rec_field *f = &r->fields[e->first + i];
		if (slice_is(rec_name(r, f), "Synonyme"))
			add(c, rec_word(c->a, r, f), champ, valeur);
	}
}

enum status colonnes_load(struct depot *d, struct colonnes *c, struct diag *diag)
{
	struct slice bytes;
	struct rec r;
	*c = (struct colonnes){.a = d->a};
	enum status st = depot_share(d, "colonnes.rec", &bytes);
	if (st != STATUS_OK) {
		depot_say(diag, st, errno, "share/colonnes.rec");
		return STATUS_CONFIG;
	}
	st = rec_parse(d->a, bytes, "share/colonnes.rec", NULL, &r, diag);
	c->v = ARENA_ARRAY(d->a, struct synonyme, r.nfields + r.nrecords + 1);
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
