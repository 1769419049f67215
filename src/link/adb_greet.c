/* SPDX-License-Identifier: ISC */
/* adb_greet.c: the begin of a session: CNXN, and AUTH until they know us. */
#include <stdio.h>
#include <string.h>

#include "adb_priv.h"

/* No NUL at the end; "shell_v2" is what we gain by it. */
#define BANNER "host::features=shell_v2,cmd"

#define STATE_MAX_N 32 /* bytes of a state in a message */
#define ASKS_MAX 8 /* public keys sent: a phone that starts anew asks again */

enum auth { AUTH_TOKEN = 1, AUTH_SIGNATURE = 2, AUTH_PUBLIC = 3 };

struct greeting {
	struct sst_adb_session *s;
	const struct sst_adb_usb *how;
	unsigned confirm_ms;
	uint64_t begin;
	uint64_t until;
	size_t key;    /* the next one to try */
	unsigned asks; /* public keys sent */
	bool is_again; /* CNXN was sent twice */
};

static int
send_connect(struct greeting *g, struct sst_err *err)
{
	const struct sst_adb_packet p = { SST_ADB_CNXN, SST_ADB_VERSION,
		SST_ADB_PAYLOAD, 0, sst_span_of_text(BANNER) };

	return sst_adb_session_send(g->s, &p, err);
}

/* The value of "features=" among the properties, or nothing. */
static struct sst_span
features_of(struct sst_span s)
{
	static const char key[] = "features=";
	const size_t n = sizeof(key) - 1;

	while (s.n > 0) {
		const uint8_t *end = memchr(s.p, ';', s.n);
		size_t m = end != NULL ? (size_t)(end - s.p) : s.n;

		if (m >= n && memcmp(s.p, key, n) == 0)
			return (struct sst_span){ s.p + n, m - n };
		m += end != NULL;
		s.p += m;
		s.n -= m;
	}
	return s;
}

static bool
has_word(struct sst_span list, const char *word)
{
	const struct sst_span want = sst_span_of_text(word);

	while (list.n > 0) {
		const uint8_t *end = memchr(list.p, ',', list.n);
		size_t m = end != NULL ? (size_t)(end - list.p) : list.n;

		if (sst_span_is_equal((struct sst_span){ list.p, m }, want))
			return true;
		m += end != NULL;
		list.p += m;
		list.n -= m;
	}
	return false;
}

/* "device::k=v;k=v;features=a,b": state, serial number, properties. */
static int
read_banner(struct sst_adb_session *s, struct sst_span banner,
    struct sst_err *err)
{
	static const char state[] = "device";
	const uint8_t *colon =
	    banner.n > 0 ? memchr(banner.p, ':', banner.n) : NULL;
	size_t n = colon != NULL ? (size_t)(colon - banner.p) : banner.n;

	if (n != sizeof(state) - 1 || memcmp(banner.p, state, n) != 0) {
		sst_err_set(err, SST_E_DEVICE,
		    "the phone is in state '%.*s', 'device' wanted",
		    (int)(n < STATE_MAX_N ? n : STATE_MAX_N),
		    n > 0 ? (const char *)banner.p : "");
		sst_err_hint(err, "let the phone start as usual");
		return -1;
	}
	banner.p += n;
	banner.n -= n;
	for (int i = 0; i < 2 && colon != NULL; i++) {
		banner.n -= (size_t)(colon + 1 - banner.p);
		banner.p = colon + 1;
		colon = banner.n > 0 ? memchr(banner.p, ':', banner.n) : NULL;
	}
	if (banner.n > 0 && banner.p[banner.n - 1] == '\0')
		banner.n--;
	s->has_shell_v2 = has_word(features_of(banner), "shell_v2");
	return 0;
}

int
sst_adb_greet_accept(struct sst_adb_session *s, const struct sst_adb_packet *p,
    struct sst_err *err)
{
	if (p->arg0 < SST_ADB_VERSION_SUMS)
		return sst_fail(err, SST_E_FORMAT,
		    "protocol version %08X found, %08X or newer wanted",
		    (unsigned)p->arg0, SST_ADB_VERSION_SUMS);
	if (p->arg1 < SST_ADB_PAYLOAD_OLD)
		return sst_fail(err, SST_E_FORMAT,
		    "payloads of at most %u bytes found, %u wanted",
		    (unsigned)p->arg1, SST_ADB_PAYLOAD_OLD);
	if (p->arg0 == SST_ADB_VERSION_SUMS && !sst_adb_packet_has_sum(p))
		return sst_fail(err, SST_E_FORMAT,
		    "CNXN: the sum of its payload is wrong");
	if (read_banner(s, p->data, err) < 0)
		return -1;
	s->version = p->arg0 < SST_ADB_VERSION ? p->arg0 : SST_ADB_VERSION;
	s->max = p->arg1 < SST_ADB_PAYLOAD ? p->arg1 : SST_ADB_PAYLOAD;
	return 0;
}

static int
on_connect(struct greeting *g, const struct sst_adb_packet *p,
    struct sst_err *err)
{
	return sst_adb_greet_accept(g->s, p, err) < 0 ? -1 : 1;
}

