#include "format/charset.h"

#include <string.h>

/* A run of bytes where an encoding leaves Latin-1, and the code points of that run. */
struct departure {
	unsigned char first, last;
	const uint16_t *code;
};

enum { NONE = 0xFFFD };

/* 80 to 9F. Five of the bytes have no character. */
static const uint16_t WINDOWS[32] = {
	0x20AC, NONE,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, NONE,   0x017D, NONE,   NONE,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, NONE,   0x017E, 0x0178,
};

/* A4 to BE: the eight characters of ISO-8859-15 among those of Latin-1. */
static const uint16_t LATIN9[27] = {
	0x20AC, 0x00A5, 0x0160, 0x00A7, 0x0161, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1,
	0x00B2, 0x00B3, 0x017D, 0x00B5, 0x00B6, 0x00B7, 0x017E, 0x00B9, 0x00BA, 0x00BB, 0x0152, 0x0153, 0x0178,
};

static const struct {
	const char *name, *remedy;
	struct departure from_latin1;
} TABLE[] = {
	[CHARSET_UTF8] = {"UTF-8", "-f UTF-8 -t WINDOWS-1252", {1, 0, NULL}},
	[CHARSET_WINDOWS_1252] = {"Windows-1252", "-f CP850 -t UTF-8", {0x80, 0x9F, WINDOWS}},
	[CHARSET_ISO_8859_15] = {"ISO-8859-15", "-f WINDOWS-1252 -t UTF-8", {0xA4, 0xBE, LATIN9}},
};

const char *charset_name(enum charset c)
{
	return TABLE[c].name;
}

const char *charset_remedy(enum charset c)
{
	return TABLE[c].remedy;
}

enum charset charset_named(const char *name)
{
	for (size_t i = 0; name && i < sizeof TABLE / sizeof *TABLE; i++)
		if (strcmp(TABLE[i].name, name) == 0)
			return (enum charset)i;
	return CHARSET_UTF8;
}

static bool is_latin9_mark(unsigned char c)
{
	return c >= 0xA4 && c <= 0xBE && LATIN9[c - 0xA4] != c;
}

enum charset charset_guess(struct slice s)
{
	if (utf8_valid_length(s) == s.n)
		return CHARSET_UTF8;
	bool mark = false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c >= 0x80 && c <= 0x9F)
			return CHARSET_WINDOWS_1252;
		mark = mark || is_latin9_mark(c);
	}
	return mark ? CHARSET_ISO_8859_15 : CHARSET_WINDOWS_1252;
}

bool charset_is_utf16(struct slice s)
{
	enum { LOOKED_AT = 64 };
	if (slice_starts(s, "\xFF\xFE") || slice_starts(s, "\xFE\xFF"))
		return true;
	size_t n = s.n < LOOKED_AT ? s.n / 2 * 2 : LOOKED_AT, nul[2] = {0, 0};
	for (size_t i = 0; i < n; i++)
		nul[i & 1] += s.p[i] == '\0';
	/* Accented letters and most punctuation have a zero byte as well: three pairs in four is a low bar for French. */
	return n >= 4 && (nul[0] == 0) != (nul[1] == 0) && (nul[0] + nul[1]) * 4 >= n / 2 * 3;
}

/* The code point of a byte in a one-byte encoding. */
static uint32_t code_of(unsigned char c, const struct departure *d)
{
	return c >= d->first && c <= d->last ? d->code[c - d->first] : c;
}

size_t charset_valid_length(struct slice s, enum charset c)
{
	if (c == CHARSET_UTF8)
		return utf8_valid_length(s);
	size_t i = 0;
	while (i < s.n && code_of((unsigned char)s.p[i], &TABLE[c].from_latin1) != NONE)
		i++;
	return i;
}

static size_t ascii_length(struct slice s)
{
	size_t i = 0;
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

struct slice charset_decode(struct arena *a, struct slice s, enum charset c)
{
	size_t plain = c == CHARSET_UTF8 ? s.n : ascii_length(s);
	if (plain == s.n)
		return s;
	size_t room = plain + (s.n - plain) * 3; /* no character of these sets takes more in UTF-8 */
	struct buf out = {.a = a, .p = arena_alloc(a, room), .cap = room};
	buf_add(&out, s.p, plain);
	for (size_t i = plain; i < s.n; i++)
		buf_add_utf8(&out, code_of((unsigned char)s.p[i], &TABLE[c].from_latin1));
	return buf_slice(&out);
}

/* The byte of CODE, or '?'. */
static char byte_of(uint32_t code, const struct departure *d)
{
	for (unsigned c = d->first; c <= d->last; c++)
		if (d->code[c - d->first] == code && code != NONE)
			return (char)(unsigned char)c;
	bool moved = code >= d->first && code <= d->last;
	return code <= 0xFF && !moved ? (char)(unsigned char)code : '?';
}

void charset_encode(struct buf *out, struct slice s, enum charset c)
{
	if (c == CHARSET_UTF8) {
		buf_adds(out, s);
		return;
	}
	for (const char *p = s.p, *end = s.p + s.n; p < end;) {
		uint32_t code = NONE;
		size_t n = utf8_char(p, end, &code);
		buf_addc(out, byte_of(code, &TABLE[c].from_latin1));
		p += n ? n : 1;
	}
}
