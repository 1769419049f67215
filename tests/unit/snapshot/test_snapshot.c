/* SPDX-License-Identifier: ISC */
/* test_snapshot.c: lists, gaps, and the short questions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/snapshot/snapshot.h>

static int
set_up(void **state)
{
	static struct sst_snapshot s;

	sst_snapshot_init(&s);
	*state = &s;
	return 0;
}

static int
tear_down(void **state)
{
	sst_snapshot_fini(*state);
	return 0;
}

static void
lists_grow_and_keep_what_they_hold(void **state)
{
	struct sst_snapshot *s = *state;

	for (size_t i = 0; i < 100; i++) {
		struct sst_euicc *e = sst_snapshot_add_euicc(s);
		struct sst_profile *p = sst_snapshot_add_profile(s);
		struct sst_kept_code *c = sst_snapshot_add_code(s);
		struct sst_gap *g = sst_snapshot_add_gap(s);
		struct sst_raw *r = sst_snapshot_add_raw(s);

		assert_non_null(e);
		assert_non_null(p);
		assert_non_null(c);
		assert_non_null(g);
		assert_non_null(r);
		assert_null(p->iccid);
		e->info2.lpa_mode.v = (int64_t)i;
		p->seen = (int64_t)i;
		c->added = (int64_t)i;
		r->data.n = i;
		g->what = "gap";
	}
	assert_int_equal(s->euiccs.n, 100);
	assert_int_equal(s->gaps.n, 100);
	for (size_t i = 0; i < 100; i++) {
		assert_int_equal(s->euiccs.v[i].info2.lpa_mode.v, i);
		assert_int_equal(s->profiles.v[i].seen, i);
		assert_int_equal(s->codes.v[i].added, i);
		assert_int_equal(s->raws.v[i].data.n, i);
		assert_string_equal(s->gaps.v[i].what, "gap");
	}
}

static void
a_list_in_a_full_arena_stays_as_it_is(void **state)
{
	struct sst_snapshot *s = *state;

	assert_non_null(sst_snapshot_add_profile(s));
	s->mem.max = 1;
	s->mem.used = 1;
	for (int i = 0; i < 3; i++)
		assert_non_null(sst_snapshot_add_profile(s));
	assert_null(sst_snapshot_add_profile(s));
	assert_int_equal(s->profiles.n, 4);
	assert_null(sst_snapshot_add_raw(s));
	assert_null(s->raws.v);
}

static void
fini_leaves_nothing(void **state)
{
	struct sst_snapshot *s = *state;

	assert_non_null(sst_snapshot_add_gap(s));
	sst_snapshot_fini(s);
	assert_null(s->gaps.v);
	assert_int_equal(s->gaps.n, 0);
	assert_null(s->mem.top);
}

static void
a_gap_keeps_the_text_and_the_status_word_of_an_error(void **state)
{
	struct sst_snapshot *s = *state;
	struct sst_err why = { 0 };
	struct sst_err err = { 0 };

	sst_err_set(&why, SST_E_REFUSED, "the card refused it");
	sst_err_set_sw(&why, 0x6A88);
	assert_int_equal(sst_snapshot_note_gap(s, "ES10b.GetRAT", "89", &why,
	                     &err),
	    0);
	sst_err_set(&why, SST_E_FORMAT, "damaged");
	assert_int_equal(sst_snapshot_note_gap(s, "profile 2", NULL, &why,
	                     &err),
	    0);
	assert_int_equal(s->gaps.n, 2);
	assert_string_equal(s->gaps.v[0].what, "ES10b.GetRAT");
	assert_string_equal(s->gaps.v[0].eid, "89");
	assert_string_equal(s->gaps.v[0].sw, "6A88");
	assert_string_equal(s->gaps.v[0].reason, "the card refused it");
	assert_null(s->gaps.v[0].member);
	assert_null(s->gaps.v[1].eid);
	assert_null(s->gaps.v[1].sw);
}

static void
a_gap_that_does_not_fit_is_an_error(void **state)
{
	struct sst_snapshot *s = *state;
	struct sst_err why = { .msg = "why" };
	struct sst_err err = { 0 };

	s->mem.max = 64;
	assert_int_equal(sst_snapshot_note_gap(s, "what", "eid", &why, &err),
	    -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, "no memory to note what is missing");
	assert_int_equal(s->gaps.n, 0);
}

static void
a_profile_is_known_by_its_iccid_or_else_its_aid(void **state)
{
	struct sst_profile p = { 0 };

	(void)state;
	assert_null(sst_snapshot_key(&p));
	p.isdp_aid = "A0";
	assert_string_equal(sst_snapshot_key(&p), "A0");
	p.iccid = "";
	assert_string_equal(sst_snapshot_key(&p), "A0");
	p.iccid = "8944";
	assert_string_equal(sst_snapshot_key(&p), "8944");
}

static void
a_title_is_the_first_name_that_says_something(void **state)
{
	struct sst_profile p = { 0 };

	(void)state;
	assert_string_equal(sst_snapshot_title(&p), "unnamed");
	p.provider = "Provider";
	assert_string_equal(sst_snapshot_title(&p), "Provider");
	p.name = "Name";
	assert_string_equal(sst_snapshot_title(&p), "Name");
	p.nickname = "";
	assert_string_equal(sst_snapshot_title(&p), "Name");
	p.nickname = "Nick";
	assert_string_equal(sst_snapshot_title(&p), "Nick");
}

static void
the_smdp_is_where_most_notifications_go(void **state)
{
	struct sst_notify v[] = {
		{ { true, SST_EVENT_DELETE }, "other.example.com" },
		{ { true, SST_EVENT_INSTALL | SST_EVENT_ENABLE },
		    "smdp.example.com" },
		{ { true, SST_EVENT_DISABLE }, "SMDP.example.com" },
		{ { true, 0xF }, "" },
		{ { true, 0xF }, NULL },
	};
	struct sst_profile p = { 0 };

	(void)state;
	assert_null(sst_snapshot_smdp(&p));
	p.notify.v = v;
	p.notify.n = 5;
	assert_string_equal(sst_snapshot_smdp(&p), "smdp.example.com");
	p.notify.n = 1;
	assert_string_equal(sst_snapshot_smdp(&p), "other.example.com");
	v[0].events.is_known = false;
	v[0].events.v = 0;
	assert_string_equal(sst_snapshot_smdp(&p), "other.example.com");
	p.notify.v = v + 3;
	p.notify.n = 2;
	assert_null(sst_snapshot_smdp(&p));
}

static void
of_two_addresses_with_as_many_events_the_first_counts(void **state)
{
	struct sst_notify v[] = {
		{ { true, 1 }, "a.example.com" },
		{ { true, 2 }, "b.example.com" },
	};
	const struct sst_profile p = { .notify = { v, 2 } };

	(void)state;
	assert_string_equal(sst_snapshot_smdp(&p), "a.example.com");
}

static void
enumerations_have_names_and_unknown_has_none(void **state)
{
	(void)state;
	assert_null(sst_snapshot_state_name(0));
	assert_string_equal(sst_snapshot_state_name(SST_STATE_ENABLED),
	    "enabled");
	assert_null(sst_snapshot_state_name(SST_STATE_ENABLED + 1));
	assert_null(sst_snapshot_class_name(0));
	assert_string_equal(sst_snapshot_class_name(SST_CLASS_PROVISIONING),
	    "provisioning");
	assert_null(sst_snapshot_class_name(SST_CLASS_OPERATIONAL + 1));
	assert_null(sst_snapshot_device_name(0));
	assert_string_equal(sst_snapshot_device_name(SST_DEVICE_EUICC),
	    "euicc");
	assert_string_equal(sst_snapshot_device_name(SST_DEVICE_MODEM),
	    "modem");
	assert_null(sst_snapshot_device_name(SST_DEVICE_MODEM + 1));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(lists_grow_and_keep_what_they_hold),
		T(a_list_in_a_full_arena_stays_as_it_is),
		T(fini_leaves_nothing),
		T(a_gap_keeps_the_text_and_the_status_word_of_an_error),
		T(a_gap_that_does_not_fit_is_an_error),
		T(a_profile_is_known_by_its_iccid_or_else_its_aid),
		T(a_title_is_the_first_name_that_says_something),
		T(the_smdp_is_where_most_notifications_go),
		T(of_two_addresses_with_as_many_events_the_first_counts),
		T(enumerations_have_names_and_unknown_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
