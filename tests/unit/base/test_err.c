/* SPDX-License-Identifier: ISC */
/* test_err.c: what a message holds, and what it never holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/err.h>
#include <simstow/base/text.h>

static void
a_message_has_class_and_text(void **state)
{
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_fail(&err, SST_E_FORMAT,
	                     "ICCID has %d bytes, want 10", 3),
	    -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(err.sys, 0);
	assert_int_equal(err.sw, 0);
	assert_string_equal(err.msg, "ICCID has 3 bytes, want 10");
	assert_string_equal(err.hint, "");
}

static void
a_new_message_forgets_the_old_one_whole(void **state)
{
	struct sst_err err = { 0 };

	(void)state;
	sst_err_set_sys(&err, SST_E_FAILED, ENOENT, "old");
	sst_err_set_sw(&err, 0x6A82);
	sst_err_hint(&err, "old hint");
	assert_int_equal(err.sys, ENOENT);
	assert_int_equal(err.sw, 0x6A82);
	assert_string_equal(err.hint, "old hint");
	sst_err_set(&err, SST_E_USAGE, "new");
	assert_int_equal(err.sys, 0);
	assert_int_equal(err.sw, 0);
	assert_string_equal(err.msg, "new");
	assert_string_equal(err.hint, "");
}

static void
a_system_fault_ends_with_the_words_of_the_system(void **state)
{
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_fail_sys(&err, SST_E_FAILED, ENOENT, "%s", "a/b"),
	    -1);
	assert_string_equal(err.msg, "a/b: No such file or directory");
	assert_int_equal(err.sys, ENOENT);
}

static void
nouns_go_in_front(void **state)
{
	struct sst_err err = { 0 };

	(void)state;
	sst_err_set(&err, SST_E_FORMAT, "too short");
	sst_err_hint(&err, "try again");
	assert_int_equal(sst_within(&err, "profile %d", 2), -1);
	assert_int_equal(sst_within(&err, "reader A"), -1);
	assert_string_equal(err.msg, "reader A: profile 2: too short");
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.hint, "try again");
}

static void
a_message_may_quote_itself(void **state)
{
	struct sst_err err = { 0 };

	(void)state;
	sst_err_set(&err, SST_E_FORMAT, "one");
	sst_err_set(&err, SST_E_FORMAT, "%s, two", err.msg);
	sst_err_prefix(&err, "<%s>", err.msg);
	assert_string_equal(err.msg, "<one, two>: one, two");
}

static void
controls_become_question_marks(void **state)
{
	static const struct {
		const char *from;
		const char *to;
	} cases[] = {
		{ "a\nb\rc\td", "a?b?c?d" },
		{ "\x1B[31mred\x7F", "?[31mred?" },
		{ "c1 \xC2\x9B end", "c1 ? end" },
		{ "bidi \xE2\x80\xAE"
		  "end",
		    "bidi ?end" },
		{ "no utf-8 \xFF\xC3", "no utf-8 ??" },
		{ "caf\xC3\xA9", "caf\xC3\xA9" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };

		sst_err_set(&err, SST_E_FORMAT, "%s", cases[i].from);
		assert_string_equal(err.msg, cases[i].to);
		sst_err_hint(&err, "%s", cases[i].from);
		assert_string_equal(err.hint, cases[i].to);
		sst_err_set(&err, SST_E_FORMAT, "x");
		sst_err_prefix(&err, "%s", cases[i].from);
		assert_int_equal(strncmp(err.msg, cases[i].to,
		                     strlen(cases[i].to)),
		    0);
	}
}

static void
a_long_text_is_cut_at_a_whole_character(void **state)
{
	char text[600];

	(void)state;
	/* An 'a' and then pairs: 255 bytes are 127 whole ones. */
	for (size_t shift = 0; shift < 4; shift++) {
		struct sst_err err = { 0 };
		size_t n;

		memset(text, 'a', shift);
		for (n = shift; n + 3 < sizeof(text); n += 3)
			memcpy(text + n, "\xE2\x82\xAC", 3);
		text[n] = '\0';
		sst_err_set(&err, SST_E_FORMAT, "%s", text);
		n = strlen(err.msg);
		assert_true(n >= 253 && n <= 255);
		assert_true(sst_text_is_utf8(sst_span_of_text(err.msg)));
		assert_memory_equal(err.msg, text, n);
		assert_null(strchr(err.msg, '?'));
		sst_err_hint(&err, "%s", text);
		assert_true(strlen(err.hint) >= 157);
		assert_true(sst_text_is_utf8(sst_span_of_text(err.hint)));
	}
}

static void
prefix_and_text_share_the_room(void **state)
{
	struct sst_err err = { 0 };
	char prefix[300];
	char text[300];
	char want[700];

	(void)state;
	for (size_t n = 0; n < sizeof(prefix); n += 23) {
		memset(prefix, 'p', n);
		prefix[n] = '\0';
		memset(text, 't', sizeof(text) - 1);
		text[sizeof(text) - 1] = '\0';
		sst_err_set(&err, SST_E_FORMAT, "%s", text);
		sst_err_prefix(&err, "%s", prefix);
		snprintf(want, sizeof(want), "%.255s: %.255s", prefix, text);
		want[255] = '\0';
		assert_string_equal(err.msg, want);
	}
}

static void
every_class_has_a_name(void **state)
{
	static const char *const names[] = { "done", "failed", "usage",
		"partial", "device", "refused", "format", "key", "newer",
		"exists" };

	(void)state;
	for (int i = 0; i < 10; i++)
		assert_string_equal(sst_err_name((enum sst_code)i), names[i]);
	assert_string_equal(sst_err_name((enum sst_code)10), "unknown");
	assert_string_equal(sst_err_name((enum sst_code) - 1), "unknown");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_has_class_and_text),
		cmocka_unit_test(a_new_message_forgets_the_old_one_whole),
		cmocka_unit_test(
		    a_system_fault_ends_with_the_words_of_the_system),
		cmocka_unit_test(nouns_go_in_front),
		cmocka_unit_test(a_message_may_quote_itself),
		cmocka_unit_test(controls_become_question_marks),
		cmocka_unit_test(a_long_text_is_cut_at_a_whole_character),
		cmocka_unit_test(prefix_and_text_share_the_room),
		cmocka_unit_test(every_class_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
