/* SPDX-License-Identifier: ISC */
/* activation_code.h: "LPA:1$host$matching-id", with what people do to it. */
#ifndef SIMSTOW_SNAPSHOT_ACTIVATION_CODE_H
#define SIMSTOW_SNAPSHOT_ACTIVATION_CODE_H

#include <simstow/base/arena.h>
#include <simstow/base/secret.h>

#define SST_AC_MAX 1024 /* bytes of input, wrappers included */

struct sst_ac {
	const char *smdp_address; /* as printed, with a port if it has one */
	const char *matching_id;  /* may be "": secret */
	const char *smdp_oid;     /* or NULL */
	bool needs_confirmation;
	const char *ci_pkid;             /* v3 field 6, hexadecimal, or NULL */
	const char *delete_notification; /* v3 field 7, verbatim, or NULL */
	const char *text;                /* normalised: "LPA:1$..." */
	const char **warnings;           /* machine names, alphabetical */
	size_t warning_n;
};

/*
 * sst_ac_parse - an activation code as printed, typed, scanned or pasted.
 *
 *   input  borrowed; may be a link of Apple or Android, percent-encoded,
 *          quoted, broken by blanks, with "LPA:" in either case or without
 *   mem    owns the texts in out; wiped by its owner
 *
 * Errors: SST_E_USAGE, and the machine name of the fault in *fault if that is
 * not NULL ("bad_format", "bad_oid", "shell-eaten", ...); without memory
 * SST_E_FAILED or SST_E_FORMAT, and *fault is NULL. A code whose '$' a shell
 * has eaten is recognised and explained in err->hint. No message holds any of
 * the code but its host.
 * Spec: SGP.22 v2.5 section 4.1, v3.0 section 4.1.
 */
int sst_ac_parse(struct sst_span input, struct sst_arena *mem,
    struct sst_ac *out, const char **fault, struct sst_err *err) SST_MUST;

/*
 * sst_ac_mask - for show and logs: the host and the last 4 characters of the
 * matching id ("LPA:1$host$****1234"), all stars when it has fewer than 12.
 * NULL when mem is full.
 */
const char *sst_ac_mask(const struct sst_ac *ac, struct sst_arena *mem);

/* sst_ac_warning_text - words for a warning's machine name. */
const char *sst_ac_warning_text(const char *warning);

#endif
