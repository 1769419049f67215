/* SPDX-License-Identifier: ISC */
/* plan_target.c: whether the target can take a download, look by look. */
#include <inttypes.h>
#include <string.h>

#include "plan_priv.h"

/* The first systems with eSIM for travellers: Android 9, iOS 12.1. */
#define ANDROID_LEAST 9
#define ANDROID_LEAST_SDK 28
#define IOS_LEAST 12

static void
note(struct sst_plan_ctx *x, enum sst_plan_result result, const char *text)
{
	struct sst_plan_line *line = x->line;
	struct sst_plan_check *v;

	v = sst_plan_say_grow(x, line->checks.v, line->checks.n, sizeof(*v));
	if (v == NULL)
		return;
	v[line->checks.n++] = (struct sst_plan_check){ x->check, result, text };
	line->checks.v = v;
}

void
sst_plan_target_fits(struct sst_plan_ctx *x)
{
	note(x, SST_PLAN_FITS, NULL);
}

void
sst_plan_target_not_known(struct sst_plan_ctx *x, const char *what)
{
	note(x, SST_PLAN_NOT_KNOWN, what);
}

void
sst_plan_target_doubt(struct sst_plan_ctx *x, const char *fmt, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, fmt);
	text = sst_plan_say_args(x, fmt, ap);
	va_end(ap);
	note(x, SST_PLAN_DOUBTFUL, text);
	if (text != NULL)
		sst_plan_say_risk(x, "%s", text);
}

/* The first refusal is the one to tell; the others are in the checks. */
void
sst_plan_target_refuse(struct sst_plan_ctx *x, const char *unblock,
    const char *fmt, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, fmt);
	text = sst_plan_say_args(x, fmt, ap);
	va_end(ap);
	note(x, SST_PLAN_REFUSED, text);
	if (x->stop != NULL || text == NULL)
		return;
	x->stop = text;
	x->unblock = unblock;
}

/* A line on plastic needs no eSIM there, but a phone that takes its SIM. */
static bool
is_plastic(const struct sst_plan_ctx *x)
{
	return x->line->profile != NULL &&
	       x->line->profile->form == SST_FORM_UICC;
}

const char *
sst_plan_target_eid(const struct sst_plan_ctx *x)
{
	if (x->chip != NULL && x->chip->eid != NULL)
		return x->chip->eid;
	if (x->in->target.described.eid != NULL)
		return x->in->target.described.eid;
	return x->same_chip && x->line->profile != NULL ? x->line->profile->eid
	                                                : NULL;
}

/* What the carrier was told of is not where the line shall go. */
static void
check_eid(struct sst_plan_ctx *x)
{
	const char *eid = sst_plan_target_eid(x);
	const char *told =
	    x->told == NULL ? NULL : sst_plan_told_text(x->told->told_eid);

	if (eid == NULL) {
		sst_plan_target_not_known(x, "the EID of the target");
		return;
	}
	if (told == NULL || strcmp(told, eid) == 0) {
		sst_plan_target_fits(x);
		return;
	}
	sst_plan_target_doubt(x,
	    "The carrier was told of another EID (%s): tell it of %s first, "
	    "or the server refuses (8.1.1/3.8).",
	    told, eid);
	sst_plan_basis_told(x, "told EID",
	    "the carrier was told of another EID");
}

static bool
is_old(const struct sst_plan_ctx *x)
{
	const struct sst_plan_described *d = &x->in->target.described;
	const struct sst_snapshot *live = x->in->target.live;

	if (x->in->target.kind == SST_PLAN_LIVE)
		return live != NULL &&
		       live->device.kind == SST_DEVICE_ANDROID &&
		       live->device.sdk.is_known &&
		       live->device.sdk.v < ANDROID_LEAST_SDK;
	if (d->version == 0)
		return false;
	return (d->kind == SST_DEVICE_ANDROID && d->version < ANDROID_LEAST) ||
	       (d->kind == SST_DEVICE_IPHONE && d->version < IOS_LEAST);
}

/* Locked to a carrier: does that name this line's? */
static bool
is_locked_out(const struct sst_plan_ctx *x)
{
	const struct sst_plan_described *d = &x->in->target.described;
	struct sst_know_found found;

	if (d->lock != SST_PLAN_LOCKED)
		return false;
	if (d->locked_to == NULL || x->line->carrier == NULL)
		return true;
	sst_know_ask(x->in->book, d->locked_to, &found);
	return found.row == NULL ||
	       strcmp(found.row->id, x->line->carrier->id) != 0;
}

