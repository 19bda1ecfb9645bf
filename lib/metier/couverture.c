#include "metier/couverture.h"

#include "depot/partage.h"
#include "metier/trame_prive.h"

#include <errno.h>

static const struct diag_msg NO_POINTS = {"points-illisibles", DIAG_ERREUR, "{} ; réinstaller les données du partage"};
static const struct diag_msg NO_KIND = {"sorte-inconnue", DIAG_ERREUR,
	"« {} » n'est pas une sorte d'enregistrement ; corriger Par (Objectif, Demande.Attente, Piste.Etat=retenue)"};
static const struct diag_msg NO_TYPE = {"type-inconnu", DIAG_ERREUR,
	"« {} » n'est pas un type d'événement, ou n'a pas ce champ ; corriger Evenement (consentement.Objet=bilan)"};
static const struct diag_msg NO_POINT = {"point-inconnu", DIAG_ATTENTION,
	"{} sert {}, qui n'est pas dans points.rec ; l'y ajouter, ou corriger Sert"};

enum { REFERENCE, POINT, ETAT, REPONSES, LIBELLE, QUESTIONS, REPONDUES, REFUSEES, FICHES, ARTICLE, OU, COLUMNS };
static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[POINT] = {"point", "point", EMIT_TEXT, 26, false},
	[ETAT] = {"etat", "état", EMIT_TEXT, 9, false},
	[REPONSES] = {"reponses", "réponses", EMIT_TEXT, 8, true},
	[LIBELLE] = {"libelle", "ce que dit la loi", EMIT_TEXT, 45, false},
	[QUESTIONS] = {"questions", "questions", EMIT_INT, 9, false},
	[REPONDUES] = {"repondues", "répondues", EMIT_INT, 9, false},
	[REFUSEES] = {"refusees", "refusées", EMIT_INT, 8, false},
	[FICHES] = {"enregistrements", "fiches", EMIT_INT, 6, false},
	[ARTICLE] = {"article", "article", EMIT_TEXT, 16, false},
	[OU] = {"ou", "où", EMIT_TEXT, 0, false},
};
const struct emit_listing couverture_listing = {"bilan-projet-couverture", 1, COLS, COLUMNS, false};
static const char *const ETAT_NOMS[COUVERTURE_ETATS] = {"servi", "partiel", "refus", "vide"};
static const char *const ETAT_LIBELLES[COUVERTURE_ETATS] = {"servi", "en partie", "refus", "vide"};
static const enum emit_tone ETAT_TONS[COUVERTURE_ETATS] = {EMIT_GOOD, EMIT_WARN, EMIT_DIM, EMIT_BAD};

uint64_t couverture_hidden(enum emit_format format)
{
	uint64_t people = 1u << QUESTIONS | 1u << REPONDUES | 1u << REFUSEES | 1u << FICHES | 1u << ARTICLE;
	return format == EMIT_HUMAN ? people : 1u << REPONSES;
}

/* --- points, as data */

/* Kind.Field=value, in three; what is not there is empty. */
struct critere_par {
	struct slice sorte, champ, valeur;
};
static struct critere_par par_of(struct slice word)
{
	struct critere_par p = {SLICE(""), SLICE(""), SLICE("")};
	slice_next(&word, ".", &p.sorte);
	slice_next(&word, "=", &p.champ);
	p.valeur = word;
	return p;
}

static bool event_ok(const struct types *t, struct slice word)
{
	struct slice type, pair, champ;
	if (!slice_next(&word, ".", &type) || !type_nomme(t, type))
		return false;
	while (slice_next(&word, ".", &pair))
		if (!slice_next(&pair, "=", &champ) || champ_nomme(champ) == CHAMP_AUTRE)
			return false;
	return true;
}

static enum status judge(const struct couverture *c, const struct rec *r, const struct rec_field *f, struct slice word,
                         struct diag *diag)
{
	struct slice name = rec_name(r, f);
	if (slice_is(name, "Par") && !kind_of_type(par_of(word).sorte))
		DIAG(diag, &NO_KIND, rec_at_value(r, f), word);
	else if (slice_is(name, "Evenement") && !event_ok(c->contexte.types, word))
		DIAG(diag, &NO_TYPE, rec_at_value(r, f), word);
	else
		return STATUS_OK;
	return STATUS_CONFIG;
}

