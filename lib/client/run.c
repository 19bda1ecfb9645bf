#include "client/run.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

const struct diag_msg RUN_SANS_REFERENCE = {"reference-absente", DIAG_ERREUR,
	"indiquer le dossier : sa référence, ou - pour les lire sur l'entrée standard"};
static const struct diag_msg STDIN_TWICE = {"entree-double", DIAG_ERREUR,
	"« - » (entrée standard) ne peut servir qu'une fois par commande ; lire l'un des deux dans un fichier"};
static const struct diag_msg UNREAD = {"lecture", DIAG_ERREUR, "{} ; vérifier le nom du fichier et ses droits"};
static const struct diag_msg UNWRITTEN = {"ecriture", DIAG_ERREUR,
	"la sortie n'a pas pu être écrite en entier ({}) ; libérer de la place ou changer de sortie, puis recommencer"};

/* sysexits.h, in one place. */
static const int EXIT_OF[] = {
	[STATUS_OK] = 0, [STATUS_BROKEN_RULE] = 1, [STATUS_ABSENT] = 66, [STATUS_INVALID] = 65, [STATUS_REFUSED] = 77,
	[STATUS_LOCKED] = 75, [STATUS_CHANGED] = 75, [STATUS_CONFIG] = 78, [STATUS_CREATE] = 73, [STATUS_IO] = 74,
	[STATUS_USAGE] = 64,
};

/* A missing descriptor would be taken by the first file opened, and messages written into it. /dev/null opened the wrong way
 * round keeps the place and makes every use of it fail, as it should. */
static void fill_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
				_exit(EXIT_OF[STATUS_IO]);
}

void run_init(struct run *r, const char *name)
{
	*r = (struct run){.name = name};
	fill_descriptors();
	umask(077);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	arena_init(&r->arena);
	diag_init(&r->diag, &r->arena, name);
}

void run_keep(struct run *r, enum status st)
{
	r->worst = status_worst(r->worst, st);
}

void run_say(struct run *r)
{
	struct buf b;
	if (!r->diag.first)
		return;
	buf_init(&b, &r->arena);
	diag_lines(&b, &r->diag, r->common && r->common->quiet ? DIAG_ATTENTION : DIAG_REMARQUE);
	if (b.n)
		progres_erase(&r->progres);
	emit_write(STDERR_FILENO, buf_slice(&b));
	diag_init(&r->diag, &r->arena, r->name);
}

void run_about(struct run *r, ref_t ref)
{
	char text[REF_SIZE];
	struct slice name = ref_text(&r->depot.prefixes, ref, text);
	run_say(r);
	r->diag.subject = slice_dup(&r->arena, name);
}

bool run_wrong(struct run *r, const struct diag_msg *m, const char *word)
{
	DIAG(&r->diag, m, DIAG_NOWHERE, slice_z(word));
	run_keep(r, STATUS_USAGE);
	return false;
}

static void output_failed(struct run *r, int error)
{
	DIAG(&r->diag, &UNWRITTEN, DIAG_NOWHERE, slice_z(file_reason(error)));
	run_keep(r, STATUS_IO);
}

void run_print(struct run *r, struct slice line)
{
	if (emit_write(STDOUT_FILENO, line) != STATUS_OK && r->worst != STATUS_IO)
		output_failed(r, errno);
}

void run_written(struct run *r, struct slice ids)
{
	r->produced += ids.n > 0;
	if (!r->common->quiet)
		run_print(r, ids);
}

bool run_parse(struct run *r, const struct opt_command *c, int argc, char **argv, void *options)
{
	struct buf out;
	buf_init(&out, &r->arena);
	r->common = options;
	r->common->au = JOUR_NONE;
	r->reads_refs = c->uses & OPT_USES_LISTING; /* else `-` is a file */
	enum opt_result got = opt_parse(&r->arena, c, argc, argv, options, &r->words, &out, &r->diag);
	if (got == OPT_SHOWN)
		run_print(r, buf_slice(&out));
	if (got == OPT_WRONG)
		run_keep(r, STATUS_USAGE);
	const char *no = getenv("NO_COLOR");
	r->plain = r->common->no_colour || (no && *no);
	r->done = got != OPT_GO;
	return !r->done;
}

