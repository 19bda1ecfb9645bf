/* The administrative files of a case: folder, records; events are in controle_journal.c. */
#include "metier/controle_prive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const struct diag_msg NOT_UTF8 = {"utf8", DIAG_ERREUR,
	"octets qui ne sont pas de l'UTF-8 ; réenregistrer le fichier en UTF-8"};
static const struct diag_msg LOST_FIELD = {"champ-perdu", DIAG_ATTENTION,
	"{} est collé à la ligne %rec et ne compte pas ; mettre une ligne vide entre les deux"};
static const struct diag_msg UNKNOWN_RECORD = {"enregistrement-inconnu", DIAG_ATTENTION,
	"type d'enregistrement inconnu : « {} » ; vérifier la ligne %rec"};
static const struct diag_msg UNTYPED = {"enregistrement-inconnu", DIAG_ATTENTION,
	"aucune ligne %rec ne dit ce qu'est cet enregistrement, que rien ne lit ; en mettre une au-dessus, suivie d'une ligne "
	"vide"};
static const struct diag_msg NO_SUCH_DAY = {"date-impossible", DIAG_ERREUR,
	"{} : « {} » n'est pas une date ; corriger cette ligne"};
static const struct diag_msg TWICE = {"id-double", DIAG_ERREUR,
	"l'Id {} est donné deux fois ; donner au second un Id encore libre"};
static const struct diag_msg OTHER_CASE = {"reference-differente", DIAG_ERREUR,
	"ce fichier est celui de « {} » ; le remettre dans son dossier"};
static const struct diag_msg NO_DOSSIER = {"dossier-nombre", DIAG_ERREUR,
	"aucun enregistrement Dossier ; le reprendre d'une sauvegarde, ou l'écrire"};
static const struct diag_msg TWO_DOSSIERS = {"dossier-nombre", DIAG_ERREUR,
	"second enregistrement Dossier ; n'en garder qu'un"};

static void check_descriptors(struct examen *x, const struct rec *r)
{
	for (size_t s = 1; s < r->nsets; s++)
		for (uint32_t i = r->sets[s].first; i < r->sets[s].first + r->sets[s].n; i++)
			if (r->bytes.p[r->fields[i].at] != '%')
				NOTE(x, &LOST_FIELD, rec_at(r, &r->fields[i]), rec_name(r, &r->fields[i]));
}

struct id_ecrit {
	struct slice id;
	const struct rec_field *f;
};

static int by_id(const void *pa, const void *pb)
{
	const struct id_ecrit *a = pa, *b = pb;
	int c = slice_cmp(a->id, b->id);
	return c ? c : (a->f > b->f) - (a->f < b->f);
}

static void check_ids(struct examen *x, const struct rec *r)
{
	struct id_ecrit *ids = ARENA_ARRAY(x->a, struct id_ecrit, r->nrecords + 1);
	size_t n = 0;
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_field *f = rec_find(r, &r->records[i], "Id");
		struct slice id = f ? rec_word(x->a, r, f) : SLICE("");
		if (id.n)
			ids[n++] = (struct id_ecrit){id, f};
	}
	qsort(ids, n, sizeof *ids, by_id);
	for (size_t i = 1; i < n; i++)
		if (slice_eq(ids[i].id, ids[i - 1].id))
			NOTE(x, &TWICE, rec_at_value(r, ids[i].f), ids[i].id);
}

/* A day of the calendar, which no expression can say. */
static void check_days(struct examen *x, struct schema *s, const struct rec *r, const struct rec_record *e)
{
	for (uint32_t i = e->first; i < e->first + e->n; i++) {
		struct schema_field *f = schema_field(s, rec_name(r, &r->fields[i]));
		struct slice word = rec_word(x->a, r, &r->fields[i]);
		if (f && slice_is(f->typedefined, "Jour") && schema_value_ok(x->a, f, word) && jour_iso(word) == JOUR_NONE)
			NOTE(x, &NO_SUCH_DAY, rec_at_value(r, &r->fields[i]), f->name, word);
	}
}

