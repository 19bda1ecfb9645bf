#include "depot/motif.h"

#include "depot/type.h"

static void read_motif(struct arena *a, void *into, const struct rec *r, const struct rec_record *e)
{
	struct motifs *all = into;
	const struct motif m = {
		.voie = rec_get(a, r, e, "Voie"), .actes = rec_get(a, r, e, "Acte"), .codes = rec_get(a, r, e, "Motif"),
		.libelle = rec_get(a, r, e, "Libelle"), .article = rec_get(a, r, e, "Article"), .source = rec_get(a, r, e, "Source"),
	};
	all->v = arena_grow(a, all->v, all->n * sizeof *all->v, (all->n + 1) * sizeof *all->v);
	all->v[all->n++] = m;
}

enum status motifs_load(struct depot *d, struct motifs *m, struct diag *diag)
{
	if (m->lus)
		return STATUS_OK;
	*m = (struct motifs){0};
	enum status st = regle_enregistrements(d, "regles/motifs.rec", "Motif_financeur", read_motif, m, diag);
	m->lus = st == STATUS_OK;
	return st;
}

static bool is_of(const struct motif *m, struct slice voie, struct slice acte)
{
	return slice_eq(m->voie, voie) && type_code_connu(m->actes, acte);
}

const struct motif *motif_de(const struct motifs *m, struct slice voie, struct slice acte, struct slice code)
{
	for (size_t i = 0; i < m->n; i++)
		if (is_of(&m->v[i], voie, acte) && type_code_connu(m->v[i].codes, code))
			return &m->v[i];
	return NULL;
}

struct slice motif_codes(const struct motifs *m, struct arena *a, struct slice voie, struct slice acte, struct slice *source)
{
	struct buf b;
	buf_init(&b, a);
	for (size_t i = 0; i < m->n; i++) {
		const struct motif *one = &m->v[i];
		if (!is_of(one, voie, acte))
			continue;
		buf_addz(&b, b.n ? " " : "");
		buf_adds(&b, one->codes);
		*source = slice_is(one->article, "pratique") ? one->source : one->article;
	}
	return buf_slice(&b);
}
