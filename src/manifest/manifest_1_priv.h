/* SPDX-License-Identifier: ISC */
/* manifest_1_priv.h: words in which the tables of version 1 are written. */
#ifndef SIMSTOW_MANIFEST_MANIFEST_1_PRIV_H
#define SIMSTOW_MANIFEST_MANIFEST_1_PRIV_H

#include "codec_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define RECORD_OF(type, rows)                            \
	{                                                \
		sizeof(struct type), COUNT(rows), (rows) \
	}

#define ALWAYS .when = SST_CODEC_ALWAYS
#define FIELD(type, member, word, what) \
	.name = (word), .kind = (what), .at = offsetof(struct type, member)
#define TEXT(type, member, word) FIELD(type, member, word, SST_CODEC_TEXT)
#define MEMBER(type, member, word) FIELD(type, member, word, SST_CODEC_MEMBER)
#define NUM(type, member, word) FIELD(type, member, word, SST_CODEC_NUM)
#define TIME(type, member, word) \
	FIELD(type, member, word, SST_CODEC_TIME), ALWAYS
#define TRUE(type, member, word) FIELD(type, member, word, SST_CODEC_TRUE)
#define CHOICE(type, member, word, set) \
	FIELD(type, member, word, SST_CODEC_CHOICE), .names = &(set)
#define BITS(type, member, word, set) \
	FIELD(type, member, word, SST_CODEC_BITS), .names = &(set)
#define TEXTS(type, member, word, most) \
	FIELD(type, member, word, SST_CODEC_TEXTS), .max = (most)
#define LIST(type, items, counter, word, what, most)                \
	FIELD(type, items, word, SST_CODEC_LIST),                   \
	    .count = offsetof(struct type, counter), .max = (most), \
	    .record = &(what)
#define RECORD(type, member, word, what) \
	FIELD(type, member, word, SST_CODEC_RECORD), .record = &(what)
/* Some members of the same struct, as an object of their own. */
#define PART(word, what) \
	.name = (word), .kind = SST_CODEC_RECORD, .record = &(what)
#define FLAG(type, member) \
	.when = SST_CODEC_FLAG, .flag = offsetof(struct type, member)

#define NAMES(name, ...)                                           \
	static const char *const name##_words[] = { __VA_ARGS__ }; \
	static const struct sst_codec_names name = { name##_words, \
		COUNT(name##_words) }

/* manifest_1_sim.c: what the files of a SIM say. */
extern const struct sst_codec_record sst_manifest_1_sim;

#endif
