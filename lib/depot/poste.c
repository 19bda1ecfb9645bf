#include "depot/poste.h"

#include "format/rec.h"
#include "sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

static const struct diag_msg BAD_PREFIX = {"prefixe-invalide", DIAG_ERREUR,
	"« {} » ne peut pas préfixer les références ; choisir une lettre puis au plus sept lettres ou chiffres, en capitales"};

static const struct diag_msg UNREAD = {"poste-illisible", DIAG_ERREUR,
	"{} ; ce fichier dit le préfixe de ce poste : le rendre lisible, ou donner BILAN_PREFIXE"};

static enum status configured(struct arena *a, const char **path, struct slice *found, struct diag *diag)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME"), *env = getenv("BILAN_PREFIXE");
	struct slice bytes;
	struct buf b;
	struct rec r;
	*path = "BILAN_PREFIXE";
	*found = slice_z(env);
	if (env)
		return STATUS_OK;
	buf_init(&b, a);
	if (config && *config)
		buf_addf(&b, "%s/bilan/poste.rec", config);
	else if (home && *home)
		buf_addf(&b, "%s/.config/bilan/poste.rec", home);
	*path = buf_z(&b);
	int fd = open(*path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return STATUS_OK; /* only that is "none": another answer would let two machines allot the same references */
	enum status st = fd < 0 ? file_status(errno) : file_read_fd(a, fd, &bytes);
	if (st != STATUS_OK)
		DIAG(diag, &UNREAD, ((struct diag_at){*path, 0, 0}), slice_z(file_reason(errno)));
	else
		st = rec_parse(a, bytes, *path, NULL, &r, diag);
	for (size_t i = 0; st == STATUS_OK && i < r.nrecords && !found->n; i++)
		*found = rec_get(a, &r, &r.records[i], "Prefixe");
	file_unlock(fd);
	return st;
}

enum status poste_load(struct arena *a, struct poste *p, struct diag *diag)
{
	const char *path;
	*p = (struct poste){.suffixe = SLICE("")};
	if (configured(a, &path, &p->prefixe, diag) != STATUS_OK)
		return STATUS_CONFIG;
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
