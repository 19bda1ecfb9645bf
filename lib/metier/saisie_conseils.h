/* saisie_conseils: what the files of advice share: one event that is being recorded, and what is looked at in it. */
#ifndef METIER_SAISIE_CONSEILS_H
#define METIER_SAISIE_CONSEILS_H

#include "metier/saisie_prive.h"

struct conseil {
	const struct ecriture *w;
	struct arena *a;
	const struct journal *j;
	const struct compose *c;
	struct etat etat; /* before this event; read at the first need */
	bool known;
	struct diag *diag;
	struct slice ref;
};

/* As people read them; the first value given for a field. */
struct slice conseil_jour(const struct conseil *k, jour_t d);
struct slice conseil_duree(const struct conseil *k, int64_t minutes);
struct slice conseil_valeur(const struct conseil *k, enum champ c);
/* A live event that this one does not take the place of, and that has happened. */
bool conseil_debout(const struct conseil *k, const struct evenement *e);

/* A stop, an interruption: who asks and why are said; the reason is one that the funder knows; what it leaves to do; the
 * person confirms or contests. */
void conseil_auteur(const struct conseil *k);
void conseil_motif(const struct conseil *k);
void conseil_arret(const struct conseil *k);
void conseil_reponse(const struct conseil *k);
/* An end: what it leaves to do; the floor of the law, at the date that the rule names (R. 6313-4); sessions that were to come. */
void conseil_fin(const struct conseil *k);
void conseil_plancher(const struct conseil *k);
void conseil_prevu(const struct conseil *k);
/* A handover: to somebody in office, and asked for; how it is answered. */
void conseil_relais(const struct conseil *k);
void conseil_relais_attend(const struct conseil *k);

#endif
