/* journal: the events of one case → chains of corrections, state, phase, conservation, minutes. */
#ifndef DEPOT_JOURNAL_H
#define DEPOT_JOURNAL_H

#include "depot/ident.h"
#include "depot/regle.h"
#include "depot/type.h"

enum phase { PHASE_AUCUNE, PHASE_PRELIMINAIRE, PHASE_INVESTIGATION, PHASE_CONCLUSION, PHASES };
extern const char *const phase_noms[PHASES]; /* "-", "preliminaire"… */
enum phase phase_nommee(struct slice s);

enum statut { STATUT_REALISE, STATUT_PREVU, STATUT_ABSENT, STATUT_ANNULE, STATUT_INCONNU };
extern const char *const statut_noms[STATUT_INCONNU];

struct evenement {
	const struct rec_record *record;
	const struct type *type; /* NULL: unknown, tolerated when reading */
	struct slice type_nom;
	struct ident id;
	jour_t le;
	int minutes, debut; /* debut: minutes since midnight, -1 when not said */
	unsigned char phase, statut;
	bool tete;  /* head of its chain: the version that counts */
	bool raye;  /* its chain is struck */
	int racine; /* index of the first event of its chain */
	int corrige; /* index of the event it corrects or strikes, or -1 */
};

struct journal {
	struct rec rec;
	struct evenement *v;
	size_t n;
	int plus_grand; /* the greatest e-number seen in any Id, Suite or Corrige */
};

/* Read a journal. INVALID, said with places, when a line cannot be read, when Id, Type or Le is missing or impossible, when
 * an Id is used twice, when Corrige names no earlier event, when the opening names another case than REFERENCE (empty: not
 * checked). Unknown types and fields are tolerated. */
enum status journal_parse(struct arena *a, const struct types *t, struct slice bytes, const char *path, struct slice reference,
                          struct journal *j, struct diag *d);

/* The same for a question that only some effects answer: EFFETS is a bit set of them, or of EFFETS_SUITES (events that
 * answer another). Records of other types are looked at line by line, and left aside, unless a correction may change what
 * they are: then all is read. Opening and descriptors are always there. */
#define EFFETS_TOUS UINT64_MAX
#define EFFETS_SUITES ((uint64_t)1 << 63)
enum status journal_parse_pour(struct arena *a, const struct types *t, struct slice bytes, const char *path,
                               struct slice reference, uint64_t effets, struct journal *j, struct diag *d);

/* A field's word, empty when absent; all the words of a repeatable field, one by one (FROM starts at 0). */
struct slice evenement_mot(struct arena *a, const struct journal *j, const struct evenement *e, enum champ c);
const struct rec_field *evenement_champ(const struct journal *j, const struct evenement *e, enum champ c, uint32_t *from);

/* The event of that Id, or NULL; the head of an event's chain. */
const struct evenement *journal_trouve(const struct journal *j, const struct ident *id);
const struct evenement *journal_tete(const struct journal *j, const struct evenement *e);

/* Does M name in its Suite the chain of E? */
bool evenement_repond(struct arena *a, const struct journal *j, const struct evenement *m, const struct evenement *e);

/* Another head of the same chain, which does not count (two copies merged), or NULL. */
const struct evenement *journal_double_tete(const struct journal *j, const struct evenement *e);

/* Does E count: head of a chain that is not struck. */
static inline bool evenement_vivant(const struct evenement *e)
{
	return e->tete && !e->raye;
}
static inline enum effet evenement_effet(const struct evenement *e)
{
	return e->type ? e->type->effet : EFFET_AUCUN;
}
/* Live, dated D at the latest, and neither planned, missed nor cancelled. */
bool evenement_compte(const struct evenement *e, jour_t d);
/* By date, then Id; by date, hour (none first), then Id. */
int evenement_apres(const struct evenement *a, const struct evenement *b);
int evenement_ordre(const struct evenement *a, const struct evenement *b);

enum etat_nom { ETAT_PROSPECT, ETAT_ENGAGE, ETAT_EN_COURS, ETAT_INTERROMPU, ETAT_SANS_SUITE, ETAT_TERMINE, ETAT_ARRETE, ETAT_CLOS,
                ETATS };
extern const char *const etat_noms[ETATS];

enum conservation { CONSERVATION_EN_COURS, CONSERVATION_A_DECIDER, CONSERVATION_ACCORD, CONSERVATION_A_DETRUIRE,
                    CONSERVATION_DETRUIT, CONSERVATIONS };
extern const char *const conservation_noms[CONSERVATIONS];

/* What the journal says at a date; derived each time, never stored. */
struct etat {
	bool ouvert; /* false: the opening is after the date, the case is not listed */
	enum etat_nom nom;
	enum phase phase;
	enum conservation conservation;
	jour_t ouvert_le, debut_le, fin_le; /* JOUR_NONE: not yet */
	const struct evenement *fin;        /* the fin or arret that holds, or NULL */
	int64_t minutes;                    /* accompaniment held */
	struct slice conseiller, situation;
	const struct evenement *voies;      /* the event whose Voie fields hold (opening or avenant), or NULL */
};
/* Nothing more is held: it ended, was stopped, or is closed. */
static inline bool etat_fini(const struct etat *e)
{
	return e->nom == ETAT_TERMINE || e->nom == ETAT_ARRETE || e->nom == ETAT_CLOS;
}
void journal_etat(struct arena *a, const struct journal *j, const struct regles *r, jour_t au, struct etat *out);

/* Was the bilan destroyed? What was destroyed is so, whatever --au. */
bool journal_detruit(struct arena *a, const struct journal *j, const struct regles *r);

/* The funding routes, joined by `+`. */
struct slice journal_voies(struct arena *a, const struct journal *j, const struct etat *e);

/* What an event adds to the hours at a date. */
enum nature { NATURE_AUCUNE, NATURE_ACCOMPAGNEMENT, NATURE_TRAVAIL, NATURE_ABSENCE, NATURE_PREVU };
/* What Suite says at a date, by index of the first event of each chain. */
struct suites {
	unsigned char *signe;             /* bit 1 the counsellor, 2 the beneficiary or a connexion record */
	const struct evenement **reponse; /* what answers the chain, or NULL: a held one of its kind first, else the last noted.
	                                   * A plan is seen whatever its date: what it moves is open no more */
};
void journal_suites(struct arena *a, const struct journal *j, jour_t au, struct suites *s);

/* Is E a live plan? */
static inline bool evenement_prevu(const struct evenement *e)
{
	return evenement_vivant(e) && e->statut == STATUT_PREVU;
}
/* What became of a live plan: that of its answer; AUTRE when what answers it is of another kind (work for a session). */
enum constat { CONSTAT_A_VENIR, CONSTAT_A_NOTER, CONSTAT_TENU, CONSTAT_DEPLACE, CONSTAT_ABSENT, CONSTAT_ANNULE, CONSTAT_AUTRE,
               CONSTATS };
enum constat evenement_constat(const struct evenement *plan, const struct suites *s, jour_t au);
enum nature evenement_nature(const struct evenement *e, const struct suites *s, jour_t au);
bool evenement_signe(const struct evenement *e, const struct suites *s);

#endif
