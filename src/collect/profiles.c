/* SPDX-License-Identifier: ISC */
/* profiles.c: the profiles of an eUICC, with their icons where wanted. */

#include <stdio.h>

#include <simstow/base/digits.h>
#include <simstow/base/hex.h>
#include <simstow/es10/device_change.h>

#include "collect_priv.h"

static void
keep_iccid(struct collect_run *r, struct sst_span raw, struct sst_profile *p)
{
	char digits[2 * SST_ICCID_BYTES + 1];

	if (raw.n != SST_ICCID_BYTES)
		return;
	sst_bcd_swapped(raw, digits);
	p->iccid_raw = collect_hex(r, raw);
	if (digits[0] != '\0')
		p->iccid = collect_copy(r, digits);
}

/* An enumeration of the card, where ours begins with 1 for its 0. */
static int
shifted(struct sst_span integer, int last)
{
	struct sst_num n = collect_integer(integer);

	return n.is_known && n.v <= last ? (int)n.v + 1 : 0;
}

static int
keep_notify(struct collect_run *r, const struct sst_profiles_entry *e,
    const char *where, struct sst_profile *p)
{
	size_t i;

	if (e->notify == NULL)
		return 0;
	p->notify.v = sst_arena_get_array(&r->snap->mem, e->notify_n,
	    sizeof(*p->notify.v));
	if (p->notify.v == NULL)
		return -1;
	for (i = 0; i < e->notify_n; i++) {
		p->notify.v[i].events = collect_bits(e->notify[i].events);
		p->notify.v[i].address = collect_text(r, e->notify[i].address,
		    where, "notificationAddress");
	}
	p->notify.n = e->notify_n;
	return 0;
}

static int
keep_device_change(struct collect_run *r, struct sst_span value,
    const char *where, struct sst_profile *p, struct sst_err *err)
{
	struct sst_device_change *out = &p->device_change;
	struct sst_device_change_info d;

	if (value.p == NULL)
		return 0;
	out->is_there = true;
	out->raw = collect_hex(r, value);
	if (sst_device_change_parse(value, &d, err) < 0) {
		sst_err_prefix(err, "deviceChangeConfiguration");
		return collect_gap(r, where, NULL, err);
	}
	out->smdp_address =
	    collect_text(r, d.smdp_address, where, "smdpAddressForDc");
	out->eid_required = d.eid_required;
	out->tac_required = d.tac_required;
	out->activation_code =
	    collect_text(r, d.activation_code, where, "activationCodeForDc");
	out->delete_old = d.delete_old;
	return 0;
}

static void
keep_texts(struct collect_run *r, const struct sst_profiles_entry *e,
    const char *where, struct sst_profile *p)
{
	p->nickname = collect_text(r, e->nickname, where, "profileNickname");
	p->provider =
	    collect_text(r, e->provider, where, "serviceProviderName");
	p->name = collect_text(r, e->name, where, "profileName");
	p->hri_server =
	    collect_text(r, e->hri_server, where, "hriServerAddress");
}

static void
keep_bytes(struct collect_run *r, const struct sst_profiles_entry *e,
    struct sst_profile *p)
{
	p->isdp_aid = collect_hex(r, e->isdp_aid);
	p->dp_oid = collect_hex(r, e->dp_oid);
	p->dp_data = collect_hex(r, e->dp_data);
	p->service_data = collect_hex(r, e->service_data);
	p->rpm = collect_hex(r, e->rpm);
	p->lpr = collect_hex(r, e->lpr);
	p->enterprise = collect_hex(r, e->enterprise);
	p->description = collect_hex(r, e->description);
	p->privileges = collect_hex(r, e->privileges);
	p->port = collect_integer(e->port);
	p->size = collect_integer(e->size);
}

