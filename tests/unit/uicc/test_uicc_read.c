/* SPDX-License-Identifier: ISC */
/* test_uicc_read.c: the content of the file that was selected last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "unit/uicc/uicc_rig.h"

static const struct sst_uicc_path place = { { 0x7FFF, 0x6F46 }, 2 };
static const struct sst_fcp binary = { .type = SST_FCP_TRANSPARENT, .size = 3 };
static const struct sst_fcp records = { .type = SST_FCP_LINEAR,
	.size = 8,
	.record_size = 4,
	.record_count = 2 };

static void
begin(struct rig *r, const struct fake_step *steps, size_t n)
{
	rig_usim(r, steps, n);
	r->u.file = place;
}

/* n bytes AA and a status word, as digits. */
static const char *
filled(size_t n, const char *sw)
{
	static char hex[4][2 * 256 + 5];
	static size_t at;
	char *p = hex[at++ % 4];

	memset(p, 'A', 2 * n);
	strcpy(p + 2 * n, sw);
	return p;
}

static void
a_long_file_is_read_in_chunks(void **state)
{
	const struct fake_step steps[] = {
		{ "00B00000FF", filled(255, "9000"), 0 },
		{ "00B000FFFF", filled(255, "9000"), 0 },
		{ "00B001FE02", filled(2, "9000"), 0 },
	};
	const struct sst_fcp f = { .type = SST_FCP_TRANSPARENT, .size = 512 };
	struct rig r;

	(void)state;
	begin(&r, FAKE_STEPS(steps));
	assert_int_equal(sst_uicc_read(&r.u, &f, &r.resp, &r.err), 0);
	assert_int_equal(r.resp.n, 512);
	assert_int_equal(r.resp.p[511], 0xAA);
	rig_end(&r);
}

static void
an_empty_file_needs_no_command(void **state)
{
	const struct sst_fcp f = { .type = SST_FCP_TRANSPARENT };
	struct rig r;

	(void)state;
	begin(&r, NULL, 0);
	assert_int_equal(sst_uicc_read(&r.u, &f, &r.resp, &r.err), 0);
	assert_int_equal(r.resp.n, 0);
	rig_end(&r);
}

