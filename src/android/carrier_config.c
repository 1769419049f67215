/* SPDX-License-Identifier: ISC */
/* carrier_config.c: dumpsys carrier_config: its sections and entries. */
#include <string.h>

#include <simstow/android/carrier_config.h>

#include "carrier_config_priv.h"
#include "line_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Entries stand deeper than their section, and that deeper than the phone. */
struct reader {
	struct sst_keep keep;
	struct sst_config_entries all;
	int phone;           /* -1: before the first phone */
	const char *section; /* NULL: in none */
	enum sst_config_rank rank;
	size_t section_indent;
	size_t entry_indent; /* 0: no entry yet */
	/* the entry that is open; value.p is NULL in none */
	struct sst_span key;
	struct sst_span value;
	size_t line;
	bool has_phone[SST_CARRIER_CONFIG_PHONES];
	size_t phone_n;
};

/* Longer endings first. */
static const struct {
	const char *ending;
	enum sst_config_type type;
} endings[] = {
	{ "_string_array", SST_CONFIG_TEXTS },
	{ "_int_array", SST_CONFIG_INTS },
	{ "_long_array", SST_CONFIG_INTS },
	{ "_bool", SST_CONFIG_BOOL },
	{ "_int", SST_CONFIG_INT },
	{ "_long", SST_CONFIG_INT },
	{ "_string", SST_CONFIG_TEXT },
};

static const char *const type_names[] = {
	[SST_CONFIG_OTHER] = "other",
	[SST_CONFIG_BOOL] = "bool",
	[SST_CONFIG_INT] = "int",
	[SST_CONFIG_TEXT] = "text",
	[SST_CONFIG_INTS] = "ints",
	[SST_CONFIG_TEXTS] = "texts",
};

/* CarrierConfigLoader.dump; a name that is not here is a vendor's. */
static const struct {
	const char *beginning;
	enum sst_config_rank rank;
} sections[] = {
	{ "Default Values", SST_CONFIG_DEFAULT },
	{ "mConfigFromDefaultApp", SST_CONFIG_DEFAULT_APP },
	{ "mConfigFromCarrierApp", SST_CONFIG_CARRIER_APP },
	{ "mPersistentOverrideConfigs", SST_CONFIG_PERSISTENT },
	{ "mOverrideConfigs", SST_CONFIG_OVERRIDE },
	{ "mNoSimConfig", SST_CONFIG_NO_SIM },
};

enum sst_config_type
sst_config_type_of(const char *key)
{
	for (size_t i = 0; i < COUNT(endings); i++) {
		if (sst_line_ends(sst_span_of_text(key), endings[i].ending))
			return endings[i].type;
	}
	return SST_CONFIG_OTHER;
}

const char *
sst_config_type_name(enum sst_config_type type)
{
	if ((unsigned)type >= COUNT(type_names))
		return "other";
	return type_names[type];
}

static size_t
indent_of(struct sst_span line)
{
	size_t n = 0;

	while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	return n;
}

