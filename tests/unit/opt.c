#include "client/opt_private.h"

#include <check.h>
#include <string.h>

#ifndef BILAN_VERSION
#define BILAN_VERSION "0.1.0"
#endif

struct essai {
	struct opt_common common;
	const char *type, *lieu, *note, *mode;
	bool lieu_donne, jour_donne, etat_donne, force;
	struct opt_list etat, suite;
	jour_t le, jour;
	struct periode periode;
	int debut, duree, n;
	enum emit_format sortie;
};

#define FIELD(member) .offset = offsetof(struct essai, member)
#define GIVEN(member) .given = offsetof(struct essai, member)

static const char *const TYPES[] = {"seance", "travail", "enquete", NULL};
static const char *const ETATS[] = {"prospect", "en-cours", "clos", NULL};

static const struct opt RECORD[] = {
	{.letter = 'a', .kind = OPT_CHOICE, .arg = "TYPE", .choices = TYPES, FIELD(type), .help = "Enregistrer un événement"},
	{.name = "le", .kind = OPT_JOUR, .arg = "DATE", FIELD(le), .help = "Le jour de l'événement : aujourd'hui sinon"},
	{.name = "debut", .kind = OPT_HEURE, .arg = "HH:MM", FIELD(debut), .help = "L'heure, ou la durée seule"},
	{.name = "duree", .kind = OPT_DUREE, .arg = "1h30", FIELD(duree)},
	{.name = "lieu", .kind = OPT_TEXT, .arg = "LIEU", FIELD(lieu), GIVEN(lieu_donne),
	 .help = ".Le lieu « exact » \\ [fixe]"},
	{.name = "mode", .letter = 'm', .kind = OPT_TEXT, .arg = "MODE", FIELD(mode), .help = "Le mode"},
	{.name = "suite", .kind = OPT_REPEAT, .arg = "ID", FIELD(suite), .help = "Répondre à cet événement"},
	{.name = "note", .kind = OPT_TEXT, .arg = "FICHIER|-", FIELD(note), .help = "Lire une note"},
	{.name = "jour", .kind = OPT_JOUR, .optional = true, .arg = "DATE", FIELD(jour), GIVEN(jour_donne),
	 .help = "La journée"},
};

static const struct opt CHOOSE[] = {
	{.name = "etat", .kind = OPT_LIST, .arg = "ÉTAT,…", .choices = ETATS, FIELD(etat), GIVEN(etat_donne),
	 .help = "Ces états"},
	{.name = "periode", .kind = OPT_PERIODE, .arg = "DU..AU", FIELD(periode), .help = "Cette période"},
	{.name = "force", .letter = 'f', .kind = OPT_FLAG, FIELD(force), .help = "Passer outre"},
	{.letter = 'n', .kind = OPT_NUMBER, .arg = "N", FIELD(n), .help = "Ce nombre"},
};

static const struct opt_group GROUPS[] = {{"Enregistrer", RECORD, sizeof RECORD / sizeof *RECORD},
                                          {"Choisir", CHOOSE, sizeof CHOOSE / sizeof *CHOOSE}};
static const char *const FORMS[] = {"-a TYPE RÉF… [--note=FICHIER|-]", "[RÉF…|-]", NULL};
static const struct opt_example EXAMPLES[] = {{"essai -a seance 2026-0001", "une séance"},
                                              {"essai --etat=clos", "les clos"}};

static const struct opt_command ESSAI = {
	.name = "bilan-essai", .purpose = "Éprouver les options", .forms = FORMS, .groups = GROUPS, .ngroups = 2,
	.examples = EXAMPLES, .nexamples = 2, .see = "man bilan", .uses = OPT_USES_DEPOT | OPT_USES_LISTING};

/* bilan-nu has no option of its own; bilan-propre has a format that hides the common one. */
static const struct opt_command NU = {.name = "bilan-nu", .purpose = "Ne rien faire."};
static const struct opt OWN[] = {
	{.name = "format", .kind = OPT_CHOICE, .arg = "F", .choices = TYPES, FIELD(mode), .help = "Une sorte à soi"}};
static const struct opt_group OWN_GROUP[] = {{"Sortie", OWN, 1}};
static const struct opt_command PROPRE = {
	.name = "bilan-propre", .purpose = "Écrire autrement", .groups = OWN_GROUP, .ngroups = 1, .uses = OPT_USES_LISTING};

