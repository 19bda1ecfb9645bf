/* saisie: recording events: what was typed → a whole event → the journal.
 *
 * What happened, happened: an event that breaks a rule is recorded, with a warning. One that cannot be true is refused and
 * the file is untouched. */
#ifndef METIER_SAISIE_H
#define METIER_SAISIE_H

#include "depot/motif.h"
#include "depot/poste.h"
#include "format/schema.h"
#include "metier/contexte.h"
#include "metier/sobriete.h"

/* One value given for a field, and where. Repeatable fields stand several times. */
struct donnee {
	enum champ champ;
	struct slice nom;   /* for CHAMP_AUTRE: a field of the user's own, copied by corrections */
	struct slice value; /* empty: the field is emptied (corrections) */
	struct diag_at at;
};

/* From SAISIE_REALISE on, a plan is answered: held, moved, missed, cancelled; its fields are copied. */
enum saisie_acte { SAISIE_AJOUTE, SAISIE_EMARGE, SAISIE_CORRIGE, SAISIE_RAYE, SAISIE_REALISE, SAISIE_DEPLACE, SAISIE_ABSENT,
                   SAISIE_ANNULE };

struct tache;
/* What a writer knew of the case when it was typed, held against the journal J that is about to be written, under its lock:
 * OK, or a status, said, when it does not hold any more. *DEJA, NULL before the call: the event that says already what was
 * typed. */
typedef enum status saisie_vue_fn(void *ctx, struct arena *a, const struct journal *j, const struct evenement **deja,
                                  struct diag *diag);

struct saisie {
	enum saisie_acte acte;
	struct donnee *v;
	size_t n, cap;
	int duree;            /* minutes; -1: not given */
	struct diag_at at;    /* where it stands in a file; no path: the command line */
	struct slice cible;   /* the Id corrected, struck or answered */
	jour_t jusqu_a;       /* emargement: sessions up to that day; JOUR_NONE: --au */
	struct slice note;    /* text for bilans/…/notes.rec; p NULL: none */
	const struct tache *tache; /* whose words the note bears; NULL: none */
	saisie_vue_fn *vue;   /* NULL: nothing to hold against */
	void *vue_ctx;
};

void saisie_init(struct saisie *s);
/* Add a value; the same field given by a shorthand later does not replace it. */
void saisie_donne(struct arena *a, struct saisie *s, enum champ c, struct slice value, struct diag_at at);
/* A row that names what it corrects is a correction, or a strike when it says so. */
void saisie_acte_lu(struct saisie *s);
const struct donnee *saisie_donnee(const struct saisie *s, enum champ c);

/* Asked once a case is held for writing, before anything is added to it: other than OK, nothing is. */
struct ecriture;
typedef enum status ecriture_avant_fn(const struct ecriture *w, struct arena *a, const struct journal *j, const struct rec *dossier,
                                      struct diag *diag);

/* What every writing of events needs; the same for a whole command. */
struct ecriture {
	struct contexte contexte;
	struct depot *depot;
	struct arena arena, work[2]; /* of the case being written, of its events */
	struct poste poste;
	struct schema schema;    /* of Evenement */
	struct sobriete *sobriete; /* read when it is needed */
	struct slice conseiller; /* BILAN_CONSEILLER; empty: the case's */
	struct slice saisi, par;
	struct voies voies;      /* known routes, when an event may bear some (voies_load); else empty: not checked */
	struct motifs *motifs;   /* reasons that funders know; read when a stop is recorded */
	struct slice reference;  /* of the case being written, for messages */
	ecriture_avant_fn *avant; /* NULL: nothing is asked */
	const void *avant_ctx;
	bool entier;             /* all the events of a case or none: the first that is refused ends it */
	bool sans_doublon;       /* --lire: an event equal in all given fields to a live one is not doubled, and said */
};
enum status ecriture_init(struct ecriture *w, struct depot *d, const struct contexte *c, struct diag *diag);
void ecriture_release(struct ecriture *w);

/* Write N events to one case, in one replacement of its journal: all that are valid, the others are said (W->entier: all
 * or none). `REF eN` lines go to
 * OUT once they are durable. */
enum status saisie_ecrit(struct ecriture *w, ref_t ref, const struct saisie *v, size_t n, struct buf *out, struct diag *diag);
/* The same, but that nothing is written. */
enum status saisie_essaie(struct ecriture *w, ref_t ref, const struct saisie *v, size_t n, struct diag *diag);

/* The fields of a whole event, completed and judged, ready to be written; made by saisie_compose. */
struct compose {
	struct saisie s;           /* with defaults and copies */
	const struct type *type;
	struct slice id;
	const struct evenement *cible; /* head of the chain corrected, struck or answered */
	bool doublon;              /* nothing to write */
	jour_t le;
	int debut, fin, minutes;
};
/* Complete S for the journal J, judge it, and say warnings. INVALID or USAGE, said: it cannot be recorded. */
enum status saisie_compose(const struct ecriture *w, struct arena *a, const struct journal *j, const struct saisie *s,
                           struct compose *c, struct diag *diag);

#endif
