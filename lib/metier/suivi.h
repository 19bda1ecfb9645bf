/* suivi: the follow-up of a plan: what one of its records must say, and which of its records hold on a day. */
#ifndef METIER_SUIVI_H
#define METIER_SUIVI_H

#include "depot/bilan.h"
#include "sys/date.h"

/* What a Suivi_action says; what it does not is empty. */
struct suivi_action {
	struct slice action, intitule, etat, echeance, raison;
	bool nouvelle; /* a step decided at the follow-up: no action of the plan */
	jour_t le;     /* JOUR_NONE: the day of the first Suivi */
	const struct rec_record *e;
};
struct suivi_action suivi_action_lue(struct arena *a, const struct rec *r, const struct rec_record *e);
/* Must an action in that state have that field: the new date of one put off, the reason of one given up? */
bool suivi_action_demande(struct slice etat, struct slice champ);
/* What it lacks: the new date of an action put off, the reason of one given up, what it is about. NULL: nothing. */
const struct diag_msg *suivi_action_manque(const struct suivi_action *s);

/* What holds on a day, of one suivi.rec. */
struct suivi {
	const struct rec *r;
	const struct rec_record *entretien; /* the latest Suivi, or NULL */
	struct suivi_action *v;             /* by Id of action, one each; then the new steps without an Id, in their order */
	size_t n;
};
void suivi_lu(struct arena *a, const struct rec *r, jour_t au, struct suivi *s);
/* That of an action, or NULL. */
const struct suivi_action *suivi_trouve(const struct suivi *s, struct slice action);

/* An action that is over, by its code. */
bool suivi_fini(struct slice etat);

#endif
