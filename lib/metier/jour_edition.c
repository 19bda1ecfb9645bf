#include "metier/jour_edition.h"

#include "metier/jour_change.h"

#include <errno.h>
#include <stdlib.h>

static const struct diag_msg UNCHANGED = {"rien-de-change", DIAG_REMARQUE, "rien n'a été modifié"};
static const struct diag_msg TWICE = {"id-double", DIAG_ERREUR,
	"{} est sur deux lignes ; retirer l'une, ou mettre - à la place de l'Id pour une séance nouvelle"};
static const struct diag_msg NOTHING = {"rien-d-ecrit", DIAG_ERREUR,
	"tant qu'une ligne est fausse, rien de cette copie n'est écrit ; corriger, puis enregistrer"};
static const char HEAD[] =
	"# Modifier, enregistrer, quitter. Une ligne laissée telle quelle, ou retirée, ne change rien.\n"
	"# Colonnes : référence, id, début, fin, mode, statut, motif ; une tabulation ou des espaces entre elles, - si rien.\n"
	"# Séance prévue qui a eu lieu : realise à la place de prevu ; sinon absent ou annule. Tout autre changement corrige.\n"
	"# Séance nouvelle : référence, début, fin suffisent (2026-0001 14:00 16:00).\n";

static const char *copy_path(const struct jour_edition *e)
{
	return e->draft.copy;
}

/* The store's own lock; the temporary files of a writer that was killed go. */
static enum status lock(struct jour_edition *e, int *fd, struct diag *diag)
{
	enum status st = depot_lock(e->w->depot, fd, diag);
	if (st == STATUS_OK)
		file_sweep(e->w->depot->fd);
	return st;
}

enum status jour_edition_ouvre(struct jour_edition *e, struct ecriture *w, struct arena *a, jour_t jour, struct diag *diag)
{
	struct buf name;
	int fd;
	*e = (struct jour_edition){.w = w, .a = a, .jour = jour, .draft = {.dir = -1, .lock = -1}};
	w->sans_doublon = true;
	buf_init(&name, a);
	buf_addz(&name, "jour-");
	buf_add_jour(&name, jour);
	e->nom = buf_z(&name);
	enum status st = lock(e, &fd, diag);
	if (st != STATUS_OK)
		return st;
	st = draft_left(a, w->depot->fd, e->nom, &e->restes, &e->nrestes);
	if (st != STATUS_OK)
		depot_say(diag, st, errno, w->depot->path);
	file_unlock(fd);
	return st;
}

void jour_edition_ferme(struct jour_edition *e)
{
	draft_close(&e->draft);
}

static void add_codes(struct buf *b, const char *what, struct slice codes)
{
	buf_addf(b, "# %s : ", what);
	buf_adds(b, codes);
	buf_addc(b, '\n');
}

/* What the columns mean and the codes that they take, as lines that are no session. */
static struct slice help(const struct jour_edition *e)
{
	const struct type *t = type_nomme(e->w->contexte.types, SLICE("seance"));
	const struct schema_field *mode = schema_field(&e->w->schema, SLICE("Mode"));
	struct buf b;
	buf_init(&b, e->a);
	buf_addf(&b, "# Séances du %s ", jour_nom(e->jour));
	buf_add_jour_long(&b, e->jour);
	buf_addz(&b, ".\n");
	buf_addz(&b, HEAD);
	add_codes(&b, "Modes", mode ? mode->spec : SLICE(""));
	add_codes(&b, "Statuts", t ? t->codes[CHAMP_STATUT] : SLICE(""));
	add_codes(&b, "Motifs (absent, annule)", t ? t->codes[CHAMP_MOTIF] : SLICE(""));
	buf_addc(&b, '\n');
	return buf_slice(&b);
}

enum status jour_edition_neuve(struct jour_edition *e, struct slice lignes, struct diag *diag)
{
	struct buf text;
	int fd;
	enum status st = lock(e, &fd, diag);
	if (st != STATUS_OK)
		return st;
	buf_init(&text, e->a);
	buf_adds(&text, help(e));
	buf_adds(&text, lignes);
	st = draft_create(&e->draft, e->a, e->w->depot->fd, e->nom, lignes, buf_slice(&text));
	if (st != STATUS_OK)
		depot_say(diag, st, errno, e->w->depot->path);
	file_unlock(fd);
	return st;
}

