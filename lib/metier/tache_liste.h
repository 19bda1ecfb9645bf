/* tache_liste: the bank of tasks, and the tasks given, as listings. */
#ifndef METIER_TACHE_LISTE_H
#define METIER_TACHE_LISTE_H

#include "metier/tache.h"

/* `bilan-log --taches`: people are shown what to choose by; programs, the words too. */
extern const struct emit_listing banque_listing;
uint64_t banque_hidden(enum emit_format f);
void banque_rend(const struct emit *e, const struct taches *t, struct arena *a, struct buf *out);

/* `bilan-projet --taches`: one case; CTX is a struct contexte. */
extern const struct emit_listing taches_listing;
uint64_t taches_hidden(enum emit_format f);
walk_case_fn taches_visit;

#endif
