/* ouverture_prive: what the files of ouverture share. */
#ifndef METIER_OUVERTURE_PRIVE_H
#define METIER_OUVERTURE_PRIVE_H

#include "metier/ouverture.h"

/* Read what the store holds: identities of cases, greatest numbers. Under the store's lock. */
enum status ouverture_recense(struct ouvertures *o, struct diag *diag);
/* A case has just been opened. */
void ouverture_note(struct ouvertures *o, const struct neuf *n, ref_t ref);

#endif
