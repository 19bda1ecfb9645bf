#include "metier/evenements.h"

#include <stdlib.h>

enum { REFERENCE, ID, LE, TYPE, PHASE, MODE, STATUT, MINUTES, SUITE, DETAIL, FIRST_FIELD };

/* The other fields, in machine formats. */
static const enum champ FIELDS[] = {
	CHAMP_DEBUT, CHAMP_FIN, CHAMP_LIEU, CHAMP_CONSEILLER, CHAMP_AUTEUR, CHAMP_MOTIF, CHAMP_OBJET, CHAMP_DOCUMENT, CHAMP_VERSION,
	CHAMP_DESTINATAIRE, CHAMP_CANAL, CHAMP_RESULTAT, CHAMP_SIGNE, CHAMP_FORCE_MAJEURE, CHAMP_PORTE, CHAMP_JUSQU_A, CHAMP_NUMERO,
	CHAMP_MONTANT, CHAMP_FINANCEMENT, CHAMP_VOIE, CHAMP_SITUATION, CHAMP_VERS, CHAMP_CORRIGE, CHAMP_SAISI, CHAMP_PAR,
};
enum { NFIELDS = sizeof FIELDS / sizeof *FIELDS, COLUMNS = FIRST_FIELD + NFIELDS };

static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[ID] = {"id", "id", EMIT_TEXT, 4, false},
	[LE] = {"le", "le", EMIT_JOUR, 13, false},
	[TYPE] = {"type", "type", EMIT_TEXT, 12, false},
	[PHASE] = {"phase", "phase", EMIT_TEXT, 13, false},
	[MODE] = {"mode", "mode", EMIT_TEXT, 10, false},
	[STATUT] = {"statut", "statut", EMIT_TEXT, 7, false},
	[MINUTES] = {"minutes", "durée", EMIT_DUREE, 7, false},
	[SUITE] = {"suite", "suite", EMIT_TEXT, 5, false},
	[DETAIL] = {"detail", "détail", EMIT_TEXT, 0, true},
	{"debut", "début", EMIT_TEXT, 5, false}, {"fin", "fin", EMIT_TEXT, 5, false}, {"lieu", "lieu", EMIT_TEXT, 12, false},
	{"conseiller", "conseiller", EMIT_TEXT, 12, false}, {"auteur", "auteur", EMIT_TEXT, 12, false},
	{"motif", "motif", EMIT_TEXT, 12, false}, {"objet", "objet", EMIT_TEXT, 12, false},
	{"document", "document", EMIT_TEXT, 12, false}, {"document_version", "version", EMIT_TEXT, 8, false},
	{"destinataire", "destinataire", EMIT_TEXT, 12, false}, {"canal", "canal", EMIT_TEXT, 10, false},
	{"resultat", "résultat", EMIT_TEXT, 10, false}, {"signe", "signé par", EMIT_TEXT, 12, false},
	{"force_majeure", "force majeure", EMIT_TEXT, 3, false}, {"porte", "porte", EMIT_TEXT, 10, false},
	{"jusqu_a", "jusqu'à", EMIT_JOUR, 13, false}, {"numero", "numéro", EMIT_TEXT, 10, false},
	{"montant", "montant", EMIT_MONTANT, 10, false}, {"financement", "financement", EMIT_TEXT, 4, false},
	{"voie", "voie", EMIT_TEXT, 12, false}, {"situation", "situation", EMIT_TEXT, 12, false},
	{"vers", "vers", EMIT_TEXT, 12, false}, {"corrige", "corrige", EMIT_TEXT, 5, false},
	{"saisi", "saisi", EMIT_TEXT, 25, false}, {"par", "par", EMIT_TEXT, 8, false},
};

const struct emit_listing evenements_listing = {"bilan-log", 1, COLS, COLUMNS, false};

uint64_t evenements_hidden(enum emit_format f)
{
	return f == EMIT_HUMAN ? (((uint64_t)1 << NFIELDS) - 1) << FIRST_FIELD : 0;
}

uint64_t evenements_interdites(uint64_t permis)
{
	static const enum champ first[FIRST_FIELD] = {
		[ID] = CHAMP_ID, [LE] = CHAMP_LE, [TYPE] = CHAMP_TYPE, [PHASE] = CHAMP_PHASE, [MODE] = CHAMP_MODE,
		[STATUT] = CHAMP_STATUT, [MINUTES] = CHAMP_MINUTES, [SUITE] = CHAMP_SUITE,
	};
	uint64_t hidden = 0;
	for (size_t i = 0; i < COLUMNS; i++) {
		enum champ c = i < FIRST_FIELD ? first[i] : FIELDS[i - FIRST_FIELD];
		if (c != CHAMP_AUTRE && !(permis >> c & 1))
			hidden |= (uint64_t)1 << i;
	}
	return hidden;
}

