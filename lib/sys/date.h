/* date: civil dates, months, working days. It never reads the clock. */
#ifndef SYS_DATE_H
#define SYS_DATE_H

#include "base/text.h"

/* A day, counted from 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t jour_t;
#define JOUR_NONE INT32_MIN

struct civil {
	int year, month, day;
};

jour_t jour_of(int year, int month, int day); /* JOUR_NONE when that day does not exist; years 1 to 9999 */
struct civil jour_civil(jour_t d);
int jour_weekday(jour_t d); /* 0 Monday … 6 Sunday */
jour_t jour_paques(int year);

/* "2026-03-02", nothing around it; JOUR_NONE otherwise. Fast: the hot path of every listing. */
jour_t jour_iso(struct slice s);

/* What a person types or exports: AAAA-MM-JJ, JJ/MM/AAAA, J/M/AAAA, JJ.MM.AAAA or JJ-MM-AAAA. Years have four digits. */
jour_t jour_parse(struct slice s);

/* N calendar months later, clamped to the month's end: 31 August + 6 = 28 or 29 February. */
jour_t jour_add_months(jour_t d, int n);

/* FROM..TO, either end may be empty; a single date is that day; "2026-03" that month; "2026" that year. False when it is
 * none of these. */
struct periode {
	jour_t from, to; /* both included; JOUR_NONE: open */
};
bool periode_parse(struct slice s, struct periode *p);
bool periode_has(const struct periode *p, jour_t d);

/* A horizon: "30j", "6m", "2s" (weeks), "1a"; from D. JOUR_NONE when it is none of these. */
jour_t horizon_parse(struct slice s, jour_t d);

/* HH:MM as minutes since midnight, or -1. heure_parse also takes 9h, 9h30, 9:30. */
int heure_iso(struct slice s);
int heure_parse(struct slice s);

/* Writers. ISO for the files and the machine formats; French for people. */
void buf_add_jour(struct buf *b, jour_t d);          /* 2026-03-02 */
void buf_add_jour_long(struct buf *b, jour_t d);     /* 2 mars 2026, 1er mars 2026 (no-break spaces) */
void buf_add_jour_court(struct buf *b, jour_t d);    /* 27 févr. 2026 */
void buf_add_jour_barres(struct buf *b, jour_t d);   /* 02/03/2026 */
void buf_add_heure(struct buf *b, int minutes);      /* 09:30 */
const char *jour_nom(jour_t d);                      /* lundi … dimanche */

/* Public holidays, as dated data (share/regles/feries.rec); filled by depot/regle. */
struct ferie {
	bool paques;         /* OFFSET counts from Easter Sunday; else MONTH and DAY */
	int offset, month, day;
	jour_t depuis, jusqu_a; /* both included; JOUR_NONE: open */
	unsigned regions;    /* bit set of the regions where it holds, by FERIE_REGIONS order */
	const char *nom;
};

struct feries {
	const struct ferie *v;
	size_t n;
	unsigned region; /* the bit of the centre's region */
};

#define FERIE_REGIONS 10
extern const char *const ferie_regions[FERIE_REGIONS]; /* "metropole", "alsace-moselle"… */
int ferie_region(struct slice name); /* index, or -1 */

/* The holiday that falls on D, or NULL. */
const struct ferie *ferie_on(const struct feries *f, jour_t d);

enum jours { JOURS_OUVRES, JOURS_OUVRABLES, JOURS_CALENDAIRES };

bool jour_counts(const struct feries *f, jour_t d, enum jours kind);
/* D itself when it counts, else the next day that does. */
jour_t jour_next(const struct feries *f, jour_t d, enum jours kind);
/* N days of that kind after D, the count starting on the day after. */
jour_t jour_add(const struct feries *f, jour_t d, int n, enum jours kind);

#endif
