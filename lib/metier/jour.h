/* jour: the sessions of one day, over cases: bilan-log --jour. A plan that something answers already is not among them:
 * its answer is. */
#ifndef METIER_JOUR_H
#define METIER_JOUR_H

#include "metier/contexte.h"

enum jour_colonne { JOUR_REFERENCE, JOUR_ID, JOUR_DEBUT, JOUR_FIN, JOUR_MODE, JOUR_STATUT, JOUR_MOTIF, JOUR_COLONNES };
extern const struct emit_listing jour_listing;

struct jour {
	struct contexte contexte; /* its emit NULL: rows are lines of an editor's copy (jour_ligne.h) */
	jour_t jour;
	struct slice conseiller;  /* an Id of centre.rec: the session's own, or the case's holder; empty: all */
};

walk_case_fn jour_visit; /* CTX is a struct jour */

/* The words of a session, but for the reference; empty when absent. */
void jour_cellules(struct arena *a, const struct journal *j, const struct evenement *e, struct slice v[JOUR_COLONNES]);

#endif
