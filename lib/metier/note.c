#include "metier/note.h"

#include "depot/acces.h"
#include "depot/ident.h"
#include "format/rec.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct diag_msg BAD_NOTE = {"note-illisible", DIAG_ERREUR,
	"la note n'est pas un texte en UTF-8 ; la réenregistrer ainsi, ou la convertir : iconv -f WINDOWS-1252 -t UTF-8 (rien n'a été écrit)"};
static const struct diag_msg EMPTY_NOTE = {"note-vide", DIAG_ERREUR, "la note est vide ; l'écrire, ou retirer --note (rien n'a été écrit)"};
static const struct diag_msg NOT_WRITTEN = {"note-non-ecrite", DIAG_ERREUR,
	"la note n'a pas été écrite ({}) ; l'événement non plus ; recommencer"};
static const struct diag_msg CANNOT_ADD = {"ajout-impossible", DIAG_ERREUR,
	"le fichier se termine au milieu d'une ligne continuée ; le corriger dans un éditeur (rien n'a été modifié)"};

enum status note_juge(struct slice texte, struct diag *diag)
{
	bool nul = texte.n && memchr(texte.p, '\0', texte.n);
	if (texte.n && !nul && utf8_valid_length(texte) == texte.n)
		return STATUS_OK;
	DIAG0(diag, texte.n ? &BAD_NOTE : &EMPTY_NOTE, DIAG_NOWHERE);
	return STATUS_INVALID;
}

/* bilans/REF, made when it is the first thing written there. */
static int open_folder(struct depot *d, int tree, ref_t ref, const struct acces *acces)
{
	char name[REF_SIZE];
	ref_text(&d->prefixes, ref, name);
	int dir = file_open(tree, name, O_RDONLY | O_DIRECTORY, 0);
	if (dir >= 0 || errno != ENOENT)
		return dir;
	if (mkdirat(tree, name, 0700) < 0 && errno != EEXIST)
		return -1;
	dir = file_open(tree, name, O_RDONLY | O_DIRECTORY, 0);
	if (dir >= 0 && (acces_dossier(dir, acces) != STATUS_OK || file_sync(tree) != STATUS_OK)) {
		int error = errno;
		close(dir);
		unlinkat(tree, name, AT_REMOVEDIR); /* else the next try would find it, and write outside the group */
		errno = error;
		return -1;
	}
	return dir;
}

static int greatest(struct arena *a, const struct rec *r)
{
	int most = 0;
	for (size_t i = 0; i < r->nrecords; i++) {
		struct ident id;
		if (ident_parse(rec_get(a, r, &r->records[i], "Id"), &id) && id.letter == 'n' && id.number > most)
			most = id.number;
	}
	return most;
}

/* The file with one note more; INVALID, said, when it cannot be read or added to. */
static enum status compose(struct arena *a, struct slice before, const char *path, const struct poste *p,
                           const struct slice fields[3], struct buf *whole, struct diag *diag)
{
	struct rec r;
	struct buf record, id;
	buf_init(&record, a);
	buf_init(whole, a);
	buf_init(&id, a);
	enum status st = rec_parse(a, before, path, NULL, &r, diag);
	if (st != STATUS_OK)
		return st;
	buf_addf(&id, "n%d", greatest(a, &r) + 1);
	buf_adds(&id, p->suffixe);
	rec_put(&record, "Id", buf_slice(&id));
	rec_put(&record, "Evenement", fields[0]);
	rec_put(&record, "Saisi", fields[1]);
	rec_put(&record, "Texte", fields[2]);
	if (rec_add(whole, &r, "Note", buf_slice(&record)) == STATUS_OK)
		return STATUS_OK;
	DIAG0(diag, &CANNOT_ADD, ((struct diag_at){path, 0, 0}));
	return STATUS_INVALID;
}

static void say_not_written(struct diag *diag, const char *path)
{
	DIAG(diag, &NOT_WRITTEN, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
}

static enum status add_record(struct arena *a, int dir, const char *path, const struct poste *p, const struct slice fields[3],
                              struct diag *diag)
{
	struct file_edit e;
	struct buf whole;
	struct stat folder;
	enum status st = fstat(dir, &folder) < 0 ? file_status(errno) : file_edit_begin(&e, a, dir, "notes.rec");
	if (st != STATUS_OK) {
		say_not_written(diag, path);
		return st;
	}
	st = compose(a, e.before, path, p, fields, &whole, diag);
	if (st != STATUS_OK) {
		file_edit_cancel(&e);
		return st;
	}
	st = file_edit_write(&e, buf_slice(&whole), folder.st_mode & 0660);
	if (st == STATUS_OK)
		st = file_edit_commit(&e);
	if (st == STATUS_CHANGED || (st != STATUS_OK && e.placed))
		depot_say_edit(diag, st, errno, path, &e);
	else if (st != STATUS_OK)
		say_not_written(diag, path);
	return st;
}

enum status note_ajoute(struct depot *d, struct arena *a, ref_t ref, const struct poste *p, struct slice evenement,
                        struct slice saisi, struct slice texte, struct diag *diag)
{
	enum status st;
	int lock, tree = depot_tree(d, TREE_BILANS, &st, diag);
	if (tree < 0)
		return st;
	const char *path = depot_case_path(d, diag->arena, TREE_BILANS, ref, "notes.rec");
	struct acces acces;
	if ((st = acces_de(d, TREE_BILANS, &acces, diag)) != STATUS_OK)
		return st;
	int dir = open_folder(d, tree, ref, &acces);
	if (dir < 0) {
		st = file_status(errno);
		say_not_written(diag, path);
		return st;
	}
	st = depot_lock_folder(a, dir, &lock, depot_case_path(d, diag->arena, TREE_BILANS, ref, NULL), diag);
	if (st == STATUS_OK) {
		file_sweep(dir);
		st = add_record(a, dir, path, p, (struct slice[]){evenement, saisi, texte}, diag);
		file_unlock(lock);
	}
	close(dir);
	return st;
}
