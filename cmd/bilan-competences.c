/* bilan-competences: the portfolio: experiences, competences with their evidence, interests. */
#include "client/acte_fiche.h"

#include <stddef.h>

struct options {
	struct opt_common common;
	struct acte_fiche fiche;
	bool competences, experiences, formations, interets, sans_preuve, archives;
};

static const struct opt LIRE[] = {
	{.name = "competences", .kind = OPT_FLAG, .offset = offsetof(struct options, competences),
	 .help = "les compétences, avec le nombre de leurs preuves [sans autre choix]"},
	{.name = "sans-preuve", .kind = OPT_FLAG, .offset = offsetof(struct options, sans_preuve),
	 .help = "seulement celles que rien n'atteste encore"},
	{.name = "experiences", .kind = OPT_FLAG, .offset = offsetof(struct options, experiences),
	 .help = "les expériences, professionnelles ou non"},
	{.name = "formations", .kind = OPT_FLAG, .offset = offsetof(struct options, formations),
	 .help = "les formations suivies"},
	{.name = "interets", .kind = OPT_FLAG, .offset = offsetof(struct options, interets),
	 .help = "les intérêts, valeurs, motivations, contraintes"},
	{.name = "archives", .kind = OPT_FLAG, .offset = offsetof(struct options, archives),
	 .help = "avec les dossiers archivés"},
};
static const struct opt ECRIRE[] = {ACTE_FICHE_OPTIONS(struct options, "experience, formation, competence, interet")};
#define GROUP(title, v) {title, v, sizeof v / sizeof *v}
static const struct opt_group GROUPS[] = {GROUP("Lire", LIRE), GROUP("Écrire", ECRIRE)};
static const char *const FORMS[] = {"[--competences|--experiences|--formations|--interets] [RÉF…|-]",
                                    "--sans-preuve [RÉF…|-]", "-a SORTE RÉF [--lire=FICHIER|-]", "--editer=SORTE RÉF", NULL};
static const struct opt_example EXAMPLES[] = {
	{"bilan-competences 2026-0001", "ce que la personne sait faire, et ce qui l'atteste"},
	{"bilan-competences -a competence 2026-0001", "en ajouter une, en répondant à des questions"},
	{"bilan-competences -a experience 2026-0001 --lire=cv.csv", "le parcours, d'un tableau"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-competences",
	.purpose = "Tient le portefeuille d'une personne : expériences, compétences et preuves, intérêts.",
	.forms = FORMS, .groups = GROUPS, .ngroups = 2, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-competences(1), bilan-projet(1), bilan-dossier(5)", .uses = OPT_USES_DEPOT | OPT_USES_LISTING,
};

static const struct diag_msg TWO_LISTS = {"listes-multiples", DIAG_ERREUR,
	"une seule liste à la fois : --competences (et --sans-preuve), --experiences, --formations ou --interets"};

static const struct acte_vue VUES[] = {
	{offsetof(struct options, competences), VUE_COMPETENCES},
	{offsetof(struct options, sans_preuve), VUE_COMPETENCES},
	{offsetof(struct options, experiences), VUE_EXPERIENCES},
	{offsetof(struct options, formations), VUE_FORMATIONS},
	{offsetof(struct options, interets), VUE_INTERETS},
};

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {0};
	struct fiches_liste l = {.vue = VUE_COMPETENCES};
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o) ||
	    !acte_fiche_choisit(&r, &o, &o.fiche, VUES, sizeof VUES / sizeof *VUES, &TWO_LISTS, &l))
		return run_end(&r);
	l.sans_preuve = o.sans_preuve;
	if (acte_fiche_ecrit(&o.fiche))
		acte_fiche(&r, &o.fiche);
	else
		acte_fiche_liste(&r, &l, o.archives);
	return run_end(&r);
}
