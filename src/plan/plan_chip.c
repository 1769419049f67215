/* SPDX-License-Identifier: ISC */
/* plan_chip.c: what the target's chip says of itself. */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "plan_priv.h"

/* Bytes: a chip with fewer free ones is worth a word, not a refusal. */
#define LOW_MEMORY 65536
#define ADDITIONAL_PROFILE 0x1u
/* The CI of GSMA that nearly every consumer server uses. */
#define GSMA_CI "81370f5125d0b1d408d4c3b232e6d25e795bebfb"
/* Profile packages of today are of version 2.3 and later. */
#define PACKAGE_LEAST 203

/* EUICCInfo2 and EUICCInfo1 hold the same lists; either may be missing. */
static const struct sst_texts *
verification_of(const struct sst_euicc *chip)
{
	return chip->info2.verification.n > 0 ? &chip->info2.verification
	                                      : &chip->info1.verification;
}

static const struct sst_texts *
signing_of(const struct sst_euicc *chip)
{
	return chip->info2.signing.n > 0 ? &chip->info2.signing
	                                 : &chip->info1.signing;
}

static bool
has_common(const struct sst_texts *list, const char *seen)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] != NULL && sst_know_has(seen, list->v[i]))
			return true;
	return false;
}

static void
refuse_ci(struct sst_plan_ctx *x, bool signs, const char *seen)
{
	sst_plan_target_refuse(x,
	    "Another chip helps, one that trusts a CI key of that server; or "
	    "a new line from elsewhere.",
	    signs ? "it can sign for none of the CI keys that were seen at %s"
	          : "it trusts none of the CI keys that were seen at %s",
	    x->host->host);
	sst_plan_basis_target(x,
	    signs ? "euiccCiPKIdListForSigning"
	          : "euiccCiPKIdListForVerification",
	    signs ? "the chip can sign for none of the CI keys of this server"
	          : "the chip trusts none of the CI keys of this server");
	sst_plan_basis_host(x,
	    sst_plan_say_text(x, "CI keys seen at this server: %s", seen));
}

/* The server's CI is not known; that of GSMA is likely. */
static void
guess_ci(struct sst_plan_ctx *x, const struct sst_texts *trusts)
{
	if (has_common(trusts, GSMA_CI)) {
		sst_plan_target_not_known(x,
		    "the CI of the server; the chip trusts that of GSMA, which "
		    "nearly all use");
		return;
	}
	sst_plan_target_doubt(x,
	    "The CI of the server is not known, and the chip does not trust "
	    "that of GSMA, which nearly all use.");
	sst_plan_basis_target(x, "euiccCiPKIdListForVerification",
	    "the chip does not trust the CI of GSMA");
}

/*
 * One CI key that both have is enough (SGP.22 v2.5 section 2.6.6), one list
 * for verification and one for signing. Lists that are not known say nothing.
 */
void
sst_plan_chip_ci(struct sst_plan_ctx *x)
{
	const struct sst_texts *trusts = verification_of(x->chip);
	const struct sst_texts *signs = signing_of(x->chip);
	const char *seen = x->host == NULL ? "" : x->host->ci_pkids_seen;

	if (trusts->n == 0) {
		sst_plan_target_not_known(x, "which CI keys the chip trusts");
	} else if (*seen == '\0') {
		guess_ci(x, trusts);
	} else if (!has_common(trusts, seen)) {
		refuse_ci(x, false, seen);
	} else if (signs->n > 0 && !has_common(signs, seen)) {
		refuse_ci(x, true, seen);
	} else {
		sst_plan_target_fits(x);
	}
}

/* "2.3.1" as 203; 0 when it is no version. */
static unsigned
version_of(const char *text)
{
	unsigned part[2] = { 0, 0 };

	for (size_t i = 0; text != NULL && i < 2; i++) {
		size_t n = strspn(text, "0123456789");

		if (n == 0 || n > 2 || (i == 0 && text[n] != '.'))
			return 0;
		for (size_t k = 0; k < n; k++)
			part[i] = part[i] * 10 + (unsigned)(text[k] - '0');
		if (i == 0)
			text += n + 1;
	}
	return part[0] * 100 + part[1];
}

