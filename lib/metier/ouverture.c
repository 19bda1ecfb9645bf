/* Understanding what is known of a person: one function per kind of value. */
#include "metier/ouverture.h"

#include "base/unicode.h"
#include "format/input.h"
#include "metier/identifiant.h"

#include <stdio.h>
#include <string.h>

const char *const info_noms[INFO_N] = {
	"Cle_externe", "Civilite", "Nom", "Prenom", "Courriel", "Telephone", "Adresse", "Employeur", "Employeur_siret",
	"Employeur_informe", "Temps_travail", "Minutes_contrat", "Prix", "Ouvert", "Debut_prevu", "Fin_prevue", "Situation", "Voie",
	"Conseiller", "Numero_externe", "Remarques",
};

static const struct diag_msg BAD_DATE = {"date-impossible", DIAG_ERREUR,
	"« {} » n'est pas une date ; écrire 2026-02-28 ou 28/02/2026 dans « {} »"};
static const struct diag_msg NO_NAME = {"nom-absent", DIAG_ERREUR, "le nom manque ; remplir « Nom »"};
static const struct diag_msg BAD_AMOUNT = {"montant-illisible", DIAG_ERREUR,
	"« {} » n'est pas un montant ; écrire par exemple 1600 ou 1 450,50 dans « {} »"};
static const struct diag_msg BAD_HOURS = {"heures-illisibles", DIAG_ERREUR,
	"« {} » n'est pas une durée ; écrire un nombre d'heures (20, 22h30) dans « {} »"};
static const struct diag_msg BAD_ROUTE = {"voie-inconnue", DIAG_ERREUR,
	"voie de financement inconnue : « {} » ; écrire l'une de : {}"};
static const struct diag_msg NO_ROUTE = {"voie-absente", DIAG_ATTENTION,
	"aucune voie de financement ; dossier ouvert sans elle, à compléter : bilan-log -a avenant --voie=…"};
static const struct diag_msg BAD_STATUS = {"situation-inconnue", DIAG_ATTENTION,
	"situation inconnue : « {} » ; enregistrée comme « autre », à corriger : bilan-log -a avenant RÉF --situation=…"};
static const struct diag_msg BAD_TITLE = {"civilite-inconnue", DIAG_ATTENTION,
	"civilité inconnue : « {} » ; non enregistrée, écrire M. ou Mme dans dossier.rec"};
static const struct diag_msg BAD_SIRET = {"siret-cle", DIAG_ATTENTION,
	"le SIRET {} n'a pas la bonne clé ; dossier ouvert, vérifier le numéro auprès de l'employeur"};
static const struct diag_msg NOT_SIRET = {"siret-illisible", DIAG_ATTENTION,
	"« {} » n'est pas un SIRET (14 chiffres) ; non enregistré, à compléter dans dossier.rec"};
static const struct diag_msg BAD_PHONE = {"telephone-illisible", DIAG_ATTENTION,
	"ce n'est pas un numéro de téléphone ; non enregistré, à compléter dans dossier.rec"};
static const struct diag_msg BAD_MAIL = {"courriel-illisible", DIAG_ATTENTION,
	"ce n'est pas une adresse électronique ; non enregistrée, à compléter dans dossier.rec"};
static const struct diag_msg BAD_WORD = {"valeur-inconnue", DIAG_ATTENTION,
	"« {} » n'est pas compris pour « {} » ; non enregistré, écrire oui ou non dans dossier.rec"};
static const struct diag_msg TOO_MANY_HOURS = {"duree-plafond", DIAG_ATTENTION,
	"{} prévues au contrat pour {} h au plus ({}) ; dossier ouvert, vérifier la durée"};
static const struct diag_msg NEW_COUNSELLOR = {"conseiller-ajoute", DIAG_REMARQUE,
	"conseiller ajouté au centre : « {} » ({})"};
static const struct diag_msg BAD_TEXT = {"texte-illisible", DIAG_ERREUR,
	"« {} » contient des octets illisibles ; ressaisir la valeur"};
static const struct diag_msg CONTROL = {"caractere-interdit", DIAG_ERREUR,
	"« {} » porte un caractère de commande (U+{}) ; retaper cette valeur"};
