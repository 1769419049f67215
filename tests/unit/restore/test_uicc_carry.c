/* SPDX-License-Identifier: ISC */
/* test_uicc_carry.c: changes carried out, and every way that can go wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "link_rig.h"

static struct sst_contact contacts[2];
static struct sst_contact_number numbers[2] = { { NULL, "+491" },
	{ NULL, "+492" } };
static const char *emails[] = { "a@b.c" };

/* Two contacts, one with an address, and a list of networks of 300 bytes. */
static void
prepare(struct link_rig *r)
{
	static uint8_t networks[300];

	(void)add_records(r, 0x4F30, 24, 1,
	    "A80A C0034F3A01 CA034F5003 AA05C2034F4A02");
	(void)add_records(r, 0x4F3A, 24, 3, "");
	(void)add_records(r, 0x4F50, 20, 3, "");
	(void)add_plain(r, 0x6F60, sizeof(networks));
	for (size_t i = 0; i < sizeof(networks); i += 5)
		(void)fake_hex("62F2104000", networks + i, 5);
	memset(contacts, 0, sizeof(contacts));
	for (size_t i = 0; i < 2; i++) {
		contacts[i].name = i == 0 ? "Ann" : "Bo";
		contacts[i].numbers.v = &numbers[i];
		contacts[i].numbers.n = 1;
	}
	contacts[0].emails.v = emails;
	contacts[0].emails.n = 1;
	r->snapshot.contacts.v = contacts;
	r->snapshot.contacts.n = 2;
	r->wish.contacts = r->wish.plmn = true;
	r->wish.plmn_file = SST_SPAN(networks);
	assert_int_equal(open_uicc(r), 0);
}

static void
plan(struct link_rig *r)
{
	assert_int_equal(sst_uicc_write_look(&r->uicc, &r->wish, &r->mem,
	                     &r->is, &r->err),
	    0);
	assert_int_equal(sst_uicc_write_plan(&r->is, &r->wish, &r->mem,
	                     &r->plan, &r->err),
	    0);
}

static int
carry_out(struct link_rig *r, size_t *done)
{
	return sst_uicc_write_carry_out(&r->uicc, &r->is, &r->plan, done,
	    &r->err);
}

static void
every_change_is_on_the_card(void **state)
{
	struct link_rig *r = *state;
	size_t done;

	prepare(r);
	plan(r);
	assert_int_equal(r->plan.n, 4);
	assert_int_equal(carry_out(r, &done), 0);
	assert_int_equal(done, 4);
	assert_int_equal(r->sim.v[1].updates, 2);
	assert_int_equal(r->sim.v[3].updates, 2);
	for (size_t i = 0; i < r->plan.n; i++) {
		const struct sst_uicc_write_change *c = &r->plan.v[i];
		const struct sim_card_file *f = &r->sim.v[c->file];
		size_t at = c->record == 0 ? 0 : (c->record - 1) * f->record;

		assert_memory_equal(f->content.p + at, c->new.p, c->new.n);
	}
	plan(r);
	assert_int_equal(r->plan.n, 0);
}

static void
a_write_that_is_lost_is_found(void **state)
{
	struct link_rig *r = *state;
	size_t done;

	prepare(r);
	plan(r);
	r->sim.v[1].flags |= SIM_CARD_LOSE;
	assert_int_equal(carry_out(r, &done), -1);
	assert_int_equal(done, 1);
	assert_int_equal(r->err.code, SST_E_FORMAT);
	assert_string_equal(r->err.msg,
	    "EF.ADN record 1: 3F00/7F10/5F3A/4F3A: written, but the card "
	    "holds something else");
	assert_int_equal(r->sim.v[1].updates, 1);
}

static void
a_write_that_is_refused_stops_it(void **state)
{
	struct link_rig *r = *state;
	size_t done;

	prepare(r);
	plan(r);
	r->sim.v[3].update = NULL;
	assert_int_equal(carry_out(r, &done), -1);
	assert_int_equal(done, 3);
	assert_int_equal(r->err.code, SST_E_REFUSED);
	assert_int_equal(r->err.sw, 0x6982);
	assert_non_null(strstr(r->err.msg, "EF.PLMNwAcT: 3F00/7FFF/6F60"));
}

static void
a_record_that_changed_meanwhile_is_not_written(void **state)
{
	struct link_rig *r = *state;
	size_t done;

	prepare(r);
	plan(r);
	put_hex(r, 1, 1, "42");
	assert_int_equal(carry_out(r, &done), -1);
	assert_int_equal(done, 1);
	assert_string_equal(r->err.msg,
	    "EF.ADN record 1: 3F00/7F10/5F3A/4F3A: changed by somebody else "
	    "meanwhile; not written");
	assert_int_equal(r->sim.v[1].updates, 0);
}

static void
a_file_that_became_another_is_not_written(void **state)
{
	struct link_rig *r = *state;
	size_t done;

	prepare(r);
	plan(r);
	r->sim.v[2].record = 10;
	assert_int_equal(carry_out(r, &done), -1);
	assert_int_equal(done, 0);
	assert_string_equal(r->err.msg,
	    "EF.EMAIL record 1: 3F00/7F10/5F3A/4F50: another file than it "
	    "was");
}

static void
a_card_pulled_at_any_command_is_completed_later(void **state)
{
	struct link_rig *r = *state;
	struct sst_uicc_write_plan whole;
	size_t done = 0;
	int rc = -1;

	prepare(r);
	plan(r);
	whole = r->plan;
	for (unsigned i = 1; rc < 0 && i < 100; i++) {
		for (size_t k = 1; k < 4; k++)
			memset(r->sim.v[k].update, 0xFF, r->sim.v[k].content.n);
		r->plan = whole;
		r->uicc.is_current_known = false;
		r->sim.gone_at = r->sim.commands + i;
		rc = carry_out(r, &done);
		r->sim.gone_at = 0;
		if (rc == 0)
			break;
		assert_int_equal(r->err.code, SST_E_DEVICE);
		assert_true(done < whole.n);
		r->uicc.is_current_known = false;
		plan(r);
		assert_in_range(r->plan.n, whole.n - done - 1, whole.n - done);
		assert_int_equal(carry_out(r, &done), 0);
		plan(r);
		assert_int_equal(r->plan.n, 0);
	}
	assert_int_equal(rc, 0);
	assert_int_equal(done, whole.n);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_change_is_on_the_card),
		TEST(a_write_that_is_lost_is_found),
		TEST(a_write_that_is_refused_stops_it),
		TEST(a_record_that_changed_meanwhile_is_not_written),
		TEST(a_file_that_became_another_is_not_written),
		TEST(a_card_pulled_at_any_command_is_completed_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
