#include "format/rec_plain.h"

#include <string.h>

enum { LINE_MAX_NAME = 200, REPORTED = 20 };

/* Each in two forms: of a file that is only read, and of one that was about to be replaced. */
#define FAULT(code, text) {{code, DIAG_ERREUR, text}, {code, DIAG_ERREUR, text " (rien n'a été modifié)"}}
static const struct diag_msg NOT_A_FIELD[] = FAULT("champ-attendu",
	"la ligne n'est ni un champ, ni une suite, ni un commentaire ; ouvrir le fichier à cette ligne");
static const struct diag_msg LONE_CONTINUATION[] = FAULT("suite-seule",
	"une ligne « + » ne suit aucun champ ; la rattacher à son champ ou l'effacer");
static const struct diag_msg NUL_BYTE[] = FAULT("octet-nul",
	"octet nul dans le fichier : il a été abîmé ou n'est pas du texte ; le reprendre d'une sauvegarde");
static const struct diag_msg OPEN_LINE[] = FAULT("suite-ouverte",
	"le fichier se termine par « \\ » : la ligne continue sans suite ; effacer ce signe");

static unsigned hash(const char *p, size_t n)
{
	return ((unsigned)n * 31u + (unsigned char)p[0] * 7u + (unsigned char)p[n - 1] * 3u + (unsigned char)p[n / 2]) & 255u;
}

void rec_vocab_init(struct rec_vocab *v, const char *const *names)
{
	*v = (struct rec_vocab){.names = names};
	for (unsigned char id = 1; names[id - 1]; id++) {
		size_t n = strlen(names[id - 1]);
		unsigned h = hash(names[id - 1], n);
		v->length[id - 1] = (unsigned char)n;
		memcpy(&v->head[id - 1], names[id - 1], n < sizeof v->head[0] ? n : sizeof v->head[0]);
		while (v->slot[h])
			h = (h + 1) & 255u;
		v->slot[h] = id;
	}
}

/* The first eight bytes of NAME, as in v->head; ROOM bytes can be read there. */
static uint64_t head_of(struct slice name, size_t room)
{
	uint64_t head = 0;
	if (room < sizeof head || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__) {
		memcpy(&head, name.p, name.n < sizeof head ? name.n : sizeof head);
		return head;
	}
	memcpy(&head, name.p, sizeof head);
	return name.n < sizeof head ? head & ((1ull << 8 * name.n) - 1) : head;
}

unsigned rec_vocab_near(const struct rec_vocab *v, struct slice name, size_t room)
{
	uint64_t head = head_of(name, room);
	for (unsigned h = hash(name.p, name.n); v->slot[h]; h = (h + 1) & 255u) {
		unsigned id = v->slot[h];
		if (v->length[id - 1] == name.n && v->head[id - 1] == head &&
		    (name.n <= sizeof head || memcmp(v->names[id - 1], name.p, name.n) == 0))
			return id;
	}
	return 0;
}

unsigned rec_vocab_id(const struct rec_vocab *v, struct slice name)
{
	return name.n ? rec_vocab_near(v, name, name.n) : 0;
}

/* What a byte may be at the start of a line, and inside a name. */
enum { NAME_START = 1, NAME = 2, BLANK = 4 };
static const unsigned char KIND[256] = {
	['A' ... 'Z'] = NAME_START | NAME, ['a' ... 'z'] = NAME_START | NAME, ['%'] = NAME_START | NAME,
	['0' ... '9'] = NAME, ['_'] = NAME, [' '] = BLANK, ['\t'] = BLANK, ['\r'] = BLANK,
};

struct parser {
	struct arena *a;
	struct rec *r;
	struct diag *d;
	const struct rec_vocab *vocab;
	const char *base, *end;
	size_t fcap, rcap, scap;
	uint32_t open;    /* first field of the record being read */
	bool descriptor;  /* it holds a %rec field */
	size_t faults;
};

static void fault(struct parser *s, const struct diag_msg m[2], const char *at)
{
	if (++s->faults <= REPORTED)
		DIAG0(s->d, &m[s->d && s->d->writes], diag_place(s->r->path, s->r->bytes, (size_t)(at - s->base)));
}

void rec_add_set(struct arena *a, struct rec *r, size_t *cap, uint32_t first, uint32_t n)
{
	if (r->nsets == *cap) {
		r->sets = arena_grow(a, r->sets, *cap * sizeof *r->sets, *cap * 2 * sizeof *r->sets);
		*cap *= 2;
	}
	struct rec_set *set = &r->sets[r->nsets++];
	*set = (struct rec_set){.first = first, .n = n};
	for (uint32_t i = first; i < first + n; i++)
		if (slice_is(rec_name(r, &r->fields[i]), "%rec"))
			set->type = rec_word(a, r, &r->fields[i]);
}

