/* SPDX-License-Identifier: ISC */
/* test_codec.c: places, names and bits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../src/manifest/codec_priv.h"

static const char *const words[] = { "zero", NULL, "two" };
static const struct sst_codec_names names = { words, 3 };

static void
a_place_reads_like_a_path(void **state)
{
	struct sst_codec_place top = { 0 };
	struct sst_codec_place a = sst_codec_enter(&top, "profiles");
	struct sst_codec_place b = sst_codec_item(&a, 12);
	struct sst_codec_place c = sst_codec_enter(&b, "iccid");
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_codec_fail(&c, &err, "%d wrong", 1), -1);
	assert_string_equal(err.msg, "profiles[12].iccid: 1 wrong");
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(sst_codec_fail(&top, &err, "wrong"), -1);
	assert_string_equal(err.msg, "wrong");
	assert_int_equal(sst_codec_within(&b, &err), -1);
	assert_string_equal(err.msg, "profiles[12]: wrong");
}

static void
a_name_is_found_by_its_number_and_a_hole_is_not(void **state)
{
	(void)state;
	assert_int_equal(sst_codec_find(&names, "zero"), 0);
	assert_int_equal(sst_codec_find(&names, "two"), 2);
	assert_int_equal(sst_codec_find(&names, "three"), -1);
	assert_int_equal(sst_codec_find(&names, ""), -1);
}

static void
every_bit_has_a_name_that_is_found_again(void **state)
{
	char room[SST_CODEC_BIT_TEXT];

	(void)state;
	for (size_t i = 0; i < SST_CODEC_BITS_MAX; i++)
		assert_int_equal(sst_codec_bit_find(&names,
		                     sst_codec_bit_name(&names, i, room)),
		    i);
	assert_string_equal(sst_codec_bit_name(&names, 0, room), "zero");
	assert_string_equal(sst_codec_bit_name(&names, 1, room), "bit1");
	assert_string_equal(sst_codec_bit_name(&names, 31, room), "bit31");
}

static void
what_only_looks_like_a_bit_is_none(void **state)
{
	static const char *const wrong[] = { "bit", "bit32", "bit99", "bit01",
		"bit-1", "bit1x", "Bit1", "bit100", "bitte", "bit 1" };

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(sst_codec_bit_find(&names, wrong[i]), -1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_place_reads_like_a_path),
		cmocka_unit_test(
		    a_name_is_found_by_its_number_and_a_hole_is_not),
		cmocka_unit_test(every_bit_has_a_name_that_is_found_again),
		cmocka_unit_test(what_only_looks_like_a_bit_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
