/* SPDX-License-Identifier: ISC */
/* decode.c: JSON to structs, by tables. */
#include <string.h>

#include <simstow/base/time.h>

#include "codec_priv.h"

static int
copy_text(const json_t *v, const struct sst_codec_place *at, const char **out,
    struct sst_err *err)
{
	*out = sst_arena_text(at->mem, json_string_value(v));
	return *out != NULL ? 0 : sst_arena_full(at->mem, err);
}

static int
get_text(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	const char *text;

	if (copy_text(v, at, &text, err) < 0)
		return -1;
	memcpy(to + f->at, &text, sizeof(text));
	return 0;
}

static int
get_member(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	if (sst_codec_check_member(at, json_string_value(v), err) < 0)
		return -1;
	return get_text(f, v, at, to, err);
}

static int
get_choice(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	int found = sst_codec_find(f->names, json_string_value(v));
	unsigned choice = (unsigned)found;

	if (found < 0)
		return sst_codec_fail(at, err, "none of the known words");
	memcpy(to + f->at, &choice, sizeof(choice));
	return 0;
}

static int
get_num(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	struct sst_num num = { true, json_integer_value(v) };

	(void)at;
	(void)err;
	memcpy(to + f->at, &num, sizeof(num));
	return 0;
}

static int
get_time(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	int64_t t;

	if (sst_time_parse(json_string_value(v), &t, err) < 0)
		return sst_codec_within(at, err);
	memcpy(to + f->at, &t, sizeof(t));
	return 0;
}

static int
get_true(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	bool b = json_is_true(v);

	(void)at;
	(void)err;
	memcpy(to + f->at, &b, sizeof(b));
	return 0;
}

/* What JSON calls the types, and we in messages. */
static const char *const types[] = {
	[JSON_OBJECT] = "object",
	[JSON_ARRAY] = "array",
	[JSON_STRING] = "text",
	[JSON_INTEGER] = "number",
	[JSON_REAL] = "fraction",
	[JSON_TRUE] = "true",
	[JSON_FALSE] = "false",
	[JSON_NULL] = "null",
};

static int
check_type(const json_t *v, json_type wanted, const struct sst_codec_place *at,
    struct sst_err *err)
{
	json_type found = json_typeof(v);

	if (found == wanted || (wanted == JSON_TRUE && found == JSON_FALSE))
		return 0;
	return sst_codec_fail(at, err, "%s found, %s wanted", types[found],
	    wanted == JSON_TRUE ? "true or false" : types[wanted]);
}

static int
check_array(const json_t *v, size_t max, json_type wanted,
    const struct sst_codec_place *at, struct sst_err *err)
{
	size_t n = json_array_size(v);

	if (n > max)
		return sst_codec_fail(at, err, "%zu found, at most %zu wanted",
		    n, max);
	for (size_t i = 0; i < n; i++) {
		struct sst_codec_place item = sst_codec_item(at, i);

		if (check_type(json_array_get(v, i), wanted, &item, err) < 0)
			return -1;
	}
	return 0;
}

static int
get_bits(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	struct sst_bits bits = { true, 0 };

	if (check_array(v, SST_CODEC_BITS_MAX, JSON_STRING, at, err) < 0)
		return -1;
	for (size_t i = 0; i < json_array_size(v); i++) {
		struct sst_codec_place item = sst_codec_item(at, i);
		const char *text = json_string_value(json_array_get(v, i));
		int bit = sst_codec_bit_find(f->names, text);

		if (bit < 0)
			return sst_codec_fail(&item, err,
			    "none of the known words");
		bits.v |= UINT32_C(1) << bit;
	}
	memcpy(to + f->at, &bits, sizeof(bits));
	return 0;
}

static int
get_texts(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	struct sst_texts texts = { NULL, json_array_size(v) };

	if (check_array(v, f->max, JSON_STRING, at, err) < 0)
		return -1;
	texts.v = sst_arena_get_array(at->mem, texts.n, sizeof(*texts.v));
	if (texts.v == NULL)
		return sst_arena_full(at->mem, err);
	for (size_t i = 0; i < texts.n; i++) {
		if (copy_text(json_array_get(v, i), at, &texts.v[i], err) < 0)
			return -1;
	}
	memcpy(to + f->at, &texts, sizeof(texts));
	return 0;
}

static void
set_flag(const struct sst_codec_field *f, uint8_t *to)
{
	const bool yes = true;

	if (f->when == SST_CODEC_FLAG)
		memcpy(to + f->flag, &yes, sizeof(yes));
}

/* Grown one by one: the list can be added to as any other (snapshot.h). */
static int
get_list(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	size_t size = f->record->size;
	size_t n = json_array_size(v);
	uint8_t *list;

	if (check_array(v, f->max, JSON_OBJECT, at, err) < 0)
		return -1;
	list = sst_arena_grow(at->mem, NULL, 0, size);
	for (size_t i = 0; list != NULL && i < n; i++) {
		struct sst_codec_place item = sst_codec_item(at, i);

		if (i > 0)
			list = sst_arena_grow(at->mem, list, i, size);
		if (list != NULL &&
		    sst_decode_record(f->record, json_array_get(v, i), &item,
		        list + i * size, err) < 0)
			return -1;
	}
	if (list == NULL)
		return sst_arena_full(at->mem, err);
	memcpy(to + f->at, &list, sizeof(list));
	memcpy(to + f->count, &n, sizeof(n));
	set_flag(f, to);
	return 0;
}

static int
get_record(const struct sst_codec_field *f, const json_t *v,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	set_flag(f, to);
	return sst_decode_record(f->record, v, at, to + f->at, err);
}

static const struct {
	json_type type;
	int (*get)(const struct sst_codec_field *f, const json_t *v,
	    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err);
} kinds[] = {
	[SST_CODEC_TEXT] = { JSON_STRING, get_text },
	[SST_CODEC_MEMBER] = { JSON_STRING, get_member },
	[SST_CODEC_CHOICE] = { JSON_STRING, get_choice },
	[SST_CODEC_NUM] = { JSON_INTEGER, get_num },
	[SST_CODEC_TIME] = { JSON_STRING, get_time },
	[SST_CODEC_TRUE] = { JSON_TRUE, get_true },
	[SST_CODEC_BITS] = { JSON_ARRAY, get_bits },
	[SST_CODEC_TEXTS] = { JSON_ARRAY, get_texts },
	[SST_CODEC_LIST] = { JSON_ARRAY, get_list },
	[SST_CODEC_RECORD] = { JSON_OBJECT, get_record },
};

static int
get_field(const struct sst_codec_field *f, const json_t *object,
    const struct sst_codec_place *at, uint8_t *to, struct sst_err *err)
{
	struct sst_codec_place here = sst_codec_enter(at, f->name);
	const json_t *v = json_object_get(object, f->name);

	if (v == NULL && f->when == SST_CODEC_ALWAYS)
		return sst_codec_fail(&here, err, "is missing");
	if (v == NULL)
		return 0;
	if (check_type(v, kinds[f->kind].type, &here, err) < 0)
		return -1;
	return kinds[f->kind].get(f, v, &here, to, err);
}

int
sst_decode_record(const struct sst_codec_record *r, const json_t *object,
    const struct sst_codec_place *at, void *to, struct sst_err *err)
{
	for (size_t i = 0; i < r->n; i++) {
		if (get_field(&r->fields[i], object, at, to, err) < 0)
			return -1;
	}
	return 0;
}
