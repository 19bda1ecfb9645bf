/* arena: the memory of one run or of one case, freed at once.
 *
 * Everything that a function of this project returns lives in the arena it was given as its first argument, until
 * arena_reset() or arena_release(). Nothing is freed one by one. When the machine has no memory left the process says so
 * and ends with 74: it is the one error that no caller handles. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *head; /* the block being filled; older ones follow it */
	char *at, *end;           /* what is left of it */
};

/* An empty arena owns nothing; releasing it twice is harmless. */
void arena_init(struct arena *a);
void arena_release(struct arena *a);

/* Forget everything, keep the largest block for what comes next. */
void arena_reset(struct arena *a);

/* SIZE bytes aligned for any type: uninitialised, or zeroed. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((malloc, alloc_size(2), returns_nonnull));
void *arena_zalloc(struct arena *a, size_t size) __attribute__((malloc, alloc_size(2), returns_nonnull));

/* Make room for WANT bytes in place of the HAVE at P (the last allocation grows where it stands; another is copied). */
void *arena_grow(struct arena *a, void *p, size_t have, size_t want) __attribute__((returns_nonnull));

/* A NUL-terminated copy of N bytes. */
char *arena_copy(struct arena *a, const char *p, size_t n) __attribute__((returns_nonnull));

#define ARENA_ARRAY(a, type, n) ((type *)arena_zalloc((a), sizeof(type) * (size_t)(n)))

#endif
