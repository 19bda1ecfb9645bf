#include "metier/prevus.h"

#include "metier/totaux.h"

#include <stdlib.h>

enum { REFERENCE, ID, LE, TYPE, PHASE, MODE, STATUT, MINUTES, SUITE, REPONSE, TENU_LE, TENU_MINUTES, ECART_MINUTES, ECART_JOURS,
       CONSTAT, FIRST_FIELD };

static const enum champ FIELDS[] = {CHAMP_DEBUT, CHAMP_FIN, CHAMP_LIEU, CHAMP_CONSEILLER, CHAMP_OBJET};
enum { NFIELDS = sizeof FIELDS / sizeof *FIELDS, COLUMNS = FIRST_FIELD + NFIELDS };

static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[ID] = {"id", "id", EMIT_TEXT, 4, false},
	[LE] = {"le", "le", EMIT_JOUR, 13, false},
	[TYPE] = {"type", "type", EMIT_TEXT, 8, false},
	[PHASE] = {"phase", "phase", EMIT_TEXT, 13, false},
	[MODE] = {"mode", "mode", EMIT_TEXT, 10, false},
	[STATUT] = {"statut", "statut", EMIT_TEXT, 7, false},
	[MINUTES] = {"minutes", "durée", EMIT_DUREE, 7, false},
	[SUITE] = {"suite", "suite", EMIT_TEXT, 5, false},
	[REPONSE] = {"reponse", "réponse", EMIT_TEXT, 7, false},
	[TENU_LE] = {"tenu_le", "tenu le", EMIT_JOUR, 13, false},
	[TENU_MINUTES] = {"tenu_minutes", "tenu", EMIT_DUREE, 7, false},
	[ECART_MINUTES] = {"ecart_minutes", "écart", EMIT_DUREE, 7, false},
	[ECART_JOURS] = {"ecart_jours", "jours", EMIT_INT, 5, false},
	[CONSTAT] = {"constat", "constat", EMIT_TEXT, 0, false},
	{"debut", "début", EMIT_TEXT, 5, false}, {"fin", "fin", EMIT_TEXT, 5, false}, {"lieu", "lieu", EMIT_TEXT, 12, false},
	{"conseiller", "conseiller", EMIT_TEXT, 12, false}, {"objet", "objet", EMIT_TEXT, 12, false},
};

const struct emit_listing prevus_listing = {"bilan-log-prevu", 1, COLS, COLUMNS, false};

uint64_t prevus_hidden(enum emit_format f)
{
	const uint64_t spared = (uint64_t)1 << MODE | (uint64_t)1 << STATUT | (uint64_t)1 << SUITE;
	return f == EMIT_HUMAN ? spared | ((((uint64_t)1 << NFIELDS) - 1) << FIRST_FIELD) : 0;
}

static const struct {
	const char *nom;
	enum emit_tone tone;
} CONSTAT_NOMS[CONSTATS] = {
	[CONSTAT_A_VENIR] = {"a-venir", EMIT_PLAIN}, [CONSTAT_A_NOTER] = {"a-noter", EMIT_WARN},
	[CONSTAT_TENU] = {"tenu", EMIT_GOOD},        [CONSTAT_DEPLACE] = {"deplace", EMIT_DIM},
	[CONSTAT_ABSENT] = {"absent", EMIT_BAD},     [CONSTAT_ANNULE] = {"annule", EMIT_DIM},
	[CONSTAT_AUTRE] = {"autre", EMIT_WARN},
};

/* A case being listed. */
struct releve {
	const struct evenements *l;
	struct visit *v;
	struct journal j;
	struct suites s;
	const struct evenement **kept; /* live plans and held sessions, in order */
	size_t n;
	const struct evenement **teller; /* by event index: the plan whose row tells of its minutes, or NULL */
};

static const struct evenement **teller_of(const struct releve *p, const struct evenement *e)
{
	return &p->teller[e - p->j.v];
}

static void gather(struct releve *p)
{
	jour_t au = p->l->contexte.au;
	p->kept = ARENA_ARRAY(p->v->arena, const struct evenement *, p->j.n);
	p->teller = ARENA_ARRAY(p->v->arena, const struct evenement *, p->j.n);
	for (size_t i = 0; i < p->j.n; i++) {
		const struct evenement *e = &p->j.v[i];
		if (evenement_prevu(e) || evenement_nature(e, &p->s, au) == NATURE_ACCOMPAGNEMENT)
			p->kept[p->n++] = e;
	}
	qsort(p->kept, p->n, sizeof *p->kept, evenements_tri);
	for (size_t i = 0; i < p->n; i++) {
		const struct evenement *e = p->kept[i];
		bool held = evenement_prevu(e) && evenement_constat(e, &p->s, au) == CONSTAT_TENU;
		if (held && !*teller_of(p, p->s.reponse[e->racine]))
			*teller_of(p, p->s.reponse[e->racine]) = e;
	}
}

