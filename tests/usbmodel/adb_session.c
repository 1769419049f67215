/* SPDX-License-Identifier: ISC */
/* adb_session.c: CNXN and AUTH; a message goes to whom it concerns. */
#include <string.h>

#include "adb.h"

enum { TOKEN = 1, SIGNATURE = 2, RSAPUBLICKEY = 3 };

static struct usb_bytes
text(char *s)
{
	return (struct usb_bytes){ (uint8_t *)s, strlen(s), 0 };
}

void
adb_session_banner(struct adb_phone *p)
{
	char banner[1024];
	struct usb_bytes data;

	snprintf(banner, sizeof(banner),
	    "%s::ro.product.name=vphone;ro.product.model=Virtual Phone;"
	    "ro.product.device=vphone;%s%s",
	    p->state,
	    p->is_old ? "" : "features=", p->is_old ? "" : p->features);
	data = text(banner);
	data.n += p->is_old ? 1 : 0;
	adb_send(p, ADB_CNXN, p->is_old ? ADB_V_SUMS : ADB_V_NO_SUMS, p->max,
	    data);
}

static void
go_online(struct adb_phone *p)
{
	p->is_online = true;
	p->allow_at_ms = 0;
	adb_session_banner(p);
	if (adb_fault_is(p, FAULT_MUTE_AFTER_CNXN, p->connects))
		p->is_mute = true;
}

static void
send_token(struct adb_phone *p)
{
	size_t i;

	for (i = 0; i < ADB_TOKEN; i++)
		p->token[i] = (uint8_t)adb_random(p);
	adb_send(p, ADB_AUTH, TOKEN, 0,
	    (struct usb_bytes){ p->token, ADB_TOKEN, 0 });
	if (adb_fault_is(p, FAULT_MUTE_AUTH, p->connects))
		p->is_mute = true;
}

/* What an earlier session left in the phone's queue. */
static void
send_rest(struct adb_phone *p)
{
	static char late[] = "earlier session";
	uint8_t noise[700];
	size_t i;

	if (adb_fault_is(p, FAULT_GARBAGE, p->connects)) {
		for (i = 0; i < sizeof(noise); i++)
			noise[i] = (uint8_t)adb_random(p);
		usb_pipe_put(&p->to_host, noise, sizeof(noise));
		usb_pipe_put(&p->to_host, noise, 24);
	}
	if (adb_fault_is(p, FAULT_STALE, p->connects)) {
		usb_pipe_put(&p->to_host, "end of a payload", 16);
		adb_send(p, ADB_WRTE, 77, 78, text(late));
		adb_send(p, ADB_CLSE, 77, 78, (struct usb_bytes){ 0 });
	}
}

static void
take_cnxn(struct adb_phone *p, const struct adb_message *m)
{
	uint32_t own = p->is_old ? ADB_V_SUMS : ADB_V_NO_SUMS;

	adb_stream_close_all(p);
	p->connects++;
	p->is_online = false;
	p->version = m->arg0 < own ? m->arg0 : own;
	p->use_max = m->arg1 < p->max ? m->arg1 : p->max;
	if (m->n < 6 || memcmp(m->data, "host::", 6) != 0)
		usb_log(&p->base, "ODD banner");
	send_rest(p);
	if (adb_fault_is(p, FAULT_MUTE_CNXN, p->connects))
		p->is_mute = true;
	if (adb_fault_is(p, FAULT_STLS, p->connects))
		adb_send(p, ADB_STLS, 0x01000000, 0, (struct usb_bytes){ 0 });
	else if (p->auth == AUTH_OFF)
		go_online(p);
	else
		send_token(p);
}

static void
take_signature(struct adb_phone *p, const struct adb_message *m)
{
	bool is_good =
	    p->auth != AUTH_NEVER && adb_auth_is_signed(p, m->data, m->n);

	usb_log(&p->base, "SIGNATURE %s", is_good ? "good" : "refused");
	if (is_good)
		go_online(p);
	else
		send_token(p);
}

/* The key line ends with NUL; who says nothing to the dialog waits on. */
static void
take_key(struct adb_phone *p, const struct adb_message *m)
{
	bool is_text = m->n > 0 && m->data[m->n - 1] == '\0';

	if (!is_text) {
		usb_log(&p->base, "KEY without NUL");
		return;
	}
	if (p->auth != AUTH_ALLOW) {
		usb_log(&p->base, "KEY waits for ever");
		return;
	}
	if (adb_auth_add_text(p, (const char *)m->data, m->n - 1) < 0) {
		usb_log(&p->base, "KEY is none");
		return;
	}
	usb_log(&p->base, "KEY %s", (const char *)m->data);
	p->allow_at_ms = usb_now_ms() + (long long)p->allow_after_ms;
}

static void
take_auth(struct adb_phone *p, const struct adb_message *m)
{
	if (p->auth == AUTH_OFF || p->is_online || p->connects == 0) {
		usb_log(&p->base, "ODD AUTH %u", m->arg0);
		return;
	}
	if (m->arg0 == SIGNATURE)
		take_signature(p, m);
	else if (m->arg0 == RSAPUBLICKEY)
		take_key(p, m);
	else
		usb_log(&p->base, "ODD AUTH %u", m->arg0);
}

static const struct {
	uint32_t command;
	bool is_online;
	void (*take)(struct adb_phone *p, const struct adb_message *m);
} rows[] = {
	{ ADB_CNXN, false, take_cnxn },
	{ ADB_AUTH, false, take_auth },
	{ ADB_OPEN, true, adb_stream_open },
	{ ADB_OKAY, true, adb_stream_okay },
	{ ADB_WRTE, true, adb_stream_write },
	{ ADB_CLSE, true, adb_stream_close },
};

void
adb_session_take(struct adb_phone *p, const struct adb_message *m)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].command != m->command)
			continue;
		if (rows[i].is_online && !p->is_online)
			usb_log(&p->base, "ODD message while offline");
		else
			rows[i].take(p, m);
		return;
	}
	usb_log(&p->base, "ODD command %08x", m->command);
}

/* The user has pressed "Allow". */
void
adb_session_run(struct adb_phone *p)
{
	if (p->allow_at_ms != 0 && usb_now_ms() >= p->allow_at_ms)
		go_online(p);
}
