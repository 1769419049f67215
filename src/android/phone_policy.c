/* SPDX-License-Identifier: ISC */
/* phone_policy.c: limits of metered networks in dumpsys netpolicy. */
#include <string.h>

#include <simstow/android/phone.h>

#include "keep_priv.h"
#include "line_priv.h"

static const char heading[] = "Network policies:";
static const char opening[] = "NetworkPolicy{";

/* What stands behind label, up to one of the bytes in ends. */
static struct sst_span
behind(struct sst_span s, size_t at, const char *label, const char *ends)
{
	size_t n = 0;

	s = sst_line_skip(s, at + strlen(label));
	while (n < s.n && (s.p[n] == '\0' || strchr(ends, s.p[n]) == NULL))
		n++;
	return sst_line_head(s, n);
}

/* A number; its label stands last behind the names of networks. */
static bool
read_bytes(struct sst_span s, const char *label, int64_t *out)
{
	size_t at = sst_line_find_last(s, label);

	return at < s.n && sst_line_int64(behind(s, at, label, " }"), out);
}

/* " cycleRule=RecurrenceRule{...}", or a word. */
static struct sst_span
find_cycle(struct sst_span s)
{
	size_t at = sst_line_find_last(s, " cycleRule=");
	struct sst_span rule = behind(s, at, " cycleRule=", "}");

	if (at == s.n)
		return (struct sst_span){ 0 };
	if (sst_line_find(rule, "{") == rule.n)
		return behind(s, at, " cycleRule=", " ");
	/* With the bracket that ended it. */
	rule.n += rule.p + rule.n < s.p + s.n;
	return rule;
}

/* "subscriberId=310260...", or the first of matchSubscriberIds. */
static struct sst_span
find_subscriber(struct sst_span s)
{
	static const char *const labels[] = { " subscriberId=",
		"matchSubscriberIds=[" };

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		size_t at = sst_line_find(s, labels[i]);
		struct sst_span word = behind(s, at, labels[i], ",] ");

		if (at < s.n && word.n > 0 && !sst_line_is(word, "null"))
			return word;
	}
	return (struct sst_span){ 0 };
}

/* A text that is there, or NULL. */
static int
keep_word(const struct sst_keep *k, struct sst_span s, const char **out)
{
	*out = NULL;
	return s.n == 0 ? 0 : sst_keep_text(k, s, out);
}

static int
read_policy(const struct sst_keep *k, struct sst_phone_policies *out,
    struct sst_span line, size_t number)
{
	struct sst_phone_policy policy = { 0 };
	struct sst_phone_policy *v;
	size_t at = sst_line_find(line, "matchRule=");
	struct sst_span rule = behind(line, at, "matchRule=", ", ");

	if (!sst_line_begins(line, opening) || rule.n == 0 ||
	    !read_bytes(line, " warningBytes=", &policy.warning_bytes) ||
	    !read_bytes(line, " limitBytes=", &policy.limit_bytes))
		return sst_keep_fault(k, number, line,
		    "no network policy with its warning and limit");
	if (keep_word(k, rule, &policy.match) < 0 ||
	    keep_word(k, find_subscriber(line), &policy.subscriber) < 0 ||
	    keep_word(k, find_cycle(line), &policy.cycle) < 0)
		return -1;
	v = sst_arena_grow(k->mem, out->v, out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(k->mem, k->err);
	v[out->n] = policy;
	out->v = v;
	out->n++;
	return 0;
}

static int
read_all(const struct sst_keep *k, struct sst_span text,
    struct sst_phone_policies *out)
{
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;

	do {
		if (!sst_line_next(&lines, &line))
			return sst_fail(k->err, SST_E_FORMAT,
			    "no \"%s\" in %zu lines", heading, lines.number);
	} while (!sst_line_is(sst_line_trim(line), heading));
	while (sst_line_next(&lines, &line)) {
		line = sst_line_trim(line);
		if (line.n == 0)
			break;
		if (read_policy(k, out, line, lines.number) < 0)
			return -1;
	}
	return 0;
}

int
sst_phone_parse_policies(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_policies *out, struct sst_err *err)
{
	struct sst_keep k = { mem, &out->faults, NULL, err };

	*out = (struct sst_phone_policies){ 0 };
	if (read_all(&k, text, out) < 0) {
		*out = (struct sst_phone_policies){ 0 };
		return -1;
	}
	return 0;
}
