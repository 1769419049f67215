/* SPDX-License-Identifier: ISC */
/* test_know_ask.c: what a person types, and the carrier it means. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/know/know.h>

static void
a_text_is_taken_for_what_it_looks_like(void **state)
{
	static const struct {
		const char *text;
		const char *id;
		enum sst_know_match by;
	} cases[] = {
		{ "tmobile-us", "tmobile-us", SST_KNOW_ID },
		{ "T-MOBILE", "tmobile-us", SST_KNOW_PROVIDER },
		{ "1839", "verizon-us", SST_KNOW_CARRIER_ID },
		{ "26006", "play-pl", SST_KNOW_OWNER },
		{ "8901260000000000000", "tmobile-us", SST_KNOW_IIN },
		{ "rsp.truphone.com", "truphone", SST_KNOW_HOST },
		{ "consumer codes", "truphone", SST_KNOW_PROVIDER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_know_found f;

		sst_know_ask(NULL, cases[i].text, &f);
		assert_non_null(f.row);
		assert_string_equal(f.row->id, cases[i].id);
		assert_int_equal(f.by, cases[i].by);
	}
}

static void
a_part_of_several_names_lists_them(void **state)
{
	struct sst_know_found f;

	(void)state;
	sst_know_ask(NULL, "orange", &f);
	assert_null(f.row);
	assert_true(f.candidate_n > 2);
	sst_know_ask(NULL, "a", &f);
	assert_null(f.row);
	assert_int_equal(f.candidate_n, SST_KNOW_OTHERS);
	assert_true(f.is_cut);
}

static void
a_text_of_no_carrier_finds_none(void **state)
{
	static const char *const texts[] = { "", "no such carrier", "99999",
		"0", "nowhere.example.com", ".", "8" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct sst_know_found f;

		sst_know_ask(NULL, texts[i], &f);
		assert_null(f.row);
		assert_int_equal(f.candidate_n, 0);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_taken_for_what_it_looks_like),
		cmocka_unit_test(a_part_of_several_names_lists_them),
		cmocka_unit_test(a_text_of_no_carrier_finds_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
