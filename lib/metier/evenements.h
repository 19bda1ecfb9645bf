/* evenements: bilan-log's listing: the live events of cases, heads of their chains. */
#ifndef METIER_EVENEMENTS_H
#define METIER_EVENEMENTS_H

#include "metier/contexte.h"
#include "metier/liste.h"

extern const struct emit_listing evenements_listing;
uint64_t evenements_hidden(enum emit_format f); /* people are shown the main columns and a summary of the codes */

/* For listings that begin with the same columns, up to `suite`: their cells; an order for qsort() on
 * pointers to events. */
enum { EVENEMENTS_COMMUNES = 9 };
void evenements_cellules(struct visit *v, const struct journal *j, const struct evenement *e,
                         struct emit_cell c[EVENEMENTS_COMMUNES]);
int evenements_tri(const void *pa, const void *pb);

/* The columns of the fields that are not in PERMIS, a bit set of champs; the reference is always shown. */
uint64_t evenements_interdites(uint64_t permis);

struct evenements {
	struct contexte contexte;
	struct choix types;
	struct periode periode;
	uint64_t permis; /* bit set of the champs that the summary of the codes may tell; 0: all */
};

/* Is E of the types and of the period asked for? */
bool evenements_choisi(const struct evenements *l, const struct evenement *e);

walk_case_fn evenements_visit; /* CTX is a struct evenements */

#endif
