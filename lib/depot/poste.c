#include "depot/poste.h"

#include "format/rec.h"
#include "sys/file.h"

#include <fcntl.h>
#include <stdlib.h>

static const struct diag_msg BAD_PREFIX = {"prefixe-invalide", DIAG_ERREUR,
	"« {} » ne peut pas préfixer les références ; choisir une lettre puis au plus sept lettres ou chiffres, en capitales"};

static struct slice configured(struct arena *a, const char **path)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME"), *env = getenv("BILAN_PREFIXE");
	struct slice bytes, found = SLICE("");
	struct buf b;
	struct rec r;
	*path = "BILAN_PREFIXE";
	if (env)
		return slice_z(env);
	buf_init(&b, a);
	if (config && *config)
		buf_addf(&b, "%s/bilan/poste.rec", config);
	else if (home && *home)
		buf_addf(&b, "%s/.config/bilan/poste.rec", home);
	*path = buf_z(&b);
	int fd = open(*path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 || file_read_fd(a, fd, &bytes) != STATUS_OK || rec_parse(a, bytes, *path, NULL, &r, NULL) != STATUS_OK)
		bytes = SLICE("");
	else
		for (size_t i = 0; i < r.nrecords && !found.n; i++)
			found = rec_get(a, &r, &r.records[i], "Prefixe");
	file_unlock(fd);
	return found;
}

enum status poste_load(struct arena *a, struct poste *p, struct diag *diag)
{
	const char *path;
	*p = (struct poste){.prefixe = configured(a, &path), .suffixe = SLICE("")};
	char *suffix = arena_alloc(a, p->prefixe.n + 2);
	suffix[0] = '-';
	for (size_t i = 0; i < p->prefixe.n; i++) {
		char c = p->prefixe.p[i];
		bool letter = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
		if (p->prefixe.n > 8 || !(letter || (digit && i > 0))) {
			DIAG(diag, &BAD_PREFIX, ((struct diag_at){path, 0, 0}), p->prefixe);
			return STATUS_CONFIG;
		}
		suffix[i + 1] = letter ? (char)(c - 'A' + 'a') : c;
	}
	if (p->prefixe.n)
		p->suffixe = (struct slice){suffix, p->prefixe.n + 1};
	return STATUS_OK;
}
