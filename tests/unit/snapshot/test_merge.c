/* SPDX-License-Identifier: ISC */
/* test_merge.c: old and new snapshots as one picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/snapshot/merge.h>

#define PEOPLE 4

/* Snapshots that a test fills, and what becomes of them. */
struct rig {
	struct sst_snapshot s[PEOPLE];
	struct sst_snapshot out;
	struct sst_err err;
};

static const char *const names[] = { "a.simstow", "b.simstow", "c.simstow",
	"d.simstow" };

static int
set_up(void **state)
{
	static struct rig rig;

	rig = (struct rig){ 0 };
	for (size_t i = 0; i < PEOPLE; i++) {
		sst_snapshot_init(&rig.s[i]);
		rig.s[i].kind = SST_SNAPSHOT_DEVICE;
		rig.s[i].created = (int64_t)(100 * i);
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

static void
add_euicc(struct sst_snapshot *s, const char *eid)
{
	struct sst_euicc *e = sst_snapshot_add_euicc(s);

	assert_non_null(e);
	e->eid = eid;
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

static struct sst_kept_code *
add_code(struct sst_snapshot *s, const char *text)
{
	struct sst_kept_code *c = sst_snapshot_add_code(s);

	assert_non_null(c);
	c->text = text;
	return c;
}

/* The first n snapshots, given from the last to the first. */
static void
merge(struct rig *r, size_t n)
{
	const struct sst_snapshot *in[PEOPLE] = { NULL };
	const char *in_names[PEOPLE] = { NULL };

	for (size_t i = 0; i < n; i++) {
		in[i] = &r->s[n - 1 - i];
		in_names[i] = names[n - 1 - i];
	}
	assert_int_equal(sst_merge(in, in_names, n, &r->out, &r->err), 0);
}

static void
nothing_merges_to_nothing(void **state)
{
	struct rig *r = *state;

	merge(r, 0);
	assert_int_equal(r->out.kind, 0);
	assert_int_equal(r->out.profiles.n, 0);
}

static void
of_one_euicc_the_newest_snapshot_counts(void **state)
{
	struct rig *r = *state;

	add_euicc(&r->s[0], "E1");
	add_profile(&r->s[0], "E1", "8901")->nickname = "old";
	add_euicc(&r->s[1], "E1");
	r->s[1].euiccs.v[0].isdr_vendor = "newest";
	add_profile(&r->s[1], "E1", "8901")->nickname = "new";
	r->s[1].generator = "simstow 0.1.0";
	merge(r, 2);
	assert_int_equal(r->out.euiccs.n, 1);
	assert_string_equal(r->out.euiccs.v[0].isdr_vendor, "newest");
	assert_int_equal(r->out.profiles.n, 1);
	assert_string_equal(r->out.profiles.v[0].nickname, "new");
	assert_string_equal(r->out.profiles.v[0].archive, "b.simstow");
	assert_int_equal(r->out.profiles.v[0].seen, 100);
	assert_false(r->out.profiles.v[0].is_older);
	assert_int_equal(r->out.created, 100);
	assert_string_equal(r->out.generator, "simstow 0.1.0");
}

static void
a_profile_that_only_an_older_one_has_stays_dated(void **state)
{
	struct rig *r = *state;

	add_euicc(&r->s[0], "E1");
	add_profile(&r->s[0], "E1", "8900");
	add_euicc(&r->s[1], "E1");
	add_profile(&r->s[1], "E1", "8901");
	add_profile(&r->s[1], "E1", "8902");
	add_euicc(&r->s[2], "E1");
	add_profile(&r->s[2], "E1", "8903");
	add_profile(&r->s[2], "E1", "8902");
	merge(r, 3);
	assert_int_equal(r->out.profiles.n, 4);
	assert_string_equal(r->out.profiles.v[0].iccid, "8903");
	assert_string_equal(r->out.profiles.v[1].iccid, "8902");
	assert_false(r->out.profiles.v[1].is_older);
	assert_string_equal(r->out.profiles.v[2].iccid, "8901");
	assert_true(r->out.profiles.v[2].is_older);
	assert_string_equal(r->out.profiles.v[2].archive, "b.simstow");
	assert_int_equal(r->out.profiles.v[2].seen, 100);
	assert_string_equal(r->out.profiles.v[3].iccid, "8900");
	assert_true(r->out.profiles.v[3].is_older);
}

static void
another_euicc_makes_nobody_older(void **state)
{
	struct rig *r = *state;

	add_euicc(&r->s[0], "E1");
	add_profile(&r->s[0], "E1", "8901");
	add_euicc(&r->s[1], "E2");
	add_profile(&r->s[1], "E2", "8902");
	merge(r, 2);
	assert_int_equal(r->out.euiccs.n, 2);
	assert_int_equal(r->out.profiles.n, 2);
	assert_string_equal(r->out.profiles.v[1].iccid, "8901");
	assert_false(r->out.profiles.v[1].is_older);
}

static void
a_profile_that_moved_is_told_once_by_its_newest_place(void **state)
{
	struct rig *r = *state;

	add_euicc(&r->s[0], "E1");
	add_profile(&r->s[0], "E1", "8901");
	add_euicc(&r->s[1], "E2");
	add_profile(&r->s[1], "E2", "8901");
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 1);
	assert_string_equal(r->out.profiles.v[0].eid, "E2");
}

static void
an_emptied_euicc_makes_all_its_lines_older(void **state)
{
	struct rig *r = *state;

	add_euicc(&r->s[0], "E1");
	add_profile(&r->s[0], "E1", "8901");
	add_euicc(&r->s[1], "E1");
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 1);
	assert_true(r->out.profiles.v[0].is_older);
}

static void
a_device_without_an_eid_is_known_by_how_it_is_reached(void **state)
{
	struct rig *r = *state;

	add_profile(&r->s[0], NULL, "8901");
	add_profile(&r->s[1], NULL, "8902");
	add_profile(&r->s[2], NULL, "8903");
	r->s[2].device.reached_by = "pcsc:two";
	merge(r, 3);
	assert_int_equal(r->out.profiles.n, 3);
	assert_string_equal(r->out.profiles.v[1].iccid, "8902");
	assert_false(r->out.profiles.v[1].is_older);
	assert_string_equal(r->out.profiles.v[2].iccid, "8901");
	assert_true(r->out.profiles.v[2].is_older);
}

static void
an_aid_counts_on_its_own_euicc_only(void **state)
{
	struct rig *r = *state;

	add_profile(&r->s[0], "E1", NULL)->isdp_aid = "A0";
	add_profile(&r->s[0], "E2", NULL)->isdp_aid = "A0";
	add_profile(&r->s[1], "E2", NULL)->isdp_aid = "A0";
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 2);
	assert_string_equal(r->out.profiles.v[0].eid, "E2");
	assert_string_equal(r->out.profiles.v[1].eid, "E1");
	assert_false(r->out.profiles.v[1].is_older);
}

