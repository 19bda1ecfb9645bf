/* acte_fiche: what bilan-competences and bilan-projet share: add records to a person's bilan, edit them, list them. */
#ifndef CLIENT_ACTE_FICHE_H
#define CLIENT_ACTE_FICHE_H

#include "client/run.h"
#include "format/input.h"
#include "depot/bilan.h"
#include "metier/fiches_liste.h"

struct acte_fiche {
	const char *ajoute, *lire, *entree, *editer;
};
/* Rows of an option table; TYPE has a struct acte_fiche named fiche; KINDS, the kinds most often added. */
#define ACTE_FICHE_OPTIONS(type, kinds) \
	{.letter = 'a', .name = "ajouter", .kind = OPT_TEXT, .arg = "SORTE", .choices = kind_names, \
	 .offset = offsetof(type, fiche.ajoute), \
	 .help = "ajoute : " kinds "…"}, \
	{.name = "lire", .kind = OPT_TEXT, .arg = "FICHIER|-", .offset = offsetof(type, fiche.lire), \
	 .help = "ce qui est à ajouter, d'un fichier [entrée standard, ou des questions]"}, \
	{.name = "entree", .kind = OPT_CHOICE, .arg = "FORME", .choices = input_kind_names, \
	 .offset = offsetof(type, fiche.entree), .help = NULL}, \
	{.name = "editer", .kind = OPT_TEXT, .arg = "SORTE", .choices = kind_names, \
	 .offset = offsetof(type, fiche.editer), \
	 .help = "ouvre les enregistrements dans l'éditeur"}

/* Is there something to write? The words of the command line are then one reference. */
static inline bool acte_fiche_ecrit(const struct acte_fiche *a)
{
	return a->ajoute || a->lire || a->entree || a->editer;
}
/* What is written is one person's: the command line has one reference, `-` included; false, said. It, once the store is
 * open; REF_NONE, said: there is none, or several. */
bool acte_une_reference(struct run *r);
ref_t acte_reference(struct run *r);

/* Do it: open the store, check the command line, add or edit. Statuses are kept in R. */
void acte_fiche(struct run *r, const struct acte_fiche *a);

/* Which list the flags of OPTIONS ask for, into L, which holds the default. SEVERAL: said when two do. False, said, when the
 * command line does not hold together. */
struct acte_vue {
	size_t offset; /* of the flag */
	enum fiches_vue vue;
};
bool acte_fiche_choisit(struct run *r, const void *options, const struct acte_fiche *a, const struct acte_vue *v, size_t n,
                        const struct diag_msg *several, struct fiches_liste *l);

/* List the cases of the command line, or all of them; with ARCHIVES, the archived ones too. */
void acte_fiche_liste(struct run *r, struct fiches_liste *l, bool archives);

#endif
