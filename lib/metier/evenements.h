/* evenements: bilan-log's listing: the live events of cases, heads of their chains. */
#ifndef METIER_EVENEMENTS_H
#define METIER_EVENEMENTS_H

#include "metier/contexte.h"
#include "metier/liste.h"

extern const struct emit_listing evenements_listing;
uint64_t evenements_hidden(enum emit_format f); /* people are shown the main columns and a summary of the codes */

struct evenements {
	struct contexte contexte;
	struct choix types;
	struct periode periode;
	bool prevu; /* only planned ones that nothing answers yet */
};

walk_case_fn evenements_visit; /* CTX is a struct evenements */

#endif
