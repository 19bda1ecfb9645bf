#include "client/opt_private.h"

#include <string.h>

#ifndef BILAN_VERSION
#define BILAN_VERSION "0.1.0"
#endif

enum message { UNKNOWN, UNKNOWN_NEAR, MISSING, UNWANTED, EMPTY, CHOICE, DATE, DATE_NEAR, PERIOD, BACKWARDS, TIME, DURATION,
               DURATION_BARE, NUMBER, TWICE, DASH_TWICE, NUL_FORMAT };

/* Two {} in a row after « écrire » are the option as it was typed and what joins it to its value: `--le` `=`, `-a` ` `. */
static const struct diag_msg MESSAGE[] = {
	[UNKNOWN] = {"option-inconnue", DIAG_ERREUR, "« {} » n'est pas une option de {} ; les voir toutes : {} --aide"},
	[UNKNOWN_NEAR] = {"option-inconnue", DIAG_ERREUR,
	                  "« {} » n'est pas une option de {} ; la plus proche est --{} (toutes : {} --aide)"},
	[MISSING] = {"valeur-manquante", DIAG_ERREUR, "{} attend une valeur ; écrire {}{}{}"},
	[UNWANTED] = {"valeur-en-trop", DIAG_ERREUR, "{} ne prend pas de valeur ; écrire {} sans « ={} »"},
	[EMPTY] = {"valeur-vide", DIAG_ERREUR, "{} a une valeur vide ; écrire {}{}{}, ou retirer l'option"},
	[CHOICE] = {"valeur-inconnue", DIAG_ERREUR, "« {} » n'est pas une valeur de {} ; choisir parmi "},
	[DATE] = {"date-impossible", DIAG_ERREUR,
	          "« {} » n'est pas une date ; écrire AAAA-MM-JJ ou JJ/MM/AAAA : {}{}2026-03-02 ou 02/03/2026"},
	[DATE_NEAR] = {"date-impossible", DIAG_ERREUR, "« {} » n'est pas une date ; écrire {}{}{} ou {}"},
	[PERIOD] = {"periode-illisible", DIAG_ERREUR,
	            "« {} » n'est pas une période ; écrire {}{}2026-01-01..2026-03-31, 2026-03 ou 2026"},
	[BACKWARDS] = {"periode-inversee", DIAG_ERREUR, "« {} » finit avant de commencer ; écrire {}{}{}..{}"},
	[TIME] = {"heure-impossible", DIAG_ERREUR, "« {} » n'est pas une heure ; écrire {}{}13:30 ou 13h30"},
	[DURATION] = {"duree-illisible", DIAG_ERREUR, "« {} » n'est pas une durée ; écrire {}{}1h30 ou 90min"},
	[DURATION_BARE] = {"duree-sans-unite", DIAG_ERREUR, "« {} » est une durée sans unité ; écrire {}{}1h30 ou 90min"},
	[NUMBER] = {"nombre-illisible", DIAG_ERREUR, "« {} » n'est pas un nombre entier ; écrire {}{}12, en chiffres seuls"},
	[TWICE] = {"option-repetee", DIAG_ERREUR, "{} est donné deux fois ; n'en garder qu'un"},
	[DASH_TWICE] = {"entree-repetee", DIAG_ERREUR,
	                "« - » est donné deux fois, et l'entrée standard ne se lit qu'une fois ; remplacer l'un par un fichier"},
	[NUL_FORMAT] = {"nul-sans-tsv", DIAG_ERREUR,
	                "-z ne vaut qu'avec --format=tsv ; ajouter --format=tsv (et nul autre format) ou retirer -z"},
};

static const char *const FORMATS[] = {EMIT_FORMAT_NAMES, NULL};
static const char *const SHOWN[] = {"mdoc", "bash", "zsh", "fish", NULL};

#define FIELD(member) .offset = offsetof(struct opt_common, member)

