/* SPDX-License-Identifier: ISC */
/* device.c: from a device's name to an open link. */
#include <inttypes.h>
#include <string.h>

#include "device.h"
#include "handset.h"
#include "readers.h"
#include "say.h"
#include "signals.h"

#define NAMES_MAX 200 /* bytes of names in a message */

static bool
begins(const char *name, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(name, prefix, n) == 0 && name[n] != '\0';
}

bool
sst_device_is_name(const char *word)
{
	return begins(word, SST_DEVICE_PCSC) || begins(word, SST_DEVICE_CCID) ||
	       begins(word, SST_DEVICE_ADB);
}

static int
find_reader(const char *name, struct sst_arena *mem, const char **reader,
    struct sst_err *err)
{
	const char *wanted = name + strlen(SST_DEVICE_PCSC);
	struct sst_pcsc_readers all;

	if (sst_pcsc_list(mem, &all, err) < 0)
		return -1;
	for (size_t i = 0; i < all.n; i++)
		if (strcmp(all.v[i].name, wanted) == 0) {
			*reader = all.v[i].name;
			return 0;
		}
	sst_err_set(err, SST_E_DEVICE, "%s: no such reader", name);
	sst_err_hint(err, "simstow devices lists those there are");
	return -1;
}

static int
find_ccid(struct sst_run *run, const char *name, struct sst_arena *mem,
    struct sst_device_choice *out, struct sst_err *err)
{
	const char *wanted = name + strlen(SST_DEVICE_CCID);
	struct sst_readers all;

	if (sst_readers_list(run, false, mem, &all, err) < 0)
		return -1;
	for (size_t i = 0; i < all.n; i++) {
		const struct sst_reader *r = &all.v[i];

		if (r->ccid == NULL || strcmp(r->ccid->name, wanted) != 0)
			continue;
		if (r->pcsc == NULL) {
			out->ccid = r->ccid->name;
			return 0;
		}
		out->reader = r->pcsc->name;
		sst_say_info(run,
		    "%s: the PC/SC service holds it; reading it as %s%s", name,
		    SST_DEVICE_PCSC, out->reader);
		return 0;
	}
	sst_err_set(err, SST_E_DEVICE, "%s: no such reader", name);
	sst_err_hint(err, "simstow devices lists those there are");
	return -1;
}

static int
find_named(struct sst_run *run, const char *name, struct sst_arena *mem,
    struct sst_device_choice *out, struct sst_err *err)
{
	if (begins(name, SST_DEVICE_PCSC))
		return find_reader(name, mem, &out->reader, err);
	if (begins(name, SST_DEVICE_CCID))
		return find_ccid(run, name, mem, out, err);
	if (!begins(name, SST_DEVICE_ADB))
		return sst_fail(err, SST_E_USAGE,
		    "device \"%s\": want pcsc:READER, ccid:BUS-PORT or "
		    "adb:SERIAL, as simstow devices prints it",
		    name);
	out->serial = sst_arena_text(mem, name + strlen(SST_DEVICE_ADB));
	return out->serial == NULL ? sst_arena_full(mem, err) : 0;
}

static bool
has_card(const struct sst_reader *r)
{
	if (r->pcsc == NULL)
		return r->ccid->state == SST_CCID_CARD;
	return r->pcsc->state != SST_PCSC_EMPTY &&
	       r->pcsc->state != SST_PCSC_UNKNOWN;
}

/* What there is to choose from. */
struct found {
	struct sst_readers readers;
	struct sst_adb_devices phones;
	size_t cards;
	size_t ready;
	char names[NAMES_MAX + 1];
};

static void
add_name(struct found *f, const char *kind, const char *name)
{
	size_t used = strlen(f->names);
	int n = snprintf(f->names + used, sizeof(f->names) - used, "%s%s%s",
	    used == 0 ? "" : ", ", kind, name);

	if (n < 0 || (size_t)n >= sizeof(f->names) - used)
		f->names[used] = '\0';
}

static void
count_reader(struct found *f, const struct sst_reader *r,
    struct sst_device_choice *out)
{
	if (!has_card(r))
		return;
	f->cards++;
	if (r->pcsc != NULL) {
		out->reader = r->pcsc->name;
		add_name(f, SST_DEVICE_PCSC, out->reader);
	} else {
		out->ccid = r->ccid->name;
		add_name(f, SST_DEVICE_CCID, out->ccid);
	}
}

