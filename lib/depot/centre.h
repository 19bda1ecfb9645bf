/* centre: the body and its counsellors (centre.rec: Organisme, Conseiller). */
#ifndef DEPOT_CENTRE_H
#define DEPOT_CENTRE_H

#include "depot/depot.h"
#include "format/rec.h"
#include "sys/date.h"

struct conseiller {
	struct slice id, nom;
	jour_t depuis, jusqu_a; /* JOUR_NONE: open */
};

struct centre {
	struct rec rec; /* the file, for whoever adds to it */
	struct slice nom, fuseau, region, siret, groupe[TREES];
	struct conseiller *conseillers;
	size_t n;
};

/* Read centre.rec; defaults: Europe/Paris, metropole. CONFIG, said, when it cannot be understood; REFUSED or IO. */
enum status centre_load(struct depot *d, struct centre *c, struct diag *diag);

/* The counsellor of that Id or name: case, accents, M. and Mme do not matter. NULL when unknown. */
const struct conseiller *centre_conseiller(struct arena *a, const struct centre *c, struct slice nom);
extern const struct diag_msg CENTRE_SANS_CONSEILLER; /* what is said of a word of the command line that names none */

/* The Id that a new counsellor of that name gets: "Mme Roques" → roques; -2, -3… when taken. */
struct slice centre_nouvel_id(struct arena *a, const struct centre *c, struct slice nom);

/* Is there a name in NOM: more than a title ("Mme"), something that can be read? */
bool centre_nomme(struct arena *a, struct slice nom);

/* Add a counsellor to centre.rec, under the store's lock, and to C. Since when is not written: the first case of a
 * counsellor that comes in a file is seldom the first day. As file_edit_commit(), and said. */
enum status centre_ajoute(struct depot *d, struct centre *c, struct slice id, struct slice nom, struct diag *diag);

#endif
