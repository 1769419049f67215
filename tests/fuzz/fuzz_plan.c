/* SPDX-License-Identifier: ISC */
/* fuzz_plan.c: a snapshot made of the bytes, and what holds of any plan. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/plan_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PROFILE_MAX 8
#define CODE_MAX 4
#define TEXT_MAX 40
#define NOW 1795225000
#define SECRET "AAAA-BBBB-CCCC"

/* What the bytes are taken from; after their end all is zero. */
struct feed {
	const uint8_t *p;
	size_t n;
	struct sst_arena *mem;
};

static uint8_t
byte(struct feed *f)
{
	if (f->n == 0)
		return 0;
	f->n--;
	return *f->p++;
}

static bool
coin(struct feed *f)
{
	return (byte(f) & 1) != 0;
}

/* Text of the bytes themselves: a length, then ASCII. */
static const char *
free_text(struct feed *f)
{
	size_t n = byte(f) % TEXT_MAX;
	char text[TEXT_MAX];

	for (size_t i = 0; i < n; i++)
		text[i] = (char)(byte(f) % 95 + 32);
	text[n] = '\0';
	return sst_arena_text(f->mem, text);
}

static const char *
digits(struct feed *f)
{
	size_t n = byte(f) % 21;
	char text[21];

	for (size_t i = 0; i < n; i++)
		text[i] = (char)('0' + byte(f) % 10);
	text[n] = '\0';
	return sst_arena_text(f->mem, text);
}

/* A name, number or host of a carrier row, so that rows are met. */
static const char *
row_text(struct feed *f, size_t member)
{
	const struct sst_carrier *rows;
	const char *cell;
	size_t n;

	rows = sst_know_carriers(&n);
	rows += byte(f) % n;
	cell = member == 0   ? rows->name
	       : member == 1 ? rows->smdp_hosts
	       : member == 2 ? rows->iin
	                     : rows->mccmnc;
	return sst_arena_printf(f->mem, "%.*s", (int)strcspn(cell, ","), cell);
}

static const char *
text(struct feed *f, size_t member)
{
	uint8_t kind = byte(f) % 5;

	if (kind == 0)
		return NULL;
	if (kind == 4 && member == 0)
		return coin(f) ? "Acme" : "Home " SECRET;
	if (kind == 1)
		return free_text(f);
	return kind == 3 ? row_text(f, member) : digits(f);
}

/* An ICCID that has a good chance to be met again. */
static const char *
iccid(struct feed *f)
{
	static const char *const some[] = { "8944476500008772514",
		"8944476500008772522", "8939010000000000000", NULL };

	return coin(f) ? some[byte(f) % 4] : text(f, 2);
}

static const char *
eid(struct feed *f)
{
	static const char *const some[] = { "89049032123451234512345678901235",
		"89044045116727494800000004479366", NULL };

	return some[byte(f) % 3];
}

static struct sst_bits
bits(struct feed *f)
{
	return (struct sst_bits){ coin(f), byte(f) };
}

static const char *
code_text(struct feed *f)
{
	if (byte(f) % 4 == 0)
		return free_text(f);
	return sst_arena_printf(f->mem, "LPA:1$%s$" SECRET "%s",
	    coin(f) ? "rsp.truphone.com" : row_text(f, 1),
	    coin(f) ? "" : "$$1");
}

static void
fill_device_change(struct feed *f, struct sst_device_change *d)
{
	d->is_there = coin(f);
	d->smdp_address = text(f, 1);
	d->activation_code = coin(f) ? code_text(f) : NULL;
	d->delete_old = coin(f);
}

static void
fill_settings(struct feed *f, struct sst_settings *out)
{
	static const char *const keys[] = { "data_roaming[ICCID]",
		"mobile_data", "private_dns_mode", "no_such_key", NULL };
	static const char *const ways[] = { "safe", "ask", "never", NULL };
	struct sst_setting *s = sst_arena_get(f->mem, sizeof(*s));

	if (s == NULL || !coin(f))
		return;
	s->space = coin(f) ? "global" : NULL;
	s->key = keys[byte(f) % 5];
	s->value = text(f, 0);
	s->restore = ways[byte(f) % 4];
	out->v = s;
	out->n = 1;
}

static void
fill_config(struct feed *f, struct sst_profile *p)
{
	struct sst_config *c = sst_arena_get(f->mem, sizeof(*c));

	if (c == NULL || byte(f) % 8 != 0)
		return;
	c->key = "imsserviceentitlement.entitlement_server_url_string";
	c->value = text(f, 1);
	p->carrier_config.v = c;
	p->carrier_config.n = 1;
}

