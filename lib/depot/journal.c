/* Reading a journal: records → events → chains. What follows from them is in etat.c. */
#include "depot/journal.h"

#include <string.h>

const char *const phase_noms[PHASES] = {"-", "preliminaire", "investigation", "conclusion"};

static const struct diag_msg NO_ID = {"id-invalide", DIAG_ERREUR,
	"« {} » n'est pas un Id d'événement ; écrire e suivi d'un nombre encore libre"};
static const struct diag_msg LACKS_ID = {"id-invalide", DIAG_ERREUR,
	"cet événement n'a pas d'Id ; ajouter une ligne Id, faite d'un e et d'un nombre encore libre"};
static const struct diag_msg NO_TYPE = {"type-absent", DIAG_ERREUR,
	"cet événement n'a pas de Type ; l'ajouter (bilan-dossier(5) les liste)"};
static const struct diag_msg NO_DATE = {"date-impossible", DIAG_ERREUR,
	"« {} » n'est pas une date ; corriger le champ Le (AAAA-MM-JJ)"};
static const struct diag_msg LACKS_DATE = {"date-impossible", DIAG_ERREUR,
	"cet événement n'a pas de date ; ajouter une ligne Le (AAAA-MM-JJ)"};
static const struct diag_msg TWICE = {"id-double", DIAG_ERREUR,
	"l'Id {} est porté par deux événements ; donner au second un Id encore libre"};
static const struct diag_msg BAD_TARGET = {"correction-impossible", DIAG_ERREUR,
	"Corrige: {} ne désigne aucun événement antérieur de ce journal ; corriger l'Id"};
static const struct diag_msg OTHER_CASE = {"reference-differente", DIAG_ERREUR,
	"ce journal est celui de {} ; le remettre dans son dossier (rien n'y sera écrit)"};
static const struct diag_msg NO_CASE = {"reference-differente", DIAG_ERREUR,
	"l'ouverture ne dit pas de quel dossier elle est ; ajouter une ligne Reference (rien n'y sera écrit d'ici là)"};
static const struct diag_msg NO_OPENING = {"ouverture-absente", DIAG_ERREUR,
	"le premier événement n'est pas une ouverture ; la remettre en tête du fichier"};

enum phase phase_nommee(struct slice s)
{
	return slice_is(s, "preliminaire")    ? PHASE_PRELIMINAIRE
	       : slice_is(s, "investigation") ? PHASE_INVESTIGATION
	       : slice_is(s, "conclusion")    ? PHASE_CONCLUSION
	                                      : PHASE_AUCUNE;
}

const char *const statut_noms[STATUT_INCONNU] = {"realise", "prevu", "absent", "annule"};

static enum statut statut_nomme(struct slice s)
{
	int i = 0;
	while (i < STATUT_INCONNU && !slice_is(s, statut_noms[i]))
		i++;
	return (enum statut)i;
}

struct reading {
	struct arena *a;
	const struct types *t;
	struct journal *j;
	struct diag *d;
	enum status status;
};

static void wrong(struct reading *s, const struct diag_msg *m, struct diag_at at, struct slice word)
{
	DIAG(s->d, m, at, word);
	s->status = STATUS_INVALID;
}

/* The greatest number of an e-Id, wherever it stands: Ids are never reused. */
static void note_number(struct journal *j, struct slice word)
{
	struct ident id;
	if (ident_parse(word, &id) && id.letter == 'e' && id.number > j->plus_grand)
		j->plus_grand = id.number;
}

struct draft {
	const struct rec_field *le, *debut, *fin, *minutes, *corrige, *id;
};

static void read_field(struct reading *s, struct evenement *e, struct draft *w, const struct rec_field *f)
{
	struct slice word;
	switch ((enum champ)f->id) {
	case CHAMP_ID: w->id = f; break;
	case CHAMP_LE: w->le = f; break;
	case CHAMP_DEBUT: w->debut = f; break;
	case CHAMP_FIN: w->fin = f; break;
	case CHAMP_MINUTES: w->minutes = f; break;
	case CHAMP_TYPE:
		e->type_nom = rec_word(s->a, &s->j->rec, f);
		e->type = type_nomme(s->t, e->type_nom);
		break;
	case CHAMP_PHASE: e->phase = (unsigned char)phase_nommee(rec_word(s->a, &s->j->rec, f)); break;
	case CHAMP_STATUT:
		word = rec_word(s->a, &s->j->rec, f);
		e->statut = (unsigned char)(word.n ? statut_nomme(word) : STATUT_REALISE);
		break;
	case CHAMP_CORRIGE: w->corrige = f; break;
	case CHAMP_SUITE: note_number(s->j, rec_word(s->a, &s->j->rec, f)); break;
	default: break;
	}
}

