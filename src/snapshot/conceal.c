/* SPDX-License-Identifier: ISC */
/* conceal.c: which numbers there are, and a text without them. */
#include <ctype.h>
#include <string.h>

#include <simstow/snapshot/conceal.h>

#include "conceal_priv.h"

#define NATIONAL 8 /* last digits by which a phone number is known */

/* Parts a person puts between the digits of a number. */
static bool
is_between(char c)
{
	return c != '\0' && strchr(" .-/()", c) != NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_digits(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n > 0 && text[n] == '\0';
}

static int
add(struct sst_conceal *c, const char *text, bool keep, struct sst_err *err)
{
	struct sst_conceal_one *v;

	if (text == NULL || strlen(text) < SST_CONCEAL_LEAST)
		return 0;
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->v[i].text, text) == 0)
			return 0;
	v = sst_arena_grow(&c->mem, c->v, c->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&c->mem, err);
	c->v = v;
	v[c->n].text = sst_arena_text(&c->mem, text);
	if (v[c->n].text == NULL)
		return sst_arena_full(&c->mem, err);
	v[c->n].is_digits = is_digits(text);
	v[c->n++].keep = keep;
	return 0;
}

int
sst_conceal_secret(struct sst_conceal *c, const char *text, struct sst_err *err)
{
	return add(c, text, false, err);
}

int
sst_conceal_number(struct sst_conceal *c, const char *text, struct sst_err *err)
{
	return add(c, text, true, err);
}

/* "+49 151 23456789": a person may write 0151/23456789. */
int
sst_conceal_phone(struct sst_conceal *c, const char *text, struct sst_err *err)
{
	char digits[64];
	size_t n = 0;

	for (; text != NULL && *text != '\0' && n + 1 < sizeof(digits); text++)
		if (is_digit(*text))
			digits[n++] = *text;
	digits[n] = '\0';
	return add(c, n > NATIONAL ? digits + n - NATIONAL : digits, false,
	    err);
}

/* The bytes of text that are the number, from its first; 0 for none. */
static size_t
match_digits(const char *text, const char *number)
{
	size_t n = 0;

	while (*number != '\0') {
		if (text[n] == *number)
			number++;
		else if (n == 0 || !is_between(text[n]))
			return 0;
		n++;
	}
	return n;
}

static size_t
match(const char *text, const struct sst_conceal_one *one)
{
	size_t n = 0;

	if (one->is_digits)
		return match_digits(text, one->text);
	while (one->text[n] != '\0' && tolower((unsigned char)text[n]) ==
	                                   tolower((unsigned char)one->text[n]))
		n++;
	return one->text[n] == '\0' ? n : 0;
}

/* All of a secret, all digits of a number, but those that may stay. */
static void
star(const struct sst_conceal_one *one, char *text, size_t n)
{
	size_t digits = strlen(one->text), at = 0;

	for (size_t i = 0; i < n; i++) {
		if (one->is_digits && is_between(text[i]))
			continue;
		if (!one->keep || digits < 12 || (at >= 6 && at + 2 < digits))
			text[i] = '*';
		at++;
	}
}

/* What is left of a number before and behind the part that was found. */
static void
star_rest(char *text, size_t from, size_t to)
{
	while (from > 0 && (is_digit(text[from - 1]) ||
	                       (is_between(text[from - 1]) && from > 1 &&
	                           is_digit(text[from - 2])))) {
		from--;
		if (is_digit(text[from]))
			text[from] = '*';
	}
	for (; is_digit(text[to]); to++)
		text[to] = '*';
}

static void
conceal_one(const struct sst_conceal_one *one, char *text)
{
	for (size_t at = 0; text[at] != '\0';) {
		size_t n = match(text + at, one);

		if (n > 0) {
			star(one, text + at, n);
			if (one->is_digits && !one->keep)
				star_rest(text, at, at + n);
		}
		at += n == 0 ? 1 : n;
	}
}

static bool
holds(const struct sst_conceal_one *one, const char *text)
{
	for (; *text != '\0'; text++)
		if (match(text, one) > 0)
			return true;
	return false;
}

const char *
sst_conceal_text(const struct sst_conceal *c, const char *text,
    struct sst_arena *mem)
{
	char *copy = NULL;

	for (size_t i = 0; text != NULL && i < c->n; i++) {
		if (!holds(&c->v[i], copy == NULL ? text : copy))
			continue;
		if (copy == NULL)
			copy = sst_arena_text(mem, text);
		if (copy == NULL)
			return NULL;
		conceal_one(&c->v[i], copy);
	}
	return copy == NULL ? text : copy;
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
