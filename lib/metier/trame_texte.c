/* Kits and grids, printed. */
#include "metier/trame_prive.h"

#include <string.h>

enum { LARGEUR = 76, LIGNES_VIDES = 3 };

const char TRAME_SIGNE[] = "#:";
const char *const REPONSE_MARQUES[] = {
	[REPONSE_VIDE] = NULL, [REPONSE_REPONDU] = NULL, [REPONSE_REFUSE] = "refus", [REPONSE_EFFACE] = "effacer"};

static const struct {
	const char *forme, *texte;
} FORMES[] = {{"libre", "texte libre"}, {"liste", "une liste"}, {"echelle", "une échelle"}, {"date", "une date"},
              {"oui-non", "oui ou non"}};

struct slice reponse_propre(struct arena *a, struct slice text, bool screen)
{
	struct buf b;
	buf_init(&b, a);
	for (const char *p = text.p, *end = p + text.n; p < end;) {
		uint32_t code = 0;
		size_t n = utf8_char(p, end, &code);
		bool layout = code == '\n' || code == '\t', control = code < 0x20 || (code >= 0x7F && code < 0xA0);
		if (n && (layout || !(control || (screen && utf8_unsafe(code)))))
			buf_add(&b, p, n);
		else
			buf_addz(&b, "\xEF\xBF\xBD");
		p += n ? n : 1;
	}
	return buf_slice(&b);
}

/* A word that may not begin a line: a sign that French parts from the word ahead of it. */
static bool glued(struct slice word)
{
	static const char *const signs[] = {"?", "!", ":", ";", "»"};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (slice_starts(word, signs[i]))
			return true;
	return false;
}

/* TEXT in lines that begin with PREFIX, broken at plain spaces. */
static void fill(struct buf *out, const char *prefix, struct slice text)
{
	struct slice line, word;
	while (slice_next(&text, "\n", &line)) {
		size_t at = 0;
		bool open = false;
		buf_addz(out, prefix);
		while (slice_next(&line, " ", &word)) {
			size_t w = utf8_count(word.p, word.n);
			if (at && at + 1 + w > LARGEUR && !glued(word) && !open) {
				buf_addc(out, '\n');
				buf_addz(out, prefix);
				at = 0;
			} else if (at) {
				buf_addc(out, ' ');
				at++;
			}
			buf_add_clean(out, word);
			at += w;
			open = slice_is(word, "«");
		}
		buf_addc(out, '\n');
	}
}

static void fill_z(struct buf *out, const char *text)
{
	fill(out, "#: ", slice_z(text));
}

void question_imprime(const struct trame *t, size_t i, struct buf *out)
{
	const struct question *q = &t->v[i];
	struct buf b;
	buf_init(&b, out->a);
	if (q->partie.n && (!i || !slice_eq(q->partie, t->v[i - 1].partie))) {
		buf_addz(&b, "— ");
		buf_adds(&b, q->partie);
		buf_addz(&b, " —");
		fill(out, "#: ", buf_slice(&b));
	}
	fill(out, "#: ", q->id);
	fill(out, "#: ", q->texte);
	buf_init(&b, out->a);
	buf_addc(&b, '(');
	for (size_t k = 0; k < sizeof FORMES / sizeof *FORMES; k++)
		if (slice_is(q->forme, FORMES[k].forme))
			buf_addz(&b, FORMES[k].texte);
	for (size_t k = 0; k < q->nsert; k++) {
		buf_addz(&b, k ? ", " : " ; sert ");
		buf_adds(&b, q->sert[k]);
	}
	for (size_t k = 0; k < q->nalimente; k++) {
		buf_addz(&b, k ? ", " : " ; se note aussi en ");
		buf_adds(&b, q->alimente[k]);
	}
	buf_addz(&b, q->hors_synthese ? " ; hors synthèse)" : ")");
	fill(out, "#: ", buf_slice(&b));
}

/* A grid is for thinking; what it brought to light goes to records. */
static void print_use(const struct trame *t, struct slice reference, struct buf *out)
{
	struct buf b;
	buf_init(&b, out->a);
	buf_addf(&b, "Ce qu'elle a fait trouver se note par -a %s %.*s.", t->kind->name, (int)reference.n, reference.p);
	fill(out, "#: ", buf_slice(&b));
}

