/* SPDX-License-Identifier: ISC */
/* test_phonebook_text.c: addresses, second names and groups. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/phonebook.h>

#include "unit/uicc/bytes.h"

static void
an_address_is_text_of_the_default_alphabet(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_phonebook_text t;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_phonebook_email(bytes("61116200632E64 65FF"), false,
	                &mem, &t, &err),
	    &err, 1);
	assert_string_equal(t.text, "a_b@c.de");
	assert_int_equal(t.adn, 0);
	assert_done(sst_phonebook_email(bytes("610062FF020C"), true, &mem, &t,
	                &err),
	    &err, 1);
	assert_string_equal(t.text, "a@b");
	assert_int_equal(t.adn_sfi, 2);
	assert_int_equal(t.adn, 12);
	sst_arena_fini(&mem);
}

static void
a_second_name_may_be_in_any_form(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_phonebook_text t;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_phonebook_sne(bytes("8102089697FFFF07"), true, &mem, &t,
	                &err),
	    &err, 1);
	assert_string_equal(t.text, "\xD0\x96\xD0\x97");
	assert_int_equal(t.adn_sfi, 0);
	assert_int_equal(t.adn, 7);
	assert_done(sst_phonebook_sne(bytes("8102089697FFFF"), false, &mem, &t,
	                &err),
	    &err, 1);
	assert_string_equal(t.text, "\xD0\x96\xD0\x97");
	sst_arena_fini(&mem);
}

static void
an_empty_record_is_none(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_phonebook_text t;
	struct sst_err err = { 0 };
	const char *group;

	(void)state;
	assert_done(sst_phonebook_email(padded("", 20), true, &mem, &t, &err),
	    &err, 0);
	assert_int_equal(t.adn, 0);
	assert_done(sst_phonebook_email(padded("", 2), true, &mem, &t, &err),
	    &err, 0);
	assert_done(sst_phonebook_sne(bytes(""), false, &mem, &t, &err), &err,
	    0);
	assert_done(sst_phonebook_group(padded("", 8), &mem, &group, &err),
	    &err, 0);
	assert_string_equal(group, "");
	sst_arena_fini(&mem);
}

static void
a_group_is_a_name(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	const char *group;

	(void)state;
	assert_done(sst_phonebook_group(bytes("576F726BFF"), &mem, &group,
	                &err),
	    &err, 1);
	assert_string_equal(group, "Work");
	assert_refused(sst_phonebook_group(bytes("810541"), &mem, &group, &err),
	    &err, "byte 3: 5 bytes wanted, 0 left");
	assert_null(group);
	sst_arena_fini(&mem);
}

static void
damage_is_told(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_phonebook_text t;
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_phonebook_email(bytes("FF"), true, &mem, &t, &err),
	    &err, "record of 1 bytes, at least 2 wanted");
	assert_refused(sst_phonebook_sne(bytes("80004100 0203"), true, &mem, &t,
	                   &err),
	    &err, "byte 3: half of a character");
	assert_null(t.text);
	sst_arena_fini(&mem);
}

static void
what_was_read_is_written_alike(void **state)
{
	static const char *const all[] = { "61116200632E6465FF020C",
		"8102089697FFFFFF07", "FFFFFFFFFFFF", "8004164E2DFF0107" };
	struct sst_arena mem = { 0 };
	struct sst_phonebook_text t;
	struct sst_err err = { 0 };
	uint8_t record[32];
	size_t kept;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct sst_span s = bytes(all[i]);

		assert_true(sst_phonebook_email(s, true, &mem, &t, &err) >= 0);
		assert_done(sst_phonebook_text_encode(&t, true, record, s.n,
		                &kept, &err),
		    &err, 0);
		assert_int_equal(kept, strlen(t.text));
		assert_memory_equal(record, s.p, s.n);
	}
	sst_arena_fini(&mem);
}

static void
what_does_not_fit_is_cut_or_refused(void **state)
{
	struct sst_phonebook_text t = { .text = "a@b", .adn = 3 };
	struct sst_err err = { 0 };
	uint8_t record[8];
	size_t kept;

	(void)state;
	assert_done(sst_phonebook_text_encode(&t, false, record, 2, &kept,
	                &err),
	    &err, 0);
	assert_int_equal(kept, 2);
	assert_bytes(record, 2, "6100");
	assert_done(sst_phonebook_text_encode(&t, true, record, 3, &kept, &err),
	    &err, 0);
	assert_int_equal(kept, 1);
	assert_bytes(record, 3, "61FF03");
	assert_refused(sst_phonebook_text_encode(&t, true, record, 1, &kept,
	                   &err),
	    &err, "record of 1 bytes, at least 2 wanted");
	t.text = NULL;
	assert_done(sst_phonebook_text_encode(&t, true, record, 4, &kept, &err),
	    &err, 0);
	assert_bytes(record, 4, "FFFFFFFF");
}

static void
take(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	struct sst_phonebook_text t;
	struct sst_err err = { 0 };

	for (int i = 0; i < 2; i++) {
		if (sst_phonebook_email(s, i == 1, &mem, &t, &err) < 0)
			assert_int_equal(err.code, SST_E_FORMAT);
		assert_text(t.text);
	}
	sst_arena_fini(&mem);
}

static void
whatever_is_damaged_text_stays_text(void **state)
{
	(void)state;
	each_damage(bytes("61116200632E6465FF020C"), take);
	each_damage(bytes("8102089697FFFFFF07"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_text_of_the_default_alphabet),
		cmocka_unit_test(a_second_name_may_be_in_any_form),
		cmocka_unit_test(an_empty_record_is_none),
		cmocka_unit_test(a_group_is_a_name),
		cmocka_unit_test(damage_is_told),
		cmocka_unit_test(what_was_read_is_written_alike),
		cmocka_unit_test(what_does_not_fit_is_cut_or_refused),
		cmocka_unit_test(whatever_is_damaged_text_stays_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