/* The last two rows answer by themselves and fill no field. */
static const struct {
	unsigned uses;
	struct opt opt;
} COMMON[] = {
	{OPT_USES_LISTING, {.name = "format", .kind = OPT_FORMAT, .arg = "F", .choices = FORMATS, FIELD(format),
	                    .help = "Écrire tsv, csv, csv-excel, jsonl ou json, au lieu d'un tableau"}},
	{OPT_USES_LISTING, {.name = "nul", .letter = 'z', .kind = OPT_FLAG, FIELD(nul),
	                    .help = "Avec --format=tsv : finir chaque ligne par un octet nul"}},
	{OPT_USES_LISTING, {.name = "code-retour", .kind = OPT_FLAG, FIELD(code_retour),
	                    .help = "Finir avec le code 1 quand rien ne correspond"}},
	{OPT_USES_LISTING, {.name = "jobs", .letter = 'j', .kind = OPT_NUMBER, .arg = "N", FIELD(jobs),
	                    .help = "Lire N dossiers à la fois"}},
	{OPT_USES_DEPOT, {.name = "depot", .kind = OPT_TEXT, .arg = "DIR", FIELD(depot),
	                  .help = "Travailler dans ce dépôt (sinon celui de BILAN_DEPOT)"}},
	{0, {.name = "au", .kind = OPT_JOUR, .arg = "DATE", FIELD(au),
	     .help = "Répondre comme à cette date (sinon aujourd'hui)"}},
	{0, {.name = "silencieux", .letter = 'q', .kind = OPT_FLAG, FIELD(quiet),
	     .help = "Taire les remarques et l'avancement"}},
	{0, {.name = "sans-couleur", .kind = OPT_FLAG, FIELD(no_colour), .help = "Écrire sans couleur"}},
	{0, {.name = "help", .kind = OPT_CHOICE, .optional = true, .arg = "FORME", .choices = SHOWN,
	     .help = "Afficher cette aide (bash, zsh, fish : la complétion)"}},
	{0, {.name = "version", .kind = OPT_FLAG, .help = "Afficher la version"}},
};

enum { NCOMMON = sizeof COMMON / sizeof *COMMON, VERSION = NCOMMON - 1, HELP = NCOMMON - 2 };

static bool hidden(const struct opt_command *c, const char *name)
{
	for (size_t g = 0; g < c->ngroups; g++)
		for (size_t i = 0; i < c->groups[g].n; i++) {
			const char *own = c->groups[g].opts[i].name;
			if (own && strcmp(own, name) == 0)
				return true;
		}
	return false;
}

const struct opt *opt_next(struct opt_walk *w)
{
	for (; w->group < w->c->ngroups; w->group++, w->row = 0) {
		const struct opt_group *g = &w->c->groups[w->group];
		if (w->row == g->n)
			continue;
		const struct opt *o = &g->opts[w->row++];
		w->rank++;
		w->title = g->title;
		w->help = o->help ? o->help : w->help;
		return o;
	}
	w->common = true;
	w->title = "Options communes";
	while (w->row < NCOMMON) {
		const struct opt *o = &COMMON[w->row].opt;
		bool used = !(COMMON[w->row++].uses & ~w->c->uses);
		w->rank++;
		w->help = o->help;
		if (used && !hidden(w->c, o->name))
			return o;
	}
	return NULL;
}

/* The greatest rank. */
static size_t ranks(const struct opt_command *c)
{
	size_t n = NCOMMON;
	for (size_t g = 0; g < c->ngroups; g++)
		n += c->groups[g].n;
	return n;
}

const char *opt_alias(const struct opt *o)
{
	return o == &COMMON[HELP].opt ? "aide" : NULL;
}

const char *const *opt_choices(const struct opt *o)
{
	return o->choices || o->kind != OPT_FORMAT ? o->choices : FORMATS;
}

/* One parsing. LABEL is the option at hand as it was typed (--le, -a): messages show it. */
struct parse {
	struct arena *a;
	const struct opt_command *c;
	struct diag *d;
	void *into;
	struct opt_words *words;
	struct buf *out;
	char **argv;
	int argc, i;
	bool only_words; /* after -- */
	bool dash;       /* standard input was named */
	bool *seen;      /* by rank */
	const struct opt *o;
	const char *value;
	struct slice label;
	char letter[2];
};

static void *field(const struct parse *p, size_t offset)
{
	return (char *)p->into + offset;
}

#define SAY(p, m, ...) (DIAG((p)->d, &MESSAGE[m], DIAG_NOWHERE, __VA_ARGS__), OPT_WRONG)

static struct slice joint(const struct parse *p)
{
	return p->label.n > 1 && p->label.p[1] == '-' ? SLICE("=") : SLICE(" ");
}

/* SHOWN is the option as typed, NAME what it is compared by. */
static enum opt_result unknown(struct parse *p, struct slice shown, struct slice name)
{
	const char *near = opt_nearest(p->c, name);
	struct slice command = slice_z(p->c->name);
	return near ? SAY(p, UNKNOWN_NEAR, shown, command, slice_z(near), command) : SAY(p, UNKNOWN, shown, command, command);
}

