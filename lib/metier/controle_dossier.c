/* The administrative files of a case. */
#include "metier/controle_prive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct diag_msg NOT_UTF8 = {"utf8", DIAG_ERREUR, "octets qui ne sont pas de l'UTF-8 ; réenregistrer le fichier en UTF-8"};
static const struct diag_msg LOST_FIELD = {"champ-perdu", DIAG_ATTENTION,
	"{} est collé à la ligne %rec et ne compte pas ; mettre une ligne vide entre les deux"};
static const struct diag_msg UNKNOWN_RECORD = {"enregistrement-inconnu", DIAG_ATTENTION,
	"type d'enregistrement inconnu : « {} » ; vérifier la ligne %rec"};
static const struct diag_msg TWICE = {"id-double", DIAG_ERREUR, "l'Id {} est donné deux fois ; donner au second un Id encore libre"};
static const struct diag_msg OTHER_CASE = {"reference-differente", DIAG_ERREUR, "ce fichier est celui de « {} » ; le remettre dans son dossier"};
static const struct diag_msg ONE_DOSSIER = {"dossier-nombre", DIAG_ERREUR, "{} enregistrement(s) Dossier au lieu d'un ; n'en garder qu'un"};
static const struct diag_msg UNKNOWN_TYPE = {"type-inconnu", DIAG_ATTENTION, "type d'événement inconnu : « {} » ; le décrire dans types.d, ou le corriger"};
static const struct diag_msg BAD_CODE = {"code-inconnu", DIAG_ERREUR, "{} : « {} » n'est pas un code de {} ; écrire l'un de : {}"};
static const struct diag_msg MISSING = {"champ-obligatoire", DIAG_ERREUR, "{} sans {} ; corriger par bilan-log --corrige={}"};
static const struct diag_msg UNKNOWN_LINK = {"suite-inconnue", DIAG_ERREUR, "Suite: {} ne désigne aucun événement de ce journal ; corriger l'Id"};
static const struct diag_msg TWO_HEADS = {"tete-double", DIAG_ATTENTION,
	"{} et {} corrigent le même événement ; {} compte : s'il est faux, le corriger à son tour"};
static const struct diag_msg GAP = {"id-manquant", DIAG_ATTENTION,
	"{} manque dans la suite des Id ; un éditeur a-t-il enregistré une vieille copie ? comparer à une sauvegarde"};
static const struct diag_msg NO_MINUTES = {"duree-absente", DIAG_ATTENTION, "séance tenue sans durée, comptée pour 0 ; l'indiquer : bilan-log --corrige={} --duree=…"};
static const struct diag_msg UNKNOWN_PERSON = {"conseiller-inconnu", DIAG_ATTENTION, "« {} » n'est pas un conseiller de centre.rec ; l'y ajouter, ou corriger"};
static const struct diag_msg OPENED_TWICE = {"ouverture-double", DIAG_ERREUR, "seconde ouverture ; l'effacer à la main si elle vient d'un autre dossier"};
static const struct diag_msg OTHER_ROUTE = {"voie-differente", DIAG_ATTENTION,
	"voies du journal : {} ; des financements : {} ; les accorder : bilan-log -a avenant --voie=…, ou Financement dans dossier.rec"};
static const struct diag_msg UNKNOWN_ROUTE = {"voie-inconnue", DIAG_ATTENTION, "voie de financement inconnue : « {} » ; bilan-dossier(5) les liste"};

#define NOTE(x, m, at, ...) \
	controle_note((x), (m), (at), (struct slice[]){__VA_ARGS__}, sizeof((struct slice[]){__VA_ARGS__}) / sizeof(struct slice))

static void check_descriptors(struct examen *x, const struct rec *r)
{
	for (size_t s = 1; s < r->nsets; s++)
		for (uint32_t i = r->sets[s].first; i < r->sets[s].first + r->sets[s].n; i++)
			if (r->bytes.p[r->fields[i].at] != '%')
				NOTE(x, &LOST_FIELD, rec_at(r, &r->fields[i]), rec_name(r, &r->fields[i]));
}

static void check_ids(struct examen *x, const struct rec *r)
{
	for (size_t i = 0; i < r->nrecords; i++) {
		struct slice id = rec_get(x->a, r, &r->records[i], "Id");
		for (size_t k = 0; id.n && k < i; k++)
			if (slice_eq(rec_get(x->a, r, &r->records[k], "Id"), id)) {
				NOTE(x, &TWICE, rec_at_value(r, rec_find(r, &r->records[i], "Id")), id);
				break;
			}
	}
}

