#include "metier/libelle.h"

#include <errno.h>

enum status libelles_lus(struct depot *d, struct arena *a, struct libelles *l, struct diag *diag)
{
	static const char name[] = "modeles/libelles.rec";
	const int from[] = {d->fd, d->share};
	const char *const paths[] = {name, "share/modeles/libelles.rec"};
	enum status worst = STATUS_OK;
	*l = (struct libelles){0};
	for (size_t i = 0; i < 2; i++) {
		struct slice bytes;
		enum status st = file_read(a, from[i], name, &bytes, NULL);
		if (st == STATUS_ABSENT)
			continue;
		if (st == STATUS_OK)
			st = rec_parse(a, bytes, paths[i], NULL, &l->rec[l->n++], diag);
		else
			depot_say(diag, st, errno, paths[i]);
		worst = st == STATUS_OK ? worst : STATUS_CONFIG;
	}
	return worst;
}

bool libelle_champ(struct slice whole, const char *type, struct slice field)
{
	size_t n = strlen(type);
	return whole.n == n + 1 + field.n && memcmp(whole.p, type, n) == 0 && whole.p[n] == '.' &&
	       memcmp(whole.p + n + 1, field.p, field.n) == 0;
}

static bool is_about(struct arena *a, const struct rec *r, const struct rec_record *e, const char *type, struct slice field)
{
	for (size_t i = 0; i < e->n; i++) {
		const struct rec_field *f = &r->fields[e->first + i];
		if (slice_is(rec_name(r, f), "Champ") && libelle_champ(rec_word(a, r, f), type, field))
			return true;
	}
	return false;
}

/* `Libelle: CODE TEXT`; false when F is none. */
static bool split(struct arena *a, const struct rec *r, const struct rec_field *f, struct slice *code, struct slice *texte)
{
	if (!slice_is(rec_name(r, f), "Libelle"))
		return false;
	struct slice rest = rec_word(a, r, f);
	return slice_next(&rest, " ", code) && (*texte = slice_trim(rest)).n;
}

bool libelle_code(struct arena *a, const struct libelles *l, const char *type, struct slice field, struct slice code,
                  struct slice *texte)
{
	bool known = false;
	*texte = SLICE("");
	for (size_t i = 0; i < l->n; i++) {
		const struct rec *r = &l->rec[i];
		for (size_t k = 0; k < r->nrecords && !texte->n; k++) {
			const struct rec_record *e = &r->records[k];
			struct slice one, text;
			if (!is_about(a, r, e, type, field))
				continue;
			known = true;
			for (uint32_t n = 0; n < e->n && !texte->n; n++)
				if (split(a, r, &r->fields[e->first + n], &one, &text) && slice_eq(one, code))
					*texte = text;
		}
	}
	return known;
}

bool libelle_suivant(struct arena *a, const struct libelles *l, const char *type, struct slice field, size_t *from,
                     struct slice *code, struct slice *texte)
{
	size_t rank = 0;
	for (size_t i = 0; i < l->n; i++) {
		const struct rec *r = &l->rec[i];
		for (size_t k = 0; k < r->nrecords; k++) {
			const struct rec_record *e = &r->records[k];
			bool about = rank + e->n > *from && is_about(a, r, e, type, field);
			for (uint32_t n = 0; n < e->n; n++)
				if (rank++ >= *from && about && split(a, r, &r->fields[e->first + n], code, texte)) {
					*from = rank;
					return true;
				}
		}
	}
	return false;
}

struct slice libelle_codes(struct arena *a, const struct libelles *l, const char *type, const char *field)
{
	struct buf b;
	size_t from = 0, again;
	struct slice code, texte, one, text;
	buf_init(&b, a);
	while (libelle_suivant(a, l, type, slice_z(field), &from, &code, &texte)) {
		again = 0;
		while (libelle_suivant(a, l, type, slice_z(field), &again, &one, &text) && !slice_eq(one, code))
			;
		if (again != from) /* said already */
			continue;
		buf_addz(&b, b.n ? ", " : "");
		buf_adds(&b, code);
	}
	return buf_slice(&b);
}