static void close_record(struct parser *s)
{
	struct rec *r = s->r;
	uint32_t n = (uint32_t)r->nfields - s->open;
	if (!n)
		return;
	if (s->descriptor) {
		rec_add_set(s->a, r, &s->scap, s->open, n);
	} else {
		if (r->nrecords == s->rcap) {
			r->records = arena_grow(s->a, r->records, s->rcap * sizeof *r->records, s->rcap * 2 * sizeof *r->records);
			s->rcap *= 2;
		}
		r->records[r->nrecords++] = (struct rec_record){s->open, n, (uint32_t)r->nsets - 1};
	}
	s->open = (uint32_t)r->nfields;
	s->descriptor = false;
}

/* The end of the line at P: its line feed, or the end of the file. */
static const char *line_end(const struct parser *s, const char *p)
{
	const char *nl = memchr(p, '\n', (size_t)(s->end - p));
	return nl ? nl : s->end;
}

/* Where the value's last line ends: lines after one that ends in `\`, and `+` lines, belong to it. */
static const char *value_end(struct parser *s, const char *value, struct rec_field *f)
{
	const char *nl = line_end(s, value);
	for (;;) {
		const char *last = nl > value && nl[-1] == '\r' ? nl - 1 : nl;
		if (last > value && last[-1] == '\\') {
			if (nl == s->end || nl + 1 == s->end) {
				fault(s, OPEN_LINE, last - 1);
				return nl;
			}
			f->folded = true;
			nl = line_end(s, nl + 1);
		} else if (nl < s->end && nl + 1 < s->end && nl[1] == '+') {
			f->folded = true;
			nl = line_end(s, nl + 1);
		} else
			return nl;
	}
}

static const char *parse_field(struct parser *s, const char *p)
{
	const char *q = p + 1;
	while (q < s->end && KIND[(unsigned char)*q] & NAME)
		q++;
	if (q == s->end || *q != ':' || q - p > LINE_MAX_NAME) {
		fault(s, NOT_A_FIELD, p);
		const char *nl = line_end(s, q);
		return nl < s->end ? nl + 1 : nl;
	}
	struct rec *r = s->r;
	if (r->nfields == s->fcap) {
		r->fields = arena_grow(s->a, r->fields, s->fcap * sizeof *r->fields, s->fcap * 2 * sizeof *r->fields);
		s->fcap *= 2;
	}
	struct rec_field *f = &r->fields[r->nfields++];
	const char *value = q + 1;
	if (value < s->end && (*value == ' ' || *value == '\t'))
		value++;
	f->folded = false;
	const char *nl = value_end(s, value, f);
	const char *last = nl > value && nl[-1] == '\r' ? nl - 1 : nl;
	f->at = (uint32_t)(p - s->base);
	f->name_n = (uint16_t)(q - p);
	f->value = (uint32_t)(value - s->base);
	f->end = (uint32_t)(last - s->base);
	f->next = (uint32_t)((nl < s->end ? nl + 1 : nl) - s->base);
	f->id = s->vocab ? (uint8_t)rec_vocab_near(s->vocab, (struct slice){p, (size_t)(q - p)}, (size_t)(s->end - p)) : 0;
	if (*p == '%' && q - p == 4 && memcmp(p, "%rec", 4) == 0)
		s->descriptor = true;
	return s->base + f->next;
}

static bool only_blanks(const char *p, const char *end)
{
	while (p < end && KIND[(unsigned char)*p] & BLANK)
		p++;
	return p == end;
}

static const char *parse_other(struct parser *s, const char *p)
{
	const char *nl = line_end(s, p);
	if (*p != '#') {
		if (only_blanks(p, nl))
			close_record(s);
		else
			fault(s, *p == '+' ? LONE_CONTINUATION : NOT_A_FIELD, p);
	}
	return nl < s->end ? nl + 1 : nl;
}

void rec_start(struct arena *a, struct rec *r, size_t *fcap, size_t *rcap, size_t *scap)
{
	enum { FIELDS_MOST = 65536, RECORDS_MOST = 16384 };
	*fcap = r->bytes.n / 16 + 16 < FIELDS_MOST ? r->bytes.n / 16 + 16 : FIELDS_MOST;
	*rcap = r->bytes.n / 64 + 8 < RECORDS_MOST ? r->bytes.n / 64 + 8 : RECORDS_MOST;
	*scap = 4;
	r->sets = arena_alloc(a, *scap * sizeof *r->sets);
	r->records = arena_alloc(a, *rcap * sizeof *r->records);
	r->fields = arena_alloc(a, *fcap * sizeof *r->fields);
	r->sets[0] = (struct rec_set){.type = SLICE("")};
	r->nsets = 1;
	r->nrecords = r->nfields = 0;
}

