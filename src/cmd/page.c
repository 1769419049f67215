/* SPDX-License-Identifier: ISC */
/* page.c: a snapshot as a page for a person. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/time.h>
#include <simstow/snapshot/activation_code.h>

#include "page.h"
#include "page_phone.h"
#include "print.h"
#include "say.h"

#define FIELD_MAX 64 /* characters of a number or a date */

const char *
sst_page_code(const char *text, bool whole, struct sst_arena *mem)
{
	struct sst_ac ac;
	struct sst_err err = { 0 };

	if (whole || text == NULL)
		return text == NULL ? "(left out)" : text;
	if (sst_ac_parse(sst_span_of_text(text), mem, &ac, NULL, &err) < 0)
		return "********";
	return sst_ac_mask(&ac, mem);
}

static void
print_date(const char *name, int64_t t)
{
	char date[SST_TIME_SIZE];

	sst_time_format(t, date);
	sst_print_field(name, date);
}

static void
print_number(const char *name, const struct sst_num *n, const char *unit)
{
	char text[FIELD_MAX];

	if (!n->is_known)
		return;
	(void)snprintf(text, sizeof(text), "%" PRId64 "%s", n->v, unit);
	sst_print_field(name, text);
}

static void
print_device(const struct sst_device *d)
{
	sst_print_field("Device", sst_snapshot_device_name(d->kind));
	sst_print_field("Label", d->label);
	sst_print_field("Make", d->make);
	sst_print_field("Model", d->model);
	sst_print_field("System", d->os);
	sst_print_field("Build", d->build);
	sst_print_field("Serial", d->serial);
	for (size_t i = 0; i < d->imeis.n; i++)
		sst_print_field("IMEI", d->imeis.v[i]);
	sst_print_field("Reached by", d->reached_by);
	sst_print_field("Way", d->way);
}

static void
print_euicc(const struct sst_euicc *e)
{
	const struct sst_info2 *i = &e->info2;

	(void)putchar('\n');
	sst_print_field("EID", e->eid == NULL ? "unknown" : e->eid);
	sst_print_field("ISD-R", e->isdr_aid);
	sst_print_field("Vendor", e->isdr_vendor);
	sst_print_field("SGP.22", i->svn != NULL ? i->svn : e->info1.svn);
	sst_print_field("Packages", i->profile_version);
	sst_print_field("Firmware", i->firmware);
	sst_print_field("SAS number", i->sas_number);
	print_number("Free memory", &i->resource.nvm, " bytes");
	print_number("Installed", &i->resource.applications, "");
	if (!e->addresses.is_there)
		return;
	sst_print_field("Default DP+", e->addresses.default_dp);
	sst_print_field("Root DS", e->addresses.root_ds);
}

/* "26201 gid1 01", in mem; NULL when there is no owner. */
static const char *
owner_text(const struct sst_profile *p, struct sst_arena *mem)
{
	const struct sst_owner *o = &p->owner;

	if (!p->has_owner || o->mcc_mnc == NULL)
		return NULL;
	return sst_arena_printf(mem, "%s%s%s%s%s", o->mcc_mnc,
	    o->gid1 == NULL ? "" : " gid1 ", o->gid1 == NULL ? "" : o->gid1,
	    o->gid2 == NULL ? "" : " gid2 ", o->gid2 == NULL ? "" : o->gid2);
}

static int
print_profiles(const struct sst_snapshot *s, struct sst_err *err)
{
	struct sst_table t;
	int rc;

	if (s->device.kind == SST_DEVICE_ANDROID)
		return sst_page_phone_lines(s, err);
	(void)printf("\nProfiles: %zu\n", s->profiles.n);
	if (s->profiles.n == 0)
		return 0;
	sst_table_init(&t, 6);
	sst_table_row(&t, (const char *const[]){ "STATE", "NAME", "PROVIDER",
	                      "ICCID", "SM-DP+", "OWNER" });
	for (size_t i = 0; i < s->profiles.n; i++) {
		const struct sst_profile *p = &s->profiles.v[i];

		sst_table_row(&t,
		    (const char *const[]){ sst_snapshot_state_name(p->state),
		        sst_snapshot_title(p), p->provider, p->iccid,
		        sst_snapshot_smdp(p), owner_text(p, &t.mem) });
	}
	rc = sst_table_print(&t, 2, err);
	sst_table_fini(&t);
	return rc;
}

