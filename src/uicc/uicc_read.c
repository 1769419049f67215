/* SPDX-License-Identifier: ISC */
/* uicc_read.c: the content of the file that was selected last. */
#include "uicc_priv.h"

#define INS_READ_BINARY 0xB0
#define INS_READ_RECORD 0xB2
#define INS_UPDATE_BINARY 0xD6
#define INS_UPDATE_RECORD 0xDC
#define P2_ABSOLUTE 0x04
#define CHUNK 255      /* more than that not every card takes */
#define OFFSETS 0x8000 /* b8 of P1 would mean a short identifier */
#define RECORD_MAX 256

static int
fail_at(struct sst_uicc *u, struct sst_err *err)
{
	char text[SST_UICC_PATH_TEXT];

	sst_uicc_path_format(&u->file, text);
	return sst_within(err, "%s", text);
}

/*
 * 6282 comes with what there was: its length tells. Of a write, 63Cx and 920x
 * count the attempts of the card that did it: TS 102 221 section 10.2.1.3, TS
 * 51.011 section 9.4.5.
 */
static bool
is_done(const struct sst_uicc *u, uint8_t ins, uint16_t sw)
{
	bool is_read = ins == INS_READ_BINARY || ins == INS_READ_RECORD;

	if (sst_uicc_is_done(u, sw))
		return true;
	if (is_read)
		return sw == 0x6282;
	return (sw & 0xFFF0) == (u->is_2g ? 0x9200 : 0x63C0);
}

/* One command; a status word other than success is refused. */
static int
send(struct sst_uicc *u, struct sst_apdu *a, struct sst_buf *resp,
    struct sst_err *err)
{
	uint16_t sw;

	a->cla = u->is_2g ? SST_CARD_CLASS_2G : 0;
	if (sst_card_send(u->card, a, resp, &sw, err) < 0)
		return fail_at(u, err);
	if (is_done(u, a->ins, sw))
		return 0;
	sst_buf_clear(resp);
	return sst_uicc_refused(err, sw, &u->file);
}

static int
want_type(struct sst_uicc *u, const struct sst_fcp *f, bool has_records,
    struct sst_err *err)
{
	bool is_right =
	    has_records ? f->type == SST_FCP_LINEAR || f->type == SST_FCP_CYCLIC
	                : f->type == SST_FCP_TRANSPARENT;

	if (is_right)
		return 0;
	sst_err_set(err, SST_E_FAILED, "%s file, %s wanted",
	    sst_fcp_type_name(f->type),
	    has_records ? "one with records" : "transparent");
	return fail_at(u, err);
}

static int
want_size(struct sst_uicc *u, const struct sst_fcp *f, struct sst_err *err)
{
	if (f->size <= OFFSETS)
		return 0;
	sst_err_set(err, SST_E_FORMAT, "file of %u bytes, an offset reaches %d",
	    (unsigned)f->size, OFFSETS);
	return fail_at(u, err);
}

static int
want_record(struct sst_uicc *u, const struct sst_fcp *f, unsigned record,
    struct sst_err *err)
{
	if (want_type(u, f, true, err) < 0)
		return -1;
	if (record == 0 || record > f->record_count) {
		sst_err_set(err, SST_E_FAILED, "record %u of %u", record,
		    f->record_count);
		return fail_at(u, err);
	}
	if (f->record_size > RECORD_MAX) {
		sst_err_set(err, SST_E_FORMAT,
		    "records of %u bytes, at most %d wanted", f->record_size,
		    RECORD_MAX);
		return fail_at(u, err);
	}
	return 0;
}

static int
read_part(struct sst_uicc *u, size_t at, size_t n, struct sst_buf *part,
    struct sst_err *err)
{
	struct sst_apdu a = { .ins = INS_READ_BINARY,
		.p1 = (uint8_t)(at >> 8),
		.p2 = (uint8_t)at,
		.ne = (unsigned)n };

