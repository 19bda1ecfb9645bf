/* What answers a plan: it is held, moved, missed or cancelled, and by whom. */
#include "metier/actes.h"
#include "metier/saisie_prive.h"

static const struct diag_msg DONE = {"deja-tenue", DIAG_ERREUR,
	"{} a déjà sa suite ({}) ; pour la modifier : bilan-log --corrige={} {}"};
static const struct diag_msg MOVED = {"deja-deplacee", DIAG_ERREUR,
	"{} a été déplacée ; {} la remplace : donner cet Id"};
static const struct diag_msg ANSWERED = {"deja-repondu", DIAG_ATTENTION,
	"{} avait déjà sa suite : {} ({}) ; si c'était une erreur : bilan-log --raye={} {} --motif=saisie"};
static const struct diag_msg NEW_HOLDER = {"conseiller-du-relais", DIAG_REMARQUE,
	"séance prévue avec {}, notée avec {}, à qui le dossier est passé depuis ({}) ; sinon : bilan-log --corrige=ID {} --conseiller={}"};

enum statut saisie_statut(enum saisie_acte acte)
{
	static const enum statut by[] = {[SAISIE_REALISE] = STATUT_REALISE, [SAISIE_DEPLACE] = STATUT_PREVU,
	                                 [SAISIE_ABSENT] = STATUT_ABSENT, [SAISIE_ANNULE] = STATUT_ANNULE};
	return by[acte];
}

/* The plan that stands for E now, after its moves; cycles, left by a hand, end. */
static const struct evenement *moved_to(const struct journal *j, const struct suites *s, const struct evenement *e)
{
	for (size_t i = 0; i < j->n && s->reponse[e->racine] && evenement_prevu(s->reponse[e->racine]); i++)
		e = s->reponse[e->racine];
	return e;
}

enum status saisie_repondable(const struct ecriture *w, struct arena *a, const struct journal *j, const struct compose *c,
                              struct diag *diag)
{
	struct suites s;
	journal_suites(a, j, INT32_MAX, &s);
	const struct evenement *answer = s.reponse[c->cible->racine];
	struct slice id = answer ? evenement_mot(a, j, answer, CHAMP_ID) : SLICE("");
	if (!answer)
		return STATUS_OK;
	enum constat was = evenement_constat(c->cible, &s, INT32_MAX);
	if (was == CONSTAT_DEPLACE) {
		DIAG(diag, &MOVED, c->s.at, c->s.cible, evenement_mot(a, j, moved_to(j, &s, c->cible), CHAMP_ID));
		return STATUS_INVALID;
	}
	if (was == CONSTAT_TENU || (was != CONSTAT_AUTRE && answer->statut == saisie_statut(c->s.acte))) {
		DIAG(diag, &DONE, c->s.at, c->s.cible, id, id, w->reference);
		return STATUS_INVALID;
	}
	if (c->s.acte != SAISIE_DEPLACE) {
		struct slice what = was == CONSTAT_AUTRE ? answer->type_nom : evenement_mot(a, j, answer, CHAMP_STATUT);
		DIAG(diag, &ANSWERED, c->s.at, c->s.cible, id, what, id, w->reference);
	}
	return STATUS_OK;
}

void saisie_titulaire(const struct ecriture *w, struct arena *a, const struct journal *j, struct compose *c, struct diag *diag)
{
	const struct evenement *relais;
	struct slice who = acte_conduit(a, j, w->contexte.regles, c->cible, c->le, &relais);
	if (!relais)
		return;
	saisie_fixe(a, &c->s, CHAMP_CONSEILLER, who);
	DIAG(diag, &NEW_HOLDER, c->s.at, evenement_mot(a, j, c->cible, CHAMP_CONSEILLER), who, evenement_mot(a, j, relais, CHAMP_ID),
	     w->reference, evenement_mot(a, j, c->cible, CHAMP_CONSEILLER));
}
