/* trame_prive: what the files of trame share: an answer as its record holds it and as a form shows it. */
#ifndef METIER_TRAME_PRIVE_H
#define METIER_TRAME_PRIVE_H

#include "metier/trame.h"

extern const char TRAME_SIGNE[];             /* "#:" */
extern const char *const REPONSE_MARQUES[];  /* by reponse_etat; NULL: none */
/* Lines left empty above and below an answer, unless it says otherwise. */
enum { REPONSE_MARGE = 1, REPONSE_MARGE_MAX = 9999 };

/* The answer to question ID in the records of KIND: its record, or NULL; R then holds it, but for q and at. */
const struct rec_record *reponse_lue(struct arena *a, const struct bilan *b, const struct kind *kind, struct slice id,
                                     struct reponse *r);
/* Is it an answer at all? */
static inline bool reponse_dite(const struct reponse *r)
{
	return r->etat == REPONSE_REPONDU || r->etat == REPONSE_REFUSE;
}

/* A line never ends in `\` in a record; so that blanks come back as they were, each that ends in `\` and blanks has one more
 * there. The text as it is to be kept, or, of one that is KEPT, as it was. */
struct slice reponse_reserve(struct arena *a, struct slice text, bool kept);

/* A text with its controls replaced, and with all that a screen should not get. */
struct slice reponse_propre(struct arena *a, struct slice text, bool screen);

/* The lines of the kit's own ahead of question I: the part that it opens, its code, its words, what it serves. */
void question_imprime(const struct trame *t, size_t i, struct buf *out);

#endif
