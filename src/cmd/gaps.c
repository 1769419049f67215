/* SPDX-License-Identifier: ISC */
/* gaps.c: what a device did not give, on standard error. */
#include <stdio.h>
#include <string.h>

#include "gaps.h"
#include "say.h"

#define ALIKE_MAX 3 /* gaps of one reason that are told one by one */
#define NAME_MAX_N 80

static bool
is_alike(const struct sst_gap *a, const struct sst_gap *b)
{
	return a->reason != NULL && b->reason != NULL &&
	       strcmp(a->reason, b->reason) == 0;
}

/* How many gaps have the reason of the i-th; *is_first: none before it has. */
static size_t
count_alike(const struct sst_snapshot *s, size_t i, bool *is_first)
{
	size_t n = 0;

	*is_first = true;
	for (size_t k = 0; k < s->gaps.n; k++) {
		if (k != i && !is_alike(&s->gaps.v[i], &s->gaps.v[k]))
			continue;
		*is_first = *is_first && k >= i;
		n++;
	}
	return n;
}

void
sst_gaps_say(struct sst_run *run, const struct sst_snapshot *s)
{
	char name[NAME_MAX_N];
	bool is_first;

	for (size_t i = 0; i < s->gaps.n; i++) {
		const struct sst_gap *g = &s->gaps.v[i];
		size_t n = count_alike(s, i, &is_first);

		if (n <= ALIKE_MAX || run->common.verbose > 0) {
			sst_say_gap(run, g->what, g->reason);
			continue;
		}
		if (!is_first)
			continue;
		(void)snprintf(name, sizeof(name), "%zu things (-v names them)",
		    n);
		sst_say_gap(run, name, g->reason);
	}
}
