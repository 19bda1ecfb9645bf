/* The events of a journal: what bilan-log would have refused, and what an editor or a merge of copies leaves. */
#include "metier/controle_prive.h"

#include <stdlib.h>

static const struct diag_msg UNKNOWN_TYPE = {"type-inconnu", DIAG_ATTENTION,
	"type d'événement inconnu : « {} » ; le décrire dans types.d, ou le corriger"};
static const struct diag_msg BAD_CODE = {"code-inconnu", DIAG_ERREUR,
	"{} : « {} » n'est pas un code de {} ; écrire l'un de : {}"};
static const struct diag_msg NO_SUCH_FIELD = {"champ-sans-objet", DIAG_ERREUR,
	"un événement {} n'a pas de champ {} ; retirer cette ligne, ou corriger le type"};
static const struct diag_msg MISSING = {"champ-obligatoire", DIAG_ERREUR,
	"{} sans {} ; l'ajouter : bilan-log --corrige={} {}"};
static const struct diag_msg UNKNOWN_LINK = {"suite-inconnue", DIAG_ERREUR,
	"Suite : {} ne désigne aucun événement de ce journal ; corriger l'Id"};
static const struct diag_msg OWN_LINK = {"suite-propre", DIAG_ERREUR,
	"Suite : {} désigne cet événement lui-même ; écrire l'Id de celui auquel il répond"};
static const struct diag_msg TWO_HEADS = {"tete-double", DIAG_ATTENTION,
	"{} et {} corrigent le même événement ; {} compte : s'il est faux, le corriger à son tour"};
static const struct diag_msg TWO_ANSWERS = {"seance-double", DIAG_ATTENTION,
	"{} et {} répondent au même événement prévu ({}), et comptent tous deux ; si l'un est de trop : bilan-log --raye={} {} "
	"--motif=doublon"};
static const struct diag_msg GAP = {"id-manquant", DIAG_ATTENTION,
	"{} {} dans la suite des Id ; un éditeur a-t-il enregistré une vieille copie ? comparer à une sauvegarde"};
static const struct diag_msg NO_MINUTES = {"duree-absente", DIAG_ATTENTION,
	"{} sans durée, qui compte pour 0 ; l'indiquer : bilan-log --corrige={} {} --duree=1h30"};
static const struct diag_msg NO_FIRST_HOUR = {"heure-de-debut", DIAG_ERREUR,
	"une heure de fin sans heure de début ; ajouter une ligne Debut (HH:MM), ou retirer Fin et donner Minutes"};
static const struct diag_msg HOURS_REVERSED = {"heures-inversees", DIAG_ERREUR,
	"la fin ({}) n'est pas après le début ({}) ; corriger l'heure (passé minuit : deux séances)"};
static const struct diag_msg TOO_LONG = {"duree-trop-longue", DIAG_ERREUR,
	"la durée ({}) dépasse le temps entre le début et la fin ({}) ; corriger l'une ou l'autre"};
static const struct diag_msg UNKNOWN_PERSON = {"conseiller-inconnu", DIAG_ATTENTION,
	"« {} » n'est pas un conseiller de centre.rec ; l'y ajouter, ou corriger"};
static const struct diag_msg OPENED_TWICE = {"ouverture-double", DIAG_ERREUR,
	"seconde ouverture ; l'effacer à la main si elle vient d'un autre dossier"};
static const struct diag_msg OTHER_TYPE = {"ouverture-changee", DIAG_ERREUR,
	"{} corrige l'ouverture ({}) en « {} » : le dossier n'en a plus ; y remettre Type: ouverture"};
static const struct diag_msg STRUCK_OPENING = {"rayure-sans-effet", DIAG_ATTENTION,
	"{} raye l'ouverture ({}), ce qui ne change rien ; une ouverture se corrige : bilan-log --corrige={} {}"};
static const struct diag_msg STRUCK_STRIKE = {"rayure-sans-effet", DIAG_ATTENTION,
	"{} vise la rayure {}, ce qui ne change rien ; une rayure reste : ce qu'elle raye à tort se note de nouveau"};
static const struct diag_msg OTHER_ROUTE = {"voie-differente", DIAG_ATTENTION,
	"voies du journal : {} ; des financements : {} ; les accorder : bilan-log -a avenant {} --voie=…, ou Financement dans dossier.rec"};
