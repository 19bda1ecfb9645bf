#include "metier/totaux.h"

#include "metier/actes.h"

#include <stdlib.h>
#include <string.h>

enum { REFERENCE, PHASE, MOIS, CONSEILLER, MODE, PRELIMINAIRE, INVESTIGATION, CONCLUSION, ACCOMPAGNEMENT, SIGNE, TRAVAIL, ABSENCE,
       PREVU, COLUMNS };

static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[PHASE] = {"phase", "phase", EMIT_TEXT, 13, false},
	[MOIS] = {"mois", "mois", EMIT_TEXT, 7, false},
	[CONSEILLER] = {"conseiller", "conseiller", EMIT_TEXT, 12, false},
	[MODE] = {"mode", "mode", EMIT_TEXT, 10, false},
	[PRELIMINAIRE] = {"preliminaire", "préliminaire", EMIT_DUREE, 12, false},
	[INVESTIGATION] = {"investigation", "investigation", EMIT_DUREE, 13, false},
	[CONCLUSION] = {"conclusion", "conclusion", EMIT_DUREE, 10, false},
	[ACCOMPAGNEMENT] = {"accompagnement", "accompagnement", EMIT_DUREE, 14, false},
	[SIGNE] = {"signe", "signé", EMIT_DUREE, 8, false},
	[TRAVAIL] = {"travail", "travail", EMIT_DUREE, 8, false},
	[ABSENCE] = {"absence", "absence", EMIT_DUREE, 8, false},
	[PREVU] = {"prevu", "prévu", EMIT_DUREE, 8, false},
};

const struct emit_listing totaux_listing = {"bilan-log-total", 1, COLS, COLUMNS, false};

enum { PER_PHASE = 7 << PRELIMINAIRE, KEYS = 15 << PHASE };

/* Which column a grouping adds; by phase, the three columns by phase would say the same again. */
static const struct {
	int column;
	unsigned hidden;
} GROUPING[] = {
	[PAR_DOSSIER] = {-1, KEYS},
	[PAR_PHASE] = {PHASE, (KEYS & ~(1 << PHASE)) | PER_PHASE},
	[PAR_MOIS] = {MOIS, KEYS & ~(1 << MOIS)},
	[PAR_CONSEILLER] = {CONSEILLER, KEYS & ~(1 << CONSEILLER)},
	[PAR_MODE] = {MODE, KEYS & ~(1 << MODE)},
};

uint64_t totaux_hidden(enum totaux_par par)
{
	return GROUPING[par].hidden;
}

int64_t heures_somme(const struct heures *h, enum heures_sorte s)
{
	int64_t sum = 0;
	for (int p = 0; p < PHASES; p++)
		sum += h->phase[s][p];
	return sum;
}

static void add_hours(struct heures *to, const struct heures *from)
{
	for (int s = 0; s < HEURES_SORTES; s++)
		for (int p = 0; p < PHASES; p++)
			to->phase[s][p] += from->phase[s][p];
	to->travail += from->travail;
	to->absence += from->absence;
	to->seances += from->seances;
}

/* Of a plan: was it neither cancelled nor moved? */
static bool is_counted(enum constat c)
{
	return c == CONSTAT_A_VENIR || c == CONSTAT_A_NOTER || c == CONSTAT_TENU || c == CONSTAT_ABSENT;
}

static void add_event(struct heures *h, const struct evenement *e, const struct suites *s, jour_t au)
{
	if (evenement_prevu(e) && evenement_effet(e) == EFFET_SEANCE && is_counted(evenement_constat(e, s, au)))
		h->phase[HEURES_PLANIFIE][e->phase] += e->minutes;
	switch (evenement_nature(e, s, au)) {
	case NATURE_ACCOMPAGNEMENT:
		h->phase[HEURES_TENU][e->phase] += e->minutes;
		h->phase[HEURES_SIGNE][e->phase] += evenement_signe(e, s) ? e->minutes : 0;
		h->seances++;
		break;
	case NATURE_TRAVAIL: h->travail += e->minutes; break;
	case NATURE_ABSENCE: h->absence += e->minutes; break;
	case NATURE_PREVU: h->phase[HEURES_PREVU][e->phase] += e->minutes; break;
	case NATURE_AUCUNE: break;
	}
}

