/* SPDX-License-Identifier: ISC */
/* phone.c: rounds of questions to a phone, then one snapshot of the answers. */
#include <string.h>

#include "phone_priv.h"

/* Each round is made possible by the one before; there are four kinds. */
#define ROUNDS_MAX 8

int
sst_phone_copy(struct sst_phone_run *r, const char *text, const char **out,
    struct sst_err *err)
{
	*out = sst_arena_text(&r->snap->mem, text);
	if (text != NULL && *out == NULL)
		return sst_arena_full(&r->snap->mem, err);
	return 0;
}

bool
sst_phone_slot(const struct sst_profile *p, size_t *slot)
{
	*slot = (size_t)p->slot.v;
	return p->slot.is_known && p->slot.v >= 0 &&
	       p->slot.v < SST_PHONE_SLOTS;
}

static int
start(struct sst_phone_run *r, struct sst_err *err)
{
	struct sst_snapshot *s = r->snap;
	struct sst_device *d = &s->device;

	s->kind = SST_SNAPSHOT_DEVICE;
	s->created = r->how->now;
	d->kind = SST_DEVICE_ANDROID;
	r->android = "Android";
	if (sst_phone_copy(r, r->how->generator, &s->generator, err) < 0 ||
	    sst_phone_copy(r, r->how->label, &d->label, err) < 0 ||
	    sst_phone_copy(r, r->link->name, &d->reached_by, err) < 0 ||
	    sst_phone_copy(r, r->link->reached, &d->way, err) < 0)
		return -1;
	return 0;
}

/* A link that names no way, as a test's, leaves it unknown. */
static void
name_device(struct sst_phone_run *r)
{
	static const char prefix[] = "adb:";
	struct sst_device *d = &r->snap->device;

	if (d->way != NULL && d->way[0] == '\0')
		d->way = NULL;
	if (d->serial == NULL &&
	    strncmp(d->reached_by, prefix, sizeof(prefix) - 1) == 0)
		d->serial = d->reached_by + sizeof(prefix) - 1;
}

static int
ask(struct sst_phone_run *r, struct sst_err *err)
{
	bool any = true;

	for (int i = 0; any && i < ROUNDS_MAX; i++) {
		if (sst_phone_ask_round(r, &any, err) < 0 ||
		    sst_phone_lines_join(r, err) < 0)
			return -1;
	}
	if (r->answers > 0)
		return 0;
	*err = r->refusal;
	sst_err_set(err, SST_E_REFUSED, "%s: it answered nothing: %s",
	    r->link->name, r->refusal.msg);
	sst_err_hint(err, "unlock the phone and try again");
	return -1;
}

static int
keep(struct sst_phone_run *r, struct sst_err *err)
{
	name_device(r);
	if (sst_phone_profile_keep(r, err) < 0 ||
	    sst_phone_config_keep(r, err) < 0 ||
	    sst_phone_settings_keep(r, err) < 0 ||
	    sst_phone_policy_keep(r, err) < 0)
		return -1;
	return sst_phone_apn_keep(r, err);
}

int
sst_collect_phone(struct sst_shell_link *link,
    const struct sst_collect_phone *how, struct sst_snapshot *out,
    struct sst_err *err)
{
	struct sst_phone_run r = { .link = link, .how = how, .snap = out };
	int rc = -1;

	sst_arena_init(&r.scratch, SST_SNAPSHOT_MEMORY);
	if (start(&r, err) < 0 || ask(&r, err) < 0 || keep(&r, err) < 0)
		goto out;
	rc = 0;
out:
	sst_arena_fini(&r.scratch);
	if (rc < 0) {
		sst_snapshot_fini(out);
		sst_snapshot_init(out);
	}
	return rc;
}
