#include "format/charset.h"
#include "format/input_reader.h"

#include "base/unicode.h"

#include <string.h>

static const struct diag_msg UTF16 = {
	"utf-16", DIAG_ERREUR,
	"le fichier est en UTF-16 ; dans le tableur, l'enregistrer sous « CSV UTF-8 », puis recommencer"};
static const struct diag_msg WORKBOOK = {
	"classeur", DIAG_ERREUR,
	"le fichier est un classeur (xlsx, ods) et non un texte ; l'ouvrir dans le tableur et l'enregistrer sous « CSV UTF-8 »"};

void input_step(struct input_place *place, const char *p, const char *end, const char *limit, bool one_byte)
{
	for (; p < end; p++) {
		if (*p == '\n' || (*p == '\r' && (p + 1 == limit || p[1] != '\n'))) {
			place->line++;
			place->col = 1;
		} else if (one_byte || ((unsigned char)*p & 0xC0) != 0x80) {
			place->col++;
		}
	}
}

static void rows_init(struct input_rows *r, struct arena *a, struct input *in)
{
	*r = (struct input_rows){.a = a, .in = in};
}

void input_rows_add(struct input_rows *r, const struct input_value *v)
{
	if (r->n == r->cap) {
		size_t cap = r->cap ? r->cap * 2 : 32;
		r->v = arena_grow(r->a, r->v, r->cap * sizeof *r->v, cap * sizeof *r->v);
		r->cap = cap;
	}
	r->v[r->n++] = *v;
}

struct input_value *input_rows_take(struct input_rows *r, size_t *n)
{
	struct input_value *v = arena_alloc(r->a, r->n * sizeof *v);
	if (r->n)
		memcpy(v, r->v, r->n * sizeof *v);
	*n = r->n;
	r->n = 0;
	return v;
}

void input_rows_end(struct input_rows *r, struct input_row row)
{
	struct input *in = r->in;
	row.v = input_rows_take(r, &row.n);
	if (in->nrows == r->rows_cap) {
		size_t cap = r->rows_cap ? r->rows_cap * 2 : 64;
		in->rows = arena_grow(r->a, in->rows, r->rows_cap * sizeof row, cap * sizeof row);
		r->rows_cap = cap;
	}
	in->rows[in->nrows++] = row;
}

/* CR LF and CR alone become LF. */
static struct slice plain_lines(struct arena *a, struct slice s)
{
	if (!s.n || !memchr(s.p, '\r', s.n))
		return s;
	char *out = arena_alloc(a, s.n);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r')
			out[n++] = s.p[i];
		else if (i + 1 == s.n || s.p[i + 1] != '\n')
			out[n++] = '\n';
	return (struct slice){out, n};
}

struct slice input_text(struct arena *a, struct slice s)
{
	return text_nfc(a, plain_lines(a, s));
}

static bool ends_in(struct slice s, const char *ending)
{
	size_t n = strlen(ending);
	return s.n >= n && ascii_eq_nocase((struct slice){s.p + s.n - n, n}, (struct slice){ending, n});
}

static enum input_kind kind_of_path(const char *path)
{
	static const struct {
		const char *ending;
		enum input_kind kind;
	} table[] = {{".csv", INPUT_CSV}, {".json", INPUT_JSON}, {".jsonl", INPUT_JSON}, {".rec", INPUT_REC}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (ends_in(slice_z(path), table[i].ending))
			return table[i].kind;
	return INPUT_AUTO;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* `Name: value` or `%rec: Type`. */
static bool is_field(struct slice line)
{
	size_t i = slice_starts(line, "%");
	if (i >= line.n || !is_letter(line.p[i]))
		return false;
	while (i < line.n && (is_letter(line.p[i]) || (line.p[i] >= '0' && line.p[i] <= '9') || line.p[i] == '_'))
		i++;
	return i < line.n && line.p[i] == ':' && (i + 1 == line.n || line.p[i + 1] == ' ' || line.p[i + 1] == '\t');
}

static enum input_kind kind_of_text(struct slice s)
{
	for (struct slice line; slice_next(&s, "\n", &line);) {
		struct slice text = slice_trim(line);
		if (slice_starts(text, "[") || slice_starts(text, "{"))
			return INPUT_JSON;
		if (text.n && !slice_starts(line, "#"))
			return is_field(line) ? INPUT_REC : INPUT_CSV;
	}
	return INPUT_CSV;
}

/* What no reader can do anything with, though people bring it; NULL for anything else. */
static const struct diag_msg *refusal(struct slice bytes)
{
	if (charset_is_utf16(bytes))
		return &UTF16;
	return slice_starts(bytes, "PK\x03\x04") ? &WORKBOOK : NULL;
}

const char *const input_kind_names[] = {"rec", "csv", "json", NULL};

enum input_kind input_kind_named(const char *name)
{
	static const enum input_kind kinds[] = {INPUT_REC, INPUT_CSV, INPUT_JSON};
	for (size_t i = 0; name && input_kind_names[i]; i++)
		if (strcmp(name, input_kind_names[i]) == 0)
			return kinds[i];
	return INPUT_AUTO;
}

enum status input_read(struct arena *a, struct slice bytes, const char *path, enum input_kind kind,
                       input_known_fn *known, void *ctx, struct input *in, struct diag *d)
{
	if (!bytes.n)
		bytes = SLICE("");
	*in = (struct input){.bytes = bytes, .encoding = charset_name(CHARSET_UTF8)};
	in->path = path && strcmp(path, "-") != 0 ? path : "entrée standard";
	in->bom = slice_starts(bytes, "\xEF\xBB\xBF");
	size_t from = in->bom ? 3 : 0;
	in->kind = kind != INPUT_AUTO ? kind : kind_of_path(in->path);
	if (in->kind == INPUT_AUTO)
		in->kind = kind_of_text((struct slice){bytes.p + from, bytes.n - from});
	const struct diag_msg *refused = refusal(bytes);
	if (refused) {
		DIAG0(d, refused, ((struct diag_at){.path = in->path}));
		return STATUS_INVALID;
	}
	struct input_rows r;
	rows_init(&r, a, in);
	if (in->kind == INPUT_CSV)
		return input_read_csv(&r, from, known, ctx, d);
	return in->kind == INPUT_JSON ? input_read_json(&r, from, d) : input_read_rec(&r, from, d);
}

bool input_control(struct slice s, uint32_t *code)
{
	for (const char *p = s.p, *end = s.p + s.n; p < end;) {
		*code = 0;
		size_t n = utf8_char(p, end, code);
		bool layout = *code == '\n' || *code == '\t' || *code == '\r';
		if ((n && *code < 0x20 && !layout) || (*code >= 0x7F && *code < 0xA0))
			return true;
		p += n ? n : 1;
	}
	return false;
}

const struct input_value *input_get(const struct input_row *row, const char *name)
{
	for (size_t i = 0; i < row->n; i++)
		if (slice_is(row->v[i].name, name))
			return &row->v[i];
	return NULL;
}
