/* actes: what two parties do to a bilan: a stop or an interruption and the answer of the person, a handover that is asked
 * and answered. From the journal alone. */
#ifndef METIER_ACTES_H
#define METIER_ACTES_H

#include "metier/contexte.h"

/* The stop that holds at AU, else the latest interruption, else a stop that an end took the place of; NULL: none. */
const struct evenement *acte_rupture(const struct journal *j, jour_t au);

/* The latest `reponse` of AU at the latest that answers E by Suite, or NULL. */
const struct evenement *acte_reponse(struct arena *a, const struct journal *j, const struct evenement *e, jour_t au);

/* The first reprise after the interruption E, AU at the latest, or NULL. */
const struct evenement *acte_reprise(const struct journal *j, const struct evenement *e, jour_t au);

/* A relais with that Resultat ("demande", "accepte", "refuse"). */
bool acte_relais_est(struct arena *a, const struct journal *j, const struct evenement *e, const char *resultat);

/* What answers the request E: an accepte or refuse that names it by Suite, or the first one to the same counsellor from that
 * day on; NULL while it waits. */
const struct evenement *acte_relais_reponse(struct arena *a, const struct journal *j, const struct evenement *e, jour_t au);

/* The latest request of AU at the latest; without any, the latest answer, which nobody asked; NULL: no relais. */
const struct evenement *acte_relais(struct arena *a, const struct journal *j, jour_t au);

/* Who conducts, on D, what E plans: its counsellor or, when that was the holder of a case handed over since, the holder;
 * empty when E names nobody. *RELAIS (may be NULL) is the handover that changed it, or NULL. */
struct slice acte_conduit(struct arena *a, const struct journal *j, const struct regles *r, const struct evenement *e, jour_t d,
                          const struct evenement **relais);

/* The centre's counsellor of that Id is there on D: in centre.rec, and between Depuis and Jusqu_a. */
bool acte_en_fonction(const struct conseiller *k, jour_t d);

#endif
