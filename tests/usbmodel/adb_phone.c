/* SPDX-License-Identifier: ISC */
/* adb_phone.c: an Android phone with USB debugging, as a USB device. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <gcrypt.h>

#include "adb.h"

#define EP_ADB_OUT 0x02
#define EP_ADB_IN 0x83
#define MAX_LEAST 4096
#define MAX_MOST (1U << 20)

static struct adb_phone *
phone_of(struct usb_model *m)
{
	return (struct adb_phone *)m;
}

/* The first interface's requests: a phone without a media session. */
static int
control(struct usb_model *m, const uint8_t setup[8], uint8_t *buf, size_t n)
{
	(void)m;
	(void)setup;
	(void)buf;
	(void)n;
	return -EPIPE;
}

static void
run(struct usb_model *m)
{
	struct adb_phone *p = phone_of(m);

	if (m->is_gone) {
		adb_stream_close_all(p);
		return;
	}
	adb_session_run(p);
	adb_stream_run(p);
}

static int
out(struct usb_model *m, uint8_t ep, const uint8_t *buf, size_t n)
{
	if (ep != EP_ADB_OUT)
		return -EAGAIN;
	adb_wire_write(phone_of(m), buf, n);
	run(m);
	return (int)n;
}

static int
in(struct usb_model *m, uint8_t ep, uint8_t *buf, size_t cap)
{
	if (ep != EP_ADB_IN)
		return -EAGAIN;
	return usb_pipe_take(&phone_of(m)->to_host, usb_model_mps(m), buf, cap);
}

static size_t
wait_for(struct usb_model *m, struct pollfd *fds, size_t max, int *timeout_ms)
{
	struct adb_phone *p = phone_of(m);
	long long left;

	if (p->allow_at_ms != 0) {
		left = p->allow_at_ms - usb_now_ms();
		if (left < 0)
			left = 0;
		if (*timeout_ms < 0 || *timeout_ms > left)
			*timeout_ms = (int)left;
	}
	return adb_stream_wait(p, fds, max, timeout_ms);
}

static void
release(struct usb_model *m)
{
	struct adb_phone *p = phone_of(m);
	size_t i;

	adb_stream_close_all(p);
	usb_pipe_free(&p->to_host);
	usb_bytes_free(&p->payload);
	for (i = 0; i < p->keys_n; i++)
		usb_bytes_free(&p->keys[i]);
	free(p);
}

static const struct usb_model_ops ops = { control, out, in, wait_for, run,
	release };

static const uint8_t device[18] = { 18, 1, 0x00, 0x02, 0, 0, 0, 64,
	/* vendor, product, release */ 0xD1, 0x18, 0xE2, 0x4E, 0x40, 0x04,
	/* maker, product, serial, configurations */ 1, 2, 3, 1 };

/* Media transfer first: ADB is never the first interface of a real phone
 * that shows its files. The packet sizes are set when the speed is known. */
static const uint8_t config[] = {
	9,
	2,
	0,
	0,
	0,
	1,
	0,
	0x80,
	250,
	/* 0: MTP */ 9,
	4,
	0,
	0,
	3,
	0x06,
	0x01,
	0x01,
	4,
	/**/ 7,
	5,
	0x81,
	2,
	0,
	2,
	0,
	/**/ 7,
	5,
	0x01,
	2,
	0,
	2,
	0,
	/**/ 7,
	5,
	0x82,
	3,
	28,
	0,
	6,
	/* 1: ADB */ 9,
	4,
	1,
	0,
	2,
	0xFF,
	0x42,
	0x01,
	5,
	/**/ 7,
	5,
	EP_ADB_OUT,
	2,
	0,
	2,
	0,
	/**/ 7,
	5,
	EP_ADB_IN,
	2,
	0,
	2,
	0,
};

