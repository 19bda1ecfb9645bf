#include "metier/actes.h"

/* The latest event of that effect. */
static const struct evenement *latest(const struct journal *j, enum effet effet, jour_t au)
{
	const struct evenement *last = NULL;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		if (evenement_effet(e) == effet && evenement_compte(e, au) && (!last || evenement_apres(e, last) > 0))
			last = e;
	}
	return last;
}

const struct evenement *acte_rupture(const struct journal *j, jour_t au)
{
	const struct evenement *stop = latest(j, EFFET_ARRET, au), *end = latest(j, EFFET_FIN, au);
	const struct evenement *pause = latest(j, EFFET_INTERRUPTION, au);
	bool holds = stop && (!end || evenement_apres(stop, end) > 0);
	return holds || !pause ? stop : pause;
}

const struct evenement *acte_reponse(struct arena *a, const struct journal *j, const struct evenement *e, jour_t au)
{
	const struct evenement *last = NULL;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *m = &j->v[i];
		if (slice_is(m->type_nom, "reponse") && evenement_compte(m, au) && evenement_repond(a, j, m, e) &&
		    (!last || evenement_apres(m, last) > 0))
			last = m;
	}
	return last;
}

const struct evenement *acte_reprise(const struct journal *j, const struct evenement *e, jour_t au)
{
	const struct evenement *first = NULL;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *m = &j->v[i];
		if (evenement_effet(m) == EFFET_REPRISE && evenement_compte(m, au) && evenement_apres(m, e) > 0 &&
		    (!first || evenement_apres(m, first) < 0))
			first = m;
	}
	return first;
}

bool acte_relais_est(struct arena *a, const struct journal *j, const struct evenement *e, const char *resultat)
{
	return evenement_effet(e) == EFFET_RELAIS && slice_is(evenement_mot(a, j, e, CHAMP_RESULTAT), resultat);
}

static bool same_counsellor(struct arena *a, const struct journal *j, const struct evenement *x, const struct evenement *y)
{
	return slice_eq(evenement_mot(a, j, x, CHAMP_VERS), evenement_mot(a, j, y, CHAMP_VERS));
}

/* Does M answer another request by name? */
static bool answers_another(struct arena *a, const struct journal *j, const struct evenement *m, const struct evenement *e)
{
	for (size_t i = 0; i < j->n; i++)
		if (j->v[i].racine != e->racine && evenement_vivant(&j->v[i]) && acte_relais_est(a, j, &j->v[i], "demande") &&
		    evenement_repond(a, j, m, &j->v[i]))
			return true;
	return false;
}

const struct evenement *acte_relais_reponse(struct arena *a, const struct journal *j, const struct evenement *e, jour_t au)
{
	const struct evenement *first = NULL;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *m = &j->v[i];
		if (!evenement_compte(m, au) || !(acte_relais_est(a, j, m, "accepte") || acte_relais_est(a, j, m, "refuse")))
			continue;
		if (evenement_repond(a, j, m, e))
			return m;
		if (same_counsellor(a, j, m, e) && evenement_apres(m, e) > 0 && !answers_another(a, j, m, e) &&
		    (!first || evenement_apres(m, first) < 0))
			first = m;
	}
	return first;
}

const struct evenement *acte_relais(struct arena *a, const struct journal *j, jour_t au)
{
	const struct evenement *asked = NULL, *any = latest(j, EFFET_RELAIS, au);
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		if (acte_relais_est(a, j, e, "demande") && evenement_compte(e, au) && (!asked || evenement_apres(e, asked) > 0))
			asked = e;
	}
	/* An answer after the last request that does not answer it is another handover, unasked. */
	const struct evenement *answer = asked ? acte_relais_reponse(a, j, asked, au) : NULL;
	return asked && (any == asked || any == answer || !answer) ? asked : any;
}

struct slice acte_conduit(struct arena *a, const struct journal *j, const struct regles *r, const struct evenement *e, jour_t d,
                          const struct evenement **relais)
{
	const struct evenement *first = NULL;
	struct etat before, now;
	struct slice planned = evenement_mot(a, j, e, CHAMP_CONSEILLER);
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *m = &j->v[i];
		bool since = evenement_compte(m, d) && ident_cmp(&m->id, &e->id) > 0;
		if (since && acte_relais_est(a, j, m, "accepte") && (!first || evenement_apres(m, first) < 0))
			first = m;
	}
	if (relais)
		*relais = NULL;
	if (!first || !planned.n)
		return planned;
	journal_etat(a, j, r, first->le - 1, &before);
	journal_etat(a, j, r, d, &now);
	if (!slice_eq(planned, before.conseiller) || slice_eq(planned, now.conseiller))
		return planned;
	if (relais)
		*relais = first;
	return now.conseiller;
}

bool acte_en_fonction(const struct conseiller *k, jour_t d)
{
	return k && (k->depuis == JOUR_NONE || k->depuis <= d) && (k->jusqu_a == JOUR_NONE || d <= k->jusqu_a);
}
