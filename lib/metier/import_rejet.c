/* Rejected rows, in the form of the file that they came from, with the reason: to be corrected and given again. */
#include "metier/import_prive.h"

#include "base/unicode.h"

#include <string.h>

static const char MOTIF[] = "Motif du rejet";
static const char KEY[] = "\"motif_du_rejet\"";

bool import_est_motif(struct arena *a, struct slice name)
{
	return slice_eq(text_fold(a, name), text_fold(a, slice_z(MOTIF)));
}

/* Without the cell of the reason of an earlier rejection, always the last one. */
static size_t before_last_cell(const struct input *in, size_t begin, size_t end)
{
	size_t last = end;
	bool quoted = false;
	for (size_t i = begin; i < end; i++) {
		quoted ^= in->bytes.p[i] == '"';
		if (in->bytes.p[i] == in->separator && !quoted)
			last = i;
	}
	return last;
}

static bool was_rejected(const struct import *im)
{
	const struct input *in = im->in;
	return in->nheadings && import_est_motif(im->o->depot->a, in->headings[in->nheadings - 1].name);
}

static void reject_csv(struct import *im, const struct input_row *row, struct slice why)
{
	const struct input *in = im->in;
	bool again = was_rejected(im);
	if (!im->rejets.n) {
		size_t end = again ? before_last_cell(in, in->heading_begin, in->heading_end) : in->heading_end;
		buf_add(&im->rejets, in->bytes.p, in->heading_begin);
		input_csv_with(&im->rejets, in, in->heading_begin, end, slice_z(MOTIF));
	}
	size_t end = again && row->n == in->nheadings ? before_last_cell(in, row->begin, row->end) : row->end;
	input_csv_with(&im->rejets, in, row->begin, end, why);
}

static struct slice bytes_of(const struct import *im, const struct input_row *row)
{
	return slice_trim((struct slice){im->in->bytes.p + row->begin, row->end - row->begin});
}

/* A record as it was, under its type, its reason in a comment ahead. */
static void reject_record(struct import *im, const struct input_row *row, struct slice why)
{
	struct buf *out = &im->rejets;
	struct slice type = row->type.n ? row->type : SLICE("Dossier");
	buf_addz(out, out->n ? "\n" : "");
	if (!slice_eq(type, im->rejet_type)) {
		buf_addz(out, "%rec: ");
		buf_adds(out, type);
		buf_addz(out, "\n\n");
		im->rejet_type = type;
	}
	if (why.n) {
		buf_addz(out, "# ");
		buf_addz(out, MOTIF);
		buf_addz(out, " : ");
		buf_add_clean(out, why);
		buf_addc(out, '\n');
	}
	buf_adds(out, bytes_of(im, row));
	buf_addc(out, '\n');
}

/* The reason as the object's last key; OBJECT stands in the buffer up to its last brace. */
static void add_reason(struct buf *out, struct slice why)
{
	while (out->n && strchr(" \t", out->p[out->n - 1]))
		out->n--;
	buf_addz(out, out->n && out->p[out->n - 1] == '{' ? "" : ", ");
	buf_addz(out, KEY);
	buf_addz(out, ": \"");
	for (size_t i = 0; i < why.n; i++) { /* messages hold no control */
		if (why.p[i] == '"' || why.p[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, why.p[i]);
	}
	buf_addc(out, '"');
}

/* One object a line; what could not be read, as it was. */
static void reject_object(struct import *im, const struct input_row *row, struct slice why)
{
	struct buf *out = &im->rejets;
	struct slice raw = bytes_of(im, row);
	bool bears = why.n && !memmem(raw.p, raw.n, KEY, sizeof KEY - 1);
	bool whole = !row->invalid || row->why.n;
	for (size_t i = 0; i < raw.n; i++) {
		if (bears && i + 1 == raw.n)
			add_reason(out, why);
		if (!whole || (raw.p[i] != '\n' && raw.p[i] != '\r'))
			buf_addc(out, raw.p[i]);
	}
	buf_addc(out, '\n');
}

void import_rejette(struct import *im, const struct input_row *row, struct slice why)
{
	im->rejected++;
	if (im->in->kind == INPUT_CSV)
		reject_csv(im, row, why);
	else if (im->in->kind == INPUT_JSON)
		reject_object(im, row, why);
	else
		reject_record(im, row, why);
	for (const struct input_row *next = row; import_est_dossier(row) && (next = import_suite(im->in, next));)
		reject_record(im, next, SLICE(""));
}