static void
a_line_that_the_newest_has_damaged_stays_twice(void **state)
{
	struct rig *r = *state;

	add_profile(&r->s[0], "E1", "8901")->isdp_aid = "A0";
	add_profile(&r->s[1], "E1", NULL)->isdp_aid = "A0";
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 2);
	assert_null(r->out.profiles.v[0].iccid);
	assert_string_equal(r->out.profiles.v[1].iccid, "8901");
	assert_true(r->out.profiles.v[1].is_older);
}

static void
doubles_within_the_newest_stay_and_nameless_older_ones_go(void **state)
{
	struct rig *r = *state;

	add_profile(&r->s[0], "E1", NULL);
	add_profile(&r->s[1], "E1", "8901");
	add_profile(&r->s[1], "E1", "8901");
	add_profile(&r->s[1], "E1", NULL);
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 3);
	assert_string_equal(r->out.profiles.v[2].archive, "b.simstow");
}

static void
codes_of_all_come_in_and_a_repeated_one_learns(void **state)
{
	struct rig *r = *state;
	struct sst_kept_code *c;

	r->s[0].kind = SST_SNAPSHOT_CODES;
	r->s[1].kind = SST_SNAPSHOT_CODES;
	r->s[3].kind = SST_SNAPSHOT_CODES;
	c = add_code(&r->s[0], "LPA:1$a.example.com$A");
	c->iccid = "8901";
	c->note = "old";
	add_code(&r->s[1], "LPA:1$a.example.com$B");
	add_code(&r->s[3], "LPA:1$a.example.com$A")->note = "new";
	c = add_code(&r->s[3], "LPA:1$a.example.com$A");
	c->iccid = "8902";
	add_code(&r->s[3], NULL)->note = "no text";
	add_code(&r->s[1], NULL)->note = "no text";
	r->s[2].device.label = "the device";
	merge(r, 4);
	assert_int_equal(r->out.kind, SST_SNAPSHOT_DEVICE);
	assert_string_equal(r->out.device.label, "the device");
	assert_int_equal(r->out.created, 200);
	assert_int_equal(r->out.codes.n, 5);
	assert_string_equal(r->out.codes.v[0].note, "new");
	assert_string_equal(r->out.codes.v[0].archive, "d.simstow");
	assert_string_equal(r->out.codes.v[0].iccid, "8902");
	assert_string_equal(r->out.codes.v[2].text, "LPA:1$a.example.com$B");
	assert_null(r->out.codes.v[3].text);
	assert_string_equal(r->out.codes.v[4].iccid, "8901");
	assert_string_equal(r->out.codes.v[4].archive, "a.simstow");
}