/* A letter that is not ours, whole when it takes several bytes. `-format=tsv` lacks a dash: its name is recognised. */
static enum opt_result unknown_letter(struct parse *p, const char *word, const char *at)
{
	uint32_t code;
	size_t n = utf8_char(at, at + strlen(at), &code);
	struct slice name = {word + 1, strcspn(word + 1, "=")};
	const char *near = name.n > 1 ? opt_nearest(p->c, name) : NULL;
	if (near && (at == word + 1 || slice_is(name, near)))
		return unknown(p, (struct slice){word, name.n + 1}, name);
	struct buf b;
	buf_init(&b, p->a);
	buf_addc(&b, '-');
	buf_add(&b, at, n ? n : 1);
	return unknown(p, buf_slice(&b), SLICE(""));
}

/* VALUE among the option's choices, as the table has it; NULL once the list was shown. */
static const char *chosen(struct parse *p, struct slice value)
{
	const char *const *choices = opt_choices(p->o);
	for (size_t i = 0; choices[i]; i++)
		if (slice_is(value, choices[i]))
			return choices[i];
	/* The list goes into the message itself: an argument of a diag is shortened, and a cut list would hide values. */
	struct buf text;
	buf_init(&text, p->a);
	buf_addz(&text, MESSAGE[CHOICE].text);
	for (size_t i = 0; choices[i]; i++) {
		buf_addz(&text, i == 0 ? "" : choices[i + 1] ? ", " : " ou ");
		buf_addz(&text, choices[i]);
	}
	struct diag_msg *m = arena_alloc(p->a, sizeof *m);
	*m = (struct diag_msg){MESSAGE[CHOICE].code, MESSAGE[CHOICE].level, buf_z(&text)};
	DIAG(p->d, m, DIAG_NOWHERE, value, p->label);
	return NULL;
}

static struct slice shown(struct parse *p, jour_t d, void (*add)(struct buf *, jour_t))
{
	struct buf b;
	buf_init(&b, p->a);
	add(&b, d);
	return buf_slice(&b);
}

/* The last day of the month when the day is beyond it (31/02/2026), else JOUR_NONE. */
static jour_t jour_near(struct slice s)
{
	char copy[10];
	if (s.n < 9 || s.n > sizeof copy)
		return JOUR_NONE;
	memcpy(copy, s.p, s.n);
	char *day = copy[4] == '-' ? copy + s.n - 2 : copy;
	int value;
	if (!slice_number((struct slice){day, 2}, &value) || value < 29 || value > 31)
		return JOUR_NONE;
	jour_t d = JOUR_NONE;
	while (d == JOUR_NONE && --value >= 28) {
		day[0] = (char)('0' + value / 10);
		day[1] = (char)('0' + value % 10);
		d = jour_parse((struct slice){copy, s.n});
	}
	return d;
}

/* Put the value at hand, S without blanks around it, INTO its field. */
typedef enum opt_result store_fn(struct parse *p, struct slice s, void *into);

/* Standard input can be read for one thing only. */
static enum opt_result take_dash(struct parse *p, const char *word)
{
	if (strcmp(word, "-") != 0)
		return OPT_GO;
	if (p->dash)
		return SAY(p, DASH_TWICE, SLICE("-"));
	p->dash = true;
	return OPT_GO;
}

static enum opt_result store_text(struct parse *p, struct slice s, void *into)
{
	(void)s;
	*(const char **)into = p->value;
	return opt_thing(slice_z(p->o->arg)) == OPT_FILE ? take_dash(p, p->value) : OPT_GO;
}

static enum opt_result store_choice(struct parse *p, struct slice s, void *into)
{
	const char *found = s.n ? chosen(p, s) : "";
	if (found)
		*(const char **)into = found;
	return found ? OPT_GO : OPT_WRONG;
}

static void list_add(struct parse *p, struct opt_list *list, const char *value)
{
	list->v = arena_grow(p->a, list->v, sizeof *list->v * list->n, sizeof *list->v * (list->n + 1));
	list->v[list->n++] = value;
}

static enum opt_result store_list(struct parse *p, struct slice s, void *into)
{
	struct slice word;
	while (slice_next(&s, ",", &word)) {
		word = slice_trim(word);
		if (word.n == 0)
			continue;
		const char *found = p->o->choices ? chosen(p, word) : slice_dup(p->a, word);
		if (!found)
			return OPT_WRONG;
		list_add(p, into, found);
	}
	return OPT_GO;
}

