/* Files in the rec format, drawn at random from a seed, with what a reader must find in them: built piece by piece, so that
 * the answer is known without reading. */
#ifndef UNIT_REC_CORPUS_H
#define UNIT_REC_CORPUS_H

#include "base/text.h"

#include <string.h>

enum { CORPUS_FIELDS = 160, CORPUS_FAULTS = 16 };

struct corpus_field {
	const char *name;
	struct slice value;
	size_t line, col; /* of the name (col is 1) and of the value, from 1 */
	int record;       /* its rank; -1: of a descriptor */
};

struct corpus {
	uint64_t seed;
	struct arena *a;
	struct buf bytes;
	struct corpus_field fields[CORPUS_FIELDS];
	const char *types[CORPUS_FIELDS];   /* of each record */
	size_t fault_lines[CORPUS_FAULTS];  /* broken lines */
	size_t nfields, nrecords, nsets, nfaults, line;
	size_t body; /* where the blank lines begin that end the file */
	const char *type;
	int ends; /* 0 LF, 1 CRLF, 2 both */
	bool nul, broken, crlf, room; /* ROOM: the line before is no field, where `+` continues nothing */
};

static inline size_t corpus_draw(struct corpus *c, size_t below)
{
	uint64_t z = c->seed += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (size_t)((z ^ z >> 31) % below);
}

static inline void corpus_end(struct corpus *c)
{
	bool crlf = c->ends == 1 || (c->ends == 2 && corpus_draw(c, 2));
	if (c->line == 1)
		c->crlf = crlf;
	buf_addz(&c->bytes, crlf ? "\r\n" : "\n");
	c->line++;
}

/* One line of a value, without a final `\`: into the file with folds at random, into VALUE as it is. NOT_FIRST: the blanks
 * that it may not begin with, where one would be taken for the format's own. */
static inline void corpus_text(struct corpus *c, struct buf *value, const char *not_first)
{
	static const struct slice pieces[] = {
		SLICE("é"), SLICE("Noël"), SLICE(" "), SLICE("  "), SLICE("\t"), SLICE(":"), SLICE("#"), SLICE("+"), SLICE("%"),
		SLICE("\\"),
		SLICE("C:\\dossier"), SLICE("2026-03-02"), SLICE("œuvre"), SLICE("\xE9"), SLICE("職業"), SLICE("\\ "), SLICE("a: b"),
		SLICE("\x1B[1m"),
	};
	size_t n = corpus_draw(c, 5);
	for (size_t i = 0; i < n; i++) {
		struct slice p = pieces[corpus_draw(c, sizeof pieces / sizeof *pieces)];
		if (i == 0 && *not_first && strchr(not_first, p.p[0]))
			p = SLICE("à");
		if (c->nul && corpus_draw(c, 20) == 0)
			p = SLICE("\0");
		buf_adds(&c->bytes, p);
		buf_adds(value, p);
		if (i + 1 < n && corpus_draw(c, 6) == 0) {
			buf_addc(&c->bytes, '\\');
			corpus_end(c);
		}
	}
	if (c->bytes.p[c->bytes.n - 1] == '\\') {
		buf_addc(&c->bytes, '.');
		buf_addc(value, '.');
	}
}

static inline void corpus_value(struct corpus *c, struct buf *value)
{
	corpus_text(c, value, "");
	for (size_t more = corpus_draw(c, 5) ? 0 : corpus_draw(c, 4); more > 0; more--) {
		corpus_end(c);
		buf_addc(value, '\n');
		bool space = corpus_draw(c, 3) != 0;
		buf_addz(&c->bytes, space ? "+ " : "+");
		corpus_text(c, value, space ? "" : " ");
	}
}

static inline void corpus_field(struct corpus *c, const char *name, int record, const char *fixed)
{
	static const struct {
		const char *text;
		bool bare;
	} gaps[] = {{": ", false}, {": ", false}, {":\t", false}, {":", true}};
	struct buf value;
	size_t gap = fixed ? 0 : corpus_draw(c, 4);
	struct corpus_field *f = &c->fields[c->nfields++];
	buf_init(&value, c->a);
	*f = (struct corpus_field){.name = name, .line = c->line, .record = record};
	buf_addz(&c->bytes, name);
	buf_addz(&c->bytes, gaps[gap].text);
	f->col = slice_z(name).n + slice_z(gaps[gap].text).n + 1;
	if (fixed) {
		buf_addz(&c->bytes, fixed);
		buf_addz(&value, fixed);
	} else if (gaps[gap].bare) {
		corpus_text(c, &value, " \t");
	} else {
		corpus_value(c, &value);
	}
	f->value = buf_slice(&value);
	corpus_end(c);
	c->room = false;
}

