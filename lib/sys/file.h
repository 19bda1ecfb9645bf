/* file: whole files, kernel locks, atomic replacement: the only writer of the store.
 *
 * Every path is a name relative to a folder's descriptor; no symbolic link is followed and nothing leaves the folder
 * (openat2, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS). */
#ifndef SYS_FILE_H
#define SYS_FILE_H

#include "base/diag.h"

#include <sys/stat.h>

/* The status for an errno: EACCES, EPERM → REFUSED; ENOENT, ENOTDIR → ABSENT; EROFS, EEXIST → CREATE; ELOOP, EISDIR, EXDEV →
 * INVALID (a link or a folder where a file is expected); anything else (ENOSPC, EIO…) → IO. */
enum status file_status(int error);

/* What the system says of an errno, in French, for the errors that a user can act on. */
const char *file_reason(int error);

/* A folder or a file below DIR; -1 and errno. FLAGS as open(2); O_CLOEXEC is added. */
int file_open(int dir, const char *name, int flags, mode_t mode);
/* A folder that the user named or that is a root of the store: links are followed. */
int file_open_root(int dir, const char *name);

/* The whole of a regular file, into the arena, followed by a NUL that is not counted. ABSENT, REFUSED, INVALID (not a
 * regular file, or 2 GB and more) or IO, with errno. ID may be NULL; otherwise it takes the file's identity. */
enum status file_read(struct arena *a, int dir, const char *name, struct slice *bytes, struct stat *id);
enum status file_read_fd(struct arena *a, int fd, struct slice *bytes);

/* The lock of a folder: flock on its permanent `.verrou`, which holds the host and pid of its holder. Waits at most WAIT_MS,
 * then LOCKED with the holder in HOLDER ("poste 4242"). CONFIG: this file system refuses locks. *FD is for file_unlock(). */
enum status file_lock(struct arena *a, int dir, int wait_ms, int *fd, struct slice *holder);
void file_unlock(int fd);

/* Remove the temporary files `.NAME.PID~` that a killed writer left in DIR; call it under the lock only. */
void file_sweep(int dir);

/* Is it the name of such a temporary file or folder? */
bool file_is_temp(struct slice name);

/* Replace, or create, NAME in DIR: begin, write, commit; commit always ends in cancel, so that no path leaks. */
struct file_edit {
	int dir, fd, old; /* OLD: the file read at the beginning, -1 when there was none */
	const char *name, *temp;
	struct slice before; /* its bytes */
	struct stat id;
	struct arena *a;
	bool placed;      /* our bytes stand under NAME: a failure after that does not undo it */
	const char *lost; /* after CHANGED from commit: the name under which the displaced version is kept, or NULL */
};

/* Reads the file to be replaced into e->before (empty when there is none). */
enum status file_edit_begin(struct file_edit *e, struct arena *a, int dir, const char *name);
/* Opens the temporary file beside it: same group, mode, access list (and owner when the kernel allows), or MODE for a new
 * one, and writes BYTES, all of them. */
enum status file_edit_write(struct file_edit *e, struct slice bytes, mode_t mode);
/* Flush to disk, put it in place, flush the folder. CHANGED with e->lost NULL: somebody wrote since begin, nothing was
 * done. CHANGED with e->lost: ours is in place and what somebody wrote at the very last moment is kept beside. */
enum status file_edit_commit(struct file_edit *e);
void file_edit_cancel(struct file_edit *e);

/* Write all of BYTES to FD. */
enum status file_write(int fd, struct slice bytes);
/* fsync of a file, or of a folder (where EINVAL is ignored: some file systems have none). */
enum status file_sync(int fd);

#endif
