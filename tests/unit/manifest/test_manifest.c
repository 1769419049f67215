/* SPDX-License-Identifier: ISC */
/* test_manifest.c: packing and unpacking, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <simstow/base/file.h>
#include <simstow/base/hash.h>
#include <simstow/base/json.h>
#include <simstow/manifest/manifest.h>
#include <unit/full_snapshot.h>

#define HEAD "{\"format\":\"simstow\",\"version\":1,"
#define REST "\"kind\":\"device\",\"created\":\"2026-11-21T01:41:08Z\","
#define LISTS "\"euiccs\":[],\"profiles\":[],\"codes\":[],\"gaps\":[],"

/* One test's snapshot and members. */
struct rig {
	struct sst_snapshot in;
	struct sst_snapshot out;
	struct sst_arena mem;
	struct sst_members members;
	struct sst_err err;
};

static int
set_up(void **state)
{
	static struct rig rig;

	rig = (struct rig){ 0 };
	sst_snapshot_init(&rig.in);
	sst_snapshot_init(&rig.out);
	*state = &rig;
	return 0;
}

static int
tear_down(void **state)
{
	struct rig *r = *state;

	sst_snapshot_fini(&r->in);
	sst_snapshot_fini(&r->out);
	sst_arena_fini(&r->mem);
	return 0;
}

/* The full snapshot, packed and unpacked. */
static int
set_up_full(void **state)
{
	struct rig *r;

	(void)set_up(state);
	r = *state;
	if (full_snapshot(&r->in) == 0 &&
	    sst_manifest_pack(&r->in, &r->mem, &r->members, &r->err) == 0 &&
	    sst_manifest_unpack(&r->members, &r->out, &r->err) == 0)
		return 0;
	(void)tear_down(state);
	return -1;
}

/* A snapshot with two raw members and little else. */
static void
make_small(struct rig *r)
{
	static const uint8_t data[] = { 0x30, 0x03, 0xBF, 0x2F, 0x00 };
	struct sst_raw *raw;

	r->in.kind = SST_SNAPSHOT_DEVICE;
	assert_non_null(sst_snapshot_add_profile(&r->in));
	assert_non_null(sst_snapshot_add_code(&r->in));
	raw = sst_snapshot_add_raw(&r->in);
	assert_non_null(raw);
	*raw = (struct sst_raw){ "raw/a.der", NULL, SST_SPAN(data) };
	raw = sst_snapshot_add_raw(&r->in);
	assert_non_null(raw);
	*raw = (struct sst_raw){ "raw/empty.der", NULL, { 0 } };
}

static void
pack_small(struct rig *r)
{
	make_small(r);
	assert_int_equal(sst_manifest_pack(&r->in, &r->mem, &r->members,
	                     &r->err),
	    0);
}

static void
assert_fails(struct rig *r, enum sst_code code, const char *msg)
{
	assert_int_equal(sst_manifest_unpack(&r->members, &r->out, &r->err),
	    -1);
	assert_string_equal(r->err.msg, msg);
	assert_int_equal(r->err.code, code);
	assert_null(r->out.profiles.v);
	assert_null(r->out.mem.top);
	assert_int_equal(r->out.mem.max, SST_SNAPSHOT_MEMORY);
}

/* Unpack a manifest alone. */
static void
assert_text_fails(struct rig *r, const char *text, const char *msg)
{
	struct sst_member m = { SST_MANIFEST_NAME, sst_span_of_text(text) };

	r->members = (struct sst_members){ &m, 1 };
	assert_fails(r, SST_E_FORMAT, msg);
}

static void
a_full_snapshot_becomes_the_bytes_of_the_fixture(void **state)
{
	struct rig *r = *state;
	struct sst_buf want;
	int rc;

	sst_buf_init(&want, SST_MANIFEST_MAX);
	rc = sst_file_read(FULL_SNAPSHOT_JSON, &want, &r->err);
	if (rc == 0 &&
	    !sst_span_is_equal(sst_buf_span(&want), r->members.v[0].data))
		rc = -2;
	sst_buf_fini(&want);
	assert_int_equal(rc, 0);
}

