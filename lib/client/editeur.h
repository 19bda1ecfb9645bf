/* editeur: `--editer KIND REF`: the records of a person's file, in the user's own editor. */
#ifndef CLIENT_EDITEUR_H
#define CLIENT_EDITEUR_H

#include "client/run.h"
#include "metier/fiche.h"

/* Open the file that holds the records of kind K in the user's editor, take back what was saved, and say what was done:
 * a line `REF c26` on standard output for each record that is new, a remark that counts the others. What cannot be taken
 * back stays in a copy beside the file; it is offered again on a terminal, and at the next call. Statuses are kept in R. */
void editeur_modifie(struct run *r, struct fiches *f, const struct kind *k, ref_t ref);

#endif
