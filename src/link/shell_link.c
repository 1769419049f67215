/* SPDX-License-Identifier: ISC */
/* shell_link.c: what is the same for every shell link: names, trace, quotes. */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <simstow/link/shell_link.h>

#define LINE_MAX_N 160  /* bytes of a trace line */
#define SHOWN_MAX_N 100 /* bytes of a command in it */

/* What begins a code or a password; a command is shown up to there. */
static const char *const secrets[] = { "LPA:", "LPA%3A", "carddata", "--bind",
	"passw", "user:" };

void
sst_shell_job_fini(struct sst_shell_job *j)
{
	sst_buf_fini(&j->out);
	sst_buf_fini(&j->err_out);
	*j = (struct sst_shell_job){ 0 };
}

static void
job_begin(struct sst_shell_job *j)
{
	sst_buf_clear(&j->out);
	sst_buf_clear(&j->err_out);
	j->out.max = SST_SHELL_LINK_OUTPUT;
	j->err_out.max = SST_SHELL_LINK_OUTPUT;
	j->is_merged = false;
	j->has_status = false;
	j->status = 0;
	j->fault = (struct sst_err){ 0 };
}

static bool
begins_secret(const char *text)
{
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++)
		if (strncasecmp(text, secrets[i], strlen(secrets[i])) == 0)
			return true;
	return false;
}

/* The bytes of a command that may be shown; one line of them. */
static size_t
shown(const char *command)
{
	size_t n = 0;

	while (n < SHOWN_MAX_N && command[n] != '\0' && command[n] != '\n' &&
	       !begins_secret(command + n))
		n++;
	return n;
}

static void
trace(const struct sst_shell_link *l, const struct sst_shell_job *j)
{
	size_t n = shown(j->command);
	char line[LINE_MAX_N];
	int used;

	if (l->trace == NULL)
		return;
	used = snprintf(line, sizeof(line), "%.*s%s -> %zu byte%s", (int)n,
	    j->command, j->command[n] != '\0' ? "..." : "",
	    j->out.n + j->err_out.n, j->out.n + j->err_out.n == 1 ? "" : "s");
	if (j->fault.code != SST_OK)
		(void)snprintf(line + used, sizeof(line) - (size_t)used, ", %s",
		    sst_err_name(j->fault.code));
	else if (j->has_status)
		(void)snprintf(line + used, sizeof(line) - (size_t)used,
		    ", status %d", j->status);
	l->trace(l->trace_ctx, line);
}

int
sst_shell_link_run(struct sst_shell_link *l, struct sst_shell_job *jobs,
    size_t n, struct sst_err *err)
{
	int rc;

	assert(l->ops != NULL);
	for (size_t i = 0; i < n; i++)
		job_begin(&jobs[i]);
	if (n == 0)
		return 0;
	rc = l->ops->run(l, jobs, n, err);
	for (size_t i = 0; i < n; i++)
		trace(l, &jobs[i]);
	return rc < 0 ? sst_within(err, "%s", l->name) : 0;
}

void
sst_shell_link_close(struct sst_shell_link *l)
{
	if (l->ops != NULL)
		l->ops->close(l);
	*l = (struct sst_shell_link){ 0 };
}

int
sst_shell_link_quote(struct sst_buf *out, const char *text, struct sst_err *err)
{
	if (sst_buf_put_u8(out, '\'', err) < 0)
		return -1;
	for (; *text != '\0'; text++) {
		int rc = *text == '\''
		             ? sst_buf_put_text(out, "'\\''", err)
		             : sst_buf_put_u8(out, (uint8_t)*text, err);

		if (rc < 0)
			return -1;
	}
	return sst_buf_put_u8(out, '\'', err);
}
