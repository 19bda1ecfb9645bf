/* acte_trame: interview kits and grids printed, kits taken back, the sub-points of the law that a bilan serves. */
#ifndef CLIENT_ACTE_TRAME_H
#define CLIENT_ACTE_TRAME_H

#include "client/run.h"

struct acte_trame {
	const char *trame, *reprendre;
	bool couverture;
};
extern const char *const acte_trame_noms[]; /* those of share/methodes, for completion; then NULL */

/* Rows of an option table; TYPE has a struct acte_trame named trame. */
#define ACTE_TRAME_OPTIONS(type) \
	{.name = "trame", .kind = OPT_TEXT, .arg = "TRAME", .choices = acte_trame_noms, .offset = offsetof(type, trame.trame), \
	 .help = "écrit les questions d'un entretien, ou une grille"}, \
	{.name = "reprendre", .kind = OPT_TEXT, .arg = "FICHIER|-", .offset = offsetof(type, trame.reprendre), \
	 .help = "reprend les réponses d'une trame remplie"}
#define ACTE_TRAME_LISTE(type) \
	{.name = "couverture", .kind = OPT_FLAG, .offset = offsetof(type, trame.couverture), \
	 .help = "les sous-points de la loi : servis ou non, par quoi"}

static inline bool acte_trame_demande(const struct acte_trame *a)
{
	return a->trame || a->reprendre || a->couverture;
}
/* Do it: ASKED are the other acts or lists of the command line (false: none). Statuses are kept in R. */
void acte_trame(struct run *r, const struct acte_trame *a, bool asked, bool archives);

#endif
