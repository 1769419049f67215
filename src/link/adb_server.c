/* SPDX-License-Identifier: ISC */
/* adb_server.c: a running adb server: where it is, what it has, a link. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/text.h>

#include "adb_server_priv.h"

#define PORT_MAX 65535
#define LIST_MAX 65536 /* bytes of an answer */

static const struct sst_adb_wait usual = { SST_ADB_ANSWER_MS, NULL, NULL };

static int
fail_address(const char *text, struct sst_err *err)
{
	sst_err_set(err, SST_E_USAGE, "adb server address '%.64s'", text);
	sst_err_hint(err, "tcp:PORT, tcp:127.0.0.1:PORT or "
	                  "localfilesystem:PATH are taken");
	return -1;
}

static int
read_port(const char *text, unsigned *out)
{
	unsigned port = 0;
	const char *p = text;

	for (; *p >= '0' && *p <= '9' && port <= PORT_MAX; p++)
		port = 10 * port + (unsigned)(*p - '0');
	if (*p != '\0' || port == 0 || port > PORT_MAX)
		return -1;
	*out = port;
	return 0;
}

/* The phone's data are not to cross a network unsealed. */
static bool
is_loopback(const char *host)
{
	struct in6_addr six;
	struct in_addr four;

	if (inet_pton(AF_INET, host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == IN_LOOPBACKNET;
	return inet_pton(AF_INET6, host, &six) == 1 &&
	       IN6_IS_ADDR_LOOPBACK(&six);
}

/* "PORT", "HOST:PORT", "[HOST]:PORT". */
static int
read_tcp(const char *text, struct sst_adb_address *out)
{
	const char *colon = strrchr(text, ':');
	const char *host = text;
	size_t n;

	(void)snprintf(out->text, sizeof(out->text), "127.0.0.1");
	if (colon == NULL)
		return read_port(text, &out->port);
	n = (size_t)(colon - text);
	if (n >= 2 && host[0] == '[' && host[n - 1] == ']') {
		host++;
		n -= 2;
	}
	if (n == 0 || n >= sizeof(out->text))
		return -1;
	if (n != strlen("localhost") || memcmp(host, "localhost", n) != 0)
		(void)snprintf(out->text, sizeof(out->text), "%.*s", (int)n,
		    host);
	return is_loopback(out->text) ? read_port(colon + 1, &out->port) : -1;
}

static int
read_path(const char *text, struct sst_adb_address *out)
{
	out->is_path = true;
	if (*text == '\0' || strlen(text) >= sizeof(out->text))
		return -1;
	(void)snprintf(out->text, sizeof(out->text), "%s", text);
	return 0;
}

static const struct {
	const char *begin;
	int (*read)(const char *text, struct sst_adb_address *out);
} forms[] = {
	{ "tcp:", read_tcp },
	{ "localfilesystem:", read_path },
};

static int
read_socket(const char *text, struct sst_adb_address *out)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		size_t n = strlen(forms[i].begin);

		if (strncmp(text, forms[i].begin, n) == 0)
			return forms[i].read(text + n, out);
	}
	return -1;
}

int
sst_adb_server_address(const char *server_socket, const char *port,
    struct sst_adb_address *out, struct sst_err *err)
{
	struct sst_adb_address at = { .text = "127.0.0.1",
		.port = SST_ADB_SERVER_PORT };

	*out = (struct sst_adb_address){ 0 };
	if (server_socket != NULL) {
		if (read_socket(server_socket, &at) < 0)
			return fail_address(server_socket, err);
	} else if (port != NULL && read_port(port, &at.port) < 0) {
		return fail_address(port, err);
	}
	*out = at;
	return 0;
}

/* ---- the list ---- */

/* A word of line, which loses it and the blanks before it. */
static struct sst_span
next_word(struct sst_span *line)
{
	struct sst_span word = { 0 };

	while (line->n > 0 && (*line->p == ' ' || *line->p == '\t')) {
		line->p++;
		line->n--;
	}
	word.p = line->p;
	while (line->n > 0 && *line->p != ' ' && *line->p != '\t') {
		line->p++;
		line->n--;
		word.n++;
	}
	return word;
}

static bool
begins(struct sst_span s, const char *text)
{
	size_t n = strlen(text);

	return s.n >= n && memcmp(s.p, text, n) == 0;
}

static const char *
keep(struct sst_arena *mem, struct sst_span s)
{
	return (const char *)sst_arena_copy(mem, s);
}

/* "SERIAL   STATE usb:1-4 product:x model:y"; one state is two words. */
static int
read_line(struct sst_span line, struct sst_arena *mem, struct sst_adb_device *d,
    struct sst_err *err)
{
	static const char denied[] = "no permissions";
	static const char model[] = "model:";
	struct sst_span serial = next_word(&line);
	struct sst_span state = next_word(&line);

	d->serial = keep(mem, serial);
	d->state = state.n == 2 && memcmp(state.p, "no", 2) == 0
	               ? denied
	               : keep(mem, state);
	d->where = "server";
	while (line.n > 0) {
		struct sst_span word = next_word(&line);

		if (!begins(word, model))
			continue;
		d->model =
		    keep(mem, (struct sst_span){ word.p + sizeof(model) - 1,
		                  word.n - (sizeof(model) - 1) });
		if (d->model == NULL)
			return sst_arena_full(mem, err);
	}
	if (d->serial == NULL || d->state == NULL)
		return sst_arena_full(mem, err);
	return 0;
}

