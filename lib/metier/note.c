#include "metier/note.h"

#include "depot/bilan.h"

#include <errno.h>
#include <string.h>

static const struct diag_msg BAD_NOTE = {"note-illisible", DIAG_ERREUR,
	"la note n'est pas un texte en UTF-8 ; la réenregistrer ainsi, ou la convertir : iconv -f WINDOWS-1252 -t UTF-8 (rien "
	"n'a été écrit)"};
static const struct diag_msg EMPTY_NOTE = {"note-vide", DIAG_ERREUR,
	"la note est vide ; l'écrire, ou retirer --note (rien n'a été écrit)"};
static const struct diag_msg NOT_WRITTEN = {"note-non-ecrite", DIAG_ERREUR,
	"la note n'a pas été écrite ({}) ; l'événement non plus ; recommencer"};
static const struct diag_msg CANNOT_ADD = {"ajout-impossible", DIAG_ERREUR,
	"le fichier se termine au milieu d'une ligne continuée ; le corriger dans un éditeur (rien n'a été modifié)"};

enum status note_juge(struct sobriete *s, struct slice texte, struct diag *diag)
{
	bool nul = texte.n && memchr(texte.p, '\0', texte.n);
	if (texte.n && !nul && utf8_valid_length(texte) == texte.n)
		return sobriete_refuse(s, SLICE("la note"), texte, DIAG_NOWHERE, diag) ? STATUS_INVALID : STATUS_OK;
	DIAG0(diag, texte.n ? &BAD_NOTE : &EMPTY_NOTE, DIAG_NOWHERE);
	return STATUS_INVALID;
}

/* What a note says. */
struct texte_de_note {
	struct slice evenement, saisi, texte;
	const struct tache *tache;
};

static void put(struct buf *record, const char *name, struct slice value)
{
	if (value.n)
		rec_put(record, name, value);
}

static void put_task(struct buf *record, const struct tache *t)
{
	put(record, "Tache", t->code);
	put(record, "Titre", t->titre);
	put(record, "Pourquoi", t->pourquoi);
	put(record, "Consigne", t->consigne);
	put(record, "Livrable", t->livrable);
}

/* The file with one note more; INVALID, said, when it cannot be read or added to. */
static enum status compose(struct arena *a, struct slice before, const char *path, const struct poste *p,
                           const struct texte_de_note *n, struct buf *whole, struct diag *diag)
{
	struct rec r;
	struct buf record, id;
	buf_init(&record, a);
	buf_init(whole, a);
	buf_init(&id, a);
	enum status st = rec_parse(a, before, path, NULL, &r, diag);
	if (st != STATUS_OK)
		return st;
	buf_addf(&id, "n%d", bilan_greatest(a, &r, 'n') + 1);
	buf_adds(&id, p->suffixe);
	rec_put(&record, "Id", buf_slice(&id));
	rec_put(&record, "Evenement", n->evenement);
	rec_put(&record, "Saisi", n->saisi);
	if (n->tache)
		put_task(&record, n->tache);
	rec_put(&record, "Texte", n->texte.p || !n->tache ? n->texte : n->tache->titre);
	if (rec_add(whole, &r, "Note", buf_slice(&record)) == STATUS_OK)
		return STATUS_OK;
	DIAG0(diag, &CANNOT_ADD, ((struct diag_at){path, 0, 0}));
	return STATUS_INVALID;
}

static void say_not_written(struct diag *diag, const char *path)
{
	DIAG(diag, &NOT_WRITTEN, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
}

static enum status add_record(struct arena *a, const struct bilan_hold *h, const char *path, const struct poste *p,
                              const struct texte_de_note *n, struct diag *diag)
{
	struct file_edit e;
	struct buf whole;
	enum status st = file_edit_begin(&e, a, h->dir, "notes.rec");
	if (st != STATUS_OK) {
		say_not_written(diag, path);
		return st;
	}
	st = compose(a, e.before, path, p, n, &whole, diag);
	if (st != STATUS_OK) {
		file_edit_cancel(&e);
		return st;
	}
	st = file_edit_write(&e, buf_slice(&whole), h->mode);
	if (st == STATUS_OK)
		st = file_edit_commit(&e);
	if (st == STATUS_CHANGED || (st != STATUS_OK && e.placed))
		depot_say_edit(diag, st, errno, path, &e);
	else if (st != STATUS_OK)
		say_not_written(diag, path);
	return st;
}

enum status note_ajoute(struct depot *d, struct arena *a, ref_t ref, const struct poste *p, struct slice evenement,
                        struct slice saisi, struct slice texte, const struct tache *tache, struct diag *diag)
{
	struct bilan_hold h;
	enum status st = bilan_hold(d, a, ref, &h, diag);
	if (st != STATUS_OK)
		return st;
	const char *path = depot_case_path(d, diag->arena, TREE_BILANS, ref, "notes.rec");
	bool was = diag_writes(diag, true);
	st = add_record(a, &h, path, p, &(struct texte_de_note){evenement, saisi, texte, tache}, diag);
	diag_writes(diag, was);
	bilan_release(&h);
	return st;
}
