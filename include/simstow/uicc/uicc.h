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

struct sst_uicc {
	struct sst_card *card; /* borrowed */
	bool is_2g;            /* commands have CLA A0, there is no FCP */
	struct sst_uicc_app apps[SST_UICC_APPS];
	size_t app_n;
	bool has_usim; /* usim names its application */
	struct sst_uicc_app usim;
	enum sst_fcp_pin pin1; /* in force for the application */
	/* Which DF is current, so that no SELECT is sent twice. */
	struct sst_uicc_path current;
	bool is_current_known;
	/* The last EF.ARR record, so that it is read once. */
	struct {
		struct sst_uicc_path dir;
		uint16_t fid;
		uint8_t record;
		enum sst_fcp_access read, update;
	} arr[32];
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
 *         USIM. 2G: 2 commands more.
 * Errors: SST_E_DEVICE; SST_E_REFUSED when there is no file system (err->sw).
 * Spec:   ETSI TS 102 221 sections 11.1.1, 13.1; TS 51.011 section 9.
 */
int sst_uicc_open(struct sst_card *card, struct sst_arena *mem,
    struct sst_uicc *out, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_select - select a file or directory and learn what it is.
 * The access conditions in out are final: EF.ARR was read where needed.
 *
 * Errors: SST_E_REFUSED: 6A82 and 9404 (not there), 6982, ...; SST_E_FORMAT:
 * an FCP that cannot be read, a fid other than the wanted one.
 */
int sst_uicc_select(struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_fcp *out, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_read - a transparent file, whole; sst_uicc_read_record - one record
 * (from 1). The file was selected last. resp is emptied first.
 * A file that gives fewer bytes than its size is SST_E_FORMAT.
 */
int sst_uicc_read(struct sst_uicc *u, const struct sst_fcp *f,
    struct sst_buf *resp, struct sst_err *err) SST_MUST;
int sst_uicc_read_record(struct sst_uicc *u, const struct sst_fcp *f,
    unsigned record, struct sst_buf *resp, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_update - write part of a transparent file; sst_uicc_update_record -
 * one whole record. The file was selected last. Nothing is sent when what is
 * to be written does not fit.
 */
int sst_uicc_update(struct sst_uicc *u, const struct sst_fcp *f, size_t at,
    struct sst_span data, struct sst_err *err) SST_MUST;
int sst_uicc_update_record(struct sst_uicc *u, const struct sst_fcp *f,
    unsigned record, struct sst_span data, struct sst_err *err) SST_MUST;

enum sst_uicc_pin { SST_UICC_PIN1 = 0x01, SST_UICC_PIN2 = 0x81 };

struct sst_uicc_pin_state {
	bool is_enabled; /* it must be given before files open */
	bool is_verified;
	unsigned tries; /* left; 0: blocked */
};

/*
 * sst_uicc_pin_look - ask for the tries left; no PIN is sent, none is lost.
 * Spec: ETSI TS 102 221 section 11.1.9, empty VERIFY; 2G: from GET RESPONSE.
 */
int sst_uicc_pin_look(struct sst_uicc *u, enum sst_uicc_pin pin,
    struct sst_uicc_pin_state *out, struct sst_err *err) SST_MUST;

/*
 * sst_uicc_pin_verify - send a PIN, once.
 *
 *   digits    4 to 8 digits; padded with FF here, wiped by the caller
 *   last_try  may be sent though one try is left
 *
 * Looks first: with one try left and without last_try, or with none,
 * nothing is sent.
 * Errors: SST_E_USAGE: no 4 to 8 digits, or one try left (hint: --last-try);
 * SST_E_KEY: wrong, "2 tries left"; SST_E_REFUSED: blocked.
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

#endif
