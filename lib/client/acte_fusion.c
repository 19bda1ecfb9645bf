#include "client/acte_fusion.h"

#include "metier/fusion.h"

static const struct diag_msg ONE_REF = {"une-reference", DIAG_ERREUR,
	"une copie est celle d'un seul dossier : indiquer sa référence, bilan-log RÉF --fusionner=COPIE"};

void acte_fusion(struct run *r, const char *copie, const struct contexte *c)
{
	struct ecriture w;
	struct refs refs;
	struct slice bytes;
	struct buf ids;
	if (r->words.n != 1) {
		run_wrong(r, &ONE_REF, "");
		return;
	}
	if (!run_refs(r, (struct run_refs_want){.centre = true}, &refs) || refs.n != 1)
		return;
	enum status st = run_read(r, copie, &bytes);
	run_keep(r, st);
	if (st != STATUS_OK)
		return;
	run_keep(r, ecriture_init(&w, &r->depot, c, &r->diag));
	buf_init(&ids, &r->arena);
	run_about(r, refs.v[0]);
	if (r->worst == STATUS_OK)
		run_keep(r, fusion_ecrit(&w, refs.v[0], copie, bytes, &ids, &r->diag));
	run_written(r, buf_slice(&ids));
	run_say(r);
	ecriture_release(&w);
}
