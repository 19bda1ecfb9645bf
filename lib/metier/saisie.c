/* From what was typed to a whole event: shorthands, copies, defaults, hours. Judging is in saisie_juge.c, writing in
 * saisie_ecrit.c. */
#include "metier/saisie_prive.h"

#include "base/unicode.h"

#include <string.h>

static const struct diag_msg UNKNOWN_ID = {"id-inconnu", DIAG_ERREUR,
	"aucun événement {} dans ce dossier ; les Id s'affichent par bilan-log RÉF"};
static const struct diag_msg CANNOT_STRIKE = {"rayure-impossible", DIAG_ERREUR,
	"{} ne peut pas être rayé ({}) ; une ouverture se corrige (--corrige), une rayure reste"};
static const struct diag_msg CANNOT_CORRECT = {"correction-impossible", DIAG_ERREUR,
	"{} {} et ne se corrige pas ; noter de nouveau l'événement : bilan-log -a TYPE"};
static const struct diag_msg NO_DATE = {"champ-obligatoire", DIAG_ERREUR, "la date (Le) manque ; la remplir (AAAA-MM-JJ ou JJ/MM/AAAA)"};
static const struct diag_msg NOT_PLANNED = {"non-prevu", DIAG_ERREUR,
	"{} n'est pas une séance prévue ; pour la modifier : bilan-log --corrige={} {}"};
static const struct diag_msg NOTHING_TO_SIGN = {"rien-a-signer", DIAG_REMARQUE,
	"aucune séance tenue à signer à cette date ; rien n'a été écrit"};
static const struct diag_msg NO_FIRST_HOUR = {"heure-de-debut", DIAG_ERREUR,
	"une heure de fin sans heure de début ; ajouter --debut=HH:MM, ou donner la durée : --duree=1h30"};
static const struct diag_msg HOURS_REVERSED = {"heures-inversees", DIAG_ERREUR,
	"la fin ({}) n'est pas après le début ({}) ; corriger l'heure (passé minuit : deux séances)"};
static const struct diag_msg TOO_LONG = {"duree-trop-longue", DIAG_ERREUR,
	"la durée ({}) dépasse le temps entre le début et la fin ; une durée plus courte dit une pause"};
static const struct diag_msg OVER_MIDNIGHT = {"passe-minuit", DIAG_ERREUR,
	"avec cette durée la séance ne finirait pas avant minuit ; commencer plus tôt, ou noter deux séances"};
static const struct diag_msg BAD_HOUR = {"heure-invalide", DIAG_ERREUR, "« {} » n'est pas une heure ; écrire HH:MM"};
static const struct diag_msg BAD_DATE = {"date-impossible", DIAG_ERREUR,
	"« {} » n'est pas une date ; écrire AAAA-MM-JJ ou JJ/MM/AAAA"};

void saisie_init(struct saisie *s)
{
	*s = (struct saisie){.duree = -1, .jusqu_a = JOUR_NONE};
}

static void add(struct arena *a, struct saisie *s, const struct donnee *d)
{
	if (s->n == s->cap) {
		size_t cap = s->cap ? s->cap * 2 : 16;
		s->v = arena_grow(a, s->v, s->n * sizeof *s->v, cap * sizeof *s->v);
		s->cap = cap;
	}
	s->v[s->n++] = *d;
}

void saisie_donne(struct arena *a, struct saisie *s, enum champ c, struct slice value, struct diag_at at)
{
	add(a, s, &(struct donnee){.champ = c, .value = text_nfc(a, slice_trim(value)), .at = at});
}

const struct donnee *saisie_donnee(const struct saisie *s, enum champ c)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].champ == c)
			return &s->v[i];
	return NULL;
}

void saisie_acte_lu(struct saisie *s)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].champ == CHAMP_CORRIGE)
			s->cible = s->v[i].value;
		else
			s->v[kept++] = s->v[i];
	s->n = kept;
	if (s->cible.n)
		s->acte = slice_is(saisie_valeur(s, CHAMP_TYPE), "rayure") ? SAISIE_RAYE : SAISIE_CORRIGE;
}

struct slice saisie_valeur(const struct saisie *s, enum champ c)
{
	const struct donnee *d = saisie_donnee(s, c);
	return d ? d->value : SLICE("");
}

/* When not given. */
static void saisie_defaut(struct arena *a, struct saisie *s, enum champ c, struct slice value)
{
	if (value.n && !saisie_donnee(s, c))
		add(a, s, &(struct donnee){.champ = c, .value = value, .at = s->at});
}

