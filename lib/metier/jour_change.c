#include "metier/jour_change.h"

#include "metier/saisie_prive.h"

static const struct diag_msg BAD_ID = {"id-invalide", DIAG_ERREUR,
	"« {} » n'est ni un Id ni une heure ; pour une séance nouvelle : la référence, le début, la fin (2026-0001 14:00 16:00)"};
static const struct diag_msg NO_HOURS = {"champ-obligatoire", DIAG_ERREUR,
	"séance nouvelle : il manque {} ; l'ajouter (2026-0001 14:00 16:00)"};
static const struct diag_msg NOT_HERE = {"id-inconnu", DIAG_ERREUR,
	"{} n'est pas une séance de ce jour dans ce dossier ; mettre - à la place de l'Id pour une séance nouvelle, ou retirer "
	"la ligne"};
static const struct diag_msg BOTH = {"changement-croise", DIAG_ERREUR,
	"{} a été changé entre-temps par quelqu'un d'autre ; son état présent est dans la copie, en ligne « #> » : choisir, "
	"puis enregistrer"};
static const struct diag_msg GONE = {"changement-croise", DIAG_ERREUR,
	"{} a été rayé, ou déplacé à un autre jour, par quelqu'un d'autre ; retirer la ligne, ou mettre - à la place de l'Id "
	"pour la noter de nouveau"};

/* What became of it: the head of its chain, or of the session that answered it. */
static const struct evenement *present(struct arena *a, const struct journal *j, const struct evenement *e)
{
	struct suites s;
	journal_suites(a, j, INT32_MAX, &s);
	e = journal_tete(j, e);
	for (size_t i = 0; i < j->n && evenement_prevu(e); i++) { /* cycles, left by a hand, end */
		const struct evenement *answer = s.reponse[e->racine];
		if (!answer || evenement_effet(answer) != EFFET_SEANCE)
			break;
		e = answer;
	}
	return e;
}

static int span(const struct slice v[JOUR_COLONNES])
{
	int debut = heure_iso(v[JOUR_DEBUT]), fin = heure_iso(v[JOUR_FIN]);
	return debut >= 0 && fin >= 0 ? fin - debut : -1;
}

/* As a line of the copy shows it. */
static const struct jour_ligne *line_of(struct arena *a, const struct journal *j, const struct evenement *e,
                                        struct slice ref)
{
	struct slice words[JOUR_COLONNES] = {[JOUR_REFERENCE] = ref};
	struct jour_ligne *v;
	struct buf b;
	size_t n;
	buf_init(&b, a);
	jour_cellules(a, j, e, words);
	jour_ligne_ecrit(&b, words);
	jour_lignes(a, "", buf_slice(&b), &v, &n, NULL);
	return v;
}

/* Somebody changed it meanwhile: that is not ours to settle. */
static enum status cross(struct jour_change *c, const struct jour_ligne *now, struct diag *diag)
{
	c->croise = true;
	c->present = now ? slice_z(slice_dup(c->a, now->texte)) : SLICE("");
	DIAG(diag, now ? &BOTH : &GONE, c->mise->at[JOUR_ID], c->v[JOUR_ID]);
	return STATUS_CHANGED;
}

static enum status hold_against(void *ctx, struct arena *a, const struct journal *j, const struct evenement **deja,
                                struct diag *diag)
{
	struct jour_change *c = ctx;
	struct ident id;
	if (!c->v[JOUR_ID].n)
		return STATUS_OK;
	const struct evenement *e = ident_parse(c->v[JOUR_ID], &id) ? journal_trouve(j, &id) : NULL;
	e = e ? present(a, j, e) : NULL;
	bool here = e && evenement_effet(e) == EFFET_SEANCE && !e->raye && e->le == c->jour;
	if (!e || (!here && !c->base)) {
		DIAG(diag, &NOT_HERE, c->mise->at[JOUR_ID], c->v[JOUR_ID]);
		return STATUS_INVALID;
	}
	const struct jour_ligne *now = here ? line_of(a, j, e, c->v[JOUR_REFERENCE]) : NULL;
	if (now && jour_ligne_egale(now->v, c->v)) {
		c->deja = true;
		*deja = e;
		return STATUS_OK;
	}
	if (!now || !c->base || !jour_ligne_egale(now->v, c->base->v))
		return cross(c, now, diag);
	c->pause = span(now->v) > e->minutes ? span(now->v) - e->minutes : 0;
	return STATUS_OK;
}

void jour_change_garde_pause(struct jour_change *c)
{
	if (c->pause && saisie_donnee(&c->saisie, CHAMP_DEBUT) && span(c->v) > c->pause)
		c->saisie.duree = span(c->v) - c->pause;
}

static void give(struct jour_change *c, enum champ champ, enum jour_colonne col)
{
	saisie_donne(c->a, &c->saisie, champ, c->v[col], c->mise->at[col]);
}

