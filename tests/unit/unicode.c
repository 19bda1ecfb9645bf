/* Widths, composition and matching keys. */
#include "base/unicode.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *text;
	size_t width;
} WIDTH[] = {
	{"vide", "", 0},
	{"ascii", "2026-0001", 9},
	{"accents composés", "référence", 9},
	{"accents décomposés", "re\u0301fe\u0301rence", 9},
	{"trait d'union conditionnel", "éta\u00ADpe", 5},
	{"espaces insécables", "1\u202F600 h\u00A000", 10},
	{"ligature et guillemets", "« cœur » ’", 10},
	{"idéogrammes", "職業", 4},
	{"pleine chasse", "ＡＢ", 4},
	{"drapeau", "\U0001F1EB\U0001F1F7", 2},
	{"deux drapeaux", "\U0001F1EB\U0001F1F7\U0001F1E7\U0001F1EA", 4},
	{"caractère de remplacement", "é\uFFFD", 2},
	{"espace sans chasse", "a\u200Bb", 2},
	{"octet fautif", "caf\xE9", 4},
};

START_TEST(width)
{
	ck_assert_msg(text_width(slice_z(WIDTH[_i].text)) == WIDTH[_i].width, "%s: %zu", WIDTH[_i].name,
	              text_width(slice_z(WIDTH[_i].text)));
}
END_TEST

static const struct {
	const char *name, *text, *composed; /* NULL: the very slice that was given */
} NFC[] = {
	{"vide", "", NULL},
	{"ascii", "Roques", NULL},
	{"déjà composé", "Béatrice Cœur-Noël", NULL},
	{"typographie", "l’été – 1 600 €", NULL},
	{"décomposé", "Be\u0301atrice", "Béatrice"},
	{"majuscule", "E\u0301LE\u0300VE C\u0327A", "ÉLÈVE ÇA"},
	{"deux signes", "o\u0302\u0301", "ố"},
	{"signe isolé", "\u0301a", NULL},
	{"hangul", "\u1112\u1161\u11AB", "한"},
	{"angström", "10 \u212B", "10 Å"},
	{"exclu de la composition", "\u0958", "\u0915\u093C"},
	{"octet fautif", "e\u0301 caf\xE9", NULL},
};

START_TEST(nfc)
{
	struct arena a;
	arena_init(&a);
	struct slice given = slice_z(NFC[_i].text), got = text_nfc(&a, given);
	if (NFC[_i].composed)
		ck_assert_msg(slice_is(got, NFC[_i].composed), "%s: %.*s", NFC[_i].name, (int)got.n, got.p);
	else
		ck_assert_msg(got.p == given.p && got.n == given.n, "%s: copié", NFC[_i].name);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *name, *text, *key, *words;
} FOLD[] = {
	{"vide", "", "", ""},
	{"rien à garder", " '’–«»° ", "", ""},
	{"numéro", "N° dossier", "ndossier", "n dossier"},
	{"numéro en minuscules", "n dossier", "ndossier", "n dossier"},
	{"ordinal pour degré", "Nº dossier", "ndossier", "n dossier"},
	{"signe numéro", "№ dossier", "ndossier", "n dossier"},
	{"parenthèses", "Conseiller(ère)", "conseillerere", "conseiller ere"},
	{"apostrophe droite", "Date d'ouverture", "datedouverture", "date d ouverture"},
	{"apostrophe courbe", "Date d’ouverture", "datedouverture", "date d ouverture"},
	{"lettre apostrophe", "Date dʼouverture", "datedouverture", "date d ouverture"},
	{"capitales", "DE LA TOUR", "delatour", "de la tour"},
	{"espaces et tiret", "  de  la-Tour ", "delatour", "de la tour"},
	{"ligatures", "CŒUR œuf Æquo æ", "coeuroeufaequoae", "coeur oeuf aequo ae"},
	{"eszett", "Strauß STRAUẞ", "straussstrauss", "strauss strauss"},
	{"composé", "Éléonore Noël", "eleonorenoel", "eleonore noel"},
	{"décomposé", "E\u0301le\u0301onore Noe\u0308l", "eleonorenoel", "eleonore noel"},
	{"cédille", "Ça FRANÇOIS", "cafrancois", "ca francois"},
	{"lettres barrées", "Łukasz Sørensen", "lukaszsorensen", "lukasz sorensen"},
	{"exposants", "1ᵉʳ m²", "1erm2", "1er m2"},
	{"trait d'union conditionnel", "comp\u00ADé\u00ADtence", "competence", "competence"},
	{"marques de sens", "\u200EBéa\u202C", "bea", "bea"},
	{"contrôles", "a\tb\x1B[31mc", "ab31mc", "a b 31mc"},
	{"insécable", "Mme\u00A0Roques", "mmeroques", "mme roques"},
	{"grec", "Σοφία", "σοφια", "σοφια"},
	{"cyrillique", "Иван Петров", "иванпетров", "иван петров"},
	{"idéogrammes", "職業・能力", "職業能力", "職業 能力"},
	{"octet fautif", "caf\xE9 noir", "cafnoir", "caf noir"},
	{"forme la plus longue", "\uFDFA", "صلىاللهعليهوسلم", "صلى الله عليه وسلم"},
};

START_TEST(fold)
{
	struct arena a;
	arena_init(&a);
	struct slice key = text_fold(&a, slice_z(FOLD[_i].text)), words = text_fold_words(&a, slice_z(FOLD[_i].text));
	ck_assert_msg(slice_is(key, FOLD[_i].key), "%s: « %.*s »", FOLD[_i].name, (int)key.n, key.p);
	ck_assert_msg(slice_is(words, FOLD[_i].words), "%s (mots): « %.*s »", FOLD[_i].name, (int)words.n, words.p);
	arena_release(&a);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

Suite *unicode_suite(void);

Suite *unicode_suite(void)
{
	Suite *s = suite_create("unicode");
	TCase *t = tcase_create("cas");
	tcase_add_loop_test(t, width, 0, COUNT(WIDTH));
	tcase_add_loop_test(t, nfc, 0, COUNT(NFC));
	tcase_add_loop_test(t, fold, 0, COUNT(FOLD));
	suite_add_tcase(s, t);
	return s;
}
