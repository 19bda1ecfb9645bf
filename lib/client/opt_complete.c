#include "client/opt_private.h"

#include <string.h>

/* The references alone of the cases of the store: no name of a person ever shows in a completion. */
#define REFERENCES "bilan-liste --format=tsv -q 2>/dev/null"

bool opt_repeats(const struct opt *o)
{
	return o->kind == OPT_LIST || o->kind == OPT_REPEAT;
}

enum opt_thing opt_thing(struct slice arg)
{
	static const struct {
		const char *head;
		enum opt_thing thing;
	} named[] = {{"FICHIER", OPT_FILE}, {"FILE", OPT_FILE}, {"DIR", OPT_DIR}, {"RÉF", OPT_REF}, {"REF", OPT_REF}};
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (slice_starts(arg, named[i].head))
			return named[i].thing;
	return OPT_THING;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;
	return ab < c ? ab : c;
}

/* How many bytes to change, add or take away between A and B; what was begun and not finished is one away. */
static size_t distance(struct slice a, const char *b)
{
	enum { LONGEST = 40 };
	size_t row[LONGEST + 1], n = strlen(b);
	if (n > LONGEST || a.n > LONGEST)
		return LONGEST;
	if (a.n >= 2 && a.n < n && memcmp(a.p, b, a.n) == 0)
		return 1;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 0; i < a.n; i++) {
		size_t corner = row[0];
		row[0] = i + 1;
		for (size_t j = 0; j < n; j++) {
			size_t changed = corner + (a.p[i] != b[j]);
			corner = row[j + 1];
			row[j + 1] = least(changed, row[j] + 1, corner + 1);
		}
	}
	return row[n];
}

const char *opt_nearest(const struct opt_command *c, struct slice name)
{
	size_t best = name.n <= 3 ? 2 : name.n <= 8 ? 3 : 4; /* nearer than this */
	const char *found = NULL;
	struct opt_walk w = {.c = c};
	for (const struct opt *o; (o = opt_next(&w));) {
		size_t away = o->name ? distance(name, o->name) : best;
		if (away < best) {
			best = away;
			found = o->name;
		}
	}
	return found;
}

/* What the words of a command are, from its forms: bit 1 << OPT_REF, 1 << OPT_FILE, 1 << OPT_DIR. A name in capitals that
 * follows `-o` is the option's, not a word. */
static unsigned words_taken(const struct opt_command *c)
{
	unsigned taken = 0;
	for (const char *const *form = c->forms; form && *form; form++) {
		struct slice rest = slice_z(*form), piece;
		for (bool value = false; slice_next(&rest, " [](){}|", &piece);) {
			if (!value)
				taken |= 1u << opt_thing(piece);
			value = piece.n == 2 && piece.p[0] == '-' && piece.p[1] != '-';
		}
	}
	return taken & ~(1u << OPT_THING);
}

static bool has(unsigned taken, enum opt_thing thing)
{
	return taken >> thing & 1;
}

/* bilan-log as a shell's identifier: bilan_log. */
static void add_identifier(struct buf *out, const struct opt_command *c)
{
	for (const char *p = c->name; *p; p++)
		buf_addc(out, *p == '-' ? '_' : *p);
}

static void add_choices(struct buf *out, const struct opt *o)
{
	const char *const *v = opt_choices(o);
	for (size_t i = 0; v && v[i]; i++)
		buf_addf(out, "%s%s", i ? " " : "", v[i]);
}

/* --nom|--autre|-n: the spellings of O, between SEPARATORs. */
static void add_spellings(struct buf *out, const struct opt *o, const char *separator)
{
	const char *gap = "";
	if (o->name) {
		buf_addf(out, "--%s", o->name);
		gap = separator;
	}
	if (opt_alias(o)) {
		buf_addf(out, "%s--%s", gap, opt_alias(o));
		gap = separator;
	}
	if (o->letter)
		buf_addf(out, "%s-%c", gap, o->letter);
}

/* TEXT inside single quotes; each of the bytes in SPECIAL is preceded by a backslash. fish has \' within quotes, the
 * others have to leave them. */
