#include "metier/fusion.h"

#include "metier/saisie_prive.h"

static const struct diag_msg UNREAD = {"copie-illisible", DIAG_ERREUR,
	"cette copie ne peut pas être reprise : rien n'a été écrit ; la corriger dans un éditeur, ou y prendre à la main ce "
	"qui manque"};
static const struct diag_msg OTHER_CASE = {"reference-differente", DIAG_ERREUR,
	"cette copie est celle de « {} » : rien n'a été écrit ; donner la référence qui est la sienne"};
static const struct diag_msg NO_OPENING = {"ouverture-absente", DIAG_ERREUR,
	"cette copie ne commence pas par une ouverture : rien ne dit de quel dossier elle est, rien n'a été écrit ; "
	"donner une copie entière de journal.rec"};
static const struct diag_msg DIFFERS = {"id-different", DIAG_ERREUR,
	"{} ({}) n'est pas le même événement que {} ({}) de {} ; les deux restent où ils sont : s'il manque, le noter de "
	"nouveau d'après la copie, bilan-log -a {} {}"};
static const struct diag_msg TIED = {"id-lie", DIAG_ERREUR,
	"{} ({}) renvoie à {}, qui n'est pas le même événement dans le journal, ou n'est pas dans la copie : il n'est pas "
	"repris ; s'il manque, le noter de nouveau d'après la copie"};
static const struct diag_msg TWO_HEADS = {"tete-double", DIAG_ATTENTION,
	"{} et {} corrigent le même événement ; {} compte : s'il est faux, bilan-log --corrige={} {}"};
static const struct diag_msg TWICE = {"seance-double", DIAG_ATTENTION,
	"{} et {} {} ; si c'est une seule séance : bilan-log --raye={} {} --motif=doublon"};
static const struct diag_msg DONE = {"copie-reprise", DIAG_REMARQUE, "{}"};

/* What becomes of an event of the copy. */
enum sort { PRIS, MEME, DIFFERENT, LIE };

struct fusion {
	const char *path;
	struct slice bytes;
	struct arena *a;
	struct chantier *h;
	struct journal copie, journal;
	unsigned char *sort; /* by event of the copy */
	size_t compte[LIE + 1];
};

static struct slice id_of(const struct fusion *f, const struct journal *j, const struct evenement *e)
{
	return evenement_mot(f->a, j, e, CHAMP_ID);
}

static enum status read_copy(struct fusion *f)
{
	struct chantier *h = f->h;
	struct diag_at at = {f->path, 0, 0};
	enum status st = journal_parse(f->a, h->w->contexte.types, f->bytes, f->path, SLICE(""), &f->copie, h->diag);
	if (st != STATUS_OK) {
		DIAG0(h->diag, &UNREAD, at);
		return st;
	}
	const struct evenement *first = f->copie.v;
	bool opens = f->copie.n && evenement_effet(first) == EFFET_OUVERTURE;
	struct slice said = opens ? evenement_mot(f->a, &f->copie, first, CHAMP_REFERENCE) : SLICE("");
	if (h->checked.n && !said.n) {
		DIAG0(h->diag, &NO_OPENING, at);
		return STATUS_INVALID;
	}
	if (opens && !slice_eq(said, h->reference)) {
		DIAG(h->diag, &OTHER_CASE, rec_at_record(&f->copie.rec, first->record), said);
		return STATUS_INVALID;
	}
	return STATUS_OK;
}

static bool same_bytes(const struct fusion *f, const struct evenement *mine, const struct evenement *here)
{
	struct buf a, b;
	buf_init(&a, f->a);
	buf_init(&b, f->a);
	return rec_put_from(&a, &f->copie.rec, mine->record) == STATUS_OK &&
	       rec_put_from(&b, &f->journal.rec, here->record) == STATUS_OK && slice_eq(buf_slice(&a), buf_slice(&b));
}

