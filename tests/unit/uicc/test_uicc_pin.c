/* SPDX-License-Identifier: ISC */
/* test_uicc_pin.c: ask about a PIN without risk, and send one, once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "unit/uicc/uicc_rig.h"

static struct sst_secret
pin_of(const char *digits)
{
	struct sst_secret s;
	struct sst_err err;
	bool locked;

	assert_int_equal(sst_secret_start(&locked, &err), 0);
	assert_int_equal(sst_secret_copy(&s, sst_span_of_text(digits), &err),
	    0);
	return s;
}

static int
verify(struct rig *r, enum sst_uicc_pin pin, const char *digits, bool last_try)
{
	struct sst_secret s = pin_of(digits);
	int rc = sst_uicc_pin_verify(&r->u, pin, &s, last_try, &r->err);

	sst_secret_fini(&s);
	return rc;
}

static void
looking_sends_no_pin_and_tells_the_tries(void **state)
{
	static const struct {
		const char *sw;
		struct sst_uicc_pin_state want;
	} rows[] = {
		{ "63C3", { true, false, 3 } },
		{ "63C0", { true, false, 0 } },
		{ "9000", { true, true, SST_FCP_TRIES_UNKNOWN } },
		{ "6983", { true, false, 0 } },
		{ "6984", { false, false, SST_FCP_TRIES_UNKNOWN } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct fake_step steps[] = { { "00200001", rows[i].sw,
		    0 } };
		struct sst_uicc_pin_state s;
		struct rig r;

		rig_usim(&r, FAKE_STEPS(steps));
		assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN1, &s,
		                     &r.err),
		    0);
		assert_int_equal(s.is_enabled, rows[i].want.is_enabled);
		assert_int_equal(s.is_verified, rows[i].want.is_verified);
		assert_int_equal(s.tries, rows[i].want.tries);
		rig_end(&r);
	}
}

static void
on_t0_looking_has_an_empty_p3(void **state)
{
	static const struct fake_step steps[] = { { "0020008100", "63C2", 0 } };
	struct sst_uicc_pin_state s;
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.f.link.protocol = SST_CARD_T0;
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN2, &s, &r.err), 0);
	assert_int_equal(s.tries, 2);
	rig_end(&r);
}

static void
what_the_usim_said_of_its_pin_counts(void **state)
{
	static const struct fake_step steps[] = {
		{ "00200001", "63C3", 0 },
		{ "00200081", "63C3", 0 },
	};
	struct sst_uicc_pin_state s;
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.u.pin1 = SST_FCP_PIN_DISABLED;
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN1, &s, &r.err), 0);
	assert_false(s.is_enabled);
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN2, &s, &r.err), 0);
	assert_true(s.is_enabled);
	rig_end(&r);
}

static void
a_pin_that_is_not_there_is_refused(void **state)
{
	static const struct fake_step steps[] = {
		{ "00200081", "6A88", 0 },
		{ "00200001", "6E00", 0 },
		{ "00200001", NULL, 0 },
	};
	struct sst_uicc_pin_state s;
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN2, &s, &r.err),
	    -1);
	assert_string_equal(r.err.msg, "PIN2: 6A88: referenced data not found");
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN1, &s, &r.err),
	    -1);
	assert_int_equal(r.err.sw, 0x6E00);
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN1, &s, &r.err),
	    -1);
	assert_int_equal(r.err.code, SST_E_DEVICE);
	rig_end(&r);
}

static void
a_pin_is_filled_and_sent_once(void **state)
{
	static const struct fake_step steps[] = {
		{ "00200001", "63C3", 0 },
		{ "00200001 08 31323334FFFFFFFF", "9000", 0 },
		{ "00200081", "63C3", 0 },
		{ "00200081 08 3132333435363738", "9000", 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), 0);
	assert_int_equal(verify(&r, SST_UICC_PIN2, "12345678", false), 0);
	rig_end(&r);
}

static void
the_key_that_the_usim_names_is_meant(void **state)
{
	static const struct fake_step steps[] = {
		{ "00200011", "63C3", 0 },
		{ "00200011 08 31323334FFFFFFFF", "9000", 0 },
		{ "00200082", "63C3", 0 },
		{ "00200082 08 35363738FFFFFFFF", "63C2", 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.u.pin1_key = 0x11;
	r.u.pin2_key = 0x82;
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), 0);
	assert_int_equal(verify(&r, SST_UICC_PIN2, "5678", false), -1);
	assert_string_equal(r.err.msg, "PIN2: wrong, 2 tries left");
	rig_end(&r);
}

static void
what_is_no_pin_is_not_sent(void **state)
{
	static const char *const bad[] = { "", "123", "123456789", "12a4",
		"12 4" };
	struct rig r;

	(void)state;
	rig_usim(&r, NULL, 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(verify(&r, SST_UICC_PIN1, bad[i], true), -1);
		assert_int_equal(r.err.code, SST_E_USAGE);
		assert_string_equal(r.err.msg, "a PIN has 4 to 8 digits");
	}
	rig_end(&r);
}

static void
a_pin_that_is_not_needed_is_not_sent(void **state)
{
	static const struct fake_step steps[] = {
		{ "00200001", "9000", 0 },
		{ "00200001", "6984", 0 },
		{ "00200001", "63C3", 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), 0);
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), 0);
	r.u.pin1 = SST_FCP_PIN_DISABLED;
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), 0);
	rig_end(&r);
}

static void
the_last_try_is_only_taken_when_it_was_said(void **state)
{
	static const struct fake_step steps[] = {
		{ "00200001", "63C1", 0 },
		{ "00200001", "63C1", 0 },
		{ "00200001 08 31323334FFFFFFFF", "9000", 0 },
		{ "00200001", "63C0", 0 },
		{ "00200001", "6983", 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), -1);
	assert_int_equal(r.err.code, SST_E_USAGE);
	assert_string_equal(r.err.msg, "PIN1: one try left, nothing was sent");
	assert_non_null(strstr(r.err.hint, "--last-try"));
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", true), 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", true), -1);
		assert_int_equal(r.err.code, SST_E_REFUSED);
		assert_int_equal(r.err.sw, 0x6983);
		assert_string_equal(r.err.msg, "PIN1: blocked, no try is left");
	}
	rig_end(&r);
}

static void
a_wrong_pin_says_how_many_tries_are_left(void **state)
{
	static const struct {
		const char *sw, *why;
		enum sst_code code;
	} rows[] = {
		{ "63C2", "PIN1: wrong, 2 tries left", SST_E_KEY },
		{ "63C1", "PIN1: wrong, 1 try left", SST_E_KEY },
		{ "63C0", "PIN1: wrong, and now blocked", SST_E_KEY },
		{ "6983", "PIN1: wrong, and now blocked", SST_E_KEY },
		{ "6985", "PIN1: 6985: conditions of use not satisfied",
		    SST_E_REFUSED },
		{ NULL, "PIN1: fake:A: the card was removed", SST_E_DEVICE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct fake_step steps[] = {
			{ "00200001", "63C3", 0 },
			{ "00200001 08 31323334FFFFFFFF", rows[i].sw, 0 },
		};
		struct rig r;

		rig_usim(&r, FAKE_STEPS(steps));
		assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), -1);
		assert_int_equal(r.err.code, rows[i].code);
		assert_string_equal(r.err.msg, rows[i].why);
		assert_null(strstr(r.err.msg, "1234"));
		rig_end(&r);
	}
}

#define GSM(chv1, chv2)                                                    \
	"0000 0000 7F20 02 0000000000 09 13 00 05 04 00 " chv1 " 8A " chv2 \
	" 8A 9000"

static void
a_2g_card_tells_the_tries_of_its_directory(void **state)
{
	static const struct fake_step steps[] = {
		{ "A0A40000027F20", "9F16", 0 },
		{ "A0C0000016", GSM("83", "00"), 0 },
		{ "A0A40000027F20", "9F16", 0 },
		{ "A0C0000016", GSM("83", "00"), 0 },
		{ "A0A40000027F20", "9404", 0 },
	};
	struct sst_uicc_pin_state s;
	struct rig r;

	(void)state;
	rig_2g(&r, FAKE_STEPS(steps));
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN1, &s, &r.err), 0);
	assert_true(s.is_enabled);
	assert_int_equal(s.tries, 3);
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN2, &s, &r.err), 0);
	assert_int_equal(s.tries, SST_FCP_TRIES_UNKNOWN);
	assert_int_equal(sst_uicc_pin_look(&r.u, SST_UICC_PIN2, &s, &r.err),
	    -1);
	assert_string_equal(r.err.msg, "PIN2: 3F00/7F20: 9404: file not found");
	rig_end(&r);
}

static void
a_2g_card_has_status_words_of_its_own(void **state)
{
	static const struct {
		enum sst_uicc_pin pin;
		const char *cmd, *sw, *why;
		enum sst_code code;
	} rows[] = {
		{ SST_UICC_PIN1, "A020000108 31323334FFFFFFFF", "9000", "",
		    SST_OK },
		{ SST_UICC_PIN2, "A020000208 31323334FFFFFFFF", "9000", "",
		    SST_OK },
		{ SST_UICC_PIN1, "A020000108 31323334FFFFFFFF", "9804",
		    "PIN1: wrong, 2 tries left", SST_E_KEY },
		{ SST_UICC_PIN2, "A020000208 31323334FFFFFFFF", "9804",
		    "PIN2: wrong", SST_E_KEY },
		{ SST_UICC_PIN1, "A020000108 31323334FFFFFFFF", "9840",
		    "PIN1: wrong, and now blocked", SST_E_KEY },
		{ SST_UICC_PIN1, "A020000108 31323334FFFFFFFF", "9808",
		    "PIN1: 9808: contradicts the state of the PIN",
		    SST_E_REFUSED },
		{ SST_UICC_PIN2, "A020000208 31323334FFFFFFFF", "9802",
		    "PIN2: 9802: no PIN is set up", SST_E_REFUSED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct fake_step steps[] = {
			{ "A0A40000027F20", "9F16", 0 },
			{ "A0C0000016", GSM("83", "00"), 0 },
			{ rows[i].cmd, rows[i].sw, 0 },
		};
		struct rig r;

		rig_2g(&r, FAKE_STEPS(steps));
		assert_int_equal(verify(&r, rows[i].pin, "1234",
		                     rows[i].pin == SST_UICC_PIN2),
		    rows[i].code == SST_OK ? 0 : -1);
		assert_int_equal(r.err.code, rows[i].code);
		assert_string_equal(r.err.msg, rows[i].why);
		rig_end(&r);
	}
}

static void
without_a_number_of_tries_no_pin_is_sent(void **state)
{
	static const struct fake_step steps[] = {
		{ "A0A40000027F20", "9F16", 0 },
		{ "A0C0000016", GSM("00", "83"), 0 },
	};
	struct rig r;

	(void)state;
	rig_2g(&r, FAKE_STEPS(steps));
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), -1);
	assert_int_equal(r.err.code, SST_E_USAGE);
	assert_string_equal(r.err.msg, "PIN1: the card does not tell the tries "
	                               "left, nothing was sent");
	assert_string_equal(r.err.hint,
	    "with --last-try it is sent; a wrong one may block it");
	rig_end(&r);
}

/* A PIN that is sent again is a second try. */
static void
a_pin_is_not_sent_again_when_the_card_wants_an_le(void **state)
{
	static const struct fake_step steps[] = {
		{ "00200001", "63C3", 0 },
		{ "0020000108 31323334FFFFFFFF", "6C10", 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), -1);
	assert_int_equal(r.err.code, SST_E_REFUSED);
	rig_end(&r);
}

