/* couverture: the sub-points of the law (share/methodes/points.rec), and what of a bilan serves each: answers to interview
 * kits, records, events of the journal; with their places. */
#ifndef METIER_COUVERTURE_H
#define METIER_COUVERTURE_H

#include "metier/contexte.h"
#include "metier/trame.h"

struct point {
	struct slice id, libelle, article;
	jour_t depuis, jusqu_a;
	struct slice *par;        /* Objectif, Demande.Attente, Piste.Etat=retenue */
	struct slice *evenements; /* consentement.Objet=bilan */
	size_t npar, nevenements;
	const struct question **questions; /* those that serve it, of all kits, each code once */
	const struct kind **sortes;        /* and the kind of their answers */
	size_t nquestions;
};

/* SERVI: a record or an event serves it, or all its questions are answered, but for refusals. PARTIEL: some are. REFUS: no
 * answer, but a refusal. */
enum couverture_etat { COUVERTURE_SERVI, COUVERTURE_PARTIEL, COUVERTURE_REFUS, COUVERTURE_VIDE, COUVERTURE_ETATS };

struct couverture {
	struct contexte contexte;
	struct point *points;
	size_t n;
	size_t total[COUVERTURE_ETATS]; /* of all rows; several threads add to it */
};
/* The points in force on that day, and their questions. CONFIG, said: points or kits cannot be understood. */
enum status couverture_charge(struct couverture *c, struct depot *d, struct diag *diag);

extern const struct emit_listing couverture_listing;
uint64_t couverture_hidden(enum emit_format format);
walk_case_fn couverture_visit;                         /* CTX is a struct couverture; a row a point */
void couverture_pied(void *ctx, struct emit_sink *sink); /* the same; how many are served */

#endif
