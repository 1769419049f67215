/* SPDX-License-Identifier: ISC */
/* codec_rig.h: a small struct with a field of every kind, and its table. */
#ifndef SIMSTOW_TESTS_UNIT_MANIFEST_CODEC_RIG_H
#define SIMSTOW_TESTS_UNIT_MANIFEST_CODEC_RIG_H

#include "../../../src/manifest/codec_priv.h"

enum thing_colour { THING_RED = 1, THING_BLUE };

struct thing_part {
	struct sst_num weight;
};

struct thing {
	const char *text;
	const char *member;
	enum thing_colour colour;
	struct sst_num num;
	int64_t time;
	bool truth;
	struct sst_bits bits;
	struct sst_texts texts;
	struct {
		struct thing_part *v;
		size_t n;
	} some;
	struct {
		struct thing_part *v;
		size_t n;
		bool is_there;
	} flagged;
	bool has_part;
	struct thing_part part;
	const char *inner;
};

static const char *const thing_colours[] = { NULL, "red", "blue" };
static const struct sst_codec_names thing_colour_names = { thing_colours, 3 };
static const char *const thing_bits[] = { "low", NULL, "high" };
static const struct sst_codec_names thing_bit_names = { thing_bits, 3 };

static const struct sst_codec_field thing_part_fields[] = {
	{ .name = "weight",
	    .kind = SST_CODEC_NUM,
	    .at = offsetof(struct thing_part, weight) },
};
static const struct sst_codec_record thing_part = { sizeof(struct thing_part),
	1, thing_part_fields };

static const struct sst_codec_field thing_inner_fields[] = {
	{ .name = "inner",
	    .kind = SST_CODEC_TEXT,
	    .at = offsetof(struct thing, inner) },
};
static const struct sst_codec_record thing_inner = { sizeof(struct thing), 1,
	thing_inner_fields };

static const struct sst_codec_field thing_fields[] = {
	{ .name = "text",
	    .kind = SST_CODEC_TEXT,
	    .at = offsetof(struct thing, text) },
	{ .name = "member",
	    .kind = SST_CODEC_MEMBER,
	    .at = offsetof(struct thing, member) },
	{ .name = "colour",
	    .kind = SST_CODEC_CHOICE,
	    .at = offsetof(struct thing, colour),
	    .names = &thing_colour_names },
	{ .name = "num",
	    .kind = SST_CODEC_NUM,
	    .at = offsetof(struct thing, num) },
	{ .name = "time",
	    .kind = SST_CODEC_TIME,
	    .when = SST_CODEC_ALWAYS,
	    .at = offsetof(struct thing, time) },
	{ .name = "truth",
	    .kind = SST_CODEC_TRUE,
	    .at = offsetof(struct thing, truth) },
	{ .name = "bits",
	    .kind = SST_CODEC_BITS,
	    .at = offsetof(struct thing, bits),
	    .names = &thing_bit_names },
	{ .name = "texts",
	    .kind = SST_CODEC_TEXTS,
	    .at = offsetof(struct thing, texts),
	    .max = 2 },
	{ .name = "some",
	    .kind = SST_CODEC_LIST,
	    .at = offsetof(struct thing, some.v),
	    .count = offsetof(struct thing, some.n),
	    .max = 2,
	    .record = &thing_part },
	{ .name = "flagged",
	    .kind = SST_CODEC_LIST,
	    .when = SST_CODEC_FLAG,
	    .at = offsetof(struct thing, flagged.v),
	    .count = offsetof(struct thing, flagged.n),
	    .flag = offsetof(struct thing, flagged.is_there),
	    .max = 5,
	    .record = &thing_part },
	{ .name = "part",
	    .kind = SST_CODEC_RECORD,
	    .when = SST_CODEC_FLAG,
	    .at = offsetof(struct thing, part),
	    .flag = offsetof(struct thing, has_part),
	    .record = &thing_part },
	{ .name = "inside", .kind = SST_CODEC_RECORD, .record = &thing_inner },
};
static const struct sst_codec_record thing_record = { sizeof(struct thing),
	sizeof(thing_fields) / sizeof(thing_fields[0]), thing_fields };

#endif
