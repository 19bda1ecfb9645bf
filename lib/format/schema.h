/* schema: the types of records as data, in recutils' descriptor language (share/schemas).
 *
 * Understood: %rec, %doc, %mandatory, %unique (at most once in a record), %key, %typedef and %type with line, int, enum,
 * regexp (POSIX extended). A field that the schema does not name is kept and never judged. */
#ifndef FORMAT_SCHEMA_H
#define FORMAT_SCHEMA_H

#include "format/rec.h"

#include <regex.h>

enum schema_kind { SCHEMA_ANY, SCHEMA_LINE, SCHEMA_INT, SCHEMA_ENUM, SCHEMA_REGEXP };

struct schema_field {
	struct slice name, spec; /* SPEC: the words of an enum, the expression of a regexp */
	enum schema_kind kind;
	struct slice typedefined; /* the first word of its %type: a typedef's name, most often */
	bool mandatory, unique, key, compiled;
	regex_t re;
};

struct schema {
	struct slice type;
	struct schema_field *v;
	size_t n;
};

/* The descriptor in BYTES (one per file). INVALID, said, when it cannot be understood. */
enum status schema_parse(struct arena *a, struct slice bytes, const char *path, struct schema *s, struct diag *d);
void schema_release(struct schema *s);
/* Compile its expressions now: afterwards several threads may use it. */
void schema_prepare(struct arena *a, struct schema *s);

struct schema_field *schema_field(struct schema *s, struct slice name);

/* Is VALUE of the field's type? An empty value is judged too. */
bool schema_value_ok(struct arena *a, struct schema_field *f, struct slice value);

/* What a value of the field looks like, for messages: "l'un de : a b", "une date (AAAA-MM-JJ)", "un nombre entier"; the bare
 * expression only when neither the field nor its typedef is one of those of share/schemas. */
struct slice schema_expected(struct arena *a, const struct schema_field *f);

/* Judge a record: mandatory and single fields, types. Each fault is said at its place. */
enum status schema_check(struct arena *a, struct schema *s, const struct rec *r, const struct rec_record *e, struct diag *d);

#endif
