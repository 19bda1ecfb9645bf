#include "sys/fuseau.h"

#include <string.h>
#include <unistd.h>

const char *fuseau_tz(struct arena *a, struct slice zone)
{
	struct buf b;
	buf_init(&b, a);
	buf_addz(&b, "/usr/share/zoneinfo/"); /* a path: TZDIR does not send the C library elsewhere */
	buf_adds(&b, zone);
	if (zone.n && !memchr(zone.p, '.', zone.n) && access(buf_z(&b), R_OK) == 0)
		return buf_z(&b);
	return slice_is(zone, "Europe/Paris") ? "CET-1CEST,M3.5.0,M10.5.0/3" : NULL;
}
