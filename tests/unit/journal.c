/* Reading a journal: events, chains of corrections, Ids, hours. What state follows is in journal_etat.c. */
#include "journal_text.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* (e2) was corrected, [e3] is struck, the others count. */
static const struct {
	const char *name, *lines, *chains;
} CHAINS[] = {
	{"rien à corriger", OPEN HELD("e2", "2026-02-02", "90"), "e1 e2 "},
	{"une correction", OPEN HELD("e2", "2026-02-02", "90") "e3 seance 2026-02-03 | Minutes: 60 | Corrige: e2\n",
	 "e1 (e2) e3 "},
	{"correction d'une correction", OPEN HELD("e2", "2026-02-02", "90")
	 "e3 seance 2026-02-03 | Corrige: e2\ne4 seance 2026-02-04 | Corrige: e3\n", "e1 (e2) (e3) e4 "},
	{"du premier de la chaîne", OPEN HELD("e2", "2026-02-02", "90")
	 "e3 seance 2026-02-03 | Corrige: e2\ne4 seance 2026-02-04 | Corrige: e2\n", "e1 (e2) (e3) e4 "},
	{"deux têtes, dans l'autre ordre", OPEN HELD("e2", "2026-02-02", "90")
	 "e4 seance 2026-02-04 | Corrige: e2\ne3 seance 2026-02-03 | Corrige: e2\n", "e1 (e2) e4 (e3) "},
	{"deux têtes de deux postes", OPEN HELD("e2", "2026-02-02", "90")
	 "e3-tls seance 2026-02-03 | Corrige: e2\ne3 seance 2026-02-04 | Corrige: e2\n", "e1 (e2) e3-tls (e3) "},
	{"trois branches", OPEN HELD("e2", "2026-02-02", "90")
	 "e3 seance 2026-02-03 | Corrige: e2\ne4 seance 2026-02-04 | Corrige: e2\ne5 seance 2026-02-05 | Corrige: e3\n",
	 "e1 (e2) (e3) (e4) e5 "},
	{"le nombre, pas le texte", OPEN HELD("e9", "2026-02-02", "90") "e10 seance 2026-02-03 | Corrige: e9\n", "e1 (e9) e10 "},
	{"autre type", OPEN HELD("e2", "2026-02-02", "90") "e3 travail 2026-02-02 | Minutes: 90 | Corrige: e2\n", "e1 (e2) e3 "},
	{"ouverture corrigée", OPEN "e2 ouverture 2026-01-06 | Reference: 2026-0001 | Corrige: e1\n", "(e1) e2 "},
	{"rayure", OPEN HELD("e2", "2026-02-02", "90") "e3 rayure 2026-02-03 | Corrige: e2 | Motif: doublon\n", "e1 [e2] e3 "},
	{"rayure d'une chaîne, par sa tête", OPEN HELD("e2", "2026-02-02", "90")
	 "e3 seance 2026-02-03 | Corrige: e2\ne4 rayure 2026-02-04 | Corrige: e3 | Motif: saisie\n", "e1 [e2] [e3] e4 "},
	{"rayure d'une chaîne, par son début", OPEN HELD("e2", "2026-02-02", "90")
	 "e3 seance 2026-02-03 | Corrige: e2\ne4 rayure 2026-02-04 | Corrige: e2 | Motif: saisie\n", "e1 [e2] [e3] e4 "},
	{"correction après rayure", OPEN HELD("e2", "2026-02-02", "90")
	 "e3 rayure 2026-02-03 | Corrige: e2 | Motif: saisie\ne4 seance 2026-02-04 | Corrige: e2\n", "e1 [e2] e3 [e4] "},
	{"une rayure ne se raye pas", OPEN HELD("e2", "2026-02-02", "90")
	 "e3 rayure 2026-02-03 | Corrige: e2 | Motif: saisie\ne4 rayure 2026-02-04 | Corrige: e3 | Motif: saisie\n",
	 "e1 [e2] e3 e4 "},
	{"une ouverture ne se raye pas", OPEN "e2 rayure 2026-02-03 | Corrige: e1 | Motif: saisie\n", "e1 e2 "},
	{"deux chaînes", OPEN HELD("e2", "2026-02-02", "90") HELD("e3", "2026-02-03", "60")
	 "e4 seance 2026-02-02 | Corrige: e2\ne5 rayure 2026-02-04 | Corrige: e3 | Motif: doublon\n", "e1 (e2) [e3] e4 e5 "},
	{"pas dans l'ordre des Id", OPEN "e7 seance 2026-02-02 | Corrige: e4\ne5 travail 2026-02-01\n"
	 HELD("e4", "2026-02-02", "90"),
	 "e1 e7 e5 (e4) "},
};

