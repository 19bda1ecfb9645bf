/* Journals written in short: an event a line, `e2 seance 2026-02-02 | Minutes: 90`, and the store whose rules judge them. */
#ifndef UNIT_JOURNAL_TEXT_H
#define UNIT_JOURNAL_TEXT_H

#include "depot/journal.h"
#include "store.h"

#define OPEN "e1 ouverture 2026-01-05 | Reference: 2026-0001 | Conseiller: roques | Voie: cpf | Situation: salarie\n"
#define HELD(id, le, minutes) id " seance " le " | Phase: investigation | Minutes: " minutes " | Statut: realise\n"

struct bench {
	struct store store;
	struct types types;
	struct regles regles;
	struct journal journal;
	struct diag diag; /* what reading the journal said */
};

static inline void bench_open(struct bench *b)
{
	struct arena *a = &b->store.arena;
	store_open(&b->store);
	ck_assert_int_eq(types_load(&b->store.depot, &b->types, &b->store.diag), STATUS_OK);
	ck_assert_int_eq(regles_load(&b->store.depot, &b->regles, &b->store.diag), STATUS_OK);
	diag_init(&b->diag, a, "2026-0001");
}

static inline void bench_close(struct bench *b)
{
	store_close(&b->store);
}

/* The whole record: a word that is `-` leaves its field out. */
static inline void journal_event(struct buf *out, struct slice line)
{
	static const char *const heads[] = {"Id", "Type", "Le"};
	struct slice part, word;
	slice_next(&line, "|", &part);
	for (int i = 0; slice_next(&part, " ", &word);)
		if (word.n && i < 3) {
			if (!slice_is(word, "-"))
				buf_addf(out, "%s: %.*s\n", heads[i], (int)word.n, word.p);
			i++;
		}
	while (slice_next(&line, "|", &part)) {
		buf_adds(out, slice_trim(part));
		buf_addc(out, '\n');
	}
	buf_addc(out, '\n');
}

static inline enum status bench_read(struct bench *b, const char *lines)
{
	struct buf out;
	struct slice rest = slice_z(lines), line;
	buf_init(&out, &b->store.arena);
	buf_addz(&out, "%rec: Evenement\n\n");
	while (slice_next(&rest, "\n", &line))
		if (line.n)
			journal_event(&out, line);
	return journal_parse(&b->store.arena, &b->types, buf_slice(&out), "journal.rec", SLICE("2026-0001"), &b->journal,
	                     &b->diag);
}

static inline void add_date(struct buf *out, jour_t d)
{
	buf_addc(out, ' ');
	if (d == JOUR_NONE)
		buf_addc(out, '-');
	else
		buf_add_jour(out, d);
}

#endif
