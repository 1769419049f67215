/* SPDX-License-Identifier: ISC */
/* test_decode.c: a field of every kind out of JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "codec_rig.h"

static const struct sst_member raw = { "raw/a", { 0 } };
static struct sst_codec_entry members[] = { { &raw } };
static const struct sst_codec_index index_of_one = { members, 1 };

/* What is read lives as long as one test. */
struct rig {
	struct sst_arena mem;
	struct sst_err err;
};

static int
set_up(void **state)
{
	static struct rig rig;

	rig = (struct rig){ 0 };
	*state = &rig;
	return 0;
}

static int
tear_down(void **state)
{
	struct rig *r = *state;

	sst_arena_fini(&r->mem);
	return 0;
}

static int
decode(struct rig *r, const char *text, struct thing *t)
{
	struct sst_codec_place top = { .index = &index_of_one, .mem = &r->mem };
	json_t *v = json_loads(text, 0, NULL);
	int rc = -1;

	*t = (struct thing){ 0 };
	if (v != NULL)
		rc = sst_decode_record(&thing_record, v, &top, t, &r->err);
	json_decref(v);
	return rc;
}

#define TIME "\"time\":\"2026-11-21T01:41:08Z\""

static void
what_is_left_out_stays_unknown(void **state)
{
	struct rig *r = *state;
	struct thing t;

	assert_int_equal(decode(r, "{" TIME ",\"other\":null}", &t), 0);
	assert_int_equal(t.time, 1795225268);
	assert_null(t.text);
	assert_int_equal(t.colour, 0);
	assert_false(t.num.is_known);
	assert_false(t.bits.is_known);
	assert_null(t.texts.v);
	assert_null(t.some.v);
	assert_false(t.flagged.is_there);
	assert_false(t.has_part);
}

static void
every_kind_is_read(void **state)
{
	struct rig *r = *state;
	struct thing t;

	assert_int_equal(decode(r,
	                     "{\"text\":\"\",\"member\":\"raw/a\","
	                     "\"colour\":\"red\",\"num\":0," TIME
	                     ",\"truth\":true,"
	                     "\"bits\":[\"high\",\"bit31\",\"high\"],"
	                     "\"texts\":[\"a\",\"\"],"
	                     "\"some\":[{\"weight\":-5},{}],"
	                     "\"flagged\":[{},{},{},{},{\"weight\":9}],"
	                     "\"part\":{\"weight\":1},"
	                     "\"inside\":{\"inner\":\"in\"}}",
	                     &t),
	    0);
	assert_string_equal(t.text, "");
	assert_string_equal(t.member, "raw/a");
	assert_int_equal(t.colour, THING_RED);
	assert_true(t.num.is_known);
	assert_true(t.truth);
	assert_int_equal(t.bits.v, 0x80000004);
	assert_int_equal(t.texts.n, 2);
	assert_string_equal(t.texts.v[0], "a");
	assert_int_equal(t.some.n, 2);
	assert_int_equal(t.some.v[0].weight.v, -5);
	assert_false(t.some.v[1].weight.is_known);
	assert_true(t.flagged.is_there);
	assert_int_equal(t.flagged.n, 5);
	assert_int_equal(t.flagged.v[4].weight.v, 9);
	assert_true(t.has_part);
	assert_int_equal(t.part.weight.v, 1);
	assert_string_equal(t.inner, "in");
}

static void
an_empty_array_is_there(void **state)
{
	struct rig *r = *state;
	struct thing t;

	assert_int_equal(decode(r,
	                     "{" TIME ",\"bits\":[],\"texts\":[],\"some\":[],"
	                     "\"flagged\":[],\"truth\":false,\"part\":{}}",
	                     &t),
	    0);
	assert_true(t.bits.is_known);
	assert_int_equal(t.bits.v, 0);
	assert_non_null(t.texts.v);
	assert_int_equal(t.texts.n, 0);
	assert_non_null(t.some.v);
	assert_true(t.flagged.is_there);
	assert_false(t.truth);
	assert_true(t.has_part);
}

static void
a_value_of_another_kind_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} cases[] = {
		{ "{}", "time: is missing" },
		{ "{\"time\":5}", "time: number found, text wanted" },
		{ "{\"time\":\"2026-02-30T00:00:00Z\"}",
		    "time: no such day: 2026-02-30" },
		{ "{\"text\":null}", "text: null found, text wanted" },
		{ "{\"text\":[]}", "text: array found, text wanted" },
		{ "{\"member\":\"raw/b\"}",
		    "member: there is no member raw/b" },
		{ "{\"member\":\"/\"}", "member: not the name of a member" },
		{ "{\"colour\":\"pink\"}", "colour: none of the known words" },
		{ "{\"num\":1.5}", "num: fraction found, number wanted" },
		{ "{\"num\":true}", "num: true found, number wanted" },
		{ "{" TIME ",\"truth\":1}",
		    "truth: number found, true or false wanted" },
		{ "{" TIME ",\"bits\":[\"low\",\"lower\"]}",
		    "bits[1]: none of the known words" },
		{ "{" TIME ",\"bits\":[\"low\",{}]}",
		    "bits[1]: object found, text wanted" },
		{ "{" TIME ",\"texts\":[\"\",false]}",
		    "texts[1]: false found, text wanted" },
		{ "{" TIME ",\"texts\":[\"\",\"\",\"\"]}",
		    "texts: 3 found, at most 2 wanted" },
		{ "{" TIME ",\"some\":[{},{},{}]}",
		    "some: 3 found, at most 2 wanted" },
		{ "{" TIME ",\"some\":[{},[]]}",
		    "some[1]: array found, object wanted" },
		{ "{" TIME ",\"some\":[{},{\"weight\":\"1\"}]}",
		    "some[1].weight: text found, number wanted" },
		{ "{" TIME ",\"part\":{\"weight\":{}}}",
		    "part.weight: object found, number wanted" },
		{ "{" TIME ",\"inside\":{\"inner\":1}}",
		    "inside.inner: number found, text wanted" },
	};
	struct rig *r = *state;
	struct thing t;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(decode(r, cases[i].text, &t), -1);
		assert_string_equal(r->err.msg, cases[i].msg);
		assert_int_equal(r->err.code, SST_E_FORMAT);
	}
}

static void
a_list_fills_at_most_the_arena(void **state)
{
	struct rig *r = *state;
	struct thing t;

	sst_arena_init(&r->mem, 64);
	assert_int_equal(decode(r, "{" TIME ",\"flagged\":[{},{},{},{},{}]}",
	                     &t),
	    -1);
	assert_string_equal(r->err.msg, "too much data: more than 64 bytes");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(what_is_left_out_stays_unknown),
		T(every_kind_is_read),
		T(an_empty_array_is_there),
		T(a_value_of_another_kind_is_refused_with_its_place),
		T(a_list_fills_at_most_the_arena),
	};

	sst_json_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
