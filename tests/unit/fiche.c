/* Records of a bilan: the form of values, what a field names, how a file is judged, how a record is found by its key. */
#include "metier/fiche_prive.h"
#include "store.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* A store that has nothing but the installed data. */
struct essai {
	struct arena a;
	struct diag diag;
	struct depot depot;
	struct fiches f;
};

static void begin(struct essai *x)
{
	*x = (struct essai){0};
	arena_init(&x->a);
	diag_init(&x->diag, &x->a, "essai");
	store_share();
	x->depot = (struct depot){.a = &x->a, .fd = AT_FDCWD};
	x->depot.share = open(getenv("BILAN_PARTAGE"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ck_assert_int_eq(fiches_init(&x->f, &x->depot, &x->diag), STATUS_OK);
}

static void finish(struct essai *x)
{
	fiches_release(&x->f);
	close(x->depot.share);
	arena_release(&x->a);
}

static const struct {
	const char *kind, *field, *typed, *kept; /* KEPT NULL: refused */
} FORMS[] = {
	{"piste", "Le", " 2/3/2026 ", "2026-03-02"},
	{"piste", "Le", "2026-02-30", NULL},
	{"piste", "Le", "hier", NULL},
	{"experience", "Debut", "2019", "2019"},
	{"experience", "Debut", "6/2019", "2019-06"},
	{"experience", "Debut", "2019-06", "2019-06"},
	{"experience", "Debut", "14/06/2019", "2019-06-14"},
	{"experience", "Debut", "31/02/2019", NULL},
	{"experience", "Debut", "2019-02-31", NULL},
	{"experience", "Debut", "13/2019", NULL},
	{"experience", "Debut", "06/19", NULL},
	{"experience", "Debut", "06/2019/", NULL},
	{"enquete", "Minutes", "90", "90"},
	{"enquete", "Minutes", "1 h 30", "90"},
	{"enquete", "Minutes", "1h30", "90"},
	{"enquete", "Minutes", "long", NULL},
	{"competence", "Type", "Savoir être", "savoir-etre"},
	{"competence", "Type", "SAVOIR", "savoir"},
	{"competence", "Type", "savoir-vivre", NULL},
	{"competence", "Niveau", "4", "4"},
	{"competence", "Niveau", "5", NULL},
	{"competence", "Experience", "x1", "x1"},
	{"competence", "Experience", "p1", NULL},
	{"competence", "Experience", "X1-TLS", "x1-tls"},
	{"competence", "Experience", "É1", NULL},
	{"competence", "Enonce", "  Écouter\npuis redire ", "Écouter\npuis redire"},
	{"competence", "Enonce", "e\xCC\x81""crire", "écrire"},
	{"competence", "Enonce", "\xE2\x80\xAE" "envers", "\xE2\x80\xAE" "envers"},
	{"competence", "Enonce", "\x1b[31mé", NULL},
	{"competence", "Enonce", "a\xC2\x85", NULL},
	{"competence", "Enonce", "a\xFF", NULL},
	{"competence", "Code", "été\npassé", NULL},
	{"piste", "Etat", "À explorer", "a-explorer"},
	{"piste", "Etat", "l'étude", "l-etude"},
	{"piste", "Etat", "…", NULL},
	{"suivi", "Publication", "OUI", "oui"},
};

START_TEST(forms)
{
	struct essai x;
	begin(&x);
	struct schema_field *f = schema_field(fiche_schema(&x.f, kind_named(slice_z(FORMS[_i].kind))), slice_z(FORMS[_i].field));
	struct slice got = fiche_forme(&x.a, f, slice_z(FORMS[_i].typed));
	bool ok = fiche_valeur_ok(&x.a, f, got, DIAG_NOWHERE, &x.diag);
	ck_assert_msg(ok == (FORMS[_i].kept != NULL), "%s : %s", FORMS[_i].field, FORMS[_i].typed);
	ck_assert_msg(!ok || slice_is(got, FORMS[_i].kept), "%s : %s : %.*s", FORMS[_i].field, FORMS[_i].typed, (int)got.n, got.p);
	ck_assert_msg(ok == !diag_has(&x.diag, DIAG_ERREUR), "%s : %s : dit", FORMS[_i].field, FORMS[_i].typed);
	finish(&x);
}
END_TEST

static const struct {
	const char *word, *kind;
} NAMED[] = {{"etat-piste", "etat-piste"}, {"Etat_piste", "etat-piste"}, {"État piste", "etat-piste"}, {"COMPÉTENCE", "competence"},
             {"compétences", NULL}, {"", NULL}, {"é", NULL}};

/* Each schema of a kind is there, and every link is one that the page of the format tells of. */
START_TEST(links)
{
	static const char expected[] =
		"competence.Experience=x etat-piste.Piste=p enquete.Piste=p score.Piste=p score.Critere=k projet.Piste=p suivi-action.Action=a ";
	struct essai x;
	struct buf b;
	begin(&x);
	buf_init(&b, &x.a);
	for (size_t i = 0; i < kinds_n; i++) {
		const struct schema *s = fiche_schema(&x.f, &kinds[i]);
		ck_assert_msg(slice_is(s->type, kinds[i].type), "%s", kinds[i].type);
		for (size_t k = 0; k < s->n; k++)
			if (fiche_lien(&kinds[i], &s->v[k]))
				buf_addf(&b, "%s.%s=%c ", kinds[i].name, slice_dup(&x.a, s->v[k].name), fiche_lien(&kinds[i], &s->v[k]));
	}
	ck_assert_str_eq(buf_z(&b), expected);
	for (int i = 0; i < COUNT(NAMED); i++) {
		const struct kind *k = kind_named(slice_z(NAMED[i].word));
		ck_assert_msg(NAMED[i].kind ? k && strcmp(k->name, NAMED[i].kind) == 0 : !k, "« %s »", NAMED[i].word);
	}
	finish(&x);
}
END_TEST

static const struct {
	const char *name, *bytes, *other; /* OTHER: parcours.rec */
	const char *file, *faults;        /* code:line:col, in order */
} JUDGED[] = {
	{"vide", "", "", "competences.rec", ""},
	{"juste", "%rec: Competence\n\nId: c1\nEnonce: é\nExperience: x1\nExperience: x2\n", "x1 x2", "competences.rec", ""},
	{"lien inconnu", "%rec: Competence\n\nId: c1\nEnonce: é\nExperience: x1\nExperience: x9\n", "x1", "competences.rec",
	 "lien-inconnu:6:13 "},
	{"lien à une formation", "%rec: Competence\n\nId: c1\nEnonce: é\nExperience: x3\n", "x3", "competences.rec", ""},
	{"lien dans le même fichier", "%rec: Enquete\n\nId: q1\nPiste: p1\n\n%rec: Piste\n\nId: p1\nTitre: é\n", "",
	 "pistes.rec", ""},
	{"sans Id", "%rec: Competence\n\nEnonce: é\n", "", "competences.rec", "champ-obligatoire:3:1 "},
	{"Id double", "%rec: Competence\n\nId: c1\nEnonce: é\n\nId: c1\nEnonce: à\n", "", "competences.rec", "id-double:6:5 "},
	{"Id partagé", "%rec: Experience\n\nId: x1\n\n%rec: Formation\n\nId: x1\nIntitule: é\n", "", "parcours.rec",
	 "id-double:7:5 "},
	{"autre lettre", "%rec: Section\n\nId: c1\nBloc: é\nTexte: é\n", "", "synthese.rec", "id-lettre:3:5 "},
	{"autre lettre au schéma", "%rec: Competence\n\nId: p1\nEnonce: é\n", "", "competences.rec",
	 "valeur-invalide:3:5 id-lettre:3:5 "},
	{"seule", "%rec: Demande\n\nMotif: é\n\nMotif: à\n", "", "demande.rec", "enregistrement-double:5:1 "},
	{"clé double",
	 "%rec: Piste\n\nId: p1\nTitre: é\n\n%rec: Projet\n\nPiste: p1\nTitre: é\n\nPiste: p1\nTitre: à\n", "", "projet.rec",
	 "fichier-different:3:1 cle-double:11:8 "},
	{"autre fichier", "%rec: Piste\n\nId: p1\nTitre: é\n", "", "projet.rec", "fichier-different:3:1 "},
	{"type inconnu", "%rec: Zèle\n\nA: é\n", "", "projet.rec", ""},
	{"sans type", "Id: p1\nTitre: é\n", "", "pistes.rec", "type-absent:1:1 "},
	{"31 février", "%rec: Piste\n\nId: p1\nTitre: é\nLe: 2026-02-31\n", "", "pistes.rec", "date-impossible:5:5 "},
	{"à l'envers", "%rec: Formation\n\nId: x1\nDebut: 2020\nFin: 2019-06\nIntitule: é\n", "", "parcours.rec",
	 "periode-inversee:5:6 "},
	{"31 février d'une période", "%rec: Experience\n\nId: x1\nDebut: 2026-02-31\nFin: 2026-02\n", "", "parcours.rec",
	 "date-impossible:4:8 "},
};

static const struct {
	const char *debut, *fin;
	bool ok;
} PERIODES[] = {
	{"2019", "2019", true}, {"2019-06", "2019", true}, {"2019", "2019-06-14", true}, {"2019-06-14", "2019-06", true},
	{"2020", "2019", false}, {"2019-07", "2019-06-14", false}, {"2019-06-15", "2019-06-14", false}, {"2020-01", "2019", false},
	{"", "2019", true}, {"2020", "", true}, {"mars 2020", "2019", true},
};

START_TEST(periods)
{
	bool ok = fiche_periode_ok(slice_z(PERIODES[_i].debut), slice_z(PERIODES[_i].fin));
	ck_assert_msg(ok == PERIODES[_i].ok, "%s à %s", PERIODES[_i].debut, PERIODES[_i].fin);
}
END_TEST

static unsigned file_named(const char *name)
{
	unsigned f = 0;
	while (strcmp(bilan_files[f], name) != 0)
		f++;
	return f;
}

START_TEST(judged)
{
	struct essai x;
	struct bilan b = {0};
	struct rec r;
	struct buf others, got;
	struct slice ids = slice_z(JUDGED[_i].other), id;
	begin(&x);
	buf_init(&others, &x.a);
	buf_init(&got, &x.a);
	while (slice_next(&ids, " ", &id))
		buf_addf(&others, "%%rec: Formation\n\nId: %.*s\nIntitule: é\n\n", (int)id.n, id.p);
	rec_parse(&x.a, buf_slice(&others), "p.rec", NULL, &b.rec[file_named("parcours.rec")], NULL);
	ck_assert_int_eq(rec_parse(&x.a, slice_z(JUDGED[_i].bytes), "é.rec", NULL, &r, &x.diag), STATUS_OK);
	enum status st = fiches_juge(&x.f, &x.a, &b, file_named(JUDGED[_i].file), &r, &x.diag);
	for (const struct diag_entry *e = x.diag.first; e; e = e->next)
		buf_addf(&got, "%s:%zu:%zu ", e->msg->code, e->at.line, e->at.col);
	ck_assert_msg(slice_is(buf_slice(&got), JUDGED[_i].faults), "%s : %s", JUDGED[_i].name, buf_z(&got));
	ck_assert_msg(st == (*JUDGED[_i].faults ? STATUS_INVALID : STATUS_OK), "%s : statut %d", JUDGED[_i].name, (int)st);
	finish(&x);
}
END_TEST

/* Many keys, so that the table grows more than once; a key that stands twice is the first. */
START_TEST(found)
{
	enum { MANY = 300 };
	struct essai x;
	struct buf b;
	struct rec r;
	struct fiche_index index;
	begin(&x);
	buf_init(&b, &x.a);
	buf_addz(&b, "%rec: Piste\n\n");
	for (int i = 1; i <= MANY; i++)
		buf_addf(&b, "Id: p%d\nTitre: é\n\n", i % (MANY - 1));
	buf_addz(&b, "%rec: Projet\n\nPiste: p7\nTitre: é\n\n%rec: Etat_piste\n\nPiste: p7\n\nPiste: p7\n\n%rec: Zèle\n\nA: b\n");
	ck_assert_int_eq(rec_parse(&x.a, buf_slice(&b), "é.rec", NULL, &r, NULL), STATUS_OK);
	fiche_index_init(&index, &x.a);
	fiche_index_rec(&index, &r);
	ck_assert_uint_eq(index.n, MANY + 3);
	ck_assert_ptr_eq(fiche_index_get(&index, NULL, SLICE("p1"))->e, &r.records[0]);
	ck_assert_ptr_eq(fiche_index_get(&index, kind_named(SLICE("enquete")), SLICE("p298"))->e, &r.records[297]);
	ck_assert_ptr_eq(fiche_index_get(&index, kind_named(SLICE("projet")), SLICE("p7"))->e, &r.records[MANY]);
	ck_assert_ptr_eq(fiche_index_get(&index, NULL, SLICE("p7"))->e, &r.records[6]);
	ck_assert_ptr_null(fiche_index_get(&index, NULL, SLICE("p299")));
	ck_assert_ptr_null(fiche_index_get(&index, kind_named(SLICE("projet")), SLICE("p8")));
	ck_assert_ptr_null(fiche_index_get(&index, kind_named(SLICE("demande")), SLICE("")));
	ck_assert_ptr_null(fiche_index_get(&index, NULL, SLICE("")));
	finish(&x);
}
END_TEST

Suite *fiche_suite(void);

Suite *fiche_suite(void)
{
	Suite *s = suite_create("fiche");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, forms, 0, COUNT(FORMS));
	tcase_add_loop_test(t, periods, 0, COUNT(PERIODES));
	tcase_add_test(t, links);
	tcase_add_loop_test(t, judged, 0, COUNT(JUDGED));
	tcase_add_test(t, found);
	suite_add_tcase(s, t);
	return s;
}
