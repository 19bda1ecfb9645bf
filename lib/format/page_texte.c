#include "format/page_texte.h"

#include "base/unicode.h"

bool page_est(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static bool is_one_of(const xmlNode *n, const char *const *names)
{
	while (*names && !page_est(n, *names))
		names++;
	return *names;
}

static bool is_block(const xmlNode *n)
{
	static const char *const names[] = {"p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "h1",
	                                    "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "table", "figure",
	                                    "blockquote", "hr", "body", NULL};
	return is_one_of(n, names);
}

static bool is_skipped(const xmlNode *n)
{
	static const char *const names[] = {"head", "style", "script", "template", NULL};
	return is_one_of(n, names);
}

void feuille_blancs(struct feuille *f, unsigned n)
{
	if (f->out->n && n > f->blancs && !f->colle)
		f->blancs = n;
}

static size_t margin(const struct feuille *f)
{
	enum { DEEPEST = PAGE_COLONNES - PAGE_COLONNES / 3 };
	return f->retrait < DEEPEST ? f->retrait : DEEPEST;
}

size_t feuille_place(const struct feuille *f)
{
	return PAGE_COLONNES - margin(f);
}

static void begin_line(struct feuille *f)
{
	for (; f->blancs; f->blancs--)
		buf_addc(f->out, '\n');
	for (size_t i = f->hors; i < margin(f); i++)
		buf_addc(f->out, ' ');
	if (f->puce)
		buf_addz(f->out, f->puce);
	f->puce = NULL;
	f->hors = 0;
	f->colle = false;
}

void feuille_ligne(struct feuille *f, struct slice line)
{
	if (!line.n)
		return;
	begin_line(f);
	buf_adds(f->out, line);
	buf_addc(f->out, '\n');
}

void feuille_trait(struct feuille *f, const char *sign, size_t n)
{
	if (!n)
		return;
	begin_line(f);
	while (n--)
		buf_addz(f->out, sign);
	buf_addc(f->out, '\n');
}

/* What of WORD fits in ROOM columns, one character at least. */
static size_t fitting(struct slice word, size_t room)
{
	size_t at = 0, width = 0;
	while (at < word.n) {
		uint32_t code;
		size_t n = utf8_char(word.p + at, word.p + word.n, &code);
		n = n ? n : 1;
		width += text_width((struct slice){word.p + at, n});
		if (at && width > room)
			break;
		at += n;
	}
	return at;
}

/* The lines that a word wider than a line fills; its rest, which begins a line. */
static struct slice cut(struct feuille *f, struct slice word, size_t room)
{
	for (size_t n; (n = fitting(word, room)) < word.n; word = (struct slice){word.p + n, word.n - n}) {
		buf_add(f->out, word.p, n);
		buf_addc(f->out, '\n');
		begin_line(f);
	}
	return word;
}

/* One line of the source, broken at plain spaces; a word wider than a line is cut. */
static void fill(struct feuille *f, struct slice text)
{
	size_t room = feuille_place(f), used = 0;
	struct slice word;
	bool begun = false; /* a word may take no column */
	while (slice_next(&text, " ", &word)) {
		if (!word.n)
			continue;
		size_t width = text_width(word);
		if (begun && used + 1 + width > room) {
			buf_addc(f->out, '\n');
			begun = false;
		}
		used = begun ? used + 1 : 0;
		if (begun)
			buf_addc(f->out, ' ');
		else
			begin_line(f);
		begun = true;
		if (width > room) {
			word = cut(f, word, room);
			width = text_width(word);
		}
		buf_adds(f->out, word);
		used += width;
	}
	if (begun)
		buf_addc(f->out, '\n');
}

void feuille_alinea(struct feuille *f, struct slice text)
{
	struct slice line;
	while (slice_next(&text, "\n", &line))
		fill(f, line);
}

/* Spaces of the source are one space, except the no-break ones; buf_add_clean would take a line end for a control. */
static void one_space(struct buf *b)
{
	if (b->n && b->p[b->n - 1] != ' ' && b->p[b->n - 1] != '\n')
		buf_addc(b, ' ');
}

static void add_words(struct buf *b, struct slice s)
{
	static const char blanks[] = " \t\r\n";
	const char *end = s.p + s.n;
	struct slice piece;
	for (bool open = false; slice_next(&s, blanks, &piece); open = true) {
		if (open)
			one_space(b);
		buf_add_clean(b, piece);
	}
	if (end != s.p && memchr(blanks, end[-1], sizeof blanks - 1))
		one_space(b);
}

static void new_line(struct buf *b)
{
	while (b->n && b->p[b->n - 1] == ' ')
		b->n--;
	if (b->n && b->p[b->n - 1] != '\n')
		buf_addc(b, '\n');
}

static void gather(struct buf *b, xmlNodePtr n)
{
	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
		add_words(b, slice_z((const char *)n->content));
		return;
	}
	if (n->type != XML_ELEMENT_NODE || is_skipped(n) || page_est(n, "svg"))
		return;
	bool parts = is_block(n) || page_est(n, "br");
	if (parts)
		new_line(b);
	if (page_est(n, "li"))
		buf_addz(b, "– ");
	for (xmlNodePtr c = n->children; c; c = c->next)
		gather(b, c);
	if (parts)
		new_line(b);
}

