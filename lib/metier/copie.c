#include "metier/copie.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

static const struct diag_msg NO_COPY = {"copie-absente", DIAG_ERREUR,
	"la copie n'est plus là : rien n'a été modifié ; recommencer, et enregistrer sous le même nom"};
static const struct diag_msg REPLACED = {"copie-remplacee", DIAG_ERREUR,
	"la copie n'est plus un fichier ordinaire ({}) : rien n'a été modifié ; remettre le fichier lui-même à cette place, "
	"puis recommencer"};
static const struct diag_msg TAKEN = {"copie-occupee", DIAG_ERREUR,
	"cette copie est ouverte par quelqu'un d'autre ; attendre, ou recommencer"};

enum status copie_lit(const struct draft *d, struct arena *a, const char *path, struct slice *base, struct slice *text,
                      struct diag *diag)
{
	struct diag_at at = {path, 0, 0};
	enum status st = draft_read(d, a, base, text);
	if (st == STATUS_ABSENT)
		DIAG0(diag, &NO_COPY, at);
	else if (st == STATUS_INVALID)
		DIAG(diag, &REPLACED, at, slice_z(file_reason(errno)));
	else if (st != STATUS_OK)
		depot_say(diag, st, errno, path);
	return st;
}

enum status copie_prend(struct draft *d, int dir, const struct draft_left *l, const char *path, struct diag *diag)
{
	enum status st = draft_take(d, dir, l);
	if (st == STATUS_LOCKED)
		DIAG0(diag, &TAKEN, ((struct diag_at){path, 0, 0}));
	else if (st != STATUS_OK)
		depot_say(diag, st, errno, path);
	return st;
}

enum status copie_remplace(struct draft *d, struct arena *a, struct slice base, struct slice text, const char *path,
                           struct diag *diag)
{
	enum status st = draft_replace(d, a, base, text);
	if (st != STATUS_OK)
		depot_say(diag, st, errno, path);
	return st;
}

enum status copie_retire(struct draft *d, const char *path, struct diag *diag)
{
	enum status st = draft_remove(d);
	if (st != STATUS_OK)
		depot_say(diag, st, errno, path);
	return st;
}

const char *copie_chemin(const struct depot *d, struct arena *a, const char *folder, const char *name)
{
	char whole[PATH_MAX];
	struct buf b;
	buf_init(&b, a);
	buf_addf(&b, "%s/%s", d->path, folder);
	const char *found = realpath(buf_z(&b), whole);
	buf_init(&b, a);
	buf_addf(&b, "%s/%s", found ? found : ".", name);
	return buf_z(&b);
}