static void
count(struct found *f, struct sst_device_choice *out)
{
	for (size_t i = 0; i < f->readers.n; i++)
		count_reader(f, &f->readers.v[i], out);
	for (size_t i = 0; i < f->phones.n; i++) {
		if (!sst_handset_is_ready(&f->phones.v[i]))
			continue;
		f->ready++;
		out->serial = f->phones.v[i].serial;
		add_name(f, SST_DEVICE_ADB, out->serial);
	}
}

/* The first reader of which it cannot be said whether it has a card. */
static const struct sst_ccid_reader *
find_closed(const struct sst_readers *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].pcsc == NULL &&
		    all->v[i].ccid->state != SST_CCID_EMPTY)
			return all->v[i].ccid;
	return NULL;
}

static int
is_closed(const struct sst_ccid_reader *r, struct sst_err *err)
{
	sst_err_set(err, SST_E_DEVICE, "%s%s: %s", SST_DEVICE_CCID, r->name,
	    r->why != NULL ? r->why : sst_ccid_state_name(r->state));
	if (r->state == SST_CCID_FORBIDDEN)
		sst_err_hint(err, "%s", SST_READERS_HINT_RULE);
	if (r->state == SST_CCID_BUSY)
		sst_err_hint(err, "end the program that uses the reader; "
		                  "pcscd may be it, which then has to run "
		                  "where this program finds it");
	return -1;
}

/* The nearest thing to a device is what the message is about. */
static int
is_nothing(const struct found *f, struct sst_err *err)
{
	const struct sst_ccid_reader *closed;

	if (f->phones.n > 0) {
		sst_err_set(err, SST_E_DEVICE, "%s%s: %s", SST_DEVICE_ADB,
		    f->phones.v[0].serial, f->phones.v[0].state);
		sst_err_hint(err, "unlock the phone and allow USB debugging "
		                  "on its screen");
		return -1;
	}
	closed = find_closed(&f->readers);
	if (closed != NULL)
		return is_closed(closed, err);
	if (f->readers.n > 0)
		return sst_fail(err, SST_E_DEVICE, "no card in %s",
		    f->readers.n == 1 ? "the reader" : "any of the readers");
	return sst_readers_fail_none(&f->readers, err);
}

static int
find_only(struct sst_run *run, struct sst_arena *mem,
    struct sst_device_choice *out, struct sst_err *err)
{
	struct found f = { 0 };

	if (sst_handset_list(run, mem, &f.phones, err) < 0 ||
	    sst_readers_list(run, true, mem, &f.readers, err) < 0)
		return -1;
	count(&f, out);
	if (f.cards + f.ready == 1)
		return 0;
	*out = (struct sst_device_choice){ 0 };
	if (f.cards + f.ready == 0)
		return is_nothing(&f, err);
	sst_err_set(err, SST_E_USAGE, "several %s: %s",
	    f.ready == 0 ? "readers have a card" : "devices are there",
	    f.names);
	sst_err_hint(err, "choose one with --device");
	return -1;
}

int
sst_device_find(struct sst_run *run, const char *name, struct sst_arena *mem,
    struct sst_device_choice *out, struct sst_err *err)
{
	*out = (struct sst_device_choice){ 0 };
	if (name != NULL)
		return find_named(run, name, mem, out, err);
	return find_only(run, mem, out, err);
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
	l->is_short = inner->is_short;
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
sst_device_open(struct sst_run *run, const struct sst_device_choice *which,
    long wait_s, struct sst_device_link *d, struct sst_err *err)
{
	const bool is_ccid = which->ccid != NULL;
	const char *name = is_ccid ? which->ccid : which->reader;
	unsigned wait_ms = (unsigned)wait_s * 1000;
	int rc;

	*d = (struct sst_device_link){ 0 };
	sst_say_progress(run, "connecting to the card");
	sst_say_note(run, "connecting to %s%s",
	    is_ccid ? SST_DEVICE_CCID : SST_DEVICE_PCSC, name);
	rc = is_ccid ? sst_ccid_open(name, wait_ms, &d->inner, err)
	             : sst_pcsc_open(name, wait_ms, &d->inner, err);
	if (rc < 0)
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
