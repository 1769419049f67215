/* SPDX-License-Identifier: ISC */
/* test_sms.c: records of EF.SMS. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/uicc/message.h"

static void
a_received_message_has_sender_time_and_text(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;

	(void)state;
	m = parse(DELIVER "00" TIME HELLO, &mem);
	assert_int_equal(m.status, SST_SMS_READ);
	assert_string_equal(m.centre, "+49171076000");
	assert_string_equal(m.peer, "+49171227121");
	assert_false(m.is_outgoing);
	assert_string_equal(m.text, "hellohello");
	assert_string_equal(m.time, "2026-03-29T14:05:00+02:00");
	assert_bytes(m.data.p, m.data.n, "E8329BFD4697D9EC37");
	assert_int_equal(m.reference, 0);
	assert_int_equal(m.part, 0);
	assert_int_equal(m.parts, 0);
	sst_arena_fini(&mem);
}

static void
a_sent_message_has_no_time_and_skips_its_validity(void **state)
{
	static const char *const validity[] = { "01", "", "11", "A9", "09",
		"01020304050607", "19", TIME };
	struct sst_arena mem = { 0 };
	char hex[400];
	struct sst_sms m;

	(void)state;
	for (size_t i = 0; i < 8; i += 2) {
		(void)snprintf(hex, sizeof(hex), "05%s%s2A%s0000%s%s", CENTRE,
		    validity[i], PEER, validity[i + 1], HELLO);
		m = parse(hex, &mem);
		assert_int_equal(m.status, SST_SMS_SENT);
		assert_true(m.is_outgoing);
		assert_string_equal(m.peer, "+49171227121");
		assert_string_equal(m.text, "hellohello");
		assert_string_equal(m.time, "");
	}
	sst_arena_fini(&mem);
}

static void
every_status_is_told(void **state)
{
	static const char *const names[] = { "read", "unread", "sent",
		"to send" };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	uint8_t record[SST_SMS_RECORD];

	(void)state;
	memcpy(record, padded(DELIVER "00" TIME HELLO, SST_SMS_RECORD).p,
	    SST_SMS_RECORD);
	for (unsigned i = 0; i < 256; i++) {
		struct sst_sms m;
		int rc;

		record[0] = (uint8_t)i;
		rc = sst_sms_parse(SST_SPAN(record), &mem, &m, &err);
		assert_int_equal(rc, i % 2);
		assert_string_equal(sst_sms_status_name(m.status),
		    i % 2 == 0 ? "free" : names[i >> 1 & 3]);
	}
	assert_string_equal(sst_sms_status_name((enum sst_sms_status)99),
	    "unknown");
	sst_arena_fini(&mem);
}

static void
a_free_record_is_no_message(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_sms m;

	(void)state;
	assert_done(sst_sms_parse(padded("00", SST_SMS_RECORD), &mem, &m, &err),
	    &err, 0);
	assert_done(sst_sms_parse(padded("", SST_SMS_RECORD), &mem, &m, &err),
	    &err, 0);
	assert_done(sst_sms_parse(bytes("00"), &mem, &m, &err), &err, 0);
	assert_int_equal(m.status, SST_SMS_FREE);
	sst_arena_fini(&mem);
}

static void
a_centre_may_be_absent_and_a_sender_a_word(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;

	(void)state;
	m = parse("0300 04 09D0C8329BFD06 0000" TIME HELLO, &mem);
	assert_int_equal(m.status, SST_SMS_UNREAD);
	assert_string_equal(m.centre, "");
	assert_string_equal(m.peer, "Hello");
	assert_string_equal(m.text, "hellohello");
	sst_arena_fini(&mem);
}

static void
a_status_report_has_peer_and_time(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;

	(void)state;
	m = parse("01" CENTRE "06 2A" PEER TIME TIME "00", &mem);
	assert_false(m.is_outgoing);
	assert_string_equal(m.peer, "+49171227121");
	assert_string_equal(m.time, "2026-03-29T14:05:00+02:00");
	assert_string_equal(m.text, "");
	assert_int_equal(m.data.n, 0);
	sst_arena_fini(&mem);
}

static void
the_reserved_type_is_read_as_received(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;

	(void)state;
	m = parse("01" CENTRE "07" PEER "0000" TIME HELLO, &mem);
	assert_false(m.is_outgoing);
	assert_string_equal(m.text, "hellohello");
	sst_arena_fini(&mem);
}

static void
damage_is_told_with_its_place(void **state)
{
	(void)state;
	assert_damaged("", "byte 0: 1 byte wanted, 0 left");
	assert_damaged("01", "service centre: byte 1: 1 byte wanted, 0 left");
	assert_damaged("010C91",
	    "service centre: byte 1: address of 12 bytes, at most 11 wanted");
	assert_damaged("010791",
	    "service centre: byte 3: 6 bytes wanted, 0 left");
	assert_damaged("01" CENTRE, "byte 9: 1 byte wanted, 0 left");
	assert_damaged("01" CENTRE "04",
	    "address: byte 10: 1 byte wanted, 0 left");
	assert_damaged("01" CENTRE "0415",
	    "address: byte 10: address of 21 digits, at most 20 wanted");
	assert_damaged("01" CENTRE "040B91",
	    "address: byte 12: 6 bytes wanted, 0 left");
	assert_damaged("01" CENTRE "04" PEER, "byte 18: 1 byte wanted, 0 left");
	assert_damaged(DELIVER, "byte 19: 1 byte wanted, 0 left");
	assert_damaged(DELIVER "00", "byte 20: 7 bytes wanted, 0 left");
	assert_damaged(DELIVER "00" TIME, "byte 27: 1 byte wanted, 0 left");
	assert_damaged(DELIVER "00" TIME "0A",
	    "byte 27: user data of 9 bytes, 0 left");
	assert_damaged("05" CENTRE "11 2A" PEER "0000",
	    "byte 21: 1 byte wanted, 0 left");
	assert_damaged("05" CENTRE "19 2A" PEER "0000 01",
	    "byte 21: 7 bytes wanted, 1 left");
	assert_damaged("05" CENTRE "02 2A",
	    "byte 9: a command found, a message wanted");
	assert_damaged("01" CENTRE "06 2A" PEER "6230",
	    "byte 19: 7 bytes wanted, 2 left");
}

static void
take(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;
	struct sst_err err = { 0 };

	if (sst_sms_parse(s, &mem, &m, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(m.text);
	assert_text(m.peer);
	assert_text(m.centre);
	assert_true(m.part <= m.parts);
	assert_true(m.data.n == 0 ||
	            (m.data.p > s.p && m.data.p + m.data.n <= s.p + s.n));
	sst_arena_fini(&mem);
}

static void
whatever_is_damaged_text_stays_text(void **state)
{
	(void)state;
	each_damage(bytes(DELIVER "00" TIME HELLO), take);
	each_damage(bytes(HEADED "00" TIME "0F0500 03AB0302 9069101D5D969701"),
	    take);
	each_damage(bytes(DELIVER "08" TIME "06 0041D83DDE00"), take);
	each_damage(bytes("05" CENTRE "51 2A" PEER "0008 A9"
	                  "0B 0608041234 0302 00410042"),
	    take);
	each_damage(bytes("01" CENTRE "06 2A" PEER TIME TIME "00"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_received_message_has_sender_time_and_text),
		cmocka_unit_test(
		    a_sent_message_has_no_time_and_skips_its_validity),
		cmocka_unit_test(every_status_is_told),
		cmocka_unit_test(a_free_record_is_no_message),
		cmocka_unit_test(a_centre_may_be_absent_and_a_sender_a_word),
		cmocka_unit_test(a_status_report_has_peer_and_time),
		cmocka_unit_test(the_reserved_type_is_read_as_received),
		cmocka_unit_test(damage_is_told_with_its_place),
		cmocka_unit_test(whatever_is_damaged_text_stays_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
