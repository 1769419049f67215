/* SPDX-License-Identifier: ISC */
/*
 * fuzz_uicc_write.c: contacts, message centres and networks to a card with any
 * files. Input: one byte of options (bit 0: contacts, bit 1: message centres,
 * bit 2: networks, bit 3: cut, bit 4: writes are lost), files as in
 * fuzz_collect_uicc.c with flags of sim_card.h, one with the identifier 0, then
 * texts, each ended by a NUL: name, number, second number, its kind, address,
 * second name, group, over and over.
 */
#include <stdlib.h>

#include <simstow/restore/uicc_write.h>
#include <unit/sim_card.h>

#define HEAD 7 /* bytes before the content of a file */
#define TEXTS 7
#define CONTACTS 12
#define FILE_MAX 2048

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct run {
	struct sim_card sim;
	struct sst_card card;
	struct sst_arena mem;
	struct sst_uicc uicc;
	struct sst_sim from;
	struct sst_contact contacts[CONTACTS];
	struct sst_contact_number numbers[CONTACTS][2];
	const char *lists[CONTACTS][2];
	struct sst_sms_centre centre;
	struct sst_uicc_write_wish wish;
	struct sst_uicc_write_card is;
	struct sst_uicc_write_plan plan;
};

static const uint8_t dir[] = { 0x61, 0x12, 0x4F, 0x10, 0xA0, 0x00, 0x00, 0x00,
	0x87, 0x10, 0x02, 0xFF, 0x49, 0xFF, 0xFF, 0x89, 0x01, 0x01, 0x00,
	0x00 };

/* 1 a file, 0 the end */
static int
next_file(struct run *r, struct sst_cur *c)
{
	struct sim_card_file *f = &r->sim.v[r->sim.n];
	struct sst_err err = { 0 };
	struct sst_span head, s;
	size_t n;

	if (r->sim.n + 1 >= SIM_CARD_FILES ||
	    sst_cur_get(c, HEAD, &head, &err) < 0)
		return 0;
	*f = (struct sim_card_file){
		.fid = (uint16_t)(head.p[0] << 8 | head.p[1]),
		.type = head.p[2],
		.record = head.p[3],
		.flags = head.p[4] & ~(unsigned)SIM_CARD_LOSE,
	};
	n = (size_t)(head.p[5] << 8 | head.p[6]) % FILE_MAX;
	if (n > c->left.n)
		n = c->left.n;
	if (f->fid == 0 || sst_cur_get(c, n, &s, &err) < 0)
		return 0;
	f->update = sst_arena_copy(&r->mem, s);
	if (f->update == NULL)
		return 0;
	f->content = (struct sst_span){ f->update, n };
	r->sim.n++;
	return 1;
}

/* The next text; "" behind the last one. */
static const char *
next_text(struct run *r, struct sst_cur *c)
{
	const uint8_t *end =
	    c->left.n == 0 ? NULL : memchr(c->left.p, 0, c->left.n);
	size_t n = end == NULL ? c->left.n : (size_t)(end - c->left.p);
	struct sst_err err = { 0 };
	const uint8_t *text;
	struct sst_span s;

	if (sst_cur_get(c, n, &s, &err) < 0)
		return "";
	text = sst_arena_copy(&r->mem, s);
	if (end != NULL && sst_cur_get(c, 1, &s, &err) < 0)
		return "";
	return text == NULL ? "" : (const char *)text;
}

