#include "metier/faits_arbre.h"

#include "depot/bilan.h"
#include "depot/partage.h"
#include "metier/fiche.h"
#include "metier/piste.h"
#include "metier/suivi.h"
#include "metier/tache.h"
#include "metier/totaux.h"

#include <errno.h>
#include <stdlib.h>

static const struct diag_msg DESTROYED = {"bilan-detruit", DIAG_ERREUR,
	"le bilan de {} a été détruit ; seule la personne en garde les documents, les lui demander"};
static const struct diag_msg BAD_ARCHIVE = {"dossier-vide", DIAG_ERREUR,
	"ce fichier n'a pas d'enregistrement Dossier ; le rétablir d'après une copie"};

static enum status read_rec(struct arbre *t, enum tree tree, const char *file, struct rec *r)
{
	struct slice bytes;
	const struct demande_document *q = t->q;
	const char *path = depot_case_path(q->depot, t->a, tree, q->ref, file);
	enum status st = depot_read(q->depot, tree, q->ref, file, t->a, &bytes);
	if (st == STATUS_OK)
		return rec_parse(t->a, bytes, path, NULL, r, t->diag);
	depot_say(t->diag, st, errno, path);
	return st == STATUS_ABSENT ? STATUS_INVALID : st;
}

static enum status add_dossier(struct arbre *t, xmlNodePtr root)
{
	struct rec r;
	bool found = false;
	enum status st = read_rec(t, t->q->tree, "dossier.rec", &r);
	if (st != STATUS_OK)
		return st;
	for (size_t i = 0; i < r.nrecords; i++) {
		found |= rec_is(&r, &r.records[i], "Dossier");
		if (rec_is(&r, &r.records[i], "Dossier"))
			arbre_fiche(t, root, "dossier", "Dossier", &r, &r.records[i]);
		else if (rec_is(&r, &r.records[i], "Financement"))
			arbre_fiche(t, root, "financement", "Financement", &r, &r.records[i]);
	}
	if (found)
		return STATUS_OK;
	DIAG0(t->diag, &BAD_ARCHIVE, ((struct diag_at){r.path, 0, 0}));
	return STATUS_INVALID;
}

/* The centre and the counsellor who holds the case. */
static void add_centre(struct arbre *t, xmlNodePtr root, struct slice holder)
{
	const struct centre *c = t->q->contexte->centre;
	const struct conseiller *k = holder.n ? centre_conseiller(t->a, c, holder) : NULL;
	for (size_t i = 0; i < c->rec.nrecords; i++) {
		const struct rec_record *e = &c->rec.records[i];
		if (rec_is(&c->rec, e, "Organisme"))
			arbre_fiche(t, root, "organisme", "Organisme", &c->rec, e);
		else if (k && rec_is(&c->rec, e, "Conseiller") && slice_eq(rec_get(t->a, &c->rec, e, "Id"), k->id))
			arbre_fiche(t, root, "conseiller", "Conseiller", &c->rec, e);
	}
}

/* Until when an agreement may let documents be kept (R. 6313-7). */
static jour_t kept_at_most(const struct regles *r, jour_t end)
{
	const struct regle *g = end == JOUR_NONE ? NULL : regle_at(r, "conservation-max", end);
	return g && g->nombre > 0 ? jour_add_months(end, g->nombre) : JOUR_NONE;
}

static void add_parcours(struct arbre *t, xmlNodePtr root, const struct journal *j, const struct etat *e)
{
	static const char type[] = "Parcours";
	xmlNodePtr n = arbre_element(root, "parcours");
	struct slice voies = journal_voies(t->a, j, e), voie;
	arbre_champ(t, n, type, "Etat", slice_z(etat_noms[e->nom]));
	arbre_champ(t, n, type, "Phase", slice_z(phase_noms[e->phase]));
	arbre_champ(t, n, type, "Conservation", slice_z(conservation_noms[e->conservation]));
	arbre_jour(t, n, type, "Ouvert_le", e->ouvert_le);
	arbre_jour(t, n, type, "Debut_le", e->debut_le);
	arbre_jour(t, n, type, "Fin_le", e->fin_le);
	if (!t->q->document->bilan)
		arbre_jour(t, n, type, "Garde_max", kept_at_most(t->q->contexte->regles, e->fin_le));
	arbre_champ(t, n, type, "Situation", e->situation);
	while (slice_next(&voies, "+", &voie))
		arbre_champ(t, n, type, "Voie", voie);
	arbre_vide(n);
}

