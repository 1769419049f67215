/* SPDX-License-Identifier: ISC */
/* plan_reuse.c: may a kept code be used again: where, how often, after what. */
#include <string.h>

#include "plan_priv.h"

/* Words of formats/carriers.tsv, column preconditions, and their meaning. */
static const struct {
	const char *words;
	unsigned means;
} phrases[] = {
	{ "delet", SST_PLAN_IF_DELETED },
	{ "de-activate the profile", SST_PLAN_IF_DELETED },
	{ "confirmation code", SST_PLAN_IF_CONFIRMED },
	{ "new device only before first use", SST_PLAN_IF_UNUSED },
	{ "only on the same eUICC", SST_PLAN_IF_SAME_CHIP },
	{ "SMS code on the", SST_PLAN_IF_OWN_SMS },
	{ "SMS to the old", SST_PLAN_IF_OWN_SMS },
	{ "sent to the very line", SST_PLAN_IF_OWN_SMS },
	{ "SIM being replaced is in the phone", SST_PLAN_IF_OLD_LINE },
	{ "while the old phone works", SST_PLAN_IF_OLD_LINE },
	{ "receive an SMS", SST_PLAN_IF_SMS },
	{ "one-time code", SST_PLAN_IF_SMS },
	{ "both devices at hand", SST_PLAN_IF_OLD_LINE },
	{ "in person", SST_PLAN_IF_PERSON },
	{ "in a shop", SST_PLAN_IF_PERSON },
	{ "fingerprint", SST_PLAN_IF_PERSON | SST_PLAN_IF_IDENTITY },
	{ "identity", SST_PLAN_IF_IDENTITY },
	{ "identification", SST_PLAN_IF_IDENTITY },
	{ "passport", SST_PLAN_IF_IDENTITY },
	{ "valid ID", SST_PLAN_IF_IDENTITY },
	{ "photo ID", SST_PLAN_IF_IDENTITY },
	{ "national ID", SST_PLAN_IF_IDENTITY },
	{ "with ID", SST_PLAN_IF_IDENTITY },
	{ "ID and copy", SST_PLAN_IF_IDENTITY },
	{ "ID card", SST_PLAN_IF_IDENTITY },
	{ "permit or ID", SST_PLAN_IF_IDENTITY },
	{ "photo document", SST_PLAN_IF_IDENTITY },
	{ "(CPF)", SST_PLAN_IF_IDENTITY },
	{ "UK time", SST_PLAN_IF_HOURS },
	{ "SIM Protection", SST_PLAN_IF_UNLOCKED },
	{ "Account Lock", SST_PLAN_IF_UNLOCKED },
	{ "login", SST_PLAN_IF_LOGIN },
	{ "password", SST_PLAN_IF_LOGIN },
	{ "Xfinity ID", SST_PLAN_IF_LOGIN },
};

static unsigned
meaning_of(const char *part, size_t n)
{
	unsigned found = 0;

	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
		const char *at = strstr(part, phrases[i].words);

		if (at != NULL &&
		    (size_t)(at - part) + strlen(phrases[i].words) <= n)
			found |= phrases[i].means;
	}
	return found == 0 && n > 0 ? SST_PLAN_IF_OTHER : found;
}

unsigned
sst_plan_reuse_conditions(const char *cell)
{
	unsigned found = 0;

	while (*cell != '\0') {
		size_t n = strcspn(cell, ";");

		found |= meaning_of(cell, n);
		cell += cell[n] == ';' ? n + 1 : n;
	}
	return found;
}

static bool
is_single(const struct sst_carrier *c)
{
	return strcmp(c->code_single_use, "yes") == 0 ||
	       strcmp(c->max_downloads, "1") == 0;
}

/* The profile is where it was, and can be deleted there. */
static bool
can_delete(const struct sst_plan_ctx *x)
{
	bool is_gone = x->same_chip && x->in->target.kind == SST_PLAN_LIVE &&
	               x->on_target == NULL;

	return x->old_works && !is_gone && !x->line->profile->is_older;
}

/* Reuse is allowed in principle: after what? */
static enum sst_plan_reuse
under_conditions(const struct sst_plan_ctx *x)
{
	if ((x->conditions & SST_PLAN_IF_OTHER) != 0)
		return SST_PLAN_REUSE_IF;
	if ((x->conditions & SST_PLAN_IF_DELETED) != 0)
		return can_delete(x) ? SST_PLAN_REUSE_AFTER
		                     : SST_PLAN_REUSE_RELEASE;
	return SST_PLAN_REUSE_YES;
}

static enum sst_plan_reuse
on_same_chip(const struct sst_plan_ctx *x, const struct sst_carrier *c)
{
	if (strcmp(c->same_device_reinstall, "no") == 0)
		return SST_PLAN_REUSE_NO;
	if (strcmp(c->same_device_reinstall, "yes") == 0)
		return is_single(c) ? SST_PLAN_REUSE_UNKNOWN
		                    : under_conditions(x);
	return is_single(c) ? SST_PLAN_REUSE_NO : SST_PLAN_REUSE_UNKNOWN;
}

static enum sst_plan_reuse
on_other_chip(const struct sst_plan_ctx *x, const struct sst_carrier *c)
{
	if (is_single(c) || (x->conditions & SST_PLAN_IF_SAME_CHIP) != 0)
		return SST_PLAN_REUSE_NO;
	if (!sst_know_has(c->new_device_reinstall, "same-code"))
		return SST_PLAN_REUSE_UNKNOWN;
	if ((x->conditions & SST_PLAN_IF_UNUSED) != 0)
		return SST_PLAN_REUSE_IF;
	return under_conditions(x);
}

enum sst_plan_reuse
sst_plan_reuse_of(const struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;

	if (x->code == NULL || !x->code->is_read)
		return SST_PLAN_REUSE_NONE;
	if (x->line->profile == NULL)
		return x->code->shares_host && x->code->kept->iccid == NULL
		           ? SST_PLAN_REUSE_UNKNOWN
		           : SST_PLAN_REUSE_UNSEEN;
	if (c == NULL)
		return SST_PLAN_REUSE_UNKNOWN;
	return x->same_chip ? on_same_chip(x, c) : on_other_chip(x, c);
}
