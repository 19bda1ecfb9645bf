/* plancher: what the floors' jobs share. */
#ifndef BENCH_PLANCHER_H
#define BENCH_PLANCHER_H

#include "calendrier.h"

#include <pthread.h>
#include <stddef.h>

enum { EVENTS = 2048, SUITES = 8192, BUFFER = 1 << 18, LISTING = 1 << 13, PHASES = 4, SUMS = 5 };
enum type { OTHER, END, FOLLOWED, CONTACT, CLOSED, REQUEST, STRIKE, SEANCE, WORK, SIGNATURE };
/* The Statut of an event, by its second letter. */
enum { REALISE = 'e', PREVU = 'r', ABSENT = 'b', ANNULE = 'n' };
enum { SUM_ACCOMPAGNEMENT, SUM_SIGNE, SUM_TRAVAIL, SUM_ABSENCE, SUM_PREVU };

struct event {
	int id, day, corrects; /* day: AAAAMMJJ; corrects: an Id, or 0 */
	int root, head;        /* places in the table; head is kept at the root: -1 when the chain is struck */
	int minutes;
	enum type type;
	unsigned char phase;
	char statut, resultat;                   /* second letter of one, third of the other; 0 when absent */
	bool opposition;                         /* a request of that kind */
	bool beneficiaire, conseiller, answered; /* signed by; followed by another event */
};

struct row {
	char ref[24];
	int due;
	int sums[PHASES][SUMS];
};

/* What one thread works with, reused from case to case. */
struct worker {
	pthread_t thread;
	size_t bytes, n, cap;
	struct row *rows;
	struct event ev[EVENTS];
	int au; /* AAAAMMJJ */
	int nev, nsuite;
	bool corrected;
	struct {
		int from, id;
	} suites[SUITES];
	int place[EVENTS]; /* of an Id in ev, to be checked there */
	char listing[LISTING], buffer[BUFFER];
};

/* Read the events from P to END, where a newline stands; is there a row for this case? */
typedef bool job_fn(struct worker *w, const char *p, const char *end, struct row *row);
job_fn relance_job, totaux_job;

#endif
