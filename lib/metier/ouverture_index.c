/* Which cases are open already, and which numbers were ever used. */
#include "metier/ouverture_prive.h"

#include "base/unicode.h"
#include "depot/walk.h"
#include "format/rec.h"

#include <errno.h>
#include <string.h>

static const struct diag_msg UNREAD = {"dossiers-illisibles", DIAG_ERREUR,
	"un dossier au moins ne peut pas être lu : une personne déjà connue pourrait être ouverte deux fois ; "
	"les trouver : bilan-verifier"};

/* Never 0, which is a free place. */
static uint64_t hash(struct slice s)
{
	uint64_t h = slice_hash(s);
	return h ? h : 1;
}

/* What makes two rows the same person's: the outside number; without one, name, first name and opening day. */
static struct slice identity(struct arena *a, struct slice key, struct slice nom, struct slice prenom, struct slice ouvert)
{
	struct buf b;
	buf_init(&b, a);
	buf_addc(&b, key.n ? 'K' : 'N');
	if (key.n) {
		buf_adds(&b, key);
		return buf_slice(&b);
	}
	buf_adds(&b, text_fold_words(a, nom));
	buf_addc(&b, '\t');
	buf_adds(&b, text_fold_words(a, prenom));
	buf_addc(&b, '\t');
	buf_adds(&b, ouvert);
	return buf_slice(&b);
}

struct known {
	uint64_t hash;
	ref_t ref;
};

/* Both identities of an open case: a row without a number may name somebody whose case has one. */
static void identities(struct arena *a, const struct rec *r, const struct rec_record *e, struct slice both[2])
{
	struct slice nom = rec_get(a, r, e, "Nom"), prenom = rec_get(a, r, e, "Prenom"), ouvert = rec_get(a, r, e, "Ouvert");
	struct slice key = rec_get(a, r, e, "Cle_externe");
	both[0] = identity(a, SLICE(""), nom, prenom, ouvert);
	both[1] = key.n ? identity(a, key, nom, prenom, ouvert) : SLICE("");
}

static const struct rec_record *read_dossier(struct depot *d, struct arena *a, enum tree t, ref_t ref, struct rec *r,
                                             enum status *st, struct diag *diag)
{
	struct slice bytes;
	const char *path = depot_case_path(d, a, t, ref, "dossier.rec");
	*st = depot_read(d, t, ref, "dossier.rec", a, &bytes);
	if (*st != STATUS_OK) {
		depot_say(diag, *st, errno, path);
		return NULL;
	}
	*st = rec_parse(a, bytes, path, NULL, r, diag);
	for (size_t i = 0; i < r->nrecords; i++)
		if (rec_is(r, &r->records[i], "Dossier"))
			return &r->records[i];
	return NULL;
}

static enum status visit(void *ctx, struct visit *v)
{
	struct rec r;
	struct slice both[2];
	enum status st;
	(void)ctx;
	const struct rec_record *e = read_dossier(v->depot, v->arena, v->tree, v->ref, &r, &st, v->diag);
	if (!e)
		return st == STATUS_OK ? STATUS_INVALID : st; /* said: whoever it is could be opened twice */
	identities(v->arena, &r, e, both);
	for (size_t i = 0; i < 2; i++) {
		struct known k = {hash(both[i]), v->ref};
		if (both[i].n)
			buf_add(v->out, (const char *)&k, sizeof k);
	}
	return STATUS_OK;
}

/* Open addressing; grows by doubling. */
struct index_cles {
	struct arena *a;
	struct known *v;
	size_t n, mask;
};

static void place(struct index_cles *x, struct known k)
{
	size_t h = (size_t)k.hash & x->mask;
	while (x->v[h].hash)
		h = (h + 1) & x->mask;
	x->v[h] = k;
}

static void insert(struct index_cles *x, struct known k)
{
	if ((x->n + 1) * 2 > x->mask) {
		struct index_cles old = *x;
		x->mask = old.mask ? old.mask * 2 + 1 : 1023;
		x->v = ARENA_ARRAY(x->a, struct known, x->mask + 1);
		for (size_t i = 0; old.mask && i <= old.mask; i++)
			if (old.v[i].hash)
				place(x, old.v[i]);
	}
	place(x, k);
	x->n++;
}

