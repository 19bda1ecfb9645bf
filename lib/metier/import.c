#include "metier/import_prive.h"

#include "base/unicode.h"
#include "format/rec.h"
#include "metier/note.h"

#include <string.h>

static const struct diag_msg IGNORED = {"colonnes-ignorees", DIAG_REMARQUE,
	"colonnes non enregistrées : {} ; pour en faire lire une, ajouter son nom à share/colonnes.rec"};
static const struct diag_msg IGNORED_FIELDS = {"champs-ignores", DIAG_REMARQUE,
	"champs non enregistrés : {} ; bilan-dossier(5) donne le nom de ceux qui le sont"};
static const struct diag_msg IGNORED_TYPES = {"enregistrements-ignores", DIAG_REMARQUE,
	"enregistrements non lus : {} ; seuls Dossier et Financement le sont"};
static const struct diag_msg REMARKS = {"remarques-ignorees", DIAG_REMARQUE,
	"les remarques libres (« {} ») ne sont pas enregistrées ; pour les garder dans les notes du bilan : --remarques=notes"};
static const struct diag_msg ALREADY = {"deja-ouvert", DIAG_REMARQUE, "déjà ouvert : {} ; rien n'a été créé"};
static const struct diag_msg SURPLUS = {"cellule-en-trop", DIAG_ERREUR,
	"la ligne a plus de cellules que l'en-tête ; vérifier les séparateurs et les guillemets"};
static const struct diag_msg TWICE = {"champ-double", DIAG_ERREUR,
	"« {} » répète ce que dit déjà « {} » ; n'en garder qu'un"};
static const struct diag_msg TOO_MANY_FUNDINGS = {"financements-nombreux", DIAG_ERREUR,
	"plus de huit financements ; n'en donner que huit"};
static const struct diag_msg ONE_ROUTE = {"voies-multiples", DIAG_ERREUR,
	"« {} » : un financement n'a qu'une voie ; en faire plusieurs financements"};
static const struct diag_msg ORPHAN = {"financement-orphelin", DIAG_ERREUR,
	"financement sans dossier ; le placer sous l'enregistrement Dossier dont il est"};

bool import_est_dossier(const struct input_row *row)
{
	return !row->type.n || slice_is(row->type, "Dossier");
}

static bool is_funding(const struct input_row *row)
{
	return slice_is(row->type, "Financement");
}

const struct input_row *import_suite(const struct input *in, const struct input_row *row)
{
	const struct input_row *end = in->rows + in->nrows;
	for (row++; in->kind == INPUT_REC && row < end && !import_est_dossier(row); row++)
		if (is_funding(row))
			return row;
	return NULL;
}

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

/* f1's fields stand inside the Dossier record of a rec file: Dispositif says the route, Montant the price. */
static struct slice usual_name(struct slice name)
{
	if (slice_is(name, "Dispositif"))
		return SLICE("Voie");
	return slice_is(name, "Montant") ? SLICE("Prix") : name;
}

/* What NAME is; asked for every value, it is looked for once. */
static struct import_nom *name_of(struct import *im, struct slice name)
{
	size_t i = 0;
	while (i < im->nnoms && !slice_eq(im->noms[i].nom, name))
		i++;
	if (i < im->nnoms)
		return &im->noms[i];
	enum info info = info_of(&im->o->colonnes, im->in->kind == INPUT_CSV ? name : usual_name(name));
	const struct interdit *refused = info == INFO_N ? sobriete_nom(&im->o->sobriete, im->o->depot->a, name) : NULL;
	im->noms[i] = (struct import_nom){.nom = name, .info = info, .interdit = refused};
	im->nnoms += im->nnoms < IMPORT_NOMS_MOST;
	return &im->noms[i];
}

static enum info field_of(struct import *im, struct slice name)
{
	return name_of(im, name)->info;
}

