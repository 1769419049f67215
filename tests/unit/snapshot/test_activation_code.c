/* SPDX-License-Identifier: ISC */
/* test_activation_code.c: codes as they are printed, typed and pasted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <simstow/base/file.h>
#include <simstow/base/json.h>
#include <simstow/snapshot/activation_code.h>

#define VECTORS "tests/fixtures/activation_code_vectors.json"
#define VECTORS_LEAST 40
#define CODE "LPA:1$smdp.example.com$ABC-1"

static const char *vectors = VECTORS;

struct rig {
	struct sst_arena mem;
	struct sst_buf text;
	json_t *json;
	struct sst_ac ac;
	const char *fault;
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

	json_decref(r->json);
	sst_buf_fini(&r->text);
	sst_arena_fini(&r->mem);
	return 0;
}

static int
parse(struct rig *r, const char *text)
{
	return sst_ac_parse(sst_span_of_text(text), &r->mem, &r->ac, &r->fault,
	    &r->err);
}

static void
assert_fault(struct rig *r, const char *text, const char *fault)
{
	assert_int_equal(parse(r, text), -1);
	assert_non_null(r->fault);
	assert_string_equal(r->fault, fault);
	assert_int_equal(r->err.code, SST_E_USAGE);
	assert_null(r->ac.text);
	assert_int_equal(r->ac.warning_n, 0);
}

static const char *
or_empty(const char *text)
{
	return text != NULL ? text : "";
}

static void
assert_field(const json_t *expect, const char *key, const char *found)
{
	assert_string_equal(json_string_value(json_object_get(expect, key)),
	    or_empty(found));
}

static void
assert_warnings(const struct rig *r, const json_t *wanted)
{
	for (size_t i = 0; i < r->ac.warning_n; i++) {
		assert_non_null(json_array_get(wanted, i));
		assert_string_equal(r->ac.warnings[i],
		    json_string_value(json_array_get(wanted, i)));
		assert_non_null(sst_ac_warning_text(r->ac.warnings[i]));
	}
	assert_int_equal(json_array_size(wanted), r->ac.warning_n);
}

static void
check_vector(struct rig *r, const json_t *vector)
{
	const char *input = json_string_value(json_object_get(vector, "input"));
	const json_t *e = json_object_get(vector, "expect");
	const char *fault = json_string_value(json_object_get(e, "error"));

	if (fault != NULL) {
		assert_fault(r, input, fault);
		return;
	}
	assert_int_equal(parse(r, input), 0);
	assert_null(r->fault);
	assert_field(e, "address", r->ac.smdp_address);
	assert_field(e, "matching_id", r->ac.matching_id);
	assert_field(e, "oid", r->ac.smdp_oid);
	assert_field(e, "ci_pkid", r->ac.ci_pkid);
	assert_field(e, "delete_notification", r->ac.delete_notification);
	assert_int_equal(r->ac.needs_confirmation,
	    json_is_true(json_object_get(e, "cc_required")));
	assert_warnings(r, json_object_get(e, "warnings"));
}

static void
every_vector_holds(void **state)
{
	struct rig *r = *state;
	const json_t *list;

	assert_int_equal(sst_file_read(vectors, &r->text, &r->err), 0);
	assert_int_equal(sst_json_parse(sst_buf_span(&r->text), &r->json,
	                     &r->err),
	    0);
	list = json_object_get(r->json, "vectors");
	assert_in_range(json_array_size(list), VECTORS_LEAST, 1000);
	for (size_t i = 0; i < json_array_size(list); i++)
		check_vector(r, json_array_get(list, i));
}

static void
the_text_is_the_code_without_what_was_around_it(void **state)
{
	static const struct {
		const char *input;
		const char *text;
	} cases[] = {
		{ "1$smdp.example.com$ABC-1", CODE },
		{ " lpa:1$smdp.example.com$ABC-1$$$ ", CODE },
		{ "'LPA:1\\$smdp.example.com\\$ABC-1'", CODE },
		{ "https://esimsetup.apple.com/esim_qrcode_provisioning"
		  "?a=b&carddata=LPA%3a1%24smdp.example.com%24ABC-1&c#d",
		    CODE },
		{ "\xE2\x80\x9C" CODE "\xE2\x80\x9D", CODE },
		{ "\xEF\xBB\xBFLPA:1$smdp.example.com$\xC2\xA0"
		  "ABC-1",
		    CODE },
		{ "LPA:1$smdp.example.com$", "LPA:1$smdp.example.com$" },
		{ "LPA:1$smdp.example.com$$", "LPA:1$smdp.example.com$" },
		{ CODE "$$1$81-37-0f", CODE "$$1$81-37-0f" },
	};
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(parse(r, cases[i].input), 0);
		assert_string_equal(r->ac.text, cases[i].text);
	}
	assert_string_equal(r->ac.ci_pkid, "81370F");
}

/* What sh makes of codes in double quotes. */
static void
a_code_whose_dollars_a_shell_has_eaten_is_recognised(void **state)
{
	static const char *const cases[] = { "LPA:1", "LPA:1.example.com",
		"LPA:1.example.com-1", "LPA:1smdp.example.com1234-ABC",
		"LPA:1.example.com234-ABC", "LPA:1-plus.example.com42",
		"lpa:1.example.com$", "1.example.com-1", "\"LPA:1\"" };
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_fault(r, cases[i], "shell-eaten");
		assert_string_equal(r->err.hint,
		    "put the code in single quotes, or give it on standard "
		    "input");
	}
	assert_string_equal(r->err.msg,
	    "activation code: the '$' are gone, and text with them: a shell "
	    "took them for variables");
}

