/* SPDX-License-Identifier: ISC */
/* test_ccid.c: readers on libusb where the wanted one is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <simstow/link/ccid.h>

static void
a_reader_that_is_not_there_is_named(void **state)
{
	static const char *const names[] = { "99-1", "99-1#1", "99-1#", "#1",
		"99-1#x", "99-1#99999999999999999999", "",
		"1-1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct sst_card_link l;
		struct sst_err err = { 0 };

		assert_int_equal(sst_ccid_open(names[i], 0, &l, &err), -1);
		assert_int_not_equal(err.code, SST_OK);
		assert_memory_equal(err.msg, "ccid:", 5);
		assert_memory_equal(err.msg + 5, names[i], strlen(names[i]));
		assert_null(l.ops);
		sst_card_link_close(&l);
	}
}

static void
every_state_and_level_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(sst_ccid_state_name(SST_CCID_EMPTY), "empty");
	assert_string_equal(sst_ccid_state_name(SST_CCID_CARD), "card");
	assert_string_equal(sst_ccid_state_name(SST_CCID_BUSY), "in use");
	assert_string_equal(sst_ccid_state_name(SST_CCID_FORBIDDEN),
	    "no permission");
	assert_string_equal(sst_ccid_state_name(SST_CCID_UNSUPPORTED),
	    "not supported");
	assert_string_equal(sst_ccid_state_name(SST_CCID_UNKNOWN), "unknown");
	assert_string_equal(sst_ccid_state_name((enum sst_ccid_state)0),
	    "unknown");
	assert_string_equal(sst_ccid_state_name((enum sst_ccid_state)99),
	    "unknown");
	assert_string_equal(sst_ccid_level_name(SST_CCID_CHARACTER),
	    "character");
	assert_string_equal(sst_ccid_level_name(SST_CCID_TPDU), "TPDU");
	assert_string_equal(sst_ccid_level_name(SST_CCID_SHORT), "short APDU");
	assert_string_equal(sst_ccid_level_name(SST_CCID_EXTENDED),
	    "extended APDU");
	assert_string_equal(sst_ccid_level_name((enum sst_ccid_level)0),
	    "unknown");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_that_is_not_there_is_named),
		cmocka_unit_test(every_state_and_level_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
