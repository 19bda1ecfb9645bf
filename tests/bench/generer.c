/* generer DIR N [--archives=PERCENT] [--seed=S]: a store of N cases, always the same for the same arguments.
 *
 * The life of a case is drawn first (how it ends, what became of its follow-up), then written as events; so the number of
 * cases to call, printed at the end, is known without reading back one line of what was written. */
#include "generer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AU day_of(2026, 11, 24) /* the day on which the store is looked at: nothing has happened after it */
#define FIRST day_of(2017, 1, 2)

static const char *const phases[] = {"preliminaire", "investigation", "conclusion"};
static const char *const voies[] = {"cpf", "cpf", "cpf", "plan", "opco", "employeur", "france-travail"};

static bool summer(int day)
{
	int y = ymd_of(day).y, march = day_of(y, 3, 31), october = day_of(y, 10, 31);
	return day >= march - (weekday_of(march) + 1) % 7 && day < october - (weekday_of(october) + 1) % 7;
}

/* Write an event dated DAY, typed that evening; its number. What has not happened yet is left out (0), but a plan. */
static int __attribute__((format(printf, 4, 5))) event(struct life *l, int day, const char *type, const char *format, ...)
{
	struct ymd typed = ymd_of(day < AU ? day : AU);
	va_list ap;
	if (day > AU && !strstr(format, "Statut: prevu"))
		return 0;
	put(&l->journal, "\nId: e%d\nType: %s\n", ++l->last_id, type);
	put_day(&l->journal, "Le", day);
	va_start(ap, format);
	putv(&l->journal, format, ap);
	va_end(ap);
	put(&l->journal, "Saisi: %04d-%02d-%02dT18:%02u:%02u+0%d:00\nPar: %s\n", typed.y, typed.m, typed.d, draw(l, 60),
	    draw(l, 60), summer(day < AU ? day : AU) ? 2 : 1, l->conseiller);
	return l->last_id;
}

static void opening(struct life *l)
{
	static const char *const situations[] = {"salarie", "salarie", "demandeur-emploi", "agent-public"};
	int day = l->open;
	put(&l->journal, "%%rec: Evenement\n");
	event(l, day, "ouverture", "Reference: %s\nConseiller: %s\nVoie: %s\nSituation: %s\n", l->ref, l->conseiller, l->voie,
	      situations[draw(l, COUNT(situations))]);
	day = next_worked(day + 1 + (int)draw(l, 5));
	event(l, day, "information", "Mode: presentiel\n");
	event(l, day, "document", "Document: programme\nResultat: remis\n");
	day = next_worked(day + 2 + (int)draw(l, 6));
	event(l, day, "consentement", "Objet: bilan\n");
	event(l, day, "document", "Document: contrat\nResultat: signe\n");
}

/* One appointment, held or not; a plan may come first, and is then answered. */
static void appointment(struct life *l, int day, int phase)
{
	static const int lengths[] = {60, 90, 90, 105, 120, 120, 150};
	int minutes = lengths[draw(l, COUNT(lengths))], from = draw(l, 2) ? 9 * 60 : 14 * 60, to = from + minutes, id;
	unsigned luck = draw(l, 100);
	bool planned = day > AU || luck < 12;
	char fields[256];
	struct session s = {.day = day, .phase = phase, .minutes = minutes};
	snprintf(fields, sizeof fields, "Debut: %02d:%02d\nFin: %02d:%02d\nMinutes: %d\nPhase: %s\nMode: %s\nLieu: centre\n"
	         "Conseiller: %s\n", from / 60, from % 60, to / 60, to % 60, minutes, phases[phase],
	         draw(l, 4) ? "presentiel" : "visio", l->conseiller);
	if (day > AU + 30)
		return;
	if (planned) {
		id = event(l, day, "seance", "%sStatut: prevu\n", fields);
		snprintf(s.suite, sizeof s.suite, "Suite: e%d\n", id % 1000);
	}
	luck = draw(l, 100);
	id = event(l, day, "seance", "%sStatut: %s\n%s", fields, luck < 4 ? "absent" : luck < 7 ? "annule" : "realise", s.suite);
	s.id = id;
	if (id && luck >= 7)
		l->held[l->nheld++] = s;
}

