/* run: the beginning and the end of every command.
 *
 * A newcomer's map of lib/, from the ground up (a floor includes only lower ones):
 *   base    arena (memory), text (slices, UTF-8), quantity (durations, amounts), unicode, diag (messages)
 *   sys     file, lock, replace (the only writer of the store), draft (the copies of an editor), date (calendar; never
 *           reads the clock)
 *   format  rec, rec_write, schema (the case files), emit_* (listings), input_* (what users bring), page, image (papers)
 *   depot   depot, ref, walk (the store), centre, partage, type, regle, motif (data), journal, etat (events → state, hours),
 *           bilan (what is the person's)
 *   metier  the craft. Of the case: ouverture, import, liste; saisie, parcours, tache, jour, fusion (what writes events);
 *           evenements, prevus, totaux, actes, papiers, relance (what reads them). Of the person: fiche (records of a
 *           bilan), edition, fiches_*, piste, matrice, suivi, trame (interview kits), couverture, constat. Of both:
 *           sobriete (what is refused), controle; profil, export, faits, document (papers)
 *   client  opt (option tables), run, progres, prompt, acte_* (what is done: records, events, kits, papers), editeur
 * A command: run_init; run_parse; act, one case at a time, keeping the worst status; return run_end(). */
#ifndef CLIENT_RUN_H
#define CLIENT_RUN_H

#include "client/opt.h"
#include "client/progres.h"
#include "depot/centre.h"
#include "depot/journal.h"
#include "depot/walk.h"

struct run {
	const char *name;
	struct arena arena;
	struct diag diag;
	struct opt_common *common;
	struct opt_words words;
	struct depot depot;
	struct centre centre;
	struct types types;
	struct regles regles;
	jour_t au;           /* the only today */
	struct progres progres;
	bool plain;          /* --sans-couleur, or NO_COLOR */
	size_t produced;     /* lines of result: for --code-retour */
	enum status worst;
	bool done;           /* nothing left to do: help was shown, or the command line is wrong */
	bool opened, stdin_used, reads_refs, centre_named;
	struct slice piped;  /* references on standard input, read before the store is opened: it may be made by the command
	                      * that writes them */
};

/* Descriptors 0 to 2 open (a closed stdout is filled so that writing to it fails), umask 077, no core file. */
void run_init(struct run *r, const char *name);

/* Parse; afterwards r->done tells whether to stop. OPTIONS begins with a struct opt_common. */
bool run_parse(struct run *r, const struct opt_command *c, int argc, char **argv, void *options);

/* Open the store, read centre.rec, settle --au. False when that failed (said; the worst status is kept). */
bool run_depot(struct run *r);
/* The same, and the types and rules; with the holidays too. */
bool run_donnees(struct run *r);
bool run_feries(struct run *r);

/* The references of the command line, in order: words, or `-` (standard input), or, when there is none and ALL, every
 * case (with ARCHIVES, the archived ones too). A word that is not a reference is 64, from standard input 65, an absent case
 * 66: said, and left out. False when the command should not go on. */
struct run_refs_want {
	bool all, archives, centre; /* CENTRE: the centre's own journal may be named */
};
bool run_refs(struct run *r, struct run_refs_want want, struct refs *out);

/* A reference read at AT in a file: said and REF_NONE when malformed (65) or absent (66). */
ref_t run_ref(struct run *r, struct slice word, struct diag_at at);

/* Walk REFS; what the cases have to say, and their rows, are taken in order. A long walk draws a bar on a terminal: TAKE
 * adds up, rows are printed afterwards (run_list for those that stream). */
void run_walk(struct run *r, walk_case_fn *visit, void *ctx, walk_take_fn *take, void *take_ctx, const struct refs *refs);

/* Work that is not a walk: DONE of TOTAL of UNIT ("ligne") are done, from 0 on. A bar as for a walk that streams. */
void run_avance(struct run *r, size_t done, size_t total, const char *unit);

/* One more word after those of the command line. */
void run_word(struct run *r, const char *word);

/* The same, the rows printed as a listing; VISIT gets CTX. */
struct run_listing {
	const struct emit *emit;
	walk_case_fn *visit;
	void *ctx;
};
void run_list(struct run *r, const struct run_listing *l, const struct refs *refs);
/* The same; FOOT is given the sink once all the rows are in it, and CTX. */
void run_list_foot(struct run *r, const struct run_listing *l, void (*foot)(void *ctx, struct emit_sink *s),
                   const struct refs *refs);
/* How to print it: format, colour, -z. */
struct emit run_emit(const struct run *r, const struct emit_listing *listing);

/* The end of a listing that the command fed itself. */
void run_finish(struct run *r, struct emit_sink *s);

/* Whole of a file named by the user, or of standard input for "-". */
enum status run_read(struct run *r, const char *path, struct slice *bytes);

/* Standard input is about to be read, whole or line by line: only once in a command. */
bool run_stdin(struct run *r);

/* The command line does not hold together: M is said, about WORD or "", and the status is 64. False. */
bool run_wrong(struct run *r, const struct diag_msg *m, const char *word);
extern const struct diag_msg RUN_SANS_REFERENCE; /* said by a command that needs one, or a list of them */

/* Keep the worst status; print at once what the run's diag holds; a line of result. */
void run_keep(struct run *r, enum status st);
void run_say(struct run *r);
/* What is said from here to the next run_say() or run_about() is about that case. */
void run_about(struct run *r, ref_t ref);
void run_print(struct run *r, struct slice line);
/* What was written, `REF eN` a line: counted, and printed unless -q. */
void run_written(struct run *r, struct slice ids);

/* Who types, and when: RFC 3339 with offset, in the centre's zone (empty, and the status kept, when that zone is unknown).
 * The only reading of the clock but --au's. */
struct slice run_saisi(struct run *r);
enum status run_today(struct run *r); /* sets r->au */
struct slice run_par(struct run *r);

/* Everything said, stdout closed and checked: the exit status. */
int run_end(struct run *r);

#endif
