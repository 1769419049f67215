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
	assert_false(sst_sw_is_more(0x9F10));
}

static void
after_2g_commands_9fxx_means_so_too(void **state)
{
	(void)state;
	assert_true(sst_sw_is_more_2g(0x9F00));
	assert_true(sst_sw_is_more_2g(0x9F16));
	assert_true(sst_sw_is_more_2g(0x6116));
	assert_false(sst_sw_is_more_2g(0x9000));
	assert_false(sst_sw_is_more_2g(0x9404));
}

static void
the_status_words_of_a_2g_card_have_names(void **state)
{
	static const uint16_t all[] = { 0x9240, 0x9400, 0x9402, 0x9404, 0x9408,
		0x9802, 0x9804, 0x9808, 0x9810, 0x9840, 0x9850, 0x9F16 };

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		assert_string_not_equal(sst_sw_name(all[i]),
		    "unknown status word");
	assert_string_equal(sst_sw_name(0x9404), "file not found");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_status_word_has_words),
		cmocka_unit_test(done_with_a_proactive_command_waiting_is_done),
		cmocka_unit_test(only_61xx_means_that_more_waits),
		cmocka_unit_test(after_2g_commands_9fxx_means_so_too),
		cmocka_unit_test(the_status_words_of_a_2g_card_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
