/* Building records, and adding them to a file without touching what is there. */
#include "format/rec.h"

#include <string.h>

static void put_line(struct buf *out, struct slice line)
{
	if (line.n)
		buf_addc(out, ' ');
	buf_adds(out, line);
	if (line.n && line.p[line.n - 1] == '\\')
		buf_addc(out, ' ');
	buf_addc(out, '\n');
}

static size_t line_break(struct slice s)
{
	if (s.p[0] == '\r')
		return s.n > 1 && s.p[1] == '\n' ? 2 : 1;
	return s.p[0] == '\n';
}

void rec_put(struct buf *out, const char *name, struct slice value)
{
	buf_addz(out, name);
	buf_addc(out, ':');
	for (;;) {
		size_t n = 0;
		while (n < value.n && value.p[n] != '\n' && value.p[n] != '\r')
			n++;
		put_line(out, (struct slice){value.p, n});
		value.p += n;
		value.n -= n;
		if (!value.n)
			return;
		size_t skip = line_break(value);
		value.p += skip;
		value.n -= skip;
		buf_addc(out, '+');
	}
}

enum status rec_put_from(struct buf *out, const struct rec *from, const struct rec_record *e)
{
	struct slice rest = rec_bytes(from, e), line;
	if (rest.n && rest.p[rest.n - 1] == '\\')
		return STATUS_INVALID;
	while (slice_next(&rest, "\n", &line)) {
		buf_add(out, line.p, line.n && line.p[line.n - 1] == '\r' ? line.n - 1 : line.n);
		buf_addc(out, '\n');
	}
	return STATUS_OK;
}

/* Past the last record of the set, or past its descriptor when it has none yet. */
static size_t set_end(const struct rec *r, uint32_t set)
{
	const struct rec_set *s = &r->sets[set];
	size_t end = s->n ? r->fields[s->first + s->n - 1].next : 0;
	for (size_t i = 0; i < r->nrecords; i++)
		if (r->records[i].set == set) {
			const struct rec_record *e = &r->records[i];
			end = r->fields[e->first + e->n - 1].next;
		}
	return end;
}

/* The last set of that type; 0 when none has that name. Records before any descriptor count as of the wanted type only when
 * the file has no descriptor at all. */
static bool find_set(const struct rec *r, const char *type, uint32_t *set)
{
	for (size_t i = r->nsets; i-- > 1;)
		if (slice_is(r->sets[i].type, type)) {
			*set = (uint32_t)i;
			return true;
		}
	*set = 0;
	return r->nsets == 1 && r->nrecords > 0;
}

void rec_put_lines(struct buf *out, const struct rec *r, struct slice lines)
{
	for (size_t i = 0; i < lines.n; i++) {
		if (lines.p[i] == '\n' && r->crlf)
			buf_addc(out, '\r');
		buf_addc(out, lines.p[i]);
	}
}

/* Comments that follow the last record on the very next lines belong to it. */
static size_t past_comments(struct slice bytes, size_t at)
{
	while (at < bytes.n && bytes.p[at] == '#') {
		const char *nl = memchr(bytes.p + at, '\n', bytes.n - at);
		at = nl ? (size_t)(nl - bytes.p) + 1 : bytes.n;
	}
	return at;
}

/* Does the file's last line ask for a following one? What we add would then be read as part of it. */
static bool ends_open(const struct rec *r, size_t at)
{
	const struct rec_field *last = r->nfields ? &r->fields[r->nfields - 1] : NULL;
	return last && at == r->bytes.n && last->next == at && last->end > last->value && r->bytes.p[last->end - 1] == '\\';
}

enum status rec_add(struct buf *out, const struct rec *r, const char *type, struct slice record)
{
	uint32_t set;
	struct buf added;
	bool found = find_set(r, type, &set);
	size_t at = found ? past_comments(r->bytes, set_end(r, set)) : r->bytes.n;
	buf_init(&added, out->a);
	struct slice head = {r->bytes.p, at};
	if (ends_open(r, at))
		return STATUS_INVALID;
	if (at)
		buf_addc(&added, '\n');
	if (!found)
		buf_addf(&added, "%%rec: %s\n\n", type);
	buf_adds(&added, record);
	bool followed = at < r->bytes.n && r->bytes.p[at] != '\n' && r->bytes.p[at] != '\r';
	if (followed)
		buf_addc(&added, '\n');
	buf_room(out, r->bytes.n + added.n * 2 + 2);
	buf_adds(out, head);
	if (at && head.p[at - 1] != '\n')
		buf_addz(out, r->crlf && head.p[at - 1] != '\r' ? "\r\n" : "\n");
	rec_put_lines(out, r, buf_slice(&added));
	buf_add(out, r->bytes.p + at, r->bytes.n - at);
	return STATUS_OK;
}
