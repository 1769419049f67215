/* SPDX-License-Identifier: ISC */
/* ccid_list.c: every slot of every reader on the bus. */
#define _GNU_SOURCE /* strverscmp */
#include <stdlib.h>
#include <string.h>

#include "ccid_usb_priv.h"

#define TEXT_MAX_N 512
#define LOOK_MS 2000 /* for a slot to say whether it has a card */

struct listing {
	libusb_context *ctx;
	struct sst_arena *mem;
	bool look;
	bool is_mute; /* a slot of this device did not answer */
	struct sst_ccid_readers out;
};

static const char *const state_names[] = {
	[SST_CCID_EMPTY] = "empty",
	[SST_CCID_CARD] = "card",
	[SST_CCID_BUSY] = "in use",
	[SST_CCID_FORBIDDEN] = "no permission",
	[SST_CCID_UNSUPPORTED] = "not supported",
	[SST_CCID_UNKNOWN] = "unknown",
};

static const char *const level_names[] = {
	[SST_CCID_CHARACTER] = "character",
	[SST_CCID_TPDU] = "TPDU",
	[SST_CCID_SHORT] = "short APDU",
	[SST_CCID_EXTENDED] = "extended APDU",
};

static const char *
name_of(const char *const *names, size_t n, size_t i)
{
	return i < n && names[i] != NULL ? names[i] : "unknown";
}

const char *
sst_ccid_state_name(enum sst_ccid_state state)
{
	return name_of(state_names,
	    sizeof(state_names) / sizeof(state_names[0]), (size_t)state);
}

const char *
sst_ccid_level_name(enum sst_ccid_level level)
{
	return name_of(level_names,
	    sizeof(level_names) / sizeof(level_names[0]), (size_t)level);
}

/* What an attempt to claim says; anything else is SST_CCID_UNKNOWN. */
static const struct {
	int rc;
	enum sst_ccid_state state;
} claims[] = {
	{ LIBUSB_ERROR_ACCESS, SST_CCID_FORBIDDEN },
	{ LIBUSB_ERROR_BUSY, SST_CCID_BUSY },
};

static enum sst_ccid_state
state_of_claim(int rc)
{
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		if (claims[i].rc == rc)
			return claims[i].state;
	return SST_CCID_UNKNOWN;
}

/* ---- texts ---- */

/* Makers are on record that begin the product's name with their own. */
static bool
has_maker(const struct sst_buf *product, const struct sst_buf *maker)
{
	return product->n >= maker->n && maker->n > 0 &&
	       memcmp(product->p, maker->p, maker->n) == 0;
}

/* "maker product", or one of them, or the two numbers. */
static int
put_label(const struct sst_ccid_place *p, const struct sst_ccid_reader *r,
    struct sst_buf *b, struct sst_err *err)
{
	struct sst_buf product = { .max = TEXT_MAX_N };
	int rc = -1;

	if (sst_usb_text(p->where, "manufacturer", b, err) < 0 ||
	    sst_usb_text(p->where, "product", &product, err) < 0)
		goto out;
	if (has_maker(&product, b))
		sst_buf_clear(b);
	if (b->n > 0 && product.n > 0 && sst_buf_put_u8(b, ' ', err) < 0)
		goto out;
	if (sst_buf_put(b, sst_buf_span(&product), err) < 0)
		goto out;
	rc = 0;
	if (b->n == 0)
		rc = sst_buf_printf(b, err, "%04x:%04x", r->vendor, r->product);
out:
	sst_buf_fini(&product);
	return rc;
}

static int
keep(struct listing *l, const struct sst_buf *b, const char **out,
    struct sst_err *err)
{
	*out = (const char *)sst_arena_copy(l->mem, sst_buf_span(b));
	return *out == NULL ? sst_arena_full(l->mem, err) : 0;
}

static int
keep_texts(struct listing *l, const struct sst_ccid_place *p,
    struct sst_ccid_reader *r, struct sst_err *err)
{
	struct sst_buf b = { .max = TEXT_MAX_N };
	int rc = -1;

	if (put_label(p, r, &b, err) < 0 || keep(l, &b, &r->label, err) < 0)
		goto out;
	sst_buf_clear(&b);
	if (sst_usb_text(p->where, "serial", &b, err) < 0 ||
	    (b.n > 0 && keep(l, &b, &r->serial, err) < 0))
		goto out;
	rc = 0;
out:
	sst_buf_fini(&b);
	return rc;
}

/* ---- states ---- */

static void
ask_slot(struct listing *l, const struct sst_ccid_place *p, unsigned slot,
    struct sst_ccid_reader *r, struct sst_err *why)
{
	enum sst_ccid_icc icc;
	struct sst_ccid_slot s;
	struct sst_ccid_io io;
	int rc = sst_ccid_usb_begin(l->ctx, p, &io);

