/* bilan-projet: the request and its objectives, the pistes and their enquiries, the project, its needs, the dated plan. */
#include "client/acte_fiche.h"
#include "client/acte_suivi.h"
#include "client/acte_tache.h"
#include "client/acte_trame.h"

#include <stddef.h>

struct options {
	struct opt_common common;
	struct acte_fiche fiche;
	struct acte_trame trame;
	bool demande, pistes, registre, matrice, enquetes, projet, actions, besoins, suivi, taches, archives;
	const char *plan;
};

static const struct opt LIRE[] = {
	{.name = "pistes", .kind = OPT_FLAG, .offset = offsetof(struct options, pistes),
	 .help = "les pistes, leur état, sa raison [sans autre choix]"},
	{.name = "registre", .kind = OPT_FLAG, .offset = offsetof(struct options, registre),
	 .help = "chaque changement d'état d'une piste, et sa raison"},
	{.name = "matrice", .kind = OPT_FLAG, .offset = offsetof(struct options, matrice),
	 .help = "les pistes et les critères pesés : totaux et ordre"},
	{.name = "demande", .kind = OPT_FLAG, .offset = offsetof(struct options, demande),
	 .help = "la demande, les objectifs, signe et résultat"},
	{.name = "enquetes", .kind = OPT_FLAG, .offset = offsetof(struct options, enquetes), .help = "les enquêtes de terrain"},
	{.name = "projet", .kind = OPT_FLAG, .offset = offsetof(struct options, projet),
	 .help = "le projet retenu, celui de rechange"},
	{.name = "actions", .kind = OPT_FLAG, .offset = offsetof(struct options, actions),
	 .help = "le plan d'action ; en rouge ce qui est en retard"},
	{.name = "besoins", .kind = OPT_FLAG, .offset = offsetof(struct options, besoins),
	 .help = "les besoins de formation, de VAE"},
	{.name = "suivi", .kind = OPT_FLAG, .offset = offsetof(struct options, suivi),
	 .help = "six mois après : ce que le plan est devenu"},
	{.name = "plan", .kind = OPT_TEXT, .arg = "FICHIER|-", .offset = offsetof(struct options, plan),
	 .help = "avec --suivi : le plan que la personne rapporte"},
	{.name = "taches", .kind = OPT_FLAG, .offset = offsetof(struct options, taches),
	 .help = "les tâches données ; en rouge celles en retard"},
	ACTE_TRAME_LISTE(struct options),
	{.name = "archives", .kind = OPT_FLAG, .offset = offsetof(struct options, archives),
	 .help = "avec les dossiers archivés"},
};
static const struct opt ECRIRE[] = {ACTE_FICHE_OPTIONS(struct options, "demande, objectif, piste, enquete, action")};
static const struct opt MENER[] = {ACTE_TRAME_OPTIONS(struct options)};
#define GROUP(title, v) {title, v, sizeof v / sizeof *v}
static const struct opt_group GROUPS[] = {GROUP("Lire", LIRE), GROUP("Écrire", ECRIRE), GROUP("Mener un entretien", MENER)};
static const char *const FORMS[] = {
	"[--pistes|--registre|--matrice|--enquetes|--demande] [RÉF…|-]",
	"--projet|--actions|--besoins|--taches|--couverture [RÉF…|-]", "--suivi [--plan=FICHIER|-] [RÉF…|-]",
	"-a SORTE RÉF [--lire=FICHIER|-]", "--editer=SORTE RÉF", "--trame=TRAME RÉF", "--reprendre=FICHIER|- RÉF", NULL,
};
static const struct opt_example EXAMPLES[] = {
	{"bilan-projet 2026-0001", "les pistes, où elles en sont, pourquoi"},
	{"bilan-projet -a action 2026-0001", "une action, en répondant à des questions"},
	{"bilan-projet --actions", "tous les plans d'action, par échéance"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-projet",
	.purpose = "Tient le projet d'une personne : demande, objectifs, pistes, enquêtes, besoins, plan d'action.",
	.forms = FORMS, .groups = GROUPS, .ngroups = sizeof GROUPS / sizeof *GROUPS, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-projet(1), bilan-competences(1), bilan-dossier(5)", .uses = OPT_USES_DEPOT | OPT_USES_LISTING,
};

static const struct diag_msg TWO_LISTS = {"listes-multiples", DIAG_ERREUR,
	"une seule liste à la fois : --pistes, --registre, --matrice, --demande, --enquetes, --projet, --actions, --besoins, "
	"--suivi ou --taches"};

static const struct diag_msg PLAN_ALONE = {"plan-sans-suivi", DIAG_ERREUR, "--plan accompagne --suivi ; l'ajouter"};

static const struct acte_vue VUES[] = {
	{offsetof(struct options, pistes), VUE_PISTES},
	{offsetof(struct options, registre), VUE_REGISTRE},
	{offsetof(struct options, matrice), VUE_MATRICE},
	{offsetof(struct options, demande), VUE_DEMANDE},
	{offsetof(struct options, enquetes), VUE_ENQUETES},
	{offsetof(struct options, projet), VUE_PROJET},
	{offsetof(struct options, actions), VUE_ACTIONS},
	{offsetof(struct options, besoins), VUE_BESOINS},
	{offsetof(struct options, suivi), VUE_SUIVI},
	{offsetof(struct options, taches), VUE_TACHES},
};

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {0};
	struct fiches_liste l = {.vue = VUE_PISTES};
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o) ||
	    !acte_fiche_choisit(&r, &o, &o.fiche, VUES, sizeof VUES / sizeof *VUES, &TWO_LISTS, &l))
		return run_end(&r);
	if (o.plan && l.vue != VUE_SUIVI)
		run_wrong(&r, &PLAN_ALONE, "");
	else if (acte_trame_demande(&o.trame))
		acte_trame(&r, &o.trame, l.vue != VUE_PISTES || o.pistes || acte_fiche_ecrit(&o.fiche), o.archives);
	else if (l.vue == VUE_SUIVI)
		acte_suivi(&r, o.plan, o.archives);
	else if (l.vue == VUE_TACHES)
		acte_taches_liste(&r, o.archives);
	else if (acte_fiche_ecrit(&o.fiche))
		acte_fiche(&r, &o.fiche);
	else
		acte_fiche_liste(&r, &l, o.archives);
	return run_end(&r);
}
