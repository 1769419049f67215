/* SPDX-License-Identifier: ISC */
/* member.h: a named piece of an archive; what it means is not said here. */
#ifndef SIMSTOW_BASE_MEMBER_H
#define SIMSTOW_BASE_MEMBER_H

#include <simstow/base/arena.h>

#define SST_MEMBER_NAME_MAX 100 /* bytes: ustar's name field */

struct sst_member {
	const char *name; /* "manifest.json", "raw/euicc-0/bf22.der" */
	struct sst_span data;
};

/* A list of members; owner of the bytes is whoever made the list. */
struct sst_members {
	struct sst_member *v;
	size_t n;
};

/*
 * sst_member_is_name - parts of [A-Za-z0-9_-] and inner dots, joined by '/',
 * at most SST_MEMBER_NAME_MAX bytes; a part never begins with a dot.
 */
bool sst_member_is_name(const char *name);

/* sst_member_find - the member of that name, or NULL. */
const struct sst_member *sst_member_find(const struct sst_members *m,
    const char *name);

#endif
