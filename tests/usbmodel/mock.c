/* SPDX-License-Identifier: ISC */
/* mock.c: usb_mock: runs a command that sees the device through libusb. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "mock.h"

/* One round: sleeps until the model, the command or an ioctl has news. */
static bool
turn(struct mock *k, int command_fd)
{
	struct pollfd fds[USB_FDS_MAX];
	char drain[64];
	int timeout_ms = 1000;
	size_t n = 0;

	g_mutex_lock(&k->lock);
	if (!k->model->is_gone)
		n = k->model->ops->wait(k->model, fds + 2, USB_FDS_MAX - 2,
		    &timeout_ms);
	g_mutex_unlock(&k->lock);
	fds[0] = (struct pollfd){ command_fd, POLLIN, 0 };
	fds[1] = (struct pollfd){ k->wake[0], POLLIN, 0 };
	if (poll(fds, n + 2, timeout_ms) < 0 && errno != EINTR)
		usb_die("poll: %s", strerror(errno));
	while (read(k->wake[0], drain, sizeof(drain)) > 0)
		continue;
	g_mutex_lock(&k->lock);
	k->model->ops->run(k->model);
	mock_urb_run(k);
	if (k->model->is_gone)
		mock_node_unplug(k);
	g_mutex_unlock(&k->lock);
	return (fds[0].revents & POLLIN) == 0;
}

static void
make_wake(struct mock *k)
{
	int i;

	if (pipe(k->wake) < 0)
		usb_die("pipe: %s", strerror(errno));
	for (i = 0; i < 2; i++)
		if (fcntl(k->wake[i], F_SETFL, O_NONBLOCK) < 0 ||
		    fcntl(k->wake[i], F_SETFD, FD_CLOEXEC) < 0)
			usb_die("pipe: %s", strerror(errno));
}

int
main(int argc, char **argv)
{
	static struct mock k = { .master = -1, .slave = -1 };
	struct usb_setup setup = { 0 };
	int fd;

	if (usb_options_parse(&setup, argc, argv) < 0)
		return 2;
	k.model = setup.model;
	g_mutex_init(&k.lock);
	make_wake(&k);
	k.bed = umockdev_testbed_new();
	if (!umockdev_in_mock_environment())
		usb_die("run it under umockdev-wrapper");
	k.base = umockdev_ioctl_base_new();
	g_signal_connect(k.base, "handle-ioctl", G_CALLBACK(mock_ioctl), &k);
	mock_node_plug(&k);
	fd = usb_command_start(k.model, setup.command);
	while (turn(&k, fd))
		continue;
	g_mutex_lock(&k.lock);
	usb_model_unplug(k.model, "the command has ended");
	k.model->ops->run(k.model);
	mock_urb_run(&k);
	mock_node_unplug(&k);
	g_mutex_unlock(&k.lock);
	g_object_unref(k.bed);
	usb_model_free(k.model);
	return usb_command_status(fd);
}
