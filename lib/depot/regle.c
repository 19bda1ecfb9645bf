#include "depot/regle.h"

#include <errno.h>
#include <string.h>

static const struct diag_msg NO_FILE = {"regles-absentes", DIAG_ERREUR, "{} ; réinstaller les données du partage"};
static const struct diag_msg BAD_RULE = {"regle-mal-decrite", DIAG_ERREUR,
	"la règle « {} » n'a pas d'identité, de date lisible ou de niveau connu ; corriger la ligne"};
static const struct diag_msg BAD_REGION = {"region-inconnue", DIAG_ERREUR,
	"région de jours fériés inconnue : « {} » ; écrire dans centre.rec l'une de : {}"};
static const struct diag_msg BAD_HOLIDAY = {"ferie-mal-decrit", DIAG_ERREUR,
	"le jour férié « {} » n'a ni Jour (MM-JJ) ni Paques, ou une région inconnue ; corriger la ligne"};

/* Records of one type from several files, handed to a reader. */
struct loader {
	struct depot *d;
	struct diag *diag;
	enum status status;
	bool centre;
};
typedef void record_fn(struct loader *l, void *into, const struct rec *r, const struct rec_record *e);

static void read_bytes(struct loader *l, struct slice bytes, const char *path, const char *type, record_fn *fn, void *into)
{
	struct rec r;
	l->status = status_worst(l->status, rec_parse(l->d->a, bytes, path, NULL, &r, l->diag));
	for (size_t i = 0; i < r.nrecords; i++)
		if (rec_is(&r, &r.records[i], type))
			fn(l, into, &r, &r.records[i]);
}

static void read_share(struct loader *l, const char *name, const char *type, record_fn *fn, void *into)
{
	struct slice bytes;
	struct buf path;
	buf_init(&path, l->d->a);
	buf_addf(&path, "share/%s", name);
	enum status st = depot_share(l->d, name, &bytes);
	if (st != STATUS_OK) {
		DIAG(l->diag, &NO_FILE, ((struct diag_at){buf_z(&path), 0, 0}), slice_z(file_reason(errno)));
		l->status = STATUS_CONFIG;
		return;
	}
	read_bytes(l, bytes, buf_z(&path), type, fn, into);
}

/* The store's own files of FOLDER. */
static void read_centre(struct loader *l, const char *type, record_fn *fn, void *into)
{
	struct depot_file *v;
	size_t n;
	l->centre = true;
	l->status = status_worst(l->status, depot_files(l->d, l->d->fd, "regles.d", &v, &n, l->diag));
	for (size_t i = 0; i < n; i++)
		read_bytes(l, v[i].bytes, v[i].path, type, fn, into);
	l->centre = false;
}

