/* SPDX-License-Identifier: ISC */
/* phone_config.c: the carrier configuration of each line in a slot. */
#include "phone_priv.h"

int
sst_phone_config_take(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	if (sst_carrier_config_parse(a->text, &r->scratch, &r->configs, err) <
	    0)
		return -1;
	return sst_phone_gap_faults(r, a->what, a->member, &r->configs.faults,
	    err);
}

static int
keep_value(struct sst_phone_run *r, const struct sst_config_value *from,
    struct sst_config *to, struct sst_err *err)
{
	to->type = sst_config_type_name(from->type);
	to->is_default = from->is_default;
	if (sst_phone_copy(r, from->key, &to->key, err) < 0 ||
	    sst_phone_copy(r, from->value, &to->value, err) < 0)
		return -1;
	return sst_phone_copy(r, from->source, &to->source, err);
}

int
sst_phone_config_keep(struct sst_phone_run *r, struct sst_err *err)
{
	for (size_t i = 0; i < r->snap->profiles.n; i++) {
		struct sst_profile *p = &r->snap->profiles.v[i];
		const struct sst_carrier_config *c;
		struct sst_config *v;
		size_t slot, n;

		if (!sst_phone_slot(p, &slot) || slot >= r->configs.n)
			continue;
		c = &r->configs.phone[slot];
		n = c->n;
		if (sst_phone_gap_cut(r, "dumpsys carrier_config",
		        SST_PHONE_CONFIGS, &n, err) < 0)
			return -1;
		v = sst_arena_get_array(&r->snap->mem, n, sizeof(*v));
		if (v == NULL)
			return sst_arena_full(&r->snap->mem, err);
		for (size_t k = 0; k < n; k++) {
			if (keep_value(r, &c->v[k], &v[k], err) < 0)
				return -1;
		}
		p->carrier_config = (struct sst_configs){ v, n };
	}
	return 0;
}
