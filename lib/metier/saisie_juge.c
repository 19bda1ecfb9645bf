/* Judging an event: what cannot be true is refused; what breaks a rule is said. */
#include "metier/saisie_prive.h"

#include <string.h>

static const struct diag_msg NO_TYPE = {"type-absent", DIAG_ERREUR, "le type de l'événement manque ; l'indiquer (bilan-dossier(5) les liste)"};
static const struct diag_msg UNKNOWN_TYPE = {"type-inconnu", DIAG_ERREUR,
	"« {} » n'est pas un type d'événement ; bilan-dossier(5) les liste, un centre ajoute les siens dans types.d"};
static const struct diag_msg OPENING = {"ouverture", DIAG_ERREUR, "un dossier s'ouvre par bilan-new ; son ouverture se corrige par --corrige=e1"};
static const struct diag_msg BAD_VALUE = {"valeur-invalide", DIAG_ERREUR, "{} : « {} » n'est pas {} ; corriger la valeur"};
static const struct diag_msg BAD_CODE = {"code-inconnu", DIAG_ERREUR, "{} : « {} » n'est pas un code de {} ; écrire l'un de : {}"};
static const struct diag_msg NO_SUCH_FIELD = {"champ-sans-objet", DIAG_ERREUR,
	"un événement {} n'a pas de champ {} ; le retirer, ou choisir un autre type"};
static const struct diag_msg TWICE = {"champ-double", DIAG_ERREUR, "le champ {} ne peut être donné qu'une fois ; garder la bonne valeur"};
static const struct diag_msg MISSING = {"champ-obligatoire", DIAG_ERREUR, "{} : il manque {} ; l'ajouter{}"};
static const struct diag_msg USE_RAYE = {"champ-obligatoire", DIAG_ERREUR, "une rayure désigne la ligne à rayer : bilan-log --raye=ID --motif=…"};
static const struct diag_msg BAD_ROUTE = {"voie-inconnue", DIAG_ERREUR, "voie de financement inconnue : « {} » ; écrire l'une de : {}"};
static const struct diag_msg NO_SESSION = {"suite-obligatoire", DIAG_ERREUR,
	"{} : il manque l'événement auquel il répond (Suite) ; ajouter --suite=ID{}"};
static const struct diag_msg UNKNOWN_ID = {"id-inconnu", DIAG_ERREUR,
	"{} : aucun événement {} dans ce dossier ; les Id s'affichent par bilan-log RÉF"};
static const struct diag_msg UNKNOWN_PERSON = {"conseiller-inconnu", DIAG_ERREUR,
	"« {} » n'est pas un conseiller de ce centre{} ; l'ajouter à centre.rec, ou corriger (--conseiller, BILAN_CONSEILLER)"};
enum { ID_GREATEST = 999999999 }; /* nine digits */
static const struct diag_msg NO_ID_LEFT = {"id-epuises", DIAG_ERREUR,
	"un Id de ce journal porte le plus grand numéro possible : le suivant n'existe pas ; corriger cet Id à la main (rien n'a été écrit)"};
static const struct diag_msg NOT_UTF8 = {"texte-illisible", DIAG_ERREUR, "{} : la valeur n'est pas de l'UTF-8 ; la saisir de nouveau"};
static const struct diag_msg STRUCK = {"suite-rayee", DIAG_ATTENTION, "{} répond à {}, qui est rayé : cette suite ne compte pas"};
static const struct diag_msg FUTURE = {"date-future", DIAG_ATTENTION,
	"{} est noté comme réalisé le {}, après la date du jour ; {} : bilan-log --corrige={} {} --{}"};
static const struct diag_msg MISSED_LATER = {"date-future", DIAG_ATTENTION,
	"{} est noté comme manqué le {}, après la date du jour ; si la personne a prévenu : bilan-log --corrige={} {} --statut=annule"};
static const struct diag_msg SECOND_END = {"seconde-fin", DIAG_ATTENTION,
	"{} est une seconde fin : {} en est déjà une ; la plus tardive compte ; pour en retirer une : bilan-log --raye=ID --motif=doublon"};
static const struct diag_msg AFTER_END = {"apres-la-fin", DIAG_ATTENTION,
	"{} ({}) est postérieur à la fin du bilan {} ; seule une correction ou une rayure de la fin rouvre le dossier"};
static const struct diag_msg TOO_MUCH = {"duree-plafond", DIAG_ATTENTION,
	"{} d'accompagnement pour {} h au plus ({}) ; vérifier les durées : bilan-log {}"};

static const struct diag_msg BAD_AMOUNT = {"montant-illisible", DIAG_ERREUR,
	"« {} » n'est pas un montant ; écrire par exemple 1600 ou 1450,50"};

