/* generer: what the lives of the cases and the files of the store share. */
#ifndef BENCH_GENERER_H
#define BENCH_GENERER_H

#include "calendrier.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#define NONE (-1)
#define COUNT(table) ((unsigned)(sizeof(table) / sizeof *(table)))

struct text {
	char p[32768];
	size_t n;
};

struct session {
	int id, day, phase, minutes;
	char suite[16]; /* the plan that it answers: a field, or nothing */
};

struct life {
	uint64_t rng;
	char ref[24];
	const char *conseiller, *voie;
	struct text journal;
	int open, last_id;
	struct session held[16];
	int nheld;
	int end;     /* day of the fin or arret that stands, or NONE */
	int settled; /* day on which nothing more was due, or NONE */
	int contact; /* the latest attempt since the end, or NONE */
	int mistake; /* what was mistyped, among enum mistake, or NONE */
};

enum mistake { MISTAKE_MINUTES, MISTAKE_END, MISTAKE_END_TWICE, MISTAKE_ARRET, MISTAKE_SUIVI, MISTAKE_TWIN, MISTAKES };

enum { DOSSIERS, ARCHIVES, BILANS, TREES };

extern const char *const conseillers[4][2]; /* Id, Nom */

unsigned draw(struct life *l, unsigned below); /* from 0 to BELOW - 1 */

void put(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void putv(struct text *t, const char *format, va_list ap) __attribute__((format(printf, 2, 0)));
void put_day(struct text *t, const char *field, int day);

/* The empty store at PATH; its folders in TREES, open. */
void make_store(const char *path, int *trees);
/* The case of L: two files in DIR; and three more in BILANS, or none when it is -1. */
void write_case(struct life *l, int dir, int bilans);

#endif
