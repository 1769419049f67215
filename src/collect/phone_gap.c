/* SPDX-License-Identifier: ISC */
/* phone_gap.c: what a phone did not tell, once each. */
#include <string.h>

#include "phone_priv.h"

/* More damaged rows of one answer are counted, not told. */
#define FAULTS_TOLD 16

static bool
is_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Pieces of one source that are refused alike are one gap. */
static bool
is_told(const struct sst_snapshot *s, const char *what, const char *reason)
{
	for (size_t i = 0; i < s->gaps.n; i++) {
		if (is_text(s->gaps.v[i].what, what) &&
		    is_text(s->gaps.v[i].reason, reason))
			return true;
	}
	return false;
}

int
sst_phone_gap_note(struct sst_phone_run *r, const char *what,
    const char *member, const struct sst_err *why, struct sst_err *err)
{
	struct sst_snapshot *s = r->snap;

	if (is_told(s, what, why->msg))
		return 0;
	if (sst_snapshot_note_gap(s, what, NULL, why, err) < 0)
		return -1;
	s->gaps.v[s->gaps.n - 1].member = member;
	return 0;
}

int
sst_phone_gap_faults(struct sst_phone_run *r, const char *what,
    const char *member, const struct sst_row_faults *faults,
    struct sst_err *err)
{
	struct sst_err why;

	for (size_t i = 0; i < faults->n && i < FAULTS_TOLD; i++) {
		const struct sst_row_fault *f = &faults->v[i];

		sst_err_set(&why, SST_E_FORMAT, "line %zu: %s", f->line,
		    f->what);
		if (sst_phone_gap_note(r, what, member, &why, err) < 0)
			return -1;
	}
	if (faults->n <= FAULTS_TOLD)
		return 0;
	sst_err_set(&why, SST_E_FORMAT, "%zu more rows that cannot be read",
	    faults->n - FAULTS_TOLD);
	return sst_phone_gap_note(r, what, member, &why, err);
}

int
sst_phone_gap_cut(struct sst_phone_run *r, const char *what, size_t max,
    size_t *n, struct sst_err *err)
{
	struct sst_err why;

	if (*n <= max)
		return 0;
	*n = max;
	sst_err_set(&why, SST_E_FORMAT, "more than %zu: the rest is not kept",
	    max);
	return sst_phone_gap_note(r, what, NULL, &why, err);
}
