#include "metier/sobriete.h"

#include "metier/identifiant.h"

#include <errno.h>

static const struct diag_msg NO_LIST = {"interdits-absents", DIAG_ERREUR, "{} ; réinstaller les données du partage"};
static const struct diag_msg BAD_ENTRY = {"interdit-mal-decrit", DIAG_ERREUR,
	"une donnée interdite a un Code, un Nom, une Raison, et au plus une Forme, qui est : nir ; "
	"compléter ou corriger cet enregistrement"};
static const struct diag_msg NAMED = {"donnee-interdite", DIAG_ERREUR,
	"« {} » n'a pas sa place dans un dossier : {} ; retirer {}"};
static const struct diag_msg NAMED_INSTEAD = {"donnee-interdite", DIAG_ERREUR,
	"« {} » n'a pas sa place dans un dossier : {} ; retirer {}, et {}"};
const struct diag_msg SOBRIETE_VALEUR = {"donnee-interdite", DIAG_ERREUR,
	"« {} » contient une donnée qui n'a pas sa place dans un dossier ({}) : {} ; la retirer"};

void sobriete_init(struct sobriete *s, struct depot *d)
{
	*s = (struct sobriete){.depot = d};
	colonnes_init(&s->mots, d->a);
}

static void push(struct sobriete *s, const struct interdit *i)
{
	if (s->n == s->cap) {
		size_t cap = s->cap ? s->cap * 2 : 64;
		s->v = arena_grow(s->depot->a, s->v, s->cap * sizeof *s->v, cap * sizeof *s->v);
		s->cap = cap;
	}
	s->v[s->n++] = *i;
}

static enum status read_entry(struct sobriete *s, const struct rec *r, const struct rec_record *e, struct diag *diag)
{
	struct arena *a = s->depot->a;
	const struct interdit i = {rec_get(a, r, e, "Code"), rec_get(a, r, e, "Nom"), rec_get(a, r, e, "Raison"),
	                           rec_get(a, r, e, "Plutot"), rec_get(a, r, e, "Forme")};
	if (!i.code.n || !i.nom.n || !i.raison.n || (i.forme.n && !slice_is(i.forme, "nir"))) {
		DIAG0(diag, &BAD_ENTRY, rec_at_record(r, e));
		return STATUS_CONFIG;
	}
	push(s, &i);
	colonnes_ajoute(&s->mots, i.code, i.code, SLICE(""));
	colonnes_ajoute(&s->mots, i.nom, i.code, SLICE(""));
	colonnes_synonymes(&s->mots, r, e, i.code, SLICE(""));
	return STATUS_OK;
}

static enum status read_list(struct sobriete *s, struct slice bytes, const char *path, struct diag *diag)
{
	struct rec r;
	enum status st = rec_parse(s->depot->a, bytes, path, NULL, &r, diag);
	for (size_t i = 0; i < r.nrecords; i++)
		if (rec_is(&r, &r.records[i], "Interdit"))
			st = status_worst(st, read_entry(s, &r, &r.records[i], diag));
	return st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

static enum status read_own(struct sobriete *s, struct diag *diag)
{
	struct slice bytes;
	enum status st = file_read(s->depot->a, s->depot->fd, "interdits.rec", &bytes, NULL);
	if (st == STATUS_OK)
		return read_list(s, bytes, "interdits.rec", diag);
	if (st == STATUS_ABSENT)
		return STATUS_OK;
	depot_say(diag, st, errno, "interdits.rec");
	return STATUS_CONFIG;
}

enum status sobriete_charge(struct sobriete *s, struct diag *diag)
{
	static const char path[] = "share/interdits.rec";
	struct slice bytes;
	if (s->charge)
		return STATUS_OK;
	if (depot_share(s->depot, "interdits.rec", &bytes) != STATUS_OK) {
		DIAG(diag, &NO_LIST, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
		return STATUS_CONFIG;
	}
	enum status st = read_list(s, bytes, path, diag);
	st = status_worst(st, read_own(s, diag));
	s->charge = st == STATUS_OK;
	return st;
}

const struct interdit *sobriete_nom(const struct sobriete *s, struct arena *a, struct slice nom)
{
	struct colonnes mots = s->mots;
	mots.a = a; /* the key of NAME is made there: the list's own arena belongs to one thread */
	struct slice code = colonnes_champ(&mots, nom);
	for (size_t i = 0; code.n && i < s->n; i++)
		if (slice_eq(s->v[i].code, code))
			return &s->v[i];
	return NULL;
}

void sobriete_dit(const struct interdit *i, enum sobriete_ou ou, struct slice nom, struct diag_at at, struct diag *diag)
{
	static const char *const what[] = {
		[SOBRIETE_CHAMP] = "ce champ", [SOBRIETE_COLONNE] = "cette colonne",
		[SOBRIETE_CHAMP_OMIS] = "ce champ (les dossiers sont ouverts sans lui)",
		[SOBRIETE_COLONNE_OMISE] = "cette colonne (les dossiers sont ouverts sans elle)",
	};
	if (i->plutot.n)
		DIAG(diag, &NAMED_INSTEAD, at, nom, i->raison, slice_z(what[ou]), i->plutot);
	else
		DIAG(diag, &NAMED, at, nom, i->raison, slice_z(what[ou]));
}

bool sobriete_refuse(struct sobriete *s, struct slice nom, struct slice valeur, struct diag_at at, struct diag *diag)
{
	size_t where;
	if (!nir_dans(valeur, &where))
		return false;
	if (sobriete_charge(s, diag) != STATUS_OK)
		return true;
	for (size_t i = 0; i < s->n; i++)
		if (slice_is(s->v[i].forme, "nir")) {
			DIAG(diag, &SOBRIETE_VALEUR, at, nom, s->v[i].nom, s->v[i].raison);
			return true;
		}
	return false;
}

bool sobriete_champ(struct sobriete *s, struct arena *a, const struct rec *r, const struct rec_field *f, bool known,
                    struct diag *diag)
{
	size_t where;
	struct slice name = rec_name(r, f), value = rec_word(a, r, f);
	const struct interdit *refused = known || !value.n ? NULL : sobriete_nom(s, a, name);
	if (refused)
		sobriete_dit(refused, SOBRIETE_CHAMP, name, rec_at(r, f), diag);
	/* a place is found by counting lines: only when there is something to say of it */
	return refused || (nir_dans(value, &where) && sobriete_refuse(s, name, value, rec_at_value(r, f), diag));
}
