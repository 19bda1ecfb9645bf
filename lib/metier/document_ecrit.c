#include "metier/document.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const struct diag_msg NO_FOLDER = {"dossier-de-sortie", DIAG_ERREUR,
	"{} ; créer ce dossier, ou en indiquer un autre après -o"};
static const struct diag_msg NO_FILE = {"fichier-de-sortie", DIAG_ERREUR,
	"{} ; indiquer après -o un autre fichier (un lien ou un appareil ne sont pas remplacés)"};

bool document_vers_dossier(const char *chemin)
{
	struct stat id;
	size_t n = strlen(chemin);
	return n && (chemin[n - 1] == '/' || (stat(chemin, &id) == 0 && S_ISDIR(id.st_mode)));
}

static enum status failed(struct diag *diag, const struct diag_msg *m, const char *path, enum status st)
{
	DIAG(diag, m, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
	return st == STATUS_IO || st == STATUS_CHANGED ? st : STATUS_CREATE;
}

/* An old file kept its mode; a paper is for its owner alone. */
static enum status replace(struct arena *a, int dir, const char *name, struct slice bytes)
{
	struct file_edit e;
	enum status st = file_edit_begin(&e, a, dir, name);
	if (st != STATUS_OK)
		return st;
	st = file_edit_write(&e, bytes, 0600);
	if (st == STATUS_OK && fchmod(e.fd, 0600) < 0) {
		st = file_status(errno);
		file_edit_cancel(&e);
	}
	return st == STATUS_OK ? file_edit_commit(&e) : st;
}

static const char *inside(struct arena *a, const char *folder, const char *name)
{
	struct buf b;
	buf_init(&b, a);
	buf_addz(&b, folder);
	buf_addz(&b, folder[strlen(folder) - 1] == '/' ? "" : "/");
	buf_addz(&b, name);
	return buf_z(&b);
}

enum status document_ecrit(struct arena *a, const char *chemin, const char *nom, struct slice bytes, struct diag *diag)
{
	if (document_vers_dossier(chemin))
		chemin = inside(a, chemin, nom);
	const char *slash = strrchr(chemin, '/'), *folder = ".", *name = chemin;
	if (slash) {
		folder = slash == chemin ? "/" : slice_dup(a, (struct slice){chemin, (size_t)(slash - chemin)});
		name = slash + 1;
	}
	int dir = file_open_root(AT_FDCWD, folder);
	if (dir < 0)
		return failed(diag, &NO_FOLDER, folder, STATUS_CREATE);
	enum status st = replace(a, dir, name, bytes);
	if (st != STATUS_OK)
		st = failed(diag, &NO_FILE, chemin, st);
	close(dir);
	return st;
}
