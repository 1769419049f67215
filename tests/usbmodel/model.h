/* SPDX-License-Identifier: ISC */
/* model.h: a USB device as a program, and the ways to put it on a bus. */
#ifndef USBMODEL_MODEL_H
#define USBMODEL_MODEL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define USB_DIR_IN 0x80
#define USB_CONFIG_MAX 256
#define USB_STRINGS_MAX 8
#define USB_INTERFACES_MAX 4
#define USB_FDS_MAX 256
/* Control data and bulk transfers longer than this are refused. */
#define USB_TRANSFER_MAX (2U << 20)

#define USB_FMT(f, a) __attribute__((format(printf, f, a)))

/* As the kernel numbers them. */
enum usb_speed { USB_FULL = 2, USB_HIGH = 3 };

struct usb_model;

/*
 * What a kind of device does. A transport calls usb_model_*, never these.
 * Nothing blocks. Results: bytes moved, or -EAGAIN (the transfer stays
 * pending and is tried again later), -EPIPE (stall; the endpoint stays halted
 * until the host clears it), -EOVERFLOW, -EPROTO.
 */
struct usb_model_ops {
	/* Class and vendor requests; setup[0] bit 7 says the direction. */
	int (*control)(struct usb_model *m, const uint8_t setup[8],
	    uint8_t *buf, size_t n);
	/* One host transfer; n may be 0: a zero-length packet. */
	int (*out)(struct usb_model *m, uint8_t ep, const uint8_t *buf,
	    size_t n);
	int (*in)(struct usb_model *m, uint8_t ep, uint8_t *buf, size_t cap);
	/* What it waits for; lowers *timeout_ms (-1: for ever). */
	size_t (*wait)(struct usb_model *m, struct pollfd *fds, size_t max,
	    int *timeout_ms);
	/* Time has passed or a descriptor is ready. */
	void (*run)(struct usb_model *m);
	void (*free)(struct usb_model *m);
};

struct usb_model {
	const struct usb_model_ops *ops;
	enum usb_speed speed;
	uint8_t device[18];
	uint8_t config[USB_CONFIG_MAX];
	size_t config_n;
	const char *strings[USB_STRINGS_MAX]; /* 0 is unused; ASCII */
	uint8_t configuration;                /* what the host has set */
	uint32_t halted;                      /* bit ep, IN: bit 16 + ep */
	uint8_t uncounted;                    /* an interrupt endpoint, or 0 */
	unsigned long transfers;
	unsigned long ins;
	unsigned long outs;
	/* Faults of any device; 0: none. Counted from 1 over bulk transfers. */
	unsigned long unplug_at;
	unsigned long stall_in_at;
	unsigned long stall_out_at;
	bool is_busy;      /* another program holds every interface */
	bool is_forbidden; /* the node cannot be opened */
	bool is_plain;     /* the host controller cannot scatter or gather */
	bool is_gone;
	FILE *log;
};

struct usb_option {
	const char *name;     /* NULL ends a table */
	const char *argument; /* NULL: none */
	int (*set)(struct usb_model *m, const char *value);
	const char *help;
};

/* A kind of device: a word on the command line. */
struct usb_kind {
	const char *name;
	struct usb_model *(*make)(void);
	const struct usb_option *options;
	/* 1: taken, 0: not one of its faults, -1: bad value. */
	int (*fault)(struct usb_model *m, const char *name, unsigned long n);
	void (*list)(FILE *f);
	/* After the last option, before the host sees the device. */
	int (*ready)(struct usb_model *m);
};

extern const struct usb_kind adb_kind;
extern const struct usb_kind ccid_kind;

/* model.c: what is the same for every device */
int usb_model_control(struct usb_model *m, const uint8_t setup[8], uint8_t *buf,
    size_t cap);
int usb_model_out(struct usb_model *m, uint8_t ep, const uint8_t *buf,
    size_t n);
int usb_model_in(struct usb_model *m, uint8_t ep, uint8_t *buf, size_t cap);
void usb_model_clear_halt(struct usb_model *m, uint8_t ep);
void usb_model_unplug(struct usb_model *m, const char *why);
void usb_model_describe(struct usb_model *m, const uint8_t *part, size_t n);
const uint8_t *usb_model_interface(const struct usb_model *m, unsigned i);
unsigned usb_model_mps(const struct usb_model *m);
int usb_model_fault(struct usb_model *m, const char *name, unsigned long n);
void usb_model_faults(FILE *f);
void usb_model_free(struct usb_model *m);
void usb_log(struct usb_model *m, const char *fmt, ...) USB_FMT(2, 3);
long long usb_now_ms(void);

/* pipe.c: bytes that grow, and an IN endpoint's queue */
struct usb_bytes {
	uint8_t *p;
	size_t n;
	size_t cap;
};

/* Transfers as the device wrote them; each ends with a short packet, or with
 * none when its length is a multiple of the packet size, as on a phone. */
struct usb_pipe {
	struct usb_bytes data;
	struct usb_bytes lengths; /* of size_t */
	size_t done;              /* bytes of the first that have gone */
};

void usb_bytes_add(struct usb_bytes *b, const void *p, size_t n);
void usb_bytes_drop(struct usb_bytes *b, size_t n);
void usb_bytes_free(struct usb_bytes *b);
void usb_pipe_put(struct usb_pipe *q, const void *p, size_t n);
int usb_pipe_take(struct usb_pipe *q, size_t mps, uint8_t *buf, size_t cap);
void usb_pipe_free(struct usb_pipe *q);

/* options.c: KIND [option]... -- command..., the same for every transport */
struct usb_setup {
	struct usb_model *model;
	char **command; /* ends with NULL */
};

int usb_options_parse(struct usb_setup *s, int argc, char **argv);
int usb_options_number(const char *s, unsigned long max, unsigned long *out);

/* command.c: runs the command; its descriptor is readable when it has ended */
int usb_command_start(const struct usb_model *m, char **command);
int usb_command_status(int fd);

void usb_die(const char *fmt, ...) USB_FMT(1, 2) __attribute__((noreturn));

#endif
