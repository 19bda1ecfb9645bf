/* Drawings: what they say, nothing outside the frame, no mark that covers another; with nothing, one thing, thirty. */
#include "format/image.h"

#include <check.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

static const struct image_titre TITRE = {"essai", {"Été <b>", sizeof "Été <b>" - 1}, {"Ce qu'il montre & dit", 21}};

struct drawn {
	struct arena a;
	xmlDocPtr doc;
	xmlNodePtr svg;
	int width, height;
};

static void begin(struct drawn *d)
{
	arena_init(&d->a);
	d->doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlDocSetRootElement(d->doc, xmlNewDocNode(d->doc, NULL, (const xmlChar *)"figure", NULL));
}

static char *attribute(struct drawn *d, xmlNodePtr n, const char *name)
{
	xmlChar *value = xmlGetProp(n, (const xmlChar *)name);
	char *copy = value ? slice_dup(&d->a, slice_z((const char *)value)) : NULL;
	xmlFree(value);
	return copy;
}

static int number(struct drawn *d, xmlNodePtr n, const char *name)
{
	char *text = attribute(d, n, name);
	ck_assert_msg(text, "%s sans %s", (const char *)n->name, name);
	return (int)strtol(text, NULL, 10);
}

static xmlNodePtr named(xmlNodePtr n, const char *name)
{
	while (n && strcmp((const char *)n->name, name) != 0)
		n = n->next;
	return n;
}

/* The frame and what it says. */
static void look(struct drawn *d)
{
	d->svg = xmlDocGetRootElement(d->doc)->children;
	ck_assert_str_eq((const char *)d->svg->ns->href, "http://www.w3.org/2000/svg");
	ck_assert_ptr_null(d->svg->ns->prefix);
	ck_assert_str_eq(attribute(d, d->svg, "role"), "img");
	ck_assert_str_eq(attribute(d, d->svg, "aria-labelledby"), "essai-titre essai-description");
	ck_assert_int_eq(sscanf(attribute(d, d->svg, "viewBox"), "0 0 %d %d", &d->width, &d->height), 2);
	xmlNodePtr title = named(d->svg->children, "title"), desc = named(d->svg->children, "desc");
	ck_assert_str_eq((const char *)title->children->content, "Été <b>");
	ck_assert_str_eq((const char *)desc->children->content, "Ce qu'il montre & dit");
	ck_assert_str_eq(attribute(d, title, "id"), "essai-titre");
	ck_assert_str_eq(attribute(d, desc, "id"), "essai-description");
}

static void end(struct drawn *d)
{
	xmlFreeDoc(d->doc);
	arena_release(&d->a);
}

/* Values, and the lengths wanted for them. */
static const struct {
	size_t n;
	int64_t v[4];
	int lengths[4];
} BARS[] = {
	{0, {0}, {0}},
	{1, {5}, {258}},
	{3, {0, 0, 0}, {0, 0, 0}},
	{4, {240, 480, 1, -7}, {129, 258, 2, 0}},
	{2, {INT32_MAX, 1}, {258, 2}},
};

START_TEST(bars)
{
	struct drawn d;
	struct image_barre v[4];
	size_t n = BARS[_i].n, found = 0;
	begin(&d);
	for (size_t i = 0; i < n; i++)
		v[i] = (struct image_barre){SLICE("Préliminaire & fin"), SLICE("4 h 00"), BARS[_i].v[i]};
	image_barres(&d.a, xmlDocGetRootElement(d.doc), &TITRE, v, n);
	look(&d);
	for (xmlNodePtr c = d.svg->children; (c = named(c, "rect")); c = c->next, found++) {
		ck_assert_int_eq(number(&d, c, "width"), BARS[_i].lengths[found]);
		ck_assert_int_le(number(&d, c, "y") + number(&d, c, "height"), d.height);
		ck_assert_int_le(number(&d, c, "x") + number(&d, c, "width") + 100, d.width);
	}
	ck_assert_uint_eq(found, n);
	end(&d);
}
END_TEST

START_TEST(bars_told_apart)
{
	struct drawn d;
	struct image_barre v[3] = {{SLICE("a"), SLICE("1"), 1}, {SLICE("b"), SLICE("2"), 2}, {SLICE("c"), SLICE("3"), 3}};
	const char *fills[3] = {NULL};
	size_t n = 0;
	begin(&d);
	image_barres(&d.a, xmlDocGetRootElement(d.doc), &TITRE, v, 3);
	look(&d);
	for (xmlNodePtr c = d.svg->children; (c = named(c, "rect")); c = c->next)
		fills[n++] = attribute(&d, c, "fill");
	ck_assert_str_ne(fills[0], fills[1]);
	ck_assert_str_ne(fills[1], fills[2]);
	ck_assert_str_ne(fills[0], fills[2]);
	end(&d);
}
END_TEST

/* How many marks, the days between two of them, the month labels that fit. */
static const struct {
	size_t n;
	int step;
} LINES[] = {{0, 0}, {1, 0}, {2, 1}, {30, 0}, {30, 1}, {30, 20}, {30, 400}, {12, 3650}};

static bool apart(struct drawn *d, xmlNodePtr a, xmlNodePtr b)
{
	int x = number(d, a, "cx") - number(d, b, "cx"), y = number(d, a, "cy") - number(d, b, "cy"), r = number(d, a, "r");
	return x * x + y * y >= 4 * r * r;
}

START_TEST(line)
{
	struct drawn d;
	struct image_repere v[30];
	size_t n = LINES[_i].n, found = 0, labels = 0;
	int last = -1000;
	begin(&d);
	for (size_t i = 0; i < n; i++) /* given from the last to the first */
		v[i] = (struct image_repere){jour_of(2026, 3, 2) + (jour_t)((n - 1 - i) * (size_t)LINES[_i].step), (int)i + 1};
	image_frise(&d.a, xmlDocGetRootElement(d.doc), &TITRE, v, n);
	look(&d);
	for (xmlNodePtr c = d.svg->children; (c = named(c, "circle")); c = c->next, found++) {
		int r = number(&d, c, "r");
		ck_assert_int_ge(number(&d, c, "cx") - r, 0);
		ck_assert_int_le(number(&d, c, "cx") + r, d.width);
		ck_assert_int_ge(number(&d, c, "cy") - r, 0);
		ck_assert_int_le(number(&d, c, "cy") + r, d.height);
		for (xmlNodePtr o = c->next; (o = named(o, "circle")); o = o->next)
			ck_assert_msg(apart(&d, c, o), "deux repères se couvrent");
	}
	ck_assert_uint_eq(found, n);
	for (xmlNodePtr c = d.svg->children; (c = named(c, "text")); c = c->next) {
		if (strcmp(attribute(&d, c, "text-anchor"), "start") != 0)
			continue;
		ck_assert_int_ge(number(&d, c, "x") - last, 72); /* the room of "sept. 2026" */
		last = number(&d, c, "x");
		ck_assert_int_le(last + 72, d.width);
		labels++;
	}
	ck_assert_msg(!n || labels, "aucun mois");
	end(&d);
}
END_TEST

Suite *image_suite(void);

Suite *image_suite(void)
{
	Suite *s = suite_create("image");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, bars, 0, (int)(sizeof BARS / sizeof *BARS));
	tcase_add_test(t, bars_told_apart);
	tcase_add_loop_test(t, line, 0, (int)(sizeof LINES / sizeof *LINES));
	suite_add_tcase(s, t);
	return s;
}
