/* SPDX-License-Identifier: ISC */
/* encode.c: structs to JSON, by tables. */
#include <string.h>

#include <simstow/base/text.h>
#include <simstow/base/time.h>

#include "codec_priv.h"

#define TIME_MAX 253402300799 /* 9999-12-31T23:59:59Z */

static int
no_memory(struct sst_err *err)
{
	return sst_fail(err, SST_E_FAILED, "no memory for the manifest");
}

static int
give(json_t *v, json_t **out, struct sst_err *err)
{
	*out = v;
	return v != NULL ? 0 : no_memory(err);
}

static int
give_text(const char *text, const struct sst_codec_place *at, json_t **out,
    struct sst_err *err)
{
	if (text == NULL)
		return sst_codec_fail(at, err, "is missing");
	if (!sst_text_is_utf8(sst_span_of_text(text)))
		return sst_codec_fail(at, err, "is no UTF-8");
	return give(json_string(text), out, err);
}

static int
append(json_t *array, json_t *v, struct sst_err *err)
{
	if (json_array_append_new(array, v) < 0)
		return no_memory(err);
	return 0;
}

static int
put_text(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	const char *text;

	memcpy(&text, from + f->at, sizeof(text));
	return text != NULL ? give_text(text, at, out, err) : 0;
}

static int
put_member(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	const char *text;

	memcpy(&text, from + f->at, sizeof(text));
	if (text == NULL)
		return 0;
	if (sst_codec_check_member(at, text, err) < 0)
		return -1;
	return give_text(text, at, out, err);
}

static int
put_choice(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	unsigned v;

	memcpy(&v, from + f->at, sizeof(v));
	if (v == 0)
		return 0;
	if (v >= f->names->n || f->names->v[v] == NULL)
		return sst_codec_fail(at, err, "%u has no name", v);
	return give(json_string(f->names->v[v]), out, err);
}

static int
put_num(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	struct sst_num num;

	(void)at;
	memcpy(&num, from + f->at, sizeof(num));
	return num.is_known ? give(json_integer(num.v), out, err) : 0;
}

static int
put_time(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	char text[SST_TIME_SIZE];
	int64_t t;

	memcpy(&t, from + f->at, sizeof(t));
	if (t < 0 || t > TIME_MAX)
		return sst_codec_fail(at, err,
		    "not within the years 1970 to 9999");
	sst_time_format(t, text);
	return give(json_string(text), out, err);
}

static int
put_true(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	bool b;

	(void)at;
	memcpy(&b, from + f->at, sizeof(b));
	return b ? give(json_true(), out, err) : 0;
}

static int
put_bits(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	char room[SST_CODEC_BIT_TEXT];
	struct sst_bits bits;

	(void)at;
	memcpy(&bits, from + f->at, sizeof(bits));
	if (!bits.is_known)
		return 0;
	if (give(json_array(), out, err) < 0)
		return -1;
	for (size_t i = 0; i < SST_CODEC_BITS_MAX; i++) {
		const char *name = sst_codec_bit_name(f->names, i, room);

		if ((bits.v >> i & 1) != 0 &&
		    append(*out, json_string(name), err) < 0)
			return -1;
	}
	return 0;
}

static int
check_count(size_t n, const struct sst_codec_field *f,
    const struct sst_codec_place *at, struct sst_err *err)
{
	if (n > f->max)
		return sst_codec_fail(at, err, "%zu found, at most %zu wanted",
		    n, f->max);
	return 0;
}

static int
put_texts(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	struct sst_texts texts;

	memcpy(&texts, from + f->at, sizeof(texts));
	if (texts.v == NULL)
		return 0;
	if (check_count(texts.n, f, at, err) < 0 ||
	    give(json_array(), out, err) < 0)
		return -1;
	for (size_t i = 0; i < texts.n; i++) {
		struct sst_codec_place item = sst_codec_item(at, i);
		json_t *v = NULL;

		if (give_text(texts.v[i], &item, &v, err) < 0 ||
		    append(*out, v, err) < 0)
			return -1;
	}
	return 0;
}

static bool
is_there(const struct sst_codec_field *f, const uint8_t *from, bool otherwise)
{
	bool flag = otherwise;

	if (f->when == SST_CODEC_FLAG)
		memcpy(&flag, from + f->flag, sizeof(flag));
	return flag || f->when == SST_CODEC_ALWAYS;
}

static int
put_list(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	const uint8_t *v;
	size_t n;

	memcpy(&v, from + f->at, sizeof(v));
	memcpy(&n, from + f->count, sizeof(n));
	if (!is_there(f, from, v != NULL))
		return 0;
	if (check_count(n, f, at, err) < 0 || give(json_array(), out, err) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct sst_codec_place item = sst_codec_item(at, i);
		json_t *object = json_object();

		/* Owned by the list from here on, whatever comes. */
		if (append(*out, object, err) < 0 ||
		    sst_encode_record(f->record, v + i * f->record->size, &item,
		        object, err) < 0)
			return -1;
	}
	return 0;
}

static int
put_record(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err)
{
	if (!is_there(f, from, f->when == SST_CODEC_SOME))
		return 0;
	if (give(json_object(), out, err) < 0 ||
	    sst_encode_record(f->record, from + f->at, at, *out, err) < 0)
		return -1;
	if (f->when == SST_CODEC_SOME && json_object_size(*out) == 0) {
		json_decref(*out);
		*out = NULL;
	}
	return 0;
}

static int (*const put[])(const struct sst_codec_field *f, const uint8_t *from,
    const struct sst_codec_place *at, json_t **out, struct sst_err *err) = {
	[SST_CODEC_TEXT] = put_text,
	[SST_CODEC_MEMBER] = put_member,
	[SST_CODEC_CHOICE] = put_choice,
	[SST_CODEC_NUM] = put_num,
	[SST_CODEC_TIME] = put_time,
	[SST_CODEC_TRUE] = put_true,
	[SST_CODEC_BITS] = put_bits,
	[SST_CODEC_TEXTS] = put_texts,
	[SST_CODEC_LIST] = put_list,
	[SST_CODEC_RECORD] = put_record,
};

int
sst_encode_record(const struct sst_codec_record *r, const void *from,
    const struct sst_codec_place *at, json_t *object, struct sst_err *err)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct sst_codec_field *f = &r->fields[i];
		struct sst_codec_place here = sst_codec_enter(at, f->name);
		json_t *v = NULL;

		if (put[f->kind](f, from, &here, &v, err) < 0) {
			json_decref(v);
			return -1;
		}
		if (v == NULL && f->when == SST_CODEC_ALWAYS)
			return sst_codec_fail(&here, err, "is missing");
		if (v != NULL && json_object_set_new(object, f->name, v) < 0)
			return no_memory(err);
	}
	return 0;
}
