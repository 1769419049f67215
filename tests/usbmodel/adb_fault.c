/* SPDX-License-Identifier: ISC */
/* adb_fault.c: a phone's faults by name, and its seeded dice. */
#include <string.h>

#include "adb.h"

static const struct {
	const char *name;
	enum adb_fault_kind kind;
	const char *help;
} rows[] = {
	{ "bad-magic", FAULT_BAD_MAGIC, "in its N-th message" },
	{ "bad-sum", FAULT_BAD_SUM, "checksum of its N-th message" },
	{ "oversize", FAULT_OVERSIZE,
	    "its N-th message claims one byte more than may be sent" },
	{ "short-header", FAULT_SHORT_HEADER,
	    "its N-th message has a header of 23 bytes" },
	{ "mute", FAULT_MUTE, "nothing from its N-th message on" },
	{ "garbage", FAULT_GARBAGE,
	    "bytes of no message before the N-th CNXN" },
	{ "stale", FAULT_STALE,
	    "rest of an earlier session before the N-th CNXN" },
	{ "mute-cnxn", FAULT_MUTE_CNXN, "no answer to the N-th CNXN" },
	{ "mute-auth", FAULT_MUTE_AUTH, "nothing after TOKEN of CNXN N" },
	{ "mute-after-cnxn", FAULT_MUTE_AFTER_CNXN,
	    "nothing after its own N-th CNXN" },
	{ "stls", FAULT_STLS, "answers the N-th CNXN with STLS" },
	{ "refuse", FAULT_REFUSE, "CLSE instead of OKAY for stream N" },
	{ "two-okays", FAULT_TWO_OKAYS, "OKAY twice for stream N" },
	{ "mute-stream", FAULT_MUTE_STREAM, "stream N: OKAY, and no more" },
	{ "unknown-write", FAULT_UNKNOWN_WRITE,
	    "WRTE for a stream nobody opened, before stream N" },
	{ "second-cnxn", FAULT_SECOND_CNXN, "CNXN again, within stream N" },
	{ "late", FAULT_LATE, "OKAY, WRTE, CLSE after stream N is closed" },
	{ "cut", FAULT_CUT, "stream N closed in the middle of a packet" },
	{ "huge", FAULT_HUGE, "stream N: a shell packet of 4294967295 bytes" },
	{ "no-exit", FAULT_NO_EXIT, "stream N: no exit packet" },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

int
adb_fault_add(struct usb_model *m, const char *name, unsigned long n)
{
	struct adb_phone *p = (struct adb_phone *)m;
	size_t i;

	for (i = 0; i < ROWS; i++) {
		if (strcmp(rows[i].name, name) != 0)
			continue;
		if (p->faults_n == ADB_FAULTS)
			return -1;
		p->faults[p->faults_n].kind = rows[i].kind;
		p->faults[p->faults_n].n = n;
		p->faults_n++;
		return 1;
	}
	return 0;
}

void
adb_fault_list(FILE *f)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		fprintf(f, "  %-18s %s\n", rows[i].name, rows[i].help);
}

bool
adb_fault_is(const struct adb_phone *p, enum adb_fault_kind kind,
    unsigned long n)
{
	size_t i;

	for (i = 0; i < p->faults_n; i++)
		if (p->faults[i].kind == kind && p->faults[i].n == n)
			return true;
	return false;
}

/* Steele's splitmix64: every seed is a good one. */
uint64_t
adb_random(struct adb_phone *p)
{
	uint64_t z;

	p->seed += 0x9E3779B97F4A7C15U;
	z = p->seed;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

/* How much goes at once: a few bytes, some, whole USB packets, or all. */
size_t
adb_pick(struct adb_phone *p, size_t most)
{
	uint64_t r = adb_random(p);
	unsigned mps = usb_model_mps(&p->base);
	size_t sizes[4];
	size_t n;

	sizes[0] = 1 + (r >> 8) % 16;
	sizes[1] = 1 + (r >> 8) % 3000;
	sizes[2] = mps * (1 + (r >> 8) % 40);
	sizes[3] = most;
	n = sizes[r % 4];
	if (p->split == SPLIT_WHOLE)
		n = most;
	if (p->split == SPLIT_BYTE)
		n = 1;
	return n < most ? n : most;
}
