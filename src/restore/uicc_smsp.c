/* SPDX-License-Identifier: ISC */
/* uicc_smsp.c: message centres to records of EF.SMSP, field by field. */
#include <string.h>

#include "uicc_priv.h"

#define FIXED 28 /* bytes behind the name, TS 31.102 section 4.2.27 */
#define UNUSED_BITS 0xE0U

/* Where the fields are in what lies behind the name. */
enum { DESTINATION = 1, CENTRE = 13, PID = 25, DCS = 26, VALIDITY = 27 };

/* A record of the card, and whether a centre of the archive has it already. */
struct slot {
	struct sst_number_smsp is;
	bool is_entry;
	bool is_matched;
};

struct planning {
	struct sst_uicc_draft *d;
	size_t file;
	unsigned n;
	struct slot *slots;
};

static int
read_slots(struct planning *p, struct sst_err *err)
{
	p->slots = sst_arena_get_array(p->d->mem, p->n, sizeof(p->slots[0]));
	if (p->slots == NULL)
		return sst_arena_full(p->d->mem, err);
	for (unsigned i = 0; i < p->n; i++) {
		struct slot *s = &p->slots[i];
		int rc =
		    sst_number_smsp(sst_uicc_draft_record(p->d, p->file, i + 1),
		        p->d->mem, &s->is, err);

		if (rc < 0 && err->code == SST_E_FAILED)
			return -1;
		s->is_entry = rc > 0;
		/* what cannot be read is not ours to replace */
		s->is_matched = rc < 0;
	}
	return 0;
}

static bool
is_named(const struct slot *s, const char *name)
{
	return s->is_entry && name != NULL && name[0] != '\0' &&
	       s->is.name != NULL && strcmp(s->is.name, name) == 0;
}

static bool
is_centre(const struct slot *s, const char *centre)
{
	return s->is_entry && centre != NULL && centre[0] != '\0' &&
	       strcmp(s->is.centre, centre) == 0;
}

/*
 * The record for the at-th centre of the archive: with its name, else with
 * its number, else the same one as there, else an empty one. 0: none is left.
 */
static unsigned
match(const struct planning *p, const struct sst_sms_centre *c, size_t at)
{
	for (unsigned i = 0; i < p->n; i++)
		if (!p->slots[i].is_matched && is_named(&p->slots[i], c->name))
			return i + 1;
	for (unsigned i = 0; i < p->n; i++)
		if (!p->slots[i].is_matched &&
		    is_centre(&p->slots[i], c->centre))
			return i + 1;
	if (at < p->n && !p->slots[at].is_matched)
		return (unsigned)at + 1;
	for (unsigned i = 0; i < p->n; i++)
		if (!p->slots[i].is_matched && !p->slots[i].is_entry)
			return i + 1;
	return 0;
}

static int
take_number(char out[SST_NUMBER_TEXT], const char *text, struct sst_err *err)
{
	if (text == NULL)
		return 0;
	if (strlen(text) >= SST_NUMBER_TEXT)
		return sst_fail(err, SST_E_FORMAT, "number of %zu characters",
		    strlen(text));
	memcpy(out, text, strlen(text) + 1);
	return 0;
}

static void
take_byte(int *out, struct sst_num n)
{
	if (n.is_known && n.v >= 0 && n.v <= 0xFF)
		*out = (int)n.v;
}

/* The name as far as it fits; NULL: it does not, and is left as it is. */
static int
take_name(struct planning *p, struct sst_number_smsp *out, const char *name,
    struct sst_err *err)
{
	size_t n = p->d->card->v[p->file].fcp.record_size - FIXED;
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	struct sst_err why = { 0 };
	const char *text;
	size_t kept = 0;

	if (name == NULL)
		return 0;
	if (sst_alpha_encode(name, bytes, n, &kept, &why) < 0)
		return sst_uicc_draft_remark(p->d, "name of a message centre",
		    "the card has no letters for it", err);
	if (name[kept] == '\0' || p->d->wish->cut) {
		text = (const char *)sst_arena_copy(p->d->mem,
		    (struct sst_span){ sst_span_of_text(name).p, kept });
		out->name = text;
		if (text == NULL)
			return sst_arena_full(p->d->mem, err);
	}
	if (name[kept] == '\0')
		return 0;
	text = kept == 0
	           ? "left out: there is no room for it"
	           : sst_arena_printf(p->d->mem, "%sit is cut to \"%.*s\"",
	                 p->d->wish->cut ? "" : "left out without --cut: ",
	                 (int)kept, name);
	return sst_uicc_draft_remark(p->d, "name of a message centre", text,
	    err);
}