static void
what_was_packed_unpacks_to_what_packs_to_the_same(void **state)
{
	struct rig *r = *state;
	const struct sst_member *was = r->members.v;
	struct sst_members again = { 0 };

	assert_int_equal(sst_manifest_pack(&r->out, &r->mem, &again, &r->err),
	    0);
	assert_int_equal(again.n, r->members.n);
	for (size_t i = 0; i < again.n; i++) {
		const struct sst_member *is = &again.v[i];

		assert_string_equal(is->name, was[i].name);
		assert_true(sst_span_is_equal(is->data, was[i].data));
		if (i > 0 && is->data.n > 0)
			assert_ptr_not_equal(is->data.p, was[i].data.p);
	}
}

static void
absent_empty_zero_and_unnamed_bits_come_back(void **state)
{
	struct rig *r = *state;
	const struct sst_euicc *e = &r->out.euiccs.v[0];

	assert_int_equal(e->pending.v[1].events.v, 0x80000008);
	assert_int_equal(e->info2.uicc_capability.v, 0x367);
	assert_int_equal(e->info2.rsp_capability.v, 0x49);
	assert_string_equal(e->addresses.default_dp, "");
	assert_true(e->pending.v[0].seq.is_known);
	assert_int_equal(e->pending.v[0].seq.v, 0);
	assert_false(e->pending.v[2].seq.is_known);
	assert_non_null(e->info2.signing.v);
	assert_int_equal(e->info2.signing.n, 0);
	assert_true(e->rules.v[1].ppr_ids.is_known);
	assert_false(e->rules.v[1].flags.is_known);
	assert_null(e->rules.v[1].allowed.v);
	e = &r->out.euiccs.v[1];
	assert_null(e->eid);
	assert_false(e->info1.is_there);
	assert_null(e->info1.signing.v);
	assert_false(e->addresses.is_there);
	assert_false(e->pending.is_there);
}

static void
lists_of_an_unpacked_snapshot_can_grow(void **state)
{
	struct rig *r = *state;
	struct sst_member m = { SST_MANIFEST_NAME,
		sst_span_of_text(HEAD REST
		    "\"euiccs\":[],\"profiles\":[{\"iccid\":\"8944\"},{},{}],"
		    "\"codes\":[],\"gaps\":[],\"members\":[]}") };

	r->members = (struct sst_members){ &m, 1 };
	assert_int_equal(sst_manifest_unpack(&r->members, &r->out, &r->err), 0);
	for (int i = 0; i < 20; i++) {
		assert_non_null(sst_snapshot_add_profile(&r->out));
		assert_non_null(sst_snapshot_add_code(&r->out));
	}
	assert_string_equal(r->out.profiles.v[0].iccid, "8944");
	assert_int_equal(r->out.profiles.n, 23);
}

static void
an_empty_manifest_is_enough_and_unknown_members_pass(void **state)
{
	struct rig *r = *state;
	struct sst_member m = { SST_MANIFEST_NAME,
		sst_span_of_text(HEAD "\"new\":{\"a\":[null]}," REST LISTS
		                      "\"members\":[]}") };

	r->members = (struct sst_members){ &m, 1 };
	assert_int_equal(sst_manifest_unpack(&r->members, &r->out, &r->err), 0);
	assert_int_equal(r->out.kind, SST_SNAPSHOT_DEVICE);
	assert_int_equal(r->out.created, 1795225268);
	assert_int_equal(r->out.profiles.n, 0);
	assert_null(r->out.generator);
}

static void
a_newer_version_is_refused_by_name(void **state)
{
	struct rig *r = *state;
	struct sst_member m = { SST_MANIFEST_NAME,
		sst_span_of_text(
		    "{\"format\":\"simstow\",\"version\":7,\"kind\":3}") };

	r->members = (struct sst_members){ &m, 1 };
	assert_fails(r, SST_E_NEWER,
	    "manifest version 7, this simstow reads up to 1");
	assert_string_equal(r->err.hint, "a newer simstow reads it");
}

