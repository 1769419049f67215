/* SPDX-License-Identifier: ISC */
/* mock_urb.c: URBs from submission to reaping, as usbfs keeps them. */
#include <errno.h>
#include <string.h>

#include <linux/usbdevice_fs.h>

#include "mock.h"

static void
release(struct mock_urb *u)
{
	g_clear_object(&u->client);
	if (u->buffer != NULL)
		g_object_unref(u->buffer);
	if (u->data != NULL)
		g_object_unref(u->data);
	*u = (struct mock_urb){ 0 };
}

static void
finish(struct mock *k, struct mock_urb *u, int result)
{
	u->is_done = true;
	u->order = ++k->order;
	u->status = result < 0 ? result : 0;
	u->actual = result < 0 ? 0 : result;
	if (result >= 0 && (size_t)result < u->n &&
	    (u->flags & USBDEVFS_URB_SHORT_NOT_OK) != 0)
		u->status = -EREMOTEIO;
}

/* A short answer ends a transfer that libusb has split: the parts that follow
 * it are taken back, up to the next transfer's first. */
static void
cancel_rest(struct mock *k, const struct mock_urb *first)
{
	struct mock_urb *next;
	size_t i;

	for (;;) {
		next = NULL;
		for (i = 0; i < MOCK_URBS; i++) {
			struct mock_urb *u = &k->urbs[i];

			if (u->client != NULL && !u->is_done &&
			    u->ep == first->ep &&
			    (next == NULL || u->order < next->order))
				next = u;
		}
		if (next == NULL ||
		    (next->flags & USBDEVFS_URB_BULK_CONTINUATION) == 0)
			return;
		finish(k, next, -ECONNRESET);
	}
}

static int
run_control(struct mock *k, struct mock_urb *u)
{
	if (u->n < 8)
		return -EINVAL;
	return usb_model_control(k->model, u->buffer->data, u->buffer->data + 8,
	    u->n - 8);
}

static int
run_out(struct mock *k, struct mock_urb *u)
{
	const uint8_t *p = u->buffer == NULL ? NULL : u->buffer->data;
	int rc = usb_model_out(k->model, u->ep, p, u->n);

	if (rc > 0 && (u->flags & USBDEVFS_URB_ZERO_PACKET) != 0 &&
	    u->n % usb_model_mps(k->model) == 0)
		(void)usb_model_out(k->model, u->ep, NULL, 0);
	return rc;
}

static int
run_one(struct mock *k, struct mock_urb *u)
{
	if (u->type == USBDEVFS_URB_TYPE_CONTROL)
		return run_control(k, u);
	if ((u->ep & USB_DIR_IN) == 0)
		return run_out(k, u);
	if (u->buffer == NULL)
		return 0;
	return usb_model_in(k->model, u->ep, u->buffer->data, u->n);
}

/* The oldest URB after that one of its endpoint; NULL at the end. */
static struct mock_urb *
next_pending(struct mock *k, unsigned long after)
{
	struct mock_urb *best = NULL;
	struct mock_urb *u;
	size_t i;

	for (i = 0; i < MOCK_URBS; i++) {
		u = &k->urbs[i];
		if (u->client != NULL && !u->is_done && u->order > after &&
		    (best == NULL || u->order < best->order))
			best = u;
	}
	return best;
}

static void
drop_vanished(struct mock *k)
{
	size_t i;

	for (i = 0; i < MOCK_URBS; i++)
		if (k->urbs[i].client != NULL &&
		    !umockdev_ioctl_client_get_connected(k->urbs[i].client))
			release(&k->urbs[i]);
	for (i = 0; i < USB_INTERFACES_MAX; i++)
		if (k->claims[i] != NULL &&
		    !umockdev_ioctl_client_get_connected(k->claims[i]))
			g_clear_object(&k->claims[i]);
}

/* Whether one has gone: it may be what another waits for. */
static bool
run_pending(struct mock *k)
{
	unsigned long before = k->order;
	uint32_t waiting = 0; /* endpoints whose first URB cannot go on */
	struct mock_urb *u;
	unsigned long at = 0;
	uint32_t bit;
	int rc;

	while ((u = next_pending(k, at)) != NULL) {
		at = u->order;
		bit = (uint32_t)1 << ((u->ep & 0x0F) +
		                      ((u->ep & USB_DIR_IN) != 0 ? 16 : 0));
		if ((waiting & bit) != 0)
			continue;
		rc = k->model->is_gone ? -ESHUTDOWN : run_one(k, u);
		if (rc == -ENODEV)
			rc = -ESHUTDOWN;
		if (rc == -EAGAIN) {
			waiting |= bit;
			continue;
		}
		finish(k, u, rc);
		if (u->status != 0)
			cancel_rest(k, u);
	}
	return k->order != before;
}

/* Moves what can be moved, until nothing does any more. */
void
mock_urb_run(struct mock *k)
{
	bool is_ready = false;
	size_t i;

	drop_vanished(k);
	while (run_pending(k))
		continue;
	for (i = 0; i < MOCK_URBS; i++)
		if (k->urbs[i].client != NULL && k->urbs[i].is_done)
			is_ready = true;
	mock_node_ready(k, is_ready);
}

int
mock_urb_submit(struct mock *k, UMockdevIoctlClient *client,
    UMockdevIoctlData *data)
{
	const struct usbdevfs_urb *urb = (const void *)data->data;
	struct mock_urb *u = NULL;
	size_t i;

	for (i = 0; i < MOCK_URBS && u == NULL; i++)
		if (k->urbs[i].client == NULL)
			u = &k->urbs[i];
	if (u == NULL)
		return -ENOMEM;
	if (urb->buffer_length < 0 ||
	    (unsigned)urb->buffer_length > USB_TRANSFER_MAX)
		return -EINVAL;
	u->n = (size_t)urb->buffer_length;
	u->type = urb->type;
	u->ep = urb->endpoint;
	u->flags = urb->flags;
	u->address = data->client_addr;
	if (u->n > 0 && urb->buffer != NULL)
		u->buffer = umockdev_ioctl_data_resolve(data,
		    offsetof(struct usbdevfs_urb, buffer), u->n, NULL);
	u->data = g_object_ref(data);
	u->client = g_object_ref(client);
	u->order = ++k->order;
	return 0;
}

/* Oldest first, and each program its own. */
int
mock_urb_reap(struct mock *k, UMockdevIoctlClient *client,
    UMockdevIoctlData *arg)
{
	struct mock_urb *best = NULL;
	struct usbdevfs_urb *urb;
	struct mock_urb *u;
	size_t i;

	for (i = 0; i < MOCK_URBS; i++) {
		u = &k->urbs[i];
		if (u->client == client && u->is_done &&
		    (best == NULL || u->order < best->order))
			best = u;
	}
	if (best == NULL)
		return k->model->is_gone ? -ENODEV : -EAGAIN;
	urb = (void *)best->data->data;
	urb->status = best->status;
	urb->actual_length = best->actual;
	umockdev_ioctl_data_set_ptr(arg, 0, best->data);
	release(best);
	return 0;
}

int
mock_urb_discard(struct mock *k, UMockdevIoctlClient *client, gulong address)
{
	struct mock_urb *u;
	size_t i;

	for (i = 0; i < MOCK_URBS; i++) {
		u = &k->urbs[i];
		if (u->client != client || u->address != address || u->is_done)
			continue;
		finish(k, u, -ENOENT);
		return 0;
	}
	return -EINVAL;
}
