/* SPDX-License-Identifier: ISC */
/* uicc_rig.h: a SIM of files given in hexadecimal, and its snapshot. */
#ifndef SIMSTOW_TESTS_UNIT_COLLECT_UICC_RIG_H
#define SIMSTOW_TESTS_UNIT_COLLECT_UICC_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/hex.h>
#include <simstow/collect/collect.h>
#include <unit/sim_card.h>

#define RIG_ICCID "8949980000000000012"

struct rig {
	struct sim_card card;
	uint8_t bytes[16384];
	size_t used;
	struct sst_collect how;
	struct sst_snapshot out;
	struct sst_err err;
	unsigned asked; /* how often for a PIN */
	const char *given;
};

static inline void
rig_put(struct rig *r, uint16_t fid, uint8_t record, const char *hex)
{
	struct sim_card_file *f = &r->card.v[r->card.n++];
	uint8_t *p = r->bytes + r->used;
	size_t n;

	assert_in_range(r->card.n, 1, SIM_CARD_FILES);
	assert_int_equal(sst_hex_parse(hex, p, sizeof(r->bytes) - r->used, &n,
	                     &r->err),
	    0);
	r->used += n;
	f->fid = fid;
	f->type = record == 0 ? 0x41 : 0x42;
	f->record = record;
	f->content = (struct sst_span){ p, n };
}

/* The file that was put last. */
static inline struct sim_card_file *
rig_last(struct rig *r)
{
	return &r->card.v[r->card.n - 1];
}

/* A USIM with an ICCID and nothing else. */
static inline void
rig_usim(struct rig *r)
{
	rig_put(r, 0x2F00, 20, "61124F10A0000000871002FF49FFFF8901010000");
	rig_put(r, 0x2FE2, 0, "989489000000000010F2");
	rig_put(r, 0x6F07, 0, "082926891032547698");
}

static inline int
rig_set_up(void **state)
{
	static struct rig rig;

	rig = (struct rig){ 0 };
	sim_card_open(&rig.card);
	sst_snapshot_init(&rig.out);
	*state = &rig;
	return 0;
}

static inline int
rig_tear_down(void **state)
{
	struct rig *r = *state;

	sst_snapshot_fini(&r->out);
	return 0;
}

static inline int
rig_read(struct rig *r)
{
	return sst_collect_card(&r->card.link, &r->how, &r->out, &r->err);
}

static inline const struct sst_sim *
rig_sim(struct rig *r)
{
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.profiles.n, 1);
	assert_true(r->out.profiles.v[0].sim.is_there);
	return &r->out.profiles.v[0].sim;
}

/* The only gap. */
static inline void
rig_gap(const struct rig *r, const char *what, const char *reason)
{
	assert_int_equal(r->out.gaps.n, 1);
	assert_string_equal(r->out.gaps.v[0].what, what);
	assert_string_equal(r->out.gaps.v[0].reason, reason);
}

static inline bool
rig_saw(const struct rig *r, uint16_t fid)
{
	for (size_t i = 0; i < r->card.seen_n; i++)
		if (r->card.seen[i] == fid)
			return true;
	return false;
}

static inline int
rig_pin(void *ctx, const struct sst_uicc_pin_state *s, struct sst_secret *out,
    struct sst_err *err)
{
	struct rig *r = ctx;

	r->asked++;
	assert_int_equal(s->tries, r->card.tries);
	return sst_secret_copy(out, sst_span_of_text(r->given), err);
}

/* PIN1 is on, and the caller has one. */
static inline void
rig_give(struct rig *r, const char *pin)
{
	r->card.is_pin_on = true;
	r->given = pin;
	r->how.pin = rig_pin;
	r->how.pin_ctx = r;
}

#define RIG_TEST(f) \
	cmocka_unit_test_setup_teardown(f, rig_set_up, rig_tear_down)

#endif
