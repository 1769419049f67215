/* SPDX-License-Identifier: ISC */
/* test_redact.c: what is left when a snapshot may be shown. */
#define _GNU_SOURCE /* memmem */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/json.h>
#include <simstow/manifest/manifest.h>
#include <unit/full_snapshot.h>

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
redact_full(struct sst_snapshot *s)
{
	struct sst_err err = { 0 };

	assert_int_equal(full_snapshot(s), 0);
	assert_int_equal(sst_snapshot_redact(s, &err), 0);
}

static void
numbers_keep_their_ends(void **state)
{
	struct sst_snapshot *s = *state;

	redact_full(s);
	assert_string_equal(s->euiccs.v[0].eid,
	    "890490************************52");
	assert_string_equal(s->euiccs.v[0].pending.v[0].iccid,
	    "894447***********58");
	assert_string_equal(s->profiles.v[0].iccid, "894447***********58");
	assert_string_equal(s->profiles.v[0].eid,
	    "890490************************52");
	assert_string_equal(s->codes.v[0].iccid, "894447***********58");
	assert_string_equal(s->gaps.v[0].eid,
	    "890490************************52");
	assert_null(s->profiles.v[1].iccid);
	assert_string_equal(s->profiles.v[0].msisdn, "+44770*****23");
	assert_string_equal(s->device.serial, "**********");
}

static void
the_name_of_a_phone_is_its_serial_number(void **state)
{
	struct sst_snapshot *s = *state;
	struct sst_err err = { 0 };

	assert_int_equal(full_snapshot(s), 0);
	s->device.kind = SST_DEVICE_ANDROID;
	s->device.reached_by = "adb:1A2B3C4D5E6F13";
	assert_int_equal(sst_snapshot_redact(s, &err), 0);
	assert_string_equal(s->device.reached_by, "adb:1A2B3C******13");
}

static void
secrets_and_bytes_as_sent_are_gone(void **state)
{
	struct sst_snapshot *s = *state;
	const struct sst_profile *p;

	redact_full(s);
	p = &s->profiles.v[0];
	assert_null(p->iccid_raw);
	assert_null(p->icon);
	assert_null(p->dp_data);
	assert_null(p->service_data);
	assert_null(p->rpm);
	assert_null(p->lpr);
	assert_null(p->enterprise);
	assert_null(p->device_change.activation_code);
	assert_null(p->device_change.raw);
	assert_null(s->profiles.v[0].imsi);
	assert_null(s->device.imeis.v);
	assert_int_equal(s->device.imeis.n, 0);
	assert_null(s->apns.v[0].user);
	assert_null(s->apns.v[0].password);
	assert_null(s->apns.v[0].mvno_match);
	assert_null(s->network_policy.policies.v[0].subscriber);
	assert_null(s->codes.v[0].text);
	assert_null(s->codes.v[0].confirmation_code);
	assert_null(s->codes.v[0].note);
	assert_null(s->euiccs.v[0].pending.v[0].member);
	assert_null(s->gaps.v[0].member);
	assert_int_equal(s->raws.n, 0);
	assert_null(s->raws.v);
}

static void
of_a_sim_what_is_the_operators_stays(void **state)
{
	struct sst_snapshot *s = *state;
	const struct sst_sim *sim;
	struct sst_err err = { 0 };

	assert_int_equal(full_snapshot(s), 0);
	s->profiles.v[0].sim.sms_centres.v[0].destination = "+447700900042";
	assert_int_equal(sst_snapshot_redact(s, &err), 0);
	sim = &s->profiles.v[0].sim;
	assert_true(sim->is_there);
	assert_null(sim->contacts.v);
	assert_int_equal(sim->contacts.n, 0);
	assert_null(sim->messages.v);
	assert_int_equal(sim->messages.n, 0);
	assert_null(sim->fixed.v);
	assert_int_equal(sim->fixed.n, 0);
	assert_string_equal(sim->own_numbers.v[0].number, "+44770*****56");
	assert_string_equal(sim->voicemail.v[0].number, "+44770*****99");
	assert_null(sim->files.v[0].member);
	assert_string_equal(sim->files.v[0].name, "EF.SPN");
	assert_string_equal(sim->sms_centres.v[0].centre, "+358405202000");
	assert_string_equal(sim->sms_centres.v[0].destination, "+44770*****42");
	assert_string_equal(sim->sms_centres.v[0].name, "SMSC");
	assert_string_equal(sim->service_numbers.v[0].number, "150");
	assert_string_equal(sim->emergency.v[0].number, "911");
	assert_string_equal(sim->spn, "Example");
}

static void
names_addresses_and_states_stay(void **state)
{
	struct sst_snapshot *s = *state;
	const struct sst_profile *p;

	redact_full(s);
	p = &s->profiles.v[0];
	assert_string_equal(p->nickname, "Travel \xE2\x9C\x88");
	assert_string_equal(p->provider, "Example Mobile");
	assert_int_equal(p->state, SST_STATE_ENABLED);
	assert_string_equal(p->notify.v[0].address, "smdp.example.com");
	assert_true(p->device_change.is_there);
	assert_string_equal(p->device_change.smdp_address, "dc.example.com");
	assert_string_equal(s->codes.v[0].carrier, "Example");
	assert_string_equal(s->gaps.v[0].sw, "6A88");
}

/* The whole of it as text: none of what must not be seen is anywhere. */
static void
nothing_leaks_into_the_manifest(void **state)
{
	static const char *const secrets[] = { "8944476500001224158",
		"984474560000214251F8", "89049032000001000000000000000152",
		"AGYFT", "STORED", "123456", "mail of May", "A600",
		"80052B06010401", "310260000000001", "447700900123",
		"490154203237518", "SER1AL", "apn-user", "apn-secret",
		"310260...", "Ana", "eight", "+4477009001", "+4477009002",
		"+4477009003", "+4477009004", "+4477009009", "Mum", "Family",
		"raw/" };
	struct sst_snapshot *s = *state;
	struct sst_members members = { 0 };
	struct sst_err err = { 0 };
	struct sst_span text;

	redact_full(s);
	assert_int_equal(sst_manifest_pack(s, &s->mem, &members, &err), 0);
	assert_int_equal(members.n, 1);
	text = members.v[0].data;
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
		assert_null(
		    memmem(text.p, text.n, secrets[i], strlen(secrets[i])));
}

static void
a_full_arena_is_an_error(void **state)
{
	struct sst_snapshot *s = *state;
	struct sst_err err = { 0 };

	assert_int_equal(full_snapshot(s), 0);
	s->mem.max = s->mem.used;
	assert_int_equal(sst_snapshot_redact(s, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(numbers_keep_their_ends),
		T(the_name_of_a_phone_is_its_serial_number),
		T(secrets_and_bytes_as_sent_are_gone),
		T(of_a_sim_what_is_the_operators_stays),
		T(names_addresses_and_states_stay),
		T(nothing_leaks_into_the_manifest),
		T(a_full_arena_is_an_error),
	};

	sst_json_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
