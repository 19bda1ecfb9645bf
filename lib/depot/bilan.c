#include "depot/bilan.h"

#include "base/unicode.h"
#include "depot/ident.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { DEMANDE, PARCOURS, COMPETENCES, INTERETS, PISTES, PROJET, NOTES, SYNTHESE, REPONSES, SUIVI };
const char *const bilan_files[BILAN_FILES + 1] = {
	[DEMANDE] = "demande.rec",   [PARCOURS] = "parcours.rec", [COMPETENCES] = "competences.rec",
	[INTERETS] = "interets.rec", [PISTES] = "pistes.rec",     [PROJET] = "projet.rec",
	[NOTES] = "notes.rec",       [SYNTHESE] = "synthese.rec", [REPONSES] = "reponses.rec",
	[SUIVI] = "suivi.rec",
};

/* One row a kind, in the order in which lists name them. */
#define KINDS(X) \
	X("demande", "Demande", "demande", DEMANDE, 0, NULL, true) \
	X("objectif", "Objectif", "objectif", DEMANDE, 'o', "Id", false) \
	X("experience", "Experience", "expérience", PARCOURS, 'x', "Id", false) \
	X("formation", "Formation", "formation", PARCOURS, 'x', "Id", false) \
	X("competence", "Competence", "compétence", COMPETENCES, 'c', "Id", false) \
	X("interet", "Interet", "intérêt", INTERETS, 'i', "Id", false) \
	X("piste", "Piste", "piste", PISTES, 'p', "Id", false) \
	X("etat-piste", "Etat_piste", "état de piste", PISTES, 0, NULL, false) \
	X("enquete", "Enquete", "enquête", PISTES, 'q', "Id", false) \
	X("critere", "Critere", "critère", PISTES, 'k', "Id", false) \
	X("score", "Score", "score", PISTES, 0, NULL, false) \
	X("projet", "Projet", "projet", PROJET, 0, "Piste", false) \
	X("action", "Action", "action", PROJET, 'a', "Id", false) \
	X("besoin", "Besoin", "besoin", PROJET, 'b', "Id", false) \
	X("note", "Note", "note", NOTES, 'n', "Id", false) \
	X("section", "Section", "section", SYNTHESE, 's', "Id", false) \
	X("observation", "Observation", "observation", SYNTHESE, 's', "Id", false) \
	X("version", "Version", "version", SYNTHESE, 'd', "Id", false) \
	X("reponse", "Reponse", "réponse", REPONSES, 0, "Question", false) \
	X("suivi", "Suivi", "suivi", SUIVI, 0, NULL, false) \
	X("suivi-action", "Suivi_action", "suivi d'action", SUIVI, 0, NULL, false) \
	X("reponse-suivi", "Reponse_suivi", "réponse du suivi", SUIVI, 0, "Question", false)
#define ROW(...) {__VA_ARGS__},
#define NAME(name, ...) name,
const struct kind kinds[] = {KINDS(ROW)};
const char *const kind_names[] = {KINDS(NAME) NULL};
const size_t kinds_n = sizeof kinds / sizeof *kinds;

/* As most words are spelt: no key is made. */
static const struct kind *kind_spelt(struct slice word)
{
	for (size_t i = 0; i < kinds_n; i++)
		if (ascii_eq_nocase(word, slice_z(kinds[i].name)) || ascii_eq_nocase(word, slice_z(kinds[i].type)))
			return &kinds[i];
	return NULL;
}

const struct kind *kind_named(struct slice word)
{
	const struct kind *found = kind_spelt(word);
	struct arena a;
	arena_init(&a);
	struct slice key = found ? SLICE("") : text_fold(&a, word);
	for (size_t i = 0; key.n && i < kinds_n && !found; i++)
		if (slice_eq(key, text_fold(&a, slice_z(kinds[i].name))))
			found = &kinds[i];
	arena_release(&a);
	return found;
}

const struct kind *kind_of_type(struct slice type)
{
	for (size_t i = 0; i < kinds_n; i++)
		if (slice_is(type, kinds[i].type))
			return &kinds[i];
	return NULL;
}

static enum status read_file(struct depot *d, struct arena *a, ref_t ref, int dir, size_t f, struct bilan *b, struct diag *diag)
{
	struct slice bytes;
	const char *path = depot_case_path(d, a, TREE_BILANS, ref, bilan_files[f]);
	enum status st = file_read(a, dir, bilan_files[f], &bytes, NULL);
	if (st == STATUS_ABSENT)
		return STATUS_OK;
	if (st == STATUS_OK)
		st = rec_parse(a, bytes, path, NULL, &b->rec[f], diag);
	else
		depot_say(diag, st, errno, path);
	b->read[f] = st == STATUS_OK;
	if (st != STATUS_OK)
		b->rec[f] = (struct rec){.path = path};
	return st;
}

