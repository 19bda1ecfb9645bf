/* Answers, read: in their records, in a form that comes back. */
#include "metier/trame_prive.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct diag_msg NOT_FORM = {"trame-attendue", DIAG_ERREUR,
	"la première ligne n'est pas celle d'une trame (« #: trame NOM RÉF ») ; reprendre le fichier que --trame a écrit, ou "
	"remettre sa première ligne"};
static const struct diag_msg GRID = {"grille-non-reprise", DIAG_ERREUR,
	"une grille ne se reprend pas ; noter ce qu'elle a fait trouver par -a{}"};
static const struct diag_msg UNKNOWN = {"question-inconnue", DIAG_ERREUR,
	"{} n'est pas une question de la trame {} ; corriger le code, ou effacer cette ligne pour joindre le texte à la "
	"question d'avant (rien n'a été écrit)"};
static const struct diag_msg TWICE = {"question-double", DIAG_ERREUR,
	"{} est déjà à la ligne {} ; joindre les deux réponses sous une seule (rien n'a été écrit)"};
static const struct diag_msg STRAY = {"ligne-de-trame", DIAG_ERREUR,
	"cette ligne commence par « #: » et n'est d'aucune question ; si c'est une réponse, écrire « \\#: », sinon l'effacer "
	"(rien n'a été écrit)"};
static const struct diag_msg SECOND = {"trame-seconde", DIAG_ERREUR,
	"une autre trame commence ici ; reprendre une trame à la fois, chacune dans son fichier (rien n'a été écrit)"};
static const struct diag_msg BEFORE = {"texte-sans-question", DIAG_ERREUR,
	"ce texte est avant la première question ; l'écrire sous l'une d'elles (rien n'a été écrit)"};
static const struct diag_msg OTHER_WORDS = {"question-changee", DIAG_ATTENTION,
	"cette ligne n'est pas, ou n'est plus, celle de la trame pour {} ; elle n'est pas reprise : une réponse s'écrit sans « "
	"#: »"};
static const struct diag_msg NOT_UTF8 = {"utf8", DIAG_ERREUR,
	"ce texte n'est pas en UTF-8 ; l'enregistrer dans cet encodage, ou le convertir : iconv -f WINDOWS-1252 -t UTF-8 (rien "
	"n'a été écrit)"};
static const struct diag_msg CONTROL = {"caractere-interdit", DIAG_ERREUR,
	"cette ligne porte un caractère de commande (U+{}) ; l'effacer (rien n'a été écrit)"};

/* Take the lines left empty at both ends of TEXT, counted. */
static struct slice take_margins(struct slice text, int *above, int *below)
{
	while (text.n && text.p[0] == '\n') {
		text = (struct slice){text.p + 1, text.n - 1};
		++*above;
	}
	while (text.n && text.p[text.n - 1] == '\n') {
		text.n--;
		++*below;
	}
	*above = *above > REPONSE_MARGE_MAX ? REPONSE_MARGE_MAX : *above;
	*below = *below > REPONSE_MARGE_MAX ? REPONSE_MARGE_MAX : *below;
	return text;
}

/* --- in their records */

struct slice reponse_reserve(struct arena *a, struct slice text, bool kept)
{
	struct buf b;
	struct slice line;
	buf_init(&b, a);
	for (bool first = true; slice_next(&text, "\n", &line); first = false) {
		size_t n = line.n;
		while (n && line.p[n - 1] == ' ')
			n--;
		bool escapes = n && line.p[n - 1] == '\\';
		if (!first)
			buf_addc(&b, '\n');
		buf_add(&b, line.p, line.n - (escapes && kept && n < line.n));
		if (escapes && !kept)
			buf_addc(&b, ' ');
	}
	return buf_slice(&b);
}

static void read_margins(struct slice word, struct reponse *r)
{
	struct slice above = SLICE(""), below;
	slice_next(&word, " ", &above);
	below = slice_trim(word);
	if (!slice_number(above, &r->avant) || !slice_number(below, &r->apres) || r->avant > REPONSE_MARGE_MAX ||
	    r->apres > REPONSE_MARGE_MAX)
		r->avant = r->apres = REPONSE_MARGE;
}

