/* The rules and the funding routes that a paper tells of. */
#include "metier/faits_arbre.h"

/* The date that the rule goes by: of the case when it is known, else the paper's own. */
static jour_t date_of(const struct arbre *t, const struct regle *g, const struct etat *e)
{
	jour_t d = JOUR_NONE;
	if (e && slice_is(g->date_de, "debut"))
		d = e->debut_le;
	else if (e && slice_is(g->date_de, "fin"))
		d = e->fin_le;
	return d == JOUR_NONE ? t->q->contexte->au : d;
}

static const struct regle *rule_for(const struct arbre *t, const char *id, const struct etat *e)
{
	const struct regles *r = t->q->contexte->regles;
	for (size_t i = 0; i < r->n; i++)
		if (slice_is(r->v[i].id, id))
			return regle_at(r, id, date_of(t, &r->v[i], e));
	return NULL;
}

static void add_rule(struct arbre *t, xmlNodePtr root, const char *id, const struct etat *e)
{
	static const char type[] = "Regle";
	const struct regle *g = rule_for(t, id, e);
	struct buf value;
	if (!g)
		return;
	xmlNodePtr n = arbre_element(root, "regle");
	arbre_attribut(t, n, "id", g->id);
	buf_init(&value, t->a);
	buf_add_regle(&value, g);
	arbre_champ(t, n, type, "Valeur", buf_slice(&value));
	arbre_champ(t, n, type, "Objet", g->objet);
	arbre_champ(t, n, type, "Article", g->article);
	arbre_vide(n);
}

/* Of two routes of one Id the first counts, which is the centre's own. */
static bool is_told(struct arbre *t, const struct voies *all, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (slice_eq(all->v[k].id, all->v[i].id) && voie_ouverte(&all->v[k], t->q->contexte->au))
			return true;
	return !voie_ouverte(&all->v[i], t->q->contexte->au);
}

static void add_routes(struct arbre *t, xmlNodePtr root, const struct voies *all)
{
	static const char type[] = "Voie";
	for (size_t i = 0; i < all->n; i++) {
		const struct voie *v = &all->v[i];
		if (is_told(t, all, i))
			continue;
		xmlNodePtr n = arbre_element(root, "voie");
		arbre_attribut(t, n, "id", v->id);
		arbre_champ(t, n, type, "Libelle", v->libelle);
		arbre_champ(t, n, type, "Payeur", v->payeur);
		arbre_champ(t, n, type, "Pour", v->pour);
		arbre_champ(t, n, type, "Article", v->article);
		arbre_vide(n);
	}
}

void faits_regles(struct arbre *t, xmlNodePtr root, const struct etat *e)
{
	const struct document_champs *only = t->q->document->champs;
	if (!only)
		return;
	for (size_t i = 0; i < only->nregles; i++)
		add_rule(t, root, slice_dup(t->a, only->regles[i]), e);
	add_routes(t, root, &only->tables->voies);
}
