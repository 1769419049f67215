/* SPDX-License-Identifier: ISC */
/* message.h: what the tests of messages share. cmocka was included before. */
#ifndef SIMSTOW_TESTS_UICC_MESSAGE_H
#define SIMSTOW_TESTS_UICC_MESSAGE_H

#include <simstow/uicc/sms.h>

#include "unit/uicc/bytes.h"

#define CENTRE "07919471016700F0" /* +49171076000 */
#define PEER "0B919471217221F1"   /* +49171227121 */
#define TIME "62309241500080"     /* 2026-03-29T14:05:00+02:00 */
#define HELLO "0AE8329BFD4697D9EC37"

/* A received message, read, up to its data coding scheme and after it. */
#define DELIVER "01" CENTRE "04" PEER "00"
#define HEADED "01" CENTRE "44" PEER "00"

/* parse - a whole record of this beginning, which holds a message. */
static inline struct sst_sms
parse(const char *hex, struct sst_arena *mem)
{
	struct sst_sms m;
	struct sst_err err = { 0 };
	int rc = sst_sms_parse(padded(hex, SST_SMS_RECORD), mem, &m, &err);

	assert_done(rc, &err, 1);
	return m;
}

/* assert_damaged - exactly these bytes are refused with this message. */
static inline void
assert_damaged(const char *hex, const char *msg)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;
	struct sst_err err = { 0 };

	assert_refused(sst_sms_parse(bytes(hex), &mem, &m, &err), &err, msg);
	assert_null(m.text);
	assert_string_equal(m.peer, "");
	sst_arena_fini(&mem);
}

#endif
