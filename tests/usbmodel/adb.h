/* SPDX-License-Identifier: ISC */
/* adb.h: what the parts of the ADB phone share. */
#ifndef USBMODEL_ADB_H
#define USBMODEL_ADB_H

#include <sys/types.h>

#include "model.h"

#define ADB_CNXN 0x4E584E43U
#define ADB_AUTH 0x48545541U
#define ADB_OPEN 0x4E45504FU
#define ADB_OKAY 0x59414B4FU
#define ADB_WRTE 0x45545257U
#define ADB_CLSE 0x45534C43U
#define ADB_STLS 0x534C5453U

#define ADB_V_SUMS 0x01000000U
#define ADB_V_NO_SUMS 0x01000001U
#define ADB_OLD_MAX 4096U
#define ADB_HEADER 24
#define ADB_TOKEN 20
/* How much a phone's daemon asks its USB driver for at a time. */
#define ADB_BLOCK 16384
#define ADB_STREAMS 32
#define ADB_KEYS 8
#define ADB_FAULTS 16

enum adb_auth { AUTH_OFF, AUTH_KEY, AUTH_ALLOW, AUTH_NEVER };
enum adb_split { SPLIT_RANDOM, SPLIT_WHOLE, SPLIT_BYTE };

enum adb_fault_kind {
	/* n counts the messages that the phone sends */
	FAULT_BAD_MAGIC,
	FAULT_BAD_SUM,
	FAULT_OVERSIZE,
	FAULT_SHORT_HEADER,
	FAULT_MUTE,
	/* before its first answer to a CNXN; n is which CNXN */
	FAULT_GARBAGE,
	FAULT_STALE,
	FAULT_MUTE_CNXN,
	FAULT_MUTE_AUTH,
	FAULT_MUTE_AFTER_CNXN,
	FAULT_STLS,
	/* n counts the streams that the host opens */
	FAULT_REFUSE,
	FAULT_TWO_OKAYS,
	FAULT_MUTE_STREAM,
	FAULT_UNKNOWN_WRITE,
	FAULT_SECOND_CNXN,
	FAULT_LATE,
	FAULT_CUT,
	FAULT_HUGE,
	FAULT_NO_EXIT,
};

struct adb_message {
	uint32_t command;
	uint32_t arg0;
	uint32_t arg1;
	uint32_t n;
	uint32_t sum;
	const uint8_t *data;
};

struct adb_child {
	pid_t pid; /* 0: none, or it was waited for */
	int pid_fd;
	int in;
	int out;
	int err;
	int status; /* as a shell says it */
};

struct adb_stream {
	uint32_t id; /* 0: a free place */
	uint32_t peer;
	unsigned number; /* which one it is of all that were opened */
	struct adb_child child;
	bool is_v2;
	bool is_crlf;
	bool is_waiting; /* a WRTE has no OKAY yet */
	bool is_ended;   /* nothing more comes into the queue */
	bool is_mute;
	bool owes_okay; /* the host's WRTE has none yet */
	struct usb_bytes queue;
	struct usb_bytes from_host; /* shell packets, as far as they are here */
	struct usb_bytes to_child;
	bool is_input_over; /* close its input once to_child is empty */
	size_t want;        /* bytes of the next WRTE; 0: not chosen yet */
	long long want_ms;  /* when it was chosen */
};

struct adb_phone {
	struct usb_model base;
	/* options */
	enum adb_auth auth;
	enum adb_split split;
	bool is_old;
	uint32_t max;
	unsigned long allow_after_ms;
	const char *path;
	const char *state;
	const char *features;
	uint64_t seed;
	struct {
		enum adb_fault_kind kind;
		unsigned long n;
	} faults[ADB_FAULTS];
	size_t faults_n;
	/* the wire */
	struct usb_pipe to_host;
	uint8_t block[ADB_BLOCK];
	size_t block_n;
	uint8_t header[ADB_HEADER];
	bool has_header;
	struct usb_bytes payload;
	unsigned long sent;
	bool is_mute;
	/* the session */
	uint32_t version;
	uint32_t use_max;
	bool is_online;
	unsigned connects;
	uint8_t token[ADB_TOKEN];
	long long allow_at_ms;           /* 0: nobody is asked */
	struct usb_bytes keys[ADB_KEYS]; /* structs of 524 bytes */
	size_t keys_n;
	struct adb_stream streams[ADB_STREAMS];
	uint32_t last_id;
	unsigned opened;
};

/* adb_fault.c: what goes wrong, and the seeded dice */
int adb_fault_add(struct usb_model *m, const char *name, unsigned long n);
void adb_fault_list(FILE *f);
bool adb_fault_is(const struct adb_phone *p, enum adb_fault_kind kind,
    unsigned long n);
uint64_t adb_random(struct adb_phone *p);
size_t adb_pick(struct adb_phone *p, size_t most);

/* adb_wire.c: messages to and from USB transfers */
uint32_t adb_le32(const uint8_t *p);
void adb_put_le32(uint8_t *p, uint32_t v);
void adb_send(struct adb_phone *p, uint32_t command, uint32_t arg0,
    uint32_t arg1, struct usb_bytes data);
void adb_wire_write(struct adb_phone *p, const uint8_t *buf, size_t n);
void adb_wire_bad(struct adb_phone *p, const char *fmt, ...) USB_FMT(2, 3);

/* adb_session.c: CNXN and AUTH, and who gets which message */
void adb_session_take(struct adb_phone *p, const struct adb_message *m);
void adb_session_run(struct adb_phone *p);
void adb_session_banner(struct adb_phone *p);

/* adb_auth.c: keys and signatures */
int adb_auth_add_file(struct adb_phone *p, const char *path);
int adb_auth_add_text(struct adb_phone *p, const char *text, size_t n);
bool adb_auth_is_signed(const struct adb_phone *p, const uint8_t *sig,
    size_t n);

/* adb_stream.c: OPEN, OKAY, WRTE, CLSE */
void adb_stream_open(struct adb_phone *p, const struct adb_message *m);
void adb_stream_okay(struct adb_phone *p, const struct adb_message *m);
void adb_stream_write(struct adb_phone *p, const struct adb_message *m);
void adb_stream_close(struct adb_phone *p, const struct adb_message *m);
void adb_stream_close_all(struct adb_phone *p);
void adb_stream_run(struct adb_phone *p);
size_t adb_stream_wait(struct adb_phone *p, struct pollfd *fds, size_t max,
    int *timeout_ms);

/* adb_shell.c: a command as a child, its output as shell packets */
int adb_shell_start(struct adb_phone *p, struct adb_stream *s,
    const char *service);
bool adb_shell_wants_input(const struct adb_stream *s);
void adb_shell_input(struct adb_phone *p, struct adb_stream *s,
    const uint8_t *data, size_t n);
void adb_shell_run(struct adb_phone *p, struct adb_stream *s);
size_t adb_shell_wait(const struct adb_stream *s, struct pollfd *fds);

/* adb_child.c: sh -c COMMAND beside threads that are not ours */
int adb_child_start(struct adb_child *c, const char *path, const char *command,
    bool has_stderr);
/* Bytes read, 0 at the end (the descriptor is closed), -1: nothing now. */
ssize_t adb_child_read(int *fd, void *buf, size_t n);
void adb_child_write(struct adb_child *c, struct usb_bytes *data);
/* 1: now and status is set, 0: still running. */
int adb_child_reap(struct adb_child *c);
void adb_child_kill(struct adb_child *c);

#endif
