/* SPDX-License-Identifier: ISC */
/* fs.h: the files of a SIM or USIM, and the commands that reach them. */
#ifndef SIMSTOW_TESTS_VCARD_FS_H
#define SIMSTOW_TESTS_VCARD_FS_H

#include "vcard.h"

#define VC_MF 0x3F00
#define VC_ADF 0x7FFF
#define VC_PATH 64 /* the text of the longest path */
#define VC_DEPTH 8 /* DFs in one path */

/* Status words, ISO/IEC 7816-4 and TS 102 221 section 10.2.1. */
#define VC_OK 0x9000
#define VC_DEACTIVATED 0x6283
#define VC_TRIES_LEFT 0x63C0
#define VC_WRONG_LENGTH 0x6700
#define VC_WRONG_KIND 0x6981
#define VC_NOT_ALLOWED 0x6982
#define VC_PIN_BLOCKED 0x6983
#define VC_PIN_UNUSABLE 0x6984
#define VC_WRONG_STATE 0x6985
#define VC_NO_EF 0x6986
#define VC_NOT_FOUND 0x6A82
#define VC_NO_RECORD 0x6A83
#define VC_WRONG_P1P2 0x6A86
#define VC_NO_PIN 0x6A88
#define VC_WRONG_OFFSET 0x6B00
#define VC_WRONG_LE 0x6C00
#define VC_WRONG_INS 0x6D00
#define VC_WRONG_CLASS 0x6E00

enum vc_rule { VC_ALWAYS, VC_PIN1, VC_PIN2, VC_ADM, VC_NOBODY, VC_RULES };

enum vc_kind { VC_DF, VC_TRANSPARENT, VC_LINEAR, VC_CYCLIC };

/* How an FCP says what the rules of its file are. */
enum vc_security {
	VC_SEC_ARR,    /* 8B: EF.ARR and the record */
	VC_SEC_ARR_SE, /* 8B: EF.ARR and a record for SE 00 and 01 */
	VC_SEC_COMPACT,
	VC_SEC_EXPANDED
};

struct vc_file {
	unsigned fid;
	enum vc_kind kind;
	struct vc_file *parent; /* NULL: the MF, or a section without path */
	unsigned line;          /* in the card file */
	unsigned sfi;           /* 0: none */
	bool is_deactivated;
	enum vc_rule read, update;
	size_t record_size, records;
	struct vc_buf data;   /* the records one after the other */
	struct vc_buf aid;    /* of an ADF */
	struct vc_buf label;  /* of an ADF, in EF.DIR */
	unsigned application; /* of an ADF: 1, 2 ... */
	size_t arr_record;    /* its rules in the EF.ARR above it */
};

struct vc_pin {
	unsigned reference; /* P2 of VERIFY */
	char value[9];      /* digits; empty: there is no such PIN */
	bool is_enabled, is_verified;
	unsigned tries, tries_max;
};

struct vc_fs {
	bool is_2g;
	enum vc_security security;
	struct vc_pin pin[3];  /* PIN1, PIN2, ADM: by rule - VC_PIN1 */
	struct vc_file **file; /* the MF first */
	size_t file_n;
	struct vc_file *adf; /* the last one of the card file so far */
	unsigned applications;
	unsigned long updates; /* since the program started */
};

/* ---- fs_tree.c ---- */

struct vc_fs *vc_fs_new(void);
void vc_fs_free(struct vc_fs **fs);
struct vc_file *vc_fs_add(struct vc_fs *fs, struct vc_file *parent,
    unsigned fid, enum vc_kind kind);
void vc_fs_drop(struct vc_fs *fs, struct vc_file *f);
/* The ADF with that number, or NULL. */
struct vc_file *vc_fs_application(const struct vc_fs *fs, unsigned number);
struct vc_file *vc_fs_child(const struct vc_fs *fs, const struct vc_file *df,
    unsigned fid);
struct vc_file *vc_fs_by_sfi(const struct vc_fs *fs, const struct vc_file *df,
    unsigned sfi);
/* "7FFF/6F07" and the like; s has VC_PATH characters. */
const char *vc_fs_path(const struct vc_file *f, char *s);
/* A path as text: its DF, made where it is not there, and the last FID. */
int vc_fs_place(struct vc_fs *fs, const char *path, struct vc_file **parent,
    unsigned *fid);

/* ---- fs_rules.c ---- */

/* Adds EF.DIR and each EF.ARR; 0, or -1 and a line on stderr. */
int vc_fs_finish(struct vc_card *card, const char *name);
void vc_fs_put_security(const struct vc_fs *fs, const struct vc_file *f,
    struct vc_buf *out);
bool vc_fs_may(const struct vc_fs *fs, enum vc_rule rule);

/* ---- fs_fcp.c, fs_2g.c: what SELECT answers ---- */

void vc_fs_fcp(struct vc_run *r, const struct vc_file *f, struct vc_buf *out);
void vc_fs_response_2g(struct vc_run *r, const struct vc_file *f,
    struct vc_buf *out);
/* The status word of TS 51.011 section 9.4 for one of ours. */
unsigned vc_fs_sw_2g(unsigned sw);

/* ---- fs_select.c, fs_io.c, fs_pin.c: the commands ---- */

unsigned vc_fs_select(struct vc_run *r, struct vc_apdu *a);
unsigned vc_fs_status(struct vc_run *r, struct vc_apdu *a);
unsigned vc_fs_read_binary(struct vc_run *r, struct vc_apdu *a);
unsigned vc_fs_read_record(struct vc_run *r, struct vc_apdu *a);
unsigned vc_fs_update_binary(struct vc_run *r, struct vc_apdu *a);
unsigned vc_fs_update_record(struct vc_run *r, struct vc_apdu *a);
unsigned vc_fs_verify(struct vc_run *r, struct vc_apdu *a);
/* Makes the file current; with_df: its DF too. */
void vc_fs_enter(struct vc_at *at, struct vc_file *f);

/* ---- fs_run.c ---- */

/* Every command of a 2G card, or one that card.c has no row for. */
unsigned vc_fs_run(struct vc_run *r, struct vc_apdu *a);
bool vc_fs_is_2g(const struct vc_run *r);
void vc_fs_reset(struct vc_run *r);
void vc_fs_start(struct vc_run *r, struct vc_channel *c);

/* ---- fs_save.c ---- */

/* Every file and record as a line; true when there is a place for it. */
bool vc_fs_save(struct vc_run *r);

/* ---- fs_keys.c ---- */

extern const struct vc_key vc_usim_keys[];
extern const struct vc_key vc_adf_keys[];
extern const struct vc_key vc_df_keys[];
extern const struct vc_key vc_file_keys[];

int vc_begin_usim(struct vc_line *l);
int vc_begin_adf(struct vc_line *l);
int vc_begin_df(struct vc_line *l);
int vc_begin_file(struct vc_line *l);
/* KEY=VALUE of [usim], from the command line. */
int vc_fs_set(struct vc_card *card, const char *what);

#endif
