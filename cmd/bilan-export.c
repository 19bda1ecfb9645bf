/* bilan-export: what leaves the centre, by profile: a list of events, or a paper for each case. */
#include "client/acte_document.h"
#include "metier/export.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct options {
	struct opt_common common;
	const char *profil, *format, *sortie;
	struct periode periode;
};

/* Those that are shipped, for completion: any other file of share/profils will do. */
static const char *const PROFILS[] = {"brut", "information", "certificat", "emargement", "arret", "relais",
                                      "accord-communication", "accord-conservation", NULL};
static const char *const FORMATS[] = {EMIT_FORMAT_NAMES, DOCUMENT_FORMAT_NOMS, NULL};

static const struct opt CHOISIR[] = {
	{.name = "profil", .kind = OPT_TEXT, .arg = "PROFIL", .choices = PROFILS, .offset = offsetof(struct options, profil),
	 .help = "ce qu'il faut sortir : brut (les événements), ou l'un des documents que liste la complétion"},
	{.name = "periode", .kind = OPT_PERIODE, .arg = "DU..AU", .offset = offsetof(struct options, periode),
	 .help = "d'une liste, les seuls événements de ces dates"},
};
static const struct opt ECRIRE[] = {
	{.name = "format", .kind = OPT_CHOICE, .arg = "F", .choices = FORMATS, .offset = offsetof(struct options, format),
	 .help = "d'une liste : tsv, csv, csv-excel, jsonl, json [tableau] ; d'un document : [texte], html, xml"},
	{.name = "sortie", .letter = 'o', .kind = OPT_TEXT, .arg = "FICHIER|DIR/", .offset = offsetof(struct options, sortie),
	 .help = "écrit dans ce fichier, ou, un document par dossier, dans ce répertoire"},
};
static const struct opt_group GROUPS[] = {{"Choisir", CHOISIR, 2}, {"Écrire", ECRIRE, 2}};
static const char *const FORMS[] = {"--profil=brut [RÉF…|-] [--periode=DU..AU] [--format=F]",
                                    "--profil=PROFIL RÉF…|- [--format=texte|html|xml] [-o FICHIER|DIR/]",
                                    "--profil=information [RÉF…|-] [--format=texte|html|xml] [-o FICHIER|DIR/]", NULL};
static const struct opt_example EXAMPLES[] = {
	{"bilan-export --profil=certificat 2026-0001 --format=html -o c.html", "le certificat de réalisation, à imprimer"},
	{"bilan-export --profil=emargement 2026-0001", "la feuille d'émargement"},
	{"bilan-export --profil=brut --periode=2026 --format=csv-excel -o 2026.csv", "l'année, dans un tableur"},
};
static const struct opt_command COMMAND = {
	.name = "bilan-export",
	.purpose = "Sort du dépôt ce qu'un financeur, l'administration ou le centre peut voir, et rien d'autre.",
	.forms = FORMS, .groups = GROUPS, .ngroups = 2, .examples = EXAMPLES, .nexamples = 3,
	.see = "bilan-export(1), bilan(7)", .uses = OPT_USES_DEPOT | OPT_USES_LISTING,
};

static const struct diag_msg NO_PROFILE = {"profil-absent", DIAG_ERREUR,
	"dire quoi sortir : --profil=brut, certificat, emargement, information, arret, relais…"};
static const struct diag_msg NOT_OF_PAPERS = {"format-de-liste", DIAG_ERREUR,
	"« {} » est un format de liste, et ce profil fait un document ; choisir texte, html ou xml"};
static const struct diag_msg NOT_OF_LISTS = {"format-de-document", DIAG_ERREUR,
	"« {} » est un format de document, et ce profil fait une liste ; choisir tsv, csv, csv-excel, jsonl, json, ou aucun"};
static const struct diag_msg PERIOD = {"periode-de-liste", DIAG_ERREUR,
	"--periode choisit les lignes d'une liste, et ce profil fait un document ; la retirer"};
static const struct diag_msg NUL = {"nul-sans-tsv", DIAG_ERREUR,
	"-z ne vaut qu'avec --format=tsv ; ajouter --format=tsv (et nul autre format) ou retirer -z"};
static const struct diag_msg ONE_FILE = {"sortie-unique", DIAG_ERREUR,
	"une liste tient dans un fichier : écrire son nom après -o, et non celui d'un répertoire"};
static const struct diag_msg NEEDS_FOLDER = {"sortie-multiple", DIAG_ERREUR,
	"un document par dossier : indiquer un répertoire où les ranger, -o DIR/"};
static const struct diag_msg NO_MEMORY = {"memoire", DIAG_ERREUR,
	"la liste ne tient pas en mémoire ({}) ; réduire la période, ou écrire sans -o"};

/* Does the command line hold together for this profile? */
static bool fits(struct run *r, struct options *o, const struct profil *p)
{
	bool list = p->forme == PROFIL_LISTE, period = o->periode.from != JOUR_NONE || o->periode.to != JOUR_NONE;
	if (o->format && emit_format_named(slice_z(o->format), &o->common.format) != list)
		return run_wrong(r, list ? &NOT_OF_LISTS : &NOT_OF_PAPERS, o->format);
	if (o->common.nul && o->common.format != EMIT_TSV)
		return run_wrong(r, &NUL, "");
	if (!list && period)
		return run_wrong(r, &PERIOD, "");
	return list || r->words.n || p->sans_dossier || run_wrong(r, &RUN_SANS_REFERENCE, "");
}

