/* SPDX-License-Identifier: ISC */
/* mock_ioctl.c: usbfs' ioctls, as the kernel answers them. */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <linux/usbdevice_fs.h>

#include "mock.h"

struct call {
	struct mock *k;
	UMockdevIoctlClient *client;
	UMockdevIoctlData *arg; /* what the argument points to, or NULL */
	gulong value;           /* the argument itself */
};

static unsigned
first_word(const struct call *c)
{
	unsigned v;

	memcpy(&v, c->arg->data, sizeof(v));
	return v;
}

static int
nothing(const struct call *c)
{
	(void)c;
	return 0;
}

static int
capabilities(const struct call *c)
{
	unsigned caps =
	    USBDEVFS_CAP_BULK_CONTINUATION | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;

	if (!c->k->model->is_plain)
		caps |= USBDEVFS_CAP_ZERO_PACKET |
		        USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
		        USBDEVFS_CAP_BULK_SCATTER_GATHER;
	memcpy(c->arg->data, &caps, sizeof(caps));
	return 0;
}

static int
get_speed(const struct call *c)
{
	return (int)c->k->model->speed;
}

static bool
is_held_by_another(const struct call *c, unsigned i)
{
	const UMockdevIoctlClient *holder = c->k->claims[i];

	return c->k->model->is_busy || (holder != NULL && holder != c->client);
}

static int
claim(const struct call *c)
{
	unsigned i = first_word(c);

	if (i >= USB_INTERFACES_MAX ||
	    usb_model_interface(c->k->model, i) == NULL)
		return -EINVAL;
	if (is_held_by_another(c, i))
		return -EBUSY;
	usb_log(c->k->model, "CLAIM %u", i);
	if (c->k->claims[i] == NULL)
		c->k->claims[i] = g_object_ref(c->client);
	return 0;
}

static int
release(const struct call *c)
{
	unsigned i = first_word(c);

	if (i >= USB_INTERFACES_MAX || c->k->claims[i] != c->client)
		return -EINVAL;
	usb_log(c->k->model, "RELEASE %u", i);
	g_clear_object(&c->k->claims[i]);
	return 0;
}

/* Any program that claims through usbfs is shown as this driver. */
static int
get_driver(const struct call *c)
{
	struct usbdevfs_getdriver *d = (void *)c->arg->data;

	if (d->interface >= USB_INTERFACES_MAX)
		return -EINVAL;
	if (!c->k->model->is_busy && c->k->claims[d->interface] == NULL)
		return -ENODATA;
	memcpy(d->driver, "usbfs", sizeof("usbfs"));
	return 0;
}

static int
set_configuration(const struct call *c)
{
	size_t i;

	for (i = 0; i < USB_INTERFACES_MAX; i++)
		if (c->k->claims[i] != NULL)
			return -EBUSY;
	return 0;
}

static int
clear_halt(const struct call *c)
{
	unsigned ep = first_word(c);

	usb_log(c->k->model, "CLEAR %02x", ep);
	usb_model_clear_halt(c->k->model, (uint8_t)ep);
	return 0;
}

static int
reset(const struct call *c)
{
	usb_log(c->k->model, "RESET");
	return 0;
}

static int
submit(const struct call *c)
{
	return mock_urb_submit(c->k, c->client, c->arg);
}

static int
reap(const struct call *c)
{
	return mock_urb_reap(c->k, c->client, c->arg);
}

static int
discard(const struct call *c)
{
	return mock_urb_discard(c->k, c->client, c->value);
}

static const struct {
	gulong request;
	int (*answer)(const struct call *c);
	bool is_late; /* still answered when the device has gone */
} rows[] = {
	{ USBDEVFS_GET_CAPABILITIES, capabilities, false },
	{ USBDEVFS_GET_SPEED, get_speed, false },
	{ USBDEVFS_CLAIMINTERFACE, claim, false },
	{ USBDEVFS_RELEASEINTERFACE, release, false },
	{ USBDEVFS_GETDRIVER, get_driver, false },
	{ USBDEVFS_SETCONFIGURATION, set_configuration, false },
	{ USBDEVFS_SETINTERFACE, nothing, false },
	{ USBDEVFS_CLEAR_HALT, clear_halt, false },
	{ USBDEVFS_RESETEP, clear_halt, false },
	{ USBDEVFS_RESET, reset, false },
	{ USBDEVFS_DISCONNECT_CLAIM, claim, false },
	{ USBDEVFS_IOCTL, nothing, false },
	{ USBDEVFS_SUBMITURB, submit, false },
	{ USBDEVFS_REAPURBNDELAY, reap, true },
	{ USBDEVFS_DISCARDURB, discard, true },
};

static int
answer(struct call *c, gulong request)
{
	UMockdevIoctlData *top = umockdev_ioctl_client_get_arg(c->client);
	gulong size = _IOC_SIZE(request);
	size_t i;

	memcpy(&c->value, top->data, sizeof(c->value));
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].request != request)
			continue;
		if (c->k->model->is_gone && !rows[i].is_late)
			return -ENODEV;
		if (size > 0)
			c->arg =
			    umockdev_ioctl_data_resolve(top, 0, size, NULL);
		if (size > 0 && c->arg == NULL)
			return -EFAULT;
		return rows[i].answer(c);
	}
	usb_log(c->k->model, "ODD ioctl %lx", request);
	return -ENOTTY;
}

gboolean
mock_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client, gpointer mock)
{
	struct call c = { mock, client, NULL, 0 };
	int rc;

	(void)base;
	g_mutex_lock(&c.k->lock);
	rc = answer(&c, umockdev_ioctl_client_get_request(client));
	umockdev_ioctl_client_complete(client, rc < 0 ? -1 : rc,
	    rc < 0 ? -rc : 0);
	if (c.arg != NULL)
		g_object_unref(c.arg);
	mock_urb_run(c.k);
	g_mutex_unlock(&c.k->lock);
	if (write(c.k->wake[1], "", 1) < 0)
		return TRUE; /* it is full, so it will be read */
	return TRUE;
}
