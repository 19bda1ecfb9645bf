/* JSON: an object a line (jsonl), or one array of them (json). Written straight to the buffer: a tree for each object would
 * cost ten times more, and would leave DEL, C1 controls and directional marks as they are. */
#include "format/emit_format.h"

#include <string.h>

static void add_u(struct buf *out, unsigned unit)
{
	buf_add(out, "\\u", 2);
	for (unsigned shift = 16; shift; shift -= 4)
		buf_addc(out, EMIT_HEX[unit >> (shift - 4) & 15]);
}

/* No character that utf8_unsafe() names stands above U+FFFF: one unit is enough. */
static void put_escape(struct buf *out, uint32_t code, const char *p, size_t n)
{
	static const char letters[][2] = {
		{'"', '"'}, {'\\', '\\'}, {'\b', 'b'}, {'\f', 'f'}, {'\n', 'n'}, {'\r', 'r'}, {'\t', 't'},
	};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (code == (unsigned char)letters[i][0]) {
			buf_add(out, (char[]){'\\', letters[i][1]}, 2);
			return;
		}
	if (code <= 0xFFFF)
		add_u(out, code);
	else
		buf_add(out, p, n);
}

static void add_string(struct buf *out, struct slice s)
{
	buf_room(out, s.n + 2);
	out->p[out->n++] = '"';
	emit_add_escaped(out, s, EMIT_CONTROL | EMIT_QUOTE | EMIT_BACKSLASH, put_escape);
	buf_addc(out, '"');
}

static void add_text(struct buf *out, const struct emit_cell *cell)
{
	add_string(out, cell->text);
}

static void add_int(struct buf *out, const struct emit_cell *cell)
{
	buf_addn(out, cell->number);
}

static void add_jour(struct buf *out, const struct emit_cell *cell)
{
	buf_addc(out, '"');
	buf_add_jour(out, (jour_t)cell->number);
	buf_addc(out, '"');
}

static void add_montant(struct buf *out, const struct emit_cell *cell)
{
	buf_addc(out, '"');
	emit_add_cents(out, cell->number, '.', "");
	buf_addc(out, '"');
}

static void (*const KIND[])(struct buf *out, const struct emit_cell *cell) = {
	[EMIT_TEXT] = add_text, [EMIT_INT] = add_int,         [EMIT_JOUR] = add_jour,
	[EMIT_DUREE] = add_int, [EMIT_MONTANT] = add_montant,
};

static void add_key(struct buf *out, const char *key)
{
	size_t n = strlen(key);
	buf_room(out, n + 4);
	char *p = out->p + out->n;
	*p++ = ',';
	*p++ = '"';
	memcpy(p, key, n);
	p[n] = '"';
	p[n + 1] = ':';
	out->n += n + 4;
}

static void add_object(const struct emit *e, struct buf *out, const struct emit_cell *cells)
{
	buf_addz(out, "{\"schema\":");
	add_string(out, slice_z(e->listing->schema));
	add_key(out, "version");
	buf_addn(out, e->listing->version);
	for (size_t i = 0; i < e->listing->ncols; i++) {
		const struct emit_col *col = &e->listing->cols[i];
		if (!emit_shows(e, i))
			continue;
		add_key(out, col->key);
		if (emit_has(col, &cells[i]))
			KIND[col->kind](out, &cells[i]);
		else
			buf_add(out, "null", 4);
	}
	buf_addc(out, '}');
}

static void jsonl_row(const struct emit *e, struct buf *out, const struct emit_cell *cells)
{
	add_object(e, out, cells);
	buf_addc(out, '\n');
}

static void json_begin(const struct emit *e, struct buf *out)
{
	(void)e;
	buf_addz(out, "[\n");
}

static void json_row(const struct emit *e, struct buf *out, const struct emit_cell *cells)
{
	buf_add(out, ",\n", 2);
	add_object(e, out, cells);
}

const struct emit_printer emit_jsonl = {.name = "jsonl", .row = jsonl_row};
const struct emit_printer emit_json = {
	.name = "json", .begin = json_begin, .row = json_row, .end = "\n]\n", .empty = "[]\n", .lead = 2,
};