static enum opt_result store_repeat(struct parse *p, struct slice s, void *into)
{
	if (s.n)
		list_add(p, into, p->value);
	return OPT_GO;
}

static enum opt_result store_jour(struct parse *p, struct slice s, void *into)
{
	jour_t d = jour_parse(s);
	if (d != JOUR_NONE) {
		*(jour_t *)into = d;
		return OPT_GO;
	}
	jour_t near = jour_near(s);
	if (near == JOUR_NONE)
		return SAY(p, DATE, s, p->label, joint(p));
	return SAY(p, DATE_NEAR, s, p->label, joint(p), shown(p, near, buf_add_jour), shown(p, near, buf_add_jour_barres));
}

static enum opt_result store_periode(struct parse *p, struct slice s, void *into)
{
	struct periode read;
	if (!periode_parse(s, &read))
		return SAY(p, PERIOD, s, p->label, joint(p));
	if (read.from != JOUR_NONE && read.to != JOUR_NONE && read.from > read.to)
		return SAY(p, BACKWARDS, s, p->label, joint(p), shown(p, read.to, buf_add_jour), shown(p, read.from, buf_add_jour));
	*(struct periode *)into = read;
	return OPT_GO;
}

static enum opt_result store_int(struct parse *p, struct slice s, enum message m, int value, void *into)
{
	if (value < 0)
		return SAY(p, m, s, p->label, joint(p));
	*(int *)into = value;
	return OPT_GO;
}

static enum opt_result store_heure(struct parse *p, struct slice s, void *into)
{
	return store_int(p, s, TIME, heure_parse(s), into);
}

static enum opt_result store_duree(struct parse *p, struct slice s, void *into)
{
	int bare;
	return store_int(p, s, slice_number(s, &bare) ? DURATION_BARE : DURATION, duree_parse(s, false), into);
}

static enum opt_result store_number(struct parse *p, struct slice s, void *into)
{
	int read;
	return store_int(p, s, NUMBER, slice_number(s, &read) ? read : -1, into);
}

static enum opt_result store_format(struct parse *p, struct slice s, void *into)
{
	const char *found = chosen(p, s);
	return found && emit_format_named(slice_z(found), into) ? OPT_GO : OPT_WRONG;
}

/* How a kind fills its field; may its value be empty, to say that nothing is to stand there? */
static const struct {
	store_fn *store;
	enum { NEVER, WHEN_GIVEN, ALWAYS } empty;
} KIND[] = {
	[OPT_TEXT] = {store_text, ALWAYS},
	[OPT_CHOICE] = {store_choice, ALWAYS},
	[OPT_LIST] = {store_list, WHEN_GIVEN},
	[OPT_REPEAT] = {store_repeat, WHEN_GIVEN},
	[OPT_JOUR] = {store_jour, NEVER},
	[OPT_PERIODE] = {store_periode, NEVER},
	[OPT_HEURE] = {store_heure, NEVER},
	[OPT_DUREE] = {store_duree, NEVER},
	[OPT_NUMBER] = {store_number, NEVER},
	[OPT_FORMAT] = {store_format, NEVER},
};

/* No file has an empty name: `--depot=$OUBLI` must not fall back on another store. */
static bool may_be_empty(const struct opt *o)
{
	enum opt_thing thing = opt_thing(slice_z(o->arg));
	if (thing == OPT_FILE || thing == OPT_DIR)
		return false;
	return KIND[o->kind].empty == ALWAYS || (KIND[o->kind].empty == WHEN_GIVEN && o->given);
}

static enum opt_result store(struct parse *p)
{
	struct slice s = slice_trim(slice_z(p->value));
	if (s.n == 0 && !may_be_empty(p->o))
		return SAY(p, EMPTY, p->label, p->label, joint(p), slice_z(p->o->arg));
	return KIND[p->o->kind].store(p, s, field(p, p->o->offset));
}

/* --help and --version. */
static enum opt_result answer(struct parse *p)
{
	static void (*const form[])(struct buf *, const struct opt_command *) = {opt_help_mdoc, opt_complete_bash,
	                                                                         opt_complete_zsh, opt_complete_fish};
	if (p->o == &COMMON[VERSION].opt) {
		buf_addf(p->out, "%s %s\n", p->c->name, BILAN_VERSION);
	} else if (!p->value) {
		opt_help(p->out, p->c);
	} else {
		const char *found = chosen(p, slice_z(p->value));
		if (!found)
			return OPT_WRONG;
		for (size_t i = 0; SHOWN[i]; i++)
			if (found == SHOWN[i])
				form[i](p->out, p->c);
	}
	return OPT_SHOWN;
}