/* The newest package version that the chip knows, v3: the added ones too. */
void
sst_plan_chip_version(struct sst_plan_ctx *x)
{
	const struct sst_info2 *i = &x->chip->info2;
	unsigned package = version_of(i->profile_version);
	const char *text = i->svn != NULL ? i->svn : x->chip->info1.svn;
	unsigned svn = version_of(text);

	if (svn != 0 && svn < 200) {
		sst_plan_target_refuse(x, "Another chip helps.",
		    "it speaks version %s of SGP.22, servers want 2", text);
		sst_plan_basis_target(x, "svn", "the chip is of version 1");
		return;
	}
	if (package == 0) {
		sst_plan_target_not_known(x,
		    "which profile packages the chip can read");
		return;
	}
	if (package >= PACKAGE_LEAST || i->additional_versions != NULL) {
		sst_plan_target_fits(x);
		return;
	}
	sst_plan_target_doubt(x,
	    "The chip reads profile packages up to version %s: some carriers "
	    "send newer ones, which it refuses at the end of the download.",
	    i->profile_version);
	sst_plan_basis_target(x, "profileVersion",
	    sst_plan_say_text(x, "profile packages up to %s",
	        i->profile_version));
}

void
sst_plan_chip_room(struct sst_plan_ctx *x)
{
	const struct sst_bits *caps = &x->chip->info2.rsp_capability;

	if (!caps->is_known) {
		sst_plan_target_not_known(x,
		    "whether a further profile fits the chip");
		return;
	}
	if ((caps->v & ADDITIONAL_PROFILE) != 0) {
		sst_plan_target_fits(x);
		return;
	}
	sst_plan_target_refuse(x, "Another chip helps, or room on this one.",
	    "it says that no further profile fits");
	sst_plan_basis_target(x, "rspCapability.additionalProfile",
	    "the chip says that no further profile fits");
}

void
sst_plan_chip_memory(struct sst_plan_ctx *x)
{
	const struct sst_num *nvm = &x->chip->info2.resource.nvm;
	const struct sst_profile *p = x->line->profile;

	if (!nvm->is_known) {
		sst_plan_target_not_known(x, "the free memory of the chip");
		return;
	}
	if (nvm->v >= LOW_MEMORY ||
	    (p != NULL && p->size.is_known && p->size.v <= nvm->v)) {
		sst_plan_target_fits(x);
		return;
	}
	sst_plan_target_doubt(x,
	    "The chip has only %" PRId64 " bytes free: the profile may not "
	    "fit.",
	    nvm->v);
	sst_plan_basis_target(x, "extCardResource",
	    sst_plan_say_text(x, "%" PRId64 " bytes free", nvm->v));
}

/* Whether every CI key of the chip is of that kind. */
static bool
is_all(const struct sst_texts *list, const char *kind)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct sst_ci *ci =
		    list->v[i] == NULL ? NULL : sst_know_ci(list->v[i]);

		if (ci == NULL || strcmp(ci->kind, kind) != 0)
			return false;
	}
	return list->n > 0;
}

void
sst_plan_chip_kind(struct sst_plan_ctx *x)
{
	const struct sst_texts *trusts = verification_of(x->chip);
	const struct sst_profile *p = x->line->profile;

	if (trusts->n == 0) {
		sst_plan_target_not_known(x, "whose chip it is");
	} else if (is_all(trusts, "test") &&
	           (p == NULL || p->profile_class != SST_CLASS_TEST)) {
		sst_plan_target_refuse(x, "A chip of a live CI helps.",
		    "it is a test chip: it trusts test CIs alone");
		sst_plan_basis_target(x, "euiccCiPKIdListForVerification",
		    "all CI keys of the chip are for tests");
	} else if (is_all(trusts, "private")) {
		sst_plan_target_doubt(x,
		    "The chip trusts a private CI alone: only its maker's own "
		    "servers can reach it.");
		sst_plan_basis_target(x, "euiccCiPKIdListForVerification",
		    "all CI keys of the chip are private");
	} else {
		sst_plan_target_fits(x);
	}
}