static enum status read_point(struct couverture *c, struct arena *a, const struct rec *r, const struct rec_record *e,
                              struct diag *diag)
{
	enum status st = STATUS_OK;
	struct point p = {
		.id = rec_get(a, r, e, "Id"), .libelle = rec_get(a, r, e, "Libelle"), .article = rec_get(a, r, e, "Article"),
		.depuis = jour_iso(rec_get(a, r, e, "Depuis")), .jusqu_a = jour_iso(rec_get(a, r, e, "Jusqu_a")),
		.par = ARENA_ARRAY(a, struct slice, e->n), .evenements = ARENA_ARRAY(a, struct slice, e->n),
	};
	for (uint32_t i = e->first; i < e->first + e->n; i++) {
		struct slice name = rec_name(r, &r->fields[i]), word = rec_word(a, r, &r->fields[i]);
		st = status_worst(st, judge(c, r, &r->fields[i], word, diag));
		if (slice_is(name, "Par"))
			p.par[p.npar++] = word;
		else if (slice_is(name, "Evenement"))
			p.evenements[p.nevenements++] = word;
	}
	c->points[c->n++] = p;
	return st;
}

static enum status read_points(struct couverture *c, struct depot *d, struct diag *diag)
{
	struct slice bytes;
	struct schema schema = {0};
	const char *path;
	struct rec *r = arena_alloc(d->a, sizeof *r);
	enum status st = partage_lit(d, d->a, "methodes", "points.rec", &bytes, &path);
	if (st != STATUS_OK) {
		DIAG(diag, &NO_POINTS, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
		return STATUS_CONFIG;
	}
	st = rec_parse(d->a, bytes, path, NULL, r, diag);
	if (st == STATUS_OK)
		st = partage_schema(d, d->a, "Point", &schema, diag);
	c->points = ARENA_ARRAY(d->a, struct point, r->nrecords + 1);
	for (size_t i = 0; i < r->nrecords && st == STATUS_OK; i++)
		if (rec_is(r, &r->records[i], "Point")) {
			st = schema_check(d->a, &schema, r, &r->records[i], diag);
			if (st == STATUS_OK)
				st = read_point(c, d->a, r, &r->records[i], diag);
		}
	schema_release(&schema);
	return st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

/* Q, of a kit whose answers are of KIND, serves P. Two kits may ask the same question. */
static void join(struct point *p, const struct question *q, const struct kind *kind)
{
	for (size_t i = 0; i < p->nquestions; i++)
		if (slice_eq(p->questions[i]->id, q->id) && p->sortes[i] == kind)
			return;
	p->questions[p->nquestions] = q;
	p->sortes[p->nquestions++] = kind;
}

static void join_question(struct couverture *c, const struct question *q, const struct kind *kind, struct diag *diag)
{
	for (size_t s = 0; s < q->nsert; s++) {
		bool found = false;
		for (size_t i = 0; i < c->n; i++)
			if (slice_eq(c->points[i].id, q->sert[s])) {
				join(&c->points[i], q, kind);
				found = true;
			}
		if (!found)
			DIAG(diag, &NO_POINT, q->at, q->id, q->sert[s]);
	}
}

/* Those in force on the day. */
static void keep_current(struct couverture *c)
{
	size_t kept = 0;
	jour_t au = c->contexte.au;
	for (size_t i = 0; i < c->n; i++) {
		const struct point *p = &c->points[i];
		if (p->depuis <= au && (p->jusqu_a == JOUR_NONE || au <= p->jusqu_a))
			c->points[kept++] = *p;
	}
	c->n = kept;
}

enum status couverture_charge(struct couverture *c, struct depot *d, struct diag *diag)
{
	struct trame *kits;
	size_t n, questions = 1;
	enum status st = trames_charge(d, &kits, &n, diag);
	if (st == STATUS_OK)
		st = read_points(c, d, diag);
	for (size_t i = 0; i < n; i++)
		questions += kits[i].n;
	for (size_t i = 0; i < c->n; i++) {
		c->points[i].questions = ARENA_ARRAY(d->a, const struct question *, questions);
		c->points[i].sortes = ARENA_ARRAY(d->a, const struct kind *, questions);
	}
	for (size_t i = 0; i < n && st == STATUS_OK; i++)
		for (size_t k = 0; k < kits[i].n; k++)
			join_question(c, &kits[i].v[k], kits[i].kind, diag);
	keep_current(c);
	return st;
}

/* --- what of a case serves them */

struct releve {
	const struct couverture *c;
	struct visit *v;
	struct bilan b;
	struct journal j;
	size_t repondues, refusees, fiches, places; /* of one point */
	struct buf ou;
};

/* Its place, after the others; people are told the first one, and how many follow. */
static void place(struct releve *x, struct diag_at at)
{
	bool people = x->c->contexte.emit->format == EMIT_HUMAN;
	if (x->places++ && people)
		return;
	buf_addf(&x->ou, "%s%s:%zu", x->ou.n ? " " : "", at.path, at.line);
}

static void take_answers(struct releve *x, const struct point *p)
{
	for (size_t i = 0; i < p->nquestions; i++) {
		struct reponse r;
		const struct rec_record *e = reponse_lue(x->v->arena, &x->b, p->sortes[i], p->questions[i]->id, &r);
		if (!e || !reponse_dite(&r))
			continue;
		x->repondues += r.etat == REPONSE_REPONDU;
		x->refusees += r.etat == REPONSE_REFUSE;
		place(x, rec_at_record(bilan_rec(&x->b, p->sortes[i]), e));
	}
}

static bool says(struct arena *a, const struct rec *r, const struct rec_record *e, const struct critere_par *p)
{
	if (!p->champ.n)
		return true;
	for (uint32_t i = e->first; i < e->first + e->n; i++) {
		struct slice word = rec_word(a, r, &r->fields[i]);
		if (slice_eq(rec_name(r, &r->fields[i]), p->champ) && word.n && (!p->valeur.n || slice_eq(word, p->valeur)))
			return true;
	}
	return false;
}

/* A record serves a point once, by whatever it says; not before its own day. */
static void take_records(struct releve *x, const struct point *p)
{
	struct arena *a = x->v->arena;
	for (size_t i = 0; i < p->npar; i++) {
		struct critere_par par = par_of(p->par[i]);
		const struct kind *k = kind_of_type(par.sorte);
		const struct rec *r = bilan_rec(&x->b, k);
		size_t from = 0;
		for (const struct rec_record *e; (e = bilan_next(&x->b, k, &from));) {
			bool before = false;
			for (size_t o = 0; o < i && !before; o++) {
				struct critere_par other = par_of(p->par[o]);
				before = slice_eq(other.sorte, par.sorte) && says(a, r, e, &other);
			}
			jour_t le = jour_iso(rec_get(a, r, e, "Le"));
			if (before || !says(a, r, e, &par) || (le != JOUR_NONE && le > x->c->contexte.au))
				continue;
			x->fiches++;
			place(x, rec_at_record(r, e));
		}
	}
}

static bool is_event(struct releve *x, const struct evenement *e, struct slice word)
{
	struct slice type = SLICE(""), pair, champ;
	slice_next(&word, ".", &type);
	if (!slice_eq(e->type_nom, type))
		return false;
	while (slice_next(&word, ".", &pair)) {
		champ = SLICE("");
		slice_next(&pair, "=", &champ);
		if (!slice_eq(evenement_mot(x->v->arena, &x->j, e, champ_nomme(champ)), pair))
			return false;
	}
	return true;
}

static void take_events(struct releve *x, const struct point *p)
{
	for (size_t i = 0; i < x->j.n; i++) {
		const struct evenement *e = &x->j.v[i];
		size_t k = 0;
		while (k < p->nevenements && !is_event(x, e, p->evenements[k]))
			k++;
		if (k == p->nevenements || !evenement_compte(e, x->c->contexte.au))
			continue;
		x->fiches++;
		place(x, rec_at_record(&x->j.rec, e->record));
	}
}

static enum couverture_etat etat_of(const struct releve *x, const struct point *p)
{
	bool all = x->repondues && x->repondues + x->refusees == p->nquestions;
	if (x->fiches || all)
		return COUVERTURE_SERVI;
	if (x->repondues)
		return COUVERTURE_PARTIEL;
	return x->refusees ? COUVERTURE_REFUS : COUVERTURE_VIDE;
}

static void add_row(struct releve *x, struct couverture *c, const struct point *p)
{
	const struct emit *emit = c->contexte.emit;
	bool people = emit->format == EMIT_HUMAN;
	struct buf answers;
	x->repondues = x->refusees = x->fiches = x->places = 0;
	buf_init(&x->ou, x->v->arena);
	buf_init(&answers, x->v->arena);
	take_answers(x, p);
	take_records(x, p);
	take_events(x, p);
	enum couverture_etat etat = etat_of(x, p);
	__atomic_fetch_add(&c->total[etat], 1, __ATOMIC_RELAXED);
	if (people && x->places > 1)
		buf_addf(&x->ou, " (+%zu)", x->places - 1);
	if (p->nquestions)
		buf_addf(&answers, "%zu sur %zu", x->repondues, p->nquestions);
	struct emit_cell cells[COLUMNS] = {
		[REFERENCE] = cell_ref(x->v), [POINT] = cell_text(p->id),
		[ETAT] = cell_z((people ? ETAT_LIBELLES : ETAT_NOMS)[etat]),
		[REPONSES] = cell_text(buf_slice(&answers)), [LIBELLE] = cell_text(p->libelle),
		[QUESTIONS] = cell_number((int64_t)p->nquestions), [REPONDUES] = cell_number((int64_t)x->repondues),
		[REFUSEES] = cell_number((int64_t)x->refusees), [FICHES] = cell_number((int64_t)x->fiches),
		[ARTICLE] = cell_text(p->article), [OU] = cell_text(buf_slice(&x->ou)),
	};
	cells[ETAT].tone = ETAT_TONS[etat];
	emit_row(emit, x->v->out, cells);
	x->v->rows++;
}

enum status couverture_visit(void *ctx, struct visit *v)
{
	struct couverture *c = ctx;
	struct releve x = {.c = c, .v = v};
	enum status st = contexte_journal(&c->contexte, v, EFFETS_TOUS, &x.j);
	if (st == STATUS_OK)
		st = bilan_read(v->depot, v->arena, v->ref, &x.b, v->diag);
	if (st != STATUS_OK)
		return st;
	for (size_t i = 0; i < c->n; i++)
		add_row(&x, c, &c->points[i]);
	return STATUS_OK;
}

void couverture_pied(void *ctx, struct emit_sink *sink)
{
	const struct couverture *c = ctx;
	const size_t *t = c->total;
	struct buf b;
	buf_init(&b, sink->out.a);
	size_t all = t[COUVERTURE_SERVI] + t[COUVERTURE_PARTIEL] + t[COUVERTURE_REFUS] + t[COUVERTURE_VIDE];
	buf_addf(&b, "%zu sous-point%s servi%s sur %zu", t[COUVERTURE_SERVI], t[COUVERTURE_SERVI] > 1 ? "s" : "",
	         t[COUVERTURE_SERVI] > 1 ? "s" : "", all);
	if (t[COUVERTURE_PARTIEL])
		buf_addf(&b, ", %zu en partie", t[COUVERTURE_PARTIEL]);
	if (t[COUVERTURE_REFUS])
		buf_addf(&b, ", %zu refus", t[COUVERTURE_REFUS]);
	if (t[COUVERTURE_VIDE])
		buf_addf(&b, ", %zu vide%s", t[COUVERTURE_VIDE], t[COUVERTURE_VIDE] > 1 ? "s" : "");
	emit_note(sink, buf_slice(&b));
}