static void print_head(const struct trame *t, struct slice reference, struct buf *out)
{
	struct buf b;
	buf_init(&b, out->a);
	buf_addf(out, "#: %s %.*s %.*s\n", t->n ? "trame" : "grille", (int)t->nom.n, t->nom.p, (int)reference.n, reference.p);
	fill(out, "#: ", t->titre);
	fill(out, "#: ", t->consigne);
	if (!t->n && t->kind)
		print_use(t, reference, out);
	if (!t->n)
		return;
	fill_z(out, "Écrire sous chaque question, autant de lignes qu'il faut. Les lignes « #: » sont à la trame ; tout le reste "
	       "est réponse. Rien : pas encore de réponse. Le mot « refus », seul : la personne ne souhaite pas répondre, et "
	       "n'a pas à dire pourquoi. Le mot « effacer », seul : retirer ce qui était noté.");
	buf_addf(&b, "Puis : bilan-projet --reprendre=FICHIER %.*s", (int)reference.n, reference.p);
	fill(out, "#: ", buf_slice(&b));
}

static void blanks(struct buf *out, int n)
{
	while (n-- > 0)
		buf_addc(out, '\n');
}

/* Would TEXT, or one of its lines, be taken for something of the kit's? Then a `\` goes ahead of it. */
static bool taken(struct slice text, bool whole)
{
	while (text.n && text.p[0] == '\\')
		text = (struct slice){text.p + 1, text.n - 1};
	if (!whole)
		return slice_starts(text, TRAME_SIGNE);
	text = slice_trim(text);
	return ascii_eq_nocase(text, slice_z(REPONSE_MARQUES[REPONSE_REFUSE])) ||
	       ascii_eq_nocase(text, slice_z(REPONSE_MARQUES[REPONSE_EFFACE]));
}

static void print_text(struct buf *out, struct slice text)
{
	struct slice line;
	if (taken(text, true))
		buf_addc(out, '\\');
	while (slice_next(&text, "\n", &line)) {
		if (taken(line, false))
			buf_addc(out, '\\');
		buf_adds(out, line);
		buf_addc(out, '\n');
	}
}

static void print_answer(struct arena *a, const struct reponse *r, bool screen, struct buf *out)
{
	if (!reponse_dite(r)) {
		blanks(out, LIGNES_VIDES);
		return;
	}
	blanks(out, r->avant);
	if (r->etat == REPONSE_REFUSE)
		buf_addf(out, "%s\n", REPONSE_MARQUES[REPONSE_REFUSE]);
	else
		print_text(out, reponse_propre(a, r->texte, screen));
	blanks(out, r->apres);
}

static void print_field(const struct champ_grille *c, struct buf *out)
{
	static const char rule[] = "  ________________________________________________________________________\n";
	struct buf b;
	buf_init(&b, out->a);
	buf_adds(&b, c->nom);
	if (c->aide.n) {
		buf_addz(&b, " : ");
		buf_adds(&b, c->aide);
	}
	fill(out, "  ", buf_slice(&b));
	if (c->choix.n) {
		buf_init(&b, out->a);
		buf_addf(&b, "(%.*s)", (int)c->choix.n, c->choix.p);
		fill(out, "  ", buf_slice(&b));
	}
	buf_addc(out, '\n');
	buf_addz(out, rule);
	buf_addc(out, '\n');
}

static void print_grid(const struct trame *t, struct buf *out)
{
	for (int k = 1; k <= t->lignes; k++) {
		if (t->lignes > 1)
			buf_addf(out, "%d.\n\n", k);
		for (size_t i = 0; i < t->nchamps; i++)
			print_field(&t->champs[i], out);
	}
}

void trame_imprime(struct arena *a, const struct trame *t, const struct bilan *b, struct slice reference, bool screen,
                   struct buf *out)
{
	print_head(t, reference, out);
	buf_addc(out, '\n');
	for (size_t i = 0; i < t->n; i++) {
		struct reponse r;
		question_imprime(t, i, out);
		reponse_lue(a, b, t->kind, t->v[i].id, &r);
		print_answer(a, &r, screen, out);
	}
	print_grid(t, out);
}