static struct usb_model *
make(void)
{
	struct adb_phone *p = calloc(1, sizeof(*p));

	if (p == NULL)
		usb_die("no memory");
	gcry_check_version(NULL);
	gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
	gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
	p->base.ops = &ops;
	p->base.speed = USB_HIGH;
	memcpy(p->base.device, device, sizeof(device));
	p->base.strings[1] = "Virtual";
	p->base.strings[2] = "Virtual Phone";
	p->base.strings[3] = "VPHONE01";
	p->base.strings[4] = "MTP";
	p->base.strings[5] = "ADB Interface";
	p->max = MAX_MOST;
	p->allow_after_ms = 100;
	p->state = "device";
	p->features = "shell_v2,cmd,stat_v2,ls_v2,fixed_push_mkdir,apex,abb";
	p->seed = 1;
	return &p->base;
}

static int
ready(struct usb_model *m)
{
	struct adb_phone *p = phone_of(m);
	unsigned mps = usb_model_mps(m);
	size_t at;

	usb_model_describe(m, config, sizeof(config));
	for (at = 0; at < m->config_n; at += m->config[at]) {
		if (m->config[at + 1] != 5 || m->config[at + 3] != 2)
			continue;
		m->config[at + 4] = (uint8_t)(mps & 0xFF);
		m->config[at + 5] = (uint8_t)(mps >> 8);
	}
	p->version = ADB_V_SUMS;
	if (p->is_old)
		p->max = ADB_OLD_MAX;
	p->use_max = p->max;
	return 0;
}

static int
set_auth(struct usb_model *m, const char *s)
{
	static const char *const words[] = { "off", "key", "allow", "never" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], s) != 0)
			continue;
		phone_of(m)->auth = (enum adb_auth)i;
		return 0;
	}
	return -1;
}

static int
add_key(struct usb_model *m, const char *s)
{
	return adb_auth_add_file(phone_of(m), s);
}

static int
set_allow_after(struct usb_model *m, const char *s)
{
	return usb_options_number(s, 3600000, &phone_of(m)->allow_after_ms);
}

static int
set_max(struct usb_model *m, const char *s)
{
	unsigned long n;

	if (usb_options_number(s, MAX_MOST, &n) < 0 || n < MAX_LEAST)
		return -1;
	phone_of(m)->max = (uint32_t)n;
	return 0;
}

static int
set_old(struct usb_model *m, const char *s)
{
	(void)s;
	phone_of(m)->is_old = true;
	return 0;
}

static int
set_path(struct usb_model *m, const char *s)
{
	phone_of(m)->path = s;
	return 0;
}

static int
set_state(struct usb_model *m, const char *s)
{
	phone_of(m)->state = s;
	return 0;
}

static int
set_features(struct usb_model *m, const char *s)
{
	phone_of(m)->features = s;
	return 0;
}

static int
set_seed(struct usb_model *m, const char *s)
{
	unsigned long n;

	if (usb_options_number(s, 0xFFFFFFFFUL, &n) < 0)
		return -1;
	phone_of(m)->seed = n;
	return 0;
}

static int
set_split(struct usb_model *m, const char *s)
{
	static const char *const words[] = { "random", "whole", "byte" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], s) != 0)
			continue;
		phone_of(m)->split = (enum adb_split)i;
		return 0;
	}
	return -1;
}

static const struct usb_option options[] = {
	{ "--auth", "MODE", set_auth,
	    "off (default), key, allow (a new key), never" },
	{ "--key", "FILE", add_key, "an adbkey.pub that is known" },
	{ "--allow-after", "MS", set_allow_after,
	    "allow: when \"Allow\" is pressed (100)" },
	{ "--max", "BYTES", set_max, "largest payload (1048576)" },
	{ "--old", NULL, set_old, "a daemon of before 2016" },
	{ "--path", "DIR", set_path, "the phone's programs" },
	{ "--state", "WORD", set_state, "device, recovery, sideload ..." },
	{ "--features", "LIST", set_features, "without shell_v2: v1 only" },
	{ "--seed", "N", set_seed, "of the splitting, and of tokens (1)" },
	{ "--split", "HOW", set_split, "random (default), whole, byte" },
	{ NULL, NULL, NULL, NULL },
};

const struct usb_kind adb_kind = { "adb", make, options, adb_fault_add,
	adb_fault_list, ready };