static void add_heures(struct arbre *t, xmlNodePtr root, const struct journal *j, jour_t au, const struct suites *s)
{
	static const char type[] = "Heures";
	struct heures h;
	struct buf b;
	heures_dossier(j, s, au, &h);
	const struct {
		const char *field;
		int64_t minutes;
	} rows[] = {{"Preliminaire", h.phase[HEURES_TENU][PHASE_PRELIMINAIRE]},
	            {"Investigation", h.phase[HEURES_TENU][PHASE_INVESTIGATION]},
	            {"Conclusion", h.phase[HEURES_TENU][PHASE_CONCLUSION]}, {"Accompagnement", heures_somme(&h, HEURES_TENU)},
	            {"Signe", heures_somme(&h, HEURES_SIGNE)}, {"Travail", h.travail}, {"Absence", h.absence},
	            {"Prevu", heures_somme(&h, HEURES_PREVU)}};
	xmlNodePtr n = arbre_element(root, "heures");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		arbre_minutes(t, n, type, rows[i].field, rows[i].minutes);
	buf_init(&b, t->a);
	buf_addn(&b, h.seances);
	arbre_champ(t, n, type, "Seances", buf_slice(&b));
	arbre_vide(n);
}

static int in_order(const void *pa, const void *pb)
{
	return evenement_ordre(*(const struct evenement *const *)pa, *(const struct evenement *const *)pb);
}

/* An event, under its type or what became of it: a held session is <seance>, whatever name the centre gave to the kind. The
 * allow-list names it with a capital: "Seance.Le". */
static void add_event(struct arbre *t, xmlNodePtr parent, const struct journal *j, const struct evenement *e,
                      const struct suites *s)
{
	jour_t au = t->q->contexte->au;
	enum nature nature = evenement_nature(e, s, au);
	static const char *const names[] = {
		[NATURE_ACCOMPAGNEMENT] = "seance", [NATURE_ABSENCE] = "absence", [NATURE_PREVU] = "prevu"};
	const char *what = names[nature];
	if (nature != NATURE_ABSENCE && nature != NATURE_PREVU && !(e->type && evenement_compte(e, au)))
		return;
	char *name = slice_dup(t->a, what ? slice_z(what) : e->type_nom);
	if (xmlValidateNCName((const xmlChar *)name, 0) != 0)
		return;
	char *type = slice_dup(t->a, slice_z(name));
	if (*type >= 'a' && *type <= 'z')
		*type = (char)(*type - 'a' + 'A');
	xmlNodePtr n = arbre_fiche(t, parent, name, type, &j->rec, e->record);
	if (n && nature == NATURE_ACCOMPAGNEMENT)
		arbre_attribut(t, n, "signe", evenement_signe(e, s) ? SLICE("oui") : SLICE("non"));
}

static void add_journal(struct arbre *t, xmlNodePtr root, const struct journal *j, const struct suites *s)
{
	const struct evenement **v = ARENA_ARRAY(t->a, const struct evenement *, j->n + 1);
	size_t n = 0;
	for (size_t i = 0; i < j->n; i++)
		if (evenement_vivant(&j->v[i]))
			v[n++] = &j->v[i];
	qsort(v, n, sizeof(struct evenement *), in_order);
	xmlNodePtr parent = arbre_element(root, "journal");
	for (size_t i = 0; i < n; i++)
		add_event(t, parent, j, v[i], s);
	arbre_vide(parent);
}

static void add_states(struct arbre *t, xmlNodePtr piste, const struct pistes *p, const struct rec_record *e)
{
	const struct piste_etat *present = piste_present(p, e), *s;
	for (size_t from = 0; (s = piste_suivant(p, e, &from));) {
		xmlNodePtr state = arbre_element(piste, "etat");
		if (s == present)
			arbre_attribut(t, state, "present", SLICE("oui"));
		arbre_champ(t, state, "Piste", "Etat", s->etat);
		arbre_jour(t, state, "Piste", "Le", s->le);
		arbre_champ(t, state, "Piste", "Raison", s->raison);
	}
}

/* What states say is told by them alone. */
static void move_states(struct arbre *t, xmlNodePtr piste, const struct pistes *p, const struct rec_record *e)
{
	static const char *const fields[] = {"Etat", "Le", "Raison"};
	for (size_t i = 0; i < 3; i++) {
		xmlNodePtr own = faits_enfant(piste, fields[i]);
		if (own) {
			xmlUnlinkNode(own);
			xmlFreeNode(own);
		}
	}
	add_states(t, piste, p, e);
}

