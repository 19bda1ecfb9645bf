/* What two parties did: a stop and its answer, a handover, the papers, an agreement withdrawn. */
#include "metier/actes.h"
#include "metier/faits_arbre.h"

static void add_funders_words(struct arbre *t, xmlNodePtr n, const struct journal *j, const struct evenement *e,
                              const struct etat *state)
{
	const struct motifs *all = &t->q->document->champs->tables->motifs;
	struct slice routes = journal_voies(t->a, j, state), route, code = evenement_mot(t->a, j, e, CHAMP_MOTIF);
	while (slice_next(&routes, "+", &route)) {
		const struct motif *m = motif_de(all, route, e->type_nom, code);
		if (m)
			arbre_champ(t, n, "Acte", "Motif_financeur", m->libelle);
	}
}

static void add_rupture(struct arbre *t, xmlNodePtr root, const struct journal *j, const struct etat *state)
{
	jour_t au = t->q->contexte->au;
	const struct evenement *e = acte_rupture(j, au);
	xmlNodePtr n = e ? arbre_fiche(t, root, "acte", "Acte", &j->rec, e->record) : NULL;
	if (!n)
		return;
	bool pause = evenement_effet(e) == EFFET_INTERRUPTION;
	const struct evenement *answer = acte_reponse(t->a, j, e, au), *back = pause ? acte_reprise(j, e, au) : NULL;
	arbre_attribut(t, n, "type", pause ? SLICE("interruption") : SLICE("arret"));
	add_funders_words(t, n, j, e, state);
	if (back)
		arbre_jour(t, n, "Acte", "Reprise_le", back->le);
	if (answer)
		arbre_fiche(t, n, "reponse", "Reponse", &j->rec, answer->record);
}

static struct slice name_of(struct arbre *t, struct slice word)
{
	const struct conseiller *k = centre_conseiller(t->a, t->q->contexte->centre, word);
	return k ? k->nom : word;
}

/* Who held the case on the eve: what stands before this handover. */
static struct slice held_before(struct arbre *t, const struct journal *j, const struct evenement *e)
{
	struct etat before;
	journal_etat(t->a, j, t->q->contexte->regles, e->le - 1, &before);
	return before.conseiller;
}

static void add_passage(struct arbre *t, xmlNodePtr root, const struct journal *j)
{
	jour_t au = t->q->contexte->au;
	const struct evenement *e = acte_relais(t->a, j, au), *answer = NULL;
	xmlNodePtr n = e ? arbre_fiche(t, root, "passage", "Passage", &j->rec, e->record) : NULL;
	if (!n)
		return;
	arbre_champ(t, n, "Passage", "De_nom", name_of(t, held_before(t, j, e)));
	arbre_champ(t, n, "Passage", "Vers_nom", name_of(t, evenement_mot(t->a, j, e, CHAMP_VERS)));
	if (acte_relais_est(t->a, j, e, "demande"))
		answer = acte_relais_reponse(t->a, j, e, au);
	if (answer)
		arbre_fiche(t, n, "reponse", "Reponse", &j->rec, answer->record);
}

static void add_pieces(struct arbre *t, xmlNodePtr root, const struct journal *j)
{
	static const char *const days[ETAPES] = {"Montre_le", "Transmis_le", "Remis_le", "Accuse_le", "Signe_le", "Refuse_le"};
	static const char type[] = "Piece";
	struct papier *v;
	size_t n;
	papiers_dossier(t->a, &t->q->document->champs->tables->attentes, j, t->q->contexte->au, &v, &n);
	for (size_t i = 0; i < n; i++) {
		xmlNodePtr x = arbre_element(root, "piece");
		struct slice manque = v[i].manque, step;
		arbre_champ(t, x, type, "Document", v[i].document);
		arbre_champ(t, x, type, "Destinataire", v[i].destinataire);
		for (size_t k = 0; k < ETAPES; k++)
			arbre_jour(t, x, type, days[k], v[i].le[k]);
		while (slice_next(&manque, "+", &step))
			arbre_champ(t, x, type, "Manque", step);
		arbre_vide(x);
	}
}

static void mark_withdrawn(struct arbre *t, xmlNodePtr root, const struct journal *j)
{
	for (xmlNodePtr n = faits_enfant(faits_enfant(root, "journal"), "consentement"); n; n = faits_suivant(n, "consentement")) {
		struct ident id;
		const struct evenement *e = ident_parse(faits_attribut(t->a, n, "id"), &id) ? journal_trouve(j, &id) : NULL;
		for (size_t i = 0; e && i < j->n; i++)
			if (slice_is(j->v[i].type_nom, "retrait") && evenement_compte(&j->v[i], t->q->contexte->au) &&
			    evenement_repond(t->a, j, &j->v[i], e)) {
				arbre_jour(t, n, "Consentement", "Retire_le", j->v[i].le);
				break;
			}
	}
}

void faits_actes(struct arbre *t, xmlNodePtr root, const struct journal *j, const struct etat *e)
{
	if (!t->q->document->champs)
		return;
	add_rupture(t, root, j, e);
	add_passage(t, root, j);
	if (arbre_permis(t, "Piece", SLICE("Document")))
		add_pieces(t, root, j);
	mark_withdrawn(t, root, j);
}
