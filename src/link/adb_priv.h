/* SPDX-License-Identifier: ISC */
/* adb_priv.h: what the sources of the ADB links share. */
#ifndef SIMSTOW_LINK_ADB_PRIV_H
#define SIMSTOW_LINK_ADB_PRIV_H

#include <simstow/link/adb_usb.h>

#define SST_ADB_ANSWER_MS 5000   /* for a daemon or a server */
#define SST_ADB_COMMAND_MS 30000 /* for a command */
#define SST_ADB_CONFIRM_MS 60000 /* for a person */
#define SST_ADB_SLICE_MS 100     /* between two looks at is_stopped */
#define SST_ADB_SERIAL 128       /* bytes of a serial number */

/* Who else may end a wait, and when it ends at last. */
struct sst_adb_wait {
	unsigned ms;
	bool (*is_stopped)(void *ctx); /* or NULL */
	void *ctx;
};

/* sst_adb_now - milliseconds on a clock that nobody sets; no time of day. */
uint64_t sst_adb_now(void);

/* sst_adb_check_stop - -1 with "stopped" when the caller wants no more. */
int sst_adb_check_stop(const struct sst_adb_wait *w,
    struct sst_err *err) SST_MUST;

/* ---- packets ---- */

#define SST_ADB_HEADER 24
#define SST_ADB_VERSION 0x01000001U      /* ours; sums are not checked */
#define SST_ADB_VERSION_SUMS 0x01000000U /* the oldest; sums are checked */
#define SST_ADB_PAYLOAD 1048576U         /* what we take */
#define SST_ADB_PAYLOAD_OLD 4096U        /* what everybody takes */

enum sst_adb_command {
	SST_ADB_CNXN = 0x4E584E43,
	SST_ADB_AUTH = 0x48545541,
	SST_ADB_OPEN = 0x4E45504F,
	SST_ADB_OKAY = 0x59414B4F,
	SST_ADB_WRTE = 0x45545257,
	SST_ADB_CLSE = 0x45534C43,
	SST_ADB_STLS = 0x534C5453
};

struct sst_adb_packet {
	uint32_t command;
	uint32_t arg0;
	uint32_t arg1;
	uint32_t sum; /* as the peer sent it */
	struct sst_span data;
};

/* sst_adb_packet_head - the header for p's command, arguments and data. */
void sst_adb_packet_head(const struct sst_adb_packet *p,
    uint8_t out[SST_ADB_HEADER]);

/* sst_adb_packet_has_sum - the sum that was sent is that of the data. */
bool sst_adb_packet_has_sum(const struct sst_adb_packet *p);

/*
 * sst_adb_packet_next - the packet at the begin of in.
 *
 *   out  data points into in
 *   n    1: bytes of the packet; 0: bytes that are missing, at least
 *
 * 1 read, 0 more bytes wanted, -1 SST_E_FORMAT: wrong magic, or a payload
 * beyond SST_ADB_PAYLOAD.
 */
int sst_adb_packet_next(struct sst_span in, struct sst_adb_packet *out,
    size_t *n, struct sst_err *err) SST_MUST;

/* ---- the output of a command ---- */

#define SST_ADB_MARKER 33

/* A reader of what one command says. */
struct sst_adb_shell {
	struct sst_shell_job *job;
	const char *marker; /* NULL: shell v2 */
	uint8_t head[5];
	size_t head_n;
	uint32_t left; /* bytes of the packet that head begins */
};

/*
 * sst_adb_shell_service - append the service's name for a command: shell v2,
 * or for old daemons "shell:" with a line at the end that says the status
 * behind the marker.
 */
int sst_adb_shell_service(const char *command, const char *marker,
    struct sst_buf *out, struct sst_err *err) SST_MUST;

/* sst_adb_shell_begin - ready for the first byte; marker NULL: shell v2. */
void sst_adb_shell_begin(struct sst_adb_shell *sh, struct sst_shell_job *job,
    const char *marker);

