/* The store itself: its own files, and names in its trees that are not cases. */
#include "metier/controle_prive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct diag_msg HALF_MADE = {"dossier-a-demi", DIAG_ATTENTION,
	"dossier à demi créé par une commande interrompue, jamais lu ; la prochaine ouverture l'effacera"};
static const struct diag_msg NOT_A_CASE = {"nom-inattendu", DIAG_ATTENTION,
	"ce nom n'est pas une référence et n'est jamais lu ; le ranger ailleurs"};
static const struct diag_msg BOTH = {"dossier-double", DIAG_ERREUR,
	"ce dossier est aussi dans archives/ ; garder celui dont le journal est le plus complet"};
static const struct diag_msg NO_CASE = {"bilan-sans-dossier", DIAG_ATTENTION,
	"bilan sans dossier administratif ; vérifier à qui il appartient, ou le détruire"};
static const struct diag_msg UNREAD = {"bilans-non-lus", DIAG_ATTENTION,
	"l'arbre bilans/ ne peut pas être lu d'ici : seuls les dossiers sont vérifiés ; "
	"faire vérifier le reste par une personne qui y a accès"};
static const struct diag_msg SYNCED = {"poste-sans-prefixe", DIAG_ATTENTION,
	"dépôt synchronisé ({}) et poste sans préfixe : deux postes donneraient la même référence ; "
	"en choisir un : BILAN_PREFIXE"};
static const struct diag_msg LINK = {"lien-symbolique", DIAG_ERREUR,
	"lien symbolique à la place d'un dossier : il n'est jamais suivi ; mettre le dossier lui-même à cette place"};

static const char *const EXPECTED[] = {"centre.rec", "journal.rec", "destructions.rec", "interdits.rec", "dossiers", "archives",
                                       "bilans", "regles.d", "parcours", "types.d", "methodes", "modeles", NULL};

static const char *joined(struct arena *a, const char *tree, const char *name)
{
	struct buf b;
	buf_init(&b, a);
	buf_addf(&b, "%s/", tree);
	buf_addz(&b, name);
	return buf_z(&b);
}

static void judge(struct controles *k, enum tree t, const char *name, mode_t tree, struct diag *diag)
{
	struct depot *d = k->depot;
	struct stat id = {0};
	const char *path = joined(d->a, tree_names[t], name);
	struct diag_at at = {path, 0, 0};
	ref_t ref = ref_parse(&d->prefixes, slice_z(name));
	if (fstatat(d->tree[t], name, &id, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(id.st_mode) && ref != REF_NONE)
		DIAG0(diag, &LINK, at);
	else if (ref == REF_NONE)
		DIAG0(diag, file_is_temp(slice_z(name)) ? &HALF_MADE : &NOT_A_CASE, at);
	else if (t == TREE_DOSSIERS && d->tree[TREE_ARCHIVES] >= 0 && faccessat(d->tree[TREE_ARCHIVES], name, F_OK, 0) == 0)
		DIAG0(diag, &BOTH, at);
	else if (t == TREE_BILANS && faccessat(d->tree[TREE_DOSSIERS], name, F_OK, 0) < 0 &&
	         faccessat(d->tree[TREE_ARCHIVES], name, F_OK, 0) < 0)
		DIAG0(diag, &NO_CASE, at);
	if (ref != REF_NONE && S_ISDIR(id.st_mode))
		controle_droits(d->a, &id, tree, path, diag);
}

static bool belongs(const char *name)
{
	static const char *const names[] = {".", "..", ".depot", ".verrou"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void check_tree(struct controles *k, enum tree t, struct diag *diag)
{
	int fd = openat(k->depot->tree[t], ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = fd < 0 ? NULL : fdopendir(fd);
	struct stat tree = {0};
	if (list)
		fstat(fd, &tree);
	for (struct dirent *e; list && (e = readdir(list));)
		if (!belongs(e->d_name) && !controle_nom_tolere(e->d_name))
			judge(k, t, e->d_name, tree.st_mode, diag);
	if (list)
		closedir(list);
}

enum status controle_arbres(struct controles *k, struct diag *diag)
{
	struct depot *d = k->depot;
	enum status st, worst = STATUS_OK;
	if (faccessat(d->fd, "bilans", R_OK | X_OK, 0) < 0 && errno == EACCES)
		DIAG0(diag, &UNREAD, ((struct diag_at){"bilans", 0, 0}));
	else if (depot_tree(d, TREE_BILANS, &st, diag) < 0)
		worst = st;
	if (depot_tree(d, TREE_ARCHIVES, &st, diag) < 0)
		worst = status_worst(worst, st);
	return worst;
}

enum status controle_depot(struct controles *k, struct diag *diag)
{
	struct depot *d = k->depot;
	const char *mark = depot_synchroniseur(d);
	struct visit v = {.depot = d, .tree = TREE_DOSSIERS, .ref = REF_CENTRE, .arena = d->a, .diag = diag};
	struct examen x = {.k = k, .v = &v, .diag = diag, .a = d->a, .reference = SLICE("")};
	controle_centre(&x);
	controle_noms(d->a, d->fd, "", EXPECTED, diag);
	if (mark && !k->poste.prefixe.n)
		DIAG(diag, &SYNCED, DIAG_NOWHERE, slice_z(mark));
	for (int t = 0; t < TREES; t++)
		if (d->tree[t] >= 0)
			check_tree(k, (enum tree)t, diag);
	return x.status;
}
