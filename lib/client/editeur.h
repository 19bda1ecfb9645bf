/* editeur: `--editer`: the records of a person's file, or the sessions of a day, in the user's own editor. */
#ifndef CLIENT_EDITEUR_H
#define CLIENT_EDITEUR_H

#include "client/run.h"
#include "metier/copie.h"
#include "metier/fiche.h"

/* What can be worked on in an editor: the copy, and how its owner makes it and takes it back. */
struct editable {
	void *ctx;
	struct draft *draft; /* closed by its owner once nothing is left to do with the copy */
	const struct draft_left *restes; /* of earlier edits, the latest first */
	size_t nrestes;
	const char *quoi;    /* "ce fichier" */
	const char *reprise; /* the command that takes a left copy up again */
	const char *(*nom)(void *ctx, const char *copie); /* as messages name it */
	const char *(*chemin)(void *ctx);                 /* as an editor opens it */
	enum copie (*copie)(void *ctx);
	enum status (*neuve)(void *ctx, struct diag *diag);
	enum status (*reprend)(void *ctx, const struct draft_left *l, struct diag *diag);
	enum status (*rend)(void *ctx, struct buf *out, struct diag *diag);
};

/* A copy, one that was left if the user wants it, in the user's editor until it can be taken back; on a terminal one that
 * cannot is offered again. Afterwards it is gone, or kept and said. Lines of result go to OUT. */
enum status editeur_tourne(struct run *r, const struct editable *e, struct buf *out);

/* Open the file that holds the records of kind K in the user's editor, take back what was saved, and say what was done:
 * a line `REF c26` on standard output for each record that is new, a remark that counts the others. What cannot be taken
 * back stays in a copy beside the file; it is offered again on a terminal, and at the next call. Statuses are kept in R. */
void editeur_modifie(struct run *r, struct fiches *f, const struct kind *k, ref_t ref);

#endif
