/* emit: one description of a listing, six ways to print it.
 *
 * Rows are rendered to memory, so that threads can work on different cases; a sink puts them on a descriptor in order,
 * with whatever stands before, between and after them. It cannot see a case: it stands lower. */
#ifndef FORMAT_EMIT_H
#define FORMAT_EMIT_H

#include "base/diag.h"
#include "sys/date.h"

enum emit_format { EMIT_HUMAN, EMIT_TSV, EMIT_CSV, EMIT_CSV_EXCEL, EMIT_JSONL, EMIT_JSON };
#define EMIT_FORMAT_NAMES "tsv", "csv", "csv-excel", "jsonl", "json" /* all but human, for tables of options */
bool emit_format_named(struct slice name, enum emit_format *f); /* one of them; false: none */

/* What a column holds; the cell's number is used by all but EMIT_TEXT.
 *   TEXT     a slice, UTF-8 or not
 *   INT      a whole number: integer in JSON, right-aligned for people
 *   JOUR     a jour_t: ISO for machines, JJ/MM/AAAA in csv-excel, "27 févr. 2026" for people
 *   DUREE    minutes: an integer for machines, "8 h 00" for people
 *   MONTANT  cents: "1600.00" (a JSON string), "1600,00" in csv-excel and for people */
enum emit_kind { EMIT_TEXT, EMIT_INT, EMIT_JOUR, EMIT_DUREE, EMIT_MONTANT };

/* How a human table may colour a cell; colour adds, it never carries. */
enum emit_tone { EMIT_PLAIN, EMIT_GOOD, EMIT_WARN, EMIT_BAD, EMIT_DIM };

struct emit_col {
	const char *key;   /* ASCII snake_case, the same in every machine format */
	const char *title; /* French, for people */
	enum emit_kind kind;
	unsigned width;    /* columns of a human cell; a longer value pushes; 0 for the last column of free text */
	bool human_only;   /* names and telephones: never in a machine format */
};

struct emit_listing {
	const char *schema; /* "bilan-liste" */
	int version;
	const struct emit_col *cols;
	size_t ncols;
	bool silent_when_empty; /* bilan-relance: not one byte, but for json ([]) */
};

struct emit_cell {
	bool set; /* false: absent (null, empty, or "-") */
	struct slice text;
	int64_t number;
	enum emit_tone tone;
};

struct emit {
	const struct emit_listing *listing;
	enum emit_format format;
	bool nul;        /* tsv records end in NUL (-z) */
	bool colour;
	uint64_t hidden; /* bit set of the columns left out (for listings whose columns depend on an option) */
};

/* One row, NCOLS cells. Thread-safe: E is only read. */
void emit_row(const struct emit *e, struct buf *out, const struct emit_cell *cells);

/* A line between rows, "# " put ahead of it: human format only. It is no row. */
void emit_remark(const struct emit *e, struct buf *out, struct slice line);
/* The headings, for a table whose columns are made for it; nothing in a format without headings. */
void emit_heading(const struct emit *e, struct buf *out);

/* The stream of rows: where they go and what has gone there. */
struct emit_sink {
	const struct emit *e;
	int fd;
	struct buf head; /* title lines kept until the first row (human format only) */
	struct buf out;  /* what is not written yet */
	size_t rows;
	bool started;
	enum status status; /* STATUS_IO after a failed write; nothing more is written then */
	int error;          /* and its errno */
};

void emit_open(struct emit_sink *s, const struct emit *e, int fd, struct arena *a);
/* A line above the headings, "# " put ahead of it: human format only, and only if a row follows. */
void emit_title(struct emit_sink *s, struct slice line);
/* ROWS rendered by emit_row(), N of them. */
void emit_rows(struct emit_sink *s, struct slice rows, size_t n);
/* A line below the rows ("# " ahead): human format only, and only if there were rows. */
void emit_note(struct emit_sink *s, struct slice line);
/* Headings of an empty list where the format has them, the end of a JSON array, and the last write. */
enum status emit_close(struct emit_sink *s);

/* Write all of it; STATUS_IO on error. For what is not a listing (bilan-new's references, help). */
enum status emit_write(int fd, struct slice bytes);

#endif
