#include "format/schema.h"

#include <string.h>

static const struct diag_msg BAD_SCHEMA = {"schema-illisible", DIAG_ERREUR,
	"« {} » n'est pas compris dans ce schéma ; réinstaller"};
static const struct diag_msg MISSING = {"champ-obligatoire", DIAG_ERREUR,
	"le champ {} manque dans cet enregistrement {} ; l'ajouter"};
static const struct diag_msg TWICE = {"champ-double", DIAG_ERREUR,
	"le champ {} ne peut être écrit qu'une fois ; garder la bonne ligne"};
static const struct diag_msg EMPTY = {"champ-obligatoire", DIAG_ERREUR, "le champ {} est vide ; le remplir"};
static const struct diag_msg EMPTY_VALUE = {"valeur-invalide", DIAG_ERREUR,
	"le champ {} est vide ; écrire {}, ou retirer la ligne"};
static const struct diag_msg BAD_VALUE = {"valeur-invalide", DIAG_ERREUR, "{} : « {} » n'est pas {} ; corriger cette ligne"};

struct typedefs {
	struct slice *names, *specs;
	size_t n;
};

struct schema_field *schema_field(struct schema *s, struct slice name)
{
	for (size_t i = 0; i < s->n; i++)
		if (slice_eq(s->v[i].name, name))
			return &s->v[i];
	return NULL;
}

/* The field of that name, made when it is new: the array was sized for every word of the descriptor. */
static struct schema_field *field_named(struct schema *s, struct slice name)
{
	struct schema_field *f = schema_field(s, name);
	if (!f) {
		f = &s->v[s->n++];
		*f = (struct schema_field){.name = name};
	}
	return f;
}

static struct slice first_word(struct slice *rest)
{
	struct slice word = SLICE("");
	*rest = slice_trim(*rest);
	while (word.n < rest->n && !strchr(" \t\n", rest->p[word.n]))
		word.n++;
	word.p = rest->p;
	rest->p += word.n;
	rest->n -= word.n;
	*rest = slice_trim(*rest);
	return word;
}

/* "/…/" without its delimiters, whatever character they are. */
static struct slice undelimited(struct slice s)
{
	if (s.n >= 2 && s.p[0] == s.p[s.n - 1])
		return (struct slice){s.p + 1, s.n - 2};
	return s;
}

static bool set_kind(struct schema_field *f, struct slice spec, const struct typedefs *defs, int depth)
{
	static const struct {
		const char *word;
		enum schema_kind kind;
	} kinds[] = {{"line", SCHEMA_LINE}, {"int", SCHEMA_INT}, {"enum", SCHEMA_ENUM}, {"regexp", SCHEMA_REGEXP}};
	struct slice word = first_word(&spec);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_is(word, kinds[i].word)) {
			f->kind = kinds[i].kind;
			f->spec = f->kind == SCHEMA_REGEXP ? undelimited(spec) : spec;
			return true;
		}
	for (size_t i = 0; depth < 8 && i < defs->n; i++)
		if (slice_eq(defs->names[i], word))
			return set_kind(f, defs->specs[i], defs, depth + 1);
	return false;
}

static void set_flags(struct schema *s, struct slice list, size_t flag)
{
	for (struct slice word; (word = first_word(&list)).n;) {
		struct schema_field *f = field_named(s, word);
		*(bool *)((char *)f + flag) = true;
	}
}

static size_t count_words(const struct rec *r)
{
	size_t n = 1;
	for (size_t i = 0; i < r->bytes.n; i++)
		n += strchr(" \t\n,", r->bytes.p[i]) != NULL;
	return n;
}

static bool set_types(struct schema *s, struct slice value, const struct typedefs *defs)
{
	struct slice names = first_word(&value), name, rest = value, word = first_word(&rest);
	while (slice_next(&names, ",", &name)) {
		struct schema_field *f = field_named(s, name);
		if (!set_kind(f, value, defs, 0))
			return false;
		f->typedefined = word;
	}
	return true;
}

/* One line of the descriptor; typedefs have been gathered before. */
static bool read_line(struct schema *s, const struct typedefs *defs, struct slice name, struct slice value)
{
	static const struct {
		const char *name;
		size_t flag;
	} flags[] = {{"%mandatory", offsetof(struct schema_field, mandatory)}, {"%unique", offsetof(struct schema_field, unique)},
	             {"%key", offsetof(struct schema_field, key)}};
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (slice_is(name, flags[i].name)) {
			set_flags(s, value, flags[i].flag);
			return true;
		}
	if (slice_is(name, "%rec"))
		s->type = value;
	else if (slice_is(name, "%type"))
		return set_types(s, value, defs);
	return slice_is(name, "%rec") || slice_is(name, "%typedef") || slice_is(name, "%doc");
}

