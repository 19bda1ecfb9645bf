/* Whole files, locks, atomic replacement: whatever happens, the old bytes or the new ones, and nobody else's work lost. */
#include "store.h"

#include <errno.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <sys/xattr.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char ACL[] = "system.posix_acl_access", DEFAULT_ACL[] = "system.posix_acl_default";
static const char OLD[] = "Nom: Zoé\n", NEW[] = "Nom: Zoé\nPrénom: Noël\n";

struct place {
	struct arena a;
	char path[256];
	int dir;
};

static void open_place(struct place *p)
{
	arena_init(&p->a);
	store_folder(p->path);
	p->dir = file_open_root(AT_FDCWD, p->path);
	ck_assert_int_ge(p->dir, 0);
}

static void close_place(struct place *p)
{
	close(p->dir);
	store_remove(AT_FDCWD, p->path);
	arena_release(&p->a);
}

static void holds(struct place *p, const char *name, const char *text)
{
	struct slice got;
	struct stat id;
	enum status st = file_read(&p->a, p->dir, name, &got, &id);
	ck_assert_msg(st == STATUS_OK, "%s: statut %d", name, (int)st);
	ck_assert_msg(slice_is(got, text) && got.p[got.n] == '\0', "%s: « %.*s »", name, (int)got.n, got.p);
}

