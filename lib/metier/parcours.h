/* parcours: model calendars of a bilan, as data (share/parcours/NOM.rec, the store's own parcours/ first), laid as planned
 * sessions from a day on. Format: bilan-dossier(5). */
#ifndef METIER_PARCOURS_H
#define METIER_PARCOURS_H

#include "metier/saisie.h"

struct parcours_seance {
	int jour;                  /* days after the first one */
	int minutes, travail;      /* of the session; of personal work for the next one, 0: none */
	const struct rec_record *record;
};

struct parcours {
	struct rec rec;
	struct parcours_seance *v; /* by day */
	size_t n;
	int64_t minutes;           /* of all the sessions; personal work is not among them */
};

/* Read the model NOM. USAGE, said with those that exist and their hours: there is none of that name. CONFIG, said with file
 * and line: it cannot be understood. */
enum status parcours_charge(struct depot *d, const char *nom, struct parcours *p, struct diag *diag);

/* P laid from FROM on: N sessions and works, planned, in V, which is allocated in A. Weekends and holidays are avoided: what
 * falls on one goes to the next working day (a holiday is said), and no two sessions to the same day. What COMMUN gives
 * (mode, place, hour, counsellor) holds for every session. PREMIER: the day of the first one. */
void parcours_pose(struct arena *a, const struct parcours *p, jour_t from, const struct feries *f, const struct saisie *commun,
                   struct saisie **v, size_t *n, jour_t *premier, struct diag *diag);

/* A plan about to be written; for ecriture.avant. INVALID, said: the bilan is over, or sessions are planned already. What
 * breaks a rule of hours at the date that it names, or differs from the hours agreed, is a warning. */
struct plan {
	int64_t minutes;
	jour_t premier;
};
ecriture_avant_fn parcours_juge; /* avant_ctx is a struct plan */

#endif
