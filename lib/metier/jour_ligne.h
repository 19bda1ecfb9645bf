/* jour_ligne: a session as one line of an editor's copy: its words with a TAB between, `-` where there is none. */
#ifndef METIER_JOUR_LIGNE_H
#define METIER_JOUR_LIGNE_H

#include "metier/jour.h"

struct jour_ligne {
	struct slice v[JOUR_COLONNES]; /* empty: `-`, or nothing; hours as HH:MM when they are hours */
	struct diag_at at[JOUR_COLONNES];
	size_t n;                      /* cells that stand there, the Id counted even when it was left out; more than there are
	                                * columns: too many */
	struct slice texte;
};

/* Words that a file would not bear are made harmless: a blank inside becomes `_`. */
void jour_ligne_ecrit(struct buf *out, const struct slice v[JOUR_COLONNES]);

/* The lines of TEXT, which stands at PATH; comments and empty lines are not among them. A TAB stands between two cells, or
 * blanks; in a line without Id the hours may follow the reference. INVALID, said, when one has too many cells. */
enum status jour_lignes(struct arena *a, const char *path, struct slice text, struct jour_ligne **v, size_t *n,
                        struct diag *diag);

/* What L leaves out at its end is as in BASE, but for a reason: it goes with the status. */
void jour_ligne_complete(struct jour_ligne *l, const struct jour_ligne *base);

/* Do the words A and B, one a column, say the same, references and Ids apart? */
bool jour_ligne_egale(const struct slice *a, const struct slice *b);

#endif