/* A lock refuses cards too, and plastic ones. */
static void
refuse_lock(struct sst_plan_ctx *x)
{
	const struct sst_plan_described *d = &x->in->target.described;

	sst_plan_target_refuse(x,
	    "An unlocked phone helps; its carrier can unlock this one.",
	    "the phone is locked to %s",
	    d->locked_to == NULL ? "a carrier" : d->locked_to);
	sst_plan_basis_described(x, "lock", "the phone is locked");
	x->is_locked = true;
}

static void
refuse_age(struct sst_plan_ctx *x)
{
	sst_plan_target_refuse(x,
	    "A phone with Android 9 or iOS 12.1 or newer helps, or a "
	    "removable eUICC in this one.",
	    "its system is too old for eSIMs");
	if (x->in->target.kind == SST_PLAN_LIVE)
		sst_plan_basis_target(x, "sdk",
		    sst_plan_say_text(x, "its API level is %" PRId64,
		        x->in->target.live->device.sdk.v));
	else
		sst_plan_basis_described(x, "version",
		    sst_plan_say_text(x, "its system is of version %u",
		        x->in->target.described.version));
}

/* Traps of the country where the phone was sold: no eSIM, no tray. */
static bool
say_country(struct sst_plan_ctx *x)
{
	const char *country = x->in->target.described.country;
	const struct sst_country_rule *rules;
	bool is_said = false;
	size_t n;

	rules = sst_know_country_rules(&n);
	for (size_t i = 0; country != NULL && i < n; i++) {
		if (strcmp(rules[i].country, country) != 0 ||
		    strstr(rules[i].constraint, "phone") == NULL)
			continue;
		sst_plan_target_doubt(x, "Phones of %s: %s.", country,
		    rules[i].constraint);
		sst_plan_say_basis(x, rules[i].constraint,
		    sst_plan_say_text(x, "formats/country_constraints.tsv: %s",
		        country),
		    rules[i].source, NULL);
		is_said = true;
	}
	return is_said;
}

static void
check_phone(struct sst_plan_ctx *x)
{
	bool is_locked = is_locked_out(x);

	bool is_too_old = is_old(x) && !is_plastic(x);

	if (is_too_old)
		refuse_age(x);
	if (is_locked)
		refuse_lock(x);
	if (is_too_old || is_locked || (!is_plastic(x) && say_country(x)))
		return;
	if (x->in->target.described.lock == SST_PLAN_LOCK_UNKNOWN)
		sst_plan_target_not_known(x,
		    "whether the phone is locked to a carrier");
	else
		sst_plan_target_fits(x);
}

static void
check_present(struct sst_plan_ctx *x)
{
	if (x->in->target.kind == SST_PLAN_UNKNOWN) {
		sst_plan_target_doubt(x,
		    "Nothing is known of the target: look first whether it "
		    "takes eSIMs (dial *#06#: it shows an EID).");
		return;
	}
	if (x->in->target.kind != SST_PLAN_LIVE || x->chip != NULL) {
		sst_plan_target_fits(x);
		return;
	}
	sst_plan_target_doubt(x,
	    "No eUICC of the target could be read: whether it takes the "
	    "profile is not known.");
	sst_plan_basis_target(x, "euiccs", "no eUICC could be read");
}

/* What a look is about: a download, the chip of one, or any SIM. */
enum about { DOWNLOAD, CHIP, ANY_SIM };

/* The order of looking; the first refusal is told. */
static const struct {
	const char *id;
	enum about about;
	void (*look)(struct sst_plan_ctx *x);
} looks[] = {
	{ "present", DOWNLOAD, check_present },
	{ "ci", CHIP, sst_plan_chip_ci },
	{ "version", CHIP, sst_plan_chip_version },
	{ "additional-profile", CHIP, sst_plan_chip_room },
	{ "memory", CHIP, sst_plan_chip_memory },
	{ "policy-rules", CHIP, sst_plan_policy_check },
	{ "eid", DOWNLOAD, check_eid },
	{ "chip-kind", CHIP, sst_plan_chip_kind },
	{ "phone", ANY_SIM, check_phone },
};

/*
 * What is there needs no download, nor does a plastic SIM: but for a live
 * eUICC, where its line can only go as an eSIM.
 */
void
sst_plan_target_check(struct sst_plan_ctx *x)
{
	bool is_esim = !is_plastic(x) ||
	               (x->in->target.kind == SST_PLAN_LIVE && x->chip != NULL);

	x->check = "present";
	if (x->on_target != NULL) {
		sst_plan_target_fits(x);
		return;
	}
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		if ((looks[i].about == CHIP && x->chip == NULL) ||
		    (looks[i].about != ANY_SIM && !is_esim))
			continue;
		x->check = looks[i].id;
		looks[i].look(x);
	}
}
