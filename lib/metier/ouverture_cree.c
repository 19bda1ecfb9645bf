/* A case is born whole: built under a temporary name, flushed, then named: no other command can meet half of it. */
#include "metier/ouverture_prive.h"

#include "depot/acces.h"
#include "depot/ident.h"
#include "depot/type.h"
#include "format/rec.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct diag_msg NOT_MADE = {"creation", DIAG_ERREUR,
	"le dossier n'a pas pu être créé ({}) ; rien n'a été ouvert : vérifier le volume et les droits, puis recommencer"};
static const struct diag_msg UNCERTAIN = {"ecriture-incertaine", DIAG_ERREUR,
	"{} au moment d'enregistrer {} ; vérifier le volume, puis bilan-liste {}, avant de recommencer"};
static const struct diag_msg FULL = {"numeros-epuises", DIAG_ERREUR,
	"plus de numéro libre pour {} ; choisir un préfixe de poste (BILAN_PREFIXE)"};

enum status ouvertures_init(struct ouvertures *o, struct depot *d, struct centre *c, const struct regles *r, jour_t au,
                            struct diag *diag)
{
	*o = (struct ouvertures){.depot = d, .centre = c, .regles = r, .au = au, .lock = -1};
	enum status st = status_worst(voies_load(d, &o->voies, diag), colonnes_load(d, &o->colonnes, diag));
	sobriete_init(&o->sobriete, d);
	st = status_worst(st, sobriete_charge(&o->sobriete, diag));
	return status_worst(st, poste_load(d->a, &o->poste, diag));
}

enum status ouvertures_hold(struct ouvertures *o, struct diag *diag)
{
	enum status st = depot_lock(o->depot, &o->lock, diag);
	if (st != STATUS_OK)
		return st;
	int tree = depot_tree(o->depot, TREE_DOSSIERS, &st, diag);
	if (tree >= 0)
		file_sweep(tree);
	file_sweep(o->depot->fd);
	if (st == STATUS_OK) /* read before the lock, it may lack whom another command added since */
		st = centre_load(o->depot, o->centre, diag);
	return st == STATUS_OK ? ouverture_recense(o, diag) : st;
}

void ouvertures_release(struct ouvertures *o)
{
	file_unlock(o->lock);
	o->lock = -1;
}

static void put(struct buf *out, const char *name, struct slice value)
{
	if (value.n)
		rec_put(out, name, value);
}

static struct slice first_id(struct arena *a, const struct poste *p, const char *stem, size_t rank)
{
	struct buf b;
	buf_init(&b, a);
	buf_addf(&b, "%s%zu", stem, rank);
	buf_adds(&b, p->suffixe);
	return buf_slice(&b);
}

static struct slice dossier_text(const struct ouvertures *o, const struct neuf *n, struct slice reference)
{
	struct arena *a = o->depot->a;
	struct buf b;
	buf_init(&b, a);
	buf_addz(&b, "%rec: Dossier\n\n");
	rec_put(&b, "Reference", reference);
	for (int i = 0; i < INFO_DOSSIER_N; i++)
		put(&b, info_noms[i], n->info[i]);
	for (size_t i = 0; i < n->nf; i++) {
		const struct financement *f = &n->f[i];
		buf_addz(&b, i ? "\n" : "\n%rec: Financement\n\n");
		rec_put(&b, "Id", first_id(a, &o->poste, "f", i + 1));
		put(&b, "Payeur", f->payeur);
		put(&b, "Dispositif", f->dispositif);
		put(&b, "Montant", f->montant);
		put(&b, "Taxe", f->taxe);
		put(&b, "Numero_externe", f->numero);
		put(&b, "Minutes", f->minutes);
	}
	return buf_slice(&b);
}

/* Each route once, in the order of the fundings; `-` when there is none. */
static void put_routes(struct buf *b, const struct neuf *n)
{
	put(b, "Voie", n->info[INFO_VOIE]);
	bool any = n->info[INFO_VOIE].n > 0;
	for (size_t i = 0; i < n->nf; i++) {
		bool seen = slice_eq(n->f[i].dispositif, n->info[INFO_VOIE]);
		for (size_t k = 0; k < i; k++)
			seen |= slice_eq(n->f[k].dispositif, n->f[i].dispositif);
		if (!seen)
			put(b, "Voie", n->f[i].dispositif);
		any |= n->f[i].dispositif.n > 0;
	}
	if (!any)
		rec_put(b, "Voie", SLICE("-"));
}

