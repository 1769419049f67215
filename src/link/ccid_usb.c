/* SPDX-License-Identifier: ISC */
/*
 * ccid_usb.c: bulk transfers to and from a reader. There is never more than
 * one under way: a reader answers when it was asked.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ccid_usb_priv.h"

#define CANCEL_MS 1000  /* for the kernel to give a transfer back */
#define CONTROL_MS 1000 /* for a control request */

struct usb {
	libusb_context *ctx;
	libusb_device_handle *handle;
	int number; /* of the interface */
	uint8_t ep_in;
	uint8_t ep_out;
	struct libusb_transfer *transfer;
	uint8_t *block;
	size_t block_n; /* whole packets, and more than the longest message */
	int is_done;    /* the transfer has come back */
	bool is_lost;   /* the kernel keeps it */
};

static uint64_t
usb_now(void *ctx)
{
	struct timespec t = { 0 };

	(void)ctx;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void
on_done(struct libusb_transfer *t)
{
	struct usb *u = t->user_data;

	u->is_done = 1;
}

static int
fail_gone(struct sst_err *err)
{
	sst_err_set(err, SST_E_DEVICE, "the reader was unplugged");
	sst_err_hint(err, "plug the reader in again, then try again");
	return -1;
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
	{ LIBUSB_TRANSFER_STALL, "the reader stalled the endpoint" },
	{ LIBUSB_TRANSFER_OVERFLOW, "the reader sent more than a message" },
};

static int
fail_end(const struct usb *u, const char *what, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (ends[i].status != u->transfer->status)
			continue;
		sst_err_set(err, SST_E_DEVICE, "USB: %s: %s", what,
		    ends[i].text);
		sst_err_hint(err, "unplug the reader and plug it in again");
		return -1;
	}
	return fail_gone(err);
}

/* 1 it came back, 0 not within ms, -1 libusb failed. */
static int
await(struct usb *u, unsigned ms, const char *what, struct sst_err *err)
{
	uint64_t until = usb_now(u) + ms;

	while (u->is_done == 0) {
		uint64_t now = usb_now(u);
		uint64_t left = now < until ? until - now : 0;
		struct timeval t = { (time_t)(left / 1000),
			(suseconds_t)(left % 1000 * 1000) };
		int rc = libusb_handle_events_timeout_completed(u->ctx, &t,
		    &u->is_done);

		if (rc != 0 && rc != LIBUSB_ERROR_INTERRUPTED)
			return fail_usb(err, rc, what);
		if (left == 0 && u->is_done == 0)
			return 0;
	}
	return 1;
}

/* Bounded, because a kernel may lose one. */
static void
cancel(struct usb *u)
{
	struct sst_err err;

	(void)libusb_cancel_transfer(u->transfer);
	u->is_lost = await(u, CANCEL_MS, "cancel", &err) != 1;
}

/* 1 the transfer has come back, 0 it was cancelled after ms, -1 a fault. */
static int
transfer(struct usb *u, uint8_t endpoint, size_t n, unsigned ms,
    struct sst_err *err)
{
	const char *what = endpoint == u->ep_in ? "read" : "write";
	int rc;

	if (u->is_lost)
		return sst_fail(err, SST_E_DEVICE,
		    "USB: an older transfer hangs");
	libusb_fill_bulk_transfer(u->transfer, u->handle, endpoint, u->block,
	    (int)n, on_done, u, 0);
	u->is_done = 0;
	rc = libusb_submit_transfer(u->transfer);
	if (rc != 0)
		return fail_usb(err, rc, what);
	rc = await(u, ms, what, err);
	if (rc == 1)
		return 1;
	cancel(u);
	return rc;
}

static int
usb_send(void *ctx, struct sst_span s, unsigned ms, struct sst_err *err)
{
	struct usb *u = ctx;
	int rc;

	if (s.n > u->block_n)
		return sst_fail(err, SST_E_FAILED,
		    "USB: a message of %zu bytes", s.n);
	memcpy(u->block, s.p, s.n);
	rc = transfer(u, u->ep_out, s.n, ms, err);
	explicit_bzero(u->block, s.n);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return sst_fail(err, SST_E_DEVICE,
		    "USB: the reader took no command within %u ms", ms);
	if (u->transfer->status == LIBUSB_TRANSFER_STALL)
		(void)libusb_clear_halt(u->handle, u->ep_out);
	if (u->transfer->status != LIBUSB_TRANSFER_COMPLETED)
		return fail_end(u, "write", err);
	if ((size_t)u->transfer->actual_length != s.n)
		return sst_fail(err, SST_E_DEVICE,
		    "USB: write: %d of %zu bytes taken",
		    u->transfer->actual_length, s.n);
	return 0;
}