/*
 * sst_adb_shell_feed - the next bytes: 1 the command has ended, 0 more may
 * come, -1 a fault of this command (SST_E_FORMAT).
 */
int sst_adb_shell_feed(struct sst_adb_shell *sh, struct sst_span s,
    struct sst_err *err) SST_MUST;

/*
 * sst_adb_shell_end - the stream has ended: -1 when the command's own end did
 * not come before (SST_E_FAILED): what came may be cut.
 */
int sst_adb_shell_end(struct sst_adb_shell *sh, struct sst_err *err) SST_MUST;

/* sst_adb_shell_marker - a text that no output can foresee. */
void sst_adb_shell_marker(char out[SST_ADB_MARKER]);

/* ---- a session with a daemon ---- */

/* The seam: USB, a player of recorded or random packets. */
struct sst_adb_transport {
	void *ctx;
	uint64_t (*now)(void *ctx); /* milliseconds, never back */
	/* all of s, as a transfer of its own */
	int (*send)(void *ctx, struct sst_span s, const struct sst_adb_wait *w,
	    struct sst_err *err);
	/*
	 * Append what comes: 1 something, 0 nothing within ms, -1 no more
	 * will come. want bytes are needed; fewer and more may be given.
	 */
	int (*recv)(void *ctx, size_t want, struct sst_buf *in, unsigned ms,
	    struct sst_err *err);
	void (*close)(void *ctx);
};

struct sst_adb_session {
	struct sst_adb_transport to;
	struct sst_shell_link *link; /* who counts, who may stop */
	struct sst_adb_wait wait;    /* for one packet to go out */
	struct sst_buf in;
	size_t taken;     /* bytes of in that the last packet had */
	uint64_t heard;   /* when the last packet came */
	uint32_t version; /* the lower one of both; 0 before their CNXN */
	uint32_t max;     /* bytes of a payload that they take */
	uint32_t last_id;
	bool has_shell_v2;
	bool has_sent; /* since we last waited */
	bool is_used;  /* they answered on a stream */
	bool is_broken;
	char marker[SST_ADB_MARKER];
};

/*
 * sst_adb_session_open - CNXN, AUTH, a shell link.
 *
 *   to      closed by the link, and on failure
 *   marker  for daemons without shell v2; copied
 *   out     ready but for reached
 */
int sst_adb_session_open(const struct sst_adb_transport *to,
    const struct sst_adb_usb *how, const char *marker,
    struct sst_shell_link *out, struct sst_err *err) SST_MUST;

/* sst_adb_session_send - one packet; its sum is filled in. */
int sst_adb_session_send(struct sst_adb_session *s,
    const struct sst_adb_packet *p, struct sst_err *err) SST_MUST;

/*
 * sst_adb_session_next - the next packet: 1 read, 0 none before the moment
 * until, -1 the link is broken, or stopped (SST_E_FAILED). The packet's data
 * is valid until the next call.
 */
int sst_adb_session_next(struct sst_adb_session *s, uint64_t until,
    struct sst_adb_packet *out, struct sst_err *err) SST_MUST;

/* sst_adb_greet - CNXN and AUTH until the phone says who it is. */
int sst_adb_greet(struct sst_adb_session *s, const struct sst_adb_usb *how,
    struct sst_err *err) SST_MUST;

/* sst_adb_greet_accept - take version, limit and features of their CNXN. */
int sst_adb_greet_accept(struct sst_adb_session *s,
    const struct sst_adb_packet *p, struct sst_err *err) SST_MUST;

/* sst_adb_streams_run - the run of a shell link over a session. */
int sst_adb_streams_run(struct sst_shell_link *l, struct sst_shell_job *jobs,
    size_t n, struct sst_err *err) SST_MUST;

/*
 * sst_adb_job_ms - the bound of a job on a link; sst_adb_job_late - the fault
 * of one that took longer.
 */
unsigned sst_adb_job_ms(const struct sst_shell_link *l,
    const struct sst_shell_job *j);
int sst_adb_job_late(const struct sst_shell_link *l,
    const struct sst_shell_job *j, struct sst_err *err);

#endif