/* A comment, or, in a broken file, a line that is nothing. */
static inline void corpus_between(struct corpus *c)
{
	static const char *const comments[] = {"#", "# à relire", "#Nom: é", "#\t\\", "# + suite"};
	static const char *const broken[] = {"pas un champ", "é: x", "_A: x", "1A: é", "A-b: x", " Nom: é", " # é", "A",
	                                     "A b: x"};
	if (corpus_draw(c, 6) == 0) {
		buf_addz(&c->bytes, comments[corpus_draw(c, sizeof comments / sizeof *comments)]);
		corpus_end(c);
		c->room = true;
	}
	if (c->broken && c->nfaults < CORPUS_FAULTS && corpus_draw(c, 8) == 0) {
		bool plus = c->room && corpus_draw(c, 3) == 0;
		c->fault_lines[c->nfaults++] = c->line;
		buf_addz(&c->bytes, plus ? "+ suite de rien" : broken[corpus_draw(c, sizeof broken / sizeof *broken)]);
		corpus_end(c);
		c->room = true;
	}
}

static inline void corpus_blanks(struct corpus *c)
{
	static const char *const blanks[] = {"", "", " ", "\t \t"};
	c->body = c->bytes.n;
	for (size_t n = 1 + corpus_draw(c, 5) / 4; n > 0; n--) {
		buf_addz(&c->bytes, blanks[corpus_draw(c, sizeof blanks / sizeof *blanks)]);
		corpus_end(c);
	}
	c->room = true;
}

static inline void corpus_record(struct corpus *c)
{
	static const char *const names[] = {"Id", "Nom", "Le", "Note", "Champ_inconnu", "A1", "Id", "a", "%x"};
	c->types[c->nrecords] = c->type;
	corpus_between(c);
	for (size_t n = 1 + corpus_draw(c, 5); n > 0; n--) {
		corpus_field(c, names[corpus_draw(c, sizeof names / sizeof *names)], (int)c->nrecords, NULL);
		corpus_between(c);
	}
	c->nrecords++;
	corpus_blanks(c);
}

static inline void corpus_descriptor(struct corpus *c)
{
	static const char *const types[] = {"Dossier", "Evenement", "Note"};
	c->type = types[corpus_draw(c, 3)];
	c->nsets++;
	corpus_between(c);
	if (corpus_draw(c, 4) == 0)
		corpus_field(c, "%doc", -1, NULL);
	corpus_field(c, "%rec", -1, c->type);
	if (corpus_draw(c, 4) == 0)
		corpus_field(c, "%mandatory", -1, "Id Nom");
	corpus_between(c);
	corpus_blanks(c);
}

/* The file of SEED. NSETS counts the records before any descriptor as a set, as struct rec does. */
static inline void corpus_make(struct corpus *c, struct arena *a, uint64_t seed)
{
	*c = (struct corpus){.seed = seed, .a = a, .line = 1, .type = "", .nsets = 1, .room = true};
	buf_init(&c->bytes, a);
	c->ends = (int)corpus_draw(c, 5) - 2;
	c->broken = corpus_draw(c, 4) == 0;
	c->nul = corpus_draw(c, 12) == 0;
	if (corpus_draw(c, 6) == 0)
		buf_addz(&c->bytes, "\xEF\xBB\xBF");
	if (corpus_draw(c, 30) == 0)
		return;
	if (corpus_draw(c, 3) == 0)
		corpus_blanks(c);
	for (size_t sets = corpus_draw(c, 4); ; sets--) {
		for (size_t n = corpus_draw(c, 4); n > 0; n--)
			corpus_record(c);
		if (sets == 0)
			break;
		corpus_descriptor(c);
	}
	size_t tail = corpus_draw(c, 4);
	if (tail == 0 && c->body)
		c->bytes.n = c->body;
	if (tail < 2 && c->bytes.n && c->bytes.p[c->bytes.n - 1] == '\n') {
		c->bytes.n--;
		c->bytes.n -= c->bytes.n && c->bytes.p[c->bytes.n - 1] == '\r';
	}
	c->crlf &= c->bytes.n && memchr(c->bytes.p, '\n', c->bytes.n);
}

#endif
