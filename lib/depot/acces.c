#include "depot/acces.h"

#include <errno.h>
#include <grp.h>
#include <unistd.h>

static const struct diag_msg NO_GROUP = {"groupe-inconnu", DIAG_ERREUR,
	"le groupe « {} » de centre.rec n'existe pas sur ce système ; le créer, ou corriger centre.rec"};

enum status acces_de(struct depot *d, enum tree t, struct acces *a, struct diag *diag)
{
	struct stat id;
	struct slice name = d->groupe[t];
	if (fstat(d->tree[t], &id) < 0)
		return file_status(errno);
	*a = (struct acces){.dossier = id.st_mode & 07777, .fichier = id.st_mode & 0660, .groupe = id.st_gid};
	if (!name.n)
		return STATUS_OK;
	const struct group *g = getgrnam(slice_dup(d->a, name));
	if (!g) {
		DIAG(diag, &NO_GROUP, ((struct diag_at){"centre.rec", 0, 0}), name);
		return STATUS_CONFIG;
	}
	*a = (struct acces){.dossier = 02770, .fichier = 0660, .groupe = g->gr_gid, .change = true};
	return STATUS_OK;
}

enum status acces_dossier(int dir, const struct acces *a)
{
	if (a->change && fchown(dir, (uid_t)-1, a->groupe) < 0)
		return file_status(errno);
	return fchmod(dir, a->dossier) < 0 ? file_status(errno) : STATUS_OK;
}