START_TEST(chains)
{
	struct bench b;
	struct buf out;
	bench_open(&b);
	enum status st = bench_read(&b, CHAINS[_i].lines);
	ck_assert_msg(st == STATUS_OK, "%s: statut %d", CHAINS[_i].name, (int)st);
	buf_init(&out, &b.store.arena);
	for (size_t i = 0; i < b.journal.n; i++) {
		const struct evenement *e = &b.journal.v[i];
		struct slice id = evenement_mot(&b.store.arena, &b.journal, e, CHAMP_ID);
		buf_addf(&out, e->raye ? "[%.*s] " : e->tete ? "%.*s " : "(%.*s) ", (int)id.n, id.p);
		ck_assert_msg(evenement_vivant(e) == (e->tete && !e->raye), "%s: %.*s", CHAINS[_i].name, (int)id.n, id.p);
		ck_assert_msg(journal_tete(&b.journal, e)->racine == e->racine, "%s: tête de %.*s", CHAINS[_i].name, (int)id.n,
		              id.p);
		ck_assert_msg(journal_trouve(&b.journal, &e->id) == e, "%s: %.*s introuvable", CHAINS[_i].name, (int)id.n, id.p);
	}
	ck_assert_msg(slice_is(buf_slice(&out), CHAINS[_i].chains), "%s: %s", CHAINS[_i].name, buf_z(&out));
	bench_close(&b);
}
END_TEST

/* What cannot be read or cannot be true; OPEN takes lines 3 to 9, the next event begins on line 11. */
static const struct {
	const char *name, *lines, *places; /* code:line:col of each fault */
} INVALID[] = {
	{"Corrige inconnu", OPEN "e2 seance 2026-02-02 | Corrige: e9\n", "correction-impossible:14:10 "},
	{"Corrige soi-même", OPEN "e2 seance 2026-02-02 | Corrige: e2\n", "correction-impossible:14:10 "},
	{"Corrige plus grand", OPEN "e2 seance 2026-02-02 | Corrige: e3\n" HELD("e3", "2026-02-02", "90"),
	 "correction-impossible:14:10 "},
	{"Corrige plus grand par le poste", OPEN "e2 seance 2026-02-02 | Corrige: e2-tls\n" HELD("e2-tls", "2026-02-02", "90"),
	 "correction-impossible:14:10 "},
	{"cercle", OPEN "e2 seance 2026-02-02 | Corrige: e3\ne3 seance 2026-02-02 | Corrige: e2\n",
	 "correction-impossible:14:10 "},
	{"Corrige un financement", OPEN "e2 seance 2026-02-02 | Corrige: f1\n", "correction-impossible:14:10 "},
	{"Corrige illisible", OPEN "e2 seance 2026-02-02 | Corrige: événement 1\n", "correction-impossible:14:10 "},
	{"rayure sans objet", OPEN "e2 rayure 2026-02-02 | Corrige: e5 | Motif: saisie\n", "correction-impossible:14:10 "},
	{"Id double", OPEN HELD("e2", "2026-02-02", "90") "e2 fin 2026-03-02\n", "id-double:18:5 "},
	{"Id double, pas à la suite", OPEN HELD("e3", "2026-02-02", "90") "e2 fin 2026-03-02\ne3 fin 2026-03-02\n",
	 "id-double:22:5 "},
	{"Id absent", OPEN "- seance 2026-02-02\n", "id-invalide:11:1 "},
	{"Id d'autre chose", OPEN "f2 seance 2026-02-02\n", "id-invalide:11:5 "},
	{"Id nul", OPEN "e0 seance 2026-02-02\n", "id-invalide:11:5 "},
	{"Id nu", OPEN "2 seance 2026-02-02\n", "id-invalide:11:5 "},
	{"Type absent", OPEN "e2 - 2026-02-02\n", "type-absent:11:1 "},
	{"Le absent", OPEN "e2 seance -\n", "date-impossible:11:1 "},
	{"31 février", OPEN "e2 seance 2026-02-31\n", "date-impossible:13:5 "},
	{"29 février d'une année commune", OPEN "e2 seance 2026-02-29\n", "date-impossible:13:5 "},
	{"à la française", OPEN "e2 seance 02/02/2026\n", "date-impossible:13:5 "},
	{"tout à la fois", OPEN "é2 - hier\n", "id-invalide:11:5 type-absent:11:1 date-impossible:12:5 "},
	{"pas d'ouverture", HELD("e1", "2026-02-02", "90"), "ouverture-absente:3:1 "},
	{"ouverture plus loin", "e2 information 2026-01-02\n" OPEN, "ouverture-absente:3:1 "},
	{"autre dossier", "e1 ouverture 2026-01-05 | Reference: 2026-0002\n", "reference-differente:6:12 "},
	{"sans référence", "e1 ouverture 2026-01-05\n", "reference-differente:3:1 "},
	{"ligne libre", OPEN "e2 seance 2026-02-02 | vu avec Zoé\n", "champ-attendu:14:1 "},
};