static void tell_plan(const struct releve *p, const struct evenement *e, struct emit_cell *c)
{
	const struct evenement *answer = p->s.reponse[e->racine];
	enum constat constat = evenement_constat(e, &p->s, p->l->contexte.au);
	c[CONSTAT] = cell_z(CONSTAT_NOMS[constat].nom);
	c[CONSTAT].tone = CONSTAT_NOMS[constat].tone;
	if (answer)
		c[REPONSE] = cell_text(evenement_mot(p->v->arena, &p->j, answer, CHAMP_ID));
	if (constat == CONSTAT_TENU) {
		int held = *teller_of(p, answer) == e ? answer->minutes : 0;
		c[TENU_LE] = cell_jour(answer->le);
		c[TENU_MINUTES] = cell_number(held);
		c[ECART_MINUTES] = cell_number(held - e->minutes);
	}
	if (constat == CONSTAT_ABSENT)
		c[ECART_MINUTES] = cell_number(-e->minutes);
	if (constat == CONSTAT_TENU || constat == CONSTAT_DEPLACE)
		c[ECART_JOURS] = cell_number(answer->le - e->le);
}

static void show(const struct releve *p, const struct evenement *e)
{
	struct emit_cell c[COLUMNS] = {0};
	evenements_cellules(p->v, &p->j, e, c);
	if (evenement_prevu(e)) {
		tell_plan(p, e, c);
	} else {
		c[CONSTAT] = cell_z("hors-plan");
		c[TENU_LE] = cell_jour(e->le);
		c[TENU_MINUTES] = c[ECART_MINUTES] = cell_number(e->minutes);
	}
	for (size_t i = 0; i < NFIELDS; i++)
		c[FIRST_FIELD + i] = cell_text(evenement_mot(p->v->arena, &p->j, e, FIELDS[i]));
	emit_row(p->l->contexte.emit, p->v->out, c);
	p->v->rows++;
}

static void add_figure(struct buf *b, const char *word, int64_t minutes)
{
	buf_addz(b, word);
	buf_add_duree(b, minutes);
}

static void foot_phase(const struct releve *p, const struct heures *h, enum phase phase)
{
	static const char *const names[PHASES] = {"sans phase   ", "préliminaire ", "investigation", "conclusion   "};
	static const char *const words[HEURES_SORTES] = {
		[HEURES_PLANIFIE] = " : prévu ", [HEURES_TENU] = " ; tenu ", [HEURES_SIGNE] = " ; signé ", [HEURES_PREVU] = " ; encore prévu "};
	static const enum heures_sorte order[] = {HEURES_PLANIFIE, HEURES_TENU, HEURES_SIGNE, HEURES_PREVU};
	struct buf b;
	int64_t any = 0;
	buf_init(&b, p->v->arena);
	buf_addz(&b, names[phase]);
	for (size_t i = 0; i < HEURES_SORTES; i++) {
		add_figure(&b, words[order[i]], h->phase[order[i]][phase]);
		any |= h->phase[order[i]][phase];
	}
	if (any)
		emit_remark(p->l->contexte.emit, p->v->out, buf_slice(&b));
}

/* The hours of the whole case: agreed, planned, held, signed, left. */
static enum status foot(const struct releve *p)
{
	const struct contexte *c = &p->l->contexte;
	struct rec dossier;
	struct heures h;
	struct etat etat;
	struct buf b;
	enum status st = contexte_dossier(p->v, &dossier);
	int minutes = heures_contrat(p->v->arena, &dossier);
	heures_dossier(&p->j, &p->s, c->au, &h);
	journal_etat(p->v->arena, &p->j, c->regles, c->au, &etat);
	for (int phase = 1; phase <= PHASES; phase++)
		foot_phase(p, &h, (enum phase)(phase % PHASES));
	buf_init(&b, p->v->arena);
	buf_adds(&b, cell_ref(p->v).text);
	if (minutes >= 0)
		add_figure(&b, " : contrat ", minutes);
	else
		buf_addz(&b, " : contrat non indiqué");
	add_figure(&b, " ; prévu ", heures_somme(&h, HEURES_PLANIFIE));
	add_figure(&b, " ; tenu ", heures_somme(&h, HEURES_TENU));
	add_figure(&b, " ; signé ", heures_somme(&h, HEURES_SIGNE));
	add_figure(&b, " ; encore prévu ", heures_somme(&h, HEURES_PREVU));
	if (minutes >= 0)
		add_figure(&b, etat_fini(&etat) ? " ; non tenu " : " ; à planifier ", heures_reste(&h, minutes, etat_fini(&etat)));
	emit_remark(c->emit, p->v->out, buf_slice(&b));
	return st;
}

static bool is_whole(const struct evenements *l)
{
	return !l->types.n && l->periode.from == JOUR_NONE && l->periode.to == JOUR_NONE;
}

enum status prevus_visit(void *ctx, struct visit *v)
{
	struct releve p = {.l = ctx, .v = v};
	enum status st = contexte_journal(&p.l->contexte, v, EFFETS_TOUS, &p.j);
	if (st != STATUS_OK || !p.j.n)
		return st;
	journal_suites(v->arena, &p.j, p.l->contexte.au, &p.s);
	gather(&p);
	for (size_t i = 0; i < p.n; i++)
		if (evenements_choisi(p.l, p.kept[i]) && (evenement_prevu(p.kept[i]) || !*teller_of(&p, p.kept[i])))
			show(&p, p.kept[i]);
	bool people = p.l->contexte.emit->format == EMIT_HUMAN && v->ref != REF_CENTRE;
	return p.n && people && is_whole(p.l) ? foot(&p) : st;
}
