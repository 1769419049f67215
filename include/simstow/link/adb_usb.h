/* SPDX-License-Identifier: ISC */
/* adb_usb.h: ADB on libusb, without an adb server. */
#ifndef SIMSTOW_LINK_ADB_USB_H
#define SIMSTOW_LINK_ADB_USB_H

#include <simstow/link/adb_key.h>
#include <simstow/link/adb_server.h>

/*
 * sst_adb_usb_list - phones with an ADB interface (class ff/42/01) on the
 * bus. A phone that may not be opened is listed with state "no permissions",
 * one that another program holds with "busy".
 */
int sst_adb_usb_list(struct sst_arena *mem, struct sst_adb_devices *out,
    struct sst_err *err) SST_MUST;

/* How to open. */
struct sst_adb_usb {
	const char *serial;
	const struct sst_adb_keys *keys; /* borrowed while opening */
	const char *comment;             /* "user@host", shown on the phone */
	unsigned wait_ms;                /* for answers; 0 means 5,000 */
	unsigned confirm_ms;             /* for a person; 0 means 60,000 */
	/* told once when the phone asks its owner; or NULL */
	void (*confirm)(void *ctx);
	/* polled while waiting; true ends the wait. Or NULL. */
	bool (*is_stopped)(void *ctx);
	void *ctx;
};

/*
 * sst_adb_usb_open - claim the interface, CNXN, AUTH, a shell link.
 * Errors: SST_E_DEVICE: no such phone, gone, busy (hint: an adb server holds
 * it), no permission (hint: the udev rule), not allowed on the phone;
 * SST_E_FORMAT: a daemon that breaks the protocol.
 */
int sst_adb_usb_open(const struct sst_adb_usb *how, struct sst_shell_link *out,
    struct sst_err *err) SST_MUST;

#endif
