/* sobriete: what a bilan has no need of (share/interdits.rec, and the store's own interdits.rec): told by the name of a
 * field or of a column, or by the form of a value. Code du travail, L. 6313-4 al. 3: questions have a direct and necessary
 * link with the bilan; RGPD art. 5 and 9.
 *
 * A name that commands read (colonnes.rec, the schemas) is for the caller to know first: only the others are asked about. A
 * message names the field and never repeats its value. */
#ifndef METIER_SOBRIETE_H
#define METIER_SOBRIETE_H

#include "metier/colonnes.h"

/* One piece of data that is refused. */
struct interdit {
	struct slice code, nom;
	struct slice raison, plutot; /* why; what may be noted instead, or empty */
	struct slice forme;          /* of its values: "nir", or empty */
};

struct sobriete {
	struct depot *depot;
	bool charge;
	struct interdit *v;
	size_t n, cap;
	struct colonnes mots; /* what each is called: its code as the field */
};

/* Nothing is read until it is needed. */
void sobriete_init(struct sobriete *s, struct depot *d);
/* Read the lists, once. CONFIG, said: one cannot be understood. */
enum status sobriete_charge(struct sobriete *s, struct diag *diag);

/* What a field or a column of that name would hold; NULL: nothing that is refused, or nothing is loaded. Thread-safe: works
 * in A. */
const struct interdit *sobriete_nom(const struct sobriete *s, struct arena *a, struct slice nom);

/* Say that the field or the column NOM is refused; OU tells what is to be taken away, and, of an import, that cases are
 * opened all the same. */
enum sobriete_ou { SOBRIETE_CHAMP, SOBRIETE_COLONNE, SOBRIETE_CHAMP_OMIS, SOBRIETE_COLONNE_OMISE };
void sobriete_dit(const struct interdit *i, enum sobriete_ou ou, struct slice nom, struct diag_at at, struct diag *diag);

/* Does the value of NOM have the form of one (a NIR, wherever it stands)? True, said: it is refused; the lists are read
 * then, and what is wrong with them is said in its place. When they are read already nothing changes in S: threads may share
 * it. */
bool sobriete_refuse(struct sobriete *s, struct slice nom, struct slice valeur, struct diag_at at, struct diag *diag);

/* Both, of a field that stands in a file of records: true, said at its place, when its name (unless KNOWN) or its value is
 * refused. The lists are read. */
bool sobriete_champ(struct sobriete *s, struct arena *a, const struct rec *r, const struct rec_field *f, bool known,
                    struct diag *diag);

extern const struct diag_msg SOBRIETE_VALEUR; /* what is said of a value */

#endif
