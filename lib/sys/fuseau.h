/* fuseau: time zones as this system knows them. */
#ifndef SYS_FUSEAU_H
#define SYS_FUSEAU_H

#include "base/text.h"

/* What to put in TZ for a zone ("Europe/Paris"), or NULL when the system has no data for it: without its file the C library
 * silently takes UTC. Paris, the default, has its rule written out for systems that have none. */
const char *fuseau_tz(struct arena *a, struct slice zone);

#endif
