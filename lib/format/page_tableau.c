/* Tables as text: aligned when they fit in the width, else one record a row. */
#include "format/page_texte.h"

#include "base/unicode.h"

enum { COLUMNS_MOST = 12, GAP = 2 };

struct tableau {
	struct slice head[COLUMNS_MOST];
	struct slice *cells; /* COLUMNS_MOST a row */
	size_t rows, columns;
	bool has_head, several_lines, right[COLUMNS_MOST];
};

static size_t count_rows(xmlNodePtr n)
{
	size_t rows = 0;
	for (xmlNodePtr c = n->children; c; c = c->next)
		rows += page_est(c, "tr") ? 1 : c->type == XML_ELEMENT_NODE ? count_rows(c) : 0;
	return rows;
}

static bool is_number(xmlNodePtr cell)
{
	xmlChar *class = xmlGetProp(cell, (const xmlChar *)"class");
	bool number = class && strcmp((const char *)class, "nombre") == 0;
	xmlFree(class);
	return number;
}

static void read_row(struct arena *a, struct tableau *t, xmlNodePtr row, bool head)
{
	struct slice *to = head ? t->head : t->cells + t->rows * COLUMNS_MOST;
	size_t column = 0;
	for (xmlNodePtr c = row->children; c && column < COLUMNS_MOST; c = c->next) {
		if (!page_est(c, "th") && !page_est(c, "td"))
			continue;
		to[column] = page_mots(a, c);
		t->several_lines |= to[column].n && memchr(to[column].p, '\n', to[column].n);
		t->right[column] |= is_number(c);
		column++;
	}
	t->columns = column > t->columns ? column : t->columns;
	t->has_head |= head;
	t->rows += !head;
}

static void read_rows(struct arena *a, struct tableau *t, xmlNodePtr n, bool head)
{
	for (xmlNodePtr c = n->children; c; c = c->next) {
		if (page_est(c, "tr"))
			read_row(a, t, c, head);
		else if (c->type == XML_ELEMENT_NODE && !page_est(c, "caption"))
			read_rows(a, t, c, page_est(c, "thead"));
	}
}

/* The width of each column, and whether all of them fit. */
static bool measure(const struct tableau *t, size_t room, size_t widths[COLUMNS_MOST])
{
	size_t all = 0;
	for (size_t k = 0; k < t->columns; k++) {
		widths[k] = text_width(t->head[k]);
		for (size_t i = 0; i < t->rows; i++) {
			size_t width = text_width(t->cells[i * COLUMNS_MOST + k]);
			widths[k] = width > widths[k] ? width : widths[k];
		}
		all += widths[k] + (k ? GAP : 0);
	}
	return !t->several_lines && all <= room;
}

static void spaces(struct buf *b, size_t n)
{
	while (n--)
		buf_addc(b, ' ');
}

static void print_aligned_row(struct feuille *f, const struct tableau *t, const struct slice *cells, const size_t *widths)
{
	struct buf line;
	buf_init(&line, f->a);
	for (size_t k = 0; k < t->columns; k++) {
		size_t blank = widths[k] - text_width(cells[k]);
		spaces(&line, k ? GAP : 0);
		spaces(&line, t->right[k] ? blank : 0);
		buf_adds(&line, cells[k]);
		spaces(&line, t->right[k] ? 0 : blank);
	}
	while (line.n && line.p[line.n - 1] == ' ')
		line.n--;
	feuille_ligne(f, buf_slice(&line));
}

static void print_aligned(struct feuille *f, const struct tableau *t, const size_t *widths)
{
	size_t all = 0;
	for (size_t k = 0; k < t->columns; k++)
		all += widths[k] + (k ? GAP : 0);
	if (t->has_head) {
		print_aligned_row(f, t, t->head, widths);
		feuille_trait(f, "─", all);
	}
	for (size_t i = 0; i < t->rows; i++)
		print_aligned_row(f, t, t->cells + i * COLUMNS_MOST, widths);
}

static void print_field(struct feuille *f, struct slice head, struct slice value)
{
	struct buf line;
	if (!value.n)
		return;
	buf_init(&line, f->a);
	buf_adds(&line, head);
	buf_addz(&line, head.n ? "\xC2\xA0: " : "");
	buf_adds(&line, value);
	f->hors = 2;
	feuille_alinea(f, buf_slice(&line));
}

/* A row: its heading cells on a line, the others below. */
static void print_record(struct feuille *f, const struct tableau *t, const struct slice *cells)
{
	size_t first = 0;
	struct buf title;
	buf_init(&title, f->a);
	while (first < t->columns && first < 2) {
		buf_addz(&title, title.n && cells[first].n ? ". " : "");
		buf_adds(&title, cells[first++]);
		if (title.n > 4)
			break;
	}
	feuille_blancs(f, 1);
	feuille_alinea(f, buf_slice(&title));
	f->retrait += 4;
	for (size_t k = first; k < t->columns; k++)
		print_field(f, t->head[k], cells[k]);
	f->retrait -= 4;
	f->hors = 0;
}

void page_tableau(struct feuille *f, xmlNodePtr table)
{
	struct tableau t = {.cells = ARENA_ARRAY(f->a, struct slice, (count_rows(table) + 1) * COLUMNS_MOST)};
	size_t widths[COLUMNS_MOST];
	feuille_blancs(f, 1);
	for (xmlNodePtr c = table->children; c; c = c->next)
		if (page_est(c, "caption")) {
			feuille_alinea(f, page_mots(f->a, c));
			feuille_blancs(f, 1);
		}
	read_rows(f->a, &t, table, false);
	if (measure(&t, PAGE_COLONNES - f->retrait, widths))
		print_aligned(f, &t, widths);
	else
		for (size_t i = 0; i < t.rows; i++)
			print_record(f, &t, t.cells + i * COLUMNS_MOST);
	feuille_blancs(f, 1);
}
