/* ident: the Ids of a case's records: `e12`, or `e12-tls` when given by a machine with a prefix. */
#ifndef DEPOT_IDENT_H
#define DEPOT_IDENT_H

#include "base/text.h"

struct ident {
	char letter;
	int number;
	struct slice suffix;
};

bool ident_parse(struct slice s, struct ident *id);
/* By number, then by suffix: the order of listings and of "the greatest". */
int ident_cmp(const struct ident *a, const struct ident *b);

#endif
