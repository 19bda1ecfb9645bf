/* acte_tache: the tasks between sessions: the bank listed, a task given, those given listed. */
#ifndef CLIENT_ACTE_TACHE_H
#define CLIENT_ACTE_TACHE_H

#include "client/run.h"
#include "metier/saisie.h"

/* `bilan-log --taches`. The data are read. */
void acte_taches_banque(struct run *r);

/* S becomes the work that the task CODE of the bank plans: what S says already stays. False, said: there is no such task. */
bool acte_tache_donne(struct run *r, const char *code, struct saisie *s);

/* `bilan-projet --taches`: those of the cases of the command line, or of all. */
void acte_taches_liste(struct run *r, bool archives);

#endif
