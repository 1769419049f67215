/* SPDX-License-Identifier: ISC */
/* subscription.c: dumpsys isub: its lists, and which lines are in them. */
#include <stddef.h>
#include <string.h>

#include "isub_row_priv.h"
#include "line_priv.h"

/* Lines of one row: a name may hold line breaks. */
#define ROW_LINES 64

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum list { LIST_NONE, LIST_ACTIVE, LIST_ALL };

/* What is known of a row besides its members. */
struct state {
	bool in_list[LIST_ALL + 1];
	struct sst_isub_shape shape;
	struct sst_span text;
	size_t line;
	bool is_after_damage;
};

struct reader {
	struct sst_keep keep;
	struct sst_subscriptions *out;
	struct state states[SST_SUBSCRIPTIONS_MAX]; /* one for each row */
	enum list list;
	bool is_damaged; /* the row before had no end */
	int embedded[SST_SUBSCRIPTIONS_MAX];
	size_t embedded_n;
};

/* Android 9 to 13, and 14 and later. */
static const struct {
	const char *line;
	enum list list;
} headings[] = {
	{ "ActiveSubInfoList:", LIST_ACTIVE },
	{ "AllSubInfoList:", LIST_ALL },
	{ "Active subscriptions:", LIST_ACTIVE },
	{ "All subscriptions:", LIST_ALL },
};

static const struct {
	const char *name;
	size_t at;
} defaults[] = {
	{ "defaultDataSubId=",
	    offsetof(struct sst_subscriptions, default_data) },
	{ "defaultVoiceSubId=",
	    offsetof(struct sst_subscriptions, default_voice) },
	{ "defaultSmsSubId=", offsetof(struct sst_subscriptions, default_sms) },
};

static const char embedded_heading[] = "Embedded subscriptions: ";
static const char rule[] = "++++";

static bool
is_heading(struct sst_span line, enum list *list)
{
	for (size_t i = 0; i < COUNT(headings); i++) {
		if (sst_line_begins(line, headings[i].line)) {
			*list = headings[i].list;
			return true;
		}
	}
	return false;
}

/* A line that no row goes on with. */
static bool
is_boundary(struct sst_span line)
{
	enum list list;

	line = sst_line_trim(line);
	return sst_isub_row_begins(line) || is_heading(line, &list) ||
	       sst_line_begins(line, rule) ||
	       sst_line_begins(line, embedded_heading) ||
	       sst_line_begins(line, "Local log");
}

/*
 * The text of the row that begins with line: up to its bracket, when the next
 * line is none of the same row, else up to the first bracket that ends a
 * line. What has no bracket ends before the next row.
 */
static bool
take_row(struct sst_lines *lines, struct sst_span line, struct sst_span *row)
{
	struct sst_lines first = *lines;
	size_t first_n = 0;
	struct sst_span next;

	*row = line;
	for (size_t i = 0; i < ROW_LINES; i++) {
		struct sst_lines ahead = *lines;
		bool is_last = !sst_line_next(&ahead, &next);
		bool is_whole = sst_isub_row_ends(*row);

		if (is_whole && (is_last || sst_line_trim(next).n == 0))
			return true;
		if (is_whole && first_n == 0) {
			first = *lines;
			first_n = row->n;
		}
		if (is_last || is_boundary(next))
			break;
		*lines = ahead;
		row->n = (size_t)(next.p + next.n - row->p);
	}
	if (sst_isub_row_ends(*row) || first_n == 0)
		return first_n != 0;
	*lines = first;
	row->n = first_n;
	return true;
}

