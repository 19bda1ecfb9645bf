/* The road of documents: French spaces, what a stylesheet may not do, the two printers. */
#include "format/page.h"

#include <check.h>
#include <errno.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define NB "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static const struct {
	const char *from, *to;
} TYPO[] = {
	{"le 26 mars 2026, 22 rencontres", "le 26" NB "mars 2026, 22" NB "rencontres"},
	{"en 2025, 3 À faire", "en 2025, 3 À faire"},
	{"", ""},
	{"Oui ; non : peut-être ! où ? 5 % ou 3 €", "Oui" THIN "; non" NB ": peut-être" THIN "! où" THIN "? 5" NB "% ou 3" NB "€"},
	{"« évoluer »", "«" NB "évoluer" NB "»"},
	{" : en tête", NB ": en tête"},
	{"« ", "«" NB},
	{"l'été, aujourd'hui, d'Évry", "l’été, aujourd’hui, d’Évry"},
	{"'cité' 10'5 l' 'été ''", "'cité' 10'5" NB "l' 'été ''"},
	{"https://a.fr:80/?q;r 14:30 a;b", "https://a.fr:80/?q;r 14:30" NB "a;b"},
	{"déjà" THIN "; là" NB ": ici", "déjà" THIN "; là" NB ": ici"},
	{"a  ; b  c «  d   »", "a" THIN "; b  c «" NB "d" NB "»"},
	{"\xFF ; \xC3", "\xFF" THIN "; \xC3"},
};

START_TEST(typo)
{
	struct arena a;
	struct buf b;
	arena_init(&a);
	buf_init(&b, &a);
	page_typo_texte(&b, slice_z(TYPO[_i].from));
	ck_assert_msg(slice_is(buf_slice(&b), TYPO[_i].to), "« %s » : « %s »", TYPO[_i].from, buf_z(&b));
	arena_release(&a);
}
END_TEST

/* Stylesheets by name; the first one is asked for. */
struct sheets {
	const char *main, *commun;
};

static enum status look_up(void *ctx, struct arena *a, const char *name, struct slice *bytes, const char **path)
{
	const struct sheets *s = ctx;
	const char *text = strcmp(name, "essai.xsl") == 0 ? s->main : strcmp(name, "commun.xsl") == 0 ? s->commun : NULL;
	struct buf b;
	buf_init(&b, a);
	buf_addf(&b, "modeles/%s", name);
	*path = buf_z(&b);
	*bytes = slice_z(text);
	errno = EISDIR;
	return text ? STATUS_OK : strcmp(name, "dossier.xsl") == 0 ? STATUS_IO : STATUS_ABSENT;
}

static xmlDocPtr facts(const char *xml)
{
	xmlDocPtr doc = xmlReadMemory(xml, (int)strlen(xml), "faits", NULL, XML_PARSE_NONET);
	ck_assert_ptr_nonnull(doc);
	return doc;
}

#define SHEET(body) "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">\n" body "\n</xsl:stylesheet>"
#define ROOT(body) SHEET("<xsl:template match=\"/\">" body "</xsl:template>")

#define CALL "<xsl:call-template name=\"a\"><xsl:with-param name=\"n\" select=\"$n - 1\"/></xsl:call-template>"

