#include "depot/ident.h"

#include <string.h>

bool ident_parse(struct slice s, struct ident *id)
{
	if (s.n < 2 || s.p[0] < 'a' || s.p[0] > 'z')
		return false;
	const char *dash = memchr(s.p, '-', s.n);
	struct slice digits = {s.p + 1, dash ? (size_t)(dash - s.p) - 1 : s.n - 1};
	id->letter = s.p[0];
	id->suffix = dash ? (struct slice){dash + 1, (size_t)(s.p + s.n - dash) - 1} : SLICE("");
	if (dash && (id->suffix.n == 0 || id->suffix.n > 8 || id->suffix.p[0] < 'a' || id->suffix.p[0] > 'z'))
		return false;
	for (size_t i = 0; i < id->suffix.n; i++) {
		char c = id->suffix.p[i];
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
			return false;
	}
	return digits.p[0] != '0' && slice_number(digits, &id->number);
}

int ident_cmp(const struct ident *a, const struct ident *b)
{
	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return slice_cmp(a->suffix, b->suffix);
}
