/* relance: the interview six months after the end: when it is due, and whether it has been held. It reads
 * journal.rec alone. */
#ifndef METIER_RELANCE_H
#define METIER_RELANCE_H

#include "metier/contexte.h"

/* Where a follow-up is, at a date. */
enum relance_etat { RELANCE_A_VENIR, RELANCE_FENETRE, RELANCE_RETARD, RELANCE_ATTENTE, RELANCE_FAIT, RELANCE_REFUSE,
                    RELANCE_INJOIGNABLE, RELANCE_SANS_OBJET, RELANCE_ETATS };

struct relance {
	bool due;               /* false: no end yet, nothing to follow up */
	enum relance_etat etat;
	const struct evenement *fin;
	jour_t six_mois;        /* the end plus six calendar months, clamped */
	jour_t echeance;        /* moved to a working day */
	jour_t ouvre, ferme;    /* first and last day of the window */
	int tentatives, jours;  /* contacts since the end; --au minus the due date */
	const struct evenement *contact; /* the latest of them, or NULL */
	const struct evenement *raison;  /* the event that decides (suivi, refus, clôture, opposition), or NULL */
	struct slice conseiller;
};

/* The follow-up of a case at AU. */
void relance_calcule(struct arena *a, const struct journal *j, const struct regles *r, jour_t au, struct relance *out);

/* Which lines are shown: fenetre and retard; with a horizon, due dates up to it; everything. */
struct relance_choix {
	bool tout;
	jour_t horizon; /* JOUR_NONE: none */
};
bool relance_montre(const struct relance *r, const struct relance_choix *c);

extern const struct emit_listing relance_listing;
extern const unsigned relance_noms_hidden;

struct relances {
	struct contexte contexte;
	struct relance_choix choix;
	bool noms;
	size_t retards, lignes; /* totals, for the note below the table: see relance_trie */
};

/* CTX is a struct relances: renders, for each shown case, a sortable record into v->out (see relance_trie). */
walk_case_fn relance_visit;

/* The records gathered from relance_visit, in the order of due date, reference: rows rendered into OUT. */
void relance_trie(struct relances *r, struct arena *a, struct depot *d, struct slice gathered, struct buf *out);

/* The reasoning, as a colleague would tell it. */
walk_case_fn relance_explique; /* CTX is a struct relances; text goes to v->out */

#endif
