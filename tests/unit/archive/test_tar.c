/* SPDX-License-Identifier: ISC */
/* test_tar.c: members to plain ustar and back. */
#include <stdio.h>
#include <stdlib.h>

#include "tar_make.h"

static void
a_tar_is_these_bytes(void **state)
{
	static const uint8_t data[] = { 'h', 'e', 'l', 'l', 'o' };
	struct sst_member v[] = { { "manifest.json", SST_SPAN(data) },
		{ "raw/a", { 0 } } };
	struct sst_members m = { v, 2 };
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "manifest.json", "hello");
	add(&t, "raw/a", "");
	add_zero(&t, 2);
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), 0);
	assert_int_equal(out.n, t.n);
	assert_memory_equal(out.p, t.b, t.n);
	assert_int_equal(sst_tar_check(sst_buf_span(&out), &err), 0);
	sst_buf_fini(&out);
}

static void
members_come_back_in_their_order(void **state)
{
	static uint8_t data[1025];
	struct sst_member v[] = {
		{ "manifest.json", { data, 0 } },
		{ "z", { data, 1 } },
		{ "a/b/c.der", { data, 511 } },
		{ "a.b", { data, 512 } },
		{ "a-1", { data, 513 } },
		{ "a/b/c", { data, 1025 } },
	};
	struct sst_members m = { v, 6 };
	struct sst_arena mem = { 0 };
	struct sst_members found;
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = (uint8_t)(i * 7);
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), 0);
	assert_int_equal(sst_tar_unpack(sst_buf_span(&out), &mem, &found, &err),
	    0);
	sst_buf_fini(&out);
	assert_int_equal(found.n, 6);
	for (size_t i = 0; i < found.n; i++) {
		assert_string_equal(found.v[i].name, v[i].name);
		assert_true(sst_span_is_equal(found.v[i].data, v[i].data));
	}
	sst_arena_fini(&mem);
}

static void
no_members_are_two_zero_blocks(void **state)
{
	struct sst_members none = { 0 };
	struct sst_members found;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };

	(void)state;
	assert_int_equal(sst_tar_pack(&none, 0, &out, &err), 0);
	assert_int_equal(out.n, 1024);
	assert_int_equal(sst_tar_unpack(sst_buf_span(&out), &mem, &found, &err),
	    0);
	assert_int_equal(found.n, 0);
	sst_buf_fini(&out);
	sst_arena_fini(&mem);
}

static void
pack_refuses_a_bad_name_and_a_repeated_one(void **state)
{
	struct sst_member v[] = { { "a", { 0 } }, { "../b", { 0 } } };
	struct sst_members m = { v, 2 };
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };

	(void)state;
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), -1);
	assert_string_equal(err.msg,
	    "member 2: \"../b\" is not allowed as a name");
	assert_int_equal(err.code, SST_E_USAGE);
	v[1].name = "a";
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), -1);
	assert_string_equal(err.msg, "member a is there twice");
	assert_int_equal(err.code, SST_E_USAGE);
	assert_int_equal(out.n, 0);
}

static void
pack_refuses_a_moment_that_ustar_cannot_say(void **state)
{
	struct sst_members none = { 0 };
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };

	(void)state;
	assert_int_equal(sst_tar_pack(&none, -1, &out, &err), -1);
	assert_string_equal(err.msg, "mtime -1 is outside of 1970 to 2242");
	assert_int_equal(sst_tar_pack(&none, 077777777777 + 1, &out, &err), -1);
	assert_int_equal(sst_tar_pack(&none, 077777777777, &out, &err), 0);
	sst_buf_fini(&out);
}

static void
a_buffer_with_a_smaller_limit_is_a_fault(void **state)
{
	struct sst_members none = { 0 };
	struct sst_err err = { 0 };
	struct sst_buf out;

	(void)state;
	sst_buf_init(&out, 1023);
	assert_int_equal(sst_tar_pack(&none, 0, &out, &err), -1);
	assert_string_equal(err.msg, "more than 1023 bytes");
}

static void
what_other_tars_write_in_free_fields_passes(void **state)
{
	struct sst_members found;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "manifest.json", "x");
	add_zero(&t, 18);
	memcpy(t.b + 100, "0000644", 8);
	memcpy(t.b + 108, "0001750", 8);
	memcpy(t.b + 124, "00000000001", 12);
	memcpy(t.b + 265, "root", 4);
	memcpy(t.b + 297, "01234567890123456789012345678901", 32);
	memset(t.b + 329, 0, 16);
	put_sum(t.b);
	assert_int_equal(sst_tar_unpack(span(&t), &mem, &found, &err), 0);
	assert_int_equal(found.n, 1);
	assert_int_equal(found.v[0].data.n, 1);
	sst_arena_fini(&mem);
}

