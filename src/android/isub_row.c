/* SPDX-License-Identifier: ISC */
/* isub_row.c: one row of dumpsys isub, cut into its members. */
#include <string.h>

#include "isub_row_priv.h"
#include "line_priv.h"

/* Members of a row; Android 16 prints about 60. */
#define PARTS_MAX 200

/* Android 10 prints no blank before this one. */
static const char glued[] = "mCountryIso=";

static const struct {
	const char *begin;
	const char *end;
} brackets[] = {
	{ "[SubscriptionInfoInternal: ", "]" }, /* Android 14 and later */
	{ "{", "}" },
};

struct part {
	struct sst_span name;
	struct sst_span value;
	size_t known; /* in the dialect, or its n */
};

struct parts {
	struct part v[PARTS_MAX];
	size_t n;
};

bool
sst_isub_row_begins(struct sst_span line)
{
	line = sst_line_trim(line);
	for (size_t i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++) {
		struct sst_span s = line;

		if (sst_line_take(&s, brackets[i].begin) &&
		    sst_line_begins(s, "id="))
			return true;
	}
	return false;
}

/* What stands between the brackets of text; false: one is missing. */
static bool
open_row(struct sst_span text, struct sst_span *inner)
{
	text = sst_line_trim(text);
	for (size_t i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++) {
		*inner = text;
		if (!sst_line_take(inner, brackets[i].begin))
			continue;
		if (!sst_line_ends(*inner, brackets[i].end))
			return false;
		inner->n -= strlen(brackets[i].end);
		return true;
	}
	return false;
}

bool
sst_isub_row_ends(struct sst_span text)
{
	struct sst_span inner;

	return open_row(text, &inner);
}

static bool
is_text(const struct sst_field_dialect *d, const struct part *p)
{
	return p->known < d->n && d->names[p->known].is_text;
}

/*
 * Whether s, behind a blank, begins a member; now is the one before it, last
 * the byte before the blank. Free text ends only before a name that is known;
 * other values before any, but for lists ("user=1, carrier=2").
 */
static bool
begins_member(const struct sst_field_dialect *d, struct sst_span s,
    const struct part *now, uint8_t last, struct part *next)
{
	size_t n = sst_line_word(s);

	if (n == 0 || n == s.n)
		return false;
	next->name = sst_line_head(s, n);
	next->known = sst_field_find(d, next->name);
	next->value = sst_line_skip(s, n + 1);
	if (s.p[n] == '=')
		return next->known < d->n || (!is_text(d, now) && last != ',');
	return s.p[n] == ' ' && next->known < d->n &&
	       d->names[next->known].is_unequal && !is_text(d, now);
}

/* Cut text at its members; false when there are too many. */
static bool
cut(const struct sst_field_dialect *d, struct sst_span text, struct parts *out)
{
	struct part now = { 0 };
	struct part next;

	now.name = sst_line_head(text, sst_line_word(text));
	now.known = sst_field_find(d, now.name);
	now.value = sst_line_skip(text, now.name.n + 1);
	for (size_t i = 0; i < text.n; i++) {
		struct sst_span s = sst_line_skip(text, i);
		bool is_glued = !is_text(d, &now) && sst_line_begins(s, glued);

		if (!is_glued && s.p[0] != ' ')
			continue;
		if (!is_glued)
			s = sst_line_skip(s, 1);
		if (text.p + i < now.value.p ||
		    !begins_member(d, s, &now, i > 0 ? text.p[i - 1] : 0,
		        &next))
			continue;
		if (out->n + 1 >= PARTS_MAX)
			return false;
		now.value.n = (size_t)(text.p + i - now.value.p);
		out->v[out->n++] = now;
		now = next;
	}
	out->v[out->n++] = now;
	return true;
}

/*
 * Set what is clear. Of members that come twice the first one is true when it
 * stands before all free text, else none is.
 */
static int
fill(const struct sst_field_row *row, const struct parts *parts,
    const uint8_t *count)
{
	const struct sst_field_dialect *d = row->dialect;
	bool is_settled[SST_FIELD_NAMES] = { false };
	bool is_behind = false;

	for (size_t i = 0; i < parts->n; i++) {
		const struct part *p = &parts->v[i];
		bool is_twice = p->known < d->n && count[p->known] > 1;

		is_behind = is_behind || is_text(d, p);
		if (is_twice && (is_behind || is_settled[p->known]))
			continue;
		if (is_twice)
			is_settled[p->known] = true;
		if (sst_field_put(row, p->name, p->value) < 0)
			return -1;
	}
	return 0;
}

/* How often each name is there; the first that comes twice is a fault. */
static int
count_names(const struct sst_field_row *row, const struct parts *parts,
    struct sst_span text, uint8_t *count)
{
	for (size_t i = 0; i < parts->n; i++) {
		const struct part *p = &parts->v[i];

		if (p->known == row->dialect->n || ++count[p->known] < 2 ||
		    row->sub->is_untrusted)
			continue;
		row->sub->is_untrusted = true;
		if (sst_keep_fault(row->keep, row->line, text,
		        "%.*s comes twice", (int)p->name.n,
		        (const char *)p->name.p) < 0)
			return -1;
	}
	return 0;
}

int
sst_isub_row_read(const struct sst_field_row *row, struct sst_span text,
    struct sst_isub_shape *shape)
{
	uint8_t count[SST_FIELD_NAMES] = { 0 };
	struct parts parts = { 0 };
	struct sst_span inner;

	*shape = (struct sst_isub_shape){ 0 };
	if (!open_row(text, &inner) || !cut(row->dialect, inner, &parts))
		return sst_keep_fault(row->keep, row->line, text,
		    "more than %d members", PARTS_MAX - 1);
	if (count_names(row, &parts, text, count) < 0 ||
	    fill(row, &parts, count) < 0)
		return -1;
	if (row->sub->id == SST_SUBSCRIPTION_UNKNOWN)
		return sst_keep_fault(row->keep, row->line, text,
		    "no subscription id");
	for (size_t i = 0; i < SST_FIELD_NAMES; i++)
		shape->bits[i / 64] |= (uint64_t)(count[i] > 0) << (i % 64);
	return 1;
}
