/* SPDX-License-Identifier: ISC */
/* carrier_config_settle.c: of the entries of a key, the one that counts. */
#include <stdlib.h>
#include <string.h>

#include "carrier_config_priv.h"

static int
by_key(const void *a, const void *b)
{
	const struct sst_config_entry *x = a;
	const struct sst_config_entry *y = b;
	int order = strcmp(x->key, y->key);

	if (order != 0)
		return order;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* A phone has a configuration of its own when it has more than defaults. */
static bool
has_own(const struct sst_config_entries *all, int phone)
{
	for (size_t i = 0; i < all->n; i++) {
		if (all->v[i].phone == phone &&
		    all->v[i].rank > SST_CONFIG_NO_SIM)
			return true;
	}
	return false;
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* One value of n entries of the same key: the last one. */
static struct sst_config_value
value_of(const struct sst_config_entry *e, size_t n)
{
	const struct sst_config_entry *last = &e[n - 1];
	const struct sst_config_entry *first = NULL;

	for (size_t i = 0; i < n; i++) {
		if (e[i].rank == SST_CONFIG_DEFAULT)
			first = &e[i];
	}
	return (struct sst_config_value){
		.key = last->key,
		.value = last->value,
		.type = sst_config_type_of(last->key),
		.source = last->source,
		.is_default =
		    first != NULL && is_same(first->value, last->value),
	};
}

int
sst_config_settle(const struct sst_config_entries *all, int phone,
    struct sst_arena *mem, struct sst_carrier_config *out, struct sst_err *err)
{
	bool is_bare = !has_own(all, phone);
	struct sst_config_entry *mine =
	    sst_arena_get_array(mem, all->n, sizeof(*mine));
	struct sst_config_value *v =
	    sst_arena_get_array(mem, all->n, sizeof(*v));
	size_t n = 0;
	size_t count = 0;

	if (mine == NULL || v == NULL)
		return sst_arena_full(mem, err);
	for (size_t i = 0; i < all->n; i++) {
		const struct sst_config_entry *e = &all->v[i];

		if ((e->phone == phone || e->phone == -1) &&
		    (e->rank != SST_CONFIG_NO_SIM || is_bare))
			mine[n++] = *e;
	}
	if (n > 0)
		qsort(mine, n, sizeof(*mine), by_key);
	for (size_t i = 0, same; i < n; i += same) {
		same = 1;
		while (i + same < n &&
		       strcmp(mine[i].key, mine[i + same].key) == 0)
			same++;
		v[count++] = value_of(&mine[i], same);
	}
	out->v = v;
	out->n = count;
	return 0;
}
