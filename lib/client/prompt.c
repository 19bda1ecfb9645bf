#include "client/prompt.h"

#include "base/unicode.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const struct {
	enum info info;
	const char *label;
	bool needed;
	const char *hint;
} QUESTIONS[] = {
	{INFO_CIVILITE, "Civilité", false, "M. ou Mme"}, {INFO_NOM, "Nom", true, ""}, {INFO_PRENOM, "Prénom", false, ""},
	{INFO_COURRIEL, "Courriel", false, ""}, {INFO_TELEPHONE, "Téléphone", false, ""},
	{INFO_SITUATION, "Situation", true, "salarié, agent public, demandeur d'emploi, indépendant, sans activité, autre"},
	{INFO_EMPLOYEUR, "Employeur", false, ""}, {INFO_SIRET, "SIRET de l'employeur", false, ""},
	{INFO_VOIE, "Voie de financement", true, "cpf, plan, opco, employeur, france-travail, fonction-publique, faf, personnel, region, autre"},
	{INFO_PRIX, "Montant TTC", false, "en euros"}, {INFO_MINUTES, "Heures prévues", false, "20 ou 22h30"},
	{INFO_OUVERT, "Ouvert le", false, ""}, {INFO_CONSEILLER, "Conseiller ou conseillère", false, ""},
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

bool prompt_oui(struct run *r, const char *question)
{
	struct slice answer;
	struct buf b;
	buf_init(&b, &r->arena);
	buf_addf(&b, "%s [O/n] ", question);
	say(buf_slice(&b));
	if (!prompt_ligne(r, &answer)) {
		say(SLICE("\n"));
		return false;
	}
	answer = text_fold(&r->arena, answer);
	return !answer.n || slice_is(answer, "o") || slice_is(answer, "oui");
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

/* Understood, or said and to be asked again: at a prompt a doubtful answer is a wrong one. */
static bool understood(struct run *r, struct ouvertures *o, struct neuf *n, size_t i, struct slice answer)
{
	struct diag said;
	struct buf b;
	enum info info = QUESTIONS[i].info;
	diag_init(&said, &r->arena, "à corriger");
	ouverture_donne(o, n, &(struct donne){info, slice_z(QUESTIONS[i].label), answer, DIAG_NOWHERE}, &said);
	buf_init(&b, &r->arena);
	diag_lines(&b, &said, DIAG_ATTENTION);
	say(buf_slice(&b));
	return !said.first;
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

bool prompt_personne(struct run *r, struct ouvertures *o, struct neuf *n)
{
	*n = (struct neuf){0};
	for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++)
		if (!answer_one(r, o, n, i))
			return false;
	summary(r, n);
	return prompt_oui(r, "Ouvrir ?");
}
