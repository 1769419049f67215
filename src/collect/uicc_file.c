/* SPDX-License-Identifier: ISC */
/* uicc_file.c: one file of a card: selected, read, kept as it is. */
#include <stdio.h>
#include <string.h>

#include "collect_priv.h"
#include "uicc_priv.h"

#define NOT_FOUND 0x6A82
#define NOT_FOUND_2G 0x9404
#define SECURITY 0x6982
#define SECURITY_2G 0x9804

bool
uicc_is_end(const struct sst_err *err)
{
	return err->code == SST_E_DEVICE || err->code == SST_E_FAILED;
}

/* ---- files that were read ---- */

const struct uicc_file *
uicc_find(const struct uicc_run *r, const char *name,
    const struct uicc_file *behind)
{
	size_t i = behind == NULL ? 0 : (size_t)(behind - r->files.v) + 1;

	for (; i < r->files.n; i++) {
		const struct uicc_file *f = &r->files.v[i];

		if (f->member != NULL && strcmp(f->name, name) == 0)
			return f;
	}
	return NULL;
}

const struct uicc_file *
uicc_find_at(const struct uicc_run *r, const char *place)
{
	for (size_t i = 0; i < r->files.n; i++)
		if (strcmp(r->files.v[i].place, place) == 0)
			return &r->files.v[i];
	return NULL;
}

static size_t
directory(const char *place)
{
	const char *slash = strrchr(place, '/');

	return slash == NULL ? 0 : (size_t)(slash - place);
}

const struct uicc_file *
uicc_beside(const struct uicc_run *r, const struct uicc_file *f,
    const char *name)
{
	size_t n = directory(f->place);
	const struct uicc_file *g = NULL;

	while ((g = uicc_find(r, name, g)) != NULL)
		if (directory(g->place) == n &&
		    strncmp(g->place, f->place, n) == 0)
			return g;
	return NULL;
}

bool
uicc_is_repeated(const struct uicc_run *r, const struct uicc_file *f)
{
	const struct uicc_file *g = uicc_find(r, f->name, NULL);

	while (g != NULL && g != f) {
		if (sst_span_is_equal(g->content, f->content))
			return true;
		g = uicc_find(r, f->name, g);
	}
	return false;
}

unsigned
uicc_records(const struct uicc_file *f)
{
	if (f->fcp.record_size == 0)
		return 0;
	return (unsigned)(f->content.n / f->fcp.record_size);
}

struct sst_span
uicc_record(const struct uicc_file *f, unsigned record)
{
	size_t size = f->fcp.record_size;

	if (record == 0 || record > uicc_records(f))
		return (struct sst_span){ 0 };
	return (struct sst_span){ f->content.p + (record - 1) * size, size };
}

/* ---- gaps ---- */

static int
note(struct uicc_run *r, const struct uicc_file *f, const char *reason,
    uint16_t sw, struct sst_err *err)
{
	struct sst_err why = { .sw = sw };
	char what[80];

	(void)snprintf(what, sizeof(what), "%s (%s)", f->name, f->place);
	(void)snprintf(why.msg, sizeof(why.msg), "%s",
	    collect_reason(f->place, reason));
	if (sst_snapshot_note_gap(r->snap, what, NULL, &why, err) < 0)
		return -1;
	r->snap->gaps.v[r->snap->gaps.n - 1].member = f->member;
	return 0;
}

int
uicc_gap(struct uicc_run *r, const struct uicc_file *f,
    const struct sst_err *why, struct sst_err *err)
{
	if (!uicc_is_end(why))
		return note(r, f, why->msg, why->sw, err);
	if (err != why)
		*err = *why;
	return -1;
}

int
uicc_fault(struct uicc_faults *faults, unsigned record,
    const struct sst_err *why)
{
	if (uicc_is_end(why))
		return -1;
	if (faults->n == 0) {
		faults->first = *why;
		faults->record = record;
	}
	faults->n++;
	return 0;
}

