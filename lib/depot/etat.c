/* What follows from the events at a date: state, phase, conservation, hours. */
#include "depot/journal.h"

const char *const etat_noms[ETATS] = {"prospect", "engage", "en-cours", "interrompu", "sans-suite", "termine", "arrete", "clos"};
const char *const conservation_noms[CONSERVATIONS] = {"en-cours", "a-decider", "accord", "a-detruire", "detruit"};

int evenement_apres(const struct evenement *a, const struct evenement *b)
{
	if (a->le != b->le)
		return a->le < b->le ? -1 : 1;
	return ident_cmp(&a->id, &b->id);
}

int evenement_ordre(const struct evenement *a, const struct evenement *b)
{
	if (a->le != b->le)
		return a->le < b->le ? -1 : 1;
	if (a->debut != b->debut)
		return a->debut < b->debut ? -1 : 1;
	return ident_cmp(&a->id, &b->id);
}

bool evenement_compte(const struct evenement *e, jour_t d)
{
	return evenement_vivant(e) && e->le <= d && e->statut == STATUT_REALISE;
}

/* The latest event of each effect, and what else one pass can gather. */
struct survey {
	const struct evenement *last[EFFET_N];
	const struct evenement *first_entree, *seance, *engagement;
	const struct evenement *began;    /* the latest entree or held session */
	const struct evenement *given_up; /* the sans-suite that nothing followed */
	bool destroyed;
	int64_t minutes;
};

static void keep_latest(const struct evenement **kept, const struct evenement *e)
{
	if (!*kept || evenement_apres(e, *kept) > 0)
		*kept = e;
}

static bool is_signed_paper(struct arena *a, const struct journal *j, const struct evenement *e)
{
	struct slice paper = evenement_mot(a, j, e, CHAMP_DOCUMENT);
	return slice_is(evenement_mot(a, j, e, CHAMP_RESULTAT), "signe") &&
	       (slice_is(paper, "contrat") || slice_is(paper, "convention"));
}

static void survey_event(struct arena *a, const struct journal *j, const struct evenement *e, struct survey *s)
{
	enum effet effet = evenement_effet(e);
	keep_latest(&s->last[effet], e);
	if (effet == EFFET_SEANCE) {
		s->minutes += e->minutes;
		if (!s->seance || evenement_ordre(e, s->seance) > 0)
			s->seance = e;
	}
	if ((effet == EFFET_SEANCE || effet == EFFET_ENTREE) && (!s->first_entree || e->le < s->first_entree->le))
		s->first_entree = e;
	if (effet == EFFET_DOCUMENT && !s->engagement && is_signed_paper(a, j, e))
		s->engagement = e;
	if (effet == EFFET_DESTRUCTION && !s->destroyed) {
		struct slice what = evenement_mot(a, j, e, CHAMP_OBJET);
		s->destroyed = !what.n || slice_is(what, "bilan");
	}
}

/* The later of two effects that open or end something. */
static const struct evenement *later(const struct evenement *a, const struct evenement *b)
{
	if (!a || !b)
		return a ? a : b;
	return evenement_apres(a, b) > 0 ? a : b;
}

static bool followed_up(struct arena *a, const struct journal *j, jour_t au, const struct evenement *fin)
{
	for (size_t i = 0; fin && i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		if (evenement_effet(e) == EFFET_SUIVI && evenement_compte(e, au) && e->le >= fin->le &&
		    slice_is(evenement_mot(a, j, e, CHAMP_RESULTAT), "fait"))
			return true;
	}
	return false;
}

static enum etat_nom state(struct arena *a, const struct journal *j, jour_t au, const struct survey *s,
                           const struct evenement *fin)
{
	if (s->last[EFFET_CLOTURE] || (s->last[EFFET_SUIVI] && followed_up(a, j, au, fin)))
		return ETAT_CLOS;
	if (fin)
		return evenement_effet(fin) == EFFET_ARRET ? ETAT_ARRETE : ETAT_TERMINE;
	if (s->given_up)
		return ETAT_SANS_SUITE;
	const struct evenement *turn = later(s->last[EFFET_INTERRUPTION], s->last[EFFET_REPRISE]);
	if (turn && evenement_effet(turn) == EFFET_INTERRUPTION)
		return ETAT_INTERROMPU;
	if (s->began)
		return ETAT_EN_COURS;
	return s->engagement ? ETAT_ENGAGE : ETAT_PROSPECT;
}

