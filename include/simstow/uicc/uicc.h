/* SPDX-License-Identifier: ISC */
/* uicc.h: the file system of a SIM or USIM: select, read, update, PIN. */
#ifndef SIMSTOW_UICC_UICC_H
#define SIMSTOW_UICC_UICC_H

#include <simstow/base/arena.h>
#include <simstow/base/secret.h>
#include <simstow/card/card.h>
#include <simstow/uicc/fcp.h>

#define SST_UICC_PATH 6 /* file identifiers of a path at most, MF left out */
#define SST_UICC_FILE_MAX 65535 /* bytes of one file */
#define SST_UICC_RECORDS 254
#define SST_UICC_APPS 16 /* records of EF.DIR looked at */
#define SST_UICC_ARRS 16 /* EF.ARR files of one card, looked for or read */

/*
 * Where a file is: identifiers below the MF. 7FFF stands for the USIM's own
 * directory (its AID is selected), 7F20 for DF.GSM of a 2G card.
 */
struct sst_uicc_path {
	uint16_t fid[SST_UICC_PATH];
	size_t n; /* 0: the MF itself */
};

/* An application of EF.DIR. */
struct sst_uicc_app {
	uint8_t aid[16];
	size_t aid_n;
	struct sst_span label; /* as sent; borrowed from the arena */
};

/* Whether the card finds a file by a path in one SELECT. */
enum sst_uicc_way {
	SST_UICC_WAY_UNKNOWN = 0,
	SST_UICC_WAY_WORKS,
	SST_UICC_WAY_REFUSED /* one SELECT for each identifier */
};

/* The rules of an EF.ARR, read once: record r is at r - 1. */
struct sst_uicc_arr {
	struct sst_uicc_path dir;
	uint16_t fid;
	uint8_t n; /* 0: there is no such file in dir */
	struct {
		uint8_t read, update; /* enum sst_fcp_access */
	} rule[SST_UICC_RECORDS];
};

struct sst_uicc {
	struct sst_card *card; /* borrowed */
	bool is_2g;            /* commands have CLA A0, there is no FCP */
	struct sst_uicc_app apps[SST_UICC_APPS];
	size_t app_n;
	bool has_usim; /* usim names its application */
	struct sst_uicc_app usim;
	enum sst_fcp_pin pin1; /* in force for the application */
	uint8_t pin1_key;      /* its key references; 0: the usual ones */
	uint8_t pin2_key;
	/* Which DF is current, so that no SELECT is sent twice. */
	struct sst_uicc_path current;
	bool is_current_known;
	struct sst_uicc_path file;  /* selected last, for messages */
	enum sst_uicc_way from_mf;  /* paths that begin at the MF */
	enum sst_uicc_way from_adf; /* paths that begin with 7FFF */
	struct sst_uicc_arr *arr;   /* in the arena; SST_UICC_ARRS */
	size_t arr_n;
};

/*
 * sst_uicc_open - find out what the card is: EF.DIR of a UICC, else a 2G SIM.
 *
 *   card  open, on a channel that nobody else uses; borrowed
 *   mem   owns what out points to
 *   out   has_usim false and is_2g false: a card without either
 *
 * Cost:   UICC: SELECT EF.DIR, one READ RECORD each application, SELECT of the
 *         USIM. 2G: SELECT of the MF and of DF.GSM more. On T=0 every SELECT
 *         whose answer is wanted has a GET RESPONSE.
 * Errors: SST_E_DEVICE; SST_E_REFUSED when there is no file system (err->sw).
 * Spec:   ETSI TS 102 221 sections 11.1.1, 13.1; TS 51.011 section 9.
 */