/* Every word that a second factor can be, and none. */
static void
fill_told(struct feed *f, struct sst_told *t)
{
	static const char *const words[] = { "self", "app", "mail", "none",
		"" };
	static const char *const dates[] = { "2020-02-29", "2026-12-01",
		"2026-11-21", "never", "" };
	const char **senders = sst_arena_get_array(f->mem, 2, sizeof(*senders));
	uint8_t kind = byte(f) % 8;

	t->iccid = iccid(f);
	if (t->iccid == NULL || senders == NULL)
		t->iccid = "8944476500008772514";
	t->second_factor = kind < 5 ? words[kind] : iccid(f);
	t->carrier = coin(f) ? text(f, 0) : NULL;
	t->expires = coin(f) ? dates[byte(f) % 5] : NULL;
	t->told_eid = eid(f);
	t->archive = coin(f) ? "line.simstow" : NULL;
	t->set = NOW - 1000;
	if (senders == NULL)
		return;
	senders[0] = coin(f) ? "my bank" : "8944476500008772522";
	senders[1] = "";
	t->codes_for.v = senders;
	t->codes_for.n = byte(f) % 3;
}

static void
fill_rules(struct feed *f, struct sst_euicc *e)
{
	static const char *const owners[] = { "??????", "262??", "310260",
		"26201", NULL };
	struct sst_rule *rule = sst_arena_get(f->mem, sizeof(*rule));
	struct sst_owner *owner = sst_arena_get(f->mem, sizeof(*owner));

	e->rules.is_there = coin(f);
	e->info2.forbidden_rules = bits(f);
	if (rule == NULL || owner == NULL || !coin(f))
		return;
	owner->mcc_mnc = owners[byte(f) % 5];
	*rule = (struct sst_rule){ bits(f), { owner, 1 }, bits(f) };
	e->rules.v = rule;
	e->rules.n = 1;
}

/* A row of the user's, of every kind of policy. */
static const char *
book_text(struct feed *f)
{
	static const char *const same[] = { "yes", "no", "unknown" };
	static const char *const new[] = { "same-code", "app", "portal,support",
		"store", "rebuy", "os-transfer", "paid-new" };
	static const char *const terms[] = { "", "delete first",
		"confirmation code", "SMS code on the line", "in person",
		"both devices at hand", "only on the same eUICC", "a login" };

	return sst_arena_printf(f->mem,
	    "id\tname\tkind\tsame_device_reinstall\tnew_device_reinstall\t"
	    "code_single_use\tpreconditions\tsource\n"
	    "acme\tAcme\tmno\t%s\t%s\t%s\t%s\thttps://acme.example\n",
	    same[byte(f) % 3], new[byte(f) % 7], same[byte(f) % 3],
	    terms[byte(f) % 8]);
}

static void
fill_profile(struct feed *f, struct sst_profile *p)
{
	struct sst_notify *notify;

	p->iccid = iccid(f);
	p->eid = eid(f);
	p->form = (enum sst_profile_form)(byte(f) % 3);
	p->state = (enum sst_profile_state)(byte(f) % 3);
	p->profile_class = (enum sst_profile_class)(byte(f) % 4);
	p->nickname = text(f, 0);
	p->provider = text(f, 0);
	p->name = text(f, 0);
	p->has_owner = coin(f);
	p->owner.mcc_mnc = text(f, 3);
	p->rules = bits(f);
	p->size = (struct sst_num){ coin(f), byte(f) };
	p->msisdn = byte(f) % 8 == 0 ? "+491701234567" : NULL;
	p->on = (enum sst_device_kind)(byte(f) % 6);
	fill_settings(f, &p->settings);
	fill_config(f, p);
	p->archive = coin(f) ? "a.simstow" : NULL;
	p->seen = NOW - (int64_t)byte(f) * 86400;
	p->is_older = coin(f);
	fill_device_change(f, &p->device_change);
	notify = sst_arena_get(f->mem, sizeof(*notify));
	if (notify == NULL || !coin(f))
		return;
	notify->events = bits(f);
	notify->address = text(f, 1);
	p->notify.v = notify;
	p->notify.n = 1;
}

static void
fill_euicc(struct feed *f, struct sst_euicc *e)
{
	static const char *list[] = {
		"81370F5125D0B1D408D4C3B232E6D25E795BEBFB",
		"F54172BDF98A95D65CBEB88A38A1C11D800A85C3"
	};
	struct sst_notification *pending;

	e->eid = eid(f);
	e->info2.highest_svn = coin(f) ? "3.0.0" : text(f, 0);
	e->info2.svn = coin(f) ? "2.2.2" : text(f, 0);
	e->info2.profile_version = coin(f) ? "2.1.0" : text(f, 0);
	e->addresses.is_there = coin(f);
	e->addresses.default_dp = text(f, 1);
	e->addresses.root_ds = coin(f) ? "lpa.ds.gsma.com" : "";
	fill_rules(f, e);
	e->info2.rsp_capability = bits(f);
	e->info2.resource.nvm = (struct sst_num){ coin(f), byte(f) * 1000 };
	e->info2.verification =
	    (struct sst_texts){ list + (byte(f) & 1), (size_t)(byte(f) & 1) };
	pending = sst_arena_get_array(f->mem, 2, sizeof(*pending));
	if (pending == NULL)
		return;
	pending[0].iccid = iccid(f);
	pending[0].address = text(f, 1);
	e->pending.v = pending;
	e->pending.n = byte(f) % 3;
}

