/* SPDX-License-Identifier: ISC */
/* ccid_usb_find.c: which interface of which device is a reader. */
#include "ccid_usb_priv.h"

#define CCID_CLASS 0x0B
#define VENDOR_CLASS 0xFF /* readers older than the class */

static struct sst_span
extra_of(const unsigned char *p, int n)
{
	return (struct sst_span){ p, n > 0 ? (size_t)n : 0 };
}

/*
 * The class descriptor comes behind the interface's own; readers are on
 * record that have it behind an endpoint's.
 */
static int
find_desc(const struct libusb_interface_descriptor *d,
    struct sst_ccid_desc *out, struct sst_err *err)
{
	int rc =
	    sst_ccid_desc_parse(extra_of(d->extra, d->extra_length), out, err);

	for (unsigned i = 0; i < d->bNumEndpoints && rc == 0; i++) {
		const struct libusb_endpoint_descriptor *e = &d->endpoint[i];

		rc = sst_ccid_desc_parse(extra_of(e->extra, e->extra_length),
		    out, err);
	}
	return rc;
}

/*
 * Both bulk endpoints. An endpoint for interrupts is left alone: what it says
 * is a hint at most, and GetSlotStatus says the same for certain.
 */
static bool
read_endpoints(const struct libusb_interface_descriptor *d,
    struct sst_ccid_place *p)
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
		}
	}
	return p->packet_in != 0 && p->ep_out != 0;
}

/* A reader, maybe one that cannot be used. */
static bool
read_interface(const struct libusb_interface_descriptor *d,
    struct sst_ccid_place *p)
{
	bool is_class = d->bInterfaceClass == CCID_CLASS;
	int rc;

	if (!is_class && d->bInterfaceClass != VENDOR_CLASS)
		return false;
	p->number = d->bInterfaceNumber;
	p->setting = d->bAlternateSetting;
	rc = find_desc(d, &p->desc, &p->why);
	if (rc <= 0 && !is_class)
		return false;
	if (rc == 0)
		sst_err_set(&p->why, SST_E_FORMAT, "no class descriptor");
	if (rc > 0 && !read_endpoints(d, p)) {
		sst_err_set(&p->why, SST_E_FORMAT, "no bulk endpoints");
		p->desc = (struct sst_ccid_desc){ 0 };
	}
	return true;
}

static size_t
read_config(const struct libusb_config_descriptor *c,
    const struct sst_ccid_place *base,
    struct sst_ccid_place out[SST_CCID_USB_PLACES])
{
	unsigned slots = 0;
	size_t n = 0;

	for (unsigned i = 0; i < c->bNumInterfaces; i++) {
		const struct libusb_interface *all = &c->interface[i];

		for (int k = 0; k < all->num_altsetting; k++) {
			out[n] = *base;
			if (!read_interface(&all->altsetting[k], &out[n]))
				continue;
			out[n].first = slots;
			slots += out[n].desc.max_slot + 1U;
			n++;
			break;
		}
		if (n == SST_CCID_USB_PLACES)
			break;
	}
	return n;
}

size_t
sst_ccid_usb_look(libusb_device *device,
    struct sst_ccid_place out[SST_CCID_USB_PLACES])
{
	struct sst_ccid_place base = { .device = device };
	struct libusb_config_descriptor *c;
	size_t n = 0;

	if (libusb_get_active_config_descriptor(device, &c) != 0)
		return 0;
	if (sst_usb_where(device, base.where))
		n = read_config(c, &base, out);
	libusb_free_config_descriptor(c);
	return n;
}
