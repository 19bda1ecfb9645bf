/* Nearly all that a listing of a large store does, beside the system's own work, is done here. The file is turned into two
 * bit sets, one bit a byte: where lines end, and what cannot stand in a name. Lines are then walked from bit to bit, without
 * a loop over bytes and without waiting for one line to know the next. */
#include "format/rec_plain.h"

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

/* Sixteen bytes of them, at I: a constant where it is called, so that nothing of it is computed. */
static inline void classify_16(const char *p, unsigned i, uint64_t *newline, uint64_t *name)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
	__m128i letters = between(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
	__m128i others = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('_')), _mm_cmpeq_epi8(v, _mm_set1_epi8('%')));
	__m128i names = _mm_or_si128(_mm_or_si128(letters, others), between(v, '0', '9'));
	*newline |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('\n'))) << i;
	*name |= (uint64_t)(unsigned)_mm_movemask_epi8(names) << i;
}

static void classify(const char *p, uint64_t *newline, uint64_t *name)
{
	*newline = *name = 0;
	classify_16(p, 0, newline, name);
	classify_16(p, 16, newline, name);
	classify_16(p, 32, newline, name);
	classify_16(p, 48, newline, name);
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

struct walk {
	struct arena *a;
	struct rec *r;
	const struct rec_vocab *vocab;
	const struct rec_filter *filter;
	struct slice filter_key, filter_also, filter_whole;
	uint64_t filter_lengths; /* bit set of theirs */
	const char *base;
	uint64_t *newline, *other;
	size_t fcap, rcap, scap;
	size_t length;
	/* the record being walked: its first field, and what the filter looks at */
	size_t open, key;
	bool descriptor, also, again;
};

/* One word more than needed, so that a window can always be read across two. */
static void classify_all(struct walk *w)
{
	size_t words = w->length / BLOCK + 2;
	char tail[BLOCK];
	w->newline = arena_alloc(w->a, words * sizeof *w->newline * 2);
	w->other = w->newline + words;
	for (size_t i = 0; i < words; i++) {
		const char *p = w->base + i * BLOCK;
		size_t left = w->length > i * BLOCK ? w->length - i * BLOCK : 0;
		if (left < BLOCK) {
			memset(tail, 0, sizeof tail);
			if (left)
				memcpy(tail, p, left);
			p = tail;
		}
		uint64_t name;
		classify(p, &w->newline[i], &name);
		w->other[i] = ~name;
	}
}

/* How many bytes at AT can stand in a name; 64 or more count as 64. */
static unsigned name_length(const struct walk *w, size_t at)
{
	unsigned shift = at % BLOCK;
	uint64_t window = w->other[at / BLOCK] >> shift | w->other[at / BLOCK + 1] << 1 << (BLOCK - 1 - shift);
	return window ? (unsigned)__builtin_ctzll(window) : BLOCK;
}

static bool is_named(const char *p, unsigned n, struct slice name)
{
	return n == name.n && p[0] == name.p[0] && memcmp(p, name.p, n) == 0;
}

/* What the filter wants to know of a line; most names have other lengths. */
static inline void filter_line(struct walk *w, const char *p, unsigned n)
{
	if (!(w->filter_lengths >> n & 1))
		return;
	if (is_named(p, n, w->filter_key))
		w->key = w->r->nfields;
	else if (is_named(p, n, w->filter_also))
		w->also = true;
	else if (is_named(p, n, w->filter_whole))
		w->again = true;
}

/* The line from AT to END, which is not empty; false when the file is not plain. */
static inline __attribute__((always_inline)) bool walk_line(struct walk *w, size_t at, size_t end)
{
	const char *p = w->base + at;
	unsigned n = name_length(w, at);
	struct rec *r = w->r;
	if (n >= end - at || p[n] != ':' || n == 0)
		return *p == '#' && w->base[end - 1] != '\r';
	char last = w->base[end - 1];
	if (last == '\\' || last == '\r' || n >= BLOCK || (*p >= '0' && *p <= '9') || *p == '_')
		return false;
	if (w->filter)
		filter_line(w, p, n);
	if (r->nfields == w->fcap) {
		r->fields = arena_grow(w->a, r->fields, w->fcap * sizeof *r->fields, w->fcap * 2 * sizeof *r->fields);
		w->fcap *= 2;
	}
	struct rec_field *f = &r->fields[r->nfields++]; /* the rest of it is for records that are kept: finish_field() */
	f->at = (uint32_t)at;
	f->end = (uint32_t)end;
	f->name_n = (uint16_t)n;
	w->descriptor |= *p == '%' && n == 4 && memcmp(p, "%rec", 4) == 0;
	return true;
}

static struct rec_field *finish_field(const struct walk *w, struct rec_field *f)
{
	uint32_t value = f->at + f->name_n + 1u;
	f->value = value + (value < f->end && (w->base[value] == ' ' || w->base[value] == '\t'));
	f->next = f->end + (f->end < w->length);
	f->folded = false;
	f->id = w->vocab ? (uint8_t)rec_vocab_near(w->vocab, rec_name(w->r, f), w->length - f->at) : 0;
	return f;
}

/* One without the key is wanted: its reader says what is wrong with it. */
static bool is_wanted(const struct walk *w)
{
	if (!w->filter || w->descriptor || w->also || w->key == SIZE_MAX)
		return true;
	return w->filter->wanted(w->filter->ctx, rec_word(w->a, w->r, finish_field(w, &w->r->fields[w->key])));
}

static void keep_record(struct walk *w)
{
	struct rec *r = w->r;
	uint32_t first = (uint32_t)w->open, n = (uint32_t)(r->nfields - w->open);
	for (size_t i = first; i < r->nfields; i++)
		finish_field(w, &r->fields[i]);
	if (w->descriptor) {
		rec_add_set(w->a, r, &w->scap, first, n);
		return;
	}
	if (r->nrecords == w->rcap) {
		r->records = arena_grow(w->a, r->records, w->rcap * sizeof *r->records, w->rcap * 2 * sizeof *r->records);
		w->rcap *= 2;
	}
	r->records[r->nrecords++] = (struct rec_record){first, n, (uint32_t)r->nsets - 1};
}

static void close_record(struct walk *w)
{
	if (w->r->nfields > w->open) {
		if (is_wanted(w))
			keep_record(w);
		else
			w->r->nfields = w->open;
	}
	w->open = w->r->nfields;
	w->key = SIZE_MAX;
	w->descriptor = w->also = false;
}

static bool walk_lines(struct walk *w)
{
	size_t line = 0;
	for (size_t word = 0; word * BLOCK < w->length; word++)
		for (uint64_t bits = w->newline[word]; bits; bits &= bits - 1) {
			size_t end = word * BLOCK + (size_t)__builtin_ctzll(bits);
			if (end == line)
				close_record(w);
			else if (!walk_line(w, line, end) || w->again)
				return false;
			line = end + 1;
		}
	if (line < w->length && !walk_line(w, line, w->length))
		return false;
	close_record(w);
	return !w->again;
}

bool rec_plain(struct arena *a, const struct rec_vocab *vocab, const struct rec_filter *filter, struct rec *r)
{
	struct walk w = {.a = a, .r = r, .vocab = vocab, .filter = filter, .base = r->bytes.p, .length = r->bytes.n};
	if (filter) {
		w.filter_key = slice_z(filter->key);
		w.filter_also = slice_z(filter->also);
		w.filter_whole = slice_z(filter->whole);
		w.filter_lengths = 1ull << w.filter_key.n | 1ull << w.filter_also.n | 1ull << w.filter_whole.n;
	}
	if (w.length && memchr(w.base, '\0', w.length))
		return false;
	classify_all(&w);
	for (;;) {
		w.open = 0;
		w.key = SIZE_MAX;
		w.descriptor = w.also = w.again = false;
		rec_start(a, r, &w.fcap, &w.rcap, &w.scap);
		if (walk_lines(&w))
			return true;
		if (!w.again)
			return false;
		w.filter = NULL; /* a field that forbids leaving anything aside: once more, with everything */
	}
}
