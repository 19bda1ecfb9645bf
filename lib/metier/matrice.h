/* matrice: pistes × weighted criteria: totals, ranks with and without weights, and what a single point would
 * change. A piste that lacks a score is not ranked; one with a veto stands apart. */
#ifndef METIER_MATRICE_H
#define METIER_MATRICE_H

#include "metier/fiches_liste.h"

enum { MATRICE_SCORE_MAX = 4, MATRICE_POIDS_MAX = 5 };

struct matrice_critere {
	const struct rec_record *e;
	struct slice id;
	int poids;
};

/* What counts of a piste for a criterion. */
struct matrice_score {
	size_t piste, critere; /* ranks */
	jour_t le;
	int valeur;
};

struct matrice_piste {
	const struct rec_record *e;
	struct slice id;
	bool veto;
	const struct matrice_score *scores; /* in the order of the criteria */
	size_t nscores;
	int64_t pondere, simple;            /* of the scores that are there */
	size_t rang_pondere, rang_simple;   /* from 1; 0: not ranked */
};

struct matrice {
	const struct rec *r;
	struct matrice_critere *criteres;
	struct matrice_piste *pistes; /* those that have a score, and those neither set aside nor paused; by Id, as criteria */
	size_t ncriteres, npistes;
};

/* Is that piste ranked: a score for each criterion, no veto? */
bool matrice_classee(const struct matrice *m, const struct matrice_piste *p);

/* Read it from R, a pistes.rec, as at AU: of the scores of a piste for a criterion the latest counts; of one day, the last
 * in the file. A weight or a score out of bounds, a score that names nothing, is left out and said. L: for the states. */
void matrice_lue(struct arena *a, const struct rec *r, jour_t au, const struct libelles *l, struct matrice *m,
                 struct diag *diag);

/* One point more or less, to a score (PISTE and CRITERE) or to a weight (CRITERE only), after which the first place, by
 * weighted totals, is not the same: DE becomes VERS. */
struct matrice_bascule {
	const struct matrice_critere *critere;
	const struct matrice_piste *piste; /* NULL: a weight */
	int de, vers;
};
/* Weights first, then scores, in the order of criteria, pistes; for each, one less, then one more. At most MOST go to V; the
 * number of all of them. */
size_t matrice_bascules(const struct matrice *m, struct matrice_bascule *v, size_t most);
/* Is P first after B? */
bool matrice_premiere(const struct matrice *m, const struct matrice_bascule *b, const struct matrice_piste *p);

/* For programs: a row a piste. */
extern const struct emit_listing matrice_listing;
/* One case. For people a whole table, headings included; else rows of matrice_listing. */
enum status matrice_visit(const struct fiches_liste *f, struct visit *v);

#endif
