/* SPDX-License-Identifier: ISC */
/* plan_priv.h: one line while it is planned: its facts, and how to speak. */
#ifndef SIMSTOW_PLAN_PRIV_H
#define SIMSTOW_PLAN_PRIV_H

#include <simstow/plan/plan.h>
#include <simstow/snapshot/activation_code.h>

/* What a step needs, one bit each; plan_say.c has the words. */
enum sst_plan_need {
	SST_PLAN_NETWORK = 1 << 0,
	SST_PLAN_CONFIRMATION = 1 << 1,
	SST_PLAN_IDENTITY = 1 << 2,
	SST_PLAN_OLD_DEVICE = 1 << 3,
	SST_PLAN_LOGIN = 1 << 4,
	SST_PLAN_OTHER_LINE = 1 << 5,
	SST_PLAN_MONEY = 1 << 6,
	SST_PLAN_HOME = 1 << 7
};

/* What the preconditions of a carrier row speak of, one bit each. */
enum sst_plan_condition {
	SST_PLAN_IF_DELETED = 1 << 0,   /* the old profile, and reported */
	SST_PLAN_IF_CONFIRMED = 1 << 1, /* a confirmation code */
	SST_PLAN_IF_UNUSED = 1 << 2,    /* another device: only before use */
	SST_PLAN_IF_SAME_CHIP = 1 << 3, /* the code: only there */
	SST_PLAN_IF_OLD_LINE = 1 << 4,  /* the line or its device must work */
	SST_PLAN_IF_SMS = 1 << 5,
	SST_PLAN_IF_PERSON = 1 << 6, /* somewhere, in person */
	SST_PLAN_IF_IDENTITY = 1 << 7,
	SST_PLAN_IF_LOGIN = 1 << 8,
	SST_PLAN_IF_OTHER = 1 << 9 /* what no program can judge */
};

/* Whether the kept code may be used again here. */
enum sst_plan_reuse {
	SST_PLAN_REUSE_NONE,   /* there is no code, or it cannot be read */
	SST_PLAN_REUSE_UNSEEN, /* no backup has a profile that it gave */
	SST_PLAN_REUSE_YES,
	SST_PLAN_REUSE_AFTER,   /* after a deletion that can be done now */
	SST_PLAN_REUSE_RELEASE, /* ... that nobody can be sure to do now */
	SST_PLAN_REUSE_IF,      /* under conditions for the user to judge */
	SST_PLAN_REUSE_UNKNOWN,
	SST_PLAN_REUSE_NO
};

/* A kept code, read, and the profile that it belongs to. */
struct sst_plan_code {
	const struct sst_kept_code *kept;
	struct sst_ac ac;
	bool is_read;                      /* ac is filled */
	const struct sst_profile *profile; /* or NULL */
	bool by_host;                      /* bound by its server alone */
	bool is_extra;    /* a newer code of the same profile counts */
	bool shares_host; /* profiles of its server are known */
};

struct sst_plan_codes {
	struct sst_plan_code *v;
	size_t n;
};

struct sst_plan_ctx {
	const struct sst_plan_input *in;
	const struct sst_plan_codes *codes;
	struct sst_plan *plan;
	struct sst_plan_line *line;
	const struct sst_plan_code *code;    /* or NULL */
	const struct sst_profile *on_target; /* the same ICCID there */
	const struct sst_euicc *chip;        /* of a live target, or NULL */
	const struct sst_smdp_host *host;    /* row of the server, or NULL */
	const struct sst_iccid_country *country; /* of the ICCID, or NULL */
	const struct sst_carrier *network; /* a row that was not believed */
	enum sst_know_match network_match;
	const char *who;     /* whom to ask, for a sentence; NULL: nobody */
	const char *stop;    /* why no download fits the target, or NULL */
	const char *unblock; /* what would help then */
	unsigned conditions;
	enum sst_plan_reuse reuse;
	bool is_trip;   /* planned as lost */
	bool is_lost;   /* or a trip */
	bool old_works; /* the old device is in hand and works */
	bool same_chip; /* the target is the chip that the profile was on */
	bool on_card;   /* the profile lies on a card that was in a reader */
	bool failed;    /* memory was out */
};

