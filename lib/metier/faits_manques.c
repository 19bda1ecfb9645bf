#include "metier/faits.h"

static const struct diag_msg NO_PART = {"bloc-absent", DIAG_ATTENTION,
	"la partie « {} » est vide, et n'est pas imprimée ; la remplir : {} {}, ou en écrire le texte : bilan-projet -a "
	"section {}"};
static const struct diag_msg LOST_PART = {"bloc-inconnu", DIAG_ATTENTION,
	"le texte {} n'est pas imprimé : « {} » n'est pas une partie ; écrire Bloc: circonstances, competences ou projet"};

/* The three parts that the law expects (R. 6313-4), and what fills each. */
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

static void check_synthesis(struct arena *a, xmlDocPtr facts, const struct constats *c, struct diag *diag)
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
		constats_plan(a, c, diag);
	}
	for (xmlNodePtr n = faits_enfant(bilan, "section"); n; n = faits_suivant(n, "section"))
		check_section(a, n, diag);
}

/* --- the account of a follow-up */

static const struct diag_msg NO_SITUATION = {"suivi-incomplet", DIAG_ATTENTION,
	"la situation de la personne n'est pas dite ; l'ajouter (champ Situation) : bilan-projet --editer suivi {}"};
static const struct diag_msg NO_STATE = {"suivi-incomplet", DIAG_ATTENTION,
	"il n'est pas dit si le projet tient toujours ; l'ajouter (champ Projet) : bilan-projet --editer suivi {}"};
static const struct diag_msg NO_PUBLICATION = {"suivi-incomplet", DIAG_ATTENTION,
	"l'accord pour compter la réponse dans les résultats publiés n'est pas noté ; "
	"le demander (champ Publication, oui ou non) : bilan-projet --editer suivi {}"};
static const struct diag_msg NO_EVENT = {"suivi-sans-evenement", DIAG_ATTENTION,
	"l'entretien n'est pas au journal ; le dater : bilan-log -a suivi-fait {} --le={} --mode=telephone"};
static const struct diag_msg NO_NEWS = {"action-sans-nouvelle", DIAG_ATTENTION,
	"l'action {} n'a pas d'état ; l'ajouter : bilan-projet -a suivi-action {}"};
static const struct diag_msg NO_WORDS = {"action-sans-intitule", DIAG_ATTENTION,
	"l'action {} n'est pas dans le plan gardé : le document ne dit pas ce qu'elle est ; "
	"l'ajouter d'après la copie de la personne (champ Intitule) : bilan-projet --editer suivi-action {}"};

static bool has_news(struct arena *a, xmlNodePtr bilan, struct slice action)
{
	for (xmlNodePtr n = faits_enfant(bilan, "suivi-action"); n; n = faits_suivant(n, "suivi-action"))
		if (slice_eq(faits_texte(a, faits_enfant(n, "Action")), action))
			return true;
	return false;
}

static void check_interview(struct arena *a, xmlDocPtr facts, xmlNodePtr suivi, struct slice ref, struct diag *diag)
{
	xmlNodePtr journal = faits_enfant(xmlDocGetRootElement(facts), "journal");
	struct slice le = faits_attribut(a, faits_enfant(suivi, "Le"), "iso");
	const struct {
		const char *field;
		const struct diag_msg *msg;
	} fields[] = {{"Situation", &NO_SITUATION}, {"Projet", &NO_STATE}, {"Publication", &NO_PUBLICATION}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!faits_enfant(suivi, fields[i].field))
			DIAG(diag, fields[i].msg, DIAG_NOWHERE, ref);
	if (!faits_enfant(journal, "suivi"))
		DIAG(diag, &NO_EVENT, DIAG_NOWHERE, ref, le);
}

static bool is_planned(struct arena *a, xmlNodePtr bilan, struct slice action)
{
	for (xmlNodePtr n = faits_enfant(bilan, "action"); n; n = faits_suivant(n, "action"))
		if (slice_eq(faits_attribut(a, n, "id"), action))
			return true;
	return false;
}

static void check_followup(struct arena *a, xmlDocPtr facts, const struct constats *c, struct diag *diag)
{
	(void)c;
	xmlNodePtr bilan = faits_bilan(facts), suivi = faits_enfant(bilan, "suivi");
	struct slice ref = faits_attribut(a, xmlDocGetRootElement(facts), "reference");
	if (suivi)
		check_interview(a, facts, suivi, ref, diag);
	for (xmlNodePtr n = faits_enfant(bilan, "action"); n; n = faits_suivant(n, "action")) {
		struct slice id = faits_attribut(a, n, "id");
		if (!has_news(a, bilan, id))
			DIAG(diag, &NO_NEWS, DIAG_NOWHERE, id, ref);
	}
	for (xmlNodePtr n = faits_enfant(bilan, "suivi-action"); n; n = faits_suivant(n, "suivi-action")) {
		struct slice id = faits_texte(a, faits_enfant(n, "Action"));
		if (id.n && !faits_enfant(n, "Intitule") && !is_planned(a, bilan, id))
			DIAG(diag, &NO_WORDS, DIAG_NOWHERE, id, ref);
	}
}

/* --- a sheet of tasks */

static const struct diag_msg NO_ORDER = {"tache-sans-consigne", DIAG_ATTENTION,
	"du travail est prévu sans consigne ({}) : la feuille ne le montre pas ; dire quoi faire : bilan-log --tache=CODE {} "
	"--le=AAAA-MM-JJ (les codes : bilan-log --taches)"};

static void check_tasks(struct arena *a, xmlDocPtr facts, const struct constats *c, struct diag *diag)
{
	struct buf ids;
	(void)c;
	buf_init(&ids, a);
	for (xmlNodePtr n = faits_enfant(faits_bilan(facts), "tache"); n; n = faits_suivant(n, "tache")) {
		struct slice etat = faits_attribut(a, n, "etat");
		bool open = slice_is(etat, "a-faire") || slice_is(etat, "en-retard");
		if (!open || faits_enfant(n, "Consigne"))
			continue;
		buf_addz(&ids, ids.n ? ", " : "");
		buf_adds(&ids, faits_attribut(a, n, "id"));
	}
	if (ids.n)
		DIAG(diag, &NO_ORDER, DIAG_NOWHERE, buf_slice(&ids), faits_attribut(a, xmlDocGetRootElement(facts), "reference"));
}

void faits_manques(struct arena *a, xmlDocPtr facts, const struct constats *c, struct diag *diag)
{
	static const struct {
		const char *document;
		void (*check)(struct arena *a, xmlDocPtr facts, const struct constats *c, struct diag *diag);
	} papers[] = {{"synthese", check_synthesis}, {"suivi", check_followup}, {"taches", check_tasks}};
	struct slice document = faits_attribut(a, xmlDocGetRootElement(facts), "document");
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (slice_is(document, papers[i].document))
			papers[i].check(a, facts, c, diag);
}
