/* SPDX-License-Identifier: ISC */
/* adb_stream.c: streams: one WRTE in flight each way, both ends close. */
#include <string.h>

#include "adb.h"

/* How long a WRTE waits for the bytes that the dice gave it. */
#define JOIN_MS 20

static const struct usb_bytes nothing;

static struct adb_stream *
find(struct adb_phone *p, uint32_t id, uint32_t peer)
{
	size_t i;

	for (i = 0; i < ADB_STREAMS; i++)
		if (id != 0 && p->streams[i].id == id &&
		    p->streams[i].peer == peer)
			return &p->streams[i];
	return NULL;
}

static void
release(struct adb_stream *s)
{
	adb_child_kill(&s->child);
	usb_bytes_free(&s->queue);
	usb_bytes_free(&s->from_host);
	usb_bytes_free(&s->to_child);
	*s = (struct adb_stream){ 0 };
}

static void
close_stream(struct adb_phone *p, struct adb_stream *s)
{
	uint32_t id = s->id;
	uint32_t peer = s->peer;
	bool is_late = adb_fault_is(p, FAULT_LATE, s->number);
	uint8_t late[] = { 1, 4, 0, 0, 0, 'l', 'a', 't', 'e' };

	release(s);
	adb_send(p, ADB_CLSE, id, peer, nothing);
	if (!is_late)
		return;
	adb_send(p, ADB_OKAY, id, peer, nothing);
	adb_send(p, ADB_WRTE, id, peer,
	    (struct usb_bytes){ late, sizeof(late), 0 });
	adb_send(p, ADB_CLSE, id, peer, nothing);
}

void
adb_stream_close_all(struct adb_phone *p)
{
	size_t i;

	for (i = 0; i < ADB_STREAMS; i++)
		if (p->streams[i].id != 0)
			release(&p->streams[i]);
}

static struct adb_stream *
new_stream(struct adb_phone *p, uint32_t peer)
{
	size_t i;

	for (i = 0; i < ADB_STREAMS; i++) {
		if (p->streams[i].id != 0)
			continue;
		p->streams[i].id = ++p->last_id;
		p->streams[i].peer = peer;
		p->streams[i].number = p->opened;
		p->streams[i].child =
		    (struct adb_child){ 0, -1, -1, -1, -1, 0 };
		return &p->streams[i];
	}
	usb_log(&p->base, "ODD too many streams");
	return NULL;
}

/* Both forms were seen: 0, and an id that was never told. */
static void
refuse(struct adb_phone *p, uint32_t peer)
{
	adb_send(p, ADB_CLSE, p->is_old ? 0 : ++p->last_id, peer, nothing);
}

static void
say_opened(struct adb_phone *p, struct adb_stream *s)
{
	static uint8_t noise[] = "nobody asked";

	if (adb_fault_is(p, FAULT_UNKNOWN_WRITE, s->number))
		adb_send(p, ADB_WRTE, 60001, 60002,
		    (struct usb_bytes){ noise, sizeof(noise) - 1, 0 });
	adb_send(p, ADB_OKAY, s->id, s->peer, nothing);
	if (adb_fault_is(p, FAULT_TWO_OKAYS, s->number))
		adb_send(p, ADB_OKAY, s->id, s->peer, nothing);
	if (adb_fault_is(p, FAULT_SECOND_CNXN, s->number))
		adb_session_banner(p);
}

void
adb_stream_open(struct adb_phone *p, const struct adb_message *m)
{
	struct adb_stream *s = NULL;
	struct usb_bytes service = { 0 };

	if (m->arg0 == 0 || m->arg1 != 0 || m->n == 0) {
		adb_wire_bad(p, "OPEN %u %u %u", m->arg0, m->arg1, m->n);
		return;
	}
	p->opened++;
	usb_bytes_add(&service, m->data, m->n);
	usb_bytes_add(&service, "", 1);
	if (!adb_fault_is(p, FAULT_REFUSE, p->opened))
		s = new_stream(p, m->arg0);
	if (s == NULL) {
		refuse(p, m->arg0);
	} else if (adb_fault_is(p, FAULT_MUTE_STREAM, p->opened)) {
		adb_send(p, ADB_OKAY, s->id, s->peer, nothing);
		s->is_mute = true;
	} else if (adb_shell_start(p, s, (const char *)service.p) < 0) {
		release(s);
		refuse(p, m->arg0);
	} else {
		say_opened(p, s);
	}
	usb_bytes_free(&service);
}

void
adb_stream_okay(struct adb_phone *p, const struct adb_message *m)
{
	struct adb_stream *s = find(p, m->arg1, m->arg0);

	if (s != NULL && !s->is_waiting)
		usb_log(&p->base, "ODD OKAY for nothing");
	if (s != NULL)
		s->is_waiting = false;
}

void
adb_stream_write(struct adb_phone *p, const struct adb_message *m)
{
	struct adb_stream *s = find(p, m->arg1, m->arg0);

	if (s == NULL)
		return;
	if (s->owes_okay) {
		adb_wire_bad(p, "WRTE before the OKAY of the last");
		return;
	}
	s->owes_okay = true;
	adb_shell_input(p, s, m->data, m->n);
}

void
adb_stream_close(struct adb_phone *p, const struct adb_message *m)
{
	struct adb_stream *s = find(p, m->arg1, m->arg0);

	if (s != NULL)
		close_stream(p, s);
}

static void
write_some(struct adb_phone *p, struct adb_stream *s)
{
	struct usb_bytes part = s->queue;

	if (s->is_waiting || s->queue.n == 0)
		return;
	if (s->want == 0) {
		s->want = adb_pick(p, p->use_max);
		s->want_ms = usb_now_ms();
	}
	if (s->queue.n < s->want && !s->is_ended &&
	    usb_now_ms() - s->want_ms < JOIN_MS)
		return;
	if (part.n > s->want)
		part.n = s->want;
	adb_send(p, ADB_WRTE, s->id, s->peer, part);
	usb_bytes_drop(&s->queue, part.n);
	s->is_waiting = true;
	s->want = 0;
}

void
adb_stream_run(struct adb_phone *p)
{
	struct adb_stream *s;
	size_t i;

	for (i = 0; i < ADB_STREAMS && !p->base.is_gone; i++) {
		s = &p->streams[i];
		if (s->id == 0 || s->is_mute)
			continue;
		adb_shell_run(p, s);
		if (s->owes_okay && adb_shell_wants_input(s)) {
			s->owes_okay = false;
			adb_send(p, ADB_OKAY, s->id, s->peer, nothing);
		}
		write_some(p, s);
		if (s->is_ended && s->queue.n == 0 && !s->is_waiting)
			close_stream(p, s);
	}
}

size_t
adb_stream_wait(struct adb_phone *p, struct pollfd *fds, size_t max,
    int *timeout_ms)
{
	const struct adb_stream *s;
	size_t n = 0;
	size_t i;

	for (i = 0; i < ADB_STREAMS && n + 4 <= max; i++) {
		s = &p->streams[i];
		if (s->id == 0)
			continue;
		n += adb_shell_wait(s, fds + n);
		if (s->want != 0 && !s->is_waiting &&
		    (*timeout_ms < 0 || *timeout_ms > JOIN_MS))
			*timeout_ms = JOIN_MS;
	}
	return n;
}
