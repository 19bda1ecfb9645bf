/* rec: GNU recutils' text records, read without a copy and edited without a loss.
 *
 * Source: recutils manual, "The Rec Format", and what recsel 1.9 does: one blank after the colon is not part of the value; a
 * line of blanks separates records; `+` at the start of a line continues the value; a line that ends in `\` goes on in the
 * next one; `#` in the first column is a comment; a record with a %rec field describes those that follow. Beyond it: a BOM
 * and CRLF line ends are accepted, and kept.
 *
 * A parsed file is its bytes plus tables of offsets into them: to write it is to write the bytes; to add is to insert
 * some. */
#ifndef FORMAT_REC_H
#define FORMAT_REC_H

#include "base/diag.h"

/* The names that a caller knows: each field is given the rank of its name, from 1; 0 for any other. */
struct rec_vocab {
	const char *const *names; /* NULL-terminated, fewer than 128 */
	uint64_t head[128];       /* the first eight bytes of each, zeros after a shorter one */
	unsigned char length[128], slot[256];
};
void rec_vocab_init(struct rec_vocab *v, const char *const *names);
unsigned rec_vocab_id(const struct rec_vocab *v, struct slice name);

struct rec_field {
	uint32_t at;       /* first byte of the name */
	uint32_t value;    /* first byte of the value: past the colon and one blank */
	uint32_t end;      /* past the value's last byte */
	uint32_t next;     /* past the field's last line end */
	uint16_t name_n;   /* length of the name */
	uint8_t id;        /* by the vocabulary */
	bool folded;       /* the value stands on several lines: read it with rec_value() */
};

struct rec_record {
	uint32_t first, n; /* its fields */
	uint32_t set;      /* its record set, index in rec.sets */
};

struct rec_set {
	struct slice type;   /* of `%rec: Type`; empty for records that stand before any */
	uint32_t first, n;   /* the descriptor's fields */
};

struct rec {
	const char *path; /* as messages name it */
	struct slice bytes;
	struct rec_field *fields;
	struct rec_record *records; /* descriptors are not among them */
	struct rec_set *sets;
	size_t nfields, nrecords, nsets;
	bool crlf; /* the first line ends in CRLF: so will what we add */
};

/* Parse BYTES, which must outlive R. Every line that is neither field, continuation, comment nor blank is reported with its
 * place (20 at most) and the status is INVALID; what could be understood is in R all the same. VOCAB may be NULL. */
enum status rec_parse(struct arena *a, struct slice bytes, const char *path, const struct rec_vocab *vocab, struct rec *r,
                      struct diag *d);

/* The same, for a question that some records answer. Others are looked at line by line and may be left out: those whose
 * field KEY has a value that WANTED refuses, unless they have the field ALSO. A file with the field WHOLE somewhere is given
 * whole, and so may any other. */
struct rec_filter {
	const char *key, *also, *whole; /* ALSO and WHOLE may be NULL */
	bool (*wanted)(void *ctx, struct slice value);
	void *ctx;
};
enum status rec_parse_some(struct arena *a, struct slice bytes, const char *path, const struct rec_vocab *vocab,
                           const struct rec_filter *filter, struct rec *r, struct diag *d);

/* Its name, of the file. */
struct slice rec_name(const struct rec *r, const struct rec_field *f);
/* The value: a slice of the file, or, when folded, its lines joined in the arena. */
struct slice rec_value(struct arena *a, const struct rec *r, const struct rec_field *f);
/* The same without blanks at both ends: for codes, dates and numbers, which people align by hand. */
struct slice rec_word(struct arena *a, const struct rec *r, const struct rec_field *f);

/* The first field of that name in the record, or NULL. */
const struct rec_field *rec_find(const struct rec *r, const struct rec_record *e, const char *name);
/* Its rec_word(); empty when there is none. */
struct slice rec_get(struct arena *a, const struct rec *r, const struct rec_record *e, const char *name);
bool rec_is(const struct rec *r, const struct rec_record *e, const char *type);

/* The record's bytes as they stand, from its first name to its last value: comments inside are among them. */
static inline struct slice rec_bytes(const struct rec *r, const struct rec_record *e)
{
	uint32_t at = r->fields[e->first].at;
	return (struct slice){r->bytes.p + at, r->fields[e->first + e->n - 1].end - at};
}

/* The place of a field's name, or of its value. */
struct diag_at rec_at(const struct rec *r, const struct rec_field *f);
struct diag_at rec_at_value(const struct rec *r, const struct rec_field *f);
struct diag_at rec_at_record(const struct rec *r, const struct rec_record *e);

/* Build a record: `Name: value` lines, line breaks of the value as `+ ` lines; a line never ends in `\` (one space
 * follows it). CR LF and CR alone count as one line break. */
void rec_put(struct buf *out, const char *name, struct slice value);

/* The same from record E of a file, as it stands there but for its line ends. INVALID when its last line asks for another
 * one. */
enum status rec_put_from(struct buf *out, const struct rec *from, const struct rec_record *e);

/* LINES made by rec_put(), with the line ends of the file R. */
void rec_put_lines(struct buf *out, const struct rec *r, struct slice lines);

/* The file with RECORD (lines made by rec_put, or several with a blank line between) added at the end of its TYPE's record
 * set, which is created at the end when there is none: lines are added, no other byte is touched. INVALID when it cannot be
 * done so (the file ends inside a continued line). */
enum status rec_add(struct buf *out, const struct rec *r, const char *type, struct slice record);

#endif