static size_t
find_id(const struct reader *r, int id)
{
	size_t i = 0;

	while (i < r->out->n && r->out->v[i].id != id)
		i++;
	return i;
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* A row of an id that has one: another list, or a forgery. */
static int
add_again(struct reader *r, size_t at, const struct sst_subscription *sub,
    const struct state *state)
{
	struct sst_subscription *first = &r->out->v[at];
	struct state *known = &r->states[at];
	bool is_fine = !known->in_list[r->list] && !sub->is_untrusted &&
	               is_same(first->icc_id, sub->icc_id);

	known->in_list[r->list] = true;
	if (is_fine)
		return 0;
	first->is_untrusted = true;
	return sst_keep_fault(&r->keep, state->line, state->text,
	    "subscription %d again, line %zu was the first", sub->id,
	    known->line);
}

static int
add(struct reader *r, const struct sst_subscription *sub,
    const struct state *state)
{
	size_t at = find_id(r, sub->id);
	struct sst_subscription *v;

	if (at < r->out->n)
		return add_again(r, at, sub, state);
	if (at == SST_SUBSCRIPTIONS_MAX)
		return sst_fail(r->keep.err, SST_E_FORMAT,
		    "line %zu: more than %d subscriptions", state->line,
		    SST_SUBSCRIPTIONS_MAX);
	v = sst_arena_grow(r->keep.mem, r->out->v, r->out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(r->keep.mem, r->keep.err);
	v[at] = *sub;
	r->out->v = v;
	r->out->n++;
	r->states[at] = *state;
	r->states[at].in_list[r->list] = true;
	return 0;
}

static int
read_row(struct reader *r, struct sst_lines *lines, struct sst_span line)
{
	struct state state = { .line = lines->number,
		.is_after_damage = r->is_damaged };
	struct sst_subscription sub;
	struct sst_field_row row = { &sst_field_isub, &r->keep, &sub,
		lines->number };
	struct sst_span text;
	int rc;

	r->is_damaged = !take_row(lines, line, &text);
	if (r->is_damaged)
		return sst_keep_fault(&r->keep, state.line, text,
		    "a row without its end");
	sst_field_init(&sub);
	rc = sst_isub_row_read(&row, text, &state.shape);
	state.text = text;
	return rc <= 0 ? rc : add(r, &sub, &state);
}

static int
read_embedded(struct reader *r, struct sst_span line, size_t number)
{
	struct sst_span left = line;
	bool is_good = sst_line_take(&left, "[") && sst_line_ends(left, "]");

	left = sst_line_head(left, left.n - is_good);
	is_good = is_good && !r->out->has_embedded_list;
	r->embedded_n = 0;
	while (is_good && left.n > 0 && r->embedded_n < COUNT(r->embedded)) {
		size_t n = sst_line_find(left, ", ");

		is_good = sst_line_int(sst_line_head(left, n),
		    &r->embedded[r->embedded_n++]);
		left = sst_line_skip(left, n + 2);
	}
	r->out->has_embedded_list = true;
	if (is_good && left.n == 0)
		return 0;
	r->embedded_n = 0;
	return sst_keep_fault(&r->keep, number, line,
	    "a strange list of embedded subscriptions");
}

static void
read_default(struct reader *r, struct sst_span line)
{
	for (size_t i = 0; i < COUNT(defaults); i++) {
		int *out = (int *)((char *)r->out + defaults[i].at);
		struct sst_span s = line;

		if (sst_line_take(&s, defaults[i].name) &&
		    *out == SST_SUBSCRIPTION_UNKNOWN)
			(void)sst_line_int(s, out);
	}
}

/* Logs come last and repeat rows; Android 13 has only a rule before them. */
static bool
is_end(const struct reader *r, struct sst_span line)
{
	return sst_line_begins(line, "Local log") ||
	       sst_line_begins(line, "SubscriptionDatabaseManager:") ||
	       (r->list == LIST_ALL && sst_line_begins(line, rule));
}

static int
read_line(struct reader *r, struct sst_lines *lines, struct sst_span line)
{
	struct sst_span s = sst_line_trim(line);

	if (sst_isub_row_begins(s))
		return read_row(r, lines, line);
	if (is_heading(s, &r->list))
		return 0;
	if (sst_line_take(&s, embedded_heading))
		return read_embedded(r, s, lines->number);
	read_default(r, s);
	return 0;
}

static bool
is_embedded(const struct reader *r, int id)
{
	for (size_t i = 0; i < r->embedded_n; i++) {
		if (r->embedded[i] == id)
			return true;
	}
	return false;
}

static bool
is_shaped(const struct state *a, const struct state *b)
{
	return memcmp(&a->shape, &b->shape, sizeof(a->shape)) == 0;
}

/* A row whose shape most rows have, or NULL. */
static const struct state *
usual(const struct reader *r)
{
	for (size_t i = 0; i < r->out->n; i++) {
		size_t votes = 0;

		for (size_t j = 0; j < r->out->n; j++)
			votes += is_shaped(&r->states[i], &r->states[j]);
		if (votes > r->out->n / 2)
			return &r->states[i];
	}
	return NULL;
}

/*
 * Every row of a dump is printed by the same function: one with other names
 * than the rest was cut or forged, and what follows it may be a part of it.
 */
static int
compare_shapes(struct reader *r)
{
	const struct state *shape = usual(r);
	bool is_next = false;

	for (size_t i = 0; i < r->out->n; i++) {
		const struct state *s = &r->states[i];
		bool is_odd = shape == NULL || !is_shaped(s, shape);

		if (is_odd || is_next || s->is_after_damage)
			r->out->v[i].is_untrusted = true;
		if (is_odd &&
		    sst_keep_fault(&r->keep, s->line, s->text,
		        "subscription %d has other members than the rest",
		        r->out->v[i].id) < 0)
			return -1;
		is_next = is_odd;
	}
	return 0;
}

static int
finish(struct reader *r)
{
	for (size_t i = 0; i < r->out->n; i++) {
		struct sst_subscription *sub = &r->out->v[i];
		bool is_in = r->out->has_embedded_list ? is_embedded(r, sub->id)
		                                       : sub->is_embedded == 1;

		sub->is_active = r->states[i].in_list[LIST_ACTIVE];
		sub->is_installed = is_in || sub->slot >= 0;
	}
	return compare_shapes(r);
}

static int
read_all(struct reader *r, struct sst_span text)
{
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;

	while (sst_line_next(&lines, &line)) {
		if (is_end(r, sst_line_trim(line)))
			break;
		if (read_line(r, &lines, line) < 0)
			return -1;
	}
	return finish(r);
}

int
sst_subscription_parse_isub(struct sst_span text, struct sst_arena *mem,
    struct sst_subscriptions *out, struct sst_err *err)
{
	struct reader *r = sst_arena_get(mem, sizeof(*r));
	int rc;

	*out = (struct sst_subscriptions){
		.default_data = SST_SUBSCRIPTION_UNKNOWN,
		.default_voice = SST_SUBSCRIPTION_UNKNOWN,
		.default_sms = SST_SUBSCRIPTION_UNKNOWN,
	};
	if (r == NULL)
		return sst_arena_full(mem, err);
	r->out = out;
	r->keep = (struct sst_keep){ mem, &out->faults, &out->repaired, err };
	rc = read_all(r, text);
	if (rc < 0)
		*out = (struct sst_subscriptions){ 0 };
	return rc;
}
