/* SPDX-License-Identifier: ISC */
/* know_index.c: rows by key, in indices that the build has sorted. */
#include <string.h>

#include "know_priv.h"

/* The first entry that is not before the key. */
static size_t
lower_bound(const struct sst_know_index *ix, const char *key)
{
	size_t low = 0;
	size_t high = ix->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(ix->v[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
sst_know_index_find(const struct sst_know_index *ix, const char *key,
    const struct sst_know_key **first)
{
	size_t at = lower_bound(ix, key);
	size_t n = 0;

	*first = NULL;
	while (at + n < ix->n && strcmp(ix->v[at + n].key, key) == 0)
		n++;
	if (n > 0)
		*first = &ix->v[at];
	return n;
}

size_t
sst_know_index_prefix(const struct sst_know_index *ix, const char *digits,
    const struct sst_know_key **first)
{
	char key[SST_KNOW_KEY];
	size_t n = strnlen(digits, ix->longest);
	size_t found = 0;

	*first = NULL;
	memcpy(key, digits, n);
	for (; n > 0 && found == 0; n--) {
		key[n] = '\0';
		found = sst_know_index_find(ix, key, first);
	}
	return found;
}
