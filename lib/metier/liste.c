#include "metier/liste.h"

#include "base/unicode.h"

#include <errno.h>
#include <string.h>

enum { REFERENCE, ETAT, PHASE, CONSERVATION, CONSEILLER, VOIE, OUVERT_LE, DEBUT_LE, FIN_LE, MINUTES, NOM, COLUMNS = NOM + NOMS };

static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[ETAT] = {"etat", "état", EMIT_TEXT, 10, false},
	[PHASE] = {"phase", "phase", EMIT_TEXT, 13, false},
	[CONSERVATION] = {"conservation", "conservation", EMIT_TEXT, 12, false},
	[CONSEILLER] = {"conseiller", "conseiller", EMIT_TEXT, 12, false},
	[VOIE] = {"voie", "voie", EMIT_TEXT, 16, false},
	[OUVERT_LE] = {"ouvert_le", "ouvert le", EMIT_JOUR, 13, false},
	[DEBUT_LE] = {"debut_le", "début le", EMIT_JOUR, 13, false},
	[FIN_LE] = {"fin_le", "fin le", EMIT_JOUR, 13, false},
	[MINUTES] = {"minutes", "heures", EMIT_DUREE, 7, false},
	[NOM] = COLONNES_NOMS,
};

const struct emit_listing liste_listing = {"bilan-liste", 1, COLS, COLUMNS, false};
const unsigned liste_noms_hidden = 7u << NOM;

bool choix_has(const struct choix *c, struct slice word)
{
	for (size_t i = 0; i < c->n; i++)
		if (slice_is(word, c->v[i]))
			return true;
	return c->n == 0;
}

static bool conseiller_chosen(const struct liste *l, struct arena *a, struct slice conseiller)
{
	const struct conseiller *k = l->nconseillers ? centre_conseiller(a, l->contexte.centre, conseiller) : NULL;
	for (size_t i = 0; i < l->nconseillers; i++)
		if (k && slice_eq(k->id, l->conseillers[i]))
			return true;
	return l->nconseillers == 0;
}

/* One of the routes asked for is one of the case's. */
static bool voie_chosen(const struct liste *l, struct slice joined)
{
	struct slice one;
	if (!l->voies.n)
		return true;
	while (slice_next(&joined, "+", &one))
		if (choix_has(&l->voies, one))
			return true;
	return false;
}

static bool in_range(const struct periode *p, jour_t d)
{
	bool any = p->from == JOUR_NONE && p->to == JOUR_NONE;
	return any || (d != JOUR_NONE && periode_has(p, d));
}

/* A number is kept as +33536492011; people look for 05 36 49 20 11. */
static void add_national(struct buf *all, struct slice phone)
{
	static const char *const codes[] = {"+33", "+262", "+590", "+594", "+596"};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (slice_starts(phone, codes[i])) {
			size_t n = strlen(codes[i]);
			buf_addz(all, " 0");
			buf_adds(all, (struct slice){phone.p + n, phone.n - n});
		}
}

/* Every word looked for stands in the identity: name, first name, mail, telephone, employer, outside number. */
static bool identity_has(const struct liste *l, struct visit *v, enum status *st)
{
	static const char *const fields[] = {"Nom", "Prenom", "Courriel", "Telephone", "Employeur", "Cle_externe", NULL};
	struct slice bytes;
	struct rec r;
	struct buf all;
	const char *path = depot_case_path(v->depot, v->arena, v->tree, v->ref, "dossier.rec");
	*st = depot_read(v->depot, v->tree, v->ref, "dossier.rec", v->arena, &bytes);
	if (*st != STATUS_OK) {
		depot_say(v->diag, *st, errno, path);
		return false;
	}
	*st = rec_parse(v->arena, bytes, path, NULL, &r, v->diag);
	buf_init(&all, v->arena);
	for (size_t i = 0; i < r.nrecords; i++)
		for (const char *const *f = fields; *f && rec_is(&r, &r.records[i], "Dossier"); f++) {
			struct slice value = rec_get(v->arena, &r, &r.records[i], *f);
			buf_addc(&all, ' ');
			buf_adds(&all, value);
			add_national(&all, value);
		}
	struct slice text = text_fold_words(v->arena, buf_slice(&all));
	for (size_t i = 0; i < l->ncherche; i++)
		if (!memmem(text.p, text.n, l->cherche[i].p, l->cherche[i].n))
			return false;
	return true;
}

static enum emit_tone conservation_tone(enum conservation c)
{
	return c == CONSERVATION_A_DETRUIRE ? EMIT_BAD : c == CONSERVATION_A_DECIDER ? EMIT_WARN : EMIT_PLAIN;
}

enum status liste_visit(void *ctx, struct visit *v)
{
	const struct liste *l = ctx;
	struct journal j;
	struct etat e;
	enum status st = contexte_journal(&l->contexte, v, EFFETS_TOUS, &j);
	if (st != STATUS_OK)
		return st;
	journal_etat(v->arena, &j, l->contexte.regles, l->contexte.au, &e);
	struct slice voies = journal_voies(v->arena, &j, &e);
	if (!e.ouvert || !choix_has(&l->etats, slice_z(etat_noms[e.nom])) || !choix_has(&l->phases, slice_z(phase_noms[e.phase])) ||
	    !choix_has(&l->conservations, slice_z(conservation_noms[e.conservation])) || !voie_chosen(l, voies) ||
	    !in_range(&l->ouvert, e.ouvert_le) || !in_range(&l->fin, e.fin_le) ||
	    !conseiller_chosen(l, v->arena, e.conseiller))
		return STATUS_OK;
	if (l->ncherche && !identity_has(l, v, &st))
		return st;
	struct emit_cell c[COLUMNS] = {
		[REFERENCE] = cell_ref(v), [ETAT] = cell_z(etat_noms[e.nom]),
		[PHASE] = e.phase ? cell_z(phase_noms[e.phase]) : cell_text(SLICE("")),
		[CONSERVATION] = cell_z(conservation_noms[e.conservation]), [CONSEILLER] = cell_text(e.conseiller),
		[VOIE] = cell_text(voies), [OUVERT_LE] = cell_jour(e.ouvert_le), [DEBUT_LE] = cell_jour(e.debut_le),
		[FIN_LE] = cell_jour(e.fin_le), [MINUTES] = cell_number(e.minutes),
	};
	c[CONSERVATION].tone = conservation_tone(e.conservation);
	if (l->noms)
		st = contexte_noms(v, &c[NOM]);
	emit_row(l->contexte.emit, v->out, c);
	v->rows++;
	return st;
}
