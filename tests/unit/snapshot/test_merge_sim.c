/* SPDX-License-Identifier: ISC */
/* test_merge_sim.c: plastic SIMs, and files of SIMs, of several archives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/snapshot/merge.h>

#define PEOPLE 4

/* Snapshots of one reader, a year each, that a test fills. */
struct rig {
	struct sst_snapshot s[PEOPLE];
	struct sst_snapshot out;
	struct sst_err err;
};

static int
set_up(void **state)
{
	static struct rig rig;

	rig = (struct rig){ 0 };
	for (size_t i = 0; i < PEOPLE; i++) {
		sst_snapshot_init(&rig.s[i]);
		rig.s[i].kind = SST_SNAPSHOT_DEVICE;
		rig.s[i].created = (int64_t)(100 * i);
		rig.s[i].device.kind = SST_DEVICE_UICC;
		rig.s[i].device.reached_by = "pcsc:one";
	}
	sst_snapshot_init(&rig.out);
	*state = &rig;
	return 0;
}

static int
tear_down(void **state)
{
	struct rig *r = *state;

	for (size_t i = 0; i < PEOPLE; i++)
		sst_snapshot_fini(&r->s[i]);
	sst_snapshot_fini(&r->out);
	return 0;
}

static struct sst_profile *
add_profile(struct sst_snapshot *s, const char *eid, const char *iccid)
{
	struct sst_profile *p = sst_snapshot_add_profile(s);

	assert_non_null(p);
	p->eid = eid;
	p->iccid = iccid;
	return p;
}

static void
merge(struct rig *r, size_t n)
{
	static const char *const names[] = { "a.simstow", "b.simstow",
		"c.simstow", "d.simstow" };
	const struct sst_snapshot *const in[] = { &r->s[0], &r->s[1], &r->s[2],
		&r->s[3] };

	assert_int_equal(sst_merge(in, names, n, &r->out, &r->err), 0);
}

static void
a_plastic_sim_is_itself_in_whatever_reader(void **state)
{
	struct rig *r = *state;

	r->s[1].device.kind = SST_DEVICE_EUICC;
	assert_non_null(sst_snapshot_add_euicc(&r->s[1]));
	r->s[1].euiccs.v[0].eid = "E1";
	add_profile(&r->s[0], NULL, "8901");
	add_profile(&r->s[1], "E1", "8902");
	add_profile(&r->s[2], NULL, "8903");
	add_profile(&r->s[3], NULL, "8901")->nickname = "again";
	merge(r, 4);
	assert_int_equal(r->out.profiles.n, 3);
	assert_string_equal(r->out.profiles.v[0].nickname, "again");
	for (size_t i = 0; i < 3; i++)
		assert_false(r->out.profiles.v[i].is_older);
}

static void
contacts_and_messages_stay_with_the_archive_that_has_them(void **state)
{
	static struct sst_contact contacts[1] = { { .name = "Ana" } };
	static struct sst_message messages[1] = { { .text = "Hi" } };
	struct rig *r = *state;
	struct sst_profile *p[3];
	const struct sst_sim *sim;

	for (size_t i = 0; i < 3; i++) {
		p[i] = add_profile(&r->s[i], NULL, "8901");
		p[i]->sim.is_there = true;
	}
	p[0]->sim.spn = "old";
	p[0]->sim.messages.v = messages;
	p[0]->sim.messages.n = 1;
	p[1]->sim.contacts.v = contacts;
	p[1]->sim.contacts.n = 1;
	merge(r, 3);
	sim = &r->out.profiles.v[0].sim;
	assert_null(sim->spn);
	assert_null(sim->archive);
	assert_string_equal(sim->contacts.v[0].name, "Ana");
	assert_string_equal(sim->contacts_archive, "b.simstow");
	assert_string_equal(sim->messages.v[0].text, "Hi");
	assert_string_equal(sim->messages_archive, "a.simstow");
}

static void
files_that_a_phone_does_not_give_are_those_of_the_reader(void **state)
{
	static struct sst_contact contacts[1];
	struct rig *r = *state;
	struct sst_profile *p;

	r->s[1].device.kind = SST_DEVICE_ANDROID;
	p = add_profile(&r->s[0], NULL, "8901");
	p->sim.is_there = true;
	p->sim.spn = "Example";
	p->sim.contacts.v = contacts;
	add_profile(&r->s[1], NULL, "8901");
	merge(r, 2);
	p = &r->out.profiles.v[0];
	assert_true(p->sim.is_there);
	assert_string_equal(p->sim.spn, "Example");
	assert_string_equal(p->sim.archive, "a.simstow");
	assert_string_equal(p->sim.contacts_archive, "a.simstow");
	assert_int_equal(p->sim.contacts.n, 0);
}

static void
what_a_pin_hid_from_the_newest_is_taken_from_an_older(void **state)
{
	static struct sst_sms_centre centres[1] = { { .centre = "+49123" } };
	static struct sst_entry numbers[1] = { { .number = "+49160" } };
	struct rig *r = *state;
	struct sst_profile *p = add_profile(&r->s[0], NULL, "8901");
	const struct sst_sim *sim;

	p->sim.is_there = true;
	p->sim.sms_centres.v = centres;
	p->sim.sms_centres.n = 1;
	p->sim.voicemail = (struct sst_entries){ numbers, 1 };
	p = add_profile(&r->s[1], NULL, "8901");
	p->sim.is_there = true;
	p->sim.voicemail = (struct sst_entries){ numbers, 0 };
	merge(r, 2);
	sim = &r->out.profiles.v[0].sim;
	assert_string_equal(sim->sms_centres.v[0].centre, "+49123");
	assert_string_equal(sim->lists_archive, "a.simstow");
	assert_int_equal(sim->voicemail.n, 0); /* read, and empty: a fact */
	assert_null(sim->archive);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(a_plastic_sim_is_itself_in_whatever_reader),
		T(contacts_and_messages_stay_with_the_archive_that_has_them),
		T(files_that_a_phone_does_not_give_are_those_of_the_reader),
		T(what_a_pin_hid_from_the_newest_is_taken_from_an_older),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
