/* The records of one file, judged as it would stand beside the others. */
#include "metier/fiche_prive.h"
#include "metier/suivi.h"

#include <string.h>

static const struct diag_msg TWICE = {"id-double", DIAG_ERREUR,
	"{} {} est donné deux fois ; donner au second un Id encore libre"};
const struct diag_msg FICHE_CLE_DOUBLE = {"cle-double", DIAG_ERREUR,
	"{} {} a déjà son enregistrement {} ; n'en garder qu'un"};
const struct diag_msg FICHE_SECONDE = {"enregistrement-double", DIAG_ERREUR, "second enregistrement {} ; n'en garder qu'un"};
const struct diag_msg FICHE_LETTRE = {"id-lettre", DIAG_ERREUR,
	"l'Id {} n'est pas celui d'un enregistrement {} ; le commencer par {}"};
const struct diag_msg FICHE_JOUR = {"date-impossible", DIAG_ERREUR,
	"{} : « {} » n'est pas une date ; corriger cette ligne"};
const struct diag_msg FICHE_AILLEURS = {"fichier-different", DIAG_ERREUR,
	"un enregistrement {} n'est lu que dans {} ; le remettre à sa place"};
static const struct diag_msg UNTYPED = {"type-absent", DIAG_ERREUR,
	"aucune ligne %rec ne dit ce qu'est cet enregistrement ; la remettre au-dessus, suivie d'une ligne vide"};

struct jugement {
	struct fiches *f;
	struct arena *a;
	const struct rec *r;
	struct fiche_index index; /* of all the records, these ones first */
	struct diag *diag;
	enum status status;
};

#define SAY(x, m, at, ...) \
	do { \
		DIAG((x)->diag, (m), (at), __VA_ARGS__); \
		(x)->status = STATUS_INVALID; \
	} while (0)

bool fiche_jour_faux(const struct schema_field *f, struct slice mot)
{
	bool whole = slice_is(f->typedefined, "Jour") || (slice_is(f->typedefined, "Periode") && mot.n == 10);
	return whole && jour_iso(mot) == JOUR_NONE;
}

bool fiche_lettre_fausse(const struct kind *k, struct slice cle)
{
	struct ident id;
	return k->letter && ident_parse(cle, &id) && id.letter != k->letter;
}

static void judge_key(struct jugement *x, const struct kind *k, const struct rec_record *e)
{
	const struct rec_field *field = k->key ? rec_find(x->r, e, k->key) : NULL;
	struct slice key = field ? rec_word(x->a, x->r, field) : SLICE("");
	if (fiche_lettre_fausse(k, key))
		SAY(x, &FICHE_LETTRE, rec_at_value(x->r, field), key, slice_z(k->type), ((struct slice){&k->letter, 1}));
	if (!fiche_a_cle(k) || (k->key && !key.n) || fiche_index_get(&x->index, k, key)->e == e)
		return;
	if (k->single)
		SAY(x, &FICHE_SECONDE, rec_at_record(x->r, e), slice_z(k->type));
	else if (k->letter)
		SAY(x, &TWICE, rec_at_value(x->r, field), slice_z("l'Id"), key);
	else
		SAY(x, &FICHE_CLE_DOUBLE, rec_at_value(x->r, field), slice_z(k->key), key, slice_z(k->type));
}

static void judge_field(struct jugement *x, const struct kind *k, const struct rec_field *field, bool libre)
{
	struct schema_field *s = schema_field(fiche_schema(x->f, k), rec_name(x->r, field));
	struct slice word = rec_word(x->a, x->r, field);
	if (!s || !word.n || !schema_value_ok(x->a, s, word)) /* the schema has said it */
		return;
	char letter = fiche_lien(k, s);
	if (letter && !fiche_lien_connu(&x->index, k, word, libre))
		SAY(x, &FICHE_LIEN, rec_at_value(x->r, field), s->name, word, slice_z(fiche_liste(letter)));
	if (fiche_jour_faux(s, word))
		SAY(x, &FICHE_JOUR, rec_at_value(x->r, field), s->name, word);
}

static void judge_period(struct jugement *x, const struct kind *k, const struct rec_record *e)
{
	struct slice debut = rec_get(x->a, x->r, e, "Debut"), fin = rec_get(x->a, x->r, e, "Fin");
	if (schema_field(fiche_schema(x->f, k), SLICE("Fin")) && !fiche_periode_ok(debut, fin))
		SAY(x, &FICHE_PERIODE, rec_at_value(x->r, rec_find(x->r, e, "Fin")), fin, debut);
}

/* What a record of a follow-up must say beyond its schema; does it add a step? */
static bool judge_followup(struct jugement *x, const struct kind *k, const struct rec_record *e)
{
	if (strcmp(k->name, "suivi-action") != 0)
		return false;
	struct suivi_action s = suivi_action_lue(x->a, x->r, e);
	const struct diag_msg *m = suivi_action_manque(&s);
	if (m)
		SAY(x, m, rec_at_record(x->r, e), SLICE(""));
	return s.nouvelle;
}

static void judge_record(struct jugement *x, unsigned file, const struct rec_record *e)
{
	struct slice type = x->r->sets[e->set].type;
	const struct kind *k = kind_of_type(type);
	if (!type.n)
		SAY(x, &UNTYPED, rec_at_record(x->r, e), SLICE(""));
	if (!k)
		return;
	if (k->file != file) {
		SAY(x, &FICHE_AILLEURS, rec_at_record(x->r, e), type, slice_z(bilan_files[k->file]));
		return;
	}
	x->status = status_worst(x->status, schema_check(x->a, fiche_schema(x->f, k), x->r, e, x->diag));
	judge_key(x, k, e);
	judge_period(x, k, e);
	bool libre = judge_followup(x, k, e) || x->f->detruit;
	for (uint32_t i = e->first; i < e->first + e->n; i++)
		judge_field(x, k, &x->r->fields[i], libre);
}

enum status fiches_juge(struct fiches *f, struct arena *a, const struct bilan *b, unsigned file, const struct rec *r,
                        struct diag *diag)
{
	struct jugement x = {.f = f, .a = a, .r = r, .diag = diag};
	fiche_index_init(&x.index, a);
	fiche_index_rec(&x.index, r);
	fiche_index_bilan(&x.index, b, file);
	for (size_t i = 0; i < r->nrecords; i++)
		judge_record(&x, file, &r->records[i]);
	return x.status;
}
