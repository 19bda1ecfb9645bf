/* The driver of the checks: gather, sort, render. What is looked at is in the other files of controle. */
#include "metier/controle_prive.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct controle_code controle_codes[] = {
	{"champ-attendu", DIAG_ERREUR, "chaque ligne d'un fichier est un champ, une suite, un commentaire ou vide"},
	{"suite-seule", DIAG_ERREUR, "une ligne « + » suit un champ"},
	{"suite-ouverte", DIAG_ERREUR, "un fichier ne se termine pas au milieu d'une ligne continuée"},
	{"octet-nul", DIAG_ERREUR, "un fichier ne contient pas d'octet nul"},
	{"utf8", DIAG_ERREUR, "un fichier est écrit en UTF-8"},
	{"acces", DIAG_ERREUR, "un fichier attendu est là et peut être lu"},
	{"permission", DIAG_REFUS, "un fichier attendu peut être lu par la personne qui vérifie"},
	{"id-invalide", DIAG_ERREUR, "un événement porte un Id bien formé"},
	{"type-absent", DIAG_ERREUR, "un événement a un type"},
	{"date-impossible", DIAG_ERREUR, "un événement a une date, et toute date écrite existe"},
	{"id-double", DIAG_ERREUR, "un Id n'est donné qu'une fois"},
	{"id-lettre", DIAG_ERREUR, "un Id commence par la lettre de sa sorte"},
	{"correction-impossible", DIAG_ERREUR, "une correction désigne un événement antérieur"},
	{"reference-differente", DIAG_ERREUR, "la référence écrite est celle du dossier"},
	{"ouverture-absente", DIAG_ERREUR, "le journal commence par l'ouverture"},
	{"ouverture-double", DIAG_ERREUR, "le journal n'a qu'une ouverture"},
	{"ouverture-changee", DIAG_ERREUR, "une correction de l'ouverture reste une ouverture"},
	{"rayure-sans-effet", DIAG_ATTENTION, "une rayure ne vise ni l'ouverture ni une autre rayure"},
	{"champ-obligatoire", DIAG_ERREUR, "les champs obligatoires d'un enregistrement sont là"},
	{"champ-double", DIAG_ERREUR, "un champ simple n'est écrit qu'une fois"},
	{"valeur-invalide", DIAG_ERREUR, "une valeur est de la sorte attendue : date, heure, montant, code…"},
	{"type-inconnu", DIAG_ATTENTION, "le type d'un événement est décrit dans types.rec ou types.d"},
	{"code-inconnu", DIAG_ERREUR, "les codes d'un événement sont ceux de son type"},
	{"champ-sans-objet", DIAG_ERREUR, "un champ à codes n'est écrit que dans les types qui en ont"},
	{"heure-de-debut", DIAG_ERREUR, "une heure de fin a son heure de début"},
	{"heures-inversees", DIAG_ERREUR, "la fin est après le début"},
	{"duree-trop-longue", DIAG_ERREUR, "la durée tient entre le début et la fin"},
	{"suite-inconnue", DIAG_ERREUR, "l'événement auquel un autre répond existe"},
	{"suite-propre", DIAG_ERREUR, "un événement ne répond pas à lui-même"},
	{"tete-double", DIAG_ATTENTION, "un événement n'est pas corrigé deux fois (copies fusionnées)"},
	{"seance-double", DIAG_ATTENTION, "ce qui est prévu n'est pas tenu ou déplacé deux fois (copies fusionnées)"},
	{"id-manquant", DIAG_ATTENTION, "aucun Id ne manque dans la suite (un éditeur a pu enregistrer une vieille copie)"},
	{"duree-absente", DIAG_ATTENTION, "une séance tenue, un travail fait ont une durée"},
	{"conseiller-inconnu", DIAG_ATTENTION, "un conseiller nommé est dans centre.rec"},
	{"conseiller-double", DIAG_ATTENTION, "l'Id d'un conseiller n'en désigne pas deux"},
	{"organisme-nombre", DIAG_ERREUR, "centre.rec contient un seul enregistrement Organisme"},
	{"groupe-inconnu", DIAG_ERREUR, "les groupes de centre.rec existent sur ce système"},
	{"fuseau-inconnu", DIAG_ERREUR, "le fuseau horaire du centre existe sur ce système"},
	{"titulaire-absent", DIAG_ATTENTION, "à toute date, un dossier ouvert a un conseiller en fonction"},
	{"relais-sans-reponse", DIAG_ATTENTION, "un relais demandé reçoit une réponse"},
	{"reponse-absente", DIAG_ATTENTION, "la personne a répondu à un arrêt, à une interruption"},
	{"auteur-absent", DIAG_ATTENTION, "une interruption dit qui la demande"},
	{"voie-differente", DIAG_ATTENTION, "les voies du journal sont celles des financements"},
	{"voie-inconnue", DIAG_ATTENTION, "une voie de financement est décrite dans voies.rec"},
	{"dossier-nombre", DIAG_ERREUR, "dossier.rec contient un seul enregistrement Dossier"},
	{"enregistrement-inconnu", DIAG_ATTENTION, "le type d'un enregistrement est connu"},
	{"donnee-interdite", DIAG_ERREUR, "aucun champ, aucune valeur ne garde ce dont un bilan n'a pas besoin (interdits.rec)"},
	{"champ-perdu", DIAG_ATTENTION, "aucun champ n'est collé à une ligne %rec (une ligne vide les sépare)"},
	{"lien-inconnu", DIAG_ERREUR, "un enregistrement du bilan qui en cite un autre cite un Id existant"},
	{"cle-double", DIAG_ERREUR, "une piste n'a qu'un projet"},
	{"enregistrement-double", DIAG_ERREUR, "un bilan n'a qu'une demande"},
	{"fichier-different", DIAG_ERREUR, "un enregistrement du bilan est dans le fichier où les commandes le lisent"},
	{"periode-inversee", DIAG_ERREUR, "la fin d'une expérience ou d'une formation n'est pas avant son début"},
	{"suivi-incomplet", DIAG_ERREUR, "un suivi d'action dit de quoi il parle, la nouvelle date ou la raison"},
	{"note-orpheline", DIAG_ATTENTION, "une note correspond à un événement, par son Id et sa saisie"},
	{"bilan-non-detruit", DIAG_ERREUR, "d'un bilan détruit, il ne reste que le suivi"},
	{"copie-en-conflit", DIAG_ATTENTION, "aucune copie en conflit d'un synchroniseur"},
	{"version-gardee", DIAG_ATTENTION, "aucune version gardée (.perdu) après une écriture simultanée"},
	{"reste-editeur", DIAG_ATTENTION, "aucun reste d'éditeur de texte"},
	{"reste-ecriture", DIAG_ATTENTION, "aucun fichier temporaire d'une écriture interrompue"},
	{"lien-symbolique", DIAG_ERREUR, "aucun lien symbolique dans un dossier"},
	{"nom-inattendu", DIAG_ATTENTION, "aucun fichier étranger dans un dossier"},
	{"droits-larges", DIAG_ATTENTION, "un fichier n'est pas lisible au-delà de ce que permet son dossier"},
	{"dossier-a-demi", DIAG_ATTENTION, "aucun dossier à demi créé"},
	{"dossier-double", DIAG_ERREUR, "un dossier n'est pas à la fois en cours et archivé"},
	{"bilan-sans-dossier", DIAG_ATTENTION, "un bilan a son dossier administratif"},
	{"bilans-non-lus", DIAG_ATTENTION, "l'arbre bilans/ peut être lu"},
	{"poste-sans-prefixe", DIAG_ATTENTION, "un dépôt synchronisé est servi par des postes à préfixe"},
	{"volume-absent", DIAG_ERREUR, "archives/ et bilans/ portent leur marque .depot"},
};
const size_t controle_ncodes = sizeof controle_codes / sizeof *controle_codes;

