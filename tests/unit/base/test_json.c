/* SPDX-License-Identifier: ISC */
/* test_json.c: limits before, wiping after, members between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/json.h>

static int
start(void **state)
{
	(void)state;
	sst_json_start();
	return 0;
}

static json_t *
parsed(const char *text)
{
	struct sst_err err = { 0 };
	json_t *v;

	if (sst_json_parse(sst_span_of_text(text), &v, &err) < 0)
		fail_msg("%s", err.msg);
	return v;
}

static void
a_fault_is_said_with_its_line_and_without_the_text(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} cases[] = {
		{ "", "line 1: '[' or '{' expected near end of file" },
		{ "\"pin\"", "line 1: '[' or '{' expected" },
		{ "{\n\"a\": 1,\n\"a\": 2}", "line 3: duplicate object key" },
		{ "{\n\"pin\": 1234x}", "line 2: '}' expected" },
		{ "[1] 2", "line 1: end of file expected" },
		{ "[", "line 1: ']' expected near end of file" },
		{ "[\"\xFF\"]", "line 1: unable to decode byte 0xff" },
		{ "[\"\\u0000\"]", "line 1: \\u0000 is not allowed without "
		                   "JSON_ALLOW_NUL" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		json_t *v;

		assert_int_equal(sst_json_parse(sst_span_of_text(cases[i].text),
		                     &v, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, cases[i].msg);
		assert_null(v);
	}
}

static int
parse_nested(size_t n, const char *open, const char *close, struct sst_err *err)
{
	struct sst_buf b = { 0 };
	json_t *v = NULL;
	int rc = 0;

	for (size_t i = 0; i < n; i++)
		rc |= sst_buf_put_text(&b, open, err);
	for (size_t i = 0; i < n; i++)
		rc |= sst_buf_put_text(&b, close, err);
	if (rc == 0)
		rc = sst_json_parse(sst_buf_span(&b), &v, err);
	json_decref(v);
	sst_buf_fini(&b);
	return rc;
}

static void
depth_has_a_limit(void **state)
{
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(parse_nested(64, "[", "]", &err), 0);
	assert_int_equal(parse_nested(65, "[", "]", &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "line 1: more than 64 levels");
	assert_int_equal(parse_nested(65, "\n[", "]", &err), -1);
	assert_string_equal(err.msg, "line 66: more than 64 levels");
}

static int
parse_values(size_t n, const char *value, struct sst_err *err)
{
	struct sst_buf b = { .max = 8 << 20 };
	json_t *v = NULL;
	int rc = sst_buf_put_text(&b, "[", err);

	for (size_t i = 0; i < n; i++) {
		rc |= sst_buf_put_text(&b, i > 0 ? ",\n" : "", err);
		rc |= sst_buf_put_text(&b, value, err);
	}
	rc |= sst_buf_put_text(&b, "]", err);
	if (rc == 0)
		rc = sst_json_parse(sst_buf_span(&b), &v, err);
	json_decref(v);
	sst_buf_fini(&b);
	return rc;
}

static void
values_have_a_limit(void **state)
{
	struct sst_err err = { 0 };

	(void)state;
	/* The array is a value too. */
	assert_int_equal(parse_values(SST_JSON_VALUES - 1, "true", &err), 0);
	assert_int_equal(parse_values(SST_JSON_VALUES, "true", &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "line 200000: more than 200000 values");
	assert_int_equal(parse_values(SST_JSON_VALUES, "\"\"", &err), -1);
	assert_int_equal(parse_values(SST_JSON_VALUES / 2, "{\"\":0}", &err),
	    -1);
	assert_string_equal(err.msg, "line 100000: more than 200000 values");
}

static void
brackets_and_commas_in_strings_do_not_count(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf b = { 0 };
	json_t *v = NULL;

	(void)state;
	assert_int_equal(sst_buf_put_text(&b, "[\"\\\"\\\\", &err), 0);
	for (int i = 0; i < 100; i++)
		assert_int_equal(sst_buf_put_text(&b, "[{\\\"", &err), 0);
	assert_int_equal(sst_buf_put_text(&b, "\"]", &err), 0);
	assert_int_equal(sst_json_parse(sst_buf_span(&b), &v, &err), 0);
	assert_int_equal(json_array_size(v), 1);
	json_decref(v);
	sst_buf_fini(&b);
}

