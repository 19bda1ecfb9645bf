/* edition: the records of one file of a bilan, changed in the user's own editor (`--editer KIND REF`).
 *
 * The copy (sys/draft) holds the whole file, a short help ahead of it and, when the file has no record of the kind yet,
 * the fields of one as comments below it; both help texts go away by themselves. No lock is held while the editor runs.
 * What was saved is judged, merged with what others wrote meanwhile, given Ids, and replaces the file at once; until it
 * has, it stays in the copy. */
#ifndef METIER_EDITION_H
#define METIER_EDITION_H

#include "metier/copie.h"
#include "metier/fiche.h"

struct edition {
	struct fiches *fiches;
	struct arena *a;
	const struct kind *kind;
	ref_t ref;
	struct bilan_hold hold; /* its folder; its lock only within a call */
	struct draft draft;
	struct draft_left *restes; /* left by earlier edits, the latest first */
	size_t nrestes;
};

/* Open the folder of REF, made if need be, and look for what earlier edits of that file left. REFUSED, said: its bilan
 * was destroyed. edition_ferme() after any answer; it keeps the copy. */
enum status edition_ouvre(struct edition *e, struct fiches *f, struct arena *a, const struct kind *k, ref_t ref,
                          struct diag *diag);
void edition_ferme(struct edition *e);

/* Make a copy of the file; or take one that was left up again (LOCKED, said: somebody else just did). */
enum status edition_neuve(struct edition *e, struct diag *diag);
enum status edition_reprend(struct edition *e, const struct draft_left *reste, struct diag *diag);

/* The path of a copy: as messages name it; as an editor opens it from anywhere. */
const char *edition_nom(const struct edition *e, const char *copie);
const char *edition_chemin(const struct edition *e);

enum copie edition_copie(const struct edition *e);

/* Take back what was saved. OK: it is in the file, or there was nothing to take; the copy is removed. `REF c26` lines of
 * new records go to OUT, what was done is said as a remark. INVALID: said at its place in the copy. CHANGED, said:
 * somebody changed the same records meanwhile; their version now stands in the copy, in lines `#>`, above that of the
 * user. After any other answer than OK the copy is kept and can be edited again, but for one that tells of an accident
 * once everything is written: then it is closed too. */
enum status edition_rend(struct edition *e, struct buf *out, struct diag *diag);

#endif