/* One parsing: its result, its fields, and what it says or shows. */
struct run {
	struct arena a;
	struct buf out;
	struct diag d;
	struct essai into;
	struct opt_words words;
	enum opt_result result;
};

/* LINE is cut at each | ; an empty piece is an empty argument. */
static void run(struct run *r, const struct opt_command *c, const char *line)
{
	char *argv[24];
	int argc = 1;
	struct slice rest = slice_z(line), piece;
	*r = (struct run){.into = {.common.au = JOUR_NONE, .le = JOUR_NONE, .jour = JOUR_NONE, .debut = -1, .duree = -1}};
	arena_init(&r->a);
	buf_init(&r->out, &r->a);
	diag_init(&r->d, &r->a, c->name);
	argv[0] = slice_dup(&r->a, slice_z(c->name));
	while (slice_next(&rest, "|", &piece) && argc < 24)
		argv[argc++] = slice_dup(&r->a, piece);
	r->result = opt_parse(&r->a, c, argc, argv, &r->into, &r->words, &r->out, &r->d);
}

static void add_list(struct buf *b, const char *name, size_t n, const char *const *v)
{
	if (n)
		buf_addf(b, "%s=", name);
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s%s", v[i], i + 1 < n ? "+" : " ");
}

static void add_text(struct buf *b, const char *name, const char *value)
{
	if (value)
		buf_addf(b, "%s=%s ", name, value);
}

static void add_number(struct buf *b, const char *name, int value, int none)
{
	if (value != none)
		buf_addf(b, "%s=%d ", name, value);
}

static void add_jour(struct buf *b, const char *name, jour_t d)
{
	if (d == JOUR_NONE)
		return;
	buf_addf(b, "%s=", name);
	buf_add_jour(b, d);
	buf_addc(b, ' ');
}

static void add_flag(struct buf *b, const char *name, bool value)
{
	if (value)
		buf_addf(b, "%s ", name);
}

/* All that was filled, in the order of the struct, so that a case sees a field that should not have moved. */
static const char *filled(struct run *r)
{
	const struct essai *e = &r->into;
	struct buf b;
	buf_init(&b, &r->a);
	add_text(&b, "depot", e->common.depot);
	add_jour(&b, "au", e->common.au);
	add_number(&b, "format", (int)e->common.format, EMIT_HUMAN);
	add_number(&b, "jobs", e->common.jobs, 0);
	add_flag(&b, "nul", e->common.nul);
	add_flag(&b, "quiet", e->common.quiet);
	add_flag(&b, "no_colour", e->common.no_colour);
	add_flag(&b, "code_retour", e->common.code_retour);
	add_text(&b, "type", e->type);
	add_text(&b, "lieu", e->lieu);
	add_text(&b, "note", e->note);
	add_text(&b, "mode", e->mode);
	add_flag(&b, "lieu_donne", e->lieu_donne);
	add_flag(&b, "jour_donne", e->jour_donne);
	add_flag(&b, "etat_donne", e->etat_donne);
	add_flag(&b, "force", e->force);
	add_list(&b, "etat", e->etat.n, e->etat.v);
	add_list(&b, "suite", e->suite.n, e->suite.v);
	add_jour(&b, "le", e->le);
	add_jour(&b, "jour", e->jour);
	if (e->periode.from || e->periode.to) {
		add_jour(&b, "du", e->periode.from);
		add_jour(&b, "au", e->periode.to);
	}
	add_number(&b, "debut", e->debut, -1);
	add_number(&b, "duree", e->duree, -1);
	add_number(&b, "n", e->n, 0);
	add_list(&b, "mots", r->words.n, r->words.v);
	return buf_z(&b);
}

