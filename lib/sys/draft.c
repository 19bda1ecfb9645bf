#include "sys/draft.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static const char COPY[] = ".edit", BASE[] = ".base";
enum { NUMBERS_TRIED = 100 };

static const char *draft_name(struct arena *a, const char *name, long number, const char *tail)
{
	struct buf b;
	buf_init(&b, a);
	buf_addf(&b, ".%s.%ld%s", name, number, tail);
	return buf_z(&b);
}

static bool exists(int dir, const char *name)
{
	struct stat id;
	return fstatat(dir, name, &id, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT;
}

static enum status write_whole(struct arena *a, int dir, const char *name, struct slice bytes)
{
	struct file_edit e;
	enum status st = file_edit_begin(&e, a, dir, name);
	if (st == STATUS_OK)
		st = file_edit_write(&e, bytes, 0600);
	return st == STATUS_OK ? file_edit_commit(&e) : st;
}

/* The base is opened anew after each replacement: a lock belongs to the file, not to its name. */
static enum status hold_base(struct draft *d)
{
	draft_close(d);
	d->lock = file_open(d->dir, d->base, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (d->lock < 0)
		return file_status(errno);
	if (flock(d->lock, LOCK_EX | LOCK_NB) == 0)
		return STATUS_OK;
	enum status st = errno == EWOULDBLOCK ? STATUS_LOCKED : file_status(errno);
	draft_close(d);
	return st;
}

enum status draft_create(struct draft *d, struct arena *a, int dir, const char *name, struct slice base, struct slice text)
{
	long number = (long)getpid(), last = number + NUMBERS_TRIED;
	do { /* in a container, an earlier edit may well have had our number */
		*d = (struct draft){.dir = dir, .lock = -1, .copy = draft_name(a, name, number, COPY),
		                    .base = draft_name(a, name, number, BASE)};
	} while ((exists(dir, d->copy) || exists(dir, d->base)) && ++number < last);
	if (number == last) {
		errno = EEXIST;
		return STATUS_CREATE;
	}
	enum status st = write_whole(a, dir, d->base, base);
	if (st == STATUS_OK)
		st = hold_base(d);
	if (st == STATUS_OK)
		st = write_whole(a, dir, d->copy, text);
	if (st != STATUS_OK) {
		int error = errno;
		draft_remove(d);
		errno = error;
	}
	return st;
}

/* Is ENTRY `.NAME.digits` and TAIL? */
static bool is_draft(const char *entry, const char *name, const char *tail)
{
	size_t n = strlen(entry), head = strlen(name) + 2, end = strlen(tail);
	if (n <= head + end || entry[0] != '.' || memcmp(entry + 1, name, head - 2) != 0 || entry[head - 1] != '.' ||
	    strcmp(entry + n - end, tail) != 0)
		return false;
	for (size_t i = head; i < n - end; i++)
		if (entry[i] < '0' || entry[i] > '9')
			return false;
	return true;
}

static const char *with_tail(struct arena *a, const char *entry, const char *tail)
{
	struct buf b;
	buf_init(&b, a);
	buf_add(&b, entry, strlen(entry) - sizeof COPY + 1);
	buf_addz(&b, tail);
	return buf_z(&b);
}

/* Left by nobody who is still there; what cannot be read is somebody else's. */
static bool is_left(int dir, struct draft_left *l)
{
	struct stat id;
	int fd = file_open(dir, l->copy, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	bool regular = fd >= 0 && fstat(fd, &id) == 0 && S_ISREG(id.st_mode);
	if (fd >= 0)
		close(fd);
	if (!regular)
		return false;
	struct draft d = {.dir = dir, .lock = -1, .copy = l->copy, .base = l->base};
	enum status st = hold_base(&d);
	draft_close(&d);
	l->since = id.st_mtim.tv_sec;
	l->whole = st == STATUS_OK;
	return st == STATUS_OK || st == STATUS_ABSENT;
}

static void remove_lone_base(struct arena *a, int dir, const char *base)
{
	struct draft d = {.dir = dir, .lock = -1, .copy = with_tail(a, base, COPY), .base = base};
	if (!exists(dir, d.copy) && hold_base(&d) == STATUS_OK)
		draft_remove(&d);
}

static int latest_first(const void *a, const void *b)
{
	const struct draft_left *x = a, *y = b;
	return x->since != y->since ? (x->since < y->since) - (x->since > y->since) : strcmp(x->copy, y->copy);
}

enum status draft_left(struct arena *a, int dir, const char *name, struct draft_left **v, size_t *n)
{
	int again = file_open(dir, ".", O_RDONLY | O_DIRECTORY, 0);
	DIR *list = again < 0 ? NULL : fdopendir(again);
	size_t cap = 4;
	*n = 0;
	*v = ARENA_ARRAY(a, struct draft_left, cap);
	if (!list)
		return file_status(errno);
	for (struct dirent *e; (e = readdir(list));) {
		const char *entry = slice_dup(a, slice_z(e->d_name));
		struct draft_left l = {.copy = entry, .whole = false};
		if (is_draft(entry, name, BASE))
			remove_lone_base(a, dir, entry);
		if (!is_draft(entry, name, COPY))
			continue;
		l.base = with_tail(a, entry, BASE);
		if (!is_left(dir, &l))
			continue;
		if (*n == cap) {
			*v = arena_grow(a, *v, cap * sizeof **v, cap * 2 * sizeof **v);
			cap *= 2;
		}
		(*v)[(*n)++] = l;
	}
	closedir(list);
	qsort(*v, *n, sizeof **v, latest_first);
	return STATUS_OK;
}

enum status draft_take(struct draft *d, int dir, const struct draft_left *l)
{
	*d = (struct draft){.dir = dir, .lock = -1, .copy = l->copy, .base = l->base};
	return hold_base(d);
}

enum status draft_read(const struct draft *d, struct arena *a, struct slice *base, struct slice *text)
{
	struct stat id;
	enum status st = file_read(a, d->dir, d->base, base, &id);
	return st == STATUS_OK ? file_read(a, d->dir, d->copy, text, &id) : st;
}

enum status draft_replace(struct draft *d, struct arena *a, struct slice base, struct slice text)
{
	enum status st = write_whole(a, d->dir, d->copy, text);
	if (st == STATUS_OK)
		st = write_whole(a, d->dir, d->base, base);
	return st == STATUS_OK ? hold_base(d) : st;
}

enum status draft_remove(struct draft *d)
{
	enum status st = unlinkat(d->dir, d->copy, 0) == 0 || errno == ENOENT ? STATUS_OK : file_status(errno);
	if (st == STATUS_OK && unlinkat(d->dir, d->base, 0) < 0 && errno != ENOENT)
		st = file_status(errno);
	draft_close(d);
	return st;
}

void draft_close(struct draft *d)
{
	if (d->lock >= 0)
		close(d->lock);
	d->lock = -1;
}
