/* SPDX-License-Identifier: ISC */
/* sms.c: records of EF.SMS. */
#include <string.h>

#include "alpha_priv.h"
#include "sms_priv.h"

#define STATUS_USED 0x01 /* bit of the first byte */
#define HAS_HEADER 0x40  /* bit of the first byte of a message */

/* What is read of a message before its user data. */
struct message {
	struct sst_cur c;
	uint8_t first; /* byte of the TPDU */
	struct sst_sms_body body;
	struct sst_arena *mem;
	struct sst_sms sms;
};

static const char *const status_names[] = { "free", "read", "unread", "sent",
	"to send" };

/* TS 31.102 section 4.2.25, by bits 3 and 2; bits 5 and 4 tell of reports. */
static const enum sst_sms_status statuses[] = { SST_SMS_READ, SST_SMS_UNREAD,
	SST_SMS_SENT, SST_SMS_TO_SEND };

static int
skip(struct sst_cur *c, size_t n, struct sst_err *err)
{
	struct sst_span s;

	return sst_cur_get(c, n, &s, err);
}

static int
get_peer(struct message *m, struct sst_err *err)
{
	if (sst_number_address(&m->c, false, m->sms.peer, err) < 0)
		return sst_within(err, "address");
	return 0;
}

static int
get_time(struct message *m, struct sst_err *err)
{
	struct sst_span s;

	if (sst_cur_get(&m->c, SST_SMS_SCTS, &s, err) < 0)
		return -1;
	sst_sms_time(s.p, m->sms.time);
	return 0;
}

/* Protocol identifier and data coding scheme. */
static int
get_scheme(struct message *m, struct sst_err *err)
{
	if (skip(&m->c, 1, err) < 0)
		return -1;
	return sst_cur_get_u8(&m->c, &m->body.dcs, err);
}

/* TS 23.040 section 9.2.2.1. */
static int
read_deliver(struct message *m, struct sst_err *err)
{
	if (get_peer(m, err) < 0 || get_scheme(m, err) < 0 ||
	    get_time(m, err) < 0)
		return -1;
	return sst_sms_text(&m->c, &m->body, m->mem, &m->sms, err);
}

/* TS 23.040 section 9.2.2.2; the reference is the phone's own. */
static int
read_submit(struct message *m, struct sst_err *err)
{
	/* By bits 5 and 4: none, enhanced, relative, absolute. */
	static const uint8_t validity[] = { 0, 7, 1, 7 };

	m->sms.is_outgoing = true;
	if (skip(&m->c, 1, err) < 0 || get_peer(m, err) < 0 ||
	    get_scheme(m, err) < 0 ||
	    skip(&m->c, validity[m->first >> 3 & 3], err) < 0)
		return -1;
	return sst_sms_text(&m->c, &m->body, m->mem, &m->sms, err);
}

/*
 * A status report, TS 23.040 section 9.2.2.3: it says when which message
 * arrived, and has no text that is worth its optional fields.
 */
static int
read_report(struct message *m, struct sst_err *err)
{
	if (m->sms.status == SST_SMS_SENT || m->sms.status == SST_SMS_TO_SEND)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: a command found, a message wanted", m->c.at - 1);
	m->sms.text = "";
	if (skip(&m->c, 1, err) < 0 || get_peer(m, err) < 0)
		return -1;
	return get_time(m, err);
}

/* By bits 2 and 1; the reserved type is read as DELIVER (section 9.2.3.1). */
static int (*const readers[])(struct message *m,
    struct sst_err *err) = { read_deliver, read_submit, read_report,
	read_deliver };

int
sst_sms_parse(struct sst_span record, struct sst_arena *mem,
    struct sst_sms *out, struct sst_err *err)
{
	struct message m = { .c = sst_cur_of(record), .mem = mem };
	uint8_t status;

	*out = m.sms;
	if (sst_cur_get_u8(&m.c, &status, err) < 0)
		return -1;
	/* All FF: a record that nobody has prepared. */
	if ((status & STATUS_USED) == 0 || sst_alpha_is_blank(record))
		return 0;
	m.sms.status = statuses[status >> 1 & 3];
	if (sst_number_address(&m.c, true, m.sms.centre, err) < 0)
		return sst_within(err, "service centre");
	if (sst_cur_get_u8(&m.c, &m.first, err) < 0)
		return -1;
	m.body.has_header = (m.first & HAS_HEADER) != 0;
	m.body.is_last_lost = record.n == SST_SMS_RECORD;
	if (readers[m.first & 3](&m, err) < 0)
		return -1;
	*out = m.sms;
	return 1;
}

const char *
sst_sms_status_name(enum sst_sms_status s)
{
	const size_t n = sizeof(status_names) / sizeof(status_names[0]);

	return (size_t)s < n ? status_names[s] : "unknown";
}
