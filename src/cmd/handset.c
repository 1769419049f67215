/* SPDX-License-Identifier: ISC */
/* handset.c: phones: which are attached, and what one tells. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <simstow/collect/phone.h>
#include <simstow/know/know.h>
#include <simstow/link/adb_usb.h>

#include "device.h"
#include "handset.h"
#include "say.h"
#include "signals.h"

#define COMMENT_MAX 96 /* bytes by which a phone calls this computer */

bool
sst_handset_is_ready(const struct sst_adb_device *d)
{
	return strcmp(d->state, "device") == 0;
}

/* 1 listed, 0 none runs; one that cannot be talked to is none. */
static int
list_server(struct sst_run *run, struct sst_adb_address *at,
    struct sst_arena *mem, struct sst_adb_devices *out)
{
	struct sst_err why = { 0 };
	int rc = -1;

	*out = (struct sst_adb_devices){ 0 };
	if (sst_adb_server_address(getenv("ADB_SERVER_SOCKET"),
	        getenv("ANDROID_ADB_SERVER_PORT"), at, &why) == 0)
		rc = sst_adb_server_list(at, mem, out, &why);
	if (rc < 0)
		sst_say_warn(run, "adb server: %s", why.msg);
	return rc > 0;
}

static const struct sst_adb_device *
find(const struct sst_adb_devices *list, const char *serial)
{
	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->v[i].serial, serial) == 0)
			return &list->v[i];
	}
	return NULL;
}

static int
add(struct sst_adb_devices *list, const struct sst_adb_device *d,
    struct sst_arena *mem, struct sst_err *err)
{
	struct sst_adb_device *v =
	    sst_arena_grow(mem, list->v, list->n, sizeof(*v));

	if (v == NULL)
		return sst_arena_full(mem, err);
	v[list->n++] = *d;
	list->v = v;
	return 0;
}

int
sst_handset_list(struct sst_run *run, struct sst_arena *mem,
    struct sst_adb_devices *out, struct sst_err *err)
{
	struct sst_adb_devices server, usb;
	struct sst_adb_address at;
	struct sst_err why = { 0 };

	*out = (struct sst_adb_devices){ 0 };
	(void)list_server(run, &at, mem, &server);
	if (sst_adb_usb_list(mem, &usb, &why) < 0)
		sst_say_note(run, "phones on USB: %s", why.msg);
	for (size_t i = 0; i < server.n; i++)
		if (add(out, &server.v[i], mem, err) < 0)
			return -1;
	for (size_t i = 0; i < usb.n; i++)
		if (find(&server, usb.v[i].serial) == NULL &&
		    add(out, &usb.v[i], mem, err) < 0)
			return -1;
	return 0;
}

static void
ask_owner(void *ctx)
{
	struct sst_run *run = ctx;

	sst_say_progress(run, NULL);
	sst_say_line(stderr,
	    "simstow: Allow USB debugging on the phone's screen.");
}

static bool
is_stopped(void *ctx)
{
	struct sst_err ignored;

	(void)ctx;
	return sst_signals_check(&ignored) < 0;
}

static int
open_usb(struct sst_run *run, const char *serial, struct sst_shell_link *out,
    struct sst_err *err)
{
	char comment[COMMENT_MAX] = "simstow@";
	size_t n = strlen(comment);
	struct sst_adb_keys keys = { 0 };
	struct sst_adb_usb how = { .serial = serial,
		.keys = &keys,
		.comment = comment,
		.confirm = ask_owner,
		.is_stopped = is_stopped,
		.ctx = run };
	int rc;

	if (gethostname(comment + n, sizeof(comment) - n - 1) < 0)
		comment[n] = '\0';
	if (sst_adb_keys_load(getenv("HOME"), getenv("ADB_VENDOR_KEYS"), &keys,
	        err) < 0)
		return -1;
	rc = sst_adb_usb_open(&how, out, err);
	sst_adb_keys_fini(&keys);
	return rc;
}

static int
open_any(struct sst_run *run, const char *serial, struct sst_shell_link *out,
    struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_adb_devices server;
	struct sst_adb_address at;
	bool is_served;

	(void)list_server(run, &at, &mem, &server);
	is_served = find(&server, serial) != NULL;
	sst_arena_fini(&mem);
	if (is_served)
		return sst_adb_server_open(&at, serial, out, err);
	return open_usb(run, serial, out, err);
}

static void
tell(void *ctx, const char *line)
{
	sst_say_note(ctx, "%s", line);
}

static void
progress(void *ctx, const char *what)
{
	char line[128];

	(void)snprintf(line, sizeof(line), "reading %s", what);
	sst_say_progress(ctx, line);
}

/* A cell that is empty is no limit. */
static int
level(const char *cell)
{
	return (int)strtol(cell, NULL, 10);
}

static struct sst_collect_setting *
settings(struct sst_arena *mem, size_t *n)
{
	const struct sst_android_setting *rows = sst_know_android_settings(n);
	struct sst_collect_setting *v =
	    sst_arena_get_array(mem, *n, sizeof(*v));

	for (size_t i = 0; v != NULL && i < *n; i++)
		v[i] = (struct sst_collect_setting){ rows[i].space, rows[i].key,
			rows[i].restore, level(rows[i].since),
			level(rows[i].until) };
	return v;
}

static int
collect(struct sst_run *run, const struct sst_handset_want *want,
    struct sst_shell_link *link, struct sst_snapshot *out, struct sst_err *err)
{
	struct sst_collect_phone how = {
		.now = run->now,
		.label = want->label,
		.generator = SST_RUN_GENERATOR,
		.imei = want->imei,
		.progress = progress,
		.progress_ctx = run,
	};
	struct sst_arena mem = { 0 };
	int rc;

	how.settings = settings(&mem, &how.setting_n);
	if (how.settings == NULL)
		rc = sst_arena_full(&mem, err);
	else
		rc = sst_collect_phone(link, &how, out, err);
	sst_arena_fini(&mem);
	return rc;
}

int
sst_handset_read(struct sst_run *run, const struct sst_handset_want *want,
    struct sst_snapshot *out, struct sst_err *err)
{
	struct sst_shell_link link = { 0 };
	int rc = -1;

	sst_say_progress(run, "connecting to the phone");
	sst_say_note(run, "connecting to %s%s", SST_DEVICE_ADB, want->serial);
	sst_signals_hold();
	if (open_any(run, want->serial, &link, err) < 0)
		goto out;
	link.trace = run->common.verbose > 0 ? tell : NULL;
	link.trace_ctx = run;
	link.is_stopped = is_stopped;
	rc = collect(run, want, &link, out, err);
	sst_say_note(run,
	    "%" PRIu64 " commands, %" PRIu64 " waits, %" PRIu64
	    " bytes out, %" PRIu64 " bytes in",
	    link.count.commands, link.count.roundtrips, link.count.bytes_out,
	    link.count.bytes_in);
	sst_shell_link_close(&link);
out:
	sst_say_progress(run, NULL);
	sst_signals_release();
	return rc;
}
