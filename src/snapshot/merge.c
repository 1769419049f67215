/* SPDX-License-Identifier: ISC */
/* merge.c: several snapshots as the one picture that a plan looks at. */
#include <string.h>

#include <simstow/snapshot/merge.h>

#include "merge_priv.h"

/* What is put together; order has the places of in and names, newest first. */
struct merge {
	const struct sst_snapshot *const *in;
	const char *const *names;
	size_t *order;
	size_t n;
};

static const struct sst_snapshot *
snapshot(const struct merge *m, size_t rank)
{
	return m->in[m->order[rank]];
}

static bool
is_text(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool
is_newer(const struct merge *m, size_t a, size_t b)
{
	const char *x = m->names[a] != NULL ? m->names[a] : "";
	const char *y = m->names[b] != NULL ? m->names[b] : "";
	int64_t s = m->in[a]->created;
	int64_t t = m->in[b]->created;

	return s != t ? s > t : strcmp(x, y) > 0;
}

static int
sort(struct merge *m, struct sst_arena *mem, struct sst_err *err)
{
	m->order = sst_arena_get_array(mem, m->n, sizeof(*m->order));
	if (m->order == NULL)
		return sst_arena_full(mem, err);
	for (size_t i = 0; i < m->n; i++) {
		size_t at = i;

		for (; at > 0 && is_newer(m, i, m->order[at - 1]); at--)
			m->order[at] = m->order[at - 1];
		m->order[at] = i;
	}
	return 0;
}

/* A phone is the same by whatever way it was reached. */
static const char *
device_of(const struct sst_snapshot *s)
{
	return s->device.serial != NULL ? s->device.serial
	                                : s->device.reached_by;
}

/* What an eUICC belongs to when snapshots are compared. */
static const char *
home(const struct sst_snapshot *s, const char *eid)
{
	return eid != NULL ? eid : device_of(s);
}

/* A plastic SIM is a device of its own, whatever reader it is in. */
static const char *
home_of(const struct sst_snapshot *s, const struct sst_profile *p)
{
	if (s->device.kind == SST_DEVICE_UICC && p->iccid != NULL)
		return p->iccid;
	return home(s, p->eid);
}

/*
 * Does s tell about this home at all, be it that nothing is there? A phone
 * tells of all its lines; an eUICC without EID may not be this one.
 */
static bool
covers(const struct sst_snapshot *s, const char *where)
{
	enum sst_device_kind kind = s->device.kind;

	if (kind != SST_DEVICE_UICC &&
	    (s->euiccs.n == 0 || kind == SST_DEVICE_ANDROID) &&
	    is_text(device_of(s), where))
		return true;
	for (size_t i = 0; i < s->euiccs.n; i++) {
		if (is_text(home(s, s->euiccs.v[i].eid), where))
			return true;
	}
	for (size_t i = 0; i < s->profiles.n; i++) {
		if (is_text(home_of(s, &s->profiles.v[i]), where))
			return true;
	}
	return false;
}

static bool
is_covered(const struct merge *m, size_t rank, const char *where)
{
	for (size_t i = 0; i < rank; i++) {
		if (covers(snapshot(m, i), where))
			return true;
	}
	return false;
}

static bool
has_iccid(const struct sst_profile *p)
{
	return p->iccid != NULL && p->iccid[0] != '\0';
}

/* A phone that hides ICCIDs: the same number of a line, the same beginning. */
static bool
is_same_hidden(const struct sst_profile *p, const struct sst_profile *q)
{
	const char *whole = has_iccid(p) ? p->iccid : q->iccid;
	const char *prefix =
	    p->iccid_prefix != NULL ? p->iccid_prefix : q->iccid_prefix;

	return prefix != NULL && whole != NULL && p->subscription.is_known &&
	       q->subscription.is_known &&
	       p->subscription.v == q->subscription.v &&
	       strncmp(whole, prefix, strlen(prefix)) == 0;
}

/* An AID tells profiles apart on one eUICC only. */
static bool
is_same(const struct sst_snapshot *s, const struct sst_profile *p,
    const struct sst_snapshot *t, const struct sst_profile *q)
{
	if (has_iccid(p) != has_iccid(q) &&
	    is_text(s->device.serial, t->device.serial))
		return is_same_hidden(p, q);
	if (has_iccid(p) || has_iccid(q))
		return is_text(p->iccid, q->iccid);
	return is_text(p->isdp_aid, q->isdp_aid) &&
	       is_text(home(s, p->eid), home(t, q->eid));
}

static bool
is_told(const struct merge *m, size_t rank, const struct sst_profile *p)
{
	const struct sst_snapshot *own = snapshot(m, rank);

	for (size_t i = 0; i < rank; i++) {
		const struct sst_snapshot *s = snapshot(m, i);

		for (size_t k = 0; k < s->profiles.n; k++) {
			if (is_same(own, p, s, &s->profiles.v[k]))
				return true;
		}
	}
	return false;
}

static int
add_euiccs(const struct merge *m, size_t rank, struct sst_snapshot *out,
    struct sst_err *err)
{
	const struct sst_snapshot *s = snapshot(m, rank);

	for (size_t i = 0; i < s->euiccs.n; i++) {
		const struct sst_euicc *e = &s->euiccs.v[i];
		struct sst_euicc *place;

		if (is_covered(m, rank, home(s, e->eid)))
			continue;
		place = sst_snapshot_add_euicc(out);
		if (place == NULL)
			return sst_arena_full(&out->mem, err);
		*place = *e;
	}
	return 0;
}

static void
fill(const char **text, const char *other)
{
	if (*text == NULL)
		*text = other;
}

/* The same, and where it is from. */
static void
fill_from(const char **text, const char *other, struct sst_origin *place,
    const struct sst_origin *from)
{
	if (*text != NULL || other == NULL)
		return;
	*text = other;
	*place = *from;
}

/*
 * What an older reading knows of the same profile and the newer one does not
 * tell: a phone is silent about what a reader was told. Only what belongs to
 * the profile for good.
 */
static void
learn(struct sst_snapshot *out, const struct sst_profile *p,
    const struct sst_origin *from)
{
	struct sst_profile *known = NULL;

	for (size_t i = 0; has_iccid(p) && i < out->profiles.n; i++) {
		if (is_text(out->profiles.v[i].iccid, p->iccid))
			known = &out->profiles.v[i];
	}
	if (known == NULL)
		return;
	fill(&known->iccid_raw, p->iccid_raw);
	fill_from(&known->provider, p->provider, &known->provider_from, from);
	fill_from(&known->carrier_name, p->carrier_name, &known->provider_from,
	    from);
	fill_from(&known->name, p->name, &known->name_from, from);
	fill(&known->dp_oid, p->dp_oid);
	fill(&known->msisdn, p->msisdn);
	fill(&known->imsi, p->imsi);
	if (!known->carrier_id.is_known && p->carrier_id.is_known) {
		known->carrier_id = p->carrier_id;
		known->carrier_from = *from;
	}
	if (known->notify.v == NULL && p->notify.v != NULL) {
		known->notify = p->notify;
		known->notify_from = *from;
	}
	if (!known->has_owner && p->has_owner) {
		known->has_owner = true;
		known->owner = p->owner;
		known->owner_from = *from;
	}
	sst_merge_sim(&known->sim, &p->sim, from->archive);
}

/* An older entry without a key cannot be compared: the newest ones count. */
static int
add_profiles(const struct merge *m, size_t rank, struct sst_snapshot *out,
    struct sst_err *err)
{
	const struct sst_snapshot *s = snapshot(m, rank);
	const char *archive = m->names[m->order[rank]];
	const struct sst_origin from = { archive, s->created };

	for (size_t i = 0; i < s->profiles.n; i++) {
		const struct sst_profile *p = &s->profiles.v[i];
		bool is_older = is_covered(m, rank, home_of(s, p));
		struct sst_profile *place;

		if (is_told(m, rank, p)) {
			learn(out, p, &from);
			continue;
		}
		if (is_older && sst_snapshot_key(p) == NULL)
			continue;
		place = sst_snapshot_add_profile(out);
		if (place == NULL)
			return sst_arena_full(&out->mem, err);
		*place = *p;
		place->on = s->device.kind;
		place->archive = archive;
		place->seen = s->created;
		place->is_older = is_older;
	}
	return 0;
}

/* The same code in out, if there is one; it learns what c knows besides. */
static bool
is_repeated(struct sst_snapshot *out, const struct sst_kept_code *c)
{
	for (size_t i = 0; i < out->codes.n; i++) {
		struct sst_kept_code *known = &out->codes.v[i];

		if (!is_text(known->text, c->text) ||
		    (known->iccid != NULL && c->iccid != NULL &&
		        strcmp(known->iccid, c->iccid) != 0))
			continue;
		fill(&known->iccid, c->iccid);
		fill(&known->confirmation_code, c->confirmation_code);
		fill(&known->carrier, c->carrier);
		fill(&known->note, c->note);
		return true;
	}
	return false;
}

static int
add_codes(const struct merge *m, size_t rank, struct sst_snapshot *out,
    struct sst_err *err)
{
	const struct sst_snapshot *s = snapshot(m, rank);

	for (size_t i = 0; i < s->codes.n; i++) {
		struct sst_kept_code *place;

		if (is_repeated(out, &s->codes.v[i]))
			continue;
		place = sst_snapshot_add_code(out);
		if (place == NULL)
			return sst_arena_full(&out->mem, err);
		*place = s->codes.v[i];
		place->archive = m->names[m->order[rank]];
	}
	return 0;
}

/* A device before codes, newer before older. */
static void
set_head(const struct sst_snapshot *s, struct sst_snapshot *out)
{
	bool is_better =
	    s->kind == SST_SNAPSHOT_DEVICE && out->kind != SST_SNAPSHOT_DEVICE;

	if (out->kind != 0 && !is_better)
		return;
	out->kind = s->kind;
	out->created = s->created;
	out->generator = s->generator;
	out->device = s->device;
	out->settings = s->settings;
	out->apns = s->apns;
	out->network_policy = s->network_policy;
}

int
sst_merge(const struct sst_snapshot *const *in, const char *const *names,
    size_t n, struct sst_snapshot *out, struct sst_err *err)
{
	struct merge m = { in, names, NULL, n };

	if (sort(&m, &out->mem, err) < 0)
		goto fail;
	for (size_t i = 0; i < n; i++) {
		set_head(snapshot(&m, i), out);
		if (add_euiccs(&m, i, out, err) < 0 ||
		    add_profiles(&m, i, out, err) < 0 ||
		    add_codes(&m, i, out, err) < 0 ||
		    sst_merge_told(snapshot(&m, i), names[m.order[i]], out,
		        err) < 0)
			goto fail;
	}
	return 0;
fail:
	sst_snapshot_fini(out);
	sst_snapshot_init(out);
	return -1;
}
