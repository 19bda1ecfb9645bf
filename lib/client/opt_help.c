#include "client/opt_private.h"

#include <string.h>

enum { SCREEN_WIDTH = 80, SCREEN_LINES = 45, LABEL_MAX = 26 };

/* A screen that has too many lines loses its blank ones, then the sentences of the common options. */
enum density { AIRY, CLOSE, DENSE };

static size_t width(struct slice s)
{
	return utf8_count(s.p, s.n);
}

/* TEXT with NBSP in place of the spaces that French typography does not break. */
static struct slice french(struct arena *a, const char *text, const char *nbsp)
{
	struct buf b;
	buf_init(&b, a);
	for (const char *c = text; *c; c++) {
		bool before = c[0] == ' ' && c[1] && (strchr(":;!?", c[1]) || strncmp(c + 1, "»", strlen("»")) == 0);
		bool after = c[0] == ' ' && c - text >= 2 && memcmp(c - 2, "«", strlen("«")) == 0;
		if (before || after)
			buf_addz(&b, nbsp);
		else
			buf_addc(&b, *c);
	}
	return buf_slice(&b);
}

static bool ends_sentence(struct slice s)
{
	return s.n && (strchr(".!?", s.p[s.n - 1]) || (s.n >= 3 && memcmp(s.p + s.n - 3, "…", 3) == 0));
}

static void pad(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_addc(out, ' ');
}

/* Write TEXT from column AT on, going to a new line at INDENT where a word would pass the screen's edge. The column. */
static size_t wrap(struct buf *out, struct slice text, size_t at, size_t indent)
{
	struct slice word;
	for (bool first = true; slice_next(&text, " ", &word); first = false) {
		size_t w = width(word);
		if (at + !first + w > SCREEN_WIDTH && at > indent) {
			buf_addc(out, '\n');
			pad(out, indent);
			at = indent;
		} else if (!first) {
			buf_addc(out, ' ');
			at++;
		}
		buf_adds(out, word);
		at += w;
	}
	return at;
}

/* =ARG, [=ARG], or ARG behind a letter. */
static void add_value(struct buf *b, const struct opt *o, const char *joint)
{
	if (o->kind != OPT_FLAG)
		buf_addf(b, o->optional ? "[%s%s]" : "%s%s", joint, o->arg);
}

/* -a TYPE    -q, --silencieux    --depot=DIR: the long names of those that have no letter are aligned with the others'. */
static void add_label(struct buf *b, const struct opt *o, bool align)
{
	if (o->letter)
		buf_addf(b, "-%c", o->letter);
	if (!o->name) {
		add_value(b, o, o->optional ? "" : " ");
		return;
	}
	buf_addz(b, o->letter ? ", " : align ? "    " : "");
	buf_addf(b, "--%s", o->name);
	add_value(b, o, "=");
	if (opt_alias(o))
		buf_addf(b, ", --%s", opt_alias(o));
}

/* A row of two columns; the second goes to a new line when the first one is too long. */
static void row(struct buf *out, struct slice label, const char *text, size_t column)
{
	enum { FIRST = 2, NEXT = 6 }; /* where a label begins, and goes on when it is longer than the screen is wide */
	pad(out, FIRST);
	size_t at = wrap(out, label, FIRST, NEXT);
	if (at + 2 > column) {
		buf_addc(out, '\n');
		at = 0;
	}
	pad(out, column - at);
	wrap(out, french(out->a, text, "\u00A0"), column, column);
	buf_addc(out, '\n');
}

/* Options that share a sentence are one row; their labels stand together. */
struct rows {
	struct opt_walk next, w; /* of the option to come, of the row */
	const struct opt *o;     /* to come */
	struct buf label;
};

static struct rows rows_of(const struct opt_command *c, struct arena *a)
{
	struct rows r = {.next = {.c = c}};
	buf_init(&r.label, a);
	r.o = opt_next(&r.next);
	return r;
}

static bool next_row(struct rows *r, enum density density)
{
	if (!r->o || (density == DENSE && r->next.common))
		return false;
	r->w = r->next;
	r->label.n = 0;
	add_label(&r->label, r->o, true);
	while ((r->o = opt_next(&r->next)) && !r->o->help && r->next.title == r->w.title) {
		buf_addz(&r->label, ", ");
		add_label(&r->label, r->o, false);
	}
	return true;
}