const struct rec_record *reponse_lue(struct arena *a, const struct bilan *b, const struct kind *kind, struct slice id,
                                     struct reponse *r)
{
	const struct rec *rec = bilan_rec(b, kind);
	const struct rec_record *e;
	size_t from = 0;
	*r = (struct reponse){.texte = SLICE(""), .avant = REPONSE_MARGE, .apres = REPONSE_MARGE};
	while ((e = bilan_next(b, kind, &from)) && !slice_eq(rec_get(a, rec, e, "Question"), id))
		;
	if (!e)
		return NULL;
	const struct rec_field *texte = rec_find(rec, e, "Texte");
	read_margins(rec_get(a, rec, e, "Marge"), r);
	if (slice_is(rec_get(a, rec, e, "Etat"), "refuse")) {
		r->etat = REPONSE_REFUSE;
	} else if (texte && rec_word(a, rec, texte).n) {
		r->etat = REPONSE_REPONDU;
		r->texte = take_margins(reponse_reserve(a, rec_value(a, rec, texte), true), &r->avant, &r->apres);
	}
	return e;
}

/* --- in a form */

struct lecture {
	struct depot *d;
	struct arena *a;
	const char *path;
	struct slice *lignes;
	size_t n;
	struct formulaire *f;
	struct buf *attendu;   /* by question of the kit: its own lines */
	struct reponse *ouverte; /* the question whose area is being read */
	struct buf zone;
	struct diag *diag;
	enum status status;
};

static struct diag_at at_line(const struct lecture *x, size_t i)
{
	return (struct diag_at){x->path, i + 1, 1};
}

#define SAY(x, m, i, ...) \
	do { \
		DIAG((x)->diag, (m), at_line((x), (i)), __VA_ARGS__); \
		(x)->status = STATUS_INVALID; \
	} while (0)

/* Lines without their ends: CR LF and CR alone are ends too. A last line without one is a line. */
static void split(struct lecture *x, struct slice bytes)
{
	size_t cap = 64;
	x->lignes = ARENA_ARRAY(x->a, struct slice, cap);
	if (slice_starts(bytes, "\xEF\xBB\xBF"))
		bytes = (struct slice){bytes.p + 3, bytes.n - 3};
	for (const char *p = bytes.p, *end = p + bytes.n; p < end;) {
		const char *q = p;
		while (q < end && *q != '\n' && *q != '\r')
			q++;
		if (x->n == cap) {
			x->lignes = arena_grow(x->a, x->lignes, cap * sizeof *x->lignes, cap * 2 * sizeof *x->lignes);
			cap *= 2;
		}
		x->lignes[x->n++] = (struct slice){p, (size_t)(q - p)};
		p = q + (q < end) + (q + 1 < end && q[0] == '\r' && q[1] == '\n');
	}
}

/* Is it text, all of it? */
static bool is_text(struct lecture *x)
{
	for (size_t i = 0; i < x->n && x->status == STATUS_OK; i++) {
		uint32_t code;
		char hex[16];
		if (utf8_valid_length(x->lignes[i]) != x->lignes[i].n) {
			SAY(x, &NOT_UTF8, i, SLICE(""));
		} else if (input_control(x->lignes[i], &code)) {
			int n = snprintf(hex, sizeof hex, "%04X", (unsigned)code);
			SAY(x, &CONTROL, i, ((struct slice){hex, (size_t)n}));
		}
	}
	return x->status == STATUS_OK;
}

static bool is_own(struct slice line)
{
	return slice_starts(line, TRAME_SIGNE);
}

/* What a line of the kit's own says. */
static struct slice own_words(struct slice line)
{
	return slice_trim((struct slice){line.p + 2, line.n - 2});
}

/* P1-04: capitals and figures, a dash, figures. */
static bool is_code(struct slice s)
{
	size_t i = 0, dash;
	while (i < s.n && ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (i && s.p[i] >= '0' && s.p[i] <= '9')))
		i++;
	dash = i;
	if (!i || i == s.n || s.p[i++] != '-')
		return false;
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i == s.n && i > dash + 1 && i <= dash + 5;
}

