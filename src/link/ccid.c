/* SPDX-License-Identifier: ISC */
/* ccid.c: smart-card readers on libusb: a card link to one of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <simstow/base/digits.h>

#include "ccid_usb_priv.h"

#define RETRY_MS 100
#define WAIT_MAX_MS 3600000U

struct ccid {
	libusb_context *ctx;
	struct sst_ccid_slot slot;
};

/* Why a reader that is there cannot be had. */
static const struct {
	int rc;
	const char *text;
	const char *hint;
} reasons[] = {
	{ LIBUSB_ERROR_ACCESS, "no permission to open it",
	    "install scripts/51-simstow-ccid.rules in /etc/udev/rules.d, then "
	    "plug the reader in again" },
	{ LIBUSB_ERROR_BUSY, "another program holds it",
	    "pcscd may be that program: then name the card pcsc:READER, as "
	    "simstow devices prints it" },
	{ LIBUSB_ERROR_NO_DEVICE, "it was unplugged",
	    "plug the reader in again, then try again" },
};

static int
fail_claim(int rc, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].rc != rc)
			continue;
		sst_err_set(err, SST_E_DEVICE, "%s", reasons[i].text);
		sst_err_hint(err, "%s", reasons[i].hint);
		return -1;
	}
	return sst_fail(err, SST_E_DEVICE, "USB: %s", libusb_strerror(rc));
}

/* ---- the link ---- */

static void
take_card(struct sst_card_link *l)
{
	const struct ccid *c = l->impl;

	memcpy(l->atr, c->slot.atr_bytes, sizeof(l->atr));
	l->atr_n = c->slot.atr_n;
	l->protocol = sst_ccid_slot_is_t0(&c->slot) ? SST_CARD_T0 : SST_CARD_T1;
	/* A card of T=0 would need ENVELOPE, which few know. */
	l->is_short =
	    c->slot.desc.level == SST_CCID_SHORT || c->slot.protocol == 0;
}

static int
ccid_exchange(struct sst_card_link *l, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	struct ccid *c = l->impl;

	return sst_ccid_apdu_exchange(&c->slot, cmd, resp, err);
}

static int
ccid_reset(struct sst_card_link *l, struct sst_err *err)
{
	struct ccid *c = l->impl;

	if (sst_ccid_slot_power(&c->slot, err) < 0)
		return -1;
	take_card(l);
	return 0;
}

static void
ccid_close(struct sst_card_link *l)
{
	struct ccid *c = l->impl;

	if (c == NULL)
		return;
	if (c->slot.io.close != NULL)
		sst_ccid_slot_fini(&c->slot);
	if (c->ctx != NULL)
		libusb_exit(c->ctx);
	free(c);
	l->impl = NULL;
}

static const struct sst_card_link_ops ccid_ops = { ccid_exchange, ccid_reset,
	ccid_close };

/* ---- opening ---- */

/* "1-2.4#1": where, and which slot; false: no such form. */
static bool
parse_name(const char *name, char where[SST_USB_WHERE], unsigned *slot)
{
	const char *mark = strchr(name, '#');
	size_t n = mark != NULL ? (size_t)(mark - name) : strlen(name);

	*slot = 0;
	if (n == 0 || n >= SST_USB_WHERE)
		return false;
	memcpy(where, name, n);
	where[n] = '\0';
	if (mark == NULL)
		return true;
	for (const char *p = mark + 1; *p != '\0'; p++) {
		if (*p < '0' || *p > '9' || *slot > SST_CCID_READERS)
			return false;
		*slot = *slot * 10 + (unsigned)(*p - '0');
	}
	return mark[1] != '\0';
}

/* The place in a device that has the slot; its device is kept for it. */
static bool
find_in(libusb_device *device, const char *where, unsigned slot,
    struct sst_ccid_place *out)
{
	struct sst_ccid_place places[SST_CCID_USB_PLACES];
	size_t n = sst_ccid_usb_look(device, places);

	for (size_t i = 0; i < n; i++) {
		const struct sst_ccid_place *p = &places[i];

		if (strcmp(p->where, where) != 0 || slot < p->first ||
		    slot - p->first > p->desc.max_slot)
			continue;
		*out = *p;
		out->device = libusb_ref_device(device);
		return true;
	}
	return false;
}

