/* SPDX-License-Identifier: ISC */
/* plan_priv.h: one line while it is planned: its facts, and how to speak. */
#ifndef SIMSTOW_PLAN_PRIV_H
#define SIMSTOW_PLAN_PRIV_H

#include <stdarg.h>

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
	SST_PLAN_HOME = 1 << 7,
	SST_PLAN_NEW_CODE = 1 << 8, /* an activation code that is made anew */
	SST_PLAN_TOLD_EID = 1 << 9, /* the carrier knows the target's EID */
	SST_PLAN_NEW_SIM = 1 << 10  /* a plastic SIM that is made anew */
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
	SST_PLAN_IF_OTHER = 1 << 9,    /* what no program can judge */
	SST_PLAN_IF_OWN_SMS = 1 << 10, /* a code by SMS to this very line */
	SST_PLAN_IF_HOURS = 1 << 11,   /* at some times of day only */
	SST_PLAN_IF_UNLOCKED = 1 << 12 /* a lock of the account is off */
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
	bool by_carrier;  /* by its server and the user's word */
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
	const struct sst_told *told; /* the user's words, or NULL */
	struct sst_know_named others[SST_KNOW_OTHERS]; /* hints that disagree */
	size_t other_n;
	const char *second;  /* ICCID of the line that gets the login's SMS */
	const char *who;     /* whom to ask, for a sentence; NULL: nobody */
	const char *check;   /* the look at the target at work */
	const char *stop;    /* why no download fits the target, or NULL */
	const char *unblock; /* what would help then */
	unsigned conditions;
	enum sst_plan_reuse reuse;
	bool is_trip;      /* planned as lost */
	bool is_lost;      /* or a trip */
	bool old_works;    /* the old device is in hand and works */
	bool line_works;   /* it may still receive a message */
	bool knows_sms;    /* the user said which other line gets the SMS */
	bool own_confirms; /* the code in the profile wants a confirmation */
	bool is_void;      /* no line of anybody: nothing has to come back */
	bool is_locked;    /* no card of this line works in the target either */
	bool same_chip;    /* the target is the chip that the profile was on */
	bool on_card;      /* the profile lies on a card that was in a reader */
	bool has_sought;   /* the confirmation code, by a step */
	bool failed;       /* memory was out */
};

/*
 * plan_say.c: text in the plan's arena. What cannot be had sets x->failed,
 * which is checked once for each line.
 */
void *sst_plan_say_grow(struct sst_plan_ctx *x, void *items, size_t n,
    size_t size);
const char *sst_plan_say_text(struct sst_plan_ctx *x, const char *fmt, ...)
    SST_FMT(2, 3);
const char *sst_plan_say_args(struct sst_plan_ctx *x, const char *fmt,
    va_list ap) SST_FMT(2, 0);
void sst_plan_say_risk(struct sst_plan_ctx *x, const char *fmt, ...)
    SST_FMT(2, 3);
void sst_plan_say_step(struct sst_plan_ctx *x, enum sst_plan_actor who,
    unsigned needs, const char *fmt, ...) SST_FMT(4, 5);
/* The step that was said last is a thing to know. */
void sst_plan_say_remark(struct sst_plan_ctx *x);
/* What the step that was said last gives to later ones. */
void sst_plan_say_gives(struct sst_plan_ctx *x, unsigned gives);
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
void sst_plan_basis_described(struct sst_plan_ctx *x, const char *field,
    const char *claim);
/* What the user said of the line; _word: in a record of another line. */
void sst_plan_basis_told(struct sst_plan_ctx *x, const char *field,
    const char *claim);
void sst_plan_basis_word(struct sst_plan_ctx *x, const struct sst_told *t,
    const char *field, const char *claim);
/* The row of the chosen route, where nothing was said of it yet. */
void sst_plan_basis_chosen(struct sst_plan_ctx *x);
void sst_plan_basis_host(struct sst_plan_ctx *x, const char *claim);
void sst_plan_basis_line(struct sst_plan_ctx *x);

/* plan_code.c */
int sst_plan_code_bind(const struct sst_plan_input *in, struct sst_arena *mem,
    struct sst_plan_codes *out, struct sst_err *err) SST_MUST;
const struct sst_plan_code *sst_plan_code_of(const struct sst_plan_codes *codes,
    const struct sst_profile *p);