static void
text_is_ascii_in_the_order_it_was_built(void **state)
{
	static const char *const want =
	    "{\n"
	    "  \"z\": \"\\u202E\\u00E9\\u007F\\n\",\n"
	    "  \"a\": [\n"
	    "    1,\n"
	    "    true\n"
	    "  ]\n"
	    "}\n";
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	json_t *v = json_pack("{s:s, s:[ib]}", "z",
	    "\xE2\x80\xAE\xC3\xA9\x7F\n", "a", 1, 1);

	(void)state;
	assert_non_null(v);
	assert_int_equal(sst_buf_put_text(&b, "x", &err), 0);
	assert_int_equal(sst_json_put(v, &b, &err), 0);
	assert_int_equal(b.n, 1 + strlen(want));
	assert_memory_equal(b.p + 1, want, strlen(want));
	json_decref(v);
	sst_buf_fini(&b);
}

static void
text_that_does_not_fit_changes_nothing(void **state)
{
	json_t *v = parsed("[\"0123456789\", \"0123456789\"]");

	(void)state;
	for (size_t max = 1; max < 34; max++) {
		struct sst_err err = { 0 };
		struct sst_buf b;

		sst_buf_init(&b, max);
		assert_int_equal(sst_buf_put_text(&b, "x", &err), 0);
		assert_int_equal(sst_json_put(v, &b, &err), -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_int_equal(b.n, 1);
		sst_buf_fini(&b);
	}
	json_decref(v);
}

static void
only_members_with_a_value_are_set(void **state)
{
	static const uint8_t bytes[] = { 0x5A, 0x01 };
	struct sst_json j = { json_object(), false };
	json_t *want = parsed("{\"text\": \"t\", \"int\": -5, \"bool\": false,"
	                      " \"hex\": \"5A01\", \"empty\": \"\","
	                      " \"list\": [1], \"none\": []}");

	(void)state;
	sst_json_text(&j, "text", "t");
	sst_json_text(&j, "no-text", NULL);
	sst_json_int(&j, "int", -5);
	sst_json_bool(&j, "bool", false);
	sst_json_hex(&j, "hex", SST_SPAN(bytes));
	sst_json_hex(&j, "empty", (struct sst_span){ bytes, 0 });
	sst_json_hex(&j, "no-hex", (struct sst_span){ 0 });
	sst_json_give(&j, "list", json_pack("[i]", 1));
	sst_json_give(&j, "none", json_array());
	sst_json_give_some(&j, "no-array", json_array());
	sst_json_give_some(&j, "no-object", json_object());
	assert_false(j.failed);
	assert_true(json_equal(j.v, want));
	sst_json_give_some(&j, "some", json_pack("{s:i}", "a", 1));
	assert_int_equal(json_object_size(j.v), 8);
	assert_false(j.failed);
	json_decref(want);
	json_decref(j.v);
}

static void
a_builder_remembers_a_failure(void **state)
{
	struct sst_json none = { NULL, false };
	struct sst_json a = { json_object(), false };
	struct sst_json b = { json_object(), false };

	(void)state;
	sst_json_int(&none, "a", 1);
	assert_true(none.failed);
	sst_json_text(&a, "a", "\xFF");
	sst_json_text(&a, "b", "good");
	assert_true(a.failed);
	sst_json_give_some(&b, "a", NULL);
	assert_true(b.failed);
	json_decref(a.v);
	json_decref(b.v);
}

static void
members_are_read_with_their_type(void **state)
{
	json_t *v = parsed("{\"text\": \"t\\u00e9\", \"int\": 7,"
	                   " \"bool\": true, \"hex\": \"5a01\","
	                   " \"list\": [1], \"obj\": {}}");
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_span bytes;
	const json_t *child;
	const char *text;
	int64_t n;
	bool b;

	(void)state;
	assert_int_equal(sst_json_get_text(v, "text", &mem, &text, &err), 1);
	assert_string_equal(text, "t\xC3\xA9");
	assert_int_equal(sst_json_get_int(v, "int", 7, 7, &n, &err), 1);
	assert_int_equal(n, 7);
	assert_int_equal(sst_json_get_bool(v, "bool", &b, &err), 1);
	assert_true(b);
	assert_int_equal(sst_json_get_hex(v, "hex", &mem, &bytes, &err), 1);
	assert_int_equal(bytes.n, 2);
	assert_memory_equal(bytes.p, "\x5A\x01", 2);
	assert_int_equal(sst_json_get_array(v, "list", &child, &err), 1);
	assert_int_equal(json_array_size(child), 1);
	assert_int_equal(sst_json_get_object(v, "obj", &child, &err), 1);
	assert_non_null(child);
	json_decref(v);
	sst_arena_fini(&mem);
}

static void
an_absent_member_is_no_fault(void **state)
{
	json_t *v = parsed("{}");
	const json_t *objects[] = { v, NULL };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct sst_arena mem = { 0 };
		struct sst_err err = { 0 };
		struct sst_span bytes = { (const uint8_t *)"", 1 };
		const json_t *obj = objects[i];
		const json_t *child = v;
		const char *text = "x";
		int64_t n = 1;
		bool b = true;

		assert_int_equal(sst_json_get_text(obj, "a", &mem, &text, &err),
		    0);
		assert_null(text);
		assert_int_equal(sst_json_get_int(obj, "a", 1, 2, &n, &err), 0);
		assert_int_equal(n, 0);
		assert_int_equal(sst_json_get_bool(obj, "a", &b, &err), 0);
		assert_false(b);
		assert_int_equal(sst_json_get_hex(obj, "a", &mem, &bytes, &err),
		    0);
		assert_null(bytes.p);
		assert_int_equal(sst_json_get_array(obj, "a", &child, &err), 0);
		assert_null(child);
		assert_int_equal(sst_json_get_object(obj, "a", &child, &err),
		    0);
		assert_int_equal(err.code, SST_OK);
		sst_arena_fini(&mem);
	}
	json_decref(v);
}

