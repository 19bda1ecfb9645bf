/* acte_jour: bilan-log --jour: the sessions of a day, listed, or changed in the user's editor. */
#ifndef CLIENT_ACTE_JOUR_H
#define CLIENT_ACTE_JOUR_H

#include "client/run.h"
#include "metier/contexte.h"

struct acte_jour {
	jour_t le;              /* JOUR_NONE: --au */
	bool donne, editer;
	const char *conseiller; /* NULL: BILAN_CONSEILLER; empty: all */
};

/* List the sessions of the day in the cases of the command line, or in all; or have them edited, and record what was
 * changed. Statuses are kept in R. */
void acte_jour(struct run *r, const struct acte_jour *o, const struct contexte *c);

#endif