static bool ok(struct run *r, enum status st)
{
	if (st != STATUS_OK) {
		run_keep(r, st);
		r->done = true;
	}
	return st == STATUS_OK;
}

/* `bilan-new --creer … | bilan-log -a information -`: the end of the input says that the store is there. */
static bool read_piped(struct run *r)
{
	for (size_t i = 0; i < r->words.n; i++)
		if (strcmp(r->words.v[i], "-") == 0 && !r->piped.p)
			return ok(r, run_read(r, "-", &r->piped));
	return true;
}

bool run_depot(struct run *r)
{
	if (r->reads_refs && !read_piped(r))
		return false;
	const char *path = depot_path(&r->arena, r->common->depot);
	if (!ok(r, depot_open(&r->depot, &r->arena, path, &r->diag)))
		return false;
	r->opened = true;
	if (!ok(r, centre_load(&r->depot, &r->centre, &r->diag)))
		return false;
	r->au = r->common->au;
	return r->au != JOUR_NONE || ok(r, run_today(r));
}

bool run_donnees(struct run *r)
{
	return run_depot(r) && ok(r, types_load(&r->depot, &r->types, &r->diag)) &&
	       ok(r, regles_load(&r->depot, &r->regles, &r->diag));
}

bool run_feries(struct run *r)
{
	return run_donnees(r) && ok(r, feries_load(&r->depot, r->centre.region, &r->regles.feries, &r->diag));
}

bool run_stdin(struct run *r)
{
	if (r->stdin_used) {
		DIAG0(&r->diag, &STDIN_TWICE, DIAG_NOWHERE);
		run_keep(r, STATUS_USAGE);
		return false;
	}
	return r->stdin_used = true;
}

enum status run_read(struct run *r, const char *path, struct slice *bytes)
{
	bool standard = strcmp(path, "-") == 0;
	if (standard && !run_stdin(r))
		return STATUS_USAGE;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	enum status st = fd < 0 ? file_status(errno) : file_read_fd(&r->arena, fd, bytes);
	if (st != STATUS_OK)
		DIAG(&r->diag, &UNREAD, ((struct diag_at){standard ? "entrée standard" : path, 0, 0}), slice_z(file_reason(errno)));
	if (fd > STDERR_FILENO)
		close(fd);
	return st;
}

static ref_t find_ref(struct run *r, struct slice word, struct diag_at at, enum status when_bad)
{
	ref_t ref = r->centre_named && slice_is(word, "CENTRE") ? REF_CENTRE : ref_parse(&r->depot.prefixes, word);
	enum tree tree;
	if (ref == REF_NONE) {
		DIAG(&r->diag, &REF_INVALIDE, at, word);
		run_keep(r, when_bad);
		return REF_NONE;
	}
	enum status st = depot_find(&r->depot, ref, &tree, &r->diag);
	if (st == STATUS_ABSENT)
		DIAG(&r->diag, &REF_SANS_DOSSIER, at, word);
	run_keep(r, st);
	return st != STATUS_OK ? REF_NONE : tree == TREE_ARCHIVES ? ref | REF_ARCHIVED : ref;
}

ref_t run_ref(struct run *r, struct slice word, struct diag_at at)
{
	return find_ref(r, word, at, STATUS_INVALID);
}

static void add_ref(struct run *r, struct slice word, enum status when_bad, struct refs *out)
{
	ref_t ref = find_ref(r, word, DIAG_NOWHERE, when_bad);
	if (ref != REF_NONE)
		refs_add(out, &r->arena, ref);
}

/* The first field of a line of one of our listings: BOM, quotes, headings and totals are not references. */
static struct slice first_field(struct slice line)
{
	if (slice_starts(line, "\xEF\xBB\xBF"))
		line = (struct slice){line.p + 3, line.n - 3};
	line = slice_trim(line);
	if (line.n && line.p[0] == '"')
		line = (struct slice){line.p + 1, line.n - 1};
	size_t n = 0;
	while (n < line.n && !strchr(" \t,;\"", line.p[n]))
		n++;
	return (struct slice){line.p, n};
}

static bool is_heading(struct slice word)
{
	return !word.n || word.p[0] == '#' || slice_is(word, "*") || slice_is(word, "reference");
}