/* Written by us always; by hand sometimes not: then the difference of the hours, or nothing. */
static int read_minutes(struct reading *s, const struct draft *w, int debut)
{
	int minutes, fin;
	if (w->minutes && slice_number(rec_word(s->a, &s->j->rec, w->minutes), &minutes))
		return minutes;
	fin = w->fin ? heure_iso(rec_word(s->a, &s->j->rec, w->fin)) : -1;
	return debut >= 0 && fin > debut ? fin - debut : 0;
}

static void read_event(struct reading *s, const struct rec_record *record, struct evenement *e)
{
	const struct rec *r = &s->j->rec;
	struct draft w = {0};
	*e = (struct evenement){.record = record, .le = JOUR_NONE, .debut = -1, .corrige = -1, .tete = true};
	for (uint32_t i = 0; i < record->n; i++)
		read_field(s, e, &w, &r->fields[record->first + i]);
	struct slice id = w.id ? rec_word(s->a, r, w.id) : SLICE("");
	if (!ident_parse(id, &e->id) || e->id.letter != 'e')
		wrong(s, id.n ? &NO_ID : &LACKS_ID, w.id ? rec_at_value(r, w.id) : rec_at_record(r, record), id);
	else if (e->id.number > s->j->plus_grand)
		s->j->plus_grand = e->id.number;
	if (!e->type_nom.n)
		wrong(s, &NO_TYPE, rec_at_record(r, record), id);
	struct slice le = w.le ? rec_word(s->a, r, w.le) : SLICE("");
	e->le = jour_iso(le);
	if (e->le == JOUR_NONE)
		wrong(s, le.n ? &NO_DATE : &LACKS_DATE, w.le ? rec_at_value(r, w.le) : rec_at_record(r, record), le);
	if (w.debut)
		e->debut = heure_iso(rec_word(s->a, r, w.debut));
	if (w.minutes || w.debut)
		e->minutes = read_minutes(s, &w, e->debut);
	e->corrige = w.corrige ? (int)(w.corrige - r->fields) : -1; /* its field, until resolve_chains() */
}

const struct evenement *journal_trouve(const struct journal *j, const struct ident *id)
{
	size_t guess = (size_t)id->number - 1; /* where it stands when nothing was moved by hand */
	if (id->letter != 'e')
		return NULL;
	if (guess < j->n && ident_cmp(&j->v[guess].id, id) == 0)
		return &j->v[guess];
	for (size_t i = 0; i < j->n; i++)
		if (ident_cmp(&j->v[i].id, id) == 0)
			return &j->v[i];
	return NULL;
}

/* Files are nearly always in the order of their Ids: a greater one than all before cannot be a double. */
static void check_doubles(struct reading *s)
{
	const struct evenement *greatest = NULL;
	for (size_t i = 0; i < s->j->n; i++) {
		const struct evenement *e = &s->j->v[i];
		if (!e->id.number)
			continue;
		if (!greatest || ident_cmp(&e->id, &greatest->id) > 0) {
			greatest = e;
			continue;
		}
		for (size_t k = 0; k < i; k++)
			if (ident_cmp(&s->j->v[k].id, &e->id) == 0) {
				const struct rec_field *f = rec_find(&s->j->rec, e->record, "Id");
				wrong(s, &TWICE, rec_at_value(&s->j->rec, f), rec_word(s->a, &s->j->rec, f));
				break;
			}
	}
}

/* Follows E to the first event of its chain; targets have smaller Ids, so that it ends. */
static int root_of(const struct journal *j, int i)
{
	while (j->v[i].corrige >= 0)
		i = j->v[i].corrige;
	return i;
}

static void resolve_target(struct reading *s, struct evenement *e)
{
	const struct rec_field *f = &s->j->rec.fields[e->corrige];
	struct slice word = rec_word(s->a, &s->j->rec, f);
	struct ident id;
	const struct evenement *target = NULL;
	note_number(s->j, word);
	if (ident_parse(word, &id) && id.letter == 'e' && ident_cmp(&id, &e->id) < 0)
		target = journal_trouve(s->j, &id);
	e->corrige = target ? (int)(target - s->j->v) : -1;
	if (!target)
		wrong(s, &BAD_TARGET, rec_at_value(&s->j->rec, f), word);
}

