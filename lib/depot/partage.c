#include "depot/partage.h"

#include <errno.h>
#include <string.h>

enum status partage_lit(struct depot *d, struct arena *a, const char *folder, const char *name, struct slice *bytes,
                        const char **path)
{
	struct buf b;
	buf_init(&b, a);
	buf_addf(&b, "share/%s/%s", folder, name);
	const char *shared = buf_z(&b);
	*path = shared + strlen("share/");
	enum status st = file_read(a, d->fd, *path, bytes, NULL);
	if (st != STATUS_ABSENT)
		return st;
	st = file_read(a, d->share, *path, bytes, NULL);
	*path = shared;
	return st;
}

bool partage_nom(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return n && n < 64 && !name[n];
}

enum status partage_schema(struct depot *d, const char *type, struct schema *s, struct diag *diag)
{
	struct slice bytes;
	struct buf path;
	buf_init(&path, d->a);
	buf_addf(&path, "share/schemas/%s.rec", type);
	enum status st = depot_share(d, buf_z(&path) + strlen("share/"), &bytes);
	if (st != STATUS_OK)
		depot_say(diag, st, errno, buf_z(&path));
	return st == STATUS_OK && schema_parse(d->a, bytes, buf_z(&path), s, diag) == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}
