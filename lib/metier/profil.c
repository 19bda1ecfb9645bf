#include "metier/profil.h"

#include "depot/partage.h"

#include <errno.h>
#include <string.h>

static const struct diag_msg UNKNOWN = {"profil-inconnu", DIAG_ERREUR,
	"« {} » n'est pas un profil d'export ; choisir l'un de : {}"};
static const struct diag_msg NONE = {"profils-absents", DIAG_ERREUR,
	"aucun profil d'export dans share/profils ; réinstaller les données du partage"};
static const struct diag_msg NOT_ONE = {"profil-mal-decrit", DIAG_ERREUR,
	"ce fichier doit contenir un seul enregistrement Profil, dont le Nom est celui du fichier ; le corriger"};
static const struct diag_msg NO_TEMPLATE = {"profil-mal-decrit", DIAG_ERREUR,
	"un profil de forme document a un Modele, un profil de forme liste n'en a pas ; corriger Forme, ou Modele"};
static const struct diag_msg NOT_FIELD = {"champ-inconnu", DIAG_ERREUR,
	"« {} » n'est pas un champ de cette forme d'export ; l'ôter, ou corriger son nom (bilan-export(1) les liste)"};
static const struct diag_msg NOT_CONDITION = {"condition-inconnue", DIAG_ERREUR,
	"« {} » n'est pas une condition ; choisir l'une de : seances fin heures-signees arret relais"};

static const char *const CONDITION_NOMS[CONDITIONS] = {"seances", "fin", "heures-signees", "arret", "relais"};

/* The records whose fields may be allowed: those of a schema, or what is derived from the journal. */
static const struct {
	const char *nom;
	enum profil_forme forme;
	const char *schema, *words; /* its fields: those of the schema, and these words; NULL: none */
} FAMILLES[] = {
	{"Evenement", PROFIL_LISTE, "evenement", NULL},
	{"Organisme", PROFIL_DOCUMENT, "organisme", NULL},
	{"Conseiller", PROFIL_DOCUMENT, "conseiller", NULL},
	{"Dossier", PROFIL_DOCUMENT, "dossier", NULL},
	{"Financement", PROFIL_DOCUMENT, "financement", NULL},
	{"Parcours", PROFIL_DOCUMENT, NULL, "Etat Phase Conservation Ouvert_le Debut_le Fin_le Garde_max Situation Voie"},
	{"Heures", PROFIL_DOCUMENT, NULL,
	 "Preliminaire Investigation Conclusion Accompagnement Signe Travail Absence Prevu Seances"},
	{"Seance", PROFIL_DOCUMENT, "evenement", "Conseiller_nom"},
	{"Signature", PROFIL_DOCUMENT, NULL, "Le"},
	{"Information", PROFIL_DOCUMENT, "evenement", NULL},
	{"Consentement", PROFIL_DOCUMENT, "evenement", "Retire_le"},
	{"Conservation", PROFIL_DOCUMENT, "evenement", NULL},
	{"Prevu", PROFIL_DOCUMENT, "evenement", NULL},
	{"Acte", PROFIL_DOCUMENT, "evenement", "Motif_financeur Reprise_le"},
	{"Reponse", PROFIL_DOCUMENT, "evenement", NULL},
	{"Passage", PROFIL_DOCUMENT, "evenement", "De_nom Vers_nom"},
	{"Piece", PROFIL_DOCUMENT, NULL,
	 "Document Destinataire Montre_le Transmis_le Remis_le Accuse_le Signe_le Refuse_le Manque"},
	{"Regle", PROFIL_DOCUMENT, NULL, "Valeur Objet Article"},
	{"Voie", PROFIL_DOCUMENT, NULL, "Libelle Payeur Pour Article"},
	{"Faits", PROFIL_DOCUMENT, NULL, "Au"},
};
enum { FAMILLES_N = sizeof FAMILLES / sizeof *FAMILLES };