/* The head of a chain is its greatest Id; a strike removes the whole chain and belongs to none. An opening stays. */
static void resolve_chains(struct reading *s)
{
	struct journal *j = s->j;
	for (size_t i = 0; i < j->n; i++)
		if (j->v[i].corrige >= 0)
			resolve_target(s, &j->v[i]);
	for (size_t i = 0; i < j->n; i++) {
		struct evenement *e = &j->v[i];
		e->racine = (int)i;
		if (e->corrige >= 0 && evenement_effet(e) != EFFET_RAYURE)
			e->racine = root_of(j, (int)i);
	}
	for (size_t i = 0; i < j->n; i++) {
		struct evenement *e = &j->v[i];
		if (e->corrige < 0)
			continue;
		int root = root_of(j, e->corrige);
		if (evenement_effet(e) == EFFET_RAYURE && evenement_effet(&j->v[root]) == EFFET_OUVERTURE)
			continue;
		for (size_t k = 0; k < j->n; k++) {
			struct evenement *other = &j->v[k];
			if (other->racine != root || other == e)
				continue;
			if (evenement_effet(e) == EFFET_RAYURE)
				other->raye = true;
			else if (ident_cmp(&other->id, &e->id) < 0)
				other->tete = false;
		}
	}
}

static void check_opening(struct reading *s, struct slice reference)
{
	const struct evenement *first = &s->j->v[0];
	if (!s->j->n) {
		wrong(s, &NO_OPENING, ((struct diag_at){s->j->rec.path, 1, 1}), SLICE(""));
		return;
	}
	if (evenement_effet(first) != EFFET_OUVERTURE) {
		wrong(s, &NO_OPENING, rec_at_record(&s->j->rec, first->record), SLICE(""));
		return;
	}
	const struct rec_field *f = evenement_champ(s->j, first, CHAMP_REFERENCE, NULL);
	struct slice written = f ? rec_word(s->a, &s->j->rec, f) : SLICE("");
	if (!slice_eq(written, reference))
		wrong(s, written.n ? &OTHER_CASE : &NO_CASE, f ? rec_at_value(&s->j->rec, f) : rec_at_record(&s->j->rec, first->record),
		      written);
}

struct wanted {
	const struct types *t;
	uint64_t effets;
};

static bool is_wanted(void *ctx, struct slice type)
{
	const struct wanted *w = ctx;
	const struct type *t = type_nomme(w->t, type);
	return t && ((w->effets | (uint64_t)1 << EFFET_OUVERTURE) >> t->effet & 1);
}

enum status journal_parse_pour(struct arena *a, const struct types *t, struct slice bytes, const char *path,
                               struct slice reference, uint64_t effets, struct journal *j, struct diag *d)
{
	struct reading s = {.a = a, .t = t, .j = j, .d = d};
	struct wanted w = {t, effets};
	const struct rec_filter filter = {"Type", effets & EFFETS_SUITES ? "Suite" : NULL, "Corrige", is_wanted, &w};
	*j = (struct journal){0};
	s.status = rec_parse_some(a, bytes, path, champ_vocab(), effets == EFFETS_TOUS ? NULL : &filter, &j->rec, d);
	j->v = arena_alloc(a, (j->rec.nrecords + 1) * sizeof *j->v);
	bool corrections = false;
	for (size_t i = 0; i < j->rec.nrecords; i++) {
		if (j->rec.nsets > 1 && !rec_is(&j->rec, &j->rec.records[i], "Evenement"))
			continue;
		struct evenement *e = &j->v[j->n];
		read_event(&s, &j->rec.records[i], e);
		e->racine = (int)j->n++;
		corrections |= e->corrige >= 0;
	}
	check_doubles(&s);
	if (corrections)
		resolve_chains(&s);
	if (reference.n)
		check_opening(&s, reference);
	return s.status;
}

enum status journal_parse(struct arena *a, const struct types *t, struct slice bytes, const char *path, struct slice reference,
                          struct journal *j, struct diag *d)
{
	return journal_parse_pour(a, t, bytes, path, reference, EFFETS_TOUS, j, d);
}

const struct rec_field *evenement_champ(const struct journal *j, const struct evenement *e, enum champ c, uint32_t *from)
{
	const struct rec_field *f = &j->rec.fields[e->record->first];
	for (uint32_t i = from ? *from : 0; i < e->record->n; i++)
		if (f[i].id == c) {
			if (from)
				*from = i + 1;
			return &f[i];
		}
	return NULL;
}

struct slice evenement_mot(struct arena *a, const struct journal *j, const struct evenement *e, enum champ c)
{
	const struct rec_field *f = evenement_champ(j, e, c, NULL);
	return f ? rec_word(a, &j->rec, f) : SLICE("");
}

const struct evenement *journal_tete(const struct journal *j, const struct evenement *e)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->v[i].racine == e->racine && j->v[i].tete)
			return &j->v[i];
	return e;
}

const struct evenement *journal_double_tete(const struct journal *j, const struct evenement *e)
{
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *other = &j->v[i];
		bool corrected = other->tete || other->racine != e->racine;
		for (size_t k = 0; k < j->n && !corrected; k++)
			corrected = j->v[k].corrige == (int)i && j->v[k].racine == e->racine;
		if (!corrected)
			return other;
	}
	return NULL;
}