START_TEST(invalid)
{
	struct bench b;
	struct buf out;
	bench_open(&b);
	enum status st = bench_read(&b, INVALID[_i].lines);
	ck_assert_msg(st == STATUS_INVALID, "%s: statut %d", INVALID[_i].name, (int)st);
	buf_init(&out, &b.store.arena);
	for (const struct diag_entry *e = b.diag.first; e; e = e->next)
		buf_addf(&out, "%s:%zu:%zu ", e->msg->code, e->at.line, e->at.col);
	ck_assert_msg(slice_is(buf_slice(&out), INVALID[_i].places), "%s: %s", INVALID[_i].name, buf_z(&out));
	bench_close(&b);
}
END_TEST

/* The next Id is one more than the greatest seen in an Id, a Suite or a Corrige. */
static const struct {
	const char *name, *lines;
	int greatest;
} GREATEST[] = {
	{"Id", OPEN HELD("e12", "2026-02-02", "90") HELD("e7", "2026-02-03", "90"), 12},
	{"Id d'un poste", OPEN HELD("e12-tls", "2026-02-02", "90"), 12},
	{"Suite", OPEN "e2 reponse 2026-02-02 | Suite: e40 | Suite: e3\n", 40},
	{"Suite d'un poste", OPEN "e2 reponse 2026-02-02 | Suite: e40-tls\n", 40},
	{"Corrige", OPEN "e2 seance 2026-02-02 | Corrige: e50\n", 50},
	{"autres lettres", OPEN "e2 paiement 2026-02-02 | Financement: f90 | Suite: n80 | Montant: 1600.00\n", 2},
	{"dans un mot", OPEN "e2 seance 2026-02-02 | Lieu: salle e99\n", 2},
};

START_TEST(greatest)
{
	struct bench b;
	bench_open(&b);
	bench_read(&b, GREATEST[_i].lines);
	ck_assert_msg(b.journal.plus_grand == GREATEST[_i].greatest, "%s: %d", GREATEST[_i].name, b.journal.plus_grand);
	bench_close(&b);
}
END_TEST

/* Minutes of an event written by hand. */
static const struct {
	const char *fields;
	int minutes;
} MINUTES[] = {
	{"Minutes: 75", 75},
	{"Minutes: 75 | Debut: 09:00 | Fin: 11:00", 75},
	{"Debut: 09:00 | Fin: 10:45", 105},
	{"Debut: 09:00", 0},
	{"Fin: 10:45", 0},
	{"Lieu: Évry", 0},
	{"Debut: 10:45 | Fin: 09:00", 0},
	{"Minutes:   90  ", 90},
};

