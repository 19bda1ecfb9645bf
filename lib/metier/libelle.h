/* libelle: the closed codes and their French texts, as data: modeles/libelles.rec, the store's own ahead of the one shipped.
 * `Champ: Competence.Type`*, then `Libelle: savoir-etre savoir-être`*. */
#ifndef METIER_LIBELLE_H
#define METIER_LIBELLE_H

#include "depot/depot.h"
#include "format/rec.h"

struct libelles {
	struct rec rec[2]; /* the store's own, then those shipped */
	size_t n;
};

/* Read both into A. CONFIG, said: one cannot be read or understood; what could be is there. */
enum status libelles_lus(struct depot *d, struct arena *a, struct libelles *l, struct diag *diag);

/* Is WHOLE "TYPE.FIELD"? */
bool libelle_champ(struct slice whole, const char *type, struct slice field);

/* Is TYPE.FIELD a closed code? Then *TEXTE is the French of CODE, empty when CODE is none of those known. */
bool libelle_code(struct arena *a, const struct libelles *l, const char *type, struct slice field, struct slice code,
                  struct slice *texte);

/* Each code of TYPE.FIELD with its text, in the order of the files: *FROM starts at 0; false after the last one. One that
 * the store says again comes twice. */
bool libelle_suivant(struct arena *a, const struct libelles *l, const char *type, struct slice field, size_t *from,
                     struct slice *code, struct slice *texte);

/* The codes of TYPE.FIELD, each once: "a-explorer, en-exploration…". */
struct slice libelle_codes(struct arena *a, const struct libelles *l, const char *type, const char *field);

#endif
