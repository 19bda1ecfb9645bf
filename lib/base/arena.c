#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef ARENA_BLOCK
#define ARENA_BLOCK (64u * 1024u) /* the unit tests compile it tiny, so that small data crosses every boundary */
#endif

struct arena_block {
	struct arena_block *next;
	size_t size;
	alignas(max_align_t) char bytes[];
};

static const size_t ALIGN = alignof(max_align_t);

static void no_memory(void)
{
	static const char say[] = "erreur: memoire: plus de mémoire disponible ; fermer d'autres programmes, puis recommencer\n";
	if (write(STDERR_FILENO, say, sizeof say - 1) < 0)
		_exit(74);
	_exit(74);
}

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

static void free_from(struct arena_block *b)
{
	while (b) {
		struct arena_block *next = b->next;
		free(b);
		b = next;
	}
}

void arena_release(struct arena *a)
{
	free_from(a->head);
	arena_init(a);
}

static void use_block(struct arena *a, struct arena_block *b)
{
	a->head = b;
	a->at = b->bytes;
	a->end = b->bytes + b->size;
}

void arena_reset(struct arena *a)
{
	struct arena_block *keep = a->head;
	if (!keep)
		return;
	for (struct arena_block *b = keep; b; b = b->next)
		if (b->size > keep->size)
			keep = b;
	for (struct arena_block *b = a->head, *next; b; b = next) {
		next = b->next;
		if (b != keep)
			free(b);
	}
	keep->next = NULL;
	use_block(a, keep);
}

static size_t rounded(size_t n)
{
	if (n > SIZE_MAX / 2)
		no_memory();
	return (n + ALIGN - 1) & ~(ALIGN - 1);
}

static void add_block(struct arena *a, size_t least)
{
	size_t size = a->head && a->head->size < (1u << 22) ? a->head->size * 2 : ARENA_BLOCK;
	if (size < least)
		size = least;
	struct arena_block *b = malloc(sizeof *b + size);
	if (!b)
		no_memory();
	b->next = a->head;
	b->size = size;
	use_block(a, b);
}

void *arena_alloc(struct arena *a, size_t size)
{
	size = rounded(size ? size : 1);
	if ((size_t)(a->end - a->at) < size)
		add_block(a, size);
	void *p = a->at;
	a->at += size;
	return p;
}

void *arena_zalloc(struct arena *a, size_t size)
{
	return memset(arena_alloc(a, size), 0, size);
}

void *arena_grow(struct arena *a, void *p, size_t have, size_t want)
{
	char *old = p;
	if (old && old + rounded(have ? have : 1) == a->at && (size_t)(a->end - old) >= rounded(want)) {
		a->at = old + rounded(want);
		return p;
	}
	void *fresh = arena_alloc(a, want);
	return have ? memcpy(fresh, p, have) : fresh;
}

char *arena_copy(struct arena *a, const char *p, size_t n)
{
	char *s = arena_alloc(a, n + 1);
	if (n)
		memcpy(s, p, n);
	s[n] = '\0';
	return s;
}
