/* Adding records: hold, read, judge, give Ids, replace once. */
#include "metier/constat.h"
#include "metier/fiche_prive.h"
#include "metier/suivi.h"

#include <errno.h>
#include <string.h>

static const struct diag_msg MISSING = {"champ-obligatoire", DIAG_ERREUR,
	"il manque {} dans cet enregistrement {} ; l'ajouter"};
static const struct diag_msg EMPTY = {"enregistrement-vide", DIAG_ERREUR,
	"rien n'est donné pour cet enregistrement {} ; le remplir"};
static const struct diag_msg TWICE = {"champ-double", DIAG_ERREUR,
	"le champ {} ne peut être donné qu'une fois ; garder la bonne valeur"};
static const struct diag_msg LETTER = {"id-lettre", DIAG_ERREUR,
	"l'Id {} n'est pas celui d'un enregistrement {} ; le commencer par {}, ou ne pas en donner"};
static const struct diag_msg TAKEN = {"id-pris", DIAG_ERREUR,
	"{} est là et dit autre chose ; le modifier par --editer={}, ou ne pas donner d'Id pour en ajouter un autre"};
static const struct diag_msg KEY_TAKEN = {"cle-double", DIAG_ERREUR,
	"{} {} a déjà son enregistrement {} ; le modifier par --editer={}"};
const struct diag_msg FICHE_EPUISE = {"id-epuise", DIAG_ERREUR,
	"plus aucun Id après {}999999999 ; corriger l'Id trop grand par --editer={}"};
static const struct diag_msg SAME = {"deja-note", DIAG_REMARQUE, "{} dit déjà la même chose ; rien n'a été ajouté"};
static const struct diag_msg OTHER_CASE = {"reference-differente", DIAG_ERREUR,
	"cet enregistrement est du dossier {} ; l'ajouter à ce dossier, ou corriger la référence"};
static const struct diag_msg CANNOT_ADD = {"ajout-impossible", DIAG_ERREUR,
	"le fichier se termine au milieu d'une ligne continuée ; le corriger dans un éditeur (rien n'a été modifié)"};

static const struct diag_msg NO_WORDS = {"action-sans-intitule", DIAG_ATTENTION,
	"le plan n'est pas conservé : sans Intitule, rien ne dira ce qu'est {} ; l'ajouter d'après la copie de la personne"};
static const struct diag_msg UNPRINTED = {"champ-jamais-imprime", DIAG_REMARQUE,
	"ce champ n'est pas de ceux d'une enquête : il reste dans le fichier, et aucune commande ne l'imprime (une personne "
	"rencontrée n'est pas nommée) ; le retirer s'il ne sert pas"};

struct ajout {
	struct fiches *f;
	struct arena *a;
	struct diag *diag;
	struct slice reference;
	const char *path;
	struct bilan b;
	struct fiche_index index;   /* of what is there, and of what has been added so far */
	int greatest[26];           /* by letter */
	struct rec rec;             /* the file, with the blocks added so far */
	struct buf block, ids;      /* records of one kind to add; `REF c1` lines */
	const struct kind *kind;    /* of the block */
	struct libelles libelles;   /* read for the first record that has codes */
};

static struct slice value_of(const struct fiche *v, const char *nom)
{
	for (size_t i = 0; i < v->n; i++)
		if (slice_is(v->v[i].nom, nom))
			return v->v[i].valeur;
	return SLICE("");
}

static enum status say(struct ajout *x, const struct diag_msg *m, struct diag_at at, struct slice one, struct slice two)
{
	DIAG(x->diag, m, at, one, two);
	return STATUS_INVALID;
}

/* --- what is given, by the schema and by what it names */

