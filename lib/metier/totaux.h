/* totaux: hours, by case or over cases: the one place that adds them up. What a certificate or a synthesis prints comes from
 * here. */
#ifndef METIER_TOTAUX_H
#define METIER_TOTAUX_H

#include "metier/contexte.h"

/* Minutes of sessions, by phase ([PHASE_AUCUNE]: without one): held; the part of it that is signed; planned and still open;
 * all that was planned, but for what was cancelled, or moved and stands under another date. TRAVAIL can never enter them. */
enum heures_sorte { HEURES_TENU, HEURES_SIGNE, HEURES_PREVU, HEURES_PLANIFIE, HEURES_SORTES };
struct heures {
	int64_t phase[HEURES_SORTES][PHASES];
	int64_t travail, absence, seances; /* SEANCES: the number of those held */
};
/* Over the phases. */
int64_t heures_somme(const struct heures *h, enum heures_sorte s);
/* All of a case; S comes from journal_suites(). */
void heures_dossier(const struct journal *j, const struct suites *s, jour_t au, struct heures *h);
/* The hours agreed, of dossier.rec; -1 when they are not said. */
int heures_contrat(struct arena *a, const struct rec *dossier);
/* What is left of MINUTES agreed: not held, and, unless the bilan is OVER, not planned any more either. */
int64_t heures_reste(const struct heures *h, int minutes, bool over);

enum totaux_par { PAR_DOSSIER, PAR_PHASE, PAR_MOIS, PAR_CONSEILLER, PAR_MODE };

extern const struct emit_listing totaux_listing;
uint64_t totaux_hidden(enum totaux_par par);

struct totaux {
	struct contexte contexte;
	enum totaux_par par;
	struct periode periode;
};

/* CTX is a struct totaux. By case: one row each, rendered. Otherwise: sums for totaux_cumule(). */
walk_case_fn totaux_visit;

/* Sums over cases, by value of PAR. */
struct cumul_ligne {
	struct slice cle;
	struct heures heures;
};
struct cumul {
	struct arena *a;
	struct cumul_ligne *v;
	size_t n, cap;
};
/* Add what totaux_visit() gathered. */
void totaux_cumule(struct cumul *c, struct slice gathered);
/* The rows in the order of PAR; REFERENCE is `*` when over cases. The number of rows. */
size_t totaux_rend(const struct totaux *t, struct cumul *c, struct slice reference, struct buf *out);

#endif