struct reading {
	struct depot *d;
	struct diag *diag;
	const struct rec *r;
	const struct rec_record *e;
	struct profil *p;
	struct schema schemas[FAMILLES_N]; /* read when a field needs them */
	enum status status;
};

static void wrong(struct reading *s, const struct diag_msg *m, struct diag_at at, struct slice word)
{
	DIAG(s->diag, m, at, word);
	s->status = STATUS_CONFIG;
}

static bool in_family(struct reading *s, size_t i, struct slice champ)
{
	if (FAMILLES[i].words && type_code_connu(slice_z(FAMILLES[i].words), champ))
		return true;
	if (!FAMILLES[i].schema)
		return false;
	if (!s->schemas[i].n && partage_schema(s->d, s->d->a, FAMILLES[i].schema, &s->schemas[i], s->diag) != STATUS_OK) {
		s->status = STATUS_CONFIG;
		return true; /* said already */
	}
	return schema_field(&s->schemas[i], champ);
}

static bool is_known(struct reading *s, struct slice word)
{
	struct slice famille;
	struct slice champ = word;
	slice_next(&champ, ".", &famille);
	for (size_t i = 0; i < FAMILLES_N; i++)
		if (FAMILLES[i].forme == s->p->forme && slice_is(famille, FAMILLES[i].nom))
			return in_family(s, i, champ);
	return false;
}

static void read_fields(struct reading *s)
{
	struct arena *a = s->d->a;
	struct slice *v = ARENA_ARRAY(a, struct slice, s->e->n), *regles = ARENA_ARRAY(a, struct slice, s->e->n);
	size_t n = 0, nregles = 0;
	for (uint32_t i = 0; i < s->e->n; i++) {
		const struct rec_field *f = &s->r->fields[s->e->first + i];
		struct slice name = rec_name(s->r, f), word = rec_word(a, s->r, f);
		if (slice_is(name, "Champ")) {
			if (!is_known(s, word))
				wrong(s, &NOT_FIELD, rec_at_value(s->r, f), word);
			v[n++] = word;
		} else if (slice_is(name, "Regle")) {
			regles[nregles++] = word;
		} else if (slice_is(name, "Condition")) {
			unsigned c = 0;
			while (c < CONDITIONS && !slice_is(word, CONDITION_NOMS[c]))
				c++;
			if (c == CONDITIONS)
				wrong(s, &NOT_CONDITION, rec_at_value(s->r, f), word);
			else
				s->p->conditions |= 1u << c;
		}
	}
	s->p->sans_dossier = slice_is(rec_get(a, s->r, s->e, "Sans_dossier"), "oui");
	s->p->champs = (struct document_champs){v, n, regles, nregles, &s->p->tables};
}

static void read_profile(struct reading *s)
{
	struct arena *a = s->d->a;
	struct profil *p = s->p;
	struct schema schema = {0};
	struct slice modele = rec_get(a, s->r, s->e, "Modele");
	if (partage_schema(s->d, a, "profil", &schema, s->diag) != STATUS_OK ||
	    schema_check(a, &schema, s->r, s->e, s->diag) != STATUS_OK)
		s->status = STATUS_CONFIG;
	schema_release(&schema);
	p->forme = slice_is(rec_get(a, s->r, s->e, "Forme"), "document") ? PROFIL_DOCUMENT : PROFIL_LISTE;
	p->modele = modele.n ? slice_dup(a, modele) : NULL;
	if (s->status == STATUS_OK && (p->modele != NULL) != (p->forme == PROFIL_DOCUMENT))
		wrong(s, &NO_TEMPLATE, rec_at_record(s->r, s->e), modele);
	if (s->status == STATUS_OK)
		read_fields(s);
	for (size_t i = 0; i < FAMILLES_N; i++)
		schema_release(&s->schemas[i]);
}

