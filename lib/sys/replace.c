/* Atomic replacement: whatever happens, the name holds the old bytes or the new ones. */
#include "sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

static const char ACL[] = "system.posix_acl_access";

enum status file_edit_begin(struct file_edit *e, struct arena *a, int dir, const char *name)
{
	*e = (struct file_edit){.dir = dir, .fd = -1, .old = -1, .name = name, .a = a};
	struct buf b;
	buf_init(&b, a);
	buf_addf(&b, ".%s.%ld~", name, (long)getpid());
	e->temp = buf_z(&b);
	e->old = file_open(dir, name, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (e->old < 0)
		return errno == ENOENT ? STATUS_OK : file_status(errno);
	enum status st = STATUS_OK;
	if (fstat(e->old, &e->id) < 0)
		st = file_status(errno);
	else if (!S_ISREG(e->id.st_mode)) {
		errno = S_ISDIR(e->id.st_mode) ? EISDIR : EINVAL;
		st = STATUS_INVALID;
	} else
		st = file_read_fd(a, e->old, &e->before);
	if (st != STATUS_OK)
		file_edit_cancel(e);
	return st;
}

/* The old file's list; when it has none, not the one that the folder gives to new files either. */
static enum status take_access_list(const struct file_edit *e)
{
	ssize_t n = fgetxattr(e->old, ACL, NULL, 0);
	char *acl = n > 0 ? arena_alloc(e->a, (size_t)n) : NULL;
	if (acl)
		n = fgetxattr(e->old, ACL, acl, (size_t)n);
	if (n > 0)
		return fsetxattr(e->fd, ACL, acl, (size_t)n, 0) < 0 ? file_status(errno) : STATUS_OK;
	if (errno == ENODATA && fremovexattr(e->fd, ACL) < 0 && errno != ENODATA)
		return file_status(errno);
	return STATUS_OK;
}

/* The new file takes what the old one had; a refusal of the kernel about the owner is lawful, about the rest is not. The
 * mode comes last: nobody reads the new file meanwhile who could not read the old one. */
static enum status take_attributes(const struct file_edit *e)
{
	struct stat now;
	if (fstat(e->fd, &now) < 0)
		return file_status(errno);
	if (now.st_gid != e->id.st_gid && fchown(e->fd, (uid_t)-1, e->id.st_gid) < 0)
		return file_status(errno);
	if (now.st_uid != e->id.st_uid && fchown(e->fd, e->id.st_uid, (gid_t)-1) < 0 && errno != EPERM)
		return file_status(errno);
	enum status st = take_access_list(e);
	if (st == STATUS_OK && fchmod(e->fd, e->id.st_mode & 07777) < 0)
		st = file_status(errno);
	return st;
}

enum status file_edit_write(struct file_edit *e, struct slice bytes, mode_t mode)
{
	enum status st = STATUS_OK;
	if (e->fd < 0) {
		e->fd = file_open(e->dir, e->temp, O_WRONLY | O_CREAT | O_EXCL, e->old < 0 ? mode : 0600);
		if (e->fd < 0)
			st = file_status(errno);
		else if (e->old >= 0)
			st = take_attributes(e);
		else if (fchmod(e->fd, mode) < 0)
			st = file_status(errno);
	}
	if (st == STATUS_OK)
		st = file_write(e->fd, bytes);
	if (st != STATUS_OK)
		file_edit_cancel(e);
	return st;
}

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_dev == b->st_dev && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Is the file at NAME the one that was read? Absent counts as the same when there was none. */
static bool untouched(const struct file_edit *e)
{
	struct stat now;
	if (fstatat(e->dir, e->name, &now, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT && e->old < 0;
	return e->old >= 0 && same_file(&now, &e->id);
}

/* Do the bytes under NAME (the displaced file) differ from those we read? */
static bool displaced_differs(const struct file_edit *e, const char *name)
{
	struct slice now;
	struct stat id;
	enum status st = file_read(e->a, e->dir, name, &now, &id);
	return st != STATUS_OK || !slice_eq(now, e->before);
}

/* NAME.perdu, NAME.perdu.2…: the first that is free. */
static void keep_lost(struct file_edit *e)
{
	for (int i = 1; i < 1000; i++) {
		struct buf b;
		buf_init(&b, e->a);
		buf_addf(&b, i == 1 ? "%s.perdu" : "%s.perdu.%d", e->name, i);
		if (renameat2(e->dir, e->temp, e->dir, buf_z(&b), RENAME_NOREPLACE) == 0) {
			e->lost = buf_z(&b);
			return;
		}
		if (errno != EEXIST)
			break;
	}
	e->lost = e->temp;
}

/* The two names change places, so that what was displaced can still be looked at. */
static enum status exchange(struct file_edit *e)
{
	if (renameat2(e->dir, e->temp, e->dir, e->name, RENAME_EXCHANGE) < 0)
		return errno == EINVAL || errno == ENOSYS ? STATUS_CONFIG : file_status(errno);
	e->placed = true;
	if (displaced_differs(e, e->temp)) {
		keep_lost(e);
		return STATUS_CHANGED;
	}
	return unlinkat(e->dir, e->temp, 0) == 0 ? STATUS_OK : file_status(errno);
}

/* File systems without an exchange: the old file, held open, is compared after the rename, and written anew if it
 * differs. */
static enum status rename_over(struct file_edit *e)
{
	struct slice now;
	if (renameat(e->dir, e->temp, e->dir, e->name) < 0)
		return file_status(errno);
	e->placed = true;
	if (e->old < 0)
		return STATUS_OK;
	enum status st = lseek(e->old, 0, SEEK_SET) < 0 ? file_status(errno) : file_read_fd(e->a, e->old, &now);
	if (st != STATUS_OK || slice_eq(now, e->before))
		return st;
	int fd = file_open(e->dir, e->temp, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || file_write(fd, now) != STATUS_OK || file_sync(fd) != STATUS_OK) {
		if (fd >= 0)
			close(fd);
		return STATUS_IO;
	}
	close(fd);
	keep_lost(e);
	return STATUS_CHANGED;
}

static enum status put_in_place(struct file_edit *e)
{
	enum status st = file_sync(e->fd);
	if (st != STATUS_OK)
		return st;
	if (!untouched(e))
		return STATUS_CHANGED;
	if (e->old < 0) {
		if (renameat2(e->dir, e->temp, e->dir, e->name, RENAME_NOREPLACE) == 0) {
			e->placed = true;
			return STATUS_OK;
		}
		if (errno == EEXIST)
			return STATUS_CHANGED;
		return errno == EINVAL || errno == ENOSYS ? rename_over(e) : file_status(errno);
	}
	st = exchange(e);
	return st == STATUS_CONFIG ? rename_over(e) : st;
}

enum status file_edit_commit(struct file_edit *e)
{
	enum status st = put_in_place(e);
	int error = errno;
	if (e->placed) {
		enum status synced = file_sync(e->dir);
		error = synced == STATUS_OK ? error : errno;
		st = st == STATUS_OK ? synced : st;
	}
	file_edit_cancel(e);
	errno = error;
	return st;
}

void file_edit_cancel(struct file_edit *e)
{
	if (e->fd >= 0)
		close(e->fd);
	if (e->fd >= 0 && !e->placed)
		unlinkat(e->dir, e->temp, 0);
	if (e->old >= 0)
		close(e->old);
	e->fd = e->old = -1;
}
