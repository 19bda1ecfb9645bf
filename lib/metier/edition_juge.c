/* What was saved, judged: read, given Ids, held against its schemas and against the other files. */
#include "metier/edition_prive.h"
#include "metier/fiche_prive.h"
#include "metier/suivi.h"

#include <string.h>

static const struct diag_msg NOT_UTF8 = {"utf8", DIAG_ERREUR,
	"octets qui ne sont pas de l'UTF-8 ; enregistrer le fichier en UTF-8"};
static const struct diag_msg STILL_NAMED = {"lien-rompu", DIAG_ERREUR,
	"{} est nommé ici par un enregistrement {} ; retirer d'abord ce lien, ou garder {}"};

enum status edition_comprend(const struct reprise *x, struct slice text, struct rec *r)
{
	const char *path = edition_nom(x->e, x->e->draft.copy);
	size_t valid = utf8_valid_length(text);
	if (valid == text.n)
		return rec_parse(x->e->a, text, path, NULL, r, x->diag);
	DIAG0(x->diag, &NOT_UTF8, diag_place(path, text, valid));
	return STATUS_INVALID;
}

static const struct diag_msg MISPLACED = {"sorte-differente", DIAG_ERREUR,
	"ce nouvel enregistrement est sous « %rec: {} », et le champ {} est d'une autre sorte ; le placer sous « %rec: {} »"};

