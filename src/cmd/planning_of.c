/* SPDX-License-Identifier: ISC */
/* planning_of.c: of several devices, the one that something happened to. */
#include <string.h>
#include <strings.h>

#include <simstow/snapshot/merge.h>

#include "planning.h"
#include "say.h"

/* Snapshots in two heaps: what the plan is of, and what is in hand. */
struct heaps {
	const struct sst_snapshot **of;
	const char **of_names;
	size_t of_n;
	const struct sst_snapshot **other;
	const char **other_names;
	size_t other_n;
	size_t devices; /* that the word means */
};

static bool
is_word(const char *text, const char *word)
{
	return text != NULL && strcasecmp(text, word) == 0;
}

/* Its label, model, serial number, how it was reached, an EID, its ICCID. */
static bool
is_meant(const struct sst_snapshot *s, const char *word)
{
	const struct sst_device *d = &s->device;

	if (is_word(d->label, word) || is_word(d->model, word) ||
	    is_word(d->serial, word) || is_word(d->reached_by, word))
		return true;
	for (size_t i = 0; i < s->euiccs.n; i++)
		if (is_word(s->euiccs.v[i].eid, word))
			return true;
	return d->kind == SST_DEVICE_UICC && s->profiles.n > 0 &&
	       is_word(s->profiles.v[0].iccid, word);
}

static const char *
title_of(const struct sst_snapshot *s)
{
	const struct sst_device *d = &s->device;
	const char *names[] = { d->label, d->model, d->serial, d->reached_by };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i] != NULL && *names[i] != '\0')
			return names[i];
	return "a device without a name";
}

/* Every device once, in one line: "Pixel 8, travel card". */
static const char *
titles(struct sst_planning *p, const struct sst_snapshot *const *in, size_t n,
    size_t *devices)
{
	const char *out = "";

	*devices = 0;
	for (size_t i = 0; i < n && out != NULL; i++) {
		bool is_new = in[i]->kind == SST_SNAPSHOT_DEVICE;

		for (size_t k = 0; k < i; k++)
			if (in[k]->kind == SST_SNAPSHOT_DEVICE &&
			    strcmp(title_of(in[k]), title_of(in[i])) == 0)
				is_new = false;
		if (!is_new)
			continue;
		out = sst_arena_printf(&p->mem, "%s%s%s", out,
		    *devices == 0 ? "" : ", ", title_of(in[i]));
		(*devices)++;
	}
	return out;
}

static int
get_heaps(struct sst_planning *p, size_t n, struct heaps *h,
    struct sst_err *err)
{
	h->of = sst_arena_get_array(&p->mem, n, sizeof(struct sst_snapshot *));
	h->other =
	    sst_arena_get_array(&p->mem, n, sizeof(struct sst_snapshot *));
	h->of_names = sst_arena_get_array(&p->mem, n, sizeof(*h->of_names));
	h->other_names =
	    sst_arena_get_array(&p->mem, n, sizeof(*h->other_names));
	if (h->of == NULL || h->other == NULL || h->of_names == NULL ||
	    h->other_names == NULL)
		return sst_arena_full(&p->mem, err);
	return 0;
}

static void
put_one(struct heaps *h, const struct sst_snapshot *s, const char *name,
    const char *word)
{
	bool is_device = s->kind == SST_SNAPSHOT_DEVICE;

	if (is_device && !is_meant(s, word)) {
		h->other[h->other_n] = s;
		h->other_names[h->other_n++] = name;
		return;
	}
	h->devices += is_device;
	h->of[h->of_n] = s;
	h->of_names[h->of_n++] = name;
}

static int
merge_one_of(struct sst_planning *p, const struct sst_snapshot *const *in,
    const char *const *names, size_t n, struct sst_err *err)
{
	struct heaps h = { 0 };
	const char *there;
	size_t devices;

	if (get_heaps(p, n, &h, err) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		put_one(&h, in[i], names[i], p->o->of);
	if (h.devices == 0) {
		there = titles(p, in, n, &devices);
		sst_err_set(err, SST_E_USAGE, "%s: --of \"%s\": no such device",
		    p->run->name, p->o->of);
		if (there != NULL && *there != '\0' && !p->run->common.redact)
			sst_err_hint(err, "there are: %s", there);
		return -1;
	}
	if (sst_merge(h.of, h.of_names, h.of_n, &p->known, err) < 0 ||
	    sst_merge(h.other, h.other_names, h.other_n, &p->in_hand, err) < 0)
		return -1;
	p->input.in_hand = &p->in_hand;
	return 0;
}

int
sst_planning_merge(struct sst_planning *p, const struct sst_snapshot *const *in,
    const char *const *names, size_t n, struct sst_err *err)
{
	const char *there;
	size_t devices;

	if (p->o->of != NULL)
		return merge_one_of(p, in, names, n, err);
	there = titles(p, in, n, &devices);
	if (devices > 1 && there != NULL && !p->run->common.redact)
		sst_say_info(p->run,
		    "the plan takes these for one: %s; --of names the one it "
		    "happened to",
		    there);
	return sst_merge(in, names, n, &p->known, err);
}