static void
of_one_second_the_last_name_is_the_newest(void **state)
{
	struct rig *r = *state;

	r->s[1].created = 0;
	add_profile(&r->s[0], "E1", "8901")->nickname = "a";
	add_profile(&r->s[1], "E1", "8901")->nickname = "b";
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 1);
	assert_string_equal(r->out.profiles.v[0].nickname, "b");
}

static void
make_phone(struct sst_snapshot *s, const char *reached_by)
{
	s->device.kind = SST_DEVICE_ANDROID;
	s->device.serial = "PHONE1";
	s->device.reached_by = reached_by;
}

static void
a_phone_is_known_by_its_serial_by_whatever_way_it_was_read(void **state)
{
	struct rig *r = *state;

	make_phone(&r->s[0], "adb:PHONE1");
	add_profile(&r->s[0], NULL, "8901");
	add_profile(&r->s[0], NULL, "8902");
	make_phone(&r->s[1], "adb:192.0.2.1:5555");
	add_euicc(&r->s[1], "E1");
	add_profile(&r->s[1], "E1", "8901");
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 2);
	assert_string_equal(r->out.profiles.v[0].iccid, "8901");
	assert_string_equal(r->out.profiles.v[0].eid, "E1");
	assert_false(r->out.profiles.v[0].is_older);
	assert_string_equal(r->out.profiles.v[1].iccid, "8902");
	assert_true(r->out.profiles.v[1].is_older);
}

static void
a_line_knows_the_kind_of_device_that_it_was_read_from(void **state)
{
	struct rig *r = *state;

	r->s[0].device.kind = SST_DEVICE_EUICC;
	add_profile(&r->s[0], "E1", "8901");
	make_phone(&r->s[1], "adb:PHONE1");
	add_profile(&r->s[1], "E2", "8902");
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 2);
	assert_int_equal(r->out.profiles.v[0].on, SST_DEVICE_ANDROID);
	assert_int_equal(r->out.profiles.v[1].on, SST_DEVICE_EUICC);
}

static struct sst_profile *
add_hidden(struct sst_snapshot *s, int64_t id, const char *prefix)
{
	struct sst_profile *p = add_profile(s, "E1", NULL);

	p->subscription = (struct sst_num){ true, id };
	p->iccid_prefix = prefix;
	return p;
}

static void
what_a_phone_is_silent_about_is_taken_from_the_reader(void **state)
{
	struct rig *r = *state;
	static struct sst_notify to = { { true, SST_EVENT_DELETE },
		"smdp.example.net" };
	const struct sst_snapshot *in[] = { &r->s[0], &r->s[1] };
	struct sst_profile *p = add_profile(&r->s[0], "89", "8900");

	p->notify.v = &to;
	p->notify.n = 1;
	p->name = "Old name";
	p->nickname = "Old nickname";
	p = add_profile(&r->s[1], "89", "8900");
	p->name = "New name";
	assert_int_equal(sst_merge(in, names, 2, &r->out, &r->err), 0);
	assert_int_equal(r->out.profiles.n, 1);
	assert_string_equal(sst_snapshot_smdp(&r->out.profiles.v[0]),
	    "smdp.example.net");
	assert_string_equal(r->out.profiles.v[0].name, "New name");
	assert_null(r->out.profiles.v[0].nickname);
}