static void gather_typedefs(struct arena *a, const struct rec *r, const struct rec_set *set, struct typedefs *defs)
{
	defs->names = ARENA_ARRAY(a, struct slice, set->n + 1);
	defs->specs = ARENA_ARRAY(a, struct slice, set->n + 1);
	for (uint32_t i = set->first; i < set->first + set->n; i++)
		if (slice_is(rec_name(r, &r->fields[i]), "%typedef")) {
			struct slice value = rec_word(a, r, &r->fields[i]);
			defs->names[defs->n] = first_word(&value);
			defs->specs[defs->n++] = value;
		}
}

enum status schema_parse(struct arena *a, struct slice bytes, const char *path, struct schema *s, struct diag *d)
{
	struct rec r;
	struct typedefs defs = {0};
	*s = (struct schema){0};
	enum status st = rec_parse(a, bytes, path, NULL, &r, d);
	if (st != STATUS_OK || r.nsets < 2)
		return STATUS_INVALID;
	const struct rec_set *set = &r.sets[1];
	s->v = ARENA_ARRAY(a, struct schema_field, count_words(&r));
	gather_typedefs(a, &r, set, &defs);
	for (uint32_t i = set->first; i < set->first + set->n; i++)
		if (!read_line(s, &defs, rec_name(&r, &r.fields[i]), rec_word(a, &r, &r.fields[i]))) {
			DIAG(d, &BAD_SCHEMA, rec_at(&r, &r.fields[i]), rec_value(a, &r, &r.fields[i]));
			return STATUS_INVALID;
		}
	return STATUS_OK;
}

void schema_release(struct schema *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].compiled)
			regfree(&s->v[i].re);
}

static bool compile(struct arena *a, struct schema_field *f)
{
	if (!f->compiled)
		f->compiled = regcomp(&f->re, slice_dup(a, f->spec), REG_EXTENDED | REG_NOSUB) == 0;
	return f->compiled;
}

void schema_prepare(struct arena *a, struct schema *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].kind == SCHEMA_REGEXP)
			compile(a, &s->v[i]);
}

static bool matches(struct arena *a, struct schema_field *f, struct slice value)
{
	return compile(a, f) && !memchr(value.p, '\0', value.n) && regexec(&f->re, slice_dup(a, value), 0, NULL, 0) == 0;
}

static bool in_words(struct slice words, struct slice value)
{
	for (struct slice word; (word = first_word(&words)).n;)
		if (slice_eq(word, value))
			return true;
	return false;
}

static bool is_integer(struct slice s)
{
	size_t i = s.n && s.p[0] == '-';
	if (i == s.n)
		return false;
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i == s.n;
}

bool schema_value_ok(struct arena *a, struct schema_field *f, struct slice value)
{
	switch (f->kind) {
	case SCHEMA_LINE: return !memchr(value.p, '\n', value.n);
	case SCHEMA_INT: return is_integer(value);
	case SCHEMA_ENUM: return in_words(f->spec, value);
	case SCHEMA_REGEXP: return matches(a, f, value);
	case SCHEMA_ANY: break;
	}
	return true;
}

static enum status check_counts(struct schema *s, const struct rec *r, const struct rec_record *e, struct diag *d)
{
	enum status st = STATUS_OK;
	for (size_t i = 0; i < s->n; i++) {
		struct schema_field *f = &s->v[i];
		const struct rec_field *first = NULL, *second = NULL;
		for (uint32_t k = e->first; k < e->first + e->n && !second; k++)
			if (slice_eq(rec_name(r, &r->fields[k]), f->name))
				*(first ? &second : &first) = &r->fields[k];
		if ((f->mandatory || f->key) && !first)
			DIAG(d, &MISSING, rec_at_record(r, e), f->name, s->type);
		else if ((f->unique || f->key) && second)
			DIAG(d, &TWICE, rec_at(r, second), f->name);
		else
			continue;
		st = STATUS_INVALID;
	}
	return st;
}

enum status schema_check(struct arena *a, struct schema *s, const struct rec *r, const struct rec_record *e, struct diag *d)
{
	enum status st = check_counts(s, r, e, d);
	for (uint32_t k = e->first; k < e->first + e->n; k++) {
		const struct rec_field *rf = &r->fields[k];
		struct schema_field *f = schema_field(s, rec_name(r, rf));
		if (!f)
			continue;
		struct slice value = f->kind == SCHEMA_LINE ? rec_value(a, r, rf) : rec_word(a, r, rf);
		bool missing = (f->mandatory || f->key) && !slice_trim(value).n;
		if (!missing && schema_value_ok(a, f, value))
			continue;
		if (value.n && !missing)
			DIAG(d, &BAD_VALUE, rec_at_value(r, rf), f->name, value, schema_expected(a, f));
		else
			DIAG(d, missing ? &EMPTY : &EMPTY_VALUE, rec_at_value(r, rf), f->name, schema_expected(a, f));
		st = STATUS_INVALID;
	}
	return st;
}