static enum status not_given(const struct compose *c)
{
	return c->s.at.path ? STATUS_INVALID : STATUS_USAGE;
}

static enum status check_type(const struct compose *c, struct diag *diag)
{
	struct slice word = saisie_valeur(&c->s, CHAMP_TYPE);
	bool was = c->s.acte == SAISIE_CORRIGE && evenement_effet(c->cible) == EFFET_OUVERTURE;
	bool reopens = c->type && (c->type->effet == EFFET_OUVERTURE) != was; /* an opening stays one, and nothing becomes one */
	if (c->type && !reopens)
		return STATUS_OK;
	if (reopens)
		DIAG0(diag, &OPENING, saisie_at(&c->s, CHAMP_TYPE));
	else
		DIAG(diag, word.n ? &UNKNOWN_TYPE : &NO_TYPE, saisie_at(&c->s, CHAMP_TYPE), word);
	return word.n ? STATUS_INVALID : not_given(c);
}

static bool is_closed(enum champ c)
{
	for (size_t i = 0; i < sizeof type_champs_fermes / sizeof *type_champs_fermes; i++)
		if (type_champs_fermes[i] == c)
			return true;
	return false;
}

/* Closed codes: those of the type. A type without a list has no such field; its Statut can only be realise. */
static enum status check_code(const struct compose *c, const struct donnee *d, struct diag *diag)
{
	const struct slice name = slice_z(champ_noms[d->champ]);
	if (!is_closed(d->champ) || type_code_connu(c->type->codes[d->champ], d->value))
		return STATUS_OK;
	if (c->type->ferme >> d->champ & 1) {
		DIAG(diag, &BAD_CODE, d->at, name, d->value, c->type->nom, c->type->codes[d->champ]);
		return STATUS_INVALID;
	}
	if (d->champ == CHAMP_STATUT && slice_is(d->value, "realise"))
		return STATUS_OK;
	DIAG(diag, &NO_SUCH_FIELD, d->at, c->type->nom, name);
	return STATUS_INVALID;
}

static enum status check_value(const struct ecriture *w, struct arena *a, const struct compose *c, const struct donnee *d,
                               struct diag *diag)
{
	struct slice name = slice_z(champ_noms[d->champ]);
	if (utf8_valid_length(d->value) != d->value.n || memchr(d->value.p, '\0', d->value.n)) {
		DIAG(diag, &NOT_UTF8, d->at, d->champ ? name : d->nom);
		return STATUS_INVALID;
	}
	if (d->champ == CHAMP_AUTRE)
		return STATUS_OK;
	struct schema_field *f = schema_field((struct schema *)(uintptr_t)&w->schema, name);
	if (f && !schema_value_ok(a, f, d->value)) {
		DIAG(diag, &BAD_VALUE, d->at, name, d->value, schema_expected(a, f));
		return STATUS_INVALID;
	}
	return check_code(c, d, diag);
}

static enum status check_route(const struct ecriture *w, struct arena *a, const struct donnee *d, struct diag *diag)
{
	struct buf known;
	buf_init(&known, a);
	for (size_t i = 0; i < w->voies.n; i++) {
		if (slice_eq(w->voies.v[i].id, d->value))
			return STATUS_OK;
		buf_addz(&known, i ? " " : "");
		buf_adds(&known, w->voies.v[i].id);
	}
	if (slice_is(d->value, "-") || !w->voies.n)
		return STATUS_OK;
	DIAG(diag, &BAD_ROUTE, d->at, d->value, buf_slice(&known));
	return STATUS_INVALID;
}

static enum status check_values(const struct ecriture *w, struct arena *a, const struct compose *c, struct diag *diag)
{
	enum status st = STATUS_OK;
	for (size_t i = 0; i < c->s.n; i++) {
		const struct donnee *d = &c->s.v[i];
		if (d->champ != CHAMP_SUITE && d->champ != CHAMP_VOIE && d->champ && saisie_donnee(&c->s, d->champ) != d) {
			DIAG(diag, &TWICE, d->at, slice_z(champ_noms[d->champ]));
			st = STATUS_INVALID;
			continue;
		}
		st = status_worst(st, check_value(w, a, c, d, diag));
		if (d->champ == CHAMP_VOIE)
			st = status_worst(st, check_route(w, a, d, diag));
	}
	return st;
}

