/* Acts of two parties: a stop that the person has answered, a handover that was answered, somebody who holds the case at any
 * date. */
#include "metier/actes.h"
#include "metier/controle_prive.h"

#include <stdlib.h>

static const struct diag_msg NO_ANSWER = {"reponse-absente", DIAG_ATTENTION,
	"{} ({}) du {} : la personne n'a pas répondu, après plus de {} (règle reponse-arret, {}) ; "
	"une fois sa réponse reçue : bilan-log -a reponse {} --suite={} --resultat=confirme (ou conteste)"};
static const struct diag_msg NO_AUTHOR = {"auteur-absent", DIAG_ATTENTION,
	"{} : qui demande l'interruption n'est pas noté ; l'ajouter : bilan-log --corrige={} {} --auteur=QUI"};
static const struct diag_msg NOT_ACCEPTED = {"relais-sans-reponse", DIAG_ATTENTION,
	"{} : relais demandé le {} à {}, sans réponse après plus de {} (règle relais-reponse, {}) ; "
	"sa réponse : bilan-log -a relais {} --suite={} --vers={} --resultat=accepte (ou refuse)"};
static const struct diag_msg NOBODY = {"titulaire-absent", DIAG_ATTENTION,
	"{} : aucun conseiller ne tient ce dossier ; le nommer : bilan-log --corrige={} {} --conseiller=QUI"};
static const struct diag_msg NOT_THERE = {"titulaire-absent", DIAG_ATTENTION,
	"{} : {} tient ce dossier sans être en fonction (centre.rec) ; le passer à quelqu'un : bilan-log -a relais {} "
	"--vers=QUI --resultat=accepte --le={}, ou corriger Jusqu_a"};
static const struct diag_msg NOT_YET = {"titulaire-absent", DIAG_ATTENTION,
	"{} : {} tient ce dossier avant d'être en fonction ; corriger Depuis dans centre.rec, ou nommer qui le tenait : "
	"bilan-log --corrige={} {} --{}=QUI"};
static const struct diag_msg NOT_KNOWN = {"titulaire-absent", DIAG_ATTENTION,
	"{} : « {} » tient ce dossier et n'est pas dans centre.rec ; l'y ajouter, ou passer le dossier : bilan-log -a relais "
	"{} --vers=QUI --resultat=accepte --le={}"};

static struct slice day(struct examen *x, jour_t d)
{
	struct buf b;
	buf_init(&b, x->a);
	buf_add_jour_long(&b, d);
	return buf_slice(&b);
}

static struct slice iso(struct examen *x, jour_t d)
{
	struct buf b;
	buf_init(&b, x->a);
	buf_add_jour(&b, d);
	return buf_slice(&b);
}

/* The rule ID when E is older than what it allows; NULL otherwise. */
static const struct regle *overdue(const struct examen *x, const struct evenement *e, const char *id)
{
	const struct contexte *c = &x->k->contexte;
	const struct regle *g = regle_at(c->regles, id, e->le);
	return g && g->nombre >= 0 && e->le + g->nombre < c->au ? g : NULL;
}

static struct slice rule_text(struct examen *x, const struct regle *g)
{
	struct buf b;
	buf_init(&b, x->a);
	buf_add_regle(&b, g);
	return buf_slice(&b);
}

/* An interruption that ended needs no answer any more. */
static void check_stop(struct examen *x, const struct journal *j, const struct evenement *e, struct slice id)
{
	jour_t au = x->k->contexte.au;
	struct diag_at at = rec_at_record(&j->rec, e->record);
	bool pause = evenement_effet(e) == EFFET_INTERRUPTION;
	const struct regle *g = overdue(x, e, "reponse-arret");
	if (pause && !evenement_mot(x->a, j, e, CHAMP_AUTEUR).n)
		NOTE(x, &NO_AUTHOR, at, id, id, x->reference);
	if (g && !acte_reponse(x->a, j, e, au) && !(pause && acte_reprise(j, e, au)))
		NOTE(x, &NO_ANSWER, at, id, e->type_nom, day(x, e->le), rule_text(x, g), g->article, x->reference, id);
}

static void check_request(struct examen *x, const struct journal *j, const struct evenement *e, struct slice id)
{
	const struct regle *g = overdue(x, e, "relais-reponse");
	struct slice to = evenement_mot(x->a, j, e, CHAMP_VERS);
	if (g && acte_relais_est(x->a, j, e, "demande") && !acte_relais_reponse(x->a, j, e, x->k->contexte.au))
		NOTE(x, &NOT_ACCEPTED, rec_at_record(&j->rec, e->record), id, day(x, e->le), to, rule_text(x, g), g->article, x->reference,
		     id, to);
}

