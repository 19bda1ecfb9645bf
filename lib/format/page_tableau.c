/* Tables as text: aligned when they fit in the width, else one record a row. */
#include "format/page_texte.h"

#include "base/unicode.h"

enum { GAP = 2 };

struct tableau {
	struct slice *head, *names, *cells; /* COLUMNS a row; NAMES: shorter than the heads, as narrow screens show them */
	size_t rows, columns, *widths;
	bool has_head, several_lines, *right;
};

static bool is_cell(const xmlNode *n)
{
	return page_est(n, "th") || page_est(n, "td");
}

static size_t count_cells(xmlNodePtr row)
{
	size_t cells = 0;
	for (xmlNodePtr c = row->children; c; c = c->next)
		cells += is_cell(c);
	return cells;
}

/* How many rows, and the cells of the longest one: the same walk as read_rows(). */
static void count(struct tableau *t, xmlNodePtr n)
{
	for (xmlNodePtr c = n->children; c; c = c->next) {
		size_t cells = page_est(c, "tr") ? count_cells(c) : 0;
		t->columns = cells > t->columns ? cells : t->columns;
		t->rows += page_est(c, "tr");
		if (c->type == XML_ELEMENT_NODE && !page_est(c, "tr") && !page_est(c, "caption"))
			count(t, c);
	}
}

static struct tableau sized(struct arena *a, xmlNodePtr table)
{
	struct tableau t = {0};
	count(&t, table);
	t.head = ARENA_ARRAY(a, struct slice, t.columns + 1);
	t.names = ARENA_ARRAY(a, struct slice, t.columns + 1);
	t.cells = ARENA_ARRAY(a, struct slice, t.rows * t.columns + 1);
	t.widths = ARENA_ARRAY(a, size_t, t.columns + 1);
	t.right = ARENA_ARRAY(a, bool, t.columns + 1);
	t.rows = 0;
	return t;
}

static bool is_number(xmlNodePtr cell)
{
	xmlChar *class = xmlGetProp(cell, (const xmlChar *)"class");
	bool number = class && strcmp((const char *)class, "nombre") == 0;
	xmlFree(class);
	return number;
}

static struct slice short_name(struct arena *a, xmlNodePtr cell)
{
	xmlChar *name = xmlGetProp(cell, (const xmlChar *)"data-nom");
	struct slice copy = slice_z(slice_dup(a, slice_z((const char *)name)));
	xmlFree(name);
	return copy;
}

static void read_row(struct arena *a, struct tableau *t, xmlNodePtr row, bool head)
{
	struct slice *to = head ? t->head : t->cells + t->rows * t->columns;
	size_t column = 0;
	for (xmlNodePtr c = row->children; c; c = c->next) {
		if (!is_cell(c))
			continue;
		to[column] = page_mots(a, c);
		t->several_lines |= to[column].n && memchr(to[column].p, '\n', to[column].n);
		t->right[column] |= is_number(c);
		if (!t->names[column].n)
			t->names[column] = short_name(a, c);
		column++;
	}
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
static bool measure(struct tableau *t, size_t room)
{
	size_t all = 0, *widths = t->widths;
	for (size_t k = 0; k < t->columns; k++) {
		widths[k] = text_width(t->head[k]);
		for (size_t i = 0; i < t->rows; i++) {
			size_t width = text_width(t->cells[i * t->columns + k]);
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

static void print_aligned_row(struct feuille *f, const struct tableau *t, const struct slice *cells)
{
	struct buf line;
	buf_init(&line, f->a);
	for (size_t k = 0; k < t->columns; k++) {
		size_t blank = t->widths[k] - text_width(cells[k]);
		spaces(&line, k ? GAP : 0);
		spaces(&line, t->right[k] ? blank : 0);
		buf_adds(&line, cells[k]);
		spaces(&line, t->right[k] ? 0 : blank);
	}
	while (line.n && line.p[line.n - 1] == ' ')
		line.n--;
	feuille_ligne(f, buf_slice(&line));
}

static void print_aligned(struct feuille *f, const struct tableau *t)
{
	size_t all = 0;
	for (size_t k = 0; k < t->columns; k++)
		all += t->widths[k] + (k ? GAP : 0);
	if (t->has_head) {
		print_aligned_row(f, t, t->head);
		feuille_trait(f, "─", all);
	}
	for (size_t i = 0; i < t->rows; i++)
		print_aligned_row(f, t, t->cells + i * t->columns);
}

static void print_field(struct feuille *f, struct slice head, struct slice value)
{
	struct buf line;
	if (!value.n)
		return;
	buf_init(&line, f->a);
	buf_adds(&line, head);
	buf_addz(&line, head.n ? "\xC2\xA0: " : "");
	buf_addz(&line, slice_starts(value, "– ") ? "\n" : "");
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
		print_field(f, t->names[k].n ? t->names[k] : t->head[k], cells[k]);
	f->retrait -= 4;
	f->hors = 0;
}

void page_tableau(struct feuille *f, xmlNodePtr table)
{
	struct tableau t = sized(f->a, table);
	feuille_blancs(f, 1);
	for (xmlNodePtr c = table->children; c; c = c->next)
		if (page_est(c, "caption")) {
			feuille_alinea(f, page_mots(f->a, c));
			feuille_blancs(f, 1);
		}
	read_rows(f->a, &t, table, false);
	if (measure(&t, feuille_place(f)))
		print_aligned(f, &t);
	else
		for (size_t i = 0; i < t.rows; i++)
			print_record(f, &t, t.cells + i * t.columns);
	feuille_blancs(f, 1);
}
