/* input_reader: what the three readers behind input.h share. For input*.c only. */
#ifndef FORMAT_INPUT_READER_H
#define FORMAT_INPUT_READER_H

#include "format/input.h"

/* Where the reader stands: a line and a column from 1, in characters. */
struct input_place {
	size_t line, col;
};

/* Move PLACE over the bytes P to END of a file that ends at LIMIT. LF, CR LF and CR alone end a line; with ONE_BYTE each
 * byte is a character, else the bytes are UTF-8. */
void input_step(struct input_place *place, const char *p, const char *end, const char *limit, bool one_byte);

/* The row being read, and the table of those already read. */
struct input_rows {
	struct arena *a;
	struct input *in;
	size_t rows_cap;
	struct input_value *v;
	size_t n, cap;
};

void input_rows_add(struct input_rows *r, const struct input_value *v);
/* Move the values added so far out of R, and start the next row. */
struct input_value *input_rows_take(struct input_rows *r, size_t *n);
/* Append ROW with the values added so far. */
void input_rows_end(struct input_rows *r, struct input_row row);

/* UTF-8 text as it is kept: LF alone between lines, composed. */
struct slice input_text(struct arena *a, struct slice s);

/* Each fills the rows of IN, whose path and bytes are set, FROM the offset behind a byte order mark. */
enum status input_read_csv(struct input_rows *r, size_t from, input_known_fn *known, void *ctx, struct diag *d);
enum status input_read_json(struct input_rows *r, size_t from, struct diag *d);
enum status input_read_rec(struct input_rows *r, size_t from, struct diag *d);

#endif
