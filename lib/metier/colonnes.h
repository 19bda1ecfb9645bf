/* colonnes: what the headings and the words of an import mean (share/colonnes.rec). */
#ifndef METIER_COLONNES_H
#define METIER_COLONNES_H

#include "depot/depot.h"
#include "format/rec.h"

struct colonnes {
	struct arena *a;
	struct synonyme {
		struct slice plie;    /* folded */
		struct slice champ;   /* our field */
		struct slice valeur;  /* for words: the code; empty for headings */
	} *v;
	size_t n, cap;
};

/* Empty; its words will live in A. */
void colonnes_init(struct colonnes *c, struct arena *a);
/* One more word: a heading of CHAMP, or, with VALEUR, what stands for that code in it. */
void colonnes_ajoute(struct colonnes *c, struct slice mot, struct slice champ, struct slice valeur);
/* And every Synonyme of a record. */
void colonnes_synonymes(struct colonnes *c, const struct rec *r, const struct rec_record *e, struct slice champ,
                        struct slice valeur);

/* Those of share/colonnes.rec, into C. CONFIG, said at its place: it cannot be read. */
enum status colonnes_load(struct depot *d, struct colonnes *c, struct diag *diag);

/* The field that a heading names (a field's own name too), or the empty slice. */
struct slice colonnes_champ(const struct colonnes *c, struct slice entete);

/* The code that a word stands for in that field, or the empty slice. */
struct slice colonnes_valeur(const struct colonnes *c, const char *champ, struct slice mot);

#endif
