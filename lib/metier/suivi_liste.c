#include "metier/suivi_liste.h"

#include "metier/suivi.h"

#include <stdlib.h>

static const struct diag_msg NO_PLAN = {"plan-detruit", DIAG_ATTENTION,
	"le plan n'est pas conservé : demander à la personne sa copie, puis --plan=FICHIER"};

enum { REFERENCE, ID, ECHEANCE, ETAT, NOUVELLE, RAISON, ACTION, ORIGINE, COLUMNS };
static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[ID] = {"id", "id", EMIT_TEXT, 5, false},
	[ECHEANCE] = {"echeance", "échéance", EMIT_JOUR, 13, false},
	[ETAT] = {"etat", "état", EMIT_TEXT, 13, false},
	[NOUVELLE] = {"nouvelle_echeance", "nouvelle date", EMIT_JOUR, 13, false},
	[RAISON] = {"raison", "raison", EMIT_TEXT, 40, false},
	[ACTION] = {"action", "action", EMIT_TEXT, 0, false},
	[ORIGINE] = {"origine", "origine", EMIT_TEXT, 6, false},
};
const struct emit_listing suivi_listing = {"bilan-projet-suivi", 1, COLS, COLUMNS, false};

uint64_t suivi_hidden(enum emit_format f)
{
	return f == EMIT_HUMAN ? (uint64_t)1 << ORIGINE : 0;
}

static const char SANS_NOUVELLE[] = "sans-nouvelle";
static const char *const ETATS_MOTS[SUIVI_ETATS] = {"faite", "en-cours", "a-faire", "reportee", "abandonnee", SANS_NOUVELLE,
                                                    "autre"};
static const char *const SITUATIONS[SUIVI_SITUATIONS] = {
	"emploi", "emploi-meme-poste", "emploi-autre-poste", "emploi-autre-employeur", "formation", "recherche", "creation",
	"arret", "retraite", "sans-reponse", "non-dite", "autre"};
static const char *const PROJETS[SUIVI_PROJETS] = {"realise", "en-cours", "modifie", "abandonne", "non-connu", "autre"};

static void count(unsigned long *counts, const char *const *words, size_t n, struct slice word)
{
	size_t i = 0;
	while (i + 1 < n && !slice_is(word, words[i]))
		i++;
	__atomic_fetch_add(&counts[i], 1, __ATOMIC_RELAXED);
}

/* An action of the plan, or a step added since, and what the follow-up says of it. */
struct etape {
	struct slice id, action, etat; /* ETAT: that of the plan */
	jour_t echeance;               /* of the plan; JOUR_NONE: none */
	const struct suivi_action *suivi;
	size_t rang;
};

static int in_order(const void *pa, const void *pb)
{
	const struct etape *a = pa, *b = pb;
	if (a->echeance != b->echeance)
		return (b->echeance == JOUR_NONE || (a->echeance != JOUR_NONE && a->echeance < b->echeance)) ? -1 : 1;
	struct ident x = {.suffix = SLICE("")}, y = {.suffix = SLICE("")};
	bool x_known = ident_parse(a->id, &x), y_known = ident_parse(b->id, &y);
	if (x_known != y_known)
		return x_known ? -1 : 1;
	int c = x_known ? ident_cmp(&x, &y) : 0;
	return c ? c : (a->rang > b->rang) - (a->rang < b->rang);
}

struct vue {
	struct suivi_liste *l;
	struct visit *v;
	struct suivi suivi;
	bool *pris; /* by rank in it: said of an action of the plan */
	struct etape *etapes;
	size_t n;
};

static struct slice brought(const struct fiche *v, const char *nom)
{
	for (size_t i = 0; i < v->n; i++)
		if (slice_is(v->v[i].nom, nom))
			return v->v[i].valeur;
	return SLICE("");
}

static void add(struct vue *x, struct etape e)
{
	e.suivi = suivi_trouve(&x->suivi, e.id);
	if (e.suivi)
		x->pris[e.suivi - x->suivi.v] = true;
	e.rang = x->n;
	x->etapes[x->n++] = e;
}

static void gather_plan(struct vue *x, const struct rec *plan)
{
	struct arena *a = x->v->arena;
	for (size_t i = 0; i < x->l->nplan; i++) {
		const struct fiche *f = &x->l->plan[i];
		add(x, (struct etape){.id = brought(f, "Id"), .action = brought(f, "Action"), .etat = brought(f, "Etat"),
		                      .echeance = jour_iso(brought(f, "Echeance"))});
	}
	for (size_t i = 0; i < plan->nrecords && !x->l->plan; i++) {
		const struct rec_record *e = &plan->records[i];
		const struct rec_field *action = rec_find(plan, e, "Action");
		if (rec_is(plan, e, "Action"))
			add(x, (struct etape){.id = rec_get(a, plan, e, "Id"), .action = action ? rec_value(a, plan, action) : SLICE(""),
			                      .etat = rec_get(a, plan, e, "Etat"),
			                      .echeance = jour_iso(rec_get(a, plan, e, "Echeance"))});
	}
	qsort(x->etapes, x->n, sizeof *x->etapes, in_order);
}

