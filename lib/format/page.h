/* page: the road of documents: facts (an XML tree), a stylesheet (share/modeles, or the centre's own), a page (plain
 * XHTML), and its printers. Documents are data: a new one is a stylesheet and a row in a table.
 *
 * With image.h and metier/faits*, the only place that knows libxml2 and libxslt. Stylesheets can neither read another
 * file than those that LOOKUP gives, nor write, nor reach the network. */
#ifndef FORMAT_PAGE_H
#define FORMAT_PAGE_H

#include "base/diag.h"

#include <libxml/tree.h>

/* The bytes of the stylesheet NAME ("synthese.xsl", or "commun.xsl" that it includes) and the path that messages give it.
 * ABSENT: there is none; another status: it cannot be read, errno says why. NAME is one plain file name: no folder stands
 * in it. */
typedef enum status page_lookup_fn(void *ctx, struct arena *a, const char *name, struct slice *bytes, const char **path);

/* FACTS by the stylesheet NAME: the XHTML tree, for page_free(); its French spaces are settled (page_typo). CONFIG, said
 * with its file and line: the stylesheet is absent, cannot be read, or tried what it may not do. */
enum status page_make(struct arena *a, xmlDocPtr facts, const char *name, page_lookup_fn *lookup, void *ctx, xmlDocPtr *page,
                      struct diag *d);
void page_free(xmlDocPtr doc);

/* The spaces of French in the text of people, outside images, styles and code: the space before ; ! ? : » % € and after «
 * becomes no-break, as does the one between a number of at most three digits and the word that it counts; several spaces
 * there are one; an apostrophe between two letters becomes ’. Nothing else is changed. */
void page_typo(struct arena *a, xmlDocPtr page);
void page_typo_texte(struct buf *out, struct slice text); /* the same for one text */

/* The page as one self-contained file: doctype, XHTML syntax that is also valid HTML, UTF-8. */
void page_html(struct buf *out, xmlDocPtr page);
/* The same page as plain text, 72 columns, without markup: headings, paragraphs, lists, tables (as records when they are
 * too wide); a figure gives its description, its figures being in the table beside. Safe for a terminal. */
void page_texte(struct buf *out, xmlDocPtr page);
/* The facts as they are, indented, UTF-8. */
void page_xml(struct buf *out, xmlDocPtr facts);

#endif
