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

/* Say what was found; NOTE() counts the arguments. */
void controle_note(struct examen *x, const struct diag_msg *m, struct diag_at at, const struct slice *args, size_t nargs);
#define NOTE(x, m, at, ...) \
	controle_note((x), (m), (at), (struct slice[]){__VA_ARGS__}, sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice))

/* A file of records: readable, UTF-8, each record of a known type judged by its schema, Ids not given twice. False:
 * unreadable. */
bool controle_fichier(struct examen *x, const char *path, struct slice bytes, struct rec *r);
/* Its parts: the records of a file already read, its encoding. */
void controle_enregistrements(struct examen *x, const struct rec *r);
void controle_utf8(struct examen *x, const char *path, struct slice bytes);
/* Read a file of the case; said when it cannot be. */
bool controle_lit(struct examen *x, const char *name, const char **path, struct slice *bytes);
/* The centre's own files: centre.rec, destructions.rec, journal.rec. */
void controle_centre(struct examen *x);
void controle_dossier(struct examen *x);
void controle_journal(struct examen *x);
/* What its events owe each other: an answer to a stop, to a handover; somebody who holds the case at any date. */
void controle_actes(struct examen *x, const struct journal *j);
void controle_bilan(struct examen *x);
/* Names and modes in a folder: conflict copies, editors' left-overs, temporary files, links, too wide modes. EXPECTED: the
 * names that belong there, NULL-terminated. */
void controle_noms(struct arena *a, int dir, const char *path, const char *const *expected, struct diag *diag);
/* Is a file or a folder open to more people than a FOLDER of that mode lets in? */
void controle_droits(struct arena *a, const struct stat *id, mode_t folder, const char *path, struct diag *diag);
/* What a synchroniser, git or a file system keeps beside our files: nothing to say of it. */
bool controle_nom_tolere(const char *name);

struct schema *controle_schema(const struct controles *k, struct slice type);

#endif
