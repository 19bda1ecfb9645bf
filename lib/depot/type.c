#include "depot/type.h"

#include <errno.h>
#include <string.h>

const char *const champ_noms[CHAMP_N] = {
	"", "Id", "Type", "Reference", "Le", "Debut", "Fin", "Minutes", "Phase", "Mode", "Lieu", "Conseiller", "Statut", "Auteur",
	"Motif", "Objet", "Document", "Version", "Destinataire", "Canal", "Resultat", "Signe", "Force_majeure", "Porte", "Jusqu_a",
	"Numero", "Montant", "Financement", "Voie", "Situation", "Vers", "Suite", "Corrige", "Saisi", "Par",
};

const enum champ type_champs_fermes[6] = {CHAMP_MOTIF, CHAMP_OBJET, CHAMP_DOCUMENT, CHAMP_DESTINATAIRE, CHAMP_RESULTAT,
                                          CHAMP_STATUT};

static const char *const EFFETS[EFFET_N] = {
	"aucun", "ouverture", "entree", "fin", "arret", "cloture", "sans-suite", "interruption", "reprise", "seance", "travail",
	"emargement", "document", "consentement", "conservation", "destruction", "suivi", "contact", "relais", "avenant", "demande", "rayure",
};

static const struct diag_msg BAD_TYPE = {"type-mal-decrit", DIAG_ERREUR,
	"description de type incomplète ou inconnue (« {} ») ; donner Nom, Effet et des champs du journal"};
static const struct diag_msg TOO_MANY = {"types-trop-nombreux", DIAG_ERREUR, "plus de 120 types d'événement ; en retirer"};

enum { MOST_TYPES = 120 };

/* A constant table would need the hash computed by hand; it is made at the first call, before any thread. */
const struct rec_vocab *champ_vocab(void)
{
	static struct rec_vocab v;
	static const char *names[CHAMP_N];
	if (!v.names) {
		for (size_t i = 1; i < CHAMP_N; i++)
			names[i - 1] = champ_noms[i];
		rec_vocab_init(&v, names);
	}
	return &v;
}

enum champ champ_nomme(struct slice name)
{
	return (enum champ)rec_vocab_id(champ_vocab(), name);
}

bool type_code_connu(struct slice list, struct slice code)
{
	struct slice word;
	while (slice_next(&list, " \t\n", &word))
		if (word.n && slice_eq(word, code))
			return true;
	return false;
}

struct loader {
	struct types *t;
	struct arena *a;
	struct diag *diag;
	size_t cap, rcap;
	enum status status;
};

static bool read_effet(struct slice word, enum effet *e)
{
	for (size_t i = 0; i < EFFET_N; i++)
		if (slice_is(word, EFFETS[i])) {
			*e = (enum effet)i;
			return true;
		}
	return false;
}

static bool read_obligatoire(struct slice list, uint64_t *bits)
{
	struct slice word;
	while (slice_next(&list, " \t\n", &word)) {
		enum champ c = champ_nomme(word);
		if (word.n && c == CHAMP_AUTRE)
			return false;
		*bits |= word.n ? (uint64_t)1 << c : 0;
	}
	return true;
}

static bool read_type(struct loader *l, const struct rec *r, const struct rec_record *e, struct type *t)
{
	*t = (struct type){.nom = rec_get(l->a, r, e, "Nom"), .libelle = rec_get(l->a, r, e, "Libelle"),
	                   .pour = rec_get(l->a, r, e, "Pour")};
	for (size_t i = 0; i < sizeof type_champs_fermes / sizeof *type_champs_fermes; i++) {
		enum champ c = type_champs_fermes[i];
		if (rec_find(r, e, champ_noms[c])) {
			t->codes[c] = rec_get(l->a, r, e, champ_noms[c]);
			t->ferme |= (uint64_t)1 << c;
		}
	}
	return t->nom.n && read_effet(rec_get(l->a, r, e, "Effet"), &t->effet) &&
	       read_obligatoire(rec_get(l->a, r, e, "Obligatoire"), &t->obligatoire);
}

