/* SPDX-License-Identifier: ISC */
/* uicc_place.c: one contact into a set of the phone book. */
#include <string.h>

#include "uicc_priv.h"

#define EXT_BYTES 13
#define PART_DIGITS 20 /* of a record of numbers */

/* A contact on its way to a record of EF.ADN. */
struct placing {
	struct sst_uicc_draft *d;
	const struct sst_uicc_write_set *set;
	unsigned record;
	struct sst_uicc_loss *loss;
	uint8_t adn_sfi;
	uint8_t links[SST_UICC_WRITE_RECORD]; /* its record of EF.IAP */
	bool has_links;
};

/* Where a contact's record of some kind goes. */
struct slot {
	const struct sst_phonebook_file *ref;
	size_t file;
	size_t n; /* bytes of a record */
};

static bool
find_slot(const struct placing *p, enum sst_phonebook_kind kind, size_t nth,
    struct slot *out)
{
	out->ref = sst_uicc_book_find(p->d, p->set, kind, nth, &out->file);
	if (out->ref == NULL)
		return false;
	out->n = p->d->card->v[out->file].fcp.record_size;
	return true;
}

static bool
has_record(const struct placing *p, size_t file)
{
	return p->record <= p->d->card->v[file].fcp.record_count;
}

/* The record's number in EF.IAP, in the byte of its file. */
static bool
link(struct placing *p, const struct slot *s, unsigned record)
{
	struct slot iap;

	if (!find_slot(p, SST_PHONEBOOK_IAP, 0, &iap) ||
	    !has_record(p, iap.file) || s->ref->iap_at >= iap.n)
		return false;
	p->links[s->ref->iap_at] = (uint8_t)record;
	p->has_links = true;
	return true;
}

/* Type 1: the same record number. Type 2: any record, named in EF.IAP. */
static enum sst_uicc_result
store(struct placing *p, const struct slot *s, const uint8_t *bytes)
{
	size_t mark = p->d->step_n;
	unsigned record;

	if (s->ref->type == 1 && has_record(p, s->file))
		return sst_uicc_draft_fill(p->d, s->file, p->record, bytes);
	if (s->ref->type != 2)
		return SST_UICC_NO_ROOM;
	record = sst_uicc_draft_find_room(p->d, s->file, bytes);
	if (record != 0 && link(p, s, record))
		return SST_UICC_STORED;
	sst_uicc_draft_undo(p->d, mark);
	return SST_UICC_NO_ROOM;
}

/*
 * The digits from used on in overflow records, the last one first, for each
 * names the next. 0: there is no room for all of them.
 */
static unsigned
put_chain(struct placing *p, const char *text, size_t used)
{
	size_t parts = (strlen(text) - used + PART_DIGITS - 1) / PART_DIGITS;
	uint8_t bytes[EXT_BYTES];
	size_t mark = p->d->step_n;
	unsigned next = SST_NUMBER_NONE;
	struct sst_err err = { 0 };
	struct slot s;

	if (!find_slot(p, SST_PHONEBOOK_EXT1, 0, &s) || s.n != EXT_BYTES ||
	    parts > SST_NUMBER_CHAIN)
		return 0;
	while (parts-- > 0) {
		size_t from = used + parts * PART_DIGITS;

		if (sst_number_extend_encode(text, &from, (uint8_t)next, bytes,
		        &err) < 0)
			next = 0;
		else
			next = sst_uicc_draft_find_room(p->d, s.file, bytes);
		if (next == 0) {
			sst_uicc_draft_undo(p->d, mark);
			return 0;
		}
	}
	return next;
}

/* A record of EF.AAS or EF.GAS with that text, a new one if need be; or 0. */
static unsigned
find_word(struct placing *p, enum sst_phonebook_kind kind, const char *text)
{
	const struct sst_phonebook_text in = { .text = text };
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	struct sst_err err = { 0 };
	struct slot s;
	unsigned count;
	size_t kept;

	if (!find_slot(p, kind, 0, &s) ||
	    sst_phonebook_text_encode(&in, false, bytes, s.n, &kept, &err) <
	        0 ||
	    text[kept] != '\0')
		return 0;
	count = p->d->card->v[s.file].fcp.record_count;
	for (unsigned i = 1; i <= count; i++)
		if (memcmp(sst_uicc_draft_record(p->d, s.file, i).p, bytes,
		        s.n) == 0)
			return i;
	for (unsigned i = 1; i <= count; i++)
		if (sst_uicc_draft_fill(p->d, s.file, i, bytes) ==
		    SST_UICC_STORED)
			return i;
	return 0;
}