/* Where sentences begin: after the longest label that is not too long. */
static size_t sentence_column(const struct opt_command *c, struct arena *a, enum density density)
{
	size_t longest = 0;
	for (struct rows r = rows_of(c, a); next_row(&r, density);) {
		size_t w = width(buf_slice(&r.label));
		if (w > longest && w <= LABEL_MAX)
			longest = w;
	}
	return longest + 4;
}

static void add_rows(struct buf *out, const struct opt_command *c, enum density density)
{
	size_t column = sentence_column(c, out->a, density);
	const char *title = NULL;
	for (struct rows r = rows_of(c, out->a); next_row(&r, density); title = r.w.title) {
		if (r.w.title != title)
			buf_addf(out, "%s%s\n", density == AIRY ? "\n" : "", r.w.title);
		row(out, buf_slice(&r.label), r.w.help ? r.w.help : "", column);
	}
}

/* The common options in a few lines. */
static void add_common_names(struct buf *out, const struct opt_command *c)
{
	struct buf names;
	buf_init(&names, out->a);
	struct opt_walk w = {.c = c};
	for (const struct opt *o; (o = opt_next(&w));)
		if (w.common) {
			buf_addz(&names, names.n ? ", " : "");
			add_label(&names, o, false);
		}
	buf_addf(out, "Options communes (expliquées par man %s)\n  ", c->name);
	wrap(out, buf_slice(&names), 2, 2);
	buf_addc(out, '\n');
}

static void add_examples(struct buf *out, const struct opt_command *c, const char *gap)
{
	size_t command = 0, what = 0;
	for (size_t i = 0; i < c->nexamples; i++) {
		size_t w = width(slice_z(c->examples[i].command)), v = width(slice_z(c->examples[i].what));
		command = w > command ? w : command;
		what = v > what ? v : what;
	}
	bool fits = 2 + command + 2 + what <= SCREEN_WIDTH;
	buf_addf(out, "%sExemple%s\n", gap, c->nexamples > 1 ? "s" : "");
	for (size_t i = 0; i < c->nexamples; i++)
		row(out, slice_z(c->examples[i].command), c->examples[i].what, fits ? command + 4 : 6);
}

static void add_sentence(struct buf *out, const char *head, const char *text)
{
	struct buf b;
	buf_init(&b, out->a);
	buf_addf(&b, "%s%s%s", head, text, ends_sentence(slice_z(text)) ? "" : ".");
	wrap(out, french(out->a, buf_z(&b), "\u00A0"), 0, 0);
	buf_addc(out, '\n');
}

static void add_forms(struct buf *out, const struct opt_command *c, const char *gap)
{
	if (c->forms)
		buf_addz(out, gap);
	for (const char *const *form = c->forms; form && *form; form++) {
		struct buf line;
		buf_init(&line, out->a);
		buf_addf(&line, "%s %s", c->name, *form);
		pad(out, 2);
		wrap(out, slice_trim(buf_slice(&line)), 2, 6);
		buf_addc(out, '\n');
	}
}

static void add_screen(struct buf *out, const struct opt_command *c, enum density density)
{
	const char *gap = density == AIRY ? "\n" : "";
	add_sentence(out, "", c->purpose);
	add_forms(out, c, gap);
	add_rows(out, c, density);
	if (density == DENSE)
		add_common_names(out, c);
	if (c->nexamples)
		add_examples(out, c, gap);
	if (c->see) {
		buf_addz(out, gap);
		add_sentence(out, "Pour en savoir plus : ", c->see);
	}
}

void opt_help(struct buf *out, const struct opt_command *c)
{
	size_t start = out->n;
	for (enum density density = AIRY; density <= DENSE; density++) {
		size_t lines = 0;
		out->n = start;
		add_screen(out, c, density);
		for (size_t i = start; i < out->n; i++)
			lines += out->p[i] == '\n';
		if (lines <= SCREEN_LINES)
			return;
	}
}

static void mdoc_char(struct buf *out, char c, bool minus)
{
	if (c == '\\')
		buf_addz(out, "\\e");
	else if (c == '"')
		buf_addz(out, "\\(dq");
	else if (c == '-' && minus)
		buf_addz(out, "\\-");
	else
		buf_addc(out, c);
}