static enum status judge_counts(struct ajout *x, const struct fiche *v)
{
	const struct schema *s = fiche_schema(x->f, v->kind);
	enum status st = STATUS_OK;
	for (size_t i = 0; i < s->n; i++) {
		const struct schema_field *f = &s->v[i];
		size_t given = 0;
		for (size_t k = 0; k < v->n; k++)
			if (slice_eq(v->v[k].nom, f->name) && ++given == 2 && (f->unique || f->key))
				st = say(x, &TWICE, v->v[k].at, f->name, SLICE(""));
		bool ours = v->kind->letter && slice_is(f->name, "Id");
		if (!given && !ours && (f->mandatory || f->key))
			st = say(x, &MISSING, v->at, f->name, slice_z(v->kind->type));
	}
	return st;
}

static enum status judge_value(struct ajout *x, const struct kind *k, const struct fiche_valeur *v, bool libre)
{
	struct schema_field *f = schema_field(fiche_schema(x->f, k), v->nom);
	struct schema_field unknown = {.name = v->nom};
	if (sobriete_refuse(&x->f->sobriete, v->nom, v->valeur, v->at, x->diag) ||
	    !fiche_valeur_ok(x->a, f ? f : &unknown, v->valeur, v->at, x->diag))
		return STATUS_INVALID;
	char letter = f ? fiche_lien(k, f) : 0;
	if (!letter || fiche_lien_connu(&x->index, k, v->valeur, libre))
		return STATUS_OK;
	struct buf list;
	buf_init(&list, x->a);
	buf_addf(&list, "%s %.*s", fiche_liste(letter), (int)x->reference.n, x->reference.p);
	DIAG(x->diag, &FICHE_LIEN, v->at, v->nom, v->valeur, buf_slice(&list));
	return STATUS_INVALID;
}

/* A record of a follow-up: what it must say beyond its schema. */
static bool is_followup(const struct fiche *v)
{
	return strcmp(v->kind->name, "suivi-action") == 0;
}

static bool is_new_step(const struct fiche *v)
{
	return is_followup(v) && slice_is(value_of(v, "Nouvelle"), "oui");
}

static enum status judge_followup(struct ajout *x, const struct fiche *v)
{
	struct suivi_action s = {.action = value_of(v, "Action"), .intitule = value_of(v, "Intitule"),
	                         .etat = value_of(v, "Etat"), .echeance = value_of(v, "Echeance"),
	                         .raison = value_of(v, "Raison"), .nouvelle = is_new_step(v)};
	const struct diag_msg *m = is_followup(v) ? suivi_action_manque(&s) : NULL;
	if (m)
		return say(x, m, v->at, SLICE(""), SLICE(""));
	if (is_followup(v) && !s.intitule.n && !fiche_lien_connu(&x->index, v->kind, s.action, false))
		DIAG(x->diag, &NO_WORDS, v->at, s.action);
	return STATUS_OK;
}

static enum status judge(struct ajout *x, const struct fiche *v)
{
	if (sobriete_refuse(&x->f->sobriete, SLICE("Reference"), v->reference, v->at, x->diag))
		return STATUS_INVALID;
	if (v->reference.n && !slice_eq(v->reference, x->reference))
		return say(x, &OTHER_CASE, v->at, v->reference, SLICE(""));
	if (!v->n || (v->n == 1 && v->kind->letter && value_of(v, "Id").n))
		return say(x, &EMPTY, v->at, slice_z(v->kind->type), SLICE(""));
	enum status st = judge_counts(x, v);
	bool libre = is_new_step(v) || x->f->detruit;
	for (size_t i = 0; i < v->n; i++)
		st = status_worst(st, judge_value(x, v->kind, &v->v[i], libre));
	if (st == STATUS_OK)
		st = judge_followup(x, v);
	struct slice debut = value_of(v, "Debut"), fin = value_of(v, "Fin");
	return st != STATUS_OK || fiche_periode_ok(debut, fin) ? st : say(x, &FICHE_PERIODE, v->at, fin, debut);
}

/* --- what is there already */

static bool has_value(struct arena *a, const struct fiche_entree *e, const struct fiche_valeur *v)
{
	for (uint32_t i = e->e->first; i < e->e->first + e->e->n; i++) {
		const struct rec_field *f = &e->r->fields[i];
		if (slice_eq(rec_name(e->r, f), v->nom) && slice_eq(slice_trim(rec_value(a, e->r, f)), v->valeur))
			return true;
	}
	return false;
}

