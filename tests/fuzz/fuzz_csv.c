/* Any bytes read as a CSV file: no fault of memory, and every place and range lies in the file, in order. */
#include "format/input.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static size_t known_columns(void *ctx, const struct input_value *headings, size_t n)
{
	(void)ctx;
	(void)headings;
	return n;
}

/* A place that stands in the file: its line exists, and the line is long enough (one column past its end at most). */
static void check_place(const struct input *in, size_t line, size_t col)
{
	size_t lines = 1;
	for (size_t i = 0; i < in->bytes.n; i++)
		lines += in->bytes.p[i] == '\n' || in->bytes.p[i] == '\r';
	require(line >= 1 && line <= lines);
	require(col >= 1 && col <= in->bytes.n + 1);
}

static void check_value(const struct input *in, const struct input_row *row, const struct input_value *v)
{
	check_place(in, v->line, v->col);
	require(v->line > row->line || (v->line == row->line && v->col >= row->col));
	require(v->column >= 0 && v->group == 0);
	require(((size_t)v->column < in->nheadings) || (v->name.n == 0 && v->value.n > 0));
	require(utf8_valid_length(v->value) == v->value.n);
}

static void check_rows(const struct input *in)
{
	size_t end = in->heading_end;
	require(in->heading_begin <= in->heading_end && end <= in->bytes.n);
	for (size_t i = 0; i < in->nrows; i++) {
		const struct input_row *row = &in->rows[i];
		require(row->begin >= end && row->begin < row->end && row->end <= in->bytes.n);
		end = row->end;
		check_place(in, row->line, row->col);
		for (size_t k = 0; k < row->n; k++)
			check_value(in, row, &row->v[k]);
	}
}

/* Rows can be written back with one cell more, whatever they hold, and what is written be read. */
static void check_rejects(struct arena *a, const struct input *in)
{
	static const struct slice cell = {"é\"x", 4};
	struct buf out;
	struct input again;
	buf_init(&out, a);
	input_csv_with(&out, in, in->heading_begin, in->heading_end, cell);
	for (size_t i = 0; i < in->nrows; i++)
		input_csv_with(&out, in, in->rows[i].begin, in->rows[i].end, cell);
	require(out.n > 0 && out.n >= in->nrows * 2);
	input_read(a, buf_slice(&out), "é.csv", INPUT_CSV, known_columns, NULL, &again, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct diag d;
	struct input in;
	struct slice bytes = {(const char *)data, size};
	arena_init(&a);
	diag_init(&d, &a, "fuzz");
	enum status s = input_read(&a, bytes, "é.csv", INPUT_CSV, known_columns, NULL, &in, &d);
	require(s == (diag_has(&d, DIAG_ERREUR) ? STATUS_INVALID : STATUS_OK));
	for (const struct diag_entry *e = d.first; e; e = e->next)
		if (e->at.line)
			check_place(&in, e->at.line, e->at.col);
	check_rows(&in);
	if (in.nheadings)
		check_rejects(&a, &in);
	arena_release(&a);
	return 0;
}
