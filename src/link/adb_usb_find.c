/* SPDX-License-Identifier: ISC */
/* adb_usb_find.c: which device on the bus is a phone that speaks ADB. */
#include "adb_usb_priv.h"

#define ADB_CLASS 0xFF
#define ADB_SUBCLASS 0x42
#define ADB_PROTOCOL 0x01

/* Both bulk endpoints, or it is no place for us. */
static bool
read_endpoints(const struct libusb_interface_descriptor *d,
    struct sst_adb_usb_place *p)
{
	for (unsigned i = 0; i < d->bNumEndpoints; i++) {
		const struct libusb_endpoint_descriptor *e = &d->endpoint[i];
		size_t packet = e->wMaxPacketSize & SST_USB_PACKET_MASK;

		if ((e->bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) !=
		        LIBUSB_TRANSFER_TYPE_BULK ||
		    packet == 0)
			continue;
		if ((e->bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0) {
			p->ep_in = e->bEndpointAddress;
			p->packet_in = packet;
		} else {
			p->ep_out = e->bEndpointAddress;
			p->packet_out = packet;
		}
	}
	return p->packet_in != 0 && p->packet_out != 0;
}

static bool
read_interface(const struct libusb_interface_descriptor *d,
    struct sst_adb_usb_place *p)
{
	if (d->bInterfaceClass != ADB_CLASS ||
	    d->bInterfaceSubClass != ADB_SUBCLASS ||
	    d->bInterfaceProtocol != ADB_PROTOCOL)
		return false;
	p->packet_in = 0;
	p->packet_out = 0;
	p->number = d->bInterfaceNumber;
	p->setting = d->bAlternateSetting;
	return read_endpoints(d, p);
}

/* Phones are composite: MTP, tethering, and ADB somewhere among them. */
static bool
read_config(const struct libusb_config_descriptor *c,
    struct sst_adb_usb_place *p)
{
	for (unsigned i = 0; i < c->bNumInterfaces; i++) {
		const struct libusb_interface *all = &c->interface[i];

		for (int k = 0; k < all->num_altsetting; k++)
			if (read_interface(&all->altsetting[k], p))
				return true;
	}
	return false;
}

int
sst_adb_usb_look(libusb_device *device, struct sst_adb_usb_place *out)
{
	struct libusb_config_descriptor *c;
	bool has;

	*out = (struct sst_adb_usb_place){ .device = device };
	if (libusb_get_active_config_descriptor(device, &c) != 0)
		return 0;
	has = read_config(c, out) && sst_usb_where(device, out->where);
	libusb_free_config_descriptor(c);
	return has ? 1 : 0;
}

int
sst_adb_usb_claim(const struct sst_adb_usb_place *place,
    libusb_device_handle **out)
{
	int rc = libusb_open(place->device, out);

	if (rc != 0) {
		*out = NULL;
		return rc;
	}
	rc = libusb_claim_interface(*out, place->number);
	if (rc == 0 && place->setting != 0)
		rc = libusb_set_interface_alt_setting(*out, place->number,
		    place->setting);
	if (rc == 0)
		return 0;
	libusb_close(*out);
	*out = NULL;
	return rc;
}
