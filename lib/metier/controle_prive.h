/* controle_prive: what the files of controle share. */
#ifndef METIER_CONTROLE_PRIVE_H
#define METIER_CONTROLE_PRIVE_H

#include "metier/controle.h"

/* One case being looked at. */
struct examen {
	const struct controles *k;
	struct visit *v;
	struct diag *diag;
	struct arena *a;
	struct slice reference;
	enum status status; /* INVALID: a file could not be read, which the other commands skip too */
};

/* A finding at a field's value, at a record. */
void controle_note(struct examen *x, const struct diag_msg *m, struct diag_at at, const struct slice *args, size_t nargs);

/* A file of records: readable, UTF-8, each record of a known type judged by its schema, Ids not given twice. False: unreadable. */
bool controle_fichier(struct examen *x, const char *path, struct slice bytes, struct rec *r);
void controle_dossier(struct examen *x);
void controle_journal(struct examen *x);
void controle_bilan(struct examen *x);
/* Names and modes in a folder: conflict copies, editors' left-overs, temporary files, links, too wide modes. EXPECTED: the names
 * that belong there, NULL-terminated. */
void controle_noms(struct arena *a, int dir, const char *path, const char *const *expected, struct diag *diag);

struct schema *controle_schema(const struct controles *k, struct slice type);

#endif