/* The name that the person knows the field by: an option, or the field of the file; and its codes when they are closed. */
static void say_missing(const struct compose *c, struct arena *a, enum champ k, struct diag *diag)
{
	struct buf name, codes;
	buf_init(&name, a);
	buf_init(&codes, a);
	if (k == CHAMP_CORRIGE) {
		DIAG0(diag, &USE_RAYE, c->s.at);
		return;
	}
	if (c->s.at.path)
		buf_addz(&name, champ_noms[k]);
	else if (k == CHAMP_MINUTES)
		buf_addz(&name, "la durée (--duree=1h30, ou --debut et --fin)");
	else {
		buf_addz(&name, "--");
		for (const char *p = champ_noms[k]; *p; p++)
			buf_addc(&name, *p == '_' ? '-' : *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p);
	}
	if (c->type->ferme >> k & 1) {
		buf_addz(&codes, ", l'un de : ");
		buf_adds(&codes, c->type->codes[k]);
	}
	DIAG(diag, &MISSING, c->s.at, c->type->nom, buf_slice(&name), buf_slice(&codes));
}

static enum status check_mandatory(const struct compose *c, struct arena *a, struct diag *diag)
{
	enum status st = STATUS_OK;
	uint64_t wanted = c->type->obligatoire;
	if (c->type->effet == EFFET_CONSERVATION && slice_is(saisie_valeur(&c->s, CHAMP_RESULTAT), "accord"))
		wanted |= (uint64_t)1 << CHAMP_PORTE;
	for (enum champ k = CHAMP_REFERENCE; k < CHAMP_N; k++) {
		if (!(wanted >> k & 1) || saisie_valeur(&c->s, k).n)
			continue;
		if (k == CHAMP_SUITE)
			DIAG(diag, &NO_SESSION, c->s.at, c->type->nom,
			     c->type->effet == EFFET_EMARGEMENT ? SLICE(", ou signer toutes les séances : bilan-log --emarger") : SLICE(""));
		else
			say_missing(c, a, k, diag);
		st = not_given(c);
	}
	return st;
}

static enum status check_links(struct arena *a, const struct journal *j, const struct compose *c, struct diag *diag)
{
	enum status st = STATUS_OK;
	(void)a;
	for (size_t i = 0; i < c->s.n; i++) {
		const struct donnee *d = &c->s.v[i];
		struct ident id;
		if (d->champ != CHAMP_SUITE)
			continue;
		const struct evenement *to = ident_parse(d->value, &id) ? journal_trouve(j, &id) : NULL;
		if (!to) {
			DIAG(diag, &UNKNOWN_ID, d->at, SLICE("Suite"), d->value);
			st = STATUS_INVALID;
		} else if (to->raye)
			DIAG(diag, &STRUCK, c->s.at, c->id, d->value);
	}
	return st;
}

