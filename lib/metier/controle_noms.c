/* What lies in a folder beside what belongs there. */
#include "metier/controle_prive.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct diag_msg CONFLICT = {"copie-en-conflit", DIAG_ATTENTION,
	"copie en conflit d'un synchroniseur, jamais lue comme donnée ; reprendre ce qu'elle a de plus (journal : bilan-log "
	"RÉF --fusionner=FICHIER ; le reste, à la main), puis l'effacer"};
static const struct diag_msg LOST = {"version-gardee", DIAG_ATTENTION,
	"version écrite par un autre programme au même instant ; reprendre ce qu'elle a de plus (journal : bilan-log RÉF "
	"--fusionner=FICHIER ; le reste, à la main), puis l'effacer"};
static const struct diag_msg EDITOR = {"reste-editeur", DIAG_ATTENTION,
	"reste d'un éditeur de texte ; le fichier est-il encore ouvert ? sinon l'effacer"};
static const struct diag_msg EDIT = {"reste-editeur", DIAG_ATTENTION,
	"modification en cours dans un éditeur, ou interrompue ; si elle est interrompue, la reprendre par la même commande, "
	"avec --editer"};
static const struct diag_msg TEMP = {"reste-ecriture", DIAG_ATTENTION,
	"fichier temporaire d'une écriture interrompue ; la prochaine écriture l'effacera"};
static const struct diag_msg LINK = {"lien-symbolique", DIAG_ERREUR,
	"lien symbolique : il n'est jamais suivi ; mettre le fichier lui-même à cette place"};
static const struct diag_msg STRANGER = {"nom-inattendu", DIAG_ATTENTION,
	"ce nom n'a pas sa place ici ; le ranger ailleurs"};
static const struct diag_msg WIDE = {"droits-larges", DIAG_ATTENTION,
	"droits {} plus larges que ceux de son dossier ; les réduire : chmod {} {}"};

/* Marks of conflict copies: Syncthing, Nextcloud, ownCloud, Dropbox, OneDrive's and Drive's look like other names. */
static bool is_conflict(const char *name)
{
	static const char *const marks[] = {".sync-conflict-", "conflicted copy", "Conflicted copy", "conflicted_copy", "_conflict-",
	                                    "copie en conflit", "Copie en conflit", "Case Conflict"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strstr(name, marks[i]))
			return true;
	return false;
}

static bool ends_with(const char *name, const char *tail)
{
	size_t n = strlen(name), t = strlen(tail);
	return n > t && strcmp(name + n - t, tail) == 0;
}

/* vim, emacs, nano, joe, LibreOffice. */
static bool is_editor(const char *name)
{
	static const char *const tails[] = {"~", ".swp", ".swo", ".bak", ".orig", ".rej", ".save", ".old", "#"};
	if (name[0] == '#' || strncmp(name, ".#", 2) == 0 || strncmp(name, ".~lock.", 7) == 0)
		return true;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (ends_with(name, tails[i]))
			return true;
	return false;
}

bool controle_nom_tolere(const char *name)
{
	static const char *const names[] = {".stignore", ".gitignore", ".gitattributes", "lost+found", ".directory", ".DS_Store"};
	static const char *const heads[] = {".sync_", "._sync_", ".owncloudsync.log", ".nextcloudsync.log"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (strncmp(name, heads[i], strlen(heads[i])) == 0)
			return true;
	return depot_est_marque(name);
}

static bool is_expected(const char *name, const char *const *expected)
{
	for (; *expected; expected++)
		if (strcmp(name, *expected) == 0)
			return true;
	return strcmp(name, ".verrou") == 0;
}

static const struct diag_msg *judge(const char *name, const char *const *expected)
{
	if (is_expected(name, expected))
		return NULL;
	if (file_is_temp(slice_z(name)))
		return &TEMP;
	if (is_conflict(name))
		return &CONFLICT;
	if (strstr(name, ".perdu"))
		return &LOST;
	if (name[0] == '.' && ends_with(name, ".edit"))
		return &EDIT;
	if (name[0] == '.' && ends_with(name, ".base")) /* stands beside the copy, which is said */
		return NULL;
	return is_editor(name) ? &EDITOR : &STRANGER;
}

void controle_droits(struct arena *a, const struct stat *id, mode_t folder, const char *path, struct diag *diag)
{
	struct buf have, want;
	bool shared = (folder & 02070) == 02070; /* a folder of a group: 2770 */
	mode_t allowed = S_ISDIR(id->st_mode) ? (shared ? 02770 : 0700) : shared ? 0660 : 0600;
	if (!(id->st_mode & 0777 & ~allowed))
		return;
	buf_init(&have, a);
	buf_init(&want, a);
	buf_addf(&have, "%04o", (unsigned)id->st_mode & 07777u);
	buf_addf(&want, "%04o", (unsigned)allowed);
	DIAG(diag, &WIDE, ((struct diag_at){path, 0, 0}), buf_slice(&have), buf_slice(&want), slice_z(path));
}

static void look(struct arena *a, int dir, const char *folder, const char *name, mode_t mode, const char *const *expected,
                 struct diag *diag)
{
	struct stat id;
	struct buf path;
	buf_init(&path, a);
	buf_addz(&path, folder);
	buf_addz(&path, *folder ? "/" : "");
	buf_addz(&path, name);
	const struct diag_msg *m = judge(name, expected);
	if (controle_nom_tolere(name) || fstatat(dir, name, &id, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	if (S_ISLNK(id.st_mode))
		m = &LINK;
	if (m)
		DIAG0(diag, m, ((struct diag_at){buf_z(&path), 0, 0}));
	else
		controle_droits(a, &id, mode, buf_z(&path), diag);
}

void controle_noms(struct arena *a, int dir, const char *path, const char *const *expected, struct diag *diag)
{
	struct stat folder;
	int again = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *list = again < 0 ? NULL : fdopendir(again);
	if (!list || fstat(dir, &folder) < 0)
		return;
	for (struct dirent *e; (e = readdir(list));)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			look(a, dir, path, e->d_name, folder.st_mode, expected, diag);
	closedir(list);
}