/* Replace whatever was there for that field. */
void saisie_fixe(struct arena *a, struct saisie *s, enum champ c, struct slice value)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].champ != c)
			s->v[kept++] = s->v[i];
	s->n = kept;
	saisie_defaut(a, s, c, value);
}

/* The place to name in a message about a field, given or missing. */
struct diag_at saisie_at(const struct saisie *s, enum champ c)
{
	const struct donnee *d = saisie_donnee(s, c);
	return d ? d->at : s->at;
}

/* `contrat` stands for a type and some of its fields; what is given beside it wins. */
void saisie_raccourci(const struct types *t, struct arena *a, struct saisie *s)
{
	const struct raccourci *r = raccourci_nomme(t, saisie_valeur(s, CHAMP_TYPE));
	if (!r || type_nomme(t, r->nom))
		return;
	saisie_fixe(a, s, CHAMP_TYPE, r->type);
	for (enum champ c = CHAMP_REFERENCE; c < CHAMP_N; c++)
		saisie_defaut(a, s, c, r->champs[c]);
}

/* What the copied event said of the time, before anything given. */
struct horaire {
	int debut, fin, minutes;
};

static int read_hour(const struct saisie *s, enum champ c)
{
	struct slice word = saisie_valeur(s, c);
	return word.n ? heure_parse(word) : -1;
}

/* New or corrected, the three make one group: Duree given keeps Debut and moves Fin; Debut given keeps Minutes and moves Fin;
 * Fin given keeps Debut. BEFORE is all -1 for a new event. */
static enum status settle_hours(struct compose *c, const struct horaire *before, struct diag *diag)
{
	bool has_debut = c->debut >= 0, has_fin = c->fin >= 0, has_duree = c->s.duree >= 0;
	int pause = before->fin >= 0 && before->debut >= 0 ? before->fin - before->debut - before->minutes : 0;
	if (!has_debut && !has_fin && !has_duree) {
		c->debut = before->debut;
		c->fin = before->fin;
		c->minutes = before->minutes;
		return STATUS_OK;
	}
	if (!has_debut)
		c->debut = before->debut;
	if (has_fin && c->debut < 0) {
		DIAG0(diag, &NO_FIRST_HOUR, saisie_at(&c->s, CHAMP_FIN));
		return c->s.at.path ? STATUS_INVALID : STATUS_USAGE;
	}
	if (has_duree) {
		c->minutes = c->s.duree;
		if (!has_fin && c->debut >= 0)
			c->fin = c->debut + c->minutes;
	} else if (has_fin) {
		c->minutes = c->fin - c->debut;
	} else {
		c->minutes = before->minutes;
		c->fin = c->minutes >= 0 ? c->debut + c->minutes + (pause > 0 ? pause : 0) : -1;
	}
	return STATUS_OK;
}

