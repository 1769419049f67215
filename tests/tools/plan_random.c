/* SPDX-License-Identifier: ISC */
/* plan_random.c: what must hold of every plan, on many random snapshots. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan_check.h"

#define NOW 1795225000 /* 2026-11-21 */
#define LINES_MAX 8

static uint64_t state;

/* The same numbers on every machine. */
static unsigned
roll(unsigned n)
{
	state = state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(state >> 33) % n;
}

static const char *
one_of(const char *const *list, size_t n)
{
	return list[roll((unsigned)n)];
}
#define ONE_OF(list) one_of(list, COUNT(list))

static const char *const iccids[] = { "8944476500123456787",
	"89492000004477190230", "89126000001234567811", "89852030000112233442",
	"8947990000000000428", "8966030000000000000", "8939010000000000000",
	"8925402000000000000", NULL };
static const char *const eids[] = { "89049032123451234512345678901235",
	"89044045116727494800000004479366", NULL };
static const char *const providers[] = { "Airalo", "T-Mobile", "giffgaff",
	"TIM Italy", "Safaricom", "Jazz", "Vodafone.de", "Roamless", "Nobody",
	NULL };
static const char *const hosts[] = { "rsp.truphone.com", "t-mobile.idemia.io",
	"ais.eastcompeace.com", "smdp.example.net", NULL };
static const char *const networks[] = { "310260", "26202", "23410", "24299",
	NULL };
static const char *const codes[] = { "LPA:1$rsp.truphone.com$AAAA-BBBB",
	"LPA:1$smdp.example.net$CCCC$$1", "LPA:1$t-mobile.idemia.io$",
	"no code at all" };
static const char *const factors[] = { "self", "app", "mail", "none",
	"89492000004477190230", "8944476500123456787", "", NULL };
static const char *const senders[] = { "my bank", "89126000001234567811" };
static const char *const dates[] = { "2020-01-01", "2026-12-01", "2031-01-01",
	"", NULL };
static const char *const cis[] = { "81370F5125D0B1D408D4C3B232E6D25E795BEBFB",
	"F54172BDF98A95D65CBEB88A38A1C11D800A85C3",
	"CD6E60B72D7A063CBC84625B91E80FE30406E13E" };
static const char *const names[] = { "Home", "Work AAAA-BBBB",
	"8944476500123456787 SIM", NULL };
static const char *const versions[] = { "1.1.0", "2.1.0", "2.3.1", "3.0.0",
	NULL };

/* Memory of one random input. */
struct input {
	struct sst_snapshot known, live, in_hand;
	struct sst_notify notify[LINES_MAX];
	struct sst_notification pending[2];
	struct sst_owner owners[2];
	struct sst_rule rule;
	struct sst_setting setting;
	struct sst_plan_input in;
};

static struct sst_bits
some_bits(unsigned n)
{
	return (struct sst_bits){ roll(2) == 0, roll(n) };
}

static void
fill_profile(struct input *i, struct sst_profile *p, size_t at)
{
	p->iccid = ONE_OF(iccids);
	p->eid = ONE_OF(eids);
	p->form = roll(5) == 0 ? SST_FORM_UICC : SST_FORM_EUICC;
	p->state = (enum sst_profile_state)roll(3);
	p->provider = ONE_OF(providers);
	p->nickname = ONE_OF(names);
	p->msisdn = roll(4) == 0 ? "+491701234567" : NULL;
	p->settings.v = &i->setting;
	p->settings.n = roll(2);
	p->profile_class = (enum sst_profile_class)roll(4);
	p->notify.v = &i->notify[at];
	p->notify.n = roll(2);
	i->notify[at].events = some_bits(16);
	i->notify[at].address = ONE_OF(hosts);
	p->has_owner = roll(2) == 0;
	p->owner.mcc_mnc = ONE_OF(networks);
	p->rules = some_bits(8);
	p->on = (enum sst_device_kind)roll(4);
	p->archive = "phone.simstow";
	p->seen = NOW - (int64_t)roll(100) * 86400;
	p->is_older = roll(6) == 0;
	p->device_change.is_there = roll(6) == 0;
	if (roll(2) == 0)
		p->device_change.smdp_address = ONE_OF(hosts);
	else
		p->device_change.activation_code = codes[0];
	p->device_change.delete_old = roll(2) == 0;
	if (p->iccid == NULL)
		p->isdp_aid = "A0000005591010FFFFFFFF8900001100";
}

