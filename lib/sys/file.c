#include "sys/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
	int error;
	enum status status;
	const char *reason;
} ERRORS[] = {
	{EACCES, STATUS_REFUSED, "permission refusée"},
	{EPERM, STATUS_REFUSED, "opération refusée par le système"},
	{ENOENT, STATUS_ABSENT, "fichier ou dossier absent"},
	{ENOTDIR, STATUS_ABSENT, "un élément du chemin n'est pas un dossier"},
	{EROFS, STATUS_CREATE, "volume en lecture seule"},
	{EEXIST, STATUS_CREATE, "ce nom existe déjà"},
	{ELOOP, STATUS_INVALID, "lien symbolique refusé"},
	{EXDEV, STATUS_INVALID, "chemin qui sort du dépôt"},
	{EISDIR, STATUS_INVALID, "dossier à la place d'un fichier"},
	{EFBIG, STATUS_INVALID, "fichier trop grand (2 Go au plus)"},
	{EINVAL, STATUS_INVALID, "ce n'est pas un fichier ordinaire"},
	{ENOSPC, STATUS_IO, "plus de place sur le disque"},
	{EDQUOT, STATUS_IO, "quota de disque atteint"},
	{EIO, STATUS_IO, "erreur de lecture ou d'écriture du disque"},
	{EMFILE, STATUS_IO, "trop de fichiers ouverts"},
	{ENFILE, STATUS_IO, "trop de fichiers ouverts"},
	{ENOMEM, STATUS_IO, "mémoire insuffisante"},
	{EBADF, STATUS_IO, "entrée ou sortie fermée"},
	{EPIPE, STATUS_IO, "la commande qui lisait la sortie s'est arrêtée"},
	{ENAMETOOLONG, STATUS_IO, "nom trop long"},
	{ENOLCK, STATUS_IO, "verrous refusés par le volume"},
	{EOPNOTSUPP, STATUS_IO, "opération inconnue de ce volume"},
	{EAGAIN, STATUS_IO, "fichier occupé par un autre programme"},
	{EBUSY, STATUS_IO, "fichier occupé par le système"},
	{ESTALE, STATUS_IO, "fichier perdu de vue par le volume réseau"},
	{ETIMEDOUT, STATUS_IO, "le volume ne répond pas"},
};

enum status file_status(int error)
{
	for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++)
		if (ERRORS[i].error == error)
			return ERRORS[i].status;
	return STATUS_IO;
}

const char *file_reason(int error)
{
	for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++)
		if (ERRORS[i].error == error)
			return ERRORS[i].reason;
	const char *name = strerrorname_np(error); /* the system's own sentences are in English */
	return name ? name : "erreur inconnue";
}