static void
a_document_of_something_else_is_refused(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} cases[] = {
		{ "[]", "manifest.json: no JSON object" },
		{ "{}", "format: is missing" },
		{ "{\"format\":1}", "format: number found, text wanted" },
		{ "{\"format\":\"tar\",\"version\":9}",
		    "format: not \"simstow\"" },
		{ "{\"format\":\"simstow\"}", "version: is missing" },
		{ "{\"format\":\"simstow\",\"version\":1.0}",
		    "version: fraction found, number wanted" },
		{ "{\"format\":\"simstow\",\"version\":0}",
		    "version: 0 found, at least 1 wanted" },
		{ HEAD "\"kind\":\"tree\"}", "kind: none of the known words" },
		{ HEAD "\"kind\":\"codes\"}", "created: is missing" },
		{ HEAD REST "\"euiccs\":{}}",
		    "euiccs: object found, array wanted" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_text_fails(*state, cases[i].text, cases[i].msg);
}

static void
a_fault_in_the_text_is_named_with_its_line(void **state)
{
	assert_text_fails(*state, "{\n\"a\":}",
	    "manifest.json: line 2: unexpected token");
}

static void
a_fault_in_a_field_is_named_with_its_place(void **state)
{
	assert_text_fails(*state,
	    HEAD REST "\"euiccs\":[],\"profiles\":[{},{},{\"iccid\":89}]}",
	    "profiles[2].iccid: number found, text wanted");
	assert_text_fails(*state,
	    HEAD REST "\"euiccs\":[{},{\"rulesAuthorisationTable\":"
	              "[{\"allowedOperators\":[{\"gid1\":null}]}]}]}",
	    "euiccs[1].rulesAuthorisationTable[0].allowedOperators[0].gid1: "
	    "null found, text wanted");
}

static void
a_name_of_no_member_is_refused(void **state)
{
	assert_text_fails(*state,
	    HEAD REST "\"euiccs\":[],\"profiles\":[{\"icon\":\"a.png\"}]}",
	    "profiles[0].icon: there is no member a.png");
	assert_text_fails(*state,
	    HEAD REST "\"euiccs\":[],\"profiles\":[{\"icon\":\"../a\"}]}",
	    "profiles[0].icon: not the name of a member");
	assert_text_fails(*state,
	    HEAD REST
	    "\"euiccs\":[],\"profiles\":[{\"icon\":\"manifest.json\"}]}",
	    "profiles[0].icon: there is no member manifest.json");
}

static void
the_manifest_must_come_first(void **state)
{
	struct rig *r = *state;
	struct sst_member m = { "raw/a", { 0 } };

	assert_fails(r, SST_E_FORMAT, "the first member is not manifest.json");
	r->members = (struct sst_members){ &m, 1 };
	assert_fails(r, SST_E_FORMAT, "the first member is not manifest.json");
}

static void
a_manifest_beyond_its_limit_is_refused_unread(void **state)
{
	struct rig *r = *state;
	struct sst_member m = { SST_MANIFEST_NAME,
		{ (const uint8_t *)"", SST_MANIFEST_MAX + 1 } };

	r->members = (struct sst_members){ &m, 1 };
	assert_fails(r, SST_E_FORMAT,
	    "manifest.json: 4194305 bytes found, at most 4194304 wanted");
}

static void
a_member_too_few_is_missed(void **state)
{
	struct rig *r = *state;

	pack_small(r);
	r->members.n--;
	assert_fails(r, SST_E_FORMAT,
	    "members[1].name: there is no member raw/empty.der");
}

static void
a_member_too_many_is_noticed(void **state)
{
	struct rig *r = *state;
	struct sst_member v[4];

	pack_small(r);
	memcpy(v, r->members.v, 3 * sizeof(v[0]));
	v[3] = (struct sst_member){ "raw/stray", { 0 } };
	r->members = (struct sst_members){ v, 4 };
	assert_fails(r, SST_E_FORMAT,
	    "member raw/stray is not in the manifest");
	v[3].name = "raw/empty.der";
	assert_fails(r, SST_E_FORMAT, "member raw/empty.der is there twice");
	v[3].name = "/etc/passwd";
	assert_fails(r, SST_E_FORMAT,
	    "member 3 has a name that no member may have");
}

static void
a_member_that_is_named_twice_is_refused(void **state)
{
	static const uint8_t a[] = "a";
	struct rig *r = *state;
	char sha[SST_SHA256_TEXT];
	char text[1024];
	struct sst_member v[2] = { { SST_MANIFEST_NAME, { 0 } },
		{ "a", { a, 1 } } };
	int n;

	sst_hash_text(v[1].data, sha);
	n = snprintf(text, sizeof(text),
	    HEAD REST LISTS
	    "\"members\":[{\"name\":\"a\",\"size\":1,\"sha256\":\"%s\"},"
	    "{\"name\":\"a\",\"size\":1,\"sha256\":\"%s\"}]}",
	    sha, sha);
	assert_in_range(n, 1, sizeof(text) - 1);
	v[0].data = sst_span_of_text(text);
	r->members = (struct sst_members){ v, 2 };
	assert_fails(r, SST_E_FORMAT, "members: member a is there twice");
}

static void
a_member_of_other_length_or_content_is_refused(void **state)
{
	static const uint8_t other[] = { 0x30, 0x03, 0xBF, 0x2F, 0x01 };
	struct rig *r = *state;
	struct sst_member v[3];

	pack_small(r);
	memcpy(v, r->members.v, sizeof(v));
	r->members.v = v;
	v[1].data = SST_SPAN(other);
	assert_fails(r, SST_E_FORMAT,
	    "raw/a.der: its SHA-256 is not the one in "
	    "the manifest");
	v[1].data.n = 4;
	assert_fails(r, SST_E_FORMAT, "raw/a.der: 4 bytes found, 5 wanted");
}

static void
assert_pack_fails(struct rig *r, const char *msg)
{
	assert_int_equal(sst_manifest_pack(&r->in, &r->mem, &r->members,
	                     &r->err),
	    -1);
	assert_string_equal(r->err.msg, msg);
	assert_null(r->members.v);
	assert_int_equal(r->members.n, 0);
}

static void
what_could_not_be_read_back_is_not_packed(void **state)
{
	struct rig *r = *state;

	assert_pack_fails(r, "kind: is missing");
	make_small(r);
	r->in.profiles.v[0].icon = "lost.png";
	assert_pack_fails(r, "profiles[0].icon: there is no member lost.png");
	r->in.profiles.v[0].icon = NULL;
	r->in.profiles.v[0].nickname = "\xFF";
	assert_pack_fails(r, "profiles[0].profileNickname: is no UTF-8");
	r->in.profiles.v[0].nickname = NULL;
	r->in.codes.v[0].added = -1;
	assert_pack_fails(r,
	    "codes[0].added: not within the years 1970 to 9999");
	r->in.codes.v[0].added = 0;
	r->in.raws.v[0].name = "a b";
	assert_pack_fails(r, "member 1 has a name that no member may have");
	r->in.raws.v[0].name = "manifest.json";
	assert_pack_fails(r, "member manifest.json is there twice");
}

static void
no_message_holds_a_code(void **state)
{
	struct rig *r = *state;

	assert_text_fails(r,
	    HEAD REST "\"euiccs\":[],\"profiles\":[],\"codes\":["
	              "{\"activationCode\":\"LPA:1$a.b$SECRET\","
	              "\"added\":\"SECRET\"}]}",
	    "codes[0].added: no time like 2026-11-21T01:41:08Z");
	assert_text_fails(r, "{\"activationCode\":\"SECRET\n\"}",
	    "manifest.json: line 1: unexpected newline");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
#define F(f) cmocka_unit_test_setup_teardown(f, set_up_full, tear_down)
		F(a_full_snapshot_becomes_the_bytes_of_the_fixture),
		F(what_was_packed_unpacks_to_what_packs_to_the_same),
		F(absent_empty_zero_and_unnamed_bits_come_back),
		T(lists_of_an_unpacked_snapshot_can_grow),
		T(an_empty_manifest_is_enough_and_unknown_members_pass),
		T(a_newer_version_is_refused_by_name),
		T(a_document_of_something_else_is_refused),
		T(a_fault_in_the_text_is_named_with_its_line),
		T(a_fault_in_a_field_is_named_with_its_place),
		T(a_name_of_no_member_is_refused),
		T(the_manifest_must_come_first),
		T(a_manifest_beyond_its_limit_is_refused_unread),
		T(a_member_too_few_is_missed),
		T(a_member_too_many_is_noticed),
		T(a_member_that_is_named_twice_is_refused),
		T(a_member_of_other_length_or_content_is_refused),
		T(what_could_not_be_read_back_is_not_packed),
		T(no_message_holds_a_code),
	};
	struct sst_err err = { 0 };
	bool locked;

	sst_json_start();
	if (sst_secret_start(&locked, &err) < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
