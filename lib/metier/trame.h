/* trame: interview kits and grids, as text (share/methodes, the centre's own ahead of them).
 *
 * A kit is printed for one person, filled in an editor, and taken back. In it, every line that begins with `#:` is the
 * kit's own; all the rest is answers:
 *
 *   #: trame conclusion 2026-0001      whose kit it is
 *   #: P3-01                           a question, alone on its line; what follows says it
 *   #: Voici vos résultats…
 *
 *   The answer, as long as need be.
 *
 * An area with nothing but blanks is no answer yet; the word `refus` alone is a refusal; `effacer` alone takes an answer
 * back. An answer whose line would begin with `#:`, or that is one of these two words, has a `\` ahead of it. What is
 * printed after a form was taken back is that form, byte for byte (but for CRLF, the marks and areas left blank). */
#ifndef METIER_TRAME_H
#define METIER_TRAME_H

#include "metier/fiche.h"

struct question {
	struct slice id, partie, texte, forme;
	struct slice *sert;     /* codes of points */
	struct slice *alimente; /* records and fields that the answer may go to: Objectif.Enonce */
	size_t nsert, nalimente;
	bool hors_synthese;
	struct diag_at at;
};
/* A field of a grid. */
struct champ_grille {
	struct slice nom, aide, choix;
};
struct trame {
	const char *path;
	struct slice nom, titre, consigne;
	const struct kind *kind;     /* of its answers; of a grid, the records that it helps to find, or NULL */
	struct question *v;
	size_t n;
	struct champ_grille *champs; /* of a grid, which has no questions; NULL for a kit */
	size_t nchamps;
	int lignes;                  /* how many times they are printed */
};

/* The kit or grid NOM, asked for at AT. USAGE, said there: there is none; CONFIG, said: it cannot be understood. */
enum status trame_charge(struct depot *d, const char *nom, struct diag_at at, struct trame *t, struct diag *diag);
/* All kits, the centre's own in place of those of the same name; by name. Grids and other files are left out. */
enum status trames_charge(struct depot *d, struct trame **v, size_t *n, struct diag *diag);

/* Print a kit with the answers that B holds, or a grid, for REFERENCE. On a SCREEN what could steer it is replaced;
 * elsewhere the answers are as they were given, controls apart. */
void trame_imprime(struct arena *a, const struct trame *t, const struct bilan *b, struct slice reference, bool screen,
                   struct buf *out);

/* What a form says of one question. */
enum reponse_etat { REPONSE_VIDE, REPONSE_REPONDU, REPONSE_REFUSE, REPONSE_EFFACE };
struct reponse {
	const struct question *q;
	enum reponse_etat etat;
	struct slice texte;  /* its lines, without those left empty around it */
	int avant, apres;    /* how many of those */
	struct diag_at at;   /* of the question in the form */
};
struct formulaire {
	struct trame trame;
	struct slice reference;
	struct diag_at at;   /* of the line that gives it */
	struct reponse *v;   /* in the order of the form */
	size_t n;
};
/* Read the form BYTES of PATH, whatever its line ends. INVALID, said at its place: it is not a kit, a question is unknown or
 * stands twice, an answer is not text. */
enum status trame_lit(struct depot *d, struct arena *a, struct slice bytes, const char *path, struct formulaire *f,
                      struct diag *diag);

/* The answers of F into the bilan of REF, in one replacement of one file: an answer that is new is added, one that changed
 * takes the place of the former, in its record; the rest of the file is not touched. One that comes back blank is kept,
 * which is said. INVALID, said: the form is another person's. `REF P1-04` lines go to OUT once they are durable. */
enum status trame_reprend(struct fiches *f, struct arena *a, ref_t ref, const struct formulaire *form, struct buf *out,
                          struct diag *diag);

#endif
