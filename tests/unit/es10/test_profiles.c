/* SPDX-License-Identifier: ISC */
/* test_profiles.c: which tag list is asked for, and what comes after it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/es10/profiles.h>

#include "unit/fake_link.h"

#define STORE "80E29100"
#define V3_ICON                                         \
	STORE "(BF2D(5C(5A4F9F7090919293 94 95B6B7B899" \
	      "BF22BA9BBCBD9F1FBF209F249F25)))00"
#define V3                                           \
	STORE "(BF2D(5C(5A4F9F7090919293 95B6B7B899" \
	      "BF22BA9BBCBD9F1FBF209F249F25)))00"
#define FULL_ICON STORE "(BF2D(5C(5A4F9F7090919293 94 95B6B7B899)))00"
#define FULL STORE "(BF2D(5C(5A4F9F7090919293 95B6B7B899)))00"
#define ANDROID_ICON STORE "(BF2D(5C(5A909192 9394 B79F709599BF76)))00"
#define ANDROID STORE "(BF2D(5C(5A909192 B79F709599BF76)))00"
#define DEFAULT STORE "(BF2D())00"
#define EMPTY "BF2D(A0()) 9000"

/* One sst_profiles_read against a script. */
struct run {
	struct fake f;
	struct sst_card c;
	struct sst_es10 e;
	struct sst_buf resp;
	enum sst_profiles_list list;
	struct sst_err err;
	int rc;
};

static void
run(struct run *r, const struct fake_step *steps, size_t n,
    struct sst_profiles_want want)
{
	*r = (struct run){ 0 };
	fake_open(&r->f, steps, n, SST_CARD_T1);
	r->c.link = &r->f.link;
	r->e.card = &r->c;
	r->rc = sst_profiles_read(&r->e, want, &r->resp, &r->list, &r->err);
	assert_string_equal(r->f.want, "");
	assert_true(fake_is_done(&r->f));
}

static void
the_full_list_is_asked_for_first(void **state)
{
	static const struct fake_step steps[] = { { FULL, EMPTY, 0 } };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), (struct sst_profiles_want){ 0 });
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.list, SST_PROFILES_FULL);
	assert_int_equal(r.resp.n, 5);
	sst_buf_fini(&r.resp);
}

static void
every_refusal_leads_to_the_next_list(void **state)
{
	static const struct fake_step steps[] = {
		{ V3_ICON, "BF2D(81(01)) 9000", 0 },
		{ V3, "BF2D(81(7F)) 9000", 0 },
		{ FULL_ICON, "6A80", 0 },
		{ FULL, "6A88", 0 },
		{ ANDROID_ICON, "BF2D(81(01)) 9000", 0 },
		{ ANDROID, "BF2D(81(01)) 9000", 0 },
		{ DEFAULT, EMPTY, 0 },
	};
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), (struct sst_profiles_want){ true, true });
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.list, SST_PROFILES_DEFAULT);
	sst_buf_fini(&r.resp);
}

static void
fields_of_v3_and_icons_are_asked_for_only_when_wanted(void **state)
{
	static const struct fake_step steps[] = { { FULL, "6A80", 0 },
		{ ANDROID, EMPTY, 0 } };
	static const struct fake_step icons[] = { { FULL_ICON, EMPTY, 0 } };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), (struct sst_profiles_want){ 0 });
	assert_int_equal(r.list, SST_PROFILES_ANDROID);
	sst_buf_fini(&r.resp);
	run(&r, FAKE_STEPS(icons), (struct sst_profiles_want){ false, true });
	assert_int_equal(r.list, SST_PROFILES_FULL);
	sst_buf_fini(&r.resp);
}

static void
a_card_that_refuses_every_list_is_refused_in_words(void **state)
{
	static const struct fake_step steps[] = { { FULL, "6A80", 0 },
		{ ANDROID, "6A80", 0 }, { DEFAULT, "BF2D(81(7F)) 9000", 0 } };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), (struct sst_profiles_want){ 0 });
	assert_int_equal(r.rc, -1);
	assert_int_equal(r.err.code, SST_E_REFUSED);
	assert_string_equal(r.err.msg,
	    "ES10c.GetProfilesInfo: list of profiles refused: error 127 "
	    "(undefinedError)");
	assert_int_equal(r.resp.n, 0);
	sst_buf_fini(&r.resp);
}

static void
other_errors_end_it(void **state)
{
	static const char *const answers[] = { "6D00", "BF2D(81(05)) 9000",
		"BF3E() 9000" };
	static const char *const msgs[] = {
		"ES10c.GetProfilesInfo: 6D00: command not known",
		("ES10c.GetProfilesInfo: list of profiles refused: error 5 "
		 "(an error without a name)"),
		"ES10c.GetProfilesInfo: byte 0: tag BF3E found, BF2D wanted",
	};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct fake_step steps[] = { { FULL, answers[i], 0 } };
		struct run r;

		run(&r, FAKE_STEPS(steps), (struct sst_profiles_want){ 0 });
		assert_int_equal(r.rc, -1);
		assert_string_equal(r.err.msg, msgs[i]);
		sst_buf_fini(&r.resp);
	}
}

static void
lists_have_names_and_commands(void **state)
{
	struct sst_span full = sst_profiles_command(SST_PROFILES_FULL, false);

	(void)state;
	assert_string_equal(sst_profiles_list_name(SST_PROFILES_FULL), "full");
	assert_string_equal(sst_profiles_list_name(SST_PROFILES_FULL_V3),
	    "full-v3");
	assert_string_equal(sst_profiles_list_name(SST_PROFILES_ANDROID),
	    "android");
	assert_string_equal(sst_profiles_list_name(SST_PROFILES_DEFAULT),
	    "default");
	assert_int_equal(full.n, 18);
	assert_int_equal(sst_profiles_command(SST_PROFILES_FULL, true).n, 19);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_full_list_is_asked_for_first),
		cmocka_unit_test(every_refusal_leads_to_the_next_list),
		cmocka_unit_test(
		    fields_of_v3_and_icons_are_asked_for_only_when_wanted),
		cmocka_unit_test(
		    a_card_that_refuses_every_list_is_refused_in_words),
		cmocka_unit_test(other_errors_end_it),
		cmocka_unit_test(lists_have_names_and_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
