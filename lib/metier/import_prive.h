/* What import.c and import_rejet.c share. */
#ifndef METIER_IMPORT_PRIVE_H
#define METIER_IMPORT_PRIVE_H

#include "metier/import.h"

/* The heading, the key or the comment of the reason of an earlier rejection: "Motif du rejet", "motif_du_rejet". */
bool import_est_motif(struct arena *a, struct slice name);

/* rec: is it a Dossier record (the type of records without one)? */
bool import_est_dossier(const struct input_row *row);

/* The next row that belongs to the case of ROW: the Financement records that follow a Dossier; NULL. */
const struct input_row *import_suite(const struct input *in, const struct input_row *row);

/* Keep ROW, and the fundings that follow it, for --rejets. */
void import_rejette(struct import *im, const struct input_row *row, struct slice why);

#endif
