#include "base/unicode.h"

#include <string.h>
#include <utf8proc.h>

static bool is_ascii(struct slice s)
{
	const uint64_t tops = 0x8080808080808080u;
	uint64_t all = 0, word;
	for (; s.n >= sizeof word; s.p += sizeof word, s.n -= sizeof word) {
		memcpy(&word, s.p, sizeof word);
		all |= word;
	}
	for (; s.n; s.p++, s.n--)
		all |= (unsigned char)*s.p;
	return (all & tops) == 0;
}

/* Below the first combining mark every character takes one column, but the soft hyphen, which utf8proc counts too. */
static size_t char_width(uint32_t code)
{
	if (code < 0x300)
		return code != 0xAD;
	int width = utf8proc_charwidth((utf8proc_int32_t)code);
	return width > 0 ? (size_t)width : 0;
}

size_t text_width(struct slice s)
{
	if (is_ascii(s))
		return s.n;
	size_t width = 0;
	for (const char *p = s.p, *end = s.p + s.n; p < end;) {
		uint32_t code;
		size_t n = utf8_char(p, end, &code);
		width += n ? char_width(code) : 1;
		p += n ? n : 1;
	}
	return width;
}

/* Nothing below U+0300 can be composed further: the quick answer for French. */
static bool is_composed(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0xCC)
			return false;
	return true;
}

struct slice text_nfc(struct arena *a, struct slice s)
{
	static const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.p;
	if (is_composed(s) || utf8_valid_length(s) != s.n)
		return s;
	utf8proc_ssize_t n = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, NULL, 0, how);
	if (n < 0)
		return s;
	/* utf8proc_reencode() works in place and ends the text with a NUL */
	utf8proc_int32_t *codes = arena_alloc(a, ((size_t)n + 1) * sizeof *codes);
	if (utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, codes, n, how) != n)
		return s;
	n = utf8proc_reencode(codes, n, how);
	struct slice composed = {(const char *)codes, n < 0 ? 0 : (size_t)n};
	return n < 0 || slice_eq(composed, s) ? s : composed;
}

/* Letters that Unicode does not decompose, though a French reader sees two letters, or a letter and a mark. */
static const struct {
	uint32_t code;
	const char *plain;
} SPELT[] = {
	{0x00E6, "ae"}, {0x0153, "oe"}, {0x00F8, "o"}, {0x0142, "l"}, {0x0111, "d"}, {0x0127, "h"}, {0x0131, "i"},
};

enum part { PART_GAP, PART_NOTHING, PART_LETTER };

static const enum part PART[] = {
	[UTF8PROC_CATEGORY_LU] = PART_LETTER,  [UTF8PROC_CATEGORY_LL] = PART_LETTER,  [UTF8PROC_CATEGORY_LT] = PART_LETTER,
	[UTF8PROC_CATEGORY_LM] = PART_LETTER,  [UTF8PROC_CATEGORY_LO] = PART_LETTER,  [UTF8PROC_CATEGORY_ND] = PART_LETTER,
	[UTF8PROC_CATEGORY_NL] = PART_LETTER,  [UTF8PROC_CATEGORY_NO] = PART_LETTER,  [UTF8PROC_CATEGORY_MN] = PART_NOTHING,
	[UTF8PROC_CATEGORY_MC] = PART_NOTHING, [UTF8PROC_CATEGORY_ME] = PART_NOTHING, [UTF8PROC_CATEGORY_CF] = PART_NOTHING,
	[UTF8PROC_CATEGORY_CO] = PART_GAP, /* the last one */
};

/* The modifiers U+02B0-02FF that no decomposition took away are apostrophes and primes, letters to Unicode only. */
static enum part part_of(uint32_t code)
{
	return code >= 0x2B0 && code <= 0x2FF ? PART_GAP : PART[utf8proc_category((utf8proc_int32_t)code)];
}

struct fold {
	struct buf out;
	bool words; /* a gap is worth a space */
	bool gap;   /* one was seen since the last letter */
};

static void fold_letter(struct fold *f, uint32_t code)
{
	if (f->gap && f->words && f->out.n)
		buf_addc(&f->out, ' ');
	f->gap = false;
	for (size_t i = 0; i < sizeof SPELT / sizeof *SPELT; i++)
		if (SPELT[i].code == code) {
			buf_addz(&f->out, SPELT[i].plain);
			return;
		}
	buf_add_utf8(&f->out, code);
}

static void fold_ascii(struct fold *f, char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
		f->gap = true;
		return;
	}
	if (f->gap && f->words && f->out.n)
		buf_addc(&f->out, ' ');
	f->gap = false;
	buf_addc(&f->out, c);
}

static void fold_code(struct fold *f, uint32_t code)
{
	enum { LONGEST = 32 }; /* U+FDFA, the longest, gives 18 */
	utf8proc_int32_t parts[LONGEST];
	int boundary = 0;
	if (code == 0xBA || code == 0x2116) { /* º is typed for °, and № is the "N°" of headings, not "No" */
		if (code == 0x2116)
			fold_letter(f, 'n');
		f->gap = true;
		return;
	}
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)code, parts, LONGEST,
	                                             UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);
	for (utf8proc_ssize_t i = 0; i < n && n <= LONGEST; i++) {
		enum part part = part_of((uint32_t)parts[i]);
		if (part == PART_LETTER)
			fold_letter(f, (uint32_t)parts[i]);
		else if (part == PART_GAP)
			f->gap = true;
	}
}

static struct slice fold(struct arena *a, struct slice s, bool words)
{
	struct fold f = {.words = words};
	buf_init(&f.out, a);
	buf_room(&f.out, s.n + 1);
	for (const char *p = s.p, *end = s.p + s.n; p < end;) {
		uint32_t code = 0;
		size_t n = utf8_char(p, end, &code);
		if (n == 1)
			fold_ascii(&f, *p);
		else if (n)
			fold_code(&f, code);
		else
			f.gap = true;
		p += n ? n : 1;
	}
	return buf_slice(&f.out);
}

struct slice text_fold(struct arena *a, struct slice s)
{
	return fold(a, s, false);
}

struct slice text_fold_words(struct arena *a, struct slice s)
{
	return fold(a, s, true);
}
