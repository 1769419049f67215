/* SPDX-License-Identifier: ISC */
/* phone_lines.c: the rows of isub and of siminfo that are of one line. */
#include <string.h>

#include "phone_priv.h"

int
sst_phone_lines_isub(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	if (sst_subscription_parse_isub(a->text, &r->scratch, &r->isub, err) <
	    0)
		return -1;
	r->has_isub = true;
	return sst_phone_gap_faults(r, a->what, a->member, &r->isub.faults,
	    err);
}

/* A piece waits for the others. */
int
sst_phone_lines_siminfo(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err)
{
	struct sst_span *piece = &r->pieces[a->argument];

	piece->p = sst_arena_copy(&r->scratch, a->text);
	if (piece->p == NULL)
		return sst_arena_full(&r->scratch, err);
	piece->n = a->text.n;
	return 0;
}

int
sst_phone_lines_join(struct sst_phone_run *r, struct sst_err *err)
{
	static const char what[] = "content query siminfo";
	struct sst_err why;

	if (r->has_siminfo || r->pieces[SST_SIMINFO_FACTS].p == NULL)
		return 0;
	r->has_siminfo = true;
	if (sst_siminfo_parse(r->pieces, &r->scratch, &r->siminfo, &why) == 0)
		return sst_phone_gap_faults(r, what, NULL, &r->siminfo.faults,
		    err);
	*err = why;
	if (why.code == SST_E_FAILED)
		return -1;
	return sst_phone_gap_note(r, what, NULL, &why, err);
}

static const struct sst_subscription *
find_id(const struct sst_subscriptions *list, int id)
{
	for (size_t i = 0; i < list->n; i++) {
		if (list->v[i].id == id)
			return &list->v[i];
	}
	return NULL;
}

/* What is masked is known by its beginning. */
static bool
may_be_same(const struct sst_subscription *a, const struct sst_subscription *b)
{
	size_t n, m;

	if (a->icc_id == NULL || b->icc_id == NULL)
		return true;
	n = strlen(a->icc_id);
	m = strlen(b->icc_id);
	if (!a->is_masked && !b->is_masked)
		return strcmp(a->icc_id, b->icc_id) == 0;
	return strncmp(a->icc_id, b->icc_id, n < m ? n : m) == 0;
}

bool
sst_phone_lines_at(const struct sst_phone_run *r, size_t at,
    struct sst_phone_line *out)
{
	*out = (struct sst_phone_line){ 0 };
	if (at < r->isub.n) {
		out->isub = &r->isub.v[at];
		out->id = out->isub->id;
		out->info = find_id(&r->siminfo, out->id);
		if (out->info != NULL && !may_be_same(out->isub, out->info))
			out->info = NULL;
		return true;
	}
	at -= r->isub.n;
	for (size_t i = 0; i < r->siminfo.n; i++) {
		out->info = &r->siminfo.v[i];
		out->id = out->info->id;
		if (find_id(&r->isub, out->id) == NULL && at-- == 0)
			return true;
	}
	return false;
}

/*
 * A row in no slot and on no eUICC is history: a SIM that was here once.
 * What isub says of that counts; it is made from the same table, but later.
 */
bool
sst_phone_lines_installed(const struct sst_phone_line *l)
{
	return l->isub != NULL ? l->isub->is_installed : l->info->is_installed;
}

static int
int_of(const struct sst_subscription *s, size_t at)
{
	int v = SST_SUBSCRIPTION_UNKNOWN;

	if (s != NULL)
		memcpy(&v, (const char *)s + at, sizeof(v));
	return v;
}

int
sst_phone_lines_int(const struct sst_phone_line *l, size_t at)
{
	int v = int_of(l->isub, at);

	return v != SST_SUBSCRIPTION_UNKNOWN ? v : int_of(l->info, at);
}

static const char *
text_of(const struct sst_subscription *s, size_t at)
{
	const char *text = NULL;

	if (s != NULL)
		memcpy(&text, (const char *)s + at, sizeof(text));
	return text;
}

const char *
sst_phone_lines_text(const struct sst_phone_line *l, size_t at)
{
	const char *text = text_of(l->info, at);

	return text != NULL ? text : text_of(l->isub, at);
}
