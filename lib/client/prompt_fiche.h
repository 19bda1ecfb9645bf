/* prompt_fiche: the questions that ask for one record, on a terminal. */
#ifndef CLIENT_PROMPT_FICHE_H
#define CLIENT_PROMPT_FICHE_H

#include "client/run.h"
#include "metier/fiche.h"

/* Ask for one record of kind K: its fields one after the other, repeatable ones until an empty line; a wrong answer is asked
 * again. False: nothing is to be added (end of input, a no, or what stands in the way, said, its status kept). */
bool prompt_fiche(struct run *r, struct fiches *f, ref_t ref, const struct kind *k, struct fiche *fiche);

#endif
