/* plancher: what the jobs of the benchmark cost at least, in plain C written for each job alone.
 *
 * No library, no message, no check: a reader that knows the files to be well formed and does the least that still gives the
 * right answer. The toolkit is measured against these figures, never against a slow rival.
 *
 *   plancher vide                                nothing
 *   plancher lire DIR [THREADS]                  every journal opened, read, closed
 *   plancher relance DIR AAAA-MM-JJ [THREADS]    the follow-ups due, by due date
 *   plancher totaux DIR AAAA-MM-JJ [THREADS]     minutes by case and phase, CSV
 *   plancher ajoute FILE                         one event, durable */
#include "plancher.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
	int dir, au;
	int nthreads;
	job_fn *job;
	pthread_mutex_t lock;
} run = {.nthreads = 1, .lock = PTHREAD_MUTEX_INITIALIZER};

static void die(const char *what)
{
	perror(what);
	exit(74);
}

/* One case: open, read, close; one read, for what fills less than the buffer is the whole file. */
static void visit(struct worker *w, const char *ref)
{
	char path[64];
	size_t n = strlen(ref);
	ssize_t got;
	int fd;
	memcpy(path, ref, n);
	memcpy(path + n, "/journal.rec", sizeof "/journal.rec");
	fd = openat(run.dir, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		die(path);
	got = read(fd, w->buffer, BUFFER - 64);
	if (got < 0)
		die(path);
	close(fd);
	w->bytes += (size_t)got;
	if (!run.job)
		return;
	if (w->n == w->cap) {
		w->cap = w->cap ? 2 * w->cap : 1024;
		w->rows = realloc(w->rows, w->cap * sizeof *w->rows);
		if (!w->rows)
			die("memoire");
	}
	w->buffer[got] = '\n';
	w->nev = w->nsuite = 0;
	w->corrected = false;
	memcpy(w->rows[w->n].ref, ref, n + 1);
	w->n += run.job(w, w->buffer, w->buffer + got, &w->rows[w->n]);
}

/* Each thread takes some entries of the folder and works on them, so that listing and reading go on together. */
static void *work(void *arg)
{
	struct worker *w = arg;
	for (;;) {
		long got;
		pthread_mutex_lock(&run.lock);
		got = syscall(SYS_getdents64, run.dir, w->listing, (size_t)LISTING);
		pthread_mutex_unlock(&run.lock);
		if (got <= 0)
			return NULL;
		for (long at = 0; at < got;) {
			unsigned short length;
			memcpy(&length, w->listing + at + 16, sizeof length);
			if (w->listing[at + 19] != '.')
				visit(w, w->listing + at + 19);
			at += length;
		}
	}
}

static int by_ref(const void *a, const void *b)
{
	const struct row *const *x = a, *const *y = b;
	return strcmp((*x)->ref, (*y)->ref);
}

static int by_due(const void *a, const void *b)
{
	const struct row *const *x = a, *const *y = b;
	return (*x)->due != (*y)->due ? ((*x)->due < (*y)->due ? -1 : 1) : by_ref(a, b);
}

static void print_due(const struct row **rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct ymd c = ymd_of(rows[i]->due);
		printf("%s\t%04d-%02d-%02d\n", rows[i]->ref, c.y, c.m, c.d);
	}
}

static char *put_number(char *p, int n)
{
	char digits[12];
	int i = 0;
	do
		digits[i++] = (char)('0' + n % 10);
	while ((n /= 10));
	while (i)
		*p++ = digits[--i];
	return p;
}

static void print_sums(const struct row **rows, size_t n)
{
	static const char *const names[PHASES] = {",,", ",preliminaire,", ",investigation,", ",conclusion,"};
	static char out[1 << 16];
	char *p = out;
	for (size_t i = 0; i < n; i++) {
		for (int phase = 0; phase < PHASES; phase++) {
			const int *s = rows[i]->sums[phase];
			if (!(s[0] | s[1] | s[2] | s[3] | s[4]))
				continue;
			p = stpcpy(stpcpy(p, rows[i]->ref), names[phase]);
			for (int k = 0; k < SUMS; k++) {
				p = put_number(p, s[k]);
				*p++ = k < SUMS - 1 ? ',' : '\n';
			}
		}
		if (p - out > (long)sizeof out - 1024 || i == n - 1) {
			if (write(1, out, (size_t)(p - out)) < 0)
				die("sortie");
			p = out;
		}
	}
}