static const struct {
	const char *line, *filled;
} GOOD[] = {
	{"", ""},
	{"--le=2026-03-02", "le=2026-03-02 "},
	{"--le|02/03/2026", "le=2026-03-02 "},
	{"-a|seance", "type=seance "},
	{"-aseance", "type=seance "},
	{"-a||2026-0001", "type= mots=2026-0001 "},
	{"-qz|--format=tsv", "format=1 nul quiet "},
	{"-fqn4", "quiet force n=4 "},
	{"-qaenquete|x", "quiet type=enquete mots=x "},
	{"-mà l'accueil", "mode=à l'accueil "},
	{"-m|\xE9t\xE9", "mode=\xE9t\xE9 "},
	{"--mode=é=è", "mode=é=è "},
	{"--lieu=", "lieu= lieu_donne "},
	{"--lieu||é", "lieu= lieu_donne mots=é "},
	{"--lieu= Hôtel d'Assézat ", "lieu= Hôtel d'Assézat  lieu_donne "},
	{"--etat=clos", "etat_donne etat=clos "},
	{"--etat=clos, en-cours,|--etat|prospect", "etat_donne etat=clos+en-cours+prospect "},
	{"--etat=", "etat_donne "},
	{"--suite=e1|--suite|e2,é", "suite=e1+e2,é "},
	{"--jour", "jour_donne "},
	{"--jour|2026-03-02", "jour_donne mots=2026-03-02 "},
	{"--jour=02/03/2026", "jour_donne jour=2026-03-02 "},
	{"--periode=2026-02", "du=2026-02-01 au=2026-02-28 "},
	{"--periode=2026-02-10..", "du=2026-02-10 "},
	{"--debut=13h30|--duree=1h30", "debut=810 duree=90 "},
	{"--debut=00:00", "debut=0 "},
	{"--duree=1 h 30", "duree=90 "},
	{"-n|007", "n=7 "},
	{"2026-0001|-f|2026-0002|--mode|visio|é", "mode=visio force mots=2026-0001+2026-0002+é "},
	{"-|-f", "force mots=- "},
	{"--note|-|2026-0001", "note=- mots=2026-0001 "},
	{"--note=notes d'été.txt", "note=notes d'été.txt "},
	{"-f|--|-a|--le=x|--|é", "force mots=-a+--le=x+--+é "},
	{"--", ""},
	{"|x", "mots=+x "},
	{"--depot=/srv/dépôt|--au=02/03/2026|-j8|--silencieux|--sans-couleur|--code-retour",
	 "depot=/srv/dépôt au=2026-03-02 jobs=8 quiet no_colour code_retour "},
	{"--format|csv-excel", "format=3 "},
	{"--format=json|--jobs=2", "format=5 jobs=2 "},
};

START_TEST(good_lines)
{
	struct run r;
	run(&r, &ESSAI, GOOD[_i].line);
	struct buf said;
	buf_init(&said, &r.a);
	diag_lines(&said, &r.d, DIAG_REMARQUE);
	ck_assert_msg(r.result == OPT_GO, "%s: result %d, %s", GOOD[_i].line, r.result, buf_z(&said));
	ck_assert_msg(said.n == 0, "%s: says %s", GOOD[_i].line, buf_z(&said));
	ck_assert_msg(strcmp(filled(&r), GOOD[_i].filled) == 0, "%s: got “%s”, not “%s”", GOOD[_i].line, filled(&r),
	              GOOD[_i].filled);
	arena_release(&r.a);
}
END_TEST

