/* SPDX-License-Identifier: ISC */
/* plan_facts.c: what the rules look at, gathered for one line. */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "plan_priv.h"

static bool
has_text(const char *text)
{
	return text != NULL && *text != '\0';
}

static const struct sst_snapshot *
live_of(const struct sst_plan_ctx *x)
{
	const struct sst_plan_target *t = &x->in->target;

	return t->kind == SST_PLAN_LIVE ? t->live : NULL;
}

static const struct sst_profile *
profile_of(const struct sst_snapshot *s, const char *iccid)
{
	for (size_t i = 0; i < s->profiles.n; i++)
		if (sst_plan_code_same_iccid(iccid, s->profiles.v[i].iccid))
			return &s->profiles.v[i];
	return NULL;
}

static const struct sst_euicc *
chip_of(const struct sst_snapshot *s, const char *eid)
{
	for (size_t i = 0; eid != NULL && i < s->euiccs.n; i++)
		if (s->euiccs.v[i].eid != NULL &&
		    strcmp(s->euiccs.v[i].eid, eid) == 0)
			return &s->euiccs.v[i];
	return NULL;
}

/*
 * A chip that is described by its EID may be one that a backup was made of,
 * and the same device that works has what its newest backup has.
 */
static void
find_by_backup(struct sst_plan_ctx *x)
{
	const struct sst_plan_target *t = &x->in->target;
	const struct sst_profile *p = x->line->profile;
	bool is_kept = p != NULL && !p->is_older && !x->is_lost &&
	               x->in->situation != SST_PLAN_RESET;

	if (t->kind == SST_PLAN_SAME && is_kept && x->old_works)
		x->on_target = p;
	if (t->kind != SST_PLAN_DESCRIBED)
		return;
	x->chip = chip_of(x->in->known, t->described.eid);
	if (x->chip != NULL && is_kept && has_text(p->eid) &&
	    strcmp(p->eid, t->described.eid) == 0)
		x->on_target = p;
}

static void
find_on_target(struct sst_plan_ctx *x)
{
	const struct sst_snapshot *live = live_of(x);
	const struct sst_profile *p = x->line->profile;

	find_by_backup(x);
	if (live == NULL)
		return;
	if (live->euiccs.n > 0)
		x->chip = &live->euiccs.v[0];
	if (p != NULL)
		x->on_target = profile_of(live, p->iccid);
}

