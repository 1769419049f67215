/* SPDX-License-Identifier: ISC */
/* index.c: the members of an archive, to be found by name. */
#include <stdlib.h>
#include <string.h>

#include <simstow/manifest/manifest.h>

#include "codec_priv.h"

static int
compare(const void *a, const void *b)
{
	const struct sst_codec_entry *x = a;
	const struct sst_codec_entry *y = b;

	return strcmp(x->member->name, y->member->name);
}

static int
check_name(const struct sst_member *m, size_t at, struct sst_err *err)
{
	if (m->name == NULL || !sst_member_is_name(m->name))
		return sst_fail(err, SST_E_FORMAT,
		    "member %zu has a name that no member may have", at);
	return 0;
}

int
sst_index_new(const struct sst_members *members, struct sst_arena *mem,
    struct sst_codec_index *out, struct sst_err *err)
{
	size_t n = members->n;
	struct sst_codec_entry *v = sst_arena_get_array(mem, n, sizeof(*v));

	*out = (struct sst_codec_index){ 0 };
	if (v == NULL)
		return sst_arena_full(mem, err);
	for (size_t i = 0; i < n; i++) {
		if (check_name(&members->v[i], i, err) < 0)
			return -1;
		v[i].member = &members->v[i];
	}
	qsort(v, n, sizeof(*v), compare);
	for (size_t i = 1; i < n; i++) {
		if (compare(&v[i - 1], &v[i]) == 0)
			return sst_fail(err, SST_E_FORMAT,
			    "member %s is there twice", v[i].member->name);
	}
	*out = (struct sst_codec_index){ v, n };
	return 0;
}

const struct sst_member *
sst_index_find(const struct sst_codec_index *index, const char *name)
{
	const struct sst_member wanted = { .name = name };
	const struct sst_codec_entry key = { &wanted };
	const struct sst_codec_entry *found = NULL;

	if (index->n > 0 && strcmp(name, SST_MANIFEST_NAME) != 0)
		found = bsearch(&key, index->v, index->n, sizeof(*index->v),
		    compare);
	return found != NULL ? found->member : NULL;
}
