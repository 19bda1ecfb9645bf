/* The matrix as people read it, and as programs do. */
#include "metier/fiches_liste_prive.h"
#include "metier/matrice.h"

static const struct diag_msg NO_CRITERION = {"matrice-vide", DIAG_ATTENTION,
	"aucun critère n'est posé pour comparer les pistes ; en ajouter : bilan-projet -a critere {}, puis -a score"};

enum { REFERENCE, ID, TOTAL_PONDERE, TOTAL_SIMPLE, RANG_PONDERE, RANG_SIMPLE, VETO, TITRE, SCORES, COLUMNS };
static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[ID] = {"id", "id", EMIT_TEXT, 5, false},
	[TOTAL_PONDERE] = {"total_pondere", "pondéré", EMIT_INT, 7, false},
	[TOTAL_SIMPLE] = {"total_simple", "simple", EMIT_INT, 6, false},
	[RANG_PONDERE] = {"rang_pondere", "rang", EMIT_INT, 4, false},
	[RANG_SIMPLE] = {"rang_simple", "sans poids", EMIT_INT, 10, false},
	[VETO] = {"veto", "veto", EMIT_TEXT, 40, false},
	[TITRE] = {"titre", "titre", EMIT_TEXT, 0, false},
	[SCORES] = {"scores", "scores", EMIT_TEXT, 20, false},
};
const struct emit_listing matrice_listing = {"bilan-projet-matrice", 1, COLS, COLUMNS, false};

/* What is printed for one case. */
struct tableau {
	const struct liste *x;
	const struct matrice *m;
	struct arena *a;
	struct buf *out;
};

static const struct matrice_score *score_of(const struct matrice_piste *p, size_t k)
{
	size_t low = 0, high = p->nscores;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (p->scores[mid].critere < k)
			low = mid + 1;
		else
			high = mid;
	}
	return low < p->nscores && p->scores[low].critere == k ? &p->scores[low] : NULL;
}

/* A total that lacks a score would be read as a small one: it is not given. */
static void set_totals(const struct tableau *t, const struct matrice_piste *p, struct emit_cell *cells, const int at[4])
{
	bool whole = p->nscores == t->m->ncriteres && t->m->ncriteres;
	const int64_t numbers[] = {p->pondere, p->simple, (int64_t)p->rang_pondere, (int64_t)p->rang_simple};
	for (size_t i = 0; i < 4; i++)
		cells[at[i]] = whole && (i < 2 || numbers[i]) ? cell_number(numbers[i]) : (struct emit_cell){0};
}

static struct emit_cell title_of(const struct tableau *t, const struct rec_record *e, const char *field)
{
	const struct rec_field *f = rec_find(t->m->r, e, field);
	return liste_texte(t->x, f ? rec_value(t->a, t->m->r, f) : SLICE(""));
}

/* k1:5:3 k2:3:- (criterion, weight, score). */
static struct emit_cell cell_scores(const struct tableau *t, const struct matrice_piste *p)
{
	struct buf b;
	buf_init(&b, t->a);
	for (size_t k = 0; k < t->m->ncriteres; k++) {
		const struct matrice_score *s = score_of(p, k);
		buf_addz(&b, k ? " " : "");
		buf_adds(&b, t->m->criteres[k].id);
		buf_addf(&b, ":%d:", t->m->criteres[k].poids);
		if (s)
			buf_addn(&b, s->valeur);
		else
			buf_addc(&b, '-');
	}
	return cell_text(buf_slice(&b));
}

static void machine_rows(const struct tableau *t)
{
	static const int totals[] = {TOTAL_PONDERE, TOTAL_SIMPLE, RANG_PONDERE, RANG_SIMPLE};
	for (size_t i = 0; i < t->m->npistes; i++) {
		const struct matrice_piste *p = &t->m->pistes[i];
		struct emit_cell cells[COLUMNS] = {[REFERENCE] = cell_ref(t->x->v), [ID] = cell_text(p->id)};
		set_totals(t, p, cells, totals);
		cells[VETO] = liste_valeurs(t->x, p->e, "Veto");
		cells[TITRE] = title_of(t, p->e, "Titre");
		cells[SCORES] = cell_scores(t, p);
		emit_row(t->x->f->emit, t->out, cells);
		t->x->v->rows++;
	}
}

/* --- for people */

static void line(const struct tableau *t, struct slice text)
{
	emit_remark(t->x->f->emit, t->out, text);
}

static void legend(const struct tableau *t)
{
	for (size_t k = 0; k < t->m->ncriteres; k++) {
		struct buf b;
		const struct matrice_critere *c = &t->m->criteres[k];
		buf_init(&b, t->a);
		buf_adds(&b, c->id);
		buf_addf(&b, ", poids %d : ", c->poids);
		buf_adds(&b, title_of(t, c->e, "Enonce").text);
		line(t, buf_slice(&b));
	}
}

