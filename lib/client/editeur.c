#include "client/editeur.h"

#include "client/prompt.h"
#include "metier/edition.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct diag_msg NO_EDITOR = {"editeur-absent", DIAG_ERREUR,
	"aucun éditeur n'est indiqué et personne n'est au terminal ; le nommer : VISUAL=nano, ou EDITOR"};
static const struct diag_msg NOT_FOUND = {"editeur-introuvable", DIAG_ERREUR,
	"l'éditeur « {} » n'a pas pu être lancé ; corriger VISUAL ou EDITOR (rien n'a été modifié)"};
static const struct diag_msg FAILED = {"editeur-en-echec", DIAG_ERREUR,
	"l'éditeur « {} » s'est arrêté sur une erreur ({}) ; rien n'a été modifié ; régler l'éditeur (VISUAL, EDITOR), puis relancer la commande"};
static const struct diag_msg KEPT = {"copie-gardee", DIAG_ATTENTION,
	"ce qui a été saisi est gardé dans cette copie ; la reprendre : {} --editer {} {}"};
static const struct diag_msg RESUMED = {"copie-reprise", DIAG_REMARQUE,
	"une modification restée inachevée est reprise à partir de cette copie"};
static const struct diag_msg OTHER_COPY = {"copie-gardee", DIAG_ATTENTION,
	"une autre modification inachevée attend dans cette copie ; elle sera proposée ensuite"};
static const struct diag_msg ORPHAN = {"copie-sans-origine", DIAG_ATTENTION,
	"cette copie ne peut pas être reprise : son point de départ manque ; la comparer au fichier, y reporter ce qui manque, "
	"puis l'effacer"};

static bool at_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* What was said stands above the question. */
static enum reponse ask(struct run *r, const char *question)
{
	run_say(r);
	return prompt_reponse(r, question);
}

/* What the user set; otherwise the system's choice. NULL: none, and nobody there to use vi. */
static const char *editor(void)
{
	const char *visual = getenv("VISUAL"), *other = getenv("EDITOR");
	if (visual && *visual)
		return visual;
	if (other && *other)
		return other;
	if (!at_terminal())
		return NULL;
	return access("/usr/bin/sensible-editor", X_OK) == 0 ? "sensible-editor" : "vi";
}

/* Keys that interrupt are for the editor, as in system(3). */
static int wait_for(pid_t pid)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
	int how = 0;
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
		;
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	return how;
}

/* Run the editor on PATH and wait for it. CONFIG or INVALID, said: it was not run, or failed. */
static enum status run_editor(struct run *r, const char *path)
{
	const char *name = editor();
	struct buf command, why;
	pid_t pid;
	if (!name) {
		DIAG0(&r->diag, &NO_EDITOR, DIAG_NOWHERE);
		return STATUS_CONFIG;
	}
	buf_init(&command, &r->arena);
	buf_init(&why, &r->arena);
	buf_addf(&command, "%s \"$1\"", name); /* by the shell: "code --wait" is a command and its option */
	char *argv[] = {(char *)"sh", (char *)"-c", buf_z(&command), (char *)"sh", (char *)path, NULL};
	run_say(r);
	int error = posix_spawn(&pid, "/bin/sh", NULL, NULL, argv, environ), how = error ? 0 : wait_for(pid);
	if (!error && WIFEXITED(how) && WEXITSTATUS(how) == 0)
		return STATUS_OK;
	if (error || (WIFEXITED(how) && (WEXITSTATUS(how) == 126 || WEXITSTATUS(how) == 127))) {
		DIAG(&r->diag, &NOT_FOUND, DIAG_NOWHERE, slice_z(name));
		return STATUS_CONFIG;
	}
	buf_addf(&why, WIFSIGNALED(how) ? "signal %d" : "code %d", WIFSIGNALED(how) ? WTERMSIG(how) : WEXITSTATUS(how));
	DIAG(&r->diag, &FAILED, DIAG_NOWHERE, slice_z(name), buf_slice(&why));
	return STATUS_INVALID;
}

/* The copy to go on with: the latest that was left, if the user wants it; at a terminal only is there somebody to ask. */
static const struct draft_left *choose(struct run *r, struct edition *e)
{
	const struct draft_left *chosen = NULL;
	for (size_t i = 0; i < e->nrestes; i++) {
		const struct draft_left *l = &e->restes[i];
		struct diag_at at = {edition_nom(e, l->copy), 0, 0};
		if (!l->whole || chosen) {
			DIAG0(&r->diag, l->whole ? &OTHER_COPY : &ORPHAN, at);
			continue;
		}
		enum reponse answer = REPONSE_OUI;
		if (at_terminal()) {
			emit_write(STDERR_FILENO, SLICE("Une modification de ce fichier est restée inachevée.\n"));
			answer = ask(r, "La reprendre ?");
		} else
			DIAG0(&r->diag, &RESUMED, at);
		if (answer == REPONSE_OUI)
			chosen = l;
		else if (answer == REPONSE_NON && ask(r, "La garder pour plus tard ?") == REPONSE_NON)
			run_keep(r, edition_efface(e, l, &r->diag));
	}
	return chosen;
}

static void keep(struct run *r, struct edition *e)
{
	struct diag_at at = {edition_nom(e, e->draft.copy), 0, 0};
	char text[REF_SIZE];
	DIAG(&r->diag, &KEPT, at, slice_z(r->name), slice_z(e->kind->name), ref_text(&r->depot.prefixes, e->ref, text));
}

/* One turn of the editor, and what it gives. */
static enum status edit_once(struct run *r, struct edition *e, struct buf *out)
{
	enum status st = run_editor(r, edition_chemin(e));
	return st == STATUS_OK ? edition_rend(e, out, &r->diag) : st;
}

static enum status edit(struct run *r, struct edition *e, struct buf *out)
{
	enum status st;
	do {
		st = edit_once(r, e, out);
	} while (st != STATUS_OK && edition_ouverte(e) && at_terminal() && edition_copie(e) == COPIE_DIFFERENTE &&
	         ask(r, "Reprendre la modification ?") == REPONSE_OUI);
	if (st == STATUS_OK || !edition_ouverte(e))
		return st;
	enum copie left = edition_copie(e);
	if (left == COPIE_DIFFERENTE)
		keep(r, e);
	else if (left == COPIE_PAREILLE)
		run_keep(r, draft_remove(&e->draft));
	return st;
}

void editeur_modifie(struct run *r, struct fiches *f, const struct kind *k, ref_t ref)
{
	struct edition e;
	struct buf out;
	buf_init(&out, &r->arena);
	run_about(r, ref);
	enum status st = edition_ouvre(&e, f, &r->arena, k, ref, &r->diag);
	if (st == STATUS_OK) {
		const struct draft_left *left = choose(r, &e);
		st = left ? edition_reprend(&e, left, &r->diag) : edition_neuve(&e, &r->diag);
	}
	if (st == STATUS_OK)
		st = edit(r, &e, &out);
	edition_ferme(&e);
	run_keep(r, st);
	if (!r->common->quiet)
		run_print(r, buf_slice(&out));
	run_say(r);
}