START_TEST(minutes)
{
	struct bench b;
	struct buf lines;
	bench_open(&b);
	buf_init(&lines, &b.store.arena);
	buf_addf(&lines, OPEN "e2 seance 2026-02-02 | %s\n", MINUTES[_i].fields);
	ck_assert_int_eq(bench_read(&b, buf_z(&lines)), STATUS_OK);
	ck_assert_msg(b.journal.v[1].minutes == MINUTES[_i].minutes, "%s: %d", MINUTES[_i].fields, b.journal.v[1].minutes);
	bench_close(&b);
}
END_TEST

#define PLAN(id, le, minutes) id " seance " le " | Phase: investigation | Minutes: " minutes " | Statut: prevu\n"
#define SIGNED(id, le, who, of) id " emargement " le " | Signe: " who " | Suite: " of "\n"
#define DONE HELD("e2", "2026-02-02", "90")

static const struct {
	const char *name, *lines, *au;
	int accompagnement, signe, travail, absence, prevu;
} HOURS[] = {
	{"rien", OPEN, "2026-02-10", 0, 0, 0, 0, 0},
	{"tenues", OPEN DONE HELD("e3", "2026-02-10", "60"), "2026-02-10", 150, 0, 0, 0, 0},
	{"la veille", OPEN DONE HELD("e3", "2026-02-10", "60"), "2026-02-09", 90, 0, 0, 0, 0},
	{"travail, enquête, passation", OPEN "e2 travail 2026-02-02 | Minutes: 30\ne3 enquete 2026-02-03 | Minutes: 45\n"
	 "e4 passation 2026-02-04 | Minutes: 20\n", "2026-02-10", 0, 0, 95, 0, 0},
	{"travail à venir", OPEN "e2 travail 2026-03-02 | Minutes: 30\n", "2026-02-10", 0, 0, 0, 0, 0},
	{"manquée et annulée", OPEN "e2 seance 2026-02-02 | Minutes: 60 | Statut: absent\n"
	 "e3 seance 2026-02-03 | Minutes: 45 | Statut: annule\n",
	 "2026-02-10", 0, 0, 0, 60, 0},
	{"travail manqué", OPEN "e2 travail 2026-02-02 | Minutes: 60 | Statut: absent\n", "2026-02-10", 0, 0, 0, 0, 0},
	{"ni information ni suivi ni contact",
	 OPEN "e2 information 2026-02-02 | Minutes: 60\ne3 suivi 2026-02-03 | Minutes: 45 | Resultat: fait\n"
	 "e4 contact 2026-02-04 | Minutes: 5 | Canal: telephone | Resultat: joint\n", "2026-02-10", 0, 0, 0, 0, 0},
	{"prévue à venir", OPEN PLAN("e2", "2026-05-04", "120"), "2026-02-10", 0, 0, 0, 0, 120},
	{"prévue, passée", OPEN PLAN("e2", "2026-02-02", "120"), "2026-02-10", 0, 0, 0, 0, 120},
	{"prévue puis tenue", OPEN PLAN("e2", "2026-02-02",
	                                "120") "e3 seance 2026-02-02 | Minutes: 110 | Statut: realise | Suite: e2\n",
	 "2026-02-10", 110, 0, 0, 0, 0},
	{"tenue plus tard que --au", OPEN PLAN("e2", "2026-02-02", "120") "e3 seance 2026-02-12 | Minutes: 110 | Suite: e2\n",
	 "2026-02-10", 0, 0, 0, 0, 120},
	{"prévue puis manquée", OPEN PLAN("e2", "2026-02-02",
	                                  "120") "e3 seance 2026-02-02 | Minutes: 120 | Statut: absent | Suite: e2\n",
	 "2026-02-10", 0, 0, 0, 120, 0},
	{"prévue puis annulée", OPEN PLAN("e2", "2026-02-02",
	                                  "120") "e3 seance 2026-02-01 | Minutes: 120 | Statut: annule | Suite: e2\n",
	 "2026-02-10", 0, 0, 0, 0, 0},
	{"déplacée : le nouveau plan seul, avant son jour", OPEN PLAN("e2", "2026-02-02", "120")
	 "e3 seance 2026-05-04 | Minutes: 90 | Statut: prevu | Suite: e2\n", "2026-02-10", 0, 0, 0, 0, 90},
	{"déplacée deux fois, puis tenue", OPEN PLAN("e2", "2026-02-02", "120")
	 "e3 seance 2026-05-04 | Minutes: 90 | Statut: prevu | Suite: e2\n"
	 "e4 seance 2026-02-09 | Minutes: 60 | Statut: prevu | Suite: e3\ne5 seance 2026-02-09 | Minutes: 50 | Suite: e4\n",
	 "2026-02-10", 50, 0, 0, 0, 0},
	{"déplacement rayé : l'ancien plan reste", OPEN PLAN("e2", "2026-02-02", "120")
	 "e3 seance 2026-05-04 | Minutes: 90 | Statut: prevu | Suite: e2\ne4 rayure 2026-02-03 | Corrige: e3 | Motif: saisie\n",
	 "2026-02-10", 0, 0, 0, 0, 120},
	{"Suite à soi-même", OPEN "e2 seance 2026-02-02 | Minutes: 60 | Statut: prevu | Suite: e2\n", "2026-02-10", 0, 0, 0, 0, 60},
	{"annulation à venir : encore prévue", OPEN PLAN("e2", "2026-05-04", "120")
	 "e3 seance 2026-05-04 | Minutes: 120 | Statut: annule | Suite: e2\n", "2026-02-10", 0, 0, 0, 0, 120},
	{"prévue puis rayée", OPEN PLAN("e2", "2026-02-02", "120") "e3 rayure 2026-02-01 | Corrige: e2 | Motif: saisie\n",
	 "2026-02-10", 0, 0, 0, 0, 0},
	{"réponse rayée", OPEN PLAN("e2", "2026-02-02", "120") "e3 seance 2026-02-02 | Minutes: 110 | Suite: e2\n"
	 "e4 rayure 2026-02-03 | Corrige: e3 | Motif: saisie\n", "2026-02-10", 0, 0, 0, 0, 120},
	{"plan corrigé, réponse à l'ancien", OPEN PLAN("e2", "2026-02-02", "120")
	 "e3 seance 2026-02-03 | Minutes: 90 | Statut: prevu | Corrige: e2\ne4 seance 2026-02-03 | Minutes: 80 | Suite: e2\n",
	 "2026-02-10", 80, 0, 0, 0, 0},
	{"plan corrigé, réponse au nouveau", OPEN PLAN("e2", "2026-02-02", "120")
	 "e3 seance 2026-02-03 | Minutes: 90 | Statut: prevu | Corrige: e2\ne4 seance 2026-02-03 | Minutes: 80 | Suite: e3\n",
	 "2026-02-10", 80, 0, 0, 0, 0},
	{"plan corrigé, ouvert", OPEN PLAN("e2", "2026-02-02",
	                                   "120") "e3 seance 2026-02-03 | Minutes: 90 | Statut: prevu | Corrige: e2\n",
	 "2026-02-10", 0, 0, 0, 0, 90},
	{"Suite d'une autre lettre",
	 OPEN PLAN("e2", "2026-02-02", "120") "e3 paiement 2026-02-03 | Montant: 10.00 | Suite: f2\n",
	 "2026-02-10", 0, 0, 0, 0, 120},
	{"rayée, vue d'avant la rayure", OPEN DONE "e3 rayure 2026-02-20 | Corrige: e2 | Motif: doublon\n", "2026-02-10", 0, 0,
	 0, 0, 0},
	{"corrigée, vue d'avant", OPEN DONE "e3 seance 2026-02-03 | Minutes: 60 | Corrige: e2\n", "2026-02-02", 0, 0, 0, 0, 0},
	{"signée par les deux", OPEN DONE SIGNED("e3", "2026-02-02", "beneficiaire conseiller", "e2"), "2026-02-10", 90, 90, 0,
	 0, 0},
	{"avec virgule", OPEN DONE SIGNED("e3", "2026-02-02", "beneficiaire, conseiller", "e2"), "2026-02-10", 90, 90, 0, 0, 0},
	{"avec plus", OPEN DONE SIGNED("e3", "2026-02-02", "beneficiaire+conseiller", "e2"), "2026-02-10", 90, 90, 0, 0, 0},
	{"deux champs", OPEN DONE SIGNED("e3", "2026-02-02", "beneficiaire | Signe: conseiller", "e2"), "2026-02-10", 90, 90, 0,
	 0, 0},
	{"connexion et conseiller", OPEN DONE SIGNED("e3", "2026-02-02", "connexion conseiller", "e2"), "2026-02-10", 90, 90, 0,
	 0, 0},
	{"conseiller seul", OPEN DONE SIGNED("e3", "2026-02-02", "conseiller", "e2"), "2026-02-10", 90, 0, 0, 0, 0},
	{"sans le conseiller", OPEN DONE SIGNED("e3", "2026-02-02", "beneficiaire connexion", "e2"), "2026-02-10", 90, 0, 0, 0,
	 0},
	{"en deux émargements", OPEN DONE SIGNED("e3", "2026-02-02", "conseiller", "e2") SIGNED("e4", "2026-02-05",
	    "beneficiaire", "e2"),
	 "2026-02-10", 90, 90, 0, 0, 0},
	{"le second plus tard", OPEN DONE SIGNED("e3", "2026-02-02", "conseiller", "e2") SIGNED("e4", "2026-02-15",
	    "beneficiaire", "e2"),
	 "2026-02-10", 90, 0, 0, 0, 0},
	{"deux séances, une seule signée deux fois", OPEN DONE HELD("e3", "2026-02-03", "60")
	 SIGNED("e4", "2026-02-03", "conseiller", "e2 | Suite: e3") SIGNED("e5", "2026-02-03", "beneficiaire", "e3"),
	 "2026-02-10", 150, 60, 0, 0, 0},
	{"émargement rayé", OPEN DONE SIGNED("e3", "2026-02-02", "beneficiaire conseiller", "e2")
	 "e4 rayure 2026-02-03 | Corrige: e3 | Motif: saisie\n", "2026-02-10", 90, 0, 0, 0, 0},
	{"séance signée puis corrigée", OPEN DONE SIGNED("e3", "2026-02-02", "beneficiaire conseiller", "e2")
	 "e4 seance 2026-02-02 | Minutes: 75 | Corrige: e2\n", "2026-02-10", 75, 75, 0, 0, 0},
	{"séance signée puis rayée", OPEN DONE SIGNED("e3", "2026-02-02", "beneficiaire conseiller", "e2")
	 "e4 rayure 2026-02-02 | Corrige: e2 | Motif: doublon\n", "2026-02-10", 0, 0, 0, 0, 0},
};

