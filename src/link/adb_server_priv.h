/* SPDX-License-Identifier: ISC */
/* adb_server_priv.h: what the sources of the adb server's link share. */
#ifndef SIMSTOW_LINK_ADB_SERVER_PRIV_H
#define SIMSTOW_LINK_ADB_SERVER_PRIV_H

#include "adb_priv.h"

/* The longest request: its length is 4 hexadecimal digits. */
#define SST_ADB_SMART_ASK 65535

/* A connection to the server that never blocks; { .fd = -1 } is closed. */
struct sst_adb_smart {
	int fd;
	bool is_ended;      /* they closed it; in may still hold something */
	struct sst_buf out; /* to be sent */
	size_t sent;
	struct sst_buf in; /* come, and not taken yet */
};

/*
 * sst_adb_smart_open - connect: 1 open, 0 nobody listens there, -1 a fault.
 */
int sst_adb_smart_open(const struct sst_adb_address *at,
    const struct sst_adb_wait *w, struct sst_adb_smart *c,
    struct sst_err *err) SST_MUST;
void sst_adb_smart_close(struct sst_adb_smart *c);

/* sst_adb_smart_ask - a request, to be sent as it goes. */
int sst_adb_smart_ask(struct sst_adb_smart *c, struct sst_span service,
    struct sst_err *err) SST_MUST;

/* sst_adb_smart_events - what to poll for. */
short sst_adb_smart_events(const struct sst_adb_smart *c);

/* sst_adb_smart_step - send and receive what is possible now. */
int sst_adb_smart_step(struct sst_adb_smart *c,
    struct sst_shell_link_count *count, struct sst_err *err) SST_MUST;

/*
 * sst_adb_smart_reply - take OKAY or FAIL: 1 OKAY, 0 not all is there, -1
 * SST_E_REFUSED with the server's words, or SST_E_FORMAT.
 */
int sst_adb_smart_reply(struct sst_adb_smart *c, struct sst_err *err) SST_MUST;

/*
 * sst_adb_smart_query - a request whose answer is a text, on a connection of
 * its own: 1 answered, 0 nobody listens, -1 a fault.
 */
int sst_adb_smart_query(const struct sst_adb_address *at, const char *service,
    const struct sst_adb_wait *w, struct sst_shell_link_count *count,
    struct sst_buf *out, struct sst_err *err) SST_MUST;

/* sst_adb_server_judge - what a refusal about a phone means; gives -1. */
int sst_adb_server_judge(struct sst_err *err);

/* sst_adb_server_gone - nobody listens any more; gives -1. */
int sst_adb_server_gone(const struct sst_adb_address *at, struct sst_err *err);

/* A phone behind a server. */
struct sst_adb_server {
	struct sst_adb_address at;
	char serial[SST_ADB_SERIAL + 1];
	char marker[SST_ADB_MARKER];
	bool has_shell_v2;
};

/* sst_adb_server_run - the run of a shell link through a server. */
int sst_adb_server_run(struct sst_shell_link *l, struct sst_shell_job *jobs,
    size_t n, struct sst_err *err) SST_MUST;

#endif