/* Both signatures for the sessions held from FROM on. */
static void sign(struct life *l, int day, int from)
{
	char suites[256] = "";
	size_t n = 0;
	for (int i = from; i < l->nheld; i++)
		n += (size_t)snprintf(suites + n, sizeof suites - n, "Suite: e%d\n", l->held[i].id);
	if (!n || !draw(l, 20))
		return;
	if (draw(l, 2)) {
		event(l, day, "emargement", "%sSigne: beneficiaire, conseiller\n", suites);
	} else {
		event(l, day, "emargement", "%sSigne: beneficiaire\n", suites);
		event(l, day, "emargement", "%sSigne: conseiller\n", suites);
	}
}

/* The three phases; the day of the last appointment. */
static int phases_of(struct life *l)
{
	int day = next_worked(l->open + 18 + (int)draw(l, 14)), n = 8 + (int)draw(l, 5), id;
	int pause = draw(l, 100) < 3 ? n / 2 : NONE, signed_to = 0;
	event(l, day, "entree", "%s", "");
	for (int i = 0; i < n; i++) {
		int phase = i < 2 ? 0 : i < n - 2 ? 1 : 2;
		appointment(l, day, phase);
		if (i == 1 || i == n - 3 || i == n - 1) {
			sign(l, day, signed_to);
			signed_to = l->nheld;
		}
		if (phase == 1 && draw(l, 3) == 0)
			event(l, day + 2, draw(l, 3) ? "travail" : "enquete", "Minutes: %u\nPhase: %s\n", 60 + 30 * draw(l, 4),
			      phases[1]);
		if (l->mistake == MISTAKE_ARRET && i == n / 2) {
			id = event(l, day, "arret", "Auteur: beneficiaire\nMotif: abandon\nForce_majeure: non\n");
			if (id)
				event(l, day, "rayure", "Motif: saisie\nCorrige: e%d\n", id);
		}
		if (i == pause && event(l, day + 1, "interruption", "%s", ""))
			event(l, day + 45, "reprise", "%s", "");
		if (i < n - 1)
			day = next_worked(day + (i == pause ? 45 : 5) + (int)draw(l, 5));
	}
	return day;
}

/* A session whose length is corrected, or one that was typed twice. */
static void mistakes(struct life *l, int day)
{
	const struct session *s = &l->held[0];
	bool longer = l->mistake == MISTAKE_MINUTES, twin = l->mistake == MISTAKE_TWIN;
	char corrige[48] = "";
	int id;
	if (!l->nheld || !(longer || twin))
		return;
	if (longer)
		snprintf(corrige, sizeof corrige, "%sCorrige: e%d\n", s->suite, s->id);
	id = event(l, s->day, "seance", "Minutes: %d\nPhase: %s\nMode: visio\nConseiller: %s\nStatut: realise\n%s",
	           s->minutes + (longer ? 15 : 0), phases[s->phase], l->conseiller, corrige);
	if (twin)
		event(l, day, "rayure", "Motif: doublon\nCorrige: e%d\n", id);
}

/* The end, and the papers and payments that come with it. */
static void ending(struct life *l, int day)
{
	bool stopped = draw(l, 100) < 4;
	int id = 0;
	if (day > AU)
		return;
	mistakes(l, day);
	if (!stopped)
		event(l, day, "document", "Document: synthese\nResultat: remis\n");
	if (stopped)
		event(l, day, "arret", "Auteur: beneficiaire\nMotif: abandon\nForce_majeure: non\n");
	else if (l->mistake == MISTAKE_END || l->mistake == MISTAKE_END_TWICE)
		id = event(l, day - 9, "fin", "%s", "");
	else
		event(l, day, "fin", "%s", "");
	if (id && l->mistake == MISTAKE_END_TWICE)
		id = event(l, day - 40, "fin", "Corrige: e%d\n", id);
	if (id)
		event(l, day, "fin", "Corrige: e%d\n", id);
	l->end = day;
	event(l, next_worked(day + 8), "facture", "Montant: 1600.00\nFinancement: f1\n");
	event(l, next_worked(day + 40), "paiement", "Montant: 1600.00\nFinancement: f1\n");
}

static void call(struct life *l, int day, const char *result)
{
	if (event(l, day, "contact", "Canal: telephone\nResultat: %s\n", result))
		l->contact = day;
}