enum status jour_edition_reprend(struct jour_edition *e, const struct draft_left *l, struct diag *diag)
{
	int fd;
	enum status st = lock(e, &fd, diag);
	if (st != STATUS_OK)
		return st;
	st = copie_prend(&e->draft, e->w->depot->fd, l, l->copy, diag);
	file_unlock(fd);
	return st;
}

/* What was offered, and what was saved. */
struct reprise {
	struct jour_edition *e;
	struct jour_ligne *base, *mises;
	size_t nbase, nmises, n;
	struct jour_change *v; /* the lines that are not as they were, N of them */
	struct diag *diag;
};

static const struct jour_ligne *base_of(const struct reprise *x, const struct jour_ligne *l)
{
	for (size_t i = 0; i < x->nbase && l->v[JOUR_ID].n; i++)
		if (slice_eq(x->base[i].v[JOUR_ID], l->v[JOUR_ID]) &&
		    slice_eq(x->base[i].v[JOUR_REFERENCE], l->v[JOUR_REFERENCE]))
			return &x->base[i];
	return NULL;
}

static enum status read_lines(struct reprise *x, struct slice base, struct slice text)
{
	jour_lignes(x->e->a, copy_path(x->e), base, &x->base, &x->nbase, NULL);
	enum status st = jour_lignes(x->e->a, copy_path(x->e), text, &x->mises, &x->nmises, x->diag);
	for (size_t i = 0; i < x->nmises; i++) {
		const struct jour_ligne *was = base_of(x, &x->mises[i]);
		if (was)
			jour_ligne_complete(&x->mises[i], was);
	}
	return st;
}

static bool is_same(const struct jour_ligne *l, const struct jour_ligne *base)
{
	return base && l->n <= JOUR_COLONNES && jour_ligne_egale(l->v, base->v);
}

enum copie jour_edition_copie(const struct jour_edition *e)
{
	struct reprise x = {.e = (struct jour_edition *)(uintptr_t)e};
	struct slice base, text;
	enum status st = draft_read(&e->draft, e->a, &base, &text);
	if (st != STATUS_OK)
		return st == STATUS_ABSENT ? COPIE_PAREILLE : COPIE_ILLISIBLE;
	read_lines(&x, base, text);
	for (size_t i = 0; i < x.nmises; i++)
		if (!is_same(&x.mises[i], base_of(&x, &x.mises[i])))
			return COPIE_DIFFERENTE;
	return COPIE_PAREILLE;
}

static enum status check_twice(const struct reprise *x, const struct jour_change *c)
{
	for (const struct jour_change *other = x->v; c->v[JOUR_ID].n && other < c; other++)
		if (slice_eq(other->v[JOUR_ID], c->v[JOUR_ID]) && slice_eq(other->v[JOUR_REFERENCE], c->v[JOUR_REFERENCE])) {
			DIAG(x->diag, &TWICE, c->mise->at[JOUR_ID], c->v[JOUR_ID]);
			return STATUS_INVALID;
		}
	return STATUS_OK;
}

/* What the lines change; each is tried on its journal as it stands, so that all that is wrong is said before anything is
 * written. What somebody else changed meanwhile is not wrong: it is said when it is written. */
static enum status judge(struct reprise *x)
{
	enum status worst = STATUS_OK;
	x->v = ARENA_ARRAY(x->e->a, struct jour_change, x->nmises + 1);
	for (size_t i = 0; i < x->nmises; i++) {
		const struct jour_ligne *l = &x->mises[i], *base = base_of(x, l);
		struct jour_change *c = &x->v[x->n];
		struct diag said;
		diag_init(&said, x->e->a, x->diag->subject);
		if (is_same(l, base) || l->n > JOUR_COLONNES)
			continue;
		enum status st = jour_change_lit(c, x->e, base, l, x->diag);
		c->rang = x->n++;
		st = status_worst(st, check_twice(x, c));
		if (st == STATUS_OK) {
			st = saisie_essaie(x->e->w, c->ref, &c->saisie, 1, &said);
			jour_change_garde_pause(c);
		}
		if (st != STATUS_OK && st != STATUS_CHANGED)
			diag_join(x->diag, &said);
		worst = status_worst(worst, st == STATUS_CHANGED ? STATUS_OK : st);
	}
	return worst;
}

static int by_case(const void *pa, const void *pb)
{
	const struct jour_change *a = pa, *b = pb;
	if (a->ref != b->ref)
		return a->ref < b->ref ? -1 : 1;
	return (a->rang > b->rang) - (a->rang < b->rang);
}

