#include "metier/tache.h"

#include <stdlib.h>

static const char FOLDER[] = "methodes/taches";
static const struct diag_msg BAD = {"tache-incomplete", DIAG_ERREUR,
	"la tâche « {} » : {} manque, ou n'est pas ce qui est attendu ; le corriger"};
static const struct diag_msg TWICE = {"tache-double", DIAG_ERREUR,
	"la tâche « {} » est donnée deux fois ; n'en garder qu'une"};

/* --- the bank */

struct banque {
	struct depot *d;
	const struct types *types;
	struct taches *t;
	struct diag *diag;
	size_t cap;
	enum status status;
};

static struct slice text_of(struct arena *a, const struct rec *r, const struct rec_record *e, const char *field)
{
	const struct rec_field *f = rec_find(r, e, field);
	return f ? slice_trim(rec_value(a, r, f)) : SLICE("");
}

/* The field that cannot stand as it is, or NULL. */
static const char *fault(const struct banque *b, const struct rec *r, const struct rec_record *e, struct tache *t)
{
	struct arena *a = b->d->a;
	const struct type *travail = type_nomme(b->types, SLICE("travail"));
	*t = (struct tache){
		.code = text_of(a, r, e, "Code"), .titre = text_of(a, r, e, "Titre"), .phase = text_of(a, r, e, "Phase"),
		.objet = text_of(a, r, e, "Objet"), .pourquoi = text_of(a, r, e, "Pourquoi"),
		.consigne = text_of(a, r, e, "Consigne"), .livrable = text_of(a, r, e, "Livrable"),
	};
	bool timed = slice_number(text_of(a, r, e, "Minutes"), &t->minutes);
	bool plain = t->code.n && strspn(slice_dup(a, t->code), "abcdefghijklmnopqrstuvwxyz0123456789-") == t->code.n;
	const struct {
		const char *field;
		bool ok;
	} checks[] = {{"Code", plain}, {"Titre", t->titre.n > 0}, {"Phase", phase_nommee(t->phase) != PHASE_AUCUNE},
	              {"Objet", travail && type_code_connu(travail->codes[CHAMP_OBJET], t->objet)}, {"Minutes", timed},
	              {"Consigne", t->consigne.n > 0}};
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		if (!checks[i].ok)
			return checks[i].field;
	return NULL;
}

static void keep(struct banque *b, const struct tache *t)
{
	if (b->t->n == b->cap) {
		size_t cap = b->cap ? b->cap * 2 : 32;
		b->t->v = arena_grow(b->d->a, b->t->v, b->cap * sizeof *t, cap * sizeof *t);
		b->cap = cap;
	}
	b->t->v[b->t->n++] = *t;
}

static void read_bank_file(struct banque *b, const struct depot_file *f, bool centre)
{
	struct rec r;
	b->status = status_worst(b->status, rec_parse(b->d->a, f->bytes, f->path, NULL, &r, b->diag));
	for (size_t i = 0; i < r.nrecords; i++) {
		const struct rec_record *e = &r.records[i];
		struct tache t;
		if (!rec_is(&r, e, "Tache"))
			continue;
		const char *field = fault(b, &r, e, &t);
		const struct tache *other = tache_nommee(b->t, t.code);
		t.centre = centre;
		if (field)
			DIAG(b->diag, &BAD, rec_at_record(&r, e), t.code, slice_z(field));
		else if (other && other->centre == centre)
			DIAG(b->diag, &TWICE, rec_at_record(&r, e), t.code);
		else if (!other)
			keep(b, &t);
		if (field || (other && other->centre == centre))
			b->status = STATUS_CONFIG;
	}
}

/* By phase; the sort keeps the order of the files otherwise. */
static void sort_by_phase(struct arena *a, struct taches *t)
{
	struct tache *sorted = ARENA_ARRAY(a, struct tache, t->n + 1);
	size_t n = 0;
	for (int p = PHASE_PRELIMINAIRE; p < PHASES; p++)
		for (size_t i = 0; i < t->n; i++)
			if (slice_is(t->v[i].phase, phase_noms[p]))
				sorted[n++] = t->v[i];
	t->v = sorted;
}

