/* SPDX-License-Identifier: ISC */
/*
 * adb_usb_io.c: bulk transfers that are waited for in slices. A read that has
 * nothing yet stays with the kernel and is taken up again by the next call:
 * cancelling it could lose what has just come.
 */
#include <stdlib.h>
#include <string.h>

#include "adb_usb_priv.h"

#define BLOCK 65536       /* bytes of one transfer: a multiple of any packet */
#define STALE_MS 30       /* silence that ends an older session's remains */
#define STALE_MAX_N 65536 /* transfers of them */
#define CANCEL_MS 1000    /* for the kernel to give a transfer back */

/* One direction. */
struct line {
	struct libusb_transfer *transfer;
	uint8_t *block;
	bool is_busy; /* with the kernel */
	int is_done;  /* come back, and not looked at yet */
};

struct usb {
	libusb_context *ctx;
	libusb_device_handle *handle;
	struct sst_adb_usb_place place;
	struct line in;
	struct line out;
};

static void
on_done(struct libusb_transfer *t)
{
	struct line *line = t->user_data;

	line->is_done = 1;
}

static int
fail_gone(struct sst_err *err)
{
	return sst_fail(err, SST_E_DEVICE, "the phone was unplugged");
}

static int
fail_usb(struct sst_err *err, int rc, const char *what)
{
	if (rc == LIBUSB_ERROR_NO_DEVICE)
		return fail_gone(err);
	return sst_fail(err, SST_E_DEVICE, "USB: %s: %s", what,
	    libusb_strerror(rc));
}

/* What became of a transfer that came back. */
static const struct {
	enum libusb_transfer_status status;
	const char *text;
} ends[] = {
	{ LIBUSB_TRANSFER_ERROR, "the transfer failed" },
	{ LIBUSB_TRANSFER_TIMED_OUT, "the transfer took too long" },
	{ LIBUSB_TRANSFER_CANCELLED, "the transfer was cancelled" },
	{ LIBUSB_TRANSFER_STALL, "the phone stalled the endpoint" },
	{ LIBUSB_TRANSFER_OVERFLOW, "the phone sent more than was asked for" },
};

static int
check(const struct line *line, const char *what, struct sst_err *err)
{
	enum libusb_transfer_status status = line->transfer->status;

	if (status == LIBUSB_TRANSFER_COMPLETED)
		return 0;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (ends[i].status != status)
			continue;
		sst_err_set(err, SST_E_DEVICE, "USB: %s: %s", what,
		    ends[i].text);
		sst_err_hint(err, "unplug the phone and plug it in again");
		return -1;
	}
	return fail_gone(err);
}

static int
submit(struct usb *u, struct line *line, uint8_t endpoint, size_t n,
    const char *what, struct sst_err *err)
{
	int rc;

	libusb_fill_bulk_transfer(line->transfer, u->handle, endpoint,
	    line->block, (int)n, on_done, line, 0);
	line->is_done = 0;
	rc = libusb_submit_transfer(line->transfer);
	if (rc != 0)
		return fail_usb(err, rc, what);
	line->is_busy = true;
	return 0;
}

/* 1 it came back, 0 not within ms, -1 libusb failed. */
static int
await(struct usb *u, struct line *line, unsigned ms, struct sst_err *err)
{
	uint64_t until = sst_adb_now() + ms;

	while (line->is_done == 0) {
		uint64_t now = sst_adb_now();
		uint64_t left = now < until ? until - now : 0;
		struct timeval t = { (time_t)(left / 1000),
			(suseconds_t)(left % 1000 * 1000) };
		int rc = libusb_handle_events_timeout_completed(u->ctx, &t,
		    &line->is_done);

		if (rc != 0 && rc != LIBUSB_ERROR_INTERRUPTED)
			return fail_usb(err, rc, "events");
		if (left == 0 && line->is_done == 0)
			return 0;
	}
	line->is_busy = false;
	return 1;
}

/* Bounded, because a kernel may lose one; true: it is ours again. */
static bool
cancel(struct usb *u, struct line *line)
{
	struct sst_err err;

	if (!line->is_busy)
		return true;
	(void)libusb_cancel_transfer(line->transfer);
	return await(u, line, CANCEL_MS, &err) == 1;
}

static int
send_block(struct usb *u, struct sst_span s, const struct sst_adb_wait *w,
    struct sst_err *err)
{
	uint64_t until = sst_adb_now() + w->ms;
	struct line *line = &u->out;
	int rc = 0;