static void check_records(struct examen *x, const struct rec *r)
{
	check_descriptors(x, r);
	for (size_t i = 0; i < r->nrecords; i++) {
		struct slice type = r->sets[r->records[i].set].type;
		struct schema *s = controle_schema(x->k, type);
		if (s)
			schema_check(x->a, s, r, &r->records[i], x->diag);
		else
			NOTE(x, &UNKNOWN_RECORD, rec_at_record(r, &r->records[i]), type);
	}
}

static void check_utf8(struct examen *x, const char *path, struct slice bytes)
{
	size_t good = utf8_valid_length(bytes);
	if (good != bytes.n)
		NOTE(x, &NOT_UTF8, diag_place(path, bytes, good), SLICE(""));
}

bool controle_fichier(struct examen *x, const char *path, struct slice bytes, struct rec *r)
{
	check_utf8(x, path, bytes);
	if (rec_parse(x->a, bytes, path, NULL, r, x->diag) != STATUS_OK) {
		x->status = STATUS_INVALID;
		return false;
	}
	check_records(x, r);
	check_ids(x, r);
	return true;
}

/* A file of the case, said when it cannot be read. */
static bool read_case(struct examen *x, const char *name, const char **path, struct slice *bytes)
{
	*path = depot_case_path(x->v->depot, x->a, x->v->tree, x->v->ref, name);
	enum status st = depot_read(x->v->depot, x->v->tree, x->v->ref, name, x->a, bytes);
	if (st == STATUS_OK)
		return true;
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
	if (!read_case(x, "dossier.rec", &path, &bytes) || !controle_fichier(x, path, bytes, &r))
		return;
	for (size_t i = 0; i < r.nrecords; i++) {
		const struct rec_field *f = rec_find(&r, &r.records[i], "Reference");
		if (!rec_is(&r, &r.records[i], "Dossier"))
			continue;
		count++;
		if (f && !slice_eq(rec_word(x->a, &r, f), x->reference))
			NOTE(x, &OTHER_CASE, rec_at_value(&r, f), rec_word(x->a, &r, f));
	}
	struct buf n;
	buf_init(&n, x->a);
	buf_addn(&n, (int64_t)count);
	if (count != 1)
		NOTE(x, &ONE_DOSSIER, ((struct diag_at){path, 0, 0}), buf_slice(&n));
}

static void check_codes(struct examen *x, const struct journal *j, const struct evenement *e)
{
	for (size_t i = 0; i < sizeof type_champs_fermes / sizeof *type_champs_fermes; i++) {
		enum champ c = type_champs_fermes[i];
		const struct rec_field *f = evenement_champ(j, e, c, NULL);
		struct slice word = f ? rec_word(x->a, &j->rec, f) : SLICE("");
		bool plain = c == CHAMP_STATUT && (slice_is(word, "realise") || e->statut == STATUT_INCONNU); /* the schema says it */
		if (word.n && !plain && !type_code_connu(e->type->codes[c], word))
			NOTE(x, &BAD_CODE, rec_at_value(&j->rec, f), slice_z(champ_noms[c]), word, e->type->nom,
			     e->type->ferme >> c & 1 ? e->type->codes[c] : SLICE("(aucun)"));
	}
}

static void check_mandatory(struct examen *x, const struct journal *j, const struct evenement *e, struct slice id)
{
	for (enum champ c = CHAMP_REFERENCE; c < CHAMP_N; c++)
		if (e->type->obligatoire >> c & 1 && c != CHAMP_MINUTES && !evenement_mot(x->a, j, e, c).n)
			NOTE(x, &MISSING, rec_at_record(&j->rec, e->record), e->type->nom, slice_z(champ_noms[c]), id);
}

static void check_links(struct examen *x, const struct journal *j, const struct evenement *e)
{
	uint32_t from = 0;
	for (const struct rec_field *f; (f = evenement_champ(j, e, CHAMP_SUITE, &from));) {
		struct ident id;
		struct slice word = rec_word(x->a, &j->rec, f);
		if (!ident_parse(word, &id) || !journal_trouve(j, &id))
			NOTE(x, &UNKNOWN_LINK, rec_at_value(&j->rec, f), word);
	}
}

static void check_people(struct examen *x, const struct journal *j, const struct evenement *e)
{
	static const enum champ people[] = {CHAMP_CONSEILLER, CHAMP_VERS};
	for (size_t i = 0; i < 2; i++) {
		const struct rec_field *f = evenement_champ(j, e, people[i], NULL);
		struct slice word = f ? rec_word(x->a, &j->rec, f) : SLICE("");
		if (word.n && !centre_conseiller(x->a, x->k->contexte.centre, word))
			NOTE(x, &UNKNOWN_PERSON, rec_at_value(&j->rec, f), word);
	}
}

