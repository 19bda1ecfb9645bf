/* document: the papers made from a case: facts (faits.h), a stylesheet, a printer (format/page.h). */
#ifndef METIER_DOCUMENT_H
#define METIER_DOCUMENT_H

#include "depot/motif.h"
#include "metier/papiers.h"

enum document_format { DOCUMENT_TEXTE, DOCUMENT_HTML, DOCUMENT_XML, DOCUMENT_FORMATS };
#define DOCUMENT_FORMAT_NOMS "texte", "html", "xml" /* for tables */
bool document_format_nomme(const char *nom, enum document_format *f); /* false: not one of them */
extern const char *const document_suffixes[DOCUMENT_FORMATS];    /* of a file: "txt", "html", "xml" */

/* Which fields an administrative paper may contain (share/profils): "Dossier.Nom", "Organisme.SIRET", "Seance.Le",
 * "Heures.Signe": the type of the record, or the element of faits.h, with a capital; the field. */
struct document_champs {
	const struct slice *v;
	size_t n;
	const struct slice *regles; /* Ids of the rules that it tells, at the date that each one names; Regle.* allows their fields */
	size_t nregles;
	const struct document_tables *tables;
};
/* The data that papers tell of: funding routes (Voie.*), the words of funders (Acte.Motif_financeur), what papers wait
 * for. */
struct document_tables {
	struct voies voies;
	struct motifs motifs;
	struct attentes attentes;
};

struct document {
	const char *nom;         /* "synthese" */
	const char *modele;      /* "synthese.xsl", looked for in the store's modeles/, then in share/modeles */
	bool bilan;              /* made for the person, from bilans/ too; else bilans/ is not opened */
	const char *noyau;       /* the record (an element of faits.h) without which there is no paper for the person; NULL: any */
	bool detruit;            /* it may be made from suivi.rec alone, once the bilan was destroyed */
	bool taches;             /* the words of the tasks given enter it */
	const struct document_champs *champs; /* not BILAN: the allow-list; nothing else enters the facts */
};
extern const char *const document_noms[]; /* of those of bilan-synthese, then NULL */
const struct document *document_nomme(const char *nom); /* NULL when unknown */

/* What is asked for: which paper of which case, found in TREE; REF_NONE: of none, the centre alone. */
struct demande_document {
	const struct contexte *contexte;
	struct depot *depot;
	enum tree tree;
	ref_t ref;
	const struct document *document;
};

/* Make the paper into OUT. What is missing from it is said as attention. ABSENT, said: the bilan was destroyed.
 * INVALID, said: nothing of it is written yet, or a file of the case cannot be read; nothing is made. CONFIG: the
 * stylesheet. */
enum status document_fait(struct arena *a, const struct demande_document *q, enum document_format format, struct buf *out,
                          struct diag *diag);

/* What is missing from the paper, each with how to complete it, into MANQUES (attentions): all of it when nothing is
 * written yet. Otherwise the same statuses. */
enum status document_manques(struct arena *a, const struct demande_document *q, struct diag *manques, struct diag *diag);

/* Put BYTES in the file that -o names: CHEMIN, or NOM in the folder CHEMIN. It is replaced at once, 0600; said when it
 * cannot be. */
bool document_vers_dossier(const char *chemin); /* it ends in `/`, or a folder stands there */
enum status document_ecrit(struct arena *a, const char *chemin, const char *nom, struct slice bytes, struct diag *diag);

#endif