/* The day from which nobody needs to hold the case: it is closed, or never began. */
static jour_t released(struct examen *x, const struct journal *j)
{
	const struct contexte *c = &x->k->contexte;
	struct etat etat;
	jour_t last = JOUR_NONE;
	journal_etat(x->a, j, c->regles, c->au, &etat);
	if (etat.nom != ETAT_CLOS && etat.nom != ETAT_SANS_SUITE)
		return c->au;
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		enum effet effet = evenement_effet(e);
		bool closes = etat.nom == ETAT_SANS_SUITE ? effet == EFFET_SANS_SUITE : effet == EFFET_CLOTURE || effet == EFFET_SUIVI;
		if (closes && evenement_compte(e, c->au) && e->le > last)
			last = e->le;
	}
	return last;
}

static struct slice span(struct examen *x, jour_t from, jour_t to)
{
	struct buf b;
	buf_init(&b, x->a);
	buf_addz(&b, from == to ? "le " : "du ");
	buf_add_jour_long(&b, from);
	if (from == to)
		return buf_slice(&b);
	buf_addz(&b, " au ");
	buf_add_jour_long(&b, to);
	return buf_slice(&b);
}

/* E gave the case to WORD, who holds it FROM that day TO another. */
static void check_holder(struct examen *x, const struct journal *j, const struct evenement *e, struct slice word, jour_t from,
                         jour_t to)
{
	struct diag_at at = rec_at_record(&j->rec, e->record);
	const struct conseiller *k = word.n ? centre_conseiller(x->a, x->k->contexte.centre, word) : NULL;
	if (from > to)
		return;
	if (!word.n) {
		NOTE(x, &NOBODY, at, span(x, from, to), evenement_mot(x->a, j, e, CHAMP_ID), x->reference);
		return;
	}
	if (!k) {
		NOTE(x, &NOT_KNOWN, at, span(x, from, to), word, x->reference, iso(x, from));
		return;
	}
	if (k->depuis != JOUR_NONE && from < k->depuis)
		NOTE(x, &NOT_YET, at, span(x, from, to < k->depuis ? to : k->depuis - 1), k->nom, evenement_mot(x->a, j, e, CHAMP_ID), x->reference,
		     evenement_effet(e) == EFFET_RELAIS ? SLICE("vers") : SLICE("conseiller"));
	if (k->jusqu_a != JOUR_NONE && to > k->jusqu_a) {
		jour_t since = from > k->jusqu_a ? from : k->jusqu_a + 1;
		NOTE(x, &NOT_THERE, at, span(x, since, to), k->nom, x->reference, iso(x, since));
	}
}

static int in_order(const void *pa, const void *pb)
{
	return evenement_apres(*(const struct evenement *const *)pa, *(const struct evenement *const *)pb);
}

/* From the opening on, each handover accepted. */
static void check_holders(struct examen *x, const struct journal *j)
{
	const struct evenement *opening = journal_tete(j, &j->v[0]);
	const struct evenement **v = ARENA_ARRAY(x->a, const struct evenement *, j->n + 1);
	jour_t au = x->k->contexte.au, until = released(x, j);
	size_t n = 0;
	if (evenement_effet(opening) != EFFET_OUVERTURE)
		return;
	for (size_t i = 0; i < j->n; i++)
		if (acte_relais_est(x->a, j, &j->v[i], "accepte") && evenement_compte(&j->v[i], au))
			v[n++] = &j->v[i];
	qsort(v, n, sizeof(struct evenement *), in_order);
	struct slice holder = evenement_mot(x->a, j, opening, CHAMP_CONSEILLER);
	const struct evenement *by = opening;
	jour_t from = opening->le;
	for (size_t i = 0; i <= n; i++) {
		jour_t to = i < n && v[i]->le <= until ? v[i]->le - 1 : until;
		check_holder(x, j, by, holder, from, to);
		if (i == n)
			break;
		by = v[i];
		holder = evenement_mot(x->a, j, by, CHAMP_VERS);
		from = by->le > from ? by->le : from;
	}
}

void controle_actes(struct examen *x, const struct journal *j)
{
	for (size_t i = 0; i < j->n; i++) {
		const struct evenement *e = &j->v[i];
		enum effet effet = evenement_effet(e);
		if (!evenement_compte(e, x->k->contexte.au))
			continue;
		if (effet == EFFET_ARRET || effet == EFFET_INTERRUPTION)
			check_stop(x, j, e, evenement_mot(x->a, j, e, CHAMP_ID));
		if (effet == EFFET_RELAIS)
			check_request(x, j, e, evenement_mot(x->a, j, e, CHAMP_ID));
	}
	check_holders(x, j);
}