START_TEST(hours)
{
	struct bench b;
	struct suites s;
	int sum[5] = {0}, signed_minutes = 0;
	jour_t au = jour_iso(slice_z(HOURS[_i].au));
	bench_open(&b);
	ck_assert_msg(bench_read(&b, HOURS[_i].lines) == STATUS_OK, "%s: illisible", HOURS[_i].name);
	journal_suites(&b.store.arena, &b.journal, au, &s);
	for (size_t i = 0; i < b.journal.n; i++) {
		const struct evenement *e = &b.journal.v[i];
		enum nature n = evenement_nature(e, &s, au);
		sum[n] += e->minutes;
		signed_minutes += n == NATURE_ACCOMPAGNEMENT && evenement_signe(e, &s) ? e->minutes : 0;
	}
	ck_assert_msg(sum[NATURE_ACCOMPAGNEMENT] == HOURS[_i].accompagnement && signed_minutes == HOURS[_i].signe &&
	              sum[NATURE_TRAVAIL] == HOURS[_i].travail && sum[NATURE_ABSENCE] == HOURS[_i].absence &&
	              sum[NATURE_PREVU] == HOURS[_i].prevu, "%s: accompagnement %d signe %d travail %d absence %d prevu %d",
	              HOURS[_i].name,
	              sum[NATURE_ACCOMPAGNEMENT], signed_minutes, sum[NATURE_TRAVAIL], sum[NATURE_ABSENCE], sum[NATURE_PREVU]);
	bench_close(&b);
}
END_TEST

