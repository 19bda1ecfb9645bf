/* The help that the editor shows around the file, and its removal. */
#include "metier/edition_prive.h"

#include <string.h>

static const char HEAD[] =
	"# Modifier, enregistrer, quitter l'éditeur. Quitter sans rien changer ne modifie rien.\n"
	"# Une ligne vide sépare deux enregistrements ; un nouveau n'a pas besoin d'Id ; « + » en tête de ligne continue un "
	"texte.\n";
static const char TAIL[] = "# Ces quatre lignes disparaissent d'elles-mêmes.\n";
static const char SKELETON[] = "# Retirer le signe # des champs à remplir ; les autres disparaissent d'eux-mêmes.\n";

static bool is_asked(const struct schema_field *f)
{
	return f->mandatory || f->key;
}

/* Those that are mandatory, then the others: the next field to show after F (NULL: the first one); Ids are given, not
 * asked. */
static const struct schema_field *next_field(const struct schema *s, const struct schema_field *f)
{
	bool asked = !f || is_asked(f);
	size_t i = f ? (size_t)(f - s->v) + 1 : 0;
	for (; asked; asked = false, i = 0)
		for (; i < s->n; i++)
			if (is_asked(&s->v[i]) && !slice_is(s->v[i].name, "Id"))
				return &s->v[i];
	for (; i < s->n; i++)
		if (!is_asked(&s->v[i]))
			return &s->v[i];
	return NULL;
}

static void add_choices(struct buf *b, const struct schema_field *f)
{
	struct slice words = f->spec, word;
	const char *before = " (";
	while (f->kind == SCHEMA_ENUM && slice_next(&words, " ", &word)) {
		buf_addz(b, before);
		buf_adds(b, word);
		before = ", ";
	}
	buf_addz(b, f->kind == SCHEMA_ENUM ? ")" : "");
}

static struct slice help(struct arena *a, const struct kind *k, const struct schema *s)
{
	struct buf b;
	const char *before = " ";
	bool asked = false;
	buf_init(&b, a);
	buf_addz(&b, HEAD);
	buf_addf(&b, "# Champs (%s) :", k->label);
	for (const struct schema_field *f = next_field(s, NULL); f; f = next_field(s, f)) {
		buf_addz(&b, before);
		buf_adds(&b, f->name);
		buf_addz(&b, is_asked(f) ? "*" : "");
		add_choices(&b, f);
		asked |= is_asked(f);
		before = ", ";
	}
	buf_addz(&b, asked ? " ; * : obligatoire\n" : "\n");
	buf_addz(&b, TAIL);
	return buf_slice(&b);
}

static struct slice skeleton(struct arena *a, const struct schema *s)
{
	struct buf b;
	buf_init(&b, a);
	buf_addz(&b, SKELETON);
	for (const struct schema_field *f = next_field(s, NULL); f; f = next_field(s, f)) {
		buf_addz(&b, "# ");
		buf_adds(&b, f->name);
		buf_addz(&b, ":\n");
	}
	return buf_slice(&b);
}

static size_t sets_of(const struct rec *r, const struct kind *k)
{
	size_t n = 0;
	for (size_t i = 1; i < r->nsets; i++)
		n += slice_is(r->sets[i].type, k->type);
	return n;
}

/* Is there something to show the fields of? Not in a file that cannot be understood. SET: the file ends in a set of that
 * kind. */
static bool wants_skeleton(struct arena *a, const struct kind *k, struct slice base, bool *set)
{
	struct rec r;
	*set = false;
	if (rec_parse(a, base, "", NULL, &r, NULL) != STATUS_OK)
		return false;
	for (size_t i = 0; i < r.nrecords; i++)
		if (rec_is(&r, &r.records[i], k->type))
			return false;
	*set = slice_is(r.sets[r.nsets - 1].type, k->type);
	return true;
}

static void add_lines(struct buf *out, struct slice lines, bool crlf)
{
	for (size_t i = 0; i < lines.n; i++) {
		if (lines.p[i] == '\n' && crlf)
			buf_addc(out, '\r');
		buf_addc(out, lines.p[i]);
	}
}

static bool is_crlf(struct slice s)
{
	const char *nl = s.n ? memchr(s.p, '\n', s.n) : NULL;
	return nl && nl > s.p && nl[-1] == '\r';
}

