/* The only reading of the clock: today in the centre's zone, and the instant of a record. */
#include "client/run.h"

#include "sys/fuseau.h"

#include <stdlib.h>
#include <time.h>

static const struct diag_msg NO_ZONE = {"fuseau-inconnu", DIAG_ERREUR,
	"fuseau horaire inconnu de ce système : « {} » ; installer tzdata, ou corriger Fuseau dans centre.rec"};

static enum status set_zone(struct run *r)
{
	const char *tz = fuseau_tz(&r->arena, r->centre.fuseau);
	if (!tz) {
		DIAG(&r->diag, &NO_ZONE, ((struct diag_at){"centre.rec", 0, 0}), r->centre.fuseau);
		return STATUS_CONFIG;
	}
	setenv("TZ", tz, 1);
	tzset();
	return STATUS_OK;
}

static enum status local_now(struct run *r, struct tm *now)
{
	time_t t = time(NULL);
	enum status st = set_zone(r);
	if (st == STATUS_OK)
		localtime_r(&t, now);
	return st;
}

enum status run_today(struct run *r)
{
	struct tm now;
	enum status st = local_now(r, &now);
	if (st == STATUS_OK)
		r->au = jour_of(now.tm_year + 1900, now.tm_mon + 1, now.tm_mday);
	return st;
}

struct slice run_saisi(struct run *r)
{
	struct tm now;
	struct buf b;
	buf_init(&b, &r->arena);
	enum status st = local_now(r, &now);
	run_keep(r, st);
	if (st != STATUS_OK)
		return SLICE("");
	long offset = now.tm_gmtoff / 60;
	buf_addf(&b, "%04d-%02d-%02dT%02d:%02d:%02d%c%02ld:%02ld", now.tm_year + 1900, now.tm_mon + 1, now.tm_mday, now.tm_hour,
	         now.tm_min, now.tm_sec, offset < 0 ? '-' : '+', labs(offset) / 60, labs(offset) % 60);
	return buf_slice(&b);
}