/* profileClass is absent for an operational profile, SGP.22 5.7.15. */
static int
keep_profile(struct collect_run *r, const struct sst_profiles_entry *e,
    size_t at, struct sst_err *err)
{
	struct sst_profile *p = sst_snapshot_add_profile(r->snap);
	char where[32];

	if (p == NULL)
		return sst_arena_full(&r->snap->mem, err);
	snprintf(where, sizeof(where), "profile %zu", at);
	p->form = SST_FORM_EUICC;
	p->eid = collect_euicc(r)->eid;
	keep_iccid(r, e->iccid, p);
	p->state = (enum sst_profile_state)shifted(e->state, 1);
	p->profile_class =
	    e->profile_class.p == NULL
	        ? SST_CLASS_OPERATIONAL
	        : (enum sst_profile_class)shifted(e->profile_class, 2);
	p->icon_type = (enum sst_icon_type)shifted(e->icon_type, 1);
	p->has_owner = e->has_owner;
	if (e->has_owner)
		p->owner = collect_owner(r, &e->owner);
	p->rules = collect_bits(e->rules);
	keep_texts(r, e, where, p);
	keep_bytes(r, e, p);
	if (keep_notify(r, e, where, p) < 0)
		return sst_arena_full(&r->snap->mem, err);
	return keep_device_change(r, e->device_change, where, p, err);
}

static int
keep_icon(struct collect_run *r, const struct sst_profiles_entry *e,
    struct sst_profile *p, struct sst_err *err)
{
	struct sst_raw *raw;

	if (e->icon.p == NULL)
		return 0;
	raw = sst_snapshot_add_raw(r->snap);
	if (raw == NULL)
		return sst_arena_full(&r->snap->mem, err);
	raw->name = sst_arena_printf(&r->snap->mem, "icons/euicc-%zu/%zu.%s",
	    r->index + 1, r->snap->profiles.n,
	    p->icon_type == SST_ICON_JPEG ? "jpg" : "png");
	raw->what = "icon";
	raw->data.p = sst_arena_copy(&r->snap->mem, e->icon);
	if (raw->name == NULL || raw->data.p == NULL)
		return sst_arena_full(&r->snap->mem, err);
	raw->data.n = e->icon.n;
	p->icon = raw->name;
	return 0;
}

/* An entry that could not be read: its bytes are in the raw answer too. */
static int
keep_fault(struct collect_run *r, const char *kind,
    const struct sst_es10_fault *f, const char *member, struct sst_err *err)
{
	struct sst_gap *g = sst_snapshot_add_gap(r->snap);

	if (g == NULL)
		return sst_arena_full(&r->snap->mem, err);
	g->what = sst_arena_printf(&r->snap->mem, "%s %zu", kind, f->at);
	if (g->what == NULL)
		return sst_arena_full(&r->snap->mem, err);
	g->eid = collect_euicc(r)->eid;
	g->reason = collect_copy(r, collect_reason(g->what, f->text));
	g->member = member;
	return 0;
}

int
collect_faults(struct collect_run *r, const char *kind,
    const struct sst_es10_faults *faults, const char *member,
    struct sst_err *err)
{
	size_t i;

	for (i = 0; i < faults->n; i++)
		if (keep_fault(r, kind, &faults->v[i], member, err) < 0)
			return -1;
	return 0;
}

static int
take_profiles(struct collect_run *r, const char *member, struct sst_err *err)
{
	struct sst_snapshot *s = r->snap;
	struct sst_profiles list;
	size_t i;

	if (sst_profiles_parse(sst_buf_span(&r->answer), &r->scratch, &list,
	        err) < 0)
		return -1;
	for (i = 0; i < list.n; i++) {
		if (keep_profile(r, &list.v[i], list.v[i].at, err) < 0)
			return -1;
		if (keep_icon(r, &list.v[i], &s->profiles.v[s->profiles.n - 1],
		        err) < 0)
			return -1;
	}
	return collect_faults(r, "profile", &list.faults, member, err);
}

int
collect_profiles(struct collect_run *r, struct sst_err *err)
{
	static const char name[] = "ES10c.GetProfilesInfo";
	struct sst_profiles_want want = { r->is_v3, r->how->icons };
	enum sst_profiles_list list;
	const char *member = NULL;
	int rc;

	if (r->how->progress != NULL)
		r->how->progress(r->how->progress_ctx, name);
	rc = sst_profiles_read(r->es10, want, &r->answer, &list, err);
	if (r->answer.n > 0)
		member = collect_raw(r, "BF2D", name, sst_buf_span(&r->answer));
	if (rc == 0) {
		collect_euicc(r)->profile_list = sst_profiles_list_name(list);
		rc = take_profiles(r, member, err);
	}
	return rc < 0 ? collect_gap(r, name, member, err) : 0;
}
