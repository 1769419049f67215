/* SPDX-License-Identifier: ISC */
/* card_rig.h: cards of any shape, as a plan sees them; behind cmocka.h. */
#ifndef SIMSTOW_TESTS_UNIT_RESTORE_CARD_RIG_H
#define SIMSTOW_TESTS_UNIT_RESTORE_CARD_RIG_H

#include <string.h>

#include <simstow/restore/uicc_write.h>
#include <simstow/uicc/number.h>
#include <unit/fake_link.h>

#define RIG_CONTACTS 40
#define RIG_NUMBERS 4

struct card_rig {
	struct sst_arena mem;
	struct sst_uicc_write_card card;
	struct sst_uicc_write_wish wish;
	struct sst_uicc_write_plan plan;
	struct sst_sim sim;
	struct sst_contact contacts[RIG_CONTACTS];
	struct sst_contact_number numbers[RIG_CONTACTS][RIG_NUMBERS];
	struct sst_err err;
};

static int
set_up(void **state)
{
	static struct card_rig rig;

	rig = (struct card_rig){ .card = { .pbr = SST_UICC_WRITE_NONE,
		                     .smsp = SST_UICC_WRITE_NONE,
		                     .plmn = SST_UICC_WRITE_NONE } };
	rig.card.v = sst_arena_get_array(&rig.mem, 40, sizeof(rig.card.v[0]));
	rig.sim.contacts.v = rig.contacts;
	rig.wish.sim = &rig.sim;
	for (size_t i = 0; i < RIG_CONTACTS; i++)
		rig.contacts[i].numbers.v = rig.numbers[i];
	*state = &rig;
	return rig.card.v == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	struct card_rig *r = *state;

	sst_arena_fini(&r->mem);
	return 0;
}

/* A file of records, FF all through, that the holder may write. */
static inline size_t
add_file(struct card_rig *r, const char *name, size_t size, unsigned records)
{
	struct sst_uicc_write_file *f = &r->card.v[r->card.n];

	f->name = name;
	f->path.n = 2;
	f->path.fid[0] = 0x7F10;
	f->path.fid[1] = (uint16_t)(0x4F00 + r->card.n);
	f->fcp.type = records == 0 ? SST_FCP_TRANSPARENT : SST_FCP_LINEAR;
	f->fcp.record_size = (uint16_t)(records == 0 ? 0 : size);
	f->fcp.record_count = (uint16_t)records;
	f->fcp.size = (uint32_t)(size * (records == 0 ? 1 : records));
	f->fcp.read = SST_FCP_PIN1;
	f->fcp.update = SST_FCP_PIN1;
	f->data = sst_arena_get(&r->mem, f->fcp.size);
	assert_non_null(f->data);
	memset(f->data, 0xFF, f->fcp.size);
	return r->card.n++;
}

/* The same as a file of the last set of the phone book. */
static inline size_t
add_book(struct card_rig *r, enum sst_phonebook_kind kind, unsigned type,
    size_t size, unsigned records)
{
	struct sst_uicc_write_set *s = &r->card.sets[r->card.set_n - 1];
	size_t file = add_file(r, sst_phonebook_kind_name(kind), size, records);
	struct sst_phonebook_file *f = &s->pbr.v[s->pbr.n];

	*f = (struct sst_phonebook_file){ .kind = kind, .type = type };
	if (kind == SST_PHONEBOOK_ADN)
		f->sfi = (uint8_t)r->card.set_n;
	for (size_t i = 0; i < s->pbr.n; i++)
		f->iap_at += type == 2 && s->pbr.v[i].type == 2;
	r->card.v[file].book = *f;
	s->at[s->pbr.n++] = file;
	return file;
}

static inline void
add_set(struct card_rig *r)
{
	r->card.set_n++;
	r->wish.contacts = true;
}

static inline uint8_t *
record(struct card_rig *r, size_t file, unsigned nr)
{
	return r->card.v[file].data +
	       (nr - 1) * (size_t)r->card.v[file].fcp.record_size;
}

/* Hexadecimal digits into a record, FF behind them. */
static inline void
put_hex(struct card_rig *r, size_t file, unsigned nr, const char *hex)
{
	(void)fake_hex(hex, record(r, file, nr),
	    r->card.v[file].fcp.record_size);
}

static inline struct sst_contact *
add_contact(struct card_rig *r, const char *name, const char *number)
{
	struct sst_contact *c = &r->contacts[r->sim.contacts.n++];

	c->name = name;
	if (number != NULL)
		c->numbers.v[c->numbers.n++].number = number;
	return c;
}

static inline void
add_number(struct sst_contact *c, const char *kind, const char *number)
{
	c->numbers.v[c->numbers.n].kind = kind;
	c->numbers.v[c->numbers.n++].number = number;
}

/* The first n changes of a plan, as a card would carry them out. */
static inline void
apply(struct card_rig *r, const struct sst_uicc_write_plan *plan, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct sst_uicc_write_change *c = &plan->v[i];
		uint8_t *p = c->record == 0 ? r->card.v[c->file].data
		                            : record(r, c->file, c->record);

		memcpy(p, c->new.p, c->new.n);
	}
}

/* What the whole card holds, one file after the other; in the arena. */
static inline struct sst_span
dump(struct card_rig *r)
{
	struct sst_span all = { NULL, 0 };
	uint8_t *p;

	for (size_t i = 0; i < r->card.n; i++)
		all.n += r->card.v[i].fcp.size;
	p = sst_arena_get(&r->mem, all.n);
	assert_non_null(p);
	all.p = p;
	for (size_t i = 0; i < r->card.n; i++) {
		memcpy(p, r->card.v[i].data, r->card.v[i].fcp.size);
		p += r->card.v[i].fcp.size;
	}
	return all;
}

static inline void
undump(struct card_rig *r, struct sst_span all)
{
	const uint8_t *p = all.p;

	for (size_t i = 0; i < r->card.n; i++) {
		memcpy(r->card.v[i].data, p, r->card.v[i].fcp.size);
		p += r->card.v[i].fcp.size;
	}
}

#endif
