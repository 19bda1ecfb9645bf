/* The two readings of a journal: what settles the follow-up, and where the hours went.
 *
 * A line is known by its first letters: the fields of a journal are a closed list, and these files hold no comment, no
 * continuation and no unknown field. Corrections and strikes are followed as they must be. */
#include "plancher.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static int number(const char *p)
{
	int n = 0;
	while (*p >= '0' && *p <= '9')
		n = n * 10 + *p++ - '0';
	return n;
}

static int date(const char *p)
{
	return number(p) * 10000 + number(p + 5) * 100 + number(p + 8);
}

static int days(int day)
{
	return day_of(day / 10000, day / 100 % 100, day % 100);
}

static struct event *next_event(struct worker *w, const char *p)
{
	struct event *e = &w->ev[w->nev];
	*e = (struct event){.id = number(p + 5), .root = w->nev, .head = w->nev};
	w->nev += w->nev < EVENTS - 1;
	return e;
}

/* Corrections: the head of each chain is its greatest Id; a strike strikes all of it. */
static void resolve(struct worker *w)
{
	for (int i = 0; i < w->nev; i++) {
		struct event *e = &w->ev[i];
		for (int k = 0; e->corrects && k < i; k++)
			if (w->ev[k].id == e->corrects)
				e->root = w->ev[k].root;
		if (e->root == i)
			continue;
		if (e->type == STRIKE)
			w->ev[e->root].head = -1;
		else if (w->ev[e->root].head >= 0 && e->id > w->ev[w->ev[e->root].head].id)
			w->ev[e->root].head = i;
	}
}

static bool counts(const struct worker *w, int i)
{
	const struct event *e = &w->ev[i];
	return e->day <= w->au && (!e->statut || e->statut == REALISE) && w->ev[e->root].head == i;
}

/* The follow-up. Nine events in ten have no bearing on it, so the only lines looked at are "Type:" and "Corrige:"; the
 * record around one of them is read when it matters. */

static enum type relance_type(const char *p)
{
	static const struct {
		const char *word;
		size_t n;
		enum type type;
	} types[] = {{"fin\n", 4, END}, {"arret\n", 6, END}, {"suivi\n", 6, FOLLOWED}, {"contact\n", 8, CONTACT},
	             {"cloture\n", 8, CLOSED}, {"demande\n", 8, REQUEST}, {"rayure\n", 7, STRIKE}};
	for (unsigned i = 0; i < sizeof types / sizeof *types; i++)
		if (*p == *types[i].word && memcmp(p, types[i].word, types[i].n) == 0)
			return types[i].type;
	return OTHER;
}

/* All fields of the record around AT, in any order; where the record ends. */
static const char *relance_record(struct worker *w, const char *begin, const char *at, const char *end)
{
	struct event *e = &w->ev[w->nev];
	while (at > begin && !(at[-1] == '\n' && *at == '\n'))
		at--;
	*e = (struct event){.root = w->nev, .head = w->nev};
	w->nev += w->nev < EVENTS - 1;
	for (at++; at < end && *at != '\n'; at = (const char *)memchr(at, '\n', (size_t)(end - at) + 1) + 1) {
		switch (*at) {
		case 'I': e->id = number(at + 5); break;
		case 'T': e->type = relance_type(at + 6); break;
		case 'L': if (at[1] == 'e') e->day = date(at + 4); break;
		case 'S': if (at[1] == 't') e->statut = at[9]; break;
		case 'R': if (at[2] == 's') e->resultat = at[12]; break;
		case 'O': e->opposition = at[7] == 'o' && at[9] == 'p'; break;
		case 'C': if (at[2] == 'r') e->corrects = number(at + 10), w->corrected = true; break;
		default: break;
		}
	}
	return at;
}

static bool matters(const char *line)
{
	return line[0] == 'T' ? relance_type(line + 6) != OTHER : line[0] == 'C' && line[2] == 'r';
}

#ifdef __SSE2__
/* Sixteen bytes at a time: a newline, then T, or C and two letters later r. Up to 18 bytes are read past END. */
static void relance_scan(struct worker *w, const char *begin, const char *end)
{
	const __m128i nl = _mm_set1_epi8('\n'), t = _mm_set1_epi8('T'), c = _mm_set1_epi8('C'), r = _mm_set1_epi8('r');
	const char *done = begin;
	for (const char *p = begin; p < end; p += 16) {
		__m128i next = _mm_loadu_si128((const void *)(p + 1)), third = _mm_loadu_si128((const void *)(p + 3));
		__m128i cor = _mm_and_si128(_mm_cmpeq_epi8(next, c), _mm_cmpeq_epi8(third, r));
		__m128i line = _mm_or_si128(_mm_cmpeq_epi8(next, t), cor);
		line = _mm_and_si128(line, _mm_cmpeq_epi8(_mm_loadu_si128((const void *)p), nl));
		for (unsigned hits = (unsigned)_mm_movemask_epi8(line); hits; hits &= hits - 1) {
			const char *at = p + __builtin_ctz(hits) + 1;
			if (at >= done && at < end && matters(at))
				done = relance_record(w, begin, at, end);
		}
	}
}
#else
static void relance_scan(struct worker *w, const char *begin, const char *end)
{
	for (const char *p = begin; p < end;) {
		p = matters(p) ? relance_record(w, begin, p, end) : memchr(p, '\n', (size_t)(end - p) + 1);
		p++;
	}
}
#endif

