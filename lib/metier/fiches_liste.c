#include "metier/fiches_liste_prive.h"

#include "metier/constat.h"
#include "metier/fiche.h"
#include "metier/matrice.h"

#include <stdlib.h>
#include <string.h>

/* The key of a column is the name of its field in small letters, but for COLUMNS below. */
#define REFERENCE {"reference", "référence", EMIT_TEXT, 11, false}
#define ID(width) {"id", "id", EMIT_TEXT, width, false}

static const struct emit_col COMPETENCES[] = {
	REFERENCE, ID(5), {"type", "type", EMIT_TEXT, 12, false}, {"niveau", "niveau", EMIT_INT, 6, false},
	{"preuves", "preuves", EMIT_INT, 7, false}, {"enonce", "énoncé", EMIT_TEXT, 0, false},
	{"niveau_conseiller", "conseiller", EMIT_INT, 6, false}, {"niveau_tiers", "tiers", EMIT_INT, 6, false},
	{"envie", "envie", EMIT_TEXT, 10, false}, {"experiences", "expériences", EMIT_TEXT, 11, false},
	{"perspective", "perspective", EMIT_TEXT, 20, false}, {"code", "code", EMIT_TEXT, 8, false},
	{"referentiel", "référentiel", EMIT_TEXT, 12, false},
};
static const struct emit_col EXPERIENCES[] = {
	REFERENCE, ID(5), {"debut", "début", EMIT_TEXT, 10, false}, {"fin", "fin", EMIT_TEXT, 10, false},
	{"employeur", "employeur", EMIT_TEXT, 24, false}, {"poste", "poste", EMIT_TEXT, 0, false},
	{"nature", "nature", EMIT_TEXT, 14, false},
};
static const struct emit_col FORMATIONS[] = {
	REFERENCE, ID(5), {"debut", "début", EMIT_TEXT, 10, false}, {"fin", "fin", EMIT_TEXT, 10, false},
	{"intitule", "intitulé", EMIT_TEXT, 30, false}, {"organisme", "organisme", EMIT_TEXT, 20, false},
	{"diplome", "diplôme", EMIT_TEXT, 0, false},
};
static const struct emit_col INTERETS[] = {
	REFERENCE, ID(5), {"nature", "nature", EMIT_TEXT, 11, false}, {"rang", "rang", EMIT_INT, 4, false},
	{"score", "score", EMIT_TEXT, 8, false}, {"enonce", "énoncé", EMIT_TEXT, 0, false},
	{"instrument", "instrument", EMIT_TEXT, 12, false}, {"instrument_version", "version", EMIT_TEXT, 8, false},
	{"le", "le", EMIT_JOUR, 13, false},
};
static const struct emit_col PISTES[] = {
	REFERENCE, ID(5), {"etat", "état", EMIT_TEXT, 12, false}, {"le", "le", EMIT_JOUR, 13, false},
	{"titre", "titre", EMIT_TEXT, 30, false}, {"raison", "raison", EMIT_TEXT, 0, false},
	{"manque", "manque", EMIT_TEXT, 20, false}, {"veto", "veto", EMIT_TEXT, 20, false},
	{"personnes", "personnes", EMIT_INT, 9, false},
};
static const struct emit_col REGISTRE[] = {
	REFERENCE, {"piste", "piste", EMIT_TEXT, 5, false}, {"le", "le", EMIT_JOUR, 13, false},
	{"etat", "état", EMIT_TEXT, 14, false}, {"titre", "titre", EMIT_TEXT, 30, false},
	{"raison", "raison", EMIT_TEXT, 0, false},
};
static const struct emit_col DEMANDE[] = {
	REFERENCE, ID(5), {"enonce", "objectif", EMIT_TEXT, 34, false}, {"signe", "signe", EMIT_TEXT, 34, false},
	{"resultat", "résultat", EMIT_TEXT, 24, false}, {"travaux", "travaux", EMIT_INT, 7, false},
	{"travail", "travail", EMIT_TEXT, 20, false},
};
static const struct emit_col ENQUETES[] = {
	REFERENCE, ID(5), {"piste", "piste", EMIT_TEXT, 5, false}, {"le", "le", EMIT_JOUR, 13, false},
	{"nature", "nature", EMIT_TEXT, 12, false}, {"fonction", "fonction", EMIT_TEXT, 22, false},
	{"mode", "mode", EMIT_TEXT, 11, false}, {"minutes", "durée", EMIT_DUREE, 7, false},
	{"effet", "effet", EMIT_TEXT, 10, false}, {"conclusion", "conclusion", EMIT_TEXT, 0, false},
	{"fait", "fait", EMIT_TEXT, 20, false}, {"opinion", "opinion", EMIT_TEXT, 20, false},
};
static const struct emit_col PROJET[] = {
	REFERENCE, {"piste", "piste", EMIT_TEXT, 5, false}, {"type", "type", EMIT_TEXT, 12, false},
	{"titre", "titre", EMIT_TEXT, 30, false}, {"strategie", "stratégie", EMIT_TEXT, 0, false},
};
static const struct emit_col ACTIONS[] = {
	REFERENCE, ID(5), {"echeance", "échéance", EMIT_JOUR, 13, false}, {"etat", "état", EMIT_TEXT, 10, false},
	{"action", "action", EMIT_TEXT, 0, false}, {"qui", "qui", EMIT_TEXT, 12, false},
	{"premier_pas", "premier pas", EMIT_TEXT, 20, false}, {"ressource", "ressource", EMIT_TEXT, 20, false},
	{"obstacle", "obstacle", EMIT_TEXT, 20, false}, {"plan_b", "plan B", EMIT_TEXT, 20, false},
	{"signe", "signe", EMIT_TEXT, 20, false},
};
static const struct emit_col BESOINS[] = {
	REFERENCE, ID(5), {"nature", "nature", EMIT_TEXT, 9, false}, {"enonce", "énoncé", EMIT_TEXT, 40, false},
	{"raison", "raison", EMIT_TEXT, 0, false},
};

