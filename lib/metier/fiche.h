/* fiche: the records of one person's bilan: judged by their schemas, added. One adder for every kind
 * (`-a KIND REF [--lire]`), whatever file it belongs to. */
#ifndef METIER_FICHE_H
#define METIER_FICHE_H

#include "depot/bilan.h"
#include "depot/poste.h"
#include "format/input.h"
#include "format/schema.h"
#include "metier/contexte.h"
#include "metier/sobriete.h"

/* What judging and writing need. */
struct fiches {
	struct depot *depot;
	struct poste poste;
	struct schema *schemas;          /* by rank in kinds */
	struct sobriete sobriete;        /* read */
	const struct contexte *contexte; /* for fiches_permis() and fiches_ajoute(); set by the caller */
	bool detruit;                    /* the bilan of the case that fiches_permis() was last asked about was destroyed */
};
/* CONFIG, said: a schema cannot be read. Release after any answer. */
enum status fiches_init(struct fiches *f, struct depot *d, struct diag *diag);
void fiches_release(struct fiches *f);

/* That of a kind; it belongs to F. */
struct schema *fiche_schema(const struct fiches *f, const struct kind *k);
/* May a record of kind K name that Id: does a record of B bear it? A follow-up may also name a step that a follow-up added and,
 * once the plan was destroyed, anything. */
bool fiche_designe(const struct fiches *f, struct arena *a, const struct bilan *b, const struct kind *k, struct slice id);

/* The letter of the records that a field names ('x' for Competence's Experience), told by its type in the schema (Num_x);
 * 0 when it names none of the bilan, or is the record's own Id. */
char fiche_lien(const struct kind *k, const struct schema_field *field);
/* The command that lists the records of that letter ("bilan-projet --pistes"). */
const char *fiche_liste(char letter);

/* What people call a field: "Premier pas" for Premier_pas, "Énoncé" for Enonce. */
struct slice fiche_libelle(struct arena *a, struct slice champ);

extern const struct diag_msg FICHE_LIEN;  /* field, Id, the command that lists what it may be */
extern const struct diag_msg FICHE_PERIODE; /* Fin, Debut */
extern const struct diag_msg FICHE_SEULE; /* type and name of a single kind that is there */

/* VALUE as it is kept in that field: trimmed; a date in AAAA-MM-JJ, a period, minutes, one of the words of an enum, a code,
 * when it reads as one; else as it is. */
struct slice fiche_forme(struct arena *a, const struct schema_field *field, struct slice value);
/* Is it one that the field can hold: of its type, a day of the calendar, UTF-8, without control characters? What is wrong is
 * said at AT. */
bool fiche_valeur_ok(struct arena *a, struct schema_field *field, struct slice value, struct diag_at at, struct diag *diag);
/* Its last part: can a value of a field of that name be kept at all, whatever its type? */
bool fiche_texte_ok(struct slice nom, struct slice value, struct diag_at at, struct diag *diag);

/* Is FIN not before DEBUT, both periods in the form of files, or empty? */
bool fiche_periode_ok(struct slice debut, struct slice fin);

/* REFUSED, said: the bilan of that case was destroyed, and that file may not come back (all but suivi.rec). INVALID: its
 * journal cannot be read. */
enum status fiches_permis(struct fiches *f, struct arena *a, ref_t ref, unsigned file, struct diag *diag);

/* Judge the records of one file, R, as it would stand beside the other files of B: each known kind by its schema, in its own
 * file, Ids of the right letter and given once, single kinds once, links to records that exist. Records of types that are
 * not ours are left alone. Faults are said at their place; INVALID when there is one. */
enum status fiches_juge(struct fiches *f, struct arena *a, const struct bilan *b, unsigned file, const struct rec *r,
                        struct diag *diag);

/* A record to add: its values in the order of the fields of the kind's schema, then the others, as they came. */
struct fiche_valeur {
	struct slice nom, valeur;
	struct diag_at at;
};
struct fiche {
	const struct kind *kind;
	struct fiche_valeur *v;
	size_t n;
	struct slice reference; /* of the case that it says it belongs to; empty: it does not say */
	struct diag_at at;      /* of the record, for what is missing */
};

/* The records of kind K in IN. Names of fields are matched without case or accents; a CSV column or a JSON key that the
 * schema does not know is not stored and is named once; in rec it is kept. A repeatable field may come as several columns,
 * as a JSON list, or, in a cell, one value a line (links: `x1+x2`, as the listings print them). INVALID: some records are
 * left out, which is said. */
enum status fiches_lues(struct fiches *f, struct arena *a, const struct kind *k, const struct input *in, struct fiche **v,
                        size_t *n, struct diag *diag);
struct fiche_titres {
	struct arena *a;
	struct schema *schema;
};
input_known_fn fiche_connues; /* CTX: a struct fiche_titres */

/* Add them to the bilan of REF in one replacement of one file, that of the first, to which all of them belong, under its
 * second lock: those that are valid; the others are said. An Id that was given is kept when it is free; otherwise the next
 * one is given. A record equal in all given fields to one that is there is not doubled, and said. `REF c1` lines go to OUT
 * once they are durable. */
enum status fiches_ajoute(struct fiches *f, struct arena *a, ref_t ref, const struct fiche *v, size_t n, struct buf *out,
                          struct diag *diag);

#endif
