#include "format/input_reader.h"
#include "format/rec.h"

static const struct diag_msg NOT_UTF8 = {
	"utf8-abime", DIAG_ERREUR,
	"l'octet à cette place n'est pas de l'UTF-8 ; convertir le fichier : "
	"iconv -f WINDOWS-1252 -t UTF-8 FICHIER > corrige.rec"};
static const struct diag_msg TOO_LONG = {
	"fichier-enorme", DIAG_ERREUR, "plus de 4 Go dans un seul fichier ; le partager en plusieurs"};

/* Walks forward only: counting each place from the start of the file would be quadratic. */
struct cursor {
	const struct input *in;
	size_t at;
	struct input_place place;
};

static struct input_place place_of(struct cursor *c, size_t offset)
{
	const char *p = c->in->bytes.p;
	input_step(&c->place, p + c->at, p + offset, p + c->in->bytes.n, false);
	c->at = offset;
	return c->place;
}

static void add_record(struct input_rows *r, const struct rec *rec, const struct rec_record *e, struct cursor *c)
{
	const struct rec_field *f = rec->fields + e->first;
	struct input_place begin = place_of(c, f->at);
	for (uint32_t i = 0; i < e->n; i++) {
		struct input_place at = place_of(c, f[i].at);
		input_rows_add(r, &(struct input_value){
			.name = rec_name(rec, &f[i]),
			.value = input_text(r->a, rec_value(r->a, rec, &f[i])),
			.line = at.line,
			.col = at.col,
			.column = -1,
		});
	}
	input_rows_end(r, (struct input_row){
		.line = begin.line,
		.col = begin.col,
		.begin = f->at,
		.end = f[e->n - 1].next,
		.type = rec->sets[e->set].type,
	});
}

/* Fields that touch a %rec line, no blank line between them, are part of a descriptor to recutils, and are not read. Whoever
 * joins files with cat, or forgets the blank line, means a record: of the set before when they stand above the line. */
static void add_strays(struct input_rows *r, const struct rec *rec, uint32_t set, struct cursor *c)
{
	const struct rec_set *s = &rec->sets[set];
	uint32_t above = 0, below = s->n;
	while (above < s->n && !slice_starts(rec_name(rec, &rec->fields[s->first + above]), "%"))
		above++;
	while (below > above && !slice_starts(rec_name(rec, &rec->fields[s->first + below - 1]), "%"))
		below--;
	if (above && set)
		add_record(r, rec, &(struct rec_record){.first = s->first, .n = above, .set = set - 1}, c);
	if (below < s->n)
		add_record(r, rec, &(struct rec_record){.first = s->first + below, .n = s->n - below, .set = set}, c);
}

enum status input_read_rec(struct input_rows *r, size_t from, struct diag *d)
{
	struct input *in = r->in;
	size_t valid = utf8_valid_length(in->bytes);
	if (in->bytes.n > UINT32_MAX) {
		DIAG0(d, &TOO_LONG, ((struct diag_at){.path = in->path}));
		return STATUS_INVALID;
	}
	if (valid < in->bytes.n) {
		DIAG0(d, &NOT_UTF8, diag_place(in->path, in->bytes, valid));
		return STATUS_INVALID;
	}
	struct rec rec;
	enum status s = rec_parse(r->a, in->bytes, in->path, NULL, &rec, d);
	struct cursor c = {.in = in, .at = from, .place = {1, 1}};
	in->crlf = rec.crlf;
	uint32_t set = 0;
	for (size_t i = 0; i < rec.nrecords; i++) {
		for (; set <= rec.records[i].set; set++)
			add_strays(r, &rec, set, &c);
		add_record(r, &rec, &rec.records[i], &c);
	}
	for (; set < rec.nsets; set++)
		add_strays(r, &rec, set, &c);
	return s;
}
