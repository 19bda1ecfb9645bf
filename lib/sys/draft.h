/* draft: the copy of a file that somebody works on in an editor, beside the file itself: `.NAME.NUMBER.edit`, of mode
 * 0600, and what it was made from, `.NAME.NUMBER.base`. Both are whole and on disk before the editor starts, and nothing
 * sweeps them.
 *
 * Whoever works on a draft holds a kernel lock on its base; one that nobody holds was left by a failed or killed edit,
 * and is to be offered again. Call draft_create(), draft_left(), draft_take() and draft_replace() under the lock of the
 * folder. */
#ifndef SYS_DRAFT_H
#define SYS_DRAFT_H

#include "sys/file.h"

struct draft {
	int dir, lock;           /* the folder, which is the caller's; the base, -1 when closed */
	const char *copy, *base; /* their names in DIR */
};

/* Make a draft of NAME: BASE are the file's bytes, TEXT those given to the editor. CREATE, REFUSED or IO with errno:
 * nothing is left behind. */
enum status draft_create(struct draft *d, struct arena *a, int dir, const char *name, struct slice base, struct slice text);

/* A draft that nobody holds. One without base cannot be taken: what it was made from is not known. */
struct draft_left {
	const char *copy, *base;
	time_t since; /* the last change of the copy */
	bool whole;   /* it has a base */
};
/* Those of NAME in DIR that may be read, the latest first. Bases whose copy is gone are removed. */
enum status draft_left(struct arena *a, int dir, const char *name, struct draft_left **v, size_t *n);

/* Work on a draft that was left. LOCKED: somebody else does. */
enum status draft_take(struct draft *d, int dir, const struct draft_left *l);

/* What it was made from, and what the editor saved (by name: an editor may put another file there). As file_read(). */
enum status draft_read(const struct draft *d, struct arena *a, struct slice *base, struct slice *text);

/* Other bytes for both, the copy first: after a death in between, the older base only asks again what was already
 * settled. As file_edit_commit(). */
enum status draft_replace(struct draft *d, struct arena *a, struct slice base, struct slice text);

/* The copy, then the base, are removed: only once what they hold is elsewhere. Closes D. */
enum status draft_remove(struct draft *d);
/* Leave them for later; harmless when closed already. */
void draft_close(struct draft *d);
static inline bool draft_is_open(const struct draft *d)
{
	return d->lock >= 0;
}

#endif
