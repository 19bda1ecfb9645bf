/* What tests/cmd/dates-oracle questions: one line asked, one line answered, on the holidays as a command loads them.
 *
 *   suivi REGION AAAA-MM-JJ           six months after, on a working day
 *   ferie REGION AAAA-MM-JJ           the holiday's name, or -
 *   ajoute N SORTE REGION AAAA-MM-JJ  N days after; SORTE: ouvres, ouvrables, calendaires
 *
 * Its argument is the folder of the installed data. A question that is none of these ends it with status 1. */
#include "depot/regle.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static const char *const KINDS[] = {
	[JOURS_OUVRES] = "ouvres", [JOURS_OUVRABLES] = "ouvrables", [JOURS_CALENDAIRES] = "calendaires",
};

struct oracle {
	struct feries feries[FERIE_REGIONS];
	struct buf out;
};

static bool load(struct oracle *o, struct arena *a, const char *path)
{
	struct diag diag;
	struct depot d = {.a = a, .fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
	bool good = d.fd >= 0;
	d.share = d.fd; /* a store without rules of its own */
	diag_init(&diag, a, "date_oracle");
	for (int i = 0; good && i < FERIE_REGIONS; i++)
		good = feries_load(&d, slice_z(ferie_regions[i]), &o->feries[i], &diag) == STATUS_OK;
	struct buf said;
	buf_init(&said, a);
	diag_lines(&said, &diag, DIAG_REMARQUE);
	fwrite(buf_slice(&said).p, 1, said.n, stderr);
	return good;
}

/* The last two words of each question. */
static const struct feries *read_place(const struct oracle *o, struct slice *rest, jour_t *d)
{
	struct slice region, date;
	if (!slice_next(rest, " ", &region) || !slice_next(rest, " ", &date))
		return NULL;
	int rank = ferie_region(region);
	*d = jour_iso(date);
	return rank < 0 || *d == JOUR_NONE ? NULL : &o->feries[rank];
}

static bool answer_suivi(struct oracle *o, struct slice rest)
{
	jour_t d;
	const struct feries *f = read_place(o, &rest, &d);
	if (f)
		buf_add_jour(&o->out, jour_next(f, jour_add_months(d, 6), JOURS_OUVRES));
	return f != NULL;
}

static bool answer_ferie(struct oracle *o, struct slice rest)
{
	jour_t d;
	const struct feries *f = read_place(o, &rest, &d);
	const struct ferie *h = f ? ferie_on(f, d) : NULL;
	buf_addz(&o->out, h ? h->nom : "-");
	return f != NULL;
}

static bool answer_ajoute(struct oracle *o, struct slice rest)
{
	jour_t d;
	int n;
	size_t kind = 0;
	struct slice number, word;
	if (!slice_next(&rest, " ", &number) || !slice_number(number, &n) || !slice_next(&rest, " ", &word))
		return false;
	while (kind < 3 && !slice_is(word, KINDS[kind]))
		kind++;
	const struct feries *f = read_place(o, &rest, &d);
	if (f && kind < 3)
		buf_add_jour(&o->out, jour_add(f, d, n, (enum jours)kind));
	return f && kind < 3;
}

static const struct {
	const char *word;
	bool (*answer)(struct oracle *o, struct slice rest);
} QUESTIONS[] = {{"suivi", answer_suivi}, {"ferie", answer_ferie}, {"ajoute", answer_ajoute}};

static bool answer(struct oracle *o, struct slice line)
{
	struct slice rest = line, word;
	if (!slice_next(&rest, " ", &word))
		return false;
	for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++)
		if (slice_is(word, QUESTIONS[i].word)) {
			o->out.n = 0;
			bool good = QUESTIONS[i].answer(o, rest);
			buf_addc(&o->out, '\n');
			fwrite(o->out.p, 1, o->out.n, stdout);
			return good;
		}
	return false;
}

int main(int argc, char **argv)
{
	static struct oracle o;
	struct arena a;
	char line[128];
	arena_init(&a);
	buf_init(&o.out, &a);
	bool good = argc == 2 && load(&o, &a, argv[1]);
	while (good && fgets(line, sizeof line, stdin)) {
		good = answer(&o, slice_trim(slice_z(line)));
		if (!good)
			fprintf(stderr, "date_oracle: question inconnue : %s", line);
	}
	arena_release(&a);
	return good ? 0 : 1;
}
