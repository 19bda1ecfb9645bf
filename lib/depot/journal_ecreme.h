/* journal_ecreme: the parts of a journal that a question needs, found in one pass over its lines. */
#ifndef DEPOT_JOURNAL_ECREME_H
#define DEPOT_JOURNAL_ECREME_H

#include "depot/journal.h"

/* Records whose type has one of EFFETS. False when the file must be read whole: a correction, a continued line, a CR, anything that
 * is not plainly a field, a comment or an empty line (which the whole reading then judges). */
bool journal_ecreme(struct arena *a, const struct types *t, struct slice bytes, uint64_t effets, struct rec_part **parts,
                    size_t *n);

#endif
