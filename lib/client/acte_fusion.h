/* acte_fusion: bilan-log --fusionner: what a conflict copy of a journal has more. */
#ifndef CLIENT_ACTE_FUSION_H
#define CLIENT_ACTE_FUSION_H

#include "client/run.h"
#include "metier/contexte.h"

/* Take over the events of COPIE into the one case of the command line. */
void acte_fusion(struct run *r, const char *copie, const struct contexte *c);

#endif