static const struct diag_msg LINE_BREAK = {"saut-de-ligne", DIAG_ERREUR,
	"« {} » contient un saut de ligne ; écrire la valeur sur une seule ligne"};
static const struct diag_msg NO_COUNSELLOR = {"conseiller-sans-nom", DIAG_ATTENTION,
	"« {} » n'est pas le nom d'un conseiller ; dossier ouvert sans lui, à compléter : bilan-log --corrige=e1 RÉF "
	"--conseiller=…"};

struct given {
	struct ouvertures *o;
	struct neuf *n;
	enum info i;
	struct slice nom, value;
	struct diag_at at;
	struct diag *diag;
};

static void keep(struct given *g, struct slice value)
{
	g->n->info[g->i] = value;
}

static void take_text(struct given *g)
{
	keep(g, g->value);
}

static void take_date(struct given *g)
{
	jour_t d = jour_parse(g->value);
	struct buf b;
	if (d == JOUR_NONE) {
		DIAG(g->diag, &BAD_DATE, g->at, g->value, g->nom);
		return;
	}
	buf_init(&b, g->o->depot->a);
	buf_add_jour(&b, d);
	keep(g, buf_slice(&b));
	if (g->i == INFO_OUVERT)
		g->n->ouvert = d;
}

static void take_amount(struct given *g)
{
	int64_t cents = montant_parse(g->value);
	struct buf b;
	if (cents < 0) {
		DIAG(g->diag, &BAD_AMOUNT, g->at, g->value, g->nom);
		return;
	}
	buf_init(&b, g->o->depot->a);
	buf_add_montant(&b, cents);
	keep(g, buf_slice(&b));
}

static void take_hours(struct given *g)
{
	int minutes = duree_parse(g->value, true);
	struct buf b;
	if (minutes < 0) {
		DIAG(g->diag, &BAD_HOURS, g->at, g->value, g->nom);
		return;
	}
	buf_init(&b, g->o->depot->a);
	buf_addn(&b, minutes);
	keep(g, buf_slice(&b));
}

/* A word of the lists of colonnes.rec: kept as its code. */
static void take_word(struct given *g, const struct diag_msg *unknown)
{
	struct slice code = colonnes_valeur(&g->o->colonnes, info_noms[g->i], g->value);
	if (code.n)
		keep(g, code);
	else if (unknown == &BAD_WORD)
		DIAG(g->diag, unknown, g->at, g->value, g->nom);
	else
		DIAG(g->diag, unknown, g->at, g->value);
}

static void take_title(struct given *g)
{
	take_word(g, &BAD_TITLE);
}

static void take_yes_no(struct given *g)
{
	take_word(g, &BAD_WORD);
}

static void take_status(struct given *g)
{
	take_word(g, &BAD_STATUS);
	if (!g->n->info[INFO_SITUATION].n)
		keep(g, SLICE("autre"));
}

static void take_siret(struct given *g)
{
	struct slice digits = siret_chiffres(g->o->depot->a, g->value);
	if (!digits.n)
		DIAG(g->diag, &NOT_SIRET, g->at, g->value);
	else if (!siret_valide(digits))
		DIAG(g->diag, &BAD_SIRET, g->at, digits);
	keep(g, digits);
}

static void take_phone(struct given *g)
{
	struct slice number = telephone_e164(g->o->depot->a, g->value);
	if (!number.n)
		DIAG0(g->diag, &BAD_PHONE, g->at); /* where it stands is enough: messages may be kept, and mailed */
	keep(g, number);
}

static void take_mail(struct given *g)
{
	if (courriel_plausible(g->value))
		keep(g, g->value);
	else
		DIAG0(g->diag, &BAD_MAIL, g->at);
}

static const struct voie *find_route(const struct ouvertures *o, struct slice word)
{
	struct arena *a = o->depot->a;
	struct slice key = text_fold(a, word);
	for (size_t i = 0; i < o->voies.n; i++) {
		const struct voie *v = &o->voies.v[i];
		if (slice_eq(text_fold(a, v->id), key))
			return v;
		for (size_t k = 0; k < v->nsynonymes; k++)
			if (slice_eq(text_fold(a, v->synonymes[k]), key))
				return v;
	}
	return NULL;
}

