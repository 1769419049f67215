/* SPDX-License-Identifier: ISC */
/* ccid_fault.c: a reader's and its card's faults by name. */
#include <string.h>

#include "ccid.h"

static const struct {
	const char *name;
	enum ccid_fault_kind kind;
	uint8_t error;
	const char *help;
} rows[] = {
	{ "silent", CCID_F_SILENT, 0, "no answer from message N on" },
	{ "silent-once", CCID_F_SILENT_ONCE, 0, "no answer to message N" },
	{ "short-frame", CCID_F_SHORT_FRAME, 0,
	    "7 bytes are the whole answer to message N" },
	{ "wrong-length", CCID_F_LENGTH_MORE, 0, "dwLength is 5 too large" },
	{ "wrong-length-less", CCID_F_LENGTH_LESS, 0,
	    "one byte more than dwLength says" },
	{ "huge-length", CCID_F_LENGTH_HUGE, 0, "dwLength is FFFFFFFF" },
	{ "wrong-slot", CCID_F_WRONG_SLOT, 0, "the answer is another slot's" },
	{ "wrong-seq", CCID_F_WRONG_SEQ, 0, "bSeq is one more" },
	{ "stale", CCID_F_STALE, 0, "an answer with bSeq - 1 comes first" },
	{ "wrong-type", CCID_F_WRONG_TYPE, 0, "the answer is of Escape" },
	{ "bad-status", CCID_F_BAD_STATUS, 0, "reserved bits of bStatus" },
	{ "bad-command", CCID_F_BAD_COMMAND, 0, "command status 3" },
	{ "no-answer-data", CCID_F_NO_DATA, 0, "success, and no bytes" },
	{ "removed", CCID_F_REMOVED, 0, "the card goes at message N" },
	{ "slot-busy", CCID_F_ERROR, CCID_SLOT_BUSY, "bError E0" },
	{ "hw-error", CCID_F_ERROR, CCID_HARDWARE, "bError FB" },
	{ "overrun", CCID_F_ERROR, CCID_OVERRUN, "bError FC" },
	{ "parity", CCID_F_ERROR, CCID_PARITY, "bError FD" },
	{ "not-supported", CCID_F_ERROR, CCID_NOT_SUPPORTED, "bError 00" },
	{ "mute-power-on", CCID_F_MUTE_POWER_ON, 0, "FE at IccPowerOn N" },
	{ "bad-atr", CCID_F_BAD_ATR, 0, "IccPowerOn N: TS is 00" },
	{ "short-atr", CCID_F_SHORT_ATR, 0, "IccPowerOn N: it is cut" },
	{ "long-atr", CCID_F_LONG_ATR, 0, "IccPowerOn N: 40 bytes" },
	{ "mute-xfr", CCID_F_MUTE_XFR, 0, "FE at XfrBlock N" },
	{ "chain-endless", CCID_F_CHAIN_ENDLESS, 0,
	    "from the N-th part of an answer on none is the last" },
	{ "chain-wrong", CCID_F_CHAIN_WRONG, 0,
	    "bChainParameter 5 in the N-th part of an answer" },
	{ "wtx", CCID_F_EXTEND, 0,
	    "N time extensions before every XfrBlock's answer" },
	{ "wtx-endless", CCID_F_EXTEND_ENDLESS, 0,
	    "time extensions for XfrBlock N, and no end" },
	{ "zero-packet", CCID_F_ZERO_PACKET, 0,
	    "one more after the one that ends a transfer" },
	{ "no-zero-packet", CCID_F_NO_ZERO_PACKET, 0,
	    "none ends a transfer of whole packets" },
	{ "pps-mute", CCID_F_PPS_MUTE, 0, "no answer to PPS" },
	{ "t1-bad-lrc", CCID_F_T1_BAD_LRC, 0, "block N of the card" },
	{ "t1-drop", CCID_F_T1_DROP, 0, "mute instead of block N" },
	{ "t1-wtx", CCID_F_T1_WTX, 0, "S(WTX) before block N" },
	{ "t1-dup", CCID_F_T1_DUP, 0, "the one before instead of block N" },
	{ "t1-wrong-seq", CCID_F_T1_WRONG_SEQ, 0, "N(S) or N(R) of block N" },
	{ "t1-long", CCID_F_T1_LONG, 0, "block N has IFSD + 1 bytes" },
	{ "t1-abort", CCID_F_T1_ABORT, 0, "S(ABORT) instead of block N" },
	{ "t1-resync-needed", CCID_F_T1_RESYNC, 0,
	    "R from block N on, until the host says RESYNCH" },
	{ "t1-ifs", CCID_F_T1_IFS, 0, "S(IFS, 16) before block N" },
	{ "t1-endless-r", CCID_F_T1_ENDLESS_R, 0, "R from block N on" },
	{ "t1-endless-chain", CCID_F_T1_ENDLESS_CHAIN, 0,
	    "from block N on no I-block is the last" },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

int
ccid_fault_add(struct usb_model *m, const char *name, unsigned long n)
{
	struct ccid *c = (struct ccid *)m;
	size_t i;

	for (i = 0; i < ROWS; i++) {
		if (strcmp(rows[i].name, name) != 0)
			continue;
		if (c->faults_n == CCID_FAULTS || n == 0)
			return -1;
		c->faults[c->faults_n].kind = rows[i].kind;
		c->faults[c->faults_n].error = rows[i].error;
		c->faults[c->faults_n].n = n;
		c->faults_n++;
		return 1;
	}
	return 0;
}

void
ccid_fault_list(FILE *f)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		fprintf(f, "  %-18s %s\n", rows[i].name, rows[i].help);
}

const struct ccid_fault *
ccid_fault_at(const struct ccid *c, enum ccid_fault_kind kind, unsigned long n)
{
	size_t i;

	for (i = 0; i < c->faults_n; i++)
		if (c->faults[i].kind == kind &&
		    (n == 0 || c->faults[i].n == n))
			return &c->faults[i];
	return NULL;
}

bool
ccid_fault_since(const struct ccid *c, enum ccid_fault_kind kind,
    unsigned long n)
{
	size_t i;

	for (i = 0; i < c->faults_n; i++)
		if (c->faults[i].kind == kind && c->faults[i].n <= n)
			return true;
	return false;
}
