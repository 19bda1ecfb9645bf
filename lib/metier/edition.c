#include "metier/constat.h"
#include "metier/edition_prive.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct diag_msg UNCHANGED = {"rien-de-change", DIAG_REMARQUE, "rien n'a été modifié"};
static const struct diag_msg EMPTIED = {"copie-vide", DIAG_ATTENTION,
	"la copie est revenue vide : rien n'a été modifié ; pour tout retirer, garder au moins la ligne %rec"};
static const struct diag_msg GONE = {"bilan-absent", DIAG_ERREUR,
	"ce dossier a été retiré pendant la modification : rien n'a été écrit ; vérifier ce que le bilan est devenu"};
static const struct diag_msg DONE = {"modification", DIAG_REMARQUE, "{}"};

static const struct schema *schema_of(const struct edition *e)
{
	return fiche_schema(e->fiches, e->kind);
}

const char *edition_nom(const struct edition *e, const char *copie)
{
	return depot_case_path(e->fiches->depot, e->a, TREE_BILANS, e->ref, copie);
}

static const char *file_path(const struct edition *e)
{
	return edition_nom(e, bilan_files[e->kind->file]);
}

static const char *copy_path(const struct edition *e)
{
	return edition_nom(e, e->draft.copy);
}

const char *edition_chemin(const struct edition *e)
{
	return copie_chemin(e->fiches->depot, e->a, edition_nom(e, NULL), e->draft.copy);
}

static void unlock(struct edition *e)
{
	file_unlock(e->hold.lock);
	e->hold.lock = -1;
}

