/* Kits and grids, read. */
#include "metier/trame.h"

#include "depot/partage.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct diag_msg UNKNOWN = {"trame-inconnue", DIAG_ERREUR,
	"« {} » n'est ni une trame ni une grille ; choisir l'une de : {} ; ou une grille, « grille- » puis : {}"};
static const struct diag_msg NONE = {"trames-absentes", DIAG_ERREUR,
	"aucune trame dans share/methodes ; réinstaller les données du partage"};
static const struct diag_msg BADLY = {"trame-mal-decrite", DIAG_ERREUR,
	"ce fichier doit contenir un seul enregistrement Trame, suivi de ses Question, ou un seul Grille, suivi de ses Champ, "
	"et son Nom doit être celui du fichier ; le corriger"};
static const struct diag_msg TWICE = {"question-double", DIAG_ERREUR,
	"la question {} est déjà dans cette trame ; lui donner un autre Id"};
static const struct diag_msg NO_KIND = {"sorte-inconnue", DIAG_ERREUR,
	"« {} » n'est pas une sorte d'enregistrement (bilan-projet --aide les nomme) ; corriger Sorte"};

enum { TRAME, QUESTION, GRILLE, CHAMP, TYPES };
static const char *const NAMES[TYPES] = {"Trame", "Question", "Grille", "Champ"};

/* The schemas, read once for several files. */
struct lecteur {
	struct depot *d;
	struct arena *a;
	struct schema schemas[TYPES];
	struct diag *diag;
};

static enum status open_schemas(struct lecteur *l, struct depot *d, struct diag *diag)
{
	*l = (struct lecteur){.d = d, .a = d->a, .diag = diag};
	enum status st = STATUS_OK;
	for (size_t i = 0; i < TYPES && st == STATUS_OK; i++)
		st = partage_schema(d, l->a, NAMES[i], &l->schemas[i], diag);
	return st;
}

static void close_schemas(struct lecteur *l)
{
	for (size_t i = 0; i < TYPES; i++)
		schema_release(&l->schemas[i]);
}

static size_t count(const struct rec *r, const char *type)
{
	size_t n = 0;
	for (size_t i = 0; i < r->nrecords; i++)
		n += rec_is(r, &r->records[i], type);
	return n;
}

static void read_question(struct lecteur *l, const struct rec *r, const struct rec_record *e, struct question *q)
{
	struct arena *a = l->a;
	*q = (struct question){
		.id = rec_get(a, r, e, "Id"), .partie = rec_get(a, r, e, "Partie"), .texte = rec_get(a, r, e, "Question"),
		.forme = rec_get(a, r, e, "Forme"), .hors_synthese = slice_is(rec_get(a, r, e, "Hors_synthese"), "oui"),
		.sert = ARENA_ARRAY(a, struct slice, e->n), .alimente = ARENA_ARRAY(a, struct slice, e->n),
		.at = rec_at_record(r, e),
	};
	for (uint32_t i = e->first; i < e->first + e->n; i++) {
		struct slice name = rec_name(r, &r->fields[i]), word = rec_word(a, r, &r->fields[i]);
		if (slice_is(name, "Sert"))
			q->sert[q->nsert++] = word;
		else if (slice_is(name, "Alimente"))
			q->alimente[q->nalimente++] = word;
	}
}

static enum status read_questions(struct lecteur *l, const struct rec *r, struct trame *t)
{
	t->v = ARENA_ARRAY(l->a, struct question, r->nrecords);
	for (size_t i = 0; i < r->nrecords; i++) {
		if (!rec_is(r, &r->records[i], NAMES[QUESTION]))
			continue;
		read_question(l, r, &r->records[i], &t->v[t->n]);
		for (size_t k = 0; k < t->n; k++)
			if (slice_eq(t->v[k].id, t->v[t->n].id)) {
				DIAG(l->diag, &TWICE, rec_at_record(r, &r->records[i]), t->v[k].id);
				return STATUS_CONFIG;
			}
		t->n++;
	}
	return STATUS_OK;
}

