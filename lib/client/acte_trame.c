#include "client/acte_trame.h"

#include "client/acte_fiche.h"
#include "metier/couverture.h"
#include "metier/trame.h"

#include <unistd.h>

static const struct diag_msg TWO_ACTS = {"actes-multiples", DIAG_ERREUR,
	"un seul acte à la fois : --trame, --reprendre ou --couverture, sans -a, --editer ni une autre liste"};
static const struct diag_msg TEXT_ONLY = {"format-sans-liste", DIAG_ERREUR,
	"une trame est un texte à remplir : --format ne sert qu'aux listes ; l'ôter"};

const char *const acte_trame_noms[] = {
	"information", "preliminaire", "investigation", "conclusion", "suivi",
	"grille-action", "grille-competence", "grille-condition", "grille-demarche", "grille-echec", "grille-enquete",
	"grille-faisabilite", "grille-force", "grille-frein", "grille-hypothese", "grille-inventaire", "grille-ligne-de-vie",
	"grille-projet", "grille-star", "grille-transfert", "grille-valeur", NULL};

static void print(struct run *r, const char *nom, ref_t ref)
{
	struct trame t;
	struct bilan b;
	struct buf out;
	char text[REF_SIZE];
	enum status st = trame_charge(&r->depot, nom, DIAG_NOWHERE, &t, &r->diag);
	if (st == STATUS_OK)
		st = bilan_read(&r->depot, &r->arena, ref, &b, &r->diag);
	run_keep(r, st);
	if (st != STATUS_OK)
		return;
	buf_init(&out, &r->arena);
	trame_imprime(&r->arena, &t, &b, ref_text(&r->depot.prefixes, ref, text), progres_screen(STDOUT_FILENO), &out);
	run_print(r, buf_slice(&out));
	r->produced++;
}

static void take(struct run *r, const char *path, ref_t ref)
{
	struct fiches f;
	struct formulaire form;
	struct slice bytes;
	struct buf ids;
	struct contexte c = {.types = &r->types, .regles = &r->regles, .centre = &r->centre, .au = r->au};
	enum status st = run_read(r, path, &bytes);
	if (st == STATUS_OK)
		st = trame_lit(&r->depot, &r->arena, bytes, path, &form, &r->diag);
	run_keep(r, st);
	if (st != STATUS_OK)
		return;
	run_keep(r, st = fiches_init(&f, &r->depot, &r->diag));
	f.contexte = &c;
	buf_init(&ids, &r->arena);
	run_about(r, ref);
	if (st == STATUS_OK)
		run_keep(r, trame_reprend(&f, &r->arena, ref, &form, &ids, &r->diag));
	fiches_release(&f);
	r->produced += ids.n > 0;
	if (!r->common->quiet)
		run_print(r, buf_slice(&ids));
	run_say(r);
}

static void cover(struct run *r, bool archives)
{
	struct refs refs;
	struct couverture c = {.contexte = {.types = &r->types, .regles = &r->regles, .centre = &r->centre, .au = r->au}};
	if (!run_refs(r, (struct run_refs_want){.all = true, .archives = archives}, &refs))
		return;
	struct emit e = run_emit(r, &couverture_listing);
	e.hidden = couverture_hidden(e.format);
	c.contexte.emit = &e;
	enum status st = couverture_charge(&c, &r->depot, &r->diag);
	run_keep(r, st);
	if (st != STATUS_OK || depot_tree(&r->depot, TREE_BILANS, &st, &r->diag) < 0) {
		run_keep(r, st);
		return;
	}
	run_list_foot(r, &(struct run_listing){&e, couverture_visit, &c}, couverture_pied, &refs);
}

void acte_trame(struct run *r, const struct acte_trame *a, bool asked, bool archives)
{
	ref_t ref;
	if (asked || (a->trame != NULL) + (a->reprendre != NULL) + a->couverture > 1) {
		run_wrong(r, &TWO_ACTS, "");
	} else if (a->couverture) {
		if (run_donnees(r))
			cover(r, archives);
	} else if (r->common->format != EMIT_HUMAN) {
		run_wrong(r, &TEXT_ONLY, "");
	} else if (acte_une_reference(r) && run_donnees(r) && (ref = acte_reference(r)) != REF_NONE) {
		if (a->trame)
			print(r, a->trame, ref);
		else
			take(r, a->reprendre, ref);
	}
}