static int
find(libusb_context *ctx, const char *name, struct sst_ccid_place *out,
    unsigned *slot, struct sst_err *err)
{
	char where[SST_USB_WHERE];
	libusb_device **list;
	bool is_found = false;
	ssize_t n = libusb_get_device_list(ctx, &list);

	if (n < 0)
		return fail_claim((int)n, err);
	if (parse_name(name, where, slot))
		for (ssize_t i = 0; i < n && !is_found; i++)
			is_found = find_in(list[i], where, *slot, out);
	libusb_free_device_list(list, 1);
	if (is_found)
		return 0;
	sst_err_set(err, SST_E_DEVICE, "no such reader");
	sst_err_hint(err, "simstow devices lists those there are");
	return -1;
}

static int
check_level(const struct sst_ccid_place *p, struct sst_err *err)
{
	if (p->desc.level == 0) {
		*err = p->why;
		return -1;
	}
	if (p->desc.level == SST_CCID_CHARACTER) {
		sst_err_set(err, SST_E_DEVICE,
		    "character level is not supported");
		sst_err_hint(err, "run pcscd, which knows it, and name the "
		                  "card pcsc:READER");
		return -1;
	}
	return 0;
}

static int
begin(libusb_context *ctx, const struct sst_ccid_place *p, unsigned wait_ms,
    struct sst_ccid_io *io, struct sst_err *err)
{
	static const struct timespec pause = { 0, RETRY_MS * 1000000L };
	int rc = sst_ccid_usb_begin(ctx, p, io);

	for (unsigned waited = 0; rc == LIBUSB_ERROR_BUSY && waited < wait_ms;
	     waited += RETRY_MS) {
		(void)nanosleep(&pause, NULL);
		rc = sst_ccid_usb_begin(ctx, p, io);
	}
	return rc == 0 ? 0 : fail_claim(rc, err);
}

static int
power(struct sst_ccid_slot *s, struct sst_err *err)
{
	enum sst_ccid_icc icc;

	if (sst_ccid_slot_look(s, &icc, err) < 0)
		return -1;
	if (icc == SST_CCID_ABSENT) {
		sst_err_set(err, SST_E_DEVICE, "no card in the reader");
		sst_err_hint(err, "insert the card, then try again");
		return -1;
	}
	return sst_ccid_slot_power(s, err);
}

static int
open_slot(const char *name, unsigned wait_ms, struct ccid *c,
    struct sst_err *err)
{
	struct sst_ccid_place p;
	struct sst_ccid_io io;
	unsigned slot = 0;
	int rc = libusb_init(&c->ctx);

	if (rc != 0) {
		c->ctx = NULL;
		return sst_fail(err, SST_E_FAILED, "USB: %s",
		    libusb_strerror(rc));
	}
	if (find(c->ctx, name, &p, &slot, err) < 0)
		return -1;
	rc = check_level(&p, err);
	if (rc == 0)
		rc = begin(c->ctx, &p, wait_ms, &io, err);
	libusb_unref_device(p.device);
	if (rc < 0)
		return -1;
	sst_ccid_slot_init(&c->slot, &io, &p.desc, (uint8_t)(slot - p.first));
	return power(&c->slot, err);
}

int
sst_ccid_open(const char *name, unsigned wait_ms, struct sst_card_link *out,
    struct sst_err *err)
{
	struct sst_card_link l = { .ops = &ccid_ops };

	*out = (struct sst_card_link){ 0 };
	(void)snprintf(l.name, sizeof(l.name), "ccid:%s", name);
	l.impl = calloc(1, sizeof(struct ccid));
	if (l.impl == NULL)
		return sst_fail(err, SST_E_FAILED, "%s: out of memory", l.name);
	if (wait_ms > WAIT_MAX_MS)
		wait_ms = WAIT_MAX_MS;
	if (open_slot(name, wait_ms, l.impl, err) < 0) {
		ccid_close(&l);
		return sst_within(err, "%s", l.name);
	}
	take_card(&l);
	*out = l;
	return 0;
}
