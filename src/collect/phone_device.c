/* SPDX-License-Identifier: ISC */
/* phone_device.c: what the properties tell of the phone itself. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phone_priv.h"

#define RELEASE_MAX 32 /* bytes of "15" */

/* Where a fact stands, the best place first. */
static const struct fact {
	size_t at; /* in struct sst_device */
	const char *keys[3];
} facts[] = {
	{ offsetof(struct sst_device, make),
	    { "ro.product.manufacturer", "ro.product.brand", NULL } },
	{ offsetof(struct sst_device, model),
	    { "ro.product.model", "ro.vendor.product.model", NULL } },
	{ offsetof(struct sst_device, build),
	    { "ro.build.fingerprint", "ro.build.display.id", NULL } },
	{ offsetof(struct sst_device, serial),
	    { "ro.serialno", "ro.boot.serialno", NULL } },
};

/* Lists with an entry for each slot. */
static const char *const slot_lists[] = { "gsm.sim.state",
	"gsm.sim.operator.numeric", "gsm.operator.numeric" };
static const char *const slot_counts[] = { "telephony.active_modems.max_count",
	"ro.telephony.sim_slots.count" };

static const char *
property(const struct sst_phone_run *r, const char *key)
{
	const char *value = sst_pairs_get(&r->props, key);

	return value == NULL || value[0] == '\0' ? NULL : value;
}

static int
number(const struct sst_phone_run *r, const char *key)
{
	const char *value = property(r, key);
	char *end;
	long n;

	if (value == NULL)
		return 0;
	n = strtol(value, &end, 10);
	return *end != '\0' || n < 0 || n > 1000 ? 0 : (int)n;
}

static int
keep_fact(struct sst_phone_run *r, const struct fact *f, struct sst_err *err)
{
	const char *value = NULL;
	const char **place = (void *)((char *)&r->snap->device + f->at);

	for (size_t i = 0; value == NULL && f->keys[i] != NULL; i++)
		value = property(r, f->keys[i]);
	return sst_phone_copy(r, value, place, err);
}

static size_t
entries(const char *list)
{
	size_t n = 1;

	for (; *list != '\0'; list++)
		n += *list == ',';
	return n;
}

static void
count_slots(struct sst_phone_run *r)
{
	for (size_t i = 0; i < sizeof(slot_lists) / sizeof(slot_lists[0]);
	     i++) {
		const char *list = property(r, slot_lists[i]);

		if (list != NULL && entries(list) > r->slots)
			r->slots = entries(list);
	}
	for (size_t i = 0;
	     i < sizeof(slot_counts) / sizeof(slot_counts[0]) && r->slots == 0;
	     i++)
		r->slots = (size_t)number(r, slot_counts[i]);
	if (r->slots > SST_PHONE_SLOTS)
		r->slots = SST_PHONE_SLOTS;
}

static int
keep_version(struct sst_phone_run *r, struct sst_err *err)
{
	const char *release = property(r, "ro.build.version.release");

	r->sdk = number(r, "ro.build.version.sdk");
	if (r->sdk == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "no ro.build.version.sdk in %zu properties", r->props.n);
	r->snap->device.sdk = (struct sst_num){ true, r->sdk };
	if (release == NULL || strlen(release) > RELEASE_MAX)
		return 0;
	r->android = sst_arena_printf(&r->snap->mem, "Android %s", release);
	if (r->android == NULL) {
		r->android = "Android";
		return sst_arena_full(&r->snap->mem, err);
	}
	r->snap->device.os = r->android;
	return 0;
}

int
sst_phone_device_props(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err)
{
	if (sst_pairs_getprop(a->text, &r->scratch, &r->props, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		if (keep_fact(r, &facts[i], err) < 0)
			return -1;
	}
	count_slots(r);
	if (keep_version(r, err) < 0)
		return -1;
	return sst_phone_gap_faults(r, a->what, a->member, &r->props.faults,
	    err);
}

bool
sst_phone_device_slot(const struct sst_phone_run *r, const char *key,
    size_t slot, struct sst_span *out)
{
	const char *list = property(r, key);
	size_t n;

	for (size_t i = 0; list != NULL; i++) {
		n = strcspn(list, ",");
		if (i == slot) {
			*out = (struct sst_span){ (const uint8_t *)list, n };
			return n > 0;
		}
		list = list[n] == ',' ? list + n + 1 : NULL;
	}
	return false;
}

#define IMEI_DIGITS 15

static bool
is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

/* The only run of 15 digits; the words around it differ between makers. */
static bool
find_imei(struct sst_span s, struct sst_span *out)
{
	size_t run = 0;

	for (size_t i = 0; i <= s.n; i++) {
		if (i < s.n && is_digit(s.p[i])) {
			run++;
			continue;
		}
		if (run == IMEI_DIGITS) {
			*out = (struct sst_span){ s.p + i - IMEI_DIGITS,
				IMEI_DIGITS };
			return true;
		}
		run = 0;
	}
	return false;
}

int
sst_phone_device_imei(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	struct sst_texts *list = &r->snap->device.imeis;
	struct sst_span imei;
	const char **v;

	if (!find_imei(a->text, &imei))
		return sst_fail(err, SST_E_FORMAT, "no 15 digits in %zu bytes",
		    a->text.n);
	v = sst_arena_grow(&r->snap->mem, list->v, list->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	list->v = v;
	v[list->n] = (const char *)sst_arena_copy(&r->snap->mem, imei);
	if (v[list->n] == NULL)
		return sst_arena_full(&r->snap->mem, err);
	list->n++;
	return 0;
}
