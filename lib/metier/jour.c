#include "metier/jour.h"

#include "metier/actes.h"
#include "metier/jour_ligne.h"

#include <stdlib.h>

static const struct emit_col COLS[JOUR_COLONNES] = {
	[JOUR_REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[JOUR_ID] = {"id", "id", EMIT_TEXT, 4, false},
	[JOUR_DEBUT] = {"debut", "début", EMIT_TEXT, 5, false},
	[JOUR_FIN] = {"fin", "fin", EMIT_TEXT, 5, false},
	[JOUR_MODE] = {"mode", "mode", EMIT_TEXT, 10, false},
	[JOUR_STATUT] = {"statut", "statut", EMIT_TEXT, 7, false},
	[JOUR_MOTIF] = {"motif", "motif", EMIT_TEXT, 0, false},
};
const struct emit_listing jour_listing = {"bilan-log-jour", 1, COLS, JOUR_COLONNES, false};

void jour_cellules(struct arena *a, const struct journal *j, const struct evenement *e, struct slice v[JOUR_COLONNES])
{
	static const enum champ fields[JOUR_COLONNES] = {
		[JOUR_ID] = CHAMP_ID, [JOUR_DEBUT] = CHAMP_DEBUT, [JOUR_FIN] = CHAMP_FIN, [JOUR_MODE] = CHAMP_MODE,
		[JOUR_STATUT] = CHAMP_STATUT, [JOUR_MOTIF] = CHAMP_MOTIF,
	};
	for (int i = JOUR_ID; i < JOUR_COLONNES; i++)
		v[i] = evenement_mot(a, j, e, fields[i]);
	if (!v[JOUR_STATUT].n)
		v[JOUR_STATUT] = SLICE("realise");
}

/* Whose session it is: its own counsellor's, or whoever took over what was planned; when it names none, the holder's. */
static bool is_of(const struct jour *l, struct arena *a, const struct journal *j, const struct evenement *e,
                  struct slice holder)
{
	if (!l->conseiller.n)
		return true;
	struct slice word = e->statut == STATUT_PREVU ? acte_conduit(a, j, l->contexte.regles, e, l->jour, NULL)
	                                              : evenement_mot(a, j, e, CHAMP_CONSEILLER);
	word = word.n ? word : holder;
	const struct conseiller *k = word.n ? centre_conseiller(a, l->contexte.centre, word) : NULL;
	return slice_eq(k ? k->id : word, l->conseiller);
}

static int in_order(const void *pa, const void *pb)
{
	return evenement_ordre(*(const struct evenement *const *)pa, *(const struct evenement *const *)pb);
}

static void show(const struct jour *l, struct visit *v, const struct journal *j, const struct evenement *e)
{
	struct slice words[JOUR_COLONNES];
	struct emit_cell cells[JOUR_COLONNES];
	jour_cellules(v->arena, j, e, words);
	words[JOUR_REFERENCE] = cell_ref(v).text;
	for (int i = 0; i < JOUR_COLONNES; i++)
		cells[i] = cell_text(words[i]);
	if (l->contexte.emit)
		emit_row(l->contexte.emit, v->out, cells);
	else
		jour_ligne_ecrit(v->out, words);
	v->rows++;
}

enum status jour_visit(void *ctx, struct visit *v)
{
	static const uint64_t effects = EFFETS_SUITES | (uint64_t)1 << EFFET_SEANCE | (uint64_t)1 << EFFET_RELAIS;
	const struct jour *l = ctx;
	struct journal j;
	struct suites s;
	struct etat etat;
	size_t n = 0;
	enum status st = contexte_journal(&l->contexte, v, effects, &j);
	if (st != STATUS_OK || !j.n)
		return st;
	const struct evenement **kept = arena_alloc(v->arena, j.n * sizeof *kept);
	journal_suites(v->arena, &j, INT32_MAX, &s); /* whenever it is answered, it is no more to be said what became of it */
	journal_etat(v->arena, &j, l->contexte.regles, l->jour, &etat);
	for (size_t i = 0; i < j.n; i++) {
		const struct evenement *e = &j.v[i];
		bool answered = e->statut == STATUT_PREVU && s.reponse[e->racine];
		if (evenement_effet(e) == EFFET_SEANCE && evenement_vivant(e) && e->le == l->jour && !answered &&
		    is_of(l, v->arena, &j, e, etat.conseiller))
			kept[n++] = e;
	}
	qsort(kept, n, sizeof *kept, in_order);
	for (size_t i = 0; i < n; i++)
		show(l, v, &j, kept[i]);
	return STATUS_OK;
}
