#include "metier/faits.h"

static const struct diag_msg NO_PART = {"bloc-absent", DIAG_ATTENTION,
	"la partie « {} » est vide, et n'est pas imprimée ; la remplir : {} {}, ou en écrire le texte : bilan-projet -a section {}"};
static const struct diag_msg LOST_PART = {"bloc-inconnu", DIAG_ATTENTION,
	"le texte {} n'est pas imprimé : « {} » n'est pas une partie ; écrire Bloc: circonstances, competences ou projet"};

/* The three parts that the law expects (domain.md 1.3), and what fills each. */
static const struct part {
	const char *bloc, *title, *command;
	const char *kinds[4];
} PARTS[] = {
	{"circonstances", "Circonstances du bilan", "bilan-projet -a demande", {"demande", "objectif"}},
	{"competences", "Compétences et aptitudes", "bilan-competences -a competence", {"competence"}},
	{"projet", "Projet et étapes", "bilan-projet -a projet", {"projet", "action", "piste"}},
};
enum { NPARTS = sizeof PARTS / sizeof *PARTS };

static bool has_section(struct arena *a, xmlNodePtr bilan, const char *bloc)
{
	for (xmlNodePtr n = faits_enfant(bilan, "section"); n; n = faits_suivant(n, "section"))
		if (slice_is(faits_attribut(a, faits_enfant(n, "Bloc"), "code"), bloc))
			return true;
	return false;
}

static bool is_filled(struct arena *a, xmlNodePtr bilan, const struct part *p)
{
	for (size_t i = 0; p->kinds[i]; i++)
		if (faits_enfant(bilan, p->kinds[i]))
			return true;
	return has_section(a, bilan, p->bloc);
}

static void check_section(struct arena *a, xmlNodePtr n, struct diag *diag)
{
	struct slice bloc = faits_attribut(a, faits_enfant(n, "Bloc"), "code");
	for (size_t i = 0; i < NPARTS; i++)
		if (slice_is(bloc, PARTS[i].bloc))
			return;
	DIAG(diag, &LOST_PART, DIAG_NOWHERE, faits_attribut(a, n, "id"), bloc);
}

void faits_manques(struct arena *a, xmlDocPtr facts, const struct constats *c, struct diag *diag)
{
	xmlNodePtr bilan = faits_bilan(facts);
	struct slice ref = faits_attribut(a, xmlDocGetRootElement(facts), "reference");
	for (size_t i = 0; i < NPARTS; i++)
		if (!is_filled(a, bilan, &PARTS[i]))
			DIAG(diag, &NO_PART, DIAG_NOWHERE, slice_z(PARTS[i].title), slice_z(PARTS[i].command), ref, ref);
	if (c) {
		constats_chaine(a, c, is_filled(a, bilan, &PARTS[0]), diag);
		constats_etats(a, c, diag);
		constats_rencontres(a, c, diag);
	}
	for (xmlNodePtr n = faits_enfant(bilan, "section"); n; n = faits_suivant(n, "section"))
		check_section(a, n, diag);
}
