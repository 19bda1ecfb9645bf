#include "client/acte_fiche.h"

#include "client/editeur.h"
#include "client/prompt_fiche.h"

#include <string.h>
#include <unistd.h>

static const struct diag_msg NO_REF = {"reference-absente", DIAG_ERREUR, "indiquer le dossier : sa référence"};
static const struct diag_msg ONE_REF = {"une-reference", DIAG_ERREUR,
	"ces enregistrements sont d'une seule personne : indiquer une seule référence"};
static const struct diag_msg NO_KIND = {"acte-absent", DIAG_ERREUR,
	"--lire et --entree ne disent pas ce qui est à ajouter ; ajouter -a SORTE"};
static const struct diag_msg TWO_ACTS = {"actes-multiples", DIAG_ERREUR,
	"un seul acte à la fois : -a (avec --lire), ou --editer"};
static const struct diag_msg UNKNOWN = {"sorte-inconnue", DIAG_ERREUR,
	"« {} » n'est pas une sorte d'enregistrement ; donner l'une de : {}"};

static const struct kind *kind_asked(struct run *r, const struct acte_fiche *a)
{
	const char *word = a->ajoute ? a->ajoute : a->editer;
	const struct kind *k = kind_named(slice_z(word));
	struct buf all;
	buf_init(&all, &r->arena);
	for (size_t i = 0; kind_names[i] && !k; i++) {
		buf_addz(&all, all.n ? ", " : "");
		buf_addz(&all, kind_names[i]);
	}
	if (!k) {
		DIAG(&r->diag, &UNKNOWN, DIAG_NOWHERE, slice_z(word), buf_slice(&all));
		run_keep(r, STATUS_USAGE);
	}
	return k;
}

bool acte_une_reference(struct run *r)
{
	return r->words.n == 1 || run_wrong(r, r->words.n ? &ONE_REF : &NO_REF, "");
}

ref_t acte_reference(struct run *r)
{
	struct refs refs;
	if (!run_refs(r, (struct run_refs_want){0}, &refs))
		return REF_NONE;
	if (refs.n != 1 && r->worst == STATUS_OK) /* `-` gave none, or several */
		run_wrong(r, refs.n ? &ONE_REF : &NO_REF, "");
	return refs.n == 1 ? refs.v[0] : REF_NONE;
}

/* What the command line asks for, before the store is opened. NULL: said. */
static const struct kind *settle(struct run *r, const struct acte_fiche *a)
{
	if (!a->ajoute && !a->editer)
		run_wrong(r, &NO_KIND, "");
	else if (a->editer && (a->ajoute || a->lire || a->entree))
		run_wrong(r, &TWO_ACTS, "");
	else if (acte_une_reference(r))
		return kind_asked(r, a);
	return NULL;
}

static void read_file(struct run *r, struct fiches *f, const struct acte_fiche *a, const struct kind *k, struct fiche **v,
                      size_t *n)
{
	const char *path = a->lire ? a->lire : "-";
	struct fiche_titres titres = {&r->arena, fiche_schema(f, k)};
	struct slice bytes;
	struct input in;
	enum status st = run_read(r, path, &bytes);
	run_keep(r, st);
	if (st != STATUS_OK)
		return;
	run_keep(r, input_read(&r->arena, bytes, path, input_kind_named(a->entree), fiche_connues, &titres, &in, &r->diag));
	run_keep(r, fiches_lues(f, &r->arena, k, &in, v, n, &r->diag));
}

static void add(struct run *r, struct fiches *f, const struct acte_fiche *a, const struct kind *k, ref_t ref)
{
	struct fiche typed, *v = &typed;
	struct buf ids;
	size_t n = 0;
	if (!a->lire && isatty(STDIN_FILENO))
		n = prompt_fiche(r, f, ref, k, &typed);
	else
		read_file(r, f, a, k, &v, &n);
	buf_init(&ids, &r->arena);
	run_about(r, ref);
	run_keep(r, fiches_ajoute(f, &r->arena, ref, v, n, &ids, &r->diag));
	run_written(r, buf_slice(&ids));
	run_say(r);
}