static void
a_hidden_iccid_is_matched_by_its_beginning_and_its_number(void **state)
{
	struct rig *r = *state;
	struct sst_profile *p;

	make_phone(&r->s[0], "adb:PHONE1");
	p = add_profile(&r->s[0], "E1", "8944990000715001056");
	p->subscription = (struct sst_num){ true, 2 };
	p = add_profile(&r->s[0], "E1", "8944990000715001064");
	p->subscription = (struct sst_num){ true, 3 };
	make_phone(&r->s[1], "adb:PHONE1");
	add_hidden(&r->s[1], 2, "894499000");
	merge(r, 2);
	assert_int_equal(r->out.profiles.n, 2);
	assert_null(r->out.profiles.v[0].iccid);
	assert_string_equal(r->out.profiles.v[1].iccid, "8944990000715001064");
	assert_true(r->out.profiles.v[1].is_older);
}

static void
a_full_arena_leaves_nothing(void **state)
{
	struct rig *r = *state;
	const struct sst_snapshot *in[] = { &r->s[0] };

	add_profile(&r->s[0], "E1", "8901");
	r->out.mem.max = 64;
	assert_int_equal(sst_merge(in, names, 1, &r->out, &r->err), -1);
	assert_int_equal(r->err.code, SST_E_FORMAT);
	assert_int_equal(r->out.profiles.n, 0);
	assert_int_equal(r->out.kind, 0);
}

static void
what_an_older_reading_knows_says_where_it_is_from(void **state)
{
	static struct sst_notify notify = { { true, 1 }, "smdp.example" };
	struct rig *r = *state;
	const struct sst_snapshot *in[] = { &r->s[0], &r->s[1] };
	struct sst_profile *old = sst_snapshot_add_profile(&r->s[0]);
	struct sst_profile *new = sst_snapshot_add_profile(&r->s[1]);

	assert_non_null(old);
	assert_non_null(new);
	old->iccid = new->iccid = "8944476500001224158";
	old->notify.v = &notify;
	old->notify.n = 1;
	old->provider = "Alpha";
	new->name = "Alpha 5 GB";
	assert_int_equal(sst_merge(in, names, 2, &r->out, &r->err), 0);
	new = &r->out.profiles.v[0];
	assert_string_equal(new->archive, "b.simstow");
	assert_string_equal(new->provider_from.archive, "a.simstow");
	assert_string_equal(new->notify_from.archive, "a.simstow");
	assert_int_equal(new->notify_from.seen, r->s[0].created);
	assert_null(new->name_from.archive);
	assert_null(new->owner_from.archive);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(nothing_merges_to_nothing),
		T(what_an_older_reading_knows_says_where_it_is_from),
		T(of_one_euicc_the_newest_snapshot_counts),
		T(a_profile_that_only_an_older_one_has_stays_dated),
		T(another_euicc_makes_nobody_older),
		T(a_profile_that_moved_is_told_once_by_its_newest_place),
		T(an_emptied_euicc_makes_all_its_lines_older),
		T(a_device_without_an_eid_is_known_by_how_it_is_reached),
		T(an_aid_counts_on_its_own_euicc_only),
		T(a_line_that_the_newest_has_damaged_stays_twice),
		T(doubles_within_the_newest_stay_and_nameless_older_ones_go),
		T(codes_of_all_come_in_and_a_repeated_one_learns),
		T(of_one_second_the_last_name_is_the_newest),
		T(a_phone_is_known_by_its_serial_by_whatever_way_it_was_read),
		T(a_line_knows_the_kind_of_device_that_it_was_read_from),
		T(what_a_phone_is_silent_about_is_taken_from_the_reader),
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(nothing_merges_to_nothing),
		T(of_one_euicc_the_newest_snapshot_counts),
		T(a_profile_that_only_an_older_one_has_stays_dated),
		T(another_euicc_makes_nobody_older),
		T(a_profile_that_moved_is_told_once_by_its_newest_place),
		T(an_emptied_euicc_makes_all_its_lines_older),
		T(a_device_without_an_eid_is_known_by_how_it_is_reached),
		T(an_aid_counts_on_its_own_euicc_only),
		T(a_line_that_the_newest_has_damaged_stays_twice),
		T(doubles_within_the_newest_stay_and_nameless_older_ones_go),
		T(codes_of_all_come_in_and_a_repeated_one_learns),
		T(of_one_second_the_last_name_is_the_newest),
		T(a_phone_is_known_by_its_serial_by_whatever_way_it_was_read),
		T(a_line_knows_the_kind_of_device_that_it_was_read_from),
		T(a_hidden_iccid_is_matched_by_its_beginning_and_its_number),
		T(a_full_arena_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
