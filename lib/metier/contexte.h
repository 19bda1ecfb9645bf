/* contexte: what every question about a case is asked with. */
#ifndef METIER_CONTEXTE_H
#define METIER_CONTEXTE_H

#include "depot/centre.h"
#include "depot/journal.h"
#include "depot/walk.h"
#include "format/emit.h"

struct contexte {
	const struct types *types;
	const struct regles *regles;
	const struct centre *centre;
	jour_t au;
	const struct emit *emit; /* how rows are rendered; NULL when none are */
};

/* Read the journal of the case being visited, or of it what EFFETS (journal_parse_pour) needs. ABSENT (removed or moved
 * meanwhile): nothing to say; otherwise said in v->diag. */
enum status contexte_journal(const struct contexte *c, struct visit *v, uint64_t effets, struct journal *j);

/* Cells. */
struct emit_cell cell_text(struct slice s);
struct emit_cell cell_z(const char *s);
struct emit_cell cell_number(int64_t n);
struct emit_cell cell_jour(jour_t d);
/* A text that may have several lines: for people, and in a spreadsheet, they are one. */
bool cell_lignes(const struct emit *e); /* are lines kept? */
struct emit_cell cell_ligne(const struct emit *e, struct arena *a, struct slice s);
/* Its reference, kept in the visit's arena. */
struct emit_cell cell_ref(struct visit *v);

/* Read its dossier.rec. INVALID, said: absent, or not understood (what could be is in R). */
enum status contexte_dossier(struct visit *v, struct rec *r);

/* The three columns of --noms: nom, prenom, telephone of dossier.rec, into CELLS; an unreadable file is said and leaves them
 * empty. */
enum { NOMS = 3 };
enum status contexte_noms(struct visit *v, struct emit_cell cells[NOMS]);
#define COLONNES_NOMS                                                                                                  \
	{"nom", "nom", EMIT_TEXT, 20, true}, {"prenom", "prénom", EMIT_TEXT, 14, true},                                 \
	{"telephone", "téléphone", EMIT_TEXT, 0, true}

#endif
