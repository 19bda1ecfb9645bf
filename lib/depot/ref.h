/* ref: a case's reference, in 8 bytes: a hundred thousand of them stay small and sort fast. */
#ifndef DEPOT_REF_H
#define DEPOT_REF_H

#include "base/diag.h"

/* Prefix (its rank in a table), year, number, and how many digits the number is written with, from the high bits to the
 * low ones: without prefixes, the order of the integers is that of the references. 0 is no reference. */
typedef uint64_t ref_t;
#define REF_NONE 0
/* The centre's own journal, which stands in the store's folder; written CENTRE, after every case. */
#define REF_CENTRE ((ref_t)1 << 60)
/* Set in a reference found in archives/; it counts neither in its text nor in its order. */
#define REF_ARCHIVED ((ref_t)1)

/* The prefixes met so far ("TLS"), one table per store. */
struct ref_prefixes {
	struct arena *a;
	struct slice *v; /* v[0] is the empty prefix */
	size_t n, cap;
};

void ref_prefixes_init(struct ref_prefixes *p, struct arena *a);

/* Parse `^([A-Z][A-Z0-9]{0,7}-)?[0-9]{4}-[0-9]{4,6}$`; REF_NONE otherwise: nothing else ever becomes a path. */
ref_t ref_parse(struct ref_prefixes *p, struct slice s);
ref_t ref_make(struct ref_prefixes *p, struct slice prefix, int year, int number);

struct slice ref_prefix(const struct ref_prefixes *p, ref_t r);
int ref_year(ref_t r);
int ref_number(ref_t r);

enum { REF_SIZE = 24 };
/* The reference as it is written, NUL-terminated in TEXT. */
struct slice ref_text(const struct ref_prefixes *p, ref_t r, char text[REF_SIZE]);

/* Prefix (none first), year, number as a number: the order of every listing. ref_sort also drops what stands twice (a case
 * moved to the archives meanwhile). */
int ref_cmp(const struct ref_prefixes *p, ref_t a, ref_t b);
size_t ref_sort(const struct ref_prefixes *p, ref_t *v, size_t n);

/* What is said of a word that is no reference, and of a reference that no case has: each takes the word. */
extern const struct diag_msg REF_INVALIDE, REF_SANS_DOSSIER;

#endif
