/* edition_prive: what the files of edition share: pure functions on bytes and records. */
#ifndef METIER_EDITION_PRIVE_H
#define METIER_EDITION_PRIVE_H

#include "metier/edition.h"

/* Replacements in a text, given in any order, none inside another. */
struct retouche {
	size_t at, end;
	struct slice par;
};
struct retouches {
	struct arena *a;
	struct retouche *v;
	size_t n, cap;
};
void retouche(struct retouches *t, size_t at, size_t end, struct slice par);
struct slice retouches_applique(struct retouches *t, struct slice text);

/* The file BASE as it is offered to the editor, and what was saved without the help that was offered, lines `#>`
 * included. */
struct slice edition_offre(struct arena *a, const struct kind *k, const struct schema *s, struct slice base);
struct slice edition_depouille(struct arena *a, const struct kind *k, const struct schema *s, struct slice base,
                               struct slice text);

/* Past the record and the blank line that follows it. */
size_t fiche_fin(const struct rec *r, const struct rec_record *e);

/* The records of one file, by what tells each from others of its type: its key, or all it says. */
struct pareils {
	struct arena *a;
	const struct rec *r;
	uint32_t *slot; /* ranks from 1 */
	size_t mask;
};
void pareils_init(struct pareils *x, struct arena *a, const struct rec *r);
/* The first of them that is told like record E of R; NULL: none. */
const struct rec_record *pareils_trouve(const struct pareils *x, const struct rec *r, const struct rec_record *e);

/* OURS with all that THEIRS changed since BASE. CHANGED: some records were changed on both sides; MERGED then holds
 * their version as lines `#>` above ours, which is said at PATH. INVALID, said: they changed something else than
 * records. */
enum status edition_fusionne(struct arena *a, const struct rec *base, const struct rec *ours, const struct rec *theirs,
                             struct slice *merged, struct diag *diag);

/* How AFTER differs from BEFORE. */
struct bilan_des_changements {
	size_t ajoutes, changes, retires;
};
void edition_compte(struct arena *a, const struct rec *before, const struct rec *after, struct bilan_des_changements *c);

/* What was saved, on its way to the file, whose lock is held. */
struct reprise {
	struct edition *e;
	struct file_edit *w; /* W->BEFORE is the file as it stands */
	struct slice base, text;
	struct rec before, after;
	struct bilan bilan;
	bool donne; /* some Id was given */
	struct diag *diag;
};
/* Read TEXT as what stands in the copy. INVALID, said. */
enum status edition_comprend(const struct reprise *x, struct slice text, struct rec *r);
/* Give Ids to new records, in x->text, and judge all; INVALID, said at the lines of the copy, which has not those Ids
 * yet. */
enum status edition_juge(struct reprise *x);

#endif
