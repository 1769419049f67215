/* SPDX-License-Identifier: ISC */
/* usb_priv.h: what every link on libusb needs to know of a device. */
#ifndef SIMSTOW_LINK_USB_PRIV_H
#define SIMSTOW_LINK_USB_PRIV_H

#include <libusb.h>

#include <simstow/base/buf.h>

#define SST_USB_WHERE 32 /* "1-4.2.1" */
#define SST_USB_PACKET_MASK 0x07FF

/* sst_usb_where - "BUS-PORT.PORT", as the kernel calls it; false: too deep. */
bool sst_usb_where(libusb_device *device, char out[SST_USB_WHERE]);

/*
 * sst_usb_text - append a text of the device as the kernel has it: it can be
 * read by everybody, whoever holds the device. name: "serial", "product".
 * Empty when there is none, or none that is text.
 */
int sst_usb_text(const char *where, const char *name, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

#endif
