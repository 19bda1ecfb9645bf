/* opt: one table of options per command makes its parsing, its --help, its manual's list and its completions. */
#ifndef CLIENT_OPT_H
#define CLIENT_OPT_H

#include "base/diag.h"
#include "format/emit.h"
#include "sys/date.h"

/* What an option takes, and the type of the field at OFFSET in the command's struct.
 *   FLAG     nothing; bool
 *   TEXT     any text; const char *
 *   CHOICE   one of CHOICES; const char *
 *   LIST     words separated by commas, may be repeated; struct opt_list. With CHOICES each must be one of them
 *   REPEAT   any text, may be repeated; struct opt_list
 *   JOUR     a date; jour_t        PERIODE  a range; struct periode
 *   HEURE    a time; int, minutes  DUREE    a duration with its unit; int, minutes
 *   NUMBER   a whole number; int
 *   FORMAT   a listing's format; enum emit_format */
enum opt_kind { OPT_FLAG, OPT_TEXT, OPT_CHOICE, OPT_LIST, OPT_REPEAT, OPT_JOUR, OPT_PERIODE, OPT_HEURE, OPT_DUREE, OPT_NUMBER,
                OPT_FORMAT };

struct opt_list {
	const char **v;
	size_t n;
};

struct opt {
	const char *name;  /* without dashes; NULL: letter only */
	char letter;       /* 0: none */
	enum opt_kind kind;
	bool optional;     /* the value may be left out (--nom or --nom=VALEUR; never the next word) */
	const char *arg;   /* what the value is called: DATE, TYPE */
	const char *help;  /* one sentence, no final point */
	const char *const *choices; /* NULL-terminated, for CHOICE, LIST and completion */
	size_t offset;     /* of the field */
	size_t given;      /* offset of a bool set when the option is given (needed to tell `--lieu=` from nothing); 0: none */
};

struct opt_group {
	const char *title; /* "Choisir", "Enregistrer": options are grouped by intention */
	const struct opt *opts;
	size_t n;
};

struct opt_example {
	const char *command, *what;
};

/* What every command takes; first member of every command's struct of options. */
struct opt_common {
	const char *depot;
	jour_t au;                /* JOUR_NONE: today */
	enum emit_format format;
	int jobs;                 /* 0: decide */
	bool nul, quiet, no_colour, code_retour;
};

enum { OPT_USES_DEPOT = 1, OPT_USES_LISTING = 2 }; /* which of the common options a command has */

struct opt_command {
	const char *name;        /* bilan-log */
	const char *purpose;     /* one sentence */
	const char *const *forms;    /* NULL-terminated usage lines, without the name */
	const struct opt_group *groups;
	size_t ngroups;
	const struct opt_example *examples;
	size_t nexamples;
	const char *see;         /* where to read more */
	unsigned uses;
};

/* Words that are not options, in order ("-" is one). */
struct opt_words {
	const char **v;
	size_t n;
};

enum opt_result { OPT_GO, OPT_SHOWN, OPT_WRONG };

/* Fill INTO (whose first member is a struct opt_common, defaults already there) from ARGV. `--nom=VALEUR`, `--nom VALEUR`,
 * `-a VALEUR`, `-aVALEUR`; letters without value can be joined (-qz); options and words in any order; `--` ends the options.
 * OPT_SHOWN: --help, --aide, --version, or `--help=mdoc|bash|zsh|fish` was asked and its text is in OUT. OPT_WRONG: said in
 * D (an unknown name comes with the nearest one). Bytes are never taken for letters by sign: accents are safe. */
enum opt_result opt_parse(struct arena *a, const struct opt_command *c, int argc, char **argv, void *into,
                          struct opt_words *words, struct buf *out, struct diag *d);

#endif
