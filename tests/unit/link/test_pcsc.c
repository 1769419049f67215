/* SPDX-License-Identifier: ISC */
/* test_pcsc.c: PC/SC where no service runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/link/pcsc.h>

static void
without_a_service_the_list_fails_and_says_how_to_start_it(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_pcsc_readers r;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_pcsc_list(&mem, &r, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "no PC/SC service is running");
	assert_non_null(strstr(err.hint, "pcscd"));
	assert_int_equal(r.n, 0);
	sst_arena_fini(&mem);
}

static void
without_a_service_open_names_the_reader(void **state)
{
	struct sst_card_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_pcsc_open("Reader A", 0, &l, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg,
	    "pcsc:Reader A: no PC/SC service is running");
	assert_non_null(strstr(err.hint, "pcscd"));
	assert_null(l.ops);
	sst_card_link_close(&l);
}

static void
every_state_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(sst_pcsc_state_name(SST_PCSC_EMPTY), "empty");
	assert_string_equal(sst_pcsc_state_name(SST_PCSC_CARD), "card");
	assert_string_equal(sst_pcsc_state_name(SST_PCSC_SHARED), "shared");
	assert_string_equal(sst_pcsc_state_name(SST_PCSC_EXCLUSIVE), "in use");
	assert_string_equal(sst_pcsc_state_name(SST_PCSC_MUTE), "mute");
	assert_string_equal(sst_pcsc_state_name((enum sst_pcsc_state)99),
	    "unknown");
}

static int
hide_service(void **state)
{
	(void)state;
	return setenv("PCSCLITE_CSOCK_NAME", "/nonexistent/pcscd.comm", 1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    without_a_service_the_list_fails_and_says_how_to_start_it),
		cmocka_unit_test(without_a_service_open_names_the_reader),
		cmocka_unit_test(every_state_has_a_name),
	};

	return cmocka_run_group_tests(tests, hide_service, NULL);
}
