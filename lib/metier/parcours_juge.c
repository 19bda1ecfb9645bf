/* A plan of sessions against the case that it is for: its state, the rules of hours, the hours agreed. */
#include "metier/parcours.h"
#include "metier/totaux.h"

static const struct diag_msg OVER = {"bilan-fini", DIAG_ERREUR,
	"le bilan est « {} »{} : rien ne s'y prévoit plus ; si c'est une erreur, rayer la fin : bilan-log --raye=ID {} "
	"--motif=saisie"};
static const struct diag_msg PAUSED = {"bilan-suspendu", DIAG_ATTENTION,
	"le dossier est « {} » ; quand le travail commence : bilan-log -a {} {}"};
static const struct diag_msg OPEN = {"plan-ouvert", DIAG_ERREUR,
	"des séances sont déjà prévues : {} ; les tenir, les déplacer ou les annuler d'abord (rien n'a été écrit) ; "
	"pour les voir : bilan-log --prevu {}"};
static const struct diag_msg TOO_MUCH = {"duree-plafond", DIAG_ATTENTION,
	"{} d'accompagnement pour {} h au plus ({}) ; en ôter {} : bilan-log --annule=ID {}"};
static const struct diag_msg TOO_LITTLE = {"duree-plancher", DIAG_ATTENTION,
	"{} d'accompagnement pour {} h au moins ({}) ; en prévoir {} de plus : bilan-log -a seance {} --statut=prevu --le=DATE"};
static const struct diag_msg OTHER = {"heures-du-contrat", DIAG_ATTENTION,
	"{} d'accompagnement, {} au contrat (Minutes_contrat) ; accorder le plan, ou faire un avenant : bilan-log -a avenant "
	"{} --objet=duree"};

static struct slice duration(struct arena *a, int64_t minutes)
{
	struct buf b;
	buf_init(&b, a);
	buf_add_duree(&b, minutes);
	return buf_slice(&b);
}

static bool check_state(const struct ecriture *w, struct arena *a, const struct journal *j, const struct etat *e,
                        struct diag *diag)
{
	struct slice name = slice_z(etat_noms[e->nom]);
	struct buf since;
	if (e->nom == ETAT_INTERROMPU || e->nom == ETAT_SANS_SUITE)
		DIAG(diag, &PAUSED, DIAG_NOWHERE, name, e->nom == ETAT_INTERROMPU ? SLICE("reprise") : SLICE("entree"),
		     w->reference);
	if (!etat_fini(e))
		return true;
	buf_init(&since, a);
	if (e->fin) {
		buf_addz(&since, " depuis le ");
		buf_add_jour_long(&since, e->fin_le);
		buf_addz(&since, " (");
		buf_adds(&since, evenement_mot(a, j, e->fin, CHAMP_ID));
		buf_addc(&since, ')');
	}
	DIAG(diag, &OVER, DIAG_NOWHERE, name, buf_slice(&since), w->reference);
	return false;
}

/* A second plan over the first would double it. */
static bool check_open(const struct ecriture *w, struct arena *a, const struct journal *j, const struct suites *s,
                       struct diag *diag)
{
	struct buf ids;
	buf_init(&ids, a);
	for (size_t i = 0; i < j->n; i++)
		if (evenement_nature(&j->v[i], s, w->contexte.au) == NATURE_PREVU) {
			buf_addz(&ids, ids.n ? ", " : "");
			buf_adds(&ids, evenement_mot(a, j, &j->v[i], CHAMP_ID));
		}
	if (ids.n)
		DIAG(diag, &OPEN, DIAG_NOWHERE, buf_slice(&ids), w->reference);
	return !ids.n;
}

static void check_bounds(const struct ecriture *w, struct arena *a, int64_t minutes, jour_t d, struct diag *diag)
{
	const struct regle *most = regle_at(w->contexte.regles, "duree-plafond", d);
	const struct regle *least = regle_at(w->contexte.regles, "duree-plancher", d);
	struct slice total = duration(a, minutes);
	if (most && most->nombre >= 0 && minutes > most->nombre * INT64_C(60))
		DIAG(diag, &TOO_MUCH, DIAG_NOWHERE, total, most->valeur, most->article, duration(a, minutes - most->nombre * INT64_C(60)),
		     w->reference);
	if (least && least->nombre >= 0 && minutes < least->nombre * INT64_C(60))
		DIAG(diag, &TOO_LITTLE, DIAG_NOWHERE, total, least->valeur, least->article,
		     duration(a, least->nombre * INT64_C(60) - minutes), w->reference);
}

enum status parcours_juge(const struct ecriture *w, struct arena *a, const struct journal *j, const struct rec *dossier,
                          struct diag *diag)
{
	const struct plan *plan = w->avant_ctx;
	struct etat etat;
	struct suites s;
	struct heures h;
	journal_etat(a, j, w->contexte.regles, w->contexte.au, &etat);
	journal_suites(a, j, w->contexte.au, &s);
	if (!check_state(w, a, j, &etat, diag) || !check_open(w, a, j, &s, diag))
		return STATUS_INVALID;
	heures_dossier(j, &s, w->contexte.au, &h);
	int64_t minutes = heures_somme(&h, HEURES_TENU) + plan->minutes;
	int agreed = heures_contrat(a, dossier);
	check_bounds(w, a, minutes, etat.debut_le != JOUR_NONE ? etat.debut_le : plan->premier, diag);
	if (agreed >= 0 && agreed != minutes)
		DIAG(diag, &OTHER, DIAG_NOWHERE, duration(a, minutes), duration(a, agreed), w->reference);
	return STATUS_OK;
}
