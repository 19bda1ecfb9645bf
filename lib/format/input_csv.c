#include "format/charset.h"
#include "format/input_reader.h"

#include <csv.h>
#include <string.h>

/* libcsv says neither where a cell stands nor that a quote was left open. Its parser is fed a byte at a time, so that both
 * can be read off its state between two bytes. These are the values of csv_parser.pstate in libcsv 3. */
_Static_assert(CSV_MAJOR == 3, "the states below are those of libcsv 3");
enum { ROW_NOT_BEGUN, FIELD_NOT_BEGUN, FIELD_BEGUN, FIELD_MIGHT_HAVE_ENDED };

static const struct diag_msg EMPTY = {
	"fichier-vide", DIAG_ERREUR,
	"aucune ligne à lire ; enregistrer de nouveau le tableau, titres des colonnes sur la première ligne"};
static const struct diag_msg UNKNOWN = {
	"entete-inconnu", DIAG_ERREUR,
	"aucune colonne connue dans la première ligne (« {} ») ; y mettre les titres des colonnes (le manuel de la "
	"commande les donne)"};
static const struct diag_msg OPEN_QUOTE = {
	"guillemet-ouvert", DIAG_ERREUR,
	"le guillemet ouvert ici n'est jamais refermé : la suite du fichier n'est pas lue ; le refermer, ou l'enlever"};
static const struct diag_msg AFTER_QUOTE = {
	"guillemet-ferme", DIAG_ERREUR,
	"du texte suit un guillemet fermant : la suite du fichier n'est pas lue ; doubler les guillemets "
	"à l'intérieur d'une cellule"};
static const struct diag_msg NUL_BYTE = {
	"octet-nul", DIAG_ERREUR,
	"octet nul : la suite du fichier n'est pas lue ; l'enregistrer de nouveau en « CSV UTF-8 »"};
static const struct diag_msg TOO_BIG = {
	"cellule-enorme", DIAG_ERREUR, "la cellule ne tient pas en mémoire ; partager le fichier en plusieurs"};
static const struct diag_msg NOT_UTF8 = {
	"utf8-abime", DIAG_ERREUR,
	"le fichier se dit en UTF-8 mais l'octet à cette place n'en est pas ; l'enregistrer de nouveau en « CSV UTF-8 »"};
static const struct diag_msg ANNOUNCE = {
	"encodage", DIAG_REMARQUE, "{}, séparateur « {} » ; si les accents sont faux : iconv {} {} > corrige.csv"};
static const struct diag_msg ODD_BYTE = {
	"octet-inconnu", DIAG_ATTENTION,
	"cet octet n'est pas un caractère de {} ; le fichier est sans doute dans un autre encodage : "
	"iconv {} {} > corrige.csv"};

struct reader {
	struct csv_parser parser;
	struct input_rows *r;
	enum charset charset;
	size_t at, cell_begin, line_begin;      /* the next byte; the cell and the row being read */
	struct input_place here, cell, line, quote;
	size_t row_begin, row_end;              /* the row just read */
	struct input_place row;
	bool cell_done, row_done, finished, blank;
	const struct diag_msg *fault;
	struct input_place fault_at;
};

/* A cell that libcsv left as it stands in the file is a slice of the file. */
static struct slice cell_text(const struct reader *c, const char *p, size_t n)
{
	struct slice text = slice_trim((struct slice){p ? p : "", n});
	struct slice raw = slice_trim((struct slice){c->r->in->bytes.p + c->cell_begin, c->at - c->cell_begin});
	if (raw.n != text.n)
		raw = (struct slice){arena_copy(c->r->a, text.p, text.n), text.n};
	return input_text(c->r->a, charset_decode(c->r->a, raw, c->charset));
}

static void on_cell(void *p, size_t n, void *ctx)
{
	struct reader *c = ctx;
	const struct input *in = c->r->in;
	size_t column = c->r->n;
	input_rows_add(c->r, &(struct input_value){
		.name = column < in->nheadings ? in->headings[column].name : SLICE(""),
		.value = cell_text(c, p, n),
		.line = c->cell.line,
		.col = c->cell.col,
		.column = (int)column,
	});
	c->cell_done = true;
	c->blank = c->blank && c->r->v[column].value.n == 0;
}

static void on_row(int end, void *ctx)
{
	struct reader *c = ctx;
	(void)end;
	c->row_done = true;
	c->row_begin = c->line_begin;
	c->row = c->line;
}

/* Read from the offset FROM, which stands at PLACE, with SEPARATOR. */
static void reader_open(struct reader *c, struct input_rows *r, enum charset charset, char separator, size_t from,
                        struct input_place place)
{
	*c = (struct reader){.r = r, .charset = charset, .at = from, .line_begin = from, .cell_begin = from};
	c->here = c->line = c->cell = place;
	csv_init(&c->parser, 0);
	csv_set_delim(&c->parser, (unsigned char)separator);
	csv_set_blk_size(&c->parser, 1u << 16); /* it grows by this much: the default makes a long cell quadratic */
}

static void reader_close(struct reader *c)
{
	csv_free(&c->parser);
}