/* Typed at the end of the copy, a record falls into the last set of the file, whatever it was meant to be. */
static enum status check_place(const struct reprise *x, const struct rec *r, const struct rec_record *e, const struct kind *k)
{
	const struct kind *meant = x->e->kind;
	for (uint32_t i = e->first; meant != k && i < e->first + e->n; i++) {
		struct slice name = rec_name(r, &r->fields[i]);
		if (schema_field(fiche_schema(x->e->fiches, k), name) || !schema_field(fiche_schema(x->e->fiches, meant), name))
			continue;
		DIAG(x->diag, &MISPLACED, rec_at(r, &r->fields[i]), slice_z(k->type), name, slice_z(meant->type));
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static enum status check_places(const struct reprise *x, const struct rec *r)
{
	enum status st = STATUS_OK;
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		const struct kind *k = kind_of_type(r->sets[e->set].type);
		if (k && k->letter && !rec_get(x->e->a, r, e, "Id").n)
			st = status_worst(st, check_place(x, r, e, k));
	}
	return st;
}

/* The number (from 1) of each line added for an Id, in order. */
struct ids {
	size_t *lignes;
	size_t n;
};

/* The next number of a letter, 0 when there is none left: whatever bears or names it in any file counts, so that an Id that
 * something still names never comes back. */
static int next_number(struct arena *a, const struct bilan *b, const struct rec *r, char letter, int *last)
{
	int *n = &last[letter - 'a'];
	if (*n == 0) {
		*n = bilan_greatest(a, r, letter);
		for (size_t f = 0; f < BILAN_FILES; f++) {
			int other = bilan_greatest(a, &b->rec[f], letter);
			*n = other > *n ? other : *n;
		}
	}
	return *n < 999999999 ? ++*n : 0;
}

/* The Id of a record that has none: a line ahead of the others, or the value of an empty field. */
static void give_id(struct reprise *x, const struct rec *r, const struct rec_record *e, struct slice id,
                    struct retouches *t, struct ids *ids)
{
	const char *field = fiche_champ_id(kind_of_type(r->sets[e->set].type));
	const struct rec_field *empty = rec_find(r, e, field);
	size_t at = empty ? empty->end : r->fields[e->first].at;
	struct buf b;
	buf_init(&b, x->e->a);
	if (!empty)
		buf_addf(&b, "%s: ", field);
	else if (empty->value == empty->at + empty->name_n + 1u)
		buf_addc(&b, ' ');
	buf_adds(&b, id);
	if (!empty) {
		buf_addz(&b, r->crlf ? "\r\n" : "\n");
		ids->lignes[ids->n] = diag_place("", r->bytes, at).line + ids->n;
		ids->n++;
	}
	retouche(t, at, at, buf_slice(&b));
	x->donne = true;
}

/* Was record E of R typed, in part at least, and not only left as it was? */
static bool was_typed(const struct pareils *before, const struct rec *r, const struct rec_record *e)
{
	const struct rec_record *was = pareils_trouve(before, r, e);
	return !was || !slice_eq(rec_bytes(before->r, was), rec_bytes(r, e));
}

/* "09/03/2026", "Savoir-être": what the adder understands is written as the adder would. */
static void put_in_form(const struct reprise *x, const struct rec *r, const struct rec_record *e, const struct kind *k,
                        struct retouches *t)
{
	for (uint32_t i = e->first; i < e->first + e->n; i++) {
		const struct rec_field *f = &r->fields[i];
		struct schema_field *s = schema_field(fiche_schema(x->e->fiches, k), rec_name(r, f));
		struct slice word = rec_word(x->e->a, r, f);
		if (!s || f->folded || !word.n || schema_value_ok(x->e->a, s, word))
			continue;
		struct slice form = fiche_forme(x->e->a, s, word);
		if (schema_value_ok(x->e->a, s, form))
			retouche(t, f->value, f->end, form);
	}
}

/* The letter of the Id that a record is to be given, 0: none. Of a plan that was destroyed, the numbers given are not known
 * any more. */
static char letter_wanted(const struct reprise *x, const struct rec *r, const struct rec_record *e, const struct kind *k)
{
	bool step = strcmp(k->name, "suivi-action") == 0 && !x->e->fiches->detruit && suivi_action_lue(x->e->a, r, e).nouvelle;
	char letter = step ? 'a' : k->letter;
	return letter && !rec_get(x->e->a, r, e, fiche_champ_id(k)).n ? letter : 0;
}

/* The text with what new records lack. */
static struct slice complete(struct reprise *x, const struct rec *r, const struct pareils *before, struct ids *ids,
                             enum status *st)
{
	struct arena *a = x->e->a;
	struct retouches t = {.a = a};
	int last[26] = {0};
	*ids = (struct ids){.lignes = ARENA_ARRAY(a, size_t, r->nrecords + 1)};
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		const struct kind *k = kind_of_type(r->sets[e->set].type);
		if (!k)
			continue;
		if (was_typed(before, r, e))
			put_in_form(x, r, e, k, &t);
		char letter = letter_wanted(x, r, e, k);
		if (!letter)
			continue;
		struct buf id;
		int number = next_number(a, &x->bilan, r, letter, last);
		if (!number) {
			DIAG(x->diag, &FICHE_EPUISE, rec_at_record(r, e), ((struct slice){&letter, 1}), slice_z(k->name));
			*st = STATUS_INVALID;
			continue;
		}
		buf_init(&id, a);
		buf_addf(&id, "%c%d", letter, number);
		buf_adds(&id, x->e->fiches->poste.suffixe);
		give_id(x, r, e, buf_slice(&id), &t, ids);
	}
	return retouches_applique(&t, r->bytes);
}

/* Messages about the text with Ids, at the lines of the text without. */
static void replace_lines(struct diag_entry *said, const char *path, const struct ids *ids)
{
	for (; said; said = said->next) {
		size_t above = 0;
		while (said->at.path == path && above < ids->n && ids->lignes[above] < said->at.line)
			above++;
		said->at.line -= above;
	}
}

static bool names(const struct reprise *x, const struct rec *r, const struct rec_record *e, struct slice id,
                  const struct rec_field **f)
{
	const struct kind *k = kind_of_type(r->sets[e->set].type);
	for (uint32_t i = e->first; k && i < e->first + e->n; i++) {
		*f = &r->fields[i];
		struct schema_field *s = schema_field(fiche_schema(x->e->fiches, k), rec_name(r, *f));
		if (s && fiche_lien(k, s) && slice_eq(rec_word(x->e->a, r, *f), id))
			return true;
	}
	return false;
}