/* What became of e2, a plan of 4 May, on the 5th. */
static const struct {
	const char *name, *lines;
	enum constat constat;
	int answer; /* the number of its Id; 0: none */
} CONSTATS_CAS[] = {
	{"rien", "", CONSTAT_A_NOTER, 0},
	{"tenue", "e3 seance 2026-05-04 | Minutes: 90 | Suite: e2\n", CONSTAT_TENU, 3},
	{"tenue plus tard que --au", "e3 seance 2026-05-06 | Minutes: 90 | Suite: e2\n", CONSTAT_A_NOTER, 0},
	{"tenue, puis dite manquée", "e3 seance 2026-05-04 | Minutes: 90 | Suite: e2\n"
	 "e4 seance 2026-05-04 | Minutes: 90 | Statut: absent | Suite: e2\n", CONSTAT_TENU, 3},
	{"manquée, puis déplacée", "e3 seance 2026-05-04 | Minutes: 90 | Statut: absent | Suite: e2\n"
	 "e4 seance 2026-06-01 | Minutes: 90 | Statut: prevu | Suite: e2\n", CONSTAT_DEPLACE, 4},
	{"annulée, puis manquée", "e3 seance 2026-05-04 | Minutes: 90 | Statut: annule | Suite: e2\n"
	 "e4 seance 2026-05-04 | Minutes: 90 | Statut: absent | Suite: e2\n", CONSTAT_ABSENT, 4},
	{"statut inconnu", "e3 seance 2026-05-04 | Minutes: 90 | Statut: imprevu | Suite: e2\n", CONSTAT_AUTRE, 3},
	{"du travail à la place", "e3 travail 2026-05-04 | Minutes: 90 | Suite: e2\n", CONSTAT_AUTRE, 3},
	{"un émargement ne cache pas l'absence", "e3 seance 2026-05-04 | Minutes: 90 | Statut: absent | Suite: e2\n"
	 "e4 emargement 2026-05-05 | Signe: conseiller | Suite: e2\n", CONSTAT_ABSENT, 3},
};