enum status taches_load(struct depot *d, const struct types *types, struct taches *t, struct diag *diag)
{
	struct banque b = {.d = d, .types = types, .t = t, .diag = diag};
	const int from[] = {d->fd, d->share};
	*t = (struct taches){0};
	for (size_t k = 0; k < 2; k++) {
		struct depot_file *v;
		size_t n;
		b.status = status_worst(b.status, depot_files(d, from[k], FOLDER, &v, &n, diag));
		for (size_t i = 0; i < n; i++)
			read_bank_file(&b, &v[i], k == 0);
	}
	sort_by_phase(d->a, t);
	return b.status == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

const struct tache *tache_nommee(const struct taches *t, struct slice code)
{
	for (size_t i = 0; i < t->n; i++)
		if (slice_eq(t->v[i].code, code))
			return &t->v[i];
	return NULL;
}

/* --- those given */

const char *const tache_etats[TACHE_ETATS] = {
	[TACHE_A_FAIRE] = "a-faire", [TACHE_EN_RETARD] = "en-retard", [TACHE_FAITE] = "fait", [TACHE_NON_FAITE] = "non-fait",
	[TACHE_ANNULEE] = "annule",
};

/* What is known of the chains of a journal, by the index of their first event. */
struct chaines {
	struct arena *a;
	const struct journal *j;
	struct suites suites;
	const struct evenement **origine; /* the plan that this one puts off */
	const struct rec_record **note;   /* that bears the words of the task */
	const struct rec *notes;
};

static void link_origins(struct chaines *c)
{
	for (size_t i = 0; i < c->j->n; i++)
		if (c->suites.reponse[i])
			c->origine[c->suites.reponse[i]->racine] = &c->j->v[i];
}

/* A note is that of an event when both its Id and its instant are. */
static void link_notes(struct chaines *c)
{
	for (size_t i = 0; i < c->notes->nrecords; i++) {
		const struct rec_record *n = &c->notes->records[i];
		if (!rec_is(c->notes, n, "Note") || !rec_find(c->notes, n, "Tache"))
			continue;
		struct ident id;
		bool known = ident_parse(rec_get(c->a, c->notes, n, "Evenement"), &id);
		const struct evenement *e = known ? journal_trouve(c->j, &id) : NULL;
		if (e && slice_eq(evenement_mot(c->a, c->j, e, CHAMP_SAISI), rec_get(c->a, c->notes, n, "Saisi")))
			c->note[e->racine] = n;
	}
}

/* The words of a task that was put off are those of the first one. */
static const struct rec_record *note_of(const struct chaines *c, const struct evenement *e)
{
	for (size_t steps = 0; e && steps < c->j->n; steps++, e = c->origine[e->racine])
		if (c->note[e->racine])
			return c->note[e->racine];
	return NULL;
}

/* DEPLACE is told by the plan that it was put off to. */
static enum tache_etat etat_of(enum constat c)
{
	static const enum tache_etat etats[CONSTATS] = {
		[CONSTAT_A_VENIR] = TACHE_A_FAIRE, [CONSTAT_A_NOTER] = TACHE_EN_RETARD, [CONSTAT_TENU] = TACHE_FAITE,
		[CONSTAT_ABSENT] = TACHE_NON_FAITE, [CONSTAT_ANNULE] = TACHE_ANNULEE, [CONSTAT_AUTRE] = TACHE_ANNULEE,
	};
	return etats[c];
}

static struct tache_donnee describe(const struct chaines *c, const struct evenement *e, jour_t au)
{
	const struct evenement *answer = c->suites.reponse[e->racine];
	const struct rec_record *n = note_of(c, e);
	struct slice qui = evenement_mot(c->a, c->j, e, CHAMP_AUTEUR);
	struct tache_donnee t = {
		.e = e, .id = evenement_mot(c->a, c->j, e, CHAMP_ID), .qui = qui.n ? qui : SLICE("beneficiaire"),
		.objet = evenement_mot(c->a, c->j, e, CHAMP_OBJET), .titre = e->type->libelle, .echeance = e->le, .le = JOUR_NONE,
		.minutes = e->minutes, .etat = etat_of(evenement_constat(e, &c->suites, au)),
	};
	if (t.etat == TACHE_EN_RETARD && e->le == au) /* the day is not over */
		t.etat = TACHE_A_FAIRE;
	if (t.etat == TACHE_FAITE) {
		t.le = answer->le;
		t.minutes = answer->minutes;
	}
	if (n) {
		t.code = rec_get(c->a, c->notes, n, "Tache");
		t.titre = text_of(c->a, c->notes, n, "Titre");
		t.pourquoi = text_of(c->a, c->notes, n, "Pourquoi");
		t.consigne = text_of(c->a, c->notes, n, "Consigne");
		t.livrable = text_of(c->a, c->notes, n, "Livrable");
	}
	return t;
}

static int in_order(const void *pa, const void *pb)
{
	return evenement_apres(((const struct tache_donnee *)pa)->e, ((const struct tache_donnee *)pb)->e);
}

size_t taches_donnees(struct arena *a, const struct journal *j, const struct rec *notes, jour_t au, struct tache_donnee **v)
{
	struct chaines c = {
		.a = a, .j = j, .notes = notes, .origine = ARENA_ARRAY(a, const struct evenement *, j->n + 1),
		.note = ARENA_ARRAY(a, const struct rec_record *, j->n + 1),
	};
	size_t n = 0;
	journal_suites(a, j, au, &c.suites);
	link_origins(&c);
	link_notes(&c);
	*v = ARENA_ARRAY(a, struct tache_donnee, j->n + 1);
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		bool task = evenement_prevu(e) && evenement_effet(e) == EFFET_TRAVAIL;
		if (task && evenement_constat(e, &c.suites, au) != CONSTAT_DEPLACE)
			(*v)[n++] = describe(&c, e, au);
	}
	qsort(*v, n, sizeof **v, in_order);
	return n;
}
