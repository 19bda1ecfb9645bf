#include "format/page.h"

#include "sys/file.h"

#include <errno.h>
#include <libxml/xmlsave.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <stdarg.h>
#include <stdio.h>

static const struct diag_msg ABSENT = {"modele-absent", DIAG_ERREUR,
	"le modèle {} n'existe ni dans modeles/ du dépôt, ni dans les données d'installation ; réinstaller, ou l'y remettre"};
static const struct diag_msg BROKEN = {"modele-invalide", DIAG_ERREUR,
	"ce modèle ne donne pas de document ({}) ; le corriger, ou l'ôter de modeles/ pour retrouver celui d'origine"};

/* The files of one page; the steps of its making. A page takes some ten thousand steps, the longest bilan a few million:
 * past that, a stylesheet calls itself without end, and not deep enough for libxslt to see it. */
enum { MOST_READ = 16, MOST_STEPS = 30000000 };

/* One transformation. libxslt knows neither a context for its loader nor ours for its errors: this is where they meet. */
struct making {
	struct arena *a;
	page_lookup_fn *lookup;
	void *ctx;
	struct diag *d;
	const char *path;         /* of the last stylesheet that was read: where a message without a place points */
	struct buf said;          /* fragments of a libxslt message */
	struct diag_at at;        /* the place it named */
	struct slice first;       /* the first fault in full: those that follow come from it */
	bool absent;              /* said already */
	struct {
		const char *name, *path;
	} read[MOST_READ];
	size_t nread;
};
static _Thread_local struct making *current;

static const char *path_of(const struct making *m, struct slice name)
{
	for (size_t i = 0; i < m->nread; i++)
		if (slice_is(name, m->read[i].name))
			return m->read[i].path;
	return m->path;
}

static void keep_fault(struct making *m, struct slice text, struct diag_at at)
{
	text = slice_trim(text);
	if (m->first.p || !text.n)
		return;
	m->first = (struct slice){slice_dup(m->a, text), text.n};
	m->at = at;
}

/* "compilation error: file synthese.xsl line 3 element template": the place of what the next line says. */
static bool take_place(struct making *m, struct slice line)
{
	const char *file = memmem(line.p, line.n, " file ", 6);
	const char *number = file ? memmem(file, (size_t)(line.p + line.n - file), " line ", 6) : NULL;
	if (!number)
		return false;
	struct slice name = {file + 6, (size_t)(number - file) - 6}, digits = {number + 6, 0};
	int at = 0;
	while (digits.p + digits.n < line.p + line.n && digits.p[digits.n] >= '0' && digits.p[digits.n] <= '9')
		digits.n++;
	if (!m->first.p && slice_number(digits, &at))
		m->at = (struct diag_at){path_of(m, name), (size_t)at, 1};
	return true;
}

