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
void saisie_fixe(struct arena *a, struct saisie *s, enum champ c, struct slice value);   /* whatever was given */
void saisie_raccourci(const struct types *t, struct arena *a, struct saisie *s);

/* Of what answers a plan: the Statut that the act gives, realise when it is given, or understood. */
enum statut saisie_statut(enum saisie_acte acte);
/* May the plan C->cible be answered? INVALID, said: it is already, and its hours would count twice (held, or moved); one that was
 * missed, or cancelled, may be held all the same, and is most often laid again. */
enum status saisie_repondable(const struct ecriture *w, struct arena *a, const struct journal *j, const struct compose *c,
                              struct diag *diag);
/* A session planned with who held the case is, once the case was handed over, with who holds it; said. */
void saisie_titulaire(const struct ecriture *w, struct arena *a, const struct journal *j, struct compose *c, struct diag *diag);

/* Can it be true, is it whole, does it break a rule? INVALID or USAGE: not recorded. */
enum status saisie_juge(const struct ecriture *w, struct arena *a, const struct journal *j, struct compose *c, struct diag *diag);

/* What the event leaves to do, and what of an act between two parties is not as it should be: attentions, and remarks for
 * whoever types it. */
void saisie_conseille(const struct ecriture *w, struct arena *a, const struct journal *j, const struct compose *c,
                      struct diag *diag);

/* One case being written: its journal grows in BYTES until it is put in place. */
struct chantier {
	struct ecriture *w;
	struct arena *a;
	ref_t ref;
	const char *path;
	struct slice bytes, reference, checked; /* CHECKED: what the opening must name */
	struct diag *diag;
	struct buf ids; /* "REF eN" lines */
	char text[REF_SIZE];
	size_t added;
};
/* BYTES is the journal with the event ID more. */
void chantier_ajoute(struct chantier *h, struct slice bytes, struct slice id);

/* Hold the case, read its journal, let FILL add to it, put it in place when something was added; `REF eN` lines go to OUT
 * once they are durable (NULL: it is not put in place). */
typedef enum status chantier_fn(struct chantier *h, void *ctx);
enum status chantier_mene(struct ecriture *w, ref_t ref, chantier_fn *fill, void *ctx, struct buf *out, struct diag *diag);

#endif