bool sst_plan_code_same_iccid(const char *a, const char *b);

/* plan_facts.c: what the rules look at. */
void sst_plan_facts_fill(struct sst_plan_ctx *x);

/* plan_reuse.c */
unsigned sst_plan_reuse_conditions(const char *cell);
enum sst_plan_reuse sst_plan_reuse_of(const struct sst_plan_ctx *x);

/*
 * plan_target.c: looks at the target, thing by thing; sets x->stop, and says
 * what is risky. plan_chip.c and plan_policy.c: single looks. Each says what
 * it found by one of the four.
 */
void sst_plan_target_check(struct sst_plan_ctx *x);
void sst_plan_target_fits(struct sst_plan_ctx *x);
void sst_plan_target_not_known(struct sst_plan_ctx *x, const char *what);
void sst_plan_target_doubt(struct sst_plan_ctx *x, const char *fmt, ...)
    SST_FMT(2, 3);
/* unblock: what would help, a sentence. */
void sst_plan_target_refuse(struct sst_plan_ctx *x, const char *unblock,
    const char *fmt, ...) SST_FMT(3, 4);
const char *sst_plan_target_eid(const struct sst_plan_ctx *x);
void sst_plan_chip_ci(struct sst_plan_ctx *x);
void sst_plan_chip_version(struct sst_plan_ctx *x);
void sst_plan_chip_room(struct sst_plan_ctx *x);
void sst_plan_chip_memory(struct sst_plan_ctx *x);
void sst_plan_chip_kind(struct sst_plan_ctx *x);
void sst_plan_policy_check(struct sst_plan_ctx *x);

/* plan_rules.c: outcome, route, alternatives. */
void sst_plan_rules_apply(struct sst_plan_ctx *x);

/*
 * plan_ways.c: summary, steps and grounds of the chosen route.
 * _target: "on the new device"; _confirm: a confirmation code is needed;
 * _seek_confirmation: the step that finds it, where it is not kept.
 */
void sst_plan_ways_say(struct sst_plan_ctx *x);
const char *sst_plan_ways_target(const struct sst_plan_ctx *x);
bool sst_plan_ways_confirm(const struct sst_plan_ctx *x);
void sst_plan_ways_seek_confirmation(struct sst_plan_ctx *x);

/* plan_steps.c: what comes before and around the steps of the route. */
void sst_plan_steps_say(struct sst_plan_ctx *x);

/* plan_risks.c */
void sst_plan_risks_say(struct sst_plan_ctx *x);

/*
 * plan_told.c: what the user said of a line. _text: NULL for "", which is
 * the end of what was said. _fill: the second factor of its carrier's login.
 */
const struct sst_told *sst_plan_told_of(const struct sst_snapshot *known,
    const char *iccid);
const char *sst_plan_told_text(const char *text);
void sst_plan_told_fill(struct sst_plan_ctx *x);

/*
 * For the whole plan, when every line is planned: the order of the lines, the
 * settings, what to mend before a trip, what to ask the user.
 */
int sst_plan_order_sort(const struct sst_plan_ctx *x,
    struct sst_err *err) SST_MUST;
void sst_plan_settings_say(struct sst_plan_ctx *x);
/* _line: of one line, while it is planned; _say: the whole, at the end. */
void sst_plan_trip_line(struct sst_plan_ctx *x);
void sst_plan_trip_say(struct sst_plan_ctx *x);
/* No code of the line is kept, and one may be worth keeping. */
bool sst_plan_trip_wants_code(const struct sst_plan_ctx *x);
void sst_plan_ask_line(struct sst_plan_ctx *x);
/* plan_expiry.c: what lapses, and when. */
void sst_plan_expiry_say(struct sst_plan_ctx *x);
/* Days from the plan's day to a date; 0 when it is none: *is_date. */
int64_t sst_plan_expiry_days(const struct sst_plan_ctx *x, const char *date,
    bool *is_date);

/* A line that was planned, by its ICCID, or NULL. */
struct sst_plan_line *sst_plan_order_find(const struct sst_plan *plan,
    const char *iccid);

/* plan_warn.c: first and warnings, for the whole plan. */
void sst_plan_warn_say(struct sst_plan_ctx *x);

#endif
