/* faits_arbre: how a record becomes an element. */
#ifndef METIER_FAITS_ARBRE_H
#define METIER_FAITS_ARBRE_H

#include "format/schema.h"
#include "metier/faits.h"
#include "metier/libelle.h"

struct arbre {
	struct arena *a;
	const struct demande_document *q;
	struct libelles libelles;
	struct schema *seuls; /* the only fields that a record may bring; NULL: any */
	struct diag *diag;
};

/* May FIELD of a TYPE ("Dossier", "Seance") enter the facts? */
bool arbre_permis(const struct arbre *t, const char *type, struct slice field);

/* Below PARENT: an element; an attribute; a field of TYPE if it may enter, its value dressed as faits.h says. */
xmlNodePtr arbre_element(xmlNodePtr parent, const char *name);
void arbre_attribut(struct arbre *t, xmlNodePtr n, const char *name, struct slice value);
void arbre_champ(struct arbre *t, xmlNodePtr parent, const char *type, const char *field, struct slice value);
void arbre_jour(struct arbre *t, xmlNodePtr parent, const char *type, const char *field, jour_t d);
void arbre_minutes(struct arbre *t, xmlNodePtr parent, const char *type, const char *field, int64_t minutes);

/* The element NAME for a record, all the fields of TYPE that may enter; nothing, and NULL, when none does. */
xmlNodePtr arbre_fiche(struct arbre *t, xmlNodePtr parent, const char *name, const char *type, const struct rec *r,
                       const struct rec_record *e);

/* To each <seance> of ROOT: <Conseiller_nom> (who led it, else HOLDER), and for each side that signed it <signature
 * qui="conseiller|beneficiaire|connexion"><Le>, the day of its first emargement. Allowed by Seance.Conseiller_nom and
 * Signature.Le. */
void faits_signatures(struct arbre *t, xmlNodePtr root, const struct journal *j, struct slice holder);

/* Below ROOT, as the allow-list has it: <regle>, <voie>; <acte>, <passage>, <piece>, and Retire_le in each <consentement> of
 * the journal that was withdrawn. E: the state of the case, NULL without a case. */
void faits_regles(struct arbre *t, xmlNodePtr root, const struct etat *e);
void faits_actes(struct arbre *t, xmlNodePtr root, const struct journal *j, const struct etat *e);

/* Take N away unless something stands in it. */
void arbre_vide(xmlNodePtr n);

#endif
