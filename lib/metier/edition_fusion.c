/* Two people changed one file: the records of both, or what is to be settled. */
#include "metier/edition_prive.h"

#include <stdlib.h>
#include <string.h>

static const struct diag_msg BOTH = {"changement-croise", DIAG_ERREUR,
	"{} a été changé entre-temps par quelqu'un d'autre ; son état présent est dans la copie, en lignes « #> » : choisir, "
	"puis enregistrer"};
static const struct diag_msg CAME_BACK = {"changement-croise", DIAG_ERREUR,
	"{} est retiré ici, mais quelqu'un d'autre l'a changé entre-temps ; il est revenu dans la copie : le retirer à "
	"nouveau, ou le garder"};
static const struct diag_msg ELSEWHERE = {"changement-croise", DIAG_ERREUR,
	"quelqu'un d'autre a changé entre-temps l'ordre ou les commentaires du fichier ; "
	"comparer les deux, y reporter à la main ce qui manque, puis effacer la copie"};
static const char REMOVED[] =
	"#> Retiré entre-temps par quelqu'un d'autre : effacer l'enregistrement, ou seulement cette ligne.\n";

void retouche(struct retouches *t, size_t at, size_t end, struct slice par)
{
	if (t->n == t->cap) {
		size_t cap = t->cap ? t->cap * 2 : 16;
		t->v = arena_grow(t->a, t->v, t->cap * sizeof *t->v, cap * sizeof *t->v);
		t->cap = cap;
	}
	t->v[t->n++] = (struct retouche){at, end, par};
}

static int by_place(const void *a, const void *b)
{
	const struct retouche *x = a, *y = b;
	return (x->at > y->at) - (x->at < y->at);
}

struct slice retouches_applique(struct retouches *t, struct slice text)
{
	struct buf out;
	size_t at = 0;
	buf_init(&out, t->a);
	if (t->n)
		qsort(t->v, t->n, sizeof *t->v, by_place);
	for (size_t i = 0; i < t->n; at = t->v[i++].end) {
		buf_add(&out, text.p + at, t->v[i].at - at);
		buf_adds(&out, t->v[i].par);
	}
	buf_add(&out, text.p + at, text.n - at);
	return buf_slice(&out);
}

/* What the merge goes on with. */
struct fusion {
	struct arena *a;
	const struct rec *base, *ours, *theirs;
	struct pareils in_base, in_ours, in_theirs;
	struct retouches on_base, on_ours;
	const struct rec_record **added; /* of THEIRS: to be added to ours; below, to the base: see check() */
	size_t nadded;
	enum status status;
	struct diag *diag;
};

static struct slice name_of(struct arena *a, const struct rec *r, const struct rec_record *e)
{
	const struct kind *k = kind_of_type(r->sets[e->set].type);
	struct slice key = k && k->key ? rec_get(a, r, e, k->key) : SLICE("");
	return key.n ? key : r->sets[e->set].type;
}

/* Record E of R as lines `#>`. */
static struct slice as_comment(struct arena *a, const struct rec *r, const struct rec_record *e)
{
	struct buf b;
	struct slice bytes = rec_bytes(r, e), line;
	buf_init(&b, a);
	while (slice_next(&bytes, "\n", &line)) {
		buf_addz(&b, "#> ");
		buf_adds(&b, line);
		buf_addc(&b, '\n');
	}
	return buf_slice(&b);
}

/* Both versions stand in the copy: OTHER's (NULL: they removed it) above ours. */
static void cross(struct fusion *f, const struct rec_record *mine, const struct rec_record *other)
{
	size_t at = f->ours->fields[mine->first].at;
	retouche(&f->on_ours, at, at, other ? as_comment(f->a, f->theirs, other) : slice_z(REMOVED));
	DIAG(f->diag, &BOTH, ((struct diag_at){f->ours->path, 0, 0}), name_of(f->a, f->ours, mine));
	f->status = STATUS_CHANGED;
}

size_t fiche_fin(const struct rec *r, const struct rec_record *e)
{
	size_t last = r->fields[e->first + e->n - 1].next, end = last;
	const char *p = r->bytes.p;
	if (end < r->bytes.n && p[end] == '\r')
		end++;
	return end < r->bytes.n && p[end] == '\n' ? end + 1 : last;
}

/* A record of R taken out, with the blank line that follows it, or replaced by one of theirs. */
static void put_theirs(struct fusion *f, struct retouches *t, const struct rec *r, const struct rec_record *e,
                       const struct rec_record *other)
{
	const struct rec_field *first = &r->fields[e->first], *last = first + e->n - 1;
	if (other)
		retouche(t, first->at, last->end, rec_bytes(f->theirs, other));
	else
		retouche(t, first->at, fiche_fin(r, e), SLICE(""));
}

/* A record of the base that they changed (to OTHER) or removed. */
static void take_change(struct fusion *f, const struct rec_record *was, const struct rec_record *other)
{
	const struct rec_record *mine = pareils_trouve(&f->in_ours, f->base, was);
	put_theirs(f, &f->on_base, f->base, was, other);
	if (!mine && other) {
		f->added[f->nadded++] = other;
		DIAG(f->diag, &CAME_BACK, ((struct diag_at){f->ours->path, 0, 0}), name_of(f->a, f->theirs, other));
		f->status = STATUS_CHANGED;
	} else if (mine && slice_eq(rec_bytes(f->ours, mine), rec_bytes(f->base, was)))
		put_theirs(f, &f->on_ours, f->ours, mine, other);
	else if (mine && !(other && slice_eq(rec_bytes(f->ours, mine), rec_bytes(f->theirs, other))))
		cross(f, mine, other);
}

