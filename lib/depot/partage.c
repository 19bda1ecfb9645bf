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

enum status partage_schema(struct depot *d, struct arena *a, const char *type, struct schema *s, struct diag *diag)
{
	static const char head[] = "share/schemas/";
	struct slice bytes;
	struct buf b;
	buf_init(&b, a);
	buf_addf(&b, "%s%s.rec", head, type);
	char *path = buf_z(&b), *first = path + strlen(head);
	*first = (char)(*first | 0x20);
	enum status st = file_read(a, d->share, path + strlen("share/"), &bytes, NULL);
	if (st != STATUS_OK)
		depot_say(diag, st, errno, path);
	return st == STATUS_OK && schema_parse(a, bytes, path, s, diag) == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}
