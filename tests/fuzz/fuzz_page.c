/* Any page, as a stylesheet could make it: no fault of memory, lines of 72 columns that end in no blank, HTML that is XML. */
#include "base/unicode.h"
#include "format/page.h"

#include <libxml/parser.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static const char *const NAMES[] = {"p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tr",
                                    "th", "td", "caption", "figure", "desc", "blockquote", "hr", "br", "b", "svg", "style"};
enum { NNAMES = sizeof NAMES / sizeof *NAMES, UP = 0x1F };

static void add_text(struct arena *a, xmlNodePtr parent, const uint8_t *p, size_t n)
{
	struct buf b;
	buf_init(&b, a);
	buf_add_clean(&b, (struct slice){(const char *)p, n});
	char *text = buf_z(&b);
	for (char *q = text; (q = strstr(q, "\xEF\xBF")); q += 3) /* U+FFFE and U+FFFF are not XML */
		q[2] = (char)0xBD;
	if (*text)
		xmlAddChild(parent, xmlNewDocText(parent->doc, (const xmlChar *)text));
}

/* Low bytes open an element or close one; the others are text. */
static xmlDocPtr page_of(struct arena *a, const uint8_t *data, size_t size)
{
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"html", NULL), at = root;
	xmlDocSetRootElement(doc, root);
	for (size_t i = 0, n; i < size; i += n) {
		for (n = 0; i + n < size && data[i + n] >= ' '; n++)
			;
		add_text(a, at, data + i, n);
		if (n || i >= size)
			continue;
		n = 1;
		if (data[i] == UP)
			at = at == root ? root : at->parent;
		else
			at = xmlAddChild(at, xmlNewDocNode(doc, NULL, (const xmlChar *)NAMES[data[i] % NNAMES], NULL));
	}
	return doc;
}

static void check_line(struct slice line)
{
	require(text_width(line) <= 72);
	require(!line.n || line.p[line.n - 1] != ' ');
	for (size_t i = 0; i < line.n; i++)
		require((unsigned char)line.p[i] >= ' ' && line.p[i] != 0x7F);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct buf text, html;
	struct slice rest, line;
	arena_init(&a);
	buf_init(&text, &a);
	buf_init(&html, &a);
	xmlDocPtr page = page_of(&a, data, size);
	page_typo(&a, page);
	page_texte(&text, page);
	page_html(&html, page);
	for (rest = buf_slice(&text); slice_next(&rest, "\n", &line);)
		check_line(line);
	xmlDocPtr again = xmlReadMemory(html.p, (int)html.n, "é.html", NULL, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR);
	require(again);
	xmlFreeDoc(again);
	page_free(page);
	arena_release(&a);
	return 0;
}