static void
a_member_has_at_most_16_mib(void **state)
{
	uint8_t *data = calloc(1, SST_TAR_MEMBER + 1);
	struct sst_member v[] = { { "a", { data, SST_TAR_MEMBER } } };
	struct sst_members m = { v, 1 };
	struct sst_members found;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_buf out;
	struct tar t = { .n = 0 };

	(void)state;
	assert_non_null(data);
	sst_buf_init(&out, SST_TAR_TOTAL);
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), 0);
	assert_int_equal(sst_tar_unpack(sst_buf_span(&out), &mem, &found, &err),
	    0);
	assert_int_equal(found.v[0].data.n, SST_TAR_MEMBER);
	sst_buf_clear(&out);
	v[0].data.n++;
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), -1);
	assert_string_equal(err.msg,
	    "member a: 16777217 bytes, the limit is 16777216");
	assert_int_equal(err.code, SST_E_USAGE);
	sst_buf_fini(&out);
	sst_arena_fini(&mem);
	free(data);
	add(&t, "a", "");
	add_zero(&t, 2);
	put_head(t.b, "a", SST_TAR_MEMBER + 1);
	refused(span(&t), "tar: byte 124: size: 16777217 bytes, the limit is "
	                  "16777216");
}

static void
a_tar_has_at_most_64_mib(void **state)
{
	uint8_t *data = calloc(1, SST_TAR_MEMBER);
	struct sst_span most = { data, SST_TAR_MEMBER };
	struct sst_member v[] = { { "a", most }, { "b", most }, { "c", most },
		{ "d", { data, SST_TAR_MEMBER - 4 * BLOCK - 1024 } } };
	struct sst_members m = { v, 4 };
	struct sst_err err = { 0 };
	struct sst_buf out;

	(void)state;
	assert_non_null(data);
	sst_buf_init(&out, 2 * SST_TAR_TOTAL);
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), 0);
	assert_int_equal(out.n, SST_TAR_TOTAL);
	assert_int_equal(sst_tar_check(sst_buf_span(&out), &err), 0);
	/* told by the length alone */
	out.n++;
	refused(sst_buf_span(&out),
	    "tar: 67108865 bytes, the limit is 67108864");
	sst_buf_fini(&out);
	v[3].data.n++;
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), -1);
	assert_string_equal(err.msg,
	    "member d: more than 67108864 bytes in all");
	assert_int_equal(err.code, SST_E_USAGE);
	free(data);
}

static void
there_are_at_most_4096_members(void **state)
{
	static char names[SST_TAR_MEMBERS + 1][8];
	static struct sst_member v[SST_TAR_MEMBERS + 1];
	struct sst_members m = { v, SST_TAR_MEMBERS };
	struct sst_members found;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_buf out;
	uint8_t *end;

	(void)state;
	for (size_t i = 0; i <= SST_TAR_MEMBERS; i++) {
		snprintf(names[i], sizeof(names[i]), "m%zu", i % 10000);
		v[i].name = names[i];
	}
	sst_buf_init(&out, SST_TAR_TOTAL);
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), 0);
	assert_int_equal(sst_tar_unpack(sst_buf_span(&out), &mem, &found, &err),
	    0);
	assert_int_equal(found.n, SST_TAR_MEMBERS);
	assert_string_equal(found.v[SST_TAR_MEMBERS - 1].name, "m4095");
	/* one more header in the place of the first end block */
	assert_int_equal(sst_buf_reserve(&out, BLOCK, &end, &err), 0);
	memset(end, 0, BLOCK);
	put_head(end - 1024, "one-more", 0);
	sst_buf_commit(&out, BLOCK);
	refused(sst_buf_span(&out), "tar: byte 2097152: more than 4096 "
	                            "members");
	sst_buf_fini(&out);
	m.n++;
	assert_int_equal(sst_tar_pack(&m, MTIME, &out, &err), -1);
	assert_string_equal(err.msg, "4097 members, the limit is 4096");
	assert_int_equal(err.code, SST_E_USAGE);
	sst_arena_fini(&mem);
}

static void
a_full_arena_is_a_fault(void **state)
{
	struct sst_members found;
	struct sst_arena mem;
	struct sst_err err = { 0 };
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "a", "1");
	add_zero(&t, 2);
	for (size_t max = 16; max < 192; max += 16) {
		sst_arena_init(&mem, max);
		if (sst_tar_unpack(span(&t), &mem, &found, &err) == 0)
			assert_true(max >= 128);
		else
			assert_non_null(strstr(err.msg, "too much data"));
		sst_arena_fini(&mem);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tar_is_these_bytes),
		cmocka_unit_test(members_come_back_in_their_order),
		cmocka_unit_test(no_members_are_two_zero_blocks),
		cmocka_unit_test(pack_refuses_a_bad_name_and_a_repeated_one),
		cmocka_unit_test(pack_refuses_a_moment_that_ustar_cannot_say),
		cmocka_unit_test(a_buffer_with_a_smaller_limit_is_a_fault),
		cmocka_unit_test(what_other_tars_write_in_free_fields_passes),
		cmocka_unit_test(a_member_has_at_most_16_mib),
		cmocka_unit_test(a_tar_has_at_most_64_mib),
		cmocka_unit_test(there_are_at_most_4096_members),
		cmocka_unit_test(a_full_arena_is_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