int sst_uicc_open(struct sst_card *card, struct sst_arena *mem,
    struct sst_uicc *out, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_select - select a file or directory and learn what it is.
 * The access conditions of a file in out are final: EF.ARR was read where
 * needed, in its directory or one above; unknown where that did not help.
 * out->aid is empty: an application's is in u.
 *
 * Cost:   1 SELECT; on a 2G card, or one that refuses paths, 1 for each
 *         directory that has to be entered and 1 for the file. The first file
 *         whose rules are in an EF.ARR not met before: 1 SELECT for each
 *         directory looked into, 1 READ RECORD for each rule, and 1 SELECT to
 *         come back: at most SST_UICC_ARRS times in all.
 * Errors: all begin with the path. SST_E_REFUSED: 6A82 and 9404 (not there),
 * 6982, ...; 6A82 without a command where there is no USIM. SST_E_FORMAT: an
 * FCP that cannot be read, a fid other than the wanted one, no path of
 * directories. SST_E_FAILED, nothing was sent: sst_files_is_forbidden.
 */
int sst_uicc_select(struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_fcp *out, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_read - a transparent file, whole; sst_uicc_read_record - one record
 * (from 1). The file was selected last. resp is emptied first.
 *
 * Cost:   1 command for every 255 bytes; 1 for a record.
 * Errors: SST_E_FORMAT: fewer or more bytes than the size, more than 32,768
 * (what an offset reaches), records of more than 256; SST_E_REFUSED.
 */
int sst_uicc_read(struct sst_uicc *u, const struct sst_fcp *f,
    struct sst_buf *resp, struct sst_err *err) SST_MUST;
int sst_uicc_read_record(struct sst_uicc *u, const struct sst_fcp *f,
    unsigned record, struct sst_buf *resp, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_update - write part of a transparent file; sst_uicc_update_record -
 * one whole record. The file was selected last. Nothing is sent when what is
 * to be written does not fit, and nothing to cyclic files, whose records have
 * no number to write to (SST_E_FAILED).
 */
int sst_uicc_update(struct sst_uicc *u, const struct sst_fcp *f, size_t at,
    struct sst_span data, struct sst_err *err) SST_MUST;
int sst_uicc_update_record(struct sst_uicc *u, const struct sst_fcp *f,
    unsigned record, struct sst_span data, struct sst_err *err) SST_MUST;

/*
 * The usual key references. Where the USIM names others, such as the universal
 * PIN (11) or those of a second application (02, 82), these are meant.
 */
enum sst_uicc_pin { SST_UICC_PIN1 = 0x01, SST_UICC_PIN2 = 0x81 };

struct sst_uicc_pin_state {
	bool is_enabled; /* it must be given before files open */
	bool is_verified;
	unsigned tries; /* left; 0: blocked; SST_FCP_TRIES_UNKNOWN: not told */
};

/*
 * sst_uicc_pin_look - ask for the tries left; no PIN is sent, none is lost.
 * On a 2G card DF.GSM is selected, and no file any more.
 * Cost: 1 command.
 * Spec: ETSI TS 102 221 section 11.1.9, empty VERIFY; 2G: from GET RESPONSE.
 */
int sst_uicc_pin_look(struct sst_uicc *u, enum sst_uicc_pin pin,
    struct sst_uicc_pin_state *out, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_pin_verify - send a PIN, once.
 *
 *   digits    4 to 8 digits; padded with FF here, wiped by the caller
 *   last_try  may be sent though one try is left, or nobody knows how many
 *
 * Looks first: with one try left or a number that the card does not tell, and
 * without last_try, or with none, nothing is sent. Nor is it when the PIN was
 * given before or is not in force, which is success.
 * Errors: SST_E_USAGE: no 4 to 8 digits, or last_try is needed (hint:
 * --last-try); SST_E_KEY: wrong, "2 tries left"; SST_E_REFUSED: blocked.
 */
int sst_uicc_pin_verify(struct sst_uicc *u, enum sst_uicc_pin pin,
    const struct sst_secret *digits, bool last_try,
    struct sst_err *err) SST_MUST;

/* sst_uicc_path_format - "3F00/7FFF/6F46"; "3F00" for the MF. */
#define SST_UICC_PATH_TEXT 40
void sst_uicc_path_format(const struct sst_uicc_path *path,
    char out[SST_UICC_PATH_TEXT]);
/* sst_uicc_path_parse - the same back. Error: SST_E_FORMAT. */
int sst_uicc_path_parse(const char *text, struct sst_uicc_path *out,
    struct sst_err *err) SST_MUST;
bool sst_uicc_path_is_equal(const struct sst_uicc_path *a,
    const struct sst_uicc_path *b);

#endif
