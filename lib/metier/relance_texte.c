/* --expliquer: the reasoning behind a follow-up's state, from the same figures. */
#include "metier/relance.h"

#include <string.h>

static void add_event(struct buf *b, struct arena *a, const struct journal *j, const struct evenement *e)
{
	buf_add_jour_long(b, e->le);
	buf_addz(b, " (");
	buf_add_clean(b, evenement_mot(a, j, e, CHAMP_ID));
	buf_addc(b, ')');
}

static void tell_due_date(struct buf *b, struct arena *a, const struct journal *j, const struct regles *g, const struct relance *r)
{
	const struct ferie *holiday = ferie_on(&g->feries, r->six_mois);
	buf_addz(b, evenement_effet(r->fin) == EFFET_ARRET ? "  arrêt du bilan le " : "  fin du bilan le ");
	add_event(b, a, j, r->fin);
	buf_addf(b, " ; %d mois après : ", regle_nombre(g, "suivi-6-mois", r->fin->le, 6));
	buf_add_jour_long(b, r->six_mois);
	buf_addf(b, ", un %s", jour_nom(r->six_mois));
	if (holiday)
		buf_addf(b, " férié (%s)", holiday->nom);
	if (r->echeance == r->six_mois) {
		buf_addz(b, " ouvré\n");
		return;
	}
	buf_addz(b, ", reporté au ");
	buf_add_jour_long(b, r->echeance);
	buf_addf(b, ", un %s ouvré\n", jour_nom(r->echeance));
}

static void tell_late(struct buf *b, const struct relance *r, jour_t au)
{
	switch (r->etat) {
	case RELANCE_RETARD: buf_addf(b, " ; en retard de %d jours", (int)(au - r->ferme)); break;
	case RELANCE_FENETRE: buf_addf(b, " ; à contacter dans les %d jours", (int)(r->ferme - au)); break;
	case RELANCE_ATTENTE: buf_addz(b, " ; en attente : un contact est récent"); break;
	case RELANCE_A_VENIR: buf_addf(b, " ; elle s'ouvre dans %d jours", (int)(r->ouvre - au)); break;
	default: break;
	}
}

static void tell_window(struct buf *b, const struct regles *g, const struct relance *r, jour_t au)
{
	const struct regle *rule = regle_at(g, "suivi-6-mois", r->fin->le);
	buf_addz(b, "  fenêtre du ");
	buf_add_jour_long(b, r->ouvre);
	buf_addz(b, " au ");
	buf_add_jour_long(b, r->ferme);
	buf_addz(b, " (règle suivi-6-mois");
	if (rule) {
		buf_addz(b, ", ");
		buf_add_clean(b, rule->article);
	}
	buf_addc(b, ')');
	tell_late(b, r, au);
	buf_addc(b, '\n');
}

static void tell_contacts(struct buf *b, struct arena *a, const struct journal *j, const struct relance *r, jour_t au)
{
	bool any = false;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		if (evenement_effet(e) != EFFET_CONTACT || !evenement_compte(e, au) || e->le < r->fin->le)
			continue;
		buf_addz(b, any ? " ; " : "  contacts : ");
		buf_add_jour_long(b, e->le);
		buf_addz(b, ", ");
		buf_add_clean(b, evenement_mot(a, j, e, CHAMP_RESULTAT));
		buf_addz(b, " (");
		buf_add_clean(b, evenement_mot(a, j, e, CHAMP_ID));
		buf_addc(b, ')');
		any = true;
	}
	buf_addz(b, any ? "\n" : "  aucun contact depuis la fin\n");
}

static void tell_reason(struct buf *b, struct arena *a, const struct journal *j, const struct relance *r)
{
	static const char *const because[RELANCE_ETATS] = {
		[RELANCE_FAIT] = "  entretien tenu le ", [RELANCE_REFUSE] = "  la personne n'a pas souhaité de suivi : ",
		[RELANCE_INJOIGNABLE] = "  personne injoignable, constaté le ", [RELANCE_SANS_OBJET] = "  suivi sans objet depuis le ",
	};
	if (!r->raison)
		return;
	buf_addz(b, because[r->etat]);
	add_event(b, a, j, r->raison);
	buf_addc(b, '\n');
}

enum status relance_explique(void *ctx, struct visit *v)
{
	const struct relances *all = ctx;
	struct journal j;
	struct relance r;
	char text[REF_SIZE];
	enum status st = contexte_journal(&all->contexte, v, EFFETS_TOUS, &j);
	if (st != STATUS_OK)
		return st;
	relance_calcule(v->arena, &j, all->contexte.regles, all->contexte.au, &r);
	if (!all->choix.tout && !relance_montre(&r, &all->choix))
		return STATUS_OK;
	v->rows++;
	buf_adds(v->out, ref_text(&v->depot->prefixes, v->ref, text));
	buf_addz(v->out, "  suivi-6-mois\n");
	if (!r.due) {
		buf_addz(v->out, "  le bilan n'a ni fin ni arrêt à cette date : aucun suivi n'est dû\n");
		return STATUS_OK;
	}
	tell_due_date(v->out, v->arena, &j, all->contexte.regles, &r);
	tell_window(v->out, all->contexte.regles, &r, all->contexte.au);
	tell_contacts(v->out, v->arena, &j, &r, all->contexte.au);
	tell_reason(v->out, v->arena, &j, &r);
	return STATUS_OK;
}
