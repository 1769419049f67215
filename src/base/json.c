/* SPDX-License-Identifier: ISC */
/* json.c: jansson with limits before it parses and a wipe after. */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/hex.h>
#include <simstow/base/json.h>

#include "buf_priv.h"

/* jansson frees without a size: it is kept in front of the memory. */
struct piece {
	alignas(16) size_t n;
};

/*
 * jansson 2.14 writes past its buffer when memory is out in the middle of a
 * text. So while it parses it is never told: what malloc cannot give comes
 * from here, and the input ends at once. Its hooks have no context to keep
 * this in.
 */
static struct {
	uint8_t *p; /* NULL: not parsing */
	size_t n;
	size_t used;
} reserve;

#define RESERVE 65536 /* for what one step of input can ask for */
#define STEP 256      /* bytes of input in one step */

static bool
is_reserved(const void *p)
{
	uintptr_t at = (uintptr_t)p, start = (uintptr_t)reserve.p;

	return reserve.p != NULL && at >= start && at < start + reserve.n;
}

static void *
take_reserved(size_t n)
{
	void *p;

	n = (n + 15) / 16 * 16;
	if (reserve.p == NULL || n > reserve.n - reserve.used)
		return NULL;
	p = reserve.p + reserve.used;
	reserve.used += n;
	return p;
}

static void *
piece_new(size_t n)
{
	struct piece *p;

	if (n > SIZE_MAX / 2)
		return NULL;
	p = malloc(sizeof(*p) + n);
	if (p == NULL)
		p = take_reserved(sizeof(*p) + n);
	if (p == NULL)
		return NULL;
	p->n = n;
	return p + 1;
}

static void
piece_free(void *data)
{
	struct piece *p;

	if (data == NULL)
		return;
	p = (struct piece *)data - 1;
	explicit_bzero(data, p->n);
	if (!is_reserved(p))
		free(p);
}

void
sst_json_start(void)
{
	json_set_alloc_funcs(piece_new, piece_free);
}

/* What the scan has seen of a document so far. */
struct scan {
	struct sst_span left;
	size_t line;
	size_t depth;
	size_t values;
};

