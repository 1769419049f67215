/* SPDX-License-Identifier: ISC */
/* adb_usb_priv.h: what the sources of ADB on libusb share. */
#ifndef SIMSTOW_LINK_ADB_USB_PRIV_H
#define SIMSTOW_LINK_ADB_USB_PRIV_H

#include "adb_priv.h"
#include "usb_priv.h"

/* An ADB interface on the bus. */
struct sst_adb_usb_place {
	libusb_device *device; /* borrowed from the list */
	int number;            /* of the interface */
	int setting;           /* its alternate setting */
	uint8_t ep_in;
	uint8_t ep_out;
	size_t packet_in; /* wMaxPacketSize */
	size_t packet_out;
	char where[SST_USB_WHERE];
};

/*
 * sst_adb_usb_look - the ADB interface of a device: 1 it has one, 0 it has
 * none (or is on its way out).
 */
int sst_adb_usb_look(libusb_device *device, struct sst_adb_usb_place *out);

/* sst_adb_usb_claim - open and claim: 0 done, else an error of libusb. */
int sst_adb_usb_claim(const struct sst_adb_usb_place *place,
    libusb_device_handle **out);

/*
 * sst_adb_usb_begin - a transport over a claimed interface.
 *
 *   ctx, handle  become the transport's, also on failure
 */
int sst_adb_usb_begin(libusb_context *ctx, libusb_device_handle *handle,
    const struct sst_adb_usb_place *place, struct sst_adb_transport *out,
    struct sst_err *err) SST_MUST;

#endif