static void read_fields(struct lecteur *l, const struct rec *r, struct trame *t)
{
	t->champs = ARENA_ARRAY(l->a, struct champ_grille, r->nrecords);
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		if (rec_is(r, e, NAMES[CHAMP]))
			t->champs[t->nchamps++] = (struct champ_grille){
				rec_get(l->a, r, e, "Nom"), rec_get(l->a, r, e, "Aide"), rec_get(l->a, r, e, "Choix")};
	}
}

/* The record that heads the file: a kit's, or a grid's. */
static enum status read_head(struct lecteur *l, const struct rec *r, const struct rec_record *e, struct trame *t)
{
	struct slice sorte = rec_get(l->a, r, e, "Sorte");
	t->titre = rec_get(l->a, r, e, "Titre");
	t->consigne = rec_get(l->a, r, e, "Consigne");
	if (!slice_number(rec_get(l->a, r, e, "Lignes"), &t->lignes))
		t->lignes = 1;
	if (rec_is(r, e, NAMES[TRAME]))
		t->kind = kind_named(slice_is(rec_get(l->a, r, e, "Phase"), "suivi") ? SLICE("reponse-suivi") : SLICE("reponse"));
	else if (sorte.n && !(t->kind = kind_named(sorte))) {
		DIAG(l->diag, &NO_KIND, rec_at_value(r, rec_find(r, e, "Sorte")), sorte);
		return STATUS_CONFIG;
	}
	return STATUS_OK;
}