/* Kernels before 5.6, and some sandboxes, have no openat2: then each step of the path is opened without following links. */
static int open_by_steps(int dir, const char *name, int flags, mode_t mode)
{
	char step[256];
	int at = dir;
	for (const char *slash; (slash = strchr(name, '/')); name = slash + 1) {
		size_t n = (size_t)(slash - name);
		if (n == 0 || n >= sizeof step || (n == 2 && memcmp(name, "..", 2) == 0)) {
			errno = EXDEV;
			return -1;
		}
		memcpy(step, name, n);
		step[n] = '\0';
		int next = openat(at, step, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (at != dir)
			close(at);
		if (next < 0)
			return -1;
		at = next;
	}
	int fd = -1;
	errno = EXDEV;
	if (strcmp(name, "..") != 0)
		fd = openat(at, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);
	int error = errno;
	if (at != dir)
		close(at);
	errno = error;
	return fd;
}

int file_open(int dir, const char *name, int flags, mode_t mode)
{
	struct open_how how = {
		.flags = (unsigned)(flags | O_CLOEXEC),
		.mode = flags & (O_CREAT | O_TMPFILE) ? mode : 0,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
	};
	int fd = (int)syscall(SYS_openat2, dir, name, &how, sizeof how);
	if (fd < 0 && (errno == ENOSYS || errno == EAGAIN))
		return open_by_steps(dir, name, flags, mode);
	return fd;
}

int file_open_root(int dir, const char *name)
{
	return openat(dir, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

enum { LARGEST = INT32_MAX }; /* offsets in a file are kept in 32 bits */

/* The room to go on reading with: twice as much, or at once what a large file takes. 0: it is too large. */
static size_t larger(int fd, size_t cap)
{
	struct stat id;
	if (fstat(fd, &id) < 0 || !S_ISREG(id.st_mode) || (size_t)id.st_size + 2 <= cap * 2)
		return cap * 2;
	return id.st_size > LARGEST ? 0 : (size_t)id.st_size + 2;
}

/* A read that returns nothing is the only sure end: a short one is not, on a pipe, or a terminal. For a regular file it is
 * (POSIX, read: fewer bytes are returned only when the file ends before), and listings read a hundred thousand of them. */
static enum status read_all(struct arena *a, int fd, size_t guess, bool short_is_end, struct slice *bytes)
{
	size_t n = 0, cap = guess;
	char *p = arena_alloc(a, cap);
	for (;;) {
		ssize_t got = read(fd, p + n, cap - n - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return file_status(errno);
		if (got == 0)
			break;
		n += (size_t)got;
		if (short_is_end && n + 1 < cap)
			break;
		size_t more = n + 1 < cap ? cap : larger(fd, cap);
		if (n > LARGEST || !more) {
			errno = EFBIG;
			return STATUS_INVALID;
		}
		if (more > cap)
			p = arena_grow(a, p, cap, more);
		cap = more;
	}
	p[n] = '\0';
	*bytes = (struct slice){p, n};
	return STATUS_OK;
}

enum status file_read_fd(struct arena *a, int fd, struct slice *bytes)
{
	return read_all(a, fd, 1u << 16, false, bytes);
}

/* Only a regular file has content to read; looked at when it costs nothing (identity asked) or when nothing was read. */
static enum status regular(int fd, struct stat *id)
{
	if (fstat(fd, id) < 0)
		return file_status(errno);
	if (S_ISREG(id->st_mode))
		return STATUS_OK;
	errno = S_ISDIR(id->st_mode) ? EISDIR : EINVAL;
	return STATUS_INVALID;
}

enum status file_read(struct arena *a, int dir, const char *name, struct slice *bytes, struct stat *id)
{
	struct stat here;
	int fd = file_open(dir, name, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (fd < 0)
		return file_status(errno);
	enum status st = id ? regular(fd, id) : STATUS_OK;
	if (st == STATUS_OK)
		st = read_all(a, fd, id ? (size_t)id->st_size + 2 : 8192, !id, bytes);
	if (st == STATUS_OK && bytes->n == 0 && !id)
		st = regular(fd, &here);
	int error = errno;
	close(fd);
	errno = error;
	return st;
}

enum status file_write(int fd, struct slice bytes)
{
	while (bytes.n) {
		ssize_t done = write(fd, bytes.p, bytes.n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return file_status(errno);
		bytes.p += done;
		bytes.n -= (size_t)done;
	}
	return STATUS_OK;
}

enum status file_sync(int fd)
{
	if (fsync(fd) == 0 || errno == EINVAL)
		return STATUS_OK;
	return file_status(errno);
}

bool file_is_temp(struct slice name)
{
	if (name.n < 5 || name.p[0] != '.' || name.p[name.n - 1] != '~')
		return false;
	size_t digits = name.n - 1;
	while (digits > 0 && name.p[digits - 1] >= '0' && name.p[digits - 1] <= '9')
		digits--;
	return digits > 2 && digits < name.n - 1 && name.p[digits - 1] == '.';
}

/* Names and temporary folders of a killed bilan-new hold a handful of files and no folder. */
static void remove_temp(int dir, const char *name)
{
	if (unlinkat(dir, name, 0) == 0 || (errno != EISDIR && errno != EPERM))
		return;
	int inside = file_open(dir, name, O_RDONLY | O_DIRECTORY, 0);
	DIR *list = inside < 0 ? NULL : fdopendir(inside);
	if (!list)
		return;
	for (struct dirent *e; (e = readdir(list));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			unlinkat(inside, e->d_name, 0);
	closedir(list);
	unlinkat(dir, name, AT_REMOVEDIR);
}

void file_sweep(int dir)
{
	int again = file_open(dir, ".", O_RDONLY | O_DIRECTORY, 0);
	DIR *list = again < 0 ? NULL : fdopendir(again);
	if (!list)
		return;
	for (struct dirent *e; (e = readdir(list));)
		if (file_is_temp(slice_z(e->d_name)))
			remove_temp(dir, e->d_name);
	closedir(list);
}