static const struct question *question_of(const struct trame *t, struct slice id)
{
	for (size_t i = 0; i < t->n; i++)
		if (slice_eq(t->v[i].id, id))
			return &t->v[i];
	return NULL;
}

/* "trame NOM RÉF", "grille NOM RÉF": what heads a form. */
static bool is_head(struct slice words, struct slice *nom, struct slice *reference)
{
	struct slice word = SLICE("");
	*nom = SLICE("");
	slice_next(&words, " ", &word);
	slice_next(&words, " ", nom);
	*reference = slice_trim(words);
	return (slice_is(word, "trame") || slice_is(word, "grille")) && nom->n && reference->n;
}

/* The first line: which kit it is, and whose. Its first run of lines is skipped: the help of the kit. */
static size_t read_head(struct lecture *x)
{
	struct slice nom;
	size_t i = 0;
	while (i < x->n && !slice_trim(x->lignes[i]).n)
		i++;
	x->f->at = at_line(x, i);
	if (i == x->n || !is_own(x->lignes[i]) || !is_head(own_words(x->lignes[i]), &nom, &x->f->reference)) {
		SAY(x, &NOT_FORM, i < x->n ? i : 0, SLICE(""));
		return x->n;
	}
	x->status = trame_charge(x->d, slice_dup(x->a, nom), x->f->at, &x->f->trame, x->diag);
	if (x->status == STATUS_USAGE)
		x->status = STATUS_INVALID;
	if (x->status == STATUS_OK && !x->f->trame.n) {
		struct buf how;
		buf_init(&how, x->a);
		if (x->f->trame.kind)
			buf_addf(&how, " %s", x->f->trame.kind->name);
		SAY(x, &GRID, i, buf_slice(&how));
	}
	while (i < x->n && is_own(x->lignes[i]) && !is_code(own_words(x->lignes[i])))
		i++;
	return i;
}

/* Which `\` stands there only because what follows would be taken for the kit's own? */
static struct slice unescape(struct slice line)
{
	size_t n = 0;
	while (n < line.n && line.p[n] == '\\')
		n++;
	bool spare = n && slice_starts((struct slice){line.p + n, line.n - n}, TRAME_SIGNE);
	return spare ? (struct slice){line.p + 1, line.n - 1} : line;
}

static bool is_mark(struct slice text, enum reponse_etat etat)
{
	return ascii_eq_nocase(slice_trim(text), slice_z(REPONSE_MARQUES[etat]));
}

static void close_area(struct lecture *x)
{
	struct reponse *r = x->ouverte;
	struct slice text = buf_slice(&x->zone), bare;
	if (!r)
		return;
	text.n -= text.n > 0; /* the last line's end */
	if (!slice_trim(text).n)
		return;
	r->texte = text = take_margins(text, &r->avant, &r->apres);
	for (bare = text; bare.n && bare.p[0] == '\\';)
		bare = (struct slice){bare.p + 1, bare.n - 1};
	r->etat = REPONSE_REPONDU;
	for (enum reponse_etat e = REPONSE_REFUSE; e <= REPONSE_EFFACE; e++) {
		if (!is_mark(bare, e))
			continue;
		if (bare.n == text.n)
			r->etat = e;
		else
			r->texte = (struct slice){text.p + 1, text.n - 1};
	}
}

static void open_area(struct lecture *x, size_t i)
{
	struct slice id = own_words(x->lignes[i]);
	const struct question *q = question_of(&x->f->trame, id);
	close_area(x);
	x->ouverte = NULL;
	if (!q) {
		SAY(x, &UNKNOWN, i, id, x->f->trame.nom);
		return;
	}
	for (size_t k = 0; k < x->f->n; k++)
		if (x->f->v[k].q == q) {
			struct buf line;
			buf_init(&line, x->a);
			buf_addn(&line, (int64_t)x->f->v[k].at.line);
			SAY(x, &TWICE, i, id, buf_slice(&line));
			return;
		}
	x->ouverte = &x->f->v[x->f->n++];
	*x->ouverte = (struct reponse){.q = q, .texte = SLICE(""), .at = at_line(x, i)};
	buf_init(&x->zone, x->a);
}

