#include "depot/ref.h"

#include <string.h>

const struct diag_msg REF_INVALIDE = {"reference-invalide", DIAG_ERREUR,
	"« {} » n'est pas une référence ; écrire par exemple 2026-0001 (bilan-liste les donne)"};
const struct diag_msg REF_SANS_DOSSIER = {"dossier-absent", DIAG_ERREUR,
	"aucun dossier {} dans ce dépôt ; les références s'affichent par bilan-liste"};

enum { PREFIX_BIT = 40, YEAR_BIT = 24, NUMBER_BIT = 4, DIGITS_BIT = 1, PREFIX_LONGEST = 8, PREFIXES_MOST = 1 << 20 };

void ref_prefixes_init(struct ref_prefixes *p, struct arena *a)
{
	*p = (struct ref_prefixes){.a = a, .cap = 8, .n = 1};
	p->v = ARENA_ARRAY(a, struct slice, p->cap);
	p->v[0] = SLICE("");
}

static size_t prefix_rank(struct ref_prefixes *p, struct slice prefix)
{
	for (size_t i = 0; i < p->n; i++)
		if (slice_eq(p->v[i], prefix))
			return i;
	if (p->n == p->cap) {
		p->v = arena_grow(p->a, p->v, p->cap * sizeof *p->v, p->cap * 2 * sizeof *p->v);
		p->cap *= 2;
	}
	p->v[p->n] = (struct slice){slice_dup(p->a, prefix), prefix.n};
	return p->n++;
}

static ref_t pack(size_t prefix, int year, int number, size_t digits)
{
	return (ref_t)prefix << PREFIX_BIT | (ref_t)year << YEAR_BIT | (ref_t)number << NUMBER_BIT |
	       (ref_t)digits << DIGITS_BIT;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of the prefix without its dash; 0 when there is none. */
static size_t prefix_length(struct slice s)
{
	size_t n = 0;
	if (!s.n || !is_upper(s.p[0]))
		return 0;
	while (n < s.n && n <= PREFIX_LONGEST && (is_upper(s.p[n]) || is_digit(s.p[n])))
		n++;
	return n <= PREFIX_LONGEST && n < s.n && s.p[n] == '-' ? n : 0;
}

ref_t ref_parse(struct ref_prefixes *p, struct slice s)
{
	size_t n = prefix_length(s);
	struct slice prefix = {s.p, n};
	int year, number;
	if (n) {
		s.p += n + 1;
		s.n -= n + 1;
	}
	if (s.n < 9 || s.n > 11 || s.p[4] != '-')
		return REF_NONE;
	struct slice digits = {s.p + 5, s.n - 5};
	if (!slice_number((struct slice){s.p, 4}, &year) || !slice_number(digits, &number))
		return REF_NONE;
	size_t rank = n ? prefix_rank(p, prefix) : 0;
	return rank < PREFIXES_MOST ? pack(rank, year, number, digits.n) : REF_NONE;
}

ref_t ref_make(struct ref_prefixes *p, struct slice prefix, int year, int number)
{
	return pack(prefix.n ? prefix_rank(p, prefix) : 0, year, number, number > 99999 ? 6 : number > 9999 ? 5 : 4);
}

struct slice ref_prefix(const struct ref_prefixes *p, ref_t r)
{
	return p->v[r >> PREFIX_BIT];
}

int ref_year(ref_t r)
{
	return (int)(r >> YEAR_BIT & 0xFFFF);
}

int ref_number(ref_t r)
{
	return (int)(r >> NUMBER_BIT & 0xFFFFF);
}

static char *put_digits(char *end, int value, size_t digits)
{
	for (size_t i = 0; i < digits; i++, value /= 10)
		*--end = (char)('0' + value % 10);
	return end;
}

struct slice ref_text(const struct ref_prefixes *p, ref_t r, char text[REF_SIZE])
{
	if (r == REF_CENTRE) {
		memcpy(text, "CENTRE", sizeof "CENTRE");
		return (struct slice){text, sizeof "CENTRE" - 1};
	}
	char *at = text;
	struct slice prefix = ref_prefix(p, r);
	if (prefix.n) {
		memcpy(at, prefix.p, prefix.n);
		at[prefix.n] = '-';
		at += prefix.n + 1;
	}
	size_t digits = r >> DIGITS_BIT & 7;
	put_digits(at + 4, ref_year(r), 4);
	at[4] = '-';
	put_digits(at + 5 + digits, ref_number(r), digits);
	at[5 + digits] = '\0';
	return (struct slice){text, (size_t)(at - text) + 5 + digits};
}

int ref_cmp(const struct ref_prefixes *p, ref_t a, ref_t b)
{
	a &= ~REF_ARCHIVED;
	b &= ~REF_ARCHIVED;
	if (a != REF_CENTRE && b != REF_CENTRE && a >> PREFIX_BIT != b >> PREFIX_BIT)
		return slice_cmp(ref_prefix(p, a), ref_prefix(p, b));
	return (a > b) - (a < b);
}

/* In place, bit by bit from the highest: no second array, no comparison. */
static void sort_bits(ref_t *v, size_t n, int bit)
{
	while (n > 1 && bit >= 0) {
		size_t low = 0, high = n;
		while (low < high) {
			if (v[low] >> bit & 1) {
				ref_t t = v[--high];
				v[high] = v[low];
				v[low] = t;
			} else
				low++;
		}
		bit--;
		sort_bits(v, low, bit);
		v += low;
		n -= low;
	}
}

static void replace_ranks(ref_t *v, size_t n, const size_t *by)
{
	const ref_t low = ((ref_t)1 << PREFIX_BIT) - 1;
	for (size_t i = 0; i < n; i++)
		v[i] = (v[i] & low) | (ref_t)by[v[i] >> PREFIX_BIT] << PREFIX_BIT;
}

/* The archive's mark is the lowest bit: twins stand next to each other. */
static size_t drop_twins(ref_t *v, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || ((v[kept - 1] ^ v[i]) & ~REF_ARCHIVED) != 0)
			v[kept++] = v[i];
	return kept;
}

size_t ref_sort(const struct ref_prefixes *p, ref_t *v, size_t n)
{
	enum { HIGHEST = 59 };
	size_t *place = ARENA_ARRAY(p->a, size_t, p->n), *rank = ARENA_ARRAY(p->a, size_t, p->n);
	for (size_t i = 0; i < p->n; i++) { /* where each prefix stands in the order of names */
		for (size_t j = 0; j < p->n; j++)
			place[i] += slice_cmp(p->v[j], p->v[i]) < 0;
		rank[place[i]] = i;
	}
	if (p->n > 2)
		replace_ranks(v, n, place);
	sort_bits(v, n, HIGHEST);
	if (p->n > 2)
		replace_ranks(v, n, rank);
	return drop_twins(v, n);
}
