/* input: records that users bring, from a CSV, JSON or rec file, with the place of every value.
 *
 * The three readers give the same thing: rows of (name, value) with line and column, so that what is done with a row never
 * depends on where it came from. Values are UTF-8, composed (NFC), as typed otherwise. */
#ifndef FORMAT_INPUT_H
#define FORMAT_INPUT_H

#include "base/diag.h"

enum input_kind { INPUT_AUTO, INPUT_CSV, INPUT_JSON, INPUT_REC };
extern const char *const input_kind_names[]; /* what --entree takes: "rec", "csv", "json", then NULL */
enum input_kind input_kind_named(const char *name); /* one of them; AUTO for NULL */

struct input_value {
	struct slice name;  /* CSV: the heading as written. rec: the field's name. JSON: the key, first letter raised */
	struct slice value; /* trimmed in CSV; never absent in rec; JSON numbers in decimal, true and false as oui and non */
	size_t line, col;   /* from 1, columns in characters (CSV: of the cell; JSON: of the object) */
	int column;         /* CSV: index of the heading; else -1 */
	int group;          /* JSON: rank of the element of a nested array ("financements": [{…}, {…}]), from 1; else 0 */
};

struct input_row {
	struct input_value *v;
	size_t n;
	size_t line, col;  /* where the record begins */
	size_t begin, end; /* its bytes in input.bytes: what --rejets copies (CSV, rec) */
	struct slice type; /* rec: the %rec type in force; else empty */
	bool blank;        /* nothing to take: a CSV line with nothing in it, or an invalid record */
	bool invalid;      /* JSON: not understood, which D says; its bytes are what is to be corrected */
	struct slice why;  /* invalid but whole: the reason; empty when the bytes could not bear it */
};

struct input {
	enum input_kind kind;
	const char *path;     /* as typed; "-" becomes "entrée standard" */
	struct slice bytes;   /* the file as it was read */
	struct input_row *rows;
	size_t nrows;
	/* CSV only */
	struct input_value *headings;
	size_t nheadings;
	size_t heading_begin, heading_end; /* bytes of the heading line, its line end included */
	char separator;
	const char *encoding; /* "UTF-8", "Windows-1252", "ISO-8859-15" */
	bool bom, crlf;
};

/* How many headings NAMES of a CSV file are known to the caller: it decides between separators. */
typedef size_t input_known_fn(void *ctx, const struct input_value *headings, size_t n);

/* Read BYTES (which must outlive the result) of PATH. KIND AUTO looks at the path's ending (.csv .json .jsonl .rec), then at
 * the content: [ or { is JSON, a `Name: value` first line is rec, else CSV. A CSV that is not valid UTF-8, or whose
 * separator is not a comma, is announced by a remark that ends with the iconv command for a wrong guess. STATUS_INVALID
 * when something cannot be read: an open quote, no heading known, broken JSON, a NUL byte… (said in D); rows before the
 * fault are kept when they can be. JSON with an object a line goes on behind a bad one, which becomes an invalid row. */
enum status input_read(struct arena *a, struct slice bytes, const char *path, enum input_kind kind,
                       input_known_fn *known, void *ctx, struct input *in, struct diag *d);

/* A row's value by name, or NULL. */
const struct input_value *input_get(const struct input_row *row, const char *name);

/* The first control character of S, line breaks and tabs apart; false when there is none. */
bool input_control(struct slice s, uint32_t *code);

/* One CSV line in the file's own encoding, separator and line end: ROW's bytes as they were, then the cell EXTRA (UTF-8).
 * For --rejets. */
void input_csv_with(struct buf *out, const struct input *in, size_t begin, size_t end, struct slice extra);

#endif