/* The values of a repeatable field, joined. */
static struct slice words(struct arena *a, const struct journal *j, const struct evenement *e, enum champ c, char by)
{
	struct buf b;
	uint32_t from = 0;
	buf_init(&b, a);
	for (const struct rec_field *f; (f = evenement_champ(j, e, c, &from));) {
		if (b.n)
			buf_addc(&b, by);
		buf_adds(&b, rec_word(a, &j->rec, f));
	}
	return buf_slice(&b);
}

/* The codes that make the event, for people: "contrat signe", "telephone message". */
static struct slice detail(struct arena *a, const struct journal *j, const struct evenement *e, uint64_t permis)
{
	static const enum champ codes[] = {CHAMP_OBJET, CHAMP_DOCUMENT, CHAMP_DESTINATAIRE, CHAMP_CANAL, CHAMP_RESULTAT, CHAMP_MOTIF,
	                                   CHAMP_AUTEUR, CHAMP_SIGNE, CHAMP_VERS, CHAMP_MONTANT, CHAMP_CORRIGE};
	struct buf b;
	buf_init(&b, a);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct slice word = evenement_mot(a, j, e, codes[i]);
		if (permis && !(permis >> codes[i] & 1))
			continue;
		if (word.n && b.n)
			buf_addc(&b, ' ');
		buf_adds(&b, word);
	}
	return buf_slice(&b);
}

/* Dates and money have their own form in a spreadsheet. */
static struct emit_cell field_cell(struct arena *a, const struct journal *j, const struct evenement *e, enum champ c)
{
	struct slice word = c == CHAMP_VOIE ? words(a, j, e, c, '+') : evenement_mot(a, j, e, c);
	int64_t cents = c == CHAMP_MONTANT ? montant_parse(word) : -1;
	if (c == CHAMP_JUSQU_A)
		return cell_jour(jour_iso(word));
	if (c == CHAMP_MONTANT)
		return cents < 0 ? (struct emit_cell){0} : cell_number(cents);
	return cell_text(word);
}

int evenements_tri(const void *pa, const void *pb)
{
	return evenement_ordre(*(const struct evenement *const *)pa, *(const struct evenement *const *)pb);
}

bool evenements_choisi(const struct evenements *l, const struct evenement *e)
{
	const struct periode *p = &l->periode;
	bool any = p->from == JOUR_NONE && p->to == JOUR_NONE;
	return choix_has(&l->types, e->type_nom) && (any || periode_has(p, e->le));
}

static bool chosen(const struct evenements *l, const struct evenement *e)
{
	return evenement_vivant(e) && evenements_choisi(l, e) && (e->statut == STATUT_PREVU || e->le <= l->contexte.au);
}

void evenements_cellules(struct visit *v, const struct journal *j, const struct evenement *e,
                         struct emit_cell c[EVENEMENTS_COMMUNES])
{
	struct arena *a = v->arena;
	enum effet effet = evenement_effet(e);
	c[REFERENCE] = cell_ref(v);
	c[ID] = cell_text(evenement_mot(a, j, e, CHAMP_ID));
	c[LE] = cell_jour(e->le);
	c[TYPE] = cell_text(e->type_nom);
	c[PHASE] = cell_text(evenement_mot(a, j, e, CHAMP_PHASE));
	c[MODE] = cell_text(evenement_mot(a, j, e, CHAMP_MODE));
	c[STATUT] = cell_text(evenement_mot(a, j, e, CHAMP_STATUT));
	c[SUITE] = cell_text(words(a, j, e, CHAMP_SUITE, '+'));
	if (e->minutes || effet == EFFET_SEANCE || effet == EFFET_TRAVAIL)
		c[MINUTES] = cell_number(e->minutes);
}

static void show(const struct evenements *l, struct visit *v, const struct journal *j, const struct evenement *e)
{
	struct arena *a = v->arena;
	struct emit_cell c[COLUMNS] = {0};
	evenements_cellules(v, j, e, c);
	if (l->contexte.emit->format == EMIT_HUMAN)
		c[DETAIL] = cell_text(detail(a, j, e, l->permis));
	else
		for (size_t i = 0; i < NFIELDS; i++)
			c[FIRST_FIELD + i] = field_cell(a, j, e, FIELDS[i]);
	emit_row(l->contexte.emit, v->out, c);
	v->rows++;
}

enum status evenements_visit(void *ctx, struct visit *v)
{
	const struct evenements *l = ctx;
	struct journal j;
	enum status st = contexte_journal(&l->contexte, v, EFFETS_TOUS, &j);
	if (st != STATUS_OK || !j.n)
		return st;
	const struct evenement **kept = arena_alloc(v->arena, j.n * sizeof *kept);
	size_t n = 0;
	for (size_t i = 0; i < j.n; i++)
		if (chosen(l, &j.v[i]))
			kept[n++] = &j.v[i];
	qsort(kept, n, sizeof *kept, evenements_tri);
	for (size_t i = 0; i < n; i++)
		show(l, v, &j, kept[i]);
	return STATUS_OK;
}
