#include "format/input_reader.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static const struct diag_msg SYNTAX = {
	"json-illisible", DIAG_ERREUR, "{} : la suite du fichier n'est pas lue ; corriger à cette place, puis recommencer"};
static const struct diag_msg BAD_LINE = {
	"json-illisible", DIAG_ERREUR, "{} : cet objet est laissé, les suivants sont lus ; corriger à cette place"};
static const struct diag_msg NESTED = {
	"json-imbrique", DIAG_ERREUR,
	"la clé « {} » porte des objets ou des listes imbriqués : l'objet est laissé ; lui donner un texte, un nombre "
	"ou une liste de textes"};
static const struct diag_msg CONTROL = {
	"caractere-interdit", DIAG_ERREUR,
	"« {} » porte un caractère de commande (U+{}) ; retaper cette valeur"};

/* The key whose value is a list of objects, each a group of fields of its own. */
#define GROUPED "financements"

struct reader {
	struct input_rows *r;
	struct diag *d;
	size_t at;
	struct input_place here;
	const struct diag_msg *broken; /* what to say of text that is not JSON */
	struct slice why;              /* of the last object that could be parsed and not be taken */
	bool left_some;
};

/* The object being taken. */
struct object {
	struct reader *j;
	struct input_place place;
	int group;
};

static void move(struct reader *j, size_t n)
{
	const struct slice b = j->r->in->bytes;
	input_step(&j->here, b.p + j->at, b.p + j->at + n, b.p + b.n, false);
	j->at += n;
}

/* The next byte that is not a blank, or NUL at the end. */
static char peek(struct reader *j)
{
	const struct slice b = j->r->in->bytes;
	size_t n = 0;
	while (j->at + n < b.n && memchr(" \t\r\n", b.p[j->at + n], 4))
		n++;
	move(j, n);
	return j->at < b.n ? b.p[j->at] : '\0';
}

static bool fault(struct reader *j, struct input_place at, const char *what)
{
	DIAG(j->d, j->broken, ((struct diag_at){j->r->in->path, at.line, at.col}), slice_z(what));
	return false;
}

/* Jansson counts from the byte it was given. */
static bool fault_of_jansson(struct reader *j, const json_error_t *e)
{
	static const char *const what[] = {
		[json_error_stack_overflow] = "imbrication trop profonde",
		[json_error_invalid_utf8] = "octet qui n'est pas de l'UTF-8",
		[json_error_premature_end_of_input] = "l'objet n'est pas fini",
		[json_error_null_byte_in_key] = "caractère nul dans une clé",
		[json_error_duplicate_key] = "clé déjà donnée dans cet objet",
		[json_error_numeric_overflow] = "nombre trop grand",
	};
	size_t code = (size_t)json_error_code(e);
	struct input_place at = j->here;
	int last = e->column + (code == json_error_invalid_utf8); /* of a bad byte it tells the place of the one before */
	size_t line = e->line > 1 ? (size_t)e->line : 1, col = last > 1 ? (size_t)last : 1;
	at.line += line - 1;
	at.col = line == 1 ? at.col + col - 1 : col;
	return fault(j, at, code < sizeof what / sizeof *what && what[code] ? what[code] : "signe inattendu");
}

/* V as a person writes it, without exponent: the 15 digits that a double keeps of any decimal number. */
static struct slice decimal(struct arena *a, double v)
{
	char e[32], out[400];
	int exponent = 0, digits = 15;
	size_t n = 0;
	snprintf(e, sizeof e, "%.14e", v < 0 ? -v : v); /* d.dddddddddddddde+xx */
	slice_number(slice_z(e + 18), &exponent);
	if (e[17] == '-')
		exponent = -exponent;
	e[1] = e[0];
	while (digits && e[digits] == '0')
		digits--;
	int high = exponent > 0 ? exponent : 0, low = exponent - digits + 1 < 0 ? exponent - digits + 1 : 0;
	if (v < 0)
		out[n++] = '-';
	for (int power = high; power >= low; power--) {
		int rank = exponent - power + 1;
		if (power == -1)
			out[n++] = '.';
		out[n++] = rank >= 1 && rank <= digits ? e[rank] : '0';
	}
	return (struct slice){arena_copy(a, out, n), n};
}

