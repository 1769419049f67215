/* SPDX-License-Identifier: ISC */
/* plan_rig.h: a snapshot with one line on a card, planned and looked at. */
#ifndef SIMSTOW_TESTS_UNIT_PLAN_PLAN_RIG_H
#define SIMSTOW_TESTS_UNIT_PLAN_PLAN_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <simstow/plan/plan.h>

#define RIG_EID "89049032123451234512345678901235"
#define RIG_OTHER_EID "89044045116727494800000004479366"
#define RIG_ICCID "8944476500008772514"
#define RIG_NOW 1795225000 /* 2026-11-21 */
#define RIG_DAY 86400

struct rig {
	struct sst_arena mem;
	struct sst_know_book book;
	struct sst_snapshot known;
	struct sst_snapshot live;
	struct sst_snapshot in_hand;
	struct sst_plan_described described;
	unsigned can;
	int64_t now; /* 0: RIG_NOW */
	struct sst_plan plan;
	struct sst_notify notify;
	struct sst_notification pending[3];
};

/* A carrier of the tests' own: the tables change. */
#define RIG_CARRIER "Reuse Mobile"
static const char rig_rows[] =
    "id\tname\tkind\tsame_device_reinstall\tnew_device_reinstall\t"
    "code_single_use\tconfidence\tsource\tsource_date\tseen\n"
    "reuse\tReuse Mobile\tmno\tyes\tsame-code\tno\tpress\t"
    "https://reuse.example/\t2023-09\t2026-11-20\n";

/* A card in a reader, read yesterday, with one enabled profile. */
static inline int
rig_open(void **state)
{
	struct rig *r = calloc(1, sizeof(*r));
	struct sst_euicc *e;
	struct sst_profile *p;

	struct sst_err err = { 0 };

	if (r == NULL)
		return -1;
	*state = r;
	if (sst_know_book_read(sst_span_of_text(rig_rows), "own.tsv", &r->mem,
	        &r->book, &err) < 0)
		return -1;
	sst_snapshot_init(&r->known);
	sst_snapshot_init(&r->live);
	sst_snapshot_init(&r->in_hand);
	r->known.kind = SST_SNAPSHOT_DEVICE;
	r->known.device.kind = SST_DEVICE_EUICC;
	r->live.kind = SST_SNAPSHOT_DEVICE;
	e = sst_snapshot_add_euicc(&r->known);
	p = sst_snapshot_add_profile(&r->known);
	if (e == NULL || p == NULL)
		return -1;
	e->eid = RIG_EID;
	p->iccid = RIG_ICCID;
	p->eid = RIG_EID;
	p->form = SST_FORM_EUICC;
	p->state = SST_STATE_ENABLED;
	p->profile_class = SST_CLASS_OPERATIONAL;
	p->archive = "card.simstow";
	p->seen = RIG_NOW - RIG_DAY;
	return 0;
}

static inline int
rig_close(void **state)
{
	struct rig *r = *state;

	if (r == NULL)
		return 0;
	sst_plan_fini(&r->plan);
	sst_snapshot_fini(&r->in_hand);
	sst_snapshot_fini(&r->live);
	sst_snapshot_fini(&r->known);
	sst_arena_fini(&r->mem);
	free(r);
	return 0;
}

static inline struct sst_profile *
rig_profile(struct rig *r)
{
	return &r->known.profiles.v[0];
}

static inline struct sst_profile *
rig_add_profile(struct rig *r, const char *iccid)
{
	struct sst_profile *p = sst_snapshot_add_profile(&r->known);

	assert_non_null(p);
	*p = r->known.profiles.v[0];
	p->iccid = iccid;
	return p;
}

/* The profile is of this carrier, and of no other hint than its ICCID. */
static inline void
rig_set_provider(struct rig *r, const char *provider, const char *iccid)
{
	rig_profile(r)->provider = provider;
	rig_profile(r)->iccid = iccid;
}

static inline void
rig_set_host(struct rig *r, const char *host)
{
	struct sst_profile *p = rig_profile(r);

	r->notify.events = (struct sst_bits){ true, SST_EVENT_INSTALL };
	r->notify.address = host;
	p->notify.v = &r->notify;
	p->notify.n = 1;
}

