/* bilan-new: open cases: from questions on a terminal, or from a CSV, JSON or rec file. The only command that makes a
 * store. */
#include "client/prompt.h"
#include "client/run.h"
#include "metier/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

struct options {
	struct opt_common common;
	const char *entree, *rejets, *remarques;
	bool creer;
};

static const char *const REMARQUES[] = {"notes", NULL};
static const struct opt LIRE[] = {
	{.name = "entree", .kind = OPT_CHOICE, .arg = "FORME", .choices = input_kind_names,
	 .offset = offsetof(struct options, entree),
	 .help = "forme du fichier [reconnue à son nom et à son contenu]"},
	{.name = "rejets", .kind = OPT_TEXT, .arg = "FICHIER", .offset = offsetof(struct options, rejets),
	 .help = "écrit à part les lignes refusées, avec le motif, pour les corriger et les relire"},
	{.name = "remarques", .kind = OPT_CHOICE, .arg = "OÙ", .choices = REMARQUES,
	 .offset = offsetof(struct options, remarques),
	 .help = "garde les remarques libres dans les notes du bilan (sinon elles ne sont pas lues)"},
};
static const struct opt CREER[] = {
	{.name = "creer", .kind = OPT_FLAG, .offset = offsetof(struct options, creer),
	 .help = "crée le dépôt s'il n'existe pas encore"},
};
static const struct opt_group GROUPS[] = {{"Lire un fichier", LIRE, 3}, {"Commencer", CREER, 1}};
static const char *const FORMS[] = {"", "FICHIER|- [--rejets=FICHIER]", NULL};
static const struct opt_example EXAMPLES[] = {
	{"bilan-new", "ouvrir un dossier en répondant à quelques questions"},
	{"bilan-new inscriptions.csv --rejets=a-corriger.csv", "ouvrir tous ceux d'un tableau"},
	{"bilan-new inscriptions.csv | bilan-log -a information - --le=2026-11-20", "et noter leur entretien d'information"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-new", .purpose = "Ouvre des dossiers de bilan et affiche leurs références, une par ligne.",
	.forms = FORMS, .groups = GROUPS, .ngroups = 2, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-new(1), bilan-dossier(5), bilan(7)", .uses = OPT_USES_DEPOT,
};

static const struct diag_msg ONE_FILE = {"un-fichier", DIAG_ERREUR,
	"un seul fichier à la fois ; lancer la commande pour chacun"};
static const struct diag_msg EXISTS = {"rejets-existants", DIAG_ERREUR,
	"ce fichier existe déjà ; rien n'a été ouvert : le déplacer, ou choisir un autre nom pour --rejets"};
static const struct diag_msg NO_FOLDER = {"rejets-impossibles", DIAG_ERREUR,
	"ce fichier ne peut pas être créé ({}) ; rien n'a été ouvert : choisir un autre endroit pour --rejets"};
static const struct diag_msg STOPPED = {"import-interrompu", DIAG_ERREUR,
	"l'import s'est arrêté : les lignes à partir de la ligne {} n'ont pas été ouvertes ; "
	"réparer, puis relancer le même fichier (rien ne sera ouvert deux fois)"};
static const struct diag_msg NO_REJECTS = {"rejets-non-ecrits", DIAG_ERREUR,
	"les lignes refusées n'ont pas pu être écrites ({}) ; les corriger dans le fichier d'origine"};
static const struct diag_msg KEPT = {"rejets", DIAG_REMARQUE,
	"lignes refusées écrites dans {} : {} ; les corriger, puis : bilan-new {}"};
static const struct diag_msg SYNCED = {"poste-sans-prefixe", DIAG_ATTENTION,
	"ce dossier paraît synchronisé ({}) et ce poste n'a pas de préfixe : deux postes donneraient la même référence ; "
	"en choisir un : BILAN_PREFIXE"};

static bool is_store(const char *path)
{
	int fd = file_open_root(AT_FDCWD, path);
	bool found = fd >= 0 && faccessat(fd, "centre.rec", F_OK, 0) == 0;
	if (fd >= 0)
		close(fd);
	return found;
}

/* Made when asked for: by --creer, or by a yes on a terminal. */
static bool make_store(struct run *r, const struct options *o)
{
	const char *path = depot_path(&r->arena, r->common->depot);
	struct buf question;
	if (is_store(path))
		return true;
	buf_init(&question, &r->arena);
	buf_addz(&question, "Aucun dépôt dans ");
	buf_add_clean(&question, slice_z(path));
	buf_addz(&question, ". Le créer ?");
	if (!o->creer && !(r->words.n == 0 && isatty(STDIN_FILENO) && prompt_oui(r, buf_z(&question))))
		return true; /* run_depot() says that there is none */
	enum status st = depot_create(&r->arena, path, &r->diag);
	run_keep(r, st);
	return st == STATUS_OK;
}

/* Two machines that synchronise one folder need a prefix each: else both would give the same reference. */
static void warn_synchroniser(struct run *r, const struct ouvertures *o)
{
	const char *mark = depot_synchroniseur(&r->depot);
	if (mark && !o->poste.prefixe.n)
		DIAG(&r->diag, &SYNCED, DIAG_NOWHERE, slice_z(mark));
}

static void print_ref(struct run *r, ref_t ref)
{
	char text[REF_SIZE];
	struct buf b;
	buf_init(&b, &r->arena);
	buf_adds(&b, ref_text(&r->depot.prefixes, ref, text));
	buf_addc(&b, '\n');
	run_print(r, buf_slice(&b));
	r->produced++;
}

static void write_rejects(struct run *r, const struct import *im, const char *path)
{
	struct buf n;
	buf_init(&n, &r->arena);
	buf_addn(&n, (int64_t)im->rejected);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
	enum status st = fd < 0 ? STATUS_CREATE : file_write(fd, buf_slice(&im->rejets));
	if (st == STATUS_OK)
		st = file_sync(fd);
	if (st == STATUS_OK)
		DIAG(&r->diag, &KEPT, DIAG_NOWHERE, slice_z(path), buf_slice(&n), slice_z(path));
	else
		DIAG(&r->diag, &NO_REJECTS, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
	run_keep(r, st);
	if (fd >= 0)
		close(fd);
}

/* Where the rejects will be written, looked at before anything opens: a name still free, in a folder that takes files. */
static bool can_be_made(struct run *r, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash ? arena_copy(&r->arena, path, (size_t)(slash - path) + 1) : ".";
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		DIAG0(&r->diag, &EXISTS, ((struct diag_at){path, 0, 0}));
	else if (faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) < 0)
		DIAG(&r->diag, &NO_FOLDER, ((struct diag_at){path, 0, 0}), slice_z(file_reason(errno)));
	else
		return true;
	run_keep(r, STATUS_CREATE);
	return false;
}

static bool stops(enum status st)
{
	return st != STATUS_OK && st != STATUS_INVALID;
}

/* What stopped the import leaves rows that nobody has judged. */
static void say_rest(struct run *r, const struct import *im, size_t stopped)
{
	struct buf first;
	buf_init(&first, &r->arena);
	buf_addn(&first, (int64_t)im->in->rows[stopped].line);
	DIAG(&r->diag, &STOPPED, ((struct diag_at){im->in->path, 0, 0}), buf_slice(&first));
}

static void open_rows(struct run *r, struct import *im)
{
	for (size_t i = 0; i < im->in->nrows; i++) {
		ref_t ref;
		run_avance(r, i, im->in->nrows, "inscription");
		enum status st = import_ligne(im, &im->in->rows[i], &ref, &r->diag);
		run_keep(r, st);
		if (ref != REF_NONE)
			print_ref(r, ref);
		run_say(r);
		if (stops(st)) {
			say_rest(r, im, i);
			break;
		}
	}
}

static void open_file(struct run *r, const struct options *o, struct ouvertures *all, const char *path)
{
	struct slice bytes;
	struct input in;
	enum status st = run_read(r, path, &bytes);
	run_keep(r, st);
	if (st != STATUS_OK || (!slice_trim(bytes).n && o->creer))
		return;
	run_keep(r, input_read(&r->arena, bytes, path, input_kind_named(o->entree), import_connues, &all->colonnes, &in,
	                       &r->diag));
	struct import im = {.o = all, .in = &in, .remarques = o->remarques != NULL};
	buf_init(&im.rejets, &r->arena);
	run_keep(r, import_annonce(&im, &r->diag));
	run_say(r);
	st = ouvertures_hold(all, &r->diag);
	run_keep(r, st);
	if (!stops(st))
		open_rows(r, &im);
	ouvertures_release(all);
	if (im.rejets.n && o->rejets)
		write_rejects(r, &im, o->rejets);
}

static void open_person(struct run *r, struct ouvertures *all)
{
	struct neuf n;
	ref_t ref = REF_NONE;
	if (!prompt_personne(r, all, &n))
		return;
	enum status st = ouvertures_hold(all, &r->diag);
	if (!stops(st))
		st = ouverture_acheve(all, &n, &r->diag);
	if (st == STATUS_OK)
		st = import_unique(all, &n, &ref, &r->diag);
	run_keep(r, st);
	ouvertures_release(all);
	if (ref != REF_NONE)
		print_ref(r, ref);
}

/* What would make the work useless is looked at before anything opens. */
static bool ready(struct run *r, const struct options *o, struct ouvertures *all)
{
	if (r->words.n > 1)
		run_wrong(r, &ONE_FILE, "");
	if (o->rejets && !can_be_made(r, o->rejets))
		return false;
	enum status st = STATUS_OK;
	if (o->remarques) /* a case opened without its remark would keep it out for good: it is not opened twice */
		depot_tree(&r->depot, TREE_BILANS, &st, &r->diag);
	run_keep(r, st);
	if (r->worst == STATUS_OK)
		run_keep(r, ouvertures_init(all, &r->depot, &r->centre, &r->regles, r->au, &r->diag));
	return r->worst == STATUS_OK;
}

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {0};
	struct ouvertures all;
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o) || !make_store(&r, &o) || !run_donnees(&r) || !ready(&r, &o, &all))
		return run_end(&r);
	warn_synchroniser(&r, &all);
	all.saisi = run_saisi(&r);
	all.par = run_par(&r);
	if (r.worst != STATUS_OK)
		return run_end(&r);
	if (r.words.n || !isatty(STDIN_FILENO))
		open_file(&r, &o, &all, r.words.n ? r.words.v[0] : "-");
	else
		open_person(&r, &all);
	return run_end(&r);
}
