/* SPDX-License-Identifier: ISC */
/* test_identity_services.c: what the tables of services say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/identity.h>

#include "unit/uicc/bytes.h"

static void
a_bit_of_ust_is_a_service(void **state)
{
	struct sst_span file = bytes("018000");

	(void)state;
	for (unsigned n = 0; n < 600; n++)
		assert_int_equal(sst_identity_has_service(file, n),
		    n == 1 || n == 16);
	assert_false(sst_identity_has_service(file, UINT32_MAX));
	assert_false(sst_identity_has_service(bytes(""), 1));
}

static void
a_service_of_sst_is_allocated_and_activated(void **state)
{
	/* 1 both, 2 activated, 3 allocated, 4 neither; 5 and 8 both */
	struct sst_span file = bytes("1BC3");

	(void)state;
	assert_true(sst_identity_has_service_2g(file, 1));
	assert_false(sst_identity_has_service_2g(file, 2));
	assert_false(sst_identity_has_service_2g(file, 3));
	assert_false(sst_identity_has_service_2g(file, 4));
	assert_true(sst_identity_has_service_2g(file, 5));
	assert_false(sst_identity_has_service_2g(file, 6));
	assert_true(sst_identity_has_service_2g(file, 8));
	assert_false(sst_identity_has_service_2g(file, 9));
	assert_false(sst_identity_has_service_2g(file, 0));
	assert_false(sst_identity_has_service_2g(file, UINT32_MAX));
}

static void
services_have_names_and_reserved_ones_none(void **state)
{
	(void)state;
	assert_string_equal(sst_identity_service_name(1), "Local Phone Book");
	assert_string_equal(sst_identity_service_name(19),
	    "Service Provider Name");
	assert_string_equal(sst_identity_service_name(45),
	    "Network names (PNN)");
	assert_string_equal(sst_identity_service_name(124), "SUCI");
	assert_non_null(sst_identity_service_name(146));
	assert_null(sst_identity_service_name(0));
	assert_null(sst_identity_service_name(26));
	assert_null(sst_identity_service_name(33));
	assert_null(sst_identity_service_name(50));
	assert_null(sst_identity_service_name(98));
	assert_null(sst_identity_service_name(147));
	assert_null(sst_identity_service_name(UINT32_MAX));
	assert_string_equal(sst_identity_service_name_2g(4), "SMS storage");
	assert_string_equal(sst_identity_service_name_2g(17),
	    "Service Provider Name");
	assert_non_null(sst_identity_service_name_2g(59));
	assert_null(sst_identity_service_name_2g(0));
	assert_null(sst_identity_service_name_2g(8));
	assert_null(sst_identity_service_name_2g(20));
	assert_null(sst_identity_service_name_2g(60));
	assert_string_equal(sst_identity_service_name_enabled(1),
	    "Fixed Dialling Numbers");
	assert_string_equal(sst_identity_service_name_enabled(3),
	    "APN control list");
	assert_null(sst_identity_service_name_enabled(0));
	assert_null(sst_identity_service_name_enabled(4));
}

static void
no_name_is_there_twice(void **state)
{
	(void)state;
	for (unsigned i = 1; i < SST_IDENTITY_SERVICES; i++) {
		const char *a = sst_identity_service_name(i);

		for (unsigned k = 1; k < i && a != NULL; k++) {
			const char *b = sst_identity_service_name(k);

			assert_true(b == NULL || strcmp(a, b) != 0);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bit_of_ust_is_a_service),
		cmocka_unit_test(a_service_of_sst_is_allocated_and_activated),
		cmocka_unit_test(services_have_names_and_reserved_ones_none),
		cmocka_unit_test(no_name_is_there_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
