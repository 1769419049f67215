/* SPDX-License-Identifier: ISC */
/* test_adb_greet.c: CNXN, AUTH, and phones that cannot be had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/link/adb_recorded.h"

#define TOKEN "0123456789:;<=>?@ABC"
#define HELLO H(CNXN, 0x01000001, 1048576, SCRIPT_BANNER)

static void
assert_refused(struct script *s, const struct sst_adb_keys *keys,
    enum sst_code code, const char *msg)
{
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	assert_int_equal(script_open(s, keys, &l, &err), -1);
	assert_string_equal(err.msg, msg);
	assert_int_equal(err.code, code);
	assert_null(l.ops);
	assert_int_equal(s->closed, 1);
}

static void
a_phone_that_asks_for_no_key_is_there_at_once(void **state)
{
	static const struct script_step steps[] = { SCRIPT_HELLO };
	struct script s = SCRIPT(steps);
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(script_open(&s, NULL, &l, &err), 0);
	assert_true(script_is_done(&s));
	sst_shell_link_close(&l);
}

static void
remains_of_an_older_session_are_passed_over(void **state)
{
	static const struct script_step steps[] = {
		HELLO,
		BYTES("the end of some payload, which is no header at all"),
		P(WRTE, 5, 6, "late"),
		P(CLSE, 5, 6, ""),
		BYTES("more"),
		BYTES(" of it, in another transfer"),
		P(CNXN, 0x01000001, 1048576, SCRIPT_PHONE),
	};
	struct script s = SCRIPT(steps);
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(script_open(&s, NULL, &l, &err), 0);
	sst_shell_link_close(&l);
}

static void
a_silent_phone_is_greeted_twice(void **state)
{
	static const struct script_step answers[] = { HELLO, QUIET(2500), HELLO,
		P(CNXN, 0x01000001, 1048576, SCRIPT_PHONE) };
	static const struct script_step never[] = { HELLO, QUIET(2500), HELLO,
		QUIET(60000) };
	struct script first = SCRIPT(answers);
	struct script second = SCRIPT(never);
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(script_open(&first, NULL, &l, &err), 0);
	sst_shell_link_close(&l);
	assert_refused(&second, NULL, SST_E_DEVICE,
	    "no answer to CNXN within 5000 ms");
	assert_int_equal(second.clock, 5000);
}

/* Each of them ends it; what the phone says follows our CNXN. */
static void
a_phone_that_cannot_be_had_is_told_by_its_words(void **state)
{
	static const struct {
		struct script_step step;
		enum sst_code code;
		const char *msg;
	} rows[] = {
		{ P(CNXN, 0x00FFFFFF, 4096, "device::"), SST_E_FORMAT,
		    "protocol version 00FFFFFF found, 01000000 or newer "
		    "wanted" },
		{ P(CNXN, 0x01000001, 4095, "device::"), SST_E_FORMAT,
		    "payloads of at most 4095 bytes found, 4096 wanted" },
		{ P(CNXN, 0x01000001, 4096, "sideload::"), SST_E_DEVICE,
		    "the phone is in state 'sideload', 'device' wanted" },
		{ P(CNXN, 0x01000001, 4096, ""), SST_E_DEVICE,
		    "the phone is in state '', 'device' wanted" },
		{ P(STLS, 0x01000000, 0, ""), SST_E_DEVICE,
		    "the phone wants TLS, which is for debugging over Wi-Fi "
		    "alone" },
		{ P(AUTH, 1, 0, TOKEN), SST_E_DEVICE,
		    "the phone wants a key, and none is there" },
		{ P(AUTH, 1, 0, "short"), SST_E_FORMAT,
		    "AUTH: token of 5 bytes found, 20 wanted" },
		{ BYTES("CNXN\0\0\0\1\0\20\0\0\1\0\0\0\0\0\0\0\xBC\xB1\xA7\xB1"
		        "d"),
		    SST_E_FORMAT, "CNXN: the sum of its payload is wrong" },
		{ BYTES("CNXN\1\0\0\1\0\20\0\0\1\0\20\0\0\0\0\0"
		        "\xBC\xB1\xA7\xB1"),
		    SST_E_DEVICE, "no answer to CNXN within 5000 ms" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct script_step steps[] = { HELLO, rows[i].step,
			QUIET(100000) };
		struct script s = SCRIPT(steps);

		s.is_lenient = true;
		assert_refused(&s, NULL, rows[i].code, rows[i].msg);
	}
}

static void
the_first_key_signs_the_token_as_openssl_does(void **state)
{
	struct sst_adb_keys keys = { { recorded_key(RECORDED "key-a.pem") },
		1 };
	struct sst_buf sig = { 0 };
	struct sst_err err = { 0 };
	struct sst_shell_link l;
	char bytes[SST_ADB_KEY_BYTES];
	size_t n;

	(void)state;
	assert_non_null(keys.v[0]);
	assert_int_equal(sst_file_read(RECORDED "key-a.sig", &sig, &err), 0);
	assert_int_equal(sst_buf_put_u8(&sig, '\0', &err), 0);
	assert_int_equal(sst_hex_parse((const char *)sig.p, (uint8_t *)bytes,
	                     sizeof(bytes), &n, &err),
	    0);
	const struct script_step steps[] = { HELLO, P(AUTH, 1, 0, TOKEN),
		{ HOST, SST_ADB_AUTH, 2, 0, bytes, n },
		P(CNXN, 0x01000001, 1048576, SCRIPT_PHONE) };
	struct script s = SCRIPT(steps);

	assert_int_equal(script_open(&s, &keys, &l, &err), 0);
	assert_true(script_is_done(&s));
	assert_int_equal(s.confirmed, 0);
	sst_shell_link_close(&l);
	sst_adb_keys_fini(&keys);
	sst_buf_fini(&sig);
}

static void
an_owner_has_a_minute_and_is_asked_once(void **state)
{
	static const struct script_step steps[] = { HELLO, P(AUTH, 1, 0, TOKEN),
		P(AUTH, 1, 0, TOKEN), QUIET(30000), P(AUTH, 1, 0, TOKEN),
		QUIET(100000) };
	struct sst_adb_keys keys = { { recorded_key(RECORDED "key-a.pem") },
		1 };
	struct script s = SCRIPT(steps);
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_non_null(keys.v[0]);
	s.is_lenient = true;
	assert_int_equal(script_open(&s, &keys, &l, &err), -1);
	assert_string_equal(err.msg,
	    "not allowed on the phone within 60000 ms");
	assert_string_equal(err.hint,
	    "unlock the phone and allow USB debugging for this computer, "
	    "then try again");
	assert_int_equal(s.confirmed, 1);
	assert_int_equal(s.clock, 60000);
	sst_adb_keys_fini(&keys);
}

static void
a_phone_that_asks_for_ever_is_left(void **state)
{
	static const struct script_step ask = P(AUTH, 1, 0, TOKEN);
	struct script_step steps[16];
	struct sst_adb_keys keys = { { recorded_key(RECORDED "key-a.pem") },
		1 };
	struct script s = SCRIPT(steps);

	(void)state;
	assert_non_null(keys.v[0]);
	for (size_t i = 0; i < 16; i++)
		steps[i] = ask;
	s.is_lenient = true;
	assert_refused(&s, &keys, SST_E_DEVICE,
	    "the phone refused the key of this computer 8 times");
	sst_adb_keys_fini(&keys);
}

static void
who_waits_may_stop(void **state)
{
	static const struct script_step steps[] = { HELLO, QUIET(100000) };
	struct script s = SCRIPT(steps);

	(void)state;
	s.is_lenient = true;
	s.stop_after = 5;
	assert_refused(&s, NULL, SST_E_FAILED, "stopped");
	assert_true(s.clock < 1000);
}

static void
features_are_whole_words_of_the_last_property(void **state)
{
	static const struct {
		const char *banner;
		bool has;
	} rows[] = {
		{ "device::features=shell_v2", true },
		{ "device::a=b;features=cmd,shell_v2;x=y", true },
		{ "device::features=shell_v2,cmd;\0", true },
		{ "device:serial:features=shell_v2", true },
		{ "device::features=shell_v22,xshell_v2", false },
		{ "device::xfeatures=shell_v2", false },
		{ "device::features=", false },
		{ "device::;;;", false },
		{ "device:", false },
		{ "device", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct sst_adb_packet p = { SST_ADB_CNXN, SST_ADB_VERSION,
			4096, 0, sst_span_of_text(rows[i].banner) };
		struct sst_adb_session session = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_adb_greet_accept(&session, &p, &err), 0);
		assert_int_equal(session.has_shell_v2, rows[i].has);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_phone_that_asks_for_no_key_is_there_at_once),
		cmocka_unit_test(remains_of_an_older_session_are_passed_over),
		cmocka_unit_test(a_silent_phone_is_greeted_twice),
		cmocka_unit_test(
		    a_phone_that_cannot_be_had_is_told_by_its_words),
		cmocka_unit_test(the_first_key_signs_the_token_as_openssl_does),
		cmocka_unit_test(an_owner_has_a_minute_and_is_asked_once),
		cmocka_unit_test(a_phone_that_asks_for_ever_is_left),
		cmocka_unit_test(who_waits_may_stop),
		cmocka_unit_test(features_are_whole_words_of_the_last_property),
	};

	return cmocka_run_group_tests(tests, recorded_start, NULL);
}
