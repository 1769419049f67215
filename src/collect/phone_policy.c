/* SPDX-License-Identifier: ISC */
/* phone_policy.c: data saver, data limits, allowed network types. */
#include <stdio.h>
#include <string.h>

#include "phone_priv.h"

int
sst_phone_policy_dump(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	struct sst_network_policy *n = &r->snap->network_policy;
	struct sst_phone_policies list;
	struct sst_policy *v;

	if (sst_phone_parse_policies(a->text, &r->scratch, &list, err) < 0)
		return -1;
	if (sst_phone_gap_cut(r, a->what, SST_PHONE_POLICIES, &list.n, err) < 0)
		return -1;
	v = sst_arena_get_array(&r->snap->mem, list.n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	for (size_t i = 0; i < list.n; i++) {
		const struct sst_phone_policy *p = &list.v[i];

		if (sst_phone_copy(r, p->match, &v[i].match, err) < 0 ||
		    sst_phone_copy(r, p->subscriber, &v[i].subscriber, err) <
		        0 ||
		    sst_phone_copy(r, p->cycle, &v[i].cycle, err) < 0)
			return -1;
		v[i].warning_bytes = (struct sst_num){ true, p->warning_bytes };
		v[i].limit_bytes = (struct sst_num){ true, p->limit_bytes };
	}
	n->is_there = true;
	n->policies.v = v;
	n->policies.n = list.n;
	return sst_phone_gap_faults(r, a->what, a->member, &list.faults, err);
}

int
sst_phone_policy_restrict(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err)
{
	struct sst_network_policy *n = &r->snap->network_policy;
	bool enabled;

	if (sst_phone_parse_restrict(a->text, &enabled, err) < 0)
		return -1;
	n->is_there = true;
	n->restrict_background = (struct sst_num){ true, enabled };
	return 0;
}

int
sst_phone_policy_uids(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	if (sst_phone_parse_uids(a->text, &r->scratch, &r->uids[a->argument],
	        err) < 0)
		return -1;
	r->has_uids[a->argument] = true;
	return 0;
}

int
sst_phone_policy_packages(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err)
{
	if (sst_phone_parse_packages(a->text, &r->scratch, &r->packages, err) <
	    0)
		return -1;
	return sst_phone_gap_faults(r, a->what, a->member, &r->packages.faults,
	    err);
}

int
sst_phone_policy_types(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err)
{
	if (sst_phone_parse_network_types(a->text, &r->scratch,
	        &r->types[a->argument], err) < 0)
		return -1;
	r->has_types[a->argument] = true;
	return 0;
}

static int
append(struct sst_phone_run *r, struct sst_texts *list, const char *text,
    struct sst_err *err)
{
	const char **v =
	    sst_arena_grow(&r->snap->mem, list->v, list->n, sizeof(*v));

	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	list->v = v;
	return sst_phone_copy(r, text, &v[list->n++], err);
}

/* Applications of one maker may share a UID; a UID of none is kept so. */
static int
keep_uid(struct sst_phone_run *r, int uid, struct sst_texts *list,
    struct sst_err *err)
{
	char text[32];
	size_t n = list->n;

	(void)snprintf(text, sizeof(text), "%d", uid);
	for (size_t i = 0; i < r->packages.n; i++) {
		const struct sst_pair *p = &r->packages.v[i];

		if (strcmp(p->key, text) == 0 && p->value != NULL &&
		    append(r, list, p->value, err) < 0)
			return -1;
	}
	if (list->n > n)
		return 0;
	(void)snprintf(text, sizeof(text), "uid:%d", uid);
	return append(r, list, text, err);
}

static int
keep_uids(struct sst_phone_run *r, enum sst_phone_saver which,
    struct sst_texts *list, struct sst_err *err)
{
	static const char *nobody[1];

	if (!r->has_uids[which])
		return 0;
	r->snap->network_policy.is_there = true;
	for (size_t i = 0;
	     i < r->uids[which].n && list->n <= SST_PHONE_PACKAGES; i++) {
		if (keep_uid(r, r->uids[which].v[i], list, err) < 0)
			return -1;
	}
	if (list->v == NULL)
		list->v = nobody;
	return sst_phone_gap_cut(r, "cmd netpolicy list", SST_PHONE_PACKAGES,
	    &list->n, err);
}

int
sst_phone_policy_keep(struct sst_phone_run *r, struct sst_err *err)
{
	struct sst_network_policy *n = &r->snap->network_policy;

	if (keep_uids(r, SST_SAVER_ALLOWED, &n->allowed, err) < 0)
		return -1;
	return keep_uids(r, SST_SAVER_DENIED, &n->denied, err);
}
