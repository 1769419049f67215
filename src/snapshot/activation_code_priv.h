/* SPDX-License-Identifier: ISC */
/* activation_code_priv.h: a code on its way from what was pasted to fields. */
#ifndef SIMSTOW_SNAPSHOT_ACTIVATION_CODE_PRIV_H
#define SIMSTOW_SNAPSHOT_ACTIVATION_CODE_PRIV_H

#include <simstow/snapshot/activation_code.h>

/* In the order of their names: the order in which they are given. */
enum sst_ac_warning {
	SST_AC_CC_FLAG_NOT_1,
	SST_AC_CI_PKID_NOT_HEX,
	SST_AC_FROM_LINK,
	SST_AC_INNER_WHITESPACE_REMOVED,
	SST_AC_LONGER_THAN_SPEC,
	SST_AC_MATCHING_ID_OUT_OF_SPEC,
	SST_AC_NO_LPA_PREFIX,
	SST_AC_PERCENT_DECODED,
	SST_AC_PORT_IN_ADDRESS,
	SST_AC_PREFIX_CASE,
	SST_AC_STRIPPED_QUOTES,
	SST_AC_TRAILING_DELIMITER,
	SST_AC_TRIMMED_WHITESPACE,
	SST_AC_UNESCAPED_DOLLAR,
	SST_AC_UNKNOWN_LINK_HOST,
	SST_AC_UPPER_CASE_ADDRESS,
	SST_AC_WARNINGS /* how many */
};

enum sst_ac_fault {
	SST_AC_BAD_CHARACTER,
	SST_AC_BAD_FORMAT,
	SST_AC_BAD_OID,
	SST_AC_BAD_PERCENT_ESCAPE,
	SST_AC_BAD_PORT,
	SST_AC_BAD_SMDP_ADDRESS,
	SST_AC_LINK_WITHOUT_CARDDATA,
	SST_AC_NO_MATCHING_ID_FIELD,
	SST_AC_NO_SMDP_ADDRESS,
	SST_AC_SHELL_EATEN,
	SST_AC_TOO_LONG,
	SST_AC_TOO_MANY_FIELDS,
	SST_AC_UNSUPPORTED_FORMAT
};

/* The text lies in the caller's arena, which wipes it. */
struct sst_ac_work {
	char *p;  /* NUL-terminated */
	size_t n; /* bytes before the NUL */
	bool warned[SST_AC_WARNINGS];
	const char *fault; /* machine name */
};

/* sst_ac_fail - set err and w->fault from the table of faults; gives -1. */
int sst_ac_fail(struct sst_ac_work *w, enum sst_ac_fault fault,
    struct sst_err *err);

/*
 * sst_ac_unwrap - from what was pasted to the bare code: blanks, quotes, a
 * link around it, percent and shell escapes; what is left is printable ASCII.
 */
int sst_ac_unwrap(struct sst_ac_work *w, struct sst_err *err) SST_MUST;

#endif
