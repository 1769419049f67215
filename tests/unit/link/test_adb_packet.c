/* SPDX-License-Identifier: ISC */
/* test_adb_packet.c: the header, the sum, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/link/adb_priv.h"

/* OPEN 7 0 "ab", with its sum. */
static const uint8_t packet[] = { 0x4F, 0x50, 0x45, 0x4E, 7, 0, 0, 0, 0, 0, 0,
	0, 2, 0, 0, 0, 0xC3, 0, 0, 0, 0xB0, 0xAF, 0xBA, 0xB1, 'a', 'b' };

static void
a_header_is_six_little_endian_words(void **state)
{
	const struct sst_adb_packet p = { SST_ADB_OPEN, 7, 0, 99,
		{ packet + SST_ADB_HEADER, 2 } };
	uint8_t head[SST_ADB_HEADER];

	(void)state;
	sst_adb_packet_head(&p, head);
	assert_memory_equal(head, packet, sizeof(head));
}

static void
a_packet_that_is_cut_wants_what_is_missing(void **state)
{
	struct sst_err err = { 0 };
	struct sst_adb_packet p;
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof(packet); i++) {
		const struct sst_span in = { packet, i };
		size_t end =
		    i < SST_ADB_HEADER ? SST_ADB_HEADER : sizeof(packet);

		assert_int_equal(sst_adb_packet_next(in, &p, &n, &err), 0);
		assert_int_equal(n, end - i);
	}
	assert_int_equal(sst_adb_packet_next(SST_SPAN(packet), &p, &n, &err),
	    1);
	assert_int_equal(n, sizeof(packet));
	assert_int_equal(p.command, SST_ADB_OPEN);
	assert_int_equal(p.arg0, 7);
	assert_int_equal(p.arg1, 0);
	assert_int_equal(p.data.n, 2);
	assert_ptr_equal(p.data.p, packet + SST_ADB_HEADER);
	assert_true(sst_adb_packet_has_sum(&p));
}

static void
a_sum_that_differs_is_seen(void **state)
{
	uint8_t bytes[sizeof(packet)];
	struct sst_err err = { 0 };
	struct sst_adb_packet p;
	size_t n;

	(void)state;
	memcpy(bytes, packet, sizeof(bytes));
	bytes[19] = 1;
	assert_int_equal(sst_adb_packet_next(SST_SPAN(bytes), &p, &n, &err), 1);
	assert_false(sst_adb_packet_has_sum(&p));
}

static void
a_wrong_magic_is_refused_before_the_payload(void **state)
{
	uint8_t bytes[SST_ADB_HEADER];
	struct sst_err err = { 0 };
	struct sst_adb_packet p;
	size_t n;

	(void)state;
	memcpy(bytes, packet, sizeof(bytes));
	bytes[20] = 0;
	assert_int_equal(sst_adb_packet_next(SST_SPAN(bytes), &p, &n, &err),
	    -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg,
	    "packet 4E45504F: magic B1BAAF00 found, B1BAAFB0 wanted");
}

static void
a_payload_beyond_our_limit_is_refused_before_it_comes(void **state)
{
	static const struct {
		uint8_t length[4];
		int rc;
	} rows[] = {
		{ { 0x00, 0x00, 0x10, 0x00 }, 0 },
		{ { 0x01, 0x00, 0x10, 0x00 }, -1 },
		{ { 0xFF, 0xFF, 0xFF, 0xFF }, -1 },
	};
	uint8_t bytes[SST_ADB_HEADER];
	struct sst_adb_packet p;
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err = { 0 };

		memcpy(bytes, packet, sizeof(bytes));
		memcpy(bytes + 12, rows[i].length, 4);
		assert_int_equal(sst_adb_packet_next(SST_SPAN(bytes), &p, &n,
		                     &err),
		    rows[i].rc);
		if (i == 0)
			assert_int_equal(n, SST_ADB_PAYLOAD);
		if (i == 1)
			assert_string_equal(err.msg,
			    "packet 4E45504F: payload of 1048577 bytes, at "
			    "most 1048576 wanted");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_is_six_little_endian_words),
		cmocka_unit_test(a_packet_that_is_cut_wants_what_is_missing),
		cmocka_unit_test(a_sum_that_differs_is_seen),
		cmocka_unit_test(a_wrong_magic_is_refused_before_the_payload),
		cmocka_unit_test(
		    a_payload_beyond_our_limit_is_refused_before_it_comes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