/* Is it the first time? A list given by the command as its default makes way for what is typed. */
static bool first_time(struct parse *p, size_t rank)
{
	if (!p->seen)
		p->seen = ARENA_ARRAY(p->a, bool, ranks(p->c) + 1);
	bool first = !p->seen[rank];
	p->seen[rank] = true;
	if (first && opt_repeats(p->o))
		*(struct opt_list *)field(p, p->o->offset) = (struct opt_list){0};
	return first;
}

/* The next word as a value, unless it looks like an option: `--lieu --mode=visio` has lost a value. */
static const char *next_word(struct parse *p)
{
	if (p->i + 1 >= p->argc || (p->argv[p->i + 1][0] == '-' && p->argv[p->i + 1][1]))
		return NULL;
	return p->argv[++p->i];
}

/* The option p->o, with the VALUE tied to it or NULL. */
static enum opt_result take(struct parse *p, size_t rank, const char *value)
{
	const struct opt *o = p->o;
	bool flag = o->kind == OPT_FLAG;
	if (flag && value)
		return SAY(p, UNWANTED, p->label, p->label, slice_z(value));
	p->value = value || flag || o->optional ? value : next_word(p);
	if (!p->value && !flag && !o->optional)
		return SAY(p, MISSING, p->label, p->label, joint(p), slice_z(o->arg));
	if (o == &COMMON[HELP].opt || o == &COMMON[VERSION].opt)
		return answer(p);
	if (!first_time(p, rank) && !opt_repeats(o))
		return SAY(p, TWICE, p->label);
	if (flag)
		*(bool *)field(p, o->offset) = true;
	if (o->given)
		*(bool *)field(p, o->given) = true;
	return p->value ? store(p) : OPT_GO;
}

static enum opt_result parse_long(struct parse *p, const char *word)
{
	struct slice name = {word + 2, strcspn(word + 2, "=")};
	struct opt_walk w = {.c = p->c};
	p->label = (struct slice){word, name.n + 2};
	while ((p->o = opt_next(&w)))
		if ((p->o->name && slice_is(name, p->o->name)) || (opt_alias(p->o) && slice_is(name, opt_alias(p->o))))
			return take(p, w.rank, name.p[name.n] ? name.p + name.n + 1 : NULL);
	return unknown(p, p->label, name);
}

static enum opt_result parse_letters(struct parse *p, const char *word)
{
	for (const char *at = word + 1; *at; at++) {
		struct opt_walk w = {.c = p->c};
		while ((p->o = opt_next(&w)) && p->o->letter != *at)
			;
		if (!p->o)
			return unknown_letter(p, word, at);
		p->letter[0] = '-';
		p->letter[1] = *at;
		p->label = (struct slice){p->letter, 2};
		bool flag = p->o->kind == OPT_FLAG;
		enum opt_result r = take(p, w.rank, flag || !at[1] ? NULL : at + 1);
		if (r != OPT_GO || !flag)
			return r;
	}
	return OPT_GO;
}

static enum opt_result parse_word(struct parse *p, const char *word)
{
	if (!p->only_words && strcmp(word, "--") == 0) {
		p->only_words = true;
		return OPT_GO;
	}
	if (!p->only_words && word[0] == '-' && word[1])
		return word[1] == '-' ? parse_long(p, word) : parse_letters(p, word);
	if (!p->words->v)
		p->words->v = ARENA_ARRAY(p->a, const char *, p->argc);
	p->words->v[p->words->n++] = word;
	return take_dash(p, word);
}

enum opt_result opt_parse(struct arena *a, const struct opt_command *c, int argc, char **argv, void *into,
                          struct opt_words *words, struct buf *out, struct diag *d)
{
	struct parse p = {.a = a, .c = c, .d = d, .into = into, .words = words, .out = out, .argv = argv, .argc = argc};
	const struct opt_common *common = into;
	*words = (struct opt_words){0};
	for (p.i = 1; p.i < argc; p.i++) {
		enum opt_result r = parse_word(&p, argv[p.i]);
		if (r != OPT_GO)
			return r;
	}
	if (common->nul && common->format != EMIT_TSV && !hidden(c, "format"))
		return SAY(&p, NUL_FORMAT, SLICE(""));
	return OPT_GO;
}
