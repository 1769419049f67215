/* SPDX-License-Identifier: ISC */
/* plan_say.c: text, lists and dates of a plan, in its arena. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/time.h>

#include "plan_priv.h"

#define DAY_LENGTH 10

static const struct {
	enum sst_plan_need need;
	const char *word;
} words[] = {
	{ SST_PLAN_NETWORK, "network" },
	{ SST_PLAN_CONFIRMATION, "confirmation code" },
	{ SST_PLAN_IDENTITY, "identity document" },
	{ SST_PLAN_OLD_DEVICE, "old device" },
	{ SST_PLAN_LOGIN, "login" },
	{ SST_PLAN_OTHER_LINE, "another line's SMS" },
	{ SST_PLAN_MONEY, "money" },
	{ SST_PLAN_HOME, "home country" },
	{ SST_PLAN_NEW_CODE, "new activation code" },
	{ SST_PLAN_TOLD_EID, "EID known to the carrier" },
	{ SST_PLAN_NEW_SIM, "new plastic SIM" },
};

const char *
sst_plan_say_args(struct sst_plan_ctx *x, const char *fmt, va_list ap)
{
	va_list again;
	char *text = NULL;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n >= 0)
		text = sst_arena_get(&x->plan->mem, (size_t)n + 1);
	if (text != NULL)
		(void)vsnprintf(text, (size_t)n + 1, fmt, again);
	else
		x->failed = true;
	va_end(again);
	return text;
}

static void
push(struct sst_plan_ctx *x, struct sst_texts *list, const char *text)
{
	const char **v;

	if (text == NULL)
		return;
	v = sst_arena_grow(&x->plan->mem, list->v, list->n, sizeof(*v));
	if (v == NULL) {
		x->failed = true;
		return;
	}
	v[list->n++] = text;
	list->v = v;
}

void *
sst_plan_say_grow(struct sst_plan_ctx *x, void *items, size_t n, size_t size)
{
	void *v = sst_arena_grow(&x->plan->mem, items, n, size);

	if (v == NULL)
		x->failed = true;
	return v;
}

const char *
sst_plan_say_text(struct sst_plan_ctx *x, const char *fmt, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, fmt);
	text = sst_plan_say_args(x, fmt, ap);
	va_end(ap);
	return text;
}

void
sst_plan_say_risk(struct sst_plan_ctx *x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	push(x, &x->line->risks, sst_plan_say_args(x, fmt, ap));
	va_end(ap);
}

void
sst_plan_say_first(struct sst_plan_ctx *x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	push(x, &x->plan->first, sst_plan_say_args(x, fmt, ap));
	va_end(ap);
}

void
sst_plan_say_warning(struct sst_plan_ctx *x, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	push(x, &x->plan->warnings, sst_plan_say_args(x, fmt, ap));
	va_end(ap);
}

static void
put_words(struct sst_plan_ctx *x, unsigned bits, struct sst_texts *list)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if ((bits & (unsigned)words[i].need) != 0)
			push(x, list, words[i].word);
	}
}

void
sst_plan_say_remark(struct sst_plan_ctx *x)
{
	struct sst_plan_line *line = x->line;

	if (line->steps.n > 0)
		line->steps.v[line->steps.n - 1].is_remark = true;
}

void
sst_plan_say_gives(struct sst_plan_ctx *x, unsigned gives)
{
	struct sst_plan_line *line = x->line;

	if (line->steps.n > 0)
		put_words(x, gives, &line->steps.v[line->steps.n - 1].gives);
}

void
sst_plan_say_step(struct sst_plan_ctx *x, enum sst_plan_actor who,
    unsigned needs, const char *fmt, ...)
{
	struct sst_plan_line *line = x->line;
	struct sst_plan_step *v;
	struct sst_plan_step step = { .who = who };
	va_list ap;

	va_start(ap, fmt);
	step.text = sst_plan_say_args(x, fmt, ap);
	va_end(ap);
	put_words(x, needs, &step.needs);
	if ((needs & SST_PLAN_OTHER_LINE) != 0)
		push(x, &step.lines, x->second);
	v = sst_plan_say_grow(x, line->steps.v, line->steps.n, sizeof(*v));
	if (v == NULL || step.text == NULL)
		return;
	v[line->steps.n++] = step;
	line->steps.v = v;
}

void
sst_plan_say_alternative(struct sst_plan_ctx *x, const char *route,
    const char *why)
{
	const struct sst_route *row = sst_know_route(route);
	struct sst_plan_line *line = x->line;
	struct sst_plan_route *v;

	v = sst_plan_say_grow(x, line->alternatives.v, line->alternatives.n,
	    sizeof(*v));
	if (v == NULL)
		return;
	v[line->alternatives.n++] = (struct sst_plan_route){ .id = route,
		.what = row == NULL ? route : row->what,
		.why = why };
	line->alternatives.v = v;
}

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* A ground is said once, however many sentences rest on it. */
static bool
has_basis(const struct sst_plan_line *line, const struct sst_plan_basis *one)
{
	for (size_t i = 0; i < line->basis.n; i++) {
		const struct sst_plan_basis *b = &line->basis.v[i];

		if (is_same(b->claim, one->claim) &&
		    is_same(b->where, one->where) &&
		    is_same(b->source, one->source) &&
		    is_same(b->date, one->date))
			return true;
	}
	return false;
}

void
sst_plan_say_basis(struct sst_plan_ctx *x, const char *claim, const char *where,
    const char *source, const char *date)
{
	const struct sst_plan_basis one = { claim, where, source, date };
	struct sst_plan_line *line = x->line;
	struct sst_plan_basis *v;

	if (claim == NULL || where == NULL || source == NULL ||
	    has_basis(line, &one))
		return;
	v = sst_plan_say_grow(x, line->basis.v, line->basis.n, sizeof(*v));
	if (v == NULL)
		return;
	v[line->basis.n++] = one;
	line->basis.v = v;
}

const char *
sst_plan_say_moment(struct sst_plan_ctx *x, int64_t t)
{
	char text[SST_TIME_SIZE];

	if (t <= 0)
		return NULL;
	sst_time_format(t, text);
	return sst_plan_say_text(x, "%s", text);
}

const char *
sst_plan_say_day(struct sst_plan_ctx *x, int64_t t)
{
	char text[SST_TIME_SIZE];

	sst_time_format(t, text);
	if (t <= 0)
		return "an unknown day";
	return sst_plan_say_text(x, "%.*s", DAY_LENGTH, text);
}
