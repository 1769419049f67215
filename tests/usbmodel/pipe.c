/* SPDX-License-Identifier: ISC */
/* pipe.c: bytes that grow; an IN endpoint as a queue of packets. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

void
usb_bytes_add(struct usb_bytes *b, const void *p, size_t n)
{
	size_t cap = b->cap == 0 ? 256 : b->cap;
	uint8_t *bigger;

	if (n == 0)
		return;
	while (cap - b->n < n)
		cap *= 2;
	if (cap != b->cap) {
		bigger = realloc(b->p, cap);
		if (bigger == NULL)
			usb_die("no memory for %zu bytes", cap);
		b->p = bigger;
		b->cap = cap;
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

/* Takes away the first n bytes. */
void
usb_bytes_drop(struct usb_bytes *b, size_t n)
{
	if (n == 0)
		return;
	b->n -= n;
	memmove(b->p, b->p + n, b->n);
}

void
usb_bytes_free(struct usb_bytes *b)
{
	free(b->p);
	*b = (struct usb_bytes){ 0 };
}

void
usb_pipe_put(struct usb_pipe *q, const void *p, size_t n)
{
	usb_bytes_add(&q->data, p, n);
	usb_bytes_add(&q->lengths, &n, sizeof(n));
}

/* A walk over the packets of the queue. */
struct walk {
	size_t transfer;
	size_t done;  /* of this transfer */
	size_t bytes; /* in all */
};

/* 1 and the next packet's length, or 0: the queue has no more. */
static int
next_packet(const struct usb_pipe *q, size_t mps, struct walk *w, size_t *n)
{
	size_t length;

	if (w->transfer == q->lengths.n / sizeof(length))
		return 0;
	memcpy(&length, q->lengths.p + w->transfer * sizeof(length),
	    sizeof(length));
	*n = length - w->done < mps ? length - w->done : mps;
	w->done += *n;
	w->bytes += *n;
	if (w->done == length) {
		w->transfer++;
		w->done = 0;
	}
	return 1;
}

static void
forget(struct usb_pipe *q, const struct walk *w)
{
	usb_bytes_drop(&q->data, w->bytes);
	usb_bytes_drop(&q->lengths, w->transfer * sizeof(size_t));
	q->done = w->done;
}

/*
 * One request of the host: packets until a short one, or until it is full.
 * Else it stays pending, also when some of its packets are there already: a
 * host that asks for more than a transfer of whole packets waits, as on a
 * real bus.
 */
int
usb_pipe_take(struct usb_pipe *q, size_t mps, uint8_t *buf, size_t cap)
{
	struct walk w = { 0, q->done, 0 };
	size_t n;

	if (cap == 0)
		return 0;
	for (;;) {
		if (next_packet(q, mps, &w, &n) == 0)
			return -EAGAIN;
		if (w.bytes > cap) {
			forget(q, &w);
			return -EOVERFLOW;
		}
		if (n < mps || w.bytes == cap)
			break;
	}
	if (w.bytes > 0)
		memcpy(buf, q->data.p, w.bytes);
	n = w.bytes;
	forget(q, &w);
	return (int)n;
}

void
usb_pipe_free(struct usb_pipe *q)
{
	usb_bytes_free(&q->data);
	usb_bytes_free(&q->lengths);
	q->done = 0;
}
