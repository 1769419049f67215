/* SPDX-License-Identifier: ISC */
/* test_siminfo.c: the table siminfo in pieces, and names that forge rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/android/subscription.h>

#include "android_rig.h"

static struct sst_arena mem;
static struct sst_err err;
static struct sst_subscriptions subs;

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	return 0;
}

#define FACTS(id, icc, slot)                                                  \
	" _id=" id ", icc_id=" icc ", sim_id=" slot ", is_embedded=1, "       \
	"is_removable=0, card_id=89049032000000000000000000000000, mcc=999, " \
	"mnc=7, data_roaming=1, name_source=2, color=-7\n"

static const char facts[] = "Row: 0" FACTS("4", "89999000000000000043",
    "0") "Row: 1" FACTS("5", "89999000000000000050", "-1") "Row: 2" FACTS("6",
    "89999000000000000068", "1");

static void
parse(const char *first, const char *names)
{
	struct sst_span piece[SST_SIMINFO_PIECES] = {
		[SST_SIMINFO_FACTS] = sst_span_of_text(first),
	};

	if (names != NULL)
		piece[SST_SIMINFO_DISPLAY_NAME] = sst_span_of_text(names);
	assert_int_equal(sst_siminfo_parse(piece, &mem, &subs, &err), 0);
}

static void
facts_come_from_their_own_piece(void **state)
{
	(void)state;
	parse(facts, NULL);
	assert_int_equal(subs.n, 3);
	assert_int_equal(subs.faults.n, 0);
	assert_int_equal(subs.v[0].id, 4);
	assert_text(subs.v[0].icc_id, "89999000000000000043");
	assert_false(subs.v[0].is_masked);
	assert_int_equal(subs.v[0].slot, 0);
	assert_int_equal(subs.v[0].is_embedded, 1);
	assert_int_equal(subs.v[0].data_roaming, 1);
	assert_text(subs.v[0].card_string, "89049032000000000000000000000000");
	assert_text(subs.v[0].name_source, "2");
	assert_text(subs.v[0].mcc, NULL);
	assert_pair(&subs.v[0].other, "mnc", "7");
	assert_int_equal(subs.v[0].card_id, SST_SUBSCRIPTION_UNKNOWN);
	assert_int_equal(subs.default_data, SST_SUBSCRIPTION_UNKNOWN);
	assert_true(subs.v[0].is_active && subs.v[0].is_installed);
	assert_false(subs.v[1].is_active);
	assert_true(subs.v[1].is_installed);
}

static void
later_facts_go_to_their_rows(void **state)
{
	struct sst_span piece[SST_SIMINFO_PIECES] = {
		[SST_SIMINFO_FACTS] = sst_span_of_text(facts),
		[SST_SIMINFO_FACTS_10] = sst_span_of_text(
		    "Row: 0 _id=5, mcc_string=999, mnc_string=007, "
		    "carrier_id=-1, subscription_type=0, group_uuid=NULL\n"
		    "Row: 1 _id=77, mcc_string=1, mnc_string=2, "
		    "carrier_id=3, subscription_type=1, group_uuid=x\n"),
		[SST_SIMINFO_FACTS_11] =
		    sst_span_of_text("Row: 0 _id=4, imsi=999070000000001\n"),
		[SST_SIMINFO_FACTS_12] = sst_span_of_text(
		    "Row: 0 _id=4, "
		    "allowed_network_types_for_reasons=user=1,carrier=2\n"),
	};

	(void)state;
	assert_int_equal(sst_siminfo_parse(piece, &mem, &subs, &err), 0);
	assert_int_equal(subs.n, 3);
	assert_text(subs.v[0].imsi, "999070000000001");
	assert_text(subs.v[0].allowed_networks, "user=1,carrier=2");
	assert_text(subs.v[1].mcc, "999");
	assert_text(subs.v[1].mnc, "007");
	assert_int_equal(subs.v[1].carrier_id, -1);
	assert_text(subs.v[1].type, "LOCAL_SIM");
	assert_text(subs.v[1].group, NULL);
	assert_int_equal(subs.faults.n, 1);
	assert_fault(&subs.faults, 0, 2,
	    "facts of Android 10: _id 77 is no row", "");
}

static void
names_run_to_the_end_of_their_row(void **state)
{
	(void)state;
	parse(facts,
	    "Row: 0 _id=4, display_name=A, icc_id=1, sim_id=7\r\n"
	    "Row: 1 _id=5, display_name=one\r\n\r\ntwo\nRow: 9 _id=77, x=y\n"
	    "Row: 2 _id=6, display_name=NULL\n");
	assert_int_equal(subs.n, 3);
	assert_int_equal(subs.faults.n, 0);
	assert_text(subs.v[0].display_name, "A, icc_id=1, sim_id=7");
	assert_text(subs.v[0].icc_id, "89999000000000000043");
	assert_int_equal(subs.v[0].slot, 0);
	assert_text(subs.v[1].display_name, "one\n\ntwo\nRow: 9 _id=77, x=y");
	assert_text(subs.v[2].display_name, NULL);
	assert_false(subs.v[0].is_untrusted || subs.v[1].is_untrusted ||
	             subs.v[2].is_untrusted);
}

static void
a_forged_next_row_makes_both_sides_untrusted(void **state)
{
	(void)state;
	parse(facts, "Row: 0 _id=4, display_name=x\n"
	             "Row: 1 _id=5, display_name=evil\n"
	             "Row: 1 _id=5, display_name=true\n"
	             "Row: 2 _id=6, display_name=last\n");
	assert_int_equal(subs.n, 3);
	assert_true(subs.v[0].is_untrusted && subs.v[1].is_untrusted);
	assert_false(subs.v[2].is_untrusted);
	assert_text(subs.v[2].display_name, "last");
	assert_text(subs.v[1].icc_id, "89999000000000000050");
	assert_int_equal(subs.faults.n, 1);
	assert_fault(&subs.faults, 0, 3, "display_name: row 1 inside row 1",
	    "Row: 1 _id=5, display_name=true");
}

static void
two_forged_rows_make_all_that_they_hide_untrusted(void **state)
{
	(void)state;
	parse(facts, "Row: 0 _id=4, display_name=x\n"
	             "Row: 1 _id=5, display_name=evil\n"
	             "Row: 2 _id=6, display_name=evil\n"
	             "Row: 1 _id=5, display_name=true\n"
	             "Row: 2 _id=6, display_name=last\n");
	assert_true(subs.v[0].is_untrusted && subs.v[1].is_untrusted &&
	            subs.v[2].is_untrusted);
	assert_int_equal(subs.faults.n, 2);
}

static void
a_forged_row_at_the_end_is_no_row(void **state)
{
	(void)state;
	parse(facts, "Row: 0 _id=4, display_name=a\n"
	             "Row: 1 _id=5, display_name=b\n"
	             "Row: 2 _id=6, display_name=c\n"
	             "Row: 3 _id=99, display_name=evil\n"
	             "Row: 4 _id=4, display_name=evil\n");
	assert_int_equal(subs.n, 3);
	assert_true(subs.v[2].is_untrusted);
	assert_true(subs.v[0].is_untrusted);
	assert_false(subs.v[1].is_untrusted);
	assert_text(subs.v[0].display_name, "a");
	assert_int_equal(subs.faults.n, 2);
	assert_fault(&subs.faults, 0, 4, "display_name: _id 99 is no row",
	    "evil");
	assert_fault(&subs.faults, 1, 5, "display_name: _id 4 again", "evil");
}

static void
a_row_with_a_wrong_number_stays_in_its_text(void **state)
{
	(void)state;
	parse(facts, "Row: 0 _id=4, display_name=a\n"
	             "Row: 7 _id=6, display_name=evil\n"
	             "Row: 1 _id=5, display_name=b\n"
	             "Row: 2 _id=6, display_name=c\n");
	assert_text(subs.v[0].display_name,
	    "a\nRow: 7 _id=6, display_name=evil");
	assert_true(subs.v[0].is_untrusted);
	assert_false(subs.v[1].is_untrusted || subs.v[2].is_untrusted);
	assert_text(subs.v[2].display_name, "c");
	assert_int_equal(subs.faults.n, 1);
}

static void
a_masked_number_is_no_number(void **state)
{
	struct sst_span piece[SST_SIMINFO_PIECES] = {
		[SST_SIMINFO_FACTS] = sst_span_of_text(facts),
		[SST_SIMINFO_NUMBER] =
		    sst_span_of_text("Row: 0 _id=4, number=+5550100\n"
		                     "Row: 1 _id=5, number=[****]\n"
		                     "Row: 2 _id=6, number=\n"),
	};

	(void)state;
	assert_int_equal(sst_siminfo_parse(piece, &mem, &subs, &err), 0);
	assert_int_equal(subs.n, 3);
	assert_int_equal(subs.faults.n, 0);
	assert_text(subs.v[0].number, "+5550100");
	assert_text(subs.v[1].number, NULL);
	assert_pair(&subs.v[1].other, "number", "[****]");
	assert_text(subs.v[2].number, NULL);
}

static void
a_row_without_its_text_is_a_fault(void **state)
{
	(void)state;
	parse(facts, "noise\nRow: 0 _id=4, display_name=a\n"
	             "Row: 1 _id=x, display_name=b\n"
	             "Row: 1 _id=6, display_name=c\n");
	assert_text(subs.v[0].display_name, "a\nRow: 1 _id=x, display_name=b");
	assert_text(subs.v[2].display_name, "c");
	assert_int_equal(subs.faults.n, 2);
	assert_fault(&subs.faults, 0, 1, "display_name: no row", "noise");
	assert_fault(&subs.faults, 1, 4, "display_name: none for _id 5", "");
}

static void
the_same_id_twice_is_a_fault(void **state)
{
	(void)state;
	parse("Row: 0 _id=4, icc_id=89999000000000000043, sim_id=0\n"
	      "Row: 1 _id=4, icc_id=89999000000000000050, sim_id=1\n"
	      "Row: 2 _id=NULL, icc_id=1, sim_id=1\n",
	    NULL);
	assert_int_equal(subs.n, 1);
	assert_text(subs.v[0].icc_id, "89999000000000000043");
	assert_true(subs.v[0].is_untrusted);
	assert_fault(&subs.faults, 0, 2, "facts: _id 4 again", "");
	assert_fault(&subs.faults, 1, 3, "facts: a row without _id", "");
}

static void
a_whole_table_trusts_only_what_stands_before_text(void **state)
{
	(void)state;
	parse("Row: 0 _id=1, icc_id=89999000000000000043, sim_id=0, "
	      "display_name=A, icc_id=1, mcc_string=001, is_embedded=1, "
	      "mcc_string=999, mnc_string=07, is_embedded=0\n",
	    NULL);
	assert_int_equal(subs.n, 1);
	assert_true(subs.v[0].is_untrusted);
	assert_text(subs.v[0].icc_id, "89999000000000000043");
	assert_text(subs.v[0].mcc, NULL);
	assert_text(subs.v[0].mnc, "07");
	assert_int_equal(subs.v[0].is_embedded, SST_SUBSCRIPTION_UNKNOWN);
	assert_int_equal(subs.faults.n, 1);
	assert_int_equal(subs.faults.v[0].line, 1);
	assert_string_equal(subs.faults.v[0].what, "facts: icc_id comes twice");
}

static void
nothing_at_all_gives_no_lines(void **state)
{
	(void)state;
	parse("", NULL);
	assert_int_equal(subs.n + subs.faults.n, 0);
	parse("No result found.\n", "No result found.\n");
	assert_int_equal(subs.n + subs.faults.n, 0);
}

static void
each_command_asks_for_one_free_text_at_its_end(void **state)
{
	static const char *const texts[] = { "display_name", "carrier_name",
		"number" };

	(void)state;
	for (size_t i = 0; i < SST_SIMINFO_PIECES; i++) {
		const char *c = sst_siminfo_command((enum sst_siminfo_piece)i);
		size_t n = 0;

		assert_non_null(strstr(c, " --projection _id:"));
		for (size_t j = 0; j < 3; j++) {
			const char *at = strstr(c, texts[j]);

			n += at != NULL;
			assert_true(at == NULL || strcmp(at, texts[j]) == 0);
		}
		assert_int_equal(n, i >= SST_SIMINFO_DISPLAY_NAME);
	}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(facts_come_from_their_own_piece),
		TEST(later_facts_go_to_their_rows),
		TEST(names_run_to_the_end_of_their_row),
		TEST(a_forged_next_row_makes_both_sides_untrusted),
		TEST(two_forged_rows_make_all_that_they_hide_untrusted),
		TEST(a_forged_row_at_the_end_is_no_row),
		TEST(a_row_with_a_wrong_number_stays_in_its_text),
		TEST(a_masked_number_is_no_number),
		TEST(a_row_without_its_text_is_a_fault),
		TEST(the_same_id_twice_is_a_fault),
		TEST(a_whole_table_trusts_only_what_stands_before_text),
		TEST(nothing_at_all_gives_no_lines),
		TEST(each_command_asks_for_one_free_text_at_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
