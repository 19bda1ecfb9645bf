/* totaux: hours, by case or over cases: the one place that adds them up. What a certificate or a synthesis prints comes from
 * here (semantics.md "Hours"). */
#ifndef METIER_TOTAUX_H
#define METIER_TOTAUX_H

#include "metier/contexte.h"

/* Minutes. Accompaniment by phase; SIGNE is the part of it that is signed; TRAVAIL can never enter it. */
struct heures {
	int64_t phase[PHASES]; /* [PHASE_AUCUNE]: held sessions without a phase */
	int64_t signe, travail, absence, prevu;
};
int64_t heures_accompagnement(const struct heures *h);
void heures_ajoute(struct heures *to, const struct heures *from);
void heures_evenement(struct heures *h, const struct evenement *e, const struct suites *s, jour_t au);
/* All of a case. */
void heures_dossier(struct arena *a, const struct journal *j, jour_t au, struct heures *h);

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