/* Fields that no schema has, and every value. What the centre says of itself is not about a person. */
static void check_sobriety(struct examen *x, struct schema *s, const struct rec *r, const struct rec_record *e)
{
	for (uint32_t i = e->first; x->v->ref != REF_CENTRE && i < e->first + e->n; i++) {
		const struct rec_field *f = &r->fields[i];
		bool known = f->id || (s && schema_field(s, rec_name(r, f)));
		sobriete_champ(x->k->sobriete, x->a, r, f, known, x->diag);
	}
}

void controle_enregistrements(struct examen *x, const struct rec *r)
{
	check_descriptors(x, r);
	for (size_t i = 0; i < r->nrecords; i++) {
		struct slice type = r->sets[r->records[i].set].type;
		struct schema *s = controle_schema(x->k, type);
		check_sobriety(x, s, r, &r->records[i]);
		if (s) {
			schema_check(x->a, s, r, &r->records[i], x->diag);
			check_days(x, s, r, &r->records[i]);
		} else {
			NOTE(x, type.n ? &UNKNOWN_RECORD : &UNTYPED, rec_at_record(r, &r->records[i]), type);
		}
	}
}

void controle_utf8(struct examen *x, const char *path, struct slice bytes)
{
	size_t good = utf8_valid_length(bytes);
	if (good != bytes.n)
		NOTE(x, &NOT_UTF8, diag_place(path, bytes, good), SLICE(""));
}

bool controle_fichier(struct examen *x, const char *path, struct slice bytes, struct rec *r)
{
	controle_utf8(x, path, bytes);
	if (rec_parse(x->a, bytes, path, NULL, r, x->diag) != STATUS_OK) {
		x->status = STATUS_INVALID;
		return false;
	}
	controle_enregistrements(x, r);
	check_ids(x, r);
	return true;
}

bool controle_lit(struct examen *x, const char *name, const char **path, struct slice *bytes)
{
	*path = depot_case_path(x->v->depot, x->a, x->v->tree, x->v->ref, name);
	enum status st = depot_read(x->v->depot, x->v->tree, x->v->ref, name, x->a, bytes);
	if (st == STATUS_OK)
		return true;
	if (errno != ELOOP || x->v->ref == REF_CENTRE) /* a link is said where the names of the folder are */
		depot_say(x->diag, st, errno, *path);
	x->status = status_worst(x->status, st == STATUS_ABSENT ? STATUS_INVALID : st);
	return false;
}

static void check_folder(struct examen *x)
{
	static const char *const expected[] = {"dossier.rec", "journal.rec", NULL};
	char name[REF_SIZE];
	ref_text(&x->v->depot->prefixes, x->v->ref, name);
	int dir = file_open(x->v->depot->tree[x->v->tree], name, O_RDONLY | O_DIRECTORY, 0);
	if (dir < 0)
		return;
	controle_noms(x->a, dir, depot_case_path(x->v->depot, x->a, x->v->tree, x->v->ref, NULL), expected, x->diag);
	close(dir);
}

void controle_dossier(struct examen *x)
{
	const char *path;
	struct slice bytes;
	struct rec r;
	size_t count = 0;
	check_folder(x);
	if (!controle_lit(x, "dossier.rec", &path, &bytes) || !controle_fichier(x, path, bytes, &r))
		return;
	for (size_t i = 0; i < r.nrecords; i++) {
		const struct rec_field *f = rec_find(&r, &r.records[i], "Reference");
		struct slice written = f ? rec_word(x->a, &r, f) : SLICE("");
		if (!rec_is(&r, &r.records[i], "Dossier"))
			continue;
		if (++count == 2)
			NOTE(x, &TWO_DOSSIERS, rec_at_record(&r, &r.records[i]), SLICE(""));
		if (written.n && !slice_eq(written, x->reference))
			NOTE(x, &OTHER_CASE, rec_at_value(&r, f), written);
	}
	if (!count)
		NOTE(x, &NO_DOSSIER, ((struct diag_at){path, 0, 0}), SLICE(""));
}
