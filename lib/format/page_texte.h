/* page_texte: what the printers of plain text share: lines of 72 columns, tables. */
#ifndef FORMAT_PAGE_TEXTE_H
#define FORMAT_PAGE_TEXTE_H

#include "format/page.h"

enum { PAGE_COLONNES = 72 };

/* A page being written. At the left of a line stand RETRAIT columns; once, HORS columns fewer, then PUCE. */
struct feuille {
	struct arena *a;
	struct buf *out;
	size_t retrait, hors;
	const char *puce;
	unsigned blancs; /* blank lines owed before the next text: between two blocks the greater wins, and none at the top */
	bool colle;      /* none is owed till the next line: a heading keeps to what follows */
};

/* The columns left of a line. However deep the lists, a third of the line is left to the text. */
size_t feuille_place(const struct feuille *f);
/* Owe N blank lines before what comes. */
void feuille_blancs(struct feuille *f, unsigned n);
/* A paragraph, broken at its plain spaces; line ends of TEXT are kept. Nothing for an empty one. */
void feuille_alinea(struct feuille *f, struct slice text);
/* A line of N times SIGN under what was written; none for 0. */
void feuille_trait(struct feuille *f, const char *sign, size_t n);
/* A line as it is; none when it is empty. */
void feuille_ligne(struct feuille *f, struct slice line);

/* The text of a node, spaces brought to one, controls made harmless; the blocks in it begin a line. */
struct slice page_mots(struct arena *a, xmlNodePtr n);
bool page_est(const xmlNode *n, const char *name); /* an element of that name */

void page_tableau(struct feuille *f, xmlNodePtr table);

#endif
