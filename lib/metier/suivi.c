#include "metier/suivi.h"

#include "base/diag.h"

#include <stdlib.h>

static const struct diag_msg NO_DATE = {"suivi-incomplet", DIAG_ERREUR,
	"une action reportée a une nouvelle date ; l'ajouter (Echeance)"};
static const struct diag_msg NO_REASON = {"suivi-incomplet", DIAG_ERREUR,
	"une action abandonnée a sa raison, avec les mots de la personne ; l'ajouter (Raison)"};
static const struct diag_msg NO_ACTION = {"suivi-incomplet", DIAG_ERREUR,
	"dire de quelle action du plan il s'agit (Action), ou que c'est une étape nouvelle (Nouvelle: oui, avec son Intitule)"};
static const struct diag_msg NO_WORDS = {"suivi-incomplet", DIAG_ERREUR,
	"une étape nouvelle se dit en quelques mots ; les ajouter (Intitule)"};

struct suivi_action suivi_action_lue(struct arena *a, const struct rec *r, const struct rec_record *e)
{
	const struct rec_field *raison = rec_find(r, e, "Raison"), *intitule = rec_find(r, e, "Intitule");
	return (struct suivi_action){
		.action = rec_get(a, r, e, "Action"),
		.intitule = intitule ? slice_trim(rec_value(a, r, intitule)) : SLICE(""),
		.etat = rec_get(a, r, e, "Etat"),
		.echeance = rec_get(a, r, e, "Echeance"),
		.raison = raison ? slice_trim(rec_value(a, r, raison)) : SLICE(""),
		.nouvelle = slice_is(rec_get(a, r, e, "Nouvelle"), "oui"),
		.le = jour_iso(rec_get(a, r, e, "Le")),
		.e = e,
	};
}

bool suivi_action_demande(struct slice etat, struct slice champ)
{
	return (slice_is(etat, "reportee") && slice_is(champ, "Echeance")) || (slice_is(etat, "abandonnee") && slice_is(champ, "Raison"));
}

const struct diag_msg *suivi_action_manque(const struct suivi_action *s)
{
	if (suivi_action_demande(s->etat, SLICE("Echeance")) && !s->echeance.n)
		return &NO_DATE;
	if (suivi_action_demande(s->etat, SLICE("Raison")) && !s->raison.n)
		return &NO_REASON;
	if (!s->nouvelle && !s->action.n)
		return &NO_ACTION;
	return s->nouvelle && !s->intitule.n ? &NO_WORDS : NULL;
}

bool suivi_fini(struct slice etat)
{
	static const char *const over[] = {"faite", "fait", "abandonnee", "abandonne"};
	for (size_t i = 0; i < sizeof over / sizeof *over; i++)
		if (slice_is(etat, over[i]))
			return true;
	return false;
}

/* The latest Suivi of the day AU, and the date of the first one. */
static jour_t read_entretiens(struct arena *a, const struct rec *r, jour_t au, struct suivi *s)
{
	jour_t first = JOUR_NONE, latest = JOUR_NONE;
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		if (!rec_is(r, e, "Suivi"))
			continue;
		jour_t le = jour_iso(rec_get(a, r, e, "Le"));
		if (first == JOUR_NONE || le < first)
			first = le;
		if (le <= au && (!s->entretien || le >= latest)) {
			s->entretien = e;
			latest = le;
		}
	}
	return first;
}

/* By action, those without one last; then by date, then in the order of the file. */
static int in_order(const void *pa, const void *pb)
{
	const struct suivi_action *a = pa, *b = pb;
	if (!a->action.n != !b->action.n)
		return a->action.n ? -1 : 1;
	int c = slice_cmp(a->action, b->action);
	if (!c && a->le != b->le)
		c = a->le < b->le ? -1 : 1;
	return c ? c : (a->e > b->e) - (a->e < b->e);
}

/* A later follow-up need not say again what the step is. */
static void inherit(struct suivi_action *to, const struct suivi_action *before)
{
	to->nouvelle |= before->nouvelle;
	if (!to->intitule.n)
		to->intitule = before->intitule;
}

void suivi_lu(struct arena *a, const struct rec *r, jour_t au, struct suivi *s)
{
	size_t n = 0;
	*s = (struct suivi){.r = r, .v = ARENA_ARRAY(a, struct suivi_action, r->nrecords + 1)};
	jour_t first = read_entretiens(a, r, au, s);
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		if (!rec_is(r, e, "Suivi_action"))
			continue;
		struct suivi_action one = suivi_action_lue(a, r, e);
		one.le = one.le == JOUR_NONE ? first : one.le;
		if (one.le <= au)
			s->v[n++] = one;
	}
	qsort(s->v, n, sizeof *s->v, in_order);
	for (size_t i = 1; i < n; i++)
		if (s->v[i].action.n && slice_eq(s->v[i].action, s->v[i - 1].action))
			inherit(&s->v[i], &s->v[i - 1]);
	for (size_t i = 0; i < n; i++)
		if (i + 1 == n || !s->v[i].action.n || !slice_eq(s->v[i].action, s->v[i + 1].action))
			s->v[s->n++] = s->v[i];
}

const struct suivi_action *suivi_trouve(const struct suivi *s, struct slice action)
{
	size_t low = 0, high = s->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct suivi_action *v = &s->v[mid];
		int c = v->action.n ? slice_cmp(v->action, action) : 1;
		if (!c)
			return v;
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
