/* ouverture: opening cases: from what is known of a person to a case born whole. */
#ifndef METIER_OUVERTURE_H
#define METIER_OUVERTURE_H

#include "depot/poste.h"
#include "metier/colonnes.h"
#include "metier/contexte.h"
#include "metier/sobriete.h"

/* The fields of a Dossier record, in the order in which we write them; those that go elsewhere come after. */
enum info {
	INFO_CLE, INFO_CIVILITE, INFO_NOM, INFO_PRENOM, INFO_COURRIEL, INFO_TELEPHONE, INFO_ADRESSE, INFO_EMPLOYEUR, INFO_SIRET,
	INFO_INFORME, INFO_TEMPS, INFO_MINUTES, INFO_PRIX, INFO_OUVERT, INFO_DEBUT_PREVU, INFO_FIN_PREVUE, INFO_DOSSIER_N,
	INFO_SITUATION = INFO_DOSSIER_N, INFO_VOIE, INFO_CONSEILLER, INFO_NUMERO, INFO_REMARQUES, INFO_N
};
extern const char *const info_noms[INFO_N]; /* "Cle_externe"… "Remarques" */

enum { FINANCEMENTS_MOST = 8 };

struct neuf {
	struct slice info[INFO_N];
	jour_t ouvert;
	struct financement {
		struct slice payeur, dispositif, montant, taxe, numero, minutes;
	} f[FINANCEMENTS_MOST];
	size_t nf;
	struct diag_at at, at_nom; /* of the whole, of the name's cell */
};

/* A value as somebody gave it: the field, the name that they know it by ("Date d'ouverture"), where it stands. */
struct donne {
	enum info info;
	struct slice nom, value;
	struct diag_at at;
};

/* What every opening needs. */
struct ouvertures {
	struct depot *depot;
	struct centre *centre;
	const struct regles *regles;
	struct voies voies;
	struct colonnes colonnes;
	struct sobriete sobriete; /* read */
	struct poste poste;
	struct slice saisi, par;
	jour_t au;
	int lock;
	struct index_cles *index; /* cases already open */
	int *greatest;            /* by year: the greatest number used with our prefix */
};

enum status ouvertures_init(struct ouvertures *o, struct depot *d, struct centre *c, const struct regles *r, jour_t au,
                            struct diag *diag);
/* Take the store's lock, sweep, see which cases, numbers and counsellors exist: from here to ouvertures_release() no other
 * machine process opens a case. INVALID, said: a case could not be read; the others are known, and openings may go on. */
enum status ouvertures_hold(struct ouvertures *o, struct diag *diag);
void ouvertures_release(struct ouvertures *o);

/* Understand one value: kept in N in the form of the store, or said in DIAG at its place (an error rejects the case, a
 * warning does not). */
void ouverture_donne(struct ouvertures *o, struct neuf *n, const struct donne *v, struct diag *diag);
/* What is missing or inconsistent once all values are given: in DIAG, as above. Not OK: the store refuses to take a
 * counsellor that it does not know yet. */
enum status ouverture_acheve(struct ouvertures *o, struct neuf *n, struct diag *diag);

/* The case already open for the same outside number, or without one the same name and opening day; REF_NONE. */
ref_t ouverture_deja(struct ouvertures *o, const struct neuf *n);

/* Make the case; its reference in *REF once it is durable. */
enum status ouverture_cree(struct ouvertures *o, const struct neuf *n, ref_t *ref, struct diag *diag);

#endif
