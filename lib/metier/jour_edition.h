/* jour_edition: the sessions of one day, over cases, changed in the user's own editor: bilan-log --jour --editer.
 *
 * The copy (sys/draft) stands in the store's folder, `.jour-AAAA-MM-JJ.N.edit`: one line a session (jour_ligne), no
 * name, no note. A line that is left as it was, or removed, changes nothing; one without Id is a new session; a plan
 * that becomes held, missed or cancelled is answered; any other change is a correction. What was saved is judged
 * whole before anything is written, then written case by case. */
#ifndef METIER_JOUR_EDITION_H
#define METIER_JOUR_EDITION_H

#include "metier/copie.h"
#include "metier/jour.h"
#include "metier/saisie.h"

struct jour_edition {
	struct ecriture *w; /* its sans_doublon is set: a copy taken up again doubles nothing */
	struct arena *a;
	jour_t jour;
	const char *nom;           /* "jour-2026-03-02" */
	struct draft draft;
	struct draft_left *restes; /* left by earlier edits of that day, the latest first */
	size_t nrestes;
};

/* Look for what earlier edits of that day left. jour_edition_ferme() after any answer; it keeps the copy. */
enum status jour_edition_ouvre(struct jour_edition *e, struct ecriture *w, struct arena *a, jour_t jour, struct diag *diag);
void jour_edition_ferme(struct jour_edition *e);

/* Make a copy that holds LIGNES (jour_visit); or take one that was left up again (LOCKED, said: somebody else just did). */
enum status jour_edition_neuve(struct jour_edition *e, struct slice lignes, struct diag *diag);
enum status jour_edition_reprend(struct jour_edition *e, const struct draft_left *l, struct diag *diag);

enum copie jour_edition_copie(const struct jour_edition *e);

/* Take back what was saved. OK: all is recorded, or there was nothing to record; the copy is removed. `REF eN` lines
 * go to OUT. INVALID: said at its line of the copy, and nothing of the copy was written. CHANGED, said: somebody
 * changed the same session meanwhile; it now stands in the copy, in a line `#>`, above that of the user, and the
 * other lines are written. After any other answer than OK the copy holds what was not written, with its lines only,
 * and can be edited again. */
enum status jour_edition_rend(struct jour_edition *e, struct buf *out, struct diag *diag);

#endif