enum status bilan_read(struct depot *d, struct arena *a, ref_t ref, struct bilan *b, struct diag *diag)
{
	char name[REF_SIZE];
	enum status st;
	*b = (struct bilan){0};
	int tree = depot_tree(d, TREE_BILANS, &st, diag);
	if (tree < 0)
		return st;
	ref_text(&d->prefixes, ref, name);
	int dir = file_open(tree, name, O_RDONLY | O_DIRECTORY, 0);
	if (dir < 0 && errno == ENOENT)
		return STATUS_OK;
	if (dir < 0) {
		st = file_status(errno);
		depot_say(diag, st, errno, depot_case_path(d, a, TREE_BILANS, ref, NULL));
		return st;
	}
	for (size_t f = 0; f < BILAN_FILES; f++)
		st = status_worst(st, read_file(d, a, ref, dir, f, b, diag));
	close(dir);
	return st;
}

enum status bilan_read_kind(struct depot *d, struct arena *a, ref_t ref, const struct kind *k, struct rec *r,
                            struct diag *diag)
{
	struct slice bytes;
	const char *path = depot_case_path(d, a, TREE_BILANS, ref, bilan_files[k->file]);
	enum status st = depot_read(d, TREE_BILANS, ref, bilan_files[k->file], a, &bytes);
	*r = (struct rec){.path = path};
	if (st == STATUS_OK)
		return rec_parse(a, bytes, path, NULL, r, diag);
	if (st == STATUS_ABSENT)
		return STATUS_OK;
	depot_say(diag, st, errno, path);
	return st;
}

const struct rec_record *bilan_next(const struct bilan *b, const struct kind *k, size_t *from)
{
	const struct rec *r = &b->rec[k->file];
	while (*from < r->nrecords) {
		const struct rec_record *e = &r->records[(*from)++];
		if (rec_is(r, e, k->type))
			return e;
	}
	return NULL;
}

int bilan_greatest(struct arena *a, const struct rec *r, char letter)
{
	int most = 0;
	for (size_t i = 0; i < r->nfields; i++) {
		struct ident id;
		const struct rec_field *f = &r->fields[i];
		if (f->end - f->value < 24 && ident_parse(rec_word(a, r, f), &id) && id.letter == letter && id.number > most)
			most = id.number;
	}
	return most;
}

/* bilans/REF, made when it is the first thing written there. */
static int open_folder(struct depot *d, int tree, ref_t ref, const struct acces *acces)
{
	char name[REF_SIZE];
	ref_text(&d->prefixes, ref, name);
	int dir = file_open(tree, name, O_RDONLY | O_DIRECTORY, 0);
	if (dir >= 0 || errno != ENOENT)
		return dir;
	if (mkdirat(tree, name, 0700) < 0 && errno != EEXIST)
		return -1;
	dir = file_open(tree, name, O_RDONLY | O_DIRECTORY, 0);
	if (dir >= 0 && (acces_dossier(dir, acces) != STATUS_OK || file_sync(tree) != STATUS_OK)) {
		int error = errno;
		close(dir);
		unlinkat(tree, name, AT_REMOVEDIR); /* else the next try would find it, and write outside the group */
		errno = error;
		return -1;
	}
	return dir;
}

enum status bilan_hold(struct depot *d, struct arena *a, ref_t ref, struct bilan_hold *h, struct diag *diag)
{
	enum status st;
	struct acces acces;
	struct stat folder;
	int tree = depot_tree(d, TREE_BILANS, &st, diag);
	if (tree < 0 || (st = acces_de(d, TREE_BILANS, &acces, diag)) != STATUS_OK)
		return st;
	const char *path = depot_case_path(d, diag->arena, TREE_BILANS, ref, NULL);
	h->dir = open_folder(d, tree, ref, &acces);
	if (h->dir < 0 || fstat(h->dir, &folder) < 0) {
		st = file_status(errno);
		depot_say(diag, st, errno, path);
		if (h->dir >= 0)
			close(h->dir);
		return st;
	}
	h->mode = folder.st_mode & 0660;
	st = depot_lock_folder(a, h->dir, &h->lock, path, diag);
	if (st == STATUS_OK)
		file_sweep(h->dir);
	else
		close(h->dir);
	return st;
}

void bilan_release(struct bilan_hold *h)
{
	file_unlock(h->lock);
	close(h->dir);
}
