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

/* Its value as a person writes it: "13 heures", "3 ans", "1 600,00 €". */
void buf_add_regle(struct buf *b, const struct regle *g);

/* A funding route of voies.rec. */
struct voie {
	struct slice id, libelle, payeur, pour, article;
	jour_t depuis, jusqu_a;
	struct slice *synonymes;
	size_t nsynonymes;
};
struct voies {
	struct voie *v;
	size_t n;
};
enum status voies_load(struct depot *d, struct voies *v, struct diag *diag);
bool voie_ouverte(const struct voie *v, jour_t d);

/* Each record TYPE of the data that a centre may put its own ahead of: regles.d of the store, then share/NAME; INTO is the
 * caller's. CONFIG, said: a file is missing or cannot be read. */
typedef void regle_lue(struct arena *a, void *into, const struct rec *r, const struct rec_record *e);
enum status regle_enregistrements(struct depot *d, const char *name, const char *type, regle_lue *fn, void *into,
                                  struct diag *diag);

/* Public holidays of share/regles/feries.rec for the centre's region (Organisme, Region), which must be one of ferie_regions
 * (CONFIG otherwise). */
enum status feries_load(struct depot *d, struct slice region, struct feries *out, struct diag *diag);

#endif
