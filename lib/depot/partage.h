/* partage: data that comes with the commands, which the store may have its own of. */
#ifndef DEPOT_PARTAGE_H
#define DEPOT_PARTAGE_H

#include "depot/depot.h"
#include "format/schema.h"

/* FOLDER/NAME of the store, else of the installed data, into A; PATH, as messages name it. As file_read(). */
enum status partage_lit(struct depot *d, struct arena *a, const char *folder, const char *name, struct slice *bytes,
                        const char **path);

/* Is it a name as these files bear them: letters without accent, figures, dashes? Nothing else becomes a path. */
bool partage_nom(const char *name);

/* The schema of TYPE ("Etat_piste"), of the installed data, into A. CONFIG, said: it cannot be read. */
enum status partage_schema(struct depot *d, struct arena *a, const char *type, struct schema *s, struct diag *diag);

#endif