/* Columns that are not one field as it stands. */
enum source { SOURCE_FIELD, SOURCE_COUNT, SOURCE_JOINED, SOURCE_ALL };
static const struct {
	const char *key, *field;
	enum source source;
} COLUMNS[] = {{"preuves", "Preuve", SOURCE_COUNT}, {"travaux", "Travail", SOURCE_COUNT},
               {"experiences", "Experience", SOURCE_JOINED}, {"instrument_version", "Version", SOURCE_FIELD},
               {"manque", "Manque", SOURCE_ALL}, {"veto", "Veto", SOURCE_ALL}, {"travail", "Travail", SOURCE_ALL}};

static void chain(struct arena *a, const struct constats *c, struct diag *diag)
{
	constats_chaine(a, c, true, diag);
}

#define LISTING(name, cols) {name, 1, cols, sizeof cols / sizeof *cols, false}
static const struct vue {
	const char *kind;
	struct emit_listing listing;
	unsigned shown; /* how many columns people are shown */
	void (*constats[2])(struct arena *a, const struct constats *c, struct diag *diag); /* what a case lacks */
} VUES[] = {
	[VUE_COMPETENCES] = {"competence", LISTING("bilan-competences", COMPETENCES), 6, {NULL}},
	[VUE_EXPERIENCES] = {"experience", LISTING("bilan-competences-experiences", EXPERIENCES), 6, {NULL}},
	[VUE_FORMATIONS] = {"formation", LISTING("bilan-competences-formations", FORMATIONS), 7, {NULL}},
	[VUE_INTERETS] = {"interet", LISTING("bilan-competences-interets", INTERETS), 6, {NULL}},
	[VUE_PISTES] = {"piste", LISTING("bilan-projet-pistes", PISTES), 6, {constats_etats, constats_rencontres}},
	[VUE_REGISTRE] = {"piste", LISTING("bilan-projet-registre", REGISTRE), 6, {constats_etats}},
	[VUE_DEMANDE] = {"objectif", LISTING("bilan-projet-demande", DEMANDE), 6, {chain}},
	[VUE_ENQUETES] = {"enquete", LISTING("bilan-projet-enquetes", ENQUETES), 10, {constats_rencontres}},
	[VUE_PROJET] = {"projet", LISTING("bilan-projet-projet", PROJET), 5, {NULL}},
	[VUE_ACTIONS] = {"action", LISTING("bilan-projet-actions", ACTIONS), 5, {constats_plan}},
	[VUE_BESOINS] = {"besoin", LISTING("bilan-projet-besoins", BESOINS), 5, {NULL}},
	[VUE_MATRICE] = {.kind = "piste"}, /* has a listing of its own */
};

const struct emit_listing *fiches_liste_listing(enum fiches_vue vue)
{
	return vue == VUE_MATRICE ? &matrice_listing : &VUES[vue].listing;
}

uint64_t fiches_liste_hidden(enum fiches_vue vue, enum emit_format format)
{
	return format == EMIT_HUMAN && vue != VUE_MATRICE ? UINT64_MAX << VUES[vue].shown : 0;
}

/* --- one case */

struct ligne {
	const struct rec_record *e;
	struct ident id;
	jour_t echeance; /* of an action; JOUR_NONE: none */
	size_t rank;
};