static const struct {
	const char *line, *said; /* after `bilan-essai: erreur: ` */
} BAD[] = {
	{"--eta=clos", "option-inconnue: « --eta » n'est pas une option de bilan-essai ; la plus proche est --etat "
	               "(toutes : bilan-essai --aide)"},
	{"--état=clos", "option-inconnue: « --état » n'est pas une option de bilan-essai ; la plus proche est --etat "
	                "(toutes : bilan-essai --aide)"},
	{"--fromat=tsv", "option-inconnue: « --fromat » n'est pas une option de bilan-essai ; la plus proche est --format "
	                 "(toutes : bilan-essai --aide)"},
	{"--sil", "option-inconnue: « --sil » n'est pas une option de bilan-essai ; la plus proche est --silencieux "
	          "(toutes : bilan-essai --aide)"},
	{"-format=tsv", "option-inconnue: « -format » n'est pas une option de bilan-essai ; la plus proche est --format "
	                "(toutes : bilan-essai --aide)"},
	{"-depot=x", "option-inconnue: « -depot » n'est pas une option de bilan-essai ; la plus proche est --depot "
	             "(toutes : bilan-essai --aide)"},
	{"--bienveillance", "option-inconnue: « --bienveillance » n'est pas une option de bilan-essai ; les voir toutes : "
	                    "bilan-essai --aide"},
	{"-é", "option-inconnue: « -é » n'est pas une option de bilan-essai ; les voir toutes : bilan-essai --aide"},
	{"-qé", "option-inconnue: « -é » n'est pas une option de bilan-essai ; les voir toutes : bilan-essai --aide"},
	{"-\xE9",
	 "option-inconnue: « -\xEF\xBF\xBD » n'est pas une option de bilan-essai ; les voir toutes : bilan-essai --aide"},
	{"-\x1B[31m", "option-inconnue: « -\xEF\xBF\xBD » n'est pas une option de bilan-essai ; les voir toutes : "
	              "bilan-essai --aide"},
	{"-X", "option-inconnue: « -X » n'est pas une option de bilan-essai ; les voir toutes : bilan-essai --aide"},
	{"--mode", "valeur-manquante: --mode attend une valeur ; écrire --mode=MODE"},
	{"-a", "valeur-manquante: -a attend une valeur ; écrire -a TYPE"},
	{"--lieu|--mode=visio", "valeur-manquante: --lieu attend une valeur ; écrire --lieu=LIEU"},
	{"--lieu|--|x", "valeur-manquante: --lieu attend une valeur ; écrire --lieu=LIEU"},
	{"--force=oui", "valeur-en-trop: --force ne prend pas de valeur ; écrire --force sans « =oui »"},
	{"--le=", "valeur-vide: --le a une valeur vide ; écrire --le=DATE, ou retirer l'option"},
	{"--depot=", "valeur-vide: --depot a une valeur vide ; écrire --depot=DIR, ou retirer l'option"},
	{"-n||é", "valeur-vide: -n a une valeur vide ; écrire -n N, ou retirer l'option"},
	{"--suite=", "valeur-vide: --suite a une valeur vide ; écrire --suite=ID, ou retirer l'option"},
	{"-aséance", "valeur-inconnue: « séance » n'est pas une valeur de -a ; choisir parmi seance, travail ou enquete"},
	{"--etat=clos,terminé", "valeur-inconnue: « terminé » n'est pas une valeur de --etat ; choisir parmi prospect, en-cours "
	                        "ou clos"},
	{"--format=xml",
	 "valeur-inconnue: « xml » n'est pas une valeur de --format ; choisir parmi tsv, csv, csv-excel, jsonl ou "
	                 "json"},
	{"--aide=man", "valeur-inconnue: « man » n'est pas une valeur de --aide ; choisir parmi mdoc, bash, zsh ou fish"},
	{"--le=31/02/2026", "date-impossible: « 31/02/2026 » n'est pas une date ; écrire --le=2026-02-28 ou 28/02/2026"},
	{"--le|2027-04-31", "date-impossible: « 2027-04-31 » n'est pas une date ; écrire --le=2027-04-30 ou 30/04/2027"},
	{"--le=29.02.2027", "date-impossible: « 29.02.2027 » n'est pas une date ; écrire --le=2027-02-28 ou 28/02/2027"},
	{"--au=29.02.2028x", "date-impossible: « 29.02.2028x » n'est pas une date ; écrire AAAA-MM-JJ ou JJ/MM/AAAA : "
	                     "--au=2026-03-02 ou 02/03/2026"},
	{"--le=31/13/2026", "date-impossible: « 31/13/2026 » n'est pas une date ; écrire AAAA-MM-JJ ou JJ/MM/AAAA : "
	                    "--le=2026-03-02 ou 02/03/2026"},
	{"--le=demain à midi", "date-impossible: « demain à midi » n'est pas une date ; écrire AAAA-MM-JJ ou JJ/MM/AAAA : "
	                       "--le=2026-03-02 ou 02/03/2026"},
	{"--periode=été",
	 "periode-illisible: « été » n'est pas une période ; écrire --periode=2026-01-01..2026-03-31, 2026-03 ou "
	                  "2026"},
	{"--debut=25:00", "heure-impossible: « 25:00 » n'est pas une heure ; écrire --debut=13:30 ou 13h30"},
	{"--duree=90", "duree-sans-unite: « 90 » est une durée sans unité ; écrire --duree=1h30 ou 90min"},
	{"--duree=une journée", "duree-illisible: « une journée » n'est pas une durée ; écrire --duree=1h30 ou 90min"},
	{"-nquatre", "nombre-illisible: « quatre » n'est pas un nombre entier ; écrire -n 12, en chiffres seuls"},
	{"-j-1", "nombre-illisible: « -1 » n'est pas un nombre entier ; écrire -j 12, en chiffres seuls"},
	{"--le=2026-03-02|--le=2026-03-03", "option-repetee: --le est donné deux fois ; n'en garder qu'un"},
	{"-q|--silencieux", "option-repetee: --silencieux est donné deux fois ; n'en garder qu'un"},
	{"--note=-|-", "entree-repetee: « - » est donné deux fois, et l'entrée standard ne se lit qu'une fois ; "
	               "remplacer l'un par un fichier"},
	{"-z", "nul-sans-tsv: -z ne vaut qu'avec --format=tsv ; ajouter --format=tsv (et nul autre format) ou retirer -z"},
	{"--format=csv|--nul",
	 "nul-sans-tsv: -z ne vaut qu'avec --format=tsv ; ajouter --format=tsv (et nul autre format) ou retirer -z"},
};