/* Until when an agreement to keep holds: its own date, else the legal maximum counted from the end (R. 6313-7). */
static jour_t kept_until(struct arena *a, const struct journal *j, const struct regles *r, const struct evenement *agreed,
                         jour_t end)
{
	jour_t written = jour_iso(evenement_mot(a, j, agreed, CHAMP_JUSQU_A));
	return written != JOUR_NONE ? written : jour_add_months(end, regle_nombre(r, "conservation-max", end, 0));
}

static enum conservation retention(struct arena *a, const struct journal *j, const struct regles *r, jour_t au,
                                   const struct survey *s, const struct etat *e)
{
	const struct evenement *ended = e->fin ? e->fin : s->given_up;
	const struct evenement *decided = s->last[EFFET_CONSERVATION];
	if (s->destroyed)
		return CONSERVATION_DETRUIT;
	if (!ended)
		return CONSERVATION_EN_COURS;
	if (decided && slice_is(evenement_mot(a, j, decided, CHAMP_RESULTAT), "accord") &&
	    kept_until(a, j, r, decided, ended->le) >= au)
		return CONSERVATION_ACCORD;
	if (!decided && au <= ended->le + regle_nombre(r, "decision-conservation", ended->le, 0))
		return CONSERVATION_A_DECIDER;
	return CONSERVATION_A_DETRUIRE;
}

/* Who holds the case and who pays: the opening, then what changed it. */
static void holders(struct arena *a, const struct journal *j, jour_t au, struct etat *out)
{
	const struct evenement *opening = journal_tete(j, &j->v[0]), *relais = NULL, *routes = NULL, *status = NULL;
	for (size_t i = 1; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		enum effet effet = evenement_effet(e);
		if ((effet != EFFET_RELAIS && effet != EFFET_AVENANT) || !evenement_compte(e, au))
			continue;
		if (effet == EFFET_RELAIS && slice_is(evenement_mot(a, j, e, CHAMP_RESULTAT), "accepte"))
			keep_latest(&relais, e);
		if (effet == EFFET_AVENANT && evenement_champ(j, e, CHAMP_VOIE, NULL))
			keep_latest(&routes, e);
		if (effet == EFFET_AVENANT && evenement_champ(j, e, CHAMP_SITUATION, NULL))
			keep_latest(&status, e);
	}
	out->conseiller = relais ? evenement_mot(a, j, relais, CHAMP_VERS) : evenement_mot(a, j, opening, CHAMP_CONSEILLER);
	out->situation = evenement_mot(a, j, status ? status : opening, CHAMP_SITUATION);
	out->voies = routes ? routes : opening;
}

void journal_etat(struct arena *a, const struct journal *j, const struct regles *r, jour_t au, struct etat *out)
{
	struct survey s = {0};
	*out = (struct etat){.ouvert_le = JOUR_NONE, .debut_le = JOUR_NONE, .fin_le = JOUR_NONE};
	if (!j->n)
		return;
	for (size_t i = 0; i < j->n; i++)
		if (evenement_compte(&j->v[i], au))
			survey_event(a, j, &j->v[i], &s);
	s.began = later(s.last[EFFET_ENTREE], s.last[EFFET_SEANCE]);
	if (later(s.last[EFFET_SANS_SUITE], s.began) != s.began)
		s.given_up = s.last[EFFET_SANS_SUITE];
	out->ouvert_le = journal_tete(j, &j->v[0])->le;
	out->ouvert = out->ouvert_le <= au;
	out->fin = later(s.last[EFFET_FIN], s.last[EFFET_ARRET]);
	out->fin_le = out->fin ? out->fin->le : JOUR_NONE;
	out->debut_le = s.first_entree ? s.first_entree->le : JOUR_NONE;
	out->nom = state(a, j, au, &s, out->fin);
	out->phase = s.seance ? (enum phase)s.seance->phase : PHASE_AUCUNE;
	out->minutes = s.minutes;
	out->conservation = retention(a, j, r, au, &s, out);
	holders(a, j, au, out);
}

bool journal_detruit(struct arena *a, const struct journal *j, const struct regles *r)
{
	struct etat e;
	journal_etat(a, j, r, jour_of(9999, 12, 31), &e);
	return e.conservation == CONSERVATION_DETRUIT;
}

struct slice journal_voies(struct arena *a, const struct journal *j, const struct etat *e)
{
	struct buf b;
	uint32_t from = 0;
	buf_init(&b, a);
	for (const struct rec_field *f; e->voies && (f = evenement_champ(j, e->voies, CHAMP_VOIE, &from));) {
		struct slice word = rec_word(a, &j->rec, f);
		if (word.n && b.n)
			buf_addc(&b, '+');
		buf_adds(&b, word);
	}
	return buf_slice(&b);
}