static void add_quoted(struct buf *out, const char *text, const char *special, const char *quote)
{
	for (; *text; text++) {
		if (*text == '\'') {
			buf_addz(out, quote);
			continue;
		}
		if (strchr(special, *text))
			buf_addc(out, '\\');
		buf_addc(out, *text);
	}
}

/* ---- bash ---- */

/* The letters that take a value, as a set for a pattern, and every spelling whose value may be the next word. */
static void bash_valued(struct buf *letters, struct buf *spellings, const struct opt_command *c)
{
	struct opt_walk w = {.c = c};
	for (const struct opt *o; (o = opt_next(&w));) {
		if (o->kind == OPT_FLAG)
			continue;
		if (o->letter)
			buf_addc(letters, o->letter);
		if (o->optional)
			continue;
		buf_addz(spellings, spellings->n ? "|" : "");
		add_spellings(spellings, o, "|");
	}
}

/* Find the option whose value is at the cursor. Bash cuts words at = unless COMP_WORDBREAKS was changed: both are met. */
static void bash_find(struct buf *out, const struct opt_command *c)
{
	struct buf letters, spellings;
	buf_init(&letters, out->a);
	buf_init(&spellings, out->a);
	bash_valued(&letters, &spellings, c);
	buf_addz(out, "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	              "\t\t[[ ${COMP_WORDS[i]} == -- ]] && dashes=1\n"
	              "\tdone\n"
	              "\tif [[ $dashes ]]; then\n\t\t:\n"
	              "\telif [[ $cur == = && $prev == --* ]]; then\n\t\topt=$prev cur=\n"
	              "\telif [[ $prev == = && ${COMP_WORDS[COMP_CWORD-2]} == --* ]]; then\n"
	              "\t\topt=${COMP_WORDS[COMP_CWORD-2]}\n"
	              "\telif [[ $cur == --*=* ]]; then\n\t\topt=${cur%%=*} head=$opt= cur=${cur#*=}\n");
	if (letters.n)
		buf_addf(out, "\telif [[ $cur == -[%s]?* ]]; then\n\t\topt=${cur:0:2} head=$opt cur=${cur:2}\n", buf_z(&letters));
	if (spellings.n)
		buf_addf(out, "\telse\n\t\tcase $prev in\n\t\t%s) [[ $cur == -?* ]] || opt=$prev ;;\n\t\tesac\n", buf_z(&spellings));
	buf_addz(out, "\tfi\n");
}

static const char *bash_kind(const struct opt *o)
{
	static const char *const by_thing[] = {[OPT_FILE] = "files", [OPT_DIR] = "dirs", [OPT_REF] = "refs"};
	enum opt_thing thing = opt_thing(slice_z(o->arg));
	if (opt_choices(o))
		return o->kind == OPT_LIST ? "list" : "words";
	return thing == OPT_THING ? NULL : by_thing[thing];
}

/* What may stand as the value of each option. */
static void bash_values(struct buf *out, const struct opt_command *c)
{
	struct opt_walk w = {.c = c};
	buf_addz(out, "\tcase $opt in\n\t'') ;;\n");
	for (const struct opt *o; (o = opt_next(&w));) {
		if (o->kind == OPT_FLAG || !bash_kind(o))
			continue;
		buf_addc(out, '\t');
		add_spellings(out, o, "|");
		buf_addf(out, ") kind=%s words='", bash_kind(o));
		add_choices(out, o);
		buf_addz(out, "' ;;\n");
	}
	buf_addz(out, "\t*) return ;;\n\tesac\n");
}

static void bash_options(struct buf *out, const struct opt_command *c)
{
	struct opt_walk w = {.c = c};
	buf_addz(out, "\tif [[ ! $opt && ! $dashes && $cur == -* ]]; then\n\t\tkind=options words='");
	const char *gap = "";
	for (const struct opt *o; (o = opt_next(&w)); gap = " ") {
		bool ends_in_equal = o->kind != OPT_FLAG && !o->optional;
		if (o->name)
			buf_addf(out, "%s--%s%s", gap, o->name, ends_in_equal ? "=" : "");
		if (opt_alias(o))
			buf_addf(out, " --%s", opt_alias(o));
		if (o->letter)
			buf_addf(out, "%s-%c", o->name ? " " : gap, o->letter);
	}
	buf_addz(out, "'\n\tfi\n");
}

