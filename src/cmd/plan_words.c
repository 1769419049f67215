/* SPDX-License-Identifier: ISC */
/* plan_words.c: a plan in the words that page and sheet share. */
#include <stdio.h>
#include <string.h>

#include "plan_words.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct sst_plan_words outcomes[] = {
	[SST_PLAN_PRESENT] = { "It is there", "it is there already",
	    SST_PLAN_SAFE },
	[SST_PLAN_AUTOMATIC] = { "simstow does it", "simstow can do it",
	    SST_PLAN_SAFE },
	[SST_PLAN_WITH_CODE] = { "You can do it",
	    "you can do it with what you have", SST_PLAN_SAFE },
	[SST_PLAN_WITH_CARRIER] = { "A carrier acts first",
	    "the carrier has to act first", SST_PLAN_CARE },
	[SST_PLAN_BLOCKED] = { "Blocked", "no way back is known",
	    SST_PLAN_GRAVE },
};

static const struct {
	const char *is;
	const char *list;
} situations[] = {
	[SST_PLAN_TRIP] = { "Before a trip: what if the device got lost?",
	    "If it gets lost, in this order" },
	[SST_PLAN_MOVE] = { "A move: the old device works and is in hand",
	    "Do now, in this order" },
	[SST_PLAN_LOST] = { "The device is lost or stolen",
	    "Do now, in this order" },
	[SST_PLAN_DAMAGED] = { "The device is damaged, and in hand",
	    "Do now, in this order" },
	[SST_PLAN_RESET] = { "The device was reset", "Do now, in this order" },
};

static const char *const targets[] = {
	[SST_PLAN_ANY] = "any new device",
	[SST_PLAN_SAME] = "the same device",
	[SST_PLAN_LIVE] = "the device that was read just now",
	[SST_PLAN_DESCRIBED] = "the device that you described",
	[SST_PLAN_UNKNOWN] = "a device of which nothing is known",
};

static const struct sst_plan_words no_line = { "No line",
	"nothing has to come back", SST_PLAN_SAFE };

const struct sst_plan_words *
sst_plan_words_outcome(const struct sst_plan_line *l)
{
	return l->is_no_line ? &no_line : &outcomes[l->outcome];
}

const char *
sst_plan_words_situation(enum sst_plan_situation s)
{
	return situations[s].is;
}

const char *
sst_plan_words_list(enum sst_plan_situation s)
{
	return situations[s].list;
}

const char *
sst_plan_words_target(enum sst_plan_target_kind t)
{
	return targets[t];
}

const char *
sst_plan_words_title(const struct sst_plan_line *l)
{
	if (l->profile != NULL)
		return sst_snapshot_title(l->profile);
	if (l->code != NULL && l->code->carrier != NULL)
		return l->code->carrier;
	return "a kept activation code";
}

const char *
sst_plan_words_line(const struct sst_plan *p, const char *iccid)
{
	for (size_t i = 0; i < p->lines.n; i++)
		if (p->lines.v[i].iccid != NULL &&
		    strcmp(p->lines.v[i].iccid, iccid) == 0)
			return sst_plan_words_title(&p->lines.v[i]);
	return iccid;
}

static const char *
count(struct sst_arena *mem, size_t n)
{
	return n == 0 ? "none" : sst_arena_printf(mem, "%zu", n);
}

const char *
sst_plan_words_summary(const struct sst_plan *p, struct sst_arena *mem)
{
	size_t n[COUNT(outcomes)] = { 0 };
	const char *safe, *you, *carrier, *blocked;

	for (size_t i = 0; i < p->lines.n; i++) {
		const struct sst_plan_line *l = &p->lines.v[i];

		n[l->is_no_line ? SST_PLAN_PRESENT : l->outcome]++;
	}
	safe = count(mem, n[SST_PLAN_PRESENT] + n[SST_PLAN_AUTOMATIC]);
	you = count(mem, n[SST_PLAN_WITH_CODE]);
	carrier = count(mem, n[SST_PLAN_WITH_CARRIER]);
	blocked = count(mem, n[SST_PLAN_BLOCKED]);
	if (safe == NULL || you == NULL || carrier == NULL || blocked == NULL)
		return NULL;
	return sst_arena_printf(mem,
	    "%zu line%s: %s safe, %s need%s you, %s need%s a carrier, "
	    "%s blocked.",
	    p->lines.n, p->lines.n == 1 ? "" : "s", safe, you,
	    n[SST_PLAN_WITH_CODE] == 1 ? "s" : "", carrier,
	    n[SST_PLAN_WITH_CARRIER] == 1 ? "s" : "", blocked);
}

