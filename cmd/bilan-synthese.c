/* bilan-synthese: the papers made for the person: read on the terminal, printed, kept. */
#include "client/acte_document.h"

#include <stddef.h>
#include <string.h>

struct options {
	struct opt_common common;
	const char *document, *format, *sortie;
	bool manques;
};

static const char *const FORMATS[] = {DOCUMENT_FORMAT_NOMS, EMIT_FORMAT_NAMES, NULL};
static const struct opt CHOISIR[] = {
	{.name = "document", .kind = OPT_CHOICE, .arg = "NOM", .choices = document_noms,
	 .offset = offsetof(struct options, document),
	 .help = "le document : [synthese], suivi (à six mois), taches (entre deux séances)"},
	{.name = "format", .kind = OPT_CHOICE, .arg = "FORME", .choices = FORMATS, .offset = offsetof(struct options, format),
	 .help = "[texte], à lire ici ; html, à imprimer ou à donner ; xml, les seuls faits ; de --manques : tsv, csv, json…"},
	{.letter = 'o', .name = "sortie", .kind = OPT_TEXT, .arg = "FICHIER", .offset = offsetof(struct options, sortie),
	 .help = "écrit dans ce fichier, ou dans ce dossier sous RÉF-NOM.html"},
	{.name = "manques", .kind = OPT_FLAG, .offset = offsetof(struct options, manques),
	 .help = "dit seulement ce qui manque au document, et comment l'ajouter"},
	{.letter = 'z', .name = "nul", .kind = OPT_FLAG, .offset = offsetof(struct options, common.nul),
	 .help = "avec --manques --format=tsv : finit chaque ligne par un octet nul"},
	{.name = "code-retour", .kind = OPT_FLAG, .offset = offsetof(struct options, common.code_retour),
	 .help = "finit avec le code 1 quand rien n'a été écrit"},
};
static const struct opt_group GROUPS[] = {{"Choisir", CHOISIR, sizeof CHOISIR / sizeof *CHOISIR}};
static const char *const FORMS[] = {"RÉF…|- [--document=NOM] [--format=FORME] [-o FICHIER|DOSSIER/]", "RÉF…|- --manques",
                                    NULL};