/* One word of a macro's line: a macro's own name (No, Ar…) or a lone sign would be taken for what it means to mdoc. */
static void mdoc_word(struct buf *out, struct slice w)
{
	bool macro = w.n >= 2 && w.n <= 3 && w.p[0] >= 'A' && w.p[0] <= 'Z' &&
	             ((w.p[1] >= 'a' && w.p[1] <= 'z') || (w.p[1] >= '0' && w.p[1] <= '9'));
	if (macro || (w.n == 1 && strchr(".,:;()[]?!|", w.p[0])))
		buf_addz(out, "\\&");
	for (size_t i = 0; i < w.n; i++)
		mdoc_char(out, w.p[i], false);
}

static void mdoc_words(struct buf *out, const char *text)
{
	struct slice rest = slice_z(text), w;
	for (const char *gap = ""; slice_next(&rest, " ", &w); gap = " ") {
		buf_addz(out, gap);
		mdoc_word(out, w);
	}
}

/* One word of a sentence; the dashes of an option are not hyphens. */
static void mdoc_text_word(struct buf *out, struct slice w, bool line_start)
{
	if (line_start && w.n && (w.p[0] == '.' || w.p[0] == '\''))
		buf_addz(out, "\\&");
	bool option = slice_starts(w, "-") || memmem(w.p, w.n, "--", 2);
	for (size_t i = 0; i < w.n; i++)
		mdoc_char(out, w.p[i], option);
}

static void mdoc_text(struct buf *out, const char *text)
{
	struct slice rest = french(out->a, text, "\u00A0"), w;
	size_t at = 0;
	for (; slice_next(&rest, " ", &w); at += w.n + 1) {
		bool fresh = at == 0 || at + w.n > SCREEN_WIDTH - 4;
		if (at)
			buf_addc(out, fresh ? '\n' : ' ');
		at = fresh ? 0 : at;
		mdoc_text_word(out, w, fresh);
	}
	buf_addz(out, ends_sentence(slice_z(text)) ? "\n" : ".\n");
}

static void mdoc_value(struct buf *out, const struct opt *o, const char *joint)
{
	if (o->kind == OPT_FLAG)
		return;
	buf_addz(out, o->optional ? " Ns Oo " : " ");
	buf_addz(out, !*joint ? "" : o->optional ? "= Ns " : "Ns = Ns ");
	buf_addz(out, "Ar ");
	mdoc_words(out, o->arg);
	buf_addz(out, o->optional ? " Oc" : "");
}

static void mdoc_label(struct buf *out, const struct opt *o)
{
	if (o->letter) {
		buf_addf(out, "Fl %c", o->letter);
		if (!o->name)
			mdoc_value(out, o, "");
	}
	if (o->name) {
		buf_addf(out, "%sFl -%s", o->letter ? " , " : "", o->name);
		mdoc_value(out, o, "=");
	}
	if (opt_alias(o))
		buf_addf(out, " , Fl -%s", opt_alias(o));
}

/* The list of choices, unless the sentence names them all; with the option's name where several share the sentence. */
static void mdoc_choices(struct buf *out, const struct opt *o, const char *help, bool alone)
{
	const char *const *v = opt_choices(o);
	bool told = true;
	for (size_t i = 0; v && v[i]; i++)
		told = told && strstr(help, v[i]);
	if (told)
		return;
	struct buf b;
	buf_init(&b, out->a);
	if (alone)
		buf_addz(&b, "Valeurs : ");
	else
		buf_addf(&b, "Valeurs de --%s : ", o->name);
	for (size_t i = 0; v[i]; i++)
		buf_addf(&b, "%s%s", i ? ", " : "", v[i]);
	mdoc_text(out, buf_z(&b));
}

void opt_help_mdoc(struct buf *out, const struct opt_command *c)
{
	const char *title = NULL;
	struct opt_walk w = {.c = c};
	for (const struct opt *o = opt_next(&w); o;) {
		if (w.title != title) {
			buf_addz(out, title ? ".El\n.Ss " : ".Ss ");
			mdoc_words(out, w.title);
			buf_addz(out, "\n.Bl -tag -width Ds\n");
			title = w.title;
		}
		struct opt_walk shown = w, again = w;
		const struct opt *each = o;
		size_t n = 1;
		buf_addz(out, ".It ");
		mdoc_label(out, o);
		for (; (o = opt_next(&w)) && !o->help && w.title == title; n++) {
			buf_addz(out, " , ");
			mdoc_label(out, o);
		}
		buf_addc(out, '\n');
		mdoc_text(out, shown.help ? shown.help : "");
		for (size_t i = 0; i < n; i++, each = opt_next(&again))
			mdoc_choices(out, each, shown.help ? shown.help : "", n == 1);
	}
	buf_addz(out, ".El\n");
}
