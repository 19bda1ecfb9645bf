/* French spaces. Only what the French rules make certain is changed: a person's words stay hers. */
#include "format/page.h"

static const char THIN[] = "\xE2\x80\xAF", NO_BREAK[] = "\xC2\xA0", QUOTE[] = "\xE2\x80\x99";

/* The space wanted ahead of the character at P, NULL when a plain one is right. */
static const char *space_before(const char *p, const char *end)
{
	static const struct {
		const char *sign, *space;
	} table[] = {{";", THIN}, {"!", THIN}, {"?", THIN}, {":", NO_BREAK}, {"\xC2\xBB", NO_BREAK}, {"%", NO_BREAK},
	             {"\xE2\x82\xAC", NO_BREAK}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (slice_starts((struct slice){p, (size_t)(end - p)}, table[i].sign))
			return table[i].space;
	return NULL;
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

static bool letter_before(const char *begin, const char *p)
{
	const char *q = p;
	uint32_t c;
	do
		q--;
	while (q > begin && ((unsigned char)*q & 0xC0) == 0x80);
	return q >= begin && utf8_char(q, p, &c) && is_letter(c);
}

static bool letter_after(const char *p, const char *end)
{
	uint32_t c;
	return p < end && utf8_char(p, end, &c) && is_letter(c);
}

/* "26 mars", "14 h", "22 rencontres": a number is not parted from what it counts; a year counts nothing. */
static bool counts(const char *begin, const char *p, const char *after, const char *end)
{
	size_t digits = 0;
	while (p - begin > (ptrdiff_t)digits && p[-1 - (ptrdiff_t)digits] >= '0' && p[-1 - (ptrdiff_t)digits] <= '9' && digits < 4)
		digits++;
	return digits > 0 && digits < 4 && after < end && *after >= 'a' && *after <= 'z';
}

void page_typo_texte(struct buf *out, struct slice s)
{
	const char *end = s.p + s.n;
	for (const char *p = s.p; p < end; p++) {
		const char *after = p, *space = NULL;
		while (after < end && *after == ' ')
			after++;
		if (after > p) {
			space = space_before(after, end);
			if (!space && p - s.p >= 2 && memcmp(p - 2, "\xC2\xAB", 2) == 0)
				space = NO_BREAK;
			if (!space && counts(s.p, p, after, end))
				space = NO_BREAK;
			p = space ? after - 1 : p; /* several are one: a line could end between them */
		}
		if (*p == '\'' && p > s.p && letter_before(s.p, p) && letter_after(p + 1, end))
			space = QUOTE;
		if (space)
			buf_addz(out, space);
		else
			buf_addc(out, *p);
	}
}

static bool is_left_alone(const xmlNode *n)
{
	static const char *const names[] = {"svg", "style", "code", "pre"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_is(slice_z((const char *)n->name), names[i]))
			return true;
	return false;
}

static void settle(struct arena *a, xmlNodePtr n)
{
	struct buf b;
	struct slice text = slice_z((const char *)n->content);
	buf_init(&b, a);
	page_typo_texte(&b, text);
	if (!slice_eq(text, buf_slice(&b)))
		xmlNodeSetContent(n, (const xmlChar *)buf_z(&b)); /* of a text node: taken literally */
}

void page_typo(struct arena *a, xmlDocPtr page)
{
	xmlNodePtr root = xmlDocGetRootElement(page), n = root;
	while (n) {
		if (n->type == XML_TEXT_NODE && !xmlIsBlankNode(n))
			settle(a, n);
		if (n->type == XML_ELEMENT_NODE && n->children && !is_left_alone(n)) {
			n = n->children;
			continue;
		}
		while (n && n != root && !n->next)
			n = n->parent;
		n = n == root ? NULL : n->next;
	}
}
