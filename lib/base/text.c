#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct slice slice_z(const char *s)
{
	return (struct slice){s ? s : "", s ? strlen(s) : 0};
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct slice slice_trim_blanks(struct slice s)
{
	while (s.n && is_blank(s.p[0]))
		s.p++, s.n--;
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool slice_starts(struct slice s, const char *head)
{
	size_t n = strlen(head);
	return s.n >= n && memcmp(s.p, head, n) == 0;
}

int slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

uint64_t slice_hash(struct slice s)
{
	uint64_t h = 0xCBF29CE484222325u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001B3u;
	return h ^ h >> 29; /* a table keeps the lower bits, which would depend on those of the bytes alone */
}

char *slice_dup(struct arena *a, struct slice s)
{
	return arena_copy(a, s.p, s.n);
}

bool slice_next(struct slice *rest, const char *separators, struct slice *piece)
{
	if (!rest->p || (rest->n == 0 && !*separators))
		return false;
	if (rest->n == 0) {
		rest->p = NULL;
		return false;
	}
	size_t i = 0;
	while (i < rest->n && !memchr(separators, rest->p[i], strlen(separators)))
		i++;
	*piece = (struct slice){rest->p, i};
	rest->p += i < rest->n ? i + 1 : i;
	rest->n -= i < rest->n ? i + 1 : i;
	return true;
}

bool slice_number(struct slice s, int *value)
{
	if (s.n == 0 || s.n > 9)
		return false;
	int v = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*value = v;
	return true;
}

void buf_init(struct buf *b, struct arena *a)
{
	*b = (struct buf){.a = a};
}

void buf_room(struct buf *b, size_t more)
{
	if (b->cap - b->n >= more)
		return;
	size_t cap = b->cap ? b->cap * 2 : 256;
	while (cap < b->n + more)
		cap *= 2;
	b->p = arena_grow(b->a, b->p, b->n, cap);
	b->cap = cap;
}

void buf_add(struct buf *b, const char *p, size_t n)
{
	if (!n)
		return;
	buf_room(b, n);
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

void buf_addc(struct buf *b, char c)
{
	buf_room(b, 1);
	b->p[b->n++] = c;
}

void buf_adds(struct buf *b, struct slice s)
{
	buf_add(b, s.p, s.n);
}

void buf_addz(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_addn(struct buf *b, int64_t number)
{
	char digits[20];
	size_t i = sizeof digits;
	uint64_t u = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	do
		digits[--i] = (char)('0' + u % 10);
	while (u /= 10);
	if (number < 0)
		buf_addc(b, '-');
	buf_add(b, digits + i, sizeof digits - i);
}

struct slice buf_slice(const struct buf *b)
{
	return (struct slice){b->p ? b->p : "", b->n};
}

char *buf_z(struct buf *b)
{
	buf_room(b, 1);
	b->p[b->n] = '\0';
	return b->p;
}

void buf_addf(struct buf *b, const char *format, ...)
{
	va_list v;
	va_start(v, format);
	char small[512];
	int n = vsnprintf(small, sizeof small, format, v);
	va_end(v);
	if (n < 0)
		return;
	if ((size_t)n < sizeof small) {
		buf_add(b, small, (size_t)n);
		return;
	}
	buf_room(b, (size_t)n + 1);
	va_start(v, format);
	vsnprintf(b->p + b->n, (size_t)n + 1, format, v);
	va_end(v);
	b->n += (size_t)n;
}

/* How many bytes the first one announces, and the least code point of that length. */
static size_t utf8_announced(unsigned char c, uint32_t *bits, uint32_t *least)
{
	static const struct {
		unsigned char mask, head;
		uint32_t least;
	} form[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
	for (size_t i = 0; i < 4; i++)
		if ((c & form[i].mask) == form[i].head) {
			*bits = (uint32_t)(c & (unsigned char)~form[i].mask);
			*least = form[i].least;
			return i + 1;
		}
	return 0;
}

size_t utf8_char(const char *p, const char *end, uint32_t *code)
{
	uint32_t v = 0, least = 0;
	if (p >= end)
		return 0;
	size_t n = utf8_announced((unsigned char)*p, &v, &least);
	if (n == 0 || (size_t)(end - p) < n)
		return 0;
	for (size_t i = 1; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		if ((c & 0xC0) != 0x80)
			return 0;
		v = v << 6 | (c & 0x3F);
	}
	if (v < least || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
		return 0;
	*code = v;
	return n;
}

void buf_add_utf8(struct buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_addc(b, (char)c);
	} else if (c < 0x800) {
		buf_addc(b, (char)(0xC0 | c >> 6));
		buf_addc(b, (char)(0x80 | (c & 0x3F)));
	} else if (c < 0x10000) {
		buf_addc(b, (char)(0xE0 | c >> 12));
		buf_addc(b, (char)(0x80 | (c >> 6 & 0x3F)));
		buf_addc(b, (char)(0x80 | (c & 0x3F)));
	} else {
		buf_addc(b, (char)(0xF0 | c >> 18));
		buf_addc(b, (char)(0x80 | (c >> 12 & 0x3F)));
		buf_addc(b, (char)(0x80 | (c >> 6 & 0x3F)));
		buf_addc(b, (char)(0x80 | (c & 0x3F)));
	}
}

size_t utf8_valid_length(struct slice s)
{
	const char *p = s.p, *end = s.p + s.n;
	while (p < end) {
		uint32_t code;
		size_t n = (unsigned char)*p < 0x80 ? 1 : utf8_char(p, end, &code);
		if (n == 0)
			break;
		p += n;
	}
	return (size_t)(p - s.p);
}

size_t utf8_count(const char *p, size_t offset)
{
	size_t count = 0;
	for (const char *q = p, *end = p + offset; q < end; count++) {
		uint32_t code;
		size_t n = utf8_char(q, end, &code);
		q += n ? n : 1;
	}
	return count;
}

bool utf8_unsafe(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || (c >= 0x200E && c <= 0x200F) ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void buf_add_clean(struct buf *b, struct slice s)
{
	const char *p = s.p, *end = s.p + s.n;
	while (p < end) {
		const char *run = p;
		while (p < end && *p >= 0x20 && *p < 0x7F)
			p++;
		buf_add(b, run, (size_t)(p - run));
		if (p >= end)
			break;
		uint32_t code = 0;
		size_t n = utf8_char(p, end, &code);
		if (n == 0 || utf8_unsafe(code))
			buf_addz(b, "\xEF\xBF\xBD");
		else
			buf_add(b, p, n);
		p += n ? n : 1;
	}
}

static unsigned char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : (unsigned char)c;
}

bool ascii_eq_nocase(struct slice a, struct slice b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}