START_TEST(bad_lines)
{
	struct run r;
	run(&r, &ESSAI, BAD[_i].line);
	struct buf said, due;
	buf_init(&said, &r.a);
	buf_init(&due, &r.a);
	diag_lines(&said, &r.d, DIAG_REMARQUE);
	buf_addf(&due, "bilan-essai: erreur: %s\n", BAD[_i].said);
	ck_assert_msg(r.result == OPT_WRONG, "%s: result %d", BAD[_i].line, r.result);
	ck_assert_msg(strcmp(buf_z(&said), buf_z(&due)) == 0, "%s: says\n%snot\n%s", BAD[_i].line, buf_z(&said), buf_z(&due));
	ck_assert_msg(r.out.n == 0, "%s: shows %s", BAD[_i].line, buf_z(&r.out));
	arena_release(&r.a);
}
END_TEST

static const struct {
	const char *name;
	const struct opt_command *c;
	const char *line, *shown; /* SHOWN: exactly, or when it ends in … the beginning, or a part after a first … */
} ANSWERS[] = {
	{"version", &ESSAI, "--version|--le=faux", "bilan-essai " BILAN_VERSION "\n"},
	{"help of nothing", &NU, "--aide",
	 "Ne rien faire.\n\nOptions communes\n"
	 "      --au=DATE               Répondre comme à cette date (sinon aujourd'hui)\n"
	 "  -q, --silencieux            Taire les remarques et l'avancement\n"
	 "      --sans-couleur          Écrire sans couleur\n"
	 "      --help[=FORME], --aide  Afficher cette aide (bash, zsh, fish\u00A0: la\n"
	 "                              complétion)\n"
	 "      --version               Afficher la version\n"},
	{"purpose and forms", &ESSAI, "--help",
	 "Éprouver les options.\n\n  bilan-essai -a TYPE RÉF… [--note=FICHIER|-]\n  bilan-essai [RÉF…|-]\n\nEnregistrer\n…"},
	{"shared sentence", &ESSAI, "--help",
	 "…\n      --debut=HH:MM, --duree=1h30\n                              L'heure, ou la…"},
	{"typography", &ESSAI, "--help", "….Le lieu «\u00A0exact\u00A0» \\ [fixe]\n…"},
	{"no-break colon", &ESSAI, "--help", "…Le jour de l'événement\u00A0: aujourd'hui sinon\n…"},
	{"accents are one column", &ESSAI, "--help", "…\n      --etat=ÉTAT,…           Ces états\n…"},
	{"examples", &ESSAI, "--help",
	 "…\nExemples\n  essai -a seance 2026-0001  une séance\n  essai --etat=clos          les clos\n…"},
	{"where to read more", &ESSAI, "--help", "…\nPour en savoir plus\u00A0: man bilan.\n"},
	{"mdoc group", &ESSAI, "--help=mdoc",
	 ".Ss Enregistrer\n.Bl -tag -width Ds\n.It Fl a Ar TYPE\nEnregistrer un événement.\nValeurs\u00A0: seance, travail, "
	 "enquete.\n.It Fl -le Ns = Ns Ar DATE\n…"},
	{"mdoc shared", &ESSAI, "--help=mdoc", "….It Fl -debut Ns = Ns Ar HH:MM , Fl -duree Ns = Ns Ar 1h30\nL'heure…"},
	{"mdoc escapes", &ESSAI, "--help=mdoc", "…\n\\&.Le lieu «\u00A0exact\u00A0» \\e [fixe].\n…"},
	{"mdoc letter and name", &ESSAI, "--help=mdoc", "….It Fl m , Fl -mode Ns = Ns Ar MODE\n…"},
	{"mdoc optional", &ESSAI, "--help=mdoc", "….It Fl -jour Ns Oo = Ns Ar DATE Oc\n…"},
	{"mdoc choices told", &ESSAI, "--help=mdoc", "…au lieu d'un tableau.\n.It Fl z , Fl -nul\n…"},
	{"mdoc end", &ESSAI, "--help=mdoc", "….It Fl -version\nAfficher la version.\n.El\n"},
	{"bash choices", &ESSAI, "--help=bash", "…\n\t-a) kind=words words='seance travail enquete' ;;\n…"},
	{"bash list", &ESSAI, "--help=bash", "…\n\t--etat) kind=list words='prospect en-cours clos' ;;\n…"},
	{"bash files", &ESSAI, "--help=bash", "…\n\t--note) kind=files words='' ;;\n…"},
	{"bash references", &ESSAI, "--help=bash", "… kind=refs\n…"},
	{"bash end", &ESSAI, "--help=bash", "…\ncomplete -F _bilan_essai bilan-essai\n"},
	{"zsh quotes", &ESSAI, "--help=zsh", "…'(--le)--le=[Le jour de l'\\''événement \\: aujourd'\\''hui sinon]:DATE: '\n…"},
	{"zsh brackets", &ESSAI, "--help=zsh", "…[.Le lieu « exact » \\\\ \\[fixe\\]]:LIEU: '\n…"},
	{"zsh letter", &ESSAI, "--help=zsh", "…\t'(-a)-a+[Enregistrer un événement]:TYPE:(seance travail enquete)'\n…"},
	{"fish quotes", &ESSAI, "--help=fish", "…-l le -x -d 'Le jour de l\\'événement : aujourd\\'hui sinon'\n…"},
	{"fish letter", &ESSAI, "--help=fish", "…\ncomplete -c bilan-essai -s q -l silencieux -d 'Taire…"},
	{"own format", &PROPRE, "--help=bash", "…\n\t--format) kind=words words='seance travail enquete' ;;\n\t--help…"},
};

