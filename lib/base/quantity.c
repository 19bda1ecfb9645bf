/* Durations and amounts as people write them. */
#include "base/text.h"

#include <string.h>

/* No-break and narrow no-break spaces count as spaces between digits and units. */
static size_t space_length(struct slice s)
{
	if (s.n && (s.p[0] == ' ' || s.p[0] == '\t'))
		return 1;
	if (s.n >= 2 && memcmp(s.p, "\xC2\xA0", 2) == 0)
		return 2;
	if (s.n >= 3 && memcmp(s.p, "\xE2\x80\xAF", 3) == 0)
		return 3;
	return 0;
}

/* S without any space, its ASCII letters lowered, in OUT; false when it is longer than SIZE. */
static bool squeeze(struct slice s, char *out, size_t size, size_t *length)
{
	size_t n = 0;
	while (s.n) {
		size_t skip = space_length(s);
		if (!skip) {
			if (n == size)
				return false;
			out[n++] = s.p[0] >= 'A' && s.p[0] <= 'Z' ? (char)(s.p[0] - 'A' + 'a') : s.p[0];
			skip = 1;
		}
		s.p += skip;
		s.n -= skip;
	}
	*length = n;
	return true;
}

static struct slice take_digits(struct slice *s)
{
	struct slice d = {s->p, 0};
	while (d.n < s->n && d.p[d.n] >= '0' && d.p[d.n] <= '9')
		d.n++;
	s->p += d.n;
	s->n -= d.n;
	return d;
}

static bool take_word(struct slice *s, const char *const *words)
{
	for (; *words; words++)
		if (slice_starts(*s, *words)) {
			s->p += strlen(*words);
			s->n -= strlen(*words);
			return true;
		}
	return false;
}

/* "5" after "1," of "1,5 h" is half an hour: the fraction in minutes, rounded. */
static int fraction_minutes(struct slice digits)
{
	int value = 0, unit = 1;
	for (size_t i = 0; i < digits.n && i < 4; i++) {
		value = value * 10 + (digits.p[i] - '0');
		unit *= 10;
	}
	return (value * 60 + unit / 2) / unit;
}

static const char *const HOURS[] = {"heures", "heure", "h", NULL};
static const char *const MINUTES[] = {"minutes", "minute", "min", "mn", "m", NULL};

/* What follows the "h" of "1h30": nothing, or minutes under 60 with or without their unit. */
static int minutes_after_hours(struct slice s, int hours)
{
	int minutes = 0;
	struct slice digits = take_digits(&s);
	if (digits.n && (!slice_number(digits, &minutes) || minutes > 59))
		return -1;
	if (digits.n)
		take_word(&s, MINUTES);
	return s.n ? -1 : hours * 60 + minutes;
}

int duree_parse(struct slice text, bool bare_hours)
{
	char squeezed[32];
	struct slice s = {squeezed, 0};
	int whole;
	if (!squeeze(text, squeezed, sizeof squeezed, &s.n))
		return -1;
	struct slice digits = take_digits(&s);
	if (!slice_number(digits, &whole) || whole > 99999)
		return -1;
	if (s.n == 0)
		return bare_hours ? whole * 60 : -1;
	if (s.p[0] == ',' || s.p[0] == '.') {
		s.p++, s.n--;
		struct slice fraction = take_digits(&s);
		bool unit = take_word(&s, HOURS);
		return fraction.n && s.n == 0 && (unit || bare_hours) ? whole * 60 + fraction_minutes(fraction) : -1;
	}
	if (take_word(&s, HOURS))
		return minutes_after_hours(s, whole);
	return take_word(&s, MINUTES) && s.n == 0 ? whole : -1;
}

void buf_add_duree(struct buf *b, int64_t minutes)
{
	if (minutes < 0) {
		buf_addc(b, '-');
		minutes = -minutes;
	}
	buf_addn(b, minutes / 60);
	buf_addz(b, "\xC2\xA0h\xC2\xA0");
	buf_addc(b, (char)('0' + minutes % 60 / 10));
	buf_addc(b, (char)('0' + minutes % 10));
}

/* Which byte of S separates the decimals: the last of , and . unless it can be read two ways. -1: none; -2: ambiguous. */
static int decimal_mark(struct slice s)
{
	int comma = -1, point = -1, commas = 0, points = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ',')
			comma = (int)i, commas++;
		if (s.p[i] == '.')
			point = (int)i, points++;
	}
	if (commas > 1 || (commas == 1 && point > comma))
		return -2;
	if (commas == 1)
		return comma;
	if (points == 1)
		return s.n - (size_t)point - 1 == 3 ? -2 : point;
	return points ? -2 : -1;
}

/* The digits of the whole part; points between them must stand every three digits. */
static bool whole_part(struct slice s, int64_t *value)
{
	int64_t v = 0;
	size_t digits = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.') {
			if ((s.n - i) % 4 != 0 || i == 0)
				return false;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9' || ++digits > 12)
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*value = v;
	return digits > 0;
}

void buf_add_milliers(struct buf *b, uint64_t n, const char *between)
{
	if (n >= 1000) {
		buf_add_milliers(b, n / 1000, between);
		buf_addz(b, between);
		buf_addf(b, "%03u", (unsigned)(n % 1000));
	} else {
		buf_addn(b, (int64_t)n);
	}
}

int64_t montant_parse(struct slice text)
{
	static const char *const euro[] = {"\xE2\x82\xAC", "euros", "euro", "eur", NULL};
	char squeezed[40];
	struct slice s = {squeezed, 0};
	int64_t whole, cents = 0;
	if (!squeeze(text, squeezed, sizeof squeezed, &s.n))
		return -1;
	for (const char *const *w = euro; *w; w++)
		if (s.n > strlen(*w) && memcmp(s.p + s.n - strlen(*w), *w, strlen(*w)) == 0) {
			s.n -= strlen(*w);
			break;
		}
	int mark = decimal_mark(s);
	if (mark == -2)
		return -1;
	struct slice head = {s.p, mark < 0 ? s.n : (size_t)mark};
	struct slice tail = {s.p + head.n + 1, mark < 0 ? 0 : s.n - (size_t)mark - 1};
	int fraction = 0;
	if (mark >= 0 && (tail.n > 2 || !slice_number(tail, &fraction)))
		return -1;
	if (!whole_part(head, &whole))
		return -1;
	cents = tail.n == 1 ? fraction * 10 : fraction;
	return whole * 100 + cents;
}

void buf_add_montant(struct buf *b, int64_t cents)
{
	if (cents < 0) {
		buf_addc(b, '-');
		cents = -cents;
	}
	buf_addn(b, cents / 100);
	buf_addc(b, '.');
	buf_addc(b, (char)('0' + cents % 100 / 10));
	buf_addc(b, (char)('0' + cents % 10));
}

bool buf_add_euros(struct buf *b, struct slice s)
{
	int64_t cents = montant_parse(s);
	if (cents < 0)
		return false;
	buf_add_milliers(b, (uint64_t)cents / 100, "\xE2\x80\xAF");
	buf_addf(b, ",%02d\xC2\xA0€", (int)(cents % 100));
	return true;
}
