/* Answers that come back: compare, change the records that changed, add the new ones, replace the file once. */
#include "metier/edition_prive.h"
#include "metier/fiche_prive.h"
#include "metier/trame_prive.h"

#include <errno.h>

static const struct diag_msg OTHER_CASE = {"reference-differente", DIAG_ERREUR,
	"cette trame est celle du dossier {}, et non de {} ; la reprendre dans son dossier (rien n'a été écrit)"};
static const struct diag_msg KEPT = {"reponse-gardee", DIAG_ATTENTION,
	"{} revient sans texte : ce qui était noté est gardé ; pour le retirer, écrire « effacer » à cette place"};
static const struct diag_msg UNCHANGED = {"rien-de-change", DIAG_REMARQUE, "rien n'a été modifié"};
static const struct diag_msg DONE = {"reprise", DIAG_REMARQUE, "{}"};

enum acte { AJOUTE, REMPLACE, REFUSE, EFFACE, ACTES };

struct reprise_trame {
	struct fiches *f;
	struct arena *a;
	const struct formulaire *form;
	struct slice reference;
	const char *path;
	struct bilan b;            /* of which only the file of the answers is looked at */
	struct rec rec;
	struct retouches changes;
	struct buf added;          /* new records */
	struct buf said[ACTES];    /* the questions, by what is done */
	size_t n[ACTES];
	struct buf ids;
	struct diag *diag;
	enum status status;        /* INVALID: an answer is refused, nothing is written */
};

static const char *etat_de(const struct reponse *r)
{
	return r->etat == REPONSE_REFUSE ? "refuse" : "repondu";
}

/* The field of that name as R says it; empty when it has nothing to say there. */
static struct slice field_of(struct arena *a, const struct reponse *r, const char *name)
{
	struct buf b, value;
	buf_init(&b, a);
	buf_init(&value, a);
	if (*name == 'E')
		buf_addz(&value, etat_de(r));
	else if (*name == 'T' && r->etat == REPONSE_REPONDU)
		buf_adds(&value, reponse_reserve(a, r->texte, false));
	else if (*name == 'M' && (r->avant != REPONSE_MARGE || r->apres != REPONSE_MARGE))
		buf_addf(&value, "%d %d", r->avant, r->apres);
	if (value.n)
		rec_put(&b, name, buf_slice(&value));
	return buf_slice(&b);
}

static const char *const CHAMPS[] = {"Etat", "Texte", "Marge"};
enum { CHAMPS_N = sizeof CHAMPS / sizeof *CHAMPS };

static struct slice bytes_of(const struct rec *r, const struct rec_field *f)
{
	return (struct slice){r->bytes.p + f->at, f->next - f->at};
}

/* In the record E, the fields that say the answer; those it lacks go behind its state, or its question's code. Others are
 * not touched. */
static void change(struct reprise_trame *x, const struct rec_record *e, const struct reponse *r)
{
	const struct rec_field *etat = rec_find(&x->rec, e, "Etat"), *anchor = etat ? etat : rec_find(&x->rec, e, "Question");
	struct buf here;
	buf_init(&here, x->a);
	if (!etat)
		buf_adds(&here, bytes_of(&x->rec, anchor));
	if (here.n && here.p[here.n - 1] != '\n') /* the last line of the file has no end */
		buf_addz(&here, x->rec.crlf ? "\r\n" : "\n");
	for (size_t i = 0; i < CHAMPS_N; i++) {
		const struct rec_field *f = rec_find(&x->rec, e, CHAMPS[i]);
		struct buf lines;
		buf_init(&lines, x->a);
		rec_put_lines(f && f != etat ? &lines : &here, &x->rec, field_of(x->a, r, CHAMPS[i]));
		if (f && f != etat)
			retouche(&x->changes, f->at, f->next, buf_slice(&lines));
	}
	retouche(&x->changes, anchor->at, anchor->next, buf_slice(&here));
}

static void add(struct reprise_trame *x, const struct reponse *r)
{
	if (x->added.n)
		buf_addc(&x->added, '\n');
	rec_put(&x->added, "Question", r->q->id);
	for (size_t i = 0; i < CHAMPS_N; i++)
		buf_adds(&x->added, field_of(x->a, r, CHAMPS[i]));
}

static void note(struct reprise_trame *x, enum acte acte, const struct reponse *r)
{
	struct buf *b = &x->said[acte];
	if (!x->n[acte]++)
		buf_init(b, x->a);
	buf_addz(b, b->n ? ", " : "");
	buf_adds(b, r->q->id);
	buf_adds(&x->ids, x->reference);
	buf_addc(&x->ids, ' ');
	buf_adds(&x->ids, r->q->id);
	buf_addc(&x->ids, '\n');
}

/* Does R say what WAS says, as it was printed, on paper or on a screen? */
static bool same(struct arena *a, const struct reponse *was, const struct reponse *r)
{
	if (was->etat != r->etat || was->avant != r->avant || was->apres != r->apres)
		return false;
	return was->etat != REPONSE_REPONDU || slice_eq(reponse_propre(a, was->texte, false), r->texte) ||
	       slice_eq(reponse_propre(a, was->texte, true), r->texte);
}

