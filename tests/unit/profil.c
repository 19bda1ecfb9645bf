/* Profiles: those shipped, and what a hand that writes one may get wrong. */
#include "metier/profil.h"
#include "store.h"

#include <sys/stat.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define HEAD "%rec: Profil\n\nNom: essai\nTitre: Été\nPour: Essayer.\n"
#define LIST HEAD "Forme: liste\n"
#define PAPER HEAD "Forme: document\nModele: essai.xsl\n"

static const struct {
	const char *name, *text, *code; /* code:line:col of the first fault; NULL: none */
	enum status status;
} WRITTEN[] = {
	{"une liste", LIST "Champ: Evenement.Le\n", NULL, STATUS_OK},
	{"un document", PAPER "Condition: fin\nCondition: seances\nChamp: Dossier.Nom\nChamp: Heures.Signe\nChamp: Signature.Le\n", NULL, STATUS_OK},
	{"un champ inconnu", LIST "Champ: Evenement.Le\nChamp: Evenement.Humeur\n", "champ-inconnu:8:8", STATUS_CONFIG},
	{"rien de la personne", PAPER "Champ: Competence.Enonce\n", "champ-inconnu:8:8", STATUS_CONFIG},
	{"ni note", LIST "Champ: Note.Texte\n", "champ-inconnu:7:8", STATUS_CONFIG},
	{"ni aménagement", PAPER "Champ: Demande.Amenagement\n", "champ-inconnu:8:8", STATUS_CONFIG},
	{"un nom dans une liste", LIST "Champ: Dossier.Nom\n", "champ-inconnu:7:8", STATUS_CONFIG},
	{"un événement dans un document", PAPER "Champ: Evenement.Le\n", "champ-inconnu:8:8", STATUS_CONFIG},
	{"une famille sans champ", PAPER "Champ: Heures.\n", "valeur-invalide:8:8", STATUS_CONFIG},
	{"une famille de trop", PAPER "Champ: Heures.Signe.n\n", "valeur-invalide:8:8", STATUS_CONFIG},
	{"deux mots de la table", PAPER "Champ: Heures.Signe Travail\n", "valeur-invalide:8:8", STATUS_CONFIG},
	{"une condition inconnue", PAPER "Condition: jamais\nChamp: Dossier.Nom\n", "condition-inconnue:8:12", STATUS_CONFIG},
	{"sans champ", LIST, "champ-obligatoire:3:1", STATUS_CONFIG},
	{"une forme inconnue", HEAD "Forme: livre\nChamp: Evenement.Le\n", "valeur-invalide:6:8", STATUS_CONFIG},
	{"un document sans modèle", HEAD "Forme: document\nChamp: Dossier.Nom\n", "profil-mal-decrit:3:1", STATUS_CONFIG},
	{"une liste avec modèle", LIST "Modele: essai.xsl\nChamp: Evenement.Le\n", "profil-mal-decrit:3:1", STATUS_CONFIG},
	{"un modèle ailleurs", HEAD "Forme: document\nModele: ../essai.xsl\nChamp: Dossier.Nom\n", "valeur-invalide:7:9", STATUS_CONFIG},
	{"un autre nom", "%rec: Profil\n\nNom: été\n", "profil-mal-decrit:1:1", STATUS_CONFIG},
	{"deux profils", LIST "Champ: Evenement.Le\n\nNom: autre\n", "profil-mal-decrit:1:1", STATUS_CONFIG},
	{"un autre type", "%rec: Regle\n\nNom: essai\n", "profil-mal-decrit:1:1", STATUS_CONFIG},
	{"rien", "", "profil-mal-decrit:1:1", STATUS_CONFIG},
	{"du bruit", "\xC3\xA9\n", "champ-attendu:1:1", STATUS_CONFIG},
};

