/* Recording events from the command line, or from a file. */
#include "client/acte_evenement.h"

#include "client/acte_tache.h"

#include "metier/lecture.h"
#include "metier/note.h"
#include "metier/parcours.h"

#include <stdlib.h>

static const struct diag_msg ONE_REF = {"une-reference", DIAG_ERREUR, "un Id n'appartient qu'à un dossier : indiquer une seule référence"};
static const struct diag_msg TWO_ACTS = {"actes-multiples", DIAG_ERREUR, "un seul acte à la fois : -a, --realise, --deplace, --absent, --annule, --planifier, --corrige, --raye, --emarger, --tache ou --lire"};
static const struct diag_msg NO_MOVE = {"date-absente", DIAG_ERREUR,
	"déplacer {} : dire quand, par --le=DATE, ou --debut=HH:MM le même jour"};
static const struct diag_msg TWO_STATUSES = {"statut-de-l-acte", DIAG_ERREUR,
	"--deplace, --absent et --annule disent déjà le statut ; retirer --statut, ou tenir la séance par --realise={}"};
static const struct diag_msg NO_ACT = {"acte-absent", DIAG_ERREUR,
	"les champs d'un événement sont donnés sans dire quoi en faire ; ajouter -a TYPE, ou --corrige=ID"};
static const struct diag_msg READ_ONLY = {"options-de-lecture", DIAG_ERREUR,
	"--type, --periode, --prevu, --archives, --total, --par, --taches et --papiers ne servent qu'à lire ; les retirer, ou lire dans une autre commande"};
static const struct diag_msg PLAN_FIELDS = {"options-du-plan", DIAG_ERREUR,
	"avec --planifier, phases, durées et objets viennent du parcours : ne garder que --le, --debut, --mode, --lieu et --conseiller"};
static const struct diag_msg FILE_ONLY = {"options-du-fichier", DIAG_ERREUR,
	"avec --lire, tout vient du fichier : retirer les références et les champs de la ligne de commande"};
static const struct diag_msg NO_DAY = {"echeance-absente", DIAG_ERREUR,
	"dire pour quand est la tâche : --le=AAAA-MM-JJ"};
static const struct diag_msg TOO_LATE = {"date-impossible", DIAG_ERREUR,
	"à partir du {}, ce parcours dépasse l'an 9999 ; commencer plus tôt"};
static const struct diag_msg BAD_DATE = {"date-impossible", DIAG_ERREUR, "« {} » n'est pas une date ; écrire AAAA-MM-JJ ou JJ/MM/AAAA"};

/* Are the fields given those that all the sessions of a plan can share? */
static bool is_plain_plan(const struct acte_evenement *o)
{
	static const uint64_t shared = (uint64_t)1 << CHAMP_LE | (uint64_t)1 << CHAMP_DEBUT | (uint64_t)1 << CHAMP_MODE |
	                               (uint64_t)1 << CHAMP_LIEU | (uint64_t)1 << CHAMP_CONSEILLER;
	bool plain = o->duree < 0 && !o->suite.n && !o->voie.n && !o->note;
	for (int c = CHAMP_LE; c < CHAMP_N; c++)
		plain &= !o->donne[c] || (shared >> c & 1);
	return plain;
}

