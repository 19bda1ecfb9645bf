/* progres: how far long work is, on one line of a terminal.
 *
 * Drawn on standard error when that is a terminal which can show it, once the work has lasted a second, ten times a second
 * at most; erased before anything else is written there. In every other case nothing is drawn, and nothing is asked of the
 * clock. */
#ifndef CLIENT_PROGRES_H
#define CLIENT_PROGRES_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progres {
	bool on, drawn;
	const char *unit;     /* what is counted; takes an s from 2 on */
	size_t total;
	bool plain;           /* no escape sequence, even to erase */
	bool piped;           /* standard output is a pipe: its reader may be a pager, which holds the screen */
	struct timespec next; /* CLOCK_MONOTONIC: nothing is drawn before */
};

/* A terminal, on which more than lines one after the other can be written (TERM is set, and not to dumb). */
bool progres_screen(int fd);

/* TOTAL of UNIT are about to be done. STREAMS: results go to standard output meanwhile; no bar when that is a terminal. */
void progres_start(struct progres *p, const char *unit, size_t total, bool streams);

/* DONE of them are. Draws when it is time to; the moment of the next drawing. */
const struct timespec *progres_step(struct progres *p, size_t done);

/* Make room for a message; the next step draws again. */
void progres_erase(struct progres *p);

#endif