static int
read_list(struct sst_span text, struct sst_arena *mem,
    struct sst_adb_devices *out, struct sst_err *err)
{
	while (text.n > 0) {
		const uint8_t *lf = memchr(text.p, '\n', text.n);
		size_t n = lf != NULL ? (size_t)(lf - text.p) : text.n;
		struct sst_span line = { text.p, n };
		struct sst_adb_device *v;

		n += lf != NULL;
		text.p += n;
		text.n -= n;
		if (line.n == 0 || !sst_text_is_utf8(line))
			continue;
		if (out->n == SST_ADB_DEVICES)
			return sst_fail(err, SST_E_FORMAT,
			    "the adb server has more than %d phones",
			    SST_ADB_DEVICES);
		v = sst_arena_grow(mem, out->v, out->n, sizeof(*v));
		if (v == NULL)
			return sst_arena_full(mem, err);
		out->v = v;
		if (read_line(line, mem, &v[out->n], err) < 0)
			return -1;
		out->n++;
	}
	return 0;
}

int
sst_adb_server_list(const struct sst_adb_address *at, struct sst_arena *mem,
    struct sst_adb_devices *out, struct sst_err *err)
{
	struct sst_shell_link_count count = { 0 };
	struct sst_buf text = { .max = LIST_MAX };
	int rc;

	*out = (struct sst_adb_devices){ 0 };
	rc = sst_adb_smart_query(at, "host:devices-l", &usual, &count, &text,
	    err);
	if (rc > 0 && read_list(sst_buf_span(&text), mem, out, err) < 0)
		rc = -1;
	if (rc < 0)
		*out = (struct sst_adb_devices){ 0 };
	sst_buf_fini(&text);
	return rc;
}

/* ---- a link ---- */

/* What the server's words about a phone mean. */
static const struct {
	const char *has;
	const char *hint;
} meanings[] = {
	{ "unauthorized",
	    "unlock the phone and allow USB debugging for this computer" },
	{ "authorizing", "wait a moment, then try again" },
	{ "offline", "unplug the phone and plug it in again" },
	{ "not found", "'adb devices' lists the phones that are attached" },
	{ "no permissions",
	    "install scripts/51-simstow-adb.rules in /etc/udev/rules.d" },
};

int
sst_adb_server_judge(struct sst_err *err)
{
	if (err->code != SST_E_REFUSED)
		return -1;
	err->code = SST_E_DEVICE;
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
		if (strstr(err->msg, meanings[i].has) == NULL)
			continue;
		sst_err_hint(err, "%s", meanings[i].hint);
		break;
	}
	return sst_within(err, "adb server");
}

int
sst_adb_server_gone(const struct sst_adb_address *at, struct sst_err *err)
{
	if (at->is_path)
		sst_err_set(err, SST_E_DEVICE, "no adb server at %s", at->text);
	else
		sst_err_set(err, SST_E_DEVICE, "no adb server at %s port %u",
		    at->text, at->port);
	sst_err_hint(err, "'adb start-server' starts one");
	return -1;
}

static void
server_close(struct sst_shell_link *l)
{
	free(l->impl);
	l->impl = NULL;
}

static const struct sst_shell_link_ops server_ops = {
	.run = sst_adb_server_run,
	.close = server_close,
};

/* Features that host and phone share: "shell_v2,cmd,...". */
static int
ask_features(struct sst_adb_server *s, struct sst_shell_link_count *count,
    struct sst_err *err)
{
	char ask[SST_ADB_SERIAL + 32];
	struct sst_buf text = { .max = LIST_MAX };
	int rc;

	(void)snprintf(ask, sizeof(ask), "host-serial:%s:features", s->serial);
	rc = sst_adb_smart_query(&s->at, ask, &usual, count, &text, err);
	if (rc < 0)
		rc = sst_adb_server_judge(err);
	else if (rc == 0)
		rc = sst_adb_server_gone(&s->at, err);
	else
		rc = sst_buf_put_u8(&text, '\0', err);
	for (const char *p = (const char *)text.p; rc == 0 && *p != '\0';) {
		size_t n = strcspn(p, ",\n");

		if (n == strlen("shell_v2") && memcmp(p, "shell_v2", n) == 0)
			s->has_shell_v2 = true;
		p += n + (p[n] != '\0');
	}
	sst_buf_fini(&text);
	return rc;
}

static int
check_serial(const char *serial, struct sst_err *err)
{
	size_t n = strlen(serial);

	if (n == 0 || n > SST_ADB_SERIAL)
		return sst_fail(err, SST_E_USAGE,
		    "a serial number of %zu bytes, 1 to %d wanted", n,
		    SST_ADB_SERIAL);
	return 0;
}

int
sst_adb_server_open(const struct sst_adb_address *at, const char *serial,
    struct sst_shell_link *out, struct sst_err *err)
{
	struct sst_adb_server *s;

	*out = (struct sst_shell_link){ 0 };
	if (check_serial(serial, err) < 0)
		return -1;
	s = calloc(1, sizeof(*s));
	if (s == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory");
	s->at = *at;
	(void)snprintf(s->serial, sizeof(s->serial), "%s", serial);
	sst_adb_shell_marker(s->marker);
	if (ask_features(s, &out->count, err) < 0) {
		free(s);
		*out = (struct sst_shell_link){ 0 };
		return sst_within(err, "adb:%s", serial);
	}
	out->ops = &server_ops;
	out->impl = s;
	out->wait_ms = SST_ADB_COMMAND_MS;
	(void)snprintf(out->name, sizeof(out->name), "adb:%s", serial);
	(void)snprintf(out->reached, sizeof(out->reached), "adb server");
	return 0;
}
