#include "depot/depot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const tree_names[TREES] = {"dossiers", "archives", "bilans"};

static const struct diag_msg NO_STORE = {"depot-absent", DIAG_ERREUR,
	"aucun dépôt dans {} (centre.rec absent) ; monter le volume, indiquer --depot=DOSSIER, ou en créer un : bilan-new "
	"--creer"};
static const struct diag_msg NO_SHARE = {"partage-absent", DIAG_ERREUR,
	"données d'installation introuvables ({}) ; réinstaller, ou indiquer leur dossier dans BILAN_PARTAGE"};
static const struct diag_msg NO_MARK = {"volume-absent", DIAG_ERREUR,
	"{} ne porte pas sa marque .depot : le volume n'est pas monté ? le monter, puis recommencer"};
static const struct diag_msg CANNOT = {"acces", DIAG_ERREUR, "{} ; vérifier le volume et les droits, puis recommencer"};
static const struct diag_msg REFUSED = {"permission", DIAG_REFUS, "{} ; demander l'accès à la personne qui gère le dépôt"};
static const struct diag_msg CHANGED = {"modifie-entretemps", DIAG_ERREUR,
	"un autre programme a modifié ce fichier pendant l'écriture ; rien n'y a été écrit : recommencer"};
static const struct diag_msg LOST = {"version-gardee", DIAG_ERREUR,
	"un autre programme a écrit ce fichier au même instant : sa version est gardée dans {} ; "
	"y reprendre à la main ce qui manque"};
static const struct diag_msg UNCERTAIN = {"ecriture-incertaine", DIAG_ERREUR,
	"{} au moment d'enregistrer ; vérifier le volume et ce fichier, puis recommencer"};
static const struct diag_msg HELD = {"verrou", DIAG_ERREUR,
	"une autre commande écrit ({}) et n'a pas fini après 30 s ; attendre, puis recommencer (rien n'a été écrit)"};
static const struct diag_msg NO_LOCK = {"verrou-impossible", DIAG_ERREUR,
	"ce volume refuse les verrous : rien n'est écrit ; placer le dépôt sur un volume qui les accepte"};

