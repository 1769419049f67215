/* SPDX-License-Identifier: ISC */
/* test_encode.c: a field of every kind as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "codec_rig.h"

static const struct sst_member raw = { "raw/a", { 0 } };
static struct sst_codec_entry members[] = { { &raw } };
static const struct sst_codec_index index_of_one = { members, 1 };
static const struct sst_codec_place top = { .index = &index_of_one };

static void
assert_json(const struct thing *t, const char *want)
{
	struct sst_err err = { 0 };
	json_t *got = json_object();
	json_t *wanted = json_loads(want, 0, NULL);
	int rc = -1;
	int equal;

	if (got != NULL)
		rc = sst_encode_record(&thing_record, t, &top, got, &err);
	equal = json_equal(got, wanted);
	json_decref(got);
	json_decref(wanted);
	assert_int_equal(rc, 0);
	assert_true(equal);
}

static void
assert_refused(const struct thing *t, const char *msg)
{
	struct sst_err err = { 0 };
	json_t *got = json_object();
	int rc = -1;

	if (got != NULL)
		rc = sst_encode_record(&thing_record, t, &top, got, &err);
	json_decref(got);
	assert_int_equal(rc, -1);
	assert_string_equal(err.msg, msg);
	assert_int_equal(err.code, SST_E_FORMAT);
}

#define ZERO_TIME "\"time\":\"1970-01-01T00:00:00Z\""

static void
what_is_absent_is_left_out(void **state)
{
	const struct thing t = { 0 };

	(void)state;
	assert_json(&t, "{" ZERO_TIME "}");
}

static void
every_kind_has_its_form(void **state)
{
	const char *texts[] = { "a", "" };
	struct thing_part parts[] = { { { true, -5 } }, { { false, 7 } } };
	struct thing t = { .text = "",
		.member = "raw/a",
		.colour = THING_BLUE,
		.num = { true, INT64_MIN },
		.time = 253402300799,
		.truth = true,
		.bits = { true, 0x80000007 },
		.texts = { texts, 2 },
		.some = { parts, 2 },
		.flagged = { parts, 1, true },
		.has_part = true,
		.inner = "in" };

	(void)state;
	assert_json(&t,
	    "{\"text\":\"\",\"member\":\"raw/a\",\"colour\":\"blue\","
	    "\"num\":-9223372036854775808,\"time\":\"9999-12-31T23:59:59Z\","
	    "\"truth\":true,\"bits\":[\"low\",\"bit1\",\"high\",\"bit31\"],"
	    "\"texts\":[\"a\",\"\"],\"some\":[{\"weight\":-5},{}],"
	    "\"flagged\":[{\"weight\":-5}],\"part\":{},"
	    "\"inside\":{\"inner\":\"in\"}}");
}

static void
present_and_empty_is_an_empty_array(void **state)
{
	const char *texts[1] = { NULL };
	struct thing_part parts[1] = { { { false, 0 } } };
	const struct thing t = { .bits = { true, 0 },
		.texts = { texts, 0 },
		.some = { parts, 0 },
		.flagged = { NULL, 0, true } };

	(void)state;
	assert_json(&t, "{" ZERO_TIME ",\"bits\":[],\"texts\":[],\"some\":[],"
	                "\"flagged\":[]}");
}

static void
what_no_reader_would_take_is_refused(void **state)
{
	const char *texts[] = { "a", "\xC3", NULL };
	struct thing_part parts[3] = { { { false, 0 } } };
	const struct {
		struct thing t;
		const char *msg;
	} cases[] = {
		{ { .text = "\x80" }, "text: is no UTF-8" },
		{ { .member = "raw/b" }, "member: there is no member raw/b" },
		{ { .member = "" }, "member: not the name of a member" },
		{ { .colour = (enum thing_colour)3 }, "colour: 3 has no name" },
		{ { .time = 253402300800 },
		    "time: not within the years 1970 to 9999" },
		{ { .texts = { texts, 2 } }, "texts[1]: is no UTF-8" },
		{ { .texts = { texts + 2, 1 } }, "texts[0]: is missing" },
		{ { .texts = { texts, 3 } },
		    "texts: 3 found, at most 2 wanted" },
		{ { .some = { parts, 3 } }, "some: 3 found, at most 2 wanted" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_refused(&cases[i].t, cases[i].msg);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_absent_is_left_out),
		cmocka_unit_test(every_kind_has_its_form),
		cmocka_unit_test(present_and_empty_is_an_empty_array),
		cmocka_unit_test(what_no_reader_would_take_is_refused),
	};

	sst_json_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
