#include "client/prompt.h"

#include "base/unicode.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char NOT_TEXT[] = "la réponse porte un caractère qui ne se lit pas ; la retaper";
static const struct {
	enum info info;
	const char *label;
	bool needed;
	const char *hint;
	const char *wrong; /* of an answer that is not understood: what is wrong, what can be answered */
} QUESTIONS[] = {
	{INFO_CIVILITE, "Civilité", false, "M. ou Mme", "civilité inconnue ; répondre M. ou Mme, ou Entrée pour passer"},
	{INFO_NOM, "Nom", true, "", NOT_TEXT},
	{INFO_PRENOM, "Prénom", false, "", NOT_TEXT},
	{INFO_COURRIEL, "Courriel", false, "",
	 "ce n'est pas une adresse électronique ; répondre par exemple prenom.nom@exemple.fr, ou Entrée pour passer"},
	{INFO_TELEPHONE, "Téléphone", false, "",
	 "ce n'est pas un numéro de téléphone ; répondre par exemple 05 36 49 20 11, ou Entrée pour passer"},
	{INFO_SITUATION, "Situation", true, "salarié, agent public, demandeur d'emploi, indépendant, sans activité, autre",
	 "situation inconnue ; répondre l'une de celles de la liste"},
	{INFO_EMPLOYEUR, "Employeur", false, "", NOT_TEXT},
	{INFO_SIRET, "SIRET de l'employeur", false, "",
	 "ce n'est pas un SIRET : 14 chiffres, que le dernier vérifie ; corriger le numéro, ou Entrée pour passer"},
	{INFO_VOIE, "Voie de financement", true,
	 "cpf, plan, opco, employeur, france-travail, fonction-publique, faf, personnel, region, autre",
	 "voie inconnue ; répondre l'une de celles de la liste, ou plusieurs : cpf+employeur"},
	{INFO_PRIX, "Montant TTC", false, "en euros",
	 "ce n'est pas un montant ; répondre par exemple 1600 ou 1 450,50, ou Entrée pour passer"},
	{INFO_MINUTES, "Heures prévues", false, "20 ou 22h30",
	 "ce n'est pas une durée ; répondre par exemple 20 ou 22h30, ou Entrée pour passer"},
	{INFO_OUVERT, "Ouvert le", false, "", "ce n'est pas une date ; répondre par exemple 2026-02-28 ou 28/02/2026"},
	{INFO_CONSEILLER, "Conseiller ou conseillère", false, "", "ce n'est pas un nom ; répondre par exemple Mme Cazals"},
};

static void say(struct slice s)
{
	emit_write(STDERR_FILENO, s);
}

/* A byte at a time: what follows the line is not ours to take, and answers are short. */
bool prompt_ligne(struct run *r, struct slice *line)
{
	struct buf b;
	char c;
	ssize_t n;
	buf_init(&b, &r->arena);
	while ((n = read(STDIN_FILENO, &c, 1)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || c == '\n')
			break;
		buf_addc(&b, c);
	}
	*line = slice_trim(buf_slice(&b));
	return n > 0;
}

enum reponse prompt_reponse(struct run *r, const char *question)
{
	struct slice answer;
	struct buf b;
	buf_init(&b, &r->arena);
	buf_addf(&b, "%s [O/n] ", question);
	say(buf_slice(&b));
	if (!prompt_ligne(r, &answer)) {
		say(SLICE("\n"));
		return REPONSE_FIN;
	}
	answer = text_fold(&r->arena, answer);
	return !answer.n || slice_is(answer, "o") || slice_is(answer, "oui") ? REPONSE_OUI : REPONSE_NON;
}

bool prompt_oui(struct run *r, const char *question)
{
	return prompt_reponse(r, question) == REPONSE_OUI;
}

static struct slice default_of(struct run *r, enum info info)
{
	struct buf b;
	buf_init(&b, &r->arena);
	if (info == INFO_OUVERT)
		buf_add_jour(&b, r->au);
	if (info == INFO_CONSEILLER && r->centre.n)
		buf_adds(&b, r->centre.conseillers[0].nom);
	return buf_slice(&b);
}

static void ask(struct run *r, size_t i, struct slice otherwise)
{
	struct buf b;
	buf_init(&b, &r->arena);
	buf_addz(&b, QUESTIONS[i].label);
	if (QUESTIONS[i].needed)
		buf_addc(&b, '*');
	if (*QUESTIONS[i].hint)
		buf_addf(&b, " (%s)", QUESTIONS[i].hint);
	if (otherwise.n) {
		buf_addz(&b, " [");
		buf_add_clean(&b, otherwise);
		buf_addc(&b, ']');
	}
	buf_addz(&b, " : ");
	say(buf_slice(&b));
}

/* Understood, or said and to be asked again: at a prompt a doubtful answer is a wrong one. What an import would do with it
 * does not happen here, and is not said. */
static bool understood(struct run *r, struct ouvertures *o, struct neuf *n, size_t i, struct slice answer)
{
	struct diag said;
	enum info info = QUESTIONS[i].info;
	diag_init(&said, &r->arena, NULL);
	n->info[info] = (struct slice){0};
	ouverture_donne(o, n, &(struct donne){info, slice_z(QUESTIONS[i].label), answer, DIAG_NOWHERE}, &said);
	if (!said.first)
		return true;
	n->info[info] = (struct slice){0};
	say(said.first->msg == &SOBRIETE_VALEUR ? said.first->text : slice_z(QUESTIONS[i].wrong));
	say(SLICE("\n"));
	return false;
}

static bool answer_one(struct run *r, struct ouvertures *o, struct neuf *n, size_t i)
{
	struct slice otherwise = default_of(r, QUESTIONS[i].info), answer;
	for (;;) {
		ask(r, i, otherwise);
		if (!prompt_ligne(r, &answer)) {
			say(SLICE("\n"));
			return false;
		}
		if (!answer.n)
			answer = otherwise;
		if (!answer.n && QUESTIONS[i].needed)
			say(SLICE("une réponse est nécessaire ; Ctrl-D pour renoncer\n"));
		else if (!answer.n || understood(r, o, n, i, answer))
			return true;
	}
}

static void summary(struct run *r, const struct neuf *n)
{
	struct buf b;
	buf_init(&b, &r->arena);
	buf_addc(&b, '\n');
	for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++) {
		struct slice value = n->info[QUESTIONS[i].info];
		int minutes;
		if (!value.n)
			continue;
		buf_addf(&b, "  %s : ", QUESTIONS[i].label);
		if (QUESTIONS[i].info == INFO_MINUTES && slice_number(value, &minutes))
			buf_add_duree(&b, minutes);
		else
			buf_add_clean(&b, value);
		buf_addc(&b, '\n');
	}
	say(buf_slice(&b));
}

static bool answer_all(struct run *r, struct ouvertures *o, struct neuf *n)
{
	for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++)
		if (!answer_one(r, o, n, i))
			return false;
	summary(r, n);
	return prompt_oui(r, "Ouvrir ?");
}

bool prompt_personne(struct run *r, struct ouvertures *o, struct neuf *n)
{
	*n = (struct neuf){0};
	if (answer_all(r, o, n))
		return true;
	say(SLICE("rien n'a été ouvert\n"));
	return false;
}
