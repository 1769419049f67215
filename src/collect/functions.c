/* SPDX-License-Identifier: ISC */
/* functions.c: single questions to an eUICC: info, EID, addresses, rules. */

#include <simstow/base/hex.h>

#include "collect_priv.h"

static int
take_eid(struct collect_run *r, struct sst_span answer, struct sst_err *err)
{
	struct sst_span eid;

	if (sst_euicc_parse_eid(answer, &eid, err) < 0)
		return -1;
	collect_euicc(r)->eid = collect_hex(r, eid);
	return 0;
}

static bool
is_major(struct sst_span version, uint8_t least)
{
	return version.n == 3 && version.p[0] >= least;
}

static int
take_info1(struct collect_run *r, struct sst_span answer, struct sst_err *err)
{
	struct sst_info1 *o = &collect_euicc(r)->info1;
	struct sst_euicc_info1 i;

	if (sst_euicc_parse_info1(answer, &r->scratch, &i, err) < 0)
		return -1;
	o->svn = collect_version(r, i.svn);
	o->verification = collect_keys(r, &i.verification);
	o->signing = collect_keys(r, &i.signing);
	o->highest_svn = collect_version(r, i.highest_svn);
	o->is_there = true;
	r->is_v3 = r->is_v3 || is_major(i.svn, 3) || is_major(i.highest_svn, 3);
	return 0;
}

static struct sst_resource
resource_of(struct collect_run *r, const struct sst_euicc_resource *e)
{
	struct sst_resource out = { 0 };

	out.applications =
	    (struct sst_num){ e->has_applications, (int64_t)e->applications };
	out.nvm = (struct sst_num){ e->has_nvm, (int64_t)e->nvm };
	out.ram = (struct sst_num){ e->has_ram, (int64_t)e->ram };
	out.raw = collect_hex(r, e->raw);
	return out;
}

static void
keep_info2(struct collect_run *r, const struct sst_euicc_info2 *i,
    struct sst_info2 *o)
{
	static const char where[] = "EUICCInfo2";

	o->profile_version = collect_version(r, i->profile_version);
	o->svn = collect_version(r, i->svn);
	o->firmware = collect_version(r, i->firmware);
	o->resource = resource_of(r, &i->resource);
	o->uicc_capability = collect_bits(i->uicc_capability);
	o->ts102241_version = collect_version(r, i->ts102241_version);
	o->globalplatform_version =
	    collect_version(r, i->globalplatform_version);
	o->rsp_capability = collect_bits(i->rsp_capability);
	o->verification = collect_keys(r, &i->verification);
	o->signing = collect_keys(r, &i->signing);
	o->category = collect_integer(i->category);
	o->forbidden_rules = collect_bits(i->forbidden_rules);
	o->pp_version = collect_version(r, i->pp_version);
	o->sas_number =
	    collect_text(r, i->sas_number, where, "sasAcreditationNumber");
	o->platform_label =
	    collect_text(r, i->platform_label, where, "platformLabel");
	o->discovery_base_url =
	    collect_text(r, i->discovery_base_url, where, "discoveryBaseURL");
	o->tre_properties = collect_bits(i->tre_properties);
	o->tre_product =
	    collect_text(r, i->tre_product, where, "treProductReference");
	o->additional_versions = collect_hex(r, i->additional_versions);
	o->lpa_mode = collect_integer(i->lpa_mode);
	o->signing_v3 = collect_hex(r, i->signing_v3);
	o->additional_info = collect_hex(r, i->additional_info);
	o->highest_svn = collect_version(r, i->highest_svn);
	o->iot_info = collect_hex(r, i->iot_info);
	o->security_level = collect_hex(r, i->security_level);
	o->is_there = true;
}

static int
take_info2(struct collect_run *r, struct sst_span answer, struct sst_err *err)
{
	struct sst_info2 out = { 0 };
	struct sst_euicc_info2 i;

	if (sst_euicc_parse_info2(answer, &r->scratch, &i, err) < 0)
		return -1;
	keep_info2(r, &i, &out);
	collect_euicc(r)->info2 = out;
	r->is_v3 = is_major(i.svn, 3) || is_major(i.highest_svn, 3);
	return 0;
}

