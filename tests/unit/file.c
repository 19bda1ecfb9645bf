/* Whole files, atomic replacement: whatever happens, the old bytes or the new ones, and nobody else's work lost. */
#include "store.h"

#include <errno.h>
#include <sys/xattr.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char ACL[] = "system.posix_acl_access", DEFAULT_ACL[] = "system.posix_acl_default";
static const char OLD[] = "Nom: Zoé\n", NEW[] = "Nom: Zoé\nPrénom: Noël\n";

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
	place_open(&p);
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
		ck_assert_msg(slice_eq(got, buf_slice(&b)) && slice_eq(again, got) && !got.p[got.n], "%zu octets: %zu lus", sizes[i],
		              got.n);
		ck_assert_uint_eq((size_t)id.st_size, sizes[i]);
	}
	place_close(&p);
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
	place_open(&p);
	store_write(p.dir, "journal.rec", OLD);
	ck_assert(symlinkat("journal.rec", p.dir, "lien") == 0 && symlinkat("nulle-part", p.dir, "lien-casse") == 0);
	ck_assert(mkfifoat(p.dir, "tube", 0600) == 0 && mkdirat(p.dir, "dossier", 0700) == 0 &&
	          symlinkat(".", p.dir, "detour") == 0);
	int there = fstatat(p.dir, name, &before, AT_SYMLINK_NOFOLLOW);
	ck_assert_msg(file_read(&p.a, p.dir, name, &got, NULL) == REFUSED[_i].read, "%s: lu", name);
	ck_assert_msg(file_read(&p.a, p.dir, name, &got, &id) == REFUSED[_i].read, "%s: lu avec son identité", name);
	enum status st = file_edit_begin(&e, &p.a, p.dir, name);
	ck_assert_msg(st == REFUSED[_i].edit, "%s: statut %d", name, (int)st);
	file_edit_cancel(&e);
	if (there == 0)
		ck_assert_msg(fstatat(p.dir, name, &after, AT_SYMLINK_NOFOLLOW) == 0 && after.st_ino == before.st_ino,
		              "%s: remplacé", name);
	place_holds(&p, "journal.rec", OLD);
	ck_assert_int_eq(names(&p), 6);
	place_close(&p);
}
END_TEST

START_TEST(created)
{
	struct place p;
	struct stat id;
	place_open(&p);
	umask(077);
	ck_assert_int_eq(replace(&p, "é.rec", slice_z(NEW)), STATUS_OK);
	place_holds(&p, "é.rec", NEW);
	ck_assert(fstatat(p.dir, "é.rec", &id, 0) == 0 && (id.st_mode & 07777) == 0640);
	ck_assert_int_eq(replace(&p, "é.rec", SLICE("")), STATUS_OK);
	place_holds(&p, "é.rec", "");
	ck_assert_int_eq(names(&p), 1);
	place_close(&p);
}
END_TEST

static const mode_t MODES[] = {0600, 0660, 0640, 0644, 0400, 0755, 02660};

/* Mode always; owner and group when we may give files away. */
START_TEST(attributes)
{
	struct place p;
	struct stat id;
	place_open(&p);
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
	place_close(&p);
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
	place_open(&p);
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
		place_close(&p);
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
	place_close(&p);
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
	place_open(&p);
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
		place_holds(&p, e.lost, "Nom: Léa\n");
	}
	if (CHANGED[_i].kept)
		place_holds(&p, "é.rec", CHANGED[_i].kept);
	else
		ck_assert(fstatat(p.dir, "é.rec", &id, AT_SYMLINK_NOFOLLOW) < 0 || S_ISLNK(id.st_mode));
	ck_assert_msg(names(&p) == CHANGED[_i].names, "%s: %d noms", CHANGED[_i].name, names(&p));
	place_close(&p);
}
END_TEST

START_TEST(cancelled)
{
	struct place p;
	struct file_edit e;
	place_open(&p);
	store_write(p.dir, "é.rec", OLD);
	ck_assert_int_eq(file_edit_begin(&e, &p.a, p.dir, "é.rec"), STATUS_OK);
	ck_assert_int_eq(file_edit_write(&e, slice_z(NEW), 0600), STATUS_OK);
	file_edit_cancel(&e);
	file_edit_cancel(&e);
	place_holds(&p, "é.rec", OLD);
	ck_assert_int_eq(names(&p), 1);
	ck_assert_int_eq(file_edit_begin(&e, &p.a, p.dir, "é.rec"), STATUS_OK);
	store_write(p.dir, e.temp, "d'un autre");
	ck_assert_int_eq(file_edit_write(&e, slice_z(NEW), 0600), STATUS_CREATE);
	place_holds(&p, "é.rec", OLD);
	place_holds(&p, e.temp, "d'un autre");
	place_close(&p);
}
END_TEST

static const struct {
	int error;
	enum status status;
} ERRORS[] = {
	{EACCES, STATUS_REFUSED}, {EPERM, STATUS_REFUSED},  {ENOENT, STATUS_ABSENT},  {ENOTDIR, STATUS_ABSENT},
	{EROFS, STATUS_CREATE}, {EEXIST, STATUS_CREATE},
	{ELOOP, STATUS_INVALID},  {EISDIR, STATUS_INVALID}, {EXDEV, STATUS_INVALID},  {ENOSPC, STATUS_IO},      {EIO, STATUS_IO},
	{ENOMEM, STATUS_IO},
};

START_TEST(errors)
{
	ck_assert_msg(file_status(ERRORS[_i].error) == ERRORS[_i].status, "%s", strerrorname_np(ERRORS[_i].error));
	ck_assert_msg(*file_reason(ERRORS[_i].error), "%s: rien à dire", strerrorname_np(ERRORS[_i].error));
	ck_assert_str_eq(file_reason(ENOSPC), "plus de place sur le disque");
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	ck_assert(full < 0 || (file_write(full, slice_z(OLD)) == STATUS_IO && errno == ENOSPC));
	close(full);
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
	tcase_add_loop_test(t, errors, 0, COUNT(ERRORS));
	suite_add_tcase(s, t);
	return s;
}
