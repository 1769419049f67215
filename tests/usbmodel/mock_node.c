/* SPDX-License-Identifier: ISC */
/* mock_node.c: the device node as a terminal, and the device in sysfs. */
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "mock.h"

#define NODE "/dev/bus/usb/001/002"
#define DEVICE "/devices/pci0000:00/usb1/1-1"

static void
join(char *out, size_t cap, struct mock *k, const char *path)
{
	char *root = umockdev_testbed_get_root_dir(k->bed);

	if ((size_t)snprintf(out, cap, "%s%s", root, path) >= cap)
		usb_die("%s%s is too long", root, path);
	g_free(root);
}

/*
 * libusb waits for POLLOUT. A terminal can say "not now" (its output is
 * stopped) and "gone" (its other end is closed); a plain file can say neither.
 */
static void
make_node(struct mock *k)
{
	char dir[512];
	char link[512];
	char name[64];
	struct termios raw;

	if (openpty(&k->master, &k->slave, name, NULL, NULL) < 0 ||
	    tcgetattr(k->slave, &raw) < 0)
		usb_die("pty: %s", strerror(errno));
	cfmakeraw(&raw);
	tcsetattr(k->slave, TCSANOW, &raw);
	fcntl(k->master, F_SETFD, FD_CLOEXEC);
	fcntl(k->slave, F_SETFD, FD_CLOEXEC);
	tcflow(k->slave, TCOOFF);
	join(dir, sizeof(dir), k, "/dev/bus/usb/001");
	join(link, sizeof(link), k, NODE);
	if (g_mkdir_with_parents(dir, 0755) < 0 || symlink(name, link) < 0)
		usb_die("%s: %s", link, strerror(errno));
	if (chmod(name, k->model->is_forbidden ? 0 : 0666) < 0)
		usb_die("%s: %s", name, strerror(errno));
}

static void
add_text(GString *s, const char *name, const char *value)
{
	if (value != NULL)
		g_string_append_printf(s, "A: %s=%s\\n\n", name, value);
}

static void
add_device(GString *s, const struct usb_model *m)
{
	const uint8_t *d = m->device;
	size_t i;

	g_string_append_printf(s,
	    "P: " DEVICE "\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\n"
	    "E: DEVNAME=" NODE "\nE: BUSNUM=001\nE: DEVNUM=002\n"
	    "E: MAJOR=189\nE: MINOR=1\nE: PRODUCT=%x/%x/%x\n",
	    d[8] | d[9] << 8, d[10] | d[11] << 8, d[12] | d[13] << 8);
	g_string_append_printf(s,
	    "A: busnum=1\\n\nA: devnum=2\\n\nA: speed=%s\\n\n"
	    "A: bConfigurationValue=1\\n\nA: bNumInterfaces=%2u\\n\n"
	    "A: bNumConfigurations=1\\n\nA: bDeviceClass=00\\n\n"
	    "A: idVendor=%02x%02x\\n\nA: idProduct=%02x%02x\\n\n",
	    m->speed == USB_HIGH ? "480" : "12", m->config[4], d[9], d[8],
	    d[11], d[10]);
	add_text(s, "manufacturer", d[14] != 0 ? m->strings[d[14]] : NULL);
	add_text(s, "product", d[15] != 0 ? m->strings[d[15]] : NULL);
	add_text(s, "serial", d[16] != 0 ? m->strings[d[16]] : NULL);
	g_string_append(s, "H: descriptors=");
	for (i = 0; i < sizeof(m->device); i++)
		g_string_append_printf(s, "%02X", d[i]);
	for (i = 0; i < m->config_n; i++)
		g_string_append_printf(s, "%02X", m->config[i]);
	g_string_append(s, "\n\n");
}

static void
add_interface(GString *s, const uint8_t *d)
{
	g_string_append_printf(s,
	    "P: " DEVICE "/1-1:1.%u\nE: SUBSYSTEM=usb\n"
	    "E: DEVTYPE=usb_interface\nE: INTERFACE=%u/%u/%u\n"
	    "A: bInterfaceNumber=%02x\\n\nA: bAlternateSetting= 0\\n\n"
	    "A: bNumEndpoints=%02x\\n\nA: bInterfaceClass=%02x\\n\n"
	    "A: bInterfaceSubClass=%02x\\n\nA: bInterfaceProtocol=%02x\\n\n\n",
	    d[2], d[5], d[6], d[7], d[2], d[4], d[5], d[6], d[7]);
}

/* The node and its ioctls come first: umockdev tells of the device at once. */
void
mock_node_plug(struct mock *k)
{
	GString *s = g_string_new(NULL);
	GError *err = NULL;
	unsigned i;

	make_node(k);
	if (!umockdev_testbed_attach_ioctl(k->bed, NODE, k->base, &err))
		usb_die("umockdev: %s", err->message);
	add_device(s, k->model);
	for (i = 0; usb_model_interface(k->model, i) != NULL; i++)
		add_interface(s, usb_model_interface(k->model, i));
	if (!umockdev_testbed_add_from_string(k->bed, s->str, &err))
		usb_die("umockdev: %s", err->message);
	g_string_free(s, TRUE);
}

void
mock_node_ready(struct mock *k, bool is_ready)
{
	if (k->master >= 0)
		tcflow(k->slave, is_ready ? TCOON : TCOOFF);
}

/* Who holds the node sees it hang up; then the news, then sysfs. */
void
mock_node_unplug(struct mock *k)
{
	char path[512];
	unsigned i;

	if (k->master < 0)
		return;
	close(k->master);
	k->master = -1;
	join(path, sizeof(path), k, NODE);
	unlink(path);
	for (i = 0; usb_model_interface(k->model, i) != NULL; i++) {
		snprintf(path, sizeof(path), "/sys" DEVICE "/1-1:1.%u", i);
		umockdev_testbed_uevent(k->bed, path, "remove");
	}
	umockdev_testbed_uevent(k->bed, "/sys" DEVICE, "remove");
	for (i = 0; usb_model_interface(k->model, i) != NULL; i++) {
		snprintf(path, sizeof(path), "/sys" DEVICE "/1-1:1.%u", i);
		umockdev_testbed_remove_device(k->bed, path);
	}
	umockdev_testbed_remove_device(k->bed, "/sys" DEVICE);
}