/* What a stylesheet may not do, or cannot; and what is said of it. */
static const struct {
	const char *name, *main, *commun, *place, *says;
} REFUSED[] = {
	{"absent", NULL, NULL, "essai", "essai.xsl n'existe"},
	{"include absent", SHEET("<xsl:include href=\"autre.xsl\"/>"), NULL, "essai", "autre.xsl n'existe"},
	{"hors du dossier", SHEET("<xsl:include href=\"../commun.xsl\"/>"), ROOT("<p/>"), "modeles/essai.xsl", "../commun.xsl"},
	{"adresse", SHEET("<xsl:import href=\"http://exemple.fr/x.xsl\"/>"), NULL, "modeles/essai.xsl", "http://exemple.fr/x.xsl"},
	{"pas du XML", "<é", NULL, "modeles/essai.xsl:1:1", "("},
	{"pas un modèle", "<html/>", NULL, "modeles/essai.xsl", "("},
	{"lire un fichier", ROOT("<p><xsl:value-of select=\"document('/etc/passwd')\"/></p>"), NULL, "modeles/essai.xsl:2:1", "/etc/passwd"},
	{"se lire", ROOT("<p><xsl:value-of select=\"document('')\"/></p>"), NULL, "modeles/essai.xsl", "("},
	{"entité", "<!DOCTYPE x [<!ENTITY e SYSTEM \"/etc/passwd\">]>" ROOT("<p>&e;</p>"), NULL, "modeles/essai.xsl:1:1", "DOCTYPE"},
	{"écrire", ROOT("<xsl:document href=\"/tmp/bilan-essai-ecrit\"><p/></xsl:document>"), NULL, "modeles/essai.xsl", "("},
	{"sans fin", SHEET("<xsl:template match=\"/\" name=\"a\"><xsl:call-template name=\"a\"/></xsl:template>"), NULL, "modeles/essai.xsl", "("},
	{"sans fin, en largeur", SHEET("<xsl:template match=\"/\"><p><xsl:call-template name=\"a\"><xsl:with-param name=\"n\" select=\"99\"/>"
	                               "</xsl:call-template></p></xsl:template><xsl:template name=\"a\"><xsl:param name=\"n\"/><xsl:if test=\"$n\">"
	                               CALL CALL "</xsl:if></xsl:template>"), NULL, "modeles/essai.xsl", "(Operation limit exceeded)"},
	{"fonction inconnue", ROOT("<p><xsl:value-of select=\"humeur()\"/></p>"), NULL, "modeles/essai.xsl", "humeur"},
	{"illisible", SHEET("<xsl:include href=\"dossier.xsl\"/>"), NULL, "modeles/dossier.xsl", "(dossier à la place d'un fichier)"},
	{"rien", ROOT(""), NULL, "modeles/essai.xsl", "il ne produit rien"},
	{"faute dans commun", SHEET("<xsl:include href=\"commun.xsl\"/>"), ROOT("\n\n<p><xsl:value-of/></p>"), "modeles/commun.xsl:4:1", "("},
	{"terminate", ROOT("<xsl:message terminate=\"yes\">stop</xsl:message>"), NULL, "modeles/essai.xsl", "stop"},
};

START_TEST(refused)
{
	struct arena a;
	struct diag d;
	struct buf said;
	struct sheets s = {REFUSED[_i].main, REFUSED[_i].commun};
	xmlDocPtr page, doc = facts("<faits/>");
	arena_init(&a);
	diag_init(&d, &a, "essai");
	buf_init(&said, &a);
	enum status st = page_make(&a, doc, "essai.xsl", look_up, &s, &page, &d);
	diag_lines(&said, &d, DIAG_REMARQUE);
	ck_assert_msg(st == STATUS_CONFIG && !page, "%s: statut %d", REFUSED[_i].name, (int)st);
	ck_assert_msg(slice_starts(buf_slice(&said), REFUSED[_i].place), "%s: %s", REFUSED[_i].name, buf_z(&said));
	ck_assert_msg(strstr(buf_z(&said), REFUSED[_i].says), "%s: %s", REFUSED[_i].name, buf_z(&said));
	ck_assert_msg(memchr(said.p, '\n', said.n) == said.p + said.n - 1, "%s: plusieurs lignes : %s", REFUSED[_i].name, buf_z(&said));
	page_free(doc);
	arena_release(&a);
}
END_TEST

#define PAGE(body) "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" " \
	"xmlns=\"http://www.w3.org/1999/xhtml\"><xsl:include href=\"commun.xsl\"/><xsl:template match=\"/\"><html lang=\"fr\"><head>" \
	"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\"/><title>É ; é</title><style>a { b : c }</style></head>" \
	"<body>" body "</body></html></xsl:template></xsl:stylesheet>"

/* The bytes of a printer for a page whose body is BODY. */
static struct slice printed(struct arena *a, const char *body, void (*print)(struct buf *, xmlDocPtr))
{
	struct diag d;
	struct buf out;
	struct sheets s = {body, SHEET("")};
	xmlDocPtr page, doc = facts("<faits><n>&lt;b&gt; ]]&gt;</n></faits>");
	diag_init(&d, a, "essai");
	buf_init(&out, a);
	enum status st = page_make(a, doc, "essai.xsl", look_up, &s, &page, &d);
	ck_assert_msg(st == STATUS_OK, "statut %d : %.*s", (int)st, d.first ? (int)d.first->text.n : 0, d.first ? d.first->text.p : "");
	print(&out, page);
	page_free(page);
	page_free(doc);
	return buf_slice(&out);
}