static enum status parse(struct depot *d, struct slice bytes, const char *path, struct profil *p, struct diag *diag)
{
	struct rec r;
	struct reading s = {.d = d, .diag = diag, .r = &r, .p = p};
	if (rec_parse(d->a, bytes, path, NULL, &r, diag) != STATUS_OK)
		return STATUS_CONFIG;
	s.e = r.records;
	if (r.nrecords != 1 || !rec_is(&r, s.e, "Profil") || !slice_eq(rec_get(d->a, &r, s.e, "Nom"), p->nom))
		wrong(&s, &NOT_ONE, (struct diag_at){path, 1, 1}, p->nom);
	else
		read_profile(&s);
	return s.status;
}

/* The names of the files of profils/. */
static enum status say_others(struct depot *d, const char *nom, struct diag *diag)
{
	struct depot_file *v;
	struct buf names;
	size_t n;
	enum status st = depot_files(d, d->share, "profils", &v, &n, diag);
	buf_init(&names, d->a);
	for (size_t i = 0; i < n; i++) {
		const char *name = strchr(v[i].path, '/') + 1;
		buf_addz(&names, names.n ? ", " : "");
		buf_add(&names, name, strlen(name) - strlen(".rec"));
	}
	if (!names.n) {
		if (st == STATUS_OK)
			DIAG0(diag, &NONE, DIAG_NOWHERE);
		return STATUS_CONFIG;
	}
	DIAG(diag, &UNKNOWN, DIAG_NOWHERE, slice_z(nom), buf_slice(&names));
	return STATUS_USAGE;
}

static bool names_family(const struct profil *p, const char *famille)
{
	for (size_t i = 0; i < p->champs.n; i++)
		if (slice_starts(p->champs.v[i], famille))
			return true;
	return false;
}

/* The data that its fields need. */
static enum status load_tables(struct depot *d, struct profil *p, struct diag *diag)
{
	enum status st = STATUS_OK;
	if (p->forme != PROFIL_DOCUMENT)
		return st;
	if (names_family(p, "Voie."))
		st = voies_load(d, &p->tables.voies, diag);
	if (st == STATUS_OK && names_family(p, "Acte.Motif_financeur"))
		st = motifs_load(d, &p->tables.motifs, diag);
	if (st == STATUS_OK && names_family(p, "Piece."))
		st = attentes_load(d, &p->tables.attentes, diag);
	return st;
}

enum status profil_charge(struct depot *d, const char *nom, struct profil *p, struct diag *diag)
{
	struct slice bytes;
	struct buf name;
	*p = (struct profil){.nom = slice_z(nom)};
	buf_init(&name, d->a);
	buf_addf(&name, "share/profils/%s.rec", nom);
	const char *path = buf_z(&name);
	enum status st = partage_nom(nom) ? depot_share(d, path + strlen("share/"), &bytes) : STATUS_ABSENT;
	if (st == STATUS_ABSENT)
		return say_others(d, nom, diag);
	if (st != STATUS_OK) {
		depot_say(diag, st, errno, path);
		return STATUS_CONFIG;
	}
	st = parse(d, bytes, path, p, diag);
	return st == STATUS_OK ? load_tables(d, p, diag) : st;
}

bool profil_permet(const struct profil *p, const char *champ)
{
	for (size_t i = 0; i < p->champs.n; i++)
		if (slice_is(p->champs.v[i], champ))
			return true;
	return false;
}

uint64_t profil_evenement(const struct profil *p)
{
	static const char famille[] = "Evenement.";
	uint64_t bits = 0;
	for (size_t i = 0; i < p->champs.n; i++) {
		struct slice champ = p->champs.v[i];
		if (!slice_starts(champ, famille))
			continue;
		enum champ c = champ_nomme((struct slice){champ.p + strlen(famille), champ.n - strlen(famille)});
		bits |= c == CHAMP_AUTRE ? 0 : (uint64_t)1 << c;
	}
	return bits;
}
