/* SPDX-License-Identifier: ISC */
/* fake_shell.c: a shell link that answers commands from a table. */
#include <stdio.h>
#include <string.h>

#include "unit/fake_shell.h"

static bool
begins(const char *text, const char *words)
{
	return strncmp(text, words, strlen(words)) == 0;
}

static const struct fake_answer *
find(const struct fake_shell *f, const char *command)
{
	for (size_t t = 0; t < 2; t++) {
		for (size_t i = 0; i < f->counts[t]; i++) {
			if (begins(command, f->tables[t][i].command))
				return &f->tables[t][i];
		}
	}
	return NULL;
}

static void
log_line(struct fake_shell *f, const char *line)
{
	size_t used = strlen(f->log);

	(void)snprintf(f->log + used, sizeof(f->log) - used, "%s\n", line);
}

static int
answer(const struct fake_answer *a, struct sst_shell_job *j,
    struct sst_err *err)
{
	static const struct fake_answer none = { NULL, "", "sh: not found", 127,
		SST_OK };

	if (a == NULL)
		a = &none;
	if (a->fault == SST_E_DEVICE)
		return sst_fail(err, SST_E_DEVICE, "the phone is gone");
	if (a->fault != SST_OK)
		sst_err_set(&j->fault, a->fault, "it took too long");
	j->has_status = true;
	j->status = a->status;
	if (sst_buf_put_text(&j->out, a->out == NULL ? "" : a->out, err) < 0)
		return -1;
	return sst_buf_put_text(&j->err_out,
	    a->err_out == NULL ? "" : a->err_out, err);
}

static int
fake_run(struct sst_shell_link *l, struct sst_shell_job *jobs, size_t n,
    struct sst_err *err)
{
	struct fake_shell *f = l->impl;

	f->runs++;
	for (size_t i = 0; i < n; i++) {
		log_line(f, jobs[i].command);
		if (answer(find(f, jobs[i].command), &jobs[i], err) < 0)
			return -1;
	}
	log_line(f, "");
	return 0;
}

static void
fake_close(struct sst_shell_link *l)
{
	struct fake_shell *f = l->impl;

	f->is_closed = true;
}

static const struct sst_shell_link_ops fake_ops = { fake_run, fake_close };

void
fake_shell_open(struct fake_shell *f)
{
	*f = (struct fake_shell){ 0 };
	f->link = (struct sst_shell_link){ .ops = &fake_ops,
		.impl = f,
		.name = "adb:FAKE1",
		.reached = "fake" };
}

size_t
fake_shell_asked(const struct fake_shell *f, const char *command)
{
	const char *line = f->log;
	size_t n = 0;

	while (line != NULL && *line != '\0') {
		n += begins(line, command);
		line = strchr(line, '\n');
		if (line != NULL)
			line++;
	}
	return n;
}

void
fake_parcel_int(struct fake_parcel *p, int32_t v)
{
	if (p->n + 4 > sizeof(p->bytes))
		return;
	for (int i = 0; i < 4; i++)
		p->bytes[p->n++] = (uint8_t)((uint32_t)v >> (8 * i));
}

void
fake_parcel_text(struct fake_parcel *p, const char *text)
{
	size_t n = strlen(text);

	if (p->n + 4 + 2 * n + 4 > sizeof(p->bytes))
		return;
	fake_parcel_int(p, (int32_t)n);
	for (size_t i = 0; i <= n; i++) {
		p->bytes[p->n++] = (uint8_t)text[i];
		p->bytes[p->n++] = 0;
	}
	while (p->n % 4 != 0)
		p->bytes[p->n++] = 0;
}

void
fake_parcel_print(const struct fake_parcel *p, char *out, size_t size)
{
	size_t used = (size_t)snprintf(out, size, "Result: Parcel(");

	for (size_t i = 0; i < p->n && used + 80 < size; i += 4) {
		const uint8_t *b = p->bytes + i;

		if (i % 16 == 0)
			used += (size_t)snprintf(out + used, size - used,
			    "\n  0x%08zx:", i);
		used += (size_t)snprintf(out + used, size - used,
		    " %02x%02x%02x%02x", b[3], b[2], b[1], b[0]);
		if (i % 16 == 12)
			used += (size_t)snprintf(out + used, size - used,
			    " '................'");
	}
	(void)snprintf(out + used, size - used, ")\n");
}