START_TEST(html)
{
	struct arena a;
	arena_init(&a);
	struct slice out = printed(&a, PAGE("<p>Vide :<br/><span></span><xsl:value-of select=\"//n\"/></p>"
	                                     "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>a ; b</text></svg>"), page_html);
	static const char *const wanted[] = {"<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"fr\"", "charset=UTF-8",
	                                     "Vide" NB ":<br /><span></span>&lt;b&gt; ]]&gt;</p>", "a { b : c }", "<text>a ; b</text>",
	                                     "<title>É" THIN "; é</title>"};
	for (int i = 0; i < COUNT(wanted); i++)
		ck_assert_msg(memmem(out.p, out.n, wanted[i], strlen(wanted[i])), "sans « %s » : %.*s", wanted[i], (int)out.n, out.p);
	page_free(facts(slice_dup(&a, out)));
	arena_release(&a);
}
END_TEST

#define C4 "<td>a</td><td>a</td><td>a</td><td>a</td>"

/* Bodies of pages, and the text that they give. */
static const struct {
	const char *name, *body, *text;
} TEXTS[] = {
	{"titres", "<h1>Été</h1><h2>Un</h2><p>a</p><h3>Deux</h3><p>b</p><h4>Trois</h4><p>c</p>",
	 "Été\n═══\n\n\nUn\n──\n\na\n\nDeux\n\nb\n\nTrois\nc\n"},
	{"espaces", "<p>  un\n\tdeux <b>trois</b>quatre<i> cinq </i> six</p>", "un deux troisquatre cinq six\n"},
	{"alinéas", "<p>a</p><p></p><p>b<br/>c</p>", "a\n\nb\nc\n"},
	{"listes", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>d</li></ol>", "– a\n– b\n\n  – c\n\n 1. d\n"},
	{"termes", "<dl><div><dt>Un</dt><dd>a</dd></div><dt>Deux</dt><dd><ul><li>b</li><li>c</li></ul></dd></dl>",
	 "Un" NB ": a\nDeux" NB ":\n  – b\n  – c\n"},
	{"terme en tête d'un rang", "<ol><li><dl><dt>Un</dt><dd>0123456789012345678901234567890123456789012345678901234567890123456789é"
	                            "</dd></dl></li></ol>",
	 " 1. Un" NB ":\n      012345678901234567890123456789012345678901234567890123456789012345\n      6789é\n"},
	{"citation", "<blockquote><p>a</p><p>b</p></blockquote>", "    a\n\n    b\n"},
	{"tableau", "<table><caption>T</caption><thead><tr><th>É</th><th class=\"nombre\">N</th></tr></thead><tbody><tr><th>漢字</th>"
	            "<td class=\"nombre\">1</td></tr><tr><th>b</th><td class=\"nombre\">100</td></tr></tbody></table>",
	 "T\n\nÉ       N\n─────────\n漢字    1\nb     100\n"},
	{"tableau large", "<table><thead><tr><th>N°</th><th>Quoi</th><th>Comment</th></tr></thead><tbody><tr><th>1</th><td>a<p>b</p></td>"
	                  "<td>c</td></tr><tr><th>2</th><td>d</td><td></td></tr></tbody></table>",
	 "1. a\nb\n  Comment" NB ": c\n\n2. d\n"},
	{"mots sans largeur", "<h1>\xE2\x80\x8B</h1><p>\xCC\x81</p><p>a \xE2\x80\x8B b</p>",
	 "\xE2\x80\x8B\n\n\xCC\x81\n\na \xE2\x80\x8B b\n"},
	{"rangs vides", "<ul><li><table><tr><td></td></tr><tr></tr></table></li><li>a</li></ul>", "– a\n"},
	{"rangs sous une cellule perdue", "<table><td><table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table></td></table>", "a\nb  c\n"},
	{"tableau de treize colonnes", "<table><tr>" C4 C4 C4 "<td>É</td></tr><tr><td>b</td></tr></table>",
	 "a  a  a  a  a  a  a  a  a  a  a  a  É\nb\n"},
	{"tableau vide", "<table></table><p>a</p>", "a\n"},
	{"image", "<figure><svg xmlns=\"http://www.w3.org/2000/svg\"><title>t</title><desc>Ce qu'elle dit</desc><text>x</text></svg>"
	          "<figcaption>f</figcaption></figure>", "Ce qu'elle dit\n"},
	{"rien à lire", "<style>a</style><script>b</script>c", "c\n"},
	{"trait", "<p>a</p><hr/>", "a\n\n────────────────────────────────────────────────────────────────────────\n"},
	{"aucune ligne ne commence par un signe",
	 "<p>aaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbb ccccccccccccccccccc ddddddddd eeee ; fin</p>",
	 "aaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbb ccccccccccccccccccc ddddddddd\neeee" THIN "; fin\n"},
	{"mot plus long qu'une ligne",
	 "<p>a 0123456789012345678901234567890123456789012345678901234567890123456789012345678é b</p>",
	 "a\n012345678901234567890123456789012345678901234567890123456789012345678901\n2345678é b\n"},
};

START_TEST(texte)
{
	struct arena a;
	struct buf body;
	arena_init(&a);
	buf_init(&body, &a);
	const char *whole = PAGE("@"), *at = strchr(whole, '@');
	buf_add(&body, whole, (size_t)(at - whole));
	buf_addz(&body, TEXTS[_i].body);
	buf_addz(&body, at + 1);
	struct slice out = printed(&a, buf_z(&body), page_texte);
	ck_assert_msg(slice_is(out, TEXTS[_i].text), "%s :\n%.*s---\n%s", TEXTS[_i].name, (int)out.n, out.p, TEXTS[_i].text);
	arena_release(&a);
}
END_TEST

/* The longest line of a list in a list in a list… */
START_TEST(deep)
{
	struct arena a;
	struct buf body;
	enum { DEPTH = 60 };
	arena_init(&a);
	buf_init(&body, &a);
	const char *whole = PAGE("@"), *at = strchr(whole, '@');
	buf_add(&body, whole, (size_t)(at - whole));
	for (int i = 0; i < DEPTH; i++)
		buf_addz(&body, "<ul><li>un été<table><tr><td>a</td></tr></table><hr/>");
	for (int i = 0; i < DEPTH; i++)
		buf_addz(&body, "</li></ul>");
	buf_addz(&body, at + 1);
	struct slice out = printed(&a, buf_z(&body), page_texte), line;
	int items = 0;
	while (slice_next(&out, "\n", &line)) {
		ck_assert_msg(utf8_count(line.p, line.n) <= 72, "%.*s", (int)line.n, line.p);
		items += memmem(line.p, line.n, "– un été", strlen("– un été")) != NULL;
	}
	ck_assert_int_eq(items, DEPTH);
	arena_release(&a);
}
END_TEST

/* A word of a million letters is cut in a moment. */
START_TEST(long_word)
{
	struct arena a;
	struct buf body;
	enum { LETTERS = 1000000 };
	arena_init(&a);
	buf_init(&body, &a);
	const char *whole = PAGE("<p>@</p>"), *at = strchr(whole, '@');
	buf_add(&body, whole, (size_t)(at - whole));
	for (int i = 0; i < LETTERS; i++)
		buf_addz(&body, "é");
	buf_addz(&body, at + 1);
	struct slice out = printed(&a, buf_z(&body), page_texte);
	ck_assert_uint_eq(out.n, 2 * LETTERS + (LETTERS + 71) / 72);
	arena_release(&a);
}
END_TEST

/* What xsl:output asks for changes nothing. */
START_TEST(output_ignored)
{
	struct arena a;
	arena_init(&a);
	struct slice out = printed(&a, SHEET("<xsl:output method=\"html\" encoding=\"ISO-8859-1\" doctype-system=\"http://exemple.fr/x.dtd\"/>"
	                                     "<xsl:template match=\"/\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head/><body>É<br/>"
	                                     "<span/></body></html></xsl:template>"), page_html);
	ck_assert_msg(slice_starts(out, "<!DOCTYPE html>\n<html xmlns="), "%.*s", (int)out.n, out.p);
	ck_assert_ptr_nonnull(memmem(out.p, out.n, "É<br /><span></span>", strlen("É<br /><span></span>")));
	arena_release(&a);
}
END_TEST

START_TEST(facts_alone)
{
	struct arena a;
	struct buf out;
	xmlDocPtr doc = facts("<faits><Nom>Zoé &amp; l'été ; fin</Nom></faits>");
	arena_init(&a);
	buf_init(&out, &a);
	page_xml(&out, doc);
	ck_assert_str_eq(buf_z(&out), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<faits>\n  <Nom>Zoé &amp; l'été ; fin</Nom>\n</faits>\n");
	page_free(doc);
	arena_release(&a);
}
END_TEST

Suite *page_suite(void);

Suite *page_suite(void)
{
	Suite *s = suite_create("page");
	TCase *t = tcase_create("cas");
	tcase_set_timeout(t, 20); /* a stylesheet without end is stopped after some seconds, sanitizers on */
	tcase_add_loop_test(t, typo, 0, COUNT(TYPO));
	tcase_add_loop_test(t, refused, 0, COUNT(REFUSED));
	tcase_add_test(t, html);
	tcase_add_loop_test(t, texte, 0, COUNT(TEXTS));
	tcase_add_test(t, deep);
	tcase_add_test(t, long_word);
	tcase_add_test(t, output_ignored);
	tcase_add_test(t, facts_alone);
	suite_add_tcase(s, t);
	return s;
}