/* Another number of a contact; *has_kind: what it is for could be told too. */
static enum sst_uicc_result
put_number(struct placing *p, size_t nth, const struct sst_contact_number *n,
    bool *has_kind)
{
	struct sst_number_anr anr = { .adn_sfi = p->adn_sfi,
		.adn = (uint8_t)p->record,
		.number = { .extension = SST_NUMBER_NONE,
		    .capability = SST_NUMBER_NONE } };
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	struct sst_err err = { 0 };
	size_t first;
	struct slot s;

	if (!find_slot(p, SST_PHONEBOOK_ANR, nth, &s))
		return SST_UICC_NO_ROOM;
	*has_kind = n->kind == NULL || n->kind[0] == '\0';
	if (!*has_kind) {
		anr.kind = (uint8_t)find_word(p, SST_PHONEBOOK_AAS, n->kind);
		*has_kind = anr.kind != 0;
	}
	sst_uicc_book_number(n->number, anr.number.text);
	first = anr.number.text[0] == '+' ? 1 : 0;
	if (strlen(anr.number.text) > first + PART_DIGITS)
		anr.number.extension =
		    (uint8_t)put_chain(p, anr.number.text, first + PART_DIGITS);
	if (sst_number_anr_encode(&anr, bytes, s.n, &err) < 0)
		return SST_UICC_NO_ROOM;
	return store(p, &s, bytes);
}

/* A second name or an address. */
static enum sst_uicc_result
put_text(struct placing *p, enum sst_phonebook_kind kind, size_t nth,
    const char *text)
{
	const struct sst_phonebook_text in = { .text = text,
		.adn_sfi = p->adn_sfi,
		.adn = (uint8_t)p->record };
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	struct sst_err err = { 0 };
	struct slot s;
	size_t kept;

	if (!find_slot(p, kind, nth, &s) ||
	    sst_phonebook_text_encode(&in, s.ref->type == 2, bytes, s.n, &kept,
	        &err) < 0 ||
	    text[kept] != '\0')
		return SST_UICC_NO_ROOM;
	return store(p, &s, bytes);
}