static void
what_merely_is_no_code_was_not_eaten(void **state)
{
	struct rig *r = *state;

	assert_fault(r, "hello", "bad_format");
	assert_fault(r, "1", "no_smdp_address");
	assert_fault(r, "12345", "bad_format");
	assert_fault(r, "LPA:", "bad_format");
	assert_fault(r, "LPA:12$smdp.example.com$A", "bad_format");
	assert_fault(r, "LPA:LPA:1$smdp.example.com$A", "bad_format");
}

static void
what_is_wrong_is_named(void **state)
{
	static const char *const cases[][2] = {
		{ "LPA:1$", "no_smdp_address" },
		{ "LPA:1$smdp.example.com:$A", "bad_port" },
		{ "LPA:1$smdp.example.com:0$A", "bad_port" },
		{ "LPA:1$smdp.example.com:65536$A", "bad_port" },
		{ "LPA:1$smdp.example.com:1:2$A", "bad_port" },
		{ "LPA:1$192.0.2.1$A", "bad_smdp_address" },
		{ "LPA:1$-a.example.com$A", "bad_smdp_address" },
		{ "LPA:1$a-.example.com$A", "bad_smdp_address" },
		{ "LPA:1$a..example.com$A", "bad_smdp_address" },
		{ "LPA:1$.example.com$A", "bad_smdp_address" },
		{ "LPA:1$a.example.com.$A", "bad_smdp_address" },
		{ "LPA:1$https://a.example.com$A", "bad_smdp_address" },
		{ CODE "$1", "bad_oid" },
		{ CODE "$1.", "bad_oid" },
		{ CODE "$1.40", "bad_oid" },
		{ CODE "$0.100", "bad_oid" },
		{ CODE "$1.03", "bad_oid" },
		{ CODE "$12.3", "bad_oid" },
		{ CODE "$x", "bad_oid" },
		{ "LPA:1%24a.example.com%2", "bad_percent_escape" },
		{ "LPA:1%24a.example.com%24%zz", "bad_percent_escape" },
		{ "https://esimsetup.apple.com/?carddata=",
		    "link_without_carddata" },
		{ "https://esimsetup.apple.com/#?carddata=" CODE,
		    "link_without_carddata" },
		{ "https://a.example/?carddata=%00", "bad_character" },
		{ "LPA:1$smdp.example.com$A\x01", "bad_character" },
		{ "LPA:1$smdp.example.com$A\x7F", "bad_character" },
	};
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_fault(r, cases[i][0], cases[i][1]);
}

static void
odd_but_valid_codes_are_taken(void **state)
{
	static const char *const cases[] = { CODE "$2.999", CODE "$1.39.0",
		"LPA:1$a.b:1$", "LPA:1$a.b:65535$", "LPA:1$4you.example.com$",
		"LPA:1$1.2.3.x4$" };
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(parse(r, cases[i]), 0);
}

static void
assert_one_warning(struct rig *r, const char *text, const char *warning)
{
	assert_int_equal(parse(r, text), 0);
	assert_int_equal(r->ac.warning_n, 1);
	assert_string_equal(r->ac.warnings[0], warning);
}

static void
a_key_identifier_that_is_none_is_kept_in_the_text_alone(void **state)
{
	struct rig *r = *state;

	assert_one_warning(r, CODE "$$1$GSMA", "ci_pkid_not_hex");
	assert_null(r->ac.ci_pkid);
	assert_string_equal(r->ac.text, CODE "$$1$GSMA");
}

static void
a_code_beyond_255_characters_is_taken_with_a_warning(void **state)
{
	struct rig *r = *state;
	char text[400] = "LPA:1$smdp.example.com$";
	size_t n = strlen(text);

	memset(text + n, 'A', 255 + 4 - n);
	assert_int_equal(parse(r, text), 0);
	assert_int_equal(r->ac.warning_n, 0);
	text[255 + 4] = 'A';
	assert_one_warning(r, text, "longer_than_spec");
	memcpy(text + 256 + 4, "$$$$BF30", 9);
	assert_int_equal(parse(r, text), 0);
	assert_int_equal(r->ac.warning_n, 0);
}