static void add_kind(struct arbre *t, xmlNodePtr parent, const struct bilan *b, const struct kind *k, const struct pistes *p)
{
	size_t from = 0;
	bool states = strcmp(k->name, "piste") == 0;
	for (const struct rec_record *e; (e = bilan_next(b, k, &from));) {
		xmlNodePtr n = arbre_fiche(t, parent, k->name, k->type, bilan_rec(b, k), e);
		if (n && states)
			move_states(t, n, p, e);
	}
}

/* Of an enquiry, only what its schema names: another field may name a third party. */
static enum status add_enquiries(struct arbre *t, xmlNodePtr parent, const struct bilan *b, const struct kind *k)
{
	struct schema schema;
	size_t from = 0;
	if (!bilan_next(b, k, &from))
		return STATUS_OK;
	enum status st = partage_schema(t->q->depot, t->a, k->type, &schema, t->diag);
	if (st != STATUS_OK)
		return STATUS_CONFIG;
	t->seuls = &schema;
	add_kind(t, parent, b, k, NULL);
	t->seuls = NULL;
	schema_release(&schema);
	return STATUS_OK;
}

/* Of a follow-up, only what holds on that day is told: the latest interview and, of each action, the latest state (*V). */
static bool holds(const struct suivi *s, const struct rec_record *e, const struct suivi_action **v)
{
	for (size_t i = 0; i < s->n && !*v; i++)
		*v = s->v[i].e == e ? &s->v[i] : NULL;
	return *v || e == s->entretien;
}

/* With the words that an earlier one gave. */
static void complete_followup(struct arbre *t, xmlNodePtr n, const struct suivi_action *v)
{
	if (!faits_enfant(n, "Intitule"))
		arbre_champ(t, n, "Suivi_action", "Intitule", v->intitule);
	if (v->nouvelle && !faits_enfant(n, "Nouvelle"))
		arbre_champ(t, n, "Suivi_action", "Nouvelle", SLICE("oui"));
}

static void add_followup(struct arbre *t, xmlNodePtr parent, const struct suivi *s, const struct kind *k)
{
	for (const struct rec_record *e = s->r->records; e < s->r->records + s->r->nrecords; e++) {
		const struct suivi_action *v = NULL;
		if (!rec_is(s->r, e, k->type) || !holds(s, e, &v))
			continue;
		xmlNodePtr n = arbre_fiche(t, parent, k->name, k->type, s->r, e);
		if (n && v)
			complete_followup(t, n, v);
	}
}

static void add_task(struct arbre *t, xmlNodePtr parent, const struct tache_donnee *v)
{
	static const char type[] = "Tache";
	xmlNodePtr n = arbre_element(parent, "tache");
	arbre_attribut(t, n, "id", v->id);
	arbre_attribut(t, n, "etat", slice_z(tache_etats[v->etat]));
	arbre_champ(t, n, type, "Titre", v->titre);
	arbre_jour(t, n, type, "Echeance", v->echeance);
	arbre_jour(t, n, type, "Le", v->le);
	arbre_champ(t, n, type, "Qui", v->qui);
	arbre_minutes(t, n, type, "Minutes", v->minutes);
	arbre_champ(t, n, type, "Pourquoi", v->pourquoi);
	arbre_champ(t, n, type, "Consigne", v->consigne);
	arbre_champ(t, n, type, "Livrable", v->livrable);
}

static void add_tasks(struct arbre *t, xmlNodePtr parent, const struct journal *j, const struct bilan *b)
{
	struct tache_donnee *v;
	size_t n = taches_donnees(t->a, j, bilan_rec(b, kind_named(SLICE("note"))), t->q->contexte->au, &v);
	for (size_t i = 0; i < n; i++)
		add_task(t, parent, &v[i]);
}

static enum status add_bilan(struct arbre *t, xmlNodePtr root, ref_t ref, const struct journal *j)
{
	struct bilan b;
	struct pistes p;
	enum status st = bilan_read(t->q->depot, t->a, ref, &b, t->diag);
	if (st != STATUS_OK)
		return st;
	pistes_lues(t->a, bilan_rec(&b, kind_named(SLICE("piste"))), t->q->contexte->au, &t->libelles, &p);
	xmlNodePtr parent = arbre_element(root, "bilan");
	struct suivi s;
	suivi_lu(t->a, bilan_rec(&b, kind_named(SLICE("suivi"))), t->q->contexte->au, &s);
	for (const struct kind *k = kinds; k < kinds + kinds_n; k++) {
		if (strcmp(k->name, "enquete") == 0)
			st = status_worst(st, add_enquiries(t, parent, &b, k));
		else if (strncmp(k->name, "suivi", 5) == 0)
			add_followup(t, parent, &s, k);
		else if (!type_code_connu(SLICE("note etat-piste reponse reponse-suivi"), slice_z(k->name)))
			add_kind(t, parent, &b, k, &p);
	}
	if (t->q->document->taches)
		add_tasks(t, parent, j, &b);
	return st;
}