bool evenement_repond(struct arena *a, const struct journal *j, const struct evenement *m, const struct evenement *e)
{
	uint32_t from = 0;
	for (const struct rec_field *f; (f = evenement_champ(j, m, CHAMP_SUITE, &from));) {
		struct ident id;
		const struct evenement *to = ident_parse(rec_word(a, &j->rec, f), &id) ? journal_trouve(j, &id) : NULL;
		if (to && to->racine == e->racine)
			return true;
	}
	return false;
}

/* Who signed, as a bit set. */
static unsigned char signers(struct arena *a, const struct journal *j, const struct evenement *e)
{
	unsigned char bits = 0;
	uint32_t from = 0;
	for (const struct rec_field *f; (f = evenement_champ(j, e, CHAMP_SIGNE, &from));) {
		struct slice list = rec_word(a, &j->rec, f), word;
		while (slice_next(&list, " ,+", &word))
			bits |= slice_is(word, "conseiller") ? 1 : slice_is(word, "beneficiaire") || slice_is(word, "connexion") ? 2 : 0;
	}
	return bits;
}

static int answer_rank(const struct evenement *e, const struct evenement *to)
{
	bool same = evenement_effet(e) == evenement_effet(to);
	return same + (same && e->statut == STATUT_REALISE);
}

/* Of two events that answer TO: a held one of its kind, else one of its kind, else the last noted. */
static bool answers_better(const struct evenement *e, const struct evenement *than, const struct evenement *to)
{
	int rank = answer_rank(e, to), other = than ? answer_rank(than, to) : -1;
	return rank != other ? rank > other : ident_cmp(&e->id, &than->id) > 0;
}

void journal_suites(struct arena *a, const struct journal *j, jour_t au, struct suites *s)
{
	s->signe = arena_zalloc(a, j->n);
	s->reponse = ARENA_ARRAY(a, const struct evenement *, j->n);
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		if (!evenement_vivant(e) || (e->le > au && !evenement_prevu(e)))
			continue;
		unsigned char bits = evenement_effet(e) == EFFET_EMARGEMENT ? signers(a, j, e) : 0;
		uint32_t from = 0;
		for (const struct rec_field *f; (f = evenement_champ(j, e, CHAMP_SUITE, &from));) {
			struct ident id;
			const struct evenement *to = ident_parse(rec_word(a, &j->rec, f), &id) ? journal_trouve(j, &id) : NULL;
			if (!to || to->racine == e->racine)
				continue;
			s->signe[to->racine] |= bits;
			if (answers_better(e, s->reponse[to->racine], journal_tete(j, to)))
				s->reponse[to->racine] = e;
		}
	}
}

enum nature evenement_nature(const struct evenement *e, const struct suites *s, jour_t au)
{
	enum effet effet = evenement_effet(e);
	if (!evenement_vivant(e) || (effet != EFFET_SEANCE && effet != EFFET_TRAVAIL))
		return NATURE_AUCUNE;
	if (e->statut == STATUT_PREVU)
		return effet == EFFET_SEANCE && !s->reponse[e->racine] ? NATURE_PREVU : NATURE_AUCUNE;
	if (e->le > au)
		return NATURE_AUCUNE;
	if (e->statut == STATUT_REALISE)
		return effet == EFFET_SEANCE ? NATURE_ACCOMPAGNEMENT : NATURE_TRAVAIL;
	return e->statut == STATUT_ABSENT && effet == EFFET_SEANCE ? NATURE_ABSENCE : NATURE_AUCUNE;
}

enum constat evenement_constat(const struct evenement *plan, const struct suites *s, jour_t au)
{
	static const enum constat by[] = {[STATUT_REALISE] = CONSTAT_TENU, [STATUT_PREVU] = CONSTAT_DEPLACE,
	                                  [STATUT_ABSENT] = CONSTAT_ABSENT, [STATUT_ANNULE] = CONSTAT_ANNULE,
	                                  [STATUT_INCONNU] = CONSTAT_AUTRE};
	const struct evenement *answer = s->reponse[plan->racine];
	if (!answer)
		return plan->le > au ? CONSTAT_A_VENIR : CONSTAT_A_NOTER;
	return evenement_effet(answer) == evenement_effet(plan) ? by[answer->statut] : CONSTAT_AUTRE;
}

bool evenement_signe(const struct evenement *e, const struct suites *s)
{
	return s->signe[e->racine] == 3;
}