static enum status loaded(const struct loader *l)
{
	return l->status == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

/* An optional date: absent is open; false when it cannot be read. */
static bool optional_date(struct slice s, jour_t *d)
{
	*d = s.n ? jour_iso(s) : JOUR_NONE;
	return !s.n || *d != JOUR_NONE;
}

static bool read_level(struct slice word, enum diag_level *level)
{
	static const struct {
		const char *word;
		enum diag_level level;
	} levels[] = {{"erreur", DIAG_ERREUR}, {"attention", DIAG_ATTENTION}, {"muet", DIAG_REMARQUE}};
	for (size_t i = 0; i < 3; i++)
		if (slice_is(word, levels[i].word)) {
			*level = levels[i].level;
			return true;
		}
	return false;
}

static void *room(struct arena *a, void *v, size_t n, size_t size)
{
	if (n & (n - 1))
		return v; /* room is doubled each time the count reaches a power of two */
	return arena_grow(a, v, n * size, (n ? n * 2 : 1) * size);
}

static void read_regle(struct loader *l, void *into, const struct rec *r, const struct rec_record *e)
{
	struct arena *a = l->d->a;
	struct regles *all = into;
	struct regle g = {
		.id = rec_get(a, r, e, "Id"), .objet = rec_get(a, r, e, "Objet"), .valeur = rec_get(a, r, e, "Valeur"),
		.unite = rec_get(a, r, e, "Unite"), .article = rec_get(a, r, e, "Article"), .date_de = rec_get(a, r, e, "Date_de"),
		.verifie = slice_is(rec_get(a, r, e, "Verifie"), "oui"), .centre = l->centre,
	};
	if (!slice_number(g.valeur, &g.nombre))
		g.nombre = -1;
	if (!g.id.n || !optional_date(rec_get(a, r, e, "Depuis"), &g.depuis) ||
	    !optional_date(rec_get(a, r, e, "Jusqu_a"), &g.jusqu_a) || !read_level(rec_get(a, r, e, "Niveau"), &g.niveau)) {
		DIAG(l->diag, &BAD_RULE, rec_at_record(r, e), g.id);
		l->status = STATUS_CONFIG;
		return;
	}
	if (!g.verifie && g.niveau > DIAG_ATTENTION)
		g.niveau = DIAG_ATTENTION;
	all->v = room(a, all->v, all->n, sizeof *all->v);
	all->v[all->n++] = g;
}

enum status regles_load(struct depot *d, struct regles *r, struct diag *diag)
{
	struct loader l = {.d = d, .diag = diag};
	*r = (struct regles){0};
	read_centre(&l, "Regle", read_regle, r);
	read_share(&l, "regles/regles.rec", "Regle", read_regle, r);
	return loaded(&l);
}

static bool in_force(jour_t depuis, jour_t jusqu_a, jour_t d)
{
	return (depuis == JOUR_NONE || depuis <= d) && (jusqu_a == JOUR_NONE || d <= jusqu_a);
}

const struct regle *regle_at(const struct regles *r, const char *id, jour_t d)
{
	for (size_t i = 0; i < r->n; i++)
		if (slice_is(r->v[i].id, id) && in_force(r->v[i].depuis, r->v[i].jusqu_a, d))
			return &r->v[i];
	return NULL;
}

int regle_nombre(const struct regles *r, const char *id, jour_t d, int otherwise)
{
	const struct regle *g = regle_at(r, id, d);
	return g && g->nombre >= 0 ? g->nombre : otherwise;
}

void buf_add_regle(struct buf *b, const struct regle *g)
{
	bool months = slice_is(g->unite, "mois"), years = months && g->nombre > 0 && g->nombre % 12 == 0;
	struct slice unit = g->unite;
	if (slice_is(unit, "euros") && buf_add_euros(b, g->valeur))
		return;
	if (years) {
		buf_addn(b, g->nombre / 12);
		buf_addz(b, g->nombre == 12 ? " an" : " ans");
		return;
	}
	buf_adds(b, g->valeur);
	if (slice_is(unit, "nombre") || slice_is(unit, "date"))
		return;
	if (slice_is(unit, "pourcent"))
		unit = SLICE("%");
	else if (g->nombre == 1 && !months)
		unit.n--; /* one hour, one day */
	buf_addc(b, ' ');
	buf_adds(b, unit);
}

static void read_voie(struct loader *l, void *into, const struct rec *r, const struct rec_record *e)
{
	struct arena *a = l->d->a;
	struct voies *all = into;
	struct voie v = {.id = rec_get(a, r, e, "Id"), .libelle = rec_get(a, r, e, "Libelle"), .payeur = rec_get(a, r, e, "Payeur"),
	                 .pour = rec_get(a, r, e, "Pour"), .article = rec_get(a, r, e, "Article")};
	if (!v.id.n || !optional_date(rec_get(a, r, e, "Depuis"), &v.depuis) ||
	    !optional_date(rec_get(a, r, e, "Jusqu_a"), &v.jusqu_a)) {
		DIAG(l->diag, &BAD_RULE, rec_at_record(r, e), v.id);
		l->status = STATUS_CONFIG;
		return;
	}
	v.synonymes = ARENA_ARRAY(a, struct slice, e->n + 1);
	for (uint32_t i = 0; i < e->n; i++)
		if (slice_is(rec_name(r, &r->fields[e->first + i]), "Synonyme"))
			v.synonymes[v.nsynonymes++] = rec_word(a, r, &r->fields[e->first + i]);
	v.synonymes[v.nsynonymes++] = v.libelle;
	all->v = room(a, all->v, all->n, sizeof *all->v);
	all->v[all->n++] = v;
}

enum status voies_load(struct depot *d, struct voies *v, struct diag *diag)
{
	struct loader l = {.d = d, .diag = diag};
	*v = (struct voies){0};
	read_centre(&l, "Voie", read_voie, v);
	read_share(&l, "regles/voies.rec", "Voie", read_voie, v);
	return loaded(&l);
}

bool voie_ouverte(const struct voie *v, jour_t d)
{
	return in_force(v->depuis, v->jusqu_a, d);
}

/* A caller's own reader, under the shape of ours. */
struct lecteur {
	regle_lue *fn;
	void *into;
};

static void hand_over(struct loader *l, void *into, const struct rec *r, const struct rec_record *e)
{
	const struct lecteur *to = into;
	to->fn(l->d->a, to->into, r, e);
}

enum status regle_enregistrements(struct depot *d, const char *name, const char *type, regle_lue *fn, void *into,
                                  struct diag *diag)
{
	struct loader l = {.d = d, .diag = diag};
	struct lecteur to = {fn, into};
	read_centre(&l, type, hand_over, &to);
	read_share(&l, name, type, hand_over, &to);
	return loaded(&l);
}

/* The regions named by the record; none named is everywhere. */
static bool read_regions(struct arena *a, const struct rec *r, const struct rec_record *e, unsigned *bits)
{
	*bits = 0;
	for (uint32_t i = 0; i < e->n; i++) {
		const struct rec_field *f = &r->fields[e->first + i];
		if (!slice_is(rec_name(r, f), "Region"))
			continue;
		int region = ferie_region(rec_word(a, r, f));
		if (region < 0)
			return false;
		*bits |= 1u << region;
	}
	if (!*bits)
		*bits = ~0u;
	return true;
}

static bool read_signed(struct slice s, int *value)
{
	bool minus = s.n && s.p[0] == '-';
	if (!slice_number((struct slice){s.p + minus, s.n - minus}, value))
		return false;
	if (minus)
		*value = -*value;
	return true;
}

static bool read_day(struct slice jour, struct ferie *f)
{
	return jour.n == 5 && jour.p[2] == '-' && slice_number((struct slice){jour.p, 2}, &f->month) &&
	       slice_number((struct slice){jour.p + 3, 2}, &f->day);
}

static void read_ferie(struct loader *l, void *into, const struct rec *r, const struct rec_record *e)
{
	struct arena *a = l->d->a;
	struct feries *all = into;
	struct ferie f = {.nom = slice_dup(a, rec_get(a, r, e, "Nom"))};
	struct slice paques = rec_get(a, r, e, "Paques");
	f.paques = paques.n > 0;
	bool ok = f.paques ? read_signed(paques, &f.offset) : read_day(rec_get(a, r, e, "Jour"), &f);
	if (!ok || !read_regions(a, r, e, &f.regions) || !optional_date(rec_get(a, r, e, "Depuis"), &f.depuis) ||
	    !optional_date(rec_get(a, r, e, "Jusqu_a"), &f.jusqu_a)) {
		DIAG(l->diag, &BAD_HOLIDAY, rec_at_record(r, e), slice_z(f.nom));
		l->status = STATUS_CONFIG;
		return;
	}
	struct ferie *v = room(a, (void *)(uintptr_t)all->v, all->n, sizeof *v);
	v[all->n++] = f;
	all->v = v;
}

enum status feries_load(struct depot *d, struct slice region, struct feries *out, struct diag *diag)
{
	struct loader l = {.d = d, .diag = diag};
	int rank = ferie_region(region.n ? region : SLICE("metropole"));
	*out = (struct feries){0};
	if (rank < 0) {
		struct buf b;
		buf_init(&b, d->a);
		for (size_t i = 0; i < FERIE_REGIONS; i++)
			buf_addf(&b, i ? " %s" : "%s", ferie_regions[i]);
		DIAG(diag, &BAD_REGION, ((struct diag_at){"centre.rec", 0, 0}), region, buf_slice(&b));
		return STATUS_CONFIG;
	}
	out->region = 1u << rank;
	read_centre(&l, "Ferie", read_ferie, out);
	read_share(&l, "regles/feries.rec", "Ferie", read_ferie, out);
	return loaded(&l);
}