static void
fill_euicc(struct input *i, struct sst_euicc *e)
{
	e->eid = ONE_OF(eids);
	e->info2.is_there = true;
	e->info2.svn = ONE_OF(versions);
	e->info2.profile_version = ONE_OF(versions);
	e->info2.highest_svn = ONE_OF(versions);
	e->info2.rsp_capability = some_bits(4);
	e->info2.forbidden_rules = some_bits(8);
	e->info2.resource.nvm =
	    (struct sst_num){ roll(2) == 0, (int64_t)roll(200000) };
	e->info2.verification.v = (const char **)(uintptr_t)&cis[roll(3)];
	e->info2.verification.n = roll(2);
	e->info2.signing = e->info2.verification;
	e->addresses.is_there = roll(2) == 0;
	e->addresses.default_dp = ONE_OF(hosts);
	e->addresses.root_ds = roll(2) == 0 ? "lpa.ds.gsma.com" : "";
	e->rules.is_there = roll(2) == 0;
	e->rules.v = &i->rule;
	e->rules.n = roll(2);
	e->pending.v = i->pending;
	e->pending.n = roll(3);
}

static void
fill_told(struct sst_told *t, const char *iccid)
{
	t->iccid = iccid;
	t->second_factor = ONE_OF(factors);
	t->carrier = roll(4) == 0 ? "airalo" : NULL;
	t->expires = ONE_OF(dates);
	t->told_eid = ONE_OF(eids);
	t->codes_for.v = (const char **)(uintptr_t)senders;
	t->codes_for.n = roll(3);
	t->set = NOW - 1000;
}

static void
make_lists(struct input *i)
{
	size_t n = roll(LINES_MAX);

	for (size_t k = 0; k < n; k++) {
		struct sst_profile *p = sst_snapshot_add_profile(&i->known);

		check(p != NULL, "memory", 0);
		fill_profile(i, p, k);
	}
	for (unsigned k = roll(4); k > 0; k--) {
		struct sst_kept_code *c = sst_snapshot_add_code(&i->known);

		check(c != NULL, "memory", 0);
		c->text = ONE_OF(codes);
		c->iccid = ONE_OF(iccids);
		c->confirmation_code = roll(3) == 0 ? "123456" : NULL;
		c->carrier = ONE_OF(providers);
		c->archive = "code.simstow";
		c->added = NOW - 5000;
	}
	for (size_t k = 0; k + 1 < COUNT(iccids); k++)
		if (roll(3) == 0)
			fill_told(sst_snapshot_add_told(&i->known), iccids[k]);
	if (roll(3) != 0)
		fill_euicc(i, sst_snapshot_add_euicc(&i->known));
}

static void
make_target(struct input *i)
{
	struct sst_plan_target *t = &i->in.target;

	t->kind = (enum sst_plan_target_kind)(1 + roll(SST_PLAN_UNKNOWN));
	t->live = &i->live;
	t->described.kind = (enum sst_device_kind)roll(6);
	t->described.version = roll(20);
	t->described.lock = (enum sst_plan_lock)roll(3);
	t->described.eid = ONE_OF(eids);
	t->described.country = roll(4) == 0 ? "CN" : NULL;
	t->described.locked_to = roll(2) == 0 ? "T-Mobile" : NULL;
	if (roll(3) != 0)
		fill_euicc(i, sst_snapshot_add_euicc(&i->live));
	for (unsigned k = roll(3); k > 0; k--)
		fill_profile(i, sst_snapshot_add_profile(&i->live), 0);
}

