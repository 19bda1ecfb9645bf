#include "metier/constat.h"

#include "metier/fiche_prive.h"

static const struct diag_msg NO_DEMAND = {"demande-absente", DIAG_ATTENTION,
	"la demande n'est pas écrite avec les mots de la personne ; l'ajouter (champ Motif) : bilan-projet {} demande {}"};
static const struct diag_msg NO_OBJECTIVE = {"objectif-absent", DIAG_ATTENTION,
	"aucun objectif ne répond à la demande ; en formuler un : bilan-projet -a objectif {}"};
static const struct diag_msg NO_SIGN = {"objectif-incomplet", DIAG_ATTENTION,
	"l'objectif {} n'a pas de signe qui dirait qu'il est atteint ; l'ajouter (champ Signe) : bilan-projet --editer "
	"objectif {}"};
static const struct diag_msg NO_WORK = {"objectif-incomplet", DIAG_ATTENTION,
	"l'objectif {} ne dit aucun travail fait pour lui ; l'ajouter (champ Travail) : bilan-projet --editer objectif {}"};
static const struct diag_msg NO_RESULT = {"objectif-incomplet", DIAG_ATTENTION,
	"l'objectif {} n'a pas de résultat ; l'ajouter (champ Resultat) : bilan-projet --editer objectif {}"};
static const struct diag_msg LOST_WORK = {"travail-inconnu", DIAG_ATTENTION,
	"l'objectif {} cite {}, qui n'est ni dans ce bilan, ni au journal ; corriger cet Id : bilan-projet --editer objectif {}"};
static const struct diag_msg UNKNOWN_STATE = {"etat-inconnu", DIAG_ATTENTION,
	"« {} » n'est pas un état de piste connu ({}) ; le corriger, ou l'ajouter aux états de modeles/libelles.rec"};
static const struct diag_msg NO_REASON = {"etat-sans-raison", DIAG_ATTENTION,
	"la piste {} est {} sans raison écrite ; l'ajouter (champ Raison) : bilan-projet --editer {} {}"};
static const struct diag_msg NO_REASON_YET = {"etat-sans-raison", DIAG_ATTENTION,
	"ce changement d'état ({}) est noté sans sa raison ; l'ajouter (champ Raison) : bilan-projet --editer etat-piste {}"};
static const struct diag_msg FEW_PEOPLE = {"enquetes-insuffisantes", DIAG_ATTENTION,
	"piste retenue {} : rencontres avec des personnes du métier, {} sur {} attendues ({}, règle enquetes-par-piste ; "
	"une lecture n'en est pas une) ; en noter une : bilan-projet -a enquete {}"};
static const struct diag_msg NO_ENQUIRY = {"projet-sans-enquete", DIAG_ATTENTION,
	"le projet {} ne s'appuie sur aucune enquête auprès d'une personne du métier ; la noter : bilan-projet -a enquete {}"};

static const struct diag_msg VETOED = {"piste-sous-veto", DIAG_ATTENTION,
	"la piste {} est retenue, avec un veto écrit ; le retirer s'il est levé, ou revoir son état : bilan-projet --editer piste {}"};
static const struct diag_msg VAGUE = {"action-incomplete", DIAG_ATTENTION,
	"l'action {} ne dit pas : {} ; l'ajouter : bilan-projet --editer action {}"};

static const struct diag_msg UNKNOWN_CODE = {"code-inconnu", DIAG_ATTENTION,
	"« {} » n'est pas un code connu de {} ({}) ; le corriger, ou l'ajouter à modeles/libelles.rec"};

enum status constats_lus(const struct contexte *c, const struct visit *v, struct constats *out)
{
	struct etat e;
	struct visit here = *v;
	char *text = arena_alloc(v->arena, REF_SIZE);
	*out = (struct constats){.reference = ref_text(&v->depot->prefixes, v->ref, text)};
	enum status st = contexte_journal(c, &here, EFFETS_TOUS, &out->journal);
	if (st != STATUS_OK)
		return st;
	journal_etat(v->arena, &out->journal, c->regles, c->au, &e);
	if (e.conservation == CONSERVATION_DETRUIT)
		return STATUS_ABSENT;
	st = libelles_lus(v->depot, v->arena, &out->libelles, v->diag);
	if (st == STATUS_OK)
		st = bilan_read(v->depot, v->arena, v->ref, &out->bilan, v->diag);
	if (st != STATUS_OK)
		return st;
	out->conclusion = e.phase == PHASE_CONCLUSION || e.nom == ETAT_TERMINE || e.nom == ETAT_ARRETE || e.nom == ETAT_CLOS;
	out->rencontres = regle_at(c->regles, "enquetes-par-piste", c->au);
	pistes_lues(v->arena, bilan_rec(&out->bilan, kind_named(SLICE("piste"))), c->au, &out->libelles, &out->pistes);
	return STATUS_OK;
}

