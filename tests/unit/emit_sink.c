/* The sink: titles and notes, and descriptors that fail or dawdle. */
#include "format/emit.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const struct emit_col WORD[] = {{.key = "mot", .title = "mot", .kind = EMIT_TEXT, .width = 3}};
static const struct emit_listing WORDS = {.schema = "m", .version = 1, .cols = WORD, .ncols = 1};

START_TEST(titles_and_notes)
{
	struct arena a;
	arena_init(&a);
	int fd = memfd_create("emit", MFD_CLOEXEC);
	struct emit e = {.listing = &WORDS, .format = EMIT_HUMAN};
	struct emit_sink sink;
	char got[256];
	emit_open(&sink, &e, fd, &a);
	emit_note(&sink, SLICE("sans ligne, rien"));
	emit_title(&sink, SLICE("titre \x1B[2J"));
	emit_title(&sink, SLICE("sous-titre à part"));
	emit_rows(&sink, SLICE(""), 0);
	emit_rows(&sink, SLICE("été\n"), 1);
	emit_title(&sink, SLICE("groupe suivant"));
	emit_rows(&sink, SLICE("à\noù\n"), 2);
	emit_title(&sink, SLICE("groupe vide"));
	emit_note(&sink, SLICE("note"));
	ck_assert_int_eq(emit_close(&sink), STATUS_OK);
	ck_assert_uint_eq(sink.rows, 3);
	ssize_t n = pread(fd, got, sizeof got, 0);
	ck_assert_msg(slice_is((struct slice){got, (size_t)n},
		"# titre \uFFFD[2J\n# sous-titre à part\n# mot\nété\n# groupe suivant\nà\noù\n# note\n"), "%.*s", (int)n, got);
	close(fd);
	arena_release(&a);
}
END_TEST

enum { ROW_BYTES = 1000, MANY = 500 };

static struct slice numbered_row(struct buf *b, unsigned i)
{
	b->n = 0;
	buf_addn(b, (int64_t)i);
	buf_addz(b, " é ");
	while (b->n < ROW_BYTES - 1)
		buf_addc(b, (char)('a' + i % 26));
	buf_addc(b, '\n');
	return buf_slice(b);
}

/* 500 rows of 1000 bytes, and among them one chunk larger than what the sink keeps. */
static enum status pour(struct emit_sink *sink, struct arena *a)
{
	struct buf row, chunk;
	buf_init(&row, a);
	buf_init(&chunk, a);
	for (unsigned i = 0; i < MANY; i++) {
		struct slice s = numbered_row(&row, i);
		if (i < 100 || i >= 300) {
			emit_rows(sink, s, 1);
			continue;
		}
		buf_adds(&chunk, s);
		if (i == 299)
			emit_rows(sink, buf_slice(&chunk), 200);
	}
	return emit_close(sink);
}

static void check_poured(struct slice got)
{
	struct arena a;
	arena_init(&a);
	struct buf row;
	buf_init(&row, &a);
	ck_assert_uint_eq(got.n, (size_t)ROW_BYTES * MANY + 6);
	ck_assert(slice_starts(got, "# mot\n"));
	for (unsigned i = 0; i < MANY; i++) {
		struct slice s = numbered_row(&row, i);
		ck_assert_msg(memcmp(got.p + 6 + (size_t)i * ROW_BYTES, s.p, s.n) == 0, "ligne %u", i);
	}
	arena_release(&a);
}

static void on_alarm(int signal)
{
	(void)signal;
}

