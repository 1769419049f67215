/* SPDX-License-Identifier: ISC */
/* uicc.c: the SIM or USIM of a card: found, opened with a PIN, read, placed. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/hex.h>
#include <simstow/card/sw.h>

#include "uicc_priv.h"

/*
 * Of one card at most, so that an archive can hold what was read (formats/
 * archive.md, section 8): bytes of files, and of the text of contacts.
 */
#define FILE_BYTES ((size_t)8 << 20)
#define CONTACT_TEXT ((size_t)512 << 10)

/* ---- is there one? ---- */

/* EF.DIR from the MF, TS 102 221 section 13.1: 1 there, 0 not. */
static int
has_files(struct sst_card *card, struct sst_err *err)
{
	static const uint8_t path[] = { 0x2F, 0x00 };
	const struct sst_apdu select = { .ins = 0xA4,
		.p1 = 0x08,
		.p2 = 0x04,
		.data = SST_SPAN(path),
		.ne = 256,
		.leave = true };
	struct sst_buf unread = { 0 };
	uint16_t sw;
	int rc;

	rc = sst_card_send(card, &select, &unread, &sw, err);
	sst_buf_fini(&unread);
	if (rc < 0)
		return -1;
	return sst_sw_is_ok(sw) || sst_sw_is_more(sw);
}

/* ---- the PIN ---- */

static struct sst_num
tries(const struct sst_uicc_pin_state *s)
{
	return (struct sst_num){ s->tries != SST_FCP_TRIES_UNKNOWN, s->tries };
}

/* What is not told stays unknown; only the link can fail here. */
static int
look(struct uicc_run *r, struct sst_err *err)
{
	struct sst_sim *sim = &r->line->sim;
	struct sst_uicc_pin_state pin2;

	if (sst_uicc_pin_look(&r->uicc, SST_UICC_PIN1, &r->pin1, err) == 0) {
		sim->pin1_enabled =
		    (struct sst_num){ true, r->pin1.is_enabled };
		sim->pin1_tries = tries(&r->pin1);
	} else if (uicc_is_end(err)) {
		return -1;
	} else {
		r->pin1 =
		    (struct sst_uicc_pin_state){ .tries =
			                             SST_FCP_TRIES_UNKNOWN };
		r->pin1.is_enabled = r->uicc.pin1 == SST_FCP_PIN_ENABLED;
	}
	if (sst_uicc_pin_look(&r->uicc, SST_UICC_PIN2, &pin2, err) == 0)
		sim->pin2_tries = tries(&pin2);
	else if (uicc_is_end(err))
		return -1;
	return 0;
}

static int
give_pin(struct uicc_run *r, struct sst_err *err)
{
	const struct sst_collect *how = r->how;
	struct sst_secret digits = { 0 };
	int rc = -1;

	if (how->pin == NULL || !r->pin1.is_enabled || r->pin1.is_verified)
		return 0;
	if (how->pin(how->pin_ctx, &r->pin1, &digits, err) < 0 ||
	    sst_uicc_pin_verify(&r->uicc, SST_UICC_PIN1, &digits, how->last_try,
	        err) < 0)
		goto out;
	r->pin1.is_verified = true;
	rc = 0;
out:
	sst_secret_fini(&digits);
	return rc;
}

/* ---- the wanted files ---- */

static bool
is_wanted(const struct uicc_run *r, const struct sst_files_file *f)
{
	if (f->restore == SST_FILES_SECRET)
		return false;
	if (r->uicc.is_2g ? f->is_3g_only : f->is_2g_only)
		return false;
	if (f->group == SST_FILES_CONTACTS)
		return r->how->contacts;
	return f->group == SST_FILES_BASIC || r->how->messages;
}

/* The old phone book is a second view of the one that EF.PBR describes. */
static bool
is_old_book(const struct sst_files_file *f)
{
	return f->group == SST_FILES_CONTACTS &&
	       (strcmp(f->name, "EF.ADN") == 0 ||
	           strcmp(f->name, "EF.EXT1") == 0);
}

static int
read_wanted(struct uicc_run *r, bool old_book, struct sst_err *err)
{
	size_t n;
	const struct sst_files_file *all = sst_files_wanted(&n);

	for (size_t i = 0; i < n; i++) {
		const struct sst_files_file *f = &all[i];
		struct uicc_file want = { .name = f->name,
			.place = f->place,
			.restore = f->restore,
			.service = f->service };

		if (!is_wanted(r, f) || is_old_book(f) != old_book)
			continue;
		if (uicc_read(r, &want, err) < 0)
			return -1;
	}
	return 0;
}

static int
read_files(struct uicc_run *r, struct sst_err *err)
{
	if (read_wanted(r, false, err) < 0)
		return -1;
	if (uicc_find(r, "EF.PBR", NULL) != NULL)
		return uicc_read_book(r, err);
	return read_wanted(r, true, err);
}

