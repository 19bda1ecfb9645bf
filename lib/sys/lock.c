/* The lock of a folder. A kernel lock dies with its holder: nothing stale is ever left to remove by hand. */
#include "sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

static const char LOCK_NAME[] = ".verrou";
enum { HOLDER_SIZE = 96 };

static void read_holder(struct arena *a, int fd, struct slice *holder)
{
	char line[96];
	ssize_t n = pread(fd, line, sizeof line, 0);
	struct slice s = slice_trim((struct slice){line, n > 0 ? (size_t)n : 0});
	*holder = (struct slice){slice_dup(a, s), s.n};
}

/* Said to whoever waits; it is not data, and is never flushed to disk. Always as long, so that the file never changes size:
 * to truncate it would cost the next fsync as much as the event itself. */
static void write_holder(struct arena *a, int fd)
{
	struct buf b;
	char host[64] = "";
	buf_init(&b, a);
	if (gethostname(host, sizeof host - 1) < 0)
		host[0] = '\0';
	buf_addf(&b, "%s %ld", host, (long)getpid());
	while (b.n < HOLDER_SIZE - 1)
		buf_addc(&b, ' ');
	b.p[HOLDER_SIZE - 1] = '\n';
	if (pwrite(fd, b.p, HOLDER_SIZE, 0) < 0)
		return;
}

/* While we waited, the file may have been removed with its folder, or replaced by a synchroniser. */
static bool still_there(int dir, int fd)
{
	struct stat held, named;
	return fstat(fd, &held) == 0 && fstatat(dir, LOCK_NAME, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

static int open_lock(int dir)
{
	struct stat folder;
	int fd = file_open(dir, LOCK_NAME, O_RDWR | O_NOCTTY | O_NONBLOCK, 0);
	if (fd >= 0 || errno != ENOENT)
		return fd;
	mode_t mode = fstat(dir, &folder) == 0 ? folder.st_mode & 0660 : 0600;
	fd = file_open(dir, LOCK_NAME, O_RDWR | O_CREAT | O_NOCTTY | O_NONBLOCK, mode);
	if (fd >= 0 && fchmod(fd, mode) < 0 && errno != EPERM) {
		close(fd);
		return -1;
	}
	return fd;
}

static void pause_ms(int ms)
{
	struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
	nanosleep(&t, NULL);
}

/* Tried again and again, a little later each time, rather than waited for in the kernel: a bounded wait without signals. */
static int wait_lock(int fd, int wait_ms)
{
	for (int waited = 0, step = 1; flock(fd, LOCK_EX | LOCK_NB) < 0;) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK)
			return errno;
		if (waited >= wait_ms)
			return EWOULDBLOCK;
		pause_ms(step);
		waited += step;
		step = step < 20 ? step + 1 : 20;
	}
	return 0;
}

enum status file_lock(struct arena *a, int dir, int wait_ms, int *out, struct slice *holder)
{
	for (;;) {
		int fd = open_lock(dir);
		if (fd < 0)
			return file_status(errno);
		int error = wait_lock(fd, wait_ms);
		if (error == 0 && still_there(dir, fd)) {
			write_holder(a, fd);
			*out = fd;
			return STATUS_OK;
		}
		if (error == EWOULDBLOCK)
			read_holder(a, fd, holder);
		close(fd);
		errno = error;
		if (error)
			return error == EWOULDBLOCK ? STATUS_LOCKED : STATUS_CONFIG;
		struct stat folder;
		if (fstat(dir, &folder) < 0 || folder.st_nlink == 0) {
			errno = ENOENT;
			return STATUS_ABSENT;
		}
	}
}

void file_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}