static const struct emit_col CODE_COLS[] = {
	{"code", "code", EMIT_TEXT, 22, false}, {"niveau", "niveau", EMIT_TEXT, 9, false}, {"verifie", "ce qui est vérifié", EMIT_TEXT, 0, false},
};
const struct emit_listing controle_codes_listing = {"bilan-verifier-codes", 1, CODE_COLS, 3, false};

static const struct emit_col COLS[] = {
	{"chemin", "chemin", EMIT_TEXT, 30, false}, {"ligne", "ligne", EMIT_INT, 5, false}, {"colonne", "colonne", EMIT_INT, 5, false},
	{"niveau", "niveau", EMIT_TEXT, 9, false}, {"code", "code", EMIT_TEXT, 20, false}, {"message", "message", EMIT_TEXT, 0, false},
};
const struct emit_listing controle_listing = {"bilan-verifier", 1, COLS, 6, false};

enum status controles_init(struct controles *k, struct depot *d, const struct contexte *c, struct diag *diag)
{
	struct depot_file *files;
	*k = (struct controles){.contexte = *c, .depot = d, .sobriete = arena_alloc(d->a, sizeof *k->sobriete)};
	sobriete_init(k->sobriete, d);
	enum status st = status_worst(poste_load(d->a, &k->poste, diag), voies_load(d, &k->voies, diag));
	st = status_worst(st, sobriete_charge(k->sobriete, diag));
	st = status_worst(st, depot_files(d, d->share, "schemas", &files, &k->nschemas, diag));
	k->schemas = ARENA_ARRAY(d->a, struct schema, k->nschemas + 1);
	for (size_t i = 0; i < k->nschemas; i++) {
		if (schema_parse(d->a, files[i].bytes, files[i].path, &k->schemas[i], diag) != STATUS_OK)
			st = STATUS_CONFIG;
		schema_prepare(d->a, &k->schemas[i]);
	}
	return st == STATUS_OK ? STATUS_OK : STATUS_CONFIG;
}

