/* constat: what a bilan lacks, from its records: the chain from the request to the results, pistes without reason or without
 * people met. Lists and papers say the same, from here. */
#ifndef METIER_CONSTAT_H
#define METIER_CONSTAT_H

#include "depot/bilan.h"
#include "metier/contexte.h"
#include "metier/piste.h"

/* A whole bilan, and what the findings need beside it. */
struct constats {
	struct bilan bilan;
	struct journal journal;
	struct libelles libelles;
	struct pistes pistes;
	struct slice reference;
	const struct regle *rencontres; /* the rule enquetes-par-piste; NULL: there is none */
	bool conclusion;                /* in its last phase, or over: results are expected */
};

/* Read the bilan of the case that V visits, its journal, the codes. What cannot be read is said in V's diag, when it has one. Not
 * OK: no finding can be made, or none is wanted (ABSENT: it was destroyed). */
enum status constats_lus(const struct contexte *c, const struct visit *v, struct constats *out);

/* From the request to the results: each link that is missing, as an attention at its place. DEMANDE: say that the request
 * is missing, too. */
void constats_chaine(struct arena *a, const struct constats *c, bool demande, struct diag *diag);

/* Of pistes: states that are not known; retained or set aside without a reason; retained under a veto. */
void constats_etats(struct arena *a, const struct constats *c, struct diag *diag);
/* Pistes retained, and projects, that rest on too few people met. */
void constats_rencontres(struct arena *a, const struct constats *c, struct diag *diag);

/* Of the plan: actions without who, when, first step or sign of success. */
void constats_plan(struct arena *a, const struct constats *c, struct diag *diag);

/* A state about to be written, in the fields Etat and Raison of a Piste or an Etat_piste: not one of those known; without a
 * reason, when it is a change. */
void constat_etat(struct arena *a, const struct libelles *l, struct slice etat, struct slice raison, bool change,
                  struct slice reference, struct diag_at at, struct diag *diag);

/* A value about to be written in a field whose codes are known, and that is none of them. */
void constat_code(struct arena *a, const struct libelles *l, const char *type, struct slice champ, struct slice valeur,
                  struct diag_at at, struct diag *diag);

#endif
