/* SPDX-License-Identifier: ISC */
/* test_merge_told.c: many records about one line as one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/snapshot/merge.h>

#define LINE_A "8944476500001224158"
#define LINE_B "89492000004477190230"

static const char *const names[] = { "a.simstow", "b.simstow" };

struct rig {
	struct sst_snapshot s[2];
	struct sst_snapshot out;
	struct sst_err err;
};

static int
set_up(void **state)
{
	static struct rig rig;

	rig = (struct rig){ 0 };
	for (size_t i = 0; i < 2; i++) {
		sst_snapshot_init(&rig.s[i]);
		rig.s[i].kind = SST_SNAPSHOT_CODES;
		rig.s[i].created = (int64_t)(100 * (i + 1));
	}
	sst_snapshot_init(&rig.out);
	*state = &rig;
	return 0;
}

static int
tear_down(void **state)
{
	struct rig *r = *state;

	for (size_t i = 0; i < 2; i++)
		sst_snapshot_fini(&r->s[i]);
	sst_snapshot_fini(&r->out);
	return 0;
}

/* A record of snapshot i, told when that was made. */
static struct sst_told *
add(struct rig *r, size_t i, const char *iccid)
{
	struct sst_told *t = sst_snapshot_add_told(&r->s[i]);

	assert_non_null(t);
	t->iccid = iccid;
	t->set = r->s[i].created;
	return t;
}

static void
merge(struct rig *r)
{
	const struct sst_snapshot *in[] = { &r->s[0], &r->s[1] };

	assert_int_equal(sst_merge(in, names, 2, &r->out, &r->err), 0);
}

static void
each_field_is_from_the_newest_record_that_tells_it(void **state)
{
	struct rig *r = *state;
	const struct sst_told *t;
	struct sst_told *old = add(r, 0, LINE_A);
	struct sst_told *new = add(r, 1, LINE_A);

	old->purpose = "old";
	old->price = "9 EUR";
	new->purpose = "new";
	merge(r);
	assert_int_equal(r->out.told.n, 1);
	t = &r->out.told.v[0];
	assert_string_equal(t->purpose, "new");
	assert_string_equal(t->price, "9 EUR");
	assert_int_equal(t->set, 200);
	assert_string_equal(t->archive, "b.simstow");
}

static void
empty_text_ends_what_an_older_record_said(void **state)
{
	struct rig *r = *state;

	add(r, 0, LINE_A)->purpose = "old";
	add(r, 1, LINE_A)->purpose = "";
	merge(r);
	assert_string_equal(r->out.told.v[0].purpose, "");
}

static void
an_empty_list_of_senders_ends_an_older_one(void **state)
{
	static const char *bank[] = { "my bank" };
	struct rig *r = *state;

	add(r, 0, LINE_A)->codes_for = (struct sst_texts){ bank, 1 };
	add(r, 1, LINE_A)->codes_for = (struct sst_texts){ bank, 0 };
	merge(r);
	assert_non_null(r->out.told.v[0].codes_for.v);
	assert_int_equal(r->out.told.v[0].codes_for.n, 0);
}

static void
within_one_archive_the_later_word_counts(void **state)
{
	struct rig *r = *state;
	struct sst_told *late = add(r, 0, LINE_A);
	struct sst_told *early;

	late->purpose = "late";
	early = add(r, 0, LINE_A);
	early->purpose = "early";
	early->note = "kept";
	early->set -= 50;
	merge(r);
	assert_int_equal(r->out.told.n, 1);
	assert_string_equal(r->out.told.v[0].purpose, "late");
	assert_string_equal(r->out.told.v[0].note, "kept");
}

static void
lines_are_not_mixed(void **state)
{
	struct rig *r = *state;

	add(r, 0, LINE_A)->purpose = "a";
	add(r, 1, LINE_B)->purpose = "b";
	merge(r);
	assert_int_equal(r->out.told.n, 2);
	assert_string_equal(r->out.told.v[0].purpose, "b");
	assert_string_equal(r->out.told.v[1].purpose, "a");
}

static void
a_record_without_an_iccid_is_of_no_line(void **state)
{
	struct rig *r = *state;

	add(r, 0, NULL)->purpose = "whose?";
	merge(r);
	assert_int_equal(r->out.told.n, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(each_field_is_from_the_newest_record_that_tells_it),
		T(empty_text_ends_what_an_older_record_said),
		T(an_empty_list_of_senders_ends_an_older_one),
		T(within_one_archive_the_later_word_counts),
		T(lines_are_not_mixed),
		T(a_record_without_an_iccid_is_of_no_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
