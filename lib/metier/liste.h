/* liste: bilan-liste: which cases are in which state. */
#ifndef METIER_LISTE_H
#define METIER_LISTE_H

#include "metier/contexte.h"

extern const struct emit_listing liste_listing;
extern const unsigned liste_noms_hidden; /* the columns that --noms shows */

/* Words to choose from, NULL and 0: all. */
struct choix {
	const char *const *v;
	size_t n;
};
bool choix_has(const struct choix *c, struct slice word);

struct liste {
	struct contexte contexte;
	struct choix etats, phases, voies, conservations;
	struct slice *conseillers; /* Ids of centre.rec */
	size_t nconseillers;
	struct periode ouvert, fin;
	struct slice *cherche; /* folded words that the identity must hold, each; n 0: any */
	size_t ncherche;
	bool noms;
};

walk_case_fn liste_visit; /* CTX is a struct liste */

#endif