static int
send_signature(struct greeting *g, const struct sst_adb_key *key,
    struct sst_span token, struct sst_err *err)
{
	uint8_t sig[SST_ADB_KEY_BYTES];
	const struct sst_adb_packet p = { SST_ADB_AUTH, AUTH_SIGNATURE, 0, 0,
		SST_SPAN(sig) };

	if (sst_adb_key_sign(key, token.p, sig, err) < 0)
		return -1;
	g->until = g->s->to.now(g->s->to.ctx) + g->s->wait.ms;
	return sst_adb_session_send(g->s, &p, err);
}

/* No signature was taken: the phone shows its owner a question. */
static int
send_public(struct greeting *g, struct sst_err *err)
{
	struct sst_adb_packet p = { SST_ADB_AUTH, AUTH_PUBLIC, 0, 0, { 0 } };
	struct sst_buf line = { .max = SST_ADB_PAYLOAD_OLD };
	int rc = -1;

	if (sst_adb_key_public(g->how->keys->v[0],
	        g->how->comment != NULL ? g->how->comment : "simstow", &line,
	        err) < 0 ||
	    sst_buf_put_u8(&line, '\0', err) < 0)
		goto out;
	p.data = sst_buf_span(&line);
	if (sst_adb_session_send(g->s, &p, err) < 0)
		goto out;
	if (g->asks++ == 0) {
		g->until = g->s->to.now(g->s->to.ctx) + g->confirm_ms;
		if (g->how->confirm != NULL)
			g->how->confirm(g->how->ctx);
	}
	rc = 0;
out:
	sst_buf_fini(&line);
	return rc;
}

static int
on_auth(struct greeting *g, const struct sst_adb_packet *p, struct sst_err *err)
{
	const struct sst_adb_keys *keys = g->how->keys;

	if (p->arg0 != AUTH_TOKEN)
		return 0;
	if (p->data.n != SST_ADB_KEY_TOKEN)
		return sst_fail(err, SST_E_FORMAT,
		    "AUTH: token of %zu bytes found, %d wanted", p->data.n,
		    SST_ADB_KEY_TOKEN);
	if (keys == NULL || keys->n == 0)
		return sst_fail(err, SST_E_DEVICE,
		    "the phone wants a key, and none is there");
	if (g->key < keys->n)
		return send_signature(g, keys->v[g->key++], p->data, err);
	if (g->asks >= ASKS_MAX)
		return sst_fail(err, SST_E_DEVICE,
		    "the phone refused the key of this computer %u times",
		    ASKS_MAX);
	return send_public(g, err);
}

static int
on_tls(struct greeting *g, const struct sst_adb_packet *p, struct sst_err *err)
{
	(void)g;
	(void)p;
	return sst_fail(err, SST_E_DEVICE,
	    "the phone wants TLS, which is for debugging over Wi-Fi alone");
}

/* 1 we are known, 0 go on, -1 a fault. What is not here is of the past. */
static const struct {
	uint32_t command;
	int (*take)(struct greeting *g, const struct sst_adb_packet *p,
	    struct sst_err *err);
} takes[] = {
	{ SST_ADB_CNXN, on_connect },
	{ SST_ADB_AUTH, on_auth },
	{ SST_ADB_STLS, on_tls },
};

static int
take(struct greeting *g, const struct sst_adb_packet *p, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(takes) / sizeof(takes[0]); i++)
		if (takes[i].command == p->command)
			return takes[i].take(g, p, err);
	return 0;
}

static int
fail_silent(const struct greeting *g, struct sst_err *err)
{
	if (g->asks > 0) {
		sst_err_set(err, SST_E_DEVICE,
		    "not allowed on the phone within %u ms", g->confirm_ms);
		sst_err_hint(err, "unlock the phone and allow USB debugging "
		                  "for this computer, then try again");
		return -1;
	}
	sst_err_set(err, SST_E_DEVICE, "no answer to %s within %u ms",
	    g->key > 0 ? "AUTH" : "CNXN", g->s->wait.ms);
	sst_err_hint(err, "unplug the phone and plug it in again, or switch "
	                  "USB debugging off and on");
	return -1;
}

/*
 * Half of the time for the first CNXN: a daemon that still waits for the
 * payload of an older session takes it for that, and starts anew.
 */
static uint64_t
patience(const struct greeting *g)
{
	if (g->is_again || g->key > 0 || g->asks > 0)
		return g->until;
	return g->begin + g->s->wait.ms / 2;
}

int
sst_adb_greet(struct sst_adb_session *s, const struct sst_adb_usb *how,
    struct sst_err *err)
{
	struct greeting g = { .s = s, .how = how };
	struct sst_adb_packet p;
	int rc;

	g.confirm_ms =
	    how->confirm_ms != 0 ? how->confirm_ms : SST_ADB_CONFIRM_MS;
	g.begin = s->to.now(s->to.ctx);
	g.until = g.begin + s->wait.ms;
	rc = send_connect(&g, err);
	while (rc == 0) {
		rc = sst_adb_session_next(s, patience(&g), &p, err);
		if (rc > 0) {
			rc = take(&g, &p, err);
			continue;
		}
		if (rc < 0)
			break;
		if (patience(&g) == g.until)
			return fail_silent(&g, err);
		g.is_again = true;
		rc = send_connect(&g, err);
	}
	return rc < 0 ? -1 : 0;
}