static const char BASH_REPLY[] =
	"\tcase $kind in\n"
	"\toptions|words)\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -P \"$head\" -W \"$words\" -- \"$cur\")\n"
	"\t\t[[ $kind == options && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null\n"
	"\t\t;;\n"
	"\tlist)\n"
	"\t\t[[ $cur == *,* ]] && head+=${cur%,*}, cur=${cur##*,}\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -P \"$head\" -W \"$words\" -- \"$cur\")\n"
	"\t\tcompopt -o nospace 2>/dev/null\n"
	"\t\t;;\n"
	"\tfiles|dirs)\n"
	"\t\tcompopt -o filenames 2>/dev/null\n"
	"\t\t[[ $kind == dirs ]] && words=-d || words=-f\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -P \"$head\" \"$words\" -- \"$cur\")\n"
	"\t\t;;\n"
	"\trefs)\n"
	"\t\twhile IFS=$'\\t' read -r ref _; do\n"
	"\t\t\t[[ $ref != '#'* && $ref == \"$cur\"* ]] && COMPREPLY+=(\"$head$ref\")\n"
	"\t\tdone < <(" REFERENCES ")\n"
	"\t\t;;\n"
	"\tesac\n"
	"\treturn 0\n"
	"}\n";

void opt_complete_bash(struct buf *out, const struct opt_command *c)
{
	unsigned taken = words_taken(c);
	buf_addf(out, "# %s: complétion pour bash (4 ou plus) ; l'essayer : . <(%s --help=bash)\n_", c->name, c->name);
	add_identifier(out, c);
	buf_addf(out,
	         "()\n{\n"
	         "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	         "\tlocal opt='' head='' words='' dashes='' ref i kind=%s\n\tCOMPREPLY=()\n",
	         has(taken, OPT_REF) ? "refs" : has(taken, OPT_FILE) ? "files" : has(taken, OPT_DIR) ? "dirs" : "");
	bash_find(out, c);
	bash_values(out, c);
	bash_options(out, c);
	buf_addz(out, BASH_REPLY);
	buf_addz(out, "complete -F _");
	add_identifier(out, c);
	buf_addf(out, " %s\n", c->name);
}

/* ---- zsh ---- */

/* What follows the option's name and sentence: `:TYPE:(a b)`, `::FORME:(a b)` when it may be left out. */
static void zsh_value(struct buf *out, const struct opt *o)
{
	static const char *const by_thing[] = {[OPT_FILE] = "_files", [OPT_DIR] = "_files -/", [OPT_REF] = "_bilan_references",
	                                       [OPT_THING] = " "};
	if (o->kind == OPT_FLAG)
		return;
	buf_addz(out, o->optional ? "::" : ":");
	add_quoted(out, o->arg, ":\\[]", "'\\''");
	buf_addc(out, ':');
	if (!opt_choices(o)) {
		buf_addz(out, by_thing[opt_thing(slice_z(o->arg))]);
		return;
	}
	buf_addz(out, o->kind == OPT_LIST ? "_sequence compadd - " : "(");
	add_choices(out, o);
	buf_addz(out, o->kind == OPT_LIST ? "" : ")");
}

static void zsh_spelling(struct buf *out, const struct opt *o, const char *help, const char *name, bool letter)
{
	bool valued = o->kind != OPT_FLAG;
	buf_addz(out, "\t\t'");
	if (opt_repeats(o)) {
		buf_addc(out, '*');
	} else {
		buf_addc(out, '(');
		add_spellings(out, o, " ");
		buf_addc(out, ')');
	}
	buf_addf(out, letter ? "-%s" : "--%s", name);
	if (valued)
		buf_addz(out, letter ? (o->optional ? "-" : "+") : o->optional ? "=-" : "=");
	buf_addc(out, '[');
	add_quoted(out, help, "[]:\\", "'\\''");
	buf_addc(out, ']');
	zsh_value(out, o);
	buf_addz(out, "'\n");
}

