/* SPDX-License-Identifier: ISC */
/* conceal.c: a text, and all texts of a document, without numbers. */
#include <string.h>

#include "conceal_priv.h"

#define KEPT_FIRST 6
#define KEPT_LAST 2
#define KEPT_OF 12 /* of fewer digits none stay */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* All of a secret, all digits of a number, but those that may stay. */
static void
star(const struct sst_conceal_one *one, char *text, size_t n)
{
	bool keep = one->keep && one->n >= KEPT_OF;
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		if (one->is_digits && sst_conceal_is_between(text[i]))
			continue;
		if (!keep || (at >= KEPT_FIRST && at + KEPT_LAST < one->n))
			text[i] = '*';
		at++;
	}
}

/* What is left of a phone number before and behind the part that was found. */
static void
star_rest(char *text, size_t from, size_t to)
{
	while (from > 0 && (is_digit(text[from - 1]) ||
	                       (sst_conceal_is_between(text[from - 1]) &&
	                           from > 1 && is_digit(text[from - 2])))) {
		from--;
		if (is_digit(text[from]))
			text[from] = '*';
	}
	for (; is_digit(text[to]); to++)
		text[to] = '*';
}

static void
conceal_from(const struct sst_conceal *c, char *text, size_t at)
{
	while (text[at] != '\0') {
		const struct sst_conceal_one *one;
		size_t n = 1;

		one = sst_conceal_find(c, text + at, &n);
		if (one != NULL) {
			star(one, text + at, n);
			if (one->is_digits && !one->keep)
				star_rest(text, at, at + n);
		}
		at += n;
	}
}

const char *
sst_conceal_text(const struct sst_conceal *c, const char *text,
    struct sst_arena *mem)
{
	size_t at = 0, n;
	char *copy;

	if (text == NULL || c->n == 0)
		return text;
	while (text[at] != '\0' && sst_conceal_find(c, text + at, &n) == NULL)
		at++;
	if (text[at] == '\0')
		return text;
	copy = sst_arena_text(mem, text);
	if (copy != NULL)
		conceal_from(c, copy, at);
	return copy;
}

static int
conceal_string(const struct sst_conceal *c, json_t *v, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	const char *was = json_string_value(v);
	const char *text = sst_conceal_text(c, was, &mem);
	int rc = 0;

	if (text == NULL || (text != was && json_string_set(v, text) < 0))
		rc = sst_fail(err, SST_E_FAILED, "JSON: memory is out");
	sst_arena_fini(&mem);
	return rc;
}

int
sst_conceal_json(const struct sst_conceal *c, json_t *v, struct sst_err *err)
{
	const char *key;
	json_t *item;
	size_t i;

	if (json_is_string(v))
		return conceal_string(c, v, err);
	json_object_foreach(v, key, item)
	{
		if (sst_conceal_json(c, item, err) < 0)
			return -1;
	}
	json_array_foreach(v, i, item)
	{
		if (sst_conceal_json(c, item, err) < 0)
			return -1;
	}
	return 0;
}

void
sst_conceal_fini(struct sst_conceal *c)
{
	sst_arena_fini(&c->mem);
	*c = (struct sst_conceal){ 0 };
}
