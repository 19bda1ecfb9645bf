#include "metier/faits_arbre.h"

#include "depot/partage.h"

enum status faits_modele(void *ctx, struct arena *a, const char *name, struct slice *bytes, const char **path)
{
	return partage_lit(ctx, a, "modeles", name, bytes, path);
}

bool arbre_permis(const struct arbre *t, const char *type, struct slice field)
{
	static const char *const never[] = {"Saisi", "Par", "Corrige", "Amenagement"};
	const struct document_champs *only = t->q->document->champs;
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (slice_is(field, never[i]))
			return false;
	if (t->q->document->bilan)
		return true;
	for (size_t i = 0; only && i < only->n; i++)
		if (libelle_champ(only->v[i], type, field))
			return true;
	return false;
}

xmlNodePtr arbre_element(xmlNodePtr parent, const char *name)
{
	return xmlAddChild(parent, xmlNewDocNode(parent->doc, NULL, (const xmlChar *)name, NULL));
}

/* Characters that XML has not, or that would steer a reader's screen, are U+FFFD. */
static char *clean(struct arena *a, struct slice s)
{
	struct buf b;
	struct slice piece;
	buf_init(&b, a);
	for (bool open = false; slice_next(&s, "\t", &piece); open = true) {
		if (open)
			buf_addc(&b, ' ');
		buf_add_clean(&b, piece);
	}
	char *text = buf_z(&b);
	for (char *p = text; (p = strstr(p, "\xEF\xBF")); p += 3) /* U+FFFE and U+FFFF are UTF-8, not XML */
		if ((unsigned char)p[2] >= 0xBE)
			p[2] = (char)0xBD;
	return text;
}

void arbre_vide(xmlNodePtr n)
{
	if (n->children)
		return;
	xmlUnlinkNode(n);
	xmlFreeNode(n);
}

void arbre_attribut(struct arbre *t, xmlNodePtr n, const char *name, struct slice value)
{
	xmlNewProp(n, (const xmlChar *)name, (const xmlChar *)clean(t->a, value));
}

static void add_text(struct arbre *t, xmlNodePtr n, struct slice value)
{
	xmlAddChild(n, xmlNewDocText(n->doc, (const xmlChar *)clean(t->a, value)));
}

/* A day, a month, a year, an hour. */
static bool dress_time(struct buf *b, struct slice s)
{
	char padded[] = "0000-01-01";
	if (heure_iso(s) >= 0) {
		int minutes = heure_iso(s);
		buf_addf(b, "%d\xC2\xA0h\xC2\xA0%02d", minutes / 60, minutes % 60);
		return true;
	}
	if (s.n != 4 && s.n != 7 && s.n != 10)
		return false;
	memcpy(padded, s.p, s.n);
	jour_t d = jour_iso((struct slice){padded, 10});
	if (d == JOUR_NONE)
		return false;
	struct buf day;
	buf_init(&day, b->a);
	buf_add_jour_long(&day, d);
	struct slice text = buf_slice(&day);
	if (s.n == 7) /* "1er mars 2026" without its day */
		for (size_t skip = strlen("1er\xC2\xA0"); skip; skip--)
			text.p++, text.n--;
	if (s.n == 4)
		text = s;
	buf_adds(b, text);
	return true;
}

static bool dress_minutes(struct buf *b, struct slice s)
{
	int minutes;
	if (!slice_number(s, &minutes))
		return false;
	buf_add_duree(b, minutes);
	return true;
}

/* Fields whose value is dressed for people; the attribute keeps it as the file has it. */
static const struct dress {
	const char *field, *attribute;
	bool (*fn)(struct buf *, struct slice);
} DRESS[] = {
	{"Le", "iso", dress_time}, {"Debut", "iso", dress_time}, {"Fin", "iso", dress_time}, {"Echeance", "iso", dress_time},
	{"Jusqu_a", "iso", dress_time}, {"Depuis", "iso", dress_time}, {"Ouvert", "iso", dress_time}, {"Au", "iso", dress_time},
	{"Debut_prevu", "iso", dress_time}, {"Fin_prevue", "iso", dress_time}, {"Ouvert_le", "iso", dress_time},
	{"Debut_le", "iso", dress_time}, {"Fin_le", "iso", dress_time}, {"Accuse", "iso", dress_time},
	{"Repondu", "iso", dress_time}, {"Garde_max", "iso", dress_time}, {"Retire_le", "iso", dress_time},
	{"Reprise_le", "iso", dress_time}, {"Montre_le", "iso", dress_time}, {"Transmis_le", "iso", dress_time},
	{"Remis_le", "iso", dress_time}, {"Accuse_le", "iso", dress_time}, {"Signe_le", "iso", dress_time},
	{"Refuse_le", "iso", dress_time},
	{"Minutes", "n", dress_minutes}, {"Minutes_contrat", "n", dress_minutes},
	{"Montant", "n", buf_add_euros}, {"Prix", "n", buf_add_euros},
};