/*
 * plan_say.c: text in the plan's arena. What cannot be had sets x->failed,
 * which is checked once for each line.
 */
const char *sst_plan_say_text(struct sst_plan_ctx *x, const char *fmt, ...)
    SST_FMT(2, 3);
void sst_plan_say_risk(struct sst_plan_ctx *x, const char *fmt, ...)
    SST_FMT(2, 3);
void sst_plan_say_step(struct sst_plan_ctx *x, enum sst_plan_actor who,
    unsigned needs, const char *fmt, ...) SST_FMT(4, 5);
void sst_plan_say_first(struct sst_plan_ctx *x, const char *fmt, ...)
    SST_FMT(2, 3);
void sst_plan_say_warning(struct sst_plan_ctx *x, const char *fmt, ...)
    SST_FMT(2, 3);
void sst_plan_say_alternative(struct sst_plan_ctx *x, const char *route,
    const char *why);
void sst_plan_say_basis(struct sst_plan_ctx *x, const char *claim,
    const char *where, const char *source, const char *date);
/* A moment; NULL for 0, which is unknown. day: without the time. */
const char *sst_plan_say_moment(struct sst_plan_ctx *x, int64_t t);
const char *sst_plan_say_day(struct sst_plan_ctx *x, int64_t t);

/* plan_basis.c: grounds of several claims at once. */
void sst_plan_basis_field(struct sst_plan_ctx *x, const char *field,
    const char *claim);
void sst_plan_basis_code(struct sst_plan_ctx *x, const char *field,
    const char *claim);
void sst_plan_basis_route(struct sst_plan_ctx *x, const char *id,
    const char *claim);
void sst_plan_basis_carrier(struct sst_plan_ctx *x, const char *claim);
void sst_plan_basis_target(struct sst_plan_ctx *x, const char *field,
    const char *claim);
void sst_plan_basis_host(struct sst_plan_ctx *x, const char *claim);
void sst_plan_basis_line(struct sst_plan_ctx *x);

/* plan_code.c */
int sst_plan_code_bind(const struct sst_snapshot *known, struct sst_arena *mem,
    struct sst_plan_codes *out, struct sst_err *err) SST_MUST;
const struct sst_plan_code *sst_plan_code_of(const struct sst_plan_codes *codes,
    const struct sst_profile *p);
bool sst_plan_code_same_iccid(const char *a, const char *b);

/* plan_facts.c: what the rules look at. */
void sst_plan_facts_fill(struct sst_plan_ctx *x);

/* plan_reuse.c */
unsigned sst_plan_reuse_conditions(const char *cell);
enum sst_plan_reuse sst_plan_reuse_of(const struct sst_plan_ctx *x);

/* plan_target.c: sets x->stop, and says what is risky. */
void sst_plan_target_check(struct sst_plan_ctx *x);

/* plan_rules.c: outcome, route, alternatives. */
void sst_plan_rules_apply(struct sst_plan_ctx *x);

/*
 * plan_ways.c: summary, steps and grounds of the chosen route.
 * _target: "on the new device"; _confirm: a confirmation code is needed.
 */
void sst_plan_ways_say(struct sst_plan_ctx *x);
const char *sst_plan_ways_target(const struct sst_plan_ctx *x);
bool sst_plan_ways_confirm(const struct sst_plan_ctx *x);

/* plan_steps.c: what comes before and around the steps of the route. */
void sst_plan_steps_say(struct sst_plan_ctx *x);

/* plan_risks.c */
void sst_plan_risks_say(struct sst_plan_ctx *x);

/* plan_warn.c: first and warnings, for the whole plan. */
void sst_plan_warn_say(struct sst_plan_ctx *x);

#endif