void heures_dossier(const struct journal *j, const struct suites *s, jour_t au, struct heures *h)
{
	*h = (struct heures){0};
	for (size_t i = 0; i < j->n; i++)
		add_event(h, &j->v[i], s, au);
}

int heures_contrat(struct arena *a, const struct rec *dossier)
{
	int minutes = -1;
	for (size_t i = 0; i < dossier->nrecords; i++)
		if (rec_is(dossier, &dossier->records[i], "Dossier") &&
		    slice_number(rec_get(a, dossier, &dossier->records[i], "Minutes_contrat"), &minutes))
			return minutes;
	return -1;
}

int64_t heures_reste(const struct heures *h, int minutes, bool over)
{
	int64_t rest = minutes - heures_somme(h, HEURES_TENU) - (over ? 0 : heures_somme(h, HEURES_PREVU));
	return rest > 0 ? rest : 0;
}

static void render(const struct totaux *t, struct emit_cell *c, const struct heures *h, struct buf *out)
{
	const struct {
		int column;
		int64_t minutes;
	} values[] = {{PRELIMINAIRE, h->phase[HEURES_TENU][PHASE_PRELIMINAIRE]},
	              {INVESTIGATION, h->phase[HEURES_TENU][PHASE_INVESTIGATION]},
	              {CONCLUSION, h->phase[HEURES_TENU][PHASE_CONCLUSION]}, {ACCOMPAGNEMENT, heures_somme(h, HEURES_TENU)},
	              {SIGNE, heures_somme(h, HEURES_SIGNE)}, {TRAVAIL, h->travail}, {ABSENCE, h->absence},
	              {PREVU, heures_somme(h, HEURES_PREVU)}};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		c[values[i].column] = cell_number(values[i].minutes);
	emit_row(t->contexte.emit, out, c);
}

/* The value of the grouping for an event: phase and mode by their rank, so that the order of bytes is theirs. */
static struct slice key_of(const struct totaux *t, struct arena *a, const struct journal *j, const struct evenement *e,
                           struct slice holder)
{
	static const char *const modes[] = {"presentiel", "visio", "telephone"};
	struct slice word;
	struct buf b;
	buf_init(&b, a);
	switch (t->par) {
	case PAR_PHASE: return slice_z(phase_noms[e->phase]);
	case PAR_MOIS: buf_add_jour(&b, e->le); return (struct slice){b.p, 7};
	case PAR_CONSEILLER:
		word = e->statut == STATUT_PREVU ? acte_conduit(a, j, t->contexte.regles, e, t->contexte.au, NULL)
		                                 : evenement_mot(a, j, e, CHAMP_CONSEILLER);
		return word.n ? word : holder;
	case PAR_MODE:
		word = evenement_mot(a, j, e, CHAMP_MODE);
		for (size_t i = 0; i < 3; i++)
			if (slice_is(word, modes[i]))
				return slice_z(modes[i]);
		return word;
	case PAR_DOSSIER: break;
	}
	return SLICE("");
}

static bool in_period(const struct totaux *t, jour_t d)
{
	return (t->periode.from == JOUR_NONE && t->periode.to == JOUR_NONE) || periode_has(&t->periode, d);
}

/* Gathered records: the hours, the length of the key, the key. */
static void gather(struct buf *out, const struct heures *h, struct slice key)
{
	buf_add(out, (const char *)h, sizeof *h);
	buf_add(out, (const char *)&key.n, sizeof key.n);
	buf_adds(out, key);
}

/* What bears on hours: sessions, work, signatures, and whatever answers a planned session. */
static const uint64_t EFFETS = (uint64_t)1 << EFFET_SEANCE | (uint64_t)1 << EFFET_TRAVAIL | (uint64_t)1 << EFFET_EMARGEMENT | EFFETS_SUITES;

