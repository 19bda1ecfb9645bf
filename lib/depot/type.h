/* type: the kinds of events and their closed codes, as data (share/types.rec, then the store's types.d/). */
#ifndef DEPOT_TYPE_H
#define DEPOT_TYPE_H

#include "depot/depot.h"
#include "format/rec.h"

/* The fields of an event, in the order in which we write them. */
enum champ {
	CHAMP_AUTRE, CHAMP_ID, CHAMP_TYPE, CHAMP_REFERENCE, CHAMP_LE, CHAMP_DEBUT, CHAMP_FIN, CHAMP_MINUTES, CHAMP_PHASE,
	CHAMP_MODE, CHAMP_LIEU, CHAMP_CONSEILLER, CHAMP_STATUT, CHAMP_AUTEUR, CHAMP_MOTIF, CHAMP_OBJET, CHAMP_DOCUMENT,
	CHAMP_VERSION, CHAMP_DESTINATAIRE, CHAMP_CANAL, CHAMP_RESULTAT, CHAMP_SIGNE, CHAMP_FORCE_MAJEURE, CHAMP_PORTE,
	CHAMP_JUSQU_A, CHAMP_NUMERO, CHAMP_MONTANT, CHAMP_FINANCEMENT, CHAMP_VOIE, CHAMP_SITUATION, CHAMP_VERS, CHAMP_SUITE,
	CHAMP_CORRIGE, CHAMP_SAISI, CHAMP_PAR, CHAMP_N
};
extern const char *const champ_noms[CHAMP_N]; /* [CHAMP_AUTRE] is "" */
const struct rec_vocab *champ_vocab(void);    /* its rank is the enum's value */
enum champ champ_nomme(struct slice name);    /* CHAMP_AUTRE when it is none of them */

/* What a type does to the state; the words of `Effet:`. */
enum effet {
	EFFET_AUCUN, EFFET_OUVERTURE, EFFET_ENTREE, EFFET_FIN, EFFET_ARRET, EFFET_CLOTURE, EFFET_SANS_SUITE, EFFET_INTERRUPTION,
	EFFET_REPRISE, EFFET_SEANCE, EFFET_TRAVAIL, EFFET_EMARGEMENT, EFFET_DOCUMENT, EFFET_CONSENTEMENT, EFFET_CONSERVATION,
	EFFET_DESTRUCTION, EFFET_SUIVI, EFFET_CONTACT, EFFET_RELAIS, EFFET_AVENANT, EFFET_DEMANDE, EFFET_RAYURE, EFFET_N
};

struct type {
	struct slice nom, libelle, pour;
	enum effet effet;
	uint64_t obligatoire;          /* bit set by champ, beyond Id Type Le Saisi Par */
	struct slice codes[CHAMP_N];   /* for Motif Objet Document Destinataire Resultat Statut: the words allowed; p NULL: none */
	uint64_t ferme;                /* bit set of the champs that have such a list */
};

/* A word of `-a` that stands for a type and some of its fields: contrat, remise… */
struct raccourci {
	struct slice nom, type;
	struct slice champs[CHAMP_N]; /* p NULL: not set */
};

struct types {
	struct type *v;
	size_t n;
	struct raccourci *raccourcis;
	size_t nraccourcis;
	struct rec_vocab vocab;
};

enum status types_load(struct depot *d, struct types *t, struct diag *diag);
const struct type *type_nomme(const struct types *t, struct slice nom);
const struct raccourci *raccourci_nomme(const struct types *t, struct slice nom);

/* The fields whose codes are closed per type. */
extern const enum champ type_champs_fermes[6];

/* Is CODE one of the words of LIST? */
bool type_code_connu(struct slice list, struct slice code);

#endif
