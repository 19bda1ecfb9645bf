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
	"l'éditeur « {} » s'est arrêté sur une erreur ({}) ; rien n'a été modifié ; "
	"régler l'éditeur (VISUAL, EDITOR), puis relancer la commande"};
static const struct diag_msg KEPT = {"copie-gardee", DIAG_ATTENTION,
	"ce qui a été saisi est gardé dans cette copie ; la reprendre : {}"};
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

/* The user does not want it any more. */
static enum status drop(const struct editable *e, const struct draft_left *l, struct diag *diag)
{
	enum status st = e->reprend(e->ctx, l, diag);
	return st == STATUS_OK ? copie_retire(e->draft, e->nom(e->ctx, l->copy), diag) : st;
}

static enum reponse ask_resume(struct run *r, const struct editable *e)
{
	struct buf b;
	buf_init(&b, &r->arena);
	buf_addf(&b, "Une modification de %s est restée inachevée.\n", e->quoi);
	emit_write(STDERR_FILENO, buf_slice(&b));
	return ask(r, "La reprendre ?");
}

/* The copy to go on with: the latest that was left, if the user wants it; at a terminal only is there somebody to ask. */
static const struct draft_left *choose(struct run *r, const struct editable *e)
{
	const struct draft_left *chosen = NULL;
	for (size_t i = 0; i < e->nrestes; i++) {
		const struct draft_left *l = &e->restes[i];
		struct diag_at at = {e->nom(e->ctx, l->copy), 0, 0};
		if (!l->whole || chosen) {
			DIAG0(&r->diag, l->whole ? &OTHER_COPY : &ORPHAN, at);
			continue;
		}
		enum reponse answer = REPONSE_OUI;
		if (at_terminal())
			answer = ask_resume(r, e);
		else
			DIAG0(&r->diag, &RESUMED, at);
		if (answer == REPONSE_OUI)
			chosen = l;
		else if (answer == REPONSE_NON && ask(r, "La garder pour plus tard ?") == REPONSE_NON)
			run_keep(r, drop(e, l, &r->diag));
	}
	return chosen;
}

/* One turn of the editor, and what it gives. */
static enum status edit_once(struct run *r, const struct editable *e, struct buf *out)
{
	enum status st = run_editor(r, e->chemin(e->ctx));
	return st == STATUS_OK ? e->rend(e->ctx, out, &r->diag) : st;
}

static enum status edit(struct run *r, const struct editable *e, struct buf *out)
{
	enum status st;
	do {
		st = edit_once(r, e, out);
	} while (st != STATUS_OK && draft_is_open(e->draft) && at_terminal() && e->copie(e->ctx) == COPIE_DIFFERENTE &&
	         ask(r, "Reprendre la modification ?") == REPONSE_OUI);
	if (st == STATUS_OK || !draft_is_open(e->draft))
		return st;
	enum copie left = e->copie(e->ctx);
	if (left == COPIE_DIFFERENTE)
		DIAG(&r->diag, &KEPT, ((struct diag_at){e->nom(e->ctx, e->draft->copy), 0, 0}), slice_z(e->reprise));
	else if (left == COPIE_PAREILLE)
		run_keep(r, draft_remove(e->draft));
	return st;
}

enum status editeur_tourne(struct run *r, const struct editable *e, struct buf *out)
{
	const struct draft_left *left = choose(r, e);
	enum status st = left ? e->reprend(e->ctx, left, &r->diag) : e->neuve(e->ctx, &r->diag);
	return st == STATUS_OK ? edit(r, e, out) : st;
}

static const char *name_of(void *ctx, const char *copie)
{
	return edition_nom(ctx, copie);
}

static const char *path_of(void *ctx)
{
	return edition_chemin(ctx);
}

static enum copie state_of(void *ctx)
{
	return edition_copie(ctx);
}

static enum status make(void *ctx, struct diag *diag)
{
	return edition_neuve(ctx, diag);
}

static enum status resume(void *ctx, const struct draft_left *l, struct diag *diag)
{
	return edition_reprend(ctx, l, diag);
}

static enum status take_back(void *ctx, struct buf *out, struct diag *diag)
{
	return edition_rend(ctx, out, diag);
}

void editeur_modifie(struct run *r, struct fiches *f, const struct kind *k, ref_t ref)
{
	struct edition e;
	struct buf out, again;
	char text[REF_SIZE];
	buf_init(&out, &r->arena);
	buf_init(&again, &r->arena);
	run_about(r, ref);
	buf_addf(&again, "%s --editer %s %s", r->name, k->name, ref_text(&r->depot.prefixes, ref, text).p);
	enum status st = edition_ouvre(&e, f, &r->arena, k, ref, &r->diag);
	struct editable copy = {.ctx = &e, .draft = &e.draft, .restes = e.restes, .nrestes = e.nrestes, .quoi = "ce fichier",
	                        .reprise = buf_z(&again), .nom = name_of, .chemin = path_of, .copie = state_of, .neuve = make,
	                        .reprend = resume, .rend = take_back};
	if (st == STATUS_OK)
		st = editeur_tourne(r, &copy, &out);
	edition_ferme(&e);
	run_keep(r, st);
	run_written(r, buf_slice(&out));
	run_say(r);
}
