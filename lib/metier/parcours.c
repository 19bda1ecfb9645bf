/* Model calendars: reading one, laying it. Judging the plan is in parcours_juge.c. */
#include "metier/parcours.h"

#include "depot/partage.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char FOLDER[] = "parcours";

static const struct diag_msg UNKNOWN = {"parcours-inconnu", DIAG_ERREUR, "« {} » n'est pas un parcours ; choisir l'un de : {}"};
static const struct diag_msg NONE = {"parcours-absents", DIAG_ERREUR, "aucun parcours dans share/parcours ; réinstaller les données du partage"};
static const struct diag_msg NO_SESSION = {"parcours-mal-decrit", DIAG_ERREUR,
	"ce parcours n'a aucune séance ; ajouter des enregistrements sous « %rec: Seance » (bilan-dossier(5))"};
static const struct diag_msg BAD_SESSION = {"parcours-mal-decrit", DIAG_ERREUR,
	"{} : « {} » n'est pas un nombre entier {} ; le corriger"};
static const struct diag_msg MISSING = {"parcours-mal-decrit", DIAG_ERREUR, "cette séance n'a pas de {} ; ajouter la ligne"};
static const struct diag_msg HOLIDAY = {"jour-ferie", DIAG_REMARQUE, "{} : {} ; la séance est prévue le {}"};

/* "parcours/16h.rec" is 16h. */
static struct slice name_of(const struct depot_file *f)
{
	struct slice path = slice_z(f->path), folder;
	slice_next(&path, "/", &folder);
	return (struct slice){path.p, path.n - strlen(".rec")};
}

struct reading {
	struct arena *a;
	struct parcours *p;
	struct diag *diag;
	enum status status;
};

/* A whole number of the record, LEAST at least; OTHERWISE when there is none. */
static int number(struct reading *s, const struct rec_record *e, const char *name, int least, int otherwise)
{
	const struct rec_field *f = rec_find(&s->p->rec, e, name);
	struct slice word = f ? rec_word(s->a, &s->p->rec, f) : SLICE("");
	int value = otherwise;
	if ((!word.n && otherwise >= 0) || (slice_number(word, &value) && value >= least))
		return value;
	if (word.n)
		DIAG(s->diag, &BAD_SESSION, rec_at_value(&s->p->rec, f), slice_z(name), word,
		     least ? SLICE("de minutes") : SLICE("de jours"));
	else
		DIAG(s->diag, &MISSING, rec_at_record(&s->p->rec, e), slice_z(name));
	s->status = STATUS_CONFIG;
	return 0;
}

static int by_day(const void *pa, const void *pb)
{
	const struct parcours_seance *a = pa, *b = pb;
	if (a->jour != b->jour)
		return a->jour < b->jour ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

static enum status parse(struct arena *a, struct slice bytes, const char *path, struct parcours *p, struct diag *diag)
{
	struct reading s = {.a = a, .p = p, .diag = diag, .status = STATUS_OK};
	*p = (struct parcours){0};
	if (rec_parse(a, bytes, path, NULL, &p->rec, diag) != STATUS_OK)
		return STATUS_CONFIG;
	p->v = ARENA_ARRAY(a, struct parcours_seance, p->rec.nrecords + 1);
	for (size_t i = 0; i < p->rec.nrecords; i++) {
		const struct rec_record *e = &p->rec.records[i];
		if (!rec_is(&p->rec, e, "Seance"))
			continue;
		struct parcours_seance *k = &p->v[p->n++];
		*k = (struct parcours_seance){number(&s, e, "Jour", 0, -1), number(&s, e, "Minutes", 1, -1),
		                              number(&s, e, "Travail", 1, 0), e};
		p->minutes += k->minutes;
	}
	qsort(p->v, p->n, sizeof *p->v, by_day);
	if (!p->n) {
		DIAG0(diag, &NO_SESSION, ((struct diag_at){path, 0, 0}));
		return STATUS_CONFIG;
	}
	return s.status;
}

static void add_known(struct arena *a, const struct depot_file *f, struct buf *known)
{
	struct parcours p;
	if (parse(a, f->bytes, f->path, &p, NULL) != STATUS_OK)
		return;
	buf_addz(known, known->n ? ", " : "");
	buf_adds(known, name_of(f));
	buf_addz(known, " (");
	buf_add_duree(known, p.minutes);
	buf_addz(known, ")");
}

static const struct depot_file *find(const struct depot_file *v, size_t n, struct slice nom)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(name_of(&v[i]), nom))
			return &v[i];
	return NULL;
}

