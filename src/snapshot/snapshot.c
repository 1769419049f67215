/* SPDX-License-Identifier: ISC */
/* snapshot.c: a snapshot's lists, and the short questions people ask of it. */
#include <string.h>
#include <strings.h>

#include <simstow/snapshot/snapshot.h>

void
sst_snapshot_init(struct sst_snapshot *s)
{
	*s = (struct sst_snapshot){ 0 };
	sst_arena_init(&s->mem, SST_SNAPSHOT_MEMORY);
}

void
sst_snapshot_fini(struct sst_snapshot *s)
{
	sst_arena_fini(&s->mem);
	*s = (struct sst_snapshot){ 0 };
}

struct sst_euicc *
sst_snapshot_add_euicc(struct sst_snapshot *s)
{
	struct sst_euicc *v =
	    sst_arena_grow(&s->mem, s->euiccs.v, s->euiccs.n, sizeof(*v));

	if (v == NULL)
		return NULL;
	s->euiccs.v = v;
	return &v[s->euiccs.n++];
}

struct sst_profile *
sst_snapshot_add_profile(struct sst_snapshot *s)
{
	struct sst_profile *v =
	    sst_arena_grow(&s->mem, s->profiles.v, s->profiles.n, sizeof(*v));

	if (v == NULL)
		return NULL;
	s->profiles.v = v;
	return &v[s->profiles.n++];
}

struct sst_kept_code *
sst_snapshot_add_code(struct sst_snapshot *s)
{
	struct sst_kept_code *v =
	    sst_arena_grow(&s->mem, s->codes.v, s->codes.n, sizeof(*v));

	if (v == NULL)
		return NULL;
	s->codes.v = v;
	return &v[s->codes.n++];
}

struct sst_told *
sst_snapshot_add_told(struct sst_snapshot *s)
{
	struct sst_told *v =
	    sst_arena_grow(&s->mem, s->told.v, s->told.n, sizeof(*v));

	if (v == NULL)
		return NULL;
	s->told.v = v;
	return &v[s->told.n++];
}

struct sst_gap *
sst_snapshot_add_gap(struct sst_snapshot *s)
{
	struct sst_gap *v =
	    sst_arena_grow(&s->mem, s->gaps.v, s->gaps.n, sizeof(*v));

	if (v == NULL)
		return NULL;
	s->gaps.v = v;
	return &v[s->gaps.n++];
}

struct sst_raw *
sst_snapshot_add_raw(struct sst_snapshot *s)
{
	struct sst_raw *v =
	    sst_arena_grow(&s->mem, s->raws.v, s->raws.n, sizeof(*v));

	if (v == NULL)
		return NULL;
	s->raws.v = v;
	return &v[s->raws.n++];
}

int
sst_snapshot_note_gap(struct sst_snapshot *s, const char *what, const char *eid,
    const struct sst_err *why, struct sst_err *err)
{
	struct sst_gap gap = { 0 };
	struct sst_gap *place;

	gap.what = sst_arena_text(&s->mem, what);
	gap.eid = sst_arena_text(&s->mem, eid);
	gap.reason = sst_arena_text(&s->mem, why->msg);
	if (why->sw != 0)
		gap.sw = sst_arena_printf(&s->mem, "%04X", why->sw);
	if ((what != NULL && gap.what == NULL) ||
	    (eid != NULL && gap.eid == NULL) || gap.reason == NULL ||
	    (why->sw != 0 && gap.sw == NULL))
		goto full;
	place = sst_snapshot_add_gap(s);
	if (place == NULL)
		goto full;
	*place = gap;
	return 0;
full:
	return sst_fail(err, SST_E_FAILED, "no memory to note what is missing");
}

static bool
is_said(const char *text)
{
	return text != NULL && text[0] != '\0';
}

const char *
sst_snapshot_key(const struct sst_profile *p)
{
	return is_said(p->iccid) ? p->iccid : p->isdp_aid;
}

const char *
sst_snapshot_title(const struct sst_profile *p)
{
	const char *const names[] = { p->nickname, p->name, p->provider,
		p->carrier_name };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (is_said(names[i]))
			return names[i];
	}
	return "unnamed";
}

/* How many kinds of event go there; an entry without events counts as one. */
static size_t
weight(const struct sst_profile *p, const char *address)
{
	size_t sum = 0;

	for (size_t i = 0; i < p->notify.n; i++) {
		const struct sst_notify *n = &p->notify.v[i];
		uint32_t left = n->events.v;

		if (n->address == NULL || strcasecmp(n->address, address) != 0)
			continue;
		sum += left == 0;
		for (; left != 0; left &= left - 1)
			sum++;
	}
	return sum;
}

const char *
sst_snapshot_smdp(const struct sst_profile *p)
{
	const char *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < p->notify.n; i++) {
		const char *address = p->notify.v[i].address;
		size_t w = is_said(address) ? weight(p, address) : 0;

		if (w > most) {
			best = address;
			most = w;
		}
	}
	return best;
}

const char *
sst_snapshot_state_name(enum sst_profile_state state)
{
	static const char *const names[] = {
		[SST_STATE_DISABLED] = "disabled",
		[SST_STATE_ENABLED] = "enabled",
	};
	size_t i = (size_t)state;

	return i < sizeof(names) / sizeof(names[0]) ? names[i] : NULL;
}

const char *
sst_snapshot_class_name(enum sst_profile_class c)
{
	static const char *const names[] = {
		[SST_CLASS_TEST] = "test",
		[SST_CLASS_PROVISIONING] = "provisioning",
		[SST_CLASS_OPERATIONAL] = "operational",
	};
	size_t i = (size_t)c;

	return i < sizeof(names) / sizeof(names[0]) ? names[i] : NULL;
}

const char *
sst_snapshot_device_name(enum sst_device_kind kind)
{
	static const char *const names[] = {
		[SST_DEVICE_EUICC] = "euicc",
		[SST_DEVICE_UICC] = "uicc",
		[SST_DEVICE_ANDROID] = "android",
		[SST_DEVICE_IPHONE] = "iphone",
		[SST_DEVICE_MODEM] = "modem",
	};
	size_t i = (size_t)kind;

	return i < sizeof(names) / sizeof(names[0]) ? names[i] : NULL;
}