static void
fill(struct feed *f, struct sst_snapshot *s)
{
	size_t profiles = byte(f) % PROFILE_MAX;
	size_t codes = byte(f) % CODE_MAX;

	f->mem = &s->mem;
	s->device.kind = (enum sst_device_kind)(byte(f) % 6);
	for (size_t i = byte(f) % 3; i > 0; i--) {
		struct sst_euicc *e = sst_snapshot_add_euicc(s);

		if (e != NULL)
			fill_euicc(f, e);
	}
	for (; profiles > 0; profiles--) {
		struct sst_profile *p = sst_snapshot_add_profile(s);

		if (p != NULL)
			fill_profile(f, p);
	}
	for (; codes > 0; codes--) {
		struct sst_kept_code *c = sst_snapshot_add_code(s);

		if (c == NULL)
			continue;
		c->text = code_text(f);
		c->iccid = iccid(f);
		c->confirmation_code = coin(f) ? "1234" : NULL;
		c->carrier = text(f, 0);
		c->added = byte(f);
	}
	for (size_t i = byte(f) % 4; i > 0; i--) {
		struct sst_told *t = sst_snapshot_add_told(s);

		if (t != NULL)
			fill_told(f, t);
	}
	fill_settings(f, &s->settings);
}

static void
write_plan(const struct sst_plan *plan, struct sst_buf *out)
{
	struct sst_err err = { 0 };
	json_t *json = NULL;

	check(sst_plan_json(plan, false, false, &json, &err) == 0 &&
	          sst_json_put(json, out, &err) == 0,
	    err.msg, 0);
	json_decref(json);
}

/* The same input, the same bytes; no secret in them. */
static void
check_documents(const struct sst_plan *a, const struct sst_plan *b)
{
	struct sst_buf one = { 0 };
	struct sst_buf two = { 0 };

	write_plan(a, &one);
	write_plan(b, &two);
	check(sst_span_is_equal(sst_buf_span(&one), sst_buf_span(&two)),
	    "the same input, other bytes", 0);
	check_secrets(a, &one, 0);
	sst_buf_fini(&one);
	sst_buf_fini(&two);
}

/* All that one plan is made from. */
struct input {
	struct sst_arena mem;
	struct sst_snapshot known, live, in_hand;
	struct sst_know_book book;
	struct sst_plan_input in;
};

static void
fill_target(struct feed *f, struct input *i)
{
	struct sst_plan_target *t = &i->in.target;

	t->kind = (enum sst_plan_target_kind)(byte(f) % 5 + 1);
	t->live = &i->live;
	if (t->kind == SST_PLAN_LIVE)
		fill(f, &i->live);
	f->mem = &i->mem;
	if (t->kind != SST_PLAN_LIVE && t->kind != SST_PLAN_DESCRIBED)
		return;
	t->described.kind = (enum sst_device_kind)(byte(f) % 6);
	t->described.eid = eid(f);
	t->described.model = text(f, 0);
	t->described.version = byte(f) % 20;
	t->described.lock = (enum sst_plan_lock)(byte(f) % 3);
	t->described.locked_to = text(f, 0);
	t->described.country = coin(f) ? "CN" : NULL;
}

static void
fill_input(struct feed *f, struct input *i)
{
	struct sst_err err = { 0 };
	const char *book;

	f->mem = &i->mem;
	i->in.known = &i->known;
	i->in.now = NOW;
	i->in.situation = (enum sst_plan_situation)(byte(f) % 5 + 1);
	i->in.can = coin(f) ? SST_PLAN_CAN_DOWNLOAD : 0;
	i->in.probe_acr = coin(f);
	book = coin(f) ? book_text(f) : NULL;
	if (book != NULL && sst_know_book_read(sst_span_of_text(book),
	                        "carriers.tsv", &i->mem, &i->book, &err) == 0)
		i->in.book = &i->book;
	fill(f, &i->known);
	fill_target(f, i);
	if (!coin(f))
		return;
	i->in.in_hand = &i->in_hand;
	fill(f, &i->in_hand);
}

static void
check_input(const struct input *i)
{
	struct sst_plan plan = { 0 };
	struct sst_plan again = { 0 };
	struct sst_err err = { 0 };

	check(sst_plan_make(&i->in, &plan, &err) == 0, err.msg, 0);
	check(sst_plan_make(&i->in, &again, &err) == 0, err.msg, 0);
	check(plan.lines.n >= i->known.profiles.n &&
	          plan.lines.n <= i->known.profiles.n + i->known.codes.n,
	    "lines", 0);
	for (size_t k = 0; k < plan.lines.n; k++)
		check_line(&i->in, &plan, k, 0);
	check_verdict(&plan, 0);
	check_documents(&plan, &again);
	sst_plan_fini(&plan);
	sst_plan_fini(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct input i;
	struct feed f = { data, size, NULL };

	i = (struct input){ 0 };
	sst_snapshot_init(&i.known);
	sst_snapshot_init(&i.live);
	sst_snapshot_init(&i.in_hand);
	fill_input(&f, &i);
	check_input(&i);
	sst_snapshot_fini(&i.in_hand);
	sst_snapshot_fini(&i.live);
	sst_snapshot_fini(&i.known);
	sst_arena_fini(&i.mem);
	return 0;
}