	if (send(u, &a, part, err) < 0)
		return -1;
	if (part->n == n)
		return 0;
	sst_err_set(err, SST_E_FORMAT, "byte %zu: %zu byte%s found, %zu wanted",
	    at, part->n, part->n == 1 ? "" : "s", n);
	return fail_at(u, err);
}

int
sst_uicc_read(struct sst_uicc *u, const struct sst_fcp *f, struct sst_buf *resp,
    struct sst_err *err)
{
	struct sst_buf part = { 0 };
	size_t n;
	int rc = -1;

	sst_buf_clear(resp);
	if (want_type(u, f, false, err) < 0 || want_size(u, f, err) < 0)
		return -1;
	for (size_t at = 0; at < f->size; at += n) {
		n = f->size - at < CHUNK ? f->size - at : CHUNK;
		if (read_part(u, at, n, &part, err) < 0 ||
		    sst_buf_put(resp, sst_buf_span(&part), err) < 0)
			goto out;
	}
	rc = 0;
out:
	if (rc < 0)
		sst_buf_clear(resp);
	sst_buf_fini(&part);
	return rc;
}

int
sst_uicc_read_record(struct sst_uicc *u, const struct sst_fcp *f,
    unsigned record, struct sst_buf *resp, struct sst_err *err)
{
	struct sst_apdu a = { .ins = INS_READ_RECORD,
		.p1 = (uint8_t)record,
		.p2 = P2_ABSOLUTE,
		.ne = f->record_size };

	sst_buf_clear(resp);
	if (want_record(u, f, record, err) < 0 || send(u, &a, resp, err) < 0)
		return -1;
	if (resp->n == f->record_size)
		return 0;
	sst_err_set(err, SST_E_FORMAT, "record %u: %zu byte%s found, %u wanted",
	    record, resp->n, resp->n == 1 ? "" : "s", f->record_size);
	sst_buf_clear(resp);
	return fail_at(u, err);
}

int
sst_uicc_update(struct sst_uicc *u, const struct sst_fcp *f, size_t at,
    struct sst_span data, struct sst_err *err)
{
	struct sst_cur c = { data, at };
	struct sst_apdu a = { .ins = INS_UPDATE_BINARY, .once = true };
	struct sst_buf unread = { 0 };
	int rc = 0;

	if (want_type(u, f, false, err) < 0 || want_size(u, f, err) < 0)
		return -1;
	if (at > f->size || data.n > f->size - at) {
		sst_err_set(err, SST_E_FAILED,
		    "%zu bytes from byte %zu do not fit a file of %u bytes",
		    data.n, at, (unsigned)f->size);
		return fail_at(u, err);
	}
	while (rc == 0 && c.left.n > 0) {
		a.p1 = (uint8_t)(c.at >> 8);
		a.p2 = (uint8_t)c.at;
		rc = sst_cur_get(&c, c.left.n < CHUNK ? c.left.n : CHUNK,
		    &a.data, err);
		if (rc == 0)
			rc = send(u, &a, &unread, err);
	}
	sst_buf_fini(&unread);
	return rc;
}

int
sst_uicc_update_record(struct sst_uicc *u, const struct sst_fcp *f,
    unsigned record, struct sst_span data, struct sst_err *err)
{
	struct sst_apdu a = { .ins = INS_UPDATE_RECORD,
		.p1 = (uint8_t)record,
		.p2 = P2_ABSOLUTE,
		.data = data,
		.once = true };
	struct sst_buf unread = { 0 };
	int rc;

	if (want_record(u, f, record, err) < 0)
		return -1;
	if (f->type == SST_FCP_CYCLIC) {
		sst_err_set(err, SST_E_FAILED,
		    "cyclic file: its records cannot be written by number");
		return fail_at(u, err);
	}
	if (data.n != f->record_size || data.n > CHUNK) {
		sst_err_set(err, SST_E_FAILED,
		    "record %u: %zu bytes to write, %u wanted", record, data.n,
		    f->record_size);
		return fail_at(u, err);
	}
	rc = send(u, &a, &unread, err);
	sst_buf_fini(&unread);
	return rc;
}