static bool set_fault(struct reader *c, const struct diag_msg *m, struct input_place at)
{
	c->fault = m;
	c->fault_at = at;
	return false;
}

/* Behind the byte just read: does a cell, or a row, begin here? Empty lines are no rows. */
static void reader_mark(struct reader *c, char byte)
{
	bool fresh = c->parser.pstate == ROW_NOT_BEGUN && (byte == '\n' || byte == '\r');
	if (c->cell_done || fresh) {
		c->cell_begin = c->at;
		c->cell = c->here;
	}
	if (fresh) {
		c->line_begin = c->at;
		c->line = c->here;
	}
}

/* Give libcsv the next byte and see what it made of it; false at a fault. */
static bool reader_feed(struct reader *c)
{
	const char *p = c->r->in->bytes.p + c->at, *limit = c->r->in->bytes.p + c->r->in->bytes.n;
	int before = c->parser.pstate;
	if (*p == '\0')
		return set_fault(c, &NUL_BYTE, c->here);
	c->cell_done = false;
	if (csv_parse(&c->parser, p, 1, on_cell, on_row, c) != 1)
		return set_fault(c, &TOO_BIG, c->cell);
	int after = c->parser.pstate;
	if (before == FIELD_MIGHT_HAVE_ENDED && after == FIELD_BEGUN && *p != '"')
		return set_fault(c, &AFTER_QUOTE, c->here);
	if (before < FIELD_BEGUN && after == FIELD_BEGUN)
		c->quote = c->here;
	input_step(&c->here, p, p + 1, limit, c->charset != CHARSET_UTF8);
	c->at++;
	if (c->row_done)
		c->row_end = c->at + (*p == '\r' && p + 1 < limit && p[1] == '\n');
	reader_mark(c, *p);
	return true;
}

/* At the end of the file: hand over a last line that no line end closes. */
static bool reader_finish(struct reader *c)
{
	c->finished = true;
	if (c->parser.pstate == FIELD_BEGUN && c->parser.quoted)
		return set_fault(c, &OPEN_QUOTE, c->quote);
	if (csv_fini(&c->parser, on_cell, on_row, c) != 0)
		return set_fault(c, &TOO_BIG, c->cell);
	c->row_end = c->at;
	return c->row_done;
}

/* Read one row, whose cells are then in c->r; false at the end, or at a fault. */
static bool reader_next(struct reader *c)
{
	c->row_done = false;
	c->blank = true;
	c->r->n = 0;
	while (!c->row_done && c->at < c->r->in->bytes.n)
		if (!reader_feed(c))
			return false;
	return c->row_done || (!c->finished && reader_finish(c));
}

/* The first row with something in it: the headings. */
static bool reader_headings(struct reader *c)
{
	while (reader_next(c))
		if (!c->blank)
			return true;
	return false;
}

/* A first line `sep=;`, which spreadsheets write for each other: its length, or 0. */
static size_t sep_line(struct slice s, char *separator)
{
	static const char punctuation[] = ";,|:#^~!\t";
	size_t quoted = s.n && s.p[0] == '"', n = 0;
	while (n < s.n && s.p[n] != '\n' && s.p[n] != '\r')
		n++;
	struct slice line = {s.p + quoted, n < quoted ? 0 : n - quoted};
	if (line.n < 5 || !ascii_eq_nocase((struct slice){line.p, 4}, SLICE("sep=")))
		return 0;
	bool closed = line.n == 5 + quoted && (!quoted || line.p[5] == '"');
	if (!closed || !memchr(punctuation, line.p[4], sizeof punctuation - 1))
		return 0;
	*separator = line.p[4];
	return n + (s.n - n >= 2 && s.p[n] == '\r' && s.p[n + 1] == '\n' ? 2 : n < s.n);
}

/* The headings of R's last row. */
static void keep_headings(struct input_rows *r)
{
	size_t n;
	r->in->headings = input_rows_take(r, &n);
	r->in->nheadings = n;
	for (size_t i = 0; i < n; i++)
		r->in->headings[i].name = r->in->headings[i].value;
}

static void forget_headings(struct input_rows *r)
{
	r->in->headings = NULL;
	r->in->nheadings = 0;
	r->n = 0;
}

/* Where a file's rows begin, and how its headings can be counted. */
struct opening {
	size_t from;
	struct input_place place;
	enum charset charset;
	input_known_fn *known;
	void *ctx;
};

/* How well a SEPARATOR cuts the headings: known columns first, then columns. */
static size_t score(struct input_rows *r, const struct opening *o, char separator)
{
	struct reader c;
	size_t points = 0;
	reader_open(&c, r, o->charset, separator, o->from, o->place);
	reader_headings(&c);
	if (r->n) { /* what stands before a fault counts too: its message comes with the second reading */
		keep_headings(r);
		size_t columns = r->in->nheadings, known = o->known ? o->known(o->ctx, r->in->headings, columns) : 0;
		points = (known << 32) + columns;
	}
	reader_close(&c);
	forget_headings(r);
	return points;
}

