#include "client/acte_suivi.h"

#include "metier/suivi_liste.h"

static const struct diag_msg ONE_REF = {"une-reference", DIAG_ERREUR,
	"un plan est d'une seule personne : avec --plan, indiquer une seule référence"};
static const struct diag_msg OTHER_CASE = {"reference-differente", DIAG_ERREUR,
	"ce plan est celui du dossier {} ; indiquer ce dossier, ou le bon fichier"};
static const struct diag_msg EMPTY = {"plan-vide", DIAG_ERREUR,
	"aucune action dans {} ; donner le projet.rec de la personne, ou ce que bilan-projet --actions --format=csv a écrit"};

/* The person's copy is projet.rec as it was: what is not an action is passed over. */
static void keep_actions(struct input *in)
{
	for (size_t i = 0; i < in->nrows; i++) {
		const struct kind *k = kind_named(in->rows[i].type);
		in->rows[i].blank |= k && strcmp(k->name, "action") != 0;
	}
}

static enum status judge_plan(struct run *r, const struct suivi_liste *l, const char *path, ref_t ref)
{
	char text[REF_SIZE];
	struct slice reference = ref_text(&r->depot.prefixes, ref, text);
	for (size_t i = 0; i < l->nplan; i++)
		if (l->plan[i].reference.n && !slice_eq(l->plan[i].reference, reference)) {
			DIAG(&r->diag, &OTHER_CASE, l->plan[i].at, l->plan[i].reference);
			return STATUS_INVALID;
		}
	if (l->nplan)
		return STATUS_OK;
	DIAG(&r->diag, &EMPTY, DIAG_NOWHERE, slice_z(path));
	return STATUS_INVALID;
}

/* False, said: it cannot be read, or it is not hers. */
static bool read_plan(struct run *r, struct fiches *f, const char *path, ref_t ref, struct suivi_liste *l)
{
	const struct kind *k = kind_named(SLICE("action"));
	struct fiche_titres titres = {&r->arena, fiche_schema(f, k)};
	struct fiche *plan = NULL;
	struct slice bytes;
	struct input in;
	enum status st = run_read(r, path, &bytes);
	if (st == STATUS_OK)
		st = input_read(&r->arena, bytes, path, INPUT_AUTO, fiche_connues, &titres, &in, &r->diag);
	if (st == STATUS_OK) {
		keep_actions(&in);
		st = fiches_lues(f, &r->arena, k, &in, &plan, &l->nplan, &r->diag);
		l->plan = plan;
	}
	if (st == STATUS_OK)
		st = judge_plan(r, l, path, ref);
	run_keep(r, st);
	return st == STATUS_OK;
}

static void take(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	emit_write(2, messages);
	emit_rows(ctx, rows, n);
}

/* A foot without a list: the situation is told, though no action is. */
static void print_alone(struct run *r, struct slice foot)
{
	struct buf line;
	buf_init(&line, &r->arena);
	buf_addz(&line, "# ");
	buf_adds(&line, foot);
	buf_addc(&line, '\n');
	run_print(r, buf_slice(&line));
}

static void print_list(struct run *r, struct suivi_liste *l, const struct refs *refs)
{
	struct emit_sink sink;
	struct emit e = run_emit(r, &suivi_listing);
	e.hidden = suivi_hidden(e.format);
	l->contexte = (struct contexte){&r->types, &r->regles, &r->centre, r->au, &e};
	emit_open(&sink, &e, 1, &r->arena);
	run_walk(r, suivi_visit, l, take, &sink, refs);
	for (int i = 0; i < SUIVI_PIEDS; i++) {
		struct buf line;
		buf_init(&line, &r->arena);
		suivi_pied(l, i, &line);
		if (line.n && sink.rows)
			emit_note(&sink, buf_slice(&line));
		else if (line.n && e.format == EMIT_HUMAN)
			print_alone(r, buf_slice(&line));
	}
	run_finish(r, &sink);
}

void acte_suivi(struct run *r, const char *plan, bool archives)
{
	struct suivi_liste l = {0};
	struct fiches f;
	struct refs refs;
	enum status st;
	if (!run_donnees(r) || !run_refs(r, (struct run_refs_want){.all = true, .archives = archives}, &refs))
		return;
	l.nomme = r->words.n > 0;
	if (depot_tree(&r->depot, TREE_BILANS, &st, &r->diag) < 0) {
		run_keep(r, st);
		return;
	}
	if (plan && (refs.n != 1 || !l.nomme)) {
		run_wrong(r, &ONE_REF, "");
		return;
	}
	run_keep(r, st = fiches_init(&f, &r->depot, &r->diag));
	if (st == STATUS_OK && (!plan || read_plan(r, &f, plan, refs.v[0], &l)))
		print_list(r, &l, &refs);
	fiches_release(&f);
}
