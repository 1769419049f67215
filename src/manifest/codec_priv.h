/* SPDX-License-Identifier: ISC */
/* codec_priv.h: rows that say how a struct is written as JSON and read back. */
#ifndef SIMSTOW_MANIFEST_CODEC_PRIV_H
#define SIMSTOW_MANIFEST_CODEC_PRIV_H

#include <simstow/base/json.h>
#include <simstow/base/member.h>
#include <simstow/snapshot/snapshot.h>

/* What a field is in the struct; in JSON see codec.c. */
enum sst_codec_kind {
	SST_CODEC_TEXT,   /* const char *, absent when NULL */
	SST_CODEC_MEMBER, /* the same, the name of a raw member */
	SST_CODEC_CHOICE, /* an enumeration, absent when 0 */
	SST_CODEC_NUM,    /* struct sst_num */
	SST_CODEC_TIME,   /* int64_t, always there */
	SST_CODEC_TRUE,   /* bool, absent when false */
	SST_CODEC_BITS,   /* struct sst_bits */
	SST_CODEC_TEXTS,  /* struct sst_texts, absent when v is NULL */
	SST_CODEC_LIST,   /* pointer and count of structs */
	SST_CODEC_RECORD  /* a struct, or some members of the same one */
};

/* When a list or a record is there; other fields say it themselves. */
enum sst_codec_when {
	SST_CODEC_SOME,  /* list: v is not NULL; record: one of its fields is */
	SST_CODEC_FLAG,  /* the bool at flag says it */
	SST_CODEC_ALWAYS /* and so is a scalar; a reader demands it */
};

/* Names by number; NULL in a hole. */
struct sst_codec_names {
	const char *const *v;
	size_t n;
};

struct sst_codec_record;

/* A row. Offsets are those in the struct that the record is about. */
struct sst_codec_field {
	const char *name;
	enum sst_codec_kind kind;
	enum sst_codec_when when;
	size_t at;    /* the field, of a list its pointer */
	size_t count; /* LIST: its number of members */
	size_t flag;
	size_t max;                          /* LIST, TEXTS: members at most */
	const struct sst_codec_names *names; /* CHOICE, BITS */
	const struct sst_codec_record *record; /* LIST, RECORD */
};

struct sst_codec_record {
	size_t size; /* of the struct */
	size_t n;
	const struct sst_codec_field *fields;
};

struct sst_codec_entry {
	const struct sst_member *member;
};

/* The members of an archive, sorted by name. */
struct sst_codec_index {
	struct sst_codec_entry *v;
	size_t n;
};

/* Where the codec is at work; the chain up gives "profiles[2].iccid". */
struct sst_codec_place {
	const struct sst_codec_place *up; /* NULL at the top */
	const char *name;                 /* a field, NULL for an item */
	size_t item;
	const struct sst_codec_index *index;
	struct sst_arena *mem; /* owner of what is read */
};

/* A field of the place, an item of the list that the place is. */
struct sst_codec_place sst_codec_enter(const struct sst_codec_place *up,
    const char *name);
struct sst_codec_place sst_codec_item(const struct sst_codec_place *up,
    size_t item);

/*
 * sst_codec_fail - "PLACE: text", SST_E_FORMAT; gives -1.
 * sst_codec_within - put "PLACE: " before what err says; gives -1.
 */
int sst_codec_fail(const struct sst_codec_place *at, struct sst_err *err,
    const char *fmt, ...) SST_FMT(3, 4);
int sst_codec_within(const struct sst_codec_place *at, struct sst_err *err);

/* sst_codec_check_member - fail unless text names a member. */
int sst_codec_check_member(const struct sst_codec_place *at, const char *text,
    struct sst_err *err) SST_MUST;

/* sst_codec_find - the number of a name, or -1. */
int sst_codec_find(const struct sst_codec_names *names, const char *text);

/* Named bits, and those without a name as "bit9". */
#define SST_CODEC_BITS_MAX 32
#define SST_CODEC_BIT_TEXT 8
int sst_codec_bit_find(const struct sst_codec_names *names, const char *text);
const char *sst_codec_bit_name(const struct sst_codec_names *names, size_t bit,
    char room[SST_CODEC_BIT_TEXT]);

/*
 * sst_index_new - sort members; the manifest itself cannot be found in it.
 * Errors: SST_E_FORMAT for a bad or repeated name.
 */
int sst_index_new(const struct sst_members *members, struct sst_arena *mem,
    struct sst_codec_index *out, struct sst_err *err) SST_MUST;
const struct sst_member *sst_index_find(const struct sst_codec_index *index,
    const char *name);

/*
 * sst_encode_record - add the fields of a struct to a JSON object.
 * sst_decode_record - fill a zeroed struct from a JSON object.
 */
int sst_encode_record(const struct sst_codec_record *r, const void *from,
    const struct sst_codec_place *at, json_t *object,
    struct sst_err *err) SST_MUST;
int sst_decode_record(const struct sst_codec_record *r, const json_t *object,
    const struct sst_codec_place *at, void *to, struct sst_err *err) SST_MUST;

/* What stands before and after the snapshot in manifest.json. */
struct sst_manifest_member {
	const char *name;
	const char *what;
	struct sst_num size;
	const char *sha256;
};

struct sst_manifest_page {
	const char *format;
	struct sst_num version;
	struct {
		struct sst_manifest_member *v;
		size_t n;
	} members;
};

#define SST_MANIFEST_MEMBERS 4095 /* beside manifest.json */

/* manifest_1.c: formats/manifest-1.schema.json as tables. */
extern const struct sst_codec_record sst_manifest_1_head;
extern const struct sst_codec_record sst_manifest_1_snapshot;
extern const struct sst_codec_record sst_manifest_1_members;

#endif
