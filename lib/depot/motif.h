/* motif: why a bilan was stopped, in the words of each funder (share/regles/motifs.rec, then regles.d of the store). */
#ifndef DEPOT_MOTIF_H
#define DEPOT_MOTIF_H

#include "depot/regle.h"

struct motif {
	struct slice voie, actes, codes, libelle, article, source; /* ACTES and CODES: words */
};
struct motifs {
	struct motif *v;
	size_t n;
	bool lus;
};
/* Read once, into what is all zeros until then. CONFIG, said: they cannot be. */
enum status motifs_load(struct depot *d, struct motifs *m, struct diag *diag);

/* What the list of VOIE calls the reason CODE of ACTE ("arret"); NULL when it has not that reason, or is not known. */
const struct motif *motif_de(const struct motifs *m, struct slice voie, struct slice acte, struct slice code);

/* The reasons that it has, joined by spaces, and the text that they come from; empty when no list of that route is known. */
struct slice motif_codes(const struct motifs *m, struct arena *a, struct slice voie, struct slice acte, struct slice *source);

#endif