const char *depot_path(struct arena *a, const char *option)
{
	const char *env = getenv("BILAN_DEPOT"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct buf b;
	buf_init(&b, a);
	if (option)
		return option;
	if (env && *env)
		return env;
	if (data && *data) {
		buf_addf(&b, "%s/bilan", data);
		return buf_z(&b);
	}
	if (!home || !*home) {
		const struct passwd *me = getpwuid(getuid());
		home = me ? me->pw_dir : "/";
	}
	buf_addf(&b, "%s/.local/share/bilan", home);
	return buf_z(&b);
}

void depot_say(struct diag *diag, enum status st, int error, const char *path)
{
	DIAG(diag, st == STATUS_REFUSED ? &REFUSED : &CANNOT, ((struct diag_at){path, 0, 0}), slice_z(file_reason(error)));
}

void depot_say_edit(struct diag *diag, enum status st, int error, const char *path, const struct file_edit *e)
{
	struct diag_at at = {path, 0, 0};
	if (st == STATUS_CHANGED && e->lost)
		DIAG(diag, &LOST, at, slice_z(e->lost));
	else if (st == STATUS_CHANGED)
		DIAG0(diag, &CHANGED, at);
	else if (e->placed)
		DIAG(diag, &UNCERTAIN, at, slice_z(file_reason(error)));
	else
		depot_say(diag, st, error, path);
}

/* types.rec stands in it: that is how the folder of the installed data is known. */
static int open_share(const char *path)
{
	int fd = file_open_root(AT_FDCWD, path);
	if (fd >= 0 && faccessat(fd, "types.rec", R_OK, 0) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static enum status find_share(struct depot *d, struct diag *diag)
{
	static const char *const beside[] = {"../share/bilan", "../share"};
	const char *env = getenv("BILAN_PARTAGE");
	char exe[4096];
	ssize_t n = env && *env ? 0 : readlink("/proc/self/exe", exe, sizeof exe - 32);
	if (env && *env)
		d->share = open_share(env);
	while (n > 0 && exe[n - 1] != '/')
		n--;
	for (size_t i = 0; n > 0 && d->share < 0 && i < 2; i++) {
		memcpy(exe + n, beside[i], strlen(beside[i]) + 1);
		d->share = open_share(exe);
	}
	if (d->share >= 0)
		return STATUS_OK;
	DIAG(diag, &NO_SHARE, DIAG_NOWHERE, slice_z(env && *env ? env : "share/bilan"));
	return STATUS_CONFIG;
}

enum status depot_open(struct depot *d, struct arena *a, const char *path, struct diag *diag)
{
	*d = (struct depot){.a = a, .path = path, .fd = -1, .share = -1, .tree = {-1, -1, -1}};
	ref_prefixes_init(&d->prefixes, a);
	d->fd = file_open_root(AT_FDCWD, path);
	if (d->fd >= 0 && faccessat(d->fd, "centre.rec", F_OK, 0) < 0) {
		close(d->fd);
		d->fd = -1;
	}
	if (d->fd < 0 && (errno == EACCES || errno == EPERM)) {
		depot_say(diag, STATUS_REFUSED, errno, path);
		return STATUS_REFUSED;
	}
	if (d->fd < 0) {
		DIAG(diag, &NO_STORE, DIAG_NOWHERE, slice_z(path));
		return STATUS_CONFIG;
	}
	return find_share(d, diag);
}

void depot_close(struct depot *d)
{
	for (int t = 0; t < TREES; t++)
		if (d->tree[t] >= 0)
			close(d->tree[t]);
	if (d->share >= 0)
		close(d->share);
	if (d->fd >= 0)
		close(d->fd);
}

static const char *const MARKS[] = {".stfolder", ".stversions", ".dropbox", ".dropbox.cache", ".sync", ".sync_exclude.lst",
                                    ".owncloudsync.log", ".nextcloudsync.log", ".git", NULL};

const char *depot_synchroniseur(struct depot *d)
{
	for (size_t i = 0; MARKS[i]; i++)
		if (faccessat(d->fd, MARKS[i], F_OK, AT_SYMLINK_NOFOLLOW) == 0)
			return MARKS[i];
	return NULL;
}

bool depot_est_marque(const char *name)
{
	size_t i = 0;
	while (MARKS[i] && strcmp(MARKS[i], name) != 0)
		i++;
	return MARKS[i];
}

int depot_tree(struct depot *d, enum tree t, enum status *st, struct diag *diag)
{
	*st = STATUS_OK;
	if (d->tree[t] >= 0)
		return d->tree[t];
	int fd = file_open_root(d->fd, tree_names[t]);
	if (fd < 0 && errno != ENOENT) {
		*st = file_status(errno);
		depot_say(diag, *st, errno, tree_names[t]);
		return -1;
	}
	if (fd < 0 || (t != TREE_DOSSIERS && faccessat(fd, ".depot", F_OK, 0) < 0)) {
		if (fd >= 0)
			close(fd);
		DIAG(diag, &NO_MARK, DIAG_NOWHERE, slice_z(tree_names[t]));
		*st = STATUS_CONFIG;
		return -1;
	}
	return d->tree[t] = fd;
}

enum status depot_share(struct depot *d, const char *name, struct slice *bytes)
{
	return file_read(d->a, d->share, name, bytes, NULL);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct depot_file *)a)->path, ((const struct depot_file *)b)->path);
}