static enum status add_case(struct arbre *t, xmlNodePtr root)
{
	const struct contexte *c = t->q->contexte;
	struct visit v = {.depot = t->q->depot, .tree = t->q->tree, .ref = t->q->ref, .arena = t->a, .diag = t->diag};
	struct journal j;
	struct etat e;
	struct suites s;
	char text[REF_SIZE];
	enum status st = contexte_journal(c, &v, EFFETS_TOUS, &j);
	if (st != STATUS_OK)
		return st;
	journal_etat(t->a, &j, c->regles, c->au, &e);
	if (t->q->document->bilan && !t->q->document->detruit && e.conservation == CONSERVATION_DETRUIT) {
		DIAG(t->diag, &DESTROYED, DIAG_NOWHERE, ref_text(&t->q->depot->prefixes, t->q->ref, text));
		return STATUS_ABSENT;
	}
	journal_suites(t->a, &j, c->au, &s);
	add_centre(t, root, e.conseiller);
	st = add_dossier(t, root);
	add_parcours(t, root, &j, &e);
	add_heures(t, root, &j, c->au, &s);
	faits_regles(t, root, &e);
	add_journal(t, root, &j, &s);
	faits_signatures(t, root, &j, e.conseiller);
	faits_actes(t, root, &j, &e);
	if (t->q->document->bilan)
		st = status_worst(st, add_bilan(t, root, t->q->ref, &j));
	return st;
}

static void add_root_attributes(struct arbre *t, xmlNodePtr root)
{
	char text[REF_SIZE];
	struct buf day;
	buf_init(&day, t->a);
	buf_add_jour(&day, t->q->contexte->au);
	arbre_attribut(t, root, "version", SLICE("1"));
	arbre_attribut(t, root, "document", slice_z(t->q->document->nom));
	if (t->q->ref != REF_NONE)
		arbre_attribut(t, root, "reference", ref_text(&t->q->depot->prefixes, t->q->ref, text));
	arbre_attribut(t, root, "au", buf_slice(&day));
}

enum status faits_lus(struct arena *a, const struct demande_document *q, xmlDocPtr *facts, struct diag *diag)
{
	struct arbre t = {.a = a, .q = q, .diag = diag};
	*facts = NULL;
	enum status st = libelles_lus(q->depot, a, &t.libelles, diag);
	if (st != STATUS_OK)
		return st;
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNodePtr root = xmlNewDocNode(doc, NULL, (const xmlChar *)"faits", NULL);
	xmlDocSetRootElement(doc, root);
	add_root_attributes(&t, root);
	arbre_jour(&t, root, "Faits", "Au", q->contexte->au);
	if (q->ref == REF_NONE) {
		add_centre(&t, root, SLICE(""));
		faits_regles(&t, root, NULL);
	} else {
		st = add_case(&t, root);
	}
	if (st == STATUS_OK)
		*facts = doc;
	else
		xmlFreeDoc(doc);
	return st;
}

xmlNodePtr faits_enfant(xmlNodePtr n, const char *name)
{
	n = n ? n->children : NULL;
	while (n && (n->type != XML_ELEMENT_NODE || strcmp((const char *)n->name, name) != 0))
		n = n->next;
	return n;
}

xmlNodePtr faits_suivant(xmlNodePtr n, const char *name)
{
	n = n->next;
	while (n && (n->type != XML_ELEMENT_NODE || strcmp((const char *)n->name, name) != 0))
		n = n->next;
	return n;
}

static struct slice taken(struct arena *a, xmlChar *text)
{
	struct slice s = {text ? slice_dup(a, slice_z((const char *)text)) : "", text ? strlen((const char *)text) : 0};
	xmlFree(text);
	return s;
}

struct slice faits_texte(struct arena *a, xmlNodePtr n)
{
	return n ? taken(a, xmlNodeGetContent(n)) : SLICE("");
}

struct slice faits_attribut(struct arena *a, xmlNodePtr n, const char *name)
{
	return n ? taken(a, xmlGetProp(n, (const xmlChar *)name)) : SLICE("");
}

xmlNodePtr faits_bilan(xmlDocPtr facts)
{
	return faits_enfant(xmlDocGetRootElement(facts), "bilan");
}
