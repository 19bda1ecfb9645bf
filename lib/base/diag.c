#include "base/diag.h"

#include <string.h>

/* Of several failures, the first present of 74 73 78 75 77 65 66 1. */
static const enum status RANK[] = {STATUS_IO, STATUS_CREATE, STATUS_CONFIG, STATUS_LOCKED, STATUS_CHANGED,
                                   STATUS_REFUSED, STATUS_INVALID, STATUS_ABSENT, STATUS_BROKEN_RULE};

enum status status_worst(enum status a, enum status b)
{
	if (a == STATUS_USAGE || b == STATUS_USAGE)
		return STATUS_USAGE;
	for (size_t i = 0; i < sizeof RANK / sizeof *RANK; i++)
		if (a == RANK[i] || b == RANK[i])
			return RANK[i];
	return STATUS_OK;
}

const char *diag_level_name(enum diag_level level)
{
	static const char *const name[] = {"remarque", "attention", "erreur", "refus"};
	return name[level];
}

void diag_init(struct diag *d, struct arena *a, const char *subject)
{
	*d = (struct diag){.arena = a, .subject = subject};
}

bool diag_writes(struct diag *d, bool writes)
{
	bool was = d->writes;
	d->writes = writes;
	return was;
}

static void fill(struct buf *b, const char *text, const struct slice *args, size_t nargs)
{
	size_t next = 0;
	for (const char *hole; (hole = strstr(text, "{}")); text = hole + 2) {
		buf_add(b, text, (size_t)(hole - text));
		if (next < nargs)
			buf_add_clean(b, args[next]);
		next++;
	}
	buf_addz(b, text);
}

/* A value of a megabyte is not shown whole: enough to recognise it. */
static struct slice shortened(struct arena *a, struct slice s)
{
	enum { SHOWN = 240 };
	if (s.n <= SHOWN)
		return s;
	size_t n = SHOWN;
	while (n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	struct buf b;
	buf_init(&b, a);
	buf_add(&b, s.p, n);
	buf_addz(&b, "…");
	return buf_slice(&b);
}

static void keep(struct diag *d, const struct diag_msg *m, struct diag_at at, struct slice text)
{
	struct diag_entry *e = arena_zalloc(d->arena, sizeof *e);
	*e = (struct diag_entry){.msg = m, .at = at, .text = text};
	*(d->last ? d->last : &d->first) = e;
	d->last = &e->next;
}

void diag_add(struct diag *d, const struct diag_msg *m, struct diag_at at, const struct slice *args, size_t nargs)
{
	if (!d)
		return;
	struct slice shown[8];
	for (size_t i = 0; i < nargs && i < 8; i++)
		shown[i] = shortened(d->arena, args[i]);
	struct buf b;
	buf_init(&b, d->arena);
	fill(&b, m->text, shown, nargs < 8 ? nargs : 8);
	keep(d, m, at, buf_slice(&b));
}

struct slice diag_join(struct diag *to, const struct diag *from)
{
	const struct diag_entry *first = NULL;
	struct buf joined;
	buf_init(&joined, to->arena);
	for (const struct diag_entry *e = from->first; e; e = e->next) {
		if (e->msg->level < DIAG_ERREUR)
			continue;
		first = first ? first : e;
		buf_addz(&joined, joined.n ? " — " : "");
		buf_adds(&joined, e->text);
	}
	if (first)
		keep(to, first->msg, first->at, buf_slice(&joined));
	for (const struct diag_entry *e = from->first; e; e = e->next)
		if (e->msg->level < DIAG_ERREUR)
			keep(to, e->msg, e->at, e->text);
	return buf_slice(&joined);
}

struct diag_at diag_place(const char *path, struct slice bytes, size_t offset)
{
	struct diag_at at = {path, 1, 1};
	size_t begin = 0;
	for (const char *p = bytes.p; offset && (p = memchr(p, '\n', (size_t)(bytes.p + offset - p))); p++) {
		at.line++;
		begin = (size_t)(p - bytes.p) + 1;
	}
	if (begin == 0 && offset >= 3 && slice_starts(bytes, "\xEF\xBB\xBF"))
		begin = 3;
	at.col = utf8_count(bytes.p + begin, offset - begin) + 1;
	return at;
}

void diag_line(struct buf *out, const struct diag *d, const struct diag_entry *e)
{
	if (e->at.path) {
		buf_add_clean(out, slice_z(e->at.path));
		if (e->at.line) {
			buf_addc(out, ':');
			buf_addn(out, (int64_t)e->at.line);
			buf_addc(out, ':');
			buf_addn(out, (int64_t)(e->at.col ? e->at.col : 1));
		}
	} else {
		buf_add_clean(out, slice_z(d->subject));
	}
	buf_addz(out, ": ");
	buf_addz(out, diag_level_name(e->msg->level));
	buf_addz(out, ": ");
	buf_addz(out, e->msg->code);
	buf_addz(out, ": ");
	buf_adds(out, e->text);
	buf_addc(out, '\n');
}

void diag_lines(struct buf *out, const struct diag *d, enum diag_level level)
{
	for (const struct diag_entry *e = d->first; e; e = e->next)
		if (e->msg->level >= level)
			diag_line(out, d, e);
}

bool diag_has(const struct diag *d, enum diag_level level)
{
	for (const struct diag_entry *e = d->first; e; e = e->next)
		if (e->msg->level >= level)
			return true;
	return false;
}
