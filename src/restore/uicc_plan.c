/* SPDX-License-Identifier: ISC */
/* uicc_plan.c: a plan of changes to a card, part by part. */
#include "uicc_priv.h"

int
sst_uicc_write_plan(const struct sst_uicc_write_card *card,
    const struct sst_uicc_write_wish *wish, struct sst_arena *mem,
    struct sst_uicc_write_plan *out, struct sst_err *err)
{
	struct sst_uicc_draft d = { .card = card,
		.wish = wish,
		.mem = mem,
		.out = out };

	*out = (struct sst_uicc_write_plan){ 0 };
	if (sst_uicc_draft_init(&d, err) < 0 ||
	    (wish->contacts && sst_uicc_plan_contacts(&d, err) < 0) ||
	    (wish->smsp && sst_uicc_plan_smsp(&d, err) < 0) ||
	    (wish->plmn && sst_uicc_plan_networks(&d, err) < 0)) {
		*out = (struct sst_uicc_write_plan){ 0 };
		return -1;
	}
	return 0;
}