	if (rc != 0) {
		r->state = state_of_claim(rc);
		if (r->state == SST_CCID_UNKNOWN)
			sst_err_set(why, SST_E_DEVICE, "USB: %s",
			    libusb_strerror(rc));
		return;
	}
	sst_ccid_slot_init(&s, &io, &p->desc, (uint8_t)slot);
	s.until = io.now(io.ctx) + LOOK_MS;
	l->is_mute = sst_ccid_slot_look(&s, &icc, why) < 0;
	if (!l->is_mute)
		r->state =
		    icc == SST_CCID_ABSENT ? SST_CCID_EMPTY : SST_CCID_CARD;
	sst_ccid_slot_fini(&s);
}

static int
take_state(struct listing *l, const struct sst_ccid_place *p, unsigned slot,
    struct sst_ccid_reader *r, struct sst_err *err)
{
	struct sst_err why = { 0 };

	r->state = SST_CCID_UNKNOWN;
	if (p->desc.level == 0 || p->desc.level == SST_CCID_CHARACTER) {
		r->state = SST_CCID_UNSUPPORTED;
		why = p->why;
		if (p->desc.level == SST_CCID_CHARACTER)
			sst_err_set(&why, SST_E_DEVICE,
			    "character level is not supported");
	} else if (l->look && !l->is_mute) {
		ask_slot(l, p, slot, r, &why);
	}
	if (why.code == SST_OK)
		return 0;
	r->why = sst_arena_text(l->mem, why.msg);
	return r->why == NULL ? sst_arena_full(l->mem, err) : 0;
}

/* ---- the list ---- */

static int
add_slot(struct listing *l, const struct sst_ccid_place *p, unsigned slot,
    struct sst_err *err)
{
	struct sst_ccid_readers *out = &l->out;
	struct libusb_device_descriptor d = { 0 };
	struct sst_ccid_reader *r;
	unsigned number = p->first + slot;

	if (out->n == SST_CCID_READERS)
		return 0;
	r = sst_arena_grow(l->mem, out->v, out->n, sizeof(*r));
	if (r == NULL)
		return sst_arena_full(l->mem, err);
	out->v = r;
	r += out->n;
	(void)libusb_get_device_descriptor(p->device, &d);
	r->bus = libusb_get_bus_number(p->device);
	r->address = libusb_get_device_address(p->device);
	r->vendor = d.idVendor;
	r->product = d.idProduct;
	r->level = p->desc.level;
	r->name = number == 0
	              ? sst_arena_text(l->mem, p->where)
	              : sst_arena_printf(l->mem, "%s#%u", p->where, number);
	if (r->name == NULL)
		return sst_arena_full(l->mem, err);
	if (keep_texts(l, p, r, err) < 0 || take_state(l, p, slot, r, err) < 0)
		return -1;
	out->n++;
	return 0;
}

static int
add_device(struct listing *l, libusb_device *device, struct sst_err *err)
{
	struct sst_ccid_place places[SST_CCID_USB_PLACES];
	size_t n = sst_ccid_usb_look(device, places);

	l->is_mute = false;
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k <= places[i].desc.max_slot; k++)
			if (add_slot(l, &places[i], k, err) < 0)
				return -1;
	return 0;
}

/* By bus, then as the ports count; slots stay as they are. */
static int
compare(const void *a, const void *b)
{
	const struct sst_ccid_reader *x = a, *y = b;

	if (x->bus != y->bus)
		return x->bus < y->bus ? -1 : 1;
	return strverscmp(x->name, y->name);
}

static int
add_all(struct listing *l, struct sst_err *err)
{
	libusb_device **list;
	ssize_t n = libusb_get_device_list(l->ctx, &list);
	int rc = 0;

	if (n < 0)
		return sst_fail(err, SST_E_FAILED, "USB: %s",
		    libusb_strerror((int)n));
	for (ssize_t i = 0; i < n && rc == 0; i++)
		rc = add_device(l, list[i], err);
	libusb_free_device_list(list, 1);
	return rc;
}

int
sst_ccid_list(struct sst_arena *mem, bool look, struct sst_ccid_readers *out,
    struct sst_err *err)
{
	struct listing l = { .mem = mem, .look = look };
	int rc = libusb_init(&l.ctx);

	*out = (struct sst_ccid_readers){ 0 };
	if (rc != 0)
		return sst_fail(err, SST_E_FAILED, "USB: %s",
		    libusb_strerror(rc));
	rc = add_all(&l, err);
	libusb_exit(l.ctx);
	if (rc < 0)
		return -1;
	if (l.out.n > 1)
		qsort(l.out.v, l.out.n, sizeof(*l.out.v), compare);
	*out = l.out;
	return 0;
}
