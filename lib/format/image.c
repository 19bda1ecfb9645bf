#include "format/image.h"

#include <stdlib.h>

/* Across a page, or beside a table: the letters keep the size of those around. */
enum { WIDE = 640, NARROW = 360 };

static xmlNodePtr add(xmlNodePtr parent, const char *name)
{
	return xmlAddChild(parent, xmlNewDocNode(parent->doc, parent->ns, (const xmlChar *)name, NULL));
}

static void set(xmlNodePtr n, const char *name, const char *value)
{
	xmlNewProp(n, (const xmlChar *)name, (const xmlChar *)value);
}

static void set_number(struct arena *a, xmlNodePtr n, const char *name, int64_t value)
{
	struct buf b;
	buf_init(&b, a);
	buf_addn(&b, value);
	set(n, name, buf_z(&b));
}

static xmlNodePtr add_text(struct arena *a, xmlNodePtr parent, const char *name, struct slice text)
{
	xmlNodePtr n = add(parent, name);
	xmlAddChild(n, xmlNewDocText(n->doc, (const xmlChar *)slice_dup(a, text)));
	return n;
}

static xmlNodePtr add_label(struct arena *a, xmlNodePtr parent, int64_t x, int64_t y, const char *anchor, struct slice text)
{
	xmlNodePtr n = add_text(a, parent, "text", text);
	set_number(a, n, "x", x);
	set_number(a, n, "y", y);
	set(n, "text-anchor", anchor);
	set(n, "fill", "currentColor");
	return n;
}

static xmlNodePtr add_line(struct arena *a, xmlNodePtr parent, int64_t x1, int64_t y1, int64_t x2, int64_t y2)
{
	xmlNodePtr n = add(parent, "line");
	set_number(a, n, "x1", x1);
	set_number(a, n, "y1", y1);
	set_number(a, n, "x2", x2);
	set_number(a, n, "y2", y2);
	set(n, "stroke", "currentColor");
	return n;
}

static xmlNodePtr add_rect(struct arena *a, xmlNodePtr parent, int64_t x, int64_t y, int64_t width, int64_t height)
{
	xmlNodePtr n = add(parent, "rect");
	set_number(a, n, "x", x);
	set_number(a, n, "y", y);
	set_number(a, n, "width", width);
	set_number(a, n, "height", height);
	return n;
}

static char *joined(struct arena *a, const char *x, const char *y)
{
	struct buf b;
	buf_init(&b, a);
	buf_addz(&b, x);
	buf_addz(&b, y);
	return buf_z(&b);
}

static xmlNodePtr begin(struct arena *a, xmlNodePtr parent, const struct image_titre *t, int width, int64_t height)
{
	xmlNodePtr svg = xmlAddChild(parent, xmlNewDocNode(parent->doc, NULL, (const xmlChar *)"svg", NULL));
	xmlSetNs(svg, xmlNewNs(svg, (const xmlChar *)"http://www.w3.org/2000/svg", NULL));
	const char *title = joined(a, t->id, "-titre"), *desc = joined(a, t->id, "-description");
	struct buf box;
	buf_init(&box, a);
	buf_addf(&box, "0 0 %d ", width);
	buf_addn(&box, height);
	set(svg, "viewBox", buf_z(&box));
	set(svg, "role", "img");
	set(svg, "aria-labelledby", joined(a, joined(a, title, " "), desc));
	set(svg, "font-size", "15");
	set(add_text(a, svg, "title", t->titre), "id", title);
	set(add_text(a, svg, "desc", t->description), "id", desc);
	return svg;
}

/* The fills: full, then ones that stay apart without colour. */
enum { FILLS = 4 };

static void add_patterns(struct arena *a, xmlNodePtr svg, const char *id)
{
	static const char *const paths[FILLS] = {NULL, "M0 8L8 0M-2 2L2 -2M6 10L10 6", "M0 4H8", "M4 0V8M0 4H8"};
	static const char *const suffix[FILLS] = {"", "-hachures", "-lignes", "-grille"};
	xmlNodePtr defs = add(svg, "defs");
	for (size_t i = 1; i < FILLS; i++) {
		xmlNodePtr pattern = add(defs, "pattern"), path = add(pattern, "path");
		set(pattern, "id", joined(a, id, suffix[i]));
		set(pattern, "width", "8");
		set(pattern, "height", "8");
		set(pattern, "patternUnits", "userSpaceOnUse");
		set(path, "d", paths[i]);
		set(path, "stroke", "currentColor");
		set(path, "stroke-width", "2");
	}
}

static void fill(struct arena *a, xmlNodePtr n, const char *id, size_t rank)
{
	static const char *const suffix[FILLS] = {"", "-hachures)", "-lignes)", "-grille)"};
	set(n, "fill", rank % FILLS ? joined(a, joined(a, "url(#", id), suffix[rank % FILLS]) : "currentColor");
}

void image_barres(struct arena *a, xmlNodePtr parent, const struct image_titre *t, const struct image_barre *v, size_t n)
{
	enum { ROW = 46, BAR = 18, LONGEST = NARROW - 102 };
	int64_t most = 1;
	for (size_t i = 0; i < n; i++)
		most = v[i].n > most ? v[i].n : most;
	xmlNodePtr svg = begin(a, parent, t, NARROW, (int64_t)n * ROW + 8);
	add_patterns(a, svg, t->id);
	for (size_t i = 0; i < n; i++) {
		int64_t y = (int64_t)i * ROW, length = v[i].n > 0 ? v[i].n * LONGEST / most : 0;
		if (v[i].n > 0 && length < 2) /* little is not nothing */
			length = 2;
		add_label(a, svg, 0, y + 16, "start", v[i].nom);
		xmlNodePtr bar = add_rect(a, svg, 1, y + 22, length, BAR);
		fill(a, bar, t->id, i);
		set(bar, "stroke", "currentColor");
		add_label(a, svg, length + 10, y + 36, "start", v[i].valeur);
	}
}