static void take(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	(void)n;
	(void)messages;
	for (size_t at = 0; at < rows.n; at += sizeof(struct known)) {
		struct known k;
		memcpy(&k, rows.p + at, sizeof k);
		insert(ctx, k);
	}
}

/* Two texts may share a hash: the case found is read again. */
static bool is_same(struct ouvertures *o, ref_t ref, struct slice wanted)
{
	struct rec r;
	struct slice both[2];
	enum status st;
	struct arena *a = o->depot->a;
	const struct rec_record *e = read_dossier(o->depot, a, depot_tree_of(ref), ref, &r, &st, NULL);
	if (!e)
		return false;
	identities(a, &r, e, both);
	return slice_eq(both[0], wanted) || slice_eq(both[1], wanted);
}

static struct slice wanted_identity(struct ouvertures *o, const struct neuf *n)
{
	return identity(o->depot->a, n->info[INFO_CLE], n->info[INFO_NOM], n->info[INFO_PRENOM], n->info[INFO_OUVERT]);
}

ref_t ouverture_deja(struct ouvertures *o, const struct neuf *n)
{
	const struct index_cles *x = o->index;
	struct slice wanted = wanted_identity(o, n);
	uint64_t h = hash(wanted);
	for (size_t i = (size_t)h & x->mask; x->mask && x->v[i].hash; i = (i + 1) & x->mask)
		if (x->v[i].hash == h && is_same(o, x->v[i].ref, wanted))
			return x->v[i].ref;
	return REF_NONE;
}

void ouverture_note(struct ouvertures *o, const struct neuf *n, ref_t ref)
{
	struct slice named = identity(o->depot->a, SLICE(""), n->info[INFO_NOM], n->info[INFO_PRENOM], n->info[INFO_OUVERT]);
	insert(o->index, (struct known){hash(wanted_identity(o, n)), ref});
	if (n->info[INFO_CLE].n)
		insert(o->index, (struct known){hash(named), ref});
}

static void note_number(struct ouvertures *o, ref_t ref)
{
	if (slice_eq(ref_prefix(&o->depot->prefixes, ref), o->poste.prefixe) && ref_number(ref) > o->greatest[ref_year(ref)])
		o->greatest[ref_year(ref)] = ref_number(ref);
}

/* What was destroyed keeps its number for ever. */
static enum status note_destroyed(struct ouvertures *o, struct diag *diag)
{
	struct slice bytes;
	struct rec r;
	enum status st = file_read(o->depot->a, o->depot->fd, "destructions.rec", &bytes, NULL);
	if (st == STATUS_ABSENT)
		return STATUS_OK;
	if (st != STATUS_OK) {
		depot_say(diag, st, errno, "destructions.rec");
		return st;
	}
	st = rec_parse(o->depot->a, bytes, "destructions.rec", NULL, &r, diag);
	for (size_t i = 0; i < r.nrecords; i++) {
		ref_t ref = ref_parse(&o->depot->prefixes, rec_get(o->depot->a, &r, &r.records[i], "Reference"));
		if (ref != REF_NONE)
			note_number(o, ref);
	}
	return st;
}

enum status ouverture_recense(struct ouvertures *o, struct diag *diag)
{
	struct depot *d = o->depot;
	struct refs refs = {0};
	o->greatest = ARENA_ARRAY(d->a, int, 10000);
	o->index = arena_zalloc(d->a, sizeof *o->index);
	o->index->a = d->a;
	enum status st = depot_refs(d, TREE_DOSSIERS, &refs, diag);
	if (st == STATUS_OK)
		st = depot_refs(d, TREE_ARCHIVES, &refs, diag);
	if (st == STATUS_OK)
		st = note_destroyed(o, diag);
	if (st != STATUS_OK)
		return st;
	for (size_t i = 0; i < refs.n; i++)
		note_number(o, refs.v[i]);
	struct walk w = {.depot = d, .visit = visit, .take = take, .take_ctx = o->index, .level = DIAG_ERREUR};
	st = walk_refs(&w, refs.v, refs.n);
	if (st != STATUS_OK)
		DIAG0(diag, &UNREAD, DIAG_NOWHERE);
	return st == STATUS_OK ? STATUS_OK : STATUS_INVALID;
}