static int names(struct place *p)
{
	int n = 0;
	DIR *list = fdopendir(openat(p->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	ck_assert_ptr_nonnull(list);
	for (struct dirent *e; (e = readdir(list)); n++)
		ck_assert_msg(!file_is_temp(slice_z(e->d_name)), "%s reste", e->d_name);
	closedir(list);
	return n - 2;
}

static enum status replace(struct place *p, const char *name, struct slice bytes)
{
	struct file_edit e;
	enum status st = file_edit_begin(&e, &p->a, p->dir, name);
	if (st == STATUS_OK)
		st = file_edit_write(&e, bytes, 0640);
	return st == STATUS_OK ? file_edit_commit(&e) : st;
}

START_TEST(reading)
{
	static const size_t sizes[] = {0, 1, 62, 63, 64, 65, 8190, 8191, 8192, 8193, 65535, 65536, 300000};
	struct place p;
	open_place(&p);
	for (int i = 0; i < COUNT(sizes); i++) {
		struct slice got, again;
		struct stat id;
		struct buf b;
		buf_init(&b, &p.a);
		for (size_t k = 0; k < sizes[i]; k++)
			buf_addc(&b, (char)(k * 7 % 251));
		int fd = openat(p.dir, "é", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		ck_assert_int_eq(file_write(fd, buf_slice(&b)), STATUS_OK);
		ck_assert_int_eq(file_sync(fd), STATUS_OK);
		close(fd);
		ck_assert_int_eq(file_read(&p.a, p.dir, "é", &got, NULL), STATUS_OK);
		ck_assert_int_eq(file_read(&p.a, p.dir, "é", &again, &id), STATUS_OK);
		ck_assert_msg(slice_eq(got, buf_slice(&b)) && slice_eq(again, got) && !got.p[got.n], "%zu octets: %zu lus", sizes[i], got.n);
		ck_assert_uint_eq((size_t)id.st_size, sizes[i]);
	}
	close_place(&p);
}
END_TEST

/* What stands in the place of a file, or leads out of the folder, is not read, not replaced, and stays. */
static const struct {
	const char *name;
	enum status read, edit;
} REFUSED[] = {
	{"absent", STATUS_ABSENT, STATUS_OK},
	{"lien", STATUS_INVALID, STATUS_INVALID},
	{"lien-casse", STATUS_INVALID, STATUS_INVALID},
	{"tube", STATUS_INVALID, STATUS_INVALID},
	{"dossier", STATUS_INVALID, STATUS_INVALID},
	{"detour/journal.rec", STATUS_INVALID, STATUS_INVALID},
	{"dossier/../journal.rec", STATUS_OK, STATUS_OK},
	{"../ailleurs", STATUS_INVALID, STATUS_INVALID},
	{"..", STATUS_INVALID, STATUS_INVALID},
	{"/etc/passwd", STATUS_INVALID, STATUS_INVALID},
	{"journal.rec/x", STATUS_ABSENT, STATUS_ABSENT},
};

START_TEST(refused)
{
	struct place p;
	struct slice got;
	struct stat id, before, after;
	struct file_edit e;
	const char *name = REFUSED[_i].name;
	open_place(&p);
	store_write(p.dir, "journal.rec", OLD);
	ck_assert(symlinkat("journal.rec", p.dir, "lien") == 0 && symlinkat("nulle-part", p.dir, "lien-casse") == 0);
	ck_assert(mkfifoat(p.dir, "tube", 0600) == 0 && mkdirat(p.dir, "dossier", 0700) == 0 && symlinkat(".", p.dir, "detour") == 0);
	int there = fstatat(p.dir, name, &before, AT_SYMLINK_NOFOLLOW);
	ck_assert_msg(file_read(&p.a, p.dir, name, &got, NULL) == REFUSED[_i].read, "%s: lu", name);
	ck_assert_msg(file_read(&p.a, p.dir, name, &got, &id) == REFUSED[_i].read, "%s: lu avec son identité", name);
	enum status st = file_edit_begin(&e, &p.a, p.dir, name);
	ck_assert_msg(st == REFUSED[_i].edit, "%s: statut %d", name, (int)st);
	file_edit_cancel(&e);
	if (there == 0)
		ck_assert_msg(fstatat(p.dir, name, &after, AT_SYMLINK_NOFOLLOW) == 0 && after.st_ino == before.st_ino, "%s: remplacé", name);
	holds(&p, "journal.rec", OLD);
	ck_assert_int_eq(names(&p), 6);
	close_place(&p);
}
END_TEST

START_TEST(created)
{
	struct place p;
	struct stat id;
	open_place(&p);
	umask(077);
	ck_assert_int_eq(replace(&p, "é.rec", slice_z(NEW)), STATUS_OK);
	holds(&p, "é.rec", NEW);
	ck_assert(fstatat(p.dir, "é.rec", &id, 0) == 0 && (id.st_mode & 07777) == 0640);
	ck_assert_int_eq(replace(&p, "é.rec", SLICE("")), STATUS_OK);
	holds(&p, "é.rec", "");
	ck_assert_int_eq(names(&p), 1);
	close_place(&p);
}
END_TEST

static const mode_t MODES[] = {0600, 0660, 0640, 0644, 0400, 0755, 02660};

/* Mode always; owner and group when we may give files away. */
START_TEST(attributes)
{
	struct place p;
	struct stat id;
	open_place(&p);
	store_write(p.dir, "é.rec", OLD);
	bool root = geteuid() == 0;
	if (root)
		ck_assert_int_eq(fchownat(p.dir, "é.rec", 4242, 4343, 0), 0);
	ck_assert_int_eq(fchmodat(p.dir, "é.rec", MODES[_i], 0), 0);
	ck_assert_int_eq(replace(&p, "é.rec", slice_z(NEW)), STATUS_OK);
	ck_assert_int_eq(fstatat(p.dir, "é.rec", &id, 0), 0);
	ck_assert_msg((id.st_mode & 07777) == MODES[_i], "%o devient %o", (unsigned)MODES[_i], (unsigned)id.st_mode & 07777);
	if (root)
		ck_assert_msg(id.st_uid == 4242 && id.st_gid == 4343, "%o: %u %u", (unsigned)MODES[_i], id.st_uid, id.st_gid);
	close_place(&p);
}
END_TEST

/* An access list as the kernel stores it: owner rw, USERS named ones r, group -, mask r, others -. */
static size_t access_list(uint8_t *list, unsigned users)
{
	size_t n = 0;
	const uint16_t head[][2] = {{1, 6}, {2, 4}, {4, 0}, {16, 4}, {32, 0}};
	memcpy(list, "\2\0\0\0", 4);
	n += 4;
	for (int i = 0; i < COUNT(head); i++)
		for (unsigned k = 0; k < (i == 1 ? users : 1); k++, n += 8) {
			uint32_t id = i == 1 ? 5000 + k : UINT32_MAX;
			memcpy(list + n, head[i], 4);
			memcpy(list + n + 4, &id, 4);
		}
	return n;
}

static const struct {
	const char *name;
	unsigned users;  /* of the file's list; 0: it has none */
	bool folder;     /* the folder gives one to new files */
} LISTS[] = {{"une liste", 1, false}, {"longue liste", 300, false}, {"liste du dossier", 0, true}, {"deux listes", 2, true}};

START_TEST(access_lists)
{
	uint8_t list[4096], got[4096];
	struct place p;
	open_place(&p);
	store_write(p.dir, "é.rec", OLD);
	int fd = openat(p.dir, "é.rec", O_RDONLY | O_CLOEXEC);
	size_t n = access_list(list, LISTS[_i].users ? LISTS[_i].users : 1);
	int set = LISTS[_i].users ? fsetxattr(fd, ACL, list, n, 0) : 0;
	close(fd);
	uint8_t given[64];
	if (set == 0 && LISTS[_i].folder)
		set = fsetxattr(p.dir, DEFAULT_ACL, given, access_list(given, 1), 0);
	if (set < 0) {
		printf("%s: non essayé, ce volume n'a pas de listes d'accès\n", LISTS[_i].name);
		close_place(&p);
		return;
	}
	ck_assert_int_eq(replace(&p, "é.rec", slice_z(NEW)), STATUS_OK);
	fd = openat(p.dir, "é.rec", O_RDONLY | O_CLOEXEC);
	ssize_t kept = fgetxattr(fd, ACL, got, sizeof got);
	close(fd);
	if (LISTS[_i].users)
		ck_assert_msg(kept == (ssize_t)n && memcmp(got, list, n) == 0, "%s: %zd octets et non %zu", LISTS[_i].name, kept, n);
	else
		ck_assert_msg(kept < 0, "%s: prise du dossier", LISTS[_i].name);
	close_place(&p);
}
END_TEST

/* What somebody else does between our reading and our writing. */
static void foreign_write(struct place *p)
{
	store_write(p->dir, "é.rec", "Nom: Léa, plus longue\n");
}

static void foreign_rename(struct place *p)
{
	store_write(p->dir, "autre", "Nom: Léa\n");
	ck_assert_int_eq(renameat(p->dir, "autre", p->dir, "é.rec"), 0);
}

static void foreign_touch(struct place *p)
{
	const struct timespec later[2] = {{.tv_sec = 2000000000}, {.tv_sec = 2000000000}};
	ck_assert_int_eq(utimensat(p->dir, "é.rec", later, 0), 0);
}

static void foreign_remove(struct place *p)
{
	ck_assert_int_eq(unlinkat(p->dir, "é.rec", 0), 0);
}

static void foreign_link(struct place *p)
{
	foreign_remove(p);
	store_write(p->dir, "ailleurs", OLD);
	ck_assert_int_eq(symlinkat("ailleurs", p->dir, "é.rec"), 0);
}

/* The same size and the same time: only the bytes tell, once it has been displaced. */
static void foreign_disguised(struct place *p)
{
	struct stat id;
	int fd = openat(p->dir, "é.rec", O_RDWR | O_CLOEXEC);
	ck_assert(fstat(fd, &id) == 0 && pwrite(fd, "Nom: Léa\n", 9, 0) == 9);
	const struct timespec same[2] = {id.st_atim, id.st_mtim};
	ck_assert_int_eq(futimens(fd, same), 0);
	close(fd);
}

static void foreign_disguised_again(struct place *p)
{
	store_write(p->dir, "é.rec.perdu", "d'avant\n");
	foreign_disguised(p);
}

static const struct {
	const char *name;
	bool existed;
	void (*act)(struct place *p);
	const char *kept, *lost; /* what É.REC holds then (NULL: absent); the name of the displaced version */
	int names;
} CHANGED[] = {
	{"écrit", true, foreign_write, "Nom: Léa, plus longue\n", NULL, 1},
	{"créé", false, foreign_write, "Nom: Léa, plus longue\n", NULL, 1},
	{"remplacé", true, foreign_rename, "Nom: Léa\n", NULL, 1},
	{"daté", true, foreign_touch, OLD, NULL, 1},
	{"effacé", true, foreign_remove, NULL, NULL, 0},
	{"devenu lien", true, foreign_link, NULL, NULL, 2},
	{"au dernier moment", true, foreign_disguised, NEW, "é.rec.perdu", 2},
	{"au dernier moment, deux fois", true, foreign_disguised_again, NEW, "é.rec.perdu.2", 3},
};

START_TEST(changed)
{
	struct place p;
	struct file_edit e;
	struct stat id;
	open_place(&p);
	if (CHANGED[_i].existed)
		store_write(p.dir, "é.rec", OLD);
	ck_assert_int_eq(file_edit_begin(&e, &p.a, p.dir, "é.rec"), STATUS_OK);
	ck_assert(slice_is(e.before, CHANGED[_i].existed ? OLD : ""));
	ck_assert_int_eq(file_edit_write(&e, slice_z(NEW), 0600), STATUS_OK);
	CHANGED[_i].act(&p);
	enum status st = file_edit_commit(&e);
	ck_assert_msg(st == STATUS_CHANGED, "%s: statut %d", CHANGED[_i].name, (int)st);
	ck_assert_msg(!e.lost == !CHANGED[_i].lost, "%s: %s", CHANGED[_i].name, e.lost ? e.lost : "rien de gardé");
	if (e.lost) {
		ck_assert_str_eq(e.lost, CHANGED[_i].lost);
		holds(&p, e.lost, "Nom: Léa\n");
	}
	if (CHANGED[_i].kept)
		holds(&p, "é.rec", CHANGED[_i].kept);
	else
		ck_assert(fstatat(p.dir, "é.rec", &id, AT_SYMLINK_NOFOLLOW) < 0 || S_ISLNK(id.st_mode));
	ck_assert_msg(names(&p) == CHANGED[_i].names, "%s: %d noms", CHANGED[_i].name, names(&p));
	close_place(&p);
}
END_TEST

START_TEST(cancelled)
{
	struct place p;
	struct file_edit e;
	open_place(&p);
	store_write(p.dir, "é.rec", OLD);
	ck_assert_int_eq(file_edit_begin(&e, &p.a, p.dir, "é.rec"), STATUS_OK);
	ck_assert_int_eq(file_edit_write(&e, slice_z(NEW), 0600), STATUS_OK);
	file_edit_cancel(&e);
	file_edit_cancel(&e);
	holds(&p, "é.rec", OLD);
	ck_assert_int_eq(names(&p), 1);
	ck_assert_int_eq(file_edit_begin(&e, &p.a, p.dir, "é.rec"), STATUS_OK);
	store_write(p.dir, e.temp, "d'un autre");
	ck_assert_int_eq(file_edit_write(&e, slice_z(NEW), 0600), STATUS_CREATE);
	holds(&p, "é.rec", OLD);
	holds(&p, e.temp, "d'un autre");
	close_place(&p);
}
END_TEST

/* A process that holds the lock of DIR, does BEFORE_DEATH after MS, and dies with it. */
static pid_t holder(struct place *p, int ms, void (*before_death)(struct place *p))
{
	int ready[2], fd;
	char c;
	struct slice other;
	ck_assert_int_eq(pipe2(ready, O_CLOEXEC), 0);
	pid_t pid = fork();
	if (pid == 0) {
		if (file_lock(&p->a, p->dir, 0, &fd, &other) == STATUS_OK && write(ready[1], "é", 1) == 1) {
			usleep((useconds_t)ms * 1000);
			if (before_death)
				before_death(p);
		}
		_exit(0);
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	close(ready[0]);
	close(ready[1]);
	return pid;
}

START_TEST(locked)
{
	struct place p;
	struct slice other = SLICE("");
	struct timeval begin, end;
	struct stat id;
	char host[64] = "", expected[128];
	int fd = -1;
	open_place(&p);
	ck_assert(gethostname(host, sizeof host - 1) == 0);
	pid_t pid = holder(&p, 60000, NULL);
	gettimeofday(&begin, NULL);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 120, &fd, &other), STATUS_LOCKED);
	gettimeofday(&end, NULL);
	long ms = (end.tv_sec - begin.tv_sec) * 1000 + (end.tv_usec - begin.tv_usec) / 1000;
	ck_assert_msg(ms >= 120 && ms < 20000, "%ld ms d'attente", ms);
	snprintf(expected, sizeof expected, "%s %ld", host, (long)pid);
	ck_assert_msg(slice_is(other, expected), "tenu par « %.*s » et non « %s »", (int)other.n, other.p, expected);
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 0, &fd, &other), STATUS_OK);
	ck_assert(fstatat(p.dir, ".verrou", &id, AT_SYMLINK_NOFOLLOW) == 0 && (id.st_mode & 07777) == 0600);
	int second = -1;
	ck_assert_int_eq(file_lock(&p.a, p.dir, 0, &second, &other), STATUS_LOCKED);
	file_unlock(fd);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 0, &fd, &other), STATUS_OK);
	file_unlock(fd);
	file_unlock(-1);
	close_place(&p);
}
END_TEST