/* The installed data of the store replaced by a folder of its own, with the schemas and one profile. */
static void with_profile(struct store *s, const char *text)
{
	int dir = open(s->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ck_assert_int_eq(mkdirat(dir, "schemas", 0700), 0);
	ck_assert_int_eq(mkdirat(dir, "profils", 0700), 0);
	struct depot_file *v;
	size_t n;
	ck_assert_int_eq(depot_files(&s->depot, s->depot.share, "schemas", &v, &n, &s->diag), STATUS_OK);
	for (size_t i = 0; i < n; i++)
		store_write(dir, v[i].path, v[i].bytes.p);
	store_write(dir, "profils/essai.rec", text);
	close(s->depot.share);
	s->depot.share = dir;
}

START_TEST(written)
{
	struct store s;
	struct profil p;
	char place[128] = "";
	store_open(&s);
	with_profile(&s, WRITTEN[_i].text);
	enum status st = profil_charge(&s.depot, "essai", &p, &s.diag);
	if (s.diag.first)
		snprintf(place, sizeof place, "%s:%zu:%zu", s.diag.first->msg->code, s.diag.first->at.line, s.diag.first->at.col);
	ck_assert_msg(st == WRITTEN[_i].status, "%s: statut %d", WRITTEN[_i].name, (int)st);
	ck_assert_msg(strcmp(place, WRITTEN[_i].code ? WRITTEN[_i].code : "") == 0, "%s: %s", WRITTEN[_i].name, place);
	store_close(&s);
}
END_TEST

START_TEST(shipped)
{
	static const struct {
		const char *nom, *champ, *not;
		enum profil_forme forme;
		unsigned conditions;
	} all[] = {
		{"brut", "Evenement.Le", "Evenement.Par", PROFIL_LISTE, 0},
		{"certificat", "Heures.Signe", "Heures.Travail", PROFIL_DOCUMENT, 1 << CONDITION_FIN | 1 << CONDITION_SEANCES | 1 << CONDITION_HEURES_SIGNEES},
		{"emargement", "Seance.Le", "Seance.Objet", PROFIL_DOCUMENT, 1 << CONDITION_SEANCES},
	};
	struct store s;
	struct profil p;
	store_open(&s);
	for (int i = 0; i < COUNT(all); i++) {
		ck_assert_msg(profil_charge(&s.depot, all[i].nom, &p, &s.diag) == STATUS_OK, "%s", all[i].nom);
		ck_assert_msg(p.forme == all[i].forme && p.conditions == all[i].conditions, "%s: %u", all[i].nom, p.conditions);
		ck_assert_msg(profil_permet(&p, all[i].champ) && !profil_permet(&p, all[i].not), "%s", all[i].nom);
		uint64_t bits = profil_evenement(&p);
		ck_assert_msg(p.forme == PROFIL_DOCUMENT ? !bits : bits >> CHAMP_LE & 1 && !(bits >> CHAMP_PAR & 1), "%s", all[i].nom);
	}
	ck_assert_ptr_null(s.diag.first);
	store_close(&s);
}
END_TEST

START_TEST(unknown)
{
	static const char *const names[] = {"bruit", "", "../profils/brut", "brut.rec", "Brut", "été", "brut/", "."};
	struct store s;
	struct profil p;
	store_open(&s);
	for (int i = 0; i < COUNT(names); i++) {
		diag_init(&s.diag, &s.arena, "essai");
		ck_assert_msg(profil_charge(&s.depot, names[i], &p, &s.diag) == STATUS_USAGE, "%s", names[i]);
		ck_assert_str_eq(s.diag.first->msg->code, "profil-inconnu");
		ck_assert_msg(memmem(s.diag.first->text.p, s.diag.first->text.n, "brut, certificat", 16), "%s", names[i]);
	}
	store_close(&s);
}
END_TEST

Suite *profil_suite(void);

Suite *profil_suite(void)
{
	Suite *s = suite_create("profil");
	TCase *t = tcase_create("profil");
	tcase_add_loop_test(t, written, 0, COUNT(WRITTEN));
	tcase_add_test(t, shipped);
	tcase_add_test(t, unknown);
	suite_add_tcase(s, t);
	return s;
}