static enum status say_known(struct depot *d, const char *nom, struct diag *diag)
{
	struct depot_file *own, *shared;
	size_t nown, nshared;
	struct buf known;
	enum status st = depot_files(d, d->fd, FOLDER, &own, &nown, diag);
	st = status_worst(st, depot_files(d, d->share, FOLDER, &shared, &nshared, diag));
	if (st != STATUS_OK)
		return STATUS_CONFIG;
	buf_init(&known, d->a);
	for (size_t i = 0; i < nshared; i++)
		if (!find(own, nown, name_of(&shared[i])))
			add_known(d->a, &shared[i], &known);
	for (size_t i = 0; i < nown; i++)
		add_known(d->a, &own[i], &known);
	if (!known.n) {
		DIAG0(diag, &NONE, DIAG_NOWHERE);
		return STATUS_CONFIG;
	}
	DIAG(diag, &UNKNOWN, DIAG_NOWHERE, slice_z(nom), buf_slice(&known));
	return STATUS_USAGE;
}

/* Only the one that is asked for is read; the others are there to be named. */
enum status parcours_charge(struct depot *d, const char *nom, struct parcours *p, struct diag *diag)
{
	struct slice bytes;
	struct buf name;
	const char *path = "";
	buf_init(&name, d->a);
	buf_addf(&name, "%s.rec", nom);
	bool plain = nom[0] && nom[0] != '.' && !strchr(nom, '/');
	enum status st = plain ? partage_lit(d, d->a, FOLDER, buf_z(&name), &bytes, &path) : STATUS_ABSENT;
	if (st == STATUS_OK)
		return parse(d->a, bytes, path, p, diag);
	if (st == STATUS_ABSENT)
		return say_known(d, nom, diag);
	depot_say(diag, st, errno, path);
	return STATUS_CONFIG;
}

static struct slice written(struct arena *a, jour_t d, void (*add)(struct buf *, jour_t))
{
	struct buf b;
	buf_init(&b, a);
	add(&b, d);
	return buf_slice(&b);
}

/* The day when a session wished on D is laid; AFTER: that of the one before. */
static jour_t working_day(struct arena *a, const struct feries *f, jour_t d, jour_t after, struct diag *diag)
{
	const struct ferie *holiday = ferie_on(f, d);
	jour_t laid = jour_next(f, d <= after ? after + 1 : d, JOURS_OUVRES);
	if (holiday)
		DIAG(diag, &HOLIDAY, DIAG_NOWHERE, written(a, d, buf_add_jour_long), slice_z(holiday->nom),
		     written(a, laid, buf_add_jour_long));
	return laid;
}

/* A planned event of the model's record E. */
static void compose(struct arena *a, const struct rec *r, const struct rec_record *e, jour_t le, int minutes, struct saisie *s)
{
	saisie_init(s);
	s->at = rec_at_record(r, e);
	s->duree = minutes;
	saisie_donne(a, s, CHAMP_STATUT, slice_z(statut_noms[STATUT_PREVU]), s->at);
	saisie_donne(a, s, CHAMP_LE, written(a, le, buf_add_jour), s->at);
}

/* A field of E, unless it is given already; its place in the file is kept, for messages. */
static void copy(struct arena *a, const struct rec *r, const struct rec_record *e, const char *name, enum champ c, struct saisie *s)
{
	const struct rec_field *f = rec_find(r, e, name);
	if (f && !saisie_donnee(s, c))
		saisie_donne(a, s, c, rec_word(a, r, f), rec_at_value(r, f));
}

void parcours_pose(struct arena *a, const struct parcours *p, jour_t from, const struct feries *f, const struct saisie *commun,
                   struct saisie **v, size_t *n, jour_t *premier, struct diag *diag)
{
	jour_t *days = ARENA_ARRAY(a, jour_t, p->n);
	struct saisie *s = *v = ARENA_ARRAY(a, struct saisie, p->n * 2);
	for (size_t i = 0; i < p->n; i++)
		days[i] = working_day(a, f, from + p->v[i].jour, i ? days[i - 1] : JOUR_NONE, diag);
	for (size_t i = 0; i < p->n; i++) {
		const struct rec_record *e = p->v[i].record;
		compose(a, &p->rec, e, days[i], p->v[i].minutes, s);
		saisie_donne(a, s, CHAMP_TYPE, SLICE("seance"), s->at);
		for (size_t k = 0; k < commun->n; k++)
			saisie_donne(a, s, commun->v[k].champ, commun->v[k].value, commun->v[k].at);
		copy(a, &p->rec, e, "Phase", CHAMP_PHASE, s);
		copy(a, &p->rec, e, "Mode", CHAMP_MODE, s);
		copy(a, &p->rec, e, "Objet", CHAMP_OBJET, s);
		s++;
		if (!p->v[i].travail)
			continue;
		compose(a, &p->rec, e, days[i + 1 < p->n ? i + 1 : i], p->v[i].travail, s);
		saisie_donne(a, s, CHAMP_TYPE, SLICE("travail"), s->at);
		copy(a, &p->rec, e, "Travail_objet", CHAMP_OBJET, s);
		s++;
	}
	*n = (size_t)(s - *v);
	*premier = days[0];
}
