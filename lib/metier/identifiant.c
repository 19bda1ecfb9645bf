#include "metier/identifiant.h"

#include <string.h>

/* S without blanks (no-break ones too), points and dashes. */
static struct slice stripped(struct arena *a, struct slice s)
{
	struct buf b;
	buf_init(&b, a);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0)
			i++;
		else if (c == 0xE2 && i + 2 < s.n && memcmp(s.p + i, "\xE2\x80\xAF", 3) == 0)
			i += 2;
		else if (!memchr(" \t.-", c, 4))
			buf_addc(&b, (char)c);
	}
	return buf_slice(&b);
}

static bool all_digits(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

struct slice siret_chiffres(struct arena *a, struct slice s)
{
	struct slice digits = stripped(a, s);
	return digits.n == 14 && all_digits(digits) ? digits : SLICE("");
}

bool siret_valide(struct slice s)
{
	int luhn = 0, sum = 0;
	if (s.n != 14 || !all_digits(s))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int d = s.p[s.n - 1 - i] - '0', twice = i % 2 ? d * 2 : d;
		luhn += twice > 9 ? twice - 9 : twice;
		sum += d;
	}
	return luhn % 10 == 0 || (slice_starts(s, "356000000") && sum % 5 == 0);
}

/* Overseas departments and territories have a country code of their own, and keep the digits after the first 0. */
static const struct {
	const char *head, *code;
} OVERSEAS[] = {
	{"063998", "+33"}, /* kept for fiction, beside Mayotte's */
	{"0262", "+262"}, {"0263", "+262"}, {"0269", "+262"}, {"0639", "+262"}, {"0692", "+262"}, {"0693", "+262"},
	{"0590", "+590"}, {"0690", "+590"}, {"0691", "+590"}, {"0594", "+594"}, {"0694", "+594"},
	{"0596", "+596"}, {"0696", "+596"}, {"0697", "+596"},
};

static const char *country_code(struct slice national)
{
	for (size_t i = 0; i < sizeof OVERSEAS / sizeof *OVERSEAS; i++)
		if (slice_starts(national, OVERSEAS[i].head))
			return OVERSEAS[i].code;
	return "+33";
}

static struct slice international(struct arena *a, const char *code, struct slice rest)
{
	struct buf b;
	buf_init(&b, a);
	buf_addz(&b, code);
	buf_adds(&b, rest);
	return buf_slice(&b);
}

struct slice telephone_e164(struct arena *a, struct slice s)
{
	struct slice t = stripped(a, s);
	if (slice_starts(t, "00"))
		t = international(a, "+", (struct slice){t.p + 2, t.n - 2});
	if (slice_starts(t, "+33(0)"))
		t = international(a, "+33", (struct slice){t.p + 6, t.n - 6});
	if (slice_starts(t, "+330") && t.n == 13)
		t = international(a, "+33", (struct slice){t.p + 4, t.n - 4});
	if (t.n && t.p[0] == '+') {
		struct slice digits = {t.p + 1, t.n - 1};
		bool french = slice_starts(t, "+33");
		bool ok = all_digits(digits) && digits.p[0] != '0' && digits.n >= 7 && digits.n <= 15;
		return ok && (!french || digits.n == 11) ? t : SLICE("");
	}
	if (t.n != 10 || !all_digits(t) || t.p[0] != '0' || t.p[1] == '0')
		return SLICE("");
	return international(a, country_code(t), (struct slice){t.p + 1, t.n - 1});
}

bool courriel_plausible(struct slice s)
{
	const char *at = memchr(s.p, '@', s.n);
	if (!at || at == s.p || at + 1 == s.p + s.n || memchr(at + 1, '@', (size_t)(s.p + s.n - at) - 1))
		return false;
	return !memchr(s.p, ' ', s.n) && !memchr(s.p, '\t', s.n) && !memchr(s.p, '\n', s.n);
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* What people put between the groups of a number; ahead of the key, its name too. */
static size_t gap_length(struct slice s, bool key)
{
	static const char *const gaps[] = {" ", "\t", ".", "-", "/", "\xC2\xA0", "\xE2\x80\xAF", "(", ":", "clé", "cle", "Clé"};
	enum { PLAIN = 7, ALL = sizeof gaps / sizeof *gaps };
	for (size_t i = 0; i < (key ? ALL : PLAIN); i++)
		if (slice_starts(s, gaps[i]))
			return strlen(gaps[i]);
	return 0;
}

/* The digits of the group at *S, N of them, put behind NUMBER; Corsica's departments, 2A and 2B, stand for 19 and 18. */
static bool take_group(struct slice *s, size_t n, bool department, uint64_t *number)
{
	bool corsica = department && s->n >= 2 && s->p[0] == '2' && memchr("ABab", s->p[1], 4);
	if (corsica)
		*number = *number * 100 + ((s->p[1] | 0x20) == 'a' ? 19 : 18);
	for (size_t i = 0; i < n && !corsica; i++) {
		if (i >= s->n || s->p[i] < '0' || s->p[i] > '9')
			return false;
		*number = *number * 10 + (uint64_t)(s->p[i] - '0');
	}
	s->p += n;
	s->n -= n;
	return true;
}

/* Sex, year, month, department, commune, order, key. */
static bool is_nir(struct slice s)
{
	static const size_t groups[] = {1, 2, 2, 2, 3, 3, 2};
	enum { MONTH = 2, DEPARTMENT = 3, KEY = 6, GAPS_MOST = 4 };
	uint64_t number = 0, before = 0;
	for (size_t g = 0; g <= KEY; g++) {
		size_t skip;
		for (int k = 0; g && k < GAPS_MOST && (skip = gap_length(s, g == KEY)) > 0; k++) {
			s.p += skip;
			s.n -= skip;
		}
		before = number;
		if (!take_group(&s, groups[g], g == DEPARTMENT, &number))
			return false;
		uint64_t month = number % 100;
		if (g == MONTH && (month == 0 || (month > 12 && month < 20)))
			return false;
	}
	return number % 100 == 97 - before % 97 && !(s.n && is_alnum(s.p[0]));
}

bool nir_dans(struct slice text, size_t *at)
{
	for (size_t i = 0; i + 15 <= text.n; i++) {
		bool begins = memchr("123478", text.p[i], 6) && !(i && is_alnum(text.p[i - 1]));
		if (begins && is_nir((struct slice){text.p + i, text.n - i})) {
			*at = i;
			return true;
		}
	}
	return false;
}
