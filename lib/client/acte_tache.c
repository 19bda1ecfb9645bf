#include "client/acte_tache.h"

#include "metier/tache_liste.h"

static const struct diag_msg UNKNOWN = {"tache-inconnue", DIAG_ERREUR,
	"« {} » n'est pas une tâche de la banque ; bilan-log --taches les liste"};

static bool load(struct run *r, struct taches *t)
{
	enum status st = taches_load(&r->depot, &r->types, t, &r->diag);
	run_keep(r, st);
	return st == STATUS_OK;
}

void acte_taches_banque(struct run *r)
{
	struct taches t;
	struct emit_sink sink;
	struct buf rows;
	struct emit e = run_emit(r, &banque_listing);
	e.hidden = banque_hidden(e.format);
	if (!load(r, &t))
		return;
	buf_init(&rows, &r->arena);
	banque_rend(&e, &t, &r->arena, &rows);
	emit_open(&sink, &e, 1, &r->arena);
	emit_rows(&sink, buf_slice(&rows), t.n);
	run_finish(r, &sink);
}

bool acte_tache_donne(struct run *r, const char *code, struct saisie *s)
{
	struct taches all;
	if (!load(r, &all))
		return false;
	const struct tache *t = tache_nommee(&all, slice_z(code));
	if (!t) {
		DIAG(&r->diag, &UNKNOWN, DIAG_NOWHERE, slice_z(code));
		run_keep(r, STATUS_INVALID);
		return false;
	}
	const struct {
		enum champ champ;
		struct slice valeur;
	} fields[] = {{CHAMP_TYPE, SLICE("travail")}, {CHAMP_STATUT, SLICE("prevu")}, {CHAMP_AUTEUR, SLICE("beneficiaire")},
	              {CHAMP_OBJET, t->objet}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!saisie_donnee(s, fields[i].champ))
			saisie_donne(&r->arena, s, fields[i].champ, fields[i].valeur, DIAG_NOWHERE);
	if (s->duree < 0)
		s->duree = t->minutes;
	s->tache = t;
	return true;
}

void acte_taches_liste(struct run *r, bool archives)
{
	struct refs refs;
	enum status st;
	if (!run_donnees(r) || !run_refs(r, (struct run_refs_want){.all = true, .archives = archives}, &refs))
		return;
	if (depot_tree(&r->depot, TREE_BILANS, &st, &r->diag) < 0) {
		run_keep(r, st);
		return;
	}
	struct emit e = run_emit(r, &taches_listing);
	e.hidden = taches_hidden(e.format);
	struct contexte c = {&r->types, &r->regles, &r->centre, r->au, &e};
	run_list(r, &(struct run_listing){&e, taches_visit, &c}, &refs);
}