/* The columns of this case: a criterion each, its weight in the heading. */
static struct emit_listing headings(const struct tableau *t)
{
	size_t n = t->m->ncriteres;
	struct emit_col *cols = ARENA_ARRAY(t->a, struct emit_col, n + COLUMNS);
	cols[0] = COLS[REFERENCE];
	cols[1] = COLS[ID];
	for (size_t k = 0; k < n; k++) {
		struct buf b;
		buf_init(&b, t->a);
		buf_add_clean(&b, t->m->criteres[k].id);
		buf_addf(&b, " ×%d", t->m->criteres[k].poids);
		cols[k + 2] = (struct emit_col){"score", buf_z(&b), EMIT_INT, 5, false};
	}
	memcpy(cols + n + 2, COLS + TOTAL_PONDERE, (SCORES - TOTAL_PONDERE) * sizeof *cols);
	return (struct emit_listing){matrice_listing.schema, 1, cols, n + 2 + SCORES - TOTAL_PONDERE, false};
}

/* Enough of a veto to recognise it. */
static struct emit_cell shortened(const struct tableau *t, struct emit_cell cell)
{
	enum { SHOWN = 39 };
	struct buf b;
	const char *p = cell.text.p, *end = p + cell.text.n;
	if (!cell.set || utf8_count(p, cell.text.n) <= SHOWN + 1)
		return cell;
	for (size_t i = 0, n; i < SHOWN && p < end; i++, p += n ? n : 1) {
		uint32_t code;
		n = utf8_char(p, end, &code);
	}
	buf_init(&b, t->a);
	buf_add(&b, cell.text.p, (size_t)(p - cell.text.p));
	buf_addz(&b, "…");
	return cell_text(buf_slice(&b));
}

static void human_rows(const struct tableau *t)
{
	struct emit_listing listing = headings(t);
	struct emit e = *t->x->f->emit;
	size_t n = t->m->ncriteres;
	const int at = (int)n + 2, totals[] = {at, at + 1, at + 2, at + 3};
	e.listing = &listing;
	emit_heading(&e, t->out);
	for (size_t i = 0; i < t->m->npistes; i++) {
		const struct matrice_piste *p = &t->m->pistes[i];
		struct emit_cell *cells = ARENA_ARRAY(t->a, struct emit_cell, listing.ncols);
		cells[0] = cell_ref(t->x->v);
		cells[1] = cell_text(p->id);
		for (size_t k = 0; k < n; k++) {
			const struct matrice_score *s = score_of(p, k);
			cells[k + 2] = s ? cell_number(s->valeur) : (struct emit_cell){0};
		}
		set_totals(t, p, cells, totals);
		cells[at + 4] = shortened(t, liste_valeurs(t->x, p->e, "Veto"));
		cells[at + 5] = title_of(t, p->e, "Titre");
		emit_row(&e, t->out, cells);
		t->x->v->rows++;
	}
}

/* p1 (31) ; p2 et p4 à égalité (28). */
static void order(const struct tableau *t, const char *title, bool weighted)
{
	struct buf b;
	size_t n = 0, ranked = 0;
	buf_init(&b, t->a);
	for (size_t i = 0; i < t->m->npistes; i++)
		ranked += matrice_classee(t->m, &t->m->pistes[i]);
	for (size_t rank = 1; rank <= ranked; rank += n) {
		const struct matrice_piste *last = NULL;
		n = 0;
		for (size_t i = 0; i < t->m->npistes; i++) {
			const struct matrice_piste *p = &t->m->pistes[i];
			if ((weighted ? p->rang_pondere : p->rang_simple) != rank)
				continue;
			buf_addz(&b, n++ ? " et " : rank > 1 ? " ; " : "");
			buf_adds(&b, p->id);
			last = p;
		}
		buf_addz(&b, n > 1 ? " à égalité" : "");
		buf_addf(&b, " (%lld)", (long long)(weighted ? last->pondere : last->simple));
	}
	struct buf whole;
	buf_init(&whole, t->a);
	buf_addz(&whole, title);
	buf_adds(&whole, b.n ? buf_slice(&b) : SLICE("aucune piste n'est encore comparable"));
	line(t, buf_slice(&whole));
}

