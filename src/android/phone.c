/* SPDX-License-Identifier: ISC */
/* phone.c: the smaller answers: EID, data saver, packages, network types. */
#include <stdlib.h>
#include <string.h>

#include <simstow/android/phone.h>
#include <simstow/base/digits.h>

#include "keep_priv.h"
#include "line_priv.h"

/* One name of a network type: "CDMA - EvDo rev. 0". */
#define NAME_MAX_BYTES 32

/* An EID more, unless it is there. */
static int
add_eid(const struct sst_keep *k, struct sst_phone_eids *out,
    struct sst_span value, size_t line)
{
	const char *eid;
	const char **v;

	if (value.n != SST_EID_DIGITS || sst_line_digits(value) != value.n)
		return 0;
	for (size_t i = 0; i < out->n; i++) {
		if (sst_line_is(value, out->v[i]))
			return 0;
	}
	if (out->n >= SST_PHONE_EIDS)
		return sst_fail(k->err, SST_E_FORMAT,
		    "line %zu: more than %d EIDs", line, SST_PHONE_EIDS);
	if (sst_keep_text(k, value, &eid) < 0)
		return -1;
	v = sst_arena_grow(k->mem, out->v, out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(k->mem, k->err);
	v[out->n] = eid;
	out->v = v;
	out->n++;
	return 0;
}

int
sst_phone_parse_eid(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_eids *out, struct sst_err *err)
{
	struct sst_keep k = { .mem = mem, .err = err };
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;
	bool is_card = false;

	*out = (struct sst_phone_eids){ 0 };
	while (sst_line_next(&lines, &line)) {
		line = sst_line_trim(line);
		if (sst_line_ends(line, ":"))
			is_card = sst_line_begins(line, "EuiccCard") ||
			          sst_line_begins(line, "EuiccPort");
		if (!sst_line_take(&line, "mEid="))
			continue;
		if (sst_line_find(line, "*") < line.n)
			out->has_masked = true;
		if (is_card && add_eid(&k, out, line, lines.number) < 0) {
			*out = (struct sst_phone_eids){ 0 };
			return -1;
		}
	}
	return 0;
}

/* What stands behind label in the first line that has it. */
static int
find_behind(struct sst_span text, const char *label, struct sst_span *out,
    struct sst_err *err)
{
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;

	while (sst_line_next(&lines, &line)) {
		size_t at = sst_line_find(line, label);

		if (at == line.n)
			continue;
		*out = sst_line_trim(sst_line_skip(line, at + strlen(label)));
		return 0;
	}
	return sst_fail(err, SST_E_FORMAT, "no \"%s\" in %zu line%s", label,
	    lines.number, lines.number == 1 ? "" : "s");
}

int
sst_phone_parse_restrict(struct sst_span text, bool *enabled,
    struct sst_err *err)
{
	struct sst_span word;

	*enabled = false;
	if (find_behind(text, "Restrict background status:", &word, err) < 0)
		return -1;
	if (!sst_line_is(word, "enabled") && !sst_line_is(word, "disabled"))
		return sst_fail(err, SST_E_FORMAT,
		    "Restrict background "
		    "status: neither \"enabled\" nor \"disabled\"");
	*enabled = sst_line_is(word, "enabled");
	return 0;
}

static int
read_uids(struct sst_span list, struct sst_arena *mem,
    struct sst_phone_uids *out, struct sst_err *err)
{
	struct sst_phone_uids uids = { 0 };
	size_t n;

	for (; list.n > 0; list = sst_line_trim(sst_line_skip(list, n))) {
		int *v = sst_arena_grow(mem, uids.v, uids.n, sizeof(*v));

		if (v == NULL)
			return sst_arena_full(mem, err);
		n = sst_line_find(list, " ");
		if (!sst_line_int(sst_line_head(list, n), &v[uids.n]))
			return sst_fail(err, SST_E_FORMAT,
			    "UIDs: number %zu is none", uids.n + 1);
		uids.v = v;
		uids.n++;
	}
	*out = uids;
	return 0;
}

int
sst_phone_parse_uids(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_uids *out, struct sst_err *err)
{
	struct sst_span list;

	*out = (struct sst_phone_uids){ 0 };
	if (find_behind(text, "UIDs:", &list, err) < 0)
		return -1;
	if (sst_line_is(list, "none"))
		return 0;
	return read_uids(list, mem, out, err);
}

/* "com.example uid:10086,1010086". */
static int
read_package(const struct sst_keep *k, struct sst_pairs *out,
    struct sst_span line, size_t number)
{
	struct sst_span left = line;
	size_t at = sst_line_find(line, " uid:");
	struct sst_span package = sst_line_head(line, at);
	size_t n;

