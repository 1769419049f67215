/* SPDX-License-Identifier: ISC */
/* json.h: jansson with limits before it parses and a wipe after. */
#ifndef SIMSTOW_BASE_JSON_H
#define SIMSTOW_BASE_JSON_H

#include <jansson.h>

#include <simstow/base/arena.h>
#include <simstow/base/buf.h>

#define SST_JSON_DEPTH 64
#define SST_JSON_VALUES 200000

/*
 * sst_json_start - give jansson allocators that wipe before they free. Once,
 * at the start of the program, before any JSON value exists.
 */
void sst_json_start(void);

/*
 * sst_json_parse - one document, duplicates refused.
 *
 *   out  a new reference
 *
 * Limits: SST_JSON_DEPTH, SST_JSON_VALUES, counted before jansson sees it.
 * Errors: SST_E_FORMAT: "line 3: ..." .
 */
int sst_json_parse(struct sst_span text, json_t **out,
    struct sst_err *err) SST_MUST;

/*
 * sst_json_put - append value as text: sorted as built, indent 2, ASCII only
 * (bidi and control characters are escapes), a line end after it.
 */
int sst_json_put(const json_t *value, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

/*
 * Builders that remember a failure: a member is set if it has a value, and
 * one check at the end is enough.
 *
 *   struct sst_json j = { json_object(), false };
 *   sst_json_text(&j, "iccid", p->iccid);       nothing set for NULL
 *   if (j.failed) ...
 */
struct sst_json {
	json_t *v;   /* an object; NULL counts as failed */
	bool failed; /* memory was out or a text was no UTF-8 */
};

void sst_json_text(struct sst_json *j, const char *key, const char *text);
void sst_json_int(struct sst_json *j, const char *key, int64_t n);
void sst_json_bool(struct sst_json *j, const char *key, bool b);
void sst_json_hex(struct sst_json *j, const char *key, struct sst_span s);
/* takes the reference to v, also on failure; NULL marks j as failed */
void sst_json_give(struct sst_json *j, const char *key, json_t *v);
/* the same, but an empty array or object is dropped instead of set */
void sst_json_give_some(struct sst_json *j, const char *key, json_t *v);

/*
 * Readers: 1 there, 0 absent, -1 of another type (SST_E_FORMAT, "KEY: ...").
 * Text and bytes are copied into the arena.
 */
int sst_json_get_text(const json_t *obj, const char *key, struct sst_arena *mem,
    const char **out, struct sst_err *err) SST_MUST;
int sst_json_get_int(const json_t *obj, const char *key, int64_t min,
    int64_t max, int64_t *out, struct sst_err *err) SST_MUST;
int sst_json_get_bool(const json_t *obj, const char *key, bool *out,
    struct sst_err *err) SST_MUST;
int sst_json_get_hex(const json_t *obj, const char *key, struct sst_arena *mem,
    struct sst_span *out, struct sst_err *err) SST_MUST;
int sst_json_get_array(const json_t *obj, const char *key, const json_t **out,
    struct sst_err *err) SST_MUST;
int sst_json_get_object(const json_t *obj, const char *key, const json_t **out,
    struct sst_err *err) SST_MUST;

#endif
