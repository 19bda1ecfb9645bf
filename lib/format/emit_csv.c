/* Comma-separated values for programs (csv) and for a French spreadsheet (csv-excel). libcsv quotes every cell. */
#include "format/emit_format.h"

#include <csv.h>
#include <string.h>

static void add_quoted(struct buf *out, struct slice s)
{
	size_t room = 2 * s.n + 2;
	buf_room(out, room);
	out->n += csv_write2(out->p + out->n, room, s.n ? s.p : "", s.n, '"');
}

/* Directional marks are data to a program that reads CSV; controls are not. */
static void put_replacement(struct buf *out, uint32_t code, const char *p, size_t n)
{
	if (code < 0xA0)
		buf_addz(out, EMIT_REPLACEMENT);
	else
		buf_add(out, p, n);
}

/* The clean text is first written at the end of OUT, then quoted behind it and moved down: this path is rare, and needs no
 * buffer of its own. */
static void add_cleaned(struct buf *out, struct slice s, const char *ahead)
{
	size_t begin = out->n;
	buf_addz(out, ahead);
	emit_add_escaped(out, s, EMIT_CONTROL, put_replacement);
	size_t end = out->n, room = 2 * (end - begin) + 2;
	buf_room(out, room);
	size_t n = csv_write2(out->p + end, room, out->p + begin, end - begin, '"');
	memmove(out->p + begin, out->p + end, n);
	out->n = begin + n;
}

static void add_text(struct buf *out, const struct emit_cell *cell)
{
	if (emit_is_plain(cell->text, EMIT_CONTROL))
		add_quoted(out, cell->text);
	else
		add_cleaned(out, cell->text, "");
}

/* A spreadsheet computes a text that begins so, even after blanks. */
static bool looks_like_formula(struct slice s)
{
	s = slice_trim(s);
	return s.n && memchr("=+-@", s.p[0], 4);
}

static void add_excel_text(struct buf *out, const struct emit_cell *cell)
{
	if (looks_like_formula(cell->text))
		add_cleaned(out, cell->text, "'");
	else
		add_text(out, cell);
}

static void add_int(struct buf *out, const struct emit_cell *cell)
{
	buf_addc(out, '"');
	buf_addn(out, cell->number);
	buf_addc(out, '"');
}

static void add_jour(struct buf *out, const struct emit_cell *cell)
{
	buf_addc(out, '"');
	buf_add_jour(out, (jour_t)cell->number);
	buf_addc(out, '"');
}

static void add_excel_jour(struct buf *out, const struct emit_cell *cell)
{
	buf_addc(out, '"');
	buf_add_jour_barres(out, (jour_t)cell->number);
	buf_addc(out, '"');
}

static void add_montant(struct buf *out, const struct emit_cell *cell)
{
	buf_addc(out, '"');
	emit_add_cents(out, cell->number, '.', "");
	buf_addc(out, '"');
}

static void add_excel_montant(struct buf *out, const struct emit_cell *cell)
{
	buf_addc(out, '"');
	emit_add_cents(out, cell->number, ',', "");
	buf_addc(out, '"');
}

struct dialect {
	char separator;
	const char *line_end;
	void (*kind[EMIT_MONTANT + 1])(struct buf *out, const struct emit_cell *cell);
};

static const struct dialect PLAIN = {',', "\n",
	{[EMIT_TEXT] = add_text, [EMIT_INT] = add_int, [EMIT_JOUR] = add_jour, [EMIT_DUREE] = add_int,
	 [EMIT_MONTANT] = add_montant}};
static const struct dialect EXCEL = {';', "\r\n",
	{[EMIT_TEXT] = add_excel_text, [EMIT_INT] = add_int, [EMIT_JOUR] = add_excel_jour, [EMIT_DUREE] = add_int,
	 [EMIT_MONTANT] = add_excel_montant}};

static void add_headings(const struct emit *e, struct buf *out, const struct dialect *d)
{
	bool first = true;
	for (size_t i = 0; i < e->listing->ncols; i++) {
		if (!emit_shows(e, i))
			continue;
		if (!first)
			buf_addc(out, d->separator);
		add_quoted(out, slice_z(e->listing->cols[i].key));
		first = false;
	}
	buf_addz(out, d->line_end);
}

static void add_row(const struct emit *e, struct buf *out, const struct emit_cell *cells, const struct dialect *d)
{
	bool first = true;
	for (size_t i = 0; i < e->listing->ncols; i++) {
		const struct emit_col *col = &e->listing->cols[i];
		if (!emit_shows(e, i))
			continue;
		if (!first)
			buf_addc(out, d->separator);
		if (emit_has(col, &cells[i]))
			d->kind[col->kind](out, &cells[i]);
		else
			buf_add(out, "\"\"", 2);
		first = false;
	}
	buf_addz(out, d->line_end);
}

static void csv_begin(const struct emit *e, struct buf *out)
{
	add_headings(e, out, &PLAIN);
}

static void csv_row(const struct emit *e, struct buf *out, const struct emit_cell *cells)
{
	add_row(e, out, cells, &PLAIN);
}

static void excel_begin(const struct emit *e, struct buf *out)
{
	buf_addz(out, "\xEF\xBB\xBF");
	add_headings(e, out, &EXCEL);
}

static void excel_row(const struct emit *e, struct buf *out, const struct emit_cell *cells)
{
	add_row(e, out, cells, &EXCEL);
}

const struct emit_printer emit_csv = {.name = "csv", .begin = csv_begin, .row = csv_row, .headings_alone = true};
const struct emit_printer emit_csv_excel = {
	.name = "csv-excel", .begin = excel_begin, .row = excel_row, .headings_alone = true,
};
