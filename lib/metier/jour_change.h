/* jour_change: what a line of the copy changes, as an event to record. For jour_edition only. */
#ifndef METIER_JOUR_CHANGE_H
#define METIER_JOUR_CHANGE_H

#include "metier/jour_edition.h"
#include "metier/jour_ligne.h"

struct jour_change {
	struct arena *a;               /* of the edit */
	jour_t jour;
	const struct jour_ligne *base; /* the line that it was, NULL: none */
	const struct jour_ligne *mise; /* the line that it is */
	struct slice v[JOUR_COLONNES]; /* what it says */
	ref_t ref;
	size_t rang;                   /* of the line */
	struct saisie saisie;
	int pause;                     /* minutes of the session that are not counted */
	bool deja, croise, regle;      /* recorded before; changed by somebody else; nothing left to do */
	struct slice present;          /* CROISE: its line as it stands now; empty: it is no session of that day any more */
};

/* A line that differs from BASE (NULL: it has none). INVALID, said, when the line alone is wrong. The saisie holds
 * the change against the journal that is written. */
enum status jour_change_lit(struct jour_change *c, struct jour_edition *e, const struct jour_ligne *base,
                            const struct jour_ligne *mise, struct diag *diag);
/* Once it was tried: the pause of the session as it stands is kept. */
void jour_change_garde_pause(struct jour_change *c);

#endif