static void zsh_words(struct buf *out, unsigned taken)
{
	if (has(taken, OPT_REF))
		buf_addz(out, "\t\t'*:RÉF:_bilan_references'\n");
	else if (has(taken, OPT_FILE))
		buf_addz(out, "\t\t'*:FICHIER:_files'\n");
	else if (has(taken, OPT_DIR))
		buf_addz(out, "\t\t'*:DIR:_files -/'\n");
}

void opt_complete_zsh(struct buf *out, const struct opt_command *c)
{
	buf_addf(out, "#compdef %s\n# %s: complétion pour zsh ; l'essayer : . <(%s --help=zsh)\n", c->name, c->name, c->name);
	buf_addz(out, "(( $+functions[_bilan_references] )) || _bilan_references()\n{\n"
	              "\tlocal -a found\n"
	              "\tfound=(${${(f)\"$(" REFERENCES " | cut -f1)\"}:#\\#*})\n"
	              "\tcompadd -a found\n}\n");
	buf_addf(out, "_%s()\n{\n\tlocal -a specs\n\tspecs=(\n", c->name);
	struct opt_walk w = {.c = c};
	for (const struct opt *o; (o = opt_next(&w));) {
		const char letter[] = {o->letter, '\0'}, *help = w.help ? w.help : "";
		if (o->letter)
			zsh_spelling(out, o, help, letter, true);
		if (o->name)
			zsh_spelling(out, o, help, o->name, false);
		if (opt_alias(o))
			zsh_spelling(out, o, help, opt_alias(o), false);
	}
	zsh_words(out, words_taken(c));
	buf_addf(out, "\t)\n\t_arguments -s -S $specs\n}\n"
	              "if [[ $funcstack[1] == _%s ]]; then\n\t_%s \"$@\"\nelse\n\tcompdef _%s %s\nfi\n",
	         c->name, c->name, c->name, c->name);
}

/* ---- fish ---- */

static void fish_value(struct buf *out, const struct opt *o)
{
	static const char *const by_thing[] = {[OPT_THING] = " -x", [OPT_FILE] = " -r -F",
	                                       [OPT_DIR] = " -x -a '(__fish_complete_directories (commandline -ct | "
	                                                   "string replace -r \"^--[^=]*=\" \"\"))'",
	                                       [OPT_REF] = " -x -a '(" REFERENCES " | cut -f1 | string match -v \"#*\")'"};
	if (o->kind == OPT_FLAG)
		return;
	if (!opt_choices(o)) {
		buf_addz(out, o->optional ? " -f" : by_thing[opt_thing(slice_z(o->arg))]);
		return;
	}
	buf_addz(out, o->optional ? " -f -a '" : " -x -a '");
	buf_addz(out, o->kind == OPT_LIST ? "(__fish_append , " : "");
	add_choices(out, o);
	buf_addz(out, o->kind == OPT_LIST ? ")'" : "'");
}

static void fish_option(struct buf *out, const struct opt_command *c, const struct opt *o, const char *help,
                        const char *name)
{
	buf_addf(out, "complete -c %s", c->name);
	if (o->letter)
		buf_addf(out, " -s %c", o->letter);
	if (name)
		buf_addf(out, " -l %s", name);
	fish_value(out, o);
	buf_addz(out, " -d '");
	add_quoted(out, help, "\\", "\\'");
	buf_addz(out, "'\n");
}

void opt_complete_fish(struct buf *out, const struct opt_command *c)
{
	unsigned taken = words_taken(c);
	buf_addf(out, "# %s: complétion pour fish ; l'essayer : %s --help=fish | source\n", c->name, c->name);
	if (has(taken, OPT_REF))
		buf_addf(out, "complete -c %s -f -a '(" REFERENCES " | cut -f1 | string match -v \"#*\")' -d 'dossier'\n", c->name);
	else if (!has(taken, OPT_FILE) && !has(taken, OPT_DIR))
		buf_addf(out, "complete -c %s -f\n", c->name);
	struct opt_walk w = {.c = c};
	for (const struct opt *o; (o = opt_next(&w));) {
		fish_option(out, c, o, w.help ? w.help : "", o->name);
		if (opt_alias(o))
			fish_option(out, c, o, w.help ? w.help : "", opt_alias(o));
	}
}