static struct slice integer(struct arena *a, json_int_t v)
{
	enum { ROOM = 24 };
	struct buf b = {.a = a, .p = arena_alloc(a, ROOM), .cap = ROOM};
	buf_addn(&b, v);
	return buf_slice(&b);
}

static bool leave(const struct object *o, const struct diag_msg *m, struct slice key, uint32_t code)
{
	char hex[16];
	struct diag said;
	int n = snprintf(hex, sizeof hex, "%04X", (unsigned)code);
	diag_init(&said, o->j->r->a, NULL);
	DIAG(&said, m, ((struct diag_at){o->j->r->in->path, o->place.line, o->place.col}), key,
	     ((struct slice){hex, (size_t)n}));
	o->j->why = said.first->text;
	if (o->j->d)
		diag_join(o->j->d, &said);
	return false;
}

static bool is_scalar(const json_t *v)
{
	return !json_is_object(v) && !json_is_array(v);
}

static struct slice scalar_text(struct arena *a, const json_t *v)
{
	if (json_is_string(v)) {
		size_t n = json_string_length(v);
		return input_text(a, (struct slice){arena_copy(a, json_string_value(v), n), n});
	}
	if (json_is_integer(v))
		return integer(a, json_integer_value(v));
	return json_is_real(v) ? decimal(a, json_real_value(v)) : json_is_true(v) ? SLICE("oui") : SLICE("non");
}

/* cle_externe is the field Cle_externe. */
static struct slice field_name(struct arena *a, struct slice key)
{
	char *name = arena_copy(a, key.p, key.n);
	if (name[0] >= 'a' && name[0] <= 'z')
		name[0] = (char)(name[0] - 'a' + 'A');
	return (struct slice){name, key.n};
}

static bool take_scalar(const struct object *o, struct slice key, const json_t *v)
{
	struct arena *a = o->j->r->a;
	uint32_t code;
	if (json_is_null(v))
		return true;
	struct slice text = scalar_text(a, v);
	if (input_control(text, &code))
		return leave(o, &CONTROL, key, code);
	input_rows_add(o->j->r, &(struct input_value){
		.name = field_name(a, key),
		.value = text,
		.line = o->place.line,
		.col = o->place.col,
		.column = -1,
		.group = o->group,
	});
	return true;
}

static bool take_members(const struct object *o, json_t *members);

/* A list: the values of a repeated field, or, at the top and under its one name, groups of fields. */
static bool take_list(const struct object *o, struct slice key, const json_t *list)
{
	bool groups = o->group == 0 && slice_is(key, GROUPED);
	bool sound = true;
	for (size_t i = 0; i < json_array_size(list) && sound; i++) {
		json_t *v = json_array_get(list, i);
		if (groups && json_is_object(v))
			sound = take_members(&(struct object){o->j, o->place, (int)i + 1}, v);
		else
			sound = !groups && is_scalar(v) ? take_scalar(o, key, v) : leave(o, &NESTED, key, 0);
	}
	return sound;
}

static bool take_members(const struct object *o, json_t *members)
{
	for (void *i = json_object_iter(members); i; i = json_object_iter_next(members, i)) {
		struct slice key = slice_z(json_object_iter_key(i));
		const json_t *v = json_object_iter_value(i);
		bool sound = json_is_array(v) ? take_list(o, key, v) : is_scalar(v) ? take_scalar(o, key, v) : false;
		if (json_is_object(v))
			leave(o, &NESTED, key, 0);
		if (!sound)
			return false;
	}
	return true;
}

/* The row of what could not be taken: from BEGIN to here. */
static void keep_invalid(struct reader *j, struct input_place at, size_t begin, struct slice why)
{
	j->r->n = 0;
	j->left_some = true;
	input_rows_end(j->r, (struct input_row){
		.line = at.line,
		.col = at.col,
		.begin = begin,
		.end = j->at,
		.type = SLICE(""),
		.blank = true,
		.invalid = true,
		.why = why,
	});
}

