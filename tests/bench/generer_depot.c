/* The files of the generated store, and what writes them. Nothing here needs to last: no fsync. */
#include "generer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const conseillers[4][2] = {
	{"roques", "Hélène Roques"}, {"bastide", "Jérôme Bastide"}, {"lefevre", "Zoé Lefèvre"}, {"noel", "François Noël"}};
static const char *const noms[] = {"Béranger", "Lœuillet", "D’Haëse", "Müller-Faÿ", "Çelik", "Guérin", "Nuñez", "Prévôt"};
static const char *const prenoms[] = {"Chloé", "Anaïs", "Jérémie", "Maëlle", "Gaëtan", "Inès", "Loïc", "Zélie"};
static const char *const enonces[] = {
	"Négocier un délai avec un fournisseur étranger", "Former un collègue à la caisse et à l’accueil",
	"Établir le planning d’une équipe de douze personnes", "Rédiger un compte rendu de réunion pour la préfecture",
	"Régler une machine à commande numérique", "Mener un entretien d’accueil en français et en arabe"};
static const char *const pistes[] = {"Chargée de formation", "Technicien qualité", "Éducateur", "Gérante d’épicerie"};

static void die(const char *what)
{
	fprintf(stderr, "generer: %s: %s\n", what, strerror(errno));
	exit(74);
}

/* splitmix64: small, and good enough to scatter lives. */
unsigned draw(struct life *l, unsigned below)
{
	uint64_t z = l->rng += 0x9e3779b97f4a7c15U;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return (unsigned)((z ^ (z >> 31)) >> 33) % below;
}

void putv(struct text *t, const char *format, va_list ap)
{
	int n = vsnprintf(t->p + t->n, sizeof t->p - t->n, format, ap);
	if (n < 0 || (size_t)n >= sizeof t->p - t->n)
		die("fichier trop long");
	t->n += (size_t)n;
}

void put(struct text *t, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	putv(t, format, ap);
	va_end(ap);
}

void put_day(struct text *t, const char *field, int day)
{
	struct ymd c = ymd_of(day);
	put(t, "%s: %04d-%02d-%02d\n", field, c.y, c.m, c.d);
}

static void write_file(int dir, const char *ref, const char *name, const struct text *t)
{
	char path[64];
	int fd;
	snprintf(path, sizeof path, "%s%s%s", ref, *ref ? "/" : "", name);
	fd = openat(dir, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, t->p, t->n) != (ssize_t)t->n || close(fd) < 0)
		die(path);
}

static void write_dossier(struct life *l, int dir)
{
	static struct text t;
	const char *nom = noms[draw(l, COUNT(noms))], *prenom = prenoms[draw(l, COUNT(prenoms))];
	unsigned k = draw(l, 100000000);
	t.n = 0;
	put(&t, "%%rec: Dossier\n\nReference: %s\nCle_externe: B-%s\nCivilite: %s\nNom: %s\nPrenom: %s\n", l->ref, l->ref,
	    k % 2 ? "Mme" : "M.", nom, prenom);
	put(&t, "Courriel: personne%u@exemple.fr\nTelephone: +336%08u\nAdresse: %u, rue de l’Évêché, 31000 Toulouse\n"
	    "Minutes_contrat: 1440\nPrix: 1600.00\n", k, k, k % 90 + 1);
	put_day(&t, "Ouvert", l->open);
	put_day(&t, "Debut_prevu", l->open + 20);
	put_day(&t, "Fin_prevue", l->open + 110);
	put(&t, "\n%%rec: Financement\n\nId: f1\nPayeur: %s\nDispositif: %s\nMontant: 1600.00\nTaxe: TTC\nMinutes: 1440\n",
	    strcmp(l->voie, "cpf") ? "Opérateur de compétences" : "Caisse des Dépôts", l->voie);
	write_file(dir, l->ref, "dossier.rec", &t);
}

static void write_bilan(struct life *l, int dir)
{
	static struct text c, p, a;
	unsigned at = draw(l, 1000);
	if (mkdirat(dir, l->ref, 0700) < 0)
		die(l->ref);
	c.n = p.n = a.n = 0;
	put(&c, "%%rec: Competence\n");
	for (unsigned i = 0; i < COUNT(enonces); i++)
		put(&c, "\nId: c%u\nType: savoir-faire\nEnonce: %s\nNiveau: %u\nPreuve: attestation de l’employeur\n"
		    "Perspective: à développer, en équipe\n", i + 1,
		    enonces[(at + i) % COUNT(enonces)], draw(l, 4) + 1);
	put(&p, "%%rec: Piste\n");
	for (unsigned i = 0; i < 3; i++)
		put(&p, "\nId: p%u\nTitre: %s\nOrigine: entretien, épreuve et enquête\nEtat: %s\n"
		    "Manque: une première expérience, des horaires de jour\n",
		    i + 1, pistes[(at + i) % COUNT(pistes)], i ? "ecartee" : "retenue");
	put(&a, "%%rec: Projet\n\nPiste: p1\nTitre: Évoluer dans la même branche\nType: principal\n\n%%rec: Action\n\nId: a1\n"
	    "Action: Préparer le dossier de validation des acquis\nPremier_pas: Téléphoner à l’académie\n");
	put_day(&a, "Echeance", l->open + 240);
	write_file(dir, l->ref, "competences.rec", &c);
	write_file(dir, l->ref, "pistes.rec", &p);
	write_file(dir, l->ref, "projet.rec", &a);
}

static int make_dir(int at, const char *name, bool marked)
{
	static const struct text empty;
	int fd;
	if (mkdirat(at, name, 0700) < 0)
		die(name);
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		die(name);
	if (marked)
		write_file(fd, "", ".depot", &empty);
	return fd;
}

void make_store(const char *path, int *trees)
{
	static const char *const names[] = {"dossiers", "archives", "bilans"};
	static struct text t;
	int top = make_dir(AT_FDCWD, path, false);
	for (int i = 0; i < TREES; i++)
		trees[i] = make_dir(top, names[i], i != DOSSIERS);
	put(&t, "%%rec: Organisme\n\nNom: Centre de bilan de l’Évêché\nFuseau: Europe/Paris\nRegion: metropole\n\n"
	    "%%rec: Conseiller\n");
	for (unsigned i = 0; i < COUNT(conseillers); i++)
		put(&t, "\nId: %s\nNom: %s\nDepuis: 2016-09-01\n", conseillers[i][0], conseillers[i][1]);
	write_file(top, "", "centre.rec", &t);
}

void write_case(struct life *l, int dir, int bilans)
{
	if (mkdirat(dir, l->ref, 0700) < 0)
		die(l->ref);
	write_dossier(l, dir);
	write_file(dir, l->ref, "journal.rec", &l->journal);
	if (bilans >= 0)
		write_bilan(l, bilans);
}
