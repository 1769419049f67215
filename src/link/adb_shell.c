/* SPDX-License-Identifier: ISC */
/* adb_shell.c: what a command says: shell v2, or a line with its status. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <gcrypt.h>

#include "adb_priv.h"

/* The packets of shell v2: id, length, data; the rest is for other ways. */
enum id { ID_STDOUT = 1, ID_STDERR = 2, ID_EXIT = 3 };

#define STATUS_DIGITS 3

int
sst_adb_shell_service(const char *command, const char *marker,
    struct sst_buf *out, struct sst_err *err)
{
	if (marker == NULL)
		return sst_buf_printf(out, err, "shell,v2,raw:%s", command);
	/* A shell of its own: "exit" in the command ends only that. */
	return sst_buf_printf(out, err, "shell:( %s\n); echo %s=$?", command,
	    marker);
}

void
sst_adb_shell_begin(struct sst_adb_shell *sh, struct sst_shell_job *job,
    const char *marker)
{
	*sh = (struct sst_adb_shell){ .job = job, .marker = marker };
	job->is_merged = marker != NULL;
}

void
sst_adb_shell_marker(char out[SST_ADB_MARKER])
{
	uint8_t random[(SST_ADB_MARKER - 1) / 2];

	gcry_create_nonce(random, sizeof(random));
	for (size_t i = 0; i < sizeof(random); i++)
		(void)snprintf(out + 2 * i, 3, "%02x", random[i]);
}

static int
put(struct sst_shell_job *j, struct sst_buf *to, struct sst_span s,
    struct sst_err *err)
{
	if (s.n > SST_SHELL_LINK_OUTPUT - (j->out.n + j->err_out.n))
		return sst_fail(err, SST_E_FORMAT,
		    "more than %zu bytes of output", SST_SHELL_LINK_OUTPUT);
	return sst_buf_put(to, s, err);
}

/* The data of one packet, or a part of it. */
static int
take(struct sst_adb_shell *sh, struct sst_span s, struct sst_err *err)
{
	struct sst_shell_job *j = sh->job;

	if (sh->head[0] == ID_STDOUT)
		return put(j, &j->out, s, err);
	if (sh->head[0] == ID_STDERR)
		return put(j, &j->err_out, s, err);
	if (sh->head[0] != ID_EXIT)
		return 0;
	if (s.n == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "an exit packet of 0 bytes, 1 wanted");
	j->status = s.p[0];
	j->has_status = true;
	return 1;
}

static struct sst_span
cut(struct sst_span *s, size_t n)
{
	struct sst_span part = { s->p, n < s->n ? n : s->n };

	s->p += part.n;
	s->n -= part.n;
	return part;
}

/* true when the header is whole; left is then set. */
static bool
take_head(struct sst_adb_shell *sh, struct sst_span *s)
{
	const size_t size = sizeof(sh->head);
	struct sst_span part = cut(s, size - sh->head_n);

	memcpy(sh->head + sh->head_n, part.p, part.n);
	sh->head_n += part.n;
	if (sh->head_n < size)
		return false;
	sh->left = (uint32_t)sh->head[1] | (uint32_t)sh->head[2] << 8 |
	           (uint32_t)sh->head[3] << 16 | (uint32_t)sh->head[4] << 24;
	return true;
}

/* Packets are split over and joined in payloads as it happens. */
static int
feed_v2(struct sst_adb_shell *sh, struct sst_span s, struct sst_err *err)
{
	while (s.n > 0) {
		struct sst_span part;
		int rc;

		if (sh->head_n < sizeof(sh->head) && !take_head(sh, &s))
			return 0;
		if (s.n == 0 && sh->left > 0)
			return 0;
		part = cut(&s, sh->left);
		rc = take(sh, part, err);
		if (rc != 0)
			return rc;
		sh->left -= (uint32_t)part.n;
		if (sh->left == 0)
			sh->head_n = 0;
	}
	return 0;
}

int
sst_adb_shell_feed(struct sst_adb_shell *sh, struct sst_span s,
    struct sst_err *err)
{
	if (sh->marker == NULL)
		return feed_v2(sh, s, err);
	return put(sh->job, &sh->job->out, s, err);
}

static void
keep(struct sst_buf *b, size_t n)
{
	assert(n <= b->n);
	if (n < b->n)
		explicit_bzero(b->p + n, b->n - n);
	b->n = n;
}

/*
 * A terminal puts CR before every LF, and old daemons give a command one: a
 * single LF without CR says that there was none.
 */
static void
fold(struct sst_buf *b)
{
	size_t to = 0;

	for (size_t i = 0; i < b->n; i++)
		if (b->p[i] == '\n' && (i == 0 || b->p[i - 1] != '\r'))
			return;
	for (size_t i = 0; i < b->n; i++) {
		if (b->p[i] == '\r' && i + 1 < b->n && b->p[i + 1] == '\n')
			continue;
		b->p[to++] = b->p[i];
	}
	keep(b, to);
}

/* "MARKER=7\n" at the very end, or nothing. */
static bool
take_status(struct sst_shell_job *j, const char *marker)
{
	size_t m = strlen(marker);
	size_t n = j->out.n;
	size_t digits = 0;
	int status = 0;

	if (n == 0 || j->out.p[n - 1] != '\n')
		return false;
	n--;
	while (digits < n && j->out.p[n - digits - 1] >= '0' &&
	       j->out.p[n - digits - 1] <= '9' && digits < STATUS_DIGITS)
		digits++;
	for (size_t i = n - digits; i < n; i++)
		status = 10 * status + (j->out.p[i] - '0');
	n -= digits;
	if (digits == 0 || n < m + 1 || j->out.p[--n] != '=' ||
	    memcmp(j->out.p + n - m, marker, m) != 0)
		return false;
	j->status = status;
	j->has_status = true;
	keep(&j->out, n - m);
	return true;
}

int
sst_adb_shell_end(struct sst_adb_shell *sh, struct sst_err *err)
{
	if (sh->marker == NULL)
		return sst_fail(err, SST_E_FAILED,
		    "the stream ended without an exit status");
	fold(&sh->job->out);
	if (!take_status(sh->job, sh->marker))
		return sst_fail(err, SST_E_FAILED,
		    "the stream ended without the line of the exit status");
	return 0;
}