/* The object that stands here and ends before END; NULL, with the reason in E. */
static json_t *load(const struct reader *j, size_t end, json_error_t *e)
{
	static const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;
	return json_loadb(j->r->in->bytes.p + j->at, end - j->at, flags, e);
}

/* Read the object that stands here into a row; false, with the reason in E, when it is not JSON. */
static bool read_object(struct reader *j, json_error_t *e)
{
	json_t *members = load(j, j->r->in->bytes.n, e);
	if (!members)
		return false;
	struct object o = {.j = j, .place = j->here};
	size_t begin = j->at;
	move(j, (size_t)e->position);
	if (take_members(&o, members)) {
		input_rows_end(j->r, (struct input_row){
			.line = o.place.line,
			.col = o.place.col,
			.begin = begin,
			.end = j->at,
			.type = SLICE(""),
		});
	} else {
		keep_invalid(j, o.place, begin, j->why);
	}
	json_decref(members);
	return true;
}

static bool no_object(struct reader *j)
{
	return fault(j, j->here, "un objet { … } était attendu ici");
}

static bool expect_object(struct reader *j)
{
	json_error_t e;
	if (peek(j) != '{')
		return no_object(j);
	return read_object(j, &e) || fault_of_jansson(j, &e);
}

/* [ {…}, {…} ], of which the bracket is passed. */
static bool read_array(struct reader *j)
{
	if (peek(j) != ']') {
		for (;;) {
			if (!expect_object(j))
				return false;
			if (peek(j) != ',')
				break;
			move(j, 1);
		}
	}
	if (peek(j) != ']')
		return fault(j, j->here, "une virgule ou la fin de la liste était attendue ici");
	move(j, 1);
	peek(j);
	return j->at == j->r->in->bytes.n || fault(j, j->here, "du texte suit la fin de la liste");
}

/* Where to go on behind text that could not be read: at the next line that begins with an object. One further to the right
 * is a part of what could not be read. */
static size_t next_line(const struct reader *j)
{
	const struct slice b = j->r->in->bytes;
	const char *p = b.p + j->at, *end = b.p + b.n;
	while ((p = memchr(p, '\n', (size_t)(end - p)))) {
		const char *line = ++p;
		while (p < end && (*p == ' ' || *p == '\t'))
			p++;
		if (p < end && *p == '{' && (size_t)(p - line) < j->here.col)
			return (size_t)(line - b.p);
	}
	return b.n;
}

/* Read again without what follows, the text that is left has its own fault: an object without its end, for one. */
static void leave_line(struct reader *j)
{
	const char *p = j->r->in->bytes.p;
	size_t begin = j->at, end = next_line(j), last = end;
	struct input_place at = j->here;
	json_error_t e;
	while (last > begin && memchr(" \t\r\n", p[last - 1], 4))
		last--;
	if (p[begin] != '{')
		no_object(j);
	else if (!load(j, last, &e))
		fault_of_jansson(j, &e);
	move(j, end - begin);
	keep_invalid(j, at, begin, SLICE(""));
}

static void read_lines(struct reader *j)
{
	json_error_t e;
	for (peek(j); j->at < j->r->in->bytes.n; peek(j))
		if (j->r->in->bytes.p[j->at] != '{' || !read_object(j, &e))
			leave_line(j);
}

enum status input_read_json(struct input_rows *r, size_t from, struct diag *d)
{
	struct reader j = {.r = r, .d = d, .at = from, .here = {1, 1}, .broken = &SYNTAX};
	bool whole = true;
	if (peek(&j) == '[') {
		move(&j, 1);
		whole = read_array(&j);
	} else {
		j.broken = &BAD_LINE;
		read_lines(&j);
	}
	return whole && !j.left_some ? STATUS_OK : STATUS_INVALID;
}
