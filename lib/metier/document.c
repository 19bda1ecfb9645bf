#include "metier/faits.h"

#include "format/page.h"

static const struct diag_msg NOT_BEGUN = {"bilan-absent", DIAG_ERREUR,
	"rien n'est encore écrit du bilan de {} ; commencer par la demande : bilan-projet -a demande {}"};

const char *const document_suffixes[DOCUMENT_FORMATS] = {"txt", "html", "xml"};

bool document_format_nomme(const char *nom, enum document_format *f)
{
	static const char *const noms[DOCUMENT_FORMATS] = {DOCUMENT_FORMAT_NOMS};
	for (unsigned i = 0; i < DOCUMENT_FORMATS; i++)
		if (strcmp(nom, noms[i]) == 0) {
			*f = (enum document_format)i;
			return true;
		}
	return false;
}

/* One row a paper: its name, its stylesheet, whether it is made from bilans/ too, its allow-list. */
#define DOCUMENTS(X) \
	X("synthese", "synthese.xsl", true, NULL)
#define ROW(...) {__VA_ARGS__},
#define NOM(nom, ...) nom,
static const struct document documents[] = {DOCUMENTS(ROW)};
const char *const document_noms[] = {DOCUMENTS(NOM) NULL};

const struct document *document_nomme(const char *nom)
{
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
		if (strcmp(documents[i].nom, nom) == 0)
			return &documents[i];
	return NULL;
}

static enum status print_page(struct arena *a, const struct demande_document *q, xmlDocPtr facts,
                              enum document_format format, struct buf *out, struct diag *diag)
{
	xmlDocPtr page;
	faits_figures(a, facts);
	enum status st = page_make(a, facts, q->document->modele, faits_modele, q->depot, &page, diag);
	if (st != STATUS_OK)
		return st;
	if (format == DOCUMENT_HTML)
		page_html(out, page);
	else
		page_texte(out, page);
	page_free(page);
	return STATUS_OK;
}

static enum status begun(struct arena *a, xmlDocPtr facts, struct diag *diag)
{
	struct slice ref = faits_attribut(a, xmlDocGetRootElement(facts), "reference");
	if (faits_bilan(facts)->children)
		return STATUS_OK;
	DIAG(diag, &NOT_BEGUN, DIAG_NOWHERE, ref, ref);
	return STATUS_INVALID;
}

static void missing(struct arena *a, const struct demande_document *q, xmlDocPtr facts, struct diag *diag)
{
	struct constats c;
	struct visit v = {.depot = q->depot, .tree = q->tree, .ref = q->ref, .arena = a};
	faits_manques(a, facts, constats_lus(q->contexte, &v, &c) == STATUS_OK ? &c : NULL, diag);
}

enum status document_fait(struct arena *a, const struct demande_document *q, enum document_format format, struct buf *out,
                          struct diag *diag)
{
	xmlDocPtr facts;
	enum status st = faits_lus(a, q, &facts, diag);
	if (st != STATUS_OK)
		return st;
	if (q->document->bilan)
		st = begun(a, facts, diag);
	if (st == STATUS_OK && format == DOCUMENT_XML)
		page_xml(out, facts);
	else if (st == STATUS_OK)
		st = print_page(a, q, facts, format, out, diag);
	if (st == STATUS_OK && q->document->bilan)
		missing(a, q, facts, diag);
	page_free(facts);
	return st;
}

enum status document_manques(struct arena *a, const struct demande_document *q, struct diag *manques, struct diag *diag)
{
	xmlDocPtr facts;
	enum status st = faits_lus(a, q, &facts, diag);
	if (st == STATUS_OK && q->document->bilan)
		missing(a, q, facts, manques);
	page_free(facts);
	return st;
}
