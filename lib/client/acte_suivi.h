/* acte_suivi: `bilan-projet --suivi`: plan against reality, the plan being that of the store or the person's own copy. */
#ifndef CLIENT_ACTE_SUIVI_H
#define CLIENT_ACTE_SUIVI_H

#include "client/run.h"

/* List the cases of the command line, or all of them; PLAN: a file of actions that the person of the one case brought back,
 * or NULL. Statuses are kept in R. */
void acte_suivi(struct run *r, const char *plan, bool archives);

#endif
