/* SPDX-License-Identifier: ISC */
/* test_refusal.c: commands that were refused with exit status 0. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "android_rig.h"

static struct sst_arena mem;

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	return 0;
}

static const struct {
	const char *out;
	const char *err_out;
	const char *why;
} refusals[] = {
	{ "",
	    "Error while accessing provider:telephony\n"
	    "java.lang.SecurityException: no access for this caller\n"
	    "\tat android.os.Parcel.readException(Parcel.java:0)\n",
	    "SecurityException: no access for this caller" },
	{ "", "cc: Permission denied.\n", "cc: Permission denied." },
	{ "Permission Denial: can't dump ISub from from pid=1, uid=2000\n", "",
	    "Permission Denial: can't dump ISub from from pid=1, uid=2000" },
	{ "-----\nDUMP OF SERVICE isub:\nPermission Denial: can't dump\n", "",
	    "Permission Denial: can't dump" },
	{ "service: Service iphonesubinfo does not exist\n", "",
	    "service: Service iphonesubinfo does not exist" },
	{ "", "cmd: Can't find service: econtroller\n",
	    "cmd: Can't find service: econtroller" },
	{ "",
	    "\n\nException occurred while executing 'get-imei':\n\n"
	    "java.lang.SecurityException: only root\n",
	    "SecurityException: only root" },
	{ "Unknown command: get-nothing\n", "",
	    "Unknown command: get-nothing" },
	{ "[ERROR] Unsupported argument: --x\r\nusage: adb shell content\n", "",
	    "[ERROR] Unsupported argument: --x" },
	{ "", "WARNING: linker: x\n/system/bin/sh: cmd: not found\n",
	    "/system/bin/sh: cmd: not found" },
	{ "Error while accessing provider:telephony", "",
	    "Error while accessing provider:telephony" },
};

static void
a_refusal_is_found_in_either_output(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		struct sst_err err = { 0 };
		const char *why;

		assert_int_equal(sst_android_refusal(sst_span_of_text(
		                                         refusals[i].out),
		                     sst_span_of_text(refusals[i].err_out),
		                     &mem, &why, &err),
		    1);
		assert_string_equal(why, refusals[i].why);
	}
}

static void
one_output_that_is_both_is_looked_at_once(void **state)
{
	struct sst_span s =
	    sst_span_of_text("Row: 0 a=1\n"
	                     "java.lang.SecurityException: x\n");
	struct sst_err err = { 0 };
	const char *why;

	(void)state;
	assert_int_equal(sst_android_refusal(s, s, &mem, &why, &err), 0);
	assert_null(why);
	s = sst_span_of_text("cc: Permission denied.");
	assert_int_equal(sst_android_refusal(s, s, &mem, &why, &err), 1);
	assert_string_equal(why, "cc: Permission denied.");
}

static const char *const answers[] = {
	"",
	"No result found.\n",
	"Row: 0 _id=1, display_name=x: Permission denied\n",
	"Row: 0 _id=1, display_name=x\nPermission Denial: forged\n",
	"a=1: not found\nError: 5=6\n",
	"GPRS|EDGE|LTE\n",
	"Result: Parcel(00000000 ffffffff   '........')\n",
};

static void
what_an_answer_holds_is_no_refusal(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct sst_err err = { 0 };
		const char *why;

		assert_int_equal(sst_android_refusal(sst_span_of_text(
		                                         answers[i]),
		                     sst_span_of_text("a warning\n"), &mem,
		                     &why, &err),
		    0);
	}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(a_refusal_is_found_in_either_output),
		TEST(one_output_that_is_both_is_looked_at_once),
		TEST(what_an_answer_holds_is_no_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
