/* SPDX-License-Identifier: ISC */
/* test_manifest_1.c: the tables say what the JSON schema says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/file.h>
#include <simstow/base/json.h>

#include "../../../src/manifest/codec_priv.h"

#define SCHEMA "formats/manifest-1.schema.json"
#define DEFS "#/$defs/"

static json_t *schema;

static int
read_schema(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf text = { 0 };
	int rc;

	(void)state;
	rc = sst_file_read(SCHEMA, &text, &err);
	if (rc == 0)
		rc = sst_json_parse(sst_buf_span(&text), &schema, &err);
	sst_buf_fini(&text);
	return rc;
}

static int
drop_schema(void **state)
{
	(void)state;
	json_decref(schema);
	schema = NULL;
	return 0;
}

/* A definition that a "$ref" names, else the value itself. */
static const json_t *
resolve(const json_t *v)
{
	const char *ref = json_string_value(json_object_get(v, "$ref"));

	if (ref == NULL)
		return v;
	assert_memory_equal(ref, DEFS, strlen(DEFS));
	v = json_object_get(json_object_get(schema, "$defs"),
	    ref + strlen(DEFS));
	assert_non_null(v);
	return v;
}

static const char *
type_of(const json_t *v)
{
	const char *type = json_string_value(json_object_get(v, "type"));

	return type != NULL ? type : "none";
}

/* The words of a table, without its holes, are those of the schema. */
static void
check_names(const struct sst_codec_names *names, const json_t *words)
{
	size_t n = 0;

	for (size_t i = 0; i < names->n; i++) {
		if (names->v[i] == NULL)
			continue;
		assert_non_null(json_array_get(words, n));
		assert_string_equal(names->v[i],
		    json_string_value(json_array_get(words, n)));
		n++;
	}
	assert_int_equal(n, json_array_size(words));
}

static const json_t *
named_bits(const json_t *v)
{
	const json_t *any =
	    json_object_get(json_object_get(v, "items"), "anyOf");

	return json_object_get(json_array_get(any, 0), "enum");
}

static bool
is_required(const json_t *v, const char *name)
{
	const json_t *list = json_object_get(v, "required");

	for (size_t i = 0; i < json_array_size(list); i++) {
		if (strcmp(json_string_value(json_array_get(list, i)), name) ==
		    0)
			return true;
	}
	return false;
}

static size_t check_record(const struct sst_codec_record *r, const json_t *v,
    size_t from);

static void
check_whole(const struct sst_codec_record *r, const json_t *v)
{
	size_t n = check_record(r, v, 0);

	assert_int_equal(n, json_object_size(json_object_get(v, "properties")));
}

static void
check_field(const struct sst_codec_field *f, const json_t *v)
{
	static const char *const types[] = {
		[SST_CODEC_TEXT] = "string",
		[SST_CODEC_MEMBER] = "string",
		[SST_CODEC_CHOICE] = "none",
		[SST_CODEC_NUM] = "integer",
		[SST_CODEC_TIME] = "string",
		[SST_CODEC_TRUE] = "boolean",
		[SST_CODEC_BITS] = "array",
		[SST_CODEC_TEXTS] = "array",
		[SST_CODEC_LIST] = "array",
		[SST_CODEC_RECORD] = "object",
	};

	if (json_object_get(v, "const") != NULL)
		return;
	assert_string_equal(type_of(v), types[f->kind]);
	if (f->max != 0)
		assert_int_equal(f->max,
		    json_integer_value(json_object_get(v, "maxItems")));
	if (f->kind == SST_CODEC_CHOICE)
		check_names(f->names, json_object_get(v, "enum"));
	if (f->kind == SST_CODEC_BITS)
		check_names(f->names, named_bits(v));
	if (f->kind == SST_CODEC_LIST)
		check_whole(f->record, resolve(json_object_get(v, "items")));
	if (f->kind == SST_CODEC_RECORD)
		check_whole(f->record, v);
}

/* The fields are the schema's from the given one on; how many are done. */
static size_t
check_record(const struct sst_codec_record *r, const json_t *v, size_t from)
{
	json_t *all = json_object_get(v, "properties");
	void *iter = json_object_iter(all);

	for (size_t i = 0; i < from; i++)
		iter = json_object_iter_next(all, iter);
	for (size_t i = 0; i < r->n; i++) {
		const struct sst_codec_field *f = &r->fields[i];

		assert_non_null(iter);
		assert_string_equal(f->name, json_object_iter_key(iter));
		assert_int_equal(f->when == SST_CODEC_ALWAYS,
		    is_required(v, f->name));
		check_field(f, resolve(json_object_iter_value(iter)));
		iter = json_object_iter_next(all, iter);
	}
	return from + r->n;
}

static void
tables_and_schema_have_the_same_fields_in_order(void **state)
{
	size_t n;

	(void)state;
	n = check_record(&sst_manifest_1_head, schema, 0);
	n = check_record(&sst_manifest_1_snapshot, schema, n);
	n = check_record(&sst_manifest_1_members, schema, n);
	assert_int_equal(n,
	    json_object_size(json_object_get(schema, "properties")));
}

/* Every property, however deep, is explained. */
static void
check_words(const json_t *v)
{
	json_t *all = json_object_get(v, "properties");
	const char *key;
	json_t *value;

	json_object_foreach(all, key, value)
	{
		assert_true(
		    json_is_string(json_object_get(value, "description")));
		check_words(value);
		check_words(json_object_get(value, "items"));
	}
}

static void
every_property_has_a_description(void **state)
{
	const char *key;
	json_t *value;

	(void)state;
	check_words(schema);
	json_object_foreach(json_object_get(schema, "$defs"), key, value)
	{
		assert_true(
		    json_is_string(json_object_get(value, "description")));
		check_words(value);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    tables_and_schema_have_the_same_fields_in_order),
		cmocka_unit_test(every_property_has_a_description),
	};

	sst_json_start();
	return cmocka_run_group_tests(tests, read_schema, drop_schema);
}
