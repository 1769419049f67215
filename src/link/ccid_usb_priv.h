/* SPDX-License-Identifier: ISC */
/* ccid_usb_priv.h: readers on libusb: where they are, how bytes travel. */
#ifndef SIMSTOW_LINK_CCID_USB_PRIV_H
#define SIMSTOW_LINK_CCID_USB_PRIV_H

#include "ccid_priv.h"
#include "usb_priv.h"

#define SST_CCID_USB_PLACES 4 /* readers in one device */

/* An interface that is a reader; its slots have numbers from first. */
struct sst_ccid_place {
	libusb_device *device; /* borrowed from the list */
	int number;            /* of the interface */
	int setting;           /* its alternate setting */
	uint8_t ep_in;
	uint8_t ep_out;
	size_t packet_in; /* wMaxPacketSize */
	unsigned first;
	struct sst_ccid_desc desc; /* level 0: broken, see why */
	struct sst_err why;
	char where[SST_USB_WHERE];
};

/* sst_ccid_usb_look - the readers in a device; gives how many. */
size_t sst_ccid_usb_look(libusb_device *device,
    struct sst_ccid_place out[SST_CCID_USB_PLACES]);

/*
 * sst_ccid_usb_begin - open the device, claim the interface.
 *
 *   ctx  borrowed until out is closed
 *
 * 0 done, else an error of libusb.
 */
int sst_ccid_usb_begin(libusb_context *ctx, const struct sst_ccid_place *place,
    struct sst_ccid_io *out) SST_MUST;

#endif