static int in_order(const void *pa, const void *pb)
{
	const struct ligne *a = pa, *b = pb;
	if (a->echeance != b->echeance)
		return (b->echeance == JOUR_NONE || (a->echeance != JOUR_NONE && a->echeance < b->echeance)) ? -1 : 1;
	int c = ident_cmp(&a->id, &b->id);
	return c ? c : (a->rank > b->rank) - (a->rank < b->rank);
}

/* How many values a field has, the empty ones left out. */
static int64_t count_of(struct arena *a, const struct rec *r, const struct rec_record *e, const char *field)
{
	int64_t count = 0;
	for (uint32_t i = e->first; i < e->first + e->n; i++)
		count += slice_is(rec_name(r, &r->fields[i]), field) && rec_word(a, r, &r->fields[i]).n;
	return count;
}

static void gather(struct liste *x, const struct kind *k)
{
	x->lignes = ARENA_ARRAY(x->v->arena, struct ligne, x->r.nrecords + 1);
	for (size_t i = 0; i < x->r.nrecords; i++) {
		const struct rec_record *e = &x->r.records[i];
		if (!rec_is(&x->r, e, k->type) || (x->f->sans_preuve && count_of(x->v->arena, &x->r, e, "Preuve")))
			continue;
		struct ligne *l = &x->lignes[x->n++];
		*l = (struct ligne){.e = e, .rank = i, .echeance = JOUR_NONE};
		if (!ident_parse(rec_get(x->v->arena, &x->r, e, k->key), &l->id))
			l->id = (struct ident){.suffix = SLICE("")};
		if (x->f->vue == VUE_ACTIONS)
			l->echeance = jour_iso(rec_get(x->v->arena, &x->r, e, "Echeance"));
	}
	qsort(x->lignes, x->n, sizeof *x->lignes, in_order);
}

struct emit_cell liste_texte(const struct liste *x, struct slice s)
{
	return cell_ligne(x->f->emit, x->v->arena, slice_trim(s));
}

static struct emit_cell cell_of(const struct liste *x, const struct emit_col *col, struct slice value)
{
	int number;
	value = slice_trim(value);
	if (col->kind == EMIT_JOUR)
		return cell_jour(jour_iso(value));
	if (col->kind == EMIT_INT || col->kind == EMIT_DUREE)
		return slice_number(value, &number) ? cell_number(number) : (struct emit_cell){0};
	return liste_texte(x, value);
}

static struct emit_cell cell_joined(const struct liste *x, const struct rec_record *e, const char *field, const char *by)
{
	struct buf b;
	buf_init(&b, x->v->arena);
	for (uint32_t i = e->first; i < e->first + e->n; i++) {
		struct slice value = rec_word(x->v->arena, &x->r, &x->r.fields[i]);
		if (!value.n || !slice_is(rec_name(&x->r, &x->r.fields[i]), field))
			continue;
		buf_addz(&b, b.n ? by : "");
		buf_adds(&b, value);
	}
	return liste_texte(x, buf_slice(&b));
}

struct emit_cell liste_valeurs(const struct liste *x, const struct rec_record *e, const char *field)
{
	return cell_joined(x, e, field, cell_lignes(x->f->emit) ? "\n" : " ; ");
}

static struct slice value_of(const struct liste *x, const struct rec_record *e, const char *field)
{
	const struct rec_field *f = rec_find(&x->r, e, field);
	return f ? rec_value(x->v->arena, &x->r, f) : SLICE("");
}

static struct emit_cell cell_at(const struct liste *x, const struct rec_record *e, const struct emit_col *col)
{
	for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
		const char *source = COLUMNS[i].field;
		if (strcmp(COLUMNS[i].key, col->key) != 0)
			continue;
		if (COLUMNS[i].source == SOURCE_COUNT)
			return cell_number(count_of(x->v->arena, &x->r, e, source));
		if (COLUMNS[i].source == SOURCE_ALL)
			return liste_valeurs(x, e, source);
		return COLUMNS[i].source == SOURCE_JOINED ? cell_joined(x, e, source, "+") : cell_of(x, col, value_of(x, e, source));
	}
	char *field = slice_dup(x->v->arena, slice_z(col->key));
	field[0] = (char)(field[0] - 'a' + 'A');
	return cell_of(x, col, value_of(x, e, field));
}