/* An Id that is gone, while a record of another file goes by it. */
static enum status judge_removal(const struct reprise *x, struct slice id)
{
	enum status st = STATUS_OK;
	const struct rec_field *f;
	for (size_t file = 0; file < BILAN_FILES; file++) {
		const struct rec *r = &x->bilan.rec[file];
		for (size_t i = 0; file != x->e->kind->file && i < r->nrecords; i++)
			if (names(x, r, &r->records[i], id, &f)) {
				DIAG(x->diag, &STILL_NAMED, rec_at_value(r, f), id, r->sets[r->records[i].set].type, id);
				st = STATUS_INVALID;
			}
	}
	return st;
}

static enum status judge_removals(const struct reprise *x)
{
	struct fiche_index after;
	enum status st = STATUS_OK;
	fiche_index_init(&after, x->e->a);
	fiche_index_rec(&after, &x->after);
	for (size_t i = 0; i < x->before.nrecords; i++) {
		struct slice id = rec_get(x->e->a, &x->before, &x->before.records[i], "Id");
		if (id.n && !fiche_index_get(&after, NULL, id))
			st = status_worst(st, judge_removal(x, id));
	}
	return st;
}

/* The file as it stands, and the others. Nothing is judged beside a file that cannot be read, but the one that is being
 * mended. */
static enum status read_others(struct reprise *x)
{
	struct edition *e = x->e;
	const char *path = edition_nom(e, bilan_files[e->kind->file]);
	bool broken = rec_parse(e->a, x->w->before, path, NULL, &x->before, NULL) != STATUS_OK;
	enum status st = bilan_read(e->fiches->depot, e->a, e->ref, &x->bilan, broken ? NULL : x->diag);
	return broken ? STATUS_OK : st;
}

/* What the adder would refuse of a value, in records that were typed; and, wherever it stands, what no bilan has a need of. */
static enum status check_field(const struct reprise *x, const struct rec *r, const struct rec_field *f, bool known, bool typed)
{
	struct slice name = rec_name(r, f), value = rec_value(x->e->a, r, f);
	if (sobriete_champ(&x->e->fiches->sobriete, x->e->a, r, f, known, x->diag))
		return STATUS_INVALID;
	if (!typed || fiche_texte_ok(name, value, DIAG_NOWHERE, NULL))
		return STATUS_OK;
	fiche_texte_ok(name, value, rec_at_value(r, f), x->diag); /* a place is found by counting lines */
	return STATUS_INVALID;
}

static enum status check_fields(const struct reprise *x, const struct rec *r, const struct pareils *before)
{
	enum status st = STATUS_OK;
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		const struct kind *k = kind_of_type(r->sets[e->set].type);
		bool typed = was_typed(before, r, e);
		for (uint32_t n = e->first; n < e->first + e->n; n++) {
			bool known = k && schema_field(fiche_schema(x->e->fiches, k), rec_name(r, &r->fields[n]));
			st = status_worst(st, check_field(x, r, &r->fields[n], known, typed));
		}
	}
	return st;
}

enum status edition_juge(struct reprise *x)
{
	struct ids ids;
	struct rec ours;
	struct pareils before;
	struct edition *e = x->e;
	enum status st = edition_comprend(x, x->text, &ours);
	if (st == STATUS_OK)
		st = read_others(x);
	if (st != STATUS_OK)
		return st;
	pareils_init(&before, e->a, &x->before);
	st = status_worst(check_places(x, &ours), check_fields(x, &ours, &before));
	if (st != STATUS_OK)
		return st;
	struct diag_entry **said = x->diag->last ? x->diag->last : &x->diag->first;
	x->text = complete(x, &ours, &before, &ids, &st);
	if (st != STATUS_OK)
		return st;
	st = rec_parse(e->a, x->text, ours.path, NULL, &x->after, x->diag);
	if (st == STATUS_OK)
		st = fiches_juge(e->fiches, e->a, &x->bilan, e->kind->file, &x->after, x->diag);
	replace_lines(*said, ours.path, &ids);
	return status_worst(st, judge_removals(x));
}
