#include "client/acte_jour.h"

#include "client/editeur.h"
#include "metier/jour_edition.h"

#include <stdlib.h>
#include <unistd.h>

/* Whose sessions: --conseiller, else BILAN_CONSEILLER, else everybody's. */
static bool settle_counsellor(struct run *r, const struct acte_jour *o, struct jour *l)
{
	const char *word = o->conseiller ? o->conseiller : getenv("BILAN_CONSEILLER");
	if (!word || !*word)
		return true;
	const struct conseiller *k = centre_conseiller(&r->arena, &r->centre, slice_z(word));
	if (k)
		l->conseiller = k->id;
	else {
		DIAG(&r->diag, &CENTRE_SANS_CONSEILLER, DIAG_NOWHERE, slice_z(word));
		run_keep(r, STATUS_INVALID);
	}
	return k != NULL;
}

/* What the edit of a day goes on with. */
struct soiree {
	struct run *r;
	struct jour *jour;
	struct jour_edition e;
	struct refs refs;
};

static void take_lines(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	(void)n;
	emit_write(STDERR_FILENO, messages);
	buf_adds(ctx, rows);
}

static const char *name_of(void *ctx, const char *copie)
{
	(void)ctx;
	return copie;
}

static const char *path_of(void *ctx)
{
	const struct soiree *s = ctx;
	return copie_chemin(&s->r->depot, s->e.a, "", s->e.draft.copy);
}

static enum copie state_of(void *ctx)
{
	const struct soiree *s = ctx;
	return jour_edition_copie(&s->e);
}

static enum status make(void *ctx, struct diag *diag)
{
	struct soiree *s = ctx;
	struct buf lines;
	buf_init(&lines, &s->r->arena);
	run_walk(s->r, jour_visit, s->jour, take_lines, &lines, &s->refs);
	return jour_edition_neuve(&s->e, buf_slice(&lines), diag);
}

static enum status resume(void *ctx, const struct draft_left *l, struct diag *diag)
{
	struct soiree *s = ctx;
	return jour_edition_reprend(&s->e, l, diag);
}

static enum status take_back(void *ctx, struct buf *out, struct diag *diag)
{
	struct soiree *s = ctx;
	return jour_edition_rend(&s->e, out, diag);
}

static void edit(struct run *r, struct soiree *s, struct ecriture *w)
{
	struct buf out, again;
	buf_init(&out, &r->arena);
	buf_init(&again, &r->arena);
	buf_addf(&again, "%s --jour=", r->name);
	buf_add_jour(&again, s->jour->jour);
	buf_addz(&again, " --editer");
	enum status st = jour_edition_ouvre(&s->e, w, &r->arena, s->jour->jour, &r->diag);
	struct editable copy = {.ctx = s, .draft = &s->e.draft, .restes = s->e.restes, .nrestes = s->e.nrestes,
	                        .quoi = "cette journée",
	                        .reprise = buf_z(&again), .nom = name_of, .chemin = path_of, .copie = state_of, .neuve = make,
	                        .reprend = resume, .rend = take_back};
	if (st == STATUS_OK)
		st = editeur_tourne(r, &copy, &out);
	jour_edition_ferme(&s->e);
	run_keep(r, st);
	run_written(r, buf_slice(&out));
	run_say(r);
}

void acte_jour(struct run *r, const struct acte_jour *o, const struct contexte *c)
{
	struct jour l = {.contexte = *c, .jour = o->le == JOUR_NONE ? r->au : o->le};
	struct soiree s = {.r = r, .jour = &l};
	struct emit e = run_emit(r, &jour_listing);
	struct ecriture w;
	if (!settle_counsellor(r, o, &l) || !run_refs(r, (struct run_refs_want){.all = true}, &s.refs))
		return;
	l.contexte.emit = o->editer ? NULL : &e;
	if (!o->editer) {
		run_list(r, &(struct run_listing){&e, jour_visit, &l}, &s.refs);
		return;
	}
	run_keep(r, ecriture_init(&w, &r->depot, c, &r->diag));
	w.conseiller = l.conseiller.n ? l.conseiller : slice_z(getenv("BILAN_CONSEILLER"));
	w.saisi = run_saisi(r);
	w.par = run_par(r);
	if (r->worst == STATUS_OK)
		edit(r, &s, &w);
	ecriture_release(&w);
}
