/* SPDX-License-Identifier: ISC */
/* uicc_write.h: the holder's own data back to a SIM: look, plan, write. */
#ifndef SIMSTOW_RESTORE_UICC_WRITE_H
#define SIMSTOW_RESTORE_UICC_WRITE_H

#include <simstow/snapshot/sim.h>
#include <simstow/uicc/phonebook.h>
#include <simstow/uicc/uicc.h>

#define SST_UICC_WRITE_NONE SIZE_MAX /* no such file */
#define SST_UICC_WRITE_RECORD 255    /* bytes of a record at most */

/* What is to be written, and from what. */
struct sst_uicc_write_wish {
	const struct sst_sim *sim; /* of the archive; borrowed */
	bool contacts;             /* EF.ADN and what belongs to it */
	bool smsp;                 /* EF.SMSP */
	bool plmn;                 /* EF.PLMNwAcT, the user's list */
	struct sst_span plmn_file; /* that file as the archive has it */
	bool cut;                  /* write what fits of what does not fit */
	bool mask;                 /* numbers in texts are masked */
};

/* A file of the card as it is. */
struct sst_uicc_write_file {
	struct sst_uicc_path path;
	const char *name;               /* "EF.ADN" */
	struct sst_phonebook_file book; /* kind 0: not of the phone book */
	struct sst_fcp fcp;
	uint8_t *data; /* fcp.size bytes; of records one behind the other */
};

/* The files of one set of the phone book, by their place in the card's. */
struct sst_uicc_write_set {
	struct sst_phonebook_set pbr;
	size_t at[SST_PHONEBOOK_FILES]; /* or SST_UICC_WRITE_NONE */
};

/* What is not written, not whole, or could not be read. */
struct sst_uicc_write_remark {
	const char *what; /* a contact's name, a file */
	const char *why;
};

struct sst_uicc_write_remarks {
	struct sst_uicc_write_remark *v;
	size_t n;
};

/* All of the card that matters here. */
struct sst_uicc_write_card {
	struct sst_uicc_write_file *v;
	size_t n;
	struct sst_uicc_write_set sets[SST_PHONEBOOK_SETS];
	size_t set_n;
	size_t pbr; /* EF.PBR, or SST_UICC_WRITE_NONE, as the next */
	size_t smsp;
	size_t plmn;
	struct sst_uicc_write_remarks faults; /* files that were passed over */
};

/*
 * sst_uicc_write_look - read what a plan needs to know of the card.
 *
 *   u    open; PIN1 given where the card wants it
 *   mem  owns what out points to
 *
 * The phone book is that of EF.PBR under DF.TELECOM, else of the USIM, else
 * EF.ADN under DF.TELECOM. A file that is not there, or that a PIN1 does not
 * open, is left out, and so is, with a fault, one that cannot be read, and a
 * set that EF.PBR does not describe. EF.UID, PSC, CC and PUID are the phone's
 * own.
 * Errors: SST_E_DEVICE; SST_E_FAILED without memory.
 */
int sst_uicc_write_look(struct sst_uicc *u,
    const struct sst_uicc_write_wish *wish, struct sst_arena *mem,
    struct sst_uicc_write_card *out, struct sst_err *err) SST_MUST;

/* One record, or a whole transparent file, before and after. */
struct sst_uicc_write_change {
	size_t file;     /* of the card */
	unsigned record; /* from 1; 0: a transparent file */
	struct sst_span old;
	struct sst_span new;
	const char *was; /* for a person: names and numbers, not escaped */
	const char *becomes;
};

struct sst_uicc_write_plan {
	struct sst_uicc_write_change *v; /* in the order of writing */
	size_t n;
	struct sst_uicc_write_remarks remarks;
	size_t contacts_new;
	size_t contacts_there;    /* left alone */
	size_t contacts_left_out; /* each with a remark */
};

/*
 * sst_uicc_write_plan - what has to change; pure, the same in gives the same
 * out, and a card that has everything gives no change.
 *
 *   mem  owns what out points to; card and wish are borrowed by out
 *
 * Contacts go to free records; one with the name and number of an entry of the
 * card is that entry. EF.ADN is the last record of a contact: until then a
 * phone sees none of it, and a plan made again after an interruption goes on
 * where that one ended. Only files that may be updated always or by PIN1 are
 * written. A message centre goes to the record with its name, else with its
 * number, else to the one of the same place, else to an empty one; fields that
 * the archive does not know stay as they are.
 * Errors: SST_E_FAILED without memory.
 */
int sst_uicc_write_plan(const struct sst_uicc_write_card *card,
    const struct sst_uicc_write_wish *wish, struct sst_arena *mem,
    struct sst_uicc_write_plan *out, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_write_carry_out - the changes, in order. Each record is read before
 * (it must still be what the plan saw) and after it is written.
 *
 *   done  changes that are on the card, proven; also after a failure
 *
 * Cost:   a SELECT for each run of records of a file, 3 commands a record.
 * Errors: SST_E_DEVICE, SST_E_REFUSED, SST_E_FORMAT: the card holds something
 * else than was written; each with file and record.
 */
int sst_uicc_write_carry_out(struct sst_uicc *u,
    const struct sst_uicc_write_card *card,
    const struct sst_uicc_write_plan *plan, size_t *done,
    struct sst_err *err) SST_MUST;

/* sst_uicc_write_place - "EF.ADN 3F00/7F10/6F3A record 12". */
#define SST_UICC_WRITE_PLACE 80
void sst_uicc_write_place(const struct sst_uicc_write_card *card,
    const struct sst_uicc_write_change *c, char out[SST_UICC_WRITE_PLACE]);

#endif
