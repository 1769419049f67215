/* SPDX-License-Identifier: ISC */
/* conceal_find.c: numbers in order, and one of them at the start of a text. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "conceal_priv.h"

#define NATIONAL 8 /* last digits by which a phone number is known */

bool
sst_conceal_is_between(char c)
{
	return c != '\0' && strchr(" .-/()", c) != NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
add(struct sst_conceal *c, const char *text, bool keep, struct sst_err *err)
{
	size_t n = text == NULL ? 0 : strlen(text);
	struct sst_conceal_one *v;
	char *key;

	if (n < SST_CONCEAL_LEAST)
		return 0;
	v = sst_arena_grow(&c->mem, c->v, c->n, sizeof(*v));
	key = sst_arena_text(&c->mem, text);
	if (v == NULL || key == NULL)
		return sst_arena_full(&c->mem, err);
	for (size_t i = 0; i < n; i++)
		key[i] = (char)tolower((unsigned char)key[i]);
	c->v = v;
	v[c->n].is_digits = strspn(key, "0123456789") == n;
	v[c->n].whole = n;
	v[c->n].n = n < SST_CONCEAL_KEY ? n : SST_CONCEAL_KEY;
	key[v[c->n].n] = '\0';
	v[c->n].key = key;
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

static int
compare(const void *a, const void *b)
{
	const struct sst_conceal_one *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	/* of one number in two roles, and of one beginning, the one that
	 * hides more is first */
	if (order == 0)
		order = (int)x->keep - (int)y->keep;
	if (order == 0)
		order = (x->whole < y->whole) - (x->whole > y->whole);
	return order;
}

void
sst_conceal_sort(struct sst_conceal *c)
{
	size_t n = 0;

	if (c->n == 0)
		return;
	qsort(c->v, c->n, sizeof(c->v[0]), compare);
	for (size_t i = 0; i < c->n; i++)
		if (n == 0 || strcmp(c->v[n - 1].key, c->v[i].key) != 0)
			c->v[n++] = c->v[i];
	c->n = n;
}

/* Of the numbers from lo to hi, the first whose character at k is least at
 * least. All of them have k characters before it. */
static size_t
bound(const struct sst_conceal *c, size_t lo, size_t hi, size_t k, int least)
{
	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if ((unsigned char)c->v[middle].key[k] < least)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

/* Of the numbers that key begins with, the longest: the range of those that
 * begin as key does becomes narrower with each character. */
static const struct sst_conceal_one *
look_up(const struct sst_conceal *c, const char *key, size_t n, bool is_digits)
{
	const struct sst_conceal_one *longest = NULL;
	size_t lo = 0, hi = c->n;

	for (size_t k = 0; k < n && lo < hi; k++) {
		int here = (unsigned char)key[k];

		if (c->v[lo].key[k] != key[k])
			lo = bound(c, lo, hi, k, here);
		if (lo < hi && c->v[hi - 1].key[k] != key[k])
			hi = bound(c, lo, hi, k, here + 1);
		if (lo < hi && c->v[lo].n == k + 1 &&
		    c->v[lo].is_digits == is_digits)
			longest = &c->v[lo];
	}
	return longest;
}

/* at: behind each character of the key, the bytes of text up to there. */
static const struct sst_conceal_one *
find_digits(const struct sst_conceal *c, const char *text, size_t *n)
{
	char key[SST_CONCEAL_KEY];
	size_t at[SST_CONCEAL_KEY];
	const struct sst_conceal_one *one;
	size_t k = 0;

	if (!is_digit(*text))
		return NULL;
	for (size_t i = 0; k < SST_CONCEAL_KEY; i++) {
		if (is_digit(text[i])) {
			key[k] = text[i];
			at[k++] = i + 1;
		} else if (!sst_conceal_is_between(text[i])) {
			break;
		}
	}
	one = look_up(c, key, k, true);
	if (one != NULL)
		*n = at[one->n - 1];
	return one;
}

static const struct sst_conceal_one *
find_word(const struct sst_conceal *c, const char *text, size_t *n)
{
	char key[SST_CONCEAL_KEY];
	const struct sst_conceal_one *one;
	size_t k = 0;

	for (; k < SST_CONCEAL_KEY && text[k] != '\0'; k++)
		key[k] = (char)tolower((unsigned char)text[k]);
	one = look_up(c, key, k, false);
	if (one != NULL)
		*n = strnlen(text, one->whole);
	return one;
}

const struct sst_conceal_one *
sst_conceal_find(const struct sst_conceal *c, const char *text, size_t *n)
{
	const struct sst_conceal_one *one = find_word(c, text, n);

	return one != NULL ? one : find_digits(c, text, n);
}