enum status depot_files(struct depot *d, int at, const char *folder, struct depot_file **v, size_t *n, struct diag *diag)
{
	int fd = file_open(at, folder, O_RDONLY | O_DIRECTORY, 0);
	DIR *list = fd < 0 ? NULL : fdopendir(fd);
	enum status worst = STATUS_OK;
	size_t cap = 8;
	*n = 0;
	*v = NULL;
	if (!list && errno == ENOENT)
		return STATUS_OK;
	if (!list) {
		worst = file_status(errno);
		depot_say(diag, worst, errno, folder);
		return worst;
	}
	*v = ARENA_ARRAY(d->a, struct depot_file, cap);
	errno = 0;
	for (struct dirent *e; (e = readdir(list)); errno = 0) {
		size_t len = strlen(e->d_name);
		if (e->d_name[0] == '.' || len < 5 || strcmp(e->d_name + len - 4, ".rec") != 0)
			continue;
		struct depot_file f;
		struct buf b;
		buf_init(&b, d->a);
		buf_addf(&b, "%s/%s", folder, e->d_name);
		f.path = buf_z(&b);
		enum status st = file_read(d->a, fd, e->d_name, &f.bytes, NULL);
		if (st != STATUS_OK) {
			depot_say(diag, st, errno, f.path);
			worst = status_worst(worst, st);
			continue;
		}
		if (*n == cap) {
			*v = arena_grow(d->a, *v, cap * sizeof **v, cap * 2 * sizeof **v);
			cap *= 2;
		}
		(*v)[(*n)++] = f;
	}
	if (errno) {
		worst = status_worst(worst, file_status(errno));
		depot_say(diag, file_status(errno), errno, folder);
	}
	closedir(list);
	qsort(*v, *n, sizeof **v, by_path);
	return worst;
}

void refs_add(struct refs *r, struct arena *a, ref_t ref)
{
	if (r->n == r->cap) {
		size_t cap = r->cap ? r->cap * 2 : 1024;
		r->v = arena_grow(a, r->v, r->cap * sizeof *r->v, cap * sizeof *r->v);
		r->cap = cap;
	}
	r->v[r->n++] = ref;
}