static bool
is_same_text(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

/*
 * A field that stays the same is kept as it is, with the bit that says whether
 * it is there. False: nothing is left to be written.
 */
static bool
keep_same(const struct sst_number_smsp *is, const struct sst_number_smsp *now,
    struct sst_span old, uint8_t *bytes)
{
	const struct {
		bool is_same;
		size_t at;
		size_t n;
	} fields[] = {
		{ is_same_text(is->destination, now->destination), DESTINATION,
		    12 },
		{ is_same_text(is->centre, now->centre), CENTRE, 12 },
		{ is->pid == now->pid, PID, 1 },
		{ is->dcs == now->dcs, DCS, 1 },
		{ is->validity == now->validity, VALIDITY, 1 },
	};
	bool is_all_same = is_same_text(is->name, now->name);
	size_t fixed = old.n - FIXED;
	unsigned kept = UNUSED_BITS;

	if (is_all_same)
		memcpy(bytes, old.p, fixed);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		is_all_same = is_all_same && fields[i].is_same;
		if (!fields[i].is_same)
			continue;
		kept |= 1U << i;
		memcpy(bytes + fixed + fields[i].at,
		    old.p + fixed + fields[i].at, fields[i].n);
	}
	bytes[fixed] =
	    (uint8_t)((bytes[fixed] & ~kept) | (old.p[fixed] & kept));
	return !is_all_same;
}

static int
write_centre(struct planning *p, const struct sst_sms_centre *c,
    unsigned record, struct sst_err *err)
{
	struct slot *s = &p->slots[record - 1];
	struct sst_span old = sst_uicc_draft_record(p->d, p->file, record);
	struct sst_number_smsp now = s->is;
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	struct sst_err why = { 0 };

	s->is_matched = true;
	take_byte(&now.pid, c->pid);
	take_byte(&now.dcs, c->dcs);
	take_byte(&now.validity, c->validity);
	if (take_name(p, &now, c->name, err) < 0)
		return -1;
	if (take_number(now.centre, c->centre, &why) < 0 ||
	    take_number(now.destination, c->destination, &why) < 0 ||
	    sst_number_smsp_encode(&now, bytes, old.n, &why) < 0) {
		const char *text = sst_arena_text(p->d->mem, why.msg);

		return sst_uicc_draft_remark(p->d, "message centre", text, err);
	}
	if (!keep_same(&s->is, &now, old, bytes))
		return 0;
	(void)sst_uicc_draft_put(p->d, p->file, record, bytes);
	return sst_uicc_draft_commit(p->d, err);
}

static int
plan_centre(struct planning *p, size_t at, struct sst_err *err)
{
	const struct sst_sms_centre *c = &p->d->wish->sim->sms_centres.v[at];
	unsigned record = match(p, c, at);

	if (record != 0)
		return write_centre(p, c, record, err);
	return sst_uicc_draft_remark(p->d, "message centre",
	    "left out: no free record", err);
}

int
sst_uicc_plan_smsp(struct sst_uicc_draft *d, struct sst_err *err)
{
	struct planning p = { .d = d, .file = d->card->smsp };

	if (p.file == SST_UICC_WRITE_NONE ||
	    d->card->v[p.file].fcp.record_size < FIXED)
		return sst_uicc_draft_remark(d, "EF.SMSP",
		    "there is none on the card", err);
	if (!sst_uicc_draft_may_write(d, p.file))
		return sst_uicc_draft_remark(d, "EF.SMSP",
		    "the card does not let its holder write it", err);
	p.n = d->card->v[p.file].fcp.record_count;
	if (read_slots(&p, err) < 0)
		return -1;
	for (size_t i = 0; i < d->wish->sim->sms_centres.n; i++)
		if (plan_centre(&p, i, err) < 0)
			return -1;
	return 0;
}
