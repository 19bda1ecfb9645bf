/* acte_document: what bilan-synthese and bilan-export share: one paper for each case, on the terminal or in files. */
#ifndef CLIENT_ACTE_DOCUMENT_H
#define CLIENT_ACTE_DOCUMENT_H

#include "client/run.h"
#include "metier/document.h"

struct acte_document {
	const char *nom;    /* of the paper, in the name of its file: 2026-0001-NOM.html */
	const char *sortie; /* what -o names; NULL: standard output */
	enum document_format format;
	/* Make the paper of REF into OUT, both in A; what is wrong is said. */
	enum status (*fait)(void *ctx, ref_t ref, enum document_format format, struct arena *a, struct buf *out, struct diag *diag);
	void *ctx;
};

/* Can N papers go where they are to go? One file holds one; texts alone follow each other on standard output. */
bool acte_document_tient(const struct acte_document *d, size_t n);

/* Make and write the papers of REFS (REF_NONE: a paper of no case, NOM.html). Statuses are kept in R, and the papers
 * counted. */
void acte_documents(struct run *r, const struct acte_document *d, const struct refs *refs);

/* Do UN for each of REFS, in an arena of its own, with the bar of a long work; what it says is about that case. */
typedef void acte_document_un_fn(void *ctx, struct run *r, ref_t ref, struct arena *a);
void acte_document_chaque(struct run *r, const struct refs *refs, acte_document_un_fn *un, void *ctx);

#endif
