#include "metier/relance.h"

#include <stdlib.h>
#include <string.h>

enum { REFERENCE, REGLE, CYCLE, ECHEANCE, ETAT, JOURS, TENTATIVES, CONSEILLER, NOM, COLUMNS = NOM + NOMS };

static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[REGLE] = {"regle", "règle", EMIT_TEXT, 12, false},
	[CYCLE] = {"cycle", "cycle", EMIT_INT, 5, false},
	[ECHEANCE] = {"echeance", "échéance", EMIT_JOUR, 13, false},
	[ETAT] = {"etat", "état", EMIT_TEXT, 10, false},
	[JOURS] = {"jours", "jours", EMIT_INT, 6, false},
	[TENTATIVES] = {"tentatives", "contacts", EMIT_INT, 8, false},
	[CONSEILLER] = {"conseiller", "conseiller", EMIT_TEXT, 12, false},
	[NOM] = COLONNES_NOMS,
};

const struct emit_listing relance_listing = {"bilan-relance", 1, COLS, COLUMNS, true};
const unsigned relance_noms_hidden = 7u << NOM;
static const char RULE[] = "suivi-6-mois";

static const char *const CODES[RELANCE_ETATS] = {"a-venir", "fenetre", "retard", "attente", "fait", "refuse", "injoignable",
                                                "sans-objet"};
static const char *const LIBELLES[RELANCE_ETATS] = {"à venir", "fenêtre", "en retard", "en attente", "fait", "refusé", "injoignable",
                                                  "sans objet"};

/* What bears on a follow-up; requests (an opposition) have no effect of their own. */
#define EFFET(e) ((uint64_t)1 << EFFET_##e)
static const uint64_t EFFETS = EFFET(FIN) | EFFET(ARRET) | EFFET(SUIVI) | EFFET(CONTACT) | EFFET(CLOTURE) | EFFET(RELAIS) | EFFET(DEMANDE);

/* What one pass over the events after the end gathers. */
struct survey {
	const struct evenement *fait, *refus, *injoignable, *sans_objet, *contact;
	int contacts;
};

static void note(const struct evenement **kept, const struct evenement *e)
{
	if (!*kept || evenement_apres(e, *kept) > 0)
		*kept = e;
}

static void survey_event(struct arena *a, const struct journal *j, const struct evenement *e, jour_t fin, struct survey *s)
{
	enum effet effet = evenement_effet(e);
	if (effet == EFFET_CLOTURE)
		note(&s->sans_objet, e);
	if (effet == EFFET_DEMANDE && slice_is(evenement_mot(a, j, e, CHAMP_OBJET), "opposition"))
		note(&s->sans_objet, e);
	if ((effet != EFFET_SUIVI && effet != EFFET_CONTACT) || e->le < fin)
		return;
	struct slice result = evenement_mot(a, j, e, CHAMP_RESULTAT);
	struct slice about = evenement_mot(a, j, e, CHAMP_OBJET);
	bool elsewhere = slice_is(about, "questionnaire") || slice_is(about, "document"); /* to refuse those is not to refuse the interview */
	if (slice_is(result, effet == EFFET_SUIVI ? "refuse" : "refus") && !elsewhere)
		note(&s->refus, e);
	if (effet == EFFET_SUIVI && slice_is(result, "fait"))
		note(&s->fait, e);
	if (effet == EFFET_SUIVI && slice_is(result, "injoignable"))
		note(&s->injoignable, e);
	if (effet == EFFET_CONTACT) {
		s->contacts++;
		note(&s->contact, e);
	}
}

static const struct evenement *latest_end(const struct journal *j, jour_t au)
{
	const struct evenement *fin = NULL;
	for (size_t i = 0; i < j->n; i++) {
		enum effet effet = evenement_effet(&j->v[i]);
		if ((effet == EFFET_FIN || effet == EFFET_ARRET) && evenement_compte(&j->v[i], au))
			note(&fin, &j->v[i]);
	}
	return fin;
}

static enum relance_etat by_date(const struct relance *r, const struct survey *s, int spacing, jour_t au)
{
	if (au < r->ouvre)
		return RELANCE_A_VENIR;
	if (s->contact && au - s->contact->le < spacing)
		return RELANCE_ATTENTE;
	return au > r->ferme ? RELANCE_RETARD : RELANCE_FENETRE;
}

/* The order of decision: what was answered, then what makes it pointless, then the dates. */
static void decide(struct relance *r, const struct survey *s, int spacing, jour_t au)
{
	const struct {
		const struct evenement *by;
		enum relance_etat etat;
	} order[] = {{s->fait, RELANCE_FAIT}, {s->refus, RELANCE_REFUSE}, {s->injoignable, RELANCE_INJOIGNABLE},
	             {s->sans_objet, RELANCE_SANS_OBJET}};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (order[i].by) {
			r->raison = order[i].by;
			r->etat = order[i].etat;
			return;
		}
	r->etat = by_date(r, s, spacing, au);
}

