/* evenements: bilan-log's listing: the live events of cases, heads of their chains. */
#ifndef METIER_EVENEMENTS_H
#define METIER_EVENEMENTS_H

#include "metier/contexte.h"
#include "metier/liste.h"

extern const struct emit_listing evenements_listing;
uint64_t evenements_hidden(enum emit_format f); /* people are shown the main columns and a summary of the codes */
/* The columns of the fields that are not in PERMIS, a bit set of champs; the reference is always shown. */
uint64_t evenements_interdites(uint64_t permis);

struct evenements {
	struct contexte contexte;
	struct choix types;
	struct periode periode;
	bool prevu; /* only planned ones that nothing answers yet */
	uint64_t permis; /* bit set of the champs that the summary of the codes may tell; 0: all */
};

walk_case_fn evenements_visit; /* CTX is a struct evenements */

#endif