void controles_release(struct controles *k)
{
	for (size_t i = 0; i < k->nschemas; i++)
		schema_release(&k->schemas[i]);
}

struct schema *controle_schema(const struct controles *k, struct slice type)
{
	for (size_t i = 0; i < k->nschemas; i++)
		if (slice_eq(k->schemas[i].type, type))
			return &k->schemas[i];
	return NULL;
}

void controle_note(struct examen *x, const struct diag_msg *m, struct diag_at at, const struct slice *args, size_t nargs)
{
	diag_add(x->diag, m, at, args, nargs);
}

/* A finding on its way to the main thread: this, then the path and the text. */
struct parcel {
	const struct diag_msg *msg;
	size_t line, col, path_n, text_n;
};

static void pack(struct buf *out, const struct diag *diag)
{
	for (const struct diag_entry *e = diag->first; e; e = e->next) {
		struct slice path = slice_z(e->at.path ? e->at.path : diag->subject);
		struct parcel p = {e->msg, e->at.line, e->at.col, path.n, e->text.n};
		buf_add(out, (const char *)&p, sizeof p);
		buf_adds(out, path);
		buf_adds(out, e->text);
	}
}

static struct finding *room(struct findings *f)
{
	if (f->n == f->cap) {
		size_t cap = f->cap ? f->cap * 2 : 64;
		f->v = arena_grow(f->a, f->v, f->n * sizeof *f->v, cap * sizeof *f->v);
		f->cap = cap;
	}
	return &f->v[f->n++];
}

void findings_take(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	struct findings *f = ctx;
	(void)n;
	(void)messages;
	while (rows.n) {
		struct parcel p;
		memcpy(&p, rows.p, sizeof p);
		const char *path = rows.p + sizeof p, *text = path + p.path_n;
		*room(f) = (struct finding){p.msg, {arena_copy(f->a, path, p.path_n), p.line, p.col},
		                            {arena_copy(f->a, text, p.text_n), p.text_n}};
		rows.n -= (size_t)(text + p.text_n - rows.p);
		rows.p = text + p.text_n;
	}
}

void findings_add(struct findings *f, const struct diag *diag)
{
	struct buf packed;
	buf_init(&packed, f->a);
	pack(&packed, diag);
	findings_take(f, buf_slice(&packed), 0, SLICE(""));
}

static int in_order(const void *pa, const void *pb)
{
	const struct finding *a = pa, *b = pb;
	int c = strcmp(a->at.path, b->at.path);
	if (!c)
		c = (a->at.line > b->at.line) - (a->at.line < b->at.line);
	if (!c)
		c = (a->at.col > b->at.col) - (a->at.col < b->at.col);
	if (!c)
		c = strcmp(a->msg->code, b->msg->code);
	return c ? c : slice_cmp(a->text, b->text);
}

void findings_sort(struct findings *f)
{
	if (f->n)
		qsort(f->v, f->n, sizeof *f->v, in_order);
}

void finding_render(const struct emit *e, const struct finding *f, struct buf *out)
{
	if (e->format == EMIT_HUMAN) {
		const struct diag_entry entry = {.msg = f->msg, .at = f->at, .text = f->text};
		diag_line(out, &(struct diag){.subject = f->at.path}, &entry);
		return;
	}
	struct emit_cell c[6] = {cell_z(f->at.path), cell_number((int64_t)f->at.line), cell_number((int64_t)f->at.col),
	                         cell_z(diag_level_name(f->msg->level)), cell_z(f->msg->code), cell_text(f->text)};
	c[1].set = c[2].set = f->at.line > 0;
	emit_row(e, out, c);
}

enum status controle_visit(void *ctx, struct visit *v)
{
	const struct controles *k = ctx;
	char text[REF_SIZE];
	struct diag found;
	diag_init(&found, v->arena, v->diag->subject);
	struct examen x = {.k = k, .v = v, .diag = &found, .a = v->arena, .reference = ref_text(&v->depot->prefixes, v->ref, text)};
	if (v->ref == REF_CENTRE) {
		x.reference = SLICE("");
		controle_centre(&x);
	} else {
		controle_dossier(&x);
		controle_journal(&x);
	}
	if (v->ref != REF_CENTRE && v->tree == TREE_DOSSIERS && k->depot->tree[TREE_BILANS] >= 0)
		controle_bilan(&x);
	pack(v->out, &found);
	return x.status;
}
