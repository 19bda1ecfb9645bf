/* import: cases from a file: its rows, one by one, opened or rejected. */
#ifndef METIER_IMPORT_H
#define METIER_IMPORT_H

#include "format/input.h"
#include "metier/ouverture.h"

/* How many headings are known: decides the separator. CTX is a struct colonnes. */
input_known_fn import_connues;

enum { IMPORT_NOMS_MOST = 256 };

struct import {
	struct ouvertures *o;
	const struct input *in;
	bool remarques;      /* keep free remarks as notes (bilans/…/notes.rec) */
	struct buf rejets;   /* the rejected rows in the file's own form, reason added; empty: none */
	size_t rejected;
	/* import's own; zero at first */
	struct import_nom {
		struct slice nom;
		enum info info;
		const struct interdit *interdit; /* known as no field: what it would bring, which is refused */
		bool dit;                        /* and was said */
	} noms[IMPORT_NOMS_MOST + 1]; /* the first names met, and the field that each is; the last place serves any other */
	size_t nnoms;
	bool dossier;             /* rec: a Dossier record was met */
	struct slice rejet_type;  /* rec: the record set that the rejects are in */
};

/* Columns, fields and rec types that are not stored, each named once. INVALID: some of them, which are not empty, hold what
 * no bilan has a need of (sobriete.h); cases are opened without it. */
enum status import_annonce(struct import *im, struct diag *diag);

/* Open the case of one row; rows are given in order. OK with *REF: created; OK with REF_NONE: nothing to do (blank, already
 * open: said; a rec funding, taken with its case); INVALID: rejected, in one line, and kept for --rejets; anything else: the
 * store refuses. */
enum status import_ligne(struct import *im, const struct input_row *row, ref_t *ref, struct diag *diag);

/* Create the case unless it is already open, which is said (OK, *REF is REF_NONE). */
enum status import_unique(struct ouvertures *o, const struct neuf *n, ref_t *ref, struct diag *diag);

#endif