/* A reader that dawdles on a small pipe, a non-blocking descriptor or an alarm every millisecond: nothing is lost. */
static void pour_to_slow_reader(bool nonblocking, bool alarms)
{
	static char got[ROW_BYTES * MANY + 100];
	int out[2];
	ck_assert_int_eq(pipe(out), 0);
	fcntl(out[1], F_SETPIPE_SZ, 4096);
	pid_t writer = fork();
	if (writer == 0) {
		struct sigaction act = {.sa_handler = on_alarm};
		struct itimerval often = {{0, 1000}, {0, 1000}};
		struct emit e = {.listing = &WORDS, .format = EMIT_HUMAN};
		struct emit_sink sink;
		struct arena a;
		close(out[0]);
		sigaction(SIGALRM, &act, NULL);
		if (alarms)
			setitimer(ITIMER_REAL, &often, NULL);
		if (nonblocking)
			fcntl(out[1], F_SETFL, O_NONBLOCK);
		arena_init(&a);
		emit_open(&sink, &e, out[1], &a);
		_exit(pour(&sink, &a) == STATUS_OK ? 0 : 1);
	}
	close(out[1]);
	size_t n = 0;
	for (ssize_t more; (more = read(out[0], got + n, sizeof got - n < 3001 ? sizeof got - n : 3001)) > 0; n += (size_t)more)
		usleep(200);
	int how;
	close(out[0]);
	ck_assert_int_eq(waitpid(writer, &how, 0), writer);
	ck_assert(WIFEXITED(how) && WEXITSTATUS(how) == 0);
	check_poured((struct slice){got, n});
}

START_TEST(slow_reader)
{
	pour_to_slow_reader(false, false);
	pour_to_slow_reader(true, false);
	pour_to_slow_reader(false, true);
	pour_to_slow_reader(true, true);
}
END_TEST

static const struct {
	const char *name, *path;
	int flags;
} FAILING[] = {
	{"périphérique plein", "/dev/full", O_WRONLY},
	{"lecture seule", "/dev/null", O_RDONLY},
	{"descripteur fermé", NULL, 0},
};

static int failing_fd(int i)
{
	return FAILING[i].path ? open(FAILING[i].path, FAILING[i].flags) : -1;
}

START_TEST(write_error)
{
	struct arena a;
	arena_init(&a);
	struct emit e = {.listing = &WORDS, .format = EMIT_JSON};
	struct emit_sink sink;
	int fd = failing_fd(_i);
	emit_open(&sink, &e, fd, &a);
	ck_assert_msg(emit_close(&sink) == STATUS_IO, "%s: liste vide", FAILING[_i].name);
	e.format = EMIT_HUMAN;
	emit_open(&sink, &e, fd, &a);
	ck_assert_msg(pour(&sink, &a) == STATUS_IO, "%s: longue liste", FAILING[_i].name);
	ck_assert_msg(sink.out.n == 0, "%s: rien ne reste", FAILING[_i].name);
	ck_assert_msg(emit_write(fd, SLICE("2026-0001\n")) == STATUS_IO, "%s: emit_write", FAILING[_i].name);
	ck_assert_msg(emit_write(fd, SLICE("")) == STATUS_OK, "%s: rien à écrire", FAILING[_i].name);
	close(fd);
	arena_release(&a);
}
END_TEST

/* After the first failure nothing more is written, even if the descriptor works again. */
START_TEST(silence_after_error)
{
	struct arena a;
	arena_init(&a);
	struct emit e = {.listing = &WORDS, .format = EMIT_HUMAN};
	struct emit_sink sink;
	int fd = memfd_create("emit", MFD_CLOEXEC);
	struct buf row;
	buf_init(&row, &a);
	emit_open(&sink, &e, open("/dev/full", O_WRONLY), &a);
	for (unsigned i = 0; i < 100; i++)
		emit_rows(&sink, numbered_row(&row, i), 1);
	ck_assert_int_eq(sink.status, STATUS_IO);
	ck_assert_int_eq(dup2(fd, sink.fd), sink.fd);
	for (unsigned i = 0; i < 100; i++)
		emit_rows(&sink, numbered_row(&row, i), 1);
	emit_note(&sink, SLICE("à la fin"));
	ck_assert_int_eq(emit_close(&sink), STATUS_IO);
	ck_assert_int_eq(lseek(fd, 0, SEEK_END), 0);
	close(sink.fd);
	close(fd);
	arena_release(&a);
}
END_TEST

Suite *emit_sink_suite(void);

Suite *emit_sink_suite(void)
{
	Suite *s = suite_create("emit_sink");
	TCase *t = tcase_create("descripteurs");
	tcase_set_timeout(t, 60);
	tcase_add_test(t, titles_and_notes);
	tcase_add_test(t, slow_reader);
	tcase_add_loop_test(t, write_error, 0, COUNT(FAILING));
	tcase_add_test(t, silence_after_error);
	suite_add_tcase(s, t);
	return s;
}
