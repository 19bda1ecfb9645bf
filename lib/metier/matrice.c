#include "metier/matrice.h"

#include "metier/fiche_prive.h"
#include "metier/piste.h"

#include <stdlib.h>

static const struct diag_msg BAD_WEIGHT = {"poids-invalide", DIAG_ATTENTION,
	"le critère {} est laissé de côté : son poids n'est pas de 1 à 5 ; le corriger : bilan-projet --editer critere"};
static const struct diag_msg BAD_SCORE = {"score-invalide", DIAG_ATTENTION,
	"ce score est laissé de côté : il n'est pas de 0 à 4 ; le corriger : bilan-projet --editer score"};
static const struct diag_msg LOST_SCORE = {"score-perdu", DIAG_ATTENTION,
	"ce score est laissé de côté : {} {} n'est pas dans la matrice ; le corriger : bilan-projet --editer score"};

bool matrice_classee(const struct matrice *m, const struct matrice_piste *p)
{
	return !p->veto && p->nscores == m->ncriteres && m->ncriteres;
}

/* --- reading */

struct lecture {
	struct arena *a;
	jour_t au;
	struct matrice *m;
	struct pistes pistes;
	struct fiche_index index;
	struct matrice_score *scores;
	size_t nscores;
	struct diag *diag;
};

static bool bounded(struct slice word, int low, int high, int *n)
{
	return slice_number(word, n) && *n >= low && *n <= high;
}

static int by_id(struct slice a, struct slice b)
{
	struct ident x = {.suffix = SLICE("")}, y = x;
	bool known = ident_parse(a, &x), too = ident_parse(b, &y);
	return known && too ? ident_cmp(&x, &y) : slice_cmp(a, b);
}

static int criteria_in_order(const void *pa, const void *pb)
{
	const struct matrice_critere *a = pa, *b = pb;
	int c = by_id(a->id, b->id);
	return c ? c : (a->e > b->e) - (a->e < b->e);
}

static int pistes_in_order(const void *pa, const void *pb)
{
	const struct matrice_piste *a = pa, *b = pb;
	int c = by_id(a->id, b->id);
	return c ? c : (a->e > b->e) - (a->e < b->e);
}

/* By piste, criterion, then the one that counts last. */
static int scores_in_order(const void *pa, const void *pb)
{
	const struct matrice_score *a = pa, *b = pb;
	if (a->piste != b->piste)
		return a->piste < b->piste ? -1 : 1;
	if (a->critere != b->critere)
		return a->critere < b->critere ? -1 : 1;
	return (a->le > b->le) - (a->le < b->le);
}

/* Is E the record that its Id stands for? Another of the same Id is bilan-verifier's to say. */
static bool is_first(const struct lecture *x, const struct rec_record *e, struct slice id)
{
	const struct fiche_entree *first = fiche_index_get(&x->index, kind_of_type(x->m->r->sets[e->set].type), id);
	return first && first->e == e;
}

static void take_criterion(struct lecture *x, const struct rec_record *e)
{
	const struct rec *r = x->m->r;
	struct matrice_critere c = {.e = e, .id = rec_get(x->a, r, e, "Id")};
	if (jour_iso(rec_get(x->a, r, e, "Le")) > x->au || !is_first(x, e, c.id))
		return;
	if (bounded(rec_get(x->a, r, e, "Poids"), 1, MATRICE_POIDS_MAX, &c.poids))
		x->m->criteres[x->m->ncriteres++] = c;
	else
		DIAG(x->diag, &BAD_WEIGHT, rec_at_record(r, e), c.id);
}

static void take_piste(struct lecture *x, const struct rec_record *e)
{
	const struct rec *r = x->m->r;
	struct matrice_piste p = {.e = e, .id = rec_get(x->a, r, e, "Id")};
	for (const struct rec_field *f = r->fields + e->first, *end = f + e->n; f < end; f++)
		p.veto |= slice_is(rec_name(r, f), "Veto") && rec_word(x->a, r, f).n;
	if (is_first(x, e, p.id))
		x->m->pistes[x->m->npistes++] = p;
}

