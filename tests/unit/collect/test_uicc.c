/* SPDX-License-Identifier: ISC */
/* test_uicc.c: a SIM as a whole: what is asked, its PIN, where it belongs. */
#include "uicc_rig.h"

static void
a_usim_becomes_a_line_of_its_own(void **state)
{
	struct rig *r = *state;
	const struct sst_profile *p;

	rig_usim(r);
	rig_put(r, 0x6FAD, 0, "00000002");
	rig_put(r, 0x6F3E, 0, "4F52FFFF");
	rig_put(r, 0x6F3F, 0, "FFFFFFFF");
	rig_put(r, 0x6F46, 0, "01466F6FFFFF");
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.device.kind, SST_DEVICE_UICC);
	assert_int_equal(r->out.euiccs.n, 0);
	p = &r->out.profiles.v[0];
	assert_string_equal(p->iccid, RIG_ICCID);
	assert_string_equal(p->iccid_raw, "989489000000000010F2");
	assert_int_equal(p->form, SST_FORM_UICC);
	assert_string_equal(p->imsi, "262980123456789");
	assert_true(p->has_owner);
	assert_string_equal(p->owner.mcc_mnc, "26298");
	assert_string_equal(p->owner.gid1, "4F52");
	assert_null(p->owner.gid2);
	assert_string_equal(p->provider, "Foo");
	assert_string_equal(p->sim.application,
	    "A0000000871002FF49FFFF8901010000");
	assert_int_equal(p->sim.pin1_enabled.v, 0);
	assert_int_equal(r->out.gaps.n, 0);
}

static void
every_file_is_kept_as_it_is_and_listed(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;
	const struct sst_card_file *f;

	rig_usim(r);
	rig_put(r, 0x6FB7, 4, "11F2FF0011F0FF01");
	sim = rig_sim(r);
	assert_int_equal(sim->files.n, 4);
	f = &sim->files.v[3];
	assert_string_equal(f->name, "EF.ECC");
	assert_string_equal(f->path, "3F00/7FFF/6FB7");
	assert_string_equal(f->type, "linear");
	assert_string_equal(f->restore, "operator");
	assert_string_equal(f->read, "unknown");
	assert_int_equal(f->size.v, 8);
	assert_int_equal(f->record_size.v, 4);
	assert_string_equal(f->member, "raw/sim-1/3F00-7FFF-6FB7.bin");
	assert_int_equal(r->out.raws.n, 4);
	assert_string_equal(r->out.raws.v[3].name, f->member);
	assert_string_equal(r->out.raws.v[3].what, "EF.ECC");
	assert_true(
	    sst_span_is_equal(r->out.raws.v[3].data, rig_last(r)->content));
	assert_false(sim->files.v[0].record_size.is_known);
}

static void
a_card_with_neither_says_so(void **state)
{
	struct rig *r = *state;

	assert_int_equal(rig_read(r), -1);
	assert_int_equal(r->err.code, SST_E_DEVICE);
	assert_string_equal(r->err.msg,
	    "sim: no eUICC here and no SIM: no ISD-R answered (last status "
	    "word 6A82)");
}

static void
without_files_a_plain_sim_is_none(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	r->how.no_files = true;
	assert_int_equal(rig_read(r), -1);
	assert_int_equal(r->err.code, SST_E_DEVICE);
	assert_non_null(strstr(r->err.hint, "--no-files"));
	assert_int_equal(r->card.seen_n, 0);
}

static void
contacts_and_messages_are_not_touched_unasked(void **state)
{
	static const uint16_t files[] = { 0x6F3A, 0x6F3C, 0x6F3B, 0x4F30,
		0x4F3A };
	struct rig *r = *state;

	rig_usim(r);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		rig_put(r, files[i], 14, "FFFFFFFFFFFFFFFFFFFFFFFFFFFF");
	assert_null(rig_sim(r)->contacts.v);
	assert_null(r->out.profiles.v[0].sim.messages.v);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		assert_false(rig_saw(r, files[i]));
}

static void
a_file_that_is_refused_is_one_gap(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x6F46, 0, "01466F6FFFFF");
	rig_last(r)->flags = SIM_CARD_NO_READ;
	assert_null(rig_sim(r)->spn);
	rig_gap(r, "EF.SPN (3F00/7FFF/6F46)",
	    "6985: conditions of use not satisfied");
	assert_string_equal(r->out.gaps.v[0].sw, "6985");
	assert_null(r->out.gaps.v[0].member);
}

static void
a_file_that_cannot_be_selected_is_one_gap(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x6F46, 0, "01466F6FFFFF");
	rig_last(r)->flags = SIM_CARD_NO_SELECT;
	(void)rig_sim(r);
	rig_gap(r, "EF.SPN (3F00/7FFF/6F46)",
	    "6985: conditions of use not satisfied");
}

static void
a_file_that_gives_less_than_its_size_is_one_gap(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x6F46, 0, "01466F6FFFFF");
	rig_last(r)->flags = SIM_CARD_SHORT;
	assert_null(rig_sim(r)->spn);
	rig_gap(r, "EF.SPN (3F00/7FFF/6F46)",
	    "byte 0: 3 bytes found, 6 wanted");
}

static void
a_damaged_file_is_a_gap_with_its_bytes(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x6F60, 0, "62F289C88062F2");
	assert_null(rig_sim(r)->user_networks.v);
	rig_gap(r, "EF.PLMNwAcT (3F00/7FFF/6F60)",
	    "byte 5: 5 bytes wanted, 2 left");
	assert_string_equal(r->out.gaps.v[0].member,
	    "raw/sim-1/3F00-7FFF-6F60.bin");
}