/* The Ids of the routes that VALUE names, joined by `+`; false when one of them is unknown. */
static bool find_routes(const struct ouvertures *o, struct slice value, struct buf *ids)
{
	const struct voie *v = find_route(o, value); /* `CPF + abondement` is the name of one */
	struct slice one;
	if (v)
		buf_adds(ids, v->id);
	while (!v && slice_next(&value, "+", &one)) {
		const struct voie *part = find_route(o, one);
		if (!part)
			return false;
		buf_addz(ids, ids->n ? "+" : "");
		buf_adds(ids, part->id);
	}
	return true;
}

static void take_route(struct given *g)
{
	struct buf ids, known;
	buf_init(&ids, g->o->depot->a);
	if (find_routes(g->o, g->value, &ids)) {
		keep(g, buf_slice(&ids));
		return;
	}
	buf_init(&known, g->o->depot->a);
	for (size_t i = 0; i < g->o->voies.n; i++) {
		buf_addz(&known, i ? ", " : "");
		buf_adds(&known, g->o->voies.v[i].id);
	}
	DIAG(g->diag, &BAD_ROUTE, g->at, g->value, buf_slice(&known));
}

/* Blanks that double when a spreadsheet joins two columns would make another counsellor of the same one. */
static void take_counsellor(struct given *g)
{
	struct arena *a = g->o->depot->a;
	struct slice rest = g->value, word;
	struct buf b;
	buf_init(&b, a);
	while (slice_next(&rest, " \t", &word)) {
		buf_addz(&b, b.n && word.n ? " " : "");
		buf_adds(&b, word);
	}
	if (centre_nomme(a, buf_slice(&b)) || centre_conseiller(a, g->o->centre, buf_slice(&b)))
		keep(g, buf_slice(&b));
	else
		DIAG(g->diag, &NO_COUNSELLOR, g->at, g->value);
}

typedef void take_fn(struct given *g);
static take_fn *const TAKE[INFO_N] = {
	[INFO_CLE] = take_text, [INFO_CIVILITE] = take_title, [INFO_NOM] = take_text, [INFO_PRENOM] = take_text,
	[INFO_COURRIEL] = take_mail, [INFO_TELEPHONE] = take_phone, [INFO_ADRESSE] = take_text, [INFO_EMPLOYEUR] = take_text,
	[INFO_SIRET] = take_siret, [INFO_INFORME] = take_yes_no, [INFO_TEMPS] = take_yes_no, [INFO_MINUTES] = take_hours,
	[INFO_PRIX] = take_amount, [INFO_OUVERT] = take_date, [INFO_DEBUT_PREVU] = take_date, [INFO_FIN_PREVUE] = take_date,
	[INFO_SITUATION] = take_status, [INFO_VOIE] = take_route, [INFO_CONSEILLER] = take_counsellor, [INFO_NUMERO] = take_text,
	[INFO_REMARQUES] = take_text,
};

/* What no field may hold, and what those of one line may not. */
static bool is_text(const struct given *g)
{
	char hex[16];
	uint32_t code;
	bool lines = g->i == INFO_ADRESSE || g->i == INFO_REMARQUES;
	if (utf8_valid_length(g->value) != g->value.n) {
		DIAG(g->diag, &BAD_TEXT, g->at, g->nom);
	} else if (input_control(g->value, &code)) {
		int n = snprintf(hex, sizeof hex, "%04X", (unsigned)code);
		DIAG(g->diag, &CONTROL, g->at, g->nom, ((struct slice){hex, (size_t)n}));
	} else if (!lines && (memchr(g->value.p, '\n', g->value.n) || memchr(g->value.p, '\r', g->value.n))) {
		DIAG(g->diag, &LINE_BREAK, g->at, g->nom);
	} else {
		return !sobriete_refuse(&g->o->sobriete, g->nom, g->value, g->at, g->diag);
	}
	return false;
}