static void
a_host_ends_at_253_bytes_and_a_label_at_63(void **state)
{
	struct rig *r = *state;
	char text[400] = "LPA:1$";
	size_t n = strlen(text);

	memset(text + n, 'a', 63);
	memcpy(text + n + 63, ".b$", 4);
	assert_int_equal(parse(r, text), 0);
	memset(text + n, 'a', 64);
	memcpy(text + n + 64, ".b$", 4);
	assert_fault(r, text, "bad_smdp_address");
	for (size_t i = 0; i < 253; i++)
		text[n + i] = i % 2 == 0 ? 'a' : '.';
	memcpy(text + n + 253, "$", 2);
	assert_int_equal(parse(r, text), 0);
	memcpy(text + n + 252, "aa$", 4);
	assert_fault(r, text, "bad_smdp_address");
}

static void
the_input_ends_at_1024_bytes(void **state)
{
	struct rig *r = *state;
	char text[SST_AC_MAX + 2];

	memset(text, ' ', sizeof(text));
	memcpy(text, CODE, strlen(CODE));
	text[SST_AC_MAX] = '\0';
	assert_int_equal(parse(r, text), 0);
	text[SST_AC_MAX] = ' ';
	text[SST_AC_MAX + 1] = '\0';
	assert_fault(r, text, "too_long");
}

static void
a_nul_is_a_bad_character(void **state)
{
	static const char text[] = CODE "\0$$1";
	struct rig *r = *state;
	struct sst_span s = { (const uint8_t *)text, sizeof(text) - 1 };

	assert_int_equal(sst_ac_parse(s, &r->mem, &r->ac, NULL, &r->err), -1);
	assert_string_equal(r->err.msg,
	    "activation code: a character that is not printable ASCII");
}

static void
no_message_holds_a_piece_of_a_code(void **state)
{
	static const char *const cases[] = { "LPA:3$SECRET.SECRET$SECRET",
		"LPA:1$SECRET$SECRET", "LPA:1$a.example.com:SECRET$SECRET",
		"LPA:1$a.example.com$SECRET$SECRET", "SECRET",
		"LPA:1$a.example.com$SECRET$1.2$$$$SECRET",
		"LPA:1.example.comSECRET", "https://a.example/?SECRET",
		"LPA:1$a.example.com$SECRET\x01", "LPA:2$SECRET%24%SECRET" };
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(parse(r, cases[i]), -1);
		assert_null(strstr(r->err.msg, "SECRET"));
		assert_null(strstr(r->err.hint, "SECRET"));
	}
}

static void
a_mask_shows_the_host_and_at_most_four_characters(void **state)
{
	static const char *const cases[][2] = {
		{ "LPA:1$a.example.com$04386-AGYFT-A74Y8-3F815$$1",
		    "LPA:1$a.example.com$****F815" },
		{ "LPA:1$a.example.com$ABCDEFGH1234",
		    "LPA:1$a.example.com$****1234" },
		{ "LPA:1$a.example.com$ABCDEFGH123",
		    "LPA:1$a.example.com$****" },
		{ "LPA:1$a.example.com$", "LPA:1$a.example.com$" },
	};
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *mask;

		assert_int_equal(parse(r, cases[i][0]), 0);
		mask = sst_ac_mask(&r->ac, &r->mem);
		assert_non_null(mask);
		assert_string_equal(mask, cases[i][1]);
	}
}

static void
a_full_arena_is_no_fault_of_the_code(void **state)
{
	struct rig *r = *state;

	for (size_t max = 1; max < 150; max += 16) {
		sst_arena_fini(&r->mem);
		sst_arena_init(&r->mem, max);
		assert_int_equal(parse(r, CODE), -1);
		assert_null(r->fault);
		assert_int_equal(r->err.code, SST_E_FORMAT);
		assert_null(r->ac.text);
	}
}

static void
an_unknown_warning_has_no_words(void **state)
{
	(void)state;
	assert_null(sst_ac_warning_text("no_such_warning"));
	assert_string_equal(sst_ac_warning_text("from_link"),
	    "taken out of a link");
}

int
main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(every_vector_holds),
		T(the_text_is_the_code_without_what_was_around_it),
		T(a_code_whose_dollars_a_shell_has_eaten_is_recognised),
		T(what_merely_is_no_code_was_not_eaten),
		T(what_is_wrong_is_named),
		T(odd_but_valid_codes_are_taken),
		T(a_key_identifier_that_is_none_is_kept_in_the_text_alone),
		T(a_code_beyond_255_characters_is_taken_with_a_warning),
		T(a_host_ends_at_253_bytes_and_a_label_at_63),
		T(the_input_ends_at_1024_bytes),
		T(a_nul_is_a_bad_character),
		T(no_message_holds_a_piece_of_a_code),
		T(a_mask_shows_the_host_and_at_most_four_characters),
		T(a_full_arena_is_no_fault_of_the_code),
		T(an_unknown_warning_has_no_words),
	};

	if (argc > 1)
		vectors = argv[1];
	sst_json_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