/* The rows of all threads, in the order that a person expects. */
static void print_rows(const struct worker *workers)
{
	const struct row **rows;
	size_t n = 0;
	for (int i = 0; i < run.nthreads; i++)
		n += workers[i].n;
	rows = malloc((n + 1) * sizeof *rows);
	if (!rows)
		die("memoire");
	n = 0;
	for (int i = 0; i < run.nthreads; i++)
		for (size_t k = 0; k < workers[i].n; k++)
			rows[n++] = &workers[i].rows[k];
	qsort(rows, n, sizeof *rows, run.job == relance_job ? by_due : by_ref);
	if (run.job == relance_job)
		print_due(rows, n);
	else
		print_sums(rows, n);
	free(rows);
}

static void run_threads(void)
{
	struct worker *workers = calloc((size_t)run.nthreads, sizeof *workers);
	size_t bytes = 0;
	if (!workers)
		die("memoire");
	for (int i = 0; i < run.nthreads; i++) {
		workers[i].au = run.au;
		if (i && pthread_create(&workers[i].thread, NULL, work, &workers[i]))
			die("fil");
	}
	work(&workers[0]);
	for (int i = 0; i < run.nthreads; i++) {
		if (i)
			pthread_join(workers[i].thread, NULL);
		bytes += workers[i].bytes;
	}
	if (run.job)
		print_rows(workers);
	else
		printf("%zu\n", bytes);
	for (int i = 0; i < run.nthreads; i++)
		free(workers[i].rows);
	free(workers);
}

/* The greatest number of an "Id: eN" line, plus one. */
static int next_id(const char *p, const char *end)
{
	int last = 0;
	for (; p < end; p = (const char *)memchr(p, '\n', (size_t)(end - p) + 1) + 1)
		if (p[0] == 'I' && p[1] == 'd') {
			int n = (int)strtol(p + 5, NULL, 10);
			last = n > last ? n : last;
		}
	return last + 1;
}

/* Add a contact to the journal NAME of the folder DIR: temporary file, fsync, rename, fsync of the folder. */
static void replace(int dir, const char *name)
{
	static char text[BUFFER + 512];
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, BUFFER - 1);
	if (n < 0)
		die(name);
	close(fd);
	text[n] = '\n';
	n += snprintf(text + n, 512, "\nId: e%d\nType: contact\nLe: 2026-11-24\nCanal: telephone\nResultat: message\n"
	              "Saisi: 2026-11-24T10:00:00+01:00\nPar: roques\n", next_id(text, text + n));
	fd = openat(dir, ".journal.rec~", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, text, (size_t)n) != n || fsync(fd) < 0 || close(fd) < 0)
		die(".journal.rec~");
	if (renameat(dir, ".journal.rec~", dir, name) < 0 || fsync(dir) < 0)
		die(name);
}

static void append(char *path)
{
	char *slash = strrchr(path, '/');
	int dir, lock;
	if (slash)
		*slash = '\0';
	dir = open(slash ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		die(path);
	lock = openat(dir, ".verrou", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (lock < 0 || flock(lock, LOCK_EX) < 0)
		die(".verrou");
	replace(dir, slash ? slash + 1 : path);
}

static int usage(void)
{
	fputs("usage: plancher vide | lire DIR [FILS] | relance|totaux DIR AAAA-MM-JJ [FILS] | ajoute FICHIER\n", stderr);
	return 64;
}

int main(int argc, char **argv)
{
	const char *job = argc > 1 ? argv[1] : "";
	int y, m, d, at = 3;
	if (!strcmp(job, "vide"))
		return 0;
	if (argc < 3)
		return usage();
	if (!strcmp(job, "ajoute")) {
		append(argv[2]);
		return 0;
	}
	if (strcmp(job, "lire")) {
		run.job = !strcmp(job, "relance") ? relance_job : totaux_job;
		if (argc < 4 || sscanf(argv[at++], "%4d-%2d-%2d", &y, &m, &d) != 3)
			return usage();
		run.au = y * 10000 + m * 100 + d;
	}
	run.nthreads = argc > at ? (int)strtol(argv[at], NULL, 10) : 1;
	run.dir = open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (run.dir >= 0)
		run.dir = openat(run.dir, "dossiers", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (run.dir < 0 || run.nthreads < 1)
		return usage();
	run_threads();
	return 0;
}