static int by_day(const void *pa, const void *pb)
{
	const struct image_repere *a = pa, *b = pb;
	if (a->le != b->le)
		return a->le < b->le ? -1 : 1;
	return (a->numero > b->numero) - (a->numero < b->numero);
}

/* From the first day of the first month to the first day of the month after the last one. */
struct echelle {
	jour_t from, to;
	int months;
};

static jour_t month_of(jour_t d)
{
	struct civil c = jour_civil(d);
	return jour_of(c.year, c.month, 1);
}

static struct echelle scale(const struct image_repere *v, size_t n)
{
	struct echelle e = {month_of(v[0].le), jour_add_months(month_of(v[n - 1].le), 1), 0};
	for (jour_t d = e.from; d < e.to && e.months < 1200; e.months++)
		d = jour_add_months(d, 1);
	return e;
}

enum { LEFT = 14, RIGHT = WIDE - 14, RADIUS = 12, STACK = 2 * RADIUS + 3 };

static int64_t place(const struct echelle *e, jour_t d)
{
	return LEFT + (int64_t)(d - e->from) * (RIGHT - LEFT) / (e->to - e->from);
}

/* "mars 2026", under the tick of its first day. */
static void add_month(struct arena *a, xmlNodePtr svg, int64_t x, int64_t y, jour_t d, bool year_only)
{
	struct buf b;
	buf_init(&b, a);
	buf_add_jour_court(&b, d);
	struct slice text = buf_slice(&b), year;
	const char *skip = memchr(text.p, 'r', text.n); /* "1er mars 2026": the day is left out */
	size_t cut = skip && skip - text.p <= 3 ? (size_t)(skip - text.p) + 1 : 1;
	text = (struct slice){text.p + cut, text.n - cut};
	while (text.n && ((unsigned char)*text.p == ' ' || (unsigned char)*text.p == 0xC2 || (unsigned char)*text.p == 0xA0))
		text.p++, text.n--;
	year = (struct slice){text.p + text.n - 4, 4};
	add_label(a, svg, x, y, "start", year_only ? year : text);
}

static void add_months(struct arena *a, xmlNodePtr svg, const struct echelle *e, int64_t y)
{
	enum { MOST = 7 };
	int step = 1;
	while (e->months / step > MOST)
		step = step < 3 ? step + 1 : step < 12 ? step * 2 : step + 12;
	bool years = step >= 12;
	step = years ? (step + 11) / 12 * 12 : step;
	for (int m = 0; m < e->months; m += step) {
		jour_t d = jour_add_months(e->from, m);
		int64_t x = place(e, d);
		add_line(a, svg, x, y, x, y + 6);
		add_month(a, svg, x, y + 22, d, years);
	}
}

/* The lowest row where a mark does not cover the last one that stands there. */
static size_t free_row(const int64_t *last, size_t rows, int64_t x)
{
	size_t row = 0;
	while (row < rows && last[row] >= 0 && x - last[row] < STACK)
		row++;
	return row;
}

static void add_mark(struct arena *a, xmlNodePtr svg, int64_t x, int64_t y, int64_t base, int number)
{
	struct buf b;
	xmlNodePtr stem = add_line(a, svg, x, y, x, base), disc = add(svg, "circle");
	set(stem, "stroke-opacity", "0.35");
	set_number(a, disc, "cx", x);
	set_number(a, disc, "cy", y);
	set_number(a, disc, "r", RADIUS);
	set(disc, "class", "repere");
	set(disc, "fill", "Canvas");
	set(disc, "stroke", "currentColor");
	buf_init(&b, a);
	buf_addn(&b, number);
	set(add_label(a, svg, x, y + 5, "middle", buf_slice(&b)), "font-size", "13");
}

void image_frise(struct arena *a, xmlNodePtr parent, const struct image_titre *t, const struct image_repere *v, size_t n)
{
	struct image_repere *sorted = ARENA_ARRAY(a, struct image_repere, n + 1);
	size_t *row = ARENA_ARRAY(a, size_t, n + 1), rows = 1;
	int64_t *last = ARENA_ARRAY(a, int64_t, n + 1);
	if (!n) {
		add_line(a, begin(a, parent, t, WIDE, 40), LEFT, 20, RIGHT, 20);
		return;
	}
	memcpy(sorted, v, n * sizeof *v);
	qsort(sorted, n, sizeof *sorted, by_day);
	struct echelle e = scale(sorted, n);
	for (size_t i = 0; i < n; i++)
		last[i] = -1;
	for (size_t i = 0; i < n; i++) {
		int64_t x = place(&e, sorted[i].le);
		row[i] = free_row(last, n, x);
		last[row[i]] = x;
		rows = row[i] + 1 > rows ? row[i] + 1 : rows;
	}
	int64_t base = (int64_t)rows * STACK + 12;
	xmlNodePtr svg = begin(a, parent, t, WIDE, base + 30);
	add_line(a, svg, LEFT, base, RIGHT, base);
	add_months(a, svg, &e, base);
	for (size_t i = n; i--;)
		add_mark(a, svg, place(&e, sorted[i].le), base - 10 - RADIUS - (int64_t)row[i] * STACK, base, sorted[i].numero);
}