bool acte_evenement_choisit(struct run *r, const struct acte_evenement *o, bool lit, struct saisie *s, bool *writes)
{
	const struct {
		const char *cible;
		enum saisie_acte acte;
	} acts[] = {{o->corrige, SAISIE_CORRIGE}, {o->raye, SAISIE_RAYE}, {o->realise, SAISIE_REALISE},
	          {o->deplace, SAISIE_DEPLACE}, {o->absent, SAISIE_ABSENT}, {o->annule, SAISIE_ANNULE}};
	int chosen = o->emarger + (o->lire != NULL) + (o->planifier != NULL) + (o->tache != NULL), fields = 0;
	saisie_init(s);
	s->acte = o->emarger ? SAISIE_EMARGE : SAISIE_AJOUTE;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (acts[i].cible) {
			chosen++;
			s->acte = acts[i].acte;
			s->cible = slice_z(acts[i].cible);
		}
	if (o->donne[CHAMP_TYPE] && !o->corrige)
		chosen++;
	for (int c = CHAMP_LE; c < CHAMP_N; c++)
		fields += o->donne[c];
	bool given = fields || o->duree >= 0 || o->suite.n || o->voie.n || o->note;
	*writes = chosen > 0;
	if (chosen > 1)
		return run_wrong(r, &TWO_ACTS, "");
	if (chosen && lit)
		return run_wrong(r, &READ_ONLY, "");
	if (o->lire && (given || r->words.n))
		return run_wrong(r, &FILE_ONLY, "");
	if (!chosen && given)
		return run_wrong(r, &NO_ACT, "");
	if (o->planifier && !is_plain_plan(o))
		return run_wrong(r, &PLAN_FIELDS, "");
	if (o->deplace && !o->donne[CHAMP_LE] && !o->donne[CHAMP_DEBUT] && !o->donne[CHAMP_FIN])
		return run_wrong(r, &NO_MOVE, o->deplace);
	if (s->acte > SAISIE_REALISE && o->donne[CHAMP_STATUT])
		return run_wrong(r, &TWO_STATUSES, slice_dup(&r->arena, s->cible));
	if (o->tache && !o->donne[CHAMP_LE])
		return run_wrong(r, &NO_DAY, "");
	return true;
}

static void give_list(struct run *r, struct saisie *s, enum champ c, const struct opt_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		saisie_donne(&r->arena, s, c, slice_z(l->v[i]), DIAG_NOWHERE);
}

static bool give(struct run *r, const struct acte_evenement *o, const struct ecriture *w, struct saisie *s)
{
	for (enum champ c = CHAMP_TYPE; c < CHAMP_N; c++)
		if (o->donne[c] && !(o->emarger && c == CHAMP_JUSQU_A))
			saisie_donne(&r->arena, s, c, slice_z(o->champ[c]), DIAG_NOWHERE);
	give_list(r, s, CHAMP_SUITE, &o->suite);
	give_list(r, s, CHAMP_VOIE, &o->voie);
	s->duree = o->duree;
	if (o->emarger && o->donne[CHAMP_JUSQU_A]) {
		s->jusqu_a = jour_parse(slice_z(o->champ[CHAMP_JUSQU_A]));
		if (s->jusqu_a == JOUR_NONE)
			return run_wrong(r, &BAD_DATE, o->champ[CHAMP_JUSQU_A]);
	}
	if (o->note) {
		enum status st = run_read(r, o->note, &s->note);
		run_keep(r, st);
		s->note = slice_trim(s->note);
		if (st == STATUS_OK)
			run_keep(r, st = note_juge(w->sobriete, s->note, &r->diag));
		if (st != STATUS_OK)
			return false;
	}
	return !o->tache || acte_tache_donne(r, o->tache, s);
}

static const struct diag_msg NO_NOTES = {"note-du-centre", DIAG_ERREUR, "le journal du centre n'a ni notes ni tâches ; retirer --note ou --tache"};

static void write_case(struct run *r, struct ecriture *w, ref_t ref, const struct saisie *v, size_t n)
{
	struct buf ids;
	buf_init(&ids, &r->arena);
	run_about(r, ref);
	run_keep(r, saisie_ecrit(w, ref, v, n, &ids, &r->diag));
	run_written(r, buf_slice(&ids));
	run_say(r);
}

struct place {
	ref_t ref;
	size_t rank;
};

static int by_case(const void *pa, const void *pb)
{
	const struct place *a = pa, *b = pb;
	if (a->ref != b->ref)
		return a->ref < b->ref ? -1 : 1;
	return (a->rank > b->rank) - (a->rank < b->rank);
}