static int
close_entry(struct reader *r)
{
	struct sst_config_entry e = { .source = r->section,
		.rank = r->rank,
		.phone = r->phone,
		.order = r->all.n };
	struct sst_config_entry *v;

	if (r->value.p == NULL)
		return 0;
	if (sst_keep_text(&r->keep, r->key, &e.key) < 0)
		return -1;
	if (!sst_line_is(r->value, "null") &&
	    sst_keep_text(&r->keep, r->value, &e.value) < 0)
		return -1;
	r->value = (struct sst_span){ 0 };
	if (r->all.n >= SST_PAIRS_MAX)
		return sst_fail(r->keep.err, SST_E_FORMAT,
		    "line %zu: more than %d entries", r->line, SST_PAIRS_MAX);
	v = sst_arena_grow(r->keep.mem, r->all.v, r->all.n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(r->keep.mem, r->keep.err);
	v[r->all.n] = e;
	r->all.v = v;
	r->all.n++;
	return 0;
}

static int
begin_phone(struct reader *r, struct sst_span number, size_t at)
{
	int phone;

	if (close_entry(r) < 0)
		return -1;
	r->section = NULL;
	r->phone = SST_CARRIER_CONFIG_PHONES;
	if (!sst_line_int(number, &phone) || phone < 0 ||
	    phone >= SST_CARRIER_CONFIG_PHONES || r->has_phone[phone])
		return sst_keep_fault(&r->keep, at, number,
		    "no new phone from 0 to %d", SST_CARRIER_CONFIG_PHONES - 1);
	r->phone = phone;
	r->has_phone[phone] = true;
	if ((size_t)phone >= r->phone_n)
		r->phone_n = (size_t)phone + 1;
	return 0;
}

/* "name : " or "name : null "; an entry has " = " in it. */
static bool
is_section(struct sst_span s, struct sst_span *name)
{
	if (sst_line_find(s, " = ") < s.n)
		return false;
	*name = s;
	if (sst_line_ends(s, " : null"))
		name->n -= strlen(" : null");
	else if (sst_line_ends(s, " :"))
		name->n -= strlen(" :");
	else
		return false;
	return name->n > 0;
}

static int
begin_section(struct reader *r, struct sst_span name, size_t indent)
{
	if (close_entry(r) < 0)
		return -1;
	r->rank = SST_CONFIG_VENDOR;
	for (size_t i = 0; i < COUNT(sections); i++) {
		if (sst_line_begins(name, sections[i].beginning))
			r->rank = sections[i].rank;
	}
	/* Old versions print it after the last phone, at its depth. */
	if (r->rank == SST_CONFIG_NO_SIM)
		r->phone = -1;
	r->section_indent = indent;
	r->entry_indent = 0;
	return sst_keep_text(&r->keep, name, &r->section);
}

/* An entry, or more lines of the value before it. */
static int
read_entry(struct reader *r, struct sst_span line, size_t at)
{
	size_t indent = indent_of(line);
	struct sst_span s = sst_line_skip(line, indent);
	size_t n = sst_line_find(s, " = ");
	bool is_bare = n == s.n && sst_line_ends(s, " =");
	bool is_deep = indent > r->section_indent;

	if (is_bare)
		n -= strlen(" =");
	if (n == s.n && r->value.p != NULL) {
		r->value.n = (size_t)(s.p + s.n - r->value.p);
		return 0;
	}
	if (r->section == NULL || n == s.n || n == 0 || !is_deep)
		return sst_keep_fault(&r->keep, at, s, "%s",
		    r->section == NULL ? "an entry in no section"
		                       : "no \"key = value\"");
	if (close_entry(r) < 0)
		return -1;
	if (r->entry_indent == 0)
		r->entry_indent = indent;
	r->line = at;
	r->key = sst_line_head(s, n);
	r->value = sst_line_skip(s, n + strlen(is_bare ? " =" : " = "));
	return 0;
}

static int
read_line(struct reader *r, struct sst_span line, size_t at)
{
	size_t indent = indent_of(line);
	struct sst_span s = sst_line_trim(line);
	struct sst_span name;

	if (s.n == 0)
		return 0;
	if (indent == 0) {
		if (sst_line_take(&s, "Phone Id = "))
			return begin_phone(r, s, at);
		if (close_entry(r) < 0)
			return -1;
		r->section = NULL;
		return 0;
	}
	if (is_section(s, &name) &&
	    (r->section == NULL || r->entry_indent == 0 ||
	        indent < r->entry_indent))
		return begin_section(r, name, indent);
	return read_entry(r, line, at);
}

/* The logs behind the sections; before them only lines without indent. */
static bool
is_end(struct sst_span line)
{
	return sst_line_begins(line, "CarrierConfigLoadingLog=") ||
	       sst_line_begins(line, "CarrierConfigLoader local log=") ||
	       sst_line_begins(line, "Connected services") ||
	       sst_line_begins(line, "Cached config files:");
}

static int
read_all(struct reader *r, struct sst_span text)
{
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;

	while (sst_line_next(&lines, &line) && !is_end(line)) {
		if (read_line(r, line, lines.number) < 0)
			return -1;
	}
	return close_entry(r);
}

int
sst_carrier_config_parse(struct sst_span text, struct sst_arena *mem,
    struct sst_carrier_configs *out, struct sst_err *err)
{
	struct reader r = { .keep = { mem, &out->faults, NULL, err },
		.phone = -1 };
	int rc;

	*out = (struct sst_carrier_configs){ 0 };
	rc = read_all(&r, text);
	out->n = r.phone_n;
	for (size_t i = 0; rc == 0 && i < r.phone_n; i++)
		rc =
		    sst_config_settle(&r.all, (int)i, mem, &out->phone[i], err);
	if (rc < 0)
		*out = (struct sst_carrier_configs){ 0 };
	return rc;
}
