#include "metier/import.h"

#include "base/unicode.h"
#include "format/rec.h"
#include "metier/note.h"

#include <string.h>

static const struct diag_msg IGNORED = {"colonnes-ignorees", DIAG_REMARQUE,
	"colonnes non enregistrées : {} ; pour en faire lire une, ajouter son nom à share/colonnes.rec"};
static const struct diag_msg REMARKS = {"remarques-ignorees", DIAG_REMARQUE,
	"la colonne « {} » (remarques libres) n'est pas enregistrée ; pour la garder dans les notes du bilan : --remarques=notes"};
static const struct diag_msg ALREADY = {"deja-ouvert", DIAG_REMARQUE, "déjà ouvert : {} ; rien n'a été créé"};
static const struct diag_msg SURPLUS = {"cellule-en-trop", DIAG_ERREUR,
	"la ligne a plus de cellules que l'en-tête ; vérifier les séparateurs et les guillemets"};
static const struct diag_msg TOO_MANY_FUNDINGS = {"financements-nombreux", DIAG_ERREUR, "plus de huit financements ; n'en donner que huit"};
static const struct diag_msg BAD_FUNDING = {"financement-inconnu", DIAG_ERREUR, "« {} » n'est pas un champ de financement ; le retirer"};

static const char MOTIF[] = "Motif du rejet";

static enum info info_of(const struct colonnes *c, struct slice heading)
{
	struct slice champ = colonnes_champ(c, heading);
	for (int i = 0; champ.n && i < INFO_N; i++)
		if (slice_is(champ, info_noms[i]))
			return (enum info)i;
	return INFO_N;
}

size_t import_connues(void *ctx, const struct input_value *headings, size_t n)
{
	size_t known = 0;
	for (size_t i = 0; i < n; i++)
		known += info_of(ctx, headings[i].name) != INFO_N;
	return known;
}

static bool is_motif(struct arena *a, struct slice name)
{
	return slice_eq(text_fold(a, name), text_fold(a, slice_z(MOTIF)));
}

void import_annonce(const struct import *im, struct diag *diag)
{
	struct arena *a = im->o->depot->a;
	struct buf b;
	buf_init(&b, a);
	for (size_t i = 0; i < im->in->nheadings; i++) {
		struct slice name = im->in->headings[i].name;
		enum info info = info_of(&im->o->colonnes, name);
		if (info == INFO_REMARQUES && !im->remarques)
			DIAG(diag, &REMARKS, ((struct diag_at){im->in->path, 0, 0}), name);
		if (info != INFO_N || !name.n || is_motif(a, name))
			continue;
		buf_addz(&b, b.n ? ", « " : "« ");
		buf_adds(&b, name);
		buf_addz(&b, " »");
	}
	if (b.n)
		DIAG(diag, &IGNORED, ((struct diag_at){im->in->path, 0, 0}), buf_slice(&b));
}

/* One field of one of the fundings of a JSON object. */
static void take_funding(struct import *im, struct neuf *n, const struct input_value *v, struct diag_at at, struct diag *diag)
{
	struct neuf one = {0};
	struct slice name = v->name, value = slice_trim(v->value);
	if (v->group > FINANCEMENTS_MOST) {
		DIAG0(diag, &TOO_MANY_FUNDINGS, at);
		return;
	}
	struct financement *f = &n->f[v->group - 1];
	n->nf = (size_t)v->group > n->nf ? (size_t)v->group : n->nf;
	const struct {
		const char *name;
		struct slice *to;
		enum info as; /* how it is understood; INFO_N: as it is */
	} fields[] = {{"Payeur", &f->payeur, INFO_N}, {"Dispositif", &f->dispositif, INFO_VOIE}, {"Montant", &f->montant, INFO_PRIX},
	              {"Taxe", &f->taxe, INFO_N}, {"Numero_externe", &f->numero, INFO_N}, {"Minutes", &f->minutes, INFO_N}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!slice_is(name, fields[i].name))
			continue;
		if (fields[i].as != INFO_N)
			ouverture_donne(im->o, &one, &(struct donne){fields[i].as, name, value, at}, diag);
		*fields[i].to = fields[i].as == INFO_N ? value : one.info[fields[i].as];
		return;
	}
	DIAG(diag, &BAD_FUNDING, at, name);
}

/* f1's fields stand inside the Dossier record of a rec file: Dispositif says the route, Montant the price. */
static struct slice usual_name(struct slice name)
{
	if (slice_is(name, "Dispositif"))
		return SLICE("Voie");
	return slice_is(name, "Montant") ? SLICE("Prix") : name;
}

