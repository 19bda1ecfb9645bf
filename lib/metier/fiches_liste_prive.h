/* fiches_liste_prive: what the files of fiches_liste share. */
#ifndef METIER_FICHES_LISTE_PRIVE_H
#define METIER_FICHES_LISTE_PRIVE_H

#include "depot/bilan.h"
#include "metier/fiches_liste.h"
#include "metier/piste.h"

struct ligne;
struct vue;

/* The listing of one case. */
struct liste {
	const struct fiches_liste *f;
	const struct vue *vue;
	struct visit *v;
	struct rec r; /* the file of its kind */
	struct ligne *lignes;
	size_t n;
	struct pistes pistes; /* of pistes and their register */
};

/* S as a cell: for people, and in a spreadsheet, a text is one line. */
struct emit_cell liste_texte(const struct liste *x, struct slice s);
/* All the values of a field: a line each where a format keeps lines, else parted by « ; ». */
struct emit_cell liste_valeurs(const struct liste *x, const struct rec_record *e, const char *field);

/* The register: each state that a piste went through, in the order of their dates. */
void liste_registre(struct liste *x);

/* For people, below the row of a record: what is missing to a piste, its vetoes; the work done for an objective. */
void liste_detail(struct liste *x, const struct rec_record *e);

/* Count an enquiry. */
void natures_compte(struct natures *n, const struct liste *x, const struct rec_record *e);

#endif
