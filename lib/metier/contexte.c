#include "metier/contexte.h"

#include <errno.h>

enum status contexte_journal(const struct contexte *c, struct visit *v, uint64_t effets, struct journal *j)
{
	struct slice bytes;
	enum status st = depot_read(v->depot, v->tree, v->ref, "journal.rec", v->arena, &bytes);
	if (st == STATUS_ABSENT && v->ref == REF_CENTRE) { /* nothing was noted yet */
		bytes = SLICE("");
		st = STATUS_OK;
	}
	if (st == STATUS_ABSENT) { /* moved to the archives since it was listed, or half made */
		enum tree now;
		if (depot_find(v->depot, v->ref, &now, NULL) == STATUS_OK && now != v->tree) {
			v->tree = now;
			st = depot_read(v->depot, v->tree, v->ref, "journal.rec", v->arena, &bytes);
		}
	}
	const char *path = depot_case_path(v->depot, v->arena, v->tree, v->ref, "journal.rec");
	if (st != STATUS_OK) {
		depot_say(v->diag, st, errno, path);
		return st == STATUS_ABSENT ? STATUS_INVALID : st;
	}
	char text[REF_SIZE];
	struct slice ref = v->ref == REF_CENTRE ? SLICE("") : ref_text(&v->depot->prefixes, v->ref, text);
	return journal_parse_pour(v->arena, c->types, bytes, path, ref, effets, j, v->diag);
}

struct emit_cell cell_text(struct slice s)
{
	return (struct emit_cell){.set = s.n > 0, .text = s};
}

struct emit_cell cell_z(const char *s)
{
	return cell_text(slice_z(s));
}

struct emit_cell cell_number(int64_t n)
{
	return (struct emit_cell){.set = true, .number = n};
}

struct emit_cell cell_jour(jour_t d)
{
	return (struct emit_cell){.set = d != JOUR_NONE, .number = d};
}

bool cell_lignes(const struct emit *e)
{
	return e->format == EMIT_TSV || e->format == EMIT_JSONL || e->format == EMIT_JSON;
}

struct emit_cell cell_ligne(const struct emit *e, struct arena *a, struct slice s)
{
	if (cell_lignes(e) || !s.n || !memchr(s.p, '\n', s.n))
		return cell_text(s);
	char *copy = arena_copy(a, s.p, s.n);
	for (size_t i = 0; i < s.n; i++)
		if (copy[i] == '\n')
			copy[i] = ' ';
	return cell_text((struct slice){copy, s.n});
}

struct emit_cell cell_ref(struct visit *v)
{
	char *text = arena_alloc(v->arena, REF_SIZE);
	return cell_text(ref_text(&v->depot->prefixes, v->ref, text));
}

enum status contexte_dossier(struct visit *v, struct rec *r)
{
	struct slice bytes;
	const char *path = depot_case_path(v->depot, v->arena, v->tree, v->ref, "dossier.rec");
	enum status st = depot_read(v->depot, v->tree, v->ref, "dossier.rec", v->arena, &bytes);
	*r = (struct rec){.path = path};
	if (st == STATUS_OK)
		return rec_parse(v->arena, bytes, path, NULL, r, v->diag);
	depot_say(v->diag, st, errno, path);
	return st == STATUS_ABSENT ? STATUS_INVALID : st;
}

enum status contexte_noms(struct visit *v, struct emit_cell cells[NOMS])
{
	static const char *const fields[NOMS] = {"Nom", "Prenom", "Telephone"};
	struct rec r;
	for (size_t i = 0; i < NOMS; i++)
		cells[i] = (struct emit_cell){0};
	enum status st = contexte_dossier(v, &r);
	for (size_t k = 0; k < r.nrecords; k++)
		if (rec_is(&r, &r.records[k], "Dossier"))
			for (size_t i = 0; i < NOMS; i++)
				cells[i] = cell_text(rec_get(v->arena, &r, &r.records[k], fields[i]));
	return st;
}