static void read_refs(struct run *r, struct refs *out)
{
	struct slice bytes = r->piped, line;
	const char *ends = r->common->nul ? "" : "\n";
	if (memchr(bytes.p, '\0', bytes.n)) /* -z of the command before: records end in NUL */
		ends = "";
	while (bytes.n) {
		const char *end = memchr(bytes.p, *ends, bytes.n);
		line = (struct slice){bytes.p, end ? (size_t)(end - bytes.p) : bytes.n};
		bytes.p += line.n + (end != NULL);
		bytes.n -= line.n + (end != NULL);
		struct slice word = first_field(line);
		if (!is_heading(word))
			add_ref(r, word, STATUS_INVALID, out);
	}
}

/* In order, each once. */
static void drop_doubles(struct refs *v, struct arena *a)
{
	size_t mask = 64, kept = 0;
	while (mask < v->n * 2)
		mask *= 2;
	ref_t *seen = ARENA_ARRAY(a, ref_t, mask);
	for (size_t i = 0; i < v->n; i++) {
		size_t h = (size_t)(v->v[i] * 0x9E3779B97F4A7C15u >> 20) & (mask - 1);
		while (seen[h] && seen[h] != v->v[i])
			h = (h + 1) & (mask - 1);
		if (!seen[h]) {
			seen[h] = v->v[i];
			v->v[kept++] = v->v[i];
		}
	}
	v->n = kept;
}

bool run_refs(struct run *r, struct run_refs_want want, struct refs *out)
{
	*out = (struct refs){0};
	r->centre_named = want.centre;
	for (size_t i = 0; i < r->words.n; i++) {
		if (strcmp(r->words.v[i], "-") == 0)
			read_refs(r, out);
		else
			add_ref(r, slice_z(r->words.v[i]), STATUS_USAGE, out);
	}
	if (r->words.n) {
		drop_doubles(out, &r->arena);
		return r->worst != STATUS_USAGE;
	}
	if (!want.all)
		return true;
	if (!ok(r, depot_refs(&r->depot, TREE_DOSSIERS, out, &r->diag)))
		return false;
	return !want.archives || ok(r, depot_refs(&r->depot, TREE_ARCHIVES, out, &r->diag));
}

struct emit run_emit(const struct run *r, const struct emit_listing *listing)
{
	return (struct emit){.listing = listing, .format = r->common->format, .nul = r->common->nul,
	                     .colour = r->common->format == EMIT_HUMAN && !r->plain &&
	                               progres_screen(STDOUT_FILENO)};
}

void run_word(struct run *r, const char *word)
{
	const char **v = ARENA_ARRAY(&r->arena, const char *, r->words.n + 1);
	if (r->words.n)
		memcpy(v, r->words.v, r->words.n * sizeof *v);
	v[r->words.n++] = word;
	r->words.v = v;
}

void run_finish(struct run *r, struct emit_sink *s)
{
	r->produced += s->rows;
	if (emit_close(s) != STATUS_OK)
		output_failed(r, s->error);
}

/* Most logins stand in the password file; only for another is the system's name service asked, which takes as long as
 * writing the event. */
static const struct passwd *login(uid_t uid)
{
	FILE *file = fopen("/etc/passwd", "re");
	const struct passwd *me = NULL;
	while (file && (me = fgetpwent(file)) && me->pw_uid != uid)
		;
	if (file)
		fclose(file);
	return me ? me : getpwuid(uid);
}

struct slice run_par(struct run *r)
{
	const struct passwd *me = login(getuid());
	struct buf b;
	buf_init(&b, &r->arena);
	if (me)
		buf_add_clean(&b, slice_z(me->pw_name));
	else
		buf_addf(&b, "uid-%ld", (long)getuid());
	return buf_slice(&b);
}

int run_end(struct run *r)
{
	if (r->common && r->common->code_retour && r->produced == 0)
		run_keep(r, STATUS_BROKEN_RULE);
	progres_erase(&r->progres);
	if (close(STDOUT_FILENO) < 0 && r->worst != STATUS_IO)
		output_failed(r, errno);
	run_say(r);
	if (r->opened)
		depot_close(&r->depot);
	int code = EXIT_OF[r->worst];
	arena_release(&r->arena);
	return code;
}
