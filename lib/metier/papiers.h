/* papiers: the dates of each paper of a case (shown, transmitted, handed over, acknowledged, signed) and what it still waits
 * for. From the journal alone. */
#ifndef METIER_PAPIERS_H
#define METIER_PAPIERS_H

#include "depot/regle.h"
#include "metier/contexte.h"

/* The steps of a paper, in the order of Resultat. */
enum etape { ETAPE_MONTRE, ETAPE_TRANSMIS, ETAPE_REMIS, ETAPE_ACCUSE, ETAPE_SIGNE, ETAPE_REFUSE, ETAPES };

/* What each paper is to go through: share/regles/papiers.rec. */
struct attente {
	struct slice document, etapes;
};
struct attentes {
	struct attente *v;
	size_t n;
};
enum status attentes_load(struct depot *d, struct attentes *t, struct diag *diag);

struct papier {
	struct slice document, destinataire; /* DESTINATAIRE: empty for the person */
	jour_t le[ETAPES];                   /* the latest of each step; JOUR_NONE: not yet */
	struct slice manque;                 /* the steps that it waits for, joined by `+` */
};

/* The papers of a case at AU, those of one document and one addressee together, by the day of their first step. */
void papiers_dossier(struct arena *a, const struct attentes *t, const struct journal *j, jour_t au, struct papier **v,
                     size_t *n);

extern const struct emit_listing papiers_listing;
uint64_t papiers_hidden(enum emit_format f); /* people read a refusal in the place of what is missing */

struct papiers {
	struct contexte contexte;
	struct attentes attentes;
	bool manquants; /* only papers that wait for something */
};
walk_case_fn papiers_visit; /* CTX is a struct papiers */

#endif
