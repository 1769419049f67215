/* SPDX-License-Identifier: ISC */
/*
 * fuzz_collect_uicc.c: a SIM with any files, read as a whole. Input: one byte
 * of options (bit 0: contacts, bit 1: messages, bit 2: PIN1 is on, bit 3: the
 * PIN is given, bit 4: it is the last try), then files: identifier in two
 * bytes, type, record size, flags of sim_card.h, length in two bytes, content.
 */
#include <stdlib.h>

#include <simstow/collect/collect.h>
#include <simstow/manifest/manifest.h>
#include <unit/sim_card.h>

#define HEAD 7 /* bytes before the content of a file */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
give_pin(void *ctx, const struct sst_uicc_pin_state *state,
    struct sst_secret *out, struct sst_err *err)
{
	static const uint8_t pin[] = "1234";

	(void)ctx;
	(void)state;
	return sst_secret_copy(out, (struct sst_span){ pin, 4 }, err);
}

/* 1 a file, 0 the end */
static int
next_file(struct sst_cur *c, struct sim_card_file *f)
{
	struct sst_err err = { 0 };
	struct sst_span head;
	size_t n;

	if (sst_cur_get(c, HEAD, &head, &err) < 0)
		return 0;
	*f = (struct sim_card_file){
		.fid = (uint16_t)(head.p[0] << 8 | head.p[1]),
		.type = head.p[2],
		.record = head.p[3],
		.flags = head.p[4],
	};
	n = (size_t)(head.p[5] << 8 | head.p[6]);
	if (n > c->left.n)
		n = c->left.n;
	return sst_cur_get(c, n, &f->content, &err) == 0;
}

/* Damage costs an object: what was read can be written down, and read again,
 * but for one that is more than a manifest holds. */
static void
pack(const struct sst_snapshot *s)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_members members;
	struct sst_snapshot again;

	if (sst_manifest_pack(s, &mem, &members, &err) < 0) {
		if (strstr(err.msg, "more than") == NULL)
			abort();
	} else {
		sst_snapshot_init(&again);
		if (sst_manifest_unpack(&members, &again, &err) < 0)
			abort();
		sst_snapshot_fini(&again);
	}
	sst_arena_fini(&mem);
}

/* Keys and temporary identities of the USIM are not selected; one PIN. */
static void
check_seen(const struct sim_card *c)
{
	static const uint16_t never[] = { 0x6F08, 0x6F09, 0x6F73, 0x6F7E,
		0x6FC4, 0x6FE3, 0x6FE4 };

	for (size_t i = 0; i < c->seen_n; i++)
		for (size_t k = 0; k < sizeof(never) / sizeof(never[0]); k++)
			if (c->seen[i] == never[k])
				abort();
	if (c->verifies > 1)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_cur c = sst_cur_of((struct sst_span){ data, size });
	static struct sim_card card;
	struct sst_collect how = { 0 };
	struct sst_err err = { 0 };
	struct sst_snapshot s;
	uint8_t options;

	if (sst_cur_get_u8(&c, &options, &err) < 0)
		return 0;
	sim_card_open(&card);
	card.is_pin_on = (options & 4) != 0;
	card.tries = (options & 16) != 0 ? 1 : 3;
	how.contacts = (options & 1) != 0;
	how.messages = (options & 2) != 0;
	how.pin = (options & 8) != 0 ? give_pin : NULL;
	while (card.n < SIM_CARD_FILES && next_file(&c, &card.v[card.n]))
		card.n++;
	sst_snapshot_init(&s);
	if (sst_collect_card(&card.link, &how, &s, &err) == 0)
		pack(&s);
	else if (err.code == SST_OK || s.profiles.n > 0)
		abort();
	check_seen(&card);
	sst_snapshot_fini(&s);
	sst_card_link_close(&card.link);
	return 0;
}
