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

/* One row a paper: its name, its stylesheet, whether it is made from bilans/ too, the record that it is about,
 * whether it is made after the destruction, whether tasks enter it, its allow-list. */
#define DOCUMENTS(X) \
	X("synthese", "synthese.xsl", true, NULL, false, false, NULL) \
	X("suivi", "suivi.xsl", true, "suivi", true, false, NULL) \
	X("taches", "taches.xsl", true, "tache", false, true, NULL)
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

/* What to say when the record that a paper is about is not there. */
static const struct {
	const char *noyau;
	struct diag_msg msg;
} ABSENTS[] = {
	{"suivi", {"suivi-absent", DIAG_ERREUR,
		"aucun entretien de suivi n'est écrit pour {} ; l'ajouter : bilan-projet -a suivi {}, puis -a suivi-action"}},
	{"tache", {"tache-absente", DIAG_ERREUR,
		"aucune tâche n'a été donnée à {} ; en donner une : bilan-log --tache=CODE {} --le=AAAA-MM-JJ "
		"(bilan-log --taches les liste)"}},
};

static enum status begun(struct arena *a, const struct demande_document *q, xmlDocPtr facts, struct diag *diag)
{
	struct slice ref = faits_attribut(a, xmlDocGetRootElement(facts), "reference");
	const char *noyau = q->document->noyau;
	const struct diag_msg *m = &NOT_BEGUN;
	if (noyau ? faits_enfant(faits_bilan(facts), noyau) : faits_bilan(facts)->children)
		return STATUS_OK;
	for (size_t i = 0; noyau && i < sizeof ABSENTS / sizeof *ABSENTS; i++)
		if (strcmp(ABSENTS[i].noyau, noyau) == 0)
			m = &ABSENTS[i].msg;
	DIAG(diag, m, DIAG_NOWHERE, ref, ref);
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
		st = begun(a, q, facts, diag);
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
	if (st == STATUS_OK && q->document->noyau)
		st = begun(a, q, facts, diag);
	if (st == STATUS_OK && q->document->bilan)
		missing(a, q, facts, manques);
	page_free(facts);
	return st;
}
