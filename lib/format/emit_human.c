/* The table for people: fixed widths, so that rows stream; `#` ahead of what is not a row, so that pipes read it too. */
#include "base/unicode.h"
#include "format/emit_format.h"

#include <string.h>

static const char *const TONE[] = {
	[EMIT_PLAIN] = NULL,
	[EMIT_GOOD] = "\x1b[32m",
	[EMIT_WARN] = "\x1b[33m",
	[EMIT_BAD] = "\x1b[31m",
	[EMIT_DIM] = "\x1b[2m",
};
static const char TONE_END[] = "\x1b[0m";

static void add_spaces(struct buf *out, size_t n)
{
	if (!n)
		return;
	buf_room(out, n);
	memset(out->p + out->n, ' ', n);
	out->n += n;
}

static void insert_spaces(struct buf *out, size_t at, size_t n)
{
	if (!n)
		return;
	buf_room(out, n);
	memmove(out->p + at + n, out->p + at, out->n - at);
	memset(out->p + at, ' ', n);
	out->n += n;
}

/* A heading longer than the width given by the table widens its column. Titles are ours: one column a character. */
static size_t column_width(const struct emit_col *col, bool first)
{
	size_t width = first ? 2 : 0;
	for (const char *p = col->title; *p; p++)
		width += ((unsigned char)*p & 0xC0) != 0x80;
	return width > col->width ? width : col->width;
}

/* Spaces at the ends of a text would move its column, or trail. */
static struct slice without_ends(struct slice s)
{
	while (s.n && s.p[0] == ' ')
		s.p++, s.n--;
	while (s.n && s.p[s.n - 1] == ' ')
		s.n--;
	return s;
}

static void add_text(struct buf *out, const struct emit_cell *cell)
{
	struct slice s = without_ends(cell->text);
	if (s.n)
		buf_add_clean(out, s);
	else
		buf_addc(out, '-');
}

static void add_int(struct buf *out, const struct emit_cell *cell)
{
	buf_addn(out, cell->number);
}

static void add_jour(struct buf *out, const struct emit_cell *cell)
{
	buf_add_jour_court(out, (jour_t)cell->number);
}

static void add_duree(struct buf *out, const struct emit_cell *cell)
{
	buf_add_duree(out, cell->number);
}

static void add_montant(struct buf *out, const struct emit_cell *cell)
{
	emit_add_cents(out, cell->number, ',', "\u202F");
}

static const struct {
	void (*add)(struct buf *out, const struct emit_cell *cell);
	bool right;
} KIND[] = {
	[EMIT_TEXT] = {add_text, false},
	[EMIT_INT] = {add_int, true},
	[EMIT_JOUR] = {add_jour, false},
	[EMIT_DUREE] = {add_duree, true},
	[EMIT_MONTANT] = {add_montant, true},
};

/* Make what stands from BEGIN on, TAKEN columns of it, as wide as its column. A cell on the left returns the spaces that are
 * owed after it: they are written only if another cell follows. */
static size_t align(struct buf *out, size_t start, size_t taken, const struct emit_col *col, bool first)
{
	size_t width = column_width(col, first);
	size_t gap = width > taken ? width - taken : 0;
	if (first || !KIND[col->kind].right)
		return gap;
	insert_spaces(out, start, gap);
	return 0;
}

static size_t width_from(const struct buf *out, size_t start)
{
	return text_width((struct slice){out->p + start, out->n - start});
}

static void human_begin(const struct emit *e, struct buf *out)
{
	size_t owed = 0;
	bool first = true;
	for (size_t i = 0; i < e->listing->ncols; i++) {
		const struct emit_col *col = &e->listing->cols[i];
		if (!emit_shows(e, i))
			continue;
		add_spaces(out, owed);
		size_t start = out->n;
		buf_addz(out, first ? "# " : "");
		buf_addz(out, col->title);
		owed = align(out, start, width_from(out, start), col, first) + 2;
		first = false;
	}
	buf_addc(out, '\n');
}

/* The cell's text between its colours; returns its columns. */
static size_t add_cell(const struct emit *e, struct buf *out, const struct emit_col *col, const struct emit_cell *cell)
{
	const char *tone = e->colour ? TONE[cell->tone] : NULL;
	if (tone)
		buf_addz(out, tone);
	size_t start = out->n;
	if (emit_has(col, cell))
		KIND[col->kind].add(out, cell);
	else
		buf_addc(out, '-');
	size_t width = width_from(out, start);
	if (tone)
		buf_addz(out, TONE_END);
	return width;
}

static void human_row(const struct emit *e, struct buf *out, const struct emit_cell *cells)
{
	size_t owed = 0;
	bool first = true;
	for (size_t i = 0; i < e->listing->ncols; i++) {
		const struct emit_col *col = &e->listing->cols[i];
		if (!emit_shows(e, i))
			continue;
		add_spaces(out, owed);
		size_t start = out->n;
		size_t width = add_cell(e, out, col, &cells[i]);
		owed = align(out, start, width, col, first) + 2;
		first = false;
	}
	buf_addc(out, '\n');
}

const struct emit_printer emit_human = {.begin = human_begin, .row = human_row, .remarks = true};
