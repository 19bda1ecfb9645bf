/* diag: one way to say what is wrong, where, and what to do.
 *
 * A message is a row of its module's table: a stable code, a level, a French sentence that ends with the remedy, in which
 * each {} takes the next argument. Functions below client add to a diag and return a status; they never print. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/text.h"

/* How a call ended. client/run maps it to an exit status (sysexits.h), in one table. */
enum status {
	STATUS_OK,
	STATUS_BROKEN_RULE, /* 1: sound data, a rule is broken; or nothing matched */
	STATUS_ABSENT,      /* 66: no such case, file or record */
	STATUS_INVALID,     /* 65: data that cannot be read or cannot be true */
	STATUS_REFUSED,     /* 77: consent, retention, permission */
	STATUS_LOCKED,      /* 75: another command holds it */
	STATUS_CHANGED,     /* 75: somebody else wrote meanwhile */
	STATUS_CONFIG,      /* 78: no store, an unmounted volume, a broken setting */
	STATUS_CREATE,      /* 73: cannot create */
	STATUS_IO,          /* 74: read or write error, full disk */
	STATUS_USAGE,       /* 64: the command line */
};

/* The status to keep of two: of the exit statuses, the first of 74 73 78 75 77 65 66 1. */
enum status status_worst(enum status a, enum status b);

enum diag_level { DIAG_REMARQUE, DIAG_ATTENTION, DIAG_ERREUR, DIAG_REFUS };
const char *diag_level_name(enum diag_level level);

struct diag_msg {
	const char *code;
	enum diag_level level;
	const char *text;
};

/* A place in a file (PATH as the user knows it, line and column from 1, in characters; 0 when unknown), or, with no path,
 * the reference or the command that the message is about. */
struct diag_at {
	const char *path;
	size_t line, col;
};

struct diag_entry {
	struct diag_entry *next;
	const struct diag_msg *msg;
	struct diag_at at;
	struct slice text; /* the sentence, arguments in place and made harmless */
};

/* What one case or one run has to say; entries live in the arena. */
struct diag {
	struct arena *arena;
	struct diag_entry *first, **last;
	const char *subject; /* what a message without a path is about */
	bool writes;         /* the files being read are about to be replaced: what stops it may say that nothing was modified */
};

/* Empty; its entries will live in A. SUBJECT stays the caller's. */
void diag_init(struct diag *d, struct arena *a, const char *subject);

/* Set writes; what it was, to be set again. */
bool diag_writes(struct diag *d, bool writes);

/* Add M at AT; ARGS fills its {} in order, NARGS of them. A diag of NULL drops it. */
void diag_add(struct diag *d, const struct diag_msg *m, struct diag_at at, const struct slice *args, size_t nargs);

#define DIAG(d, m, at, ...)                                                                                            \
	diag_add((d), (m), (at), (struct slice[]){__VA_ARGS__}, sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice))
#define DIAG0(d, m, at) diag_add((d), (m), (at), NULL, 0)
#define DIAG_NOWHERE ((struct diag_at){0})

/* The errors of FROM as one line of TO, at the place and under the code of the first; its warnings and remarks follow as
 * they are. The joined text, empty when there is no error. */
struct slice diag_join(struct diag *to, const struct diag *from);

/* A line and column for OFFSET in the BYTES of PATH. */
struct diag_at diag_place(const char *path, struct slice bytes, size_t offset);

/* One line: `path:line:col: niveau: code: text`, or `subject: niveau: code: text`. */
void diag_line(struct buf *out, const struct diag *d, const struct diag_entry *e);

/* All lines of at least LEVEL, in the order they were added. */
void diag_lines(struct buf *out, const struct diag *d, enum diag_level level);
bool diag_has(const struct diag *d, enum diag_level level);

#endif
