/* tache: the tasks between sessions: a bank of text files (share/methodes/taches, the centre's own ahead of it), and those
 * given to a person: a `travail` planned for the day when it is due, and a note that bears its words.
 *
 * Its minutes are the person's own: they are work, which no total of accompaniment contains. */
#ifndef METIER_TACHE_H
#define METIER_TACHE_H

#include "metier/contexte.h"

struct tache {
	struct slice code, titre, phase, objet, pourquoi, consigne, livrable;
	int minutes;
	bool centre; /* it comes from the store's methodes/taches */
};
struct taches {
	struct tache *v; /* by phase, then in the order of the files */
	size_t n;
};
/* CONFIG, said at its place: a file cannot be read, or a task is not whole. Of two with one code, the centre's stays. */
enum status taches_load(struct depot *d, const struct types *types, struct taches *t, struct diag *diag);
const struct tache *tache_nommee(const struct taches *t, struct slice code);

/* What became of one that was given, at a day. */
enum tache_etat { TACHE_A_FAIRE, TACHE_EN_RETARD, TACHE_FAITE, TACHE_NON_FAITE, TACHE_ANNULEE, TACHE_ETATS };
extern const char *const tache_etats[TACHE_ETATS];

struct tache_donnee {
	const struct evenement *e;           /* head of the planned work */
	struct slice id, qui, objet;
	struct slice code, titre, pourquoi, consigne, livrable; /* of its note; TITRE: else what the type is called */
	jour_t echeance, le;                 /* LE: when it was done; JOUR_NONE: not yet */
	int minutes;                         /* those it took; else those planned */
	enum tache_etat etat;
};
/* All planned work of J, by due date, then Id. One put off to another day (another plan answers it) is told by that one,
 * with the same words. NOTES is notes.rec. How many. */
size_t taches_donnees(struct arena *a, const struct journal *j, const struct rec *notes, jour_t au, struct tache_donnee **v);

#endif