struct slice page_mots(struct arena *a, xmlNodePtr n)
{
	struct buf b;
	buf_init(&b, a);
	for (xmlNodePtr c = n->children; c; c = c->next)
		gather(&b, c);
	return slice_trim(buf_slice(&b));
}

static void print(struct feuille *f, xmlNodePtr n);

/* Blocks each on their own; the text between them is a paragraph. */
static void print_inside(struct feuille *f, xmlNodePtr n)
{
	struct buf b;
	buf_init(&b, f->a);
	for (xmlNodePtr c = n->children; c; c = c->next) {
		if (!is_block(c)) {
			gather(&b, c);
			continue;
		}
		feuille_alinea(f, slice_trim(buf_slice(&b)));
		buf_init(&b, f->a);
		print(f, c);
	}
	feuille_alinea(f, slice_trim(buf_slice(&b)));
}

static void print_heading(struct feuille *f, xmlNodePtr n)
{
	static const struct {
		unsigned before, after;
		const char *under;
	} shape[] = {{2, 1, "═"}, {2, 1, "─"}, {1, 1, NULL}, {1, 0, NULL}};
	size_t level = (size_t)(n->name[1] - '1');
	struct slice text = page_mots(f->a, n);
	if (!text.n)
		return;
	feuille_blancs(f, shape[level].before);
	feuille_alinea(f, text);
	size_t width = text_width(text);
	if (shape[level].under)
		feuille_trait(f, shape[level].under, width < feuille_place(f) ? width : feuille_place(f));
	feuille_blancs(f, shape[level].after);
	f->colle = !shape[level].after;
}

static void print_paragraph(struct feuille *f, xmlNodePtr n)
{
	feuille_blancs(f, 1);
	feuille_alinea(f, page_mots(f->a, n));
	feuille_blancs(f, 1);
}

/* Columns of the widest mark of an "ol": its last one. */
static size_t number_width(xmlNodePtr list)
{
	unsigned long items = 0;
	size_t digits = 1;
	for (xmlNodePtr c = list->children; c; c = c->next)
		items += page_est(c, "li");
	for (; items > 9; items /= 10)
		digits++;
	return (digits > 2 ? digits : 2) + 2;
}

static void print_list(struct feuille *f, xmlNodePtr n)
{
	bool numbered = page_est(n, "ol");
	int number = 0;
	size_t step = numbered ? number_width(n) : 2;
	feuille_blancs(f, 1);
	f->retrait += step;
	for (xmlNodePtr c = n->children; c; c = c->next) {
		struct buf mark;
		if (!page_est(c, "li"))
			continue;
		buf_init(&mark, f->a);
		if (numbered)
			buf_addf(&mark, "%*d. ", (int)step - 2, ++number);
		f->puce = numbered ? buf_z(&mark) : "– ";
		f->hors = step;
		f->blancs = f->blancs > 1 ? 1 : f->blancs;
		print_inside(f, c);
		f->blancs = 0;
	}
	f->puce = NULL;
	f->hors = 0;
	f->retrait -= step;
	feuille_blancs(f, 1);
}

