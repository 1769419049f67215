/* SPDX-License-Identifier: ISC */
/* fs_run.c: which command goes where; a reset; a channel's first place. */
#include "fs.h"

static const struct {
	unsigned ins;
	bool is_gp; /* class 80 in TS 102 221 section 10.1.1 */
	unsigned (*run)(struct vc_run *r, struct vc_apdu *a);
} commands[] = {
	{ 0x20, false, vc_fs_verify },
	{ 0xA4, false, vc_fs_select },
	{ 0xB0, false, vc_fs_read_binary },
	{ 0xB2, false, vc_fs_read_record },
	{ 0xD6, false, vc_fs_update_binary },
	{ 0xDC, false, vc_fs_update_record },
	{ 0xF2, true, vc_fs_status },
};

static unsigned
run(struct vc_run *r, struct vc_apdu *a)
{
	size_t i, n = sizeof(commands) / sizeof(commands[0]);

	for (i = 0; i < n; i++)
		if (commands[i].ins == a->ins)
			break;
	if (i == n || r->channel[a->channel].isdr != NULL)
		return VC_WRONG_INS;
	if (commands[i].is_gp != a->is_gp && !r->card->fs->is_2g)
		return VC_WRONG_CLASS;
	return commands[i].run(r, a);
}

unsigned
vc_fs_run(struct vc_run *r, struct vc_apdu *a)
{
	unsigned sw = run(r, a);

	return r->card->fs->is_2g ? vc_fs_sw_2g(sw) : sw;
}

bool
vc_fs_is_2g(const struct vc_run *r)
{
	return r->card->fs != NULL && r->card->fs->is_2g;
}

void
vc_fs_start(struct vc_run *r, struct vc_channel *c)
{
	c->at = (struct vc_at){ 0 };
	if (r->card->fs != NULL)
		c->at.df = r->card->fs->file[0];
}

void
vc_fs_reset(struct vc_run *r)
{
	size_t i;

	for (i = 0; i < VC_CHANNELS; i++)
		vc_fs_start(r, &r->channel[i]);
	for (i = 0; r->card->fs != NULL && i < 3; i++)
		r->card->fs->pin[i].is_verified = false;
}