static int
take_addresses(struct collect_run *r, struct sst_span answer,
    struct sst_err *err)
{
	static const char where[] = "EuiccConfiguredAddresses";
	struct sst_addresses out = { .is_there = true };
	struct sst_euicc_addresses a;

	if (sst_euicc_parse_addresses(answer, &a, err) < 0)
		return -1;
	out.default_dp =
	    collect_text(r, a.default_dp, where, "defaultDpAddress");
	out.root_ds = collect_text(r, a.root_ds, where, "rootDsAddress");
	collect_euicc(r)->addresses = out;
	return 0;
}

static int
keep_rule(struct collect_run *r, const struct sst_euicc_rule *in,
    struct sst_rule *out, struct sst_err *err)
{
	size_t i;

	out->ppr_ids = collect_bits(in->rules);
	out->flags = collect_bits(in->flags);
	out->allowed.v = sst_arena_get_array(&r->snap->mem, in->owner_n,
	    sizeof(*out->allowed.v));
	if (out->allowed.v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	for (i = 0; i < in->owner_n; i++)
		out->allowed.v[i] = collect_owner(r, &in->owners[i]);
	out->allowed.n = in->owner_n;
	return 0;
}

static int
take_rules(struct collect_run *r, struct sst_span answer, struct sst_err *err)
{
	struct sst_rules out = { .is_there = true };
	struct sst_euicc_rat rat;
	size_t i;

	if (sst_euicc_parse_rat(answer, &r->scratch, &rat, err) < 0)
		return -1;
	out.v = sst_arena_get_array(&r->snap->mem, rat.n, sizeof(*out.v));
	if (out.v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	for (i = 0; i < rat.n; i++)
		if (keep_rule(r, &rat.v[i], &out.v[i], err) < 0)
			return -1;
	out.n = rat.n;
	collect_euicc(r)->rules = out;
	return 0;
}

/* EUICCInfo1 is a part of EUICCInfo2 on a card of v2: not worth 2 APDUs. */
static bool
wants_info1(const struct collect_run *r)
{
	return r->is_v3 || !collect_euicc(r)->info2.is_there;
}

/* What is asked, in this order; the EID first, because gaps name it. */
static const struct function {
	const char *name;
	const char *leaf;
	const struct sst_span *command;
	int (*take)(struct collect_run *r, struct sst_span answer,
	    struct sst_err *err);
	bool (*wanted)(const struct collect_run *r);
} functions[] = {
	{ "ES10c.GetEID", "BF3E", &sst_euicc_get_eid, take_eid, NULL },
	{ "ES10b.GetEUICCInfo2", "BF22", &sst_euicc_get_info2, take_info2,
	    NULL },
	{ "ES10b.GetEUICCInfo1", "BF20", &sst_euicc_get_info1, take_info1,
	    wants_info1 },
	{ "ES10a.GetEuiccConfiguredAddresses", "BF3C", &sst_euicc_get_addresses,
	    take_addresses, NULL },
	{ "ES10b.GetRAT", "BF43", &sst_euicc_get_rat, take_rules, NULL },
};

static int
ask(struct collect_run *r, const struct function *f, struct sst_err *err)
{
	const char *member = NULL;
	int rc;

	if (r->how->progress != NULL)
		r->how->progress(r->how->progress_ctx, f->name);
	rc = sst_es10_call(r->es10, f->name, *f->command, &r->answer, err);
	if (r->answer.n > 0)
		member =
		    collect_raw(r, f->leaf, f->name, sst_buf_span(&r->answer));
	if (rc == 0)
		rc = f->take(r, sst_buf_span(&r->answer), err);
	return rc < 0 ? collect_gap(r, f->name, member, err) : 0;
}

int
collect_functions(struct collect_run *r, struct sst_err *err)
{
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		if (functions[i].wanted != NULL && !functions[i].wanted(r))
			continue;
		if (ask(r, &functions[i], err) < 0)
			return -1;
	}
	return 0;
}
