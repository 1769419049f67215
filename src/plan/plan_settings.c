/* SPDX-License-Identifier: ISC */
/* plan_settings.c: settings: by whom they come back, and in which menu. */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "plan_priv.h"

/* Tasks of formats/menu_paths.tsv by the beginning of a setting's key. */
static const struct {
	const char *key;
	const char *task;
} tasks[] = {
	{ "data_roaming", "data-roaming" },
	{ "mobile_data", "mobile-data" },
	{ "preferred_network_mode", "network-type" },
	{ "wfc_ims", "wifi-calling" },
	{ "private_dns", "private-dns" },
	{ "airplane_mode", "airplane-mode" },
	{ "auto_time", "date-time" },
};

/* Makers whose menus have rows of their own, by the beginning of a name. */
static const struct {
	const char *name;
	const char *platform;
} makers[] = {
	{ "samsung", "samsung" },
	{ "galaxy", "samsung" },
	{ "google", "pixel" },
	{ "pixel", "pixel" },
	{ "huawei", "huawei" },
	{ "xiaomi", "xiaomi" },
	{ "redmi", "xiaomi" },
};

/* What is known of the phone that the settings go to. */
struct phone {
	enum sst_device_kind kind;
	const char *name; /* of its maker or model, or NULL */
};

static struct phone
target_of(const struct sst_plan_ctx *x)
{
	const struct sst_plan_described *d = &x->in->target.described;
	const struct sst_snapshot *live = x->in->target.live;
	const struct sst_device *old = &x->in->known->device;

	if (x->in->target.kind == SST_PLAN_LIVE && live != NULL)
		return (struct phone){ live->device.kind, live->device.make };
	if (x->in->target.kind == SST_PLAN_SAME)
		return (struct phone){ old->kind, old->make };
	return (struct phone){ d->kind, d->model };
}

/* As the table of menus calls it, or NULL. */
static const char *
platform_of(const struct phone *p)
{
	if (p->kind == SST_DEVICE_IPHONE)
		return "ios";
	if (p->kind != SST_DEVICE_ANDROID)
		return NULL;
	for (size_t i = 0; i < sizeof(makers) / sizeof(makers[0]); i++)
		if (p->name != NULL && strncasecmp(p->name, makers[i].name,
		                           strlen(makers[i].name)) == 0)
			return makers[i].platform;
	return "android";
}

/* The maker's own menu, else that of plain Android. */
static const char *
path_of(const struct sst_plan_ctx *x, const char *task)
{
	const struct phone phone = target_of(x);
	unsigned version = x->in->target.described.version;
	const struct sst_menu_path *row;

	row = sst_know_menu_path(platform_of(&phone), version, task);
	if (row == NULL && phone.kind == SST_DEVICE_ANDROID)
		row = sst_know_menu_path("android", version, task);
	return row == NULL ? NULL : row->path;
}

static const char *
task_of(const char *key)
{
	for (size_t i = 0; i < sizeof(tasks) / sizeof(tasks[0]); i++)
		if (strncmp(key, tasks[i].key, strlen(tasks[i].key)) == 0)
			return tasks[i].task;
	return NULL;
}

static void
add(struct sst_plan_ctx *x, struct sst_plan_setting one)
{
	struct sst_plan *plan = x->plan;
	struct sst_plan_setting *v;

	v = sst_plan_say_grow(x, plan->settings.v, plan->settings.n,
	    sizeof(*v));
	if (v == NULL || one.what == NULL)
		return;
	v[plan->settings.n++] = one;
	plan->settings.v = v;
}

/* The row of a key, whose number of a line is "[ICCID]" or "[SUBID]". */
static const struct sst_android_setting *
row_of(const struct sst_setting *s)
{
	const struct sst_android_setting *rows;
	size_t n, length = strcspn(s->key, "[");

	rows = sst_know_android_settings(&n);
	for (size_t i = 0; i < n; i++)
		if (s->space != NULL && strcmp(rows[i].space, s->space) == 0 &&
		    strncmp(rows[i].key, s->key, length) == 0 &&
		    strcspn(rows[i].key, "[") == length)
			return &rows[i];
	return NULL;
}

