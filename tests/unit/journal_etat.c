/* What follows from the events at a date: state, phase, conservation, holders. */
#include "journal_text.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define ENTERED "e2 entree 2026-02-02\n"
#define ENDED ENTERED "e3 fin 2026-06-30\n"
#define PAPER(id, le, what, how) id " document " le " | Document: " what " | Resultat: " how "\n"
#define KEPT(id, le, how) id " conservation " le " | Resultat: " how "\n"
#define STATUT(id, le, statut) id " seance " le " | Phase: conclusion | Minutes: 60 | Statut: " statut "\n"

/* etat phase conservation ouvert debut fin minutes; `absent` when the case is not listed. */
static const struct {
	const char *name, *lines, *au, *state;
} STATES[] = {
	{"avant l'ouverture", OPEN, "2026-01-04", "absent"},
	{"le jour de l'ouverture", OPEN, "2026-01-05", "prospect - en-cours 2026-01-05 - - 0"},
	{"séance avant l'ouverture", OPEN HELD("e2", "2026-01-02", "60"), "2026-01-03", "absent"},
	{"séance avant l'ouverture, après", OPEN HELD("e2", "2026-01-02", "60"), "2026-01-05",
	 "en-cours investigation en-cours 2026-01-05 2026-01-02 - 60"},
	{"ouverture corrigée", OPEN "e2 ouverture 2026-01-03 | Reference: 2026-0001 | Corrige: e1\n", "2026-01-04",
	 "prospect - en-cours 2026-01-03 - - 0"},
	{"ouverture rayée à tort", OPEN "e2 rayure 2026-01-06 | Corrige: e1 | Motif: saisie\n", "2026-01-10",
	 "prospect - en-cours 2026-01-05 - - 0"},
	{"contrat signé", OPEN PAPER("e2", "2026-01-10", "contrat", "signe"), "2026-01-10",
	 "engage - en-cours 2026-01-05 - - 0"},
	{"convention signée", OPEN PAPER("e2", "2026-01-10", "convention", "signe"), "2026-01-31",
	 "engage - en-cours 2026-01-05 - - 0"},
	{"la veille du contrat", OPEN PAPER("e2", "2026-01-10", "contrat", "signe"), "2026-01-09",
	 "prospect - en-cours 2026-01-05 - - 0"},
	{"contrat transmis", OPEN PAPER("e2", "2026-01-10", "contrat", "transmis"), "2026-01-31",
	 "prospect - en-cours 2026-01-05 - - 0"},
	{"devis signé", OPEN PAPER("e2", "2026-01-10", "devis", "signe"), "2026-01-31", "prospect - en-cours 2026-01-05 - - 0"},
	{"transmis puis signé", OPEN PAPER("e2", "2026-01-10", "contrat", "transmis") PAPER("e3", "2026-01-12", "contrat",
	    "signe"),
	 "2026-01-31", "engage - en-cours 2026-01-05 - - 0"},
	{"entrée", OPEN ENTERED, "2026-02-02", "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"séance tenue sans entrée", OPEN HELD("e2", "2026-02-02", "90"), "2026-02-02",
	 "en-cours investigation en-cours 2026-01-05 2026-02-02 - 90"},
	{"séance avant l'entrée", OPEN "e2 entree 2026-02-10\n" HELD("e3", "2026-02-02", "90"), "2026-03-01",
	 "en-cours investigation en-cours 2026-01-05 2026-02-02 - 90"},
	{"sans Statut, tenue", OPEN "e2 seance 2026-02-02 | Phase: conclusion | Minutes: 60\n", "2026-02-02",
	 "en-cours conclusion en-cours 2026-01-05 2026-02-02 - 60"},
	{"séance prévue", OPEN STATUT("e2", "2026-02-02", "prevu"), "2026-03-01", "prospect - en-cours 2026-01-05 - - 0"},
	{"séance manquée", OPEN STATUT("e2", "2026-02-02", "absent"), "2026-03-01", "prospect - en-cours 2026-01-05 - - 0"},
	{"séance annulée", OPEN STATUT("e2", "2026-02-02", "annule"), "2026-03-01", "prospect - en-cours 2026-01-05 - - 0"},
	{"Statut inconnu", OPEN STATUT("e2", "2026-02-02", "peut-être"), "2026-03-01", "prospect - en-cours 2026-01-05 - - 0"},
	{"type inconnu", OPEN "e2 x-atelier 2026-02-02 | Minutes: 60\n", "2026-03-01", "prospect - en-cours 2026-01-05 - - 0"},
	{"interrompu", OPEN ENTERED "e3 interruption 2026-03-02\n", "2026-03-02",
	 "interrompu - en-cours 2026-01-05 2026-02-02 - 0"},
	{"repris", OPEN ENTERED "e3 interruption 2026-03-02\ne4 reprise 2026-04-01\n", "2026-04-01",
	 "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"avant la reprise", OPEN ENTERED "e3 interruption 2026-03-02\ne4 reprise 2026-04-01\n", "2026-03-31",
	 "interrompu - en-cours 2026-01-05 2026-02-02 - 0"},
	{"repris le même jour", OPEN ENTERED "e3 interruption 2026-03-02\ne4 reprise 2026-03-02\n", "2026-03-02",
	 "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"interrompu deux fois", OPEN ENTERED "e5 interruption 2026-05-02\ne4 reprise 2026-04-01\ne3 interruption 2026-03-02\n",
	 "2026-06-01",
	 "interrompu - en-cours 2026-01-05 2026-02-02 - 0"},
	{"interrompu puis fini", OPEN ENTERED "e3 interruption 2026-03-02\ne4 fin 2026-06-30\n", "2026-06-30",
	 "termine - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"sans suite", OPEN "e2 sans-suite 2026-02-02 | Motif: prix\n", "2026-02-02", "sans-suite - a-decider 2026-01-05 - - 0"},
	{"sans suite, contrat signé", OPEN PAPER("e2", "2026-01-10", "contrat", "signe") "e3 sans-suite 2026-02-02\n",
	 "2026-02-10",
	 "sans-suite - a-decider 2026-01-05 - - 0"},
	{"sans suite puis entrée", OPEN "e2 sans-suite 2026-02-02\ne3 entree 2026-03-02\n", "2026-03-02",
	 "en-cours - en-cours 2026-01-05 2026-03-02 - 0"},
	{"sans suite puis séance le jour même", OPEN "e2 sans-suite 2026-02-02\n" HELD("e3", "2026-02-02", "60"), "2026-02-02",
	 "en-cours investigation en-cours 2026-01-05 2026-02-02 - 60"},
	{"sans suite après une séance", OPEN HELD("e2", "2026-02-02", "60") "e3 sans-suite 2026-02-03\n", "2026-02-03",
	 "sans-suite investigation a-decider 2026-01-05 2026-02-02 - 60"},
	{"sans suite puis séance prévue", OPEN "e2 sans-suite 2026-02-02\n" STATUT("e3", "2026-02-10", "prevu"), "2026-02-10",
	 "sans-suite - a-decider 2026-01-05 - - 0"},
	{"sans suite puis clos", OPEN "e2 sans-suite 2026-02-02\ne3 cloture 2026-02-10\n", "2026-02-10",
	 "clos - a-decider 2026-01-05 - - 0"},
	{"fini", OPEN ENDED, "2026-06-30", "termine - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"la veille de la fin", OPEN ENDED, "2026-06-29", "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"arrêté", OPEN ENTERED "e3 arret 2026-05-04 | Auteur: beneficiaire | Motif: emploi\n", "2026-05-04",
	 "arrete - a-decider 2026-01-05 2026-02-02 2026-05-04 0"},
	{"fin puis arrêt", OPEN ENDED "e4 arret 2026-07-01 | Auteur: centre | Motif: autre\n", "2026-07-01",
	 "arrete - a-decider 2026-01-05 2026-02-02 2026-07-01 0"},
	{"arrêt et fin le même jour", OPEN ENTERED "e4 arret 2026-06-30\ne3 fin 2026-06-30\n", "2026-07-01",
	 "arrete - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"deux fins", OPEN ENDED "e4 fin 2026-07-15\n", "2026-07-20", "termine - a-decider 2026-01-05 2026-02-02 2026-07-15 0"},
	{"séance après la fin", OPEN ENDED HELD("e4", "2026-07-01", "60"), "2026-07-01",
	 "termine investigation a-decider 2026-01-05 2026-02-02 2026-06-30 60"},
	{"entrée après la fin", OPEN ENDED "e4 entree 2026-07-01\n", "2026-07-02",
	 "termine - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"fin rayée", OPEN ENDED "e4 rayure 2026-07-01 | Corrige: e3 | Motif: saisie\n", "2026-07-02",
	 "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"fin rayée, vue d'avant la rayure", OPEN ENDED "e4 rayure 2026-07-10 | Corrige: e3 | Motif: saisie\n", "2026-07-02",
	 "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"fin corrigée plus tard", OPEN ENDED "e4 fin 2026-07-15 | Corrige: e3\n", "2026-07-10",
	 "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"clos", OPEN ENDED "e4 cloture 2027-01-04\n", "2027-01-04", "clos - a-detruire 2026-01-05 2026-02-02 2026-06-30 0"},
	{"clos sans fin", OPEN ENTERED "e3 cloture 2026-03-02\n", "2026-03-02", "clos - en-cours 2026-01-05 2026-02-02 - 0"},
	{"suivi fait", OPEN ENDED "e4 suivi 2026-12-28 | Resultat: fait\n", "2026-12-28",
	 "clos - a-detruire 2026-01-05 2026-02-02 2026-06-30 0"},
	{"suivi fait le jour de la fin", OPEN ENDED "e4 suivi 2026-06-30 | Resultat: fait\n", "2026-06-30",
	 "clos - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"suivi fait avant la fin", OPEN ENDED "e4 suivi 2026-06-29 | Resultat: fait\n", "2026-07-01",
	 "termine - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"suivi fait sans fin", OPEN ENTERED "e3 suivi 2026-06-29 | Resultat: fait\n", "2026-07-01",
	 "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"suivi refusé", OPEN ENDED "e4 suivi 2026-07-01 | Resultat: refuse\n", "2026-07-02",
	 "termine - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"suivi injoignable", OPEN ENDED "e4 suivi 2026-07-01 | Resultat: injoignable\n", "2026-07-02",
	 "termine - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"suivi prévu", OPEN ENDED "e4 suivi 2026-07-01 | Resultat: fait | Statut: prevu\n", "2026-07-02",
	 "termine - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"suivi d'un arrêt", OPEN ENTERED "e3 arret 2026-05-04\ne4 suivi 2026-05-20 | Resultat: fait\n", "2026-05-20",
	 "clos - a-decider 2026-01-05 2026-02-02 2026-05-04 0"},
	{"à décider, dernier jour", OPEN ENDED, "2026-07-30", "termine - a-decider 2026-01-05 2026-02-02 2026-06-30 0"},
	{"à détruire", OPEN ENDED, "2026-07-31", "termine - a-detruire 2026-01-05 2026-02-02 2026-06-30 0"},
	{"accord", OPEN ENDED KEPT("e4", "2026-07-01", "accord"), "2029-06-30",
	 "termine - accord 2026-01-05 2026-02-02 2026-06-30 0"},
	{"accord échu", OPEN ENDED KEPT("e4", "2026-07-01", "accord"), "2029-07-01",
	 "termine - a-detruire 2026-01-05 2026-02-02 2026-06-30 0"},
	{"accord daté", OPEN ENDED KEPT("e4", "2026-07-01", "accord | Jusqu_a: 2027-01-01"), "2027-01-01",
	 "termine - accord 2026-01-05 2026-02-02 2026-06-30 0"},
	{"accord daté échu", OPEN ENDED KEPT("e4", "2026-07-01", "accord | Jusqu_a: 2027-01-01"), "2027-01-02",
	 "termine - a-detruire 2026-01-05 2026-02-02 2026-06-30 0"},
	{"accord d'avant la fin", OPEN ENDED KEPT("e4", "2026-03-01", "accord"), "2026-12-31",
	 "termine - accord 2026-01-05 2026-02-02 2026-06-30 0"},
	{"accord sans fin", OPEN ENTERED KEPT("e3", "2026-03-01", "accord"), "2026-12-31",
	 "en-cours - en-cours 2026-01-05 2026-02-02 - 0"},
	{"refus", OPEN ENDED KEPT("e4", "2026-07-01", "refus"), "2026-07-01",
	 "termine - a-detruire 2026-01-05 2026-02-02 2026-06-30 0"},
	{"accord retiré", OPEN ENDED KEPT("e4", "2026-07-01", "accord") KEPT("e5", "2026-07-02", "retire"), "2026-07-02",
	 "termine - a-detruire 2026-01-05 2026-02-02 2026-06-30 0"},
	{"refus puis accord le même jour", OPEN ENDED KEPT("e5", "2026-07-01", "accord") KEPT("e4", "2026-07-01", "refus"),
	 "2026-07-02",
	 "termine - accord 2026-01-05 2026-02-02 2026-06-30 0"},
	{"détruit", OPEN ENDED "e4 destruction 2026-08-03 | Objet: bilan | Motif: fin\n", "2026-08-03",
	 "termine - detruit 2026-01-05 2026-02-02 2026-06-30 0"},
	{"la veille de la destruction", OPEN ENDED "e4 destruction 2026-08-03 | Objet: bilan\n", "2026-08-02",
	 "termine - a-detruire 2026-01-05 2026-02-02 2026-06-30 0"},
	{"phase la plus récente", OPEN HELD("e2", "2026-03-02", "60") STATUT("e3", "2026-02-02", "realise"), "2026-04-01",
	 "en-cours investigation en-cours 2026-01-05 2026-02-02 - 120"},
	{"phase par l'heure", OPEN HELD("e2", "2026-02-02", "60 | Debut: 14:00") STATUT("e3", "2026-02-02",
	    "realise | Debut: 09:00"),
	 "2026-04-01", "en-cours investigation en-cours 2026-01-05 2026-02-02 - 120"},
	{"phase, heure non dite", OPEN HELD("e2", "2026-02-02", "60 | Debut: 00:00") STATUT("e3", "2026-02-02", "realise"),
	 "2026-04-01",
	 "en-cours investigation en-cours 2026-01-05 2026-02-02 - 120"},
	{"phase par l'Id", OPEN HELD("e10", "2026-02-02", "60") STATUT("e9", "2026-02-02", "realise"), "2026-04-01",
	 "en-cours investigation en-cours 2026-01-05 2026-02-02 - 120"},
	{"phase d'une séance manquée", OPEN HELD("e2", "2026-02-02", "60") STATUT("e3", "2026-03-02", "absent"), "2026-04-01",
	 "en-cours investigation en-cours 2026-01-05 2026-02-02 - 60"},
	{"vu d'avant", OPEN HELD("e2", "2026-02-02", "60") STATUT("e3", "2026-03-02", "realise"), "2026-03-01",
	 "en-cours investigation en-cours 2026-01-05 2026-02-02 - 60"},
};

static struct slice state_text(struct bench *b, jour_t au)
{
	struct etat e;
	struct buf out;
	buf_init(&out, &b->store.arena);
	journal_etat(&b->store.arena, &b->journal, &b->regles, au, &e);
	if (!e.ouvert)
		return SLICE("absent");
	buf_addf(&out, "%s %s %s", etat_noms[e.nom], phase_noms[e.phase], conservation_noms[e.conservation]);
	add_date(&out, e.ouvert_le);
	add_date(&out, e.debut_le);
	add_date(&out, e.fin_le);
	buf_addc(&out, ' ');
	buf_addn(&out, e.minutes);
	return buf_slice(&out);
}

START_TEST(states)
{
	struct bench b;
	bench_open(&b);
	ck_assert_msg(bench_read(&b, STATES[_i].lines) == STATUS_OK, "%s: illisible", STATES[_i].name);
	struct slice got = state_text(&b, jour_iso(slice_z(STATES[_i].au)));
	ck_assert_msg(slice_is(got, STATES[_i].state), "%s: %.*s", STATES[_i].name, (int)got.n, got.p);
	bench_close(&b);
}
END_TEST

/* Every state and every conservation stands in the table, or it proves nothing. */
START_TEST(all_states)
{
	char seen[ETATS + CONSERVATIONS] = {0};
	for (int i = 0; i < COUNT(STATES); i++) {
		struct slice rest = slice_z(STATES[i].state), word[3] = {{"", 0}, {"", 0}, {"", 0}};
		for (int k = 0; k < 3; k++)
			slice_next(&rest, " ", &word[k]);
		for (int k = 0; k < ETATS; k++)
			seen[k] |= slice_is(word[0], etat_noms[k]);
		for (int k = 0; k < CONSERVATIONS; k++)
			seen[ETATS + k] |= slice_is(word[2], conservation_noms[k]);
	}
	for (int k = 0; k < ETATS + CONSERVATIONS; k++)
		ck_assert_msg(seen[k], "aucun cas pour %s", k < ETATS ? etat_noms[k] : conservation_noms[k - ETATS]);
}
END_TEST

/* The law of the end's date decides: 12 months before 31 December 2023, 36 since. */
static const struct {
	const char *end, *last;
} KEPT_UNTIL[] = {
	{"2022-03-31", "2023-03-31"}, {"2023-02-28", "2024-02-28"}, {"2023-12-30", "2024-12-30"}, {"2023-12-31", "2026-12-31"},
	{"2024-02-29", "2027-02-28"},
};

START_TEST(kept_until)
{
	struct bench b;
	struct buf lines;
	struct etat e;
	jour_t last = jour_iso(slice_z(KEPT_UNTIL[_i].last));
	bench_open(&b);
	buf_init(&lines, &b.store.arena);
	buf_addf(&lines, "e1 ouverture 2021-09-06 | Reference: 2026-0001\ne2 fin %s\n" KEPT("e3", "%s", "accord"),
	         KEPT_UNTIL[_i].end,
	         KEPT_UNTIL[_i].end);
	ck_assert_int_eq(bench_read(&b, buf_z(&lines)), STATUS_OK);
	journal_etat(&b.store.arena, &b.journal, &b.regles, last, &e);
	ck_assert_msg(e.conservation == CONSERVATION_ACCORD, "fin le %s: pas gardé le %s", KEPT_UNTIL[_i].end,
	              KEPT_UNTIL[_i].last);
	journal_etat(&b.store.arena, &b.journal, &b.regles, last + 1, &e);
	ck_assert_msg(e.conservation == CONSERVATION_A_DETRUIRE, "fin le %s: gardé après le %s", KEPT_UNTIL[_i].end,
	              KEPT_UNTIL[_i].last);
	bench_close(&b);
}
END_TEST

#define RELAY(id, le, vers, how) id " relais " le " | Vers: " vers " | Resultat: " how "\n"

/* conseiller situation voies */
static const struct {
	const char *name, *lines, *au, *holders;
} HOLDERS[] = {
	{"ouverture", OPEN, "2026-03-01", "roques salarie cpf"},
	{"deux voies", "e1 ouverture 2026-01-05 | Reference: 2026-0001 | Voie: cpf | Voie: employeur | Conseiller: léa\n",
	 "2026-03-01",
	 "léa  cpf+employeur"},
	{"ouverture corrigée", OPEN
	 "e2 ouverture 2026-01-05 | Reference: 2026-0001 | Corrige: e1 | Conseiller: martin | Voie: opco\n", "2026-03-01",
	 "martin  opco"},
	{"relais demandé", OPEN RELAY("e2", "2026-02-02", "martin", "demande"), "2026-03-01", "roques salarie cpf"},
	{"relais accepté", OPEN RELAY("e2", "2026-02-02", "martin", "demande") RELAY("e3", "2026-02-05", "martin", "accepte"),
	 "2026-03-01",
	 "martin salarie cpf"},
	{"la veille", OPEN RELAY("e3", "2026-02-05", "martin", "accepte"), "2026-02-04", "roques salarie cpf"},
	{"relais refusé", OPEN RELAY("e2", "2026-02-02", "martin", "refuse"), "2026-03-01", "roques salarie cpf"},
	{"deux relais", OPEN RELAY("e3", "2026-02-20", "dubois", "accepte") RELAY("e2", "2026-02-05", "martin", "accepte"),
	 "2026-03-01",
	 "dubois salarie cpf"},
	{"relais rayé", OPEN RELAY("e2", "2026-02-02", "martin",
	                           "accepte") "e3 rayure 2026-02-20 | Corrige: e2 | Motif: saisie\n", "2026-02-10",
	 "roques salarie cpf"},
	{"avenant à la voie", OPEN "e2 avenant 2026-02-02 | Objet: voie | Voie: plan | Voie: personnel\n", "2026-03-01",
	 "roques salarie plan+personnel"},
	{"avenant à la situation", OPEN "e2 avenant 2026-02-02 | Objet: situation | Situation: demandeur-emploi\n", "2026-03-01",
	 "roques demandeur-emploi cpf"},
	{"avenants à l'une et à l'autre",
	 OPEN "e3 avenant 2026-02-05 | Situation: demandeur-emploi\ne2 avenant 2026-02-02 | Voie: plan\n",
	 "2026-03-01", "roques demandeur-emploi plan"},
	{"avenant à venir", OPEN "e2 avenant 2026-03-02 | Voie: plan\n", "2026-03-01", "roques salarie cpf"},
	{"avenant au prix", OPEN "e2 avenant 2026-02-02 | Objet: prix | Conseiller: martin\n", "2026-03-01",
	 "roques salarie cpf"},
};

START_TEST(holders)
{
	struct bench b;
	struct buf out;
	struct etat e;
	bench_open(&b);
	ck_assert_msg(bench_read(&b, HOLDERS[_i].lines) == STATUS_OK, "%s: illisible", HOLDERS[_i].name);
	journal_etat(&b.store.arena, &b.journal, &b.regles, jour_iso(slice_z(HOLDERS[_i].au)), &e);
	buf_init(&out, &b.store.arena);
	buf_adds(&out, e.conseiller);
	buf_addc(&out, ' ');
	buf_adds(&out, e.situation);
	buf_addc(&out, ' ');
	buf_adds(&out, journal_voies(&b.store.arena, &b.journal, &e));
	ck_assert_msg(slice_is(buf_slice(&out), HOLDERS[_i].holders), "%s: %s", HOLDERS[_i].name, buf_z(&out));
	bench_close(&b);
}
END_TEST

Suite *journal_etat_suite(void);

Suite *journal_etat_suite(void)
{
	Suite *s = suite_create("journal_etat");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, states, 0, COUNT(STATES));
	tcase_add_test(t, all_states);
	tcase_add_loop_test(t, kept_until, 0, COUNT(KEPT_UNTIL));
	tcase_add_loop_test(t, holders, 0, COUNT(HOLDERS));
	suite_add_tcase(s, t);
	return s;
}
