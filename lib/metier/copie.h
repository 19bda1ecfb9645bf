/* copie: what a person works on in an editor (sys/draft), as messages name it and as an editor opens it. What stands in it
 * is its owner's: edition (records of a bilan), jour_edition (the sessions of a day). */
#ifndef METIER_COPIE_H
#define METIER_COPIE_H

#include "depot/depot.h"
#include "sys/draft.h"

/* Is something in the copy that was not in what it was made from? ILLISIBLE: there is a link, a folder, or no right to read
 * it. */
enum copie { COPIE_PAREILLE, COPIE_DIFFERENTE, COPIE_ILLISIBLE };

/* As draft_read(), draft_take(), draft_replace() and draft_remove(); what fails is said of the copy at PATH. */
enum status copie_lit(const struct draft *d, struct arena *a, const char *path, struct slice *base, struct slice *text,
                      struct diag *diag);
enum status copie_prend(struct draft *d, int dir, const struct draft_left *l, const char *path, struct diag *diag);
enum status copie_remplace(struct draft *d, struct arena *a, struct slice base, struct slice text, const char *path,
                           struct diag *diag);
enum status copie_retire(struct draft *d, const char *path, struct diag *diag);

/* The whole path of NAME in FOLDER ("" for the store itself) of the store, that an editor opens from anywhere. */
const char *copie_chemin(const struct depot *d, struct arena *a, const char *folder, const char *name);

#endif
