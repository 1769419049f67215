/* SPDX-License-Identifier: ISC */
/* link_rig.h: a card behind a link, that can be written to; behind cmocka.h. */
#ifndef SIMSTOW_TESTS_UNIT_RESTORE_LINK_RIG_H
#define SIMSTOW_TESTS_UNIT_RESTORE_LINK_RIG_H

#include <simstow/restore/uicc_write.h>
#include <unit/fake_link.h>
#include <unit/sim_card.h>

struct link_rig {
	struct sst_arena mem;
	struct sim_card sim;
	struct sst_card card;
	struct sst_uicc uicc;
	struct sst_sim snapshot;
	struct sst_uicc_write_wish wish;
	struct sst_uicc_write_card is;
	struct sst_uicc_write_plan plan;
	struct sst_err err;
};

static int
set_up(void **state)
{
	static struct link_rig rig;

	rig = (struct link_rig){ .wish = { .sim = &rig.snapshot } };
	sim_card_open(&rig.sim);
	rig.card.link = &rig.sim.link;
	*state = &rig;
	return 0;
}

static int
tear_down(void **state)
{
	struct link_rig *r = *state;

	sst_arena_fini(&r->mem);
	return 0;
}

static inline struct sim_card_file *
add_plain(struct link_rig *r, uint16_t fid, size_t n)
{
	struct sim_card_file *f = &r->sim.v[r->sim.n++];
	uint8_t *p = sst_arena_get(&r->mem, n);

	assert_non_null(p);
	memset(p, 0xFF, n);
	*f = (struct sim_card_file){ .fid = fid,
		.type = 0x41,
		.flags = SIM_CARD_PIN,
		.content = { p, n },
		.update = p };
	return f;
}

/* Records, FF all through but for the digits in the first one. */
static inline struct sim_card_file *
add_records(struct link_rig *r, uint16_t fid, uint16_t size, size_t n,
    const char *hex)
{
	struct sim_card_file *f = add_plain(r, fid, size * n);

	f->type = 0x42;
	f->record = size;
	(void)fake_hex(hex, f->update, size);
	return f;
}

static inline void
put_hex(struct link_rig *r, size_t file, unsigned nr, const char *hex)
{
	struct sim_card_file *f = &r->sim.v[file];

	(void)fake_hex(hex, f->update + (nr - 1) * (size_t)f->record,
	    f->record);
}

/* EF.DIR names the USIM; it is the last file, behind those of the test. */
static inline int
open_uicc(struct link_rig *r)
{
	size_t last = r->sim.n - 1;

	if (r->sim.v[last].fid != 0x2F00)
		(void)add_records(r, 0x2F00, 32, 1,
		    "61124F10A0000000871002FF49FFFF8901010000");
	return sst_uicc_open(&r->card, &r->mem, &r->uicc, &r->err);
}

#endif
