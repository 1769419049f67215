/* SPDX-License-Identifier: ISC */
/* test_phone.c: a whole phone: what is asked, what comes of it. */
#include "phone_rig.h"

static void
a_phone_becomes_a_snapshot(void **state)
{
	struct rig *r = *state;
	const struct sst_device *d = &r->out.device;

	assert_int_equal(rig_read(r), 0);
	assert_int_equal(d->kind, SST_DEVICE_ANDROID);
	assert_string_equal(d->make, "Larkfield");
	assert_string_equal(d->model, "Twin 15");
	assert_string_equal(d->os, "Android 15");
	assert_string_equal(d->serial, "TWIN15C00006");
	assert_string_equal(d->reached_by, "adb:FAKE1");
	assert_string_equal(d->way, "fake");
	assert_string_equal(d->label, "my phone");
	assert_int_equal(d->sdk.v, 35);
	assert_int_equal(d->imeis.n, 0);
	assert_int_equal(r->out.created, 1795225000);
	assert_int_equal(r->out.euiccs.n, 1);
	assert_string_equal(r->out.euiccs.v[0].eid, RIG_EID);
	assert_int_equal(r->out.gaps.n, 0);
}

static void
lines_are_what_is_installed_and_not_what_was_once(void **state)
{
	struct rig *r = *state;
	const struct sst_profile *p;

	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.profiles.n, 3);
	p = rig_line(r, 2);
	assert_string_equal(p->iccid, RIG_WORK);
	assert_string_equal(p->nickname, "Work");
	assert_string_equal(p->carrier_name, "Voyage");
	assert_string_equal(p->owner.mcc_mnc, "23499");
	assert_int_equal(p->state, SST_STATE_ENABLED);
	assert_int_equal(p->form, SST_FORM_EUICC);
	assert_int_equal(p->profile_class, SST_CLASS_OPERATIONAL);
	assert_false(p->carrier_id.is_known);
	assert_int_equal(p->network_types.n, 2);
	assert_string_equal(p->network_types.v[1], "NR");
	assert_int_equal(p->carrier_config.n, 1);
	assert_int_equal(p->is_default_voice.v, 1);
	assert_int_equal(p->is_default_data.v, 0);
	p = rig_line(r, 5);
	assert_int_equal(p->state, SST_STATE_DISABLED);
	assert_int_equal(p->slot.v, -1);
	assert_false(p->port_index.is_known);
	assert_string_equal(p->owner.mcc_mnc, "00101");
	assert_int_equal(p->is_default_data.v, 1);
	assert_int_equal(p->carrier_config.n, 0);
}

static void
no_command_is_run_twice_and_two_rounds_are_enough(void **state)
{
	struct rig *r = *state;
	char log[FAKE_SHELL_LOG];
	char *save, *line;

	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->shell.runs, 2);
	(void)memcpy(log, r->shell.log, sizeof(log));
	for (line = strtok_r(log, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save))
		assert_int_equal(fake_shell_asked(&r->shell, line), 1);
}

static void
packages_are_named_and_a_uid_of_none_stays_a_number(void **state)
{
	struct rig *r = *state;
	const struct sst_network_policy *n = &r->out.network_policy;

	assert_int_equal(rig_read(r), 0);
	assert_true(n->is_there);
	assert_int_equal(n->restrict_background.v, 1);
	assert_int_equal(n->allowed.n, 2);
	assert_string_equal(n->allowed.v[0], "com.example.maps");
	assert_string_equal(n->allowed.v[1], "uid:10999");
	assert_non_null(n->denied.v);
	assert_int_equal(n->denied.n, 0);
}

static void
answers_are_kept_raw_but_not_settings_packages_and_imeis(void **state)
{
	struct rig *r = *state;
	bool has_props = false;

	assert_int_equal(rig_read(r), 0);
	for (size_t i = 0; i < r->out.raws.n; i++) {
		const struct sst_raw *raw = &r->out.raws.v[i];
		const char *text = (const char *)raw->data.p;

		assert_null(strstr(raw->name, "settings"));
		assert_null(strstr(raw->name, "packages"));
		assert_null(strstr(text, "490154203237518"));
		if (strcmp(raw->name, "raw/phone/getprop.txt") != 0)
			continue;
		has_props = true;
		assert_non_null(strstr(text, "[ro.serialno]"));
		assert_string_equal(raw->what, "getprop");
	}
	assert_true(has_props);
}

static void
an_imei_is_asked_for_only_on_request(void **state)
{
	struct rig *r = *state;

	r->how.imei = true;
	rig_answer(r, "cmd phone get-imei -s 0",
	    "Device IMEI 490154203237518\n");
	rig_answer(r, "cmd phone get-imei -s 1",
	    "get-imei: Permission denied.\n");
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.device.imeis.n, 1);
	assert_string_equal(r->out.device.imeis.v[0], "490154203237518");
	assert_non_null(rig_gap(r, "IMEI"));
	assert_non_null(strstr(rig_gap(r, "IMEI")->reason, "*#06#"));
}

static void
a_phone_that_is_gone_leaves_nothing(void **state)
{
	struct rig *r = *state;

	r->other[r->other_n++] = (struct fake_answer){ "dumpsys netpolicy",
		NULL, NULL, 0, SST_E_DEVICE };
	assert_int_equal(rig_read(r), -1);
	assert_int_equal(r->err.code, SST_E_DEVICE);
	assert_string_equal(r->err.msg, "adb:FAKE1: the phone is gone");
	assert_int_equal(r->out.kind, 0);
	assert_int_equal(r->out.profiles.n, 0);
	assert_int_equal(r->out.raws.n, 0);
}

static void
a_phone_that_answers_nothing_is_an_error(void **state)
{
	struct rig *r = *state;

	r->other[0] = (struct fake_answer){ "", "",
		"/system/bin/sh: Permission denied", 126, SST_OK };
	r->other_n = 1;
	assert_int_equal(rig_read(r), -1);
	assert_int_equal(r->err.code, SST_E_REFUSED);
	assert_string_equal(r->err.hint, "unlock the phone and try again");
	assert_int_equal(r->out.gaps.n, 0);
}

static void
a_full_arena_ends_it(void **state)
{
	struct rig *r = *state;

	for (size_t max = 64; max < 60000; max += 777) {
		r->out.mem.max = max;
		if (rig_read(r) == 0)
			break;
		assert_int_equal(r->out.kind, 0);
	}
	sst_snapshot_fini(&r->out);
	sst_snapshot_init(&r->out);
}

static const struct CMUnitTest tests[] = {
	RIG_TEST(a_phone_becomes_a_snapshot),
	RIG_TEST(lines_are_what_is_installed_and_not_what_was_once),
	RIG_TEST(no_command_is_run_twice_and_two_rounds_are_enough),
	RIG_TEST(packages_are_named_and_a_uid_of_none_stays_a_number),
	RIG_TEST(answers_are_kept_raw_but_not_settings_packages_and_imeis),
	RIG_TEST(an_imei_is_asked_for_only_on_request),
	RIG_TEST(a_phone_that_is_gone_leaves_nothing),
	RIG_TEST(a_phone_that_answers_nothing_is_an_error),
	RIG_TEST(a_full_arena_ends_it),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
