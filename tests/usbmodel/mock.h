/* SPDX-License-Identifier: ISC */
/* mock.h: a model on a bus that only programs under umockdev see. */
#ifndef USBMODEL_MOCK_H
#define USBMODEL_MOCK_H

#include <umockdev-1.0/umockdev.h>

#include "model.h"

#define MOCK_URBS 256

struct mock_urb {
	UMockdevIoctlClient *client; /* NULL: a free place */
	UMockdevIoctlData *data;
	UMockdevIoctlData *buffer; /* NULL: no bytes */
	unsigned long order;       /* of submission, then of completion */
	gulong address;            /* what the client calls it by */
	uint8_t type;
	uint8_t ep;
	unsigned flags;
	size_t n;
	bool is_done;
	int status;
	int actual;
};

struct mock {
	UMockdevTestbed *bed;
	UMockdevIoctlBase *base;
	struct usb_model *model;
	GMutex lock; /* umockdev has a thread of its own */
	int master;
	int slave;
	int wake[2];
	unsigned long order;
	struct mock_urb urbs[MOCK_URBS];
	UMockdevIoctlClient *claims[USB_INTERFACES_MAX];
};

/* mock_ioctl.c: what usbfs answers */
gboolean mock_ioctl(UMockdevIoctlBase *base, UMockdevIoctlClient *client,
    gpointer mock);

/* mock_urb.c: requests that wait for the model */
int mock_urb_submit(struct mock *k, UMockdevIoctlClient *client,
    UMockdevIoctlData *data);
int mock_urb_reap(struct mock *k, UMockdevIoctlClient *client,
    UMockdevIoctlData *arg);
int mock_urb_discard(struct mock *k, UMockdevIoctlClient *client,
    gulong address);
void mock_urb_run(struct mock *k);

/* mock_node.c: the device node and what sysfs says */
void mock_node_plug(struct mock *k);
void mock_node_ready(struct mock *k, bool is_ready);
void mock_node_unplug(struct mock *k);

#endif
