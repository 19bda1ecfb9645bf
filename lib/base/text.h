/* text: slices of bytes, growing buffers, UTF-8. Loads no library: see unicode.h for what needs Unicode's tables. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A run of N bytes at P, owned by somebody else (most often the buffer that a file was read into); not terminated. */
struct slice {
	const char *p;
	size_t n;
};

/* Without spaces, tabs, CR and LF at both ends; nearly always there are none. */
struct slice slice_trim_blanks(struct slice s);
static inline struct slice slice_trim(struct slice s)
{
	bool blank = s.n && ((unsigned char)s.p[0] <= ' ' || (unsigned char)s.p[s.n - 1] <= ' ');
	return blank ? slice_trim_blanks(s) : s;
}

#define SLICE(literal) ((struct slice){("" literal), sizeof(literal) - 1})

struct slice slice_z(const char *s); /* of a C string; NULL gives the empty slice */
static inline bool slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool slice_is(struct slice s, const char *word)
{
	return slice_eq(s, (struct slice){word, strlen(word)}); /* most often of a literal, whose length costs nothing */
}
bool slice_starts(struct slice s, const char *head);
int slice_cmp(struct slice a, struct slice b); /* bytes, as memcmp */
uint64_t slice_hash(struct slice s);           /* for a table (FNV-1a) */
char *slice_dup(struct arena *a, struct slice s); /* a C string */

/* Take from *REST what stands before the first byte found in SEPARATORS, and move past it. False when *REST was used up
 * (a text with no separator yields itself once; the empty text yields nothing). */
bool slice_next(struct slice *rest, const char *separators, struct slice *piece);

/* A whole number of 1 to 9 digits, nothing else; false otherwise. */
bool slice_number(struct slice s, int *value);

/* Bytes that grow in an arena. */
struct buf {
	struct arena *a;
	char *p;
	size_t n, cap;
};

void buf_init(struct buf *b, struct arena *a);
void buf_room(struct buf *b, size_t more); /* afterwards MORE bytes can be written at b->p + b->n */
void buf_add(struct buf *b, const char *p, size_t n);
void buf_addc(struct buf *b, char c);
void buf_adds(struct buf *b, struct slice s);
void buf_addz(struct buf *b, const char *s);
void buf_addn(struct buf *b, int64_t number);
struct slice buf_slice(const struct buf *b);
char *buf_z(struct buf *b); /* the content as a C string; the buffer may go on growing */
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The length of the UTF-8 character at P and its code point; 0 when the bytes up to END are not one (overlong forms,
 * surrogates and values above U+10FFFF are not; RFC 3629). */
size_t utf8_char(const char *p, const char *end, uint32_t *code);
void buf_add_utf8(struct buf *b, uint32_t code);

/* Offset of the first byte that is not UTF-8, or the length. */
size_t utf8_valid_length(struct slice s);

/* The number of characters before OFFSET, for a column shown to a person (bad bytes count one each). */
size_t utf8_count(const char *p, size_t offset);

/* S for eyes: controls (C0, DEL, C1), bidirectional marks, line separators and bad bytes become U+FFFD, so that nothing
 * of the data can steer a terminal. */
void buf_add_clean(struct buf *b, struct slice s);
bool utf8_unsafe(uint32_t code); /* is it one of those characters? */

/* Letters compared one by one, A-Z as a-z. */
bool ascii_eq_nocase(struct slice a, struct slice b);

/* Durations: the text read ("1h30", "1 h 30", "90min", "1,5 h", "18 h", "16h00"); with BARE_HOURS a bare number is hours.
 * Minutes, or -1. */
int duree_parse(struct slice s, bool bare_hours);
/* "8 h 00", as a person writes it (no-break spaces). */
void buf_add_duree(struct buf *b, int64_t minutes);

/* 12 340: BETWEEN stands between the thousands. */
void buf_add_milliers(struct buf *b, uint64_t n, const char *between);

/* Money: "1600", "1 450,50", "1.500,00", "1 600,00 €" to cents. A single point followed by three digits ("1.500") could be
 * either thousands or a decimal: refused, as are signs and more than two decimals. Cents, or -1. */
int64_t montant_parse(struct slice s);
void buf_add_montant(struct buf *b, int64_t cents); /* 1600.00, the form of the store */
bool buf_add_euros(struct buf *b, struct slice s);  /* "1 600,00 €", for people; false, and nothing, when S is no amount */

#endif
