/* Who led a session, who signed it and when. */
#include "metier/faits_arbre.h"

/* What an emargement says of a session: the side that signed, in the order of the elements. */
enum { COUNSELLOR, PERSON, CONNEXION, SIDES };
static const char *const SIDE_NOMS[SIDES] = {"conseiller", "beneficiaire", "connexion"};

static void note_sides(struct arbre *t, const struct journal *j, const struct evenement *m, jour_t first[SIDES])
{
	uint32_t from = 0;
	for (const struct rec_field *f; (f = evenement_champ(j, m, CHAMP_SIGNE, &from));) {
		struct slice list = rec_word(t->a, &j->rec, f), word;
		while (slice_next(&list, " ,+", &word))
			for (size_t i = 0; i < SIDES; i++)
				if (slice_is(word, SIDE_NOMS[i]) && (first[i] == JOUR_NONE || m->le < first[i]))
					first[i] = m->le;
	}
}

static void complete(struct arbre *t, xmlNodePtr seance, const struct journal *j, const struct evenement *e,
                     struct slice holder)
{
	jour_t first[SIDES] = {JOUR_NONE, JOUR_NONE, JOUR_NONE};
	const struct contexte *c = t->q->contexte;
	struct slice led = evenement_mot(t->a, j, e, CHAMP_CONSEILLER);
	const struct conseiller *k = centre_conseiller(t->a, c->centre, led.n ? led : holder);
	if (k)
		arbre_champ(t, seance, "Seance", "Conseiller_nom", k->nom);
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *m = &j->v[i];
		if (evenement_effet(m) == EFFET_EMARGEMENT && evenement_vivant(m) && m->le <= c->au && evenement_repond(t->a, j, m, e))
			note_sides(t, j, m, first);
	}
	for (size_t i = 0; i < SIDES; i++) {
		if (first[i] == JOUR_NONE || !arbre_permis(t, "Signature", SLICE("Le")))
			continue;
		xmlNodePtr n = arbre_element(seance, "signature");
		arbre_attribut(t, n, "qui", slice_z(SIDE_NOMS[i]));
		arbre_jour(t, n, "Signature", "Le", first[i]);
	}
}

void faits_signatures(struct arbre *t, xmlNodePtr root, const struct journal *j, struct slice holder)
{
	for (xmlNodePtr n = faits_enfant(faits_enfant(root, "journal"), "seance"); n; n = faits_suivant(n, "seance")) {
		struct ident id;
		const struct evenement *e = ident_parse(faits_attribut(t->a, n, "id"), &id) ? journal_trouve(j, &id) : NULL;
		if (e)
			complete(t, n, j, e, holder);
	}
}
