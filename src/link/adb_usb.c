/* SPDX-License-Identifier: ISC */
/* adb_usb.c: phones on the bus, and a shell link to one of them. */
#include <stdio.h>
#include <string.h>

#include "adb_usb_priv.h"

#define UNKNOWN "?" /* the serial number of a phone that says none */
#define TEXT_MAX_N 256

/* A phone, or a fault (-1); 1 ends the walk. */
typedef int visit(void *ctx, const struct sst_adb_usb_place *place,
    struct sst_err *err);

static int
start(libusb_context **ctx, struct sst_err *err)
{
	int rc = libusb_init(ctx);

	if (rc != 0)
		return sst_fail(err, SST_E_DEVICE, "USB: %s",
		    libusb_strerror(rc));
	return 0;
}

/* 1 a visit has ended it, 0 all were seen, -1 a fault. */
static int
walk(libusb_context *ctx, visit *see, void *arg, struct sst_err *err)
{
	libusb_device **list;
	ssize_t n = libusb_get_device_list(ctx, &list);
	int rc = 0;

	if (n < 0)
		return sst_fail(err, SST_E_DEVICE, "USB: %s",
		    libusb_strerror((int)n));
	for (ssize_t i = 0; i < n && rc == 0; i++) {
		struct sst_adb_usb_place place;

		if (sst_adb_usb_look(list[i], &place) > 0)
			rc = see(arg, &place, err);
	}
	libusb_free_device_list(list, 1);
	return rc;
}

/* ---- the list ---- */

struct listing {
	struct sst_arena *mem;
	struct sst_adb_devices *out;
};

static const char *
state_of(const struct sst_adb_usb_place *place)
{
	libusb_device_handle *handle;
	int rc = sst_adb_usb_claim(place, &handle);

	if (rc == LIBUSB_ERROR_ACCESS)
		return "no permissions";
	if (rc == LIBUSB_ERROR_BUSY)
		return "busy";
	if (rc != 0)
		return rc == LIBUSB_ERROR_NO_DEVICE ? NULL : "offline";
	(void)libusb_release_interface(handle, place->number);
	libusb_close(handle);
	return "device";
}

/* A text of the device in the arena, other when it has none. */
static int
keep_text(const struct sst_adb_usb_place *place, const char *name,
    const char *other, struct sst_arena *mem, const char **out,
    struct sst_err *err)
{
	struct sst_buf text = { .max = TEXT_MAX_N };
	int rc = -1;

	*out = other;
	if (sst_usb_text(place->where, name, &text, err) < 0)
		goto out;
	rc = 0;
	if (text.n == 0)
		goto out;
	*out = (const char *)sst_arena_copy(mem, sst_buf_span(&text));
	if (*out == NULL)
		rc = sst_arena_full(mem, err);
out:
	sst_buf_fini(&text);
	return rc;
}

static int
see_listed(void *ctx, const struct sst_adb_usb_place *place,
    struct sst_err *err)
{
	struct listing *l = ctx;
	const char *state = state_of(place);
	struct sst_adb_device *v;

	/* Gone since the list was made. */
	if (state == NULL)
		return 0;
	if (l->out->n == SST_ADB_DEVICES)
		return sst_fail(err, SST_E_FORMAT, "more than %d phones on USB",
		    SST_ADB_DEVICES);
	v = sst_arena_grow(l->mem, l->out->v, l->out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(l->mem, err);
	l->out->v = v;
	v += l->out->n;
	v->state = state;
	v->where = sst_arena_printf(l->mem, "usb %s", place->where);
	if (v->where == NULL)
		return sst_arena_full(l->mem, err);
	if (keep_text(place, "serial", UNKNOWN, l->mem, &v->serial, err) < 0 ||
	    keep_text(place, "product", NULL, l->mem, &v->model, err) < 0)
		return -1;
	l->out->n++;
	return 0;
}

int
sst_adb_usb_list(struct sst_arena *mem, struct sst_adb_devices *out,
    struct sst_err *err)
{
	struct listing l = { mem, out };
	libusb_context *ctx;
	int rc;

