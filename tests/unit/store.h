/* A store in a folder of its own, for the suites that need one: made under $TMPDIR or the system's, removed at the end. */
#ifndef UNIT_STORE_H
#define UNIT_STORE_H

#include "depot/depot.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct store {
	struct arena arena;
	struct diag diag;
	struct depot depot;
	char path[256];
};

/* The project's share/: upward from the program of the tests, or where we stand. */
static inline void store_share(void)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 32);
	ck_assert_int_gt(n, 0);
	for (; n > 0; n--)
		if (path[n - 1] == '/') {
			snprintf(path + n, sizeof path - (size_t)n, "share/types.rec");
			if (access(path, R_OK) == 0) {
				path[n + 5] = '\0';
				setenv("BILAN_PARTAGE", path, 1);
				return;
			}
		}
	ck_assert_msg(access("share/types.rec", R_OK) == 0, "share/types.rec introuvable : lancer les tests depuis le projet");
	setenv("BILAN_PARTAGE", "share", 1);
}

static inline void store_folder(char path[256])
{
	const char *tmp = getenv("TMPDIR");
	snprintf(path, 256, "%s/bilan-essai-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(path));
}

static inline void store_write(int dir, const char *name, const char *text)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	ck_assert_msg(fd >= 0, "%s ne s'ouvre pas", name);
	ck_assert_int_eq(file_write(fd, slice_z(text)), STATUS_OK);
	close(fd);
}

static inline void store_remove(int dir, const char *name)
{
	if (unlinkat(dir, name, 0) == 0)
		return;
	int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *list = fd < 0 ? NULL : fdopendir(fd);
	if (!list)
		return;
	for (struct dirent *e; (e = readdir(list));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			store_remove(fd, e->d_name);
	closedir(list);
	unlinkat(dir, name, AT_REMOVEDIR);
}

/* A folder of its own, without a store. */
struct place {
	struct arena a;
	char path[256];
	int dir;
};

static inline void place_open(struct place *p)
{
	arena_init(&p->a);
	store_folder(p->path);
	p->dir = file_open_root(AT_FDCWD, p->path);
	ck_assert_int_ge(p->dir, 0);
}

static inline void place_close(struct place *p)
{
	close(p->dir);
	store_remove(AT_FDCWD, p->path);
	arena_release(&p->a);
}

static inline void place_holds(struct place *p, const char *name, const char *text)
{
	struct slice got;
	struct stat id;
	enum status st = file_read(&p->a, p->dir, name, &got, &id);
	ck_assert_msg(st == STATUS_OK, "%s: statut %d", name, (int)st);
	ck_assert_msg(slice_is(got, text) && got.p[got.n] == '\0', "%s: « %.*s »", name, (int)got.n, got.p);
}

/* An empty store, opened. */
static inline void store_open(struct store *s)
{
	store_share();
	store_folder(s->path);
	arena_init(&s->arena);
	diag_init(&s->diag, &s->arena, "essai");
	int dir = open(s->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	store_write(dir, "centre.rec", "%rec: Organisme\n\nNom: Centre d'Évry\nFuseau: Europe/Paris\nRegion: metropole\n");
	ck_assert_int_eq(mkdirat(dir, "dossiers", 0700), 0);
	close(dir);
	ck_assert_int_eq(depot_open(&s->depot, &s->arena, s->path, &s->diag), STATUS_OK);
}

static inline void store_close(struct store *s)
{
	depot_close(&s->depot);
	store_remove(AT_FDCWD, s->path);
	arena_release(&s->arena);
}

#endif
