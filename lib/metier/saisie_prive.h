/* saisie_prive: what the files of saisie share. */
#ifndef METIER_SAISIE_PRIVE_H
#define METIER_SAISIE_PRIVE_H

#include "metier/saisie.h"

static inline bool saisie_repond(enum saisie_acte acte)
{
	return acte >= SAISIE_REALISE;
}

struct slice saisie_valeur(const struct saisie *s, enum champ c); /* the first one given; empty when none */
struct diag_at saisie_at(const struct saisie *s, enum champ c);
void saisie_defaut(struct arena *a, struct saisie *s, enum champ c, struct slice value); /* when not given */
void saisie_fixe(struct arena *a, struct saisie *s, enum champ c, struct slice value);   /* whatever was given */
void saisie_raccourci(const struct types *t, struct arena *a, struct saisie *s);

/* Can it be true, is it whole, does it break a rule? INVALID or USAGE: not recorded. */
enum status saisie_juge(const struct ecriture *w, struct arena *a, const struct journal *j, struct compose *c, struct diag *diag);

/* What the event leaves to do, and what of an act between two parties is not as it should be: attentions, and remarks for
 * whoever types it. */
void saisie_conseille(const struct ecriture *w, struct arena *a, const struct journal *j, const struct compose *c,
                      struct diag *diag);

#endif
