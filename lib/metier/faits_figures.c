#include "metier/faits.h"

#include "format/image.h"
#include "format/page.h"

#include <stdlib.h>

static int64_t attribute_number(struct arena *a, xmlNodePtr n)
{
	int value = 0;
	slice_number(faits_attribut(a, n, "n"), &value);
	return value;
}

static xmlNodePtr add_figure(xmlDocPtr facts, const char *name)
{
	xmlNodePtr n = xmlAddChild(xmlDocGetRootElement(facts), xmlNewDocNode(facts, NULL, (const xmlChar *)"figure", NULL));
	xmlNewProp(n, (const xmlChar *)"nom", (const xmlChar *)name);
	return n;
}

static struct slice settled(struct arena *a, const struct buf *text)
{
	struct buf b;
	buf_init(&b, a);
	page_typo_texte(&b, buf_slice(text));
	return buf_slice(&b);
}

static void draw_hours(struct arena *a, xmlDocPtr facts)
{
	static const struct {
		const char *field, *name;
	} phases[] = {{"Preliminaire", "Phase préliminaire"}, {"Investigation", "Phase d’investigation"},
	              {"Conclusion", "Phase de conclusion"}};
	xmlNodePtr hours = faits_enfant(xmlDocGetRootElement(facts), "heures");
	struct image_barre v[3];
	struct buf says;
	buf_init(&says, a);
	for (size_t i = 0; i < 3; i++) {
		xmlNodePtr n = faits_enfant(hours, phases[i].field);
		v[i] = (struct image_barre){slice_z(phases[i].name), faits_texte(a, n), attribute_number(a, n)};
		buf_addz(&says, i ? " ; " : "");
		buf_adds(&says, v[i].nom);
		buf_addz(&says, " : ");
		buf_adds(&says, v[i].valeur);
	}
	buf_addc(&says, '.');
	const struct image_titre title = {"heures", SLICE("Heures d’accompagnement par phase"), settled(a, &says)};
	if (hours)
		image_barres(a, add_figure(facts, "heures"), &title, v, 3);
}

/* Actions are numbered as the table of the plan has them: by date, those without one at the end. */
struct dated {
	jour_t le;
	size_t rank;
};

static int by_date(const void *pa, const void *pb)
{
	const struct dated *a = pa, *b = pb;
	if ((a->le == JOUR_NONE) != (b->le == JOUR_NONE))
		return a->le == JOUR_NONE ? 1 : -1;
	if (a->le != b->le)
		return a->le < b->le ? -1 : 1;
	return (a->rank > b->rank) - (a->rank < b->rank);
}

static size_t dated_actions(struct arena *a, xmlNodePtr bilan, struct image_repere *v, size_t most)
{
	struct dated *d = ARENA_ARRAY(a, struct dated, most + 1);
	size_t n = 0, kept = 0;
	for (xmlNodePtr x = faits_enfant(bilan, "action"); x; x = faits_suivant(x, "action"), n++)
		d[n] = (struct dated){jour_iso(faits_attribut(a, faits_enfant(x, "Echeance"), "iso")), n};
	qsort(d, n, sizeof *d, by_date);
	for (; kept < n && d[kept].le != JOUR_NONE; kept++)
		v[kept] = (struct image_repere){d[kept].le, (int)kept + 1};
	return kept;
}

static void draw_plan(struct arena *a, xmlDocPtr facts)
{
	xmlNodePtr bilan = faits_bilan(facts);
	struct buf says;
	size_t n = 0;
	for (xmlNodePtr x = faits_enfant(bilan, "action"); x; x = faits_suivant(x, "action"))
		n++;
	struct image_repere *v = ARENA_ARRAY(a, struct image_repere, n + 1);
	size_t dated = dated_actions(a, bilan, v, n);
	if (!dated)
		return;
	buf_init(&says, a);
	bool several_days = v[dated - 1].le != v[0].le;
	buf_addf(&says, "%zu action%s datée%s, %s ", dated, dated > 1 ? "s" : "", dated > 1 ? "s" : "", several_days ? "du" : "le");
	buf_add_jour_long(&says, v[0].le);
	if (several_days) {
		buf_addz(&says, " au ");
		buf_add_jour_long(&says, v[dated - 1].le);
	}
	buf_addz(&says, " ; les numéros sont ceux du tableau.");
	const struct image_titre title = {"plan", SLICE("Le plan d’action dans le temps"), settled(a, &says)};
	image_frise(a, add_figure(facts, "plan"), &title, v, dated);
}

void faits_figures(struct arena *a, xmlDocPtr facts)
{
	draw_hours(a, facts);
	draw_plan(a, facts);
}
