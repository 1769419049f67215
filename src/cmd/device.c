/* SPDX-License-Identifier: ISC */
/* device.c: from a device's name to an open link. */
#include <inttypes.h>
#include <string.h>

#include "device.h"
#include "say.h"
#include "signals.h"

#define NAMES_MAX 200 /* bytes of names in a message */

static int
check_name(const char *name, struct sst_err *err)
{
	size_t n = strlen(SST_DEVICE_PCSC);

	if (strncmp(name, SST_DEVICE_PCSC, n) == 0 && name[n] != '\0')
		return 0;
	sst_err_set(err, SST_E_USAGE,
	    "device \"%s\": want pcsc:READER, as simstow devices prints it",
	    name);
	return -1;
}

static int
find_named(const char *name, const struct sst_pcsc_readers *all,
    const char **reader, struct sst_err *err)
{
	const char *wanted = name + strlen(SST_DEVICE_PCSC);

	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i].name, wanted) == 0) {
			*reader = all->v[i].name;
			return 0;
		}
	sst_err_set(err, SST_E_DEVICE, "%s: no such reader", name);
	sst_err_hint(err, "simstow devices lists those there are");
	return -1;
}

static bool
has_card(const struct sst_pcsc_reader *r)
{
	return r->state != SST_PCSC_EMPTY && r->state != SST_PCSC_UNKNOWN;
}

static int
is_ambiguous(const struct sst_pcsc_readers *all, struct sst_err *err)
{
	char names[NAMES_MAX + 1] = "";
	size_t used = 0;

	for (size_t i = 0; i < all->n; i++) {
		int n;

		if (!has_card(&all->v[i]))
			continue;
		n = snprintf(names + used, sizeof(names) - used, "%s%s%s",
		    used == 0 ? "" : ", ", SST_DEVICE_PCSC, all->v[i].name);
		if (n < 0 || (size_t)n >= sizeof(names) - used)
			break;
		used += (size_t)n;
	}
	sst_err_set(err, SST_E_USAGE, "several readers have a card: %s", names);
	sst_err_hint(err, "choose one with --device");
	return -1;
}

static int
find_only(const struct sst_pcsc_readers *all, const char **reader,
    struct sst_err *err)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (has_card(&all->v[i])) {
			*reader = all->v[i].name;
			n++;
		}
	if (n == 1)
		return 0;
	if (n > 1)
		return is_ambiguous(all, err);
	if (all->n > 0)
		return sst_fail(err, SST_E_DEVICE, "no card in %s",
		    all->n == 1 ? "the reader" : "any of the readers");
	sst_err_set(err, SST_E_DEVICE, "no smart-card reader found");
	sst_err_hint(err, "plug one in; simstow devices lists those there are");
	return -1;
}

int
sst_device_find(const char *name, struct sst_arena *mem, const char **reader,
    struct sst_err *err)
{
	struct sst_pcsc_readers all;

	*reader = NULL;
	if (name != NULL && check_name(name, err) < 0)
		return -1;
	if (sst_pcsc_list(mem, &all, err) < 0)
		return -1;
	if (name != NULL)
		return find_named(name, &all, reader, err);
	return find_only(&all, reader, err);
}

/* The outer link's name is put before errors by whoever calls this. */
static int
watched_exchange(struct sst_card_link *l, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	struct sst_card_link *inner = l->impl;

	if (sst_signals_check(err) < 0)
		return -1;
	return inner->ops->exchange(inner, cmd, resp, err);
}

static int
watched_reset(struct sst_card_link *l, struct sst_err *err)
{
	struct sst_card_link *inner = l->impl;

	if (sst_signals_check(err) < 0 || inner->ops->reset(inner, err) < 0)
		return -1;
	memcpy(l->atr, inner->atr, sizeof(l->atr));
	l->atr_n = inner->atr_n;
	l->protocol = inner->protocol;
	return 0;
}

static void
watched_close(struct sst_card_link *l)
{
	sst_card_link_close(l->impl);
}

static const struct sst_card_link_ops watched = { watched_exchange,
	watched_reset, watched_close };

static void
tell(void *ctx, const char *line)
{
	sst_say_note(ctx, "%s", line);
}

int
sst_device_open(struct sst_run *run, const char *reader, long wait_s,
    struct sst_device_link *d, struct sst_err *err)
{
	*d = (struct sst_device_link){ 0 };
	sst_say_progress(run, "connecting to the card");
	sst_say_note(run, "connecting to %s%s", SST_DEVICE_PCSC, reader);
	if (sst_pcsc_open(reader, (unsigned)wait_s * 1000, &d->inner, err) < 0)
		return -1;
	sst_signals_hold();
	d->link = d->inner;
	d->link.ops = &watched;
	d->link.impl = &d->inner;
	d->link.trace = run->common.verbose > 0 ? tell : NULL;
	d->link.trace_ctx = run;
	return 0;
}

void
sst_device_close(struct sst_run *run, struct sst_device_link *d)
{
	const struct sst_card_link_count *c = &d->link.count;

	if (d->link.ops == NULL)
		return;
	sst_say_note(run,
	    "%" PRIu64 " commands, %" PRIu64 " bytes out, %" PRIu64 " bytes in",
	    c->apdus, c->bytes_out, c->bytes_in);
	sst_card_link_close(&d->link);
	sst_say_progress(run, NULL);
	sst_signals_release();
}
