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
