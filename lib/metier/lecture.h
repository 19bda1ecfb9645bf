/* lecture: many events from a file (bilan-log --lire): rows → references and events. */
#ifndef METIER_LECTURE_H
#define METIER_LECTURE_H

#include "format/input.h"
#include "metier/saisie.h"

/* One event read, and the case that it is for. */
struct lu {
	struct slice reference;
	struct diag_at at;
	struct saisie saisie;
};

/* The rows of IN as events, in order; a row that cannot be one, or that brings what S (read) refuses, is said and left out
 * (INVALID). Columns without a field are named once, by a remark. */
enum status lecture_evenements(struct arena *a, struct sobriete *s, const struct input *in, struct lu **v, size_t *n,
                               struct diag *diag);

/* How many of the headings are fields of an event: decides the separator of a CSV file. */
input_known_fn lecture_connues;

#endif