static inline struct sst_kept_code *
rig_add_code(struct rig *r, const char *text, const char *iccid)
{
	struct sst_kept_code *c = sst_snapshot_add_code(&r->known);

	assert_non_null(c);
	c->text = text;
	c->iccid = iccid;
	c->added = RIG_NOW - 2 * RIG_DAY;
	c->archive = "code.simstow";
	return c;
}

/* The user says something of a line. */
static inline struct sst_told *
rig_tell(struct rig *r, const char *iccid)
{
	struct sst_told *t = sst_snapshot_add_told(&r->known);

	assert_non_null(t);
	t->iccid = iccid;
	t->set = RIG_NOW - 3 * RIG_DAY;
	t->archive = "line.simstow";
	return t;
}

static inline const struct sst_plan_line *
rig_line(struct rig *r, const char *iccid)
{
	for (size_t i = 0; i < r->plan.lines.n; i++) {
		const struct sst_plan_line *line = &r->plan.lines.v[i];

		if (line->iccid != NULL && strcmp(line->iccid, iccid) == 0)
			return line;
	}
	fail();
	return NULL;
}

static inline const struct sst_plan_check *
rig_look(const struct sst_plan_line *line, const char *id)
{
	for (size_t i = 0; i < line->checks.n; i++)
		if (strcmp(line->checks.v[i].id, id) == 0)
			return &line->checks.v[i];
	return NULL;
}

static inline struct sst_euicc *
rig_add_live(struct rig *r, const char *eid)
{
	struct sst_euicc *e = sst_snapshot_add_euicc(&r->live);

	assert_non_null(e);
	e->eid = eid;
	return e;
}

/* Plan, and give the first line. */
static inline const struct sst_plan_line *
rig_plan(struct rig *r, enum sst_plan_situation s,
    enum sst_plan_target_kind target)
{
	struct sst_plan_input in = { .known = &r->known,
		.in_hand = &r->in_hand,
		.target = { target, &r->live, r->described },
		.situation = s,
		.book = &r->book,
		.can = r->can,
		.now = r->now == 0 ? RIG_NOW : r->now };
	struct sst_err err = { 0 };

	sst_plan_fini(&r->plan);
	assert_int_equal(sst_plan_make(&in, &r->plan, &err), 0);
	assert_true(r->plan.lines.n > 0);
	return &r->plan.lines.v[0];
}

/* The outcome and the route (NULL: none) of the first line. */
static inline const struct sst_plan_line *
rig_check(struct rig *r, enum sst_plan_situation s,
    enum sst_plan_target_kind target, enum sst_plan_outcome outcome,
    const char *route)
{
	const struct sst_plan_line *line = rig_plan(r, s, target);

	assert_string_equal(sst_plan_outcome_name(line->outcome),
	    sst_plan_outcome_name(outcome));
	if (route == NULL)
		assert_null(line->route.id);
	else
		assert_string_equal(line->route.id, route);
	return line;
}

static inline bool
rig_has_text(const struct sst_texts *list, const char *part)
{
	for (size_t i = 0; i < list->n; i++) {
		if (strstr(list->v[i], part) != NULL)
			return true;
	}
	return false;
}

static inline const struct sst_plan_step *
rig_step(const struct sst_plan_line *line, const char *part)
{
	for (size_t i = 0; i < line->steps.n; i++) {
		if (strstr(line->steps.v[i].text, part) != NULL)
			return &line->steps.v[i];
	}
	return NULL;
}

static inline const struct sst_plan_route *
rig_alternative(const struct sst_plan_line *line, const char *id)
{
	for (size_t i = 0; i < line->alternatives.n; i++) {
		if (strcmp(line->alternatives.v[i].id, id) == 0)
			return &line->alternatives.v[i];
	}
	return NULL;
}

static inline const struct sst_plan_basis *
rig_basis(const struct sst_plan_line *line, const char *part)
{
	for (size_t i = 0; i < line->basis.n; i++) {
		if (strstr(line->basis.v[i].claim, part) != NULL)
			return &line->basis.v[i];
	}
	return NULL;
}

#define RIG_TEST(f) cmocka_unit_test_setup_teardown(f, rig_open, rig_close)

#endif
