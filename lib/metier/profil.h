/* profil: what an export may contain, as data (share/profils/NOM.rec): the list of the fields that are allowed, never of
 * those to hide. No profile can name a field of bilans/: there is no word for it. */
#ifndef METIER_PROFIL_H
#define METIER_PROFIL_H

#include "depot/type.h"
#include "metier/document.h"

enum profil_forme { PROFIL_LISTE, PROFIL_DOCUMENT };

/* What must hold before a paper is made; the words of `Condition:`. */
enum profil_condition {
	CONDITION_SEANCES,         /* "seances": a session was held */
	CONDITION_FIN,             /* "fin": the bilan is over at --au */
	CONDITION_HEURES_SIGNEES,  /* "heures-signees": every held session bears both signatures */
	CONDITION_ARRET,           /* "arret": the bilan was stopped or interrupted */
	CONDITION_RELAIS,          /* "relais": a handover was asked or accepted */
	CONDITIONS
};

struct profil {
	struct slice nom;
	enum profil_forme forme;
	const char *modele;             /* stylesheet; NULL for a list */
	unsigned conditions;            /* bit set by enum profil_condition */
	bool sans_dossier;              /* the paper can be made without a case */
	struct document_tables tables;  /* for a paper */
	struct document_champs champs;  /* "Evenement.Le"… for a list; "Dossier.Nom", "Heures.signe"… for a paper */
};

/* Read the profile NOM, and judge it. USAGE, said with the names of those that exist: there is no such profile. CONFIG, said
 * with file and line: it cannot be understood, or it names a field or a condition that no export knows. */
enum status profil_charge(struct depot *d, const char *nom, struct profil *p, struct diag *diag);

/* May the field CHAMP ("Dossier.Employeur") be shown? */
bool profil_permet(const struct profil *p, const char *champ);

/* The fields of events that a list may show, a bit set by enum champ. */
uint64_t profil_evenement(const struct profil *p);

#endif
