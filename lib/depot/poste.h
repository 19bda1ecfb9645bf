/* poste: this machine: the prefix of the references and Ids that it allots (BILAN_PREFIXE, or Prefixe in
 * $XDG_CONFIG_HOME/bilan/poste.rec). Two machines that synchronise one folder need one each. */
#ifndef DEPOT_POSTE_H
#define DEPOT_POSTE_H

#include "base/diag.h"

struct poste {
	struct slice prefixe; /* "TLS"; empty: none */
	struct slice suffixe; /* "-tls", as Ids bear it; empty: none */
};

/* CONFIG, said, when the prefix is not `[A-Z][A-Z0-9]{0,7}`. */
enum status poste_load(struct arena *a, struct poste *p, struct diag *diag);

#endif