static bool says_all(struct arena *a, const struct fiche_entree *e, const struct fiche *v)
{
	for (size_t i = 0; i < v->n; i++)
		if (!has_value(a, e, &v->v[i]))
			return false;
	return true;
}

/* The record that bears the key of V; without one, any of its kind that says all that V says. */
static const struct fiche_entree *there(struct ajout *x, const struct fiche *v, bool keyed, struct slice key)
{
	uint64_t marks = 0;
	if (keyed)
		return fiche_index_get(&x->index, v->kind, key);
	for (size_t i = 0; i < v->n; i++)
		marks |= fiche_marque(v->v[i].nom, v->v[i].valeur);
	for (size_t i = 0; i < x->index.n; i++)
		if (x->index.v[i].kind == v->kind && (x->index.v[i].dit & marks) == marks && says_all(x->a, &x->index.v[i], v))
			return &x->index.v[i];
	return NULL;
}

/* Is V there already? INVALID, said: something else is in its place. */
static enum status compare(struct ajout *x, const struct fiche *v, bool *same)
{
	const struct kind *k = v->kind;
	struct slice key = k->key ? value_of(v, k->key) : SLICE(""), name = slice_z(k->name);
	bool keyed = k->single || (k->key && key.n);
	struct ident id;
	*same = false;
	if (k->letter && key.n && ident_parse(key, &id) && id.letter != k->letter) {
		DIAG(x->diag, &LETTER, v->at, key, slice_z(k->type), ((struct slice){&k->letter, 1}));
		return STATUS_INVALID;
	}
	const struct fiche_entree *e = there(x, v, keyed, key);
	if (!e)
		return STATUS_OK;
	if (e->kind == k && says_all(x->a, e, v)) {
		struct buf which;
		buf_init(&which, x->a);
		buf_addz(&which, k->letter ? "" : "un enregistrement ");
		buf_adds(&which, k->letter ? e->cle : slice_z(k->type));
		say(x, &SAME, v->at, buf_slice(&which), SLICE(""));
		*same = true;
		return STATUS_OK;
	}
	if (k->letter)
		return say(x, &TAKEN, v->at, key, slice_z(e->kind->name));
	if (k->single)
		return say(x, &FICHE_SEULE, v->at, slice_z(k->type), name);
	DIAG(x->diag, &KEY_TAKEN, v->at, slice_z(k->key), key, slice_z(k->type), name);
	return STATUS_INVALID;
}

/* --- what is written */

const char *fiche_champ_id(const struct kind *k)
{
	return strcmp(k->name, "suivi-action") == 0 ? "Action" : "Id";
}

static bool is_numbered(const struct kind *k, const struct kind *added)
{
	return k->file == added->file || (k->letter == 'a' && strcmp(added->name, "suivi-action") == 0);
}

/* Numbers once seen, in the whole bilan or in what is being added, are not given again. */
static void count_ids(struct ajout *x, const struct fiche *v, size_t n)
{
	struct ident id;
	for (size_t i = 0; i < kinds_n; i++)
		for (size_t f = 0; f < BILAN_FILES && kinds[i].letter && is_numbered(&kinds[i], v[0].kind); f++) {
			int *greatest = &x->greatest[kinds[i].letter - 'a'], most = bilan_greatest(x->a, &x->b.rec[f], kinds[i].letter);
			*greatest = most > *greatest ? most : *greatest;
		}
	for (size_t i = 0; i < n; i++)
		if (ident_parse(value_of(&v[i], fiche_champ_id(v[i].kind)), &id) && id.number > x->greatest[id.letter - 'a'])
			x->greatest[id.letter - 'a'] = id.number;
}