static void unlink_lock(struct place *p)
{
	unlinkat(p->dir, ".verrou", 0);
}

static void remove_folder(struct place *p)
{
	unlink_lock(p);
	rmdir(p->path);
}

/* While we wait, the lock's file is replaced: ours must be the one that the name leads to. */
START_TEST(lock_replaced)
{
	struct place p;
	struct slice other;
	struct stat held, named;
	int fd = -1;
	open_place(&p);
	pid_t pid = holder(&p, 150, unlink_lock);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 20000, &fd, &other), STATUS_OK);
	ck_assert(fstat(fd, &held) == 0 && fstatat(p.dir, ".verrou", &named, AT_SYMLINK_NOFOLLOW) == 0);
	ck_assert(held.st_ino == named.st_ino);
	waitpid(pid, NULL, 0);
	file_unlock(fd);
	pid = holder(&p, 150, remove_folder);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 20000, &fd, &other), STATUS_ABSENT);
	waitpid(pid, NULL, 0);
	close_place(&p);
}
END_TEST

START_TEST(lock_shapes)
{
	struct place p;
	struct slice other;
	struct stat id;
	int fd = -1;
	open_place(&p);
	umask(077);
	ck_assert(fchmod(p.dir, 02770) == 0 && file_lock(&p.a, p.dir, 0, &fd, &other) == STATUS_OK);
	ck_assert(fstat(fd, &id) == 0 && (id.st_mode & 07777) == 0660);
	file_unlock(fd);
	ck_assert(unlinkat(p.dir, ".verrou", 0) == 0 && symlinkat("ailleurs", p.dir, ".verrou") == 0);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 0, &fd, &other), STATUS_INVALID);
	ck_assert_int_eq(faccessat(p.dir, "ailleurs", F_OK, 0), -1);
	close_place(&p);
}
END_TEST