static int
take(struct uicc_run *r, struct sst_err *err)
{
	if (uicc_take_identity(r, err) < 0 || uicc_take_networks(r, err) < 0 ||
	    uicc_take_lists(r, err) < 0)
		return -1;
	return r->how->contacts ? uicc_take_contacts(r, err) : 0;
}

static int
name_application(struct uicc_run *r, struct sst_err *err)
{
	const struct sst_uicc_app *usim = &r->uicc.usim;
	struct sst_span aid = { usim->aid, usim->aid_n };

	if (!r->uicc.has_usim)
		return 0;
	r->line->sim.application = sst_hex_text(&r->snap->mem, aid);
	return r->line->sim.application != NULL
	           ? 0
	           : sst_arena_full(&r->snap->mem, err);
}

/*
 * A file system that does not open is a gap beside an eUICC, else the end; a
 * card that never showed one has none.
 */
static int
note_closed(struct uicc_run *r, bool is_sure, struct sst_err *err)
{
	struct sst_err why = *err;

	if (is_sure)
		return err->code == SST_E_REFUSED && r->snap->gaps.n == 0 ? 0
		                                                          : -1;
	return sst_snapshot_note_gap(r->snap, "files of the SIM", NULL, &why,
	    err);
}

/* 1 read, 0 there is none */
static int
read_sim(struct uicc_run *r, struct sst_card *card, bool is_sure,
    struct sst_err *err)
{
	struct sst_uicc *u = &r->uicc;

	if (sst_uicc_open(card, &r->scratch, u, err) < 0)
		return uicc_is_end(err) ? -1 : note_closed(r, is_sure, err);
	if (!u->has_usim && !u->is_2g)
		return 0;
	r->line->sim.is_there = true;
	if (name_application(r, err) < 0 || look(r, err) < 0 ||
	    give_pin(r, err) < 0 || read_files(r, err) < 0 || take(r, err) < 0)
		return -1;
	return 1;
}

int
collect_sim(struct sst_card *card, const struct sst_collect *how, bool is_sure,
    struct sst_snapshot *s, struct sst_profile *line, struct sst_err *err)
{
	struct uicc_run r = { .how = how,
		.snap = s,
		.bytes_left = FILE_BYTES,
		.text_left = CONTACT_TEXT,
		.line = line };
	int rc = 1;

	*line = (struct sst_profile){ 0 };
	if (how->no_files)
		return 0;
	if (!is_sure)
		rc = has_files(card, err);
	if (rc <= 0)
		return rc;
	sst_buf_init(&r.content, SST_UICC_FILE_MAX);
	rc = read_sim(&r, card, is_sure, err);
	sst_buf_fini(&r.answer);
	sst_buf_fini(&r.content);
	sst_arena_fini(&r.scratch);
	return rc;
}

/* ---- where it belongs ---- */

static struct sst_profile *
find_profile(struct sst_snapshot *s, const char *iccid)
{
	for (size_t i = 0; iccid != NULL && i < s->profiles.n; i++) {
		struct sst_profile *p = &s->profiles.v[i];

		if (p->iccid != NULL && strcmp(p->iccid, iccid) == 0)
			return p;
	}
	return NULL;
}

static void
fill(const char **text, const char *other)
{
	if (*text == NULL)
		*text = other;
}

/* What the eUICC says of its profile stands; the files add to it. */
static void
add_to(struct sst_profile *p, const struct sst_profile *line)
{
	fill(&p->provider, line->provider);
	fill(&p->msisdn, line->msisdn);
	fill(&p->imsi, line->imsi);
	fill(&p->owner.mcc_mnc, line->owner.mcc_mnc);
	fill(&p->owner.gid1, line->owner.gid1);
	fill(&p->owner.gid2, line->owner.gid2);
	p->has_owner = p->has_owner || line->has_owner;
	p->sim = line->sim;
}

static int
note_stranger(struct sst_snapshot *s, struct sst_err *err)
{
	struct sst_err why = { 0 };

	(void)snprintf(why.msg, sizeof(why.msg),
	    "no profile of the eUICC has the ICCID of its files: they are a "
	    "profile of their own here");
	return sst_snapshot_note_gap(s, "files of the SIM", s->euiccs.v[0].eid,
	    &why, err);
}

int
collect_sim_place(struct sst_snapshot *s, const struct sst_profile *line,
    struct sst_err *err)
{
	struct sst_profile *p = find_profile(s, line->iccid);
	bool is_plastic = s->euiccs.n == 0;

	if (p != NULL) {
		add_to(p, line);
		return 0;
	}
	p = sst_snapshot_add_profile(s);
	if (p == NULL)
		return sst_arena_full(&s->mem, err);
	*p = *line;
	p->form = is_plastic ? SST_FORM_UICC : SST_FORM_EUICC;
	if (is_plastic) {
		s->device.kind = SST_DEVICE_UICC;
		return 0;
	}
	p->eid = s->euiccs.v[0].eid;
	p->state = SST_STATE_ENABLED;
	return note_stranger(s, err);
}
