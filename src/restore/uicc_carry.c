/* SPDX-License-Identifier: ISC */
/* uicc_carry.c: changes carried out, each one proven by reading it back. */
#include <stdio.h>

#include <simstow/restore/uicc_write.h>

#define PART 250 /* bytes of a transparent file in one command */

struct carrying {
	struct sst_uicc *u;
	const struct sst_uicc_write_card *card;
	size_t file; /* selected, or SST_UICC_WRITE_NONE */
	struct sst_fcp fcp;
	char path[SST_UICC_PATH_TEXT];
	struct sst_buf buf;
};

void
sst_uicc_write_place(const struct sst_uicc_write_card *card,
    const struct sst_uicc_write_change *c, char out[SST_UICC_WRITE_PLACE])
{
	const struct sst_uicc_write_file *f = &card->v[c->file];
	char path[SST_UICC_PATH_TEXT];

	sst_uicc_path_format(&f->path, path);
	if (c->record == 0)
		(void)snprintf(out, SST_UICC_WRITE_PLACE, "%s %s", f->name,
		    path);
	else
		(void)snprintf(out, SST_UICC_WRITE_PLACE, "%s %s record %u",
		    f->name, path, c->record);
}

static int
select_file(struct carrying *c, size_t file, struct sst_err *err)
{
	const struct sst_uicc_write_file *f = &c->card->v[file];

	if (c->file == file)
		return 0;
	c->file = SST_UICC_WRITE_NONE;
	if (sst_uicc_select(c->u, &f->path, &c->fcp, err) < 0)
		return -1;
	sst_uicc_path_format(&f->path, c->path);
	if (c->fcp.size != f->fcp.size ||
	    c->fcp.record_size != f->fcp.record_size)
		return sst_fail(err, SST_E_FORMAT,
		    "%s: another file than it was", c->path);
	c->file = file;
	return 0;
}

static int
read_now(struct carrying *c, const struct sst_uicc_write_change *x,
    struct sst_err *err)
{
	if (x->record != 0)
		return sst_uicc_read_record(c->u, &c->fcp, x->record, &c->buf,
		    err);
	return sst_uicc_read(c->u, &c->fcp, &c->buf, err);
}

static int
update(struct carrying *c, const struct sst_uicc_write_change *x,
    struct sst_err *err)
{
	if (x->record != 0)
		return sst_uicc_update_record(c->u, &c->fcp, x->record, x->new,
		    err);
	for (size_t at = 0; at < x->new.n; at += PART) {
		size_t left = x->new.n - at;
		struct sst_span part = { x->new.p + at,
			left < PART ? left : PART };

		if (sst_uicc_update(c->u, &c->fcp, at, part, err) < 0)
			return -1;
	}
	return 0;
}

static int
carry_out(struct carrying *c, const struct sst_uicc_write_change *x,
    struct sst_err *err)
{
	if (select_file(c, x->file, err) < 0 || read_now(c, x, err) < 0)
		return -1;
	if (!sst_span_is_equal(sst_buf_span(&c->buf), x->old))
		return sst_fail(err, SST_E_FORMAT,
		    "%s: changed by somebody else meanwhile; not written",
		    c->path);
	if (update(c, x, err) < 0 || read_now(c, x, err) < 0)
		return -1;
	if (!sst_span_is_equal(sst_buf_span(&c->buf), x->new))
		return sst_fail(err, SST_E_FORMAT,
		    "%s: written, but the card holds something else", c->path);
	return 0;
}

/* The path is in the message. */
static void
name_place(const struct sst_uicc_write_card *card,
    const struct sst_uicc_write_change *x, struct sst_err *err)
{
	const char *name = card->v[x->file].name;

	if (x->record != 0)
		sst_err_prefix(err, "%s record %u", name, x->record);
	else
		sst_err_prefix(err, "%s", name);
}

int
sst_uicc_write_carry_out(struct sst_uicc *u,
    const struct sst_uicc_write_card *card,
    const struct sst_uicc_write_plan *plan, size_t *done, struct sst_err *err)
{
	struct carrying c = { .u = u,
		.card = card,
		.file = SST_UICC_WRITE_NONE };
	int rc = 0;

	sst_buf_init(&c.buf, SST_UICC_FILE_MAX);
	for (*done = 0; rc == 0 && *done < plan->n; *done += rc == 0) {
		rc = carry_out(&c, &plan->v[*done], err);
		if (rc < 0)
			name_place(card, &plan->v[*done], err);
	}
	sst_buf_fini(&c.buf);
	return rc;
}