static const struct diag_msg UNKNOWN_ROUTE = {"voie-inconnue", DIAG_ATTENTION,
	"voie de financement inconnue : « {} » ; bilan-dossier(5) les liste"};

/* As the command that mends is to be given it. */
static struct slice reference(const struct examen *x)
{
	return x->reference.n ? x->reference : SLICE("CENTRE");
}

static bool is_accord(struct examen *x, const struct journal *j, const struct evenement *e)
{
	return evenement_effet(e) == EFFET_CONSERVATION && slice_is(evenement_mot(x->a, j, e, CHAMP_RESULTAT), "accord");
}

static void check_codes(struct examen *x, const struct journal *j, const struct evenement *e)
{
	for (size_t i = 0; i < sizeof type_champs_fermes / sizeof *type_champs_fermes; i++) {
		enum champ c = type_champs_fermes[i];
		const struct slice name = slice_z(champ_noms[c]);
		const struct rec_field *f = evenement_champ(j, e, c, NULL);
		struct slice word = f ? rec_word(x->a, &j->rec, f) : SLICE("");
		bool plain = c == CHAMP_STATUT && (slice_is(word, "realise") || e->statut == STATUT_INCONNU); /* the schema says it */
		if (!word.n || plain || type_code_connu(e->type->codes[c], word))
			continue;
		if (e->type->ferme >> c & 1)
			NOTE(x, &BAD_CODE, rec_at_value(&j->rec, f), name, word, e->type->nom, e->type->codes[c]);
		else
			NOTE(x, &NO_SUCH_FIELD, rec_at(&j->rec, f), e->type->nom, name);
	}
}

static void check_mandatory(struct examen *x, const struct journal *j, const struct evenement *e, struct slice id)
{
	uint64_t wanted = e->type->obligatoire & ~((uint64_t)1 << CHAMP_MINUTES); /* has its own words */
	if (is_accord(x, j, e))
		wanted |= (uint64_t)1 << CHAMP_PORTE;
	for (enum champ c = CHAMP_REFERENCE; c < CHAMP_N; c++)
		if (wanted >> c & 1 && !evenement_mot(x->a, j, e, c).n)
			NOTE(x, &MISSING, rec_at_record(&j->rec, e->record), e->type->nom, slice_z(champ_noms[c]), id, reference(x));
	if (e->type->obligatoire >> CHAMP_MINUTES & 1 && e->statut == STATUT_REALISE && !e->minutes)
		NOTE(x, &NO_MINUTES, rec_at_record(&j->rec, e->record), e->type->nom, id, reference(x));
}

static void check_links(struct examen *x, const struct journal *j, const struct evenement *e)
{
	uint32_t from = 0;
	for (const struct rec_field *f; (f = evenement_champ(j, e, CHAMP_SUITE, &from));) {
		struct ident id;
		struct slice word = rec_word(x->a, &j->rec, f);
		if (!ident_parse(word, &id) || id.letter != 'e') /* the schema says it */
			continue;
		const struct evenement *to = journal_trouve(j, &id);
		if (!to)
			NOTE(x, &UNKNOWN_LINK, rec_at_value(&j->rec, f), word);
		else if (to->racine == e->racine)
			NOTE(x, &OWN_LINK, rec_at_value(&j->rec, f), word);
	}
}

/* Hours that can be read: the schema has said the others. */
static void check_hours(struct examen *x, const struct journal *j, const struct evenement *e)
{
	const struct rec_field *f = evenement_champ(j, e, CHAMP_FIN, NULL);
	int fin = f ? heure_iso(rec_word(x->a, &j->rec, f)) : -1;
	struct buf first, second;
	if (fin < 0)
		return;
	buf_init(&first, x->a);
	buf_init(&second, x->a);
	if (!evenement_mot(x->a, j, e, CHAMP_DEBUT).n) {
		NOTE(x, &NO_FIRST_HOUR, rec_at_value(&j->rec, f), SLICE(""));
	} else if (e->debut >= 0 && fin <= e->debut) {
		buf_add_heure(&first, fin);
		buf_add_heure(&second, e->debut);
		NOTE(x, &HOURS_REVERSED, rec_at_value(&j->rec, f), buf_slice(&first), buf_slice(&second));
	} else if (e->debut >= 0 && e->minutes > fin - e->debut) {
		buf_add_duree(&first, e->minutes);
		buf_add_duree(&second, fin - e->debut);
		f = evenement_champ(j, e, CHAMP_MINUTES, NULL);
		NOTE(x, &TOO_LONG, rec_at_value(&j->rec, f), buf_slice(&first), buf_slice(&second));
	}
}

