/* SPDX-License-Identifier: ISC */
/* test_activation_unwrap.c: what is taken off before the fields are read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../src/snapshot/activation_code_priv.h"

/* Unwrap a copy of text, compare, and give what was warned of as bits. */
static unsigned
unwrap(const char *text, const char *want)
{
	char copy[256];
	struct sst_ac_work w = { copy, strlen(text), { false }, NULL };
	struct sst_err err = { 0 };
	unsigned warned = 0;

	assert_true(strlen(text) < sizeof(copy));
	memcpy(copy, text, strlen(text) + 1);
	assert_int_equal(sst_ac_unwrap(&w, &err), 0);
	assert_string_equal(w.p, want);
	assert_int_equal(w.n, strlen(want));
	for (size_t i = 0; i < SST_AC_WARNINGS; i++)
		warned |= w.warned[i] ? 1u << i : 0;
	return warned;
}

#define BIT(warning) (1u << SST_AC_##warning)

static void
a_bare_text_stays_as_it_is(void **state)
{
	(void)state;
	assert_int_equal(unwrap("", ""), 0);
	assert_int_equal(unwrap("1$a$%2\\b", "1$a$%2\\b"), 0);
}

static void
blanks_are_told_by_where_they_were(void **state)
{
	(void)state;
	assert_int_equal(unwrap(" \t\r\n ", ""), BIT(TRIMMED_WHITESPACE));
	assert_int_equal(unwrap("a b\n", "ab"),
	    BIT(TRIMMED_WHITESPACE) | BIT(INNER_WHITESPACE_REMOVED));
	assert_int_equal(unwrap("a\xE2\x80\x8B"
	                        "b",
	                     "ab"),
	    BIT(INNER_WHITESPACE_REMOVED));
	assert_int_equal(unwrap("a\xC2\xA0", "a"), BIT(TRIMMED_WHITESPACE));
}

static void
quotes_go_in_pairs(void **state)
{
	(void)state;
	assert_int_equal(unwrap("\" 'a' \"", "a"),
	    BIT(STRIPPED_QUOTES) | BIT(TRIMMED_WHITESPACE));
	assert_int_equal(unwrap("\"a", "\"a"), 0);
	assert_int_equal(unwrap("\"", "\""), 0);
	assert_int_equal(unwrap("\"\"", ""), BIT(STRIPPED_QUOTES));
	assert_int_equal(unwrap("'a\"", "'a\""), 0);
	assert_int_equal(unwrap("\xC2\xAB"
	                        "a\xC2\xBB",
	                     "a"),
	    BIT(STRIPPED_QUOTES));
}

static void
a_link_gives_what_its_query_holds(void **state)
{
	(void)state;
	assert_int_equal(
	    unwrap("HTTPS://ESIMSETUP.apple.com/x?CardData=a%2Fb&c=d", "a/b"),
	    BIT(FROM_LINK));
	assert_int_equal(unwrap("http://a@esimsetup.apple.com?carddata=x", "x"),
	    BIT(FROM_LINK) | BIT(UNKNOWN_LINK_HOST));
	assert_int_equal(
	    unwrap("https://esimsetup.android.com?xcarddata=1&carddata=%242",
	        "$2"),
	    BIT(FROM_LINK));
}

static void
a_link_that_a_mail_has_broken_is_whole_again(void **state)
{
	(void)state;
	assert_int_equal(unwrap("https://esimsetup.apple.com/x?card\r\ndata=a",
	                     "a"),
	    BIT(FROM_LINK) | BIT(INNER_WHITESPACE_REMOVED));
}

static void
percent_is_decoded_only_beside_a_dollar(void **state)
{
	(void)state;
	assert_int_equal(unwrap("a%41", "a%41"), 0);
	assert_int_equal(unwrap("a%41%24", "aA$"), BIT(PERCENT_DECODED));
	assert_int_equal(unwrap("a%2524b", "a%2524b"), 0);
	assert_int_equal(unwrap("%24a%2524b", "$a$b"), BIT(PERCENT_DECODED));
	assert_int_equal(unwrap("%24%25%0A24", "$$"),
	    BIT(PERCENT_DECODED) | BIT(INNER_WHITESPACE_REMOVED));
	assert_int_equal(unwrap("%20%24", "$"),
	    BIT(PERCENT_DECODED) | BIT(INNER_WHITESPACE_REMOVED));
}

static void
a_backslash_goes_only_before_a_dollar(void **state)
{
	(void)state;
	assert_int_equal(unwrap("a\\$b\\c\\", "a$b\\c\\"),
	    BIT(UNESCAPED_DOLLAR));
	assert_int_equal(unwrap("a\\\\$\\\\\\$\\", "a$$\\"),
	    BIT(UNESCAPED_DOLLAR));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bare_text_stays_as_it_is),
		cmocka_unit_test(blanks_are_told_by_where_they_were),
		cmocka_unit_test(quotes_go_in_pairs),
		cmocka_unit_test(a_link_gives_what_its_query_holds),
		cmocka_unit_test(a_link_that_a_mail_has_broken_is_whole_again),
		cmocka_unit_test(percent_is_decoded_only_beside_a_dollar),
		cmocka_unit_test(a_backslash_goes_only_before_a_dollar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
