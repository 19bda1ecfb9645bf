/* Names of fields for people: those of files are ASCII. */
#include "metier/fiche.h"

struct slice fiche_libelle(struct arena *a, struct slice champ)
{
	static const struct {
		const char *champ, *libelle;
	} words[] = {
		{"Activite", "Activité"}, {"Amenagement", "Aménagement nécessaire"}, {"Critere", "Critère"},
		{"Debut", "Début"}, {"Diplome", "Diplôme"},
		{"Echeance", "Échéance"}, {"Empreinte", "Empreinte du fichier"}, {"Enonce", "Énoncé"}, {"Etat", "État"},
		{"Evenement", "Événement (son Id)"}, {"Experience", "Expérience"},
		{"Fonction", "Fonction de la personne rencontrée"},
		{"Intitule", "Intitulé"}, {"Le", "Date"}, {"Niveau", "Niveau, selon la personne"},
		{"Niveau_conseiller", "Niveau, selon le conseiller"}, {"Niveau_tiers", "Niveau, selon un tiers"},
		{"Plan_b", "Plan B"},
		{"Referentiel", "Référentiel"}, {"Poids", "Poids, de 1 (peu) à 5 (décisif)"},
		{"Resultat", "Résultat"}, {"Strategie", "Stratégie"},
		{"Tache", "Tâche"}, {"Usage_synthese", "Usage fait de la synthèse"},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(champ, words[i].champ))
			return slice_z(words[i].libelle);
	char *name = arena_copy(a, champ.p, champ.n);
	for (size_t i = 0; i < champ.n; i++)
		if (name[i] == '_')
			name[i] = ' ';
	return (struct slice){name, champ.n};
}
