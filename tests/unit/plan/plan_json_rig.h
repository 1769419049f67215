/* SPDX-License-Identifier: ISC */
/* plan_json_rig.h: the document of a plan, and what it holds. */
#ifndef SIMSTOW_TESTS_UNIT_PLAN_PLAN_JSON_RIG_H
#define SIMSTOW_TESTS_UNIT_PLAN_PLAN_JSON_RIG_H

#include "plan_rig.h"

struct document {
	json_t *json;
	struct sst_buf text;
};

static inline struct document
write_plan(struct rig *r, bool with_codes, bool redact)
{
	struct document d = { 0 };
	struct sst_err err = { 0 };

	assert_int_equal(sst_plan_json(&r->plan, with_codes, redact, &d.json,
	                     &err),
	    0);
	assert_int_equal(sst_json_put(d.json, &d.text, &err), 0);
	assert_int_equal(sst_buf_put_u8(&d.text, 0, &err), 0);
	return d;
}

static inline bool
holds(const struct document *d, const char *part)
{
	return strstr((const char *)d->text.p, part) != NULL;
}

static inline void
finish(struct document *d)
{
	json_decref(d->json);
	sst_buf_fini(&d->text);
}

static inline const char *
text_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	assert_non_null(text);
	return text;
}

static inline const json_t *
item(const json_t *object, const char *key, size_t i)
{
	const json_t *one = json_array_get(json_object_get(object, key), i);

	assert_non_null(one);
	return one;
}

#endif