START_TEST(constats)
{
	struct bench b;
	struct suites s;
	struct buf lines;
	jour_t au = jour_iso(SLICE("2026-05-05"));
	bench_open(&b);
	buf_init(&lines, &b.store.arena);
	buf_addf(&lines, OPEN PLAN("e2", "2026-05-04", "90") "%s", CONSTATS_CAS[_i].lines);
	ck_assert_int_eq(bench_read(&b, buf_z(&lines)), STATUS_OK);
	journal_suites(&b.store.arena, &b.journal, au, &s);
	const struct evenement *plan = &b.journal.v[1], *answer = s.reponse[1];
	ck_assert_msg(evenement_constat(plan, &s, au) == CONSTATS_CAS[_i].constat, "%s", CONSTATS_CAS[_i].name);
	ck_assert_msg((answer ? answer->id.number : 0) == CONSTATS_CAS[_i].answer, "%s", CONSTATS_CAS[_i].name);
	bench_close(&b);
}
END_TEST

Suite *journal_suite(void);

Suite *journal_suite(void)
{
	Suite *s = suite_create("journal");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, chains, 0, COUNT(CHAINS));
	tcase_add_loop_test(t, invalid, 0, COUNT(INVALID));
	tcase_add_loop_test(t, greatest, 0, COUNT(GREATEST));
	tcase_add_loop_test(t, minutes, 0, COUNT(MINUTES));
	tcase_add_loop_test(t, hours, 0, COUNT(HOURS));
	tcase_add_loop_test(t, constats, 0, COUNT(CONSTATS_CAS));
	suite_add_tcase(s, t);
	return s;
}
