/* fusion: a copy of a case's journal, made by a synchroniser or kept as journal.rec.perdu: what it has more is taken over
 * (bilan-log --fusionner). */
#ifndef METIER_FUSION_H
#define METIER_FUSION_H

#include "metier/saisie.h"

/* Add to the journal of REF the events of COPIE, which stands at PATH, whose Id it has not, as they are. An equal Id
 * with equal bytes is the same event; with others it is said, and so is an event that answers or corrects one of
 * these: neither is taken over, and the status is INVALID. Nothing is removed. INVALID too, and nothing written, when
 * the copy cannot be read or is that of another case. `REF eN` lines go to OUT. */
enum status fusion_ecrit(struct ecriture *w, ref_t ref, const char *path, struct slice copie, struct buf *out,
                         struct diag *diag);

#endif
