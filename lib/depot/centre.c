#include "depot/centre.h"

#include "base/unicode.h"

#include <errno.h>

const struct diag_msg CENTRE_SANS_CONSEILLER = {"conseiller-inconnu", DIAG_ERREUR,
	"« {} » n'est pas un conseiller de ce centre ; les noms sont dans centre.rec"};
static const struct diag_msg BAD_CENTRE = {"centre-illisible", DIAG_ERREUR, "{} ; corriger ce fichier du dépôt"};
static const struct diag_msg CANNOT_ADD = {"ajout-impossible", DIAG_ERREUR,
	"le fichier se termine au milieu d'une ligne continuée ; le corriger dans un éditeur (rien n'a été modifié)"};

static void read_organisme(struct arena *a, struct centre *c, const struct rec_record *e)
{
	const struct {
		const char *name;
		struct slice *to;
	} fields[] = {{"Nom", &c->nom}, {"Fuseau", &c->fuseau}, {"Region", &c->region}, {"SIRET", &c->siret},
	              {"Groupe", &c->groupe[TREE_DOSSIERS]}, {"Groupe_archives", &c->groupe[TREE_ARCHIVES]},
	              {"Groupe_conseillers", &c->groupe[TREE_BILANS]}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		struct slice word = rec_get(a, &c->rec, e, fields[i].name);
		if (word.n)
			*fields[i].to = word;
	}
}

static void read_conseiller(struct arena *a, struct centre *c, const struct rec_record *e)
{
	struct conseiller k = {.id = rec_get(a, &c->rec, e, "Id"), .nom = rec_get(a, &c->rec, e, "Nom"),
	                       .depuis = jour_iso(rec_get(a, &c->rec, e, "Depuis")),
	                       .jusqu_a = jour_iso(rec_get(a, &c->rec, e, "Jusqu_a"))};
	if (k.id.n)
		c->conseillers[c->n++] = k;
}

static enum status parse(struct depot *d, struct slice bytes, struct centre *c, struct diag *diag)
{
	*c = (struct centre){.nom = SLICE("Centre"), .fuseau = SLICE("Europe/Paris"), .region = SLICE("metropole")};
	enum status st = rec_parse(d->a, bytes, "centre.rec", NULL, &c->rec, diag);
	c->conseillers = ARENA_ARRAY(d->a, struct conseiller, c->rec.nrecords + 1);
	for (size_t i = 0; i < c->rec.nrecords; i++) {
		if (rec_is(&c->rec, &c->rec.records[i], "Organisme"))
			read_organisme(d->a, c, &c->rec.records[i]);
		else if (rec_is(&c->rec, &c->rec.records[i], "Conseiller"))
			read_conseiller(d->a, c, &c->rec.records[i]);
	}
	for (int t = 0; t < TREES; t++)
		d->groupe[t] = c->groupe[t];
	return st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

enum status centre_load(struct depot *d, struct centre *c, struct diag *diag)
{
	struct slice bytes;
	enum status st = file_read(d->a, d->fd, "centre.rec", &bytes, NULL);
	if (st == STATUS_OK)
		return parse(d, bytes, c, diag);
	if (st == STATUS_REFUSED || st == STATUS_IO) {
		depot_say(diag, st, errno, "centre.rec");
		return st;
	}
	DIAG(diag, &BAD_CENTRE, ((struct diag_at){"centre.rec", 0, 0}), slice_z(file_reason(errno)));
	return STATUS_CONFIG;
}

static bool is_title(struct slice word)
{
	static const char *const titles[] = {"m", "mme", "mlle", "monsieur", "madame", "mr"};
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (slice_is(word, titles[i]))
			return true;
	return false;
}

/* "Mme Roques", "M. ROQUES", "roques" → "roques". */
static struct slice name_key(struct arena *a, struct slice nom)
{
	struct slice key = text_fold_words(a, nom), rest = key, first;
	if (slice_next(&rest, " ", &first) && rest.n && is_title(first))
		return rest;
	return key;
}

bool centre_nomme(struct arena *a, struct slice nom)
{
	struct slice key = name_key(a, nom);
	return key.n && !is_title(key);
}

const struct conseiller *centre_conseiller(struct arena *a, const struct centre *c, struct slice nom)
{
	struct slice key = name_key(a, nom);
	for (size_t i = 0; key.n && i < c->n; i++)
		if (slice_eq(name_key(a, c->conseillers[i].id), key) || slice_eq(name_key(a, c->conseillers[i].nom), key))
			return &c->conseillers[i];
	return NULL;
}

static bool id_taken(const struct centre *c, struct slice id)
{
	for (size_t i = 0; i < c->n; i++)
		if (slice_eq(c->conseillers[i].id, id))
			return true;
	return false;
}

struct slice centre_nouvel_id(struct arena *a, const struct centre *c, struct slice nom)
{
	struct slice key = name_key(a, nom);
	struct buf b;
	buf_init(&b, a);
	for (size_t i = 0; i < key.n; i++) {
		char k = key.p[i];
		if ((k >= 'a' && k <= 'z') || (k >= '0' && k <= '9'))
			buf_addc(&b, k);
		else if (k == ' ' && b.n)
			buf_addc(&b, '-');
	}
	if (!b.n)
		buf_addz(&b, "conseiller");
	size_t stem = b.n;
	for (int i = 2; id_taken(c, buf_slice(&b)); i++) {
		b.n = stem;
		buf_addf(&b, "-%d", i);
	}
	return buf_slice(&b);
}

/* Put WHOLE in place, or say why it was not. */
static enum status replace(struct file_edit *e, struct slice whole, struct diag *diag)
{
	enum status st = file_edit_write(e, whole, 0600);
	if (st == STATUS_OK)
		st = file_edit_commit(e);
	if (st != STATUS_OK)
		depot_say_edit(diag, st, errno, "centre.rec", e);
	return st;
}

enum status centre_ajoute(struct depot *d, struct centre *c, struct slice id, struct slice nom, struct diag *diag)
{
	struct file_edit e;
	struct centre now;
	struct buf record, whole;
	buf_init(&record, d->a);
	buf_init(&whole, d->a);
	rec_put(&record, "Id", id);
	rec_put(&record, "Nom", nom);
	enum status st = file_edit_begin(&e, d->a, d->fd, "centre.rec");
	if (st != STATUS_OK) {
		depot_say(diag, st, errno, "centre.rec");
		return st;
	}
	st = parse(d, e.before, &now, diag);
	if (st == STATUS_OK && rec_add(&whole, &now.rec, "Conseiller", buf_slice(&record)) != STATUS_OK) {
		DIAG0(diag, &CANNOT_ADD, ((struct diag_at){"centre.rec", 0, 0}));
		st = STATUS_CONFIG;
	}
	if (st != STATUS_OK) {
		file_edit_cancel(&e);
		return st;
	}
	st = replace(&e, buf_slice(&whole), diag);
	return st == STATUS_OK ? parse(d, buf_slice(&whole), c, diag) : st;
}