static void settle(struct reprise_trame *x, const struct reponse *r)
{
	struct reponse was;
	const struct rec_record *e = reponse_lue(x->a, &x->b, x->form->trame.kind, r->q->id, &was);
	if (r->etat == REPONSE_VIDE) {
		if (reponse_dite(&was))
			DIAG(x->diag, &KEPT, r->at, r->q->id);
		return;
	}
	if (r->etat == REPONSE_EFFACE) {
		if (!e)
			return;
		retouche(&x->changes, x->rec.fields[e->first].at, fiche_fin(&x->rec, e), SLICE(""));
		note(x, EFFACE, r);
		return;
	}
	if (e && same(x->a, &was, r))
		return;
	if (sobriete_refuse(&x->f->sobriete, r->q->id, r->texte, r->at, x->diag)) {
		x->status = STATUS_INVALID;
		return;
	}
	if (e)
		change(x, e, r);
	else
		add(x, r);
	note(x, r->etat == REPONSE_REFUSE ? REFUSE : reponse_dite(&was) ? REMPLACE : AJOUTE, r);
}

static void say_done(struct reprise_trame *x)
{
	static const char *const words[ACTES][2] = {
		{"réponse notée", "réponses notées"}, {"remplacée", "remplacées"}, {"refus", "refus"}, {"retirée", "retirées"}};
	struct buf b;
	buf_init(&b, x->a);
	for (size_t i = 0; i < ACTES; i++) {
		if (!x->n[i])
			continue;
		buf_addz(&b, b.n ? " ; " : "");
		buf_addf(&b, "%zu %s (", x->n[i], words[i][x->n[i] > 1]);
		buf_adds(&b, buf_slice(&x->said[i]));
		buf_addc(&b, ')');
	}
	DIAG(x->diag, &DONE, ((struct diag_at){x->path, 0, 0}), buf_slice(&b));
}

/* The file with its changes and additions. */
static enum status rewrite(struct reprise_trame *x, struct slice *whole)
{
	struct rec changed;
	const struct kind *k = x->form->trame.kind;
	*whole = retouches_applique(&x->changes, x->rec.bytes);
	enum status st = rec_parse(x->a, *whole, x->path, NULL, &changed, x->diag);
	if (st != STATUS_OK || !x->added.n)
		return st;
	return fiche_bloc(x->a, &changed, k, buf_slice(&x->added), whole, x->diag);
}

static enum status put(struct reprise_trame *x, struct file_edit *w, mode_t mode, struct slice whole, struct buf *out)
{
	enum status st = file_edit_write(w, whole, mode);
	if (st == STATUS_OK)
		st = file_edit_commit(w);
	if (st != STATUS_OK)
		depot_say_edit(x->diag, st, errno, x->path, w);
	if (st == STATUS_OK || w->lost) {
		buf_adds(out, buf_slice(&x->ids));
		say_done(x);
	}
	return st;
}

/* The lock is held, the file read by W. */
static enum status take(struct reprise_trame *x, struct file_edit *w, mode_t mode, struct buf *out)
{
	struct slice whole;
	enum status st = rec_parse(x->a, w->before, x->path, NULL, &x->rec, x->diag);
	if (st != STATUS_OK)
		return st;
	x->b.rec[x->form->trame.kind->file] = x->rec;
	for (size_t i = 0; i < x->form->n; i++)
		settle(x, &x->form->v[i]);
	if (x->status != STATUS_OK)
		return x->status;
	if (!x->ids.n) {
		DIAG0(x->diag, &UNCHANGED, ((struct diag_at){x->path, 0, 0}));
		return STATUS_OK;
	}
	st = rewrite(x, &whole);
	return st == STATUS_OK ? put(x, w, mode, whole, out) : st;
}

static enum status take_held(struct reprise_trame *x, ref_t ref, const struct bilan_hold *h, struct buf *out)
{
	struct file_edit w;
	unsigned file = x->form->trame.kind->file;
	enum status st = fiches_permis(x->f, x->a, ref, file, x->diag); /* again: nobody destroys it from here on */
	if (st != STATUS_OK)
		return st;
	st = file_edit_begin(&w, x->a, h->dir, bilan_files[file]);
	if (st != STATUS_OK) {
		depot_say(x->diag, st, errno, x->path);
		return st;
	}
	st = take(x, &w, h->mode, out);
	file_edit_cancel(&w);
	return st;
}

enum status trame_reprend(struct fiches *f, struct arena *a, ref_t ref, const struct formulaire *form, struct buf *out,
                          struct diag *diag)
{
	struct reprise_trame x = {.f = f, .a = a, .form = form, .changes.a = a, .diag = diag};
	struct bilan_hold h;
	char text[REF_SIZE];
	unsigned file = form->trame.kind->file;
	x.reference = ref_text(&f->depot->prefixes, ref, text);
	if (!slice_eq(form->reference, x.reference)) {
		DIAG(diag, &OTHER_CASE, form->at, form->reference, x.reference);
		return STATUS_INVALID;
	}
	enum status st = fiches_permis(f, a, ref, file, diag);
	if (st != STATUS_OK || (st = bilan_hold(f->depot, a, ref, &h, diag)) != STATUS_OK)
		return st;
	x.path = depot_case_path(f->depot, diag->arena, TREE_BILANS, ref, bilan_files[file]);
	buf_init(&x.added, a);
	buf_init(&x.ids, a);
	st = take_held(&x, ref, &h, out);
	bilan_release(&h);
	return st;
}