/* What the follow-up says of anything else: steps added, or actions of a plan that is not there. */
static void gather_others(struct vue *x)
{
	size_t planned = x->n;
	for (size_t i = 0; i < x->suivi.n; i++) {
		const struct suivi_action *s = &x->suivi.v[i];
		if (x->pris[i])
			continue;
		x->etapes[x->n] = (struct etape){.id = s->action, .action = s->intitule, .echeance = JOUR_NONE, .suivi = s,
		                                 .rang = x->n};
		x->n++;
	}
	qsort(x->etapes + planned, x->n - planned, sizeof *x->etapes, in_order);
}

/* Not said at the follow-up: what the plan says of an action that was over already, or no news. */
static struct slice state_of(const struct etape *e)
{
	if (e->suivi)
		return e->suivi->etat;
	return suivi_fini(e->etat) ? e->etat : slice_z(SANS_NOUVELLE);
}

static void print(struct vue *x, const struct etape *e)
{
	struct slice etat = state_of(e), raison = e->suivi ? e->suivi->raison : SLICE("");
	jour_t nouvelle = e->suivi ? jour_iso(e->suivi->echeance) : JOUR_NONE;
	jour_t due = nouvelle != JOUR_NONE ? nouvelle : e->echeance;
	struct slice action = e->action.n || !e->suivi ? e->action : e->suivi->intitule;
	struct emit_cell c[COLUMNS] = {
		[REFERENCE] = cell_ref(x->v), [ID] = cell_text(e->id), [ECHEANCE] = cell_jour(e->echeance), [ETAT] = cell_text(etat),
		[NOUVELLE] = cell_jour(nouvelle), [RAISON] = cell_ligne(x->l->contexte.emit, x->v->arena, raison),
		[ACTION] = cell_ligne(x->l->contexte.emit, x->v->arena, action),
		[ORIGINE] = cell_z(e->suivi && e->suivi->nouvelle ? "suivi" : "plan"),
	};
	if (due != JOUR_NONE && due < x->l->contexte.au && !suivi_fini(etat))
		c[nouvelle != JOUR_NONE ? NOUVELLE : ECHEANCE].tone = EMIT_BAD;
	count(x->l->etats, ETATS_MOTS, SUIVI_ETATS, etat);
	emit_row(x->l->contexte.emit, x->v->out, c);
	x->v->rows++;
}

static void count_interview(struct suivi_liste *l, struct arena *a, const struct suivi *s)
{
	if (!s->entretien)
		return;
	struct slice situation = rec_get(a, s->r, s->entretien, "Situation"), projet = rec_get(a, s->r, s->entretien, "Projet");
	count(l->situations, SITUATIONS, SUIVI_SITUATIONS, situation.n ? situation : SLICE("non-dite"));
	count(l->projets, PROJETS, SUIVI_PROJETS, projet.n ? projet : SLICE("non-connu"));
}

/* A plan that is not there: lawfully, or was none ever written? */
static enum status say_no_plan(const struct suivi_liste *l, struct visit *v)
{
	struct journal j;
	enum status st = contexte_journal(&l->contexte, v, EFFETS_TOUS, &j);
	if (st == STATUS_OK && journal_detruit(v->arena, &j, l->contexte.regles))
		DIAG0(v->diag, &NO_PLAN, DIAG_NOWHERE);
	return st == STATUS_ABSENT ? STATUS_OK : st;
}

enum status suivi_visit(void *ctx, struct visit *v)
{
	struct suivi_liste *l = ctx;
	struct vue x = {.l = l, .v = v};
	struct rec plan, suivi;
	enum status st = bilan_read_kind(v->depot, v->arena, v->ref, kind_named(SLICE("action")), &plan, v->diag);
	st = status_worst(st, bilan_read_kind(v->depot, v->arena, v->ref, kind_named(SLICE("suivi-action")), &suivi, v->diag));
	if (st != STATUS_OK)
		return st;
	suivi_lu(v->arena, &suivi, l->contexte.au, &x.suivi);
	x.pris = ARENA_ARRAY(v->arena, bool, x.suivi.n + 1);
	x.etapes = ARENA_ARRAY(v->arena, struct etape, plan.nrecords + l->nplan + x.suivi.n + 1);
	gather_plan(&x, &plan);
	if (!x.n && l->nomme)
		st = say_no_plan(l, v);
	gather_others(&x);
	for (size_t i = 0; i < x.n; i++)
		print(&x, &x.etapes[i]);
	count_interview(l, v->arena, &x.suivi);
	return st;
}

void suivi_pied(const struct suivi_liste *l, int rang, struct buf *out)
{
	const struct {
		const char *titre;
		const char *const *mots;
		const unsigned long *nombres;
		size_t n;
	} pieds[SUIVI_PIEDS] = {{"état", ETATS_MOTS, l->etats, SUIVI_ETATS},
	                        {"situation", SITUATIONS, l->situations, SUIVI_SITUATIONS},
	                        {"projet", PROJETS, l->projets, SUIVI_PROJETS}};
	bool any = false;
	for (size_t i = 0; i < pieds[rang].n; i++) {
		if (!pieds[rang].nombres[i])
			continue;
		buf_addf(out, "%s%s %s %lu", any ? "," : pieds[rang].titre, any ? "" : " :", pieds[rang].mots[i],
		         pieds[rang].nombres[i]);
		any = true;
	}
}