static bool
is_among(uint8_t c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static void
skip(struct scan *s)
{
	if (*s->left.p == '\n')
		s->line++;
	s->left.p++;
	s->left.n--;
}

static void
skip_string(struct scan *s)
{
	skip(s);
	while (s->left.n > 0 && *s->left.p != '"') {
		if (*s->left.p == '\\' && s->left.n > 1)
			skip(s);
		skip(s);
	}
	if (s->left.n > 0)
		skip(s);
}

static void
skip_word(struct scan *s)
{
	do
		skip(s);
	while (s->left.n > 0 && !is_among(*s->left.p, "[]{}:,\" \t\r\n"));
}

/* Take one token: values and depth follow it. */
static void
scan_token(struct scan *s)
{
	uint8_t c = *s->left.p;

	if (is_among(c, " \t\r\n,")) {
		skip(s);
	} else if (c == ':') {
		/* The string before it was a key. */
		s->values -= s->values > 0;
		skip(s);
	} else if (is_among(c, "]}")) {
		s->depth -= s->depth > 0;
		skip(s);
	} else {
		s->values++;
		s->depth += is_among(c, "[{");
		if (c == '"')
			skip_string(s);
		else if (is_among(c, "[{"))
			skip(s);
		else
			skip_word(s);
	}
}

/*
 * jansson takes far more memory for a value than the text has bytes, so the
 * limits hold before it starts. Where the text is no JSON the counts mean
 * nothing, but then jansson stops at that place as well.
 */
static int
check_limits(struct sst_span text, struct sst_err *err)
{
	struct scan s = { text, 1, 0, 0 };

	while (s.left.n > 0) {
		scan_token(&s);
		if (s.depth > SST_JSON_DEPTH)
			return sst_fail(err, SST_E_FORMAT,
			    "line %zu: more than %d levels", s.line,
			    SST_JSON_DEPTH);
		if (s.values > SST_JSON_VALUES)
			return sst_fail(err, SST_E_FORMAT,
			    "line %zu: more than %d values", s.line,
			    SST_JSON_VALUES);
	}
	return 0;
}

/* jansson's words, without the piece of the text that it quotes. */
static int
fail_parse(json_error_t *why, struct sst_err *err)
{
	char *quote = strstr(why->text, " near '");

	if (json_error_code(why) == json_error_out_of_memory ||
	    why->text[0] == '\0')
		return sst_fail(err, SST_E_FAILED, "no memory for JSON");
	if (quote != NULL)
		*quote = '\0';
	return sst_fail(err, SST_E_FORMAT, "line %d: %s", why->line, why->text);
}

static size_t
feed(void *buffer, size_t cap, void *ctx)
{
	struct sst_span *left = ctx;
	size_t n = cap < STEP ? cap : STEP;

	if (reserve.used > 0)
		return 0;
	n = left->n < n ? left->n : n;
	if (n > 0)
		memcpy(buffer, left->p, n);
	left->p += n;
	left->n -= n;
	return n;
}

int
sst_json_parse(struct sst_span text, json_t **out, struct sst_err *err)
{
	struct sst_span left = text;
	json_error_t why = { 0 };
	int rc = -1;

	*out = NULL;
	if (check_limits(text, err) < 0)
		return -1;
	/* A buffer of jansson doubles: twice the text, and its pieces. */
	reserve.n = 4 * text.n + RESERVE;
	reserve.used = 0;
	reserve.p = malloc(reserve.n);
	if (reserve.p == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for JSON");
	*out = json_load_callback(feed, &left, JSON_REJECT_DUPLICATES, &why);
	if (reserve.used > 0) {
		json_decref(*out);
		*out = NULL;
		sst_err_set(err, SST_E_FAILED, "no memory for JSON");
	} else {
		rc = *out != NULL ? 0 : fail_parse(&why, err);
	}
	explicit_bzero(reserve.p, reserve.used);
	free(reserve.p);
	reserve.p = NULL;
	reserve.n = 0;
	reserve.used = 0;
	return rc;
}

/* Where the text of a value goes, and why it could not. */
struct dump {
	struct sst_buf *out;
	struct sst_err *err;
	bool failed;
};

/* JSON_ENSURE_ASCII leaves DEL as it is; it can only be in a string. */
static int
put_dump(const char *text, size_t n, void *ctx)
{
	struct dump *d = ctx;
	struct sst_span left = { (const uint8_t *)text, n };

	while (!d->failed && left.n > 0) {
		const uint8_t *del = memchr(left.p, 0x7F, left.n);
		size_t head = del != NULL ? (size_t)(del - left.p) : left.n;
		struct sst_span s = { left.p, head };

		d->failed = sst_buf_put(d->out, s, d->err) < 0;
		if (!d->failed && del != NULL)
			d->failed =
			    sst_buf_put_text(d->out, "\\u007F", d->err) < 0;
		head += del != NULL;
		left.p += head;
		left.n -= head;
	}
	return d->failed ? -1 : 0;
}

int
sst_json_put(const json_t *value, struct sst_buf *out, struct sst_err *err)
{
	struct dump d = { out, err, false };
	size_t before = out->n;

	if (json_dump_callback(value, put_dump, &d,
	        JSON_INDENT(2) | JSON_ENSURE_ASCII | JSON_ENCODE_ANY) < 0) {
		if (!d.failed)
			sst_err_set(err, SST_E_FAILED,
			    "no memory for JSON text");
		d.failed = true;
	}
	if (!d.failed)
		d.failed = sst_buf_put_u8(out, '\n', err) < 0;
	if (d.failed)
		sst_buf_cut(out, before);
	return d.failed ? -1 : 0;
}

void
sst_json_give(struct sst_json *j, const char *key, json_t *v)
{
	/* jansson takes the reference to v even when it fails. */
	if (json_object_set_new(j->v, key, v) < 0)
		j->failed = true;
}

void
sst_json_give_some(struct sst_json *j, const char *key, json_t *v)
{
	bool is_empty = (json_is_array(v) && json_array_size(v) == 0) ||
	                (json_is_object(v) && json_object_size(v) == 0);

	if (is_empty)
		json_decref(v);
	else
		sst_json_give(j, key, v);
}

void
sst_json_text(struct sst_json *j, const char *key, const char *text)
{
	if (text != NULL)
		sst_json_give(j, key, json_string(text));
}

void
sst_json_int(struct sst_json *j, const char *key, int64_t n)
{
	sst_json_give(j, key, json_integer(n));
}

void
sst_json_bool(struct sst_json *j, const char *key, bool b)
{
	sst_json_give(j, key, json_boolean(b));
}

void
sst_json_hex(struct sst_json *j, const char *key, struct sst_span s)
{
	struct sst_arena mem = { 0 };

	if (s.p == NULL)
		return;
	/* A NULL from the arena must not read as "no value". */
	sst_json_give(j, key, json_string(sst_hex_text(&mem, s)));
	sst_arena_fini(&mem);
}

static const char *
type_name(const json_t *v)
{
	static const char *const names[] = {
		[JSON_OBJECT] = "object",
		[JSON_ARRAY] = "array",
		[JSON_STRING] = "text",
		[JSON_INTEGER] = "number",
		[JSON_REAL] = "fraction",
		[JSON_TRUE] = "true",
		[JSON_FALSE] = "false",
		[JSON_NULL] = "null",
	};

	return names[json_typeof(v)];
}

static int
fail_type(const char *key, const char *wanted, const json_t *v,
    struct sst_err *err)
{
	return sst_fail(err, SST_E_FORMAT, "%s: %s found, %s wanted", key,
	    type_name(v), wanted);
}

/* The member, 0 when it is absent: in no object nothing is there. */
static int
get(const json_t *obj, const char *key, const json_t **out, struct sst_err *err)
{
	*out = NULL;
	if (obj != NULL && !json_is_object(obj))
		return sst_fail(err, SST_E_FORMAT,
		    "%s: %s around it found, object wanted", key,
		    type_name(obj));
	*out = json_object_get(obj, key);
	return *out != NULL;
}

int
sst_json_get_text(const json_t *obj, const char *key, struct sst_arena *mem,
    const char **out, struct sst_err *err)
{
	const json_t *v;
	int rc = get(obj, key, &v, err);

	*out = NULL;
	if (rc <= 0)
		return rc;
	if (!json_is_string(v))
		return fail_type(key, "text", v, err);
	*out = sst_arena_text(mem, json_string_value(v));
	return *out != NULL ? 1 : sst_arena_full(mem, err);
}

int
sst_json_get_int(const json_t *obj, const char *key, int64_t min, int64_t max,
    int64_t *out, struct sst_err *err)
{
	const json_t *v;
	int rc = get(obj, key, &v, err);
	int64_t n;

	*out = 0;
	if (rc <= 0)
		return rc;
	if (!json_is_integer(v))
		return fail_type(key, "number", v, err);
	n = json_integer_value(v);
	if (n < min || n > max)
		return sst_fail(err, SST_E_FORMAT,
		    "%s: %lld is not within %lld to %lld", key, (long long)n,
		    (long long)min, (long long)max);
	*out = n;
	return 1;
}

int
sst_json_get_bool(const json_t *obj, const char *key, bool *out,
    struct sst_err *err)
{
	const json_t *v;
	int rc = get(obj, key, &v, err);

	*out = false;
	if (rc <= 0)
		return rc;
	if (!json_is_boolean(v))
		return fail_type(key, "true or false", v, err);
	*out = json_is_true(v);
	return 1;
}

int
sst_json_get_hex(const json_t *obj, const char *key, struct sst_arena *mem,
    struct sst_span *out, struct sst_err *err)
{
	const json_t *v;
	int rc = get(obj, key, &v, err);
	uint8_t *p;
	size_t cap;
	size_t n;

	*out = (struct sst_span){ 0 };
	if (rc <= 0)
		return rc;
	if (!json_is_string(v))
		return fail_type(key, "text", v, err);
	cap = json_string_length(v) / 2;
	p = sst_arena_get(mem, cap);
	if (p == NULL)
		return sst_arena_full(mem, err);
	if (sst_hex_parse(json_string_value(v), p, cap, &n, err) < 0)
		return sst_within(err, "%s", key);
	*out = (struct sst_span){ p, n };
	return 1;
}

int
sst_json_get_array(const json_t *obj, const char *key, const json_t **out,
    struct sst_err *err)
{
	const json_t *v;
	int rc = get(obj, key, &v, err);

	*out = NULL;
	if (rc <= 0)
		return rc;
	if (!json_is_array(v))
		return fail_type(key, "array", v, err);
	*out = v;
	return 1;
}

int
sst_json_get_object(const json_t *obj, const char *key, const json_t **out,
    struct sst_err *err)
{
	const json_t *v;
	int rc = get(obj, key, &v, err);

	*out = NULL;
	if (rc <= 0)
		return rc;
	if (!json_is_object(v))
		return fail_type(key, "object", v, err);
	*out = v;
	return 1;
}
