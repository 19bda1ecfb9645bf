/* The centre's own files: its identity and settings, its counsellors, what it destroyed, its journal. */
#include "metier/controle_prive.h"

#include "sys/fuseau.h"

#include <errno.h>
#include <grp.h>

static const struct diag_msg NO_BODY = {"organisme-nombre", DIAG_ERREUR,
	"aucun enregistrement Organisme ; en écrire un, avec Nom (bilan-dossier(5) donne ses champs)"};
static const struct diag_msg TWO_BODIES = {"organisme-nombre", DIAG_ERREUR,
	"second enregistrement Organisme ; n'en garder qu'un"};
static const struct diag_msg SAME_NAME = {"conseiller-double", DIAG_ATTENTION,
	"« {} » désigne aussi le conseiller {} ; donner à l'un des deux un autre Id"};
static const struct diag_msg NO_GROUP = {"groupe-inconnu", DIAG_ERREUR,
	"le groupe « {} » n'existe pas sur ce système ; le créer, ou corriger {}"};
static const struct diag_msg NO_ZONE = {"fuseau-inconnu", DIAG_ERREUR,
	"fuseau horaire inconnu de ce système : « {} » ; installer tzdata, ou corriger Fuseau"};

static void check_settings(struct examen *x, const struct rec *r, const struct rec_record *e)
{
	static const char *const groups[] = {"Groupe", "Groupe_archives", "Groupe_conseillers"};
	const struct rec_field *f;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		struct slice name = rec_get(x->a, r, e, groups[i]);
		if (name.n && !getgrnam(slice_dup(x->a, name)))
			NOTE(x, &NO_GROUP, rec_at_value(r, rec_find(r, e, groups[i])), name, slice_z(groups[i]));
	}
	f = rec_find(r, e, "Fuseau");
	struct slice zone = f ? rec_word(x->a, r, f) : SLICE("");
	if (zone.n && !fuseau_tz(x->a, zone))
		NOTE(x, &NO_ZONE, rec_at_value(r, f), zone);
}

/* An Id that is also the name of another: the commands would take the first of the two. The very same Id is said already. */
static void check_person(struct examen *x, const struct rec *r, const struct rec_record *e)
{
	struct slice id = rec_get(x->a, r, e, "Id");
	const struct conseiller *other = id.n ? centre_conseiller(x->a, x->k->contexte.centre, id) : NULL;
	if (other && !slice_eq(other->id, id))
		NOTE(x, &SAME_NAME, rec_at_value(r, rec_find(r, e, "Id")), id, other->id);
}

static void check_centre(struct examen *x, const struct rec *r, const char *path)
{
	size_t bodies = 0;
	for (size_t i = 0; i < r->nrecords; i++) {
		const struct rec_record *e = &r->records[i];
		if (rec_is(r, e, "Conseiller"))
			check_person(x, r, e);
		if (!rec_is(r, e, "Organisme"))
			continue;
		if (++bodies == 2)
			NOTE(x, &TWO_BODIES, rec_at_record(r, e), SLICE(""));
		check_settings(x, r, e);
	}
	if (!bodies)
		NOTE(x, &NO_BODY, ((struct diag_at){path, 0, 0}), SLICE(""));
}

void controle_centre(struct examen *x)
{
	static const char *const files[] = {"centre.rec", "destructions.rec"};
	struct depot *d = x->v->depot;
	struct slice bytes;
	struct rec r;
	for (size_t i = 0; i < 2; i++) {
		enum status st = file_read(x->a, d->fd, files[i], &bytes, NULL);
		if (st == STATUS_ABSENT)
			continue;
		if (st != STATUS_OK) {
			depot_say(x->diag, st, errno, files[i]);
			x->status = status_worst(x->status, st);
		} else if (controle_fichier(x, files[i], bytes, &r) && i == 0)
			check_centre(x, &r, files[i]);
	}
	if (file_read(x->a, d->fd, "journal.rec", &bytes, NULL) != STATUS_ABSENT) /* nothing was noted yet */
		controle_journal(x);
}
