/* SPDX-License-Identifier: ISC */
/* readers.c: smart-card readers, each once, by whichever way it is seen. */
#include <stdio.h>
#include <string.h>

#include "readers.h"
#include "say.h"

/* Both lists, and which of the second were found in the first. */
struct both {
	struct sst_pcsc_readers pcsc;
	struct sst_ccid_readers ccid;
	bool is_met[SST_CCID_READERS];
	const struct sst_ccid_reader *other[SST_PCSC_READERS];
};

static void
meet(struct both *b, size_t at, size_t i)
{
	b->other[at] = &b->ccid.v[i];
	b->is_met[i] = true;
}

/*
 * Slots are in the same order on either side: of those that fit, the first
 * that was not met yet.
 */
static void
meet_by_place(struct both *b, size_t at)
{
	uint8_t bus, address;

	if (!sst_pcsc_place(&b->pcsc.v[at], &bus, &address))
		return;
	for (size_t i = 0; i < b->ccid.n; i++) {
		const struct sst_ccid_reader *c = &b->ccid.v[i];

		if (b->is_met[i] || c->bus != bus || c->address != address)
			continue;
		meet(b, at, i);
		return;
	}
}

/*
 * pcscd's names: what its driver calls the model, the interface in brackets,
 * the serial number in parentheses, two numbers.
 */
static bool
is_called(const char *name, const struct sst_ccid_reader *c)
{
	const char *end;

	if (c->serial != NULL && (end = strrchr(name, '(')) != NULL) {
		size_t n = strlen(c->serial);

		return strncmp(end + 1, c->serial, n) == 0 && end[1 + n] == ')';
	}
	return strncmp(name, c->label, strlen(c->label)) == 0;
}

/* One that could be claimed is not held by the service. */
static bool
is_free(const struct sst_ccid_reader *c)
{
	return c->state == SST_CCID_EMPTY || c->state == SST_CCID_CARD;
}

static void
meet_by_name(struct both *b, size_t at)
{
	for (size_t i = 0; i < b->ccid.n; i++) {
		if (b->is_met[i] || is_free(&b->ccid.v[i]) ||
		    !is_called(b->pcsc.v[at].name, &b->ccid.v[i]))
			continue;
		meet(b, at, i);
		return;
	}
}

static void
match(struct both *b)
{
	for (size_t i = 0; i < b->pcsc.n && b->ccid.n > 0; i++)
		meet_by_place(b, i);
	for (size_t i = 0; i < b->pcsc.n; i++)
		if (b->other[i] == NULL)
			meet_by_name(b, i);
}

static int
add(struct sst_readers *out, const struct sst_pcsc_reader *pcsc,
    const struct sst_ccid_reader *ccid, struct sst_arena *mem,
    struct sst_err *err)
{
	struct sst_reader *v = sst_arena_grow(mem, out->v, out->n, sizeof(*v));

	if (v == NULL)
		return sst_arena_full(mem, err);
	v[out->n++] = (struct sst_reader){ pcsc, ccid };
	out->v = v;
	return 0;
}

int
sst_readers_list(struct sst_run *run, bool look, struct sst_arena *mem,
    struct sst_readers *out, struct sst_err *err)
{
	struct both b = { 0 };
	struct sst_err why = { 0 };

	*out = (struct sst_readers){ 0 };
	/* First, so that a service that starts when asked holds its readers. */
	if (sst_pcsc_list(mem, &b.pcsc, &out->pcsc) < 0)
		b.pcsc.n = 0;
	if (sst_ccid_list(mem, look, &b.ccid, &why) < 0)
		sst_say_note(run, "readers on USB: %s", why.msg);
	match(&b);
	for (size_t i = 0; i < b.pcsc.n; i++)
		if (add(out, &b.pcsc.v[i], b.other[i], mem, err) < 0)
			return -1;
	for (size_t i = 0; i < b.ccid.n; i++) {
		if (b.is_met[i])
			continue;
		if (add(out, NULL, &b.ccid.v[i], mem, err) < 0)
			return -1;
		out->on_usb_n++;
	}
	return 0;
}

int
sst_readers_fail_none(const struct sst_readers *readers, struct sst_err *err)
{
	sst_err_set(err, SST_E_DEVICE, "no smart-card reader found, no phone");
	sst_err_hint(err, "%s",
	    readers->pcsc.code == SST_OK
	        ? "plug one in; simstow devices lists those there are"
	        : "plug one in; a reader that is not on USB wants the PC/SC "
	          "service: systemctl start pcscd.socket");
	return -1;
}