static const struct opt_example EXAMPLES[] = {
	{"bilan-synthese 2026-0001 | less", "relire la synthèse avec la personne"},
	{"bilan-synthese 2026-0001 --format=html -o synthese.html", "à ouvrir dans un navigateur, et à imprimer"},
	{"bilan-synthese 2026-0001 --manques", "ce qui reste à écrire"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-synthese",
	.purpose = "Met en page les documents du bilan, pour la personne qui l'a fait : synthèse, suivi, tâches.",
	.forms = FORMS, .groups = GROUPS, .ngroups = 1, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-synthese(1), bilan(7)", .uses = OPT_USES_DEPOT,
};

static const struct diag_msg ONE_FILE = {"un-fichier-par-dossier", DIAG_ERREUR,
	"plusieurs documents ne tiennent pas dans un seul fichier {} ; indiquer un dossier : -o DOSSIER/"};
static const struct diag_msg NOT_BOTH = {"options-des-manques", DIAG_ERREUR,
	"--manques ne fait pas de document ; retirer -o et --format=texte, html ou xml, ou --manques"};
static const struct diag_msg NUL = {"nul-sans-tsv", DIAG_ERREUR,
	"-z ne vaut qu'avec --manques --format=tsv ; retirer -z"};
static const struct diag_msg NOT_A_PAPER = {"format-de-liste", DIAG_ERREUR,
	"« {} » est un format de liste ; choisir texte, html ou xml, ou ajouter --manques"};

static bool fits(struct run *r, const struct options *o)
{
	enum document_format f;
	bool is_paper = o->format && document_format_nomme(o->format, &f);
	if (o->manques && (o->sortie || is_paper))
		return run_wrong(r, &NOT_BOTH, "");
	if (!o->manques && o->format && !is_paper)
		return run_wrong(r, &NOT_A_PAPER, o->format);
	if (o->common.nul && !(o->manques && o->format && strcmp(o->format, "tsv") == 0))
		return run_wrong(r, &NUL, "");
	return r->words.n || run_wrong(r, &RUN_SANS_REFERENCE, "");
}

static enum status paper(void *ctx, ref_t ref, enum document_format f, struct arena *a, struct buf *out, struct diag *diag)
{
	struct demande_document *q = ctx;
	q->ref = ref;
	q->tree = depot_tree_of(ref);
	return document_fait(a, q, f, out, diag);
}

static void papers(struct run *r, const struct options *o, struct demande_document *q, const struct refs *refs)
{
	struct acte_document d = {q->document->nom, o->sortie, DOCUMENT_TEXTE, paper, q};
	if (o->format)
		document_format_nomme(o->format, &d.format);
	if (acte_document_tient(&d, refs->n))
		acte_documents(r, &d, refs);
	else
		run_wrong(r, &ONE_FILE, document_suffixes[d.format]);
}

enum { REFERENCE, DOCUMENT, CODE, TEXTE, COLUMNS };
static const struct emit_col COLS[COLUMNS] = {
	[REFERENCE] = {"reference", "référence", EMIT_TEXT, 11, false},
	[DOCUMENT] = {"document", "document", EMIT_TEXT, 12, false},
	[CODE] = {"code", "code", EMIT_TEXT, 18, false},
	[TEXTE] = {"texte", "ce qui manque", EMIT_TEXT, 0, false},
};
static const struct emit_listing LISTING = {"bilan-synthese-manques", 1, COLS, COLUMNS, false};

struct missing {
	struct demande_document *q;
	const struct emit *e;
	struct emit_sink sink;
};

static void list_missing(void *ctx, struct run *r, ref_t ref, struct arena *a)
{
	struct missing *all = ctx;
	struct demande_document *q = all->q;
	struct diag missing;
	struct buf rows;
	char text[REF_SIZE];
	size_t n = 0;
	q->ref = ref;
	q->tree = depot_tree_of(ref);
	diag_init(&missing, a, r->name);
	buf_init(&rows, a);
	run_keep(r, document_manques(a, q, &missing, &r->diag));
	for (const struct diag_entry *m = missing.first; m; m = m->next, n++)
		emit_row(all->e, &rows, (struct emit_cell[]){cell_text(ref_text(&r->depot.prefixes, ref, text)),
		                                             cell_z(q->document->nom), cell_z(m->msg->code), cell_text(m->text)});
	emit_rows(&all->sink, buf_slice(&rows), n);
}

static void missing(struct run *r, const struct options *o, struct demande_document *q, const struct refs *refs)
{
	if (o->format)
		emit_format_named(slice_z(o->format), &r->common->format);
	struct emit e = run_emit(r, &LISTING);
	struct missing all = {.q = q, .e = &e};
	emit_open(&all.sink, &e, 1, &r->arena);
	acte_document_chaque(r, refs, list_missing, &all);
	run_finish(r, &all.sink);
}

static void act(struct run *r, const struct options *o, const struct refs *refs)
{
	struct contexte c = {.types = &r->types, .regles = &r->regles, .centre = &r->centre, .au = r->au};
	struct demande_document q = {.contexte = &c, .depot = &r->depot, .document = document_nomme(o->document)};
	(o->manques ? missing : papers)(r, o, &q, refs);
}

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {.document = "synthese"};
	struct refs refs;
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o))
		return run_end(&r);
	r.reads_refs = true;
	if (o.sortie && strcmp(o.sortie, "-") == 0)
		o.sortie = NULL;
	if (run_donnees(&r) && run_refs(&r, (struct run_refs_want){0}, &refs) && fits(&r, &o))
		act(&r, &o, &refs);
	return run_end(&r);
}
