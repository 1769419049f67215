/* SPDX-License-Identifier: ISC */
/* uicc_networks.c: the lists of networks of a SIM. */
#include <string.h>

#include <simstow/uicc/identity.h>

#include "uicc_priv.h"

/* Lists with access technologies, and those without. */
static const struct {
	const char *name;
	bool with_act;
	size_t at; /* in struct sst_sim */
} lists[] = {
	{ "EF.PLMNwAcT", true, offsetof(struct sst_sim, user_networks) },
	{ "EF.PLMNsel", false, offsetof(struct sst_sim, user_networks) },
	{ "EF.OPLMNwAcT", true, offsetof(struct sst_sim, operator_networks) },
	{ "EF.HPLMNwAcT", true, offsetof(struct sst_sim, home_networks) },
	{ "EF.EHPLMN", false, offsetof(struct sst_sim, equivalent_home) },
	{ "EF.FPLMN", false, offsetof(struct sst_sim, forbidden_networks) },
};

static int
keep_network(struct uicc_run *r, const struct sst_identity_network *in,
    struct sst_network *out, struct sst_err *err)
{
	char access[SST_IDENTITY_ACT_TEXT];

	if (uicc_text(r, in->plmn, &out->mcc_mnc, err) < 0)
		return -1;
	if (!in->has_act)
		return 0;
	sst_identity_act_format(in->act, access);
	out->access = sst_arena_text(&r->snap->mem, access);
	return out->access != NULL ? 0 : sst_arena_full(&r->snap->mem, err);
}

static int
take(struct uicc_run *r, const struct uicc_file *f, bool with_act,
    struct sst_networks *out, struct sst_err *err)
{
	struct sst_identity_networks in;
	struct sst_networks list = { 0 };

	if (sst_identity_networks(f->content, with_act, &r->scratch, &in, err) <
	    0)
		return -1;
	if (in.n > SST_SIM_NETWORKS)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu networks found, at most %d wanted", in.n,
		    SST_SIM_NETWORKS);
	list.v = sst_arena_get_array(&r->snap->mem, in.n + 1, sizeof(*list.v));
	if (list.v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	for (size_t i = 0; i < in.n; i++)
		if (keep_network(r, &in.v[i], &list.v[i], err) < 0)
			return -1;
	list.n = in.n;
	*out = list;
	return 0;
}

int
uicc_take_networks(struct uicc_run *r, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const struct uicc_file *f = uicc_find(r, lists[i].name, NULL);
		struct sst_networks list = { 0 };

		if (f == NULL)
			continue;
		if (take(r, f, lists[i].with_act, &list, err) < 0) {
			if (uicc_gap(r, f, err, err) < 0)
				return -1;
			continue;
		}
		memcpy((uint8_t *)&r->line->sim + lists[i].at, &list,
		    sizeof(list));
	}
	return 0;
}