static void xslt_says(void *ctx, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void xslt_says(void *ctx, const char *format, ...)
{
	struct making *m = ctx ? ctx : current;
	char piece[1024];
	va_list v;
	va_start(v, format);
	vsnprintf(piece, sizeof piece, format, v);
	va_end(v);
	buf_addz(&m->said, piece);
	struct slice rest = buf_slice(&m->said), line;
	if (!rest.n || rest.p[rest.n - 1] != '\n')
		return;
	m->said.n = 0;
	while (slice_next(&rest, "\n", &line))
		if (!take_place(m, line))
			keep_fault(m, line, m->at);
}

static void xml_says(void *ctx, xmlErrorPtr e)
{
	struct making *m = ctx;
	if (e->level < XML_ERR_ERROR || !e->message)
		return;
	struct slice name = slice_z(e->file);
	keep_fault(m, slice_z(e->message), (struct diag_at){path_of(m, name), e->line > 0 ? (size_t)e->line : 0, 1});
}

/* A plain file name: no folder, no address, no `..`. */
static bool is_plain(struct slice name)
{
	return name.n && name.p[0] != '.' && !memchr(name.p, '/', name.n) && !memchr(name.p, ':', name.n);
}

static bool found(struct making *m, struct slice name, struct slice *bytes, const char **path)
{
	if (!is_plain(name)) {
		struct buf b;
		buf_init(&b, m->a);
		buf_addf(&b, "il inclut « %.*s », hors de modeles/", (int)name.n, name.p);
		keep_fault(m, buf_slice(&b), (struct diag_at){m->path, 0, 0});
		return false;
	}
	enum status st = m->nread < MOST_READ ? m->lookup(m->ctx, m->a, name.p, bytes, path) : STATUS_ABSENT;
	if (st == STATUS_ABSENT) {
		DIAG(m->d, &ABSENT, DIAG_NOWHERE, name);
		m->absent = true;
	} else if (st != STATUS_OK) {
		keep_fault(m, slice_z(file_reason(errno)), (struct diag_at){*path, 0, 0});
	}
	return st == STATUS_OK;
}

static xmlDocPtr parse(struct slice bytes, const char *name, xmlDictPtr dict)
{
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	if (!parser || bytes.n >= INT32_MAX) {
		xmlFreeParserCtxt(parser);
		return NULL;
	}
	if (dict && parser->dict != dict) {
		xmlDictFree(parser->dict);
		parser->dict = dict;
		xmlDictReference(dict);
	}
	xmlDocPtr doc = xmlCtxtReadMemory(parser, bytes.p, (int)bytes.n, name, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
	xmlFreeParserCtxt(parser);
	return doc;
}

/* One file of the lookup, and nothing else. */
static xmlDocPtr load(const xmlChar *uri, xmlDictPtr dict, int options, void *ctx, xsltLoadType type)
{
	struct making *m = current;
	struct slice bytes, name = slice_z((const char *)uri);
	const char *path = NULL;
	(void)options;
	(void)ctx;
	if (type == XSLT_LOAD_DOCUMENT || !found(m, name, &bytes, &path))
		return NULL;
	m->path = path;
	m->read[m->nread].name = slice_dup(m->a, name);
	m->read[m->nread++].path = path;
	xmlDocPtr doc = parse(bytes, name.p, dict);
	if (doc && doc->intSubset) {
		keep_fault(m, SLICE("un modèle n'a pas de DOCTYPE"), (struct diag_at){path, 1, 1});
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

static xsltSecurityPrefsPtr forbid_all(void)
{
	static const xsltSecurityOption all[] = {XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
	                                         XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
	xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
	for (size_t i = 0; prefs && i < sizeof all / sizeof *all; i++)
		xsltSetSecurityPrefs(prefs, all[i], xsltSecurityForbid);
	return prefs;
}

static xsltStylesheetPtr compile(const char *name)
{
	xmlDocPtr doc = load((const xmlChar *)name, NULL, 0, NULL, XSLT_LOAD_START);
	xsltStylesheetPtr sheet = doc ? xsltParseStylesheetDoc(doc) : NULL;
	if (doc && !sheet)
		xmlFreeDoc(doc);
	if (sheet && sheet->errors) {
		xsltFreeStylesheet(sheet);
		sheet = NULL;
	}
	return sheet;
}

/* What xsl:output asks for is ours to choose: the printers want a page without a doctype, in XHTML. */
static void forget_output(xmlDocPtr page)
{
	xmlDtdPtr doctype = page->intSubset;
	if (doctype) {
		xmlUnlinkNode((xmlNodePtr)doctype);
		xmlFreeDtd(doctype);
	}
	page->type = XML_DOCUMENT_NODE;
}

static xmlDocPtr transform(struct making *m, xsltStylesheetPtr sheet, xmlDocPtr facts)
{
	xsltSecurityPrefsPtr prefs = forbid_all();
	xsltTransformContextPtr t = xsltNewTransformContext(sheet, facts);
	xmlDocPtr page = NULL;
	if (t && prefs && xsltSetCtxtSecurityPrefs(prefs, t) == 0) {
		t->opLimit = t->xpathCtxt->opLimit = MOST_STEPS;
		xsltSetTransformErrorFunc(t, m, xslt_says);
		page = xsltApplyStylesheetUser(sheet, facts, NULL, NULL, NULL, t);
		if (page && (t->state != XSLT_STATE_OK || !xmlDocGetRootElement(page))) {
			xmlFreeDoc(page);
			page = NULL;
		}
	}
	if (page)
		forget_output(page);
	xsltFreeTransformContext(t);
	xsltFreeSecurityPrefs(prefs);
	return page;
}

enum status page_make(struct arena *a, xmlDocPtr facts, const char *name, page_lookup_fn *lookup, void *ctx, xmlDocPtr *page,
                      struct diag *d)
{
	struct making m = {.a = a, .lookup = lookup, .ctx = ctx, .d = d, .path = name};
	buf_init(&m.said, a);
	current = &m;
	xsltSetLoaderFunc(load);
	xmlSetStructuredErrorFunc(&m, xml_says);
	xmlSetGenericErrorFunc(&m, xslt_says); /* XPath still speaks through it */
	xsltSetGenericErrorFunc(&m, xslt_says);
	xsltStylesheetPtr sheet = compile(name);
	*page = sheet ? transform(&m, sheet, facts) : NULL;
	xsltFreeStylesheet(sheet);
	xsltSetGenericErrorFunc(NULL, NULL);
	xmlSetGenericErrorFunc(NULL, NULL);
	xmlSetStructuredErrorFunc(NULL, NULL);
	xsltSetLoaderFunc(NULL);
	current = NULL;
	if (*page) {
		page_typo(a, *page);
		return STATUS_OK;
	}
	if (!m.absent)
		DIAG(d, &BROKEN, (m.at.path ? m.at : (struct diag_at){m.path, 0, 0}),
		     m.first.n ? m.first : SLICE("il ne produit rien"));
	return STATUS_CONFIG;
}

void page_free(xmlDocPtr doc)
{
	xmlFreeDoc(doc);
}

static void save(struct buf *out, xmlDocPtr doc, int options)
{
	xmlBufferPtr bytes = xmlBufferCreate();
	xmlSaveCtxtPtr to = bytes ? xmlSaveToBuffer(bytes, "UTF-8", options) : NULL;
	if (to) {
		xmlSaveDoc(to, doc);
		xmlSaveClose(to);
		buf_add(out, (const char *)xmlBufferContent(bytes), (size_t)xmlBufferLength(bytes));
	}
	xmlBufferFree(bytes);
}

void page_html(struct buf *out, xmlDocPtr page)
{
	buf_addz(out, "<!DOCTYPE html>\n");
	save(out, page, XML_SAVE_XHTML | XML_SAVE_NO_DECL | XML_SAVE_FORMAT);
}

void page_xml(struct buf *out, xmlDocPtr facts)
{
	save(out, facts, XML_SAVE_AS_XML | XML_SAVE_FORMAT);
}