/* What E answers or corrects and is not, in the journal, the event that the copy knows: its word, or empty. */
static struct slice loose_end(const struct fusion *f, const struct evenement *e)
{
	static const enum champ links[] = {CHAMP_SUITE, CHAMP_CORRIGE};
	for (size_t i = 0; i < 2; i++) {
		uint32_t from = 0;
		for (const struct rec_field *field; (field = evenement_champ(&f->copie, e, links[i], &from));) {
			struct ident id;
			struct slice word = rec_word(f->a, &f->copie.rec, field);
			const struct evenement *to = ident_parse(word, &id) ? journal_trouve(&f->copie, &id) : NULL;
			if (!to || f->sort[to - f->copie.v] > MEME)
				return word;
		}
	}
	return SLICE("");
}

/* An Id that names two events here and there would give what follows it another meaning: that goes on from one to the
 * next. */
static void sort_events(struct fusion *f)
{
	bool more = true;
	f->sort = arena_zalloc(f->a, f->copie.n + 1);
	for (size_t i = 0; i < f->copie.n; i++) {
		const struct evenement *e = &f->copie.v[i], *here = journal_trouve(&f->journal, &e->id);
		f->sort[i] = !here ? PRIS : same_bytes(f, e, here) ? MEME : DIFFERENT;
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < f->copie.n; i++)
			if (f->sort[i] == PRIS && loose_end(f, &f->copie.v[i]).n) {
				f->sort[i] = LIE;
				more = true;
			}
	}
	for (size_t i = 0; i < f->copie.n; i++)
		f->compte[f->sort[i]]++;
}

static void say_place(struct buf *b, struct diag_at at)
{
	buf_addf(b, "%s:%zu:%zu", at.path, at.line, at.col);
}

static void say_left(const struct fusion *f, const struct evenement *e, enum sort sort)
{
	struct diag_at at = rec_at_record(&f->copie.rec, e->record);
	struct slice id = id_of(f, &f->copie, e);
	if (sort == LIE)
		DIAG(f->h->diag, &TIED, at, id, e->type_nom, loose_end(f, e));
	if (sort != DIFFERENT)
		return;
	const struct evenement *here = journal_trouve(&f->journal, &e->id);
	struct buf place;
	buf_init(&place, f->a);
	say_place(&place, rec_at_record(&f->journal.rec, here->record));
	DIAG(f->h->diag, &DIFFERS, at, id, e->type_nom, id, here->type_nom, buf_slice(&place), e->type_nom, f->h->reference);
}

static bool same_moment(const struct evenement *a, const struct evenement *b)
{
	return a->statut == STATUT_REALISE && b->statut == STATUT_REALISE && a->le == b->le &&
	       a->debut >= 0 && a->debut == b->debut;
}

/* Does B answer a plan that A answers? */
static bool same_plan(const struct fusion *f, const struct journal *j, const struct evenement *a, const struct evenement *b)
{
	uint32_t from = 0;
	for (const struct rec_field *s; (s = evenement_champ(j, a, CHAMP_SUITE, &from));) {
		uint32_t again = 0;
		struct slice word = rec_word(f->a, &j->rec, s);
		for (const struct rec_field *t; (t = evenement_champ(j, b, CHAMP_SUITE, &again));)
			if (slice_eq(rec_word(f->a, &j->rec, t), word))
				return true;
	}
	return false;
}

/* The one to strike is the same whichever copy is merged into the other. */
static void say_twice(const struct fusion *f, const struct journal *j, const struct evenement *a, const struct evenement *b,
                      struct slice how)
{
	bool in_order = ident_cmp(&a->id, &b->id) < 0;
	struct slice first = id_of(f, j, in_order ? a : b), last = id_of(f, j, in_order ? b : a);
	DIAG(f->h->diag, &TWICE, ((struct diag_at){f->h->path, 0, 0}), first, last, how, last, f->h->reference);
}

