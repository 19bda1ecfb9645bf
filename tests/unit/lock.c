/* The lock of a folder, and what a killed writer leaves in it. */
#include "store.h"

#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char OLD[] = "Nom: Zoé\n";

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
	place_open(&p);
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
	place_close(&p);
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
	place_open(&p);
	pid_t pid = holder(&p, 150, unlink_lock);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 20000, &fd, &other), STATUS_OK);
	ck_assert(fstat(fd, &held) == 0 && fstatat(p.dir, ".verrou", &named, AT_SYMLINK_NOFOLLOW) == 0);
	ck_assert(held.st_ino == named.st_ino);
	waitpid(pid, NULL, 0);
	file_unlock(fd);
	pid = holder(&p, 150, remove_folder);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 20000, &fd, &other), STATUS_ABSENT);
	waitpid(pid, NULL, 0);
	place_close(&p);
}
END_TEST

START_TEST(lock_shapes)
{
	struct place p;
	struct slice other;
	struct stat id;
	int fd = -1;
	place_open(&p);
	umask(077);
	ck_assert(fchmod(p.dir, 02770) == 0 && file_lock(&p.a, p.dir, 0, &fd, &other) == STATUS_OK);
	ck_assert(fstat(fd, &id) == 0 && (id.st_mode & 07777) == 0660);
	file_unlock(fd);
	ck_assert(unlinkat(p.dir, ".verrou", 0) == 0 && symlinkat("ailleurs", p.dir, ".verrou") == 0);
	ck_assert_int_eq(file_lock(&p.a, p.dir, 0, &fd, &other), STATUS_INVALID);
	ck_assert_int_eq(faccessat(p.dir, "ailleurs", F_OK, 0), -1);
	place_close(&p);
}
END_TEST

static const struct {
	const char *name;
	bool temp;
} TEMPS[] = {
	{".journal.rec.4242~", true},      {".é.1~", true},          {".2026-0001.77~", true},
	{".TLS-2026-0001.123456~", true},
	{".journal.rec.4242.edit", false}, {".journal.rec.~", false}, {".journal.rec.42a~", false},
	{"journal.rec.4242~", false},
	{".journal.rec.4242", false},      {".4242~", false},        {".verrou", false},             {".depot", false},
	{"journal.rec~", false},           {".journal.rec~", false}, {".journal.rec.4242.edit~", false},
	{"journal.rec.perdu", false},
	{".journal.rec.-42~", false},      {"~", false},             {".", false},                   {"", false},
};

START_TEST(swept)
{
	struct place p;
	place_open(&p);
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
			ck_assert_msg((faccessat(p.dir, TEMPS[i].name, F_OK, AT_SYMLINK_NOFOLLOW) < 0) == TEMPS[i].temp, "« %s »",
			              TEMPS[i].name);
	ck_assert_int_eq(faccessat(p.dir, ".lien.12~", F_OK, AT_SYMLINK_NOFOLLOW), -1);
	place_holds(&p, "cible", OLD);
	place_close(&p);
}
END_TEST

Suite *lock_suite(void);

Suite *lock_suite(void)
{
	Suite *s = suite_create("lock");
	TCase *t = tcase_create("cas");
	tcase_add_test(t, locked);
	tcase_add_test(t, lock_replaced);
	tcase_add_test(t, lock_shapes);
	tcase_add_test(t, swept);
	suite_add_tcase(s, t);
	return s;
}
