/* SPDX-License-Identifier: ISC */
/* test_vcard.c: contacts as vCards. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/base/text.h>
#include <simstow/manifest/vcard.h>

#include "contacts_rig.h"

#define HEAD "BEGIN:VCARD\r\nVERSION:3.0\r\n"
#define TAIL "END:VCARD\r\n"

/* What is written, exactly. */
static void
expect(struct contacts_rig *r, const char *text)
{
	assert_int_equal(sst_vcard_format(&r->sim, &r->out, &r->err), 0);
	assert_int_equal(r->out.n, strlen(text));
	assert_memory_equal(r->out.p, text, r->out.n);
}

static void
a_name_and_a_number_are_one_vcard(void **state)
{
	struct contacts_rig *r = *state;

	r->contact.name = "Anna";
	add_number(r, NULL, "+4917112345");
	expect(r, HEAD "N:Anna;;;;\r\nFN:Anna\r\n"
	               "TEL;TYPE=VOICE:+4917112345\r\n" TAIL);
}

static void
numbers_keep_their_kind_and_their_signs(void **state)
{
	struct contacts_rig *r = *state;

	r->contact.name = "Bo";
	add_number(r, "Mobil", "*#06#p12w3");
	add_number(r, "WORK", "12");
	add_number(r, "Boot, blau", "34");
	expect(r, HEAD "N:Bo;;;;\r\nFN:Bo\r\n"
	               "TEL;TYPE=CELL:*#06#p12w3\r\n"
	               "TEL;TYPE=WORK:12\r\n"
	               "item1.TEL:34\r\nitem1.X-ABLabel:Boot\\, blau\r\n" TAIL);
}

static void
every_list_is_written(void **state)
{
	struct contacts_rig *r = *state;
	const char *emails[] = { "a@example.com", "", "b@example.com" };
	const char *groups[] = { "Familie", "a,b" };

	r->contact.name = "Cy";
	r->contact.second_name = "C; Y";
	r->contact.emails.v = emails;
	r->contact.emails.n = RIG_COUNT(emails);
	r->contact.groups.v = groups;
	r->contact.groups.n = RIG_COUNT(groups);
	expect(r, HEAD "N:Cy;;;;\r\nFN:Cy\r\nNICKNAME:C\\; Y\r\n"
	               "EMAIL;TYPE=INTERNET:a@example.com\r\n"
	               "EMAIL;TYPE=INTERNET:b@example.com\r\n"
	               "CATEGORIES:Familie,a\\,b\r\n" TAIL);
}

static void
separators_and_line_ends_are_escaped(void **state)
{
	struct contacts_rig *r = *state;

	r->contact.name = "a\\b,c;d\ne\r\nf\rg\x07\"h";
	expect(r, HEAD "N:a\\\\b\\,c\\;d\\ne\\nf\xEF\xBF\xBDg\xEF\xBF\xBD"
	               "\"h;;;;\r\nFN:a\\\\b\\,c\\;d\\ne\\nf\xEF\xBF\xBD"
	               "g\xEF\xBF\xBD\"h\r\n" TAIL);
}

static void
without_a_name_something_else_stands_for_it(void **state)
{
	struct contacts_rig *r = *state;
	const char *emails[] = { "x@example.com" };

	add_number(r, NULL, "");
	r->contact.emails.v = emails;
	r->contact.emails.n = 1;
	expect(r, HEAD "N:;;;;\r\nFN:x@example.com\r\n"
	               "EMAIL;TYPE=INTERNET:x@example.com\r\n" TAIL);
	sst_buf_clear(&r->out);
	add_number(r, NULL, "123");
	assert_int_equal(sst_vcard_format(&r->sim, &r->out, &r->err), 0);
	assert_true(has(r, "\r\nFN:123\r\n"));
	sst_buf_clear(&r->out);
	r->contact.second_name = "Second";
	assert_int_equal(sst_vcard_format(&r->sim, &r->out, &r->err), 0);
	assert_true(has(r, "\r\nFN:Second\r\n"));
}

static void
an_empty_contact_is_left_out(void **state)
{
	struct contacts_rig *r = *state;

	r->contact.name = "";
	add_number(r, "Home", "");
	expect(r, "");
}

/* Every line has at most 75 octets and, unfolded, is what it was. */
static void
check_folds(struct contacts_rig *r, const char *name)
{
	size_t column = 0;

	for (size_t i = 0; i < r->out.n; i++) {
		if (r->out.p[i] == '\n') {
			struct sst_span line = { r->out.p + i - column,
				column };

			assert_true(sst_text_is_utf8(line));
			assert_in_range(column, 1, 76);
			column = 0;
		} else {
			column++;
		}
	}
	for (size_t i = 0; i + 2 < r->out.n;)
		if (memcmp(r->out.p + i, "\r\n ", 3) == 0) {
			memmove(r->out.p + i, r->out.p + i + 3,
			    r->out.n - i - 3);
			r->out.n -= 3;
		} else {
			i++;
		}
	assert_true(has(r, name));
}

static void
long_lines_are_folded_at_whole_characters(void **state)
{
	static const char *const letters[] = { "x", "\xC3\xA4", "\xE6\xBC\xA2",
		"\xF0\x9F\x98\x80" };
	struct contacts_rig *r = *state;
	char name[4 * 80 + 1];

	for (size_t n = 0; n < 4 * 80; n++) {
		const char *letter = letters[n % 4];
		size_t size = strlen(letter);
		size_t at = n % 5;

		memset(name, 'a', at);
		for (; at + size <= n; at += size)
			memcpy(name + at, letter, size);
		name[at] = '\0';
		r->contact.name = name;
		add_number(r, NULL, "1");
		r->contact.numbers.n = 1;
		sst_buf_clear(&r->out);
		assert_int_equal(sst_vcard_format(&r->sim, &r->out, &r->err),
		    0);
		check_folds(r, name);
	}
}

static void
text_that_is_no_utf8_is_refused_with_its_contact(void **state)
{
	struct contacts_rig *r = *state;

	r->contact.name = "\xC3";
	assert_int_equal(sst_vcard_format(&r->sim, &r->out, &r->err), -1);
	assert_int_equal(r->err.code, SST_E_FORMAT);
	assert_string_equal(r->err.msg, "contact 1: text that is no UTF-8");
}

static void
a_limit_of_the_output_is_an_error(void **state)
{
	struct contacts_rig *r = *state;

	r->contact.name = "Anna";
	sst_buf_init(&r->out, 40);
	assert_int_equal(sst_vcard_format(&r->sim, &r->out, &r->err), -1);
	assert_int_equal(r->err.code, SST_E_FORMAT);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_name_and_a_number_are_one_vcard),
		TEST(numbers_keep_their_kind_and_their_signs),
		TEST(every_list_is_written),
		TEST(separators_and_line_ends_are_escaped),
		TEST(without_a_name_something_else_stands_for_it),
		TEST(an_empty_contact_is_left_out),
		TEST(long_lines_are_folded_at_whole_characters),
		TEST(text_that_is_no_utf8_is_refused_with_its_contact),
		TEST(a_limit_of_the_output_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
