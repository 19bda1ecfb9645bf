#include "client/progres.h"

#include "format/emit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum { FIRST_MS = 1000, EVERY_MS = 100, CELLS_LEAST = 4, CELLS_MOST = 40 };

bool progres_screen(int fd)
{
	const char *term = getenv("TERM");
	return term && *term && strcmp(term, "dumb") != 0 && isatty(fd);
}

static struct timespec now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t;
}

static struct timespec later(struct timespec t, long ms)
{
	t.tv_sec += ms / 1000;
	t.tv_nsec += ms % 1000 * 1000000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000;
	}
	return t;
}

static bool before(struct timespec a, struct timespec b)
{
	return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

static bool is_pipe(int fd)
{
	struct stat s;
	return fstat(fd, &s) == 0 && S_ISFIFO(s.st_mode);
}

void progres_start(struct progres *p, const char *unit, size_t total, bool streams)
{
	bool plain = p->plain;
	*p = (struct progres){.plain = plain, .unit = unit, .total = total};
	if (!progres_screen(STDERR_FILENO) || (streams && isatty(STDOUT_FILENO)))
		return;
	p->on = true;
	p->piped = is_pipe(STDOUT_FILENO);
	p->next = later(now(), FIRST_MS);
}

/* In the background the screen is the shell's; under a pager, which reads keys one by one, it is the pager's. */
static bool screen_is_ours(const struct progres *p)
{
	struct termios t;
	pid_t foreground = tcgetpgrp(STDERR_FILENO);
	if (foreground >= 0 && foreground != getpgrp())
		return false;
	return !p->piped || tcgetattr(STDERR_FILENO, &t) < 0 || (t.c_lflag & ICANON);
}

static size_t columns(void)
{
	struct winsize w;
	return ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col ? w.ws_col : 80;
}

static size_t width(const struct buf *b)
{
	return utf8_count(b->p, b->n);
}

/* How many are done, as wide as their total so that the bar stays in place. */
static void add_count(struct buf *b, const struct progres *p, size_t done)
{
	struct buf count, total;
	buf_init(&count, b->a);
	buf_init(&total, b->a);
	buf_add_milliers(&count, done, "\u202f");
	buf_add_milliers(&total, p->total, "\u202f");
	buf_addf(b, "%*s", (int)(2 + width(&total) - width(&count)), "");
	buf_adds(b, buf_slice(&count));
	buf_addf(b, " %s%s sur ", p->unit, done > 1 ? "s" : " ");
	buf_adds(b, buf_slice(&total));
}

/* What the line holds besides, in COLUMNS less the last one: a character there makes some terminals go to the next line. */
static void add_bar(struct buf *b, const struct progres *p, size_t done, size_t room)
{
	size_t cells = room > CELLS_MOST ? CELLS_MOST : room, full = cells * done / p->total;
	if (cells < CELLS_LEAST)
		return;
	buf_addz(b, "  ");
	for (size_t i = 0; i < cells; i++)
		buf_addz(b, i < full ? "█" : "░");
}

static void add_line(struct buf *b, const struct progres *p, size_t done)
{
	enum { PERCENT = 7, GAP = 2 };
	size_t room = columns() - 1, from = width(b);
	add_count(b, p, done);
	size_t used = width(b) - from + PERCENT;
	if (used > room) {
		b->n = from;
		return;
	}
	add_bar(b, p, done, used + GAP < room ? room - used - GAP : 0);
	buf_addf(b, "  %3zu\u00a0%%", done * 100 / p->total);
}

static void add_erasure(struct buf *b, const struct progres *p)
{
	if (p->plain)
		buf_addf(b, "\r%*s\r", (int)(columns() - 1), "");
	else
		buf_addz(b, "\r\033[K");
}

static void draw(struct progres *p, size_t done)
{
	struct arena a;
	struct buf b;
	arena_init(&a);
	buf_init(&b, &a);
	buf_addc(&b, '\r');
	add_line(&b, p, done);
	emit_write(STDERR_FILENO, buf_slice(&b));
	p->drawn = true;
	arena_release(&a);
}

const struct timespec *progres_step(struct progres *p, size_t done)
{
	struct timespec t;
	if (!p->on || before(t = now(), p->next))
		return &p->next;
	p->next = later(t, EVERY_MS);
	if (screen_is_ours(p))
		draw(p, done);
	return &p->next;
}

void progres_erase(struct progres *p)
{
	struct arena a;
	struct buf b;
	if (!p->drawn)
		return;
	arena_init(&a);
	buf_init(&b, &a);
	add_erasure(&b, p);
	emit_write(STDERR_FILENO, buf_slice(&b));
	p->drawn = false;
	arena_release(&a);
}