/* Each machine may have noted the same thing: both stand, what to settle is said. E came from the copy. */
static void say_doubles(const struct fusion *f, const struct journal *j, const struct evenement *e)
{
	struct diag_at at = {f->h->path, 0, 0};
	const struct evenement *head = journal_tete(j, e), *other = e->corrige >= 0 ? journal_double_tete(j, head) : NULL;
	struct slice id = id_of(f, j, head);
	if (other)
		DIAG(f->h->diag, &TWO_HEADS, at, id_of(f, j, other), id, id, id, f->h->reference);
	if (!evenement_vivant(e) || evenement_effet(e) != EFFET_SEANCE)
		return;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *o = &j->v[i];
		bool theirs = journal_trouve(&f->copie, &o->id) != NULL; /* both were there together: nothing new */
		if (theirs || !evenement_vivant(o) || evenement_effet(o) != EFFET_SEANCE)
			continue;
		if (same_plan(f, j, e, o))
			say_twice(f, j, e, o, SLICE("répondent à la même séance prévue"));
		else if (same_moment(e, o))
			say_twice(f, j, e, o, SLICE("sont tenues au même moment"));
	}
}

static void say_done(const struct fusion *f)
{
	struct buf b;
	size_t taken = f->compte[PRIS], same = f->compte[MEME];
	buf_init(&b, f->a);
	buf_addf(&b, "%zu événement%s repris, %zu déjà là ; ", taken, taken > 1 ? "s" : "", same);
	if (f->compte[DIFFERENT] || f->compte[LIE])
		buf_addz(&b, "garder la copie tant que le reste n'est pas réglé");
	else
		buf_addz(&b, "le journal a tout ce qu'a cette copie : elle peut être effacée");
	DIAG(f->h->diag, &DONE, ((struct diag_at){f->path, 0, 0}), buf_slice(&b));
}

/* The journal with the events taken over. */
static enum status add_taken(struct fusion *f, struct slice *whole, struct journal *result)
{
	struct buf lines, all;
	struct chantier *h = f->h;
	buf_init(&lines, f->a);
	buf_init(&all, f->a);
	enum status st = STATUS_OK;
	for (size_t i = 0; i < f->copie.n && st == STATUS_OK; i++) {
		if (f->sort[i] != PRIS)
			continue;
		if (lines.n)
			buf_addc(&lines, '\n');
		st = rec_put_from(&lines, &f->copie.rec, f->copie.v[i].record);
	}
	if (st == STATUS_OK)
		st = rec_add(&all, &f->journal.rec, "Evenement", buf_slice(&lines));
	*whole = buf_slice(&all);
	if (st == STATUS_OK)
		st = journal_parse(f->a, h->w->contexte.types, *whole, h->path, h->checked, result, h->diag);
	if (st != STATUS_OK)
		DIAG0(h->diag, &UNREAD, ((struct diag_at){f->path, 0, 0}));
	return st;
}

static enum status take_over(struct fusion *f)
{
	struct slice whole;
	struct journal result;
	enum status st = add_taken(f, &whole, &result);
	for (size_t i = 0; i < f->copie.n && st == STATUS_OK; i++) {
		const struct evenement *e = &f->copie.v[i];
		if (f->sort[i] != PRIS)
			continue;
		chantier_ajoute(f->h, whole, id_of(f, &f->copie, e));
		say_doubles(f, &result, journal_trouve(&result, &e->id));
	}
	return st;
}

static enum status merge(struct chantier *h, void *ctx)
{
	struct fusion *f = ctx;
	f->h = h;
	f->a = h->a;
	enum status st = read_copy(f);
	if (st == STATUS_OK)
		st = journal_parse(f->a, h->w->contexte.types, h->bytes, h->path, h->checked, &f->journal, h->diag);
	if (st != STATUS_OK)
		return st;
	sort_events(f);
	if (f->compte[PRIS] && (st = take_over(f)) != STATUS_OK)
		return st;
	for (size_t i = 0; i < f->copie.n; i++)
		say_left(f, &f->copie.v[i], (enum sort)f->sort[i]);
	say_done(f);
	return f->compte[DIFFERENT] || f->compte[LIE] ? STATUS_INVALID : STATUS_OK;
}

enum status fusion_ecrit(struct ecriture *w, ref_t ref, const char *path, struct slice copie, struct buf *out,
                         struct diag *diag)
{
	struct fusion f = {.path = path, .bytes = copie};
	return chantier_mene(w, ref, merge, &f, out, diag);
}
