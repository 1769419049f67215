/* SPDX-License-Identifier: ISC */
/* test_parcel.c: replies of "service call" back to bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <simstow/android/parcel.h>

#include "android_rig.h"

static struct sst_err err;

/* The bytes of a reply as hexadecimal digits, in out. */
static int
parse(const char *text, char *out, size_t size)
{
	struct sst_buf bytes = { 0 };
	size_t n = 0;
	int rc = sst_parcel_parse(sst_span_of_text(text), &bytes, &err);

	out[0] = '\0';
	for (size_t i = 0; i < bytes.n && n < size; i++)
		n += (size_t)snprintf(out + n, size - n, "%02x", bytes.p[i]);
	sst_buf_fini(&bytes);
	return rc;
}

static const struct {
	const char *text;
	const char *bytes;
} replies[] = {
	{ "Result: Parcel(00000000 ffffffff   '........')\n",
	    "00000000ffffffff" },
	{ "Result: Parcel(\r\n"
	  "  0x00000000: 00000001 03020100 00390038 41424344 "
	  "'....1234 9.8.a')'\r\n"
	  "  0x00000010: DEADBEEF                            "
	  "'0x00000010: ')\r\n",
	    "0100000000010203380039004443424"
	    "1efbeadde" },
	{ "\nResult: Parcel(\n  0x00000000: 00000000 '....'\n"
	  "Object #0 @ 0x4: binder = 1)\n",
	    "00000000" },
	{ "Result: Parcel(NULL)\n", "" },
	{ "service: Service isub does not exist\n", "" },
	{ "Result: Parcel()", "" },
};

static void
bytes_come_from_the_words_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(replies) / sizeof(replies[0]); i++) {
		char hex[100];

		assert_int_equal(parse(replies[i].text, hex, sizeof(hex)), 0);
		assert_string_equal(hex, replies[i].bytes);
	}
}

static const struct {
	const char *text;
	enum sst_code code;
	const char *msg;
} damaged[] = {
	{ "", SST_E_FORMAT, "no reply" },
	{ "\n\n", SST_E_FORMAT, "no reply" },
	{ "what\n", SST_E_FORMAT, "line 1: no \"Result: Parcel(\"" },
	{ "Result: Parcel(00000000 ffff '....')", SST_E_FORMAT,
	    "line 1: no word of 8 hexadecimal digits" },
	{ "Result: Parcel(000000000 '....')", SST_E_FORMAT,
	    "line 1: a word of more than 8 digits" },
	{ "Result: Parcel(\n  0x00000000: 00000000 '....'", SST_E_FORMAT,
	    "line 2: the reply ends without ')'" },
	{ "Result: Parcel(\n  0x00000010: 00000000 '....')", SST_E_FORMAT,
	    "line 2: address 16 found, 0 wanted" },
	{ "Result: Parcel(\n  0x0: 00000000 '....')", SST_E_FORMAT,
	    "line 2: no address" },
	{ "Result: Parcel(Error: 0xfffffffffffffffe \"No such thing\")",
	    SST_E_REFUSED,
	    "the call failed: 0xfffffffffffffffe \"No such thing\")" },
};

static void
a_damaged_reply_says_where(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++) {
		char hex[100];

		assert_int_equal(parse(damaged[i].text, hex, sizeof(hex)), -1);
		assert_string_equal(hex, "");
		if (err.code == SST_E_FAILED)
			return;
		assert_int_equal(err.code, damaged[i].code);
		assert_string_equal(err.msg, damaged[i].msg);
	}
}

static const struct {
	enum sst_parcel_ask ask;
	int sdk;
	int argument;
	const char *call;
} calls[] = {
	{ SST_PARCEL_ALL_SUBSCRIPTIONS, 29, 0,
	    "service call isub 1 s16 com.android.shell" },
	{ SST_PARCEL_ALL_SUBSCRIPTIONS, 30, 0,
	    "service call isub 1 s16 com.android.shell "
	    "s16 com.android.shell" },
	{ SST_PARCEL_ICCID, 28, 3,
	    "service call iphonesubinfo 11 i32 3 s16 com.android.shell" },
	{ SST_PARCEL_ICCID, 36, 12,
	    "service call iphonesubinfo 14 i32 12 s16 com.android.shell "
	    "s16 com.android.shell" },
	{ SST_PARCEL_EID, 28, -1, "service call econtroller 4" },
	{ SST_PARCEL_EID, 34, -2,
	    "service call econtroller 4 i32 -2 s16 com.android.shell" },
	{ SST_PARCEL_EID, 27, 0, NULL },
	{ SST_PARCEL_ICCID, 37, 0, NULL },
	{ SST_PARCEL_ALL_SUBSCRIPTIONS, -1, 0, NULL },
};

static void
a_call_is_given_only_for_known_versions(void **state)
{
	struct sst_arena mem = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		assert_text(sst_parcel_call(calls[i].ask, calls[i].sdk,
		                calls[i].argument, &mem),
		    calls[i].call);
	sst_arena_fini(&mem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_come_from_the_words_alone),
		cmocka_unit_test(a_damaged_reply_says_where),
		cmocka_unit_test(a_call_is_given_only_for_known_versions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
