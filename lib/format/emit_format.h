/* What emit.c and the printers of the formats share; nobody else includes it. */
#ifndef FORMAT_EMIT_FORMAT_H
#define FORMAT_EMIT_FORMAT_H

#include "format/emit.h"

/* One output format. The sink writes BEGIN, the rows, END; or, when there was no row, EMPTY, or BEGIN for a format whose
 * headings stand alone. */
struct emit_printer {
	const char *name; /* after --format=; NULL: the human table, which is what one gets without it */
	void (*begin)(const struct emit *e, struct buf *out); /* NULL: nothing stands before the rows */
	void (*row)(const struct emit *e, struct buf *out, const struct emit_cell *cells);
	const char *end, *empty; /* NULL: nothing */
	size_t lead;             /* bytes at the head of a row that part it from the one before */
	bool headings_alone;     /* an empty list still has its headings */
	bool remarks;            /* titles and notes are shown */
};

extern const struct emit_printer emit_human, emit_tsv, emit_csv, emit_csv_excel, emit_jsonl, emit_json;

/* Is column I printed? */
static inline bool emit_shows(const struct emit *e, size_t i)
{
	bool hidden = i < sizeof e->hidden * 8 && (e->hidden >> i & 1);
	return !hidden && (e->format == EMIT_HUMAN || !e->listing->cols[i].human_only);
}

/* Has the cell something to print? */
static inline bool emit_has(const struct emit_col *col, const struct emit_cell *cell)
{
	return cell->set && (col->kind != EMIT_JOUR || cell->number != JOUR_NONE);
}

/* Cents, with DECIMAL between euros and cents and THOUSANDS ("" for none) between groups of three digits. */
void emit_add_cents(struct buf *out, int64_t cents, char decimal, const char *thousands);

/* S with what a format cannot print as it is handed to PUT: the bytes of the classes in STOP, and, from U+0080 on, what
 * utf8_unsafe() tells. Bad bytes become U+FFFD. */
enum { EMIT_CONTROL = 1, EMIT_QUOTE = 2, EMIT_BACKSLASH = 4 };
typedef void emit_put_fn(struct buf *out, uint32_t code, const char *p, size_t n); /* CODE, whose N bytes are at P */
void emit_add_escaped(struct buf *out, struct slice s, unsigned stop, emit_put_fn *put);

/* Would emit_add_escaped() copy S unchanged? */
bool emit_is_plain(struct slice s, unsigned stop);

#define EMIT_REPLACEMENT "\xEF\xBF\xBD"
#define EMIT_HEX "0123456789ABCDEF"

#endif