/* A meaning up to where it goes into values. */
static const char *
brief(struct sst_plan_ctx *x, const char *meaning)
{
	return sst_plan_say_text(x, "%.*s", (int)strcspn(meaning, ":;,"),
	    meaning);
}

/*
 * No phone lets a program write its settings back without being asked, so
 * all that come back are the user's steps.
 */
static void
say_one(struct sst_plan_ctx *x, const struct sst_setting *s, const char *iccid)
{
	const struct sst_android_setting *row;
	struct sst_plan_setting one = { .iccid = iccid, .value = s->value };
	const char *task;

	if (s->key == NULL || s->value == NULL)
		return;
	row = row_of(s);
	one.what = row == NULL ? s->key : brief(x, row->meaning);
	one.way = s->restore == NULL || strcmp(s->restore, "never") == 0
	              ? SST_PLAN_SET_NEVER
	              : SST_PLAN_SET_BY_YOU;
	task = one.way == SST_PLAN_SET_NEVER ? NULL : task_of(s->key);
	one.path = task == NULL ? NULL : path_of(x, task);
	one.basis = sst_plan_say_text(x,
	    row == NULL ? "the archive: settings %s %s"
	                : "formats/android-settings.tsv: %s %s",
	    s->space == NULL ? "" : s->space, s->key);
	add(x, one);
}

static void
say_apns(struct sst_plan_ctx *x)
{
	const struct sst_apns *apns = &x->in->known->apns;

	for (size_t i = 0; i < apns->n; i++) {
		const struct sst_apn *a = &apns->v[i];

		if (!a->is_user_made || a->apn == NULL)
			continue;
		add(x, (struct sst_plan_setting){
		           .what = sst_plan_say_text(x,
		               "the access point that you made for network %s",
		               a->numeric == NULL ? "?" : a->numeric),
		           .value = a->apn,
		           .way = SST_PLAN_SET_BY_YOU,
		           .path = path_of(x, "apn"),
		           .basis = "the archive: apns" });
	}
}

static void
say_policy(struct sst_plan_ctx *x)
{
	const struct sst_network_policy *p = &x->in->known->network_policy;

	if (!p->is_there || p->denied.n == 0)
		return;
	add(x, (struct sst_plan_setting){
	           .what = sst_plan_say_text(x,
	               "%zu application%s that may use no data in the "
	               "background",
	               p->denied.n, p->denied.n == 1 ? "" : "s"),
	           .way = SST_PLAN_SET_BY_YOU,
	           .path = path_of(x, "data-saver"),
	           .basis = "the archive: networkPolicy.denied" });
}

/* What a reader can write back to a SIM. */
static void
say_card(struct sst_plan_ctx *x, const struct sst_profile *p)
{
	const struct {
		size_t n;
		const char *what;
	} parts[] = {
		{ p->sim.contacts.n, "contacts of the SIM" },
		{ p->sim.sms_centres.n, "message centre of the SIM" },
		{ p->sim.user_networks.n, "preferred networks of the SIM" },
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i].n == 0)
			continue;
		add(x, (struct sst_plan_setting){ .what = parts[i].what,
		           .value = sst_plan_say_text(x, "%zu", parts[i].n),
		           .iccid = p->iccid,
		           .way = SST_PLAN_SET_BY_SIMSTOW,
		           .basis = "the archive: sim" });
	}
}

void
sst_plan_settings_say(struct sst_plan_ctx *x)
{
	const struct sst_snapshot *known = x->in->known;

	for (size_t i = 0; i < known->settings.n; i++)
		say_one(x, &known->settings.v[i], NULL);
	for (size_t i = 0; i < known->profiles.n; i++) {
		const struct sst_profile *p = &known->profiles.v[i];

		for (size_t k = 0; k < p->settings.n; k++)
			say_one(x, &p->settings.v[k], p->iccid);
		say_card(x, p);
	}
	say_apns(x);
	say_policy(x);
}
