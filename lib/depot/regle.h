/* regle: rules as dated data (share/regles, then regles.d of the store), holidays, funding routes. */
#ifndef DEPOT_REGLE_H
#define DEPOT_REGLE_H

#include "depot/depot.h"
#include "format/rec.h"
#include "sys/date.h"

struct regle {
	struct slice id, objet, valeur, unite, article, date_de;
	int nombre;             /* the value when it is a whole number, else -1 */
	jour_t depuis, jusqu_a; /* both included; JOUR_NONE: open */
	enum diag_level niveau; /* REMARQUE for `muet`; never above ATTENTION when not verified */
	bool verifie, centre;   /* CENTRE: it comes from regles.d */
};

struct regles {
	struct regle *v;
	size_t n;
	struct feries feries;
};

/* Without the holidays, which few commands need: feries_load(&r->feries). */
enum status regles_load(struct depot *d, struct regles *r, struct diag *diag);

/* The rule ID in force on D (the centre's own first), or NULL. */
const struct regle *regle_at(const struct regles *r, const char *id, jour_t d);

/* Its number on D, or OTHERWISE when there is no such rule then. */
int regle_nombre(const struct regles *r, const char *id, jour_t d, int otherwise);

/* A funding route of voies.rec. */
struct voie {
	struct slice id, libelle, payeur;
	jour_t depuis, jusqu_a;
	struct slice *synonymes;
	size_t nsynonymes;
};
struct voies {
	struct voie *v;
	size_t n;
};
enum status voies_load(struct depot *d, struct voies *v, struct diag *diag);

/* Public holidays of share/regles/feries.rec for the centre's region (Organisme, Region), which must be one of ferie_regions (CONFIG otherwise). */
enum status feries_load(struct depot *d, struct slice region, struct feries *out, struct diag *diag);

#endif
