/* Tab-separated values, escaped as in PostgreSQL's text form: one record a line whatever the data holds. */
#include "format/emit_format.h"

#include <string.h>

/* `\x` and two digits a byte: what cannot be seen, or would steer a terminal, comes back whole when it is read. */
static void put_escape(struct buf *out, uint32_t code, const char *p, size_t n)
{
	static const char letters[][2] = {{'\t', 't'}, {'\n', 'n'}, {'\r', 'r'}, {'\\', '\\'}};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (code == (unsigned char)letters[i][0]) {
			buf_add(out, (char[]){'\\', letters[i][1]}, 2);
			return;
		}
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		buf_add(out, (char[]){'\\', 'x', EMIT_HEX[c >> 4], EMIT_HEX[c & 15]}, 4);
	}
}

static void add_text(struct buf *out, const struct emit_cell *cell)
{
	emit_add_escaped(out, cell->text, EMIT_CONTROL | EMIT_BACKSLASH, put_escape);
}

static void add_int(struct buf *out, const struct emit_cell *cell)
{
	buf_addn(out, cell->number);
}

static void add_jour(struct buf *out, const struct emit_cell *cell)
{
	buf_add_jour(out, (jour_t)cell->number);
}

static void add_montant(struct buf *out, const struct emit_cell *cell)
{
	emit_add_cents(out, cell->number, '.', "");
}

static void (*const KIND[])(struct buf *out, const struct emit_cell *cell) = {
	[EMIT_TEXT] = add_text, [EMIT_INT] = add_int,         [EMIT_JOUR] = add_jour,
	[EMIT_DUREE] = add_int, [EMIT_MONTANT] = add_montant,
};

static void tsv_begin(const struct emit *e, struct buf *out)
{
	char separator = '#';
	for (size_t i = 0; i < e->listing->ncols; i++) {
		if (!emit_shows(e, i))
			continue;
		buf_addc(out, separator);
		buf_addz(out, e->listing->cols[i].key);
		separator = '\t';
	}
	buf_addc(out, e->nul ? '\0' : '\n');
}

static void tsv_row(const struct emit *e, struct buf *out, const struct emit_cell *cells)
{
	bool first = true;
	for (size_t i = 0; i < e->listing->ncols; i++) {
		const struct emit_col *col = &e->listing->cols[i];
		if (!emit_shows(e, i))
			continue;
		if (!first)
			buf_addc(out, '\t');
		if (emit_has(col, &cells[i]))
			KIND[col->kind](out, &cells[i]);
		first = false;
	}
	buf_addc(out, e->nul ? '\0' : '\n');
}

const struct emit_printer emit_tsv = {.name = "tsv", .begin = tsv_begin, .row = tsv_row, .headings_alone = true};