static void check_event(struct examen *x, const struct journal *j, const struct evenement *e)
{
	struct slice id = evenement_mot(x->a, j, e, CHAMP_ID);
	struct diag_at at = rec_at_record(&j->rec, e->record);
	if (!e->type) {
		NOTE(x, &UNKNOWN_TYPE, at, e->type_nom);
		return;
	}
	check_codes(x, j, e);
	check_mandatory(x, j, e, id);
	check_links(x, j, e);
	check_people(x, j, e);
	if (e->type->effet == EFFET_OUVERTURE && e->corrige < 0 && e != &j->v[0])
		NOTE(x, &OPENED_TWICE, at, SLICE(""));
	if (e->type->effet == EFFET_SEANCE && e->statut == STATUT_REALISE && !e->minutes && evenement_vivant(e))
		NOTE(x, &NO_MINUTES, at, id);
	const struct evenement *other = e->tete && e->corrige >= 0 && !e->raye ? journal_double_tete(j, e) : NULL;
	if (other)
		NOTE(x, &TWO_HEADS, at, evenement_mot(x->a, j, other, CHAMP_ID), id, id);
}

static int by_number(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;
	return (x > y) - (x < y);
}

static void check_gaps(struct examen *x, const struct journal *j)
{
	int *numbers = arena_alloc(x->a, (j->n + 1) * sizeof *numbers), before = 0;
	for (size_t i = 0; i < j->n; i++)
		numbers[i] = j->v[i].id.number;
	qsort(numbers, j->n, sizeof *numbers, by_number);
	numbers[j->n] = j->plus_grand + 1;
	for (size_t i = 0; i <= j->n; before = numbers[i++]) {
		struct buf b;
		if (numbers[i] <= before + 1)
			continue;
		buf_init(&b, x->a);
		buf_addf(&b, "e%d", before + 1);
		if (numbers[i] > before + 2)
			buf_addf(&b, " à e%d", numbers[i] - 1);
		NOTE(x, &GAP, ((struct diag_at){j->rec.path, 0, 0}), buf_slice(&b));
	}
}

/* The routes of the fundings of dossier.rec, joined like the journal's. */
static struct slice funded_routes(struct examen *x)
{
	struct slice bytes;
	struct rec r;
	struct buf b;
	buf_init(&b, x->a);
	if (depot_read(x->v->depot, x->v->tree, x->v->ref, "dossier.rec", x->a, &bytes) != STATUS_OK ||
	    rec_parse(x->a, bytes, "", NULL, &r, NULL) != STATUS_OK)
		return SLICE("");
	for (size_t i = 0; i < r.nrecords; i++) {
		struct slice route = rec_get(x->a, &r, &r.records[i], "Dispositif");
		if (!rec_is(&r, &r.records[i], "Financement") || !route.n)
			continue;
		buf_addz(&b, b.n ? "+" : "");
		buf_adds(&b, route);
	}
	return buf_slice(&b);
}

static bool all_in(struct slice some, struct slice all)
{
	struct slice one, other;
	while (slice_next(&some, "+", &one)) {
		struct slice rest = all;
		bool found = slice_is(one, "-");
		while (!found && slice_next(&rest, "+", &other))
			found = slice_eq(one, other);
		if (!found)
			return false;
	}
	return true;
}

static void check_routes(struct examen *x, const struct journal *j)
{
	struct etat etat;
	struct diag_at at = {j->rec.path, 0, 0};
	journal_etat(x->a, j, x->k->contexte.regles, x->k->contexte.au, &etat);
	struct slice said = journal_voies(x->a, j, &etat), funded = funded_routes(x), rest = said, one;
	while (slice_next(&rest, "+", &one)) {
		bool known = slice_is(one, "-");
		for (size_t i = 0; i < x->k->voies.n && !known; i++)
			known = slice_eq(x->k->voies.v[i].id, one);
		if (!known)
			NOTE(x, &UNKNOWN_ROUTE, at, one);
	}
	if (funded.n && (!all_in(said, funded) || !all_in(funded, said)))
		NOTE(x, &OTHER_ROUTE, at, said, funded);
}

void controle_journal(struct examen *x)
{
	const char *path;
	struct slice bytes;
	struct journal j;
	if (!read_case(x, "journal.rec", &path, &bytes))
		return;
	check_utf8(x, path, bytes);
	if (journal_parse(x->a, x->k->contexte.types, bytes, path, x->reference, &j, x->diag) != STATUS_OK) {
		x->status = status_worst(x->status, STATUS_INVALID);
		return;
	}
	check_records(x, &j.rec);
	for (size_t i = 0; i < j.n; i++)
		check_event(x, &j, &j.v[i]);
	check_gaps(x, &j);
	if (j.n)
		check_routes(x, &j);
}
