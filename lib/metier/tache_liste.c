#include "metier/tache_liste.h"

#include "depot/bilan.h"

enum { CODE, PHASE, MINUTES, TITRE, OBJET, POURQUOI, CONSIGNE, LIVRABLE, BANQUE };
static const struct emit_col BANQUE_COLS[BANQUE] = {
	[CODE] = {"code", "code", EMIT_TEXT, 20, false},
	[PHASE] = {"phase", "phase", EMIT_TEXT, 13, false},
	[MINUTES] = {"minutes", "durée", EMIT_DUREE, 7, false},
	[TITRE] = {"titre", "titre", EMIT_TEXT, 0, false},
	[OBJET] = {"objet", "objet", EMIT_TEXT, 12, false},
	[POURQUOI] = {"pourquoi", "pourquoi", EMIT_TEXT, 40, false},
	[CONSIGNE] = {"consigne", "consigne", EMIT_TEXT, 40, false},
	[LIVRABLE] = {"livrable", "livrable", EMIT_TEXT, 40, false},
};
const struct emit_listing banque_listing = {"bilan-log-taches", 1, BANQUE_COLS, BANQUE, false};

uint64_t banque_hidden(enum emit_format f)
{
	return f == EMIT_HUMAN ? UINT64_MAX << OBJET : 0;
}

void banque_rend(const struct emit *e, const struct taches *t, struct arena *a, struct buf *out)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct tache *v = &t->v[i];
		emit_row(e, out, (struct emit_cell[BANQUE]){
			[CODE] = cell_text(v->code), [PHASE] = cell_text(v->phase), [MINUTES] = cell_number(v->minutes),
			[TITRE] = cell_text(v->titre), [OBJET] = cell_text(v->objet),
			[POURQUOI] = cell_ligne(e, a, v->pourquoi), [CONSIGNE] = cell_ligne(e, a, v->consigne),
			[LIVRABLE] = cell_ligne(e, a, v->livrable)});
	}
}

enum { REFERENCE, ID, ECHEANCE, QUI, DUREE, ETAT, TACHE, INTITULE, LE, SUJET, COLUMNS };
static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[ID] = {"id", "id", EMIT_TEXT, 5, false},
	[ECHEANCE] = {"echeance", "échéance", EMIT_JOUR, 13, false},
	[QUI] = {"qui", "qui", EMIT_TEXT, 12, false},
	[DUREE] = {"minutes", "durée", EMIT_DUREE, 7, false},
	[ETAT] = {"etat", "état", EMIT_TEXT, 9, false},
	[TACHE] = {"tache", "tâche", EMIT_TEXT, 20, false},
	[INTITULE] = {"titre", "titre", EMIT_TEXT, 0, false},
	[LE] = {"le", "fait le", EMIT_JOUR, 13, false},
	[SUJET] = {"objet", "objet", EMIT_TEXT, 12, false},
};
const struct emit_listing taches_listing = {"bilan-projet-taches", 1, COLS, COLUMNS, false};

uint64_t taches_hidden(enum emit_format f)
{
	return f == EMIT_HUMAN ? UINT64_MAX << LE : 0;
}

static void print(const struct contexte *c, struct visit *v, const struct tache_donnee *t)
{
	struct emit_cell cells[COLUMNS] = {
		[REFERENCE] = cell_ref(v), [ID] = cell_text(t->id), [ECHEANCE] = cell_jour(t->echeance), [QUI] = cell_text(t->qui),
		[DUREE] = cell_number(t->minutes), [ETAT] = cell_z(tache_etats[t->etat]), [TACHE] = cell_text(t->code),
		[INTITULE] = cell_ligne(c->emit, v->arena, t->titre), [LE] = cell_jour(t->le), [SUJET] = cell_text(t->objet),
	};
	if (t->etat == TACHE_EN_RETARD)
		cells[ECHEANCE].tone = EMIT_BAD;
	emit_row(c->emit, v->out, cells);
	v->rows++;
}

enum status taches_visit(void *ctx, struct visit *v)
{
	const struct contexte *c = ctx;
	struct journal j;
	struct rec notes;
	struct tache_donnee *given;
	enum status st = contexte_journal(c, v, EFFETS_TOUS, &j);
	if (st == STATUS_OK && j.n)
		st = bilan_read_kind(v->depot, v->arena, v->ref, kind_named(SLICE("note")), &notes, v->diag);
	if (st != STATUS_OK || !j.n)
		return st;
	size_t n = taches_donnees(v->arena, &j, &notes, c->au, &given);
	for (size_t i = 0; i < n; i++)
		print(c, v, &given[i]);
	return STATUS_OK;
}
