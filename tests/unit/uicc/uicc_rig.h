/* SPDX-License-Identifier: ISC */
/* uicc_rig.h: a card that plays a script under the file system. */
#ifndef SIMSTOW_TESTS_UICC_RIG_H
#define SIMSTOW_TESTS_UICC_RIG_H

#include <simstow/uicc/uicc.h>

#include "unit/fake_link.h"

struct rig {
	struct fake f;
	struct sst_card card;
	struct sst_arena mem;
	struct sst_uicc u;
	struct sst_fcp fcp;
	struct sst_buf resp;
	struct sst_err err;
};

/* The cards speak T=1: an answer is there at once. */
static inline void
rig_open(struct rig *r, const struct fake_step *steps, size_t n)
{
	*r = (struct rig){ 0 };
	fake_open(&r->f, steps, n, SST_CARD_T1);
	r->card.link = &r->f.link;
	r->u.card = &r->card;
	r->u.arr =
	    sst_arena_get_array(&r->mem, SST_UICC_ARRS, sizeof(*r->u.arr));
	assert_non_null(r->u.arr);
}

/* A UICC whose USIM was selected just now. */
static inline void
rig_usim(struct rig *r, const struct fake_step *steps, size_t n)
{
	static const uint8_t aid[] = { 0xA0, 0, 0, 0, 0x87, 0x10, 0x02 };

	rig_open(r, steps, n);
	r->u.has_usim = true;
	for (size_t i = 0; i < sizeof(aid); i++)
		r->u.usim.aid[i] = aid[i];
	r->u.usim.aid_n = sizeof(aid);
	r->u.current = (struct sst_uicc_path){ { 0x7FFF }, 1 };
	r->u.is_current_known = true;
}

/* A SIM from before the UICC, DF.GSM being current. */
static inline void
rig_2g(struct rig *r, const struct fake_step *steps, size_t n)
{
	rig_open(r, steps, n);
	r->f.link.protocol = SST_CARD_T0;
	r->u.is_2g = true;
	r->u.current = (struct sst_uicc_path){ { 0x7F20 }, 1 };
	r->u.is_current_known = true;
}

static inline int
rig_select(struct rig *r, const char *place)
{
	struct sst_uicc_path p;

	assert_int_equal(sst_uicc_path_parse(place, &p, &r->err), 0);
	return sst_uicc_select(&r->u, &p, &r->fcp, &r->err);
}

/* Everything was played, and nothing else was sent. */
static inline void
rig_end(struct rig *r)
{
	assert_string_equal(r->f.want, "");
	assert_true(fake_is_done(&r->f));
	sst_buf_fini(&r->resp);
	sst_arena_fini(&r->mem);
}

#define RIG_USIM "A0000000871002"
#define RIG_FCP(fid) "62(82024121 8302" fid " 8002000A 8C(0300FF)) 9000"
#define RIG_RULED(fid, rule) \
	"62(82024121 8302" fid " 8002000A 8B036F06" rule ") 9000"

#endif
