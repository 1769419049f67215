/* SPDX-License-Identifier: ISC */
/* adb_server.h: a running adb server as the way to a phone. */
#ifndef SIMSTOW_LINK_ADB_SERVER_H
#define SIMSTOW_LINK_ADB_SERVER_H

#include <simstow/base/arena.h>
#include <simstow/link/shell_link.h>

#define SST_ADB_SERVER_PORT 5037
#define SST_ADB_DEVICES 64

/* A phone as seen by a way of finding phones. */
struct sst_adb_device {
	const char *serial;
	const char *state; /* "device", "unauthorized", "offline", ... */
	const char *model; /* or NULL */
	const char *where; /* "server", "usb 1-4" */
};

struct sst_adb_devices {
	struct sst_adb_device *v;
	size_t n;
};

/*
 * sst_adb_server_address - where the server is: 127.0.0.1:5037 unless the
 * values of ADB_SERVER_SOCKET ("tcp:HOST:PORT", "tcp:PORT",
 * "localfilesystem:PATH") or ANDROID_ADB_SERVER_PORT, given by the caller and
 * NULL when unset, say otherwise. Only loopback addresses are taken.
 */
struct sst_adb_address {
	bool is_path;
	char text[108]; /* host or path */
	unsigned port;
};
int sst_adb_server_address(const char *server_socket, const char *port,
    struct sst_adb_address *out, struct sst_err *err) SST_MUST;

/*
 * sst_adb_server_list - the phones a running server has: 1 listed, 0 no
 * server runs there, -1 a fault. Never starts or ends a server.
 */
int sst_adb_server_list(const struct sst_adb_address *at, struct sst_arena *mem,
    struct sst_adb_devices *out, struct sst_err *err) SST_MUST;

/*
 * sst_adb_server_open - a shell link through the server.
 * Errors: SST_E_DEVICE: no server, no such phone, unauthorized (hint: allow
 * it on the phone's screen), offline; SST_E_FORMAT: not an adb server.
 */
int sst_adb_server_open(const struct sst_adb_address *at, const char *serial,
    struct sst_shell_link *out, struct sst_err *err) SST_MUST;

#endif
