/* prevus: `bilan-log --prevu`: what was planned against what was done, a row for each plan; below, for people, the hours. */
#ifndef METIER_PREVUS_H
#define METIER_PREVUS_H

#include "metier/evenements.h"

/* After the columns of bilan-log up to `suite`: reponse (the Id of the answer), tenu_le, tenu_minutes, ecart_minutes (held
 * less planned; a missed session held nothing), ecart_jours (of the answer, held or moved), constat (a-venir a-noter tenu
 * deplace absent annule autre, hors-plan). A held session that answers no plan has its own row. Of a session that answers
 * several plans, the minutes stand with the first: they add up to those held. */
extern const struct emit_listing prevus_listing;
uint64_t prevus_hidden(enum emit_format f);

walk_case_fn prevus_visit; /* CTX is a struct evenements */

#endif
