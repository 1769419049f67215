/* SPDX-License-Identifier: ISC */
/* uicc_priv.h: what the readers of card files share. */
#ifndef SIMSTOW_COLLECT_UICC_PRIV_H
#define SIMSTOW_COLLECT_UICC_PRIV_H

#include <simstow/collect/collect.h>
#include <simstow/uicc/files.h>
#include <simstow/uicc/number.h>

/* A file that was read, or tried. */
struct uicc_file {
	const char *name;  /* "EF.SPN" */
	const char *place; /* "3F00/7FFF/6F46" */
	enum sst_files_class restore;
	uint8_t service; /* that says it is there, or 0 */
	struct sst_fcp fcp;
	struct sst_span content; /* records one after the other */
	const char *member;      /* NULL: not read */
};

/* One SIM while it is being read. */
struct uicc_run {
	const struct sst_collect *how;
	struct sst_snapshot *snap;
	struct sst_uicc uicc;
	struct sst_uicc_pin_state pin1;
	struct sst_buf answer;
	struct sst_buf content;
	struct {
		struct uicc_file *v;
		size_t n;
	} files;
	struct sst_arena scratch; /* owns files.v */
	unsigned mnc_digits;      /* 0: not told */
	bool is_book_read;        /* all that EF.PBR names */
	size_t bytes_left;        /* of files that may still be read */
	size_t text_left;         /* bytes that contacts may still take */
	struct sst_profile *line; /* what the card says */
};

/* Faults of one file become one gap: the first one, and how many there are. */
struct uicc_faults {
	struct sst_err first;
	unsigned record; /* from 1; 0: the file as a whole */
	size_t n;
};

/* ---- uicc_file.c ---- */

/*
 * uicc_read - select one file and read it, whole; kept raw and listed. 0,
 * whatever the card says; -1 ends the run. What cannot be read is one gap,
 * but not a file that is not there and need not be.
 */
int uicc_read(struct uicc_run *r, const struct uicc_file *want,
    struct sst_err *err) SST_MUST;

/* uicc_find - a file of that name that was read, behind another; or NULL. */
const struct uicc_file *uicc_find(const struct uicc_run *r, const char *name,
    const struct uicc_file *behind);
/* uicc_find_at - the file at a place, read or not; or NULL. */
const struct uicc_file *uicc_find_at(const struct uicc_run *r,
    const char *place);
/* uicc_beside - a file that was read, of that name, in the same directory. */
const struct uicc_file *uicc_beside(const struct uicc_run *r,
    const struct uicc_file *f, const char *name);

/* uicc_is_repeated - the same by name and content was read before: one file
 * may be reached from two directories. */
bool uicc_is_repeated(const struct uicc_run *r, const struct uicc_file *f);

/* uicc_records - how many; uicc_record - one, from 1; p NULL beyond. */
unsigned uicc_records(const struct uicc_file *f);
struct sst_span uicc_record(const struct uicc_file *f, unsigned record);

/* uicc_is_end - a fault that ends the run: the link broke, memory is out. */
bool uicc_is_end(const struct sst_err *err);

/*
 * uicc_gap - a gap named "EF.SPN (3F00/7FFF/6F46)"; -1 ends the run.
 * uicc_fault - note that a record is damaged; -1 ends the run.
 * uicc_fault_gap - the gap for what was noted, if anything was.
 */
int uicc_gap(struct uicc_run *r, const struct uicc_file *f,
    const struct sst_err *why, struct sst_err *err) SST_MUST;
int uicc_fault(struct uicc_faults *faults, unsigned record,
    const struct sst_err *why) SST_MUST;
int uicc_fault_gap(struct uicc_run *r, const struct uicc_file *f,
    const struct uicc_faults *faults, struct sst_err *err) SST_MUST;

/* ---- what the files say, each into r->line; -1 ends the run ---- */

int uicc_take_identity(struct uicc_run *r, struct sst_err *err) SST_MUST;
int uicc_take_networks(struct uicc_run *r, struct sst_err *err) SST_MUST;
int uicc_take_lists(struct uicc_run *r, struct sst_err *err) SST_MUST;
int uicc_take_contacts(struct uicc_run *r, struct sst_err *err) SST_MUST;

/* uicc_has_service - does EF.UST, or EF.SST, say that service is there? */
bool uicc_has_service(const struct uicc_run *r, unsigned service);

/* uicc_read_book - the files that EF.PBR names. */
int uicc_read_book(struct uicc_run *r, struct sst_err *err) SST_MUST;

/*
 * uicc_text - a copy in the snapshot's arena; NULL for "". Fails when the
 * arena is full.
 */
int uicc_text(struct uicc_run *r, const char *text, const char **out,
    struct sst_err *err) SST_MUST;

/*
 * uicc_extend - the digits of number that are in records of an overflow file
 * beside f.
 */
int uicc_extend(const struct uicc_run *r, const struct uicc_file *f,
    const char *overflow, struct sst_number *number,
    struct sst_err *err) SST_MUST;

/* ---- uicc.c ---- */

/*
 * collect_sim - read the SIM of a card, if it has one. 1: it is in line, 0:
 * there is none.
 *
 *   is_sure  there is no eUICC: look for a 2G SIM too
 *
 * collect_sim_place - into the profile that it belongs to, or a new one.
 */
int collect_sim(struct sst_card *card, const struct sst_collect *how,
    bool is_sure, struct sst_snapshot *s, struct sst_profile *line,
    struct sst_err *err) SST_MUST;
int collect_sim_place(struct sst_snapshot *s, const struct sst_profile *line,
    struct sst_err *err) SST_MUST;

#endif