static enum status judge(struct lecteur *l, const struct rec *r, const struct trame *t)
{
	enum status st = STATUS_OK;
	size_t kits = count(r, NAMES[TRAME]), grids = count(r, NAMES[GRILLE]);
	const struct rec_record *head = r->records;
	bool one = kits + grids == 1 && (rec_is(r, head, NAMES[TRAME]) || rec_is(r, head, NAMES[GRILLE]));
	if (!one || !count(r, NAMES[kits ? QUESTION : CHAMP]) || !slice_eq(rec_get(l->a, r, head, "Nom"), t->nom)) {
		DIAG0(l->diag, &BADLY, ((struct diag_at){t->path, 1, 1}));
		return STATUS_CONFIG;
	}
	for (size_t i = 0; i < r->nrecords; i++)
		for (size_t k = 0; k < TYPES; k++)
			if (rec_is(r, &r->records[i], NAMES[k]))
				st = status_worst(st, schema_check(l->a, &l->schemas[k], r, &r->records[i], l->diag));
	return st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

/* The file of kit NOM, read at T->PATH. ABSENT: it holds neither kit nor grid. */
static enum status parse(struct lecteur *l, struct slice bytes, struct trame *t)
{
	struct rec *r = arena_alloc(l->a, sizeof *r);
	if (rec_parse(l->a, bytes, t->path, NULL, r, l->diag) != STATUS_OK)
		return STATUS_CONFIG;
	if (!count(r, NAMES[TRAME]) && !count(r, NAMES[GRILLE]))
		return STATUS_ABSENT;
	enum status st = judge(l, r, t);
	if (st == STATUS_OK)
		st = read_head(l, r, r->records, t);
	if (st == STATUS_OK && rec_is(r, r->records, NAMES[TRAME]))
		st = read_questions(l, r, t);
	else if (st == STATUS_OK)
		read_fields(l, r, t);
	return st;
}

static enum status read_one(struct lecteur *l, const char *nom, struct trame *t)
{
	struct slice bytes;
	struct buf file;
	*t = (struct trame){.nom = slice_z(nom)};
	buf_init(&file, l->a);
	buf_addf(&file, "%s.rec", nom);
	enum status st = partage_lit(l->d, l->a, "methodes", buf_z(&file), &bytes, &t->path);
	if (st == STATUS_OK)
		return parse(l, bytes, t);
	if (st != STATUS_ABSENT)
		depot_say(l->diag, st, errno, t->path);
	return st == STATUS_ABSENT ? st : STATUS_CONFIG;
}

/* --- all of them */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the files of both folders, sorted, each once. */
static enum status names_of(struct lecteur *l, const char ***v, size_t *n)
{
	struct depot_file *own, *shared;
	size_t nown, nshared, kept = 0;
	enum status st = depot_files(l->d, l->d->fd, "methodes", &own, &nown, l->diag);
	st = status_worst(st, depot_files(l->d, l->d->share, "methodes", &shared, &nshared, l->diag));
	const char **names = ARENA_ARRAY(l->a, const char *, nown + nshared + 1);
	for (size_t i = 0; i < nown + nshared; i++) {
		const char *name = strchr((i < nown ? own[i] : shared[i - nown]).path, '/') + 1;
		names[i] = arena_copy(l->a, name, strlen(name) - strlen(".rec"));
	}
	qsort(names, nown + nshared, sizeof *names, by_name);
	for (size_t i = 0; i < nown + nshared; i++)
		if (!kept || strcmp(names[kept - 1], names[i]) != 0)
			names[kept++] = names[i];
	*v = names;
	*n = kept;
	return st;
}

/* Every kit and grid; files that are neither are left out. */
static enum status read_all(struct lecteur *l, struct trame **v, size_t *n)
{
	const char **names;
	size_t count;
	enum status worst = names_of(l, &names, &count);
	*v = ARENA_ARRAY(l->a, struct trame, count + 1);
	*n = 0;
	for (size_t i = 0; i < count; i++) {
		enum status st = partage_nom(names[i]) ? read_one(l, names[i], &(*v)[*n]) : STATUS_ABSENT;
		if (st == STATUS_OK)
			++*n;
		else if (st != STATUS_ABSENT)
			worst = status_worst(worst, st);
	}
	return worst == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

static enum status say_others(struct lecteur *l, const char *nom, struct diag_at at)
{
	static const char grille[] = "grille-";
	struct trame *v;
	struct buf names[2];
	size_t n;
	enum status st = read_all(l, &v, &n);
	buf_init(&names[0], l->a);
	buf_init(&names[1], l->a);
	for (size_t i = 0; i < n; i++) {
		bool grid = slice_starts(v[i].nom, grille);
		struct buf *b = &names[grid];
		size_t skip = grid ? strlen(grille) : 0;
		buf_addz(b, b->n ? ", " : "");
		buf_add(b, v[i].nom.p + skip, v[i].nom.n - skip);
	}
	if (!n) {
		DIAG0(l->diag, &NONE, DIAG_NOWHERE);
		return STATUS_CONFIG;
	}
	DIAG(l->diag, &UNKNOWN, at, slice_z(nom), buf_slice(&names[0]), buf_slice(&names[1]));
	return status_worst(st, STATUS_USAGE);
}

enum status trame_charge(struct depot *d, const char *nom, struct diag_at at, struct trame *t, struct diag *diag)
{
	struct lecteur l;
	enum status st = open_schemas(&l, d, diag);
	if (st == STATUS_OK) {
		st = partage_nom(nom) ? read_one(&l, nom, t) : STATUS_ABSENT;
		if (st == STATUS_ABSENT)
			st = say_others(&l, nom, at);
	}
	close_schemas(&l);
	return st;
}

enum status trames_charge(struct depot *d, struct trame **v, size_t *n, struct diag *diag)
{
	struct lecteur l;
	size_t kits = 0;
	*n = 0;
	enum status st = open_schemas(&l, d, diag);
	if (st == STATUS_OK)
		st = read_all(&l, v, n);
	close_schemas(&l);
	for (size_t i = 0; i < *n; i++)
		if ((*v)[i].n)
			(*v)[kits++] = (*v)[i];
	*n = kits;
	return st;
}