	*out = (struct sst_adb_devices){ 0 };
	if (start(&ctx, err) < 0)
		return -1;
	rc = walk(ctx, see_listed, &l, err);
	libusb_exit(ctx);
	if (rc < 0)
		*out = (struct sst_adb_devices){ 0 };
	return rc < 0 ? -1 : 0;
}

/* ---- a link ---- */

struct search {
	const char *serial;
	struct sst_adb_usb_place place;
	libusb_device_handle *handle;
};

/* Why a phone that is there cannot be had. */
static const struct {
	int rc;
	const char *text;
	const char *hint;
} reasons[] = {
	{ LIBUSB_ERROR_ACCESS, "no permission to open it",
	    "install scripts/51-simstow-adb.rules in /etc/udev/rules.d, then "
	    "plug the phone in again" },
	{ LIBUSB_ERROR_BUSY, "another program holds it",
	    "an adb server does so: leave it running and let it carry the "
	    "commands, or end it with 'adb kill-server'" },
	{ LIBUSB_ERROR_NO_DEVICE, "it was unplugged", "plug it in again" },
};

static int
fail_claim(const struct sst_adb_usb_place *place, int rc, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].rc != rc)
			continue;
		sst_err_set(err, SST_E_DEVICE, "phone at usb %s: %s",
		    place->where, reasons[i].text);
		sst_err_hint(err, "%s", reasons[i].hint);
		return -1;
	}
	return sst_fail(err, SST_E_DEVICE, "phone at usb %s: %s", place->where,
	    libusb_strerror(rc));
}

static int
see_wanted(void *ctx, const struct sst_adb_usb_place *place,
    struct sst_err *err)
{
	struct search *s = ctx;
	struct sst_buf text = { .max = TEXT_MAX_N };
	bool is_it;
	int rc;

	if (sst_usb_text(place->where, "serial", &text, err) < 0) {
		sst_buf_fini(&text);
		return -1;
	}
	is_it = sst_span_is_equal(sst_buf_span(&text),
	            sst_span_of_text(s->serial)) ||
	        (text.n == 0 && strcmp(s->serial, UNKNOWN) == 0);
	sst_buf_fini(&text);
	if (!is_it)
		return 0;
	rc = sst_adb_usb_claim(place, &s->handle);
	if (rc != 0)
		return fail_claim(place, rc, err);
	s->place = *place;
	return 1;
}

static int
find(libusb_context *ctx, struct search *s, struct sst_err *err)
{
	int rc = walk(ctx, see_wanted, s, err);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	sst_err_set(err, SST_E_DEVICE, "no such phone on USB");
	sst_err_hint(err, "plug it in, unlock it, and switch on USB debugging "
	                  "in its developer options");
	return -1;
}

static int
open_phone(const struct sst_adb_usb *how, struct sst_shell_link *out,
    struct sst_err *err)
{
	struct search s = { .serial = how->serial };
	char marker[SST_ADB_MARKER];
	struct sst_adb_transport to;
	libusb_context *ctx;

	if (start(&ctx, err) < 0)
		return -1;
	if (find(ctx, &s, err) < 0) {
		libusb_exit(ctx);
		return -1;
	}
	if (sst_adb_usb_begin(ctx, s.handle, &s.place, &to, err) < 0)
		return -1;
	sst_adb_shell_marker(marker);
	if (sst_adb_session_open(&to, how, marker, out, err) < 0)
		return -1;
	(void)snprintf(out->reached, sizeof(out->reached), "libusb %s",
	    s.place.where);
	return 0;
}

int
sst_adb_usb_open(const struct sst_adb_usb *how, struct sst_shell_link *out,
    struct sst_err *err)
{
	*out = (struct sst_shell_link){ 0 };
	if (open_phone(how, out, err) < 0)
		return sst_within(err, "adb:%s", how->serial);
	return 0;
}
