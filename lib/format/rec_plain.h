/* rec_plain: the quick way through a plain file: no continued line, no CR, no BOM, no line that is not a field, a comment or
 * blank. What rec_parse() tries first. */
#ifndef FORMAT_REC_PLAIN_H
#define FORMAT_REC_PLAIN_H

#include "format/rec.h"

/* What both ways share: the first arrays, a new record set, the rank of a name of which ROOM bytes can be read. */
void rec_start(struct arena *a, struct rec *r, size_t *fcap, size_t *rcap, size_t *scap);
void rec_add_set(struct arena *a, struct rec *r, size_t *cap, uint32_t first, uint32_t n);
unsigned rec_vocab_near(const struct rec_vocab *v, struct slice name, size_t room);

/* Fill R (whose path and bytes are set). False when the file is not plain:
 * the careful parser must read it, and say what is wrong with it. */
bool rec_plain(struct arena *a, const struct rec_vocab *vocab, const struct rec_filter *filter, struct rec *r);

#endif