int
uicc_fault_gap(struct uicc_run *r, const struct uicc_file *f,
    const struct uicc_faults *faults, struct sst_err *err)
{
	char where[32] = "", more[48] = "";
	char reason[sizeof(err->msg)];

	if (faults->n == 0)
		return 0;
	if (faults->record != 0)
		(void)snprintf(where, sizeof(where),
		    "record %u: ", faults->record);
	if (faults->n > 1)
		(void)snprintf(more, sizeof(more), " (and %zu more like it)",
		    faults->n - 1);
	(void)snprintf(reason, sizeof(reason), "%s%.160s%s", where,
	    faults->first.msg, more);
	return note(r, f, reason, faults->first.sw, err);
}

/* ---- reading ---- */

/*
 * Digits that a number has in an overflow file are missed with the number; a
 * phone book may lie in another directory.
 */
static bool
is_missed_elsewhere(const struct uicc_file *f)
{
	return strncmp(f->name, "EF.EXT", 6) == 0 ||
	       strcmp(f->name, "EF.PBR") == 0;
}

/*
 * Not there is a fact, unless every card has it or this one says it has.
 */
static int
is_missed(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	const char *why = NULL;

	if (f->restore == SST_FILES_IDENTITY && f->service == 0)
		why = "not there, though every card has it";
	else if (f->service != 0 && !is_missed_elsewhere(f) &&
	         uicc_has_service(r, f->service))
		why = "not there, though the card's table of services has it";
	return why != NULL ? note(r, f, why, err->sw, err) : 0;
}

static bool
is_hidden(const struct uicc_run *r)
{
	return r->pin1.is_enabled && !r->pin1.is_verified;
}

/* Why a file is not even tried; NULL: it may be read. */
static const char *
obstacle(const struct uicc_run *r, const struct sst_fcp *fcp)
{
	if (fcp->size > r->bytes_left)
		return "more bytes than the files of one card may have";
	if (fcp->type == SST_FCP_DF)
		return "a directory, not a file";
	if (fcp->type == SST_FCP_OTHER)
		return "a kind of file that is not read";
	if (fcp->read == SST_FCP_PIN1 && is_hidden(r))
		return "hidden by PIN1: give --pin";
	if (fcp->read == SST_FCP_PIN2)
		return "hidden by PIN2";
	if (fcp->read == SST_FCP_ADM)
		return "the card gives it to its operator alone";
	if (fcp->read == SST_FCP_NEVER)
		return "the card gives it to nobody";
	return NULL;
}

/* A refusal does not say of which record it is. */
static int
at_record(const struct uicc_file *f, unsigned record, struct sst_err *err)
{
	char text[sizeof(err->msg)];

	if (err->sw == 0)
		return -1;
	(void)snprintf(text, sizeof(text), "record %u: %.200s", record,
	    collect_reason(f->place, err->msg));
	memcpy(err->msg, text, sizeof(text));
	return -1;
}

static int
read_records(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	for (unsigned i = 1; i <= f->fcp.record_count; i++) {
		if (sst_uicc_read_record(&r->uicc, &f->fcp, i, &r->answer,
		        err) < 0)
			return at_record(f, i, err);
		if (sst_buf_put(&r->content, sst_buf_span(&r->answer), err) < 0)
			return -1;
	}
	return 0;
}

/* What came before a fault stays in r->content. */
static int
read_content(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	const struct sst_fcp *fcp = &f->fcp;

	sst_buf_clear(&r->content);
	if (fcp->type == SST_FCP_TRANSPARENT)
		return sst_uicc_read(&r->uicc, fcp, &r->content, err);
	if (fcp->record_size == 0)
		return sst_fail(err, SST_E_FORMAT, "records of no bytes");
	return read_records(r, f, err);
}