static void
read_contacts(struct run *r, struct sst_cur *c)
{
	while (c->left.n > 0 && r->from.contacts.n < CONTACTS) {
		size_t i = r->from.contacts.n++;
		struct sst_contact *k = &r->contacts[i];

		k->name = next_text(r, c);
		r->numbers[i][0].number = next_text(r, c);
		r->numbers[i][1].number = next_text(r, c);
		r->numbers[i][1].kind = next_text(r, c);
		r->lists[i][0] = next_text(r, c);
		k->second_name = next_text(r, c);
		r->lists[i][1] = next_text(r, c);
		k->numbers.v = r->numbers[i];
		k->numbers.n = 2;
		k->emails.v = &r->lists[i][0];
		k->emails.n = 1;
		k->groups.v = &r->lists[i][1];
		k->groups.n = 1;
	}
	r->from.contacts.v = r->contacts;
	if (r->from.contacts.n == 0)
		return;
	r->centre.name = r->contacts[0].name;
	r->centre.centre = r->numbers[0][0].number;
	r->centre.validity = (struct sst_num){ true, 167 };
	r->from.sms_centres.v = &r->centre;
	r->from.sms_centres.n = 1;
}

static void
prepare(struct run *r, struct sst_cur *c, unsigned options)
{
	uint8_t *names;

	sim_card_open(&r->sim);
	while (next_file(r, c))
		;
	names = sst_arena_copy(&r->mem, SST_SPAN(dir));
	if (names != NULL)
		r->sim.v[r->sim.n++] = (struct sim_card_file){ .fid = 0x2F00,
			.type = 0x42,
			.record = sizeof(dir),
			.content = { names, sizeof(dir) } };
	if ((options & 16) != 0)
		for (size_t i = 0; i < r->sim.n; i++)
			r->sim.v[i].flags |= SIM_CARD_LOSE;
	r->wish = (struct sst_uicc_write_wish){ .sim = &r->from,
		.contacts = (options & 1) != 0,
		.smsp = (options & 2) != 0,
		.plmn = (options & 4) != 0,
		.cut = (options & 8) != 0,
		.plmn_file = { dir, 10 } };
	read_contacts(r, c);
	r->card.link = &r->sim.link;
}

/* Only what the card lets its holder write is written, a record once. */
static void
check_plan(const struct run *r)
{
	for (size_t i = 0; i < r->plan.n; i++) {
		const struct sst_uicc_write_change *c = &r->plan.v[i];
		const struct sst_fcp *f = &r->is.v[c->file].fcp;

		if (f->update != SST_FCP_ALWAYS && f->update != SST_FCP_PIN1)
			abort();
		if (c->old.n != c->new.n || sst_span_is_equal(c->old, c->new))
			abort();
		if (c->was == NULL || c->becomes == NULL)
			abort();
	}
	if (r->plan.contacts_new + r->plan.contacts_there +
	        r->plan.contacts_left_out !=
	    (r->wish.contacts ? r->from.contacts.n : 0))
		abort();
}

static int
plan(struct run *r, struct sst_err *err)
{
	if (sst_uicc_write_look(&r->uicc, &r->wish, &r->mem, &r->is, err) < 0)
		return -1;
	return sst_uicc_write_plan(&r->is, &r->wish, &r->mem, &r->plan, err);
}

/*
 * A file is known by its identifier here and may stand for two of a set: then
 * a plan meets its own writes. Else what was written needs no writing again.
 */
static void
play(struct run *r)
{
	struct sst_err err = { 0 };
	size_t done;

	if (sst_uicc_open(&r->card, &r->mem, &r->uicc, &err) < 0 ||
	    plan(r, &err) < 0) {
		if (err.msg[0] == '\0')
			abort();
		return;
	}
	check_plan(r);
	if (sst_uicc_write_carry_out(&r->uicc, &r->is, &r->plan, &done, &err) <
	    0) {
		if (done >= r->plan.n || err.msg[0] == '\0')
			abort();
		return;
	}
	if (done != r->plan.n || plan(r, &err) < 0 || r->plan.n != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_cur c = sst_cur_of((struct sst_span){ data, size });
	static struct run r;
	struct sst_err err = { 0 };
	uint8_t options;

	r = (struct run){ 0 };
	if (sst_cur_get_u8(&c, &options, &err) < 0)
		return 0;
	prepare(&r, &c, options);
	play(&r);
	sst_card_link_close(&r.sim.link);
	sst_arena_fini(&r.mem);
	return 0;
}
