/* SPDX-License-Identifier: ISC */
/* conceal_priv.h: what conceal.c and conceal_add.c share. */
#ifndef SIMSTOW_SNAPSHOT_CONCEAL_PRIV_H
#define SIMSTOW_SNAPSHOT_CONCEAL_PRIV_H

#include <simstow/snapshot/conceal.h>

struct sst_conceal_one {
	const char *text;
	bool is_digits;
	bool keep; /* the first 6 and the last 2 characters stay */
};

/* One more: all stars; or an ICCID or EID; or a phone number. NULL is none. */
int sst_conceal_secret(struct sst_conceal *c, const char *text,
    struct sst_err *err) SST_MUST;
int sst_conceal_number(struct sst_conceal *c, const char *text,
    struct sst_err *err) SST_MUST;
int sst_conceal_phone(struct sst_conceal *c, const char *text,
    struct sst_err *err) SST_MUST;

#endif
