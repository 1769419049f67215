/* SPDX-License-Identifier: ISC */
/* test_device_change.c: how a v3 profile may move to another eUICC. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/es10/device_change.h>

static int
parse(const uint8_t *p, size_t n, struct sst_device_change_info *d,
    struct sst_err *err)
{
	return sst_device_change_parse((struct sst_span){ p, n }, d, err);
}

static void
a_request_names_its_server_and_what_it_needs(void **state)
{
	static const uint8_t value[] = { 0xA0, 8, 0x80, 2, 'a', 'b', 0x82, 0,
		0x83, 0 };
	struct sst_device_change_info d;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(parse(value, sizeof(value), &d, &err), 0);
	assert_int_equal(d.smdp_address.n, 2);
	assert_memory_equal(d.smdp_address.p, "ab", 2);
	assert_true(d.eid_required);
	assert_true(d.tac_required);
	assert_null(d.activation_code.p);
	assert_false(d.delete_old);
}

static void
a_stored_code_says_whether_the_old_profile_goes_first(void **state)
{
	static const uint8_t value[] = { 0xA1, 6, 0x80, 2, '1', '$', 0x81, 0 };
	struct sst_device_change_info d;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(parse(value, sizeof(value), &d, &err), 0);
	assert_memory_equal(d.activation_code.p, "1$", 2);
	assert_true(d.delete_old);
	assert_null(d.smdp_address.p);
	assert_false(d.eid_required);
}

static void
an_empty_value_and_an_unknown_choice_say_nothing(void **state)
{
	static const uint8_t value[] = { 0xA2, 2, 0x81, 0 };
	struct sst_device_change_info d;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(parse(value, 0, &d, &err), 0);
	assert_int_equal(parse(value, sizeof(value), &d, &err), 0);
	assert_false(d.delete_old);
	assert_null(d.activation_code.p);
}

static void
a_cut_choice_is_an_error_with_its_place(void **state)
{
	static const uint8_t value[] = { 0xA1, 3, 0x80, 5, '1' };
	struct sst_device_change_info d;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(parse(value, sizeof(value), &d, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "byte 4: 5 bytes wanted, 1 left");
	assert_null(d.activation_code.p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_names_its_server_and_what_it_needs),
		cmocka_unit_test(
		    a_stored_code_says_whether_the_old_profile_goes_first),
		cmocka_unit_test(
		    an_empty_value_and_an_unknown_choice_say_nothing),
		cmocka_unit_test(a_cut_choice_is_an_error_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