enum status depot_refs(struct depot *d, enum tree t, struct refs *out, struct diag *diag)
{
	enum status st;
	int tree = depot_tree(d, t, &st, diag);
	if (tree < 0)
		return st;
	int fd = openat(tree, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = fd < 0 ? NULL : fdopendir(fd);
	if (!list) {
		st = file_status(errno);
		depot_say(diag, st, errno, tree_names[t]);
		return st;
	}
	const ref_t mark = t == TREE_ARCHIVES ? REF_ARCHIVED : 0;
	errno = 0;
	for (struct dirent *e; (e = readdir(list)); errno = 0) {
		ref_t r = ref_parse(&d->prefixes, slice_z(e->d_name));
		if (r != REF_NONE)
			refs_add(out, d->a, r | mark);
	}
	if (errno) {
		st = file_status(errno);
		depot_say(diag, st, errno, tree_names[t]);
	}
	closedir(list);
	out->n = ref_sort(&d->prefixes, out->v, out->n);
	return st;
}

enum tree depot_tree_of(ref_t ref)
{
	return ref & REF_ARCHIVED ? TREE_ARCHIVES : TREE_DOSSIERS;
}

const char *depot_case_path(struct depot *d, struct arena *a, enum tree t, ref_t ref, const char *file)
{
	char text[REF_SIZE];
	if (ref == REF_CENTRE)
		return file ? slice_dup(a, slice_z(file)) : d->path;
	struct slice part[] = {slice_z(tree_names[t]), ref_text(&d->prefixes, ref, text), slice_z(file)};
	char *path = arena_alloc(a, part[0].n + part[1].n + part[2].n + 3), *at = path;
	for (size_t i = 0; i < 3; i++) {
		if (i && part[i].n)
			*at++ = '/';
		memcpy(at, part[i].p, part[i].n);
		at += part[i].n;
	}
	*at = '\0';
	return path;
}

static bool stands_in(struct depot *d, enum tree t, const char *name, enum status *st, struct diag *diag)
{
	struct stat id;
	int tree = depot_tree(d, t, st, diag);
	if (tree < 0)
		return false;
	if (fstatat(tree, name, &id, AT_SYMLINK_NOFOLLOW) == 0)
		return S_ISDIR(id.st_mode);
	if (errno != ENOENT && errno != ENOTDIR) { /* not to be read as "no such case" */
		*st = file_status(errno);
		depot_say(diag, *st, errno, tree_names[t]);
	}
	return false;
}

enum status depot_find(struct depot *d, ref_t ref, enum tree *t, struct diag *diag)
{
	static const enum tree order[] = {TREE_DOSSIERS, TREE_ARCHIVES, TREE_DOSSIERS};
	char name[REF_SIZE];
	*t = TREE_DOSSIERS;
	if (ref == REF_CENTRE)
		return STATUS_OK;
	ref_text(&d->prefixes, ref, name);
	for (size_t i = 0; i < 3; i++) {
		enum status st;
		if (stands_in(d, order[i], name, &st, diag)) {
			*t = order[i];
			return STATUS_OK;
		}
		if (st != STATUS_OK)
			return st;
	}
	return STATUS_ABSENT;
}

enum status depot_read(struct depot *d, enum tree t, ref_t ref, const char *file, struct arena *a, struct slice *bytes)
{
	char path[REF_SIZE + 64];
	if (ref == REF_CENTRE)
		return file_read(a, d->fd, file, bytes, NULL);
	struct slice text = ref_text(&d->prefixes, ref, path);
	size_t n = strlen(file);
	path[text.n] = '/';
	memcpy(path + text.n + 1, file, n + 1);
	return file_read(a, d->tree[t], path, bytes, NULL);
}

enum status depot_lock_folder(struct arena *a, int dir, int *lock, const char *path, struct diag *diag)
{
	struct slice holder = SLICE("");
	enum status st = file_lock(a, dir, DEPOT_WAIT_MS, lock, &holder);
	if (st == STATUS_LOCKED)
		DIAG(diag, &HELD, ((struct diag_at){path, 0, 0}), holder);
	else if (st == STATUS_CONFIG)
		DIAG0(diag, &NO_LOCK, ((struct diag_at){path, 0, 0}));
	else if (st != STATUS_OK && st != STATUS_ABSENT)
		depot_say(diag, st, errno, path);
	return st;
}

/* The folder at H->DIR, locked and swept, if it is still the one that NAME names below PARENT. ABSENT otherwise. */
static enum status hold_folder(int parent, const char *name, struct depot_hold *h, struct arena *a, const char *path,
                               struct diag *diag)
{
	struct stat held, named;
	enum status st = depot_lock_folder(a, h->dir, &h->lock, path, diag);
	if (st != STATUS_OK)
		return st;
	if (fstat(h->dir, &held) == 0 && fstatat(parent, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	    held.st_ino == named.st_ino && held.st_dev == named.st_dev) {
		file_sweep(h->dir);
		return STATUS_OK;
	}
	file_unlock(h->lock);
	return STATUS_ABSENT;
}

enum status depot_hold(struct depot *d, ref_t ref, struct depot_hold *h, struct arena *a, struct diag *diag)
{
	char text[REF_SIZE];
	const char *name = ref == REF_CENTRE ? "." : ref_text(&d->prefixes, ref, text).p;
	for (int attempt = 0; attempt < 3; attempt++) { /* it may be moved to the archives while we wait for it */
		enum status st = depot_find(d, ref, &h->tree, diag);
		if (st != STATUS_OK)
			return st;
		int parent = ref == REF_CENTRE ? d->fd : d->tree[h->tree];
		const char *path = depot_case_path(d, a, h->tree, ref, NULL);
		h->dir = file_open(parent, name, O_RDONLY | O_DIRECTORY, 0);
		if (h->dir < 0 && errno == ENOENT)
			continue;
		if (h->dir < 0) {
			st = file_status(errno);
			depot_say(diag, st, errno, path);
			return st;
		}
		st = hold_folder(parent, name, h, a, path, diag);
		if (st == STATUS_OK)
			return st;
		close(h->dir);
		if (st != STATUS_ABSENT)
			return st;
	}
	return STATUS_ABSENT;
}

void depot_release(struct depot_hold *h)
{
	file_unlock(h->lock);
	close(h->dir);
}

enum status depot_lock(struct depot *d, int *lock, struct diag *diag)
{
	return depot_lock_folder(d->a, d->fd, lock, d->path, diag);
}