static void
a_2g_pin_that_is_off_or_blocked_is_not_sent(void **state)
{
	static const struct fake_step steps[] = {
		{ "A0A40000027F20", "9F16", 0 },
		{ "A0C0000016",
		    "0000 0000 7F20 02 0000000000 09 93 00 05 04 00 83 8A 83 "
		    "8A 9000",
		    0 },
		{ "A0A40000027F20", "9F16", 0 },
		{ "A0C0000016", GSM("80", "80"), 0 },
	};
	struct rig r;

	(void)state;
	rig_2g(&r, FAKE_STEPS(steps));
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), 0);
	assert_int_equal(verify(&r, SST_UICC_PIN1, "1234", false), -1);
	assert_int_equal(r.err.code, SST_E_REFUSED);
	assert_int_equal(r.err.sw, 0x9840);
	rig_end(&r);
}

static void
keep_lines(void *ctx, const char *line)
{
	char *all = ctx;

	strncat(all, line, 255 - strlen(all));
	strncat(all, "\n", 255 - strlen(all));
}

static void
the_trace_shows_no_pin(void **state)
{
	static const struct fake_step steps[] = {
		{ "00200001", "63C3", 0 },
		{ "00200001 08 3937353331 FFFFFF", "9000", 0 },
	};
	char all[256] = "";
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.f.link.trace = keep_lines;
	r.f.link.trace_ctx = all;
	assert_int_equal(verify(&r, SST_UICC_PIN1, "97531", false), 0);
	assert_string_equal(all, "00 20 00 01 -> 0 bytes, 63C3\n"
	                         "00 20 00 01 Lc 08 -> 0 bytes, 9000\n");
	rig_end(&r);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(looking_sends_no_pin_and_tells_the_tries),
		cmocka_unit_test(on_t0_looking_has_an_empty_p3),
		cmocka_unit_test(what_the_usim_said_of_its_pin_counts),
		cmocka_unit_test(a_pin_that_is_not_there_is_refused),
		cmocka_unit_test(a_pin_is_filled_and_sent_once),
		cmocka_unit_test(the_key_that_the_usim_names_is_meant),
		cmocka_unit_test(what_is_no_pin_is_not_sent),
		cmocka_unit_test(a_pin_that_is_not_needed_is_not_sent),
		cmocka_unit_test(the_last_try_is_only_taken_when_it_was_said),
		cmocka_unit_test(a_wrong_pin_says_how_many_tries_are_left),
		cmocka_unit_test(a_2g_card_tells_the_tries_of_its_directory),
		cmocka_unit_test(a_2g_card_has_status_words_of_its_own),
		cmocka_unit_test(without_a_number_of_tries_no_pin_is_sent),
		cmocka_unit_test(
		    a_pin_is_not_sent_again_when_the_card_wants_an_le),
		cmocka_unit_test(a_2g_pin_that_is_off_or_blocked_is_not_sent),
		cmocka_unit_test(the_trace_shows_no_pin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
