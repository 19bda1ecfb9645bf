/* charset: the encodings that French spreadsheets export, guessed from the bytes, to UTF-8 and back.
 *
 * Own tables: iconv(3) needs modules that a small system does not have, and the two Latin sets differ from Latin-1 by 35
 * characters. ASCII stands at the same bytes in all of them, so that separators and quotes can be sought undecoded. */
#ifndef FORMAT_CHARSET_H
#define FORMAT_CHARSET_H

#include "base/text.h"

enum charset { CHARSET_UTF8, CHARSET_WINDOWS_1252, CHARSET_ISO_8859_15 };

/* "UTF-8", "Windows-1252", "ISO-8859-15"; charset_named() is the way back (CHARSET_UTF8 for any other name). */
const char *charset_name(enum charset c);
enum charset charset_named(const char *name);

/* The options of iconv(1) that mend a file whose accents are wrong although it was guessed as C: another encoding for the
 * one-byte sets, the undoing of a double conversion for UTF-8. */
const char *charset_remedy(enum charset c);

/* UTF-8 when it is valid; else Windows-1252 if a byte is 80-9F or none is one of the eight where ISO-8859-15 leaves
 * Latin-1 (A4 A6 A8 B4 B8 BC BD BE); else ISO-8859-15. */
enum charset charset_guess(struct slice bytes);

/* Is it UTF-16 (or UTF-32): a byte order mark, or NUL bytes at every other place of the first bytes? */
bool charset_is_utf16(struct slice bytes);

/* Offset of the first byte that C gives no character, or the length: UTF-8 faults, and 81 8D 8F 90 9D in Windows-1252. */
size_t charset_valid_length(struct slice s, enum charset c);

/* S in UTF-8; S itself when it is already. A byte without a character becomes U+FFFD. */
struct slice charset_decode(struct arena *a, struct slice s, enum charset c);

/* Add the UTF-8 text S to OUT in C; a character that C lacks becomes '?'. */
void charset_encode(struct buf *out, struct slice s, enum charset c);

#endif