static const char *
events_text(const struct sst_bits *b)
{
	static const struct {
		uint32_t bit;
		const char *name;
	} names[] = { { SST_EVENT_INSTALL, "install" },
		{ SST_EVENT_ENABLE, "enable" },
		{ SST_EVENT_DISABLE, "disable" },
		{ SST_EVENT_DELETE, "delete" } };

	for (size_t i = 0; b->is_known && i < sizeof(names) / sizeof(names[0]);
	     i++)
		if (b->v & names[i].bit)
			return names[i].name;
	return NULL;
}

static void
pending_row(struct sst_table *t, const struct sst_notification *n)
{
	char seq[FIELD_MAX] = "";

	if (n->seq.is_known)
		(void)snprintf(seq, sizeof(seq), "%" PRId64, n->seq.v);
	sst_table_row(t,
	    (const char *const[]){ seq, events_text(&n->events), n->iccid,
	        n->address, n->member == NULL ? "no" : "yes" });
}

static int
print_pending(const struct sst_euicc *e, struct sst_err *err)
{
	struct sst_table t;
	int rc;

	if (!e->pending.is_there)
		return 0;
	(void)printf("\nPending notifications: %zu\n", e->pending.n);
	if (e->pending.n == 0)
		return 0;
	sst_table_init(&t, 5);
	sst_table_row(&t, (const char *const[]){ "NUMBER", "EVENT", "ICCID",
	                      "ADDRESS", "PAYLOAD" });
	for (size_t i = 0; i < e->pending.n; i++)
		pending_row(&t, &e->pending.v[i]);
	rc = sst_table_print(&t, 2, err);
	sst_table_fini(&t);
	return rc;
}

static int
print_code(const struct sst_kept_code *c, bool whole, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	const char *text = sst_page_code(c->text, whole, &mem);
	int rc = 0;

	if (text == NULL) {
		rc = sst_arena_full(&mem, err);
		goto out;
	}
	(void)putchar('\n');
	sst_print_field("Code", text);
	sst_print_field("ICCID", c->iccid);
	sst_print_field("Carrier", c->carrier);
	if (c->confirmation_code != NULL)
		sst_print_field("Confirmation",
		    whole ? c->confirmation_code : "********");
	sst_print_field("Note", c->note);
	print_date("Added", c->added);
out:
	sst_arena_fini(&mem);
	return rc;
}

static void
print_gaps(const struct sst_snapshot *s)
{
	if (s->gaps.n == 0)
		return;
	(void)printf("\nNot read: %zu\n", s->gaps.n);
	for (size_t i = 0; i < s->gaps.n; i++)
		sst_say_line(stdout, "  %s: %s", s->gaps.v[i].what,
		    s->gaps.v[i].reason);
}

int
sst_page_print(const char *name, const struct sst_snapshot *s,
    const struct sst_page_want *want, struct sst_err *err)
{
	sst_print_field("Archive", name);
	print_date("Made", s->created);
	sst_print_field("Made by", s->generator);
	if (s->kind == SST_SNAPSHOT_DEVICE)
		print_device(&s->device);
	for (size_t i = 0; i < s->euiccs.n; i++)
		print_euicc(&s->euiccs.v[i]);
	if (s->kind == SST_SNAPSHOT_DEVICE && print_profiles(s, err) < 0)
		return -1;
	for (size_t i = 0; i < s->euiccs.n; i++)
		if (print_pending(&s->euiccs.v[i], err) < 0)
			return -1;
	if (sst_page_sim(s, &want->sim, err) < 0 ||
	    sst_page_phone_rest(s, err) < 0)
		return -1;
	for (size_t i = 0; i < s->codes.n; i++)
		if (print_code(&s->codes.v[i], want->codes, err) < 0)
			return -1;
	print_gaps(s);
	return 0;
}