static bool differs(const struct jour_change *c, enum jour_colonne col)
{
	return !slice_eq(c->v[col], c->base->v[col]);
}

static void fill_new(struct jour_change *c)
{
	struct buf le;
	buf_init(&le, c->a);
	buf_add_jour(&le, c->jour);
	saisie_donne(c->a, &c->saisie, CHAMP_TYPE, SLICE("seance"), c->saisie.at);
	saisie_donne(c->a, &c->saisie, CHAMP_LE, buf_slice(&le), c->saisie.at);
	give(c, CHAMP_DEBUT, JOUR_DEBUT);
	give(c, CHAMP_FIN, JOUR_FIN);
	if (c->v[JOUR_MODE].n)
		give(c, CHAMP_MODE, JOUR_MODE);
	if (c->v[JOUR_STATUT].n)
		give(c, CHAMP_STATUT, JOUR_STATUT);
	if (c->v[JOUR_MOTIF].n)
		give(c, CHAMP_MOTIF, JOUR_MOTIF);
}

/* A plan whose status is now that of something that took place, or did not, is answered; the rest is corrected. */
static enum saisie_acte act_of(const struct jour_change *c)
{
	static const struct {
		const char *word;
		enum saisie_acte acte;
	} answers[] = {{"realise", SAISIE_REALISE}, {"absent", SAISIE_ABSENT}, {"annule", SAISIE_ANNULE}};
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (c->base && slice_is(c->base->v[JOUR_STATUT], "prevu") && slice_is(c->v[JOUR_STATUT], answers[i].word))
			return answers[i].acte;
	return SAISIE_CORRIGE;
}

static void fill_change(struct jour_change *c)
{
	c->saisie.cible = c->v[JOUR_ID];
	c->saisie.acte = act_of(c);
	if (!c->base)
		return;
	if (differs(c, JOUR_DEBUT) || differs(c, JOUR_FIN)) {
		give(c, CHAMP_DEBUT, JOUR_DEBUT);
		give(c, CHAMP_FIN, JOUR_FIN);
	}
	if (differs(c, JOUR_MODE))
		give(c, CHAMP_MODE, JOUR_MODE);
	if (differs(c, JOUR_STATUT))
		give(c, CHAMP_STATUT, JOUR_STATUT);
	if (saisie_repond(c->saisie.acte) ? c->v[JOUR_MOTIF].n > 0 : differs(c, JOUR_MOTIF))
		give(c, CHAMP_MOTIF, JOUR_MOTIF);
}

static enum status find_case(struct jour_change *c, struct depot *d, struct diag *diag)
{
	enum tree tree;
	struct slice word = c->v[JOUR_REFERENCE];
	struct diag_at at = c->mise->at[JOUR_REFERENCE];
	c->ref = ref_parse(&d->prefixes, word);
	if (c->ref == REF_NONE) {
		DIAG(diag, &REF_INVALIDE, at, word);
		return STATUS_INVALID;
	}
	enum status st = depot_find(d, c->ref, &tree, diag);
	if (st == STATUS_ABSENT)
		DIAG(diag, &REF_SANS_DOSSIER, at, word);
	if (st == STATUS_OK && tree == TREE_ARCHIVES)
		c->ref |= REF_ARCHIVED;
	return st == STATUS_ABSENT ? STATUS_INVALID : st;
}

enum status jour_change_lit(struct jour_change *c, struct jour_edition *e, const struct jour_ligne *base,
                            const struct jour_ligne *mise, struct diag *diag)
{
	struct ident id;
	*c = (struct jour_change){.a = e->a, .jour = e->jour, .base = base, .mise = mise};
	saisie_init(&c->saisie);
	c->saisie.at = (struct diag_at){mise->at[0].path, mise->at[0].line, 1};
	memcpy(c->v, mise->v, sizeof c->v);
	enum status st = find_case(c, e->w->depot, diag);
	bool new = !c->v[JOUR_ID].n;
	if (st != STATUS_OK)
		return st;
	if (!new && !(ident_parse(c->v[JOUR_ID], &id) && id.letter == 'e')) {
		DIAG(diag, &BAD_ID, mise->at[JOUR_ID], c->v[JOUR_ID]);
		return STATUS_INVALID;
	}
	if (new && (!c->v[JOUR_DEBUT].n || !c->v[JOUR_FIN].n)) {
		DIAG(diag, &NO_HOURS, c->saisie.at, c->v[JOUR_DEBUT].n ? SLICE("la fin") : SLICE("le début et la fin"));
		return STATUS_INVALID;
	}
	if (new)
		fill_new(c);
	else
		fill_change(c);
	c->saisie.vue = hold_against;
	c->saisie.vue_ctx = c;
	return STATUS_OK;
}
