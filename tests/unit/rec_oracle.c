/* What tests/cmd/rec-recutils questions: how the library reads and judges files in the rec format.
 *
 *   rec_oracle lire FILE...    for each: `file FILE ok` or `file FILE invalide`, then lines `record TYPE`, `field NAME HEX`
 *   rec_oracle juger FILE...   the same head, then `ok` or `faux` for each record, by the descriptor that begins the file
 *
 * Values are in hexadecimal, so that none can look like another line. */
#include "format/schema.h"
#include "sys/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static void print_field(struct arena *a, const struct rec *r, const struct rec_field *f)
{
	struct slice name = rec_name(r, f), value = rec_value(a, r, f);
	printf("field %.*s ", (int)name.n, name.p);
	for (size_t i = 0; i < value.n; i++)
		printf("%02x", (unsigned)(unsigned char)value.p[i]);
	putchar('\n');
}

static void print_records(struct arena *a, const struct rec *r)
{
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		printf("record %.*s\n", (int)r->sets[e->set].type.n, r->sets[e->set].type.p);
		for (uint32_t k = 0; k < e->n; k++)
			print_field(a, r, &r->fields[e->first + k]);
	}
}

static bool judge_records(struct arena *a, const struct rec *r)
{
	struct schema s;
	if (schema_parse(a, r->bytes, "schema", &s, NULL) != STATUS_OK)
		return false;
	for (size_t i = 0; i < r->nrecords; i++)
		puts(schema_check(a, &s, r, &r->records[i], NULL) == STATUS_OK ? "ok" : "faux");
	schema_release(&s);
	return true;
}

int main(int argc, char **argv)
{
	struct arena a;
	arena_init(&a);
	bool judge = argc > 1 && strcmp(argv[1], "juger") == 0, good = argc > 2 && (judge || strcmp(argv[1], "lire") == 0);
	for (int i = 2; good && i < argc; i++) {
		struct slice bytes;
		struct rec r;
		int fd = open(argv[i], O_RDONLY | O_CLOEXEC);
		good = fd >= 0 && file_read_fd(&a, fd, &bytes) == STATUS_OK;
		if (!good)
			break;
		enum status st = rec_parse(&a, bytes, argv[i], NULL, &r, NULL);
		printf("file %s %s\n", argv[i], st == STATUS_OK ? "ok" : "invalide");
		if (judge)
			good = judge_records(&a, &r);
		else
			print_records(&a, &r);
		arena_reset(&a);
	}
	if (!good)
		fputs("rec_oracle: question inconnue, ou fichier illisible\n", stderr);
	arena_release(&a);
	return good ? 0 : 1;
}