/* Where a piste stands; its reason may stand without any state. */
static void set_state(const struct liste *x, const struct rec_record *piste, struct emit_cell *cells)
{
	enum { ETAT = 2, LE = 3, RAISON = 5, PERSONNES = 8 };
	const struct piste_etat *s = piste_present(&x->pistes, piste);
	bool stateless = !s && !rec_get(x->v->arena, &x->r, piste, "Etat").n;
	const struct rec_record *e = s ? s->e : stateless ? piste : NULL;
	static const int columns[] = {ETAT, LE, RAISON};
	for (size_t i = 0; i < 3; i++)
		cells[columns[i]] = e ? cell_at(x, e, &PISTES[columns[i]]) : (struct emit_cell){0};
	cells[PERSONNES] = cell_number((int64_t)piste_rencontres(&x->pistes, rec_get(x->v->arena, &x->r, piste, "Id")));
}

static void set_late(const struct liste *x, const struct ligne *l, struct emit_cell *cells)
{
	static const char *const over[] = {"faite", "fait", "abandonnee", "abandonne"};
	enum { ECHEANCE = 2 };
	struct slice etat = rec_get(x->v->arena, &x->r, l->e, "Etat");
	bool done = l->echeance == JOUR_NONE || l->echeance >= x->f->au;
	for (size_t i = 0; i < sizeof over / sizeof *over && !done; i++)
		done = slice_is(etat, over[i]);
	if (!done)
		cells[ECHEANCE].tone = EMIT_BAD;
}

static void print(struct liste *x, const struct ligne *l)
{
	const struct emit_listing *listing = &x->vue->listing;
	struct emit_cell *cells = ARENA_ARRAY(x->v->arena, struct emit_cell, listing->ncols);
	cells[0] = cell_ref(x->v);
	for (size_t i = 1; i < listing->ncols; i++)
		cells[i] = cell_at(x, l->e, &listing->cols[i]);
	if (x->f->vue == VUE_PISTES)
		set_state(x, l->e, cells);
	if (x->f->vue == VUE_ACTIONS)
		set_late(x, l, cells);
	emit_row(x->f->emit, x->v->out, cells);
	x->v->rows++;
	if (x->f->seul && x->f->emit->format == EMIT_HUMAN)
		liste_detail(x, l->e);
	if (x->f->natures)
		natures_compte(x->f->natures, x, l->e);
}

bool fiches_liste_constats(enum fiches_vue vue)
{
	return VUES[vue].constats[0] != NULL;
}

/* What the case lacks, if the list says so; in silence when it cannot be known. */
static enum status say_missing(struct liste *x)
{
	struct constats c;
	if (!x->f->contexte || !x->vue->constats[0])
		return STATUS_OK;
	enum status st = constats_lus(x->f->contexte, x->v, &c);
	for (size_t i = 0; i < 2 && st == STATUS_OK && x->vue->constats[i]; i++)
		x->vue->constats[i](x->v->arena, &c, x->v->diag);
	return st == STATUS_ABSENT ? STATUS_OK : st;
}

enum status fiches_liste_visit(void *ctx, struct visit *v)
{
	const struct fiches_liste *f = ctx;
	if (f->vue == VUE_MATRICE)
		return matrice_visit(f, v);
	struct liste x = {.f = f, .vue = &VUES[f->vue], .v = v};
	const struct kind *k = kind_named(slice_z(x.vue->kind));
	enum status st = bilan_read_kind(v->depot, v->arena, v->ref, k, &x.r, v->diag);
	if (st != STATUS_OK)
		return st;
	if (f->libelles)
		pistes_lues(v->arena, &x.r, f->au, f->libelles, &x.pistes);
	if (f->vue == VUE_REGISTRE)
		liste_registre(&x);
	else
		gather(&x, k);
	for (size_t i = 0; i < x.n; i++)
		print(&x, &x.lignes[i]);
	return say_missing(&x);
}

enum status fiches_liste_demande(struct depot *d, struct arena *a, ref_t ref, struct buf *out, struct diag *diag)
{
	struct rec r;
	enum status st = bilan_read_kind(d, a, ref, kind_named(SLICE("demande")), &r, diag);
	if (st != STATUS_OK)
		return st;
	for (size_t i = 0; i < r.nrecords; i++)
		for (uint32_t k = 0; k < r.records[i].n && rec_is(&r, &r.records[i], "Demande"); k++) {
			const struct rec_field *f = &r.fields[r.records[i].first + k];
			struct slice text = rec_value(a, &r, f), line;
			buf_addz(out, "# ");
			buf_add_clean(out, fiche_libelle(a, rec_name(&r, f)));
			buf_addz(out, " :");
			while (slice_next(&text, "\n", &line)) {
				buf_addc(out, ' ');
				buf_add_clean(out, line);
			}
			buf_addc(out, '\n');
		}
	return st;
}
