/* The beneficiary's tree: schemas, links between records, notes and their events. */
#include "metier/controle_prive.h"
#include "metier/fiche.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct diag_msg UNKNOWN_LINK = {"lien-inconnu", DIAG_ERREUR,
	"{}: {} ne désigne aucun enregistrement de ce bilan ; corriger l'Id"};
static const struct diag_msg ORPHAN = {"note-orpheline", DIAG_ATTENTION,
	"cette note ne correspond à aucun événement ({}, même Saisi) ; vérifier à quel dossier elle appartient"};

static bool has_id(struct examen *x, const struct bilan *b, struct slice id)
{
	for (size_t f = 0; f < BILAN_FILES; f++)
		for (size_t i = 0; b->read[f] && i < b->rec[f].nrecords; i++)
			if (slice_eq(rec_get(x->a, &b->rec[f], &b->rec[f].records[i], "Id"), id))
				return true;
	return false;
}

static void check_links(struct examen *x, const struct bilan *b, const struct rec *r, const struct rec_record *e)
{
	struct slice type = r->sets[e->set].type;
	const struct kind *k = kind_of_type(type);
	struct schema *s = k ? controle_schema(x->k, type) : NULL;
	for (uint32_t i = e->first; s && i < e->first + e->n; i++) {
		const struct rec_field *f = &r->fields[i];
		const struct schema_field *field = schema_field(s, rec_name(r, f));
		struct slice id = field && fiche_lien(k, field) ? rec_word(x->a, r, f) : SLICE("");
		if (id.n && !has_id(x, b, id))
			controle_note(x, &UNKNOWN_LINK, rec_at_value(r, f), (struct slice[]){rec_name(r, f), id}, 2);
	}
}

/* A note is tied to its event by the Id and the instant: an Id alone could be that of another life of the case. */
static void check_note(struct examen *x, const struct journal *j, const struct rec *r, const struct rec_record *e)
{
	struct ident id;
	struct slice word = rec_get(x->a, r, e, "Evenement"), saisi = rec_get(x->a, r, e, "Saisi");
	if (!rec_is(r, e, "Note") || !j) /* a journal that cannot be read is said already */
		return;
	const struct evenement *to = ident_parse(word, &id) ? journal_trouve(j, &id) : NULL;
	if (!to || !slice_eq(evenement_mot(x->a, j, to, CHAMP_SAISI), saisi))
		controle_note(x, &ORPHAN, rec_at_record(r, e), &word, 1);
}

static const struct journal *read_journal(struct examen *x, struct journal *j)
{
	struct slice bytes;
	if (depot_read(x->v->depot, x->v->tree, x->v->ref, "journal.rec", x->a, &bytes) != STATUS_OK ||
	    journal_parse(x->a, x->k->contexte.types, bytes, "", x->reference, j, NULL) != STATUS_OK)
		return NULL;
	return j;
}

static void read_files(struct examen *x, int dir, struct bilan *b)
{
	for (size_t f = 0; f < BILAN_FILES; f++) {
		struct slice bytes;
		const char *path = depot_case_path(x->v->depot, x->a, TREE_BILANS, x->v->ref, bilan_files[f]);
		enum status st = file_read(x->a, dir, bilan_files[f], &bytes, NULL);
		if (st == STATUS_OK)
			b->read[f] = controle_fichier(x, path, bytes, &b->rec[f]);
		else if (st != STATUS_ABSENT)
			depot_say(x->diag, st, errno, path);
	}
}

static void check_names(struct examen *x, int dir, const char *path)
{
	const char *expected[BILAN_FILES + 2] = {"documents"};
	memcpy(expected + 1, bilan_files, BILAN_FILES * sizeof *expected);
	controle_noms(x->a, dir, path, expected, x->diag);
}

void controle_bilan(struct examen *x)
{
	struct bilan b = {0};
	struct journal journal;
	char name[REF_SIZE];
	ref_text(&x->v->depot->prefixes, x->v->ref, name);
	int dir = file_open(x->v->depot->tree[TREE_BILANS], name, O_RDONLY | O_DIRECTORY, 0);
	const char *path = depot_case_path(x->v->depot, x->a, TREE_BILANS, x->v->ref, NULL);
	if (dir < 0 && errno != ENOENT)
		depot_say(x->diag, file_status(errno), errno, path);
	if (dir < 0)
		return;
	check_names(x, dir, path);
	read_files(x, dir, &b);
	close(dir);
	const struct journal *j = read_journal(x, &journal);
	for (size_t f = 0; f < BILAN_FILES; f++)
		for (size_t i = 0; b.read[f] && i < b.rec[f].nrecords; i++) {
			check_links(x, &b, &b.rec[f], &b.rec[f].records[i]);
			check_note(x, j, &b.rec[f], &b.rec[f].records[i]);
		}
}