/* The last of its own lines says of what form the answer is: below it, what is no part's title is the person's. */
static bool ends_with(struct slice lines, struct slice line)
{
	struct slice one, last = SLICE("");
	while (slice_next(&lines, "\n", &one))
		last = slice_trim(one).n ? one : last;
	return slice_eq(slice_trim(last), slice_trim(line));
}

static bool says_line(struct slice lines, struct slice line)
{
	struct slice one;
	while (slice_next(&lines, "\n", &one))
		if (slice_eq(slice_trim(one), slice_trim(line)))
			return true;
	return false;
}

/* A line of the kit's own below the code of question Q; OVER: below its last one, too. */
static void check_words(struct lecture *x, size_t i, const struct question *q, bool *over)
{
	size_t rank = (size_t)(q - x->f->trame.v);
	size_t next = rank + 1 < x->f->trame.n ? rank + 1 : rank; /* whose part may begin below */
	struct slice words = buf_slice(&x->attendu[rank]), line = x->lignes[i];
	bool known = says_line(words, line) || says_line(buf_slice(&x->attendu[next]), line);
	if (!known && *over)
		SAY(x, &STRAY, i, SLICE(""));
	else if (!known)
		DIAG(x->diag, &OTHER_WORDS, at_line(x, i), q->id);
	*over |= ends_with(words, line);
}

/* A run of lines of the kit's own, from I: a part's title, a question's code, its words; perhaps several. Past it. */
static size_t read_run(struct lecture *x, size_t i)
{
	size_t end = i, code = i;
	bool over = false;
	while (end < x->n && is_own(x->lignes[end]))
		end++;
	struct slice nom, reference;
	if (is_head(own_words(x->lignes[i]), &nom, &reference)) {
		SAY(x, &SECOND, i, SLICE(""));
		return x->n;
	}
	while (code < end && !is_code(own_words(x->lignes[code])))
		code++;
	if (code == end) {
		SAY(x, &STRAY, i, SLICE(""));
		return end;
	}
	for (; i < end; i++) {
		if (is_code(own_words(x->lignes[i]))) {
			open_area(x, code = i);
			over = false;
		}
		const struct question *q = question_of(&x->f->trame, own_words(x->lignes[code]));
		if (q)
			check_words(x, i, q, &over);
	}
	return end;
}

static void read_areas(struct lecture *x, size_t i)
{
	while (i < x->n) {
		if (is_own(x->lignes[i])) {
			i = read_run(x, i);
			continue;
		}
		struct slice line = unescape(x->lignes[i]);
		if (!x->f->n && !x->ouverte && x->status == STATUS_OK && slice_trim(line).n)
			SAY(x, &BEFORE, i, SLICE(""));
		if (x->ouverte) {
			buf_adds(&x->zone, line);
			buf_addc(&x->zone, '\n');
		}
		i++;
	}
	close_area(x);
}

enum status trame_lit(struct depot *d, struct arena *a, struct slice bytes, const char *path, struct formulaire *f,
                      struct diag *diag)
{
	struct lecture x = {.d = d, .a = a, .path = strcmp(path, "-") == 0 ? "entrée standard" : path, .f = f, .diag = diag};
	*f = (struct formulaire){0};
	split(&x, bytes);
	size_t i = is_text(&x) ? read_head(&x) : x.n;
	if (x.status != STATUS_OK)
		return x.status;
	const struct trame *t = &f->trame;
	f->v = ARENA_ARRAY(a, struct reponse, t->n + 1);
	x.attendu = ARENA_ARRAY(a, struct buf, t->n);
	for (size_t k = 0; k < t->n; k++) {
		buf_init(&x.attendu[k], a);
		question_imprime(t, k, &x.attendu[k]);
	}
	read_areas(&x, i);
	return x.status;
}
