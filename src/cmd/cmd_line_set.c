/* SPDX-License-Identifier: ISC */
/* cmd_line_set.c: simstow line set. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/text.h>
#include <simstow/base/time.h>
#include <simstow/manifest/manifest.h>

#include "iccid_arg.h"
#include "print.h"
#include "say.h"
#include "seal_args.h"

struct line_set_options {
	struct sst_told told; /* texts alone */
	struct sst_words codes_for;
	struct sst_words clear;
	struct sst_seal_args seal;
};

#define AT(member) offsetof(struct line_set_options, member)

static const struct sst_option options[] = {
	{ 0, "purpose", "TEXT", SST_OPTION_TEXT, AT(told.purpose),
	    "what the line is for", 0, 0 },
	{ 0, "codes-for", "WHO", SST_OPTION_LIST, AT(codes_for),
	    "who sends codes by SMS to this line: a bank or shop by name, "
	    "another line by its ICCID; may be repeated",
	    0, 0 },
	{ 0, "second-factor", "ICCID|self|app|mail|none", SST_OPTION_TEXT,
	    AT(told.second_factor),
	    "what the login at the line's own carrier asks for: an SMS to "
	    "that line, to this one, ...",
	    0, 0 },
	{ 0, "carrier", "NAME", SST_OPTION_TEXT, AT(told.carrier),
	    "whose line it is: a row of simstow know carrier", 0, 0 },
	{ 0, "expires", "YYYY-MM-DD", SST_OPTION_TEXT, AT(told.expires),
	    "when credit, plan or number lapses", 0, 0 },
	{ 0, "price", "TEXT", SST_OPTION_TEXT, AT(told.price), "what it costs",
	    0, 0 },
	{ 0, "contact", "TEXT", SST_OPTION_TEXT, AT(told.contact),
	    "how you reach the carrier from abroad", 0, 0 },
	{ 0, "told-eid", "EID", SST_OPTION_TEXT, AT(told.told_eid),
	    "the EID that the carrier was told of", 0, 0 },
	{ 0, "note", "TEXT", SST_OPTION_TEXT, AT(told.note), "a note", 0, 0 },
	{ 0, "clear", "FIELD", SST_OPTION_LIST, AT(clear),
	    "forget what was said: the name of an option above; may be "
	    "repeated",
	    0, 0 },
};

/* All that one record goes through. */
struct setting {
	struct sst_run *run;
	const struct line_set_options *o;
	struct sst_arena mem;
	char iccid[SST_ICCID_MAX + 1];
	char other[SST_ICCID_MAX + 1]; /* of the second factor */
	struct sst_target target;
	struct sst_snapshot snapshot;
	struct sst_told told;
};

/* The fields by the names of their options. */
static const struct field {
	const char *name;
	size_t at;
} fields[] = {
	{ "purpose", offsetof(struct sst_told, purpose) },
	{ "second-factor", offsetof(struct sst_told, second_factor) },
	{ "carrier", offsetof(struct sst_told, carrier) },
	{ "expires", offsetof(struct sst_told, expires) },
	{ "price", offsetof(struct sst_told, price) },
	{ "contact", offsetof(struct sst_told, contact) },
	{ "told-eid", offsetof(struct sst_told, told_eid) },
	{ "note", offsetof(struct sst_told, note) },
};
#define FIELDS (sizeof(fields) / sizeof(fields[0]))

static const char **
field_of(struct sst_told *t, size_t i)
{
	return (void *)((uint8_t *)t + fields[i].at);
}

static int
check_text(const char *name, const char *text, struct sst_err *err)
{
	if (text == NULL)
		return 0;
	if (!sst_text_is_utf8(sst_span_of_text(text)))
		return sst_fail(err, SST_E_USAGE, "line set: --%s: no UTF-8",
		    name);
	if (strlen(text) > SST_TOLD_TEXT)
		return sst_fail(err, SST_E_USAGE,
		    "line set: --%s: %zu bytes, want %d at most", name,
		    strlen(text), SST_TOLD_TEXT);
	return 0;
}

static int
check_date(const char *text, struct sst_err *err)
{
	struct sst_err why = { 0 };
	char moment[SST_TIME_SIZE];
	int64_t t;

	if (text == NULL)
		return 0;
	(void)snprintf(moment, sizeof(moment), "%.10sT00:00:00Z", text);
	if (strlen(text) == 10 && sst_time_parse(moment, &t, &why) == 0)
		return 0;
	return sst_fail(err, SST_E_USAGE,
	    "line set: --expires \"%s\": want a date, YYYY-MM-DD", text);
}

static int
check_factor(struct setting *s, struct sst_err *err)
{
	static const char *const words[] = { "self", "app", "mail", "none" };
	const char *text = s->told.second_factor;

	if (text == NULL)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(text, words[i]) == 0)
			return 0;
	if (sst_iccid_arg(s->run, "line set: --second-factor", text, s->other,
	        err) < 0) {
		sst_err_hint(err,
		    "the ICCID of a line, or self, app, mail, none");
		return -1;
	}
	s->told.second_factor =
	    strcmp(s->other, s->iccid) == 0 ? "self" : s->other;
	return 0;
}