/* --- the chain */

struct chaine {
	struct arena *a;
	const struct constats *c;
	const struct rec *r;
	struct fiche_index index;
	struct diag *diag;
};

/* Does a Travail that is nothing but an Id name something? */
static bool is_there(const struct chaine *x, struct slice word)
{
	struct ident id;
	if (!ident_parse(word, &id) || fiche_index_get(&x->index, NULL, word))
		return true;
	return id.letter == 'e' && journal_trouve(&x->c->journal, &id);
}

static void check_objective(struct chaine *x, const struct rec_record *e)
{
	size_t works = 0;
	struct slice id = rec_get(x->a, x->r, e, "Id"), ref = x->c->reference;
	struct diag_at at = rec_at_record(x->r, e);
	if (!rec_get(x->a, x->r, e, "Signe").n)
		DIAG(x->diag, &NO_SIGN, at, id, ref);
	for (const struct rec_field *f = x->r->fields + e->first, *end = f + e->n; f < end; f++) {
		struct slice work = slice_is(rec_name(x->r, f), "Travail") ? rec_word(x->a, x->r, f) : SLICE("");
		works += work.n > 0;
		if (!is_there(x, work))
			DIAG(x->diag, &LOST_WORK, rec_at_value(x->r, f), id, work, ref);
	}
	if (!works)
		DIAG(x->diag, &NO_WORK, at, id, ref);
	if (x->c->conclusion && !rec_get(x->a, x->r, e, "Resultat").n)
		DIAG(x->diag, &NO_RESULT, at, id, ref);
}

static void check_request(struct chaine *x)
{
	const struct kind *k = kind_named(SLICE("demande"));
	size_t from = 0;
	const struct rec_record *e = bilan_next(&x->c->bilan, k, &from);
	struct diag_at at = e ? rec_at_record(x->r, e) : DIAG_NOWHERE;
	if (!e || !rec_get(x->a, x->r, e, "Motif").n)
		DIAG(x->diag, &NO_DEMAND, at, slice_z(e ? "--editer" : "-a"), x->c->reference);
}

void constats_chaine(struct arena *a, const struct constats *c, bool demande, struct diag *diag)
{
	const struct kind *k = kind_named(SLICE("objectif"));
	struct chaine x = {.a = a, .c = c, .r = bilan_rec(&c->bilan, k), .diag = diag};
	size_t from = 0, n = 0;
	fiche_index_init(&x.index, a);
	fiche_index_bilan(&x.index, &c->bilan, BILAN_FILES);
	if (demande)
		check_request(&x);
	for (const struct rec_record *e; (e = bilan_next(&c->bilan, k, &from)); n++)
		check_objective(&x, e);
	if (!n && demande)
		DIAG(diag, &NO_OBJECTIVE, DIAG_NOWHERE, c->reference);
}

/* --- pistes */

static bool is_known(struct arena *a, const struct libelles *l, struct slice etat, struct slice *texte)
{
	return !libelle_code(a, l, "Piste", SLICE("Etat"), etat, texte) || texte->n;
}

static void check_state(struct arena *a, const struct constats *c, struct slice id, const struct piste_etat *s, bool present,
                        struct diag *diag)
{
	struct slice texte;
	const struct rec *r = c->pistes.r;
	if (!is_known(a, &c->libelles, s->etat, &texte))
		DIAG(diag, &UNKNOWN_STATE, rec_at_value(r, rec_find(r, s->e, "Etat")), s->etat,
		     libelle_codes(a, &c->libelles, "Piste", "Etat"));
	if (present && !s->raison.n && (slice_is(s->etat, "retenue") || slice_is(s->etat, "ecartee")))
		DIAG(diag, &NO_REASON, rec_at_record(r, s->e), id, texte, slice_z(s->propre ? "piste" : "etat-piste"), c->reference);
}

static struct slice decimal(struct arena *a, size_t n)
{
	struct buf b;
	buf_init(&b, a);
	buf_addn(&b, (int64_t)n);
	return buf_slice(&b);
}