static void
another_type_is_named(void **state)
{
	json_t *v = parsed("{\"n\": null, \"i\": 1, \"r\": 1.5, \"t\": \"5g\","
	                   " \"a\": [], \"o\": {}, \"b\": true}");
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_span bytes;
	const json_t *child;
	const char *text;
	int64_t n;
	bool b;

	(void)state;
	assert_int_equal(sst_json_get_text(v, "n", &mem, &text, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "n: null found, text wanted");
	assert_int_equal(sst_json_get_int(v, "r", 0, 9, &n, &err), -1);
	assert_string_equal(err.msg, "r: fraction found, number wanted");
	assert_int_equal(sst_json_get_int(v, "i", 2, 9, &n, &err), -1);
	assert_string_equal(err.msg, "i: 1 is not within 2 to 9");
	assert_int_equal(n, 0);
	assert_int_equal(sst_json_get_bool(v, "i", &b, &err), -1);
	assert_string_equal(err.msg, "i: number found, true or false wanted");
	assert_int_equal(sst_json_get_hex(v, "a", &mem, &bytes, &err), -1);
	assert_string_equal(err.msg, "a: array found, text wanted");
	assert_int_equal(sst_json_get_hex(v, "t", &mem, &bytes, &err), -1);
	assert_string_equal(err.msg, "t: character 1 is no hexadecimal digit");
	assert_int_equal(sst_json_get_array(v, "o", &child, &err), -1);
	assert_string_equal(err.msg, "o: object found, array wanted");
	assert_int_equal(sst_json_get_object(v, "b", &child, &err), -1);
	assert_string_equal(err.msg, "b: true found, object wanted");
	assert_int_equal(sst_json_get_array(v, "a", &child, &err), 1);
	assert_int_equal(sst_json_get_bool(child, "x", &b, &err), -1);
	assert_string_equal(err.msg, "x: array around it found, object wanted");
	json_decref(v);
	sst_arena_fini(&mem);
}

static void
a_full_arena_is_not_an_absent_member(void **state)
{
	json_t *v = parsed("{\"t\": \"0123456789abcdef\"}");
	struct sst_err err = { 0 };
	struct sst_arena mem;
	struct sst_span bytes;
	const char *text;

	(void)state;
	sst_arena_init(&mem, 16);
	assert_int_equal(sst_json_get_text(v, "t", &mem, &text, &err), -1);
	assert_string_equal(err.msg, "too much data: more than 16 bytes");
	assert_int_equal(sst_json_get_hex(v, "t", &mem, &bytes, &err), 1);
	assert_int_equal(sst_json_get_hex(v, "t", &mem, &bytes, &err), -1);
	json_decref(v);
	sst_arena_fini(&mem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_fault_is_said_with_its_line_and_without_the_text),
		cmocka_unit_test(depth_has_a_limit),
		cmocka_unit_test(values_have_a_limit),
		cmocka_unit_test(brackets_and_commas_in_strings_do_not_count),
		cmocka_unit_test(text_is_ascii_in_the_order_it_was_built),
		cmocka_unit_test(text_that_does_not_fit_changes_nothing),
		cmocka_unit_test(only_members_with_a_value_are_set),
		cmocka_unit_test(a_builder_remembers_a_failure),
		cmocka_unit_test(members_are_read_with_their_type),
		cmocka_unit_test(an_absent_member_is_no_fault),
		cmocka_unit_test(another_type_is_named),
		cmocka_unit_test(a_full_arena_is_not_an_absent_member),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