static void unranked(const struct tableau *t)
{
	for (size_t i = 0; i < t->m->npistes; i++) {
		struct buf b;
		const struct matrice_piste *p = &t->m->pistes[i];
		size_t missing = 0;
		buf_init(&b, t->a);
		buf_adds(&b, p->id);
		for (size_t k = 0; k < t->m->ncriteres; k++) {
			if (score_of(p, k))
				continue;
			buf_addz(&b, missing++ ? ", " : " incomplète, sans rang : il manque ");
			buf_adds(&b, t->m->criteres[k].id);
		}
		if (p->veto)
			buf_addz(&b, missing ? " ; à part : un veto" : " à part, sans rang : un veto");
		if (missing || p->veto)
			line(t, buf_slice(&b));
	}
}

/* --- what one point changes, a sentence each */

static void add_pistes(const struct tableau *t, struct buf *b, const struct matrice_bascule *flip, bool firsts, bool losers)
{
	size_t n = 0;
	for (size_t i = 0; i < t->m->npistes; i++) {
		const struct matrice_piste *p = &t->m->pistes[i];
		bool was = p->rang_pondere == 1, is = matrice_premiere(t->m, flip, p);
		if (firsts ? !is : !(losers && was && !is))
			continue;
		buf_addz(b, n++ ? " et " : "");
		buf_adds(b, p->id);
	}
}

static size_t count_firsts(const struct tableau *t, const struct matrice_bascule *flip)
{
	size_t n = 0;
	for (size_t i = 0; i < t->m->npistes; i++)
		n += matrice_premiere(t->m, flip, &t->m->pistes[i]);
	return n;
}

/* « Salaire » de 3 à 2 pour p2 : p1 passe devant p2 */
static void say_flip(const struct tableau *t, const struct matrice_bascule *flip)
{
	struct buf b;
	buf_init(&b, t->a);
	buf_addz(&b, flip->piste ? "  « " : "  poids de « ");
	buf_adds(&b, shortened(t, title_of(t, flip->critere->e, "Enonce")).text);
	buf_addf(&b, " » de %d à %d", flip->de, flip->vers);
	if (flip->piste) {
		buf_addz(&b, " pour ");
		buf_adds(&b, flip->piste->id);
	}
	buf_addz(&b, " : ");
	add_pistes(t, &b, flip, true, false);
	if (count_firsts(t, flip) > 1)
		buf_addz(&b, " à égalité en tête");
	else {
		buf_addz(&b, " passe devant ");
		add_pistes(t, &b, flip, false, true);
	}
	line(t, buf_slice(&b));
}

static void sensitivity(const struct tableau *t)
{
	enum { SAID = 12 };
	struct matrice_bascule v[SAID];
	size_t ranked = 0;
	for (size_t i = 0; i < t->m->npistes; i++)
		ranked += matrice_classee(t->m, &t->m->pistes[i]);
	if (ranked < 2)
		return;
	size_t n = matrice_bascules(t->m, v, SAID);
	line(t, n ? SLICE("La première place change pour un seul point :")
	          : SLICE("Un point de plus ou de moins, à un score ou à un poids, ne change pas la première place."));
	for (size_t i = 0; i < n && i < SAID; i++)
		say_flip(t, &v[i]);
	if (n > SAID) {
		struct buf b;
		buf_init(&b, t->a);
		buf_addf(&b, "  et %zu autre%s changement%s d'un point, de même", n - SAID, n - SAID > 1 ? "s" : "", n - SAID > 1 ? "s" : "");
		line(t, buf_slice(&b));
	}
}

static void human(const struct tableau *t)
{
	struct buf b;
	buf_init(&b, t->a);
	buf_addz(&b, "Matrice de ");
	buf_adds(&b, cell_ref(t->x->v).text);
	buf_addz(&b, " au ");
	buf_add_jour_long(&b, t->x->f->au);
	line(t, buf_slice(&b));
	legend(t);
	if (!t->m->npistes)
		return;
	human_rows(t);
	order(t, "ordre avec les poids : ", true);
	order(t, "ordre sans les poids : ", false);
	unranked(t);
	sensitivity(t);
}

enum status matrice_visit(const struct fiches_liste *f, struct visit *v)
{
	struct matrice m;
	struct liste x = {.f = f, .v = v};
	enum status st = bilan_read_kind(v->depot, v->arena, v->ref, kind_named(SLICE("piste")), &x.r, v->diag);
	if (st != STATUS_OK)
		return st;
	matrice_lue(v->arena, &x.r, f->au, f->libelles, &m, v->diag);
	struct tableau t = {.x = &x, .m = &m, .a = v->arena, .out = v->out};
	if (!m.ncriteres && f->seul)
		DIAG(v->diag, &NO_CRITERION, DIAG_NOWHERE, cell_ref(v).text);
	else if (f->emit->format == EMIT_HUMAN && m.ncriteres)
		human(&t);
	else if (m.ncriteres)
		machine_rows(&t);
	return STATUS_OK;
}
