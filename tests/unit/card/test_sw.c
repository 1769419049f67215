/* SPDX-License-Identifier: ISC */
/* test_sw.c: status words and what they mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/card/sw.h>

static void
every_status_word_has_words(void **state)
{
	(void)state;
	for (uint32_t sw = 0; sw <= 0xFFFF; sw++)
		assert_non_null(sst_sw_name((uint16_t)sw));
	assert_string_equal(sst_sw_name(0x6985),
	    "conditions of use not satisfied");
	assert_string_equal(sst_sw_name(0x6A82),
	    "file or application not found");
	assert_string_equal(sst_sw_name(0x63C2),
	    "wrong value, tries are counted");
	assert_string_equal(sst_sw_name(0x1234), "unknown status word");
}

static void
done_with_a_proactive_command_waiting_is_done(void **state)
{
	(void)state;
	assert_true(sst_sw_is_ok(0x9000));
	assert_true(sst_sw_is_ok(0x910B));
	assert_false(sst_sw_is_ok(0x9001));
	assert_false(sst_sw_is_ok(0x6100));
	assert_false(sst_sw_is_ok(0x9200));
}

static void
only_61xx_means_that_more_waits(void **state)
{
	(void)state;
	assert_true(sst_sw_is_more(0x6100));
	assert_true(sst_sw_is_more(0x61FF));
	assert_false(sst_sw_is_more(0x6C10));
	assert_false(sst_sw_is_more(0x9000));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_status_word_has_words),
		cmocka_unit_test(done_with_a_proactive_command_waiting_is_done),
		cmocka_unit_test(only_61xx_means_that_more_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
