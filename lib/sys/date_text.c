#include "sys/date.h"

#define NO_BREAK "\xc2\xa0" /* U+00A0 */

static const struct month {
	const char *full, *brief;
} months[] = {
	{"", ""},
	{"janvier", "janv."}, {"février", "févr."}, {"mars", "mars"}, {"avril", "avr."}, {"mai", "mai"}, {"juin", "juin"},
	{"juillet", "juil."}, {"août", "août"}, {"septembre", "sept."}, {"octobre", "oct."}, {"novembre", "nov."},
	{"décembre", "déc."},
};

static const char *const weekdays[] = {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};

static inline unsigned digit(char c)
{
	return (unsigned)(unsigned char)c - '0';
}

/* MIN to MAX digits up to SEPARATOR, or up to the end when it is 0. */
static bool take_number(struct slice *rest, size_t min, size_t max, char separator, int *value)
{
	size_t n = 0;
	while (n < rest->n && digit(rest->p[n]) <= 9)
		n++;
	bool ends = separator ? n < rest->n && rest->p[n] == separator : n == rest->n;
	if (n < min || n > max || !ends || !slice_number((struct slice){rest->p, n}, value))
		return false;
	n += separator != 0;
	*rest = (struct slice){rest->p + n, rest->n - n};
	return true;
}

static jour_t jour_french(struct slice s, char separator)
{
	int day, month, year;
	if (take_number(&s, 1, 2, separator, &day) && take_number(&s, 1, 2, separator, &month) &&
	    take_number(&s, 4, 4, 0, &year))
		return jour_of(year, month, day);
	return JOUR_NONE;
}

jour_t jour_parse(struct slice s)
{
	s = slice_trim(s);
	jour_t d = jour_iso(s);
	for (const char *separator = "/.-"; d == JOUR_NONE && *separator; separator++)
		d = jour_french(s, *separator);
	return d;
}

/* December ends on a 31st: counted back from there, no month is cut short. */
static jour_t month_end(int year, int month)
{
	jour_t december = jour_of(year, 12, 31);
	return jour_add_months(december, month - 12);
}

static bool span(struct periode *p, jour_t from, jour_t to)
{
	*p = (struct periode){from, to};
	return from != JOUR_NONE && to != JOUR_NONE;
}

/* A day, a month or a year as its first and last days. */
static bool span_parse(struct slice s, struct periode *p)
{
	int year, month;
	s = slice_trim(s);
	struct slice rest = s;
	if (take_number(&rest, 4, 4, 0, &year))
		return span(p, jour_of(year, 1, 1), jour_of(year, 12, 31));
	rest = s;
	if (take_number(&rest, 4, 4, '-', &year) && take_number(&rest, 2, 2, 0, &month))
		return span(p, jour_of(year, month, 1), month_end(year, month));
	jour_t d = jour_parse(s);
	return span(p, d, d);
}

static size_t find_dots(struct slice s)
{
	size_t i = 0;
	while (i + 1 < s.n && !(s.p[i] == '.' && s.p[i + 1] == '.'))
		i++;
	return i;
}

bool periode_parse(struct slice s, struct periode *p)
{
	s = slice_trim(s);
	size_t dots = find_dots(s);
	if (dots + 1 >= s.n)
		return span_parse(s, p);
	struct slice left = {s.p, dots}, right = {s.p + dots + 2, s.n - dots - 2};
	struct periode from = {JOUR_NONE, JOUR_NONE}, to = from;
	if ((left.n && !span_parse(left, &from)) || (right.n && !span_parse(right, &to)) || (!left.n && !right.n))
		return false;
	*p = (struct periode){from.from, to.to};
	return !left.n || !right.n || p->from <= p->to;
}

bool periode_has(const struct periode *p, jour_t d)
{
	return d != JOUR_NONE && (p->from == JOUR_NONE || d >= p->from) && (p->to == JOUR_NONE || d <= p->to);
}

/* The farthest a horizon can look: longer than the calendar, short enough for months and days to stay whole. */
enum { HORIZON_MAX = 4000000 };

static const struct unit {
	char letter;
	int days, months;
} units[] = {{'j', 1, 0}, {'s', 7, 0}, {'m', 0, 1}, {'a', 0, 12}};