static struct slice holder(struct arena *a, const struct journal *j, jour_t au)
{
	const struct evenement *relais = NULL;
	for (size_t i = 0; i < j->n; i++)
		if (evenement_effet(&j->v[i]) == EFFET_RELAIS && evenement_compte(&j->v[i], au) &&
		    slice_is(evenement_mot(a, j, &j->v[i], CHAMP_RESULTAT), "accepte"))
			note(&relais, &j->v[i]);
	return relais ? evenement_mot(a, j, relais, CHAMP_VERS)
	              : evenement_mot(a, j, journal_tete(j, &j->v[0]), CHAMP_CONSEILLER);
}

void relance_calcule(struct arena *a, const struct journal *j, const struct regles *r, jour_t au, struct relance *out)
{
	struct survey s = {0};
	*out = (struct relance){.fin = latest_end(j, au)};
	if (!out->fin)
		return;
	jour_t fin = out->fin->le;
	out->six_mois = jour_add_months(fin, regle_nombre(r, RULE, fin, 6));
	if (out->six_mois == JOUR_NONE) /* beyond the calendar */
		return;
	out->due = true;
	out->echeance = jour_next(&r->feries, out->six_mois, JOURS_OUVRES);
	out->ouvre = out->echeance - regle_nombre(r, "suivi-fenetre-avant", fin, 15);
	out->ferme = out->echeance + regle_nombre(r, "suivi-fenetre-apres", fin, 30);
	out->jours = au - out->echeance;
	for (size_t i = 0; i < j->n; i++)
		if (evenement_compte(&j->v[i], au))
			survey_event(a, j, &j->v[i], fin, &s);
	out->tentatives = s.contacts;
	out->contact = s.contact;
	decide(out, &s, regle_nombre(r, "suivi-espacement", fin, 7), au);
	out->conseiller = holder(a, j, au);
}

bool relance_montre(const struct relance *r, const struct relance_choix *c)
{
	if (!r->due)
		return false;
	if (c->tout || r->etat == RELANCE_FENETRE || r->etat == RELANCE_RETARD)
		return true;
	return c->horizon != JOUR_NONE && r->echeance <= c->horizon && (r->etat == RELANCE_A_VENIR || r->etat == RELANCE_ATTENTE);
}

/* A row waiting to be sorted: this, then its bytes. */
struct gathered {
	ref_t ref;
	jour_t echeance;
	uint32_t late, length;
};

static enum status render(const struct relances *all, struct visit *v, const struct relance *r, struct buf *row)
{
	const struct emit *emit = all->contexte.emit;
	enum status st = STATUS_OK;
	struct emit_cell c[COLUMNS] = {
		[REFERENCE] = cell_ref(v), [REGLE] = cell_z(RULE), [CYCLE] = cell_number(1), [ECHEANCE] = cell_jour(r->echeance),
		[ETAT] = cell_z(emit->format == EMIT_HUMAN ? LIBELLES[r->etat] : CODES[r->etat]), [JOURS] = cell_number(r->jours),
		[TENTATIVES] = cell_number(r->tentatives), [CONSEILLER] = cell_text(r->conseiller),
	};
	c[ETAT].tone = r->etat == RELANCE_RETARD ? EMIT_BAD : r->etat == RELANCE_FENETRE ? EMIT_WARN : EMIT_DIM;
	if (all->noms)
		st = contexte_noms(v, &c[NOM]);
	emit_row(emit, row, c);
	return st;
}

enum status relance_visit(void *ctx, struct visit *v)
{
	const struct relances *all = ctx;
	struct journal j;
	struct relance r;
	struct buf row;
	enum status st = contexte_journal(&all->contexte, v, EFFETS, &j);
	if (st != STATUS_OK)
		return st;
	relance_calcule(v->arena, &j, all->contexte.regles, all->contexte.au, &r);
	if (!relance_montre(&r, &all->choix))
		return STATUS_OK;
	buf_init(&row, v->arena);
	st = render(all, v, &r, &row);
	struct gathered g = {v->ref & ~REF_ARCHIVED, r.echeance, r.etat == RELANCE_RETARD, (uint32_t)row.n};
	buf_add(v->out, (const char *)&g, sizeof g);
	buf_adds(v->out, buf_slice(&row));
	v->rows++;
	return st;
}

struct sorted {
	struct gathered g;
	const char *row;
};

static int by_due_date(const void *pa, const void *pb, void *prefixes)
{
	const struct sorted *a = pa, *b = pb;
	if (a->g.echeance != b->g.echeance)
		return a->g.echeance < b->g.echeance ? -1 : 1;
	return ref_cmp(prefixes, a->g.ref, b->g.ref);
}

void relance_trie(struct relances *all, struct arena *a, struct depot *d, struct slice gathered, struct buf *out)
{
	size_t n = 0;
	for (size_t at = 0; at < gathered.n; n++) {
		struct gathered g;
		memcpy(&g, gathered.p + at, sizeof g);
		at += sizeof g + g.length;
	}
	struct sorted *v = ARENA_ARRAY(a, struct sorted, n + 1);
	const char *p = gathered.p;
	for (size_t i = 0; i < n; i++) {
		memcpy(&v[i].g, p, sizeof v[i].g);
		v[i].row = p + sizeof v[i].g;
		p = v[i].row + v[i].g.length;
		all->retards += v[i].g.late;
	}
	qsort_r(v, n, sizeof *v, by_due_date, &d->prefixes);
	for (size_t i = 0; i < n; i++)
		buf_add(out, v[i].row, v[i].g.length);
	all->lignes = n;
}