static bool
is_text(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static enum sst_uicc_result
put_numbers(struct placing *p, const struct sst_contact *c)
{
	size_t nth = 0;

	for (size_t i = 1; i < c->numbers.n; i++) {
		size_t mark = p->d->step_n;
		enum sst_uicc_result r;
		bool has_kind = true;

		if (!is_text(c->numbers.v[i].number))
			continue;
		r = put_number(p, nth++, &c->numbers.v[i], &has_kind);
		if (r == SST_UICC_TAKEN)
			return r;
		if (r == SST_UICC_NO_ROOM)
			sst_uicc_draft_undo(p->d, mark);
		p->loss->numbers += r == SST_UICC_NO_ROOM;
		p->loss->kinds += r == SST_UICC_STORED && !has_kind;
	}
	return SST_UICC_STORED;
}

static enum sst_uicc_result
put_texts(struct placing *p, const struct sst_contact *c)
{
	enum sst_uicc_result r;
	size_t nth = 0;

	if (is_text(c->second_name)) {
		r = put_text(p, SST_PHONEBOOK_SNE, 0, c->second_name);
		if (r == SST_UICC_TAKEN)
			return r;
		p->loss->second_name = r == SST_UICC_NO_ROOM;
	}
	for (size_t i = 0; i < c->emails.n; i++) {
		if (!is_text(c->emails.v[i]))
			continue;
		r = put_text(p, SST_PHONEBOOK_EMAIL, nth++, c->emails.v[i]);
		if (r == SST_UICC_TAKEN)
			return r;
		p->loss->emails += r == SST_UICC_NO_ROOM;
	}
	return SST_UICC_STORED;
}

/* A record of EF.GRP: numbers of records of EF.GAS, 00 behind them. */
static enum sst_uicc_result
put_groups(struct placing *p, const struct sst_contact *c)
{
	uint8_t bytes[SST_UICC_WRITE_RECORD] = { 0 };
	struct slot s;
	size_t n = 0;

	if (!find_slot(p, SST_PHONEBOOK_GRP, 0, &s) || s.ref->type != 1 ||
	    !has_record(p, s.file)) {
		for (size_t i = 0; i < c->groups.n; i++)
			p->loss->groups += is_text(c->groups.v[i]);
		return SST_UICC_STORED;
	}
	for (size_t i = 0; i < c->groups.n; i++) {
		unsigned group = 0;

		if (!is_text(c->groups.v[i]))
			continue;
		if (n < s.n)
			group = find_word(p, SST_PHONEBOOK_GAS, c->groups.v[i]);
		if (group != 0)
			bytes[n++] = (uint8_t)group;
		else
			p->loss->groups++;
	}
	return n == 0 ? SST_UICC_STORED : store(p, &s, bytes);
}

static enum sst_uicc_result
put_links(struct placing *p)
{
	struct slot iap;

	if (!p->has_links || !find_slot(p, SST_PHONEBOOK_IAP, 0, &iap))
		return SST_UICC_STORED;
	return sst_uicc_draft_fill(p->d, iap.file, p->record, p->links);
}

/* What is left of another entry must not become part of this one. */
static bool
is_clean(const struct placing *p)
{
	static const enum sst_phonebook_kind kinds[] = { SST_PHONEBOOK_IAP,
		SST_PHONEBOOK_SNE, SST_PHONEBOOK_ANR, SST_PHONEBOOK_GRP,
		SST_PHONEBOOK_EMAIL };

	for (size_t i = 0; i < p->set->pbr.n; i++) {
		size_t file = p->set->at[i];
		bool is_ours = false;

		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			is_ours |= kinds[k] == p->set->pbr.v[i].kind;
		if (!is_ours || p->set->pbr.v[i].type != 1 ||
		    file == SST_UICC_WRITE_NONE || !has_record(p, file) ||
		    sst_uicc_draft_is_touched(p->d, file, p->record))
			continue;
		if (!sst_uicc_draft_is_blank(
		        sst_uicc_draft_record(p->d, file, p->record)))
			return false;
	}
	return true;
}

/* TS 31.102 section 4.4.2.5: changed since it was last read by a computer. */
static void
mark_changed(struct placing *p)
{
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	struct sst_span now;
	struct slot s;

	if (!find_slot(p, SST_PHONEBOOK_PBC, 0, &s) || s.ref->type != 1 ||
	    s.n < 2 || !has_record(p, s.file))
		return;
	now = sst_uicc_draft_record(p->d, s.file, p->record);
	memcpy(bytes, now.p, now.n);
	bytes[0] = now.p[0] == 0xFF ? 1 : now.p[0] | 1;
	bytes[1] = 0; /* not hidden */
	(void)sst_uicc_draft_put(p->d, s.file, p->record, bytes);
}

static enum sst_uicc_result
put_entry(struct placing *p, const struct sst_contact *c, size_t file)
{
	const char *name = c->name == NULL ? "" : c->name;
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	size_t n = p->d->card->v[file].fcp.record_size;
	char number[SST_NUMBER_TEXT] = "";
	struct sst_err err = { 0 };
	struct sst_number_fit fit;

	if (c->numbers.n > 0 && c->numbers.v[0].number != NULL)
		sst_uicc_book_number(c->numbers.v[0].number, number);
	if (sst_number_adn_encode(name, number, bytes, n, &fit, &err) < 0)
		return SST_UICC_NO_ROOM;
	p->loss->name = name[fit.name] != '\0';
	p->loss->name_kept = fit.name;
	p->loss->number_kept = fit.text;
	if (number[fit.text] != '\0') {
		unsigned next = put_chain(p, number, fit.text);

		bytes[n - 1] = next == 0 ? SST_NUMBER_NONE : (uint8_t)next;
		p->loss->number = next == 0;
	}
	/* nothing of the contact would be left to be seen */
	if (fit.name == 0 && fit.text == 0)
		return SST_UICC_NO_ROOM;
	if (sst_uicc_draft_put(p->d, file, p->record, bytes) != SST_UICC_STORED)
		return SST_UICC_NO_ROOM;
	p->d->claimed[file][p->record - 1] = true;
	return SST_UICC_STORED;
}

enum sst_uicc_result
sst_uicc_place(struct sst_uicc_draft *d, const struct sst_uicc_write_set *set,
    unsigned record, const struct sst_contact *c, struct sst_uicc_loss *loss)
{
	struct placing p = { .d = d,
		.set = set,
		.record = record,
		.loss = loss };
	struct slot adn;

	*loss = (struct sst_uicc_loss){ 0 };
	memset(p.links, 0xFF, sizeof(p.links));
	if (!find_slot(&p, SST_PHONEBOOK_ADN, 0, &adn))
		return SST_UICC_NO_ROOM;
	p.adn_sfi = adn.ref->sfi;
	if (put_numbers(&p, c) == SST_UICC_TAKEN ||
	    put_texts(&p, c) == SST_UICC_TAKEN ||
	    put_groups(&p, c) == SST_UICC_TAKEN ||
	    put_links(&p) == SST_UICC_TAKEN || !is_clean(&p))
		return SST_UICC_TAKEN;
	mark_changed(&p);
	return put_entry(&p, c, adn.file);
}
