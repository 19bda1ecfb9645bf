/* identifiant: numbers given by the State and by networks. */
#ifndef METIER_IDENTIFIANT_H
#define METIER_IDENTIFIANT_H

#include "base/text.h"

/* The digits of a SIRET written with spaces or points; empty when there are not exactly 14. */
struct slice siret_chiffres(struct arena *a, struct slice s);
/* Luhn on 14 digits; La Poste (SIREN 356000000) also by the sum of its digits, a multiple of 5. */
bool siret_valide(struct slice chiffres);

/* A French telephone number in E.164: "06 12 34 56 01" → +33612345601; overseas numbers get their own code; numbers of other
 * countries are taken as they are after `+` or 00. Empty when it is not one. */
struct slice telephone_e164(struct arena *a, struct slice s);

/* Something, one @, something, no blank. */
bool courriel_plausible(struct slice s);

/* Does TEXT hold a NIR, in one run or in its usual groups ("2 85 05 78 006 084 36"; 2A and 2B for Corsica), whose key is
 * right? *AT is where it begins. */
bool nir_dans(struct slice text, size_t *at);

#endif