/* SHOWN as the cases write it: … at an end stands for any text. */
static bool shows(struct slice got, struct slice due)
{
	static const struct slice any = {"…", sizeof "…" - 1};
	bool head = slice_starts(due, any.p), tail = due.n > any.n && memcmp(due.p + due.n - any.n, any.p, any.n) == 0;
	struct slice middle = {due.p + (head ? any.n : 0), due.n - (head ? any.n : 0) - (tail ? any.n : 0)};
	if (got.n < middle.n)
		return false;
	if (!head)
		return tail ? memcmp(got.p, middle.p, middle.n) == 0 : slice_eq(got, middle);
	return tail ? memmem(got.p, got.n, middle.p, middle.n) != NULL
	            : memcmp(got.p + got.n - middle.n, middle.p, middle.n) == 0;
}

START_TEST(answers)
{
	struct run r;
	run(&r, ANSWERS[_i].c, ANSWERS[_i].line);
	ck_assert_msg(r.result == OPT_SHOWN, "%s: result %d", ANSWERS[_i].name, r.result);
	ck_assert_msg(shows(buf_slice(&r.out), slice_z(ANSWERS[_i].shown)), "%s: got\n%s\nnot\n%s", ANSWERS[_i].name,
	              buf_z(&r.out), ANSWERS[_i].shown);
	ck_assert_msg(!r.d.first, "%s: says something", ANSWERS[_i].name);
	arena_release(&r.a);
}
END_TEST

/* No line of the help may pass the screen's edge, however narrow the sentence's column. */
START_TEST(help_fits)
{
	struct run r;
	run(&r, &ESSAI, "--help");
	struct slice rest = buf_slice(&r.out), line;
	size_t lines = 0;
	for (; slice_next(&rest, "\n", &line); lines++)
		ck_assert_msg(utf8_count(line.p, line.n) <= 80, "too long: %.*s", (int)line.n, line.p);
	ck_assert_uint_le(lines, 45);
	ck_assert_uint_gt(lines, 20);
	arena_release(&r.a);
}
END_TEST

