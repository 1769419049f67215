/* SPDX-License-Identifier: ISC */
/* test_uicc_select.c: how to come to a file in as few commands as possible. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "unit/uicc/uicc_rig.h"

static void
a_file_in_the_current_directory_is_one_short_command(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", RIG_FCP("6F07"), 0 },
		{ "00A40004026F4600", RIG_FCP("6F46"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	assert_int_equal(r.fcp.size, 10);
	assert_int_equal(r.fcp.read, SST_FCP_NEVER);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F46"), 0);
	rig_end(&r);
}

static void
a_file_elsewhere_is_one_path(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40804022FE200", RIG_FCP("2FE2"), 0 },
		{ "00A40804047F106F3A00", RIG_FCP("6F3A"), 0 },
		{ "00A40804067F105F3A4F3000", RIG_FCP("4F30"), 0 },
		{ "00A40804047FFF6F0700", RIG_FCP("6F07"), 0 },
		{ "00A40804067FFF5FC04F0700", RIG_FCP("4F07"), 0 },
		{ "00A40004024F0A00", RIG_FCP("4F0A"), 0 },
		{ "00A40004023F0000", "62(820178 83023F00) 9000", 0 },
		{ "00A40004022F0500", RIG_FCP("2F05"), 0 },
		{ "00A40004027FFF00", "62(820178 83027FF2 8401A0) 9000", 0 },
		{ "00A40004026F0600", RIG_FCP("6F06"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/2FE2"), 0);
	assert_int_equal(rig_select(&r, "3F00/7F10/6F3A"), 0);
	assert_int_equal(rig_select(&r, "3F00/7F10/5F3A/4F30"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/5FC0/4F07"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/5FC0/4F0A"), 0);
	assert_int_equal(rig_select(&r, "3F00"), 0);
	assert_int_equal(r.fcp.type, SST_FCP_DF);
	assert_int_equal(rig_select(&r, "3F00/2F05"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF"), 0);
	assert_null(r.fcp.aid.p);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F06"), 0);
	rig_end(&r);
}

static void
a_card_that_refuses_paths_is_walked_from_then_on(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40804022FE200", "6A86", 0 },
		{ "00A40004023F0000", "9000", 0 },
		{ "00A40004022FE200", RIG_FCP("2FE2"), 0 },
		{ "00A40004027F1000", "9000", 0 },
		{ "00A40004026F3A00", RIG_FCP("6F3A"), 0 },
		/* not known of paths with 7FFF */
		{ "00A40804047FFF6F0700", "6A82", 0 },
		{ "00A40004027FFF00", "9000", 0 },
		{ "00A40004026F0700", RIG_FCP("6F07"), 0 },
		{ "00A40004025FC000", "9000", 0 },
		{ "00A40004024F0700", RIG_FCP("4F07"), 0 },
		/* beside, and above */
		{ "00A40004025F3A00", "9000", 0 },
		{ "00A40004024F3000", RIG_FCP("4F30"), 0 },
		{ "00A40004027FFF00", "9000", 0 },
		{ "00A40004026F4600", RIG_FCP("6F46"), 0 },
		/* nothing is beside the USIM */
		{ "00A40004023F0000", "9000", 0 },
		{ "00A40004027F1000", "9000", 0 },
		{ "00A40004026F4A00", RIG_FCP("6F4A"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/2FE2"), 0);
	assert_int_equal(rig_select(&r, "3F00/7F10/6F3A"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/5FC0/4F07"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/5F3A/4F30"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F46"), 0);
	assert_int_equal(rig_select(&r, "3F00/7F10/6F4A"), 0);
	assert_int_equal(r.u.from_mf, SST_UICC_WAY_REFUSED);
	assert_int_equal(r.u.from_adf, SST_UICC_WAY_REFUSED);
	rig_end(&r);
}

static void
where_7fff_is_refused_the_name_is_said_again(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40804047FFF6F0700", "6A82", 0 },
		{ "00A40004027FFF00", "6A82", 0 },
		{ "00A4040407" RIG_USIM "00", "9000", 0 },
		{ "00A40004026F0700", RIG_FCP("6F07"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.u.is_current_known = false;
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	rig_end(&r);
}

/* Once paths are known to work, not found is not found. */
static void
a_file_that_is_not_there_is_refused_with_its_path(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40804022FE200", RIG_FCP("2FE2"), 0 },
		{ "00A40804047F106F3A00", "6A82", 0 },
		{ "00A40804047F106F4A00", "6A82", 0 },
		{ "00A40804047FFF6F0700", "6A82", 0 },
		{ "00A40004027FFF00", "9000", 0 },
		{ "00A40004026F0700", "6A82", 0 },
		{ "00A40004026F4600", "6A82", 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/2FE2"), 0);
	assert_int_equal(rig_select(&r, "3F00/7F10/6F3A"), -1);
	assert_int_equal(r.err.code, SST_E_REFUSED);
	assert_int_equal(r.err.sw, 0x6A82);
	assert_string_equal(r.err.msg,
	    "3F00/7F10/6F3A: 6A82: file or application not found");
	assert_int_equal(rig_select(&r, "3F00/7F10/6F4A"), -1);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F07: 6A82: file or application not found");
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F46"), -1);
	rig_end(&r);
}

static void
every_other_status_word_is_refused_too(void **state)
{
	static const uint16_t words[] = { 0x6982, 0x6985, 0x6A86, 0x6F00,
		0x6283, 0x6281, 0x9404, 0x9F10, 0x6C10, 0x0000 };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		char sw[5];
		const struct fake_step steps[] = { { NULL, sw, 0 } };
		struct rig r;

		(void)snprintf(sw, sizeof(sw), "%04X", words[i]);
		rig_usim(&r, FAKE_STEPS(steps));
		/* 6Cxx is answered by the card layer */
		if (words[i] >> 8 == 0x6C)
			r.f.n = 0;
		assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
		if (words[i] >> 8 != 0x6C) {
			assert_int_equal(r.err.code, SST_E_REFUSED);
			assert_int_equal(r.err.sw, words[i]);
		}
		sst_arena_fini(&r.mem);
	}
}

static void
a_file_that_is_deactivated_may_come_with_its_description(void **state)
{
	static const struct fake_step steps[] = { { "00A40004026F0700",
	    "62(82024121 83026F07 8A0104 80010A) 6283", 0 } };
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	assert_true(r.fcp.is_deactivated);
	rig_end(&r);
}

static void
another_file_than_the_wanted_one_is_an_error(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", RIG_FCP("6F08"), 0 },
		{ "00A40004026F0700", "62(820141) 9000", 0 },
		{ "00A40004026F0700", "9000", 0 },
		{ "00A40004026F0700", "62058201 9000", 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F07: file 6F08 found, 6F07 wanted");
	assert_int_equal(r.fcp.type, 0);
	/* one that does not tell is believed */
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_string_equal(r.err.msg, "3F00/7FFF/6F07: FCP: byte 0: nothing "
	                               "found, 62 wanted");
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	rig_end(&r);
}

static void
what_is_forbidden_is_not_even_selected(void **state)
{
	static const char *const places[] = { "3F00/7FFF/6F08",
		"3F00/7FFF/6F7E", "3F00/7FFF/5FC0/4F05", "3F00/7FFF/5F3B/4F20",
		"3F00/7F20/6F20" };

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		char want[128];
		struct rig r;

		rig_usim(&r, NULL, 0);
		assert_int_equal(rig_select(&r, places[i]), -1);
		assert_int_equal(r.err.code, SST_E_FAILED);
		(void)snprintf(want, sizeof(want),
		    "%s: never read: a key or temporary identity", places[i]);
		assert_string_equal(r.err.msg, want);
		rig_end(&r);
	}
}

/* 3F00/7FFF/6F07/6F08 would end at EF.Keys on the walk. */
static void
a_path_through_a_file_is_not_sent(void **state)
{
	const struct sst_uicc_path path = { { 0x7FFF, 0x6F07, 0x6F08 }, 3 };
	struct rig r;

	(void)state;
	rig_usim(&r, NULL, 0);
	assert_int_equal(sst_uicc_select(&r.u, &path, &r.fcp, &r.err), -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F07/6F08: 6F07 is no directory");
	rig_end(&r);
}

static void
without_a_usim_its_files_are_not_there(void **state)
{
	struct rig r;

	(void)state;
	rig_2g(&r, NULL, 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_int_equal(r.err.code, SST_E_REFUSED);
	assert_int_equal(r.err.sw, 0x6A82);
	assert_string_equal(r.err.msg, "3F00/7FFF/6F07: no USIM on this card");
	rig_end(&r);
}

static void
a_card_that_is_gone_is_an_error_and_nothing_is_known_then(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", NULL, 0 },
		{ "00A40804047FFF6F0700", RIG_FCP("6F07"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_int_equal(r.err.code, SST_E_DEVICE);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F07: fake:A: the card was removed");
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	rig_end(&r);
}

#define OLD(fid, rest) "0000 000A " fid " " rest " 9000"
#define OLD_EF "04 00 11FF44 01 01 00"

static void
a_2g_card_is_walked_and_answers_wait(void **state)
{
	static const struct fake_step steps[] = {
		{ "A0A40000026F07", "9F0E", 0 },
		{ "A0C000000E", OLD("6F07", OLD_EF), 0 },
		{ "A0A40000027F10", "9F16", 0 },
		{ "A0A40000026F40", "9F0E", 0 },
		{ "A0C000000E", OLD("6F40", OLD_EF), 0 },
		{ "A0A40000023F00", "9F16", 0 },
		{ "A0A40000022FE2", "9F0E", 0 },
		{ "A0C000000E", OLD("2FE2", OLD_EF), 0 },
		{ "A0A40000027F20", "9F16", 0 },
		{ "A0A40000026F46", "9404", 0 },
		{ "A0A40000026F3E", "9F0E", 0 },
		{ "A0C000000E", OLD("6F3F", OLD_EF), 0 },
	};
	struct rig r;

	(void)state;
	rig_2g(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7F20/6F07"), 0);
	assert_int_equal(r.fcp.update, SST_FCP_PIN1);
	assert_int_equal(rig_select(&r, "3F00/7F10/6F40"), 0);
	assert_int_equal(rig_select(&r, "3F00/2FE2"), 0);
	assert_int_equal(rig_select(&r, "3F00/7F20/6F46"), -1);
	assert_int_equal(r.err.sw, 0x9404);
	assert_string_equal(r.err.msg, "3F00/7F20/6F46: 9404: file not found");
	assert_int_equal(rig_select(&r, "3F00/7F20/6F3E"), -1);
	assert_string_equal(r.err.msg,
	    "3F00/7F20/6F3E: file 6F3F found, 6F3E wanted");
	rig_end(&r);
}

static void
on_t0_the_answers_of_steps_stay_unread(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004027FFF", "6120", 0 },
		{ "00A40004026F07", "6115", 0 },
		{ "00C0000015", RIG_FCP("6F07"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.f.link.protocol = SST_CARD_T0;
	r.u.is_current_known = false;
	r.u.from_adf = SST_UICC_WAY_REFUSED;
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	rig_end(&r);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_file_in_the_current_directory_is_one_short_command),
		cmocka_unit_test(a_file_elsewhere_is_one_path),
		cmocka_unit_test(
		    a_card_that_refuses_paths_is_walked_from_then_on),
		cmocka_unit_test(where_7fff_is_refused_the_name_is_said_again),
		cmocka_unit_test(
		    a_file_that_is_not_there_is_refused_with_its_path),
		cmocka_unit_test(every_other_status_word_is_refused_too),
		cmocka_unit_test(
		    a_file_that_is_deactivated_may_come_with_its_description),
		cmocka_unit_test(another_file_than_the_wanted_one_is_an_error),
		cmocka_unit_test(what_is_forbidden_is_not_even_selected),
		cmocka_unit_test(a_path_through_a_file_is_not_sent),
		cmocka_unit_test(without_a_usim_its_files_are_not_there),
		cmocka_unit_test(
		    a_card_that_is_gone_is_an_error_and_nothing_is_known_then),
		cmocka_unit_test(a_2g_card_is_walked_and_answers_wait),
		cmocka_unit_test(on_t0_the_answers_of_steps_stay_unread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