static size_t rank_of(const struct lecture *x, const char *field, struct slice id)
{
	const struct matrice *m = x->m;
	bool piste = strcmp(field, "Piste") == 0;
	size_t low = 0, high = piste ? m->npistes : m->ncriteres, n = high;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (by_id(piste ? m->pistes[mid].id : m->criteres[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && slice_eq(piste ? m->pistes[low].id : m->criteres[low].id, id) ? low : SIZE_MAX;
}

static void take_score(struct lecture *x, const struct rec_record *e)
{
	static const char *const names[] = {"Piste", "Critere"};
	const struct rec *r = x->m->r;
	struct matrice_score s = {.le = jour_iso(rec_get(x->a, r, e, "Le"))};
	size_t *const ranks[] = {&s.piste, &s.critere};
	if (s.le > x->au)
		return;
	for (size_t i = 0; i < 2; i++) {
		struct slice id = rec_get(x->a, r, e, names[i]);
		*ranks[i] = rank_of(x, names[i], id);
		if (*ranks[i] == SIZE_MAX) {
			DIAG(x->diag, &LOST_SCORE, rec_at_record(r, e), slice_z(i ? "le critère" : "la piste"), id);
			return;
		}
	}
	if (bounded(rec_get(x->a, r, e, "Score"), 0, MATRICE_SCORE_MAX, &s.valeur))
		x->scores[x->nscores++] = s;
	else
		DIAG0(x->diag, &BAD_SCORE, rec_at_record(r, e));
}

static void each(struct lecture *x, const char *type, void (*take)(struct lecture *, const struct rec_record *))
{
	for (size_t i = 0; i < x->m->r->nrecords; i++)
		if (rec_is(x->m->r, &x->m->r->records[i], type))
			take(x, &x->m->r->records[i]);
}

/* The scores of each piste, the last word on each criterion. */
static void share_out(struct lecture *x)
{
	size_t kept = 0;
	struct matrice *m = x->m;
	qsort(x->scores, x->nscores, sizeof *x->scores, scores_in_order);
	for (size_t i = 0; i < x->nscores; i++) {
		const struct matrice_score s = x->scores[i];
		if (kept && x->scores[kept - 1].piste == s.piste && x->scores[kept - 1].critere == s.critere)
			kept--;
		x->scores[kept++] = s;
	}
	for (size_t i = 0; i < kept; i++) {
		struct matrice_piste *p = &m->pistes[x->scores[i].piste];
		p->scores = p->nscores ? p->scores : &x->scores[i];
		p->nscores++;
		p->simple += x->scores[i].valeur;
		p->pondere += x->scores[i].valeur * m->criteres[x->scores[i].critere].poids;
	}
}

/* A piste that nobody compares is not shown: set aside or paused, without a score. */
static void drop_idle(struct lecture *x)
{
	size_t kept = 0;
	struct matrice *m = x->m;
	for (size_t i = 0; i < m->npistes; i++) {
		const struct piste_etat *s = piste_present(&x->pistes, m->pistes[i].e);
		bool idle = s && (slice_is(s->etat, "ecartee") || slice_is(s->etat, "en-pause"));
		if (m->pistes[i].nscores || !idle)
			m->pistes[kept++] = m->pistes[i];
	}
	m->npistes = kept;
}

/* Those that do better, plus one: equal totals share a rank. */
static void rank_all(struct arena *a, struct matrice *m, bool weighted)
{
	int64_t most = (int64_t)m->ncriteres * MATRICE_SCORE_MAX * MATRICE_POIDS_MAX;
	size_t *above = ARENA_ARRAY(a, size_t, most + 2); /* by total: how many have it; then, how many have more */
	for (size_t i = 0; i < m->npistes; i++)
		if (matrice_classee(m, &m->pistes[i]))
			above[weighted ? m->pistes[i].pondere : m->pistes[i].simple]++;
	for (size_t more = 0, t = (size_t)most + 1; t-- > 0;) {
		size_t here = above[t];
		above[t] = more;
		more += here;
	}
	for (size_t i = 0; i < m->npistes; i++) {
		struct matrice_piste *p = &m->pistes[i];
		if (matrice_classee(m, p))
			*(weighted ? &p->rang_pondere : &p->rang_simple) = above[weighted ? p->pondere : p->simple] + 1;
	}
}

void matrice_lue(struct arena *a, const struct rec *r, jour_t au, const struct libelles *l, struct matrice *m,
                 struct diag *diag)
{
	struct lecture x = {.a = a, .au = au, .m = m, .diag = diag, .scores = ARENA_ARRAY(a, struct matrice_score, r->nrecords + 1)};
	*m = (struct matrice){.r = r, .criteres = ARENA_ARRAY(a, struct matrice_critere, r->nrecords + 1),
	                      .pistes = ARENA_ARRAY(a, struct matrice_piste, r->nrecords + 1)};
	fiche_index_init(&x.index, a);
	fiche_index_rec(&x.index, r);
	pistes_lues(a, r, au, l, &x.pistes);
	each(&x, "Critere", take_criterion);
	each(&x, "Piste", take_piste);
	qsort(m->criteres, m->ncriteres, sizeof *m->criteres, criteria_in_order);
	qsort(m->pistes, m->npistes, sizeof *m->pistes, pistes_in_order);
	each(&x, "Score", take_score);
	share_out(&x);
	drop_idle(&x);
	rank_all(a, m, true);
	rank_all(a, m, false);
}

/* --- what one point would change */

static int64_t total_after(const struct matrice *m, const struct matrice_bascule *b, const struct matrice_piste *p)
{
	int by = b->vers - b->de;
	if (b->piste)
		return p->pondere + (p == b->piste ? by * b->critere->poids : 0);
	return p->pondere + by * p->scores[b->critere - m->criteres].valeur;
}

bool matrice_premiere(const struct matrice *m, const struct matrice_bascule *b, const struct matrice_piste *p)
{
	int64_t own = matrice_classee(m, p) ? total_after(m, b, p) : -1;
	for (size_t i = 0; i < m->npistes && own >= 0; i++)
		if (matrice_classee(m, &m->pistes[i]) && total_after(m, b, &m->pistes[i]) > own)
			return false;
	return own >= 0;
}

/* Is the first place another after B? */
static bool flips(const struct matrice *m, const struct matrice_bascule *b)
{
	int64_t best = -1;
	for (size_t i = 0; i < m->npistes; i++)
		if (matrice_classee(m, &m->pistes[i]) && total_after(m, b, &m->pistes[i]) > best)
			best = total_after(m, b, &m->pistes[i]);
	for (size_t i = 0; i < m->npistes; i++) {
		const struct matrice_piste *p = &m->pistes[i];
		if (matrice_classee(m, p) && (p->rang_pondere == 1) != (total_after(m, b, p) == best))
			return true;
	}
	return false;
}

struct recherche {
	const struct matrice *m;
	struct matrice_bascule *v;
	size_t n, most, firsts;
	int64_t best, next; /* the totals of the first place, and of the best piste behind it (-1: none) */
};

static void try(struct recherche *x, struct matrice_bascule b, int low, int high)
{
	for (int by = -1; by <= 1; by += 2) {
		b.vers = b.de + by;
		if (b.vers < low || b.vers > high || !flips(x->m, &b))
			continue;
		if (x->n < x->most)
			x->v[x->n] = b;
		x->n++;
	}
}

/* Could one point on a score of P, worth its weight, touch the first place? Spares looking at all the pistes for each
 * score. */
static bool may_matter(const struct recherche *x, const struct matrice_piste *p, int weight)
{
	if (p->rang_pondere != 1)
		return p->pondere + weight >= x->best;
	return x->firsts > 1 || p->pondere - weight <= x->next;
}

static void look_at(struct recherche *x)
{
	x->best = x->next = -1;
	for (size_t i = 0; i < x->m->npistes; i++) {
		const struct matrice_piste *p = &x->m->pistes[i];
		if (!matrice_classee(x->m, p))
			continue;
		x->firsts += p->rang_pondere == 1;
		if (p->rang_pondere == 1)
			x->best = p->pondere;
		else if (p->pondere > x->next)
			x->next = p->pondere;
	}
}

size_t matrice_bascules(const struct matrice *m, struct matrice_bascule *v, size_t most)
{
	struct recherche x = {.m = m, .v = v, .most = most};
	look_at(&x);
	for (size_t k = 0; k < m->ncriteres && x.firsts; k++)
		try(&x, (struct matrice_bascule){.critere = &m->criteres[k], .de = m->criteres[k].poids}, 1, MATRICE_POIDS_MAX);
	for (size_t k = 0; k < m->ncriteres && x.firsts; k++)
		for (size_t i = 0; i < m->npistes; i++) {
			const struct matrice_piste *p = &m->pistes[i];
			if (matrice_classee(m, p) && may_matter(&x, p, m->criteres[k].poids))
				try(&x, (struct matrice_bascule){&m->criteres[k], p, p->scores[k].valeur, 0}, 0, MATRICE_SCORE_MAX);
		}
	return x.n;
}
