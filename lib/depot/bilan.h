/* bilan: what belongs to the person (bilans/REF): the kinds of records it holds, in which files, and how to read them and to
 * hold them for writing. Administrative commands never come here. */
#ifndef DEPOT_BILAN_H
#define DEPOT_BILAN_H

#include "depot/acces.h"
#include "format/rec.h"

/* A kind of record, in one of the files of bilans/. */
struct kind {
	const char *name;  /* as a user types it: "etat-piste" */
	const char *type;  /* as files and schemas name it: "Etat_piste" */
	const char *label; /* for people: "état de piste" */
	unsigned file;     /* index in bilan_files */
	char letter;       /* of its Ids; 0: it has none */
	const char *key;   /* the field that tells it from others: "Id", "Piste"; NULL: none */
	bool single;       /* one record at most */
};
extern const struct kind kinds[];
extern const size_t kinds_n;
extern const char *const kind_names[]; /* their names, then NULL */
/* Name or type, compared without case, accents or punctuation ("Etat piste", "Compétence"); NULL when unknown. */
const struct kind *kind_named(struct slice word);
const struct kind *kind_of_type(struct slice type);

enum { BILAN_FILES = 10 };
extern const char *const bilan_files[BILAN_FILES + 1]; /* "demande.rec"…, then NULL */

/* The files of one person; those that do not exist, or could not be read, are empty. */
struct bilan {
	struct rec rec[BILAN_FILES];
	bool read[BILAN_FILES];
};

/* Read the files into A. OK without a folder too: nothing was written yet. CONFIG: bilans/ is not mounted; REFUSED; INVALID:
 * a file cannot be understood (said; the others are read). */
enum status bilan_read(struct depot *d, struct arena *a, ref_t ref, struct bilan *b, struct diag *diag);

/* Only the file of that kind; empty when nothing was written yet. The same statuses. */
enum status bilan_read_kind(struct depot *d, struct arena *a, ref_t ref, const struct kind *k, struct rec *r, struct diag *diag);

/* The records of a kind, in the order of the file: *FROM starts at 0; NULL after the last one. */
const struct rec_record *bilan_next(const struct bilan *b, const struct kind *k, size_t *from);
static inline const struct rec *bilan_rec(const struct bilan *b, const struct kind *k)
{
	return &b->rec[k->file];
}

/* bilans/REF held for writing: made when nothing stood there yet, locked (the case's second lock: after that of dossiers/REF
 * when both are held), swept. */
struct bilan_hold {
	int dir, lock;
	mode_t mode; /* of a file made there */
};
enum status bilan_hold(struct depot *d, struct arena *a, ref_t ref, struct bilan_hold *h, struct diag *diag);
void bilan_release(struct bilan_hold *h);

/* The greatest number of an Id with that letter in a file: in any Id, and in any reference to one (a number once given is
 * never given again while something still names it). */
int bilan_greatest(struct arena *a, const struct rec *r, char letter);

#endif