/* Resultat: the third letter tells refus from joint, message and sans-reponse. */
bool relance_job(struct worker *w, const char *p, const char *end, struct row *row)
{
	int last = 0, last_id = 0, contact = 0;
	bool settled = false;
	relance_scan(w, p, end);
	if (w->corrected)
		resolve(w);
	for (int i = 0; i < w->nev; i++) {
		const struct event *e = &w->ev[i];
		if (e->type == OTHER || e->type == STRIKE || !counts(w, i))
			continue;
		if (e->type == END && (e->day > last || (e->day == last && e->id > last_id)))
			last = e->day, last_id = e->id;
		else if (e->type == CONTACT && e->day > contact)
			contact = e->day;
		settled |= e->type == FOLLOWED || e->type == CLOSED || (e->type == CONTACT && e->resultat == 'f') ||
		           (e->type == REQUEST && e->opposition);
	}
	if (!last || settled)
		return false;
	row->due = follow_up_of(days(last));
	return days(w->au) >= row->due - 15 && (contact < last || days(w->au) - days(contact) >= 7);
}

/* The hours. */

static enum type totaux_type(const char *p)
{
	switch (*p) {
	case 's': return p[1] == 'e' ? SEANCE : OTHER;
	case 't': return WORK;
	case 'p': return p[2] == 's' ? WORK : OTHER;
	case 'e': return p[2] == 'q' ? WORK : p[1] == 'm' ? SIGNATURE : OTHER;
	case 'r': return p[1] == 'a' ? STRIKE : OTHER;
	default: return OTHER;
	}
}

static void signers(struct event *e, const char *p, const char *end)
{
	for (; p < end; p++) {
		e->beneficiaire |= memcmp(p, "ben", 3) == 0 || memcmp(p, "conn", 4) == 0;
		e->conseiller |= memcmp(p, "cons", 4) == 0;
	}
}

static void totaux_scan(struct worker *w, const char *p, const char *end)
{
	struct event *e = &w->ev[0];
	for (const char *nl; p < end; p = nl + 1) {
		nl = memchr(p, '\n', (size_t)(end - p) + 1);
		switch (*p) {
		case 'I': e = next_event(w, p), w->place[e->id % EVENTS] = e->root; break;
		case 'T': e->type = totaux_type(p + 6); break;
		case 'L': if (p[1] == 'e') e->day = date(p + 4); break;
		case 'M': if (p[2] == 'n' && p[1] == 'i') e->minutes = number(p + 9); break;
		case 'P': if (p[1] == 'h') e->phase = p[7] == 'p' ? 1 : p[7] == 'i' ? 2 : 3; break;
		case 'C': if (p[2] == 'r') e->corrects = number(p + 10), w->corrected = true; break;
		case 'S':
			if (p[1] == 't')
				e->statut = p[9];
			else if (p[2] == 'g')
				signers(e, p + 7, nl);
			else if (p[1] == 'u' && w->nsuite < SUITES)
				w->suites[w->nsuite].from = e->root, w->suites[w->nsuite++].id = number(p + 8);
			break;
		default: break;
		}
	}
}

/* What follows what: a plan is answered by any event that took place, a session is signed by a signature. */
static void follow(struct worker *w)
{
	for (int i = 0; i < w->nsuite; i++) {
		int from = w->suites[i].from, at = w->place[w->suites[i].id % EVENTS];
		const struct event *f = &w->ev[from];
		struct event *to;
		if (at >= w->nev || w->ev[at].id != w->suites[i].id || f->day > w->au || w->ev[f->root].head != from)
			continue;
		if (w->ev[w->ev[at].root].head < 0)
			continue;
		to = &w->ev[w->ev[w->ev[at].root].head];
		to->answered = true;
		to->beneficiaire |= f->type == SIGNATURE && f->beneficiaire;
		to->conseiller |= f->type == SIGNATURE && f->conseiller;
	}
}

bool totaux_job(struct worker *w, const char *p, const char *end, struct row *row)
{
	totaux_scan(w, p, end);
	if (w->corrected)
		resolve(w);
	follow(w);
	memset(row->sums, 0, sizeof row->sums);
	for (int i = 0; i < w->nev; i++) {
		const struct event *e = &w->ev[i];
		int *sums = row->sums[e->phase];
		if ((e->type != SEANCE && e->type != WORK) || w->ev[e->root].head != i)
			continue;
		if (e->statut == PREVU)
			sums[SUM_PREVU] += e->answered ? 0 : e->minutes;
		else if (e->day > w->au || e->statut == ANNULE || (e->statut == ABSENT && e->type == WORK))
			continue;
		else if (e->type == WORK)
			sums[SUM_TRAVAIL] += e->minutes;
		else if (e->statut == REALISE)
			sums[SUM_ACCOMPAGNEMENT] += e->minutes, sums[SUM_SIGNE] += e->beneficiaire && e->conseiller ? e->minutes : 0;
		else
			sums[SUM_ABSENCE] += e->minutes;
	}
	return true;
}
