/* fiches_liste: the listings of bilan-competences and bilan-projet. */
#ifndef METIER_FICHES_LISTE_H
#define METIER_FICHES_LISTE_H

#include "metier/contexte.h"

enum fiches_vue { VUE_COMPETENCES, VUE_EXPERIENCES, VUE_FORMATIONS, VUE_INTERETS, VUE_PISTES, VUE_DEMANDE, VUE_ENQUETES,
                  VUE_PROJET, VUE_ACTIONS, VUE_BESOINS };

struct fiches_liste {
	struct depot *depot;
	jour_t au;               /* states of a piste dated later do not count yet; actions due before it are late */
	const struct emit *emit;
	enum fiches_vue vue;
	bool sans_preuve;        /* of competences: only those without evidence */
};

const struct emit_listing *fiches_liste_listing(enum fiches_vue vue);
/* The columns that FORMAT leaves out: people are shown the first ones. */
uint64_t fiches_liste_hidden(enum fiches_vue vue, enum emit_format format);

/* One case: CTX is a struct fiches_liste. The records of one kind, in the order of their Ids (actions: of their dates
 * first). */
walk_case_fn fiches_liste_visit;

/* The request itself, for people: `# Motif : …`, a line a field, with the person's words. */
enum status fiches_liste_demande(struct depot *d, struct arena *a, ref_t ref, struct buf *out, struct diag *diag);

#endif
