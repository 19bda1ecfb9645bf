/* The questions that ask for one record, made from its schema. */
#include "client/prompt_fiche.h"

#include "client/prompt.h"
#include "metier/suivi.h"

#include <string.h>
#include <unistd.h>

struct questions {
	struct run *r;
	struct fiches *f;
	const struct kind *kind;
	struct bilan b;
	struct fiche *fiche;
	size_t cap;
};

static void say(struct slice s)
{
	emit_write(STDERR_FILENO, s);
}

static bool is_followup(const struct questions *q)
{
	return strcmp(q->kind->name, "suivi-action") == 0;
}

/* Is an answer needed: always, or after what was answered above? */
static bool is_needed(const struct questions *q, const struct schema_field *f)
{
	if (f->mandatory || f->key)
		return true;
	for (size_t i = 0; is_followup(q) && i < q->fiche->n; i++)
		if (slice_is(q->fiche->v[i].nom, "Etat") && suivi_action_demande(q->fiche->v[i].valeur, f->name))
			return true;
	return false;
}

/* The Ids that a link may name, of steps that a follow-up added too: the last ones are those that somebody has in mind. */
static void add_ids(const struct questions *q, struct buf *b, char letter)
{
	enum { SHOWN = 12 };
	struct slice ids[SHOWN];
	size_t n = 0, from;
	const struct rec_record *e;
	for (size_t i = 0; i < kinds_n; i++)
		for (from = 0; kinds[i].letter == letter && (e = bilan_next(&q->b, &kinds[i], &from));)
			ids[n++ % SHOWN] = rec_get(&q->r->arena, bilan_rec(&q->b, &kinds[i]), e, "Id");
	for (from = 0; is_followup(q) && (e = bilan_next(&q->b, q->kind, &from));) {
		struct suivi_action s = suivi_action_lue(&q->r->arena, bilan_rec(&q->b, q->kind), e);
		if (s.nouvelle && s.action.n)
			ids[n++ % SHOWN] = s.action;
	}
	if (!n)
		buf_addz(b, q->f->detruit ? "son Id dans le plan de la personne" : "aucun Id encore");
	else
		buf_addz(b, n > SHOWN ? "Id : … " : "Id : ");
	for (size_t i = n > SHOWN ? n - SHOWN : 0; i < n; i++) {
		buf_addz(b, i ? ", " : "");
		buf_add_clean(b, ids[i % SHOWN]);
	}
}

static void add_words(struct buf *b, struct slice spec)
{
	for (struct slice word, rest = spec; slice_next(&rest, " \t\n", &word);)
		if (word.n) {
			buf_addz(b, word.p == spec.p ? "" : ", ");
			buf_adds(b, word);
		}
}

static void add_hint(const struct questions *q, struct buf *b, const struct schema_field *f)
{
	static const struct {
		const char *type, *hint; /* a type of values, or a field whose codes are open */
	} hints[] = {{"Jour", "28/02/2026"}, {"Periode", "2019, 06/2019 ou 14/06/2019"}, {"Duree", "1h30"}, {"Echelle", "1 à 4"},
	             {"Score_4", "0 à 4"}, {"Note_10", "0 à 10"}, {"Nombre", "1, 2, 3…"},
	             {"Suivi.Source", "copie-centre, copie-personne"},
	             {"Suivi.Situation", "emploi-meme-poste, emploi-autre-poste, emploi-autre-employeur, formation, recherche, "
	                                 "creation, arret, retraite, autre, sans-reponse"},
	             {"Suivi.Projet", "realise, en-cours, modifie, abandonne, non-connu"}};
	struct buf whole;
	buf_init(&whole, &q->r->arena);
	buf_addf(&whole, "%s.%.*s", q->kind->type, (int)f->name.n, f->name.p);
	char letter = fiche_lien(q->kind, f);
	size_t before;
	buf_addz(b, " (");
	before = b->n;
	if (letter)
		add_ids(q, b, letter);
	if (f->kind == SCHEMA_ENUM)
		add_words(b, f->spec);
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (slice_is(f->typedefined, hints[i].type) || slice_is(buf_slice(&whole), hints[i].type))
			buf_addz(b, hints[i].hint);
	if (!f->unique && !f->key)
		buf_addz(b, b->n > before ? " ; plusieurs réponses, Entrée pour finir" : "plusieurs réponses, Entrée pour finir");
	if (b->n > before)
		buf_addc(b, ')');
	else
		b->n -= 2;
}

static void ask(const struct questions *q, const struct schema_field *f, bool again)
{
	struct buf b;
	buf_init(&b, &q->r->arena);
	buf_adds(&b, fiche_libelle(&q->r->arena, f->name));
	if (is_needed(q, f))
		buf_addc(&b, '*');
	if (again)
		buf_addz(&b, ", encore");
	else
		add_hint(q, &b, f);
	buf_addz(&b, " : ");
	say(buf_slice(&b));
}

