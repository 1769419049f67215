/* SPDX-License-Identifier: ISC */
/* test_fcp_2g.c: what a SIM from before the UICC sends of a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/fcp.h>

#include "unit/fake_link.h"

static uint8_t bytes[64];

static int
parse(const char *hex, struct sst_fcp *f, struct sst_err *err)
{
	size_t n = fake_hex(hex, bytes, sizeof(bytes));

	*err = (struct sst_err){ 0 };
	return sst_fcp_parse_2g((struct sst_span){ bytes, n }, f, err);
}

static void
files_are_what_their_bytes_say(void **state)
{
	static const struct {
		const char *hex;
		enum sst_fcp_type type;
		unsigned size, record_size, record_count;
		enum sst_fcp_access read, update;
		bool is_deactivated;
	} rows[] = {
		{ "0000 000A 2FE2 04 00 0FFFFF 01 02 0000", SST_FCP_TRANSPARENT,
		    10, 0, 0, SST_FCP_ALWAYS, SST_FCP_NEVER, false },
		{ "0000 0009 6F07 04 00 14FF44 01 01 00", SST_FCP_TRANSPARENT,
		    9, 0, 0, SST_FCP_PIN1, SST_FCP_ADM, false },
		{ "0000 00B4 6F3A 04 00 11FF44 01 02 01 1E", SST_FCP_LINEAR,
		    180, 30, 6, SST_FCP_PIN1, SST_FCP_PIN1, false },
		{ "0000 00B4 6F3B 04 00 12FF44 00 02 01 1E", SST_FCP_LINEAR,
		    180, 30, 6, SST_FCP_PIN1, SST_FCP_PIN2, true },
		{ "0000 00B4 6F44 04 00 13FF44 01 02 03 1E", SST_FCP_CYCLIC,
		    180, 30, 6, SST_FCP_PIN1, SST_FCP_UNKNOWN, false },
		{ "0000 00B4 6F44 04 00 1EFF44 01 02 07 1E", SST_FCP_OTHER, 180,
		    0, 0, SST_FCP_PIN1, SST_FCP_ADM, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err;
		struct sst_fcp f;

		assert_int_equal(parse(rows[i].hex, &f, &err), 0);
		assert_int_equal(f.type, rows[i].type);
		assert_int_equal(f.size, rows[i].size);
		assert_int_equal(f.record_size, rows[i].record_size);
		assert_int_equal(f.record_count, rows[i].record_count);
		assert_int_equal(f.read, rows[i].read);
		assert_int_equal(f.update, rows[i].update);
		assert_int_equal(f.is_deactivated, rows[i].is_deactivated);
	}
}

static void
a_directory_tells_the_tries_of_its_pins(void **state)
{
	struct sst_err err;
	struct sst_fcp f;

	(void)state;
	assert_int_equal(parse("0000 0000 7F20 02 0000000000 09 13 00 05 04 00 "
	                       "83 8A 02 8A",
	                     &f, &err),
	    0);
	assert_int_equal(f.type, SST_FCP_DF);
	assert_int_equal(f.fid, 0x7F20);
	assert_int_equal(f.pin1, SST_FCP_PIN_ENABLED);
	assert_int_equal(f.chv1_tries, 3);
	assert_int_equal(f.chv2_tries, SST_FCP_TRIES_UNKNOWN);
	assert_int_equal(parse("0000 0000 3F00 01 0000000000 09 93 00 05 04 00 "
	                       "80 8A 82 8A",
	                     &f, &err),
	    0);
	assert_int_equal(f.pin1, SST_FCP_PIN_DISABLED);
	assert_int_equal(f.chv1_tries, 0);
	assert_int_equal(f.chv2_tries, 2);
	/* a short one says nothing about tries */
	assert_int_equal(parse("0000 0000 3F00 01 0000000000 01 13", &f, &err),
	    0);
	assert_int_equal(f.chv1_tries, SST_FCP_TRIES_UNKNOWN);
}

static void
what_cannot_be_is_an_error(void **state)
{
	struct sst_err err;
	struct sst_fcp f;

	(void)state;
	assert_int_equal(parse("", &f, &err), -1);
	assert_string_equal(err.msg,
	    "2G file description of 0 bytes, at least 14 wanted");
	assert_int_equal(parse("0000 000A 2FE2 04 00 0FFFFF 01 02", &f, &err),
	    -1);
	assert_int_equal(parse("0000 000A 2FE2 05 00 0FFFFF 01 02 00", &f,
	                     &err),
	    -1);
	assert_string_equal(err.msg,
	    "2G file description: byte 6: 05 is no type of file");
	assert_int_equal(parse("0000 000A 2FE2 04 00 0FFFFF 01 02 01", &f,
	                     &err),
	    -1);
	assert_string_equal(err.msg,
	    "2G file description: byte 14: records of 0 bytes");
	assert_int_equal(parse("0000 000A 2FE2 04 00 0FFFFF 01 02 03 00", &f,
	                     &err),
	    -1);
	assert_int_equal(parse("0000 FFFF 2FE2 04 00 0FFFFF 01 02 01 01", &f,
	                     &err),
	    -1);
	assert_string_equal(err.msg, "2G file description: 65535 records, at "
	                             "most 254 wanted");
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(f.type, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_are_what_their_bytes_say),
		cmocka_unit_test(a_directory_tells_the_tries_of_its_pins),
		cmocka_unit_test(what_cannot_be_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