void ouverture_donne(struct ouvertures *o, struct neuf *n, const struct donne *v, struct diag *diag)
{
	struct given g = {o, n, v->info, v->nom, slice_trim(v->value), v->at, diag};
	if (g.value.n && is_text(&g))
		TAKE[g.i](&g);
	else /* given, though it rejects the case: not to be called missing as well */
		keep(&g, g.value);
}

/* The counsellor's Id; somebody that the centre does not know yet is added to it, and said. */
static enum status settle_counsellor(struct ouvertures *o, struct neuf *n, struct diag *diag)
{
	struct arena *a = o->depot->a;
	struct slice nom = n->info[INFO_CONSEILLER];
	const struct conseiller *k = nom.n ? centre_conseiller(a, o->centre, nom) : NULL;
	if (k || !nom.n) {
		n->info[INFO_CONSEILLER] = k ? k->id : nom;
		return STATUS_OK;
	}
	struct slice id = centre_nouvel_id(a, o->centre, nom);
	enum status st = centre_ajoute(o->depot, o->centre, id, nom, diag);
	if (st == STATUS_OK)
		DIAG(diag, &NEW_COUNSELLOR, DIAG_NOWHERE, nom, id);
	n->info[INFO_CONSEILLER] = id;
	return st;
}

static void check_hours(struct ouvertures *o, struct neuf *n, struct diag *diag)
{
	int minutes;
	struct buf b;
	const struct regle *rule = regle_at(o->regles, "duree-plafond", n->ouvert);
	if (!rule || rule->nombre < 0 || !slice_number(n->info[INFO_MINUTES], &minutes) || minutes <= rule->nombre * 60)
		return;
	buf_init(&b, o->depot->a);
	buf_add_duree(&b, minutes);
	DIAG(diag, &TOO_MANY_HOURS, n->at, buf_slice(&b), rule->valeur, rule->article);
}

static void add_funding(struct ouvertures *o, struct neuf *n, struct slice route)
{
	const struct voie *v = find_route(o, route);
	for (size_t i = 0; i < n->nf; i++)
		if (slice_eq(n->f[i].dispositif, route))
			return;
	if (!v || n->nf >= FINANCEMENTS_MOST)
		return;
	struct financement *f = &n->f[n->nf++];
	f->dispositif = v->id;
	f->payeur = f->payeur.n ? f->payeur : v->payeur;
}

/* The fundings that a flat row describes: its routes, who pays, its price unless several share it nobody knows how. */
static void settle_funding(struct ouvertures *o, struct neuf *n)
{
	struct slice rest = n->info[INFO_VOIE], route = SLICE("");
	bool flat = n->nf == 0;
	slice_next(&rest, "+", &n->info[INFO_VOIE]);
	if (flat)
		add_funding(o, n, n->info[INFO_VOIE]);
	while (slice_next(&rest, "+", &route))
		add_funding(o, n, route);
	if (!flat || (!n->nf && !n->info[INFO_PRIX].n && !n->f[0].payeur.n))
		return;
	n->nf = n->nf ? n->nf : 1;
	n->f[0].numero = n->info[INFO_NUMERO];
	if (n->nf == 1 && n->info[INFO_PRIX].n) {
		n->f[0].montant = n->info[INFO_PRIX];
		n->f[0].taxe = n->f[0].taxe.n ? n->f[0].taxe : SLICE("TTC");
	}
}

enum status ouverture_acheve(struct ouvertures *o, struct neuf *n, struct diag *diag)
{
	struct buf b;
	if (!n->info[INFO_NOM].n)
		DIAG0(diag, &NO_NAME, n->at_nom.path ? n->at_nom : n->at);
	if (!n->info[INFO_OUVERT].n && !diag_has(diag, DIAG_ERREUR)) {
		n->ouvert = o->au;
		buf_init(&b, o->depot->a);
		buf_add_jour(&b, o->au);
		n->info[INFO_OUVERT] = buf_slice(&b);
	}
	if (diag_has(diag, DIAG_ERREUR))
		return STATUS_OK;
	if (!n->info[INFO_VOIE].n && !n->nf)
		DIAG0(diag, &NO_ROUTE, n->at);
	check_hours(o, n, diag);
	settle_funding(o, n);
	return settle_counsellor(o, n, diag);
}