/* Conseiller and Vers name somebody of the centre, and are written as the Id. */
static enum status check_people(const struct ecriture *w, struct arena *a, struct compose *c, struct diag *diag)
{
	static const enum champ people[] = {CHAMP_CONSEILLER, CHAMP_VERS};
	for (size_t i = 0; i < 2; i++) {
		struct slice word = saisie_valeur(&c->s, people[i]);
		const struct conseiller *k = word.n ? centre_conseiller(a, w->contexte.centre, word) : NULL;
		if (k)
			saisie_fixe(a, &c->s, people[i], k->id);
		if (k || !word.n)
			continue;
		struct buf known;
		buf_init(&known, a);
		for (size_t n = 0; n < w->contexte.centre->n; n++) {
			buf_addz(&known, n ? " " : " (connus : ");
			buf_adds(&known, w->contexte.centre->conseillers[n].id);
		}
		buf_addz(&known, known.n ? ")" : "");
		DIAG(diag, &UNKNOWN_PERSON, saisie_at(&c->s, people[i]), word, buf_slice(&known));
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status settle_amount(struct arena *a, struct compose *c, struct diag *diag)
{
	struct slice word = saisie_valeur(&c->s, CHAMP_MONTANT);
	int64_t cents = word.n ? montant_parse(word) : -1;
	struct buf b;
	buf_init(&b, a);
	if (!word.n)
		return STATUS_OK;
	if (cents < 0) {
		DIAG(diag, &BAD_AMOUNT, saisie_at(&c->s, CHAMP_MONTANT), word);
		return STATUS_INVALID;
	}
	buf_add_montant(&b, cents);
	saisie_fixe(a, &c->s, CHAMP_MONTANT, buf_slice(&b));
	return STATUS_OK;
}

static bool is_held(const struct compose *c)
{
	struct slice statut = saisie_valeur(&c->s, CHAMP_STATUT);
	return !statut.n || slice_is(statut, "realise");
}

static bool is_end(enum effet e)
{
	return e == EFFET_FIN || e == EFFET_ARRET;
}

/* An end that still counts once this event is written: a correction takes the place of its own chain. */
static const struct evenement *other_end(const struct journal *j, const struct compose *c)
{
	const struct evenement *end = NULL;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		bool replaced = c->cible && !saisie_repond(c->s.acte) && e->racine == c->cible->racine;
		if (is_end(evenement_effet(e)) && evenement_vivant(e) && !replaced && (!end || evenement_apres(e, end) > 0))
			end = e;
	}
	return end;
}

static void warn_end(struct arena *a, const struct journal *j, const struct compose *c, struct diag *diag)
{
	enum effet effet = c->type->effet;
	const struct evenement *end = other_end(j, c);
	bool planned = effet == EFFET_SEANCE && slice_is(saisie_valeur(&c->s, CHAMP_STATUT), statut_noms[STATUT_PREVU]);
	if (!end || !(is_held(c) || planned))
		return;
	struct slice id = evenement_mot(a, j, end, CHAMP_ID);
	if (is_end(effet))
		DIAG(diag, &SECOND_END, c->s.at, c->id, id);
	else if ((effet == EFFET_SEANCE || effet == EFFET_ENTREE || effet == EFFET_REPRISE) && c->le > end->le)
		DIAG(diag, &AFTER_END, c->s.at, c->id, c->type->nom, id);
}

/* The ceiling of the law, at the date that the rule names (L. 6313-4). */
static void warn_ceiling(const struct ecriture *w, struct arena *a, const struct journal *j, const struct compose *c,
                         struct diag *diag)
{
	struct etat etat;
	if (c->type->effet != EFFET_SEANCE || !is_held(c))
		return;
	journal_etat(a, j, w->contexte.regles, w->contexte.au, &etat);
	int64_t total = etat.minutes + c->minutes;
	if (c->cible && c->s.acte == SAISIE_CORRIGE && evenement_compte(c->cible, w->contexte.au))
		total -= c->cible->minutes;
	const struct regle *rule = regle_at(w->contexte.regles, "duree-plafond", etat.debut_le != JOUR_NONE ? etat.debut_le : c->le);
	if (!rule || rule->nombre < 0 || total <= rule->nombre * INT64_C(60))
		return;
	struct buf b;
	buf_init(&b, a);
	buf_add_duree(&b, total);
	DIAG(diag, &TOO_MUCH, c->s.at, buf_slice(&b), rule->valeur, rule->article, w->reference);
}

static bool is_missed(const struct compose *c)
{
	return slice_is(saisie_valeur(&c->s, CHAMP_STATUT), statut_noms[STATUT_ABSENT]);
}

static void warn_future(const struct ecriture *w, struct arena *a, const struct compose *c, struct diag *diag)
{
	struct buf b;
	if (c->le <= w->contexte.au || !(is_held(c) || is_missed(c)) || c->type->effet == EFFET_RAYURE)
		return;
	buf_init(&b, a);
	buf_add_jour_long(&b, c->le);
	if (is_missed(c)) {
		DIAG(diag, &MISSED_LATER, c->s.at, c->id, buf_slice(&b), c->id, w->reference);
		return;
	}
	bool can_be_planned = type_code_connu(c->type->codes[CHAMP_STATUT], SLICE("prevu"));
	DIAG(diag, &FUTURE, c->s.at, c->id, buf_slice(&b), can_be_planned ? SLICE("si elle est prévue") : SLICE("vérifier la date"), c->id,
	     w->reference, can_be_planned ? SLICE("statut=prevu") : SLICE("le=…"));
}

enum status saisie_juge(const struct ecriture *w, struct arena *a, const struct journal *j, struct compose *c, struct diag *diag)
{
	struct buf id;
	buf_init(&id, a);
	buf_addc(&id, 'e');
	if (j->plus_grand >= ID_GREATEST) {
		DIAG0(diag, &NO_ID_LEFT, ((struct diag_at){j->rec.path, 0, 0}));
		return STATUS_INVALID;
	}
	buf_addn(&id, j->plus_grand + 1);
	buf_adds(&id, w->poste.suffixe);
	c->id = buf_slice(&id);
	enum status st = check_type(c, diag);
	if (st != STATUS_OK)
		return st;
	st = settle_amount(a, c, diag);
	if (st == STATUS_OK)
		st = check_values(w, a, c, diag);
	if (st == STATUS_OK)
		st = check_mandatory(c, a, diag);
	if (st == STATUS_OK)
		st = status_worst(check_links(a, j, c, diag), check_people(w, a, c, diag));
	if (st == STATUS_OK && (c->type->effet == EFFET_ARRET || c->type->effet == EFFET_INTERRUPTION))
		st = motifs_load(w->depot, w->motifs, diag);
	if (st != STATUS_OK)
		return st;
	warn_future(w, a, c, diag);
	warn_end(a, j, c, diag);
	warn_ceiling(w, a, j, c, diag);
	saisie_conseille(w, a, j, c, diag);
	return STATUS_OK;
}
