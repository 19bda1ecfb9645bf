/* chrono OUT COMMAND…: run COMMAND once with its output in OUT, and print "nanoseconds peak-KiB status".
 *
 * A small program of its own, because a child's peak memory starts at that of the process that spawned it: measured from
 * the Python driver, everything would seem to take Python's ten megabytes. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t actions;
	struct rusage usage;
	int64_t begin, end;
	pid_t pid;
	int status, error;
	if (argc < 3) {
		fputs("usage: chrono SORTIE COMMANDE…\n", stderr);
		return 64;
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0600);
	begin = now();
	error = posix_spawnp(&pid, argv[2], &actions, NULL, argv + 2, environ);
	if (error) {
		fprintf(stderr, "chrono: %s: %s\n", argv[2], strerror(error));
		return 71;
	}
	while (wait4(pid, &status, 0, &usage) < 0)
		if (errno != EINTR)
			return 71;
	end = now();
	printf("%lld %ld %d\n", (long long)(end - begin), usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
	return 0;
}