static void
the_last_byte_that_an_offset_reaches_is_read(void **state)
{
	const struct fake_step steps[] = {
		{ NULL, filled(255, "9000"), 128 },
		{ "00B07F8080", filled(128, "9000"), 0 },
	};
	struct sst_fcp f = { .type = SST_FCP_TRANSPARENT, .size = 0x8000 };
	struct rig r;

	(void)state;
	begin(&r, FAKE_STEPS(steps));
	assert_int_equal(sst_uicc_read(&r.u, &f, &r.resp, &r.err), 0);
	assert_int_equal(r.resp.n, 0x8000);
	f.size++;
	assert_int_equal(sst_uicc_read(&r.u, &f, &r.resp, &r.err), -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	assert_string_equal(r.err.msg, "3F00/7FFF/6F46: file of 32769 bytes, "
	                               "an offset reaches 32768");
	assert_int_equal(r.resp.n, 0);
	rig_end(&r);
}

static void
a_file_that_is_shorter_or_longer_than_it_says_is_damaged(void **state)
{
	static const struct fake_step steps[] = {
		{ "00B0000003", "0102 6282", 0 },
		{ "00B0000003", "6282", 0 },
		{ "00B0000003", "01020304 9000", 0 },
		{ "00B0000003", "9000", 0 },
		{ "00B0000003", "6C01", 0 },
		{ "00B0000001", "01 9000", 0 },
	};
	static const char *const why[] = { "2 bytes", "0 bytes", "4 bytes",
		"0 bytes", "1 byte" };
	struct rig r;

	(void)state;
	begin(&r, FAKE_STEPS(steps));
	for (size_t i = 0; i < sizeof(why) / sizeof(why[0]); i++) {
		char want[128];

		(void)snprintf(want, sizeof(want),
		    "3F00/7FFF/6F46: byte 0: %s found, 3 wanted", why[i]);
		assert_int_equal(sst_uicc_read(&r.u, &binary, &r.resp, &r.err),
		    -1);
		assert_int_equal(r.err.code, SST_E_FORMAT);
		assert_string_equal(r.err.msg, want);
		assert_int_equal(r.resp.n, 0);
	}
	rig_end(&r);
}

static void
a_record_is_read_by_its_number(void **state)
{
	static const struct fake_step steps[] = {
		{ "00B2020404", "01020304 9000", 0 },
		{ "00B2010404", "010203 9000", 0 },
		{ "00B2010404", "0102030405 9000", 0 },
	};
	struct rig r;

	(void)state;
	begin(&r, FAKE_STEPS(steps));
	assert_int_equal(sst_uicc_read_record(&r.u, &records, 2, &r.resp,
	                     &r.err),
	    0);
	assert_int_equal(r.resp.n, 4);
	assert_int_equal(sst_uicc_read_record(&r.u, &records, 1, &r.resp,
	                     &r.err),
	    -1);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F46: record 1: 3 bytes found, 4 wanted");
	assert_int_equal(r.resp.n, 0);
	assert_int_equal(sst_uicc_read_record(&r.u, &records, 1, &r.resp,
	                     &r.err),
	    -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	assert_int_equal(sst_uicc_read_record(&r.u, &records, 0, &r.resp,
	                     &r.err),
	    -1);
	assert_int_equal(sst_uicc_read_record(&r.u, &records, 3, &r.resp,
	                     &r.err),
	    -1);
	assert_string_equal(r.err.msg, "3F00/7FFF/6F46: record 3 of 2");
	assert_int_equal(r.err.code, SST_E_FAILED);
	rig_end(&r);
}

static void
records_beyond_what_a_command_carries_are_an_error(void **state)
{
	const struct fake_step steps[] = { { "00B2010400", filled(256, "9000"),
	    0 } };
	struct sst_fcp f = { .type = SST_FCP_CYCLIC,
		.size = 256,
		.record_size = 256,
		.record_count = 1 };
	struct rig r;

	(void)state;
	begin(&r, FAKE_STEPS(steps));
	assert_int_equal(sst_uicc_read_record(&r.u, &f, 1, &r.resp, &r.err), 0);
	assert_int_equal(r.resp.n, 256);
	f.record_size = 257;
	assert_int_equal(sst_uicc_read_record(&r.u, &f, 1, &r.resp, &r.err),
	    -1);
	assert_string_equal(r.err.msg, "3F00/7FFF/6F46: records of 257 bytes, "
	                               "at most 256 wanted");
	rig_end(&r);
}

static void
a_file_is_read_as_its_type_wants(void **state)
{
	const struct sst_fcp dir = { .type = SST_FCP_DF };
	struct rig r;

	(void)state;
	begin(&r, NULL, 0);
	assert_int_equal(sst_uicc_read(&r.u, &records, &r.resp, &r.err), -1);
	assert_int_equal(r.err.code, SST_E_FAILED);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F46: linear file, transparent wanted");
	assert_int_equal(sst_uicc_read(&r.u, &dir, &r.resp, &r.err), -1);
	assert_int_equal(sst_uicc_read_record(&r.u, &binary, 1, &r.resp,
	                     &r.err),
	    -1);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F46: transparent file, one with records wanted");
	assert_int_equal(sst_uicc_update(&r.u, &records, 0,
	                     (struct sst_span){ 0 }, &r.err),
	    -1);
	assert_int_equal(sst_uicc_update_record(&r.u, &binary, 1,
	                     (struct sst_span){ 0 }, &r.err),
	    -1);
	rig_end(&r);
}

static void
a_refusal_has_its_status_word_and_the_path(void **state)
{
	static const struct {
		uint16_t sw;
		const char *why;
	} rows[] = {
		{ 0x6982, "security status not satisfied" },
		{ 0x6984, "referenced data invalidated" },
		{ 0x6985, "conditions of use not satisfied" },
		{ 0x6981, "command does not fit the file" },
		{ 0x6986, "command not allowed, no file selected" },
		{ 0x6A82, "file or application not found" },
		{ 0x6A83, "record not found" },
		{ 0x6B00, "wrong parameters P1 P2, outside the file" },
		{ 0x6700, "wrong length" },
		{ 0x6281, "part of the data may be damaged" },
		{ 0x6283, "file or application is invalidated" },
		{ 0x6F00, "failed without a reason" },
		{ 0x63C2, "wrong value, tries are counted" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char sw[16], want[128];
		const struct fake_step steps[] = { { NULL, sw, 2 } };
		struct rig r;

		(void)snprintf(sw, sizeof(sw), "010203%04X", rows[i].sw);
		(void)snprintf(want, sizeof(want), "3F00/7FFF/6F46: %04X: %s",
		    rows[i].sw, rows[i].why);
		begin(&r, FAKE_STEPS(steps));
		assert_int_equal(sst_uicc_read(&r.u, &binary, &r.resp, &r.err),
		    -1);
		assert_int_equal(r.err.code, SST_E_REFUSED);
		assert_int_equal(r.err.sw, rows[i].sw);
		assert_string_equal(r.err.msg, want);
		assert_int_equal(r.resp.n, 0);
		assert_int_equal(sst_uicc_read_record(&r.u, &records, 1,
		                     &r.resp, &r.err),
		    -1);
		assert_string_equal(r.err.msg, want);
		rig_end(&r);
	}
}

static void
a_2g_card_is_read_and_written_in_its_class(void **state)
{
	static const uint8_t data[] = { 1, 2, 3, 4 };
	static const struct fake_step steps[] = {
		{ "A0B0000003", "010203 9000", 0 },
		{ "A0B2010404", "01020304 9000", 0 },
		{ "A0B2010404", "9402", 0 },
		{ "A0B2010404", "9804", 0 },
		{ "A0D600010201 02", "9201", 0 },
		{ "A0DC01040401020304", "9000", 0 },
		{ "A0DC01040401020304", "9240", 0 },
	};
	struct rig r;

	(void)state;
	rig_2g(&r, FAKE_STEPS(steps));
	r.u.file = (struct sst_uicc_path){ { 0x7F20, 0x6F46 }, 2 };
	assert_int_equal(sst_uicc_read(&r.u, &binary, &r.resp, &r.err), 0);
	assert_int_equal(sst_uicc_read_record(&r.u, &records, 1, &r.resp,
	                     &r.err),
	    0);
	assert_int_equal(sst_uicc_read_record(&r.u, &records, 1, &r.resp,
	                     &r.err),
	    -1);
	assert_string_equal(r.err.msg,
	    "3F00/7F20/6F46: 9402: wrong address, outside the file");
	assert_int_equal(sst_uicc_read_record(&r.u, &records, 1, &r.resp,
	                     &r.err),
	    -1);
	assert_int_equal(r.err.sw, 0x9804);
	assert_int_equal(sst_uicc_update(&r.u, &binary, 1,
	                     (struct sst_span){ data, 2 }, &r.err),
	    0);
	assert_int_equal(sst_uicc_update_record(&r.u, &records, 1,
	                     SST_SPAN(data), &r.err),
	    0);
	assert_int_equal(sst_uicc_update_record(&r.u, &records, 1,
	                     SST_SPAN(data), &r.err),
	    -1);
	assert_int_equal(r.err.sw, 0x9240);
	rig_end(&r);
}

static void
part_of_a_file_is_written_in_chunks(void **state)
{
	static const uint8_t data[300] = { 0 };
	static char first[2 * 300];
	const struct fake_step steps[] = {
		{ first, "9000", 0 },
		{ "00D60109 2D 000000000000000000000000000000000000000000000000"
		  "000000000000000000000000000000000000000000",
		    "63C1", 0 },
	};
	const struct sst_fcp f = { .type = SST_FCP_TRANSPARENT, .size = 310 };
	struct rig r;

	(void)state;
	strcpy(first, "00D6000AFF");
	memset(first + 10, '0', 2 * 255);
	begin(&r, FAKE_STEPS(steps));
	assert_int_equal(sst_uicc_update(&r.u, &f, 10, SST_SPAN(data), &r.err),
	    0);
	rig_end(&r);
}

static void
what_does_not_fit_is_not_sent(void **state)
{
	static const uint8_t data[5] = { 0 };
	const struct sst_fcp cyclic = { .type = SST_FCP_CYCLIC,
		.size = 8,
		.record_size = 4,
		.record_count = 2 };
	struct rig r;

	(void)state;
	begin(&r, NULL, 0);
	assert_int_equal(sst_uicc_update(&r.u, &binary, 1,
	                     (struct sst_span){ data, 3 }, &r.err),
	    -1);
	assert_int_equal(r.err.code, SST_E_FAILED);
	assert_string_equal(r.err.msg, "3F00/7FFF/6F46: 3 bytes from byte 1 do "
	                               "not fit a file of 3 bytes");
	assert_int_equal(sst_uicc_update(&r.u, &binary, 4,
	                     (struct sst_span){ data, 0 }, &r.err),
	    -1);
	assert_int_equal(sst_uicc_update(&r.u, &binary, SIZE_MAX,
	                     (struct sst_span){ data, 2 }, &r.err),
	    -1);
	assert_int_equal(sst_uicc_update_record(&r.u, &records, 1,
	                     SST_SPAN(data), &r.err),
	    -1);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F46: record 1: 5 bytes to write, 4 wanted");
	assert_int_equal(sst_uicc_update_record(&r.u, &records, 3,
	                     (struct sst_span){ data, 4 }, &r.err),
	    -1);
	assert_int_equal(sst_uicc_update_record(&r.u, &cyclic, 1,
	                     (struct sst_span){ data, 4 }, &r.err),
	    -1);
	assert_string_equal(r.err.msg, "3F00/7FFF/6F46: cyclic file: its "
	                               "records cannot be written by number");
	rig_end(&r);
}

static void
a_write_that_is_refused_ends_there(void **state)
{
	static const uint8_t data[300] = { 0 };
	static const struct fake_step steps[] = {
		{ NULL, "6982", 0 },
		{ "00DC01040400000000", "6A84", 0 },
		{ "00DC01040400000000", NULL, 0 },
	};
	const struct sst_fcp f = { .type = SST_FCP_TRANSPARENT, .size = 310 };
	struct rig r;

	(void)state;
	begin(&r, FAKE_STEPS(steps));
	assert_int_equal(sst_uicc_update(&r.u, &f, 10, SST_SPAN(data), &r.err),
	    -1);
	assert_int_equal(r.err.sw, 0x6982);
	assert_int_equal(sst_uicc_update_record(&r.u, &records, 1,
	                     (struct sst_span){ data, 4 }, &r.err),
	    -1);
	assert_string_equal(r.err.msg, "3F00/7FFF/6F46: 6A84: no room left");
	assert_int_equal(sst_uicc_update_record(&r.u, &records, 1,
	                     (struct sst_span){ data, 4 }, &r.err),
	    -1);
	assert_int_equal(r.err.code, SST_E_DEVICE);
	rig_end(&r);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_file_is_read_in_chunks),
		cmocka_unit_test(an_empty_file_needs_no_command),
		cmocka_unit_test(the_last_byte_that_an_offset_reaches_is_read),
		cmocka_unit_test(
		    a_file_that_is_shorter_or_longer_than_it_says_is_damaged),
		cmocka_unit_test(a_record_is_read_by_its_number),
		cmocka_unit_test(
		    records_beyond_what_a_command_carries_are_an_error),
		cmocka_unit_test(a_file_is_read_as_its_type_wants),
		cmocka_unit_test(a_refusal_has_its_status_word_and_the_path),
		cmocka_unit_test(a_2g_card_is_read_and_written_in_its_class),
		cmocka_unit_test(part_of_a_file_is_written_in_chunks),
		cmocka_unit_test(what_does_not_fit_is_not_sent),
		cmocka_unit_test(a_write_that_is_refused_ends_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