static int
clear_one(struct setting *s, const char *name, struct sst_err *err)
{
	bool is_codes = strcmp(name, "codes-for") == 0;
	const char **place = NULL;

	for (size_t i = 0; i < FIELDS; i++)
		if (strcmp(name, fields[i].name) == 0)
			place = field_of(&s->told, i);
	if (place == NULL && !is_codes)
		return sst_fail(err, SST_E_USAGE,
		    "line set: --clear %s: no such field", name);
	if (is_codes ? s->told.codes_for.v != NULL : *place != NULL)
		return sst_fail(err, SST_E_USAGE,
		    "line set: --%s and --clear %s together", name, name);
	if (is_codes) {
		s->told.codes_for.v = sst_arena_get(&s->mem, 1);
		return s->told.codes_for.v == NULL
		           ? sst_arena_full(&s->mem, err)
		           : 0;
	}
	*place = "";
	return 0;
}

static int
take_codes_for(struct setting *s, struct sst_err *err)
{
	const struct sst_words *w = &s->o->codes_for;
	struct sst_texts *t = &s->told.codes_for;

	if (w->n == 0)
		return 0;
	if (w->n > SST_TOLD_CODES_FOR)
		return sst_fail(err, SST_E_USAGE,
		    "line set: --codes-for: more than %d times",
		    SST_TOLD_CODES_FOR);
	t->v = sst_arena_get_array(&s->mem, w->n, sizeof(*t->v));
	if (t->v == NULL)
		return sst_arena_full(&s->mem, err);
	for (; t->n < w->n; t->n++) {
		if (check_text("codes-for", w->v[t->n], err) < 0)
			return -1;
		t->v[t->n] = w->v[t->n];
	}
	return 0;
}

static int
check(struct setting *s, struct sst_err *err)
{
	bool is_empty = s->o->codes_for.n == 0 && s->o->clear.n == 0;

	s->told = s->o->told;
	if (sst_iccid_arg(s->run, "line set: ICCID", s->run->args.v[0],
	        s->iccid, err) < 0)
		return -1;
	for (size_t i = 0; i < FIELDS; i++) {
		const char *text = *field_of(&s->told, i);

		is_empty = is_empty && text == NULL;
		if (check_text(fields[i].name, text, err) < 0)
			return -1;
	}
	if (is_empty)
		return sst_fail(err, SST_E_USAGE,
		    "line set: nothing is said of the line");
	if (check_date(s->told.expires, err) < 0 || check_factor(s, err) < 0 ||
	    take_codes_for(s, err) < 0)
		return -1;
	if (s->told.told_eid != NULL && !sst_eid_is_plain(s->told.told_eid))
		return sst_fail(err, SST_E_USAGE,
		    "line set: --told-eid: want 32 digits");
	for (size_t i = 0; i < s->o->clear.n; i++)
		if (clear_one(s, s->o->clear.v[i], err) < 0)
			return -1;
	if (sst_target_check(s->run, &s->o->seal, &s->target, err) < 0)
		return -1;
	return sst_target_ready(&s->target, err);
}

static int
fill(struct setting *s, struct sst_err *err)
{
	struct sst_told *t = sst_snapshot_add_told(&s->snapshot);

	if (t == NULL)
		return sst_arena_full(&s->snapshot.mem, err);
	s->snapshot.kind = SST_SNAPSHOT_CODES;
	s->snapshot.created = s->run->now;
	s->snapshot.generator = SST_RUN_GENERATOR;
	*t = s->told;
	t->iccid = s->iccid;
	t->set = s->run->now;
	return 0;
}

static int
report(struct setting *s, const char *path, const struct sst_archive_sum *sum,
    struct sst_err *err)
{
	char sealed[SST_TARGET_SEALED];
	struct sst_json j;

	if (!s->run->common.json) {
		sst_say_line(stdout, "%s", path);
		sst_target_sealed(&s->target, sealed);
		sst_say_info(s->run, "kept, sealed %s", sealed);
		return 0;
	}
	j = sst_print_document("line-set");
	sst_print_json_text(&j, "path", path);
	sst_json_int(&j, "size", (int64_t)sum->size);
	sst_json_text(&j, "sha256", sum->sha256);
	sst_json_int(&j, "recipients", (int64_t)s->target.seal.to_n);
	return sst_print_json(&j, err);
}

static int
set(struct setting *s, struct sst_err *err)
{
	struct sst_archive_sum sum = { 0 };
	struct sst_members members;
	const char *path = NULL;

	if (check(s, err) < 0 || fill(s, err) < 0 ||
	    sst_manifest_pack(&s->snapshot, &s->mem, &members, err) < 0)
		return -1;
	if (sst_target_write(&s->target, "line", &members, &path, &sum, err) <
	    0)
		return -1;
	return report(s, path, &sum, err);
}

static int
run_line_set(struct sst_run *run, struct sst_err *err)
{
	struct setting s = { .run = run, .o = run->options };
	int rc;

	sst_snapshot_init(&s.snapshot);
	rc = set(&s, err);
	sst_snapshot_fini(&s.snapshot);
	sst_target_fini(&s.target);
	sst_arena_fini(&s.mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_seal_args_options, SST_SEAL_ARGS_OPTIONS, AT(seal),
	    "Where the archive goes, and sealed to whom" },
};

const struct sst_command sst_cmd_line_set = {
	.name = "set",
	.help = "say something about a line",
	.arguments = "ICCID",
	.about =
	    "Say something about a line, in an archive of its own, sealed like "
	    "a backup: with the public key alone when the vault has one. What "
	    "was said before and is not said now stays.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct line_set_options),
	.args_min = 1,
	.args_max = 1,
	.needs_crypto = true,
	.run = run_line_set,
};