/* The fields of a funding, and how each is understood; NULL for any other name. */
static struct slice *funding_field(struct financement *f, struct slice name, enum info *as)
{
	const struct {
		const char *name;
		struct slice *to;
		enum info as;
	} fields[] = {{"Payeur", &f->payeur, INFO_NUMERO}, {"Dispositif", &f->dispositif, INFO_VOIE}, {"Montant", &f->montant, INFO_PRIX},
	              {"Taxe", &f->taxe, INFO_NUMERO}, {"Numero_externe", &f->numero, INFO_NUMERO},
	              {"Minutes", &f->minutes, INFO_MINUTES}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (slice_is(name, fields[i].name)) {
			*as = fields[i].as;
			return fields[i].to;
		}
	return NULL;
}

/* Names, each once, as a message lists them. */
struct listed {
	struct buf text;
	struct slice seen[IMPORT_NOMS_MOST];
	size_t n;
};

static void list(struct listed *l, struct slice name)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_eq(l->seen[i], name))
			return;
	if (l->n == IMPORT_NOMS_MOST)
		return;
	l->seen[l->n++] = name;
	buf_addz(&l->text, l->text.n ? ", « " : "« ");
	buf_adds(&l->text, name);
	buf_addz(&l->text, " »");
}

/* What we print, or wrote beside a rejected row, and do not read back. */
static bool is_silent(const struct import *im, const struct input_value *v, bool funding)
{
	static const char *const silent[] = {"Schema", "Version", "Saisi", "Par"};
	if (funding && slice_is(v->name, "Id"))
		return true;
	for (size_t i = 0; im->in->kind == INPUT_JSON && i < sizeof silent / sizeof *silent; i++)
		if (slice_is(v->name, silent[i]))
			return true;
	return !v->name.n || import_est_motif(im->o->depot->a, v->name);
}

/* What a file that is read has to say of its names. */
struct announced {
	struct import *im;
	struct listed names, types;
	struct slice remarks; /* the name of the column of free remarks that is left out */
	enum status status;
	struct diag *diag;
};

/* Is there something in that column? A field of a rec file and a key of an object stand beside their value. */
static bool is_filled(const struct input *in, const struct input_value *v)
{
	if (in->kind != INPUT_CSV)
		return slice_trim(v->value).n > 0;
	for (size_t i = 0; i < in->nrows; i++)
		for (size_t k = 0; k < in->rows[i].n; k++)
			if (in->rows[i].v[k].column == v->column && slice_trim(in->rows[i].v[k].value).n)
				return true;
	return false;
}

/* What no bilan has a need of; an empty column brings nothing. */
static void refuse(struct announced *n, struct import_nom *nom, const struct input_value *v)
{
	const struct input *in = n->im->in;
	if (nom->dit || !is_filled(in, v))
		return;
	sobriete_dit(nom->interdit, in->kind == INPUT_CSV ? SOBRIETE_COLONNE_OMISE : SOBRIETE_CHAMP_OMIS, v->name,
	             (struct diag_at){in->path, v->line, v->col}, n->diag);
	nom->dit = in->kind != INPUT_CSV; /* two columns of one name are two */
	n->status = STATUS_INVALID;
}

static void announce_name(struct announced *n, const struct input_value *v, bool funding)
{
	struct financement f;
	enum info info = INFO_N;
	bool known = funding ? funding_field(&f, v->name, &info) != NULL : (info = field_of(n->im, v->name)) != INFO_N;
	if (!funding && !known && n->im->in->kind != INPUT_CSV) /* f1's other fields */
		known = funding_field(&f, v->name, &info) != NULL;
	if (!funding && info == INFO_REMARQUES && !n->im->remarques)
		n->remarks = v->name;
	if (known || is_silent(n->im, v, funding))
		return;
	struct import_nom *nom = name_of(n->im, v->name);
	if (nom->interdit)
		refuse(n, nom, v);
	else
		list(&n->names, v->name);
}

static void announce_row(struct announced *n, const struct input_row *row)
{
	bool funding = n->im->in->kind == INPUT_REC && is_funding(row);
	if (n->im->in->kind == INPUT_REC && !funding && !import_est_dossier(row)) {
		list(&n->types, row->type);
		return;
	}
	for (size_t i = 0; i < row->n; i++)
		announce_name(n, &row->v[i], funding || row->v[i].group);
}