static bool dressed(struct arbre *t, xmlNodePtr n, struct slice field, struct slice value)
{
	struct buf b;
	buf_init(&b, t->a);
	for (size_t i = 0; i < sizeof DRESS / sizeof *DRESS; i++)
		if (slice_is(field, DRESS[i].field) && DRESS[i].fn(&b, slice_trim(value))) {
			arbre_attribut(t, n, DRESS[i].attribute, slice_trim(value));
			add_text(t, n, buf_slice(&b));
			return true;
		}
	return false;
}

/* A closed code: what the file has as the attribute, the French text as the content; an unknown code is its own text. The
 * store's own labels come first. False: TYPE.FIELD is no code. */
static bool coded(struct arbre *t, xmlNodePtr n, const char *type, struct slice field, struct slice value)
{
	struct slice code = slice_trim(value), text;
	if (!libelle_code(t->a, &t->libelles, type, field, code, &text))
		return false;
	arbre_attribut(t, n, "code", code);
	add_text(t, n, text.n ? text : code);
	return true;
}

/* Does the paragraph go on in the next line? People wrap long lines by hand: a long line that ends no sentence goes on,
 * unless what follows is an item of a list. */
static bool goes_on(struct slice line, struct slice next)
{
	static const char *const ends[] = {".", "!", "?", ":", ";", "…", "»", ")"};
	static const char *const items[] = {"-", "–", "—", "•", "*"};
	enum { LONG = 60 };
	if (utf8_count(line.p, line.n) < LONG)
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i]);
		if (line.n >= n && memcmp(line.p + line.n - n, ends[i], n) == 0)
			return false;
	}
	for (size_t i = 0; i < sizeof items / sizeof *items; i++)
		if (slice_starts(next, items[i]))
			return false;
	return true;
}

/* The next paragraph of *REST, its lines joined. */
static struct slice next_paragraph(struct arena *a, struct slice *rest)
{
	struct buf b;
	struct slice line, last = SLICE("");
	buf_init(&b, a);
	for (struct slice after = *rest; slice_next(&after, "\n", &line); *rest = after) {
		line = slice_trim(line);
		if (b.n && !(line.n && goes_on(last, line)))
			break;
		if (b.n)
			buf_addc(&b, ' ');
		buf_adds(&b, line);
		last = line;
	}
	return buf_slice(&b);
}

static void add_value(struct arbre *t, xmlNodePtr n, struct slice value)
{
	value = slice_trim(value);
	struct slice rest = value, text = next_paragraph(t->a, &rest);
	if (!rest.n) {
		add_text(t, n, text);
		return;
	}
	for (; text.n; text = next_paragraph(t->a, &rest))
		add_text(t, arbre_element(n, "p"), text);
}

void arbre_champ(struct arbre *t, xmlNodePtr parent, const char *type, const char *field, struct slice value)
{
	struct slice name = slice_z(field);
	if (!slice_trim(value).n || !arbre_permis(t, type, name))
		return;
	xmlNodePtr n = arbre_element(parent, field);
	if (!dressed(t, n, name, value) && !coded(t, n, type, name, value))
		add_value(t, n, value);
}

void arbre_jour(struct arbre *t, xmlNodePtr parent, const char *type, const char *field, jour_t d)
{
	struct buf b;
	buf_init(&b, t->a);
	if (d == JOUR_NONE)
		return;
	buf_add_jour(&b, d);
	arbre_champ(t, parent, type, field, buf_slice(&b));
}

void arbre_minutes(struct arbre *t, xmlNodePtr parent, const char *type, const char *field, int64_t minutes)
{
	struct buf plain, text;
	buf_init(&plain, t->a);
	buf_init(&text, t->a);
	if (!arbre_permis(t, type, slice_z(field)))
		return;
	buf_addn(&plain, minutes);
	buf_add_duree(&text, minutes);
	xmlNodePtr n = arbre_element(parent, field);
	arbre_attribut(t, n, "n", buf_slice(&plain));
	add_text(t, n, buf_slice(&text));
}

xmlNodePtr arbre_fiche(struct arbre *t, xmlNodePtr parent, const char *name, const char *type, const struct rec *r,
                       const struct rec_record *e)
{
	xmlNodePtr n = arbre_element(parent, name);
	struct slice id = rec_get(t->a, r, e, "Id");
	if (id.n && arbre_permis(t, type, SLICE("Id")))
		arbre_attribut(t, n, "id", id);
	for (uint32_t i = 0; i < e->n; i++) {
		const struct rec_field *f = &r->fields[e->first + i];
		char *field = slice_dup(t->a, rec_name(r, f));
		if (t->seuls && !schema_field(t->seuls, rec_name(r, f)))
			continue;
		if (strcmp(field, "Id") != 0 && strcmp(field, "Reference") != 0 && xmlValidateNCName((const xmlChar *)field, 0) == 0)
			arbre_champ(t, n, type, field, rec_value(t->a, r, f));
	}
	if (n->children)
		return n;
	arbre_vide(n);
	return NULL;
}
