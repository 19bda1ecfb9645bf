/* image: drawings for pages, as SVG elements in a default namespace. They say what they show (title, desc), take the
 * colour of the text around them, and tell their parts by pattern and number, not by colour: they print in black and
 * white. */
#ifndef FORMAT_IMAGE_H
#define FORMAT_IMAGE_H

#include "base/text.h"
#include "sys/date.h"

#include <libxml/tree.h>

/* What is said of a drawing; ID tells it from the others of the page (ASCII letters). */
struct image_titre {
	const char *id;
	struct slice titre, description;
};

/* Horizontal bars, one below the other, each with its name above it and its value at its end. VALEUR is what is written,
 * N what is drawn (negative: nothing). */
struct image_barre {
	struct slice nom, valeur;
	int64_t n;
};
/* Added below PARENT. Without bars, or with zeros alone, the frame stands empty. */
void image_barres(struct arena *a, xmlNodePtr parent, const struct image_titre *t, const struct image_barre *v, size_t n);

/* A time line: marks with their number at their day; those too close to stand side by side are stacked. */
struct image_repere {
	jour_t le;
	int numero;
};
void image_frise(struct arena *a, xmlNodePtr parent, const struct image_titre *t, const struct image_repere *v, size_t n);

#endif