/* Sixty options: blank lines go, then the sentences of the common ones. */
START_TEST(help_grows_dense)
{
	static const struct {
		size_t n;
		bool blank, common;
	} c[] = {{20, true, true}, {28, false, true}, {38, false, false}};
	struct opt many[60];
	for (size_t i = 0; i < 60; i++)
		many[i] = (struct opt){.name = "été", .kind = OPT_FLAG, .help = "Une option parmi d'autres"};
	for (size_t i = 0; i < 3; i++) {
		const struct opt_group group = {"Nombreuses", many, c[i].n};
		const struct opt_command dense = {.name = "bilan-dense", .purpose = "Tenir", .groups = &group, .ngroups = 1,
		                                  .uses = OPT_USES_DEPOT | OPT_USES_LISTING};
		struct run r;
		run(&r, &dense, "--help");
		const char *shown = buf_z(&r.out);
		ck_assert_msg((strstr(shown, "\n\n") != NULL) == c[i].blank, "%zu options: blank lines\n%s", c[i].n, shown);
		ck_assert_msg((strstr(shown, "Afficher la version") != NULL) == c[i].common, "%zu options:\n%s", c[i].n, shown);
		ck_assert_msg(strstr(shown, "--version") != NULL, "%zu options: no --version", c[i].n);
		arena_release(&r.a);
	}
}
END_TEST

/* The names offered are those that emit knows. */
START_TEST(formats_are_known)
{
	struct opt_walk w = {.c = &ESSAI};
	const struct opt *o = opt_next(&w);
	while (o && o->kind != OPT_FORMAT)
		o = opt_next(&w);
	ck_assert_ptr_nonnull(o);
	size_t n = 0;
	for (enum emit_format f; opt_choices(o)[n]; n++)
		ck_assert_msg(emit_format_named(slice_z(opt_choices(o)[n]), &f), "%s", opt_choices(o)[n]);
	ck_assert_uint_eq(n, 5);
}
END_TEST

/* A command gets the common options that it declares, and its own ones hide them. */
START_TEST(uses)
{
	struct run r;
	run(&r, &NU, "--depot=x");
	ck_assert_int_eq(r.result, OPT_WRONG);
	arena_release(&r.a);
	run(&r, &NU, "--au=2026-03-02|é");
	ck_assert_int_eq(r.result, OPT_GO);
	ck_assert_str_eq(filled(&r), "au=2026-03-02 mots=é ");
	arena_release(&r.a);
	run(&r, &PROPRE, "--format=travail|-z");
	ck_assert_int_eq(r.result, OPT_GO);
	ck_assert_str_eq(filled(&r), "nul mode=travail ");
	arena_release(&r.a);
}
END_TEST

/* A list that the command filled beforehand is its default: what is typed takes its place. */
START_TEST(list_default)
{
	static const char *by_default[] = {"prospect"};
	struct run r;
	run(&r, &ESSAI, "");
	r.into.etat = (struct opt_list){by_default, 1};
	char *argv[] = {NULL, slice_dup(&r.a, slice_z("--etat=clos")), slice_dup(&r.a, slice_z("--etat=en-cours"))};
	ck_assert_int_eq(opt_parse(&r.a, &ESSAI, 1, argv, &r.into, &r.words, &r.out, &r.d), OPT_GO);
	ck_assert_str_eq(filled(&r), "etat=prospect ");
	ck_assert_int_eq(opt_parse(&r.a, &ESSAI, 3, argv, &r.into, &r.words, &r.out, &r.d), OPT_GO);
	ck_assert_str_eq(filled(&r), "etat_donne etat=clos+en-cours ");
	arena_release(&r.a);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

Suite *opt_suite(void);
Suite *opt_suite(void)
{
	Suite *s = suite_create("opt");
	TCase *t = tcase_create("opt");
	tcase_add_loop_test(t, good_lines, 0, COUNT(GOOD));
	tcase_add_loop_test(t, bad_lines, 0, COUNT(BAD));
	tcase_add_loop_test(t, answers, 0, COUNT(ANSWERS));
	tcase_add_test(t, help_fits);
	tcase_add_test(t, help_grows_dense);
	tcase_add_test(t, formats_are_known);
	tcase_add_test(t, uses);
	tcase_add_test(t, list_default);
	suite_add_tcase(s, t);
	return s;
}
