/* depot: the store: find it, open its trees, list its cases, lock them. Two trees for two classes of access:
 * nothing here opens bilans/ unless TREE_BILANS is asked for. */
#ifndef DEPOT_DEPOT_H
#define DEPOT_DEPOT_H

#include "depot/ref.h"
#include "sys/file.h"

enum tree { TREE_DOSSIERS, TREE_ARCHIVES, TREE_BILANS, TREES };
extern const char *const tree_names[TREES]; /* "dossiers", "archives", "bilans" */

struct depot {
	struct arena *a;  /* of the run */
	const char *path; /* as messages name it */
	int fd, share;    /* the store's folder; the installed data */
	int tree[TREES];  /* -1 until used */
	struct slice groupe[TREES]; /* from centre.rec; empty: none */
	struct ref_prefixes prefixes;
};

/* --depot, BILAN_DEPOT, $XDG_DATA_HOME/bilan, ~/.local/share/bilan (HOME unset: the password file). */
const char *depot_path(struct arena *a, const char *option);

/* Open the store at PATH. CONFIG, said in DIAG, when it has no centre.rec: an unmounted volume must not read as "nothing
 * due". Also opens the data shipped with the commands: $BILAN_PARTAGE, else ../share/bilan, else ../share from the
 * executable. */
enum status depot_open(struct depot *d, struct arena *a, const char *path, struct diag *diag);
void depot_close(struct depot *d);

/* Make a store: folders, marks, a first centre.rec. CREATE or REFUSED when it cannot. */
enum status depot_create(struct arena *a, const char *path, struct diag *diag);

/* The mark of a synchroniser or of git beside the store's files (".stfolder"), or NULL. */
const char *depot_synchroniseur(struct depot *d);
bool depot_est_marque(const char *name); /* is it the name of one? */

/* The descriptor of a tree, or -1 with STATUS in *ST: archives/ and bilans/ without their mark `.depot` are an unmounted
 * volume (CONFIG). */
int depot_tree(struct depot *d, enum tree t, enum status *st, struct diag *diag);

/* Installed data, or the store's own when it has some (regles.d, types.d…). ABSENT is for the caller to judge. */
enum status depot_share(struct depot *d, const char *name, struct slice *bytes);

/* Files `*.rec` of a folder of the store, or of the installed data (AT is d->fd or d->share), in the order of their names:
 * none when it does not exist. */
struct depot_file {
	const char *path; /* "regles.d/tarifs.rec" */
	struct slice bytes;
};
enum status depot_files(struct depot *d, int at, const char *folder, struct depot_file **v, size_t *n, struct diag *diag);

/* References, sorted. */
struct refs {
	ref_t *v;
	size_t n, cap;
};
void refs_add(struct refs *r, struct arena *a, ref_t ref);
/* Every case of a tree (archives: marked REF_ARCHIVED), added to OUT, which is then sorted as a whole; names that are not
 * references (temporary folders among them) are never cases. */
enum status depot_refs(struct depot *d, enum tree t, struct refs *out, struct diag *diag);

/* Find a case: dossiers, archives, dossiers again (it may be moved meanwhile). ABSENT, or the tree where it stands. */
enum status depot_find(struct depot *d, ref_t ref, enum tree *t, struct diag *diag);
/* The tree that a reference of depot_refs() stands in. */
enum tree depot_tree_of(ref_t ref);

/* Read one file of a case into A: "journal.rec". PATH (for messages, "dossiers/2026-0001/journal.rec") may be NULL. */
enum status depot_read(struct depot *d, enum tree t, ref_t ref, const char *file, struct arena *a, struct slice *bytes);
const char *depot_case_path(struct depot *d, struct arena *a, enum tree t, ref_t ref, const char *file);

/* A case held for writing: its folder, its lock. */
struct depot_hold {
	enum tree tree;
	int dir, lock;
};
enum status depot_hold(struct depot *d, ref_t ref, struct depot_hold *h, struct arena *a, struct diag *diag);
void depot_release(struct depot_hold *h);
/* The lock of the store itself (references, centre.rec). */
enum status depot_lock(struct depot *d, int *lock, struct diag *diag);

/* Any folder's lock, said as PATH: LOCKED names its holder, CONFIG is a volume that refuses locks. */
enum status depot_lock_folder(struct arena *a, int dir, int *lock, const char *path, struct diag *diag);

/* Say what STATUS (and errno) means for PATH. */
void depot_say(struct diag *diag, enum status st, int error, const char *path);
/* The same for a file that E was to replace: changed by somebody meanwhile, or in place all the same. */
void depot_say_edit(struct diag *diag, enum status st, int error, const char *path, const struct file_edit *e);

enum { DEPOT_WAIT_MS = 30000 };

#endif
