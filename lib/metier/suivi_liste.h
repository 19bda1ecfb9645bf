/* suivi_liste: `bilan-projet --suivi`: the plan against what became of it, action by action. */
#ifndef METIER_SUIVI_LISTE_H
#define METIER_SUIVI_LISTE_H

#include "metier/contexte.h"
#include "metier/fiche.h"

extern const struct emit_listing suivi_listing;
uint64_t suivi_hidden(enum emit_format f);

enum { SUIVI_ETATS = 7, SUIVI_SITUATIONS = 12, SUIVI_PROJETS = 6 }; /* the last of each: any other code */

struct suivi_liste {
	struct contexte contexte;
	const struct fiche *plan; /* actions that the person brought back, in place of those of the store; NULL: none */
	size_t nplan;
	bool nomme;               /* cases were named: a plan that was destroyed is said */
	/* Counted by the visits, from several threads. */
	unsigned long etats[SUIVI_ETATS], situations[SUIVI_SITUATIONS], projets[SUIVI_PROJETS];
};

/* One case: CTX is a struct suivi_liste. The actions in the order of their dates, then the steps added since. */
walk_case_fn suivi_visit;

/* The lines below the table: "état : faite 5, reportee 1", then situations and projects; nothing for what is not there. */
enum { SUIVI_PIEDS = 3 };
void suivi_pied(const struct suivi_liste *l, int rang, struct buf *out);

#endif