enum status import_annonce(struct import *im, struct diag *diag)
{
	const struct input *in = im->in;
	struct diag_at at = {in->path, 0, 0};
	struct announced n = {.im = im, .diag = diag};
	buf_init(&n.names.text, im->o->depot->a);
	buf_init(&n.types.text, im->o->depot->a);
	for (size_t i = 0; i < in->nheadings; i++)
		announce_name(&n, &in->headings[i], false);
	for (size_t i = 0; in->kind != INPUT_CSV && i < in->nrows; i++)
		announce_row(&n, &in->rows[i]);
	if (n.remarks.n)
		DIAG(diag, &REMARKS, at, n.remarks);
	if (n.types.n)
		DIAG(diag, &IGNORED_TYPES, at, buf_slice(&n.types.text));
	if (n.names.n)
		DIAG(diag, in->kind == INPUT_CSV ? &IGNORED : &IGNORED_FIELDS, at, buf_slice(&n.names.text));
	return n.status;
}

/* A row being understood. */
struct taking {
	struct import *im;
	const struct input_row *row;
	struct neuf n;
	const struct input_value *given[INFO_N]; /* what said each field */
	struct diag *diag;
};

static struct diag_at place(const struct taking *t, const struct input_value *v)
{
	return (struct diag_at){t->im->in->path, v->line, v->col};
}

/* A field of funding RANK, from 0; false when it is none. */
static bool take_funding(struct taking *t, size_t rank, const struct input_value *v)
{
	struct neuf one = {0};
	enum info as;
	int minutes;
	struct slice *to = funding_field(&t->n.f[rank], v->name, &as), value = slice_trim(v->value);
	if (!to || !value.n)
		return to != NULL;
	if (to->n)
		DIAG(t->diag, &TWICE, place(t, v), v->name, v->name);
	if (as == INFO_MINUTES && slice_number(value, &minutes)) /* the field's own unit, not an export's hours */
		one.info[as] = value;
	else
		ouverture_donne(t->im->o, &one, &(struct donne){as, v->name, value, place(t, v)}, t->diag);
	*to = one.info[as];
	if (as == INFO_VOIE && to->n && memchr(to->p, '+', to->n))
		DIAG(t->diag, &ONE_ROUTE, place(t, v), value);
	return true;
}

/* A field of a funding that stands apart, RANK from 1. */
static void take_apart(struct taking *t, size_t rank, const struct input_value *v)
{
	if (rank <= FINANCEMENTS_MOST) {
		t->n.nf = rank > t->n.nf ? rank : t->n.nf;
		take_funding(t, rank - 1, v);
	} else if (t->n.nf == FINANCEMENTS_MOST) {
		t->n.nf++; /* said once: a row with an error is not opened */
		DIAG0(t->diag, &TOO_MANY_FUNDINGS, place(t, v));
	}
}

/* Said twice: an error, unless two names say the same; routes in a rec or JSON file are a list. */
static bool is_new(struct taking *t, enum info info, const struct input_value *v, bool *more)
{
	const struct input_value *first = t->given[info];
	*more = false;
	t->given[info] = first ? first : v;
	if (!first)
		return true;
	bool same_name = slice_eq(first->name, v->name);
	*more = info == INFO_VOIE && t->im->in->kind != INPUT_CSV && same_name && slice_is(v->name, "Voie");
	if (!*more && (same_name || !slice_eq(slice_trim(first->value), slice_trim(v->value))))
		DIAG(t->diag, &TWICE, place(t, v), v->name, first->name);
	return *more;
}