/* "raw/sim-1/3F00-7FFF-6F46.bin": a card has one SIM that can be read. */
static int
keep_raw(struct uicc_run *r, struct uicc_file *f, struct sst_err *err)
{
	struct sst_arena *mem = &r->snap->mem;
	struct sst_raw *raw = sst_snapshot_add_raw(r->snap);
	char *name = sst_arena_printf(mem, "raw/sim-1/%s.bin", f->place);

	if (raw == NULL || name == NULL)
		return sst_arena_full(mem, err);
	for (char *p = strchr(name + strlen("raw/sim-1/"), '/'); p != NULL;
	     p = strchr(p, '/'))
		*p = '-';
	raw->name = name;
	raw->what = sst_arena_text(mem, f->name);
	raw->data.p = sst_arena_copy(mem, sst_buf_span(&r->content));
	if (raw->what == NULL || raw->data.p == NULL)
		return sst_arena_full(mem, err);
	raw->data.n = r->content.n;
	r->bytes_left -=
	    r->content.n < r->bytes_left ? r->content.n : r->bytes_left;
	f->content = raw->data;
	f->member = name;
	return 0;
}

/* The file as the manifest lists it. */
static int
list(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	struct sst_arena *mem = &r->snap->mem;
	struct sst_sim *sim = &r->line->sim;
	const struct sst_fcp *fcp = &f->fcp;
	struct sst_card_file *v =
	    sst_arena_grow(mem, sim->files.v, sim->files.n, sizeof(*v));
	struct sst_card_file *place;

	if (v == NULL)
		return sst_arena_full(mem, err);
	sim->files.v = v;
	place = &v[sim->files.n++];
	place->path = sst_arena_text(mem, f->place);
	place->name = sst_arena_text(mem, f->name);
	place->type = sst_fcp_type_name(fcp->type);
	place->restore = sst_files_class_name(f->restore);
	place->read = sst_fcp_access_name(fcp->read);
	place->update = sst_fcp_access_name(fcp->update);
	place->size = (struct sst_num){ true, fcp->size };
	if (fcp->record_size != 0)
		place->record_size = (struct sst_num){ true, fcp->record_size };
	place->member = f->member;
	if (place->path == NULL || place->name == NULL)
		return sst_arena_full(mem, err);
	return 0;
}

static int
remember(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	struct uicc_file *v =
	    sst_arena_grow(&r->scratch, r->files.v, r->files.n, sizeof(*v));

	if (v == NULL)
		return sst_arena_full(&r->scratch, err);
	r->files.v = v;
	v[r->files.n++] = *f;
	return 0;
}

/* A card that wants a PIN without saying so beforehand. */
static bool
is_about_pin(const struct uicc_run *r, const struct sst_err *err)
{
	return (err->sw == SECURITY || err->sw == SECURITY_2G) && is_hidden(r);
}

static int
read_selected(struct uicc_run *r, struct uicc_file *f, struct sst_err *err)
{
	const char *why = obstacle(r, &f->fcp);
	int rc;

	if (why != NULL)
		return note(r, f, why, 0, err);
	rc = read_content(r, f, err);
	if (rc < 0 && uicc_is_end(err))
		return -1;
	if ((rc == 0 || r->content.n > 0) && keep_raw(r, f, err) < 0)
		return -1;
	if (rc < 0 && is_about_pin(r, err))
		return note(r, f, "hidden by PIN1: give --pin", err->sw, err);
	return rc < 0 ? note(r, f, err->msg, err->sw, err) : 0;
}

int
uicc_read(struct uicc_run *r, const struct uicc_file *want, struct sst_err *err)
{
	struct uicc_file f = *want;
	struct sst_uicc_path path;

	if (r->files.n == SST_SIM_FILES)
		return note(r, &f, "more files than one card may have", 0, err);
	if (r->how->progress != NULL)
		r->how->progress(r->how->progress_ctx, f.name);
	/* EF.PBR may name anything. */
	if (sst_uicc_path_parse(f.place, &path, err) < 0)
		return uicc_gap(r, &f, err, err);
	if (sst_files_is_forbidden(&path))
		return 0;
	if (sst_uicc_select(&r->uicc, &path, &f.fcp, err) < 0) {
		if (err->sw == NOT_FOUND || err->sw == NOT_FOUND_2G)
			return is_missed(r, &f, err);
		return uicc_gap(r, &f, err, err);
	}
	if (read_selected(r, &f, err) < 0 || list(r, &f, err) < 0)
		return -1;
	return remember(r, &f, err);
}
