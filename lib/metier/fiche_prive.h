/* fiche_prive: what the files of fiche share: every record of a bilan, found by what tells it from the others. */
#ifndef METIER_FICHE_PRIVE_H
#define METIER_FICHE_PRIVE_H

#include "metier/fiche.h"

struct fiche_entree {
	struct slice cle; /* its Id, or the field that tells it from others; empty for a single kind */
	const struct kind *kind;
	const struct rec *r;
	const struct rec_record *e;
	uint64_t dit; /* the marks of all that it says */
};
struct fiche_index {
	struct arena *a;
	struct fiche_entree *v; /* in the order they were added */
	size_t n, cap;
	size_t *slot, mask;     /* ranks from 1, by key */
};

/* Empty; it will live in A. */
void fiche_index_init(struct fiche_index *x, struct arena *a);
/* The records of R whose types are known. */
void fiche_index_rec(struct fiche_index *x, const struct rec *r);
/* Those of every file of B but R's. */
void fiche_index_bilan(struct fiche_index *x, const struct bilan *b, unsigned but);

/* The record of kind K, or of any kind that has Ids when K is NULL, that bears that key; NULL: none. The first one. */
const struct fiche_entree *fiche_index_get(const struct fiche_index *x, const struct kind *k, struct slice cle);

/* Is ID, which a record of kind K names, that of something there? A follow-up may also name a step that a follow-up added
 * and, when LIBRE (the plan was destroyed, or the record adds a step), anything. */
bool fiche_lien_connu(const struct fiche_index *x, const struct kind *k, struct slice id, bool libre);

/* One bit of 64 for a value of a field: a record that lacks the bit does not say it. */
uint64_t fiche_marque(struct slice nom, struct slice valeur);

/* The file R with RECORDS of kind K added at their place. INVALID, said: it ends inside a continued line. */
enum status fiche_bloc(struct arena *a, const struct rec *r, const struct kind *k, struct slice records, struct slice *whole,
                       struct diag *diag);

/* A day that the schema's form lets through and that does not exist (2019-02-30). */
bool fiche_jour_faux(const struct schema_field *f, struct slice mot);
/* An Id that is none of that kind: p8 for a Section. */
bool fiche_lettre_fausse(const struct kind *k, struct slice cle);

extern const struct diag_msg FICHE_LETTRE;     /* the Id, the type, the letter */
extern const struct diag_msg FICHE_JOUR;       /* the field, the day */
extern const struct diag_msg FICHE_EPUISE;     /* the letter, the kind */
extern const struct diag_msg FICHE_CLE_DOUBLE; /* the key's field, the key, the type */
extern const struct diag_msg FICHE_SECONDE;    /* the type of a single kind */
extern const struct diag_msg FICHE_AILLEURS;   /* the type, the file it belongs to */

/* The field that holds the number of a record: Id, or, of a step that a follow-up adds among the actions, Action. */
const char *fiche_champ_id(const struct kind *k);

/* Does something tell records of that kind from one another, other than all that they say? */
bool fiche_a_cle(const struct kind *k);
/* Is it an Id, given once in a whole bilan? */
bool fiche_a_id(const struct kind *k);

#endif
