/* SPDX-License-Identifier: ISC */
/* usb.c: where a device is on the bus, and what it says of itself. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/file.h>
#include <simstow/base/text.h>

#include "usb_priv.h"

#define PORTS_MAX 7    /* USB 3.2 section 8.9: depth of the bus */
#define TEXT_MAX_N 256 /* bytes of a text in sysfs */

static const char sysfs[] = "/sys/bus/usb/devices";

bool
sst_usb_where(libusb_device *device, char out[SST_USB_WHERE])
{
	uint8_t ports[PORTS_MAX];
	int n = libusb_get_port_numbers(device, ports, PORTS_MAX);
	int used =
	    snprintf(out, SST_USB_WHERE, "%u", libusb_get_bus_number(device));

	for (int i = 0; i < n && used < SST_USB_WHERE; i++)
		used += snprintf(out + used, (size_t)(SST_USB_WHERE - used),
		    "%c%u", i == 0 ? '-' : '.', ports[i]);
	return n > 0 && used < SST_USB_WHERE;
}

int
sst_usb_text(const char *where, const char *name, struct sst_buf *out,
    struct sst_err *err)
{
	char path[sizeof(sysfs) + SST_USB_WHERE + 16];
	struct sst_buf text = { .max = TEXT_MAX_N };
	struct sst_err none;
	struct sst_span s;
	int rc = 0;

	(void)snprintf(path, sizeof(path), "%s/%s/%s", sysfs, where, name);
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
