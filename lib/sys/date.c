#include "sys/date.h"

enum { EPOCH = 719528, FIRST = -719162, LAST = 2932896 }; /* 0000-01-01 to 1970; 0001-01-01 and 9999-12-31 */

/* Rows: common years, leap years; month 0 has no day. */
static const unsigned char month_length[2][13] = {
	{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
	{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31},
};

static const unsigned short days_before[13] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

/* The year comes as its century and the two digits left, which spares every division: a century is leap by fours as its
 * years are. Leap days are counted to the end of the year, then taken back before March. */
static inline jour_t jour_made(unsigned century, unsigned yy, unsigned month, unsigned day)
{
	unsigned year = century * 100 + yy;
	bool leap = ((yy ? yy : century) & 3) == 0;
	if (!year || month > 12 || day - 1 >= month_length[leap][month])
		return JOUR_NONE;
	unsigned leaps = (year >> 2) - century + (century >> 2);
	unsigned days = year * 365 + leaps + days_before[month] + day - (leap && month < 3);
	return (jour_t)days - EPOCH;
}

static bool jour_exists(int64_t d)
{
	return d >= FIRST && d <= LAST;
}

static jour_t jour_checked(int64_t d)
{
	return jour_exists(d) ? (jour_t)d : JOUR_NONE;
}

jour_t jour_of(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || day < 1)
		return JOUR_NONE;
	return jour_made((unsigned)year / 100, (unsigned)year % 100, (unsigned)month, (unsigned)day);
}

/* Years are taken from 1 March, so that the leap day is the last; 400 of them are 146097 days, 4 of them 1461. */
struct civil jour_civil(jour_t d)
{
	if (!jour_exists(d))
		return (struct civil){0};
	unsigned quarter = 4 * (unsigned)(d + EPOCH - 60) + 3;
	unsigned century = quarter / 146097;
	unsigned rest = quarter % 146097 | 3;
	unsigned of_year = rest % 1461 / 4;
	unsigned fifth = 5 * of_year + 2; /* from March on, five months are 153 days */
	unsigned month = fifth / 153;
	int after = month >= 10;
	return (struct civil){
		.year = (int)(century * 100 + rest / 1461) + after,
		.month = (int)month + 3 - 12 * after,
		.day = (int)(fifth % 153 / 5) + 1,
	};
}

int jour_weekday(jour_t d)
{
	int w = (d + 3) % 7; /* 1970-01-01 was a Thursday */
	return w < 0 ? w + 7 : w;
}

/* The Sunday after the fourteenth day of the first moon of spring, by the epact as corrected in 1582. */
jour_t jour_paques(int year)
{
	if (year < 1 || year > 9999)
		return JOUR_NONE;
	int century = year / 100, golden = year % 19;
	int lunar = (century - (century - 17) / 25) / 3;
	int age = (19 * golden + century - century / 4 - lunar + 15) % 30;
	age -= age == 29 || (age == 28 && golden > 10);
	jour_t full_moon = jour_of(year, 3, 21) + age;
	return full_moon + 7 - (jour_weekday(full_moon) + 1) % 7;
}

static inline unsigned digit(char c)
{
	return (unsigned)(unsigned char)c - '0';
}

jour_t jour_iso(struct slice s)
{
	if (s.n != 10)
		return JOUR_NONE;
	const char *p = s.p;
	unsigned y1 = digit(p[0]), y2 = digit(p[1]), y3 = digit(p[2]), y4 = digit(p[3]);
	unsigned m1 = digit(p[5]), m2 = digit(p[6]), d1 = digit(p[8]), d2 = digit(p[9]);
	bool digits = (y1 <= 9) & (y2 <= 9) & (y3 <= 9) & (y4 <= 9) & (m1 <= 9) & (m2 <= 9) & (d1 <= 9) & (d2 <= 9);
	if (!digits || p[4] != '-' || p[7] != '-')
		return JOUR_NONE;
	return jour_made(y1 * 10 + y2, y3 * 10 + y4, m1 * 10 + m2, d1 * 10 + d2);
}

/* DAY of that month, or the month's last when it has no such day. */
static jour_t clamped(int year, int month, int day)
{
	jour_t d = jour_of(year, month, day);
	while (d == JOUR_NONE && day > 28)
		d = jour_of(year, month, --day);
	return d;
}

jour_t jour_add_months(jour_t d, int n)
{
	if (!jour_exists(d))
		return JOUR_NONE;
	struct civil c = jour_civil(d);
	int64_t months = (int64_t)c.year * 12 + c.month - 1 + n;
	if (months < 12 || months >= 10000 * 12)
		return JOUR_NONE;
	return clamped((int)(months / 12), (int)(months % 12) + 1, c.day);
}

const char *const ferie_regions[FERIE_REGIONS] = {
	"metropole", "alsace-moselle", "alsace-moselle-sans-vendredi-saint", "guadeloupe", "martinique",
	"guyane", "la-reunion", "mayotte", "saint-martin", "saint-barthelemy",
};

int ferie_region(struct slice name)
{
	for (int i = 0; i < FERIE_REGIONS; i++)
		if (slice_is(name, ferie_regions[i]))
			return i;
	return -1;
}

static bool ferie_in_force(const struct ferie *f, unsigned region, jour_t d)
{
	return f->regions & region && (f->depuis == JOUR_NONE || d >= f->depuis) && (f->jusqu_a == JOUR_NONE || d <= f->jusqu_a);
}

const struct ferie *ferie_on(const struct feries *f, jour_t d)
{
	struct civil c = jour_civil(d);
	if (!c.day)
		return NULL;
	int since_paques = d - jour_paques(c.year);
	for (const struct ferie *h = f->v, *end = f->v + f->n; h < end; h++) {
		bool falls = h->paques ? h->offset == since_paques : h->month == c.month && h->day == c.day;
		if (falls && ferie_in_force(h, f->region, d))
			return h;
	}
	return NULL;
}

/* How many days of a week each kind takes, from Monday. */
static const int week[] = {[JOURS_OUVRES] = 5, [JOURS_OUVRABLES] = 6, [JOURS_CALENDAIRES] = 7};

bool jour_counts(const struct feries *f, jour_t d, enum jours kind)
{
	if (!jour_exists(d))
		return false;
	return kind == JOURS_CALENDAIRES || (jour_weekday(d) < week[kind] && !ferie_on(f, d));
}

static jour_t walk(const struct feries *f, jour_t d, int step, enum jours kind)
{
	while (jour_exists(d) && !jour_counts(f, d, kind))
		d += step;
	return jour_checked(d);
}

jour_t jour_next(const struct feries *f, jour_t d, enum jours kind)
{
	return walk(f, d, 1, kind);
}

jour_t jour_add(const struct feries *f, jour_t d, int n, enum jours kind)
{
	if (!jour_exists(d))
		return JOUR_NONE;
	if (kind == JOURS_CALENDAIRES)
		return jour_checked((int64_t)d + n);
	int step = n < 0 ? -1 : 1;
	for (; n && d != JOUR_NONE; n -= step)
		d = walk(f, d + step, step, kind);
	return d;
}
