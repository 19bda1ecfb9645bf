#include "format/emit_format.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#ifndef EMIT_FLUSH_AT
#define EMIT_FLUSH_AT (64u * 1024u) /* the unit tests compile it tiny, so that small data crosses every boundary */
#endif

static const struct emit_printer *const PRINTER[] = {
	[EMIT_HUMAN] = &emit_human,
	[EMIT_TSV] = &emit_tsv,
	[EMIT_CSV] = &emit_csv,
	[EMIT_CSV_EXCEL] = &emit_csv_excel,
	[EMIT_JSONL] = &emit_jsonl,
	[EMIT_JSON] = &emit_json,
};

bool emit_format_named(struct slice name, enum emit_format *f)
{
	for (size_t i = 0; i < sizeof PRINTER / sizeof *PRINTER; i++)
		if (PRINTER[i]->name && slice_is(name, PRINTER[i]->name)) {
			*f = (enum emit_format)i;
			return true;
		}
	return false;
}

void emit_row(const struct emit *e, struct buf *out, const struct emit_cell *cells)
{
	PRINTER[e->format]->row(e, out, cells);
}

/* What the formats share: values and escapes. */

void emit_add_cents(struct buf *out, int64_t cents, char decimal, const char *thousands)
{
	uint64_t left = cents < 0 ? 0 - (uint64_t)cents : (uint64_t)cents;
	unsigned fraction = (unsigned)(left % 100);
	if (cents < 0)
		buf_addc(out, '-');
	buf_add_milliers(out, left / 100, thousands);
	buf_addc(out, decimal);
	buf_addc(out, (char)('0' + fraction / 10));
	buf_addc(out, (char)('0' + fraction % 10));
}

/* 0x00-0x1F and 0x7F are controls; bytes from 0x80 on are looked at as characters. */
static const unsigned char CLASS[256] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['"'] = EMIT_QUOTE, ['\\'] = EMIT_BACKSLASH, [0x7F] = EMIT_CONTROL,
};

/* Length of a character that every format copies; 0 when it is bad or unsafe. U+00C0-02FF, French among them, need no
 * decoding. */
static size_t safe_char(const char *p, const char *end)
{
	unsigned char head = (unsigned char)*p;
	if (head >= 0xC3 && head <= 0xCB && end - p >= 2 && ((unsigned char)p[1] & 0xC0) == 0x80)
		return 2;
	uint32_t code = 0;
	size_t n = utf8_char(p, end, &code);
	return n && !utf8_unsafe(code) ? n : 0;
}

/* Eight bytes at once: none is a control, a quote, a backslash, or from 0x80 on? The usual case by far. */
static bool plain_word(const char *p)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones * 0x80;
	uint64_t w;
	memcpy(&w, p, sizeof w);
	uint64_t quote = w ^ ones * '"', backslash = w ^ ones * '\\', del = w ^ ones * 0x7F;
	uint64_t special = (w - ones * 0x20) | (quote - ones) | (backslash - ones) | (del - ones) | w;
	return (special & tops) == 0;
}

/* Move *P over the next eight bytes, a character cut by the eighth included; true when a special one stops it. */
static bool stops_in_word(const char **p, const char *end, unsigned stop)
{
	const char *word_end = end - *p > 8 ? *p + 8 : end;
	while (*p < word_end) {
		unsigned char c = (unsigned char)**p;
		size_t n = c < 0x80 ? !(CLASS[c] & stop) : safe_char(*p, end);
		if (n == 0)
			return true;
		*p += n;
	}
	return false;
}

static const char *plain_end(const char *p, const char *end, unsigned stop)
{
	while (p < end) {
		if (end - p >= 8 && plain_word(p))
			p += 8;
		else if (stops_in_word(&p, end, stop))
			break;
	}
	return p;
}

bool emit_is_plain(struct slice s, unsigned stop)
{
	return plain_end(s.p, s.p + s.n, stop) == s.p + s.n;
}

void emit_add_escaped(struct buf *out, struct slice s, unsigned stop, emit_put_fn *put)
{
	const char *p = s.p, *end = s.p + s.n;
	for (;;) {
		const char *special = plain_end(p, end, stop);
		buf_add(out, p, (size_t)(special - p));
		if (special == end)
			return;
		uint32_t code = 0;
		size_t n = utf8_char(special, end, &code);
		if (n)
			put(out, code, special, n);
		else
			buf_addz(out, EMIT_REPLACEMENT);
		p = special + (n ? n : 1);
	}
}

/* The sink. */

/* A descriptor that another process made non-blocking says EAGAIN: wait until it takes bytes again. */
static bool can_go_on(int fd)
{
	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1) >= 0 || errno == EINTR;
	return errno == EINTR;
}

enum status emit_write(int fd, struct slice bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);
		if (n == 0 || (n < 0 && !can_go_on(fd)))
			return STATUS_IO;
		if (n > 0) {
			bytes.p += n;
			bytes.n -= (size_t)n;
		}
	}
	return STATUS_OK;
}

static void send(struct emit_sink *s, struct slice bytes)
{
	if (s->status != STATUS_OK)
		return;
	s->status = emit_write(s->fd, bytes);
	s->error = s->status == STATUS_OK ? 0 : errno;
}

static void flush(struct emit_sink *s)
{
	send(s, buf_slice(&s->out));
	s->out.n = 0;
}

static void put(struct emit_sink *s, struct slice bytes)
{
	if (s->status != STATUS_OK)
		return;
	if (s->out.n + bytes.n < EMIT_FLUSH_AT) {
		buf_adds(&s->out, bytes);
		return;
	}
	flush(s);
	if (bytes.n < EMIT_FLUSH_AT)
		buf_adds(&s->out, bytes);
	else
		send(s, bytes);
}

void emit_open(struct emit_sink *s, const struct emit *e, int fd, struct arena *a)
{
	*s = (struct emit_sink){.e = e, .fd = fd, .status = STATUS_OK};
	buf_init(&s->head, a);
	buf_init(&s->out, a);
}

void emit_remark(const struct emit *e, struct buf *b, struct slice line)
{
	if (!PRINTER[e->format]->remarks)
		return;
	buf_addz(b, "# ");
	buf_add_clean(b, line);
	buf_addc(b, '\n');
}

void emit_title(struct emit_sink *s, struct slice line)
{
	emit_remark(s->e, &s->head, line);
}

void emit_heading(const struct emit *e, struct buf *out)
{
	if (PRINTER[e->format]->begin)
		PRINTER[e->format]->begin(e, out);
}

static void begin(struct emit_sink *s)
{
	emit_heading(s->e, &s->out);
	s->started = true;
}

void emit_rows(struct emit_sink *s, struct slice rows, size_t n)
{
	if (n == 0)
		return;
	put(s, buf_slice(&s->head));
	s->head.n = 0;
	if (!s->started) {
		size_t lead = PRINTER[s->e->format]->lead;
		begin(s);
		rows.p += lead;
		rows.n -= lead;
	}
	put(s, rows);
	s->rows += n;
}

void emit_note(struct emit_sink *s, struct slice line)
{
	struct buf note;
	if (s->rows == 0)
		return;
	buf_init(&note, s->out.a);
	emit_remark(s->e, &note, line);
	put(s, buf_slice(&note));
}

enum status emit_close(struct emit_sink *s)
{
	const struct emit_printer *printer = PRINTER[s->e->format];
	if (s->started)
		put(s, slice_z(printer->end));
	else if (printer->empty)
		put(s, slice_z(printer->empty));
	else if (printer->headings_alone && !s->e->listing->silent_when_empty)
		begin(s);
	flush(s);
	return s->status;
}