	if (sst_line_trim(line).n == 0)
		return 0;
	if (!sst_line_take(&package, "package:") || at == line.n)
		return sst_keep_fault(k, number, line,
		    "no \"package:NAME uid:NUMBER\"");
	left = sst_line_skip(left, at + strlen(" uid:"));
	do {
		struct sst_span uid;

		n = sst_line_find(left, ",");
		uid = sst_line_trim(sst_line_head(left, n));
		if (uid.n == 0 || sst_line_digits(uid) != uid.n)
			return sst_keep_fault(k, number, line,
			    "a uid that is no number");
		if (sst_keep_pair(k, out, uid, package) < 0)
			return sst_within(k->err, "line %zu", number);
		left = sst_line_skip(left, n + 1);
	} while (left.n > 0);
	return 0;
}

int
sst_phone_parse_packages(struct sst_span text, struct sst_arena *mem,
    struct sst_pairs *out, struct sst_err *err)
{
	struct sst_keep k = { mem, &out->faults, &out->repaired, err };
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;

	*out = (struct sst_pairs){ 0 };
	while (sst_line_next(&lines, &line)) {
		if (read_package(&k, out, line, lines.number) < 0) {
			*out = (struct sst_pairs){ 0 };
			return -1;
		}
	}
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

static void
sort_names(struct sst_phone_names *names)
{
	size_t n = 0;

	if (names->n < 2)
		return;
	qsort(names->v, names->n, sizeof(*names->v), by_name);
	for (size_t i = 1; i < names->n; i++) {
		if (strcmp(names->v[i], names->v[n]) != 0)
			names->v[++n] = names->v[i];
	}
	names->n = n + 1;
}

static int
read_names(struct sst_span list, const struct sst_keep *k,
    struct sst_phone_names *out)
{
	struct sst_phone_names names = { 0 };
	size_t n;

	for (; list.n > 0; list = sst_line_skip(list, n + 1)) {
		struct sst_span name;
		const char **v;

		n = sst_line_find(list, "|");
		name = sst_line_trim(sst_line_head(list, n));
		if (name.n == 0 || name.n > NAME_MAX_BYTES)
			return sst_fail(k->err, SST_E_FORMAT,
			    "network type %zu has %zu bytes, want 1 to %d",
			    names.n + 1, name.n, NAME_MAX_BYTES);
		if (names.n >= SST_PHONE_NAMES)
			return sst_fail(k->err, SST_E_FORMAT,
			    "more than %d network types", SST_PHONE_NAMES);
		v = sst_arena_grow(k->mem, names.v, names.n, sizeof(*v));
		if (v == NULL)
			return sst_arena_full(k->mem, k->err);
		if (sst_keep_text(k, name, &v[names.n]) < 0)
			return -1;
		names.v = v;
		names.n++;
	}
	sort_names(&names);
	*out = names;
	return 0;
}

int
sst_phone_parse_network_types(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_names *out, struct sst_err *err)
{
	struct sst_keep k = { .mem = mem, .err = err };
	struct sst_lines lines = sst_line_of(text);
	struct sst_span list = { 0 };
	struct sst_span line;

	*out = (struct sst_phone_names){ 0 };
	while (sst_line_next(&lines, &line)) {
		line = sst_line_trim(line);
		if (line.n > 0 && list.n > 0)
			return sst_fail(err, SST_E_FORMAT,
			    "line %zu: a second line of network types",
			    lines.number);
		if (line.n > 0)
			list = line;
	}
	if (list.n == 0)
		return sst_fail(err, SST_E_FORMAT, "no network types");
	return read_names(list, &k, out);
}
