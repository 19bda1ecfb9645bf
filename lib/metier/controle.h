/* controle: what is wrong in the store, each finding with its place, its code, and what to do (bilan-verifier). */
#ifndef METIER_CONTROLE_H
#define METIER_CONTROLE_H

#include "depot/poste.h"
#include "format/schema.h"
#include "metier/contexte.h"
#include "metier/sobriete.h"

/* Every check: the code that it prints, how serious it is, what it looks at. `bilan-verifier --liste` prints this table. */
struct controle_code {
	const char *code;
	enum diag_level niveau;
	const char *verifie;
};
extern const struct controle_code controle_codes[];
extern const size_t controle_ncodes;
extern const struct emit_listing controle_codes_listing;

extern const struct emit_listing controle_listing;

struct controles {
	struct contexte contexte;
	struct depot *depot;
	struct poste poste;
	struct voies voies;
	struct sobriete *sobriete; /* read: the threads of a walk share it */
	struct schema *schemas;
	size_t nschemas;
};
enum status controles_init(struct controles *k, struct depot *d, const struct contexte *c, struct diag *diag);
void controles_release(struct controles *k);

/* One case of dossiers/ or archives/, and its part of bilans/ when that tree can be read: CTX is a struct controles.
 * Findings go to v->out, for findings_take(). */
walk_case_fn controle_visit;

/* Open bilans/ and archives/. CONFIG, said: one is not mounted. A tree that may not be read is a finding. */
enum status controle_arbres(struct controles *k, struct diag *diag);
/* The store itself, its trees being open: the centre's files, names that are not cases, a synchroniser. INVALID: a file
 * could not be read. */
enum status controle_depot(struct controles *k, struct diag *diag);

/* Findings gathered, in the order of path, line, column, code. */
struct finding {
	const struct diag_msg *msg;
	struct diag_at at;
	struct slice text;
};
struct findings {
	struct arena *a;
	struct finding *v;
	size_t n, cap;
};
walk_take_fn findings_take;                                     /* CTX is a struct findings */
void findings_add(struct findings *f, const struct diag *diag); /* those of a diag */
void findings_sort(struct findings *f);
/* Render one: a row of controle_listing, or for people the line of a message. */
void finding_render(const struct emit *e, const struct finding *f, struct buf *out);

#endif