static void take(void *ctx, struct slice rows, size_t n, struct slice messages)
{
	emit_write(STDERR_FILENO, messages);
	emit_rows(ctx, rows, n);
}

/* The bytes of the file in memory that FD is; false, said, when the system cannot show them. */
static bool whole_of(struct run *r, int fd, enum status st, int error, const char *path, struct slice *bytes)
{
	struct stat id = {0};
	void *p = "";
	if (st == STATUS_OK && fstat(fd, &id) == 0 && id.st_size > 0) {
		p = mmap(NULL, (size_t)id.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		error = errno;
	}
	*bytes = (struct slice){p, (size_t)id.st_size};
	if (st == STATUS_OK && p != MAP_FAILED)
		return true;
	DIAG(&r->diag, &NO_MEMORY, ((struct diag_at){path, 0, 0}), slice_z(file_reason(error)));
	run_keep(r, STATUS_IO);
	return false;
}

/* The list goes to a file in memory, then under its name at once: -o never shows half of it. */
static void list_to_file(struct run *r, const struct emit *e, struct evenements *l, const struct refs *refs,
                         const char *path)
{
	struct emit_sink sink;
	struct slice bytes;
	int fd = memfd_create("bilan-export", MFD_CLOEXEC);
	emit_open(&sink, e, fd, &r->arena);
	run_walk(r, evenements_visit, l, take, &sink, refs);
	enum status st = emit_close(&sink);
	r->produced += sink.rows;
	if (whole_of(r, fd, st, sink.error, path, &bytes)) {
		run_keep(r, document_ecrit(&r->arena, path, NULL, bytes, &r->diag));
		if (bytes.n)
			munmap((void *)(uintptr_t)bytes.p, bytes.n);
	}
	if (fd >= 0)
		close(fd);
}

static void list(struct run *r, const struct options *o, const struct profil *p, struct contexte *c)
{
	struct refs refs;
	struct emit_listing listing = export_listing(&r->arena, p);
	struct emit e = run_emit(r, &listing);
	e.hidden = export_hidden(p, e.format);
	c->emit = &e;
	struct evenements l = {.contexte = *c, .periode = o->periode, .permis = profil_evenement(p)};
	if (o->sortie && document_vers_dossier(o->sortie))
		run_wrong(r, &ONE_FILE, "");
	else if (!run_refs(r, (struct run_refs_want){.all = true, .archives = true}, &refs))
		return;
	else if (o->sortie)
		list_to_file(r, &e, &l, &refs, o->sortie);
	else
		run_list(r, &(struct run_listing){&e, evenements_visit, &l}, &refs);
}

struct papers {
	struct depot *depot;
	const struct contexte *contexte;
	const struct profil *profil;
};

static enum status paper(void *ctx, ref_t ref, enum document_format f, struct arena *a, struct buf *out, struct diag *diag)
{
	const struct papers *p = ctx;
	return export_papier(p->contexte, p->depot, depot_tree_of(ref), ref, p->profil, f, a, out, diag);
}

static void papers(struct run *r, const struct options *o, const struct profil *p, const struct contexte *c)
{
	struct refs refs;
	ref_t none = REF_NONE;
	struct papers all = {&r->depot, c, p};
	struct acte_document d = {slice_dup(&r->arena, p->nom), o->sortie, DOCUMENT_TEXTE, paper, &all};
	if (o->format)
		document_format_nomme(o->format, &d.format);
	if (!r->words.n)
		refs = (struct refs){.v = &none, .n = 1};
	else if (!run_refs(r, (struct run_refs_want){0}, &refs))
		return;
	if (!acte_document_tient(&d, refs.n)) {
		run_wrong(r, &NEEDS_FOLDER, "");
		return;
	}
	if (refs.n)
		export_centre(c, &r->arena, p, &r->diag);
	acte_documents(r, &d, &refs);
}

int main(int argc, char **argv)
{
	struct run r;
	struct options o = {.periode = {JOUR_NONE, JOUR_NONE}};
	struct profil p;
	run_init(&r, COMMAND.name);
	if (!run_parse(&r, &COMMAND, argc, argv, &o) || (!o.profil && !run_wrong(&r, &NO_PROFILE, "")) || !run_donnees(&r))
		return run_end(&r);
	if (o.sortie && strcmp(o.sortie, "-") == 0)
		o.sortie = NULL;
	enum status st = profil_charge(&r.depot, o.profil, &p, &r.diag);
	run_keep(&r, st);
	if (st == STATUS_OK && fits(&r, &o, &p)) {
		struct contexte c = {&r.types, &r.regles, &r.centre, r.au, NULL};
		if (p.forme == PROFIL_LISTE)
			list(&r, &o, &p, &c);
		else
			papers(&r, &o, &p, &c);
	}
	return run_end(&r);
}
