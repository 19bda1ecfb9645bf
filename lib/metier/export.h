/* export: what leaves the centre: the rows of a list, the papers of a case, each by its profile. bilans/ is never opened. */
#ifndef METIER_EXPORT_H
#define METIER_EXPORT_H

#include "metier/evenements.h"
#include "metier/profil.h"

/* The listing of a list profile ("bilan-export-brut"), for evenements_visit; the columns of it that are not printed. */
struct emit_listing export_listing(struct arena *a, const struct profil *p);
uint64_t export_hidden(const struct profil *p, enum emit_format f);

/* What centre.rec lacks although the papers of the profile show it: one attention. */
void export_centre(const struct contexte *c, struct arena *a, const struct profil *p, struct diag *diag);

/* The paper of case REF (found in TREE; REF_NONE: of no case, which the profile must allow) into OUT, once the conditions of
 * its profile hold. REFUSED, said with the command to type: one of them does not. Otherwise as document_fait(). The employer
 * is not named unless Employeur_informe is `oui` in dossier.rec: with the CPF outside working hours, he is not to know of
 * the bilan. */
enum status export_papier(const struct contexte *c, struct depot *d, enum tree tree, ref_t ref, const struct profil *p,
                          enum document_format format, struct arena *a, struct buf *out, struct diag *diag);

#endif