static void
what_is_not_there_is_a_gap_when_the_card_says_it_has_it(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x6F38, 0, "000004");
	assert_int_equal(rig_sim(r)->services.n, 1);
	rig_gap(r, "EF.SPN (3F00/7FFF/6F46)",
	    "not there, though the card's table of services has it");
	assert_string_equal(r->out.gaps.v[0].sw, "6A82");
}

static void
a_card_without_an_imsi_has_a_gap(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	r->card.n--;
	assert_null(rig_sim(r)->spn);
	rig_gap(r, "EF.IMSI (3F00/7FFF/6F07)",
	    "not there, though every card has it");
}

static void
a_damaged_imsi_is_in_no_message(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	r->card.n--;
	rig_put(r, 0x6F07, 0, "08292689103254A698");
	assert_int_equal(rig_read(r), 0);
	assert_null(r->out.profiles.v[0].imsi);
	rig_gap(r, "EF.IMSI (3F00/7FFF/6F07)", "digit 13 of the IMSI is none");
}

static void
what_a_pin_hides_is_one_gap_each_and_no_pin_is_sent(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	rig_usim(r);
	rig_last(r)->flags = SIM_CARD_PIN;
	rig_put(r, 0x6F46, 0, "01466F6FFFFF");
	r->card.is_pin_on = true;
	sim = rig_sim(r);
	assert_string_equal(sim->spn, "Foo");
	assert_int_equal(sim->pin1_enabled.v, 1);
	assert_int_equal(sim->pin1_tries.v, 3);
	assert_int_equal(r->card.verifies, 0);
	rig_gap(r, "EF.IMSI (3F00/7FFF/6F07)", "hidden by PIN1: give --pin");
}

static void
a_pin_is_asked_for_and_sent_once(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_last(r)->flags = SIM_CARD_PIN;
	rig_give(r, "1234");
	(void)rig_sim(r);
	assert_string_equal(r->out.profiles.v[0].imsi, "262980123456789");
	assert_int_equal(r->asked, 1);
	assert_int_equal(r->card.verifies, 1);
	assert_int_equal(r->out.gaps.n, 0);
}

static void
a_pin_that_is_off_is_not_asked_for(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_give(r, "1234");
	r->card.is_pin_on = false;
	(void)rig_sim(r);
	assert_int_equal(r->asked, 0);
	assert_int_equal(r->card.verifies, 0);
}

static void
a_wrong_pin_ends_it_and_costs_one_try(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_give(r, "9876");
	assert_int_equal(rig_read(r), -1);
	assert_int_equal(r->err.code, SST_E_KEY);
	assert_string_equal(r->err.msg, "PIN1: wrong, 2 tries left");
	assert_int_equal(r->card.verifies, 1);
	assert_int_equal(r->out.profiles.n, 0);
	assert_int_equal(r->out.raws.n, 0);
}

static void
with_one_try_left_nothing_is_sent(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_give(r, "1234");
	r->card.tries = 1;
	assert_int_equal(rig_read(r), -1);
	assert_int_equal(r->err.code, SST_E_USAGE);
	assert_int_equal(r->card.verifies, 0);
	r->how.last_try = true;
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->card.verifies, 1);
}

static void
a_card_that_is_gone_at_any_command_gives_nothing(void **state)
{
	struct rig *r = *state;
	unsigned n;

	rig_usim(r);
	rig_put(r, 0x6FB7, 4, "11F2FF0011F0FF01");
	assert_int_equal(rig_read(r), 0);
	n = r->card.commands;
	for (unsigned i = 1; i <= n; i++) {
		sst_snapshot_fini(&r->out);
		sst_snapshot_init(&r->out);
		r->card.commands = 0;
		r->card.gone_at = i;
		assert_int_equal(rig_read(r), -1);
		assert_int_equal(r->err.code, SST_E_DEVICE);
		assert_int_equal(r->out.profiles.n, 0);
		assert_int_equal(r->out.raws.n, 0);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_usim_becomes_a_line_of_its_own),
		RIG_TEST(every_file_is_kept_as_it_is_and_listed),
		RIG_TEST(a_card_with_neither_says_so),
		RIG_TEST(without_files_a_plain_sim_is_none),
		RIG_TEST(contacts_and_messages_are_not_touched_unasked),
		RIG_TEST(a_file_that_is_refused_is_one_gap),
		RIG_TEST(a_file_that_cannot_be_selected_is_one_gap),
		RIG_TEST(a_file_that_gives_less_than_its_size_is_one_gap),
		RIG_TEST(a_damaged_file_is_a_gap_with_its_bytes),
		RIG_TEST(
		    what_is_not_there_is_a_gap_when_the_card_says_it_has_it),
		RIG_TEST(a_card_without_an_imsi_has_a_gap),
		RIG_TEST(a_damaged_imsi_is_in_no_message),
		RIG_TEST(what_a_pin_hides_is_one_gap_each_and_no_pin_is_sent),
		RIG_TEST(a_pin_is_asked_for_and_sent_once),
		RIG_TEST(a_pin_that_is_off_is_not_asked_for),
		RIG_TEST(a_wrong_pin_ends_it_and_costs_one_try),
		RIG_TEST(with_one_try_left_nothing_is_sent),
		RIG_TEST(a_card_that_is_gone_at_any_command_gives_nothing),
	};
	struct sst_err err = { 0 };
	bool locked;

	if (sst_secret_start(&locked, &err) < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
