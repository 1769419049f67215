/* SPDX-License-Identifier: ISC */
/* err.h: one error type; its class is the exit status of the program. */
#ifndef SIMSTOW_BASE_ERR_H
#define SIMSTOW_BASE_ERR_H

#include <stdint.h>

/* The classes. The values are exit statuses and never change meaning. */
enum sst_code {
	SST_OK = 0,        /* done */
	SST_E_FAILED = 1,  /* failed, other: disk, memory, a signal */
	SST_E_USAGE = 2,   /* wrong command line */
	SST_E_PARTIAL = 3, /* done in part, gaps listed */
	SST_E_DEVICE = 4,  /* no device, reader or card */
	SST_E_REFUSED = 5, /* card, phone or server refused */
	SST_E_FORMAT = 6,  /* damaged or forged input */
	SST_E_KEY = 7,     /* wrong passphrase or identity */
	SST_E_NEWER = 8,   /* made by a newer version */
	SST_E_EXISTS = 9   /* would overwrite; nothing done */
};

struct sst_err {
	enum sst_code code; /* the class */
	int sys;            /* errno at the failing call, or 0 */
	uint16_t sw;        /* card status word SW1SW2, or 0 */
	char msg[256];      /* one line, no newline, no secret */
	char hint[160];     /* what to do next, or "" */
};

#define SST_MUST __attribute__((warn_unused_result))
#define SST_FMT(f, a) __attribute__((format(printf, f, a)))

/*
 * The -1 is in the macro so that the compiler sees it: a function that
 * fails says "return sst_fail(err, SST_E_FORMAT, ...);".
 */
#define sst_fail(...) (sst_err_set(__VA_ARGS__), -1)
#define sst_fail_sys(...) (sst_err_set_sys(__VA_ARGS__), -1)
#define sst_within(...) (sst_err_prefix(__VA_ARGS__), -1)

/*
 * sst_err_set - fill err: class and one line of text. sys, sw and hint are
 * emptied. Control characters in the text become '?'; a text that is too
 * long is cut at a whole UTF-8 character.
 */
void sst_err_set(struct sst_err *err, enum sst_code code, const char *fmt, ...)
    SST_FMT(3, 4);

/*
 * sst_err_set_sys - as sst_err_set, and keep sys (an errno value) and end
 * the text with ": " and the system's words for it.
 */
void sst_err_set_sys(struct sst_err *err, enum sst_code code, int sys,
    const char *fmt, ...) SST_FMT(4, 5);

/*
 * sst_err_set_sw - keep a status word in err, which was set before.
 */
void sst_err_set_sw(struct sst_err *err, uint16_t sw);

/*
 * sst_err_prefix - put a noun and ": " before the text: "profile 2: ".
 */
void sst_err_prefix(struct sst_err *err, const char *fmt, ...) SST_FMT(2, 3);

/*
 * sst_err_hint - say what to do next; replaces an earlier hint.
 */
void sst_err_hint(struct sst_err *err, const char *fmt, ...) SST_FMT(2, 3);

/* sst_err_name - "done", "usage", "partial", ...; "unknown" beyond. */
const char *sst_err_name(enum sst_code code);

#endif
