#include "metier/note.h"

#include "depot/ident.h"
#include "format/rec.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const struct diag_msg NOT_WRITTEN = {"note-non-ecrite", DIAG_ERREUR,
	"la note n'a pas été écrite ({}) ; l'événement non plus ; recommencer"};

/* bilans/REF, made with the mode of bilans/ itself (0700, or 2770 with a group). */
static int open_folder(struct depot *d, int tree, ref_t ref)
{
	char name[REF_SIZE];
	struct stat id;
	ref_text(&d->prefixes, ref, name);
	int dir = file_open(tree, name, O_RDONLY | O_DIRECTORY, 0);
	if (dir >= 0 || errno != ENOENT || fstat(tree, &id) < 0)
		return dir;
	if (mkdirat(tree, name, 0700) < 0 && errno != EEXIST)
		return -1;
	dir = file_open(tree, name, O_RDONLY | O_DIRECTORY, 0);
	if (dir >= 0 && (fchmod(dir, id.st_mode & 07777) < 0 || file_sync(tree) != STATUS_OK)) {
		close(dir);
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

static enum status add_record(struct arena *a, int dir, const char *path, const struct poste *p, const struct slice fields[3],
                              struct diag *diag)
{
	struct file_edit e;
	struct rec r;
	struct buf record, whole, id;
	struct stat folder;
	enum status st = file_edit_begin(&e, a, dir, "notes.rec");
	if (st != STATUS_OK)
		return st;
	buf_init(&record, a);
	buf_init(&whole, a);
	buf_init(&id, a);
	st = rec_parse(a, e.before, path, NULL, &r, diag);
	buf_addf(&id, "n%d", greatest(a, &r) + 1);
	buf_adds(&id, p->suffixe);
	rec_put(&record, "Id", buf_slice(&id));
	rec_put(&record, "Evenement", fields[0]);
	rec_put(&record, "Saisi", fields[1]);
	rec_put(&record, "Texte", fields[2]);
	if (st == STATUS_OK)
		st = rec_add(&whole, &r, "Note", buf_slice(&record));
	if (st == STATUS_OK && fstat(dir, &folder) == 0)
		st = file_edit_write(&e, buf_slice(&whole), folder.st_mode & 0660);
	if (st == STATUS_OK)
		return file_edit_commit(&e);
	file_edit_cancel(&e);
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
	int dir = open_folder(d, tree, ref);
	struct slice holder;
	st = dir < 0 ? file_status(errno) : file_lock(a, dir, DEPOT_WAIT_MS, &lock, &holder);
	if (st == STATUS_OK) {
		file_sweep(dir);
		st = add_record(a, dir, path, p, (struct slice[]){evenement, saisi, texte}, diag);
		file_unlock(lock);
	}
	if (st != STATUS_OK)
		DIAG(diag, &NOT_WRITTEN, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
	if (dir >= 0)
		close(dir);
	return st;
}
