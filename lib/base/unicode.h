/* unicode: what needs Unicode's tables (libutf8proc): the columns a text takes, its composed form, its key for matching. */
#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include "base/text.h"

/* Columns of S on a terminal: 2 for wide characters and for a flag's two letters together, 0 for combining marks and
 * U+00AD. A bad byte counts 1. Controls must have been replaced before (buf_add_clean). */
size_t text_width(struct slice s);

/* S composed (NFC): S itself when it already is, and when it is not UTF-8. */
struct slice text_nfc(struct arena *a, struct slice s);

/* The key under which two spellings meet: without case, accents, ligatures, spaces, punctuation or controls; only letters
 * and digits of any script are left. "N° dossier" gives "ndossier", "Conseiller(ère)" "conseillerere", "CŒUR" "coeur". Bad
 * bytes vanish. The result may be empty. */
struct slice text_fold(struct arena *a, struct slice s);

/* The same, but a run of anything else becomes one space, and none is left at the ends: "DE LA TOUR" and "de  la-Tour"
 * give "de la tour". What has no width (soft hyphen, joiners, directional marks) does not part a word. */
struct slice text_fold_words(struct arena *a, struct slice s);

#endif