jour_t horizon_parse(struct slice s, jour_t d)
{
	int n;
	s = slice_trim(s);
	if (!s.n || !slice_number((struct slice){s.p, s.n - 1}, &n) || n > HORIZON_MAX)
		return JOUR_NONE; /* below, calendar days ask for no holidays */
	for (const struct unit *u = units; u < units + sizeof units / sizeof *units; u++)
		if (s.p[s.n - 1] == u->letter)
			return u->months ? jour_add_months(d, n * u->months)
			                 : jour_add(NULL, d, n * u->days, JOURS_CALENDAIRES);
	return JOUR_NONE;
}

static int minutes_of(int hours, int minutes)
{
	return hours < 24 && minutes < 60 ? hours * 60 + minutes : -1;
}

int heure_iso(struct slice s)
{
	int hours, minutes;
	if (take_number(&s, 2, 2, ':', &hours) && take_number(&s, 2, 2, 0, &minutes))
		return minutes_of(hours, minutes);
	return -1;
}

/* A person, and this toolkit with her, may write "13 h 30": a space, a no-break one or a narrow no-break one. */
static struct slice without_blanks(struct slice s)
{
	static const struct slice blanks[] = {{" ", 1}, {"\xc2\xa0", 2}, {"\xe2\x80\xaf", 3}};
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (slice_starts(s, blanks[i].p))
			return (struct slice){s.p + blanks[i].n, s.n - blanks[i].n};
	return s;
}

int heure_parse(struct slice s)
{
	int hours = 0, minutes = 0;
	size_t n = 0;
	s = slice_trim(s);
	while (n < s.n && digit(s.p[n]) <= 9)
		n++;
	if (n < 1 || n > 2 || !slice_number((struct slice){s.p, n}, &hours))
		return -1;
	s = without_blanks((struct slice){s.p + n, s.n - n});
	bool colon = s.n && s.p[0] == ':';
	if (!colon && !(s.n && (s.p[0] == 'h' || s.p[0] == 'H')))
		return -1;
	s = without_blanks((struct slice){s.p + 1, s.n - 1});
	bool bare = !colon && !s.n;
	return bare || take_number(&s, 2, 2, 0, &minutes) ? minutes_of(hours, minutes) : -1;
}

static void put_digits(char *p, int value, int width)
{
	for (int i = width; i-- > 0; value /= 10)
		p[i] = (char)('0' + value % 10);
}

void buf_add_jour(struct buf *b, jour_t d)
{
	struct civil c = jour_civil(d);
	if (!c.day)
		return;
	buf_room(b, 10);
	char *p = b->p + b->n;
	put_digits(p, c.year, 4);
	p[4] = p[7] = '-';
	put_digits(p + 5, c.month, 2);
	put_digits(p + 8, c.day, 2);
	b->n += 10;
}

void buf_add_jour_barres(struct buf *b, jour_t d)
{
	struct civil c = jour_civil(d);
	if (!c.day)
		return;
	buf_room(b, 10);
	char *p = b->p + b->n;
	put_digits(p, c.day, 2);
	p[2] = p[5] = '/';
	put_digits(p + 3, c.month, 2);
	put_digits(p + 6, c.year, 4);
	b->n += 10;
}

static void add_french(struct buf *b, jour_t d, bool brief)
{
	struct civil c = jour_civil(d);
	if (!c.day)
		return;
	buf_addn(b, c.day);
	buf_addz(b, c.day == 1 ? "er" NO_BREAK : NO_BREAK);
	buf_addz(b, brief ? months[c.month].brief : months[c.month].full);
	buf_addz(b, NO_BREAK);
	buf_addn(b, c.year);
}

void buf_add_jour_long(struct buf *b, jour_t d)
{
	add_french(b, d, false);
}

void buf_add_jour_court(struct buf *b, jour_t d)
{
	add_french(b, d, true);
}

void buf_add_heure(struct buf *b, int minutes)
{
	if (minutes < 0 || minutes >= 24 * 60)
		return;
	buf_room(b, 5);
	char *p = b->p + b->n;
	put_digits(p, minutes / 60, 2);
	p[2] = ':';
	put_digits(p + 3, minutes % 60, 2);
	b->n += 5;
}

const char *jour_nom(jour_t d)
{
	return d == JOUR_NONE ? "" : weekdays[jour_weekday(d)];
}
