#include "metier/export.h"

#include "metier/actes.h"
#include "metier/totaux.h"

#include <errno.h>
#include <string.h>

static const struct diag_msg NOT_ENDED = {"fin-absente", DIAG_REFUS,
	"aucune fin n'est notée au {}, et ce document vient après elle ; si le bilan est fini : bilan-log -a fin {} "
	"--le=AAAA-MM-JJ"};
static const struct diag_msg ENDS_LATER = {"fin-a-venir", DIAG_REFUS,
	"la fin est notée le {}, et ce document vient après elle ; attendre ce jour, ou corriger la date : bilan-log "
	"--corrige={} {} --le=AAAA-MM-JJ"};
static const struct diag_msg AFTER_END = {"seance-apres-la-fin", DIAG_REFUS,
	"{} : après la fin du {}, donc hors des dates de ce document ; corriger la séance, ou la fin : bilan-log --corrige={} "
	"{} --le=AAAA-MM-JJ"};
static const struct diag_msg NO_SESSION = {"seance-absente", DIAG_REFUS,
	"aucune séance tenue au {} ; s'il y en a eu : bilan-log -a seance {} --le=AAAA-MM-JJ --duree=DURÉE"};
static const struct diag_msg UNSIGNED = {"seances-non-signees", DIAG_REFUS,
	"{} tenues, {} signées des deux côtés ; sans signature : {} ; une fois la feuille signée : bilan-log --emarger {}"};
static const struct diag_msg NOT_STOPPED = {"arret-absent", DIAG_REFUS,
	"ni arrêt ni interruption au {} ; si le bilan s'est arrêté : bilan-log -a arret {} --le=AAAA-MM-JJ --auteur=QUI "
	"--motif=CODE, ou, pour un temps, -a interruption"};
static const struct diag_msg NO_HANDOVER = {"relais-absent", DIAG_REFUS,
	"aucun relais au {} ; pour le demander : bilan-log -a relais {} --vers=CONSEILLER --le=AAAA-MM-JJ --motif=CODE"};
static const struct diag_msg INCOMPLETE = {"centre-incomplet", DIAG_ATTENTION,
	"il manque au centre (Organisme) : {} ; l'ajouter à ce fichier, ou remplir à la main la place laissée en blanc"};

struct emit_listing export_listing(struct arena *a, const struct profil *p)
{
	struct emit_listing listing = evenements_listing;
	struct buf name;
	buf_init(&name, a);
	buf_addz(&name, "bilan-export-");
	buf_adds(&name, p->nom);
	listing.schema = buf_z(&name);
	listing.version = 1;
	return listing;
}

uint64_t export_hidden(const struct profil *p, enum emit_format f)
{
	return evenements_hidden(f) | evenements_interdites(profil_evenement(p));
}

void export_centre(const struct contexte *c, struct arena *a, const struct profil *p, struct diag *diag)
{
	static const char *const expected[] = {"Organisme.Nom", "Organisme.SIRET", "Organisme.NDA", "Organisme.Representant",
	                                       "Organisme.Qualite"};
	const struct rec *r = &c->centre->rec;
	const struct rec_record *body = NULL;
	struct buf missing;
	buf_init(&missing, a);
	for (size_t i = 0; i < r->nrecords && !body; i++)
		if (rec_is(r, &r->records[i], "Organisme"))
			body = &r->records[i];
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const char *name = expected[i] + strlen("Organisme.");
		if (!profil_permet(p, expected[i]) || (body && rec_get(a, r, body, name).n))
			continue;
		buf_addz(&missing, missing.n ? ", " : "");
		buf_addz(&missing, name);
	}
	struct diag_at at = {"centre.rec", 0, 0};
	if (missing.n)
		DIAG(diag, &INCOMPLETE, body ? rec_at_record(r, body) : at, buf_slice(&missing));
}

/* What a condition is judged on. */
struct examen {
	struct arena *a;
	const struct journal *j;
	struct suites suites;
	struct heures heures;
	struct slice ref;
	jour_t au;
	struct diag *diag;
};

static struct slice day(struct arena *a, jour_t d)
{
	struct buf b;
	buf_init(&b, a);
	buf_add_jour_long(&b, d);
	return buf_slice(&b);
}

static struct slice duration(struct arena *a, int64_t minutes)
{
	struct buf b;
	buf_init(&b, a);
	buf_add_duree(&b, minutes);
	return buf_slice(&b);
}

static bool is_end(const struct evenement *e)
{
	return evenement_effet(e) == EFFET_FIN || evenement_effet(e) == EFFET_ARRET;
}

static void add_id(const struct examen *x, struct buf *ids, const struct evenement *e)
{
	buf_addz(ids, ids->n ? ", " : "");
	buf_adds(ids, evenement_mot(x->a, x->j, e, CHAMP_ID));
}

/* Its hours would be attested between dates that do not hold them. */
static bool none_after(const struct examen *x, const struct evenement *end)
{
	struct buf ids;
	buf_init(&ids, x->a);
	for (size_t i = 0; i < x->j->n; i++) {
		const struct evenement *e = &x->j->v[i];
		if (e->le > end->le && evenement_nature(e, &x->suites, x->au) == NATURE_ACCOMPAGNEMENT)
			add_id(x, &ids, e);
	}
	if (ids.n)
		DIAG(x->diag, &AFTER_END, DIAG_NOWHERE, buf_slice(&ids), day(x->a, end->le), evenement_mot(x->a, x->j, end, CHAMP_ID),
		     x->ref);
	return !ids.n;
}

