/* Writing events: lock, read, compose, add, replace. */
#include "depot/partage.h"
#include "metier/note.h"
#include "metier/saisie_prive.h"

#include <errno.h>
#include <string.h>

static const struct diag_msg CHANGED = {"modifie-entretemps", DIAG_ERREUR,
	"un autre programme a modifié ce fichier pendant l'écriture ; rien n'a été écrit : recommencer"};
static const struct diag_msg LOST = {"version-gardee", DIAG_ERREUR,
	"un autre programme a écrit ce fichier au même instant : {} est enregistré, l'autre version est gardée dans {} ; "
	"en reprendre ce qui manque : bilan-log {} --fusionner=FICHIER"};
static const struct diag_msg NOT_WRITTEN = {"ecriture", DIAG_ERREUR, "{} ; rien n'a été écrit : vérifier le volume et les droits, puis recommencer"};
static const struct diag_msg UNCERTAIN = {"ecriture-incertaine", DIAG_ERREUR,
	"{} au moment d'enregistrer ; vérifier par bilan-log {} avant de recommencer"};
static const struct diag_msg OTHER_CASE = {"reference-differente", DIAG_ERREUR,
	"ce fichier est celui de « {} » ; le remettre dans son dossier (rien n'a été écrit)"};
static const struct diag_msg SAME = {"deja-note", DIAG_REMARQUE, "{} dit déjà la même chose ; rien n'a été ajouté"};
static const struct diag_msg CANNOT_ADD = {"ajout-impossible", DIAG_ERREUR,
	"le fichier se termine au milieu d'une ligne continuée ; le corriger dans un éditeur (rien n'a été modifié)"};
static const struct diag_msg DESTROYED = {"bilan-detruit", DIAG_REFUS,
	"le bilan de ce dossier a été détruit : ni note ni tâche n'y revient (rien n'a été écrit) ; l'événement se note sans elle"};
static const struct diag_msg NO_CASE = {"dossier-absent", DIAG_ERREUR, "ce dossier n'est plus là ; les références s'affichent par bilan-liste"};