static const struct {
	const char *name;
	bool temp;
} TEMPS[] = {
	{".journal.rec.4242~", true},      {".é.1~", true},          {".2026-0001.77~", true},       {".TLS-2026-0001.123456~", true},
	{".journal.rec.4242.edit", false}, {".journal.rec.~", false}, {".journal.rec.42a~", false},   {"journal.rec.4242~", false},
	{".journal.rec.4242", false},      {".4242~", false},        {".verrou", false},             {".depot", false},
	{"journal.rec~", false},           {".journal.rec~", false}, {".journal.rec.4242.edit~", false}, {"journal.rec.perdu", false},
	{".journal.rec.-42~", false},      {"~", false},             {".", false},                   {"", false},
};

START_TEST(swept)
{
	struct place p;
	open_place(&p);
	for (int i = 0; i < COUNT(TEMPS); i++) {
		const char *name = TEMPS[i].name;
		ck_assert_msg(file_is_temp(slice_z(name)) == TEMPS[i].temp, "« %s »", name);
		if (strlen(name) > 1 && i % 4 != 2)
			store_write(p.dir, name, OLD);
	}
	ck_assert_int_eq(mkdirat(p.dir, ".2026-0001.77~", 0700), 0);
	int inside = openat(p.dir, ".2026-0001.77~", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	store_write(inside, "dossier.rec", OLD);
	store_write(inside, "journal.rec", OLD);
	close(inside);
	store_write(p.dir, "cible", OLD);
	ck_assert_int_eq(symlinkat("cible", p.dir, ".lien.12~"), 0);
	file_sweep(p.dir);
	for (int i = 0; i < COUNT(TEMPS); i++)
		if (strlen(TEMPS[i].name) > 1 && (i % 4 != 2 || TEMPS[i].temp))
			ck_assert_msg((faccessat(p.dir, TEMPS[i].name, F_OK, AT_SYMLINK_NOFOLLOW) < 0) == TEMPS[i].temp, "« %s »", TEMPS[i].name);
	ck_assert_int_eq(faccessat(p.dir, ".lien.12~", F_OK, AT_SYMLINK_NOFOLLOW), -1);
	holds(&p, "cible", OLD);
	close_place(&p);
}
END_TEST

static const struct {
	int error;
	enum status status;
} ERRORS[] = {
	{EACCES, STATUS_REFUSED}, {EPERM, STATUS_REFUSED},  {ENOENT, STATUS_ABSENT},  {ENOTDIR, STATUS_ABSENT}, {EROFS, STATUS_CREATE}, {EEXIST, STATUS_CREATE},
	{ELOOP, STATUS_INVALID},  {EISDIR, STATUS_INVALID}, {EXDEV, STATUS_INVALID},  {ENOSPC, STATUS_IO},      {EIO, STATUS_IO},       {ENOMEM, STATUS_IO},
};

START_TEST(errors)
{
	ck_assert_msg(file_status(ERRORS[_i].error) == ERRORS[_i].status, "%s", strerrorname_np(ERRORS[_i].error));
	ck_assert_msg(*file_reason(ERRORS[_i].error), "%s: rien à dire", strerrorname_np(ERRORS[_i].error));
	ck_assert_str_eq(file_reason(ENOSPC), "plus de place sur le disque");
	struct arena a;
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	arena_init(&a);
	ck_assert(full < 0 || (file_write(full, slice_z(OLD)) == STATUS_IO && errno == ENOSPC));
	close(full);
	arena_release(&a);
}
END_TEST

Suite *file_suite(void);

Suite *file_suite(void)
{
	Suite *s = suite_create("file");
	TCase *t = tcase_create("cas");
	tcase_add_test(t, reading);
	tcase_add_loop_test(t, refused, 0, COUNT(REFUSED));
	tcase_add_test(t, created);
	tcase_add_loop_test(t, attributes, 0, COUNT(MODES));
	tcase_add_loop_test(t, access_lists, 0, COUNT(LISTS));
	tcase_add_loop_test(t, changed, 0, COUNT(CHANGED));
	tcase_add_test(t, cancelled);
	tcase_add_test(t, locked);
	tcase_add_test(t, lock_replaced);
	tcase_add_test(t, lock_shapes);
	tcase_add_test(t, swept);
	tcase_add_loop_test(t, errors, 0, COUNT(ERRORS));
	suite_add_tcase(s, t);
	return s;
}