static void
make(struct input *i)
{
	sst_snapshot_init(&i->known);
	sst_snapshot_init(&i->live);
	sst_snapshot_init(&i->in_hand);
	i->setting = (struct sst_setting){ "global", "data_roaming[ICCID]", "1",
		roll(2) == 0 ? "never" : "ask" };
	i->known.device.kind = (enum sst_device_kind)(1 + roll(3));
	i->owners[0].mcc_mnc = roll(2) == 0 ? "??????" : "310260";
	i->rule =
	    (struct sst_rule){ some_bits(8), { i->owners, 1 }, some_bits(2) };
	for (size_t k = 0; k < 2; k++)
		i->pending[k] =
		    (struct sst_notification){ .events = { true,
			                           SST_EVENT_DELETE },
			    .address = ONE_OF(hosts),
			    .iccid = ONE_OF(iccids),
			    .member = roll(2) == 0 ? "raw/x.der" : NULL };
	make_lists(i);
	make_target(i);
	if (roll(4) == 0)
		fill_profile(i, sst_snapshot_add_profile(&i->in_hand), 0);
	i->in.in_hand = roll(2) == 0 ? &i->in_hand : NULL;
	i->in.known = &i->known;
	i->in.situation = (enum sst_plan_situation)(1 + roll(SST_PLAN_RESET));
	i->in.now = NOW;
	i->in.can = roll(2);
	i->in.probe_acr = roll(2) == 0;
}

static void
unmake(struct input *i)
{
	sst_snapshot_fini(&i->known);
	sst_snapshot_fini(&i->live);
	sst_snapshot_fini(&i->in_hand);
}

static void
make_plan(const struct sst_plan_input *in, struct sst_plan *plan,
    struct sst_buf *text, uint64_t seed)
{
	struct sst_err err = { 0 };
	json_t *json = NULL;

	check(sst_plan_make(in, plan, &err) == 0 &&
	          sst_plan_json(plan, false, false, &json, &err) == 0 &&
	          sst_json_put(json, text, &err) == 0,
	    err.msg, seed);
	json_decref(json);
}

/* Every line is there once, whatever the order. */
static void
check_count(const struct input *i, const struct sst_plan *plan, uint64_t seed)
{
	size_t profiles = 0;

	for (size_t k = 0; k < plan->lines.n; k++)
		profiles += plan->lines.v[k].profile != NULL;
	check(profiles == i->known.profiles.n, "a line is lost", seed);
	check(plan->lines.n <= i->known.profiles.n + i->known.codes.n,
	    "a line too many", seed);
}

/* A named route stays one when more is known of the line's carrier. */
static void
check_growth(struct input *i, const struct sst_plan *plan, uint64_t seed)
{
	struct sst_plan more = { 0 };
	struct sst_buf text = { 0 };

	/* whose phone it is locked to may be another then */
	if (i->in.target.described.lock == SST_PLAN_LOCKED)
		return;
	for (size_t k = 0; k < i->known.profiles.n; k++)
		if (i->known.profiles.v[k].provider == NULL)
			i->known.profiles.v[k].provider = "Nobody";
	make_plan(&i->in, &more, &text, seed);
	for (size_t k = 0; k < plan->lines.n; k++)
		for (size_t m = 0; m < more.lines.n; m++)
			check(plan->lines.v[k].profile == NULL ||
			          plan->lines.v[k].profile !=
			              more.lines.v[m].profile ||
			          plan->lines.v[k].route.id == NULL ||
			          more.lines.v[m].route.id != NULL,
			    "more knowledge took a route away", seed);
	sst_plan_fini(&more);
	sst_buf_fini(&text);
}

static void
run(uint64_t seed)
{
	static struct input i;
	struct sst_plan one = { 0 }, two = { 0 };
	struct sst_buf a = { 0 }, b = { 0 };

	state = seed;
	(void)roll(2);
	i = (struct input){ 0 };
	make(&i);
	make_plan(&i.in, &one, &a, seed);
	make_plan(&i.in, &two, &b, seed);
	check(sst_span_is_equal(sst_buf_span(&a), sst_buf_span(&b)),
	    "the same input, other bytes", seed);
	check_count(&i, &one, seed);
	for (size_t k = 0; k < one.lines.n; k++)
		check_line(&i.in, &one, k, seed);
	check_verdict(&one, seed);
	check_secrets(&one, &a, seed);
	check_growth(&i, &one, seed);
	sst_plan_fini(&one);
	sst_plan_fini(&two);
	sst_buf_fini(&a);
	sst_buf_fini(&b);
	unmake(&i);
}

int
main(int argc, char **argv)
{
	unsigned long first = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
	unsigned long n = argc > 2 ? strtoul(argv[2], NULL, 10) : 10000;

	for (unsigned long k = 0; k < n; k++)
		run(first + k);
	printf("%lu plans\n", n);
	return 0;
}