/* A type of the centre takes the place of the one that has its name. */
static void keep_type(struct loader *l, const struct type *t)
{
	for (size_t i = 0; i < l->t->n; i++)
		if (slice_eq(l->t->v[i].nom, t->nom)) {
			l->t->v[i] = *t;
			return;
		}
	l->t->v[l->t->n++] = *t;
}

static void read_raccourci(struct loader *l, const struct rec *r, const struct rec_record *e)
{
	struct types *t = l->t;
	if (t->nraccourcis == l->rcap) {
		t->raccourcis = arena_grow(l->a, t->raccourcis, l->rcap * sizeof *t->raccourcis, l->rcap * 2 * sizeof *t->raccourcis);
		l->rcap *= 2;
	}
	struct raccourci *c = &t->raccourcis[t->nraccourcis++];
	*c = (struct raccourci){.nom = rec_get(l->a, r, e, "Nom"), .type = rec_get(l->a, r, e, "Type")};
	for (uint32_t i = 0; i < e->n; i++) {
		const struct rec_field *f = &r->fields[e->first + i];
		enum champ champ = champ_nomme(rec_name(r, f));
		if (champ > CHAMP_TYPE)
			c->champs[champ] = rec_word(l->a, r, f);
	}
}

static void read_file(struct loader *l, struct slice bytes, const char *path)
{
	struct rec r;
	l->status = status_worst(l->status, rec_parse(l->a, bytes, path, NULL, &r, l->diag));
	for (size_t i = 0; i < r.nrecords; i++) {
		const struct rec_record *e = &r.records[i];
		struct type t;
		if (rec_is(&r, e, "Raccourci")) {
			read_raccourci(l, &r, e);
		} else if (rec_is(&r, e, "Type") && l->t->n == MOST_TYPES) {
			DIAG0(l->diag, &TOO_MANY, rec_at_record(&r, e));
			l->status = STATUS_CONFIG;
		} else if (rec_is(&r, e, "Type") && read_type(l, &r, e, &t)) {
			keep_type(l, &t);
		} else if (rec_is(&r, e, "Type")) {
			DIAG(l->diag, &BAD_TYPE, rec_at_record(&r, e), t.nom);
			l->status = STATUS_CONFIG;
		}
	}
}

static void index_types(struct types *t, struct arena *a)
{
	const char **names = ARENA_ARRAY(a, const char *, t->n + 1);
	for (size_t i = 0; i < t->n; i++)
		names[i] = slice_dup(a, t->v[i].nom);
	rec_vocab_init(&t->vocab, names);
}

enum status types_load(struct depot *d, struct types *t, struct diag *diag)
{
	struct loader l = {.t = t, .a = d->a, .diag = diag, .rcap = 16};
	struct slice bytes;
	struct depot_file *v;
	size_t n;
	*t = (struct types){.v = arena_alloc(d->a, MOST_TYPES * sizeof *t->v)};
	t->raccourcis = arena_alloc(d->a, l.rcap * sizeof *t->raccourcis);
	enum status st = depot_share(d, "types.rec", &bytes);
	if (st != STATUS_OK) {
		depot_say(diag, st, errno, "share/types.rec");
		return STATUS_CONFIG;
	}
	read_file(&l, bytes, "share/types.rec");
	st = depot_files(d, d->fd, "types.d", &v, &n, diag);
	for (size_t i = 0; i < n; i++)
		read_file(&l, v[i].bytes, v[i].path);
	index_types(t, d->a);
	return l.status == STATUS_OK && st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

const struct type *type_nomme(const struct types *t, struct slice nom)
{
	unsigned id = rec_vocab_id(&t->vocab, nom);
	return id ? &t->v[id - 1] : NULL;
}

const struct raccourci *raccourci_nomme(const struct types *t, struct slice nom)
{
	for (size_t i = t->nraccourcis; i-- > 0;)
		if (slice_eq(t->raccourcis[i].nom, nom))
			return &t->raccourcis[i];
	return NULL;
}