static void check_people(struct arena *a, const struct constats *c, struct slice id, struct diag_at at, struct diag *diag)
{
	size_t met = piste_rencontres(&c->pistes, id);
	if (c->rencontres && c->rencontres->nombre > 0 && met < (size_t)c->rencontres->nombre)
		DIAG(diag, &FEW_PEOPLE, at, id, decimal(a, met), c->rencontres->valeur, c->rencontres->article, c->reference);
}

/* A project rests on someone met, whatever became of its piste (Qualiopi, indicator 2). */
static void check_project(struct arena *a, const struct constats *c, const struct fiche_index *index,
                          const struct rec_record *e, struct diag *diag)
{
	const struct rec *r = bilan_rec(&c->bilan, kind_named(SLICE("projet")));
	struct slice id = rec_get(a, r, e, "Piste");
	const struct fiche_entree *piste = fiche_index_get(index, kind_named(SLICE("piste")), id);
	const struct piste_etat *s = piste ? piste_present(&c->pistes, piste->e) : NULL;
	if (!piste_rencontres(&c->pistes, id) && !(s && slice_is(s->etat, "retenue"))) /* said of the piste */
		DIAG(diag, &NO_ENQUIRY, rec_at_record(r, e), id, c->reference);
}

void constats_etats(struct arena *a, const struct constats *c, struct diag *diag)
{
	size_t from = 0;
	for (const struct rec_record *e; (e = bilan_next(&c->bilan, kind_named(SLICE("piste")), &from));) {
		struct slice id = rec_get(a, c->pistes.r, e, "Id");
		const struct piste_etat *present = piste_present(&c->pistes, e), *s;
		for (size_t at = 0; (s = piste_suivant(&c->pistes, e, &at));)
			check_state(a, c, id, s, s == present, diag);
		if (present && slice_is(present->etat, "retenue") && rec_get(a, c->pistes.r, e, "Veto").n)
			DIAG(diag, &VETOED, rec_at_record(c->pistes.r, e), id, c->reference);
	}
}

void constats_plan(struct arena *a, const struct constats *c, struct diag *diag)
{
	static const struct {
		const char *champ, *texte;
	} wanted[] = {{"Qui", "qui la fait"}, {"Echeance", "pour quand"}, {"Premier_pas", "le premier pas"}, {"Signe", "le signe de réussite"}};
	const struct kind *k = kind_named(SLICE("action"));
	const struct rec *r = bilan_rec(&c->bilan, k);
	size_t from = 0;
	for (const struct rec_record *e; (e = bilan_next(&c->bilan, k, &from));) {
		struct buf b;
		buf_init(&b, a);
		for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
			if (rec_get(a, r, e, wanted[i].champ).n)
				continue;
			buf_addz(&b, b.n ? ", " : "");
			buf_addz(&b, wanted[i].texte);
		}
		if (b.n)
			DIAG(diag, &VAGUE, rec_at_record(r, e), rec_get(a, r, e, "Id"), buf_slice(&b), c->reference);
	}
}

void constats_rencontres(struct arena *a, const struct constats *c, struct diag *diag)
{
	struct fiche_index index;
	size_t from = 0;
	fiche_index_init(&index, a);
	fiche_index_rec(&index, c->pistes.r);
	for (const struct rec_record *e; (e = bilan_next(&c->bilan, kind_named(SLICE("piste")), &from));) {
		struct slice id = rec_get(a, c->pistes.r, e, "Id");
		const struct piste_etat *present = piste_present(&c->pistes, e);
		if (present && slice_is(present->etat, "retenue"))
			check_people(a, c, id, rec_at_record(c->pistes.r, e), diag);
	}
	from = 0;
	for (const struct rec_record *e; (e = bilan_next(&c->bilan, kind_named(SLICE("projet")), &from));)
		check_project(a, c, &index, e, diag);
}

void constat_etat(struct arena *a, const struct libelles *l, struct slice etat, struct slice raison, bool change,
                  struct slice reference, struct diag_at at, struct diag *diag)
{
	struct slice texte;
	if (!etat.n)
		return;
	if (!is_known(a, l, etat, &texte))
		DIAG(diag, &UNKNOWN_STATE, at, etat, libelle_codes(a, l, "Piste", "Etat"));
	if (change && !raison.n)
		DIAG(diag, &NO_REASON_YET, at, etat, reference);
}

void constat_code(struct arena *a, const struct libelles *l, const char *type, struct slice champ, struct slice valeur,
                  struct diag_at at, struct diag *diag)
{
	struct slice texte;
	if (libelle_code(a, l, type, champ, valeur, &texte) && !texte.n)
		DIAG(diag, &UNKNOWN_CODE, at, valeur, champ, libelle_codes(a, l, type, slice_dup(a, champ)));
}