/* What became of the follow-up: PER MIL of the cases, and the event that settles it. */
static void follow_up(struct life *l)
{
	static const struct {
		unsigned per_mil;
		const char *type, *fields;
	} fates[] = {
		{815, "suivi", "Resultat: fait\n"},    {40, "suivi", "Resultat: refuse\n"}, {60, "suivi", "Resultat: injoignable\n"},
		{20, "contact", "Canal: courriel\nResultat: refus\n"}, {50, "cloture", ""},
		{4, "demande", "Objet: opposition\n"}, {11, NULL, NULL}, /* forgotten */
	};
	unsigned luck = draw(l, 1000), i = 0;
	int due = follow_up_of(l->end), day = next_worked(due - 10 + (int)draw(l, 36)), id;
	while (luck >= fates[i].per_mil)
		luck -= fates[i++].per_mil;
	if (l->mistake == MISTAKE_SUIVI) {
		id = event(l, next_worked(due - 12), "suivi", "Resultat: fait\n");
		if (id)
			event(l, next_worked(due - 11), "rayure", "Motif: erreur-dossier\nCorrige: e%d\n", id);
	}
	if (i == 2 || draw(l, 3) == 0)
		call(l, next_worked(day - 16), "sans-reponse");
	if (i == 2 || draw(l, 5) == 0)
		call(l, next_worked(day - 9), "message");
	if (fates[i].type && event(l, day, fates[i].type, "%s", fates[i].fields))
		l->settled = day;
}

static bool due(const struct life *l)
{
	return l->end != NONE && l->settled == NONE && AU >= follow_up_of(l->end) - 15 &&
	       (l->contact == NONE || AU - l->contact >= 7);
}

static void live(struct life *l)
{
	int last;
	l->end = l->settled = l->contact = NONE;
	l->conseiller = conseillers[draw(l, COUNT(conseillers))][0];
	l->voie = voies[draw(l, COUNT(voies))];
	l->mistake = draw(l, 100) < 3 ? (int)draw(l, MISTAKES) : NONE;
	opening(l);
	if (draw(l, 100) < 5) {
		if (event(l, l->open + 25, "sans-suite", "%s", ""))
			l->settled = l->open + 25;
		return;
	}
	last = phases_of(l);
	ending(l, last);
	if (l->end != NONE)
		follow_up(l);
}

/* Write the case, in the archives when WANTED and when nothing is due any more; was it? */
static bool put_away(struct life *l, const int *trees, bool wanted)
{
	bool archived = wanted && l->settled != NONE && event(l, l->settled + 60, "destruction", "Objet: %s\n", "bilan");
	write_case(l, trees[archived ? ARCHIVES : DOSSIERS], archived ? -1 : trees[BILANS]);
	return archived;
}

int main(int argc, char **argv)
{
	static struct life l;
	int trees[TREES], year = 0, number = 0;
	long n = argc > 2 ? strtol(argv[2], NULL, 10) : 0, percent = 0, seed = 1, archived = 0, dues = 0;
	for (int i = 3; i < argc; i++)
		if (sscanf(argv[i], "--archives=%ld", &percent) != 1 && sscanf(argv[i], "--seed=%ld", &seed) != 1)
			n = 0;
	if (n <= 0) {
		fputs("usage: generer DIR N [--archives=POURCENT] [--seed=S]\n", stderr);
		return 64;
	}
	make_store(argv[1], trees);
	for (long i = 0; i < n; i++) {
		l = (struct life){.rng = (uint64_t)seed * 1000003U + (uint64_t)i * 0xd1342543de82ef95U};
		l.open = next_worked(FIRST + (int)((int64_t)i * (AU - FIRST) / n));
		number = ymd_of(l.open).y == year ? number + 1 : 1;
		year = ymd_of(l.open).y;
		snprintf(l.ref, sizeof l.ref, "%04d-%0*d", year, n > 9999 ? 5 : 4, number % 1000000);
		live(&l);
		archived += put_away(&l, trees, archived * 100 < n * percent);
		dues += due(&l);
	}
	printf("%ld dossiers, dont %ld en archives ; %ld à relancer au 2026-11-24\n", n, archived, dues);
	return 0;
}
