/* Any bytes read as a rec file: fields stand apart and in order, nothing else is taken for one, and adding a record only
 * adds lines, which are read back as they were given. The input is also the value that is added. */
#include "format/schema.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

/* How many lines between two fields are neither comment nor blank. */
static size_t broken_lines(struct slice gap)
{
	size_t broken = 0;
	while (gap.n) {
		const char *nl = memchr(gap.p, '\n', gap.n);
		struct slice line = {gap.p, nl ? (size_t)(nl - gap.p) : gap.n};
		broken += line.n && line.p[0] != '#' && slice_trim(line).n;
		gap.p += line.n + (nl != NULL);
		gap.n -= line.n + (nl != NULL);
	}
	return broken;
}

static size_t check_fields(struct arena *a, const struct rec *r)
{
	size_t from = slice_starts(r->bytes, "\xEF\xBB\xBF") ? 3 : 0, broken = 0;
	for (size_t i = 0; i < r->nfields; i++) {
		const struct rec_field *f = &r->fields[i];
		require(from <= f->at && f->at < f->value && f->value <= f->end && f->end <= f->next && f->next <= r->bytes.n);
		require(f->at == 0 || f->at == 3 || r->bytes.p[f->at - 1] == '\n');
		require(f->next == r->bytes.n || r->bytes.p[f->next - 1] == '\n');
		require(r->bytes.p[f->at + f->name_n] == ':');
		struct slice value = rec_value(a, r, f);
		require(value.n <= f->end - f->value && (f->folded || !memchr(value.p, '\n', value.n)));
		broken += broken_lines((struct slice){r->bytes.p + from, f->at - from});
		from = f->next;
	}
	return broken + broken_lines((struct slice){r->bytes.p + from, r->bytes.n - from});
}

static void check_records(const struct rec *r)
{
	size_t fields = 0;
	for (size_t i = 0; i < r->nrecords; i++) {
		require(r->records[i].n > 0 && r->records[i].set < r->nsets);
		require(i == 0 || r->records[i].first >= r->records[i - 1].first + r->records[i - 1].n);
		require(i == 0 || r->records[i].set >= r->records[i - 1].set);
		fields += r->records[i].n;
	}
	for (size_t i = 0; i < r->nsets; i++)
		fields += r->sets[i].n;
	require(fields == r->nfields);
}

/* A value as it comes back: one line feed for each line break, a space after a final `\`. */
static struct slice kept(struct arena *a, struct slice value)
{
	struct buf b;
	buf_init(&b, a);
	for (size_t i = 0; i < value.n; i++) {
		bool crlf = value.p[i] == '\r' && i + 1 < value.n && value.p[i + 1] == '\n';
		bool last = value.p[i] == '\r' || value.p[i] == '\n';
		if (last && b.n && b.p[b.n - 1] == '\\')
			buf_addc(&b, ' ');
		buf_addc(&b, last ? '\n' : value.p[i]);
		i += crlf;
	}
	if (b.n && b.p[b.n - 1] == '\\')
		buf_addc(&b, ' ');
	return buf_slice(&b);
}

static void check_insertion(struct slice old, struct slice whole)
{
	size_t i = 0, more = whole.n - old.n;
	require(whole.n > old.n);
	while (i < old.n && old.p[i] == whole.p[i])
		i++;
	require(memcmp(old.p + i, whole.p + i + more, old.n - i) == 0);
}

static void check_add(struct arena *a, const struct rec *r, struct slice value)
{
	struct buf record, whole;
	struct rec again;
	buf_init(&record, a);
	buf_init(&whole, a);
	rec_put(&record, "Ajout_essai", value);
	require(rec_add(&whole, r, "Note", buf_slice(&record)) == STATUS_OK);
	check_insertion(r->bytes, buf_slice(&whole));
	enum status st = rec_parse(a, buf_slice(&whole), "é.rec", NULL, &again, NULL);
	require(st == (memchr(value.p, '\0', value.n) ? STATUS_INVALID : STATUS_OK));
	require(again.nrecords == r->nrecords + 1);
	size_t found = 0;
	for (size_t i = 0, old = 0; i < again.nrecords; i++) {
		const struct rec_record *e = &again.records[i];
		const struct rec_field *f = e->n == 1 ? rec_find(&again, e, "Ajout_essai") : NULL;
		if (f && !found && slice_eq(rec_value(a, &again, f), kept(a, value))) {
			found = 1;
			continue;
		}
		require(old < r->nrecords);
		const struct rec_record *was = &r->records[old++];
		require(e->n == was->n && slice_eq(again.sets[e->set].type, r->sets[was->set].type));
		for (uint32_t k = 0; k < e->n; k++)
			require(slice_eq(rec_value(a, &again, &again.fields[e->first + k]),
			                 rec_value(a, r, &r->fields[was->first + k])));
	}
	require(found == 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct diag d;
	struct rec r;
	struct schema s;
	struct slice bytes = {(const char *)data, size}, empty = SLICE("%rec: Dossier\n\nNom: Zoé\n");
	arena_init(&a);
	diag_init(&d, &a, "fuzz");
	enum status st = rec_parse(&a, bytes, "é.rec", NULL, &r, &d);
	require(st == (d.first ? STATUS_INVALID : STATUS_OK));
	for (const struct diag_entry *e = d.first; e; e = e->next)
		require(e->at.line >= 1 && e->at.col >= 1 && e->at.line <= size + 1 && e->at.col <= size + 1);
	require(check_fields(&a, &r) == 0 || st == STATUS_INVALID);
	check_records(&r);
	if (st == STATUS_OK)
		check_add(&a, &r, bytes);
	require(rec_parse(&a, empty, "é.rec", NULL, &r, NULL) == STATUS_OK);
	check_add(&a, &r, bytes);
	if (schema_parse(&a, bytes, "é.rec", &s, NULL) == STATUS_OK)
		for (size_t i = 0; i < r.nrecords; i++)
			schema_check(&a, &s, &r, &r.records[i], NULL);
	schema_release(&s);
	arena_release(&a);
	return 0;
}