/* While the editor ran, its bilan may have been destroyed, or moved. */
static bool still_there(const struct edition *e)
{
	char name[REF_SIZE];
	struct stat held, named;
	const struct depot *d = e->fiches->depot;
	ref_text(&d->prefixes, e->ref, name);
	return fstat(e->hold.dir, &held) == 0 && fstatat(d->tree[TREE_BILANS], name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

static enum status lock(struct edition *e, struct diag *diag)
{
	const char *path = edition_nom(e, NULL);
	enum status st = depot_lock_folder(e->a, e->hold.dir, &e->hold.lock, path, diag);
	if (st == STATUS_OK && !still_there(e)) {
		unlock(e);
		st = STATUS_ABSENT;
	}
	if (st == STATUS_ABSENT)
		DIAG0(diag, &GONE, ((struct diag_at){path, 0, 0}));
	if (st == STATUS_OK)
		file_sweep(e->hold.dir);
	return st;
}

enum status edition_ouvre(struct edition *e, struct fiches *f, struct arena *a, const struct kind *k, ref_t ref,
                          struct diag *diag)
{
	*e = (struct edition){.fiches = f, .a = a, .kind = k, .ref = ref, .hold = {-1, -1, 0}, .draft = {.dir = -1, .lock = -1}};
	enum status st = fiches_permis(f, a, ref, k->file, diag);
	if (st == STATUS_OK)
		st = bilan_hold(f->depot, a, ref, &e->hold, diag);
	if (st != STATUS_OK) {
		e->hold = (struct bilan_hold){-1, -1, 0};
		return st;
	}
	st = draft_left(a, e->hold.dir, bilan_files[k->file], &e->restes, &e->nrestes);
	if (st != STATUS_OK)
		depot_say(diag, st, errno, edition_nom(e, NULL));
	unlock(e);
	return st;
}

void edition_ferme(struct edition *e)
{
	draft_close(&e->draft);
	file_unlock(e->hold.lock);
	if (e->hold.dir >= 0)
		close(e->hold.dir);
	e->hold = (struct bilan_hold){-1, -1, 0};
}

enum status edition_neuve(struct edition *e, struct diag *diag)
{
	struct slice base = SLICE("");
	const char *name = bilan_files[e->kind->file];
	enum status st = lock(e, diag);
	if (st != STATUS_OK)
		return st;
	st = file_read(e->a, e->hold.dir, name, &base, NULL);
	if (st == STATUS_OK || st == STATUS_ABSENT)
		st = draft_create(&e->draft, e->a, e->hold.dir, name, base, edition_offre(e->a, e->kind, schema_of(e), base));
	if (st != STATUS_OK)
		depot_say(diag, st, errno, file_path(e));
	unlock(e);
	return st;
}

enum status edition_reprend(struct edition *e, const struct draft_left *reste, struct diag *diag)
{
	enum status st = lock(e, diag);
	if (st != STATUS_OK)
		return st;
	st = copie_prend(&e->draft, e->hold.dir, reste, edition_nom(e, reste->copy), diag);
	unlock(e);
	return st;
}

/* But for blank lines at the end: an editor adds one. */
static bool same_text(struct slice a, struct slice b)
{
	while (a.n && strchr(" \t\r\n", a.p[a.n - 1]))
		a.n--;
	while (b.n && strchr(" \t\r\n", b.p[b.n - 1]))
		b.n--;
	return slice_eq(a, b);
}

static struct slice stripped(const struct edition *e, struct slice base, struct slice text)
{
	return edition_depouille(e->a, e->kind, schema_of(e), base, text);
}

enum copie edition_copie(const struct edition *e)
{
	struct slice base, text;
	enum status st = draft_read(&e->draft, e->a, &base, &text);
	if (st != STATUS_OK)
		return st == STATUS_ABSENT ? COPIE_PAREILLE : COPIE_ILLISIBLE;
	return same_text(stripped(e, base, text), base) ? COPIE_PAREILLE : COPIE_DIFFERENTE;
}

static enum status replace_draft(const struct reprise *x, struct slice text)
{
	return copie_remplace(&x->e->draft, x->e->a, x->w->before, text, copy_path(x->e), x->diag);
}

/* Others wrote since: their changes go into the copy, which from then on is one of the file as it stands. */
static enum status merge(struct reprise *x)
{
	struct rec base, ours, theirs;
	struct slice merged;
	struct arena *a = x->e->a;
	if (slice_eq(x->base, x->w->before))
		return STATUS_OK;
	rec_parse(a, x->base, "", NULL, &base, NULL);
	enum status st = rec_parse(a, x->w->before, file_path(x->e), NULL, &theirs, x->diag);
	if (st != STATUS_OK || (st = edition_comprend(x, x->text, &ours)) != STATUS_OK)
		return st;
	st = edition_fusionne(a, &base, &ours, &theirs, &merged, x->diag);
	if (st != STATUS_OK && st != STATUS_CHANGED)
		return st;
	x->base = x->w->before;
	x->text = merged;
	return status_worst(st, replace_draft(x, merged));
}

static void count_word(struct buf *b, size_t n, const char *one)
{
	bool first = !b->n;
	if (!n)
		return;
	buf_addz(b, first ? "" : ", ");
	buf_addn(b, (int64_t)n);
	if (first)
		buf_addz(b, n > 1 ? " enregistrements" : " enregistrement");
	buf_addf(b, " %s%s", one, n > 1 ? "s" : "");
}

static void say_done(const struct reprise *x, struct buf *out)
{
	char text[REF_SIZE];
	struct bilan_des_changements c;
	struct pareils before;
	struct buf b;
	buf_init(&b, x->e->a);
	edition_compte(x->e->a, &x->before, &x->after, &c);
	pareils_init(&before, x->e->a, &x->before);
	count_word(&b, c.ajoutes, "ajouté");
	count_word(&b, c.changes, "modifié");
	count_word(&b, c.retires, "retiré");
	DIAG(x->diag, &DONE, ((struct diag_at){file_path(x->e), 0, 0}),
	     b.n ? buf_slice(&b) : SLICE("les enregistrements sont les mêmes, le texte autour a été modifié"));
	for (size_t i = 0; i < x->after.nrecords; i++) {
		const struct rec_record *e = &x->after.records[i];
		const struct kind *k = kind_of_type(x->after.sets[e->set].type);
		struct slice key = k && k->key ? rec_get(x->e->a, &x->after, e, k->key) : SLICE("");
		if (!k || pareils_trouve(&before, &x->after, e))
			continue;
		buf_adds(out, ref_text(&x->e->fiches->depot->prefixes, x->e->ref, text));
		buf_addf(out, " %.*s\n", key.n ? (int)key.n : (int)strlen(k->name), key.n ? key.p : k->name);
	}
}

/* A piste's state just typed, unknown or without its reason, at its place in what was written. */
static void remark_states(const struct reprise *x, struct slice whole)
{
	struct rec r;
	struct libelles l = {0};
	struct pareils before;
	char text[REF_SIZE];
	struct arena *a = x->e->a;
	if (strcmp(bilan_files[x->e->kind->file], "pistes.rec") != 0 ||
	    rec_parse(a, whole, file_path(x->e), NULL, &r, NULL) != STATUS_OK)
		return;
	libelles_lus(x->e->fiches->depot, a, &l, NULL);
	pareils_init(&before, a, &x->before);
	for (size_t i = 0; i < r.nrecords; i++) {
		const struct rec_record *e = &r.records[i], *was = pareils_trouve(&before, &r, e);
		bool change = rec_is(&r, e, "Etat_piste"), typed = !was || !slice_eq(rec_bytes(&x->before, was), rec_bytes(&r, e));
		if (typed && (change || rec_is(&r, e, "Piste")))
			constat_etat(a, &l, rec_get(a, &r, e, "Etat"), rec_get(a, &r, e, "Raison"), change,
			             ref_text(&x->e->fiches->depot->prefixes, x->e->ref, text), rec_at_record(&r, e), x->diag);
	}
}

static enum status nothing_to_do(struct edition *e, const struct diag_msg *m, struct diag *diag)
{
	DIAG0(diag, m, ((struct diag_at){file_path(e), 0, 0}));
	return copie_retire(&e->draft, copy_path(e), diag);
}

/* The Ids are in the copy before they are in the file: after a death in between, records that are there already are
 * known. */
static enum status write_file(struct reprise *x, struct slice whole, struct buf *out)
{
	enum status st = x->donne ? replace_draft(x, x->text) : STATUS_OK;
	if (st != STATUS_OK)
		return st;
	st = file_edit_write(x->w, whole, x->e->hold.mode);
	if (st == STATUS_OK)
		st = file_edit_commit(x->w);
	if (st != STATUS_OK)
		depot_say_edit(x->diag, st, errno, file_path(x->e), x->w);
	if (st != STATUS_OK && !x->w->placed)
		return st;
	say_done(x, out);
	remark_states(x, whole);
	return status_worst(st, copie_retire(&x->e->draft, copy_path(x->e), x->diag));
}

static enum status settle(struct reprise *x, struct buf *out)
{
	struct edition *e = x->e;
	if (same_text(stripped(e, x->base, x->text), x->w->before))
		return nothing_to_do(e, &UNCHANGED, x->diag);
	enum status st = merge(x);
	if (st == STATUS_OK)
		st = edition_juge(x);
	if (st != STATUS_OK)
		return st;
	struct slice whole = stripped(e, x->base, x->text);
	if (same_text(whole, x->w->before))
		return nothing_to_do(e, &UNCHANGED, x->diag);
	return write_file(x, whole, out);
}

/* The lock is held. */
static enum status replace(struct edition *e, struct reprise *x, struct buf *out)
{
	enum status st = file_edit_begin(x->w, e->a, e->hold.dir, bilan_files[e->kind->file]);
	if (st != STATUS_OK) {
		depot_say(x->diag, st, errno, file_path(e));
		return st;
	}
	st = settle(x, out);
	file_edit_cancel(x->w);
	return st;
}

enum status edition_rend(struct edition *e, struct buf *out, struct diag *diag)
{
	struct file_edit w;
	struct reprise x = {.e = e, .w = &w, .diag = diag};
	enum status st = copie_lit(&e->draft, e->a, copy_path(e), &x.base, &x.text, diag);
	if (st != STATUS_OK)
		return st;
	if (same_text(stripped(e, x.base, x.text), x.base))
		return nothing_to_do(e, &UNCHANGED, diag);
	if (same_text(x.text, SLICE("")))
		return nothing_to_do(e, &EMPTIED, diag);
	st = lock(e, diag);
	if (st != STATUS_OK)
		return st;
	st = fiches_permis(e->fiches, e->a, e->ref, e->kind->file, diag); /* it may have been destroyed meanwhile */
	bool was = diag_writes(diag, true);
	if (st == STATUS_OK)
		st = replace(e, &x, out);
	diag_writes(diag, was);
	unlock(e);
	return st;
}