/* The events of a file, case by case, each in one replacement of its journal. */
static void write_file(struct run *r, struct ecriture *w, const struct acte_evenement *o)
{
	struct slice bytes;
	struct input in;
	struct lu *v;
	size_t n, kept = 0;
	enum status st = run_read(r, o->lire, &bytes);
	run_keep(r, st);
	if (st != STATUS_OK)
		return;
	run_keep(r, input_read(&r->arena, bytes, o->lire, input_kind_named(o->entree), lecture_connues, &r->arena, &in, &r->diag));
	run_keep(r, lecture_evenements(&r->arena, w->sobriete, &in, &v, &n, &r->diag));
	struct place *places = arena_alloc(&r->arena, (n + 1) * sizeof *places);
	for (size_t i = 0; i < n; i++)
		if ((places[kept].ref = run_ref(r, v[i].reference, v[i].at)) != REF_NONE)
			places[kept++].rank = i;
	qsort(places, kept, sizeof *places, by_case);
	struct saisie *batch = arena_alloc(&r->arena, (kept + 1) * sizeof *batch);
	for (size_t i = 0, from = 0; i < kept; i++) {
		run_avance(r, i, kept, "événement");
		batch[i] = v[places[i].rank].saisie;
		if (i + 1 == kept || places[i + 1].ref != places[i].ref) {
			write_case(r, w, places[i].ref, batch + from, i + 1 - from);
			from = i + 1;
		}
	}
}

/* The model, laid from the day given, in each of the cases. */
static void write_plans(struct run *r, struct ecriture *w, const struct acte_evenement *o, struct saisie *commun,
                        const struct refs *refs)
{
	struct parcours p;
	struct plan plan;
	struct diag moved; /* what holidays moved: said once it is written */
	size_t before = r->produced;
	struct saisie *v;
	size_t n;
	jour_t from = o->donne[CHAMP_LE] ? jour_parse(slice_z(o->champ[CHAMP_LE])) : w->contexte.au;
	if (from == JOUR_NONE) {
		run_wrong(r, &BAD_DATE, o->champ[CHAMP_LE]);
		return;
	}
	enum status st = parcours_charge(&r->depot, o->planifier, &p, &r->diag);
	run_keep(r, st);
	if (st != STATUS_OK)
		return;
	if (from > jour_of(9999, 12, 1) - p.v[p.n - 1].jour) { /* holidays may move the last one by some days more */
		run_wrong(r, &TOO_LATE, o->champ[CHAMP_LE]);
		return;
	}
	diag_init(&moved, &r->arena, r->name);
	parcours_pose(&r->arena, &p, from, &w->contexte.regles->feries, commun, &v, &n, &plan.premier, &moved);
	plan.minutes = p.minutes;
	w->avant = parcours_juge;
	w->avant_ctx = &plan;
	w->entier = true;
	for (size_t i = 0; i < refs->n; i++)
		write_case(r, w, refs->v[i], v, n);
	if (r->produced > before)
		r->diag = moved;
	run_say(r);
}

static bool has_centre(const struct refs *refs)
{
	for (size_t i = 0; i < refs->n; i++)
		if (refs->v[i] == REF_CENTRE)
			return true;
	return false;
}

void acte_evenement(struct run *r, const struct acte_evenement *o, struct saisie *s, const struct contexte *c)
{
	struct ecriture w;
	struct refs refs;
	const char *env = getenv("BILAN_CONSEILLER");
	run_keep(r, ecriture_init(&w, &r->depot, c, &r->diag));
	w.conseiller = slice_z(env);
	w.saisi = run_saisi(r);
	w.par = run_par(r);
	w.sans_doublon = o->lire != NULL;
	if (o->lire || o->voie.n)
		run_keep(r, voies_load(&r->depot, &w.voies, &r->diag));
	if (o->lire)
		run_keep(r, sobriete_charge(w.sobriete, &r->diag));
	if (r->worst == STATUS_OK && o->lire)
		write_file(r, &w, o);
	else if (r->worst == STATUS_OK && !r->words.n)
		run_wrong(r, &RUN_SANS_REFERENCE, "");
	else if (r->worst == STATUS_OK && give(r, o, &w, s) &&
	         run_refs(r, (struct run_refs_want){.centre = !o->planifier}, &refs)) {
		if (o->planifier)
			write_plans(r, &w, o, s, &refs);
		else if (s->cible.n && refs.n > 1)
			run_wrong(r, &ONE_REF, "");
		else if ((s->note.p || s->tache) && has_centre(&refs))
			run_wrong(r, &NO_NOTES, "");
		else
			for (size_t i = 0; i < refs.n; i++) {
				run_avance(r, i, refs.n, "dossier");
				write_case(r, &w, refs.v[i], s, 1);
			}
	}
	ecriture_release(&w);
}