const char *
sst_plan_words_heading(enum sst_plan_when when)
{
	static const char *const headings[] = {
		[SST_PLAN_NOW] = "",
		[SST_PLAN_BEFORE] = "Before you leave",
		[SST_PLAN_LATER] = "If it gets lost",
	};

	return headings[when];
}

const char *
sst_plan_words_code(const struct sst_plan_line *l)
{
	if (l->code != NULL)
		return l->code->text;
	if (l->profile != NULL)
		return l->profile->device_change.activation_code;
	return NULL;
}

const char *
sst_plan_words_step(const struct sst_plan *p, const struct sst_plan_line *l)
{
	bool is_trip = p->situation == SST_PLAN_TRIP;
	const char *first = NULL;

	for (size_t i = 0; i < l->steps.n; i++) {
		const struct sst_plan_step *s = &l->steps.v[i];

		if (is_trip && s->when != SST_PLAN_LATER)
			continue;
		if (!s->is_remark && s->who != SST_PLAN_CARRIER)
			return s->text;
		if (first == NULL)
			first = s->text;
	}
	return first;
}

const char *
sst_plan_words_needs(const struct sst_plan *p, const struct sst_plan_step *s,
    struct sst_arena *mem)
{
	const char *text = NULL;

	for (size_t i = 0; i < s->needs.n; i++)
		text = sst_arena_printf(mem, "%s%s%s", text == NULL ? "" : text,
		    text == NULL ? "" : ", ", s->needs.v[i]);
	for (size_t i = 0; i < s->lines.n; i++)
		text = sst_arena_printf(mem, "%s%san SMS to %s",
		    text == NULL ? "" : text, text == NULL ? "" : ", ",
		    sst_plan_words_line(p, s->lines.v[i]));
	return text;
}

/* The carrier's own, as the table has them. */
static const struct {
	size_t at;
	const char *label;
	bool is_link;
} cells[] = {
	{ offsetof(struct sst_carrier, support_phone), "telephone", false },
	{ offsetof(struct sst_carrier, support_short), "short number", false },
	{ offsetof(struct sst_carrier, support_mail), "mail", false },
	{ offsetof(struct sst_carrier, support_web), "web", true },
	{ offsetof(struct sst_carrier, support_note), "note", false },
};

size_t
sst_plan_words_contacts(const struct sst_plan_line *l,
    struct sst_plan_contact out[SST_PLAN_CONTACTS])
{
	const char *own = l->told == NULL ? NULL : l->told->contact;
	size_t n = 0;

	if (own != NULL && *own != '\0')
		out[n++] =
		    (struct sst_plan_contact){ "you noted", own, true, false };
	for (size_t i = 0; l->carrier != NULL && i < COUNT(cells); i++) {
		const void *cell = (const char *)l->carrier + cells[i].at;
		const char *text = *(const char *const *)cell;

		if (*text != '\0')
			out[n++] = (struct sst_plan_contact){ cells[i].label,
				text, false, cells[i].is_link };
	}
	return n;
}

const char *
sst_plan_words_contact_date(const struct sst_plan_line *l)
{
	const struct sst_carrier *c = l->carrier;

	if (c == NULL || *c->seen == '\0')
		return NULL;
	return c->seen;
}

size_t
sst_plan_words_settings(const struct sst_plan *p, enum sst_plan_setting_way way)
{
	size_t n = 0;

	for (size_t i = 0; i < p->settings.n; i++)
		n += p->settings.v[i].way == way;
	return n;
}