static void take_field(struct taking *t, enum info info, const struct input_value *v)
{
	struct neuf *n = &t->n;
	struct slice before = n->info[INFO_VOIE];
	bool bare_minutes = t->im->in->kind != INPUT_CSV && slice_is(v->name, info_noms[INFO_MINUTES]), more;
	int minutes;
	if ((info == INFO_REMARQUES && !t->im->remarques) || !is_new(t, info, v, &more))
		return;
	if (info == INFO_NOM)
		n->at_nom = place(t, v);
	if (bare_minutes && slice_number(slice_trim(v->value), &minutes))
		n->info[INFO_MINUTES] = slice_trim(v->value);
	else
		ouverture_donne(t->im->o, n, &(struct donne){info, v->name, v->value, place(t, v)}, t->diag);
	if (more && before.n) {
		struct buf all;
		buf_init(&all, t->im->o->depot->a);
		buf_adds(&all, before);
		buf_addc(&all, '+');
		buf_adds(&all, n->info[INFO_VOIE]);
		n->info[INFO_VOIE] = buf_slice(&all);
	}
}

/* In a table, who pays is all that is known of the route; beside a route of its own it is somebody's name. */
static bool is_payer(const struct taking *t, const struct input_value *v)
{
	return t->im->in->kind != INPUT_CSV && slice_is(v->name, "Payeur") &&
	       (input_get(t->row, "Dispositif") || input_get(t->row, "Voie"));
}

static void take_value(struct taking *t, const struct input_value *v)
{
	bool csv = t->im->in->kind == INPUT_CSV;
	enum info info = field_of(t->im, v->name);
	if (v->group)
		take_apart(t, (size_t)v->group, v);
	else if (!v->name.n && v->value.n)
		DIAG0(t->diag, &SURPLUS, place(t, v));
	else if (info == INFO_NOM && !slice_trim(v->value).n)
		t->n.at_nom = place(t, v);
	else if (!slice_trim(v->value).n || (!csv && slice_is(v->name, "Reference") && input_get(t->row, "Cle_externe")))
		return; /* a Reference is the number of whoever made the file, unless it has another */
	else if (info != INFO_N && !is_payer(t, v))
		take_field(t, info, v);
	else if (!csv)
		take_funding(t, 0, v);
}

static void take_row(struct taking *t)
{
	size_t rank = 0;
	for (size_t i = 0; i < t->row->n; i++)
		take_value(t, &t->row->v[i]);
	for (const struct input_row *next = t->row; (next = import_suite(t->im->in, next));) {
		rank++;
		for (size_t i = 0; i < next->n; i++)
			take_apart(t, rank, &next->v[i]);
	}
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
		st = note_ajoute(d, d->a, *ref, &im->o->poste, buf_slice(&id), im->o->saisi, n->info[INFO_REMARQUES], NULL, diag);
	}
	return st;
}

static enum status open_row(struct import *im, const struct input_row *row, ref_t *ref, struct diag *diag)
{
	struct diag said;
	struct taking t = {.im = im, .row = row, .n = {.at = {im->in->path, row->line, row->col}}, .diag = &said};
	diag_init(&said, diag->arena, diag->subject);
	take_row(&t);
	enum status st = ouverture_acheve(im->o, &t.n, &said);
	if (st != STATUS_OK) {
		diag_join(diag, &said);
		return st;
	}
	bool bad = diag_has(&said, DIAG_ERREUR);
	ref_t already = bad ? REF_NONE : ouverture_deja(im->o, &t.n);
	struct slice why = already == REF_NONE ? diag_join(diag, &said) : SLICE(""); /* warnings were said when it was opened */
	if (!bad)
		return open_case(im, &t.n, ref, diag);
	import_rejette(im, row, why);
	return STATUS_INVALID;
}

enum status import_ligne(struct import *im, const struct input_row *row, ref_t *ref, struct diag *diag)
{
	bool rec = im->in->kind == INPUT_REC, dossier = !rec || import_est_dossier(row);
	*ref = REF_NONE;
	if (row->invalid) {
		import_rejette(im, row, row->why);
		return STATUS_INVALID;
	}
	if (row->blank)
		return STATUS_OK;
	if (rec && !im->dossier && is_funding(row)) {
		struct diag_at at = {im->in->path, row->line, row->col};
		DIAG0(diag, &ORPHAN, at);
		import_rejette(im, row, slice_z(ORPHAN.text));
		return STATUS_INVALID;
	}
	im->dossier |= dossier;
	return dossier ? open_row(im, row, ref, diag) : STATUS_OK;
}
