/* acces: who may read what is created: the modes of a tree, or the group that centre.rec gives it (0700 and 0600;
 * with Groupe for dossiers/, Groupe_archives, Groupe_conseillers for bilans/: 2770 and 0660). */
#ifndef DEPOT_ACCES_H
#define DEPOT_ACCES_H

#include "depot/depot.h"

struct acces {
	mode_t dossier, fichier;
	gid_t groupe;
	bool change; /* the group is to be set: it is not the tree's own */
};

/* For what is created in tree T, which is open. CONFIG, said, when the group is unknown to the system. */
enum status acces_de(struct depot *d, enum tree t, struct acces *a, struct diag *diag);

/* Give a folder just made its group and mode: files made in it then inherit the group. */
enum status acces_dossier(int dir, const struct acces *a);

#endif
