/* Making a store. */
#include "depot/depot.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct diag_msg NOT_MADE = {"depot-non-cree", DIAG_ERREUR,
	"le dépôt n'a pas pu être créé ({}) ; vérifier le chemin et les droits"};

static const char CENTRE[] =
	"%rec: Organisme\n\n"
	"Nom: Centre\nFuseau: Europe/Paris\nRegion: metropole\n";

/* A folder is there for good when the one above it is flushed; where that one may not be opened, it is left to the
 * system. */
static int make_folder(char *path)
{
	if (mkdir(path, 0700) < 0)
		return errno == EEXIST ? 0 : -1;
	char *slash = strrchr(path, '/');
	if (slash)
		*slash = '\0';
	int above = file_open_root(AT_FDCWD, !slash ? "." : slash == path ? "/" : path);
	if (slash)
		*slash = '/';
	if (above < 0)
		return 0;
	enum status st = file_sync(above);
	int error = errno;
	close(above);
	errno = error;
	return st == STATUS_OK ? 0 : -1;
}

/* Every folder of PATH that is missing, 0700. */
static int make_path(char *path)
{
	for (char *p = path + (*path == '/');; p++) {
		if (*p && *p != '/')
			continue;
		char kept = *p;
		*p = '\0';
		int made = make_folder(path);
		*p = kept;
		if (made < 0)
			return -1;
		if (!kept)
			return 0;
	}
}

static enum status make_tree(int store, const char *name, bool marked)
{
	if (mkdirat(store, name, 0700) < 0 && errno != EEXIST)
		return file_status(errno);
	int dir = file_open_root(store, name);
	if (dir < 0)
		return file_status(errno);
	enum status st = STATUS_OK;
	if (marked) {
		int fd = file_open(dir, ".depot", O_WRONLY | O_CREAT, 0600);
		st = fd < 0 ? file_status(errno) : file_sync(fd);
		if (fd >= 0)
			close(fd);
	}
	if (st == STATUS_OK)
		st = file_sync(dir);
	int error = errno;
	close(dir);
	errno = error;
	return st;
}

/* centre.rec comes last: it is what makes the folder a store. */
static enum status make_centre(struct arena *a, int store)
{
	struct file_edit e;
	enum status st = file_edit_begin(&e, a, store, "centre.rec");
	if (st == STATUS_OK && e.before.n) {
		file_edit_cancel(&e);
		return STATUS_OK;
	}
	if (st == STATUS_OK)
		st = file_edit_write(&e, slice_z(CENTRE), 0600);
	return st == STATUS_OK ? file_edit_commit(&e) : st;
}

enum status depot_create(struct arena *a, const char *path, struct diag *diag)
{
	static const bool marked[TREES] = {[TREE_ARCHIVES] = true, [TREE_BILANS] = true};
	char *copy = arena_copy(a, path, strlen(path));
	int lock = -1, store = make_path(copy) < 0 ? -1 : file_open_root(AT_FDCWD, path);
	enum status st = store < 0 ? file_status(errno) : STATUS_OK;
	if (st == STATUS_OK && (st = depot_lock_folder(a, store, &lock, path, diag)) != STATUS_OK) {
		close(store);
		return st;
	}
	for (int t = 0; st == STATUS_OK && t < TREES; t++)
		st = make_tree(store, tree_names[t], marked[t]);
	if (st == STATUS_OK)
		st = make_centre(a, store);
	if (st != STATUS_OK)
		DIAG(diag, &NOT_MADE, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
	file_unlock(lock);
	if (store >= 0)
		close(store);
	return st == STATUS_OK || st == STATUS_REFUSED || st == STATUS_LOCKED || st == STATUS_CONFIG || st == STATUS_IO ? st : STATUS_CREATE;
}