static struct slice journal_text(const struct ouvertures *o, const struct neuf *n, struct slice reference)
{
	struct buf b;
	buf_init(&b, o->depot->a);
	buf_addz(&b, "%rec: Evenement\n\n");
	rec_put(&b, "Id", first_id(o->depot->a, &o->poste, "e", 1));
	rec_put(&b, "Type", SLICE("ouverture"));
	rec_put(&b, "Reference", reference);
	rec_put(&b, "Le", n->info[INFO_OUVERT]);
	put(&b, "Conseiller", n->info[INFO_CONSEILLER]);
	put_routes(&b, n);
	put(&b, "Situation", n->info[INFO_SITUATION]);
	rec_put(&b, "Saisi", o->saisi);
	rec_put(&b, "Par", o->par);
	return buf_slice(&b);
}

static enum status write_file(int dir, const char *name, struct slice bytes, mode_t mode)
{
	int fd = file_open(dir, name, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd < 0)
		return file_status(errno);
	enum status st = fchmod(fd, mode) < 0 ? file_status(errno) : file_write(fd, bytes);
	if (st == STATUS_OK)
		st = file_sync(fd);
	int error = errno;
	close(fd);
	errno = error;
	return st;
}

static enum status fill(int dir, const struct acces *acces, const struct slice text[2])
{
	enum status st = acces_dossier(dir, acces);
	if (st == STATUS_OK)
		st = write_file(dir, "dossier.rec", text[0], acces->fichier);
	if (st == STATUS_OK)
		st = write_file(dir, "journal.rec", text[1], acces->fichier);
	return st == STATUS_OK ? file_sync(dir) : st;
}

/* Some file systems refuse flags: then the plain rename, under the store's lock, after a look. */
static int rename_new(int tree, const char *from, const char *to)
{
	struct stat id;
	if (renameat2(tree, from, tree, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (fstatat(tree, to, &id, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return -1;
	}
	return renameat(tree, from, tree, to);
}

/* NAMED: the case is there, whatever the status. */
static enum status born(int tree, const struct acces *acces, const char *temp, const char *name, const struct slice text[2],
                        bool *named)
{
	*named = false;
	if (mkdirat(tree, temp, 0700) < 0)
		return file_status(errno);
	int dir = file_open(tree, temp, O_RDONLY | O_DIRECTORY, 0);
	enum status st = dir < 0 ? file_status(errno) : fill(dir, acces, text);
	int error = errno;
	if (dir >= 0)
		close(dir);
	if (st == STATUS_OK && rename_new(tree, temp, name) < 0) {
		error = errno;
		st = file_status(error);
	}
	if (st != STATUS_OK)
		file_sweep(tree);
	else {
		*named = true;
		st = file_sync(tree);
		error = errno;
	}
	errno = error;
	return st;
}

enum status ouverture_cree(struct ouvertures *o, const struct neuf *n, ref_t *out, struct diag *diag)
{
	struct arena *a = o->depot->a;
	enum status st;
	int tree = depot_tree(o->depot, TREE_DOSSIERS, &st, diag), year = jour_civil(n->ouvert).year;
	struct acces acces;
	if (tree >= 0 && (st = acces_de(o->depot, TREE_DOSSIERS, &acces, diag)) != STATUS_OK)
		return st;
	while (tree >= 0) {
		char name[REF_SIZE];
		struct buf temp;
		bool named;
		if (o->greatest[year] >= 999999) {
			DIAG(diag, &FULL, n->at, n->info[INFO_OUVERT]);
			return STATUS_CREATE;
		}
		ref_t ref = ref_make(&o->depot->prefixes, o->poste.prefixe, year, ++o->greatest[year]);
		struct slice reference = ref_text(&o->depot->prefixes, ref, name);
		buf_init(&temp, a);
		buf_addf(&temp, ".%s.%ld~", name, (long)getpid());
		st = born(tree, &acces, buf_z(&temp), name,
		          (struct slice[]){dossier_text(o, n, reference), journal_text(o, n, reference)}, &named);
		if (st == STATUS_CREATE && errno == EEXIST)
			continue; /* a folder that is not a case stands there: its number is not ours */
		if (st == STATUS_OK) {
			*out = ref;
			ouverture_note(o, n, ref);
		} else if (named)
			DIAG(diag, &UNCERTAIN, n->at, slice_z(file_reason(errno)), reference, reference);
		else
			DIAG(diag, &NOT_MADE, n->at, slice_z(file_reason(errno)));
		return st;
	}
	return st;
}
