/* Runs every suite of tests/unit: suites.h is a list of SUITE(name), made by the Makefile from the files' names.
 *
 * With names as arguments, only those suites. */
#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUITE(name) Suite *name##_suite(void);
#include "suites.h"
#undef SUITE

static const struct {
	const char *name;
	Suite *(*make)(void);
} SUITES[] = {
#define SUITE(name) {#name, name##_suite},
#include "suites.h"
#undef SUITE
	{NULL, NULL},
};

static bool wanted(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return argc < 2;
}

int main(int argc, char **argv)
{
	size_t chosen = 0;
	SRunner *runner = srunner_create(NULL);
	for (size_t i = 0; SUITES[i].name; i++)
		if (wanted(SUITES[i].name, argc, argv)) {
			srunner_add_suite(runner, SUITES[i].make());
			chosen++;
		}
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	int ran = srunner_ntests_run(runner);
	srunner_free(runner);
	if (chosen == 0 || ran == 0)
		fputs("aucun test : nommer une suite de tests/unit, ou n'en nommer aucune\n", stderr);
	return failed || ran == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