/* A live target tells its EID; else the situation says which chip it is. */
static bool
is_same_chip(const struct sst_plan_ctx *x)
{
	const struct sst_snapshot *live = live_of(x);
	const struct sst_profile *p = x->line->profile;
	const char *eid = x->in->target.described.eid;

	if (p == NULL)
		return false;
	if (live != NULL)
		return has_text(p->eid) && chip_of(live, p->eid) != NULL;
	if (x->in->target.kind == SST_PLAN_DESCRIBED && has_text(eid))
		return has_text(p->eid) && strcmp(p->eid, eid) == 0;
	return x->in->situation == SST_PLAN_RESET ||
	       (x->in->target.kind == SST_PLAN_SAME && !x->is_lost);
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* The next word; a single letter is none, a single digit is ("3"). */
static const char *
next_word(const char *text, size_t *n)
{
	for (;;) {
		text += strcspn(text, LETTERS DIGITS);
		*n = strspn(text, LETTERS DIGITS);
		if (*n != 1 || strspn(text, DIGITS) == 1)
			return text;
		text += *n;
	}
}

static bool
has_word(const char *text, const char *word, size_t n)
{
	size_t m;

	for (text = next_word(text, &m); m > 0;
	     text = next_word(text + m, &m)) {
		if (m == n && strncasecmp(text, word, n) == 0)
			return true;
	}
	return false;
}

/* Two names that may be of one brand; of other scripts nothing is known. */
static bool
may_be_same(const char *a, const char *b)
{
	const char *word = a;
	size_t n;

	for (const char *c = a; *c != '\0'; c++) {
		if ((unsigned char)*c >= 0x80)
			return true;
	}
	for (word = next_word(a, &n); n > 0; word = next_word(word + n, &n)) {
		if (has_word(b, word, n))
			return true;
	}
	return false;
}

/*
 * Many brands use the numbers and the servers of a network. Where the line
 * has a name of its own, the rules of the network are not its rules.
 */
static void
doubt_carrier(struct sst_plan_ctx *x, const char *provider)
{
	struct sst_plan_line *line = x->line;
	/* A reseller's own server is its own; its numbers may be lent. */
	bool is_shared = line->carrier != NULL &&
	                 (line->match == SST_KNOW_IIN ||
	                     strcmp(line->carrier->kind, "mno") == 0 ||
	                     strcmp(line->carrier->kind, "mvno") == 0);

	if (!is_shared || !has_text(provider) || line->match == SST_KNOW_ID ||
	    line->match == SST_KNOW_CARRIER_ID ||
	    line->match == SST_KNOW_PROVIDER ||
	    may_be_same(provider, line->carrier->name))
		return;
	x->network = line->carrier;
	x->network_match = line->match;
	line->carrier = NULL;
	line->match = SST_KNOW_NONE;
}

/* A phone knows the carrier by the name that it shows. */
static const char *
provider_of(const struct sst_profile *p)
{
	if (has_text(p->provider))
		return p->provider;
	return has_text(p->carrier_name) ? p->carrier_name : p->name;
}

static const char *
carrier_id_of(struct sst_plan_ctx *x, const struct sst_profile *p)
{
	if (!p->carrier_id.is_known || p->carrier_id.v < 0)
		return NULL;
	return sst_plan_say_text(x, "%" PRId64, p->carrier_id.v);
}

/* Hints that name other rows are shown, not hidden. */
static void
find_best_carrier(struct sst_plan_ctx *x, const struct sst_know_hints *h)
{
	const struct sst_profile *p = x->line->profile;
	struct sst_know_found found;

	sst_know_find(x->in->book, h, &found);
	x->line->carrier = found.row;
	x->line->match = found.by;
	for (; x->other_n < found.n; x->other_n++)
		x->others[x->other_n] = found.others[x->other_n];
	doubt_carrier(x, p != NULL && has_text(p->provider) ? p->provider
	                 : p != NULL                        ? p->carrier_name
	                                                    : h->provider);
}

/* The user's word for the carrier, where it names one row. */
static bool
find_told_carrier(struct sst_plan_ctx *x)
{
	const struct sst_told *t =
	    sst_plan_told_of(x->in->known, x->line->iccid);
	struct sst_know_found found;

	if (t == NULL || !has_text(t->carrier))
		return false;
	sst_know_ask(x->in->book, t->carrier, &found);
	if (found.row == NULL)
		return false;
	x->line->carrier = found.row;
	x->line->match = SST_KNOW_ID;
	return true;
}

static void
find_carrier(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	const struct sst_kept_code *kept = x->line->code;
	struct sst_know_hints h = { .host = x->line->smdp_address };

	if (p != NULL) {
		h.provider = provider_of(p);
		h.carrier_id = carrier_id_of(x, p);
		h.iccid = p->iccid;
		h.mcc_mnc = p->has_owner ? p->owner.mcc_mnc : NULL;
		h.gid1 = p->has_owner ? p->owner.gid1 : NULL;
	} else if (kept != NULL) {
		h.provider = kept->carrier;
		h.iccid = kept->iccid;
	}
	if (!find_told_carrier(x))
		find_best_carrier(x, &h);
	x->host = sst_know_host(x->line->smdp_address);
	x->country = sst_know_iccid_country(h.iccid);
}

/* A platform serves many brands and knows none of their users. */
static bool
is_brand(const struct sst_smdp_host *host)
{
	return strstr(host->operator_name, "platform") == NULL &&
	       strstr(host->operator_name, "SM-DS") == NULL;
}

static const char *
who_by_profile(struct sst_plan_ctx *x, const struct sst_profile *p)
{
	if (has_text(p->name))
		return p->name;
	if (x->line->smdp_address != NULL)
		return "whoever sold you the line";
	if (p->has_owner && has_text(p->owner.mcc_mnc))
		return sst_plan_say_text(x, "the operator of the network %s",
		    p->owner.mcc_mnc);
	if (x->country != NULL)
		return sst_plan_say_text(x,
		    "whoever sold you the line (its ICCID is of %s)",
		    x->country->iso3166);
	return has_text(p->iccid) ? "whoever sold you the line" : NULL;
}

/* Whom to ask, the surest name first. */
static const char *
find_who(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	const struct sst_kept_code *kept = x->line->code;
	const struct sst_told *t =
	    sst_plan_told_of(x->in->known, x->line->iccid);

	if (x->line->carrier != NULL)
		return x->line->carrier->name;
	if (t != NULL && has_text(t->carrier)) {
		sst_plan_basis_word(x, t, "carrier",
		    sst_plan_say_text(x, "the line is of %s", t->carrier));
		return t->carrier;
	}
	if (p != NULL && has_text(p->provider))
		return p->provider;
	if (p != NULL && has_text(p->carrier_name))
		return p->carrier_name;
	if (kept != NULL && has_text(kept->carrier))
		return kept->carrier;
	if (x->host != NULL && is_brand(x->host))
		return x->host->operator_name;
	if (p != NULL)
		return who_by_profile(x, p);
	return x->code != NULL ? "whoever gave you the code" : NULL;
}

static const char *
find_host(const struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	const char *host = p == NULL ? NULL : sst_snapshot_smdp(p);

	if (has_text(host))
		return host;
	return x->code != NULL && x->code->is_read ? x->code->ac.smdp_address
	                                           : NULL;
}

/* A card of its own, which a hand can move: read in a reader, or plastic. */
static bool
is_on_card(const struct sst_plan_ctx *x, const struct sst_profile *p)
{
	enum sst_device_kind on =
	    p->on != 0 ? p->on : x->in->known->device.kind;

	return p->form == SST_FORM_UICC ||
	       (p->form == SST_FORM_EUICC && on == SST_DEVICE_EUICC);
}

/* Unless the user treats it as a line of theirs. */
static bool
is_void(const struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;

	return p != NULL && x->told == NULL && x->code == NULL &&
	       (p->profile_class == SST_CLASS_TEST ||
	           p->profile_class == SST_CLASS_PROVISIONING);
}

/* A code in the profile is read for its flag; one that is none has none. */
static bool
own_confirms(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	struct sst_err why = { 0 };
	struct sst_ac ac;

	if (p == NULL || p->device_change.activation_code == NULL)
		return false;
	if (sst_ac_parse(sst_span_of_text(p->device_change.activation_code),
	        &x->plan->mem, &ac, NULL, &why) == 0)
		return ac.needs_confirmation;
	x->failed = x->failed || why.code == SST_E_FAILED;
	return false;
}

void
sst_plan_facts_fill(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	enum sst_plan_situation s = x->in->situation;

	x->is_trip = s == SST_PLAN_TRIP;
	x->is_lost = s == SST_PLAN_TRIP || s == SST_PLAN_LOST;
	x->old_works = s == SST_PLAN_MOVE;
	x->line_works =
	    !x->is_lost &&
	    (s != SST_PLAN_RESET || (p != NULL && p->form == SST_FORM_UICC));
	x->line->smdp_address = find_host(x);
	find_on_target(x);
	x->same_chip = is_same_chip(x);
	x->on_card = p != NULL && is_on_card(x, p);
	find_carrier(x);
	x->who = find_who(x);
	if (x->line->carrier != NULL)
		x->conditions =
		    sst_plan_reuse_conditions(x->line->carrier->preconditions);
	sst_plan_told_fill(x);
	x->is_void = is_void(x);
	x->line->is_no_line = x->is_void;
	x->own_confirms = own_confirms(x);
	x->reuse = sst_plan_reuse_of(x);
}
