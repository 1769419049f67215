/* SPDX-License-Identifier: ISC */
/* test_know_cell.c: words in cells, hosts with and without ports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/know/know.h>

static void
a_word_is_found_whole_and_in_either_case(void **state)
{
	(void)state;
	assert_true(sst_know_has("app,portal", "app"));
	assert_true(sst_know_has("app,portal", "PORTAL"));
	assert_true(sst_know_has("app, portal ", "portal"));
	assert_true(sst_know_has("app", "app"));
	assert_false(sst_know_has("app,portal", "port"));
	assert_false(sst_know_has("app,portal", "portals"));
	assert_false(sst_know_has("", "app"));
	assert_false(sst_know_has("app", ""));
}

static void
an_empty_word_between_commas_ends_nothing(void **state)
{
	(void)state;
	assert_true(sst_know_has("app,,portal", "portal"));
	assert_true(sst_know_has(",portal", "portal"));
}

static void
hosts_are_the_same_without_case_port_and_final_dot(void **state)
{
	(void)state;
	assert_true(sst_know_is_host("RSP.example", "rsp.EXAMPLE"));
	assert_true(sst_know_is_host("rsp.example:8083", "rsp.example"));
	assert_true(sst_know_is_host("rsp.example.", "rsp.example"));
	assert_true(sst_know_is_host("rsp.example:1", "rsp.example:65535"));
	assert_false(sst_know_is_host("rsp.example", "rsp2.example"));
	assert_false(sst_know_is_host("rsp.example:", "rsp.example"));
	assert_false(sst_know_is_host("rsp.example:123456", "rsp.example"));
	assert_false(sst_know_is_host("", ""));
	assert_false(sst_know_is_host(":1", ":1"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_is_found_whole_and_in_either_case),
		cmocka_unit_test(an_empty_word_between_commas_ends_nothing),
		cmocka_unit_test(
		    hosts_are_the_same_without_case_port_and_final_dot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