static bool names_one(const struct questions *q, const struct schema_field *f, struct slice id, struct diag *said)
{
	char letter = fiche_lien(q->kind, f);
	if (!letter || fiche_designe(q->f, &q->r->arena, &q->b, q->kind, id))
		return true;
	DIAG(said, &FICHE_LIEN, DIAG_NOWHERE, f->name, id, slice_z(fiche_liste(letter)));
	return false;
}

/* Understood and kept, or said and to be asked again. */
static bool take(struct questions *q, struct schema_field *f, struct slice answer)
{
	struct arena *a = &q->r->arena;
	struct diag said;
	struct buf b;
	struct slice value = fiche_forme(a, f, answer);
	diag_init(&said, a, NULL);
	if (!sobriete_refuse(&q->f->sobriete, f->name, value, DIAG_NOWHERE, &said) &&
	    fiche_valeur_ok(a, f, value, DIAG_NOWHERE, &said) && names_one(q, f, value, &said)) {
		struct fiche *fiche = q->fiche;
		if (fiche->n == q->cap) {
			fiche->v = arena_grow(a, fiche->v, q->cap * sizeof *fiche->v, (q->cap + 16) * sizeof *fiche->v);
			q->cap += 16;
		}
		fiche->v[fiche->n++] = (struct fiche_valeur){f->name, value, DIAG_NOWHERE};
		return true;
	}
	buf_init(&b, a);
	buf_adds(&b, said.first->text);
	buf_addc(&b, '\n');
	say(buf_slice(&b));
	return false;
}

/* The answers to one question; false at the end of the input. */
static bool answer(struct questions *q, struct schema_field *f)
{
	size_t given = 0;
	for (;;) {
		struct slice line;
		ask(q, f, given > 0);
		if (!prompt_ligne(q->r, &line)) {
			say(SLICE("\n"));
			return false;
		}
		if (!line.n && !given && is_needed(q, f))
			say(SLICE("une réponse est nécessaire ; Ctrl-D pour renoncer\n"));
		else if (!line.n)
			return true;
		else if (take(q, f, line) && (f->unique || f->key))
			return true;
		else
			given = q->fiche->n && slice_eq(q->fiche->v[q->fiche->n - 1].nom, f->name);
	}
}

static void summary(const struct questions *q)
{
	struct buf b;
	buf_init(&b, &q->r->arena);
	buf_addc(&b, '\n');
	for (size_t i = 0; i < q->fiche->n; i++) {
		buf_addz(&b, "  ");
		buf_adds(&b, fiche_libelle(&q->r->arena, q->fiche->v[i].nom));
		buf_addz(&b, " : ");
		buf_add_clean(&b, q->fiche->v[i].valeur);
		buf_addc(&b, '\n');
	}
	say(buf_slice(&b));
}

static bool answer_all(struct questions *q)
{
	struct schema *s = fiche_schema(q->f, q->kind);
	for (size_t i = 0; i < s->n; i++)
		if (!(q->kind->letter && slice_is(s->v[i].name, "Id")) && !answer(q, &s->v[i]))
			return false;
	if (!q->fiche->n)
		return false;
	summary(q);
	return prompt_oui(q->r, "Ajouter ?");
}

/* Before any question: may something be added, and is what links can name known? */
static enum status prepare(struct questions *q, ref_t ref)
{
	struct diag *d = &q->r->diag;
	size_t from = 0;
	enum status st = fiches_permis(q->f, &q->r->arena, ref, q->kind->file, d);
	if (st == STATUS_OK)
		st = bilan_read(&q->r->depot, &q->r->arena, ref, &q->b, d);
	if (st == STATUS_OK && q->kind->single && bilan_next(&q->b, q->kind, &from)) {
		DIAG(d, &FICHE_SEULE, DIAG_NOWHERE, slice_z(q->kind->type), slice_z(q->kind->name));
		st = STATUS_INVALID;
	}
	return st;
}

bool prompt_fiche(struct run *r, struct fiches *f, ref_t ref, const struct kind *k, struct fiche *fiche)
{
	struct questions q = {.r = r, .f = f, .kind = k, .fiche = fiche};
	*fiche = (struct fiche){.kind = k, .reference = SLICE("")};
	run_about(r, ref);
	enum status st = prepare(&q, ref);
	run_keep(r, st);
	if (st != STATUS_OK)
		return false;
	if (run_stdin(r) && answer_all(&q))
		return true;
	say(SLICE("rien n'a été ajouté\n"));
	return false;
}