static enum status next_id(struct ajout *x, const struct fiche *v, struct slice *id)
{
	const struct kind *k = v->kind;
	/* Of a plan that was destroyed, the numbers given are not known any more. */
	char letter = is_new_step(v) && !value_of(v, "Action").n && !x->f->detruit ? 'a' : k->letter;
	struct slice given = k->letter ? value_of(v, "Id") : SLICE("");
	struct buf b;
	buf_init(&b, x->a);
	*id = given;
	if (!letter || given.n)
		return STATUS_OK;
	if (x->greatest[letter - 'a'] == 999999999)
		return say(x, &FICHE_EPUISE, v->at, (struct slice){&letter, 1}, slice_z(k->name));
	buf_addf(&b, "%c%d", letter, ++x->greatest[letter - 'a']);
	buf_adds(&b, x->f->poste.suffixe);
	*id = buf_slice(&b);
	return STATUS_OK;
}

enum status fiche_bloc(struct arena *a, const struct rec *r, const struct kind *k, struct slice records, struct slice *whole,
                       struct diag *diag)
{
	struct buf typed, out;
	buf_init(&typed, a);
	buf_init(&out, a);
	if (r->nsets == 1 && r->nrecords) /* of no type: what is added is not one of these */
		buf_addf(&typed, "%%rec: %s\n\n", k->type);
	buf_adds(&typed, records);
	enum status st = rec_add(&out, r, k->type, buf_slice(&typed));
	*whole = buf_slice(&out);
	if (st != STATUS_OK)
		DIAG0(diag, &CANNOT_ADD, ((struct diag_at){r->path, 0, 0}));
	return st;
}

/* Put the block in the file: a block is of one kind, and a file holds several. */
static enum status flush(struct ajout *x)
{
	struct slice whole;
	if (!x->block.n)
		return STATUS_OK;
	enum status st = fiche_bloc(x->a, &x->rec, x->kind, buf_slice(&x->block), &whole, x->diag);
	if (st != STATUS_OK)
		return st;
	buf_init(&x->block, x->a);
	return rec_parse(x->a, whole, x->path, NULL, &x->rec, x->diag);
}

/* A record just made is looked up like those of the file. */
static void remember(struct ajout *x, const struct kind *k, struct slice record)
{
	struct buf b;
	struct rec *r = arena_alloc(x->a, sizeof *r);
	buf_init(&b, x->a);
	buf_addf(&b, "%%rec: %s\n\n", k->type);
	buf_adds(&b, record);
	rec_parse(x->a, buf_slice(&b), x->path, NULL, r, NULL);
	fiche_index_rec(&x->index, r);
}

static void build(struct ajout *x, const struct fiche *v, struct slice id, struct buf *record)
{
	buf_init(record, x->a);
	if (id.n)
		rec_put(record, fiche_champ_id(v->kind), id);
	for (size_t i = 0; i < v->n; i++)
		if (!v->kind->letter || !slice_is(v->v[i].nom, "Id"))
			rec_put(record, slice_dup(x->a, v->v[i].nom), v->v[i].valeur);
}

/* What is added all the same, and deserves a word: a state without its reason, a code that is not known; in an enquiry, a
 * field that may name somebody. */
static void remark(struct ajout *x, const struct fiche *v)
{
	bool change = strcmp(v->kind->name, "etat-piste") == 0, state = change || strcmp(v->kind->name, "piste") == 0;
	bool coded = strcmp(v->kind->name, "suivi") == 0;
	if ((state || coded) && !x->libelles.n)
		libelles_lus(x->f->depot, x->a, &x->libelles, NULL);
	if (state)
		constat_etat(x->a, &x->libelles, value_of(v, "Etat"), value_of(v, "Raison"), change, x->reference, v->at, x->diag);
	for (size_t i = 0; i < v->n && coded; i++)
		constat_code(x->a, &x->libelles, v->kind->type, v->v[i].nom, v->v[i].valeur, v->v[i].at, x->diag);
	for (size_t i = 0; i < v->n && strcmp(v->kind->name, "enquete") == 0; i++)
		if (!schema_field(fiche_schema(x->f, v->kind), v->v[i].nom))
			DIAG0(x->diag, &UNPRINTED, v->v[i].at);
}

