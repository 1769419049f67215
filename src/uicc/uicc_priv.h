/* SPDX-License-Identifier: ISC */
/* uicc_priv.h: what the sources of the file system share. */
#ifndef SIMSTOW_UICC_UICC_PRIV_H
#define SIMSTOW_UICC_UICC_PRIV_H

#include <simstow/uicc/uicc.h>

#define SST_UICC_MF 0x3F00
#define SST_UICC_ADF 0x7FFF
#define SST_UICC_GSM 0x7F20

/* What the card said to a command about the file at u->file. */
struct sst_uicc_answer {
	struct sst_buf data;
	uint16_t sw;
};

/*
 * sst_uicc_is_dir - an identifier of a directory: 7Fxx or 5Fxx.
 * sst_uicc_path_check - directories all the way, then anything but an MF.
 */
bool sst_uicc_is_dir(uint16_t fid);
int sst_uicc_path_check(const struct sst_uicc_path *path,
    struct sst_err *err) SST_MUST;
/* sst_uicc_path_up - the directory above; path is not the MF. */
struct sst_uicc_path sst_uicc_path_up(const struct sst_uicc_path *path);
/* sst_uicc_path_down - fid in a directory; it has room for one more. */
struct sst_uicc_path sst_uicc_path_down(const struct sst_uicc_path *dir,
    uint16_t fid);

/* sst_uicc_is_done - success, an answer that was left unread too. */
bool sst_uicc_is_done(const struct sst_uicc *u, uint16_t sw);

/*
 * sst_uicc_find - SELECT, in as few commands as the card allows.
 *
 *   is_left  the description of the file stays unread where it can
 *   out      data and status word; no status word is an error here
 */
int sst_uicc_find(struct sst_uicc *u, const struct sst_uicc_path *path,
    bool is_left, struct sst_uicc_answer *out, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_check - the path may be selected: directories all the way, not
 * forbidden, and 7FFF only where there is a USIM.
 */
int sst_uicc_check(const struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_err *err) SST_MUST;

/* sst_uicc_look - the same with out read; EF.ARR is not looked at. */
int sst_uicc_look(struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_fcp *out, struct sst_err *err) SST_MUST;

/* sst_uicc_name - SELECT the USIM by its AID; it is then current. */
int sst_uicc_name(struct sst_uicc *u, struct sst_uicc_answer *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_uicc_settle - the access conditions that EF.ARR has; path is selected
 * before and after.
 */
int sst_uicc_settle(struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_fcp *f, struct sst_err *err) SST_MUST;

/* sst_uicc_refused - sst_card_refused for a path; gives -1. */
int sst_uicc_refused(struct sst_err *err, uint16_t sw,
    const struct sst_uicc_path *path);

/* sst_uicc_is_local - an error that costs one object, not the conversation. */
bool sst_uicc_is_local(const struct sst_err *err);

#endif