static enum status write_case(const struct reprise *x, struct jour_change *v, size_t n, struct buf *out)
{
	struct saisie *batch = arena_alloc(x->e->a, n * sizeof *batch);
	struct buf ids;
	buf_init(&ids, x->e->a);
	for (size_t i = 0; i < n; i++) {
		v[i].deja = v[i].croise = false;
		v[i].saisie.vue_ctx = &v[i];
		batch[i] = v[i].saisie;
	}
	enum status st = saisie_ecrit(x->e->w, v->ref, batch, n, &ids, x->diag);
	for (size_t i = 0; i < n; i++) /* CHANGED is that of the lines that were crossed, once the others are in place */
		v[i].regle = v[i].deja || (!v[i].croise && (st == STATUS_OK || (st == STATUS_CHANGED && ids.n)));
	buf_adds(out, buf_slice(&ids));
	return st;
}

static enum status write_all(struct reprise *x, struct buf *out)
{
	enum status worst = STATUS_OK;
	qsort(x->v, x->n, sizeof *x->v, by_case);
	for (size_t i = 0, from = 0; i < x->n; i++)
		if (i + 1 == x->n || x->v[i + 1].ref != x->v[i].ref) {
			worst = status_worst(worst, write_case(x, x->v + from, i + 1 - from, out));
			from = i + 1;
		}
	return worst;
}

/* A line that stays: under the Id that its session has now, below what it has become. */
static void keep_line(const struct reprise *x, const struct jour_change *c, struct buf *base, struct buf *text)
{
	struct jour_ligne *now;
	struct slice v[JOUR_COLONNES];
	size_t n;
	if (!c->croise && c->base) {
		buf_adds(base, c->base->texte);
		buf_addc(base, '\n');
	}
	if (!c->croise || !c->present.n) {
		buf_adds(text, c->mise->texte);
		buf_addc(text, '\n');
		return;
	}
	jour_lignes(x->e->a, "", c->present, &now, &n, NULL);
	memcpy(v, c->v, sizeof v);
	v[JOUR_ID] = now->v[JOUR_ID];
	buf_adds(base, c->present);
	buf_addc(base, '\n');
	buf_addz(text, "#> ");
	buf_adds(text, c->present);
	buf_addc(text, '\n');
	jour_ligne_ecrit(text, v);
}

/* The copy keeps what is not written, and only that: what is would be corrected, not noted again. */
static enum status keep_rest(struct reprise *x)
{
	struct buf base, text;
	bool settled = false;
	int fd;
	buf_init(&base, x->e->a);
	buf_init(&text, x->e->a);
	buf_adds(&text, help(x->e));
	for (size_t i = 0; i < x->n; i++) {
		settled |= x->v[i].regle || x->v[i].croise;
		if (!x->v[i].regle)
			keep_line(x, &x->v[i], &base, &text);
	}
	enum status st = settled ? lock(x->e, &fd, x->diag) : STATUS_OK;
	if (st != STATUS_OK || !settled)
		return st;
	st = copie_remplace(&x->e->draft, x->e->a, buf_slice(&base), buf_slice(&text), copy_path(x->e), x->diag);
	file_unlock(fd);
	return st;
}

static enum status record(struct reprise *x, struct buf *out)
{
	size_t left = 0;
	enum status st = write_all(x, out);
	for (size_t i = 0; i < x->n; i++)
		left += !x->v[i].regle;
	return status_worst(st, left ? keep_rest(x) : copie_retire(&x->e->draft, copy_path(x->e), x->diag));
}

enum status jour_edition_rend(struct jour_edition *e, struct buf *out, struct diag *diag)
{
	struct reprise x = {.e = e, .diag = diag};
	struct slice base, text;
	struct diag_at at = {copy_path(e), 0, 0};
	enum status st = copie_lit(&e->draft, e->a, copy_path(e), &base, &text, diag);
	if (st != STATUS_OK)
		return st;
	st = read_lines(&x, base, text);
	st = status_worst(st, judge(&x));
	if (st != STATUS_OK) {
		DIAG0(diag, &NOTHING, at);
		return st;
	}
	if (x.n)
		return record(&x, out);
	DIAG0(diag, &UNCHANGED, at);
	return copie_retire(&e->draft, copy_path(e), diag);
}
