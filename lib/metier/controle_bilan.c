/* The beneficiary's tree: schemas, links between records, notes and their events. */
#include "metier/controle_prive.h"
#include "metier/fiche_prive.h"
#include "metier/suivi.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct diag_msg UNKNOWN_LINK = {"lien-inconnu", DIAG_ERREUR,
	"{}: {} ne désigne aucun enregistrement de ce bilan ; corriger l'Id"};
static const struct diag_msg ORPHAN = {"note-orpheline", DIAG_ATTENTION,
	"cette note ne correspond à aucun événement ({}, même Saisi) ; vérifier à quel dossier elle appartient"};
static const struct diag_msg LEFT = {"bilan-non-detruit", DIAG_ERREUR,
	"ce fichier est encore là, et le journal dit que le bilan a été détruit ; l'effacer, ou rayer la destruction si elle "
	"n'a pas eu lieu : bilan-log --raye=ID {} --motif=saisie"};

static void check_days(struct examen *x, const struct kind *k, const struct rec *r, const struct rec_record *e)
{
	struct schema *s = controle_schema(x->k, slice_z(k->type));
	for (uint32_t i = e->first; s && i < e->first + e->n; i++) {
		const struct rec_field *f = &r->fields[i];
		struct schema_field *field = schema_field(s, rec_name(r, f));
		struct slice day = field ? rec_word(x->a, r, f) : SLICE("");
		if (day.n && schema_value_ok(x->a, field, day) && fiche_jour_faux(field, day)) /* else the schema has said it */
			NOTE(x, &FICHE_JOUR, rec_at_value(r, f), field->name, day);
	}
}

static void check_links(struct examen *x, const struct fiche_index *all, const struct kind *k, const struct rec *r,
                        const struct rec_record *e, bool libre)
{
	struct schema *s = controle_schema(x->k, slice_z(k->type));
	for (uint32_t i = e->first; s && i < e->first + e->n; i++) {
		const struct rec_field *f = &r->fields[i];
		const struct schema_field *field = schema_field(s, rec_name(r, f));
		struct slice id = field && fiche_lien(k, field) ? rec_word(x->a, r, f) : SLICE("");
		if (id.n && !fiche_lien_connu(all, k, id, libre))
			NOTE(x, &UNKNOWN_LINK, rec_at_value(r, f), rec_name(r, f), id);
	}
}

/* A record that no command reads, or a second one where one is read. An Id given twice in a file is said with the file. */
static void check_place(struct examen *x, const struct fiche_index *all, const struct kind *k, unsigned file,
                        const struct rec *r, const struct rec_record *e)
{
	const struct rec_field *f = k->key ? rec_find(r, e, k->key) : NULL;
	struct slice key = f ? rec_word(x->a, r, f) : SLICE("");
	bool keyed = k->single || key.n;
	if (fiche_lettre_fausse(k, key))
		NOTE(x, &FICHE_LETTRE, rec_at_value(r, f), key, slice_z(k->type), ((struct slice){&k->letter, 1}));
	if (k->file != file) {
		NOTE(x, &FICHE_AILLEURS, rec_at_record(r, e), slice_z(k->type), slice_z(bilan_files[k->file]));
		return;
	}
	const struct fiche_entree *first = keyed && fiche_a_cle(k) ? fiche_index_get(all, k, key) : NULL;
	if (!first || first->e == e)
		return;
	if (k->single)
		NOTE(x, &FICHE_SECONDE, rec_at_record(r, e), slice_z(k->type));
	else if (!fiche_a_id(k))
		NOTE(x, &FICHE_CLE_DOUBLE, rec_at_value(r, f), slice_z(k->key), key, slice_z(k->type));
}

static void check_period(struct examen *x, const struct rec *r, const struct rec_record *e)
{
	struct slice debut = rec_get(x->a, r, e, "Debut"), fin = rec_get(x->a, r, e, "Fin");
	if ((rec_is(r, e, "Experience") || rec_is(r, e, "Formation")) && !fiche_periode_ok(debut, fin))
		NOTE(x, &FICHE_PERIODE, rec_at_value(r, rec_find(r, e, "Fin")), fin, debut);
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
		NOTE(x, &ORPHAN, rec_at_record(r, e), word);
}

/* What a record of a follow-up must say beyond its schema; does it add a step? */
static bool check_followup(struct examen *x, const struct rec *r, const struct rec_record *e)
{
	if (!rec_is(r, e, "Suivi_action"))
		return false;
	struct suivi_action s = suivi_action_lue(x->a, r, e);
	const struct diag_msg *m = suivi_action_manque(&s);
	if (m)
		NOTE(x, m, rec_at_record(r, e), SLICE(""));
	return s.nouvelle;
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
		if (!b->read[f])
			b->rec[f] = (struct rec){.path = path};
		if (st != STATUS_OK && st != STATUS_ABSENT)
			depot_say(x->diag, st, errno, path);
	}
}

static void check_names(struct examen *x, int dir, const char *path)
{
	const char *expected[BILAN_FILES + 2] = {"documents"};
	memcpy(expected + 1, bilan_files, BILAN_FILES * sizeof *expected);
	controle_noms(x->a, dir, path, expected, x->diag);
}

/* Of a bilan that was destroyed, the follow-up alone remains. */
static void check_left(struct examen *x, const struct bilan *b)
{
	for (size_t f = 0; f < BILAN_FILES; f++)
		if (b->rec[f].nrecords && strcmp(bilan_files[f], "suivi.rec") != 0)
			NOTE(x, &LEFT, ((struct diag_at){b->rec[f].path, 0, 0}), x->reference);
}

static void check_records(struct examen *x, const struct bilan *b)
{
	struct journal journal;
	struct fiche_index all;
	const struct journal *j = read_journal(x, &journal);
	bool destroyed = j && journal_detruit(x->a, j, x->k->contexte.regles);
	if (destroyed)
		check_left(x, b);
	fiche_index_init(&all, x->a);
	fiche_index_bilan(&all, b, BILAN_FILES);
	for (unsigned file = 0; file < BILAN_FILES; file++)
		for (size_t i = 0; i < b->rec[file].nrecords; i++) {
			const struct rec *r = &b->rec[file];
			const struct rec_record *e = &r->records[i];
			const struct kind *k = kind_of_type(r->sets[e->set].type);
			if (!k)
				continue;
			check_place(x, &all, k, file, r, e);
			check_links(x, &all, k, r, e, check_followup(x, r, e) || destroyed);
			check_days(x, k, r, e);
			check_period(x, r, e);
			check_note(x, j, r, e);
		}
}

void controle_bilan(struct examen *x)
{
	struct bilan b = {0};
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
	check_records(x, &b);
}