static bool has_ended(const struct examen *x)
{
	const struct evenement *later = NULL, *end = NULL;
	for (size_t i = 0; i < x->j->n; i++) {
		const struct evenement *e = &x->j->v[i], **which = e->le <= x->au ? &end : &later;
		if (is_end(e) && evenement_vivant(e) && e->statut == STATUT_REALISE && (!*which || e->le >= (*which)->le))
			*which = e;
	}
	if (end)
		return none_after(x, end);
	if (later)
		DIAG(x->diag, &ENDS_LATER, DIAG_NOWHERE, day(x->a, later->le), evenement_mot(x->a, x->j, later, CHAMP_ID), x->ref);
	else
		DIAG(x->diag, &NOT_ENDED, DIAG_NOWHERE, day(x->a, x->au), x->ref);
	return false;
}

static bool has_session(const struct examen *x)
{
	if (heures_somme(&x->heures, HEURES_TENU))
		return true;
	DIAG(x->diag, &NO_SESSION, DIAG_NOWHERE, day(x->a, x->au), x->ref);
	return false;
}

/* The Ids of the held sessions that lack a signature. */
static bool is_signed(const struct examen *x)
{
	struct buf ids;
	buf_init(&ids, x->a);
	for (size_t i = 0; i < x->j->n; i++) {
		const struct evenement *e = &x->j->v[i];
		if (evenement_nature(e, &x->suites, x->au) != NATURE_ACCOMPAGNEMENT || evenement_signe(e, &x->suites))
			continue;
		add_id(x, &ids, e);
	}
	if (!ids.n)
		return true;
	DIAG(x->diag, &UNSIGNED, DIAG_NOWHERE, duration(x->a, heures_somme(&x->heures, HEURES_TENU)),
	     duration(x->a, heures_somme(&x->heures, HEURES_SIGNE)), buf_slice(&ids), x->ref);
	return false;
}

static bool is_stopped(const struct examen *x)
{
	if (acte_rupture(x->j, x->au))
		return true;
	DIAG(x->diag, &NOT_STOPPED, DIAG_NOWHERE, day(x->a, x->au), x->ref);
	return false;
}

static bool is_handed_over(const struct examen *x)
{
	if (acte_relais(x->a, x->j, x->au))
		return true;
	DIAG(x->diag, &NO_HANDOVER, DIAG_NOWHERE, day(x->a, x->au), x->ref);
	return false;
}

static bool (*const HOLDS[CONDITIONS])(const struct examen *x) = {
	[CONDITION_SEANCES] = has_session, [CONDITION_FIN] = has_ended, [CONDITION_HEURES_SIGNEES] = is_signed,
	[CONDITION_ARRET] = is_stopped, [CONDITION_RELAIS] = is_handed_over};

static enum status conditions(const struct contexte *c, struct visit *v, const struct profil *p)
{
	struct journal j;
	struct examen x = {.a = v->arena, .j = &j, .au = c->au, .diag = v->diag, .ref = cell_ref(v).text};
	enum status st = contexte_journal(c, v, EFFETS_TOUS, &j);
	if (st != STATUS_OK)
		return st;
	journal_suites(v->arena, &j, c->au, &x.suites);
	heures_dossier(&j, &x.suites, c->au, &x.heures);
	for (unsigned i = 0; i < CONDITIONS; i++)
		if ((p->conditions >> i & 1) && !HOLDS[i](&x))
			st = STATUS_REFUSED;
	return st;
}

/* The allow-list of this case: that of the profile, without what its employer must not learn of. */
static enum status allowed(struct visit *v, const struct profil *p, struct document_champs *champs)
{
	static const char employer[] = "Dossier.Employeur";
	struct slice *kept = ARENA_ARRAY(v->arena, struct slice, p->champs.n + 1);
	struct rec r;
	size_t n = 0;
	bool told = true; /* by every record, should a hand have left two */
	enum status st = contexte_dossier(v, &r);
	for (size_t i = 0; i < r.nrecords; i++)
		if (rec_is(&r, &r.records[i], "Dossier"))
			told &= slice_is(rec_get(v->arena, &r, &r.records[i], "Employeur_informe"), "oui");
	for (size_t i = 0; i < p->champs.n; i++)
		if (told || !slice_starts(p->champs.v[i], employer))
			kept[n++] = p->champs.v[i];
	*champs = p->champs;
	champs->v = kept;
	champs->n = n;
	return st;
}

enum status export_papier(const struct contexte *c, struct depot *d, enum tree tree, ref_t ref, const struct profil *p,
                          enum document_format format, struct arena *a, struct buf *out, struct diag *diag)
{
	struct visit v = {.depot = d, .tree = tree, .ref = ref, .arena = a, .diag = diag};
	struct document_champs champs = p->champs;
	enum status st = ref == REF_NONE ? STATUS_OK : conditions(c, &v, p);
	if (st == STATUS_OK && ref != REF_NONE)
		st = allowed(&v, p, &champs);
	if (st != STATUS_OK)
		return st;
	const struct document paper = {.nom = slice_dup(a, p->nom), .modele = p->modele, .champs = &champs};
	const struct demande_document wanted = {c, d, v.tree, ref, &paper};
	return document_fait(a, &wanted, format, out, diag);
}