static enum status check_hours(const struct compose *c, struct arena *a, struct diag *diag)
{
	struct buf fin, debut;
	buf_init(&fin, a);
	buf_init(&debut, a);
	if (c->debut < 0 || c->fin < 0)
		return STATUS_OK;
	if (c->fin >= 24 * 60) {
		DIAG0(diag, &OVER_MIDNIGHT, saisie_at(&c->s, CHAMP_DEBUT));
		return STATUS_INVALID;
	}
	if (c->fin <= c->debut) {
		buf_add_heure(&fin, c->fin);
		buf_add_heure(&debut, c->debut);
		DIAG(diag, &HOURS_REVERSED, saisie_at(&c->s, CHAMP_FIN), buf_slice(&fin), buf_slice(&debut));
		return STATUS_INVALID;
	}
	if (c->minutes > c->fin - c->debut) {
		buf_add_duree(&fin, c->minutes);
		DIAG(diag, &TOO_LONG, c->s.at, buf_slice(&fin));
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status hour_given(struct compose *c, enum champ champ, int *minutes, struct diag *diag)
{
	*minutes = read_hour(&c->s, champ);
	if (*minutes >= 0 || !saisie_valeur(&c->s, champ).n)
		return STATUS_OK;
	DIAG(diag, &BAD_HOUR, saisie_at(&c->s, champ), saisie_valeur(&c->s, champ));
	return STATUS_INVALID;
}

/* Debut, Fin and Minutes as they will be written. */
static enum status write_hours(struct compose *c, struct arena *a, const struct horaire *before, struct diag *diag)
{
	enum status st = status_worst(hour_given(c, CHAMP_DEBUT, &c->debut, diag), hour_given(c, CHAMP_FIN, &c->fin, diag));
	if (st == STATUS_OK)
		st = settle_hours(c, before, diag);
	if (st == STATUS_OK)
		st = check_hours(c, a, diag);
	if (st != STATUS_OK)
		return st;
	const struct {
		enum champ champ;
		int value;
	} parts[] = {{CHAMP_DEBUT, c->debut}, {CHAMP_FIN, c->fin}};
	struct buf b;
	for (size_t i = 0; i < 2; i++) {
		buf_init(&b, a);
		if (parts[i].value >= 0)
			buf_add_heure(&b, parts[i].value);
		saisie_fixe(a, &c->s, parts[i].champ, buf_slice(&b));
	}
	buf_init(&b, a);
	if (c->minutes >= 0) {
		buf_addn(&b, c->minutes);
		saisie_fixe(a, &c->s, CHAMP_MINUTES, buf_slice(&b));
	}
	return STATUS_OK;
}

/* Minutes may also be given as such, in a file; a duration says the same. */
static void minutes_as_duration(struct saisie *s)
{
	int minutes;
	const struct donnee *d = saisie_donnee(s, CHAMP_MINUTES);
	if (s->duree < 0 && d && slice_number(d->value, &minutes))
		s->duree = minutes;
}

static bool is_copied(enum saisie_acte acte, enum champ c)
{
	if (c == CHAMP_ID || c == CHAMP_CORRIGE || c == CHAMP_SAISI || c == CHAMP_PAR || c == CHAMP_DEBUT || c == CHAMP_FIN ||
	    c == CHAMP_MINUTES)
		return false;
	return !saisie_repond(acte) || (c != CHAMP_STATUT && c != CHAMP_SUITE && c != CHAMP_MOTIF);
}

/* The fields of the event that is corrected, or answered, but for those given; its hours are settled apart. */
static void copy_target(struct compose *c, struct arena *a, const struct journal *j, struct horaire *before)
{
	const struct evenement *e = c->cible;
	struct saisie given = c->s;
	c->s.n = c->s.cap = 0;
	c->s.v = NULL;
	for (uint32_t i = 0; i < e->record->n; i++) {
		const struct rec_field *f = &j->rec.fields[e->record->first + i];
		enum champ champ = (enum champ)f->id;
		if (!is_copied(given.acte, champ) || (champ && saisie_donnee(&given, champ)))
			continue;
		struct slice value = champ ? rec_word(a, &j->rec, f) : rec_value(a, &j->rec, f);
		add(a, &c->s, &(struct donnee){.champ = champ, .nom = rec_name(&j->rec, f), .value = value, .at = given.at});
	}
	for (size_t i = 0; i < given.n; i++)
		if (given.v[i].value.n)
			add(a, &c->s, &given.v[i]);
	struct slice fin = evenement_mot(a, j, e, CHAMP_FIN);
	before->debut = e->debut;
	before->fin = fin.n ? heure_iso(fin) : -1;
	before->minutes = evenement_champ(j, e, CHAMP_MINUTES, NULL) || before->fin >= 0 ? e->minutes : -1;
	for (enum champ k = CHAMP_DEBUT; k <= CHAMP_FIN; k++) { /* `--debut=` empties it; an end alone would say nothing */
		const struct donnee *d = saisie_donnee(&given, k);
		if (d && !d->value.n && k == CHAMP_DEBUT)
			before->debut = -1;
		if (d && !d->value.n)
			before->fin = -1;
	}
}

static enum status find_target(const struct ecriture *w, struct compose *c, struct arena *a, const struct journal *j,
                               struct diag *diag)
{
	struct ident id;
	if (!ident_parse(c->s.cible, &id) || id.letter != 'e' || !(c->cible = journal_trouve(j, &id))) {
		DIAG(diag, &UNKNOWN_ID, c->s.at, c->s.cible);
		return STATUS_INVALID;
	}
	c->cible = journal_tete(j, c->cible);
	enum effet effet = evenement_effet(c->cible);
	if (saisie_repond(c->s.acte) && !evenement_prevu(c->cible)) {
		DIAG(diag, &NOT_PLANNED, c->s.at, c->s.cible, c->s.cible, w->reference);
		return STATUS_INVALID;
	}
	if (saisie_repond(c->s.acte))
		return saisie_repondable(w, a, j, c, diag);
	if (c->s.acte == SAISIE_CORRIGE && (effet == EFFET_RAYURE || c->cible->raye)) {
		DIAG(diag, &CANNOT_CORRECT, c->s.at, c->s.cible, c->cible->raye ? SLICE("est rayé") : SLICE("est une rayure"));
		return STATUS_INVALID;
	}
	if (c->s.acte == SAISIE_RAYE && (effet == EFFET_OUVERTURE || effet == EFFET_RAYURE || c->cible->raye)) {
		DIAG(diag, &CANNOT_STRIKE, c->s.at, c->s.cible, c->cible->raye ? SLICE("il l'est déjà") : c->cible->type_nom);
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

/* One emargement for every held session that still lacks a signature. */
static void sign_sessions(const struct ecriture *w, struct compose *c, struct arena *a, const struct journal *j)
{
	struct suites s;
	jour_t until = c->s.jusqu_a == JOUR_NONE ? w->contexte.au : c->s.jusqu_a;
	journal_suites(a, j, w->contexte.au, &s);
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		if (evenement_nature(e, &s, until) == NATURE_ACCOMPAGNEMENT && !evenement_signe(e, &s))
			saisie_donne(a, &c->s, CHAMP_SUITE, evenement_mot(a, j, e, CHAMP_ID), c->s.at);
	}
	c->doublon = !saisie_donnee(&c->s, CHAMP_SUITE);
	saisie_defaut(a, &c->s, CHAMP_TYPE, SLICE("emargement"));
	saisie_defaut(a, &c->s, CHAMP_SIGNE, SLICE("conseiller, beneficiaire"));
}

/* The latest held session that is not after LE. */
static const struct evenement *latest_session(const struct journal *j, jour_t le)
{
	const struct evenement *last = NULL;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		if (evenement_effet(e) == EFFET_SEANCE && evenement_compte(e, le) && (!last || evenement_ordre(e, last) > 0))
			last = e;
	}
	return last;
}

static void session_defaults(const struct ecriture *w, struct compose *c, struct arena *a, const struct journal *j)
{
	const struct evenement *last = latest_session(j, c->le);
	struct etat etat;
	journal_etat(a, j, w->contexte.regles, c->le, &etat);
	saisie_defaut(a, &c->s, CHAMP_PHASE, last ? evenement_mot(a, j, last, CHAMP_PHASE) : SLICE("preliminaire"));
	saisie_defaut(a, &c->s, CHAMP_MODE, last ? evenement_mot(a, j, last, CHAMP_MODE) : SLICE("presentiel"));
	if (last)
		saisie_defaut(a, &c->s, CHAMP_LIEU, evenement_mot(a, j, last, CHAMP_LIEU));
	saisie_defaut(a, &c->s, CHAMP_CONSEILLER, w->conseiller.n ? w->conseiller : etat.conseiller);
	saisie_defaut(a, &c->s, CHAMP_STATUT, SLICE("realise"));
}

static void defaults(const struct ecriture *w, struct compose *c, struct arena *a, const struct journal *j)
{
	enum effet effet = c->type ? c->type->effet : EFFET_AUCUN;
	if (effet == EFFET_SEANCE)
		session_defaults(w, c, a, j);
	if (effet == EFFET_TRAVAIL)
		saisie_defaut(a, &c->s, CHAMP_STATUT, SLICE("realise"));
	if (effet == EFFET_ARRET)
		saisie_defaut(a, &c->s, CHAMP_FORCE_MAJEURE, SLICE("non"));
	if (effet == EFFET_RELAIS)
		saisie_defaut(a, &c->s, CHAMP_RESULTAT, SLICE("demande"));
}

/* `--le=`, of a variable that was empty, is not today. */
static bool is_day_empty(const struct saisie *s, struct diag *diag)
{
	const struct donnee *d = saisie_donnee(s, CHAMP_LE);
	bool is_empty = d && !d->value.n;
	if (is_empty)
		DIAG(diag, &BAD_DATE, d->at, d->value);
	return is_empty;
}

/* Le and Jusqu_a as the file writes them. */
static enum status settle_dates(const struct ecriture *w, struct compose *c, struct arena *a, struct diag *diag)
{
	static const enum champ dates[] = {CHAMP_LE, CHAMP_JUSQU_A};
	struct buf b;
	buf_init(&b, a);
	buf_add_jour(&b, w->contexte.au);
	if (c->s.at.path && !saisie_valeur(&c->s, CHAMP_LE).n && c->s.acte != SAISIE_RAYE) { /* today is for who types it */
		DIAG0(diag, &NO_DATE, c->s.at);
		return STATUS_INVALID;
	}
	saisie_defaut(a, &c->s, CHAMP_LE, buf_slice(&b));
	for (size_t i = 0; i < 2; i++) {
		struct slice word = saisie_valeur(&c->s, dates[i]);
		jour_t d = word.n ? jour_parse(word) : JOUR_NONE;
		if (word.n && d == JOUR_NONE) {
			DIAG(diag, &BAD_DATE, saisie_at(&c->s, dates[i]), word);
			return STATUS_INVALID;
		}
		buf_init(&b, a);
		if (word.n)
			buf_add_jour(&b, d);
		if (word.n)
			saisie_fixe(a, &c->s, dates[i], buf_slice(&b));
		if (dates[i] == CHAMP_LE)
			c->le = d;
	}
	return STATUS_OK;
}

/* A session to come is cancelled on the day when that is said, not on its own: from then on it is planned no more. */
static void cancel_today(struct compose *c, struct arena *a, struct horaire *before)
{
	saisie_fixe(a, &c->s, CHAMP_LE, SLICE("")); /* today, by default */
	before->debut = before->fin = -1;
}

/* What the act itself decides: the target's fields, the sessions to sign, the type of a strike. */
static enum status perform(const struct ecriture *w, struct compose *c, struct arena *a, const struct journal *j,
                           struct horaire *before, struct diag *diag)
{
	enum saisie_acte acte = c->s.acte;
	if (acte == SAISIE_EMARGE)
		sign_sessions(w, c, a, j);
	if (acte == SAISIE_AJOUTE || acte == SAISIE_EMARGE)
		return STATUS_OK;
	enum status st = find_target(w, c, a, j, diag);
	if (st != STATUS_OK)
		return st;
	bool dated = saisie_donnee(&c->s, CHAMP_LE);
	if (acte != SAISIE_RAYE)
		copy_target(c, a, j, before);
	saisie_fixe(a, &c->s, saisie_repond(acte) ? CHAMP_SUITE : CHAMP_CORRIGE, evenement_mot(a, j, c->cible, CHAMP_ID));
	if (acte == SAISIE_RAYE)
		saisie_defaut(a, &c->s, CHAMP_TYPE, SLICE("rayure"));
	if (acte == SAISIE_ANNULE && !dated && c->cible->le > w->contexte.au)
		cancel_today(c, a, before);
	if (acte > SAISIE_REALISE)
		saisie_fixe(a, &c->s, CHAMP_STATUT, slice_z(statut_noms[saisie_statut(acte)]));
	return STATUS_OK;
}

/* Looked for ahead of everything: other messages repeat what is wrong. */
static bool is_refused(const struct ecriture *w, const struct saisie *s, struct diag *diag)
{
	bool refused = false;
	for (size_t i = 0; i < s->n; i++) {
		const struct donnee *d = &s->v[i];
		refused |= sobriete_refuse(w->sobriete, d->champ ? slice_z(champ_noms[d->champ]) : d->nom, d->value, d->at, diag);
	}
	return refused;
}

enum status saisie_compose(const struct ecriture *w, struct arena *a, const struct journal *j, const struct saisie *s,
                           struct compose *c, struct diag *diag)
{
	struct horaire before = {-1, -1, -1};
	*c = (struct compose){.s = *s, .le = JOUR_NONE, .debut = -1, .fin = -1, .minutes = -1};
	c->s.cap = c->s.n; /* the values of S itself are never changed: the first addition copies them */
	c->s.v = arena_alloc(a, (s->n + 1) * sizeof *s->v);
	if (s->n)
		memcpy(c->s.v, s->v, s->n * sizeof *s->v);
	if (is_refused(w, s, diag) || is_day_empty(s, diag))
		return STATUS_INVALID;
	saisie_raccourci(w->contexte.types, a, &c->s);
	enum status st = perform(w, c, a, j, &before, diag);
	if (st != STATUS_OK || c->doublon) {
		if (c->doublon)
			DIAG0(diag, &NOTHING_TO_SIGN, c->s.at);
		return st;
	}
	c->type = type_nomme(w->contexte.types, saisie_valeur(&c->s, CHAMP_TYPE));
	minutes_as_duration(&c->s);
	st = settle_dates(w, c, a, diag);
	if (st == STATUS_OK)
		st = write_hours(c, a, &before, diag);
	if (st != STATUS_OK)
		return st;
	if (saisie_repond(s->acte) && !saisie_donnee(s, CHAMP_CONSEILLER))
		saisie_titulaire(w, a, j, c, diag);
	if (s->acte != SAISIE_CORRIGE)
		defaults(w, c, a, j);
	return saisie_juge(w, a, j, c, diag);
}
