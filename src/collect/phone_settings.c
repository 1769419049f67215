/* SPDX-License-Identifier: ISC */
/* phone_settings.c: the settings that are wanted, of the phone and of lines. */
#include <stdlib.h>
#include <string.h>

#include "phone_priv.h"

#define SUFFIX "[SUBID]"
#define SUFFIX_N (sizeof(SUFFIX) - 1)
#define ID_DIGITS 9

const char *const sst_phone_space_names[SST_PHONE_SPACES] = {
	[SST_SPACE_GLOBAL] = "global",
	[SST_SPACE_SECURE] = "secure",
	[SST_SPACE_SYSTEM] = "system",
};

/*
 * What is asked for every line, or for the one of a phone with one slot,
 * where Settings leaves the subscription id out.
 */
struct wanted {
	const struct sst_collect_setting *row;
	size_t stem; /* characters of the key before the suffix */
	bool is_of_line;
};

int
sst_phone_settings_take(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err)
{
	struct sst_pairs *list = &r->settings[a->argument];

	if (sst_pairs_settings(a->text, &r->scratch, list, err) < 0)
		return -1;
	return sst_phone_gap_faults(r, a->what, a->member, &list->faults, err);
}

static bool
is_wanted(const struct sst_phone_run *r, const struct sst_collect_setting *row)
{
	return (row->since == 0 || r->sdk >= row->since) &&
	       (row->until == 0 || r->sdk <= row->until);
}

/* The subscription id behind the stem of a key, or -1. */
static int
id_behind(const char *key, size_t stem)
{
	size_t n = strspn(key + stem, "0123456789");

	if (n == 0 || n > ID_DIGITS || key[stem + n] != '\0')
		return -1;
	return (int)strtol(key + stem, NULL, 10);
}

static struct sst_profile *
line_of(const struct sst_phone_run *r, int id)
{
	for (size_t i = 0; id >= 0 && i < r->snap->profiles.n; i++) {
		struct sst_profile *p = &r->snap->profiles.v[i];

		if (p->subscription.v == id)
			return p;
	}
	return NULL;
}

/* Where the setting goes; NULL: it is not one of the wanted. */
static struct sst_settings *
place_of(const struct sst_phone_run *r, const struct wanted *w, const char *key,
    bool *is_of_line)
{
	struct sst_profile *p;

	*is_of_line = false;
	if (strncmp(key, w->row->key, w->stem) != 0)
		return NULL;
	if (key[w->stem] == '\0' && (!w->is_of_line || r->slots == 1))
		return &r->snap->settings;
	p = w->is_of_line ? line_of(r, id_behind(key, w->stem)) : NULL;
	*is_of_line = p != NULL;
	return p != NULL ? &p->settings : NULL;
}

static int
keep(struct sst_phone_run *r, const struct wanted *w, struct sst_settings *to,
    bool is_of_line, const char *value, struct sst_err *err)
{
	struct sst_arena *mem = &r->snap->mem;
	struct sst_setting *v;

	if (to->n == SST_PHONE_SETTINGS) {
		size_t n = to->n + 1;

		return sst_phone_gap_cut(r, "settings list", to->n, &n, err);
	}
	v = sst_arena_grow(mem, to->v, to->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	to->v = v;
	v += to->n++;
	v->key = sst_arena_printf(mem, "%.*s%s", (int)w->stem, w->row->key,
	    is_of_line ? "[ICCID]" : "");
	if (v->key == NULL)
		return sst_arena_full(mem, err);
	if (sst_phone_copy(r, w->row->space, &v->space, err) < 0 ||
	    sst_phone_copy(r, w->row->restore, &v->restore, err) < 0)
		return -1;
	return sst_phone_copy(r, value, &v->value, err);
}

static int
keep_row(struct sst_phone_run *r, const struct wanted *w,
    const struct sst_pairs *pairs, struct sst_err *err)
{
	for (size_t i = 0; i < pairs->n; i++) {
		const struct sst_pair *pair = &pairs->v[i];
		bool is_of_line;
		struct sst_settings *to =
		    place_of(r, w, pair->key, &is_of_line);

		if (to != NULL &&
		    keep(r, w, to, is_of_line, pair->value, err) < 0)
			return -1;
	}
	return 0;
}

static const struct sst_pairs *
pairs_of(const struct sst_phone_run *r, const char *space)
{
	for (size_t i = 0; i < SST_PHONE_SPACES; i++) {
		if (strcmp(space, sst_phone_space_names[i]) == 0)
			return &r->settings[i];
	}
	return NULL;
}

int
sst_phone_settings_keep(struct sst_phone_run *r, struct sst_err *err)
{
	for (size_t i = 0; i < r->how->setting_n; i++) {
		const struct sst_collect_setting *row = &r->how->settings[i];
		const struct sst_pairs *pairs = pairs_of(r, row->space);
		struct wanted w = { row, strlen(row->key), false };

		if (pairs == NULL || !is_wanted(r, row))
			continue;
		if (w.stem > SUFFIX_N &&
		    strcmp(row->key + w.stem - SUFFIX_N, SUFFIX) == 0) {
			w.stem -= SUFFIX_N;
			w.is_of_line = true;
		}
		if (keep_row(r, &w, pairs, err) < 0)
			return -1;
	}
	return 0;
}