void acte_fiche(struct run *r, const struct acte_fiche *a)
{
	struct fiches f;
	ref_t ref;
	const struct kind *k = settle(r, a);
	if (!k || !run_donnees(r) || (ref = acte_reference(r)) == REF_NONE)
		return;
	struct contexte c = {.types = &r->types, .regles = &r->regles, .centre = &r->centre, .au = r->au};
	enum status st = fiches_init(&f, &r->depot, &r->diag);
	run_keep(r, st);
	f.contexte = &c;
	if (st == STATUS_OK && a->editer)
		editeur_modifie(r, &f, k, ref);
	else if (st == STATUS_OK)
		add(r, &f, a, k, ref);
	fiches_release(&f);
}

static const struct diag_msg READ_ONLY = {"options-de-lecture", DIAG_ERREUR,
	"-a et --editer écrivent, les listes se lisent ; faire l'un puis l'autre"};

bool acte_fiche_choisit(struct run *r, const void *options, const struct acte_fiche *a, const struct acte_vue *v, size_t n,
                        const struct diag_msg *several, struct fiches_liste *l)
{
	bool asked = false;
	for (size_t i = 0; i < n; i++) {
		if (!*(const bool *)((const char *)options + v[i].offset))
			continue;
		if (asked && l->vue != v[i].vue)
			return run_wrong(r, several, "");
		asked = true;
		l->vue = v[i].vue;
	}
	return !asked || !acte_fiche_ecrit(a) || run_wrong(r, &READ_ONLY, "");
}

/* The person's own words, above her objectives. */
static void print_request(struct run *r, const struct fiches_liste *l, const struct refs *refs)
{
	struct buf out;
	if (l->vue != VUE_DEMANDE || l->emit->format != EMIT_HUMAN || refs->n != 1)
		return;
	buf_init(&out, &r->arena);
	run_keep(r, fiches_liste_demande(l->depot, &r->arena, refs->v[0], &out, NULL)); /* the listing says what is wrong */
	run_print(r, buf_slice(&out));
}

static void print_table(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	struct run *r = ctx;
	emit_write(STDERR_FILENO, messages);
	run_print(r, rows);
	r->produced += n;
}

static void foot(void *ctx, struct emit_sink *sink)
{
	const struct fiches_liste *l = ctx;
	if (l->natures)
		emit_note(sink, natures_texte(l->natures, sink->out.a));
}

void acte_fiche_liste(struct run *r, struct fiches_liste *l, bool archives)
{
	struct refs refs;
	struct libelles libelles;
	enum status st;
	struct contexte c = {.types = &r->types, .regles = &r->regles, .centre = &r->centre};
	bool judged = fiches_liste_constats(l->vue) && r->words.n; /* of the cases that are named */
	if (!(judged ? run_donnees(r) : run_depot(r)) || !run_refs(r, (struct run_refs_want){.all = true, .archives = archives}, &refs))
		return;
	struct emit e = run_emit(r, fiches_liste_listing(l->vue));
	e.hidden = fiches_liste_hidden(l->vue, e.format);
	l->emit = &e;
	l->depot = &r->depot;
	l->au = r->au;
	if (depot_tree(&r->depot, TREE_BILANS, &st, &r->diag) < 0) {
		run_keep(r, st);
		return;
	}
	if (fiches_liste_constats(l->vue) || l->vue == VUE_MATRICE) {
		run_keep(r, libelles_lus(&r->depot, &r->arena, &libelles, &r->diag));
		l->libelles = &libelles;
	}
	c.au = r->au;
	l->contexte = judged ? &c : NULL;
	l->seul = refs.n == 1 && r->words.n;
	l->natures = l->vue == VUE_ENQUETES && e.format == EMIT_HUMAN ? natures_ouvre(&r->arena) : NULL;
	print_request(r, l, &refs);
	if (l->vue == VUE_MATRICE && e.format == EMIT_HUMAN) /* each table has its own columns */
		run_walk(r, fiches_liste_visit, l, print_table, r, &refs);
	else
		run_list_foot(r, &(struct run_listing){&e, fiches_liste_visit, l}, foot, &refs);
	if (l->natures)
		natures_ferme(l->natures);
}