static void take_value(struct import *im, struct neuf *n, const struct input_value *v, struct diag *diag)
{
	struct diag_at at = {im->in->path, v->line, v->col};
	if (v->group) {
		take_funding(im, n, v, at, diag);
		return;
	}
	if (!v->name.n && v->value.n)
		DIAG0(diag, &SURPLUS, at);
	struct slice name = im->in->kind == INPUT_CSV ? v->name : usual_name(v->name);
	enum info info = info_of(&im->o->colonnes, name);
	bool bare_minutes = im->in->kind != INPUT_CSV && slice_is(name, info_noms[INFO_MINUTES]);
	int minutes;
	if (info == INFO_NOM)
		n->at_nom = at;
	if (bare_minutes && slice_number(slice_trim(v->value), &minutes)) /* the field's own unit, not an export's hours */
		n->info[INFO_MINUTES] = slice_trim(v->value);
	else if (info != INFO_N)
		ouverture_donne(im->o, n, &(struct donne){info, v->name, v->value, at}, diag);
}

/* Without the cell of the reason of an earlier rejection, always the last one. */
static size_t before_last_cell(const struct input *in, size_t begin, size_t end)
{
	size_t last = end;
	bool quoted = false;
	for (size_t i = begin; i < end; i++) {
		quoted ^= in->bytes.p[i] == '"';
		if (in->bytes.p[i] == in->separator && !quoted)
			last = i;
	}
	return last;
}

static bool was_rejected(const struct import *im)
{
	const struct input *in = im->in;
	return in->nheadings && is_motif(im->o->depot->a, in->headings[in->nheadings - 1].name);
}

static void reject_csv(struct import *im, const struct input_row *row, struct slice why)
{
	const struct input *in = im->in;
	bool again = was_rejected(im);
	if (!im->rejets.n) {
		size_t end = again ? before_last_cell(in, in->heading_begin, in->heading_end) : in->heading_end;
		buf_add(&im->rejets, in->bytes.p, in->heading_begin);
		input_csv_with(&im->rejets, in, in->heading_begin, end, slice_z(MOTIF));
	}
	size_t end = again && row->n == in->nheadings ? before_last_cell(in, row->begin, row->end) : row->end;
	input_csv_with(&im->rejets, in, row->begin, end, why);
}

/* A record or an object as it was, its reason in a comment or on a line of its own. */
static void reject_other(struct import *im, const struct input_row *row, struct slice why)
{
	struct buf *out = &im->rejets;
	struct slice raw = slice_trim((struct slice){im->in->bytes.p + row->begin, row->end - row->begin});
	if (im->in->kind == INPUT_REC) {
		buf_addz(out, out->n ? "\n# " : "%rec: Dossier\n\n# ");
		buf_addz(out, MOTIF);
		buf_addz(out, " : ");
		buf_add_clean(out, why);
		buf_addc(out, '\n');
	}
	for (size_t i = 0; i < raw.n; i++)
		if (im->in->kind == INPUT_REC || (raw.p[i] != '\n' && raw.p[i] != '\r')) /* one JSON object a line */
			buf_addc(out, raw.p[i]);
	buf_addc(out, '\n');
}

static void reject(struct import *im, const struct input_row *row, struct slice why)
{
	im->rejected++;
	if (im->in->kind == INPUT_CSV)
		reject_csv(im, row, why);
	else
		reject_other(im, row, why);
}

enum status import_unique(struct ouvertures *o, const struct neuf *n, ref_t *ref, struct diag *diag)
{
	char text[REF_SIZE];
	ref_t already = ouverture_deja(o, n);
	*ref = REF_NONE;
	if (already == REF_NONE)
		return ouverture_cree(o, n, ref, diag);
	DIAG(diag, &ALREADY, n->at, ref_text(&o->depot->prefixes, already, text));
	return STATUS_OK;
}

static enum status open_case(struct import *im, const struct neuf *n, ref_t *ref, struct diag *diag)
{
	struct depot *d = im->o->depot;
	enum status st = import_unique(im->o, n, ref, diag);
	if (st == STATUS_OK && *ref != REF_NONE && im->remarques && n->info[INFO_REMARQUES].n) {
		struct buf id;
		buf_init(&id, d->a);
		buf_addz(&id, "e1");
		buf_adds(&id, im->o->poste.suffixe);
		st = note_ajoute(d, d->a, *ref, &im->o->poste, buf_slice(&id), im->o->saisi, n->info[INFO_REMARQUES], diag);
	}
	return st;
}

enum status import_ligne(struct import *im, const struct input_row *row, ref_t *ref, struct diag *diag)
{
	struct neuf n = {.at = {im->in->path, row->line, row->col}};
	struct diag said;
	*ref = REF_NONE;
	if (row->blank || (im->in->kind == INPUT_REC && row->type.n && !slice_is(row->type, "Dossier")))
		return STATUS_OK;
	diag_init(&said, diag->arena, diag->subject);
	for (size_t i = 0; i < row->n; i++)
		take_value(im, &n, &row->v[i], &said);
	enum status st = ouverture_acheve(im->o, &n, &said);
	if (st != STATUS_OK) {
		diag_join(diag, &said);
		return st;
	}
	bool bad = diag_has(&said, DIAG_ERREUR);
	ref_t already = bad ? REF_NONE : ouverture_deja(im->o, &n);
	struct slice why = already == REF_NONE ? diag_join(diag, &said) : SLICE(""); /* warnings were said when it was opened */
	if (!bad)
		return open_case(im, &n, ref, diag);
	reject(im, row, why);
	return STATUS_INVALID;
}
