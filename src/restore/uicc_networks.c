/* SPDX-License-Identifier: ISC */
/* uicc_networks.c: the user's preferred networks, replaced as a list. */
#include <string.h>

#include <simstow/uicc/identity.h>

#include "uicc_priv.h"

#define ENTRY 5 /* bytes of a network with its access technologies */

static bool
is_same(const struct sst_identity_networks *a,
    const struct sst_identity_networks *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i].act != b->v[i].act ||
		    strcmp(a->v[i].plmn, b->v[i].plmn) != 0)
			return false;
	return true;
}

/* The card's list may be shorter than the archive's. */
static int
shorten(struct sst_uicc_draft *d, struct sst_identity_networks *list,
    size_t room, struct sst_err *err)
{
	const char *why;

	if (list->n <= room)
		return 0;
	why = sst_arena_printf(d->mem, "left out: the last %zu of %zu",
	    list->n - room, list->n);
	list->n = room;
	return sst_uicc_draft_remark(d, "EF.PLMNwAcT", why, err);
}

static int
add_change(struct sst_uicc_draft *d, const struct sst_identity_networks *list,
    struct sst_span now, struct sst_err *err)
{
	uint8_t *bytes = sst_arena_get(d->mem, now.n);
	struct sst_uicc_write_change *v =
	    sst_arena_grow(d->mem, d->out->v, d->out->n, sizeof(*v));
	struct sst_uicc_write_change *c;

	if (bytes == NULL || v == NULL)
		return sst_arena_full(d->mem, err);
	if (sst_identity_networks_encode(list, true, bytes, now.n, err) < 0)
		return sst_within(err, "EF.PLMNwAcT");
	c = &v[d->out->n];
	c->file = d->card->plmn;
	c->old = now;
	c->new = (struct sst_span){ bytes, now.n };
	c->was = sst_uicc_say(d, c->file, c->old);
	c->becomes = sst_uicc_say(d, c->file, c->new);
	if (c->was == NULL || c->becomes == NULL)
		return sst_arena_full(d->mem, err);
	d->out->v = v;
	d->out->n++;
	return 0;
}

/* A list of the archive that is damaged costs the list. */
static int
leave_out(struct sst_uicc_draft *d, const struct sst_err *why,
    struct sst_err *err)
{
	if (why->code == SST_E_FAILED) {
		*err = *why;
		return -1;
	}
	return sst_uicc_draft_remark(d, "EF.PLMNwAcT",
	    sst_arena_printf(d->mem, "left out: in the archive: %s", why->msg),
	    err);
}

static int
plan_list(struct sst_uicc_draft *d, struct sst_err *err)
{
	const struct sst_uicc_write_file *f = &d->card->v[d->card->plmn];
	struct sst_span now = { f->data, f->fcp.size };
	struct sst_identity_networks is, wanted;
	struct sst_err why = { 0 };

	if (sst_identity_networks(d->wish->plmn_file, true, d->mem, &wanted,
	        &why) < 0)
		return leave_out(d, &why, err);
	if (shorten(d, &wanted, now.n / ENTRY, err) < 0)
		return -1;
	if (sst_identity_networks(now, true, d->mem, &is, &why) == 0 &&
	    is_same(&is, &wanted))
		return 0;
	return add_change(d, &wanted, now, err);
}

int
sst_uicc_plan_networks(struct sst_uicc_draft *d, struct sst_err *err)
{
	if (d->card->plmn == SST_UICC_WRITE_NONE)
		return sst_uicc_draft_remark(d, "EF.PLMNwAcT",
		    "there is none on the card", err);
	if (!sst_uicc_draft_may_write(d, d->card->plmn))
		return sst_uicc_draft_remark(d, "EF.PLMNwAcT",
		    "the card does not let its holder write it", err);
	/* An empty list would erase the card's. */
	if (d->wish->plmn_file.n == 0)
		return sst_uicc_draft_remark(d, "EF.PLMNwAcT",
		    "the archive does not have its bytes", err);
	return plan_list(d, err);
}