enum status ecriture_init(struct ecriture *w, struct depot *d, const struct contexte *c, struct diag *diag)
{
	*w = (struct ecriture){.contexte = *c, .depot = d};
	arena_init(&w->arena);
	arena_init(&w->work[0]);
	arena_init(&w->work[1]);
	w->sobriete = arena_alloc(d->a, sizeof *w->sobriete);
	sobriete_init(w->sobriete, d);
	w->motifs = arena_zalloc(d->a, sizeof *w->motifs);
	enum status st = poste_load(d->a, &w->poste, diag);
	if (st == STATUS_OK)
		st = partage_schema(d, d->a, "Evenement", &w->schema, diag);
	return st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

void ecriture_release(struct ecriture *w)
{
	schema_release(&w->schema);
	arena_release(&w->arena);
	arena_release(&w->work[0]);
	arena_release(&w->work[1]);
}

static void build(const struct ecriture *w, const struct compose *c, struct buf *out)
{
	rec_put(out, "Id", c->id);
	for (enum champ k = CHAMP_TYPE; k < CHAMP_SAISI; k++)
		for (size_t i = 0; i < c->s.n; i++)
			if (c->s.v[i].champ == k && c->s.v[i].value.n)
				rec_put(out, champ_noms[k], c->s.v[i].value);
	for (size_t i = 0; i < c->s.n; i++)
		if (c->s.v[i].champ == CHAMP_AUTRE)
			rec_put(out, slice_dup(out->a, c->s.v[i].nom), c->s.v[i].value);
	rec_put(out, "Saisi", w->saisi);
	rec_put(out, "Par", w->par);
}

static bool has_value(struct arena *a, const struct journal *j, const struct evenement *e, enum champ c, struct slice value)
{
	uint32_t from = 0;
	for (const struct rec_field *f; (f = evenement_champ(j, e, c, &from));)
		if (slice_eq(rec_word(a, &j->rec, f), value))
			return true;
	return !value.n;
}

/* Not given, a Statut is understood: a plan of the same hours is not the session that was held. */
static bool has_status(struct arena *a, const struct journal *j, const struct evenement *e, const struct compose *c)
{
	struct slice wanted = saisie_valeur(&c->s, CHAMP_STATUT), there = evenement_mot(a, j, e, CHAMP_STATUT);
	return slice_eq(wanted.n ? wanted : SLICE("realise"), there.n ? there : SLICE("realise"));
}

/* Does E, which counts, say all that was given? */
static bool says_all(struct arena *a, const struct journal *j, const struct evenement *e, const struct saisie *given,
                     const struct compose *c)
{
	bool same = evenement_vivant(e) && (given->duree < 0 || e->minutes == c->minutes) && has_status(a, j, e, c);
	for (size_t k = 0; same && k < c->s.n; k++)
		if (saisie_donnee(given, c->s.v[k].champ))
			same = has_value(a, j, e, c->s.v[k].champ, c->s.v[k].value);
	return same;
}

/* A live event that says it already: any for an addition, its target for a correction. What a shorthand stands for is given too. */
static const struct evenement *same_event(const struct ecriture *w, struct arena *a, const struct journal *j,
                                          const struct saisie *s, const struct compose *c)
{
	struct saisie given = *s;
	given.cap = given.n;
	given.v = arena_alloc(a, (s->n + 1) * sizeof *s->v);
	if (s->n)
		memcpy(given.v, s->v, s->n * sizeof *s->v);
	saisie_raccourci(w->contexte.types, a, &given);
	if (s->acte == SAISIE_CORRIGE)
		return says_all(a, j, c->cible, &given, c) ? c->cible : NULL;
	for (size_t i = 0; s->acte == SAISIE_AJOUTE && i < j->n; i++)
		if (says_all(a, j, &j->v[i], &given, c))
			return &j->v[i];
	return NULL;
}

/* Our own listing read again: the opening of that day is there already. */
static bool opens_again(const struct ecriture *w, const struct journal *j, const struct saisie *s)
{
	const struct type *t = type_nomme(w->contexte.types, saisie_valeur(s, CHAMP_TYPE));
	return w->sans_doublon && t && t->effet == EFFET_OUVERTURE && j->n &&
	       jour_parse(saisie_valeur(s, CHAMP_LE)) == journal_tete(j, &j->v[0])->le;
}

void chantier_ajoute(struct chantier *h, struct slice bytes, struct slice id)
{
	h->bytes = bytes;
	h->added++;
	buf_adds(&h->ids, h->reference);
	buf_addc(&h->ids, ' ');
	buf_adds(&h->ids, id);
	buf_addc(&h->ids, '\n');
}

static void say_all(struct diag *to, const struct diag *from)
{
	if (!from->first)
		return;
	*(to->last ? to->last : &to->first) = from->first;
	to->last = from->last;
}

/* Complete and judge S. What is said of an event that is there already would name an Id that nobody will see: only that it is
 * there is said. */
static enum status judge(struct chantier *h, const struct journal *j, const struct saisie *s, struct compose *c)
{
	struct diag said;
	const struct evenement *there = opens_again(h->w, j, s) ? &j->v[0] : NULL;
	enum status st = s->vue ? s->vue(s->vue_ctx, h->a, j, &there, h->diag) : STATUS_OK;
	*c = (struct compose){.doublon = there != NULL};
	if (there)
		DIAG(h->diag, &SAME, s->at, evenement_mot(h->a, j, there, CHAMP_ID));
	if (st != STATUS_OK || there)
		return st;
	diag_init(&said, h->diag->arena, h->diag->subject);
	st = saisie_compose(h->w, h->a, j, s, c, &said);
	bool looked_for = st == STATUS_OK && !c->doublon && h->w->sans_doublon;
	const struct evenement *same = looked_for ? same_event(h->w, h->a, j, s, c) : NULL;
	if (same) {
		c->doublon = true;
		DIAG(h->diag, &SAME, s->at, evenement_mot(h->a, j, same, CHAMP_ID));
	} else {
		say_all(h->diag, &said);
	}
	return st;
}

/* The words of C go to bilans/, before its event: a note without an event can be seen, an event without its note cannot. Nothing
 * comes back to a bilan that was destroyed, with this event or before: asked under the lock, so that none is between. */
static enum status add_words(struct chantier *h, const struct journal *j, const struct saisie *s, const struct compose *c)
{
	if (!s->note.p && !s->tache)
		return STATUS_OK;
	if (c->type->effet != EFFET_DESTRUCTION && !journal_detruit(h->a, j, h->w->contexte.regles))
		return note_ajoute(h->w->depot, h->a, h->ref, &h->w->poste, c->id, h->w->saisi, s->note, s->tache, h->diag);
	DIAG0(h->diag, &DESTROYED, s->at);
	return STATUS_REFUSED;
}

/* Two arenas in turn: one holds the bytes to add to, the other what this event needs and the bytes that it gives. */
static enum status add_one(struct chantier *h, const struct saisie *s)
{
	struct journal j;
	struct compose c;
	struct buf record, whole;
	h->a = &h->w->work[h->added % 2];
	arena_reset(h->a);
	enum status st = journal_parse(h->a, h->w->contexte.types, h->bytes, h->path, h->checked, &j, h->diag);
	if (st != STATUS_OK)
		return st;
	if ((st = judge(h, &j, s, &c)) != STATUS_OK || c.doublon)
		return st;
	if ((st = add_words(h, &j, s, &c)) != STATUS_OK)
		return st;
	buf_init(&record, h->a);
	buf_init(&whole, h->a);
	build(h->w, &c, &record);
	if (rec_add(&whole, &j.rec, "Evenement", buf_slice(&record)) != STATUS_OK) {
		DIAG0(h->diag, &CANNOT_ADD, ((struct diag_at){h->path, 0, 0}));
		return STATUS_INVALID;
	}
	chantier_ajoute(h, buf_slice(&whole), c.id);
	return STATUS_OK;
}

struct saisies {
	const struct saisie *v;
	size_t n;
};

static enum status add_all(struct chantier *h, void *ctx)
{
	const struct saisies *s = ctx;
	enum status worst = STATUS_OK;
	for (size_t i = 0; i < s->n && !(h->w->entier && worst != STATUS_OK); i++)
		worst = status_worst(worst, add_one(h, &s->v[i]));
	return worst;
}

static void say_failure(struct chantier *h, enum status st, int error, const struct file_edit *e)
{
	struct diag_at at = {h->path, 0, 0};
	if (st == STATUS_CHANGED && e->lost)
		DIAG(h->diag, &LOST, at, slice_trim(buf_slice(&h->ids)), slice_z(e->lost), h->reference);
	else if (st == STATUS_CHANGED)
		DIAG0(h->diag, &CHANGED, at);
	else if (e->placed)
		DIAG(h->diag, &UNCERTAIN, at, slice_z(file_reason(error)), h->reference);
	else
		DIAG(h->diag, &NOT_WRITTEN, at, slice_z(file_reason(error)));
}

static enum status put(struct chantier *h, struct file_edit *e, struct buf *out)
{
	enum status st = file_edit_write(e, h->bytes, 0600);
	if (st == STATUS_OK)
		st = file_edit_commit(e);
	if (st == STATUS_OK || e->lost)
		buf_adds(out, buf_slice(&h->ids));
	if (st != STATUS_OK)
		say_failure(h, st, errno, e);
	return st;
}

/* A case whose two files do not agree on whose it is: nothing is written there. */
static enum status check_owner(struct chantier *h, int dir, struct rec *r)
{
	static const char name[] = "dossier.rec";
	struct slice bytes, written = SLICE("");
	const char *path = depot_case_path(h->w->depot, h->diag->arena, depot_tree_of(h->ref), h->ref, name);
	*r = (struct rec){.path = path};
	enum status st = h->ref == REF_CENTRE ? STATUS_OK : file_read(h->a, dir, name, &bytes, NULL);
	if (h->ref == REF_CENTRE)
		return STATUS_OK;
	if (st != STATUS_OK) {
		depot_say(h->diag, st, errno, path);
		return st == STATUS_ABSENT ? STATUS_INVALID : st;
	}
	st = rec_parse(h->a, bytes, path, NULL, r, h->diag);
	for (size_t i = 0; st == STATUS_OK && i < r->nrecords; i++)
		if (rec_is(r, &r->records[i], "Dossier"))
			written = rec_get(h->a, r, &r->records[i], "Reference");
	if (st != STATUS_OK || slice_eq(written, h->reference))
		return st;
	DIAG(h->diag, &OTHER_CASE, ((struct diag_at){path, 0, 0}), written);
	return STATUS_INVALID;
}

/* May they be added at all? */
static enum status ask_before(struct chantier *h, const struct rec *dossier)
{
	struct journal j;
	if (!h->w->avant)
		return STATUS_OK;
	enum status st = journal_parse(h->a, h->w->contexte.types, h->bytes, h->path, h->checked, &j, h->diag);
	return st == STATUS_OK ? h->w->avant(h->w, h->a, &j, dossier, h->diag) : st;
}

static enum status write_held(struct chantier *h, int dir, chantier_fn *fill, void *ctx, struct buf *out)
{
	struct file_edit e;
	struct rec dossier;
	enum status st = file_edit_begin(&e, &h->w->arena, dir, "journal.rec");
	if (st == STATUS_OK && e.old < 0 && h->ref != REF_CENTRE) { /* a case is born with its journal; the centre is not */
		errno = ENOENT;
		st = STATUS_ABSENT;
	}
	if (st != STATUS_OK) {
		depot_say(h->diag, st, errno, h->path);
		return st == STATUS_ABSENT ? STATUS_INVALID : st;
	}
	h->bytes = e.before;
	if ((st = check_owner(h, dir, &dossier)) != STATUS_OK || (st = ask_before(h, &dossier)) != STATUS_OK) {
		file_edit_cancel(&e);
		return st;
	}
	st = fill(h, ctx);
	if (!h->added || !out || (h->w->entier && st != STATUS_OK)) {
		file_edit_cancel(&e);
		return st;
	}
	return status_worst(st, put(h, &e, out));
}

enum status chantier_mene(struct ecriture *w, ref_t ref, chantier_fn *fill, void *ctx, struct buf *out, struct diag *diag)
{
	struct depot_hold hold;
	arena_reset(&w->arena);
	struct chantier h = {.w = w, .a = &w->arena, .ref = ref, .diag = diag};
	h.reference = ref_text(&w->depot->prefixes, ref, h.text);
	w->reference = h.reference;
	h.checked = ref == REF_CENTRE ? SLICE("") : h.reference;
	buf_init(&h.ids, &w->arena);
	enum status st = depot_hold(w->depot, ref, &hold, diag->arena, diag);
	if (st != STATUS_OK) {
		if (st == STATUS_ABSENT)
			DIAG0(diag, &NO_CASE, ((struct diag_at){slice_dup(diag->arena, h.reference), 0, 0}));
		return st;
	}
	h.path = depot_case_path(w->depot, diag->arena, hold.tree, ref, "journal.rec");
	bool was = diag_writes(diag, true);
	st = write_held(&h, hold.dir, fill, ctx, out);
	diag_writes(diag, was);
	depot_release(&hold);
	return st;
}

enum status saisie_ecrit(struct ecriture *w, ref_t ref, const struct saisie *v, size_t n, struct buf *out, struct diag *diag)
{
	return chantier_mene(w, ref, add_all, &(struct saisies){v, n}, out, diag);
}

enum status saisie_essaie(struct ecriture *w, ref_t ref, const struct saisie *v, size_t n, struct diag *diag)
{
	return chantier_mene(w, ref, add_all, &(struct saisies){v, n}, NULL, diag);
}
