/* SPDX-License-Identifier: ISC */
/* test_manifest_1_sim.c: every list of a SIM has its limit, both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../../src/manifest/codec_priv.h"
#include "../../../src/manifest/manifest_1_priv.h"

static const struct sst_codec_record *const sim = &sst_manifest_1_sim;

static bool
is_list(const struct sst_codec_field *f)
{
	return f->kind == SST_CODEC_LIST || f->kind == SST_CODEC_TEXTS;
}

static void
too_many(const struct sst_codec_field *f, char out[128])
{
	(void)snprintf(out, 128, "%s: %zu found, at most %zu wanted", f->name,
	    f->max + 1, f->max);
}

/* An array with one member too many, which nobody gets to look at. */
static json_t *
long_array(const struct sst_codec_field *f)
{
	json_t *object = json_object();
	json_t *array = json_array();

	assert_non_null(object);
	assert_non_null(array);
	for (size_t i = 0; i <= f->max; i++)
		assert_int_equal(json_array_append_new(array, json_null()), 0);
	assert_int_equal(json_object_set_new(object, f->name, array), 0);
	return object;
}

static void
a_list_beyond_its_limit_is_not_read(void **state)
{
	size_t lists = 0;

	(void)state;
	for (size_t i = 0; i < sim->n; i++) {
		struct sst_arena mem = { 0 };
		struct sst_codec_index index = { 0 };
		struct sst_codec_place top = { .index = &index, .mem = &mem };
		struct sst_err err = { 0 };
		struct sst_sim out = { 0 };
		char want[128];
		json_t *v;

		if (!is_list(&sim->fields[i]))
			continue;
		v = long_array(&sim->fields[i]);
		too_many(&sim->fields[i], want);
		assert_int_equal(sst_decode_record(sim, v, &top, &out, &err),
		    -1);
		assert_string_equal(err.msg, want);
		assert_int_equal(err.code, SST_E_FORMAT);
		json_decref(v);
		sst_arena_fini(&mem);
		lists++;
	}
	assert_int_equal(lists, 17);
}

/* A list of so many members, of which the codec reads none. */
static void
set_count(struct sst_sim *s, const struct sst_codec_field *f)
{
	static const uint8_t somewhere[1];
	const void *v = somewhere;
	size_t n = f->max + 1;
	size_t count = f->count;

	if (f->kind == SST_CODEC_TEXTS)
		count = f->at + offsetof(struct sst_texts, n);
	memcpy((uint8_t *)s + f->at, &v, sizeof(v));
	memcpy((uint8_t *)s + count, &n, sizeof(n));
}

static void
a_list_beyond_its_limit_is_not_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < sim->n; i++) {
		struct sst_codec_index index = { 0 };
		struct sst_codec_place top = { .index = &index };
		struct sst_err err = { 0 };
		struct sst_sim s = { 0 };
		json_t *object = json_object();
		char want[128];

		assert_non_null(object);
		if (is_list(&sim->fields[i])) {
			set_count(&s, &sim->fields[i]);
			too_many(&sim->fields[i], want);
			assert_int_equal(sst_encode_record(sim, &s, &top,
			                     object, &err),
			    -1);
			assert_string_equal(err.msg, want);
		}
		json_decref(object);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_beyond_its_limit_is_not_read),
		cmocka_unit_test(a_list_beyond_its_limit_is_not_written),
	};

	sst_json_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
