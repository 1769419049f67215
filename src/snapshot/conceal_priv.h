/* SPDX-License-Identifier: ISC */
/* conceal_priv.h: what conceal.c, conceal_find.c and conceal_add.c share. */
#ifndef SIMSTOW_SNAPSHOT_CONCEAL_PRIV_H
#define SIMSTOW_SNAPSHOT_CONCEAL_PRIV_H

#include <simstow/snapshot/conceal.h>

#define SST_CONCEAL_KEY 63 /* characters by which a number is found */

struct sst_conceal_one {
	const char *key; /* in small letters, cut at SST_CONCEAL_KEY */
	size_t n;        /* of the key */
	size_t whole;    /* of the number */
	bool is_digits;
	bool keep; /* the first 6 and the last 2 characters stay */
};

/* One more: all stars; or an ICCID or EID; or a phone number. NULL is none.
 * Nothing is found before sst_conceal_sort. */
int sst_conceal_secret(struct sst_conceal *c, const char *text,
    struct sst_err *err) SST_MUST;
int sst_conceal_number(struct sst_conceal *c, const char *text,
    struct sst_err *err) SST_MUST;
int sst_conceal_phone(struct sst_conceal *c, const char *text,
    struct sst_err *err) SST_MUST;

/* sst_conceal_sort - put them in order, each once. */
void sst_conceal_sort(struct sst_conceal *c);

/*
 * sst_conceal_find - the longest number that text begins with, or NULL.
 *
 *   n  the bytes of text that are it, what parts its digits included
 */
const struct sst_conceal_one *sst_conceal_find(const struct sst_conceal *c,
    const char *text, size_t *n);

/* Parts that a person puts between the digits of a number. */
bool sst_conceal_is_between(char c);

#endif
