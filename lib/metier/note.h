/* note: the counsellor's notes, in the beneficiary's tree (bilans/REF/notes.rec), each tied to an event. */
#ifndef METIER_NOTE_H
#define METIER_NOTE_H

#include "depot/poste.h"
#include "metier/sobriete.h"
#include "metier/tache.h"

/* Can TEXTE be kept as a note? INVALID, said: empty, not UTF-8, a NUL byte, a value that S refuses. */
enum status note_juge(struct sobriete *s, struct slice texte, struct diag *diag);

/* Add a note for event EVENEMENT (whose SAISI it repeats): TEXTE, which papers never show, and the words of TACHE for the
 * person's sheet (NULL: none; without TEXTE, its title stands there), under the lock of bilans/REF, which is made when it is
 * the first thing written there. The administrative lock of the case is held by the caller: locks are always taken in that
 * order. */
enum status note_ajoute(struct depot *d, struct arena *a, ref_t ref, const struct poste *p, struct slice evenement,
                        struct slice saisi, struct slice texte, const struct tache *tache, struct diag *diag);

#endif
