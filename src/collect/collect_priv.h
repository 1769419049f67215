/* SPDX-License-Identifier: ISC */
/* collect_priv.h: what the files of collect share. */
#ifndef SIMSTOW_COLLECT_PRIV_H
#define SIMSTOW_COLLECT_PRIV_H

#include <simstow/collect/collect.h>
#include <simstow/es10/notifications.h>
#include <simstow/es10/profiles.h>

/* One eUICC while it is being read. */
struct collect_run {
	const struct sst_collect *how;
	struct sst_snapshot *snap;
	struct sst_es10 *es10;
	size_t index; /* of the eUICC in snap->euiccs */
	bool is_v3;   /* svn or highestSvn is 3 or more */
	bool failed;  /* an arena was full while converting */
	struct sst_buf answer;
	struct sst_arena scratch; /* parsed lists, freed with the run */
};

/* The eUICC that is being read; moves when another is added. */
struct sst_euicc *collect_euicc(const struct collect_run *r);

/*
 * Conversions, into the snapshot's arena. An absent span gives NULL; when the
 * arena is full they give NULL and set r->failed.
 */
const char *collect_hex(struct collect_run *r, struct sst_span s);
const char *collect_version(struct collect_run *r, struct sst_span s);
const char *collect_copy(struct collect_run *r, const char *text);
struct sst_bits collect_bits(struct sst_euicc_bits b);
struct sst_num collect_integer(struct sst_span s);
struct sst_texts collect_keys(struct collect_run *r,
    const struct sst_euicc_keys *keys);
struct sst_owner collect_owner(struct collect_run *r,
    const struct sst_euicc_owner *o);

/*
 * collect_text - UTF-8 text; what is not, or holds a NUL, becomes a gap
 * named "WHERE: WHAT" and NULL.
 */
const char *collect_text(struct collect_run *r, struct sst_span s,
    const char *where, const char *what);

/* The answer in r as a raw member "raw/euicc-N/LEAF.der"; gives its name. */
const char *collect_raw(struct collect_run *r, const char *leaf,
    const char *what, struct sst_span data);

/* A gap's text without the noun that the gap is called by already. */
const char *collect_reason(const char *what, const char *text);

/*
 * collect_gap - what failed is a gap: 0, or -1 when the fault ends the run
 * (the link broke, memory is out). member may be NULL.
 */
int collect_gap(struct collect_run *r, const char *what, const char *member,
    struct sst_err *err) SST_MUST;

/* Entries of a list that could not be read, as gaps "profile 2". */
int collect_faults(struct collect_run *r, const char *kind,
    const struct sst_es10_faults *faults, const char *member,
    struct sst_err *err) SST_MUST;

/* The list readers; each leaves gaps in the snapshot, -1 ends the run. */
int collect_profiles(struct collect_run *r, struct sst_err *err) SST_MUST;
int collect_notifications(struct collect_run *r, struct sst_err *err) SST_MUST;
/* The single functions: info, EID, addresses, rules. */
int collect_functions(struct collect_run *r, struct sst_err *err) SST_MUST;

#endif