/* Does a field of ours other than ID itself name the same thing? */
static bool is_named(struct fusion *f, const struct rec_field *id)
{
	struct slice word = rec_word(f->a, f->ours, id);
	for (size_t i = 0; i < f->ours->nfields; i++)
		if (&f->ours->fields[i] != id && slice_eq(rec_word(f->a, f->ours, &f->ours->fields[i]), word))
			return true;
	return false;
}

/* A record that they added; when both gave one Id, ours gets another, unless something of ours goes by it. */
static void take_addition(struct fusion *f, const struct rec_record *other)
{
	const struct rec_record *mine = pareils_trouve(&f->in_ours, f->theirs, other);
	const struct rec_field *id = mine ? rec_find(f->ours, mine, "Id") : NULL;
	if (mine && slice_eq(rec_bytes(f->ours, mine), rec_bytes(f->theirs, other)))
		return;
	if (mine && (!id || is_named(f, id))) {
		cross(f, mine, other);
		return;
	}
	if (mine)
		retouche(&f->on_ours, id->value, id->end, SLICE(""));
	f->added[f->nadded++] = other;
}

/* TEXT with records of theirs at the end of their sets. */
static bool add_theirs(struct fusion *f, struct slice text, const struct rec_record *const *v, size_t n, struct slice *out)
{
	for (size_t i = 0; i < n; i++) {
		struct rec r;
		struct buf whole, lines;
		struct slice type = f->theirs->sets[v[i]->set].type;
		buf_init(&whole, f->a);
		buf_init(&lines, f->a);
		if (!type.n || rec_parse(f->a, text, "", NULL, &r, NULL) != STATUS_OK ||
		    rec_put_from(&lines, f->theirs, v[i]) != STATUS_OK ||
		    rec_add(&whole, &r, slice_dup(f->a, type), buf_slice(&lines)) != STATUS_OK)
			return false;
		text = buf_slice(&whole);
	}
	*out = text;
	return true;
}

static bool next_filled(struct slice *rest, struct slice *line)
{
	while (slice_next(rest, "\n", line))
		if (slice_trim(*line).n)
			return true;
	return false;
}

static bool same_lines(struct slice a, struct slice b)
{
	struct slice x, y;
	for (;;) {
		bool more = next_filled(&a, &x), as_well = next_filled(&b, &y);
		if (!more || !as_well)
			return more == as_well;
		if (x.n && x.p[x.n - 1] == '\r')
			x.n--;
		if (y.n && y.p[y.n - 1] == '\r')
			y.n--;
		if (!slice_eq(x, y))
			return false;
	}
}

/* Do the changes of records that were seen make the base theirs, blank lines apart? Otherwise something else changed
 * too, and would be lost. */
static bool seen_all(struct fusion *f, const struct rec_record *const *new, size_t n)
{
	struct slice again;
	return add_theirs(f, retouches_applique(&f->on_base, f->base->bytes), new, n, &again) &&
	       same_lines(again, f->theirs->bytes);
}

enum status edition_fusionne(struct arena *a, const struct rec *base, const struct rec *ours, const struct rec *theirs,
                             struct slice *merged, struct diag *diag)
{
	struct fusion f = {.a = a, .base = base, .ours = ours, .theirs = theirs, .diag = diag};
	const struct rec_record **new = ARENA_ARRAY(a, const struct rec_record *, theirs->nrecords + 1);
	size_t n = 0;
	f.on_base.a = f.on_ours.a = a;
	pareils_init(&f.in_base, a, base);
	pareils_init(&f.in_ours, a, ours);
	pareils_init(&f.in_theirs, a, theirs);
	f.added = ARENA_ARRAY(a, const struct rec_record *, theirs->nrecords + 1);
	for (size_t i = 0; i < base->nrecords; i++) {
		const struct rec_record *was = &base->records[i], *other = pareils_trouve(&f.in_theirs, base, was);
		if (!other || !slice_eq(rec_bytes(base, was), rec_bytes(theirs, other)))
			take_change(&f, was, other);
	}
	for (size_t i = 0; i < theirs->nrecords; i++)
		if (!pareils_trouve(&f.in_base, theirs, &theirs->records[i])) {
			new[n++] = &theirs->records[i];
			take_addition(&f, &theirs->records[i]);
		}
	if (seen_all(&f, new, n) && add_theirs(&f, retouches_applique(&f.on_ours, ours->bytes), f.added, f.nadded, merged))
		return f.status;
	DIAG0(diag, &ELSEWHERE, ((struct diag_at){ours->path, 0, 0}));
	return STATUS_INVALID;
}

void edition_compte(struct arena *a, const struct rec *before, const struct rec *after, struct bilan_des_changements *c)
{
	struct pareils old, new;
	*c = (struct bilan_des_changements){0};
	pareils_init(&old, a, before);
	pareils_init(&new, a, after);
	for (size_t i = 0; i < after->nrecords; i++) {
		const struct rec_record *e = &after->records[i], *was = pareils_trouve(&old, after, e);
		c->ajoutes += !was;
		c->changes += was && !slice_eq(rec_bytes(before, was), rec_bytes(after, e));
	}
	for (size_t i = 0; i < before->nrecords; i++)
		c->retires += !pareils_trouve(&new, before, &before->records[i]);
}
