/* SPDX-License-Identifier: ISC */
/* notifications.c: what an eUICC still has to tell, signed where it can be. */

#include <stdio.h>

#include <simstow/base/digits.h>

#include "collect_priv.h"

static const char *
keep_payload(struct collect_run *r, const struct sst_notifications_entry *e)
{
	char leaf[48];

	if (!e->is_signed)
		return NULL;
	snprintf(leaf, sizeof(leaf), "notification-%zu-%llu",
	    collect_euicc(r)->pending.n + 1, (unsigned long long)e->seq);
	return collect_raw(r, leaf, "PendingNotification", e->raw);
}

static const char *
iccid_of(struct collect_run *r, struct sst_span raw)
{
	char digits[2 * SST_ICCID_BYTES + 1];

	if (raw.n != SST_ICCID_BYTES)
		return NULL;
	sst_bcd_swapped(raw, digits);
	return collect_copy(r, digits);
}

static int
keep(struct collect_run *r, const struct sst_notifications_entry *e,
    struct sst_err *err)
{
	struct sst_notification n = { 0 };
	struct sst_pending *list = &collect_euicc(r)->pending;
	struct sst_notification *v;
	char where[48];

	if (e->seq > INT64_MAX)
		return sst_fail(err, SST_E_FORMAT, "sequence number too large");
	snprintf(where, sizeof(where), "notification %llu",
	    (unsigned long long)e->seq);
	n.seq = (struct sst_num){ true, (int64_t)e->seq };
	n.events = collect_bits(e->events);
	n.address = collect_text(r, e->address, where, "notificationAddress");
	n.iccid = iccid_of(r, e->iccid);
	n.member = keep_payload(r, e);
	v = sst_arena_grow(&r->snap->mem, list->v, list->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	list->v = v;
	list->v[list->n++] = n;
	return 0;
}

static int
take(struct collect_run *r, const char *member, struct sst_err *err)
{
	struct sst_notifications list;
	size_t i;

	if (sst_notifications_parse(sst_buf_span(&r->answer), &r->scratch,
	        &list, err) < 0)
		return -1;
	collect_euicc(r)->pending.is_there = true;
	for (i = 0; i < list.n; i++)
		if (keep(r, &list.v[i], err) < 0)
			return -1;
	return collect_faults(r, "notification", &list.faults, member, err);
}

static int
ask(struct collect_run *r, const char *name, const char *leaf,
    struct sst_span command, struct sst_err *err)
{
	const char *member = NULL;
	int rc;

	if (r->how->progress != NULL)
		r->how->progress(r->how->progress_ctx, name);
	rc = sst_es10_call(r->es10, name, command, &r->answer, err);
	if (r->answer.n > 0)
		member = collect_raw(r, leaf, name, sst_buf_span(&r->answer));
	if (rc == 0)
		rc = take(r, member, err);
	return rc < 0 ? collect_gap(r, name, member, err) : 0;
}

/*
 * The retrieval brings the metadata too, so that one question is enough; the
 * plain list is asked when payloads are not wanted or were refused.
 */
int
collect_notifications(struct collect_run *r, struct sst_err *err)
{
	if (!r->how->no_payloads) {
		if (ask(r, "ES10b.RetrieveNotificationsList", "BF2B",
		        sst_notifications_retrieve, err) < 0)
			return -1;
		if (collect_euicc(r)->pending.is_there)
			return 0;
	}
	return ask(r, "ES10b.ListNotification", "BF28", sst_notifications_list,
	    err);
}