/* Line by line, whatever the file. */
static enum status parse_carefully(struct parser *s)
{
	struct rec *r = s->r;
	rec_start(s->a, r, &s->fcap, &s->rcap, &s->scap);
	const char *nl = line_end(s, s->base), *p = s->base;
	r->crlf = nl < s->end && nl > s->base && nl[-1] == '\r';
	if (slice_starts(r->bytes, "\xEF\xBB\xBF"))
		p += 3;
	while (p < s->end)
		p = KIND[(unsigned char)*p] & NAME_START ? parse_field(s, p) : parse_other(s, p);
	close_record(s);
	const char *nul = r->bytes.n ? memchr(r->bytes.p, '\0', r->bytes.n) : NULL;
	if (nul)
		fault(s, NUL_BYTE, nul);
	return s->faults ? STATUS_INVALID : STATUS_OK;
}

enum status rec_parse_some(struct arena *a, struct slice bytes, const char *path, const struct rec_vocab *vocab,
                           const struct rec_filter *filter, struct rec *r, struct diag *d)
{
	*r = (struct rec){.path = path, .bytes = bytes};
	if (rec_plain(a, vocab, filter, r))
		return STATUS_OK;
	struct parser s = {.a = a, .r = r, .d = d, .vocab = vocab, .base = bytes.p, .end = bytes.p + bytes.n};
	return parse_carefully(&s);
}

enum status rec_parse(struct arena *a, struct slice bytes, const char *path, const struct rec_vocab *vocab, struct rec *r,
                      struct diag *d)
{
	return rec_parse_some(a, bytes, path, vocab, NULL, r, d);
}

struct slice rec_name(const struct rec *r, const struct rec_field *f)
{
	return (struct slice){r->bytes.p + f->at, f->name_n};
}

/* Lines joined: `\` and its line end vanish; a `+` line begins anew after a line feed. */
static struct slice unfold(struct arena *a, struct slice raw)
{
	char *out = arena_alloc(a, raw.n + 1);
	size_t n = 0;
	bool joined = false;
	for (bool first = true; raw.n || first; first = false) {
		const char *nl = raw.n ? memchr(raw.p, '\n', raw.n) : NULL;
		struct slice line = {raw.p, nl ? (size_t)(nl - raw.p) : raw.n};
		size_t used = nl ? line.n + 1 : line.n;
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (!first && !joined) {
			out[n++] = '\n';
			size_t skip = line.n > 1 && line.p[1] == ' ' ? 2 : 1;
			line.p += skip;
			line.n -= skip;
		}
		joined = line.n && line.p[line.n - 1] == '\\';
		line.n -= joined;
		memcpy(out + n, line.p, line.n);
		n += line.n;
		raw.p += used;
		raw.n -= used;
	}
	return (struct slice){out, n};
}

struct slice rec_value(struct arena *a, const struct rec *r, const struct rec_field *f)
{
	struct slice raw = {r->bytes.p + f->value, f->end - f->value};
	return f->folded ? unfold(a, raw) : raw;
}

struct slice rec_word(struct arena *a, const struct rec *r, const struct rec_field *f)
{
	return slice_trim(rec_value(a, r, f));
}

const struct rec_field *rec_find(const struct rec *r, const struct rec_record *e, const char *name)
{
	size_t n = strlen(name);
	for (const struct rec_field *f = r->fields + e->first, *end = f + e->n; f < end; f++)
		if (f->name_n == n && memcmp(r->bytes.p + f->at, name, n) == 0)
			return f;
	return NULL;
}

struct slice rec_get(struct arena *a, const struct rec *r, const struct rec_record *e, const char *name)
{
	const struct rec_field *f = rec_find(r, e, name);
	return f ? rec_word(a, r, f) : SLICE("");
}

bool rec_is(const struct rec *r, const struct rec_record *e, const char *type)
{
	return slice_is(r->sets[e->set].type, type);
}

struct diag_at rec_at(const struct rec *r, const struct rec_field *f)
{
	return diag_place(r->path, r->bytes, f->at);
}

struct diag_at rec_at_value(const struct rec *r, const struct rec_field *f)
{
	return diag_place(r->path, r->bytes, f->value);
}

struct diag_at rec_at_record(const struct rec *r, const struct rec_record *e)
{
	return rec_at(r, &r->fields[e->first]);
}
