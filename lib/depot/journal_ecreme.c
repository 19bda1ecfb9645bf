/* Nearly all that bilan-relance does on a large store, beside the system's own work, is done here. A journal is turned into two bit
 * sets, one bit a byte: where lines end, and what cannot stand in a name. Lines are then walked from bit to bit, without a
 * loop over bytes and without waiting for one line to know the next. */
#include "depot/journal_ecreme.h"

#include <string.h>

enum { BLOCK = 64 };

/* The two sets for the 64 bytes at P. */
#ifdef __SSE2__
#include <emmintrin.h>

static __m128i between(__m128i v, char low, char high)
{
	__m128i from = _mm_sub_epi8(v, _mm_set1_epi8(low));
	return _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8((char)(high - low))), from);
}

static void classify(const char *p, uint64_t *newline, uint64_t *name)
{
	*newline = *name = 0;
	for (unsigned i = 0; i < BLOCK; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		__m128i letters = between(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
		__m128i others = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('_')), _mm_cmpeq_epi8(v, _mm_set1_epi8('%')));
		__m128i names = _mm_or_si128(_mm_or_si128(letters, others), between(v, '0', '9'));
		*newline |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n'))) << i;
		*name |= (uint64_t)(unsigned)_mm_movemask_epi8(names) << i;
	}
}
#else
static void classify(const char *p, uint64_t *newline, uint64_t *name)
{
	*newline = *name = 0;
	for (unsigned i = 0; i < BLOCK; i++) {
		char c = p[i], low = (char)(c | 0x20);
		bool named = (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '%';
		*newline |= (uint64_t)(c == '\n') << i;
		*name |= (uint64_t)named << i;
	}
}
#endif

struct skim {
	const struct types *t;
	uint64_t effets;
	const char *base;
	uint64_t *newline, *other;
	struct arena *a;
	struct rec_part *parts;
	size_t n, cap;
	/* the record being walked */
	size_t begin, type, type_end;
	bool suite;
};

/* One word more than needed, so that a window can always be read across two. */
static void classify_all(struct skim *s, struct slice bytes)
{
	size_t words = bytes.n / BLOCK + 2;
	char tail[BLOCK] = {0};
	s->newline = arena_alloc(s->a, words * sizeof *s->newline * 2);
	s->other = s->newline + words;
	for (size_t i = 0; i < words; i++) {
		const char *p = bytes.p + i * BLOCK;
		size_t left = bytes.n > i * BLOCK ? bytes.n - i * BLOCK : 0;
		if (left < BLOCK) {
			memset(tail, 0, sizeof tail);
			memcpy(tail, p, left);
			p = tail;
		}
		uint64_t name;
		classify(p, &s->newline[i], &name);
		s->other[i] = ~name;
	}
}

/* How many bytes at AT can stand in a name; 64 or more count as 64. */
static unsigned name_length(const struct skim *s, size_t at)
{
	unsigned shift = at % BLOCK;
	uint64_t window = s->other[at / BLOCK] >> shift;
	if (shift)
		window |= s->other[at / BLOCK + 1] << (BLOCK - shift);
	return window ? (unsigned)__builtin_ctzll(window) : BLOCK;
}

static void keep_part(struct skim *s, size_t end)
{
	if (s->n == s->cap) {
		s->parts = arena_grow(s->a, s->parts, s->n * sizeof *s->parts, s->cap * 2 * sizeof *s->parts);
		s->cap *= 2;
	}
	s->parts[s->n++] = (struct rec_part){(uint32_t)s->begin, (uint32_t)end};
}

/* Does the record that ends at END matter? One without a type does: the whole reading says what is wrong with it. */
static void close_part(struct skim *s, size_t end)
{
	bool matters = !s->type_end || (s->suite && s->effets & EFFETS_SUITES);
	if (!matters) {
		struct slice word = slice_trim((struct slice){s->base + s->type, s->type_end - s->type});
		const struct type *t = type_nomme(s->t, word);
		matters = t && (s->effets >> t->effet & 1);
	}
	if (matters && end > s->begin)
		keep_part(s, end);
	s->begin = end + 1;
	s->type = s->type_end = 0;
	s->suite = false;
}

/* The line from AT to END, which is not empty; false when the file must be read whole. */
static bool walk_line(struct skim *s, size_t at, size_t end)
{
	const char *p = s->base + at;
	unsigned n = name_length(s, at);
	if (n >= end - at || p[n] != ':' || n == 0)
		return *p == '#' && s->base[end - 1] != '\r';
	if (s->base[end - 1] == '\\' || s->base[end - 1] == '\r' || n >= BLOCK)
		return false;
	if (n == 4 && memcmp(p, "Type", 4) == 0) {
		s->type = at + n + 1;
		s->type_end = end;
	} else if (n == 5 && memcmp(p, "Suite", 5) == 0)
		s->suite = true;
	return !(n == 7 && memcmp(p, "Corrige", 7) == 0);
}

static bool walk_lines(struct skim *s, size_t length)
{
	size_t line = 0;
	for (size_t word = 0; word * BLOCK < length; word++)
		for (uint64_t bits = s->newline[word]; bits; bits &= bits - 1) {
			size_t end = word * BLOCK + (size_t)__builtin_ctzll(bits);
			if (end == line)
				close_part(s, end);
			else if (!walk_line(s, line, end))
				return false;
			line = end + 1;
		}
	if (line < length && !walk_line(s, line, length))
		return false;
	close_part(s, length);
	return true;
}

bool journal_ecreme(struct arena *a, const struct types *t, struct slice bytes, uint64_t effets, struct rec_part **parts,
                    size_t *n)
{
	struct skim s = {.t = t, .effets = effets | (uint64_t)1 << EFFET_OUVERTURE, .base = bytes.p, .a = a, .cap = 32};
	classify_all(&s, bytes);
	s.parts = arena_alloc(a, s.cap * sizeof *s.parts);
	if (!walk_lines(&s, bytes.n))
		return false;
	*parts = s.parts;
	*n = s.n;
	return true;
}
