/* SPDX-License-Identifier: ISC */
/* plan_target.c: whether the chip of a live target can take a download. */
#include <inttypes.h>

#include "plan_priv.h"

/* Bytes: a chip with fewer free ones is worth a word, not a refusal. */
#define LOW_MEMORY 65536
#define ADDITIONAL_PROFILE 0x1u

/* EUICCInfo2 and EUICCInfo1 hold the same list; either may be missing. */
static const struct sst_texts *
verification_of(const struct sst_euicc *chip)
{
	return chip->info2.verification.n > 0 ? &chip->info2.verification
	                                      : &chip->info1.verification;
}

/*
 * One CI key that both have is enough (SGP.22 v2.5 section 2.6.6). Lists that
 * are not known say nothing.
 */
static void
check_ci(struct sst_plan_ctx *x)
{
	const struct sst_texts *list = verification_of(x->chip);
	const char *seen = x->host == NULL ? "" : x->host->ci_pkids_seen;

	if (list->n == 0 || *seen == '\0')
		return;
	for (size_t i = 0; i < list->n; i++) {
		if (list->v[i] != NULL && sst_know_has(seen, list->v[i]))
			return;
	}
	x->stop = sst_plan_say_text(x,
	    "it trusts none of the CI keys that were seen at %s",
	    x->host->host);
	x->unblock = "Another chip helps, one that trusts a CI key of that "
	             "server; or a new line from elsewhere.";
	sst_plan_basis_target(x, "euiccCiPKIdListForVerification",
	    "the chip trusts none of the CI keys of this server");
	sst_plan_basis_host(x,
	    sst_plan_say_text(x, "CI keys seen at this server: %s", seen));
}

static void
check_room(struct sst_plan_ctx *x)
{
	const struct sst_bits *caps = &x->chip->info2.rsp_capability;
	const struct sst_num *nvm = &x->chip->info2.resource.nvm;
	const struct sst_profile *p = x->line->profile;

	if (caps->is_known && (caps->v & ADDITIONAL_PROFILE) == 0 &&
	    x->stop == NULL) {
		x->stop = "it says that no further profile fits";
		x->unblock = "Another chip helps, or room on this one.";
		sst_plan_basis_target(x, "rspCapability.additionalProfile",
		    "the chip says that no further profile fits");
	}
	if (!nvm->is_known || nvm->v >= LOW_MEMORY)
		return;
	if (p != NULL && p->size.is_known && p->size.v <= nvm->v)
		return;
	sst_plan_say_risk(x,
	    "The chip has only %" PRId64 " bytes free: the profile may not "
	    "fit.",
	    nvm->v);
	sst_plan_basis_target(x, "extCardResource",
	    sst_plan_say_text(x, "%" PRId64 " bytes free", nvm->v));
}

void
sst_plan_target_check(struct sst_plan_ctx *x)
{
	if (x->in->target.kind != SST_PLAN_LIVE || x->on_target != NULL)
		return;
	if (x->chip == NULL) {
		sst_plan_say_risk(x,
		    "No eUICC of the target could be read: whether it takes "
		    "the profile is not known.");
		return;
	}
	check_ci(x);
	check_room(x);
}