static char best_separator(struct input_rows *r, const struct opening *o)
{
	static const char candidates[] = ";,\t|";
	char best = candidates[0];
	size_t most = 0;
	for (const char *s = candidates; *s; s++) {
		size_t points = score(r, o, *s);
		if (points > most) {
			most = points;
			best = *s;
		}
	}
	return best;
}

static struct diag_at at_place(const struct input *in, struct input_place p)
{
	return (struct diag_at){in->path, p.line, p.col};
}

/* The file's name for a command to be copied: FICHIER when the shell would not take it as it stands. */
static struct slice name_for_shell(const struct input *in)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-";
	bool whole = in->path[strspn(in->path, plain)] == '\0' && in->path[0] != '-' && in->path[0];
	return slice_z(whole ? in->path : "FICHIER");
}

static void announce(const struct input *in, enum charset charset, struct diag *d)
{
	bool usual = in->separator == ',' || in->nheadings < 2;
	if (charset == CHARSET_UTF8 && usual)
		return;
	struct slice sign = in->separator == '\t' ? SLICE("tabulation") : (struct slice){&in->separator, 1};
	DIAG(d, &ANNOUNCE, ((struct diag_at){.path = in->path}), slice_z(in->encoding), sign,
	     slice_z(charset_remedy(charset)), name_for_shell(in));
}

/* Decide the encoding; false when the bytes belie the mark they begin with. */
static bool settle_charset(struct input *in, struct opening *o, struct diag *d)
{
	struct slice text = {in->bytes.p + o->from, in->bytes.n - o->from};
	o->charset = in->bom ? CHARSET_UTF8 : charset_guess(text);
	in->encoding = charset_name(o->charset);
	size_t valid = charset_valid_length(text, o->charset);
	if (valid == text.n)
		return true;
	o->place = (struct input_place){1, 1};
	input_step(&o->place, text.p, text.p + valid, text.p + text.n, o->charset != CHARSET_UTF8);
	if (in->bom) {
		DIAG0(d, &NOT_UTF8, at_place(in, o->place));
		return false;
	}
	DIAG(d, &ODD_BYTE, at_place(in, o->place), slice_z(in->encoding), slice_z(charset_remedy(o->charset)),
	     name_for_shell(in));
	return true;
}

/* Keep the heading row that C has just read; false when nothing in it is known. */
static bool settle_headings(struct reader *c, const struct opening *o, struct diag *d)
{
	struct input *in = c->r->in;
	keep_headings(c->r);
	in->heading_begin = c->row_begin;
	in->heading_end = c->row_end;
	in->crlf = c->row_end - c->row_begin >= 2 && memcmp(in->bytes.p + c->row_end - 2, "\r\n", 2) == 0;
	if (!o->known || o->known(o->ctx, in->headings, in->nheadings))
		return true;
	struct slice line = {in->bytes.p + c->row_begin, c->row_end - c->row_begin};
	line = charset_decode(c->r->a, slice_trim(line), o->charset);
	DIAG(d, &UNKNOWN, at_place(in, c->row), line);
	return false;
}

/* Cells without a heading matter only when they hold something. */
static void drop_empty_surplus(struct input_rows *r)
{
	size_t kept = r->n < r->in->nheadings ? r->n : r->in->nheadings;
	for (size_t i = kept; i < r->n; i++)
		if (r->v[i].value.n)
			r->v[kept++] = r->v[i];
	r->n = kept;
}

static enum status read_rows(struct reader *c, const struct opening *o, struct diag *d)
{
	struct input *in = c->r->in;
	bool headed = reader_headings(c);
	if (headed && !settle_headings(c, o, d))
		return STATUS_INVALID;
	if (headed)
		announce(in, o->charset, d);
	while (headed && reader_next(c)) {
		drop_empty_surplus(c->r);
		input_rows_end(c->r, (struct input_row){
			.line = c->row.line,
			.col = c->row.col,
			.begin = c->row_begin,
			.end = c->row_end,
			.type = SLICE(""),
			.blank = c->blank,
		});
	}
	if (c->fault)
		DIAG0(d, c->fault, at_place(in, c->fault_at));
	else if (!headed)
		DIAG0(d, &EMPTY, ((struct diag_at){.path = in->path}));
	return c->fault || !headed ? STATUS_INVALID : STATUS_OK;
}

enum status input_read_csv(struct input_rows *r, size_t from, input_known_fn *known, void *ctx, struct diag *d)
{
	struct input *in = r->in;
	struct opening o = {.from = from, .known = known, .ctx = ctx};
	if (!settle_charset(in, &o, d))
		return STATUS_INVALID;
	o.place = (struct input_place){1, 1};
	const char *text = in->bytes.p + from, *end = in->bytes.p + in->bytes.n;
	size_t skipped = sep_line((struct slice){text, (size_t)(end - text)}, &in->separator);
	input_step(&o.place, text, text + skipped, end, true);
	o.from += skipped;
	if (!skipped)
		in->separator = best_separator(r, &o);
	struct reader c;
	reader_open(&c, r, o.charset, in->separator, o.from, o.place);
	enum status s = read_rows(&c, &o, d);
	reader_close(&c);
	return s;
}