enum status totaux_visit(void *ctx, struct visit *v)
{
	const struct totaux *t = ctx;
	struct journal j;
	struct suites s;
	struct etat etat;
	struct heures h = {0};
	enum status st = contexte_journal(&t->contexte, v, t->par == PAR_CONSEILLER ? EFFETS_TOUS : EFFETS, &j);
	if (st != STATUS_OK || !j.n)
		return st;
	if (journal_tete(&j, &j.v[0])->le > t->contexte.au)
		return STATUS_OK;
	if (t->par == PAR_CONSEILLER)
		journal_etat(v->arena, &j, t->contexte.regles, t->contexte.au, &etat);
	journal_suites(v->arena, &j, t->contexte.au, &s);
	for (size_t i = 0; i < j.n; i++) {
		const struct evenement *e = &j.v[i];
		if (!in_period(t, e->le) || evenement_nature(e, &s, t->contexte.au) == NATURE_AUCUNE)
			continue;
		if (t->par != PAR_DOSSIER)
			h = (struct heures){0};
		add_event(&h, e, &s, t->contexte.au);
		if (t->par != PAR_DOSSIER)
			gather(v->out, &h, key_of(t, v->arena, &j, e, t->par == PAR_CONSEILLER ? etat.conseiller : SLICE("")));
	}
	if (t->par == PAR_DOSSIER) {
		struct emit_cell c[COLUMNS] = {[REFERENCE] = cell_ref(v)};
		render(t, c, &h, v->out);
	}
	v->rows++;
	return STATUS_OK;
}

static struct heures *line_of(struct cumul *c, struct slice key)
{
	for (size_t i = 0; i < c->n; i++)
		if (slice_eq(c->v[i].cle, key))
			return &c->v[i].heures;
	if (c->n == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 64;
		c->v = arena_grow(c->a, c->v, c->n * sizeof *c->v, cap * sizeof *c->v);
		c->cap = cap;
	}
	c->v[c->n] = (struct cumul_ligne){.cle = {slice_dup(c->a, key), key.n}};
	return &c->v[c->n++].heures;
}

void totaux_cumule(struct cumul *c, struct slice gathered)
{
	while (gathered.n) {
		struct heures h;
		struct slice key;
		memcpy(&h, gathered.p, sizeof h);
		memcpy(&key.n, gathered.p + sizeof h, sizeof key.n);
		key.p = gathered.p + sizeof h + sizeof key.n;
		add_hours(line_of(c, key), &h);
		size_t used = sizeof h + sizeof key.n + key.n;
		gathered.p += used;
		gathered.n -= used;
	}
}

/* Phases and modes have an order of their own; months and counsellors that of their letters; nothing comes last. */
static int rank(struct slice key)
{
	static const char *const order[] = {"preliminaire", "investigation", "conclusion", "presentiel", "visio", "telephone"};
	for (int i = 0; i < 6; i++)
		if (slice_is(key, order[i]))
			return i;
	return slice_is(key, "-") || !key.n ? 100 : 50;
}

static int in_order(const void *pa, const void *pb)
{
	const struct cumul_ligne *a = pa, *b = pb;
	int ra = rank(a->cle), rb = rank(b->cle);
	return ra != rb ? ra - rb : slice_cmp(a->cle, b->cle);
}

size_t totaux_rend(const struct totaux *t, struct cumul *c, struct slice reference, struct buf *out)
{
	if (c->n)
		qsort(c->v, c->n, sizeof *c->v, in_order);
	for (size_t i = 0; i < c->n; i++) {
		struct emit_cell cells[COLUMNS] = {[REFERENCE] = cell_text(reference)};
		struct slice key = c->v[i].cle;
		cells[GROUPING[t->par].column] = cell_text(slice_is(key, "-") ? SLICE("") : key);
		render(t, cells, &c->v[i].heures, out);
	}
	return c->n;
}
