/* SPDX-License-Identifier: ISC */
/* adb_usb_find.c: which device on the bus is a phone that speaks ADB. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/file.h>
#include <simstow/base/text.h>

#include "adb_usb_priv.h"

#define ADB_CLASS 0xFF
#define ADB_SUBCLASS 0x42
#define ADB_PROTOCOL 0x01

#define PORTS_MAX 7    /* USB 3.2 section 8.9: depth of the bus */
#define TEXT_MAX_N 256 /* bytes of a text in sysfs */
#define PACKET_MASK 0x07FF

static const char sysfs[] = "/sys/bus/usb/devices";

/* Both bulk endpoints, or it is no place for us. */
static bool
read_endpoints(const struct libusb_interface_descriptor *d,
    struct sst_adb_usb_place *p)
{
	for (unsigned i = 0; i < d->bNumEndpoints; i++) {
		const struct libusb_endpoint_descriptor *e = &d->endpoint[i];
		size_t packet = e->wMaxPacketSize & PACKET_MASK;

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

/* "BUS-PORT.PORT", as the kernel calls it. */
static bool
read_where(libusb_device *device, char out[SST_ADB_USB_WHERE])
{
	uint8_t ports[PORTS_MAX];
	int n = libusb_get_port_numbers(device, ports, PORTS_MAX);
	int used = snprintf(out, SST_ADB_USB_WHERE, "%u",
	    libusb_get_bus_number(device));

	for (int i = 0; i < n && used < SST_ADB_USB_WHERE; i++)
		used += snprintf(out + used, (size_t)(SST_ADB_USB_WHERE - used),
		    "%c%u", i == 0 ? '-' : '.', ports[i]);
	return n > 0 && used < SST_ADB_USB_WHERE;
}

int
sst_adb_usb_look(libusb_device *device, struct sst_adb_usb_place *out)
{
	struct libusb_config_descriptor *c;
	bool has;

	*out = (struct sst_adb_usb_place){ .device = device };
	if (libusb_get_active_config_descriptor(device, &c) != 0)
		return 0;
	has = read_config(c, out) && read_where(device, out->where);
	libusb_free_config_descriptor(c);
	return has ? 1 : 0;
}

int
sst_adb_usb_text(const struct sst_adb_usb_place *place, const char *name,
    struct sst_buf *out, struct sst_err *err)
{
	char path[sizeof(sysfs) + SST_ADB_USB_WHERE + 16];
	struct sst_buf text = { .max = TEXT_MAX_N };
	struct sst_err none;
	struct sst_span s;
	int rc = 0;

	(void)snprintf(path, sizeof(path), "%s/%s/%s", sysfs, place->where,
	    name);
	if (sst_file_read(path, &text, &none) < 0)
		goto out;
	s = sst_buf_span(&text);
	if (s.n > 0 && s.p[s.n - 1] == '\n')
		s.n--;
	if (s.n > 0 && memchr(s.p, '\0', s.n) == NULL && sst_text_is_utf8(s))
		rc = sst_buf_put(out, s, err);
out:
	sst_buf_fini(&text);
	return rc;
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
