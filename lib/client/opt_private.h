/* opt_private: what the files of opt share. */
#ifndef CLIENT_OPT_PRIVATE_H
#define CLIENT_OPT_PRIVATE_H

#include "client/opt.h"

/* A walk over every option of a command: its groups, then the common options that it has. A command's own option hides a
 * common one of the same name (bilan-relance has formats of its own). Start from {.c = command}. */
struct opt_walk {
	const struct opt_command *c;
	size_t group, row;
	size_t rank;       /* of the option last returned, from 1; the same in every walk */
	bool common;       /* it is one of the common ones */
	const char *title; /* of its group */
	const char *help;  /* its sentence; an option without one shares that of the option above it */
};

const struct opt *opt_next(struct opt_walk *w); /* NULL at the end */

const char *opt_alias(const struct opt *o); /* a second long name, or NULL */
const char *const *opt_choices(const struct opt *o); /* NULL-terminated, or NULL */
bool opt_repeats(const struct opt *o);

/* The long name that a person who typed NAME (without dashes) most likely meant, or NULL when none is near. */
const char *opt_nearest(const struct opt_command *c, struct slice name);

/* What a value or a word is, told by its name in capitals (FICHIER|-, DIR, RÉF…). */
enum opt_thing { OPT_THING, OPT_FILE, OPT_DIR, OPT_REF };
enum opt_thing opt_thing(struct slice arg);

/* The answers of --help; each adds its text to OUT. */
void opt_help(struct buf *out, const struct opt_command *c);
void opt_help_mdoc(struct buf *out, const struct opt_command *c);
void opt_complete_bash(struct buf *out, const struct opt_command *c);
void opt_complete_zsh(struct buf *out, const struct opt_command *c);
void opt_complete_fish(struct buf *out, const struct opt_command *c);

#endif
