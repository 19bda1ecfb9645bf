/* fiches_liste: the listings of bilan-competences and bilan-projet. */
#ifndef METIER_FICHES_LISTE_H
#define METIER_FICHES_LISTE_H

#include "metier/contexte.h"
#include "metier/libelle.h"

enum fiches_vue { VUE_COMPETENCES, VUE_EXPERIENCES, VUE_FORMATIONS, VUE_INTERETS, VUE_PISTES, VUE_REGISTRE, VUE_DEMANDE,
                  VUE_ENQUETES, VUE_PROJET, VUE_ACTIONS, VUE_BESOINS, VUE_MATRICE,
                  VUE_SUIVI, VUE_TACHES /* listed by suivi_liste, tache_liste */ };

/* What the foot of the enquiries counts, over cases read on several threads. */
struct natures;

struct fiches_liste {
	struct depot *depot;
	jour_t au;               /* states of a piste dated later do not count yet; actions due before it are late */
	const struct emit *emit;
	enum fiches_vue vue;
	bool sans_preuve;        /* of competences: only those without evidence */
	bool seul;               /* one case: for people, more is said below its rows */
	const struct libelles *libelles; /* of pistes and enquiries */
	const struct contexte *contexte; /* for what a case lacks to be said (fiches_liste_constats); NULL: it is not */
	struct natures *natures; /* of enquiries, to be counted; NULL: they are not */
};

/* The columns of that list. */
const struct emit_listing *fiches_liste_listing(enum fiches_vue vue);
/* The columns that FORMAT leaves out: people are shown the first ones. */
uint64_t fiches_liste_hidden(enum fiches_vue vue, enum emit_format format);

/* Does that list have something to say of what a case lacks? */
bool fiches_liste_constats(enum fiches_vue vue);

/* One case: CTX is a struct fiches_liste. The records of one kind, in the order of their Ids (actions: of their dates first;
 * the register: of the dates of the changes). Of the matrix, for people, a whole table, headings included. */
walk_case_fn fiches_liste_visit;

/* To be filled while cases are visited; then, as one line, how many people were met, how long, by nature, and what was
 * read. */
struct natures *natures_ouvre(struct arena *a);
void natures_ferme(struct natures *n);
struct slice natures_texte(struct natures *n, struct arena *a);

/* The request itself, for people: `# Motif : …`, a line a field, with the person's words. */
enum status fiches_liste_demande(struct depot *d, struct arena *a, ref_t ref, struct buf *out, struct diag *diag);

#endif
