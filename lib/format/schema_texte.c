/* What a value looks like, said in words: nobody reads an expression. */
#include "format/schema.h"

/* By the name of a field, else of its typedef in share/schemas. Each completes « … » n'est pas …, and : écrire … */
static const struct {
	const char *name, *text;
} TEXTS[] = {
	{"Canal", "un code (telephone, courriel…)"},
	{"Champ_t", "un champ (Dossier.Nom)"},
	{"Cible_t", "un enregistrement, ou son champ (Objectif.Enonce)"},
	{"Civilite_t", "M. ou Mme"},
	{"Code", "un code (minuscules sans accent, chiffres, tirets)"},
	{"Courriel_t", "une adresse de courriel (nom@exemple.fr)"},
	{"Dossier_ref", "une référence (2026-0001)"},
	{"Duree", "un nombre de minutes"},
	{"Echelle", "un niveau de 1 à 4"},
	{"Empreinte_t", "une empreinte de fichier (au moins 8 chiffres ou lettres de a à f)"},
	{"Evenement_t", "un type d'événement, avec ses codes s'il y en a (consentement.Objet=bilan)"},
	{"Heure", "une heure (HH:MM)"},
	{"Instant", "un instant (2026-03-02T14:30:00+01:00)"},
	{"Jour", "une date (AAAA-MM-JJ)"},
	{"Jour_annee", "un jour de l'année (MM-JJ)"},
	{"Lignes_t", "un nombre de 1 à 49"},
	{"Marge_t", "deux nombres (0 1)"},
	{"Modele_t", "le nom d'un modèle (certificat.xsl)"},
	{"Nda_t", "un numéro de déclaration d'activité (11 caractères)"},
	{"Nombre", "un nombre entier à partir de 1"},
	{"Note_10", "une note de 0 à 10"},
	{"Num", "un Id (une lettre, puis un nombre : s1)"},
	{"Num_a", "un Id d'action (a1)"},
	{"Num_b", "un Id de besoin (b1)"},
	{"Num_c", "un Id de compétence (c1)"},
	{"Num_d", "un Id de document (d1)"},
	{"Num_e", "un Id d'événement (e3)"},
	{"Num_f", "un Id de financement (f1)"},
	{"Num_i", "un Id d'intérêt (i1)"},
	{"Num_k", "un Id de critère (k1)"},
	{"Num_n", "un Id de note (n1)"},
	{"Num_o", "un Id d'objectif (o1)"},
	{"Num_p", "un Id de piste (p1)"},
	{"Num_q", "un Id d'enquête (q1)"},
	{"Num_r", "un Id de réclamation (r1)"},
	{"Num_x", "un Id d'expérience ou de formation (x1)"},
	{"Par_t", "une sorte d'enregistrement, ou son champ (Objectif.Signe)"},
	{"Periode", "une année, un mois ou un jour (2019, 2019-06, 2019-06-14)"},
	{"Poids_5", "un poids de 1 à 5"},
	{"Point_t", "un sous-point de la loi (R6313-4-1-demande)"},
	{"Portee", "synthese, plan ou l'Id d'un document (d1)"},
	{"Question_t", "le code d'une question (P1-04)"},
	{"Score_4", "un score de 0 à 4"},
	{"Signature", "l'un de : beneficiaire conseiller connexion centre employeur financeur"},
	{"Siret", "un SIRET (14 chiffres)"},
	{"Somme", "un montant (1600.00)"},
	{"Tel", "un numéro de téléphone (+33536492011)"},
	{"Uai_t", "un code UAI (7 chiffres, puis une lettre)"},
	{"Voie", "un code (cpf, plan, opco…)"},
};

static const char *text_of(struct slice name)
{
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
		if (slice_is(name, TEXTS[i].name))
			return TEXTS[i].text;
	return NULL;
}

struct slice schema_expected(struct arena *a, const struct schema_field *f)
{
	const char *text = NULL;
	struct buf b;
	if (f->kind == SCHEMA_REGEXP)
		text = text_of(f->name) ? text_of(f->name) : text_of(f->typedefined);
	if (f->kind == SCHEMA_INT)
		text = "un nombre entier";
	if (f->kind == SCHEMA_LINE || f->kind == SCHEMA_ANY)
		text = "une seule ligne";
	if (text)
		return slice_z(text);
	buf_init(&b, a);
	buf_addz(&b, f->kind == SCHEMA_ENUM ? "l'un de : " : "de la forme ");
	buf_adds(&b, f->spec);
	return buf_slice(&b);
}