	if (s.n > 0)
		memcpy(line->block, s.p, s.n);
	if (submit(u, line, u->place.ep_out, s.n, "write", err) < 0)
		return -1;
	while (rc == 0) {
		if (sst_adb_check_stop(w, err) < 0)
			break;
		rc = await(u, line, SST_ADB_SLICE_MS, err);
		if (rc == 0 && sst_adb_now() >= until) {
			sst_err_set(err, SST_E_DEVICE,
			    "USB: the phone took nothing within %u ms", w->ms);
			break;
		}
	}
	if (rc <= 0) {
		/* Half of a packet may be out: there is no way on. */
		(void)cancel(u, line);
		return -1;
	}
	if (check(line, "write", err) < 0)
		return -1;
	if ((size_t)line->transfer->actual_length != s.n)
		return sst_fail(err, SST_E_DEVICE,
		    "USB: write: %d of %zu bytes taken",
		    line->transfer->actual_length, s.n);
	return 0;
}

/*
 * A transfer ends with a packet that is not full: after full ones alone an
 * empty one has to come.
 */
static int
usb_send(void *ctx, struct sst_span s, const struct sst_adb_wait *w,
    struct sst_err *err)
{
	const struct sst_span none = { 0 };
	struct usb *u = ctx;
	bool is_full = s.n > 0 && s.n % u->place.packet_out == 0;

	if (u->out.is_busy)
		return sst_fail(err, SST_E_DEVICE, "USB: an older write hangs");
	while (s.n > 0) {
		struct sst_span part = { s.p, s.n < BLOCK ? s.n : BLOCK };

		if (send_block(u, part, w, err) < 0)
			return -1;
		s.p += part.n;
		s.n -= part.n;
	}
	return is_full ? send_block(u, none, w, err) : 0;
}

/*
 * As long as what is wanted, rounded up to whole packets: with less the phone
 * could overflow it, with more a payload of full packets would not end it.
 */
static size_t
request(const struct usb *u, size_t want)
{
	size_t packet = u->place.packet_in;

	if (want > BLOCK - packet)
		return BLOCK / packet * packet;
	return (want + packet - 1) / packet * packet;
}

static int
usb_recv(void *ctx, size_t want, struct sst_buf *in, unsigned ms,
    struct sst_err *err)
{
	struct usb *u = ctx;
	struct sst_span got;
	int rc;

	if (!u->in.is_busy && submit(u, &u->in, u->place.ep_in,
	                          request(u, want), "read", err) < 0)
		return -1;
	rc = await(u, &u->in, ms, err);
	if (rc <= 0)
		return rc;
	if (check(&u->in, "read", err) < 0)
		return -1;
	got.p = u->in.block;
	got.n = (size_t)u->in.transfer->actual_length;
	return sst_buf_put(in, got, err) < 0 ? -1 : 1;
}

static uint64_t
usb_now(void *ctx)
{
	(void)ctx;
	return sst_adb_now();
}

/* What the kernel does not give back is left to it: it may still write. */
static void
line_fini(struct usb *u, struct line *line)
{
	if (!cancel(u, line))
		return;
	libusb_free_transfer(line->transfer);
	if (line->block != NULL)
		explicit_bzero(line->block, BLOCK);
	free(line->block);
}

static void
usb_close(void *ctx)
{
	struct usb *u = ctx;

	line_fini(u, &u->in);
	line_fini(u, &u->out);
	(void)libusb_release_interface(u->handle, u->place.number);
	libusb_close(u->handle);
	libusb_exit(u->ctx);
	free(u);
}

static int
line_init(struct line *line, struct sst_err *err)
{
	line->transfer = libusb_alloc_transfer(0);
	line->block = malloc(BLOCK);
	if (line->transfer == NULL || line->block == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory");
	return 0;
}

/*
 * The endpoints start afresh; what an older session left to be read goes. The
 * device is not reset: that would take its other interfaces from others.
 */
static int
refresh(struct usb *u, struct sst_err *err)
{
	struct sst_buf old = { 0 };
	int rc = 1;

	(void)libusb_clear_halt(u->handle, u->place.ep_in);
	(void)libusb_clear_halt(u->handle, u->place.ep_out);
	for (int i = 0; i < STALE_MAX_N && rc > 0; i++) {
		rc = usb_recv(u, SST_ADB_HEADER, &old, STALE_MS, err);
		sst_buf_clear(&old);
	}
	sst_buf_fini(&old);
	return rc < 0 ? -1 : 0;
}

int
sst_adb_usb_begin(libusb_context *ctx, libusb_device_handle *handle,
    const struct sst_adb_usb_place *place, struct sst_adb_transport *out,
    struct sst_err *err)
{
	struct usb *u = calloc(1, sizeof(*u));

	if (u == NULL) {
		libusb_close(handle);
		libusb_exit(ctx);
		return sst_fail(err, SST_E_FAILED, "no memory");
	}
	*u = (struct usb){ .ctx = ctx, .handle = handle, .place = *place };
	if (line_init(&u->in, err) < 0 || line_init(&u->out, err) < 0 ||
	    refresh(u, err) < 0) {
		usb_close(u);
		return -1;
	}
	*out = (struct sst_adb_transport){ u, usb_now, usb_send, usb_recv,
		usb_close };
	return 0;
}