struct slice edition_offre(struct arena *a, const struct kind *k, const struct schema *s, struct slice base)
{
	struct buf out;
	bool set, crlf = is_crlf(base), more = wants_skeleton(a, k, base, &set);
	size_t bom = slice_starts(base, "\xEF\xBB\xBF") ? 3 : 0;
	buf_init(&out, a);
	buf_add(&out, base.p, bom);
	add_lines(&out, help(a, k, s), crlf);
	add_lines(&out, SLICE("\n"), crlf);
	buf_add(&out, base.p + bom, base.n - bom);
	if (!more)
		return buf_slice(&out);
	if (base.n > bom)
		add_lines(&out, base.p[base.n - 1] == '\n' ? SLICE("\n") : SLICE("\n\n"), crlf);
	if (!set) {
		add_lines(&out, SLICE("%rec: "), crlf);
		add_lines(&out, slice_z(k->type), crlf);
		add_lines(&out, SLICE("\n\n"), crlf);
	}
	add_lines(&out, skeleton(a, s), crlf);
	return buf_slice(&out);
}

static bool has_line(struct slice text, struct slice line)
{
	for (struct slice rest = text; rest.n >= line.n && line.n;) {
		const char *p = memmem(rest.p, rest.n, line.p, line.n);
		if (!p)
			return false;
		const char *end = p + line.n;
		bool begins = p == text.p || p[-1] == '\n', ends = end == text.p + text.n || *end == '\n' || *end == '\r';
		if (begins && ends)
			return true;
		rest = (struct slice){p + 1, (size_t)(text.p + text.n - p) - 1};
	}
	return false;
}

/* A line of the text with its end; false at the end of it. */
static bool next_line(struct slice *rest, struct slice *line)
{
	const char *nl = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
	*line = (struct slice){rest->p, nl ? (size_t)(nl - rest->p) + 1 : rest->n};
	rest->p += line->n;
	rest->n -= line->n;
	return line->n > 0;
}

static struct slice bare(struct slice line)
{
	while (line.n && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
		line.n--;
	return line;
}

/* The lines that we put there are gone, and with each run of them one of the two blank lines that would meet. */
static struct slice without_help(struct arena *a, struct slice offered, struct slice base, struct slice text)
{
	struct buf out;
	struct slice line;
	size_t bom = slice_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
	bool dropped = false, blank_before = true, continued = false;
	buf_init(&out, a);
	buf_add(&out, text.p, bom);
	for (struct slice rest = {text.p + bom, text.n - bom}; next_line(&rest, &line);) {
		struct slice l = bare(line);
		bool help = slice_starts(l, "#>") || (slice_starts(l, "#") && has_line(offered, l));
		bool ours = help && !continued && !has_line(base, l);
		bool doubled = dropped && blank_before && !slice_trim(l).n;
		continued = l.n && l.p[l.n - 1] == '\\' && l.p[0] != '#';
		dropped = ours || (dropped && doubled);
		if (ours || doubled) {
			dropped = ours;
			continue;
		}
		buf_adds(&out, line);
		blank_before = !slice_trim(l).n;
	}
	return buf_slice(&out);
}

/* The last set of that kind, if no record came below it; 0: none. */
static size_t empty_set(const struct rec *r, const struct kind *k)
{
	size_t set = r->nsets - 1;
	while (set && !slice_is(r->sets[set].type, k->type))
		set--;
	for (size_t i = 0; i < r->nrecords && set; i++)
		if (r->records[i].set == set)
			return 0;
	return r->sets[set].n == 1 ? set : 0;
}

/* The `%rec` line that was offered (BASE has fewer of them), if nothing came below it; the blank lines that follow go
 * too, or, at the end, the one ahead of it. */
static struct slice without_empty_set(struct arena *a, const struct kind *k, struct slice base, struct slice text)
{
	struct rec r, before;
	struct buf out;
	if (rec_parse(a, text, "", NULL, &r, NULL) != STATUS_OK)
		return text;
	rec_parse(a, base, "", NULL, &before, NULL);
	size_t set = empty_set(&r, k);
	if (!set || sets_of(&r, k) <= sets_of(&before, k))
		return text;
	const struct rec_field *f = &r.fields[r.sets[set].first];
	size_t head = f->at, tail = f->next;
	while (tail < text.n && strchr(" \t\r\n", text.p[tail]))
		tail++;
	if (tail == text.n && head && text.p[head - 1] == '\n')
		head -= head > 1 && text.p[head - 2] == '\r' ? 2 : 1;
	buf_init(&out, a);
	buf_add(&out, text.p, head);
	buf_add(&out, text.p + tail, text.n - tail);
	return buf_slice(&out);
}

struct slice edition_depouille(struct arena *a, const struct kind *k, const struct schema *s, struct slice base,
                               struct slice text)
{
	struct buf offered;
	if (slice_eq(text, edition_offre(a, k, s, base)))
		return base;
	buf_init(&offered, a);
	buf_adds(&offered, help(a, k, s));
	buf_adds(&offered, skeleton(a, s));
	return without_empty_set(a, k, base, without_help(a, buf_slice(&offered), base, text));
}