static void check_people(struct examen *x, const struct journal *j, const struct evenement *e)
{
	static const enum champ people[] = {CHAMP_CONSEILLER, CHAMP_VERS};
	for (size_t i = 0; i < 2; i++) {
		const struct rec_field *f = evenement_champ(j, e, people[i], NULL);
		struct slice word = f ? rec_word(x->a, &j->rec, f) : SLICE("");
		if (word.n && !centre_conseiller(x->a, x->k->contexte.centre, word))
			NOTE(x, &UNKNOWN_PERSON, rec_at_value(&j->rec, f), word);
	}
}

/* An opening is first, stays an opening, and is not struck; nor is a strike. */
static void check_target(struct examen *x, const struct journal *j, const struct evenement *e, struct slice id)
{
	const struct evenement *target = e->corrige >= 0 ? &j->v[e->corrige] : NULL;
	struct diag_at at = rec_at_record(&j->rec, e->record);
	bool opens = evenement_effet(e) == EFFET_OUVERTURE;
	bool opened = target && evenement_effet(&j->v[target->racine]) == EFFET_OUVERTURE;
	if (opens && !opened && e != &j->v[0])
		NOTE(x, &OPENED_TWICE, at, SLICE(""));
	if (!target)
		return;
	at = rec_at_value(&j->rec, evenement_champ(j, e, CHAMP_CORRIGE, NULL));
	struct slice word = evenement_mot(x->a, j, target, CHAMP_ID);
	if (evenement_effet(e) == EFFET_RAYURE && opened)
		NOTE(x, &STRUCK_OPENING, at, id, word, word, reference(x));
	else if (evenement_effet(target) == EFFET_RAYURE)
		NOTE(x, &STRUCK_STRIKE, at, id, word);
	else if (opened && !opens)
		NOTE(x, &OTHER_TYPE, at, id, word, e->type_nom);
}

/* What stands in an event that another replaces, or strikes, matters no more. */
static void check_event(struct examen *x, const struct journal *j, const struct evenement *e)
{
	struct slice id = evenement_mot(x->a, j, e, CHAMP_ID);
	struct diag_at at = rec_at_record(&j->rec, e->record);
	check_target(x, j, e, id);
	if (!e->type)
		NOTE(x, &UNKNOWN_TYPE, at, e->type_nom);
	if (!evenement_vivant(e))
		return;
	check_links(x, j, e);
	check_people(x, j, e);
	check_hours(x, j, e);
	if (e->type) {
		check_codes(x, j, e);
		check_mandatory(x, j, e, id);
	}
	const struct evenement *other = e->corrige >= 0 ? journal_double_tete(j, e) : NULL;
	if (other)
		NOTE(x, &TWO_HEADS, at, evenement_mot(x->a, j, other, CHAMP_ID), id, id);
}

/* The one to strike is the greatest Id, as when copies are merged: the same in both. */
static void say_two_answers(struct examen *x, const struct journal *j, const struct evenement *plan,
                            const struct evenement *a, const struct evenement *b, struct diag_at at)
{
	bool in_order = ident_cmp(&a->id, &b->id) < 0;
	struct slice first = evenement_mot(x->a, j, in_order ? a : b, CHAMP_ID);
	struct slice last = evenement_mot(x->a, j, in_order ? b : a, CHAMP_ID);
	NOTE(x, &TWO_ANSWERS, at, first, last, evenement_mot(x->a, j, plan, CHAMP_ID), last, reference(x));
}

/* Two machines have held, or moved, the same plan: its hours count twice. FIRST: by index of the first event of each chain,
 * what answers it already. */
static void check_answers(struct examen *x, const struct journal *j, const struct evenement *e,
                          const struct evenement **first)
{
	uint32_t from = 0;
	if (!evenement_vivant(e) || (e->statut != STATUT_REALISE && e->statut != STATUT_PREVU))
		return;
	for (const struct rec_field *f; (f = evenement_champ(j, e, CHAMP_SUITE, &from));) {
		struct ident id;
		const struct evenement *to = ident_parse(rec_word(x->a, &j->rec, f), &id) ? journal_trouve(j, &id) : NULL;
		const struct evenement *plan = to && to->racine != e->racine ? journal_tete(j, to) : NULL;
		if (!plan || !evenement_prevu(plan) || evenement_effet(plan) != evenement_effet(e))
			continue;
		if (first[plan->racine] && first[plan->racine] != e)
			say_two_answers(x, j, plan, first[plan->racine], e, rec_at_value(&j->rec, f));
		else
			first[plan->racine] = e;
	}
}