/*
 * A message that ends with a whole packet has to be followed by an empty one;
 * from a reader that forgets it the message is taken when the time is up.
 */
static int
take(struct usb *u, int came, struct sst_buf *in, struct sst_err *err)
{
	size_t n = (size_t)u->transfer->actual_length;
	int rc;

	if (u->is_lost)
		return sst_fail(err, SST_E_DEVICE,
		    "USB: a transfer does not end");
	if (came == 0 && u->transfer->status == LIBUSB_TRANSFER_CANCELLED &&
	    n == 0)
		return 0;
	if (u->transfer->status != LIBUSB_TRANSFER_COMPLETED &&
	    !(came == 0 && u->transfer->status == LIBUSB_TRANSFER_CANCELLED))
		return fail_end(u, "read", err);
	rc = sst_buf_put(in, (struct sst_span){ u->block, n }, err);
	explicit_bzero(u->block, n);
	return rc < 0 ? -1 : 1;
}

/* A halted endpoint has lost nothing: once it is set going and read again. */
static int
usb_recv(void *ctx, struct sst_buf *in, unsigned ms, struct sst_err *err)
{
	struct usb *u = ctx;
	int rc = transfer(u, u->ep_in, u->block_n, ms, err);

	if (rc == 1 && u->transfer->status == LIBUSB_TRANSFER_STALL &&
	    libusb_clear_halt(u->handle, u->ep_in) == 0)
		rc = transfer(u, u->ep_in, u->block_n, ms, err);
	return rc < 0 ? -1 : take(u, rc, in, err);
}

static int
usb_control(void *ctx, enum sst_ccid_request request, uint16_t value,
    struct sst_buf *in, struct sst_err *err)
{
	struct usb *u = ctx;
	uint8_t type = LIBUSB_REQUEST_TYPE_CLASS | LIBUSB_RECIPIENT_INTERFACE;
	uint8_t answer[SST_CCID_RATES];
	int rc;

	if (in != NULL)
		type |= LIBUSB_ENDPOINT_IN;
	rc = libusb_control_transfer(u->handle, type, (uint8_t)request, value,
	    (uint16_t)u->number, answer, in != NULL ? sizeof(answer) : 0,
	    CONTROL_MS);
	if (rc < 0)
		return fail_usb(err, rc, "control request");
	if (in == NULL)
		return 0;
	return sst_buf_put(in, (struct sst_span){ answer, (size_t)rc }, err);
}

/* What the kernel does not give back is left to it: it may still write. */
static void
usb_close(void *ctx)
{
	struct usb *u = ctx;

	(void)libusb_release_interface(u->handle, u->number);
	libusb_close(u->handle);
	if (!u->is_lost) {
		libusb_free_transfer(u->transfer);
		explicit_bzero(u->block, u->block_n);
		free(u->block);
	}
	free(u);
}

static int
claim(const struct sst_ccid_place *place, struct usb *u)
{
	int rc = libusb_open(place->device, &u->handle);

	if (rc != 0)
		return rc;
	rc = libusb_claim_interface(u->handle, place->number);
	if (rc == 0 && place->setting != 0)
		rc = libusb_set_interface_alt_setting(u->handle, place->number,
		    place->setting);
	if (rc != 0)
		libusb_close(u->handle);
	return rc;
}

/* Room for the longest message, in whole packets, and for the empty one. */
static size_t
block_size(const struct sst_ccid_place *p)
{
	size_t n = p->desc.max_message;

	return (n / p->packet_in + 1) * p->packet_in;
}

int
sst_ccid_usb_begin(libusb_context *ctx, const struct sst_ccid_place *place,
    struct sst_ccid_io *out)
{
	struct usb *u = calloc(1, sizeof(*u));
	int rc = LIBUSB_ERROR_NO_MEM;

	if (u == NULL)
		return rc;
	u->ctx = ctx;
	u->number = place->number;
	u->ep_in = place->ep_in;
	u->ep_out = place->ep_out;
	u->block_n = block_size(place);
	u->transfer = libusb_alloc_transfer(0);
	u->block = malloc(u->block_n);
	if (u->transfer != NULL && u->block != NULL)
		rc = claim(place, u);
	if (rc != 0) {
		libusb_free_transfer(u->transfer);
		free(u->block);
		free(u);
		return rc;
	}
	*out = (struct sst_ccid_io){ u, usb_now, usb_send, usb_recv,
		usb_control, usb_close };
	return 0;
}
