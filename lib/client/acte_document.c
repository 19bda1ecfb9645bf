#include "client/acte_document.h"

bool acte_document_tient(const struct acte_document *d, size_t n)
{
	return n <= 1 || (d->sortie ? document_vers_dossier(d->sortie) : d->format == DOCUMENT_TEXTE);
}

void acte_document_chaque(struct run *r, const struct refs *refs, acte_document_un_fn *un, void *ctx)
{
	struct arena a;
	arena_init(&a);
	for (size_t i = 0; i < refs->n; i++) {
		run_avance(r, i, refs->n, "document");
		if (refs->v[i] != REF_NONE)
			run_about(r, refs->v[i]);
		un(ctx, r, refs->v[i], &a);
		run_say(r);
		arena_reset(&a);
	}
	arena_release(&a);
}

/* 2026-0001-certificat.html: nothing personal in the name of a file. */
static const char *file_name(struct run *r, const struct acte_document *d, ref_t ref, struct arena *a)
{
	struct buf b;
	char text[REF_SIZE];
	buf_init(&b, a);
	if (ref != REF_NONE) {
		buf_adds(&b, ref_text(&r->depot.prefixes, ref, text));
		buf_addc(&b, '-');
	}
	buf_addf(&b, "%s.%s", d->nom, document_suffixes[d->format]);
	return buf_z(&b);
}

static void make(void *ctx, struct run *r, ref_t ref, struct arena *a)
{
	const struct acte_document *d = ctx;
	struct buf page;
	buf_init(&page, a);
	if (!d->sortie && r->produced)
		buf_addz(&page, "\f");
	enum status st = d->fait(d->ctx, ref, d->format, a, &page, &r->diag);
	run_keep(r, st);
	if (st != STATUS_OK)
		return;
	r->produced++;
	if (d->sortie)
		run_keep(r, document_ecrit(a, d->sortie, file_name(r, d, ref, a), buf_slice(&page), &r->diag));
	else
		run_print(r, buf_slice(&page));
}

void acte_documents(struct run *r, const struct acte_document *d, const struct refs *refs)
{
	acte_document_chaque(r, refs, make, (void *)(uintptr_t)d);
}