static enum status add_one(struct ajout *x, const struct fiche *v)
{
	struct buf record;
	struct slice id;
	bool same;
	enum status st = judge(x, v);
	if (st != STATUS_OK || (st = compare(x, v, &same)) != STATUS_OK || same || (st = next_id(x, v, &id)) != STATUS_OK)
		return st;
	if (x->kind != v->kind && (st = flush(x)) != STATUS_OK)
		return st;
	build(x, v, id, &record);
	x->kind = v->kind;
	if (x->block.n)
		buf_addc(&x->block, '\n');
	buf_adds(&x->block, buf_slice(&record));
	remember(x, v->kind, buf_slice(&record));
	remark(x, v);
	buf_adds(&x->ids, x->reference);
	buf_addc(&x->ids, ' ');
	buf_adds(&x->ids, id.n ? id : v->kind->key ? value_of(v, v->kind->key) : slice_z(v->kind->name));
	buf_addc(&x->ids, '\n');
	return STATUS_OK;
}

static enum status put(struct ajout *x, struct file_edit *e, mode_t mode, struct buf *out)
{
	enum status st = file_edit_write(e, x->rec.bytes, mode);
	if (st == STATUS_OK)
		st = file_edit_commit(e);
	if (st == STATUS_OK || e->lost)
		buf_adds(out, buf_slice(&x->ids));
	if (st != STATUS_OK)
		depot_say_edit(x->diag, st, errno, x->path, e);
	return st;
}

/* The file as it is about to be replaced, not as it was read with the others. */
static enum status read_all(struct ajout *x, ref_t ref, unsigned file, const struct file_edit *e)
{
	enum status st = bilan_read(x->f->depot, x->a, ref, &x->b, x->diag);
	if (st != STATUS_OK)
		return st;
	st = rec_parse(x->a, e->before, x->path, NULL, &x->rec, x->diag);
	x->b.rec[file] = x->rec;
	fiche_index_init(&x->index, x->a);
	fiche_index_bilan(&x->index, &x->b, BILAN_FILES);
	return st;
}

static enum status add_held(struct ajout *x, ref_t ref, const struct bilan_hold *h, const struct fiche *v, size_t n,
                            struct buf *out)
{
	struct file_edit e;
	unsigned file = v[0].kind->file;
	enum status worst = STATUS_OK, st = file_edit_begin(&e, x->a, h->dir, bilan_files[file]);
	if (st != STATUS_OK) {
		depot_say(x->diag, st, errno, x->path);
		return st;
	}
	st = read_all(x, ref, file, &e);
	if (st == STATUS_OK)
		count_ids(x, v, n);
	for (size_t i = 0; i < n && st == STATUS_OK; i++)
		worst = status_worst(worst, add_one(x, &v[i]));
	if (st == STATUS_OK)
		st = flush(x);
	if (st == STATUS_OK && x->ids.n)
		st = put(x, &e, h->mode, out);
	else
		file_edit_cancel(&e);
	return status_worst(worst, st);
}

enum status fiches_ajoute(struct fiches *f, struct arena *a, ref_t ref, const struct fiche *v, size_t n, struct buf *out,
                          struct diag *diag)
{
	struct ajout x = {.f = f, .a = a, .diag = diag};
	struct bilan_hold h;
	char text[REF_SIZE];
	if (!n)
		return STATUS_OK;
	enum status st = fiches_permis(f, a, ref, v[0].kind->file, diag);
	if (st != STATUS_OK || (st = bilan_hold(f->depot, a, ref, &h, diag)) != STATUS_OK)
		return st;
	x.reference = ref_text(&f->depot->prefixes, ref, text);
	x.path = depot_case_path(f->depot, diag->arena, TREE_BILANS, ref, bilan_files[v[0].kind->file]);
	buf_init(&x.block, a);
	buf_init(&x.ids, a);
	st = fiches_permis(f, a, ref, v[0].kind->file, diag); /* again: nobody destroys it from here on */
	bool was = diag_writes(diag, true);
	if (st == STATUS_OK)
		st = add_held(&x, ref, &h, v, n, out);
	diag_writes(diag, was);
	bilan_release(&h);
	return st;
}