/* A term's line, the lines after the first one set back; the mark of the item that it opens, if any, comes ahead of it. */
static void print_term(struct feuille *f, struct slice line)
{
	size_t hors = f->puce ? f->hors : 0;
	f->retrait += 2;
	f->hors = hors + 2;
	feuille_alinea(f, line);
	f->retrait -= 2;
	f->hors = f->puce ? hors : 0;
}

/* `Term : text`. */
static void print_terms(struct feuille *f, xmlNodePtr n)
{
	struct buf line;
	buf_init(&line, f->a);
	for (xmlNodePtr c = n->children; c; c = c->next) {
		if (page_est(c, "div"))
			print_terms(f, c);
		if (page_est(c, "dt")) {
			buf_init(&line, f->a);
			buf_adds(&line, page_mots(f->a, c));
			buf_addz(&line, "\xC2\xA0: ");
		}
		if (!page_est(c, "dd"))
			continue;
		struct slice text = page_mots(f->a, c);
		buf_addz(&line, slice_starts(text, "– ") ? "\n" : "");
		buf_adds(&line, text);
		print_term(f, buf_slice(&line));
		buf_init(&line, f->a);
	}
}

static void print_term_list(struct feuille *f, xmlNodePtr n)
{
	feuille_blancs(f, 1);
	print_terms(f, n);
	feuille_blancs(f, 1);
}

static xmlNodePtr find(xmlNodePtr n, const char *name)
{
	for (xmlNodePtr c = n->children; c; c = c->next) {
		xmlNodePtr found = page_est(c, name) ? c : c->type == XML_ELEMENT_NODE ? find(c, name) : NULL;
		if (found)
			return found;
	}
	return NULL;
}

static void print_figure(struct feuille *f, xmlNodePtr n)
{
	xmlNodePtr says = find(n, "desc");
	says = says ? says : find(n, "figcaption");
	if (says) {
		feuille_blancs(f, 1);
		feuille_alinea(f, page_mots(f->a, says));
		feuille_blancs(f, 1);
	}
}

static void print_quote(struct feuille *f, xmlNodePtr n)
{
	feuille_blancs(f, 1);
	f->retrait += 4;
	print_inside(f, n);
	f->retrait -= 4;
	feuille_blancs(f, 1);
}

static void print_rule(struct feuille *f, xmlNodePtr n)
{
	(void)n;
	feuille_blancs(f, 1);
	feuille_trait(f, "─", feuille_place(f));
	feuille_blancs(f, 1);
}

static void print(struct feuille *f, xmlNodePtr n)
{
	static const struct {
		const char *name;
		void (*print)(struct feuille *, xmlNodePtr);
	} table[] = {{"h1", print_heading}, {"h2", print_heading}, {"h3", print_heading}, {"h4", print_heading},
	             {"p", print_paragraph}, {"ul", print_list}, {"ol", print_list}, {"dl", print_term_list},
	             {"table", page_tableau},
	             {"figure", print_figure}, {"blockquote", print_quote}, {"hr", print_rule}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (page_est(n, table[i].name)) {
			table[i].print(f, n);
			return;
		}
	if (!is_skipped(n))
		print_inside(f, n);
}

void page_texte(struct buf *out, xmlDocPtr page)
{
	xmlNodePtr root = xmlDocGetRootElement(page);
	struct buf own; /* OUT may hold an earlier page: the first lines of this one are its own */
	buf_init(&own, out->a);
	struct feuille f = {.a = out->a, .out = &own};
	if (root)
		print_inside(&f, root);
	buf_adds(out, buf_slice(&own));
}
