/* The way back of input_csv.c: rows that were refused, for the spreadsheet they came from. */
#include "format/charset.h"
#include "format/input.h"

#include <csv.h>
#include <string.h>

static void on_cell(void *p, size_t n, void *ctx)
{
	(void)p;
	(void)n;
	++*(size_t *)ctx;
}

/* How many cells there are in one row. */
static size_t count_cells(struct slice row, char separator)
{
	struct csv_parser parser;
	size_t n = 0;
	csv_init(&parser, 0);
	csv_set_delim(&parser, (unsigned char)separator);
	csv_set_blk_size(&parser, row.n + 1);
	csv_parse(&parser, row.p, row.n, on_cell, NULL, &n);
	csv_fini(&parser, on_cell, NULL, &n);
	csv_free(&parser);
	return n;
}

/* The heading's own line end; a file of one line without any gets LF. */
static struct slice line_end(const struct input *in)
{
	size_t end = in->heading_end, n = 0;
	while (n < 2 && n < end && (in->bytes.p[end - 1 - n] == '\n' || in->bytes.p[end - 1 - n] == '\r'))
		n++;
	return n ? (struct slice){in->bytes.p + end - n, n} : SLICE("\n");
}

static void add_cell(struct buf *out, struct slice s, char separator)
{
	const char special[] = {separator, '"', '\n', '\r'};
	bool quoted = slice_trim(s).n != s.n;
	for (size_t i = 0; i < s.n && !quoted; i++)
		quoted = memchr(special, s.p[i], sizeof special) != NULL;
	if (quoted)
		buf_addc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, s.p[i]);
	}
	if (quoted)
		buf_addc(out, '"');
}

void input_csv_with(struct buf *out, const struct input *in, size_t begin, size_t end, struct slice extra)
{
	struct buf cell;
	buf_init(&cell, out->a);
	add_cell(&cell, extra, in->separator);
	while (end > begin && (in->bytes.p[end - 1] == '\n' || in->bytes.p[end - 1] == '\r'))
		end--;
	struct slice row = {in->bytes.p + begin, end - begin};
	buf_adds(out, row);
	size_t cells = count_cells(row, in->separator);
	for (size_t i = cells ? cells : 1; i < in->nheadings; i++)
		buf_addc(out, in->separator);
	buf_addc(out, in->separator);
	charset_encode(out, buf_slice(&cell), charset_named(in->encoding));
	buf_adds(out, line_end(in));
}