static int by_number(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;
	return (x > y) - (x < y);
}

static void check_gaps(struct examen *x, const struct journal *j)
{
	int *numbers = arena_alloc(x->a, (j->n + 1) * sizeof *numbers), before = 0;
	for (size_t i = 0; i < j->n; i++)
		numbers[i] = j->v[i].id.number;
	qsort(numbers, j->n, sizeof *numbers, by_number);
	numbers[j->n] = j->plus_grand + 1;
	for (size_t i = 0; i <= j->n; before = numbers[i++]) {
		struct buf b;
		if (numbers[i] <= before + 1)
			continue;
		buf_init(&b, x->a);
		buf_addf(&b, "e%d", before + 1);
		if (numbers[i] > before + 2)
			buf_addf(&b, numbers[i] > before + 3 ? " à e%d" : " et e%d", numbers[i] - 1);
		NOTE(x, &GAP, ((struct diag_at){j->rec.path, 0, 0}), buf_slice(&b),
		     numbers[i] > before + 2 ? SLICE("manquent") : SLICE("manque"));
	}
}

/* The routes of the fundings of dossier.rec, joined like the journal's. */
static struct slice funded_routes(struct examen *x)
{
	struct slice bytes;
	struct rec r;
	struct buf b;
	buf_init(&b, x->a);
	if (depot_read(x->v->depot, x->v->tree, x->v->ref, "dossier.rec", x->a, &bytes) != STATUS_OK ||
	    rec_parse(x->a, bytes, "", NULL, &r, NULL) != STATUS_OK)
		return SLICE("");
	for (size_t i = 0; i < r.nrecords; i++) {
		struct slice route = rec_get(x->a, &r, &r.records[i], "Dispositif");
		if (!rec_is(&r, &r.records[i], "Financement") || !route.n)
			continue;
		buf_addz(&b, b.n ? "+" : "");
		buf_adds(&b, route);
	}
	return buf_slice(&b);
}

static bool all_in(struct slice some, struct slice all)
{
	struct slice one, other;
	while (slice_next(&some, "+", &one)) {
		struct slice rest = all;
		bool found = slice_is(one, "-");
		while (!found && slice_next(&rest, "+", &other))
			found = slice_eq(one, other);
		if (!found)
			return false;
	}
	return true;
}

static void check_routes(struct examen *x, const struct journal *j)
{
	struct etat etat;
	struct diag_at at = {j->rec.path, 0, 0};
	journal_etat(x->a, j, x->k->contexte.regles, x->k->contexte.au, &etat);
	struct slice said = journal_voies(x->a, j, &etat), funded = funded_routes(x), rest = said, one;
	while (slice_next(&rest, "+", &one)) {
		bool known = slice_is(one, "-");
		for (size_t i = 0; i < x->k->voies.n && !known; i++)
			known = slice_eq(x->k->voies.v[i].id, one);
		if (!known)
			NOTE(x, &UNKNOWN_ROUTE, at, one);
	}
	if (funded.n && (!all_in(said, funded) || !all_in(funded, said)))
		NOTE(x, &OTHER_ROUTE, at, said.n ? said : SLICE("aucune"), funded, reference(x));
}

void controle_journal(struct examen *x)
{
	const char *path;
	struct slice bytes;
	struct journal j;
	if (!controle_lit(x, "journal.rec", &path, &bytes))
		return;
	controle_utf8(x, path, bytes);
	if (journal_parse(x->a, x->k->contexte.types, bytes, path, x->reference, &j, x->diag) != STATUS_OK) {
		x->status = status_worst(x->status, STATUS_INVALID);
		return;
	}
	controle_enregistrements(x, &j.rec);
	const struct evenement **answers = ARENA_ARRAY(x->a, const struct evenement *, j.n + 1);
	for (size_t i = 0; i < j.n; i++) {
		check_event(x, &j, &j.v[i]);
		check_answers(x, &j, &j.v[i], answers);
	}
	check_gaps(x, &j);
	if (j.n)
		check_routes(x, &j);
	if (j.n && x->reference.n)
		controle_actes(x, &j);
}
