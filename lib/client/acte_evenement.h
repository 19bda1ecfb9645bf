/* acte_evenement: what bilan-log records: one event, the same for several cases, or those of a file. */
#ifndef CLIENT_ACTE_EVENEMENT_H
#define CLIENT_ACTE_EVENEMENT_H

#include "client/run.h"
#include "format/input.h"
#include "metier/saisie.h"

/* What the options say. */
struct acte_evenement {
	const char *champ[CHAMP_N];
	bool donne[CHAMP_N];
	const char *corrige, *raye, *realise, *deplace, *absent, *annule, *planifier, *lire, *entree, *note, *tache;
	struct opt_list suite, voie;
	int duree; /* minutes; -1: not given */
	bool emarger;
};

/* What is asked for, as one event; *WRITES: there is something to record. LIT: options that only read are given too. False,
 * said, when the command line does not hold together. */
bool acte_evenement_choisit(struct run *r, const struct acte_evenement *o, bool lit, struct saisie *s, bool *writes);

/* Record S in the cases of the command line, or the events of the file. `REF eN` lines are printed, statuses kept in R. */
void acte_evenement(struct run *r, const struct acte_evenement *o, struct saisie *s, const struct contexte *c);

#endif
