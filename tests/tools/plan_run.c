/* SPDX-License-Identifier: ISC */
/* plan_run.c: a scenario as JSON in, its plan as JSON out; or all rules. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/file.h>
#include <simstow/base/time.h>
#include <simstow/manifest/manifest.h>
#include <simstow/plan/plan.h>
#include <simstow/snapshot/merge.h>

#include "../../src/plan/plan_rules_priv.h"

#define ARCHIVES 16
#define PLAN_MAX ((size_t)16 << 20) /* bytes of a plan */

/* All that a scenario is made of. */
struct scenario {
	struct sst_arena mem;
	json_t *json;
	struct sst_snapshot own[2 * ARCHIVES + 1];
	size_t own_n;
	struct sst_snapshot known;
	struct sst_snapshot in_hand;
	struct sst_know_book book;
	struct sst_plan_input in;
	struct sst_plan plan;
};

/* What every manifest has; a scenario says the rest. */
static const char empty[] =
    "{\"format\":\"simstow\",\"version\":1,\"kind\":\"device\","
    "\"created\":\"2026-11-20T08:00:00Z\",\"euiccs\":[],\"profiles\":[],"
    "\"codes\":[],\"gaps\":[],\"members\":[]}";

static int
read_manifest(struct scenario *s, json_t *part, const struct sst_snapshot **out,
    struct sst_err *err)
{
	struct sst_snapshot *own = &s->own[s->own_n];
	struct sst_member member = { .name = "manifest.json" };
	const struct sst_members members = { .v = &member, .n = 1 };
	struct sst_buf text = { 0 };
	json_t *whole = NULL;
	int rc = -1;

	if (s->own_n == sizeof(s->own) / sizeof(s->own[0]))
		return sst_fail(err, SST_E_USAGE, "too many archives");
	if (sst_json_parse(sst_span_of_text(empty), &whole, err) < 0)
		return -1;
	if (!json_is_object(part) || json_object_update(whole, part) < 0) {
		sst_err_set(err, SST_E_USAGE, "manifest: no object");
		goto out;
	}
	if (sst_json_put(whole, &text, err) < 0)
		goto out;
	member.data = sst_buf_span(&text);
	s->own_n++;
	if (sst_manifest_unpack(&members, own, err) < 0)
		goto out;
	*out = own;
	rc = 0;
out:
	json_decref(whole);
	sst_buf_fini(&text);
	return rc;
}

static int
merge(struct scenario *s, const char *key, struct sst_snapshot *out,
    struct sst_err *err)
{
	const struct sst_snapshot *in[ARCHIVES];
	const char *names[ARCHIVES];
	json_t *list = json_object_get(s->json, key);
	size_t n = json_array_size(list);

	if (n > ARCHIVES)
		return sst_fail(err, SST_E_USAGE, "%s: too many", key);
	for (size_t i = 0; i < n; i++) {
		json_t *one = json_array_get(list, i);

		names[i] = json_string_value(json_object_get(one, "name"));
		if (read_manifest(s, json_object_get(one, "manifest"), &in[i],
		        err) < 0)
			return sst_within(err, "%s[%zu]", key, i);
	}
	return sst_merge(in, names, n, out, err);
}

static const char *
text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* The number of a word among the names of an enumeration, from 1 on. */
static int
number_of(const char *word, const char *(*name)(int), int last)
{
	for (int i = 1; word != NULL && i <= last; i++)
		if (strcmp(name(i), word) == 0)
			return i;
	return 0;
}

static const char *
situation_name(int i)
{
	return sst_plan_situation_name((enum sst_plan_situation)i);
}

static const char *
target_name(int i)
{
	return sst_plan_target_name((enum sst_plan_target_kind)i);
}

static const char *
device_name(int i)
{
	return sst_snapshot_device_name((enum sst_device_kind)i);
}

static void
read_described(const json_t *t, struct sst_plan_described *d)
{
	const char *lock = text_of(t, "lock");

	d->kind = (enum sst_device_kind)number_of(text_of(t, "device"),
	    device_name, SST_DEVICE_MODEM);
	d->eid = text_of(t, "eid");
	d->model = text_of(t, "model");
	d->version =
	    (unsigned)json_integer_value(json_object_get(t, "version"));
	d->locked_to = text_of(t, "lockedTo");
	d->country = text_of(t, "country");
	if (lock != NULL)
		d->lock = strcmp(lock, "locked") == 0 ? SST_PLAN_LOCKED
		                                      : SST_PLAN_UNLOCKED;
}

static int
read_target(struct scenario *s, struct sst_err *err)
{
	json_t *t = json_object_get(s->json, "target");
	struct sst_plan_target *out = &s->in.target;

	out->kind = (enum sst_plan_target_kind)number_of(text_of(t, "kind"),
	    target_name, SST_PLAN_UNKNOWN);
	if (out->kind == 0)
		return sst_fail(err, SST_E_USAGE, "target.kind");
	read_described(t, &out->described);
	if (out->kind != SST_PLAN_LIVE)
		return 0;
	return read_manifest(s, json_object_get(t, "manifest"), &out->live,
	    err);
}

static int
read_rest(struct scenario *s, struct sst_err *err)
{
	const char *own = text_of(s->json, "carriers");
	const char *now = text_of(s->json, "now");

	s->in.situation =
	    (enum sst_plan_situation)number_of(text_of(s->json, "situation"),
	        situation_name, SST_PLAN_RESET);
	if (s->in.situation == 0)
		return sst_fail(err, SST_E_USAGE, "situation");
	if (sst_time_parse(now == NULL ? "2026-11-21T08:00:00Z" : now,
	        &s->in.now, err) < 0)
		return -1;
	s->in.probe_acr = json_is_true(json_object_get(s->json, "probeAcr"));
	if (json_is_true(json_object_get(s->json, "canDownload")))
		s->in.can = SST_PLAN_CAN_DOWNLOAD;
	s->in.book = &s->book;
	if (own == NULL)
		return 0;
	return sst_know_book_read(sst_span_of_text(own), "carriers.tsv",
	    &s->mem, &s->book, err);
}

static int
plan(struct scenario *s, struct sst_err *err)
{
	if (merge(s, "archives", &s->known, err) < 0 ||
	    merge(s, "inHand", &s->in_hand, err) < 0 ||
	    read_target(s, err) < 0 || read_rest(s, err) < 0)
		return -1;
	s->in.known = &s->known;
	s->in.in_hand = &s->in_hand;
	return sst_plan_make(&s->in, &s->plan, err);
}

static int
print(struct scenario *s, struct sst_err *err)
{
	struct sst_buf text;
	json_t *json = NULL;
	int rc = -1;

	sst_buf_init(&text, PLAN_MAX);
	if (sst_plan_json(&s->plan, false, false, &json, err) == 0 &&
	    sst_json_put(json, &text, err) == 0)
		rc = fwrite(text.p, 1, text.n, stdout) == text.n ? 0 : -1;
	json_decref(json);
	sst_buf_fini(&text);
	return rc;
}

static int
run(const char *path, struct sst_err *err)
{
	static struct scenario s;
	struct sst_buf text = { 0 };
	int rc = -1;

	for (size_t i = 0; i < sizeof(s.own) / sizeof(s.own[0]); i++)
		sst_snapshot_init(&s.own[i]);
	sst_snapshot_init(&s.known);
	sst_snapshot_init(&s.in_hand);
	if (sst_file_read(path, &text, err) == 0 &&
	    sst_json_parse(sst_buf_span(&text), &s.json, err) == 0 &&
	    plan(&s, err) == 0)
		rc = print(&s, err);
	sst_plan_fini(&s.plan);
	sst_snapshot_fini(&s.in_hand);
	sst_snapshot_fini(&s.known);
	while (s.own_n > 0)
		sst_snapshot_fini(&s.own[--s.own_n]);
	json_decref(s.json);
	sst_arena_fini(&s.mem);
	sst_buf_fini(&text);
	return rc;
}

/* Every rule as "ROUTE<tab>WHY": what a plan shows of it. */
static int
list_rules(void)
{
	const struct sst_plan_rule *rules;
	size_t n;

	rules = sst_plan_rules_table(&n);
	for (size_t i = 0; i < n; i++)
		printf("%s\t%s\n", rules[i].route, rules[i].why);
	return 0;
}

int
main(int argc, char **argv)
{
	struct sst_err err = { 0 };

	if (argc == 2 && strcmp(argv[1], "--rules") == 0)
		return list_rules();
	if (argc != 2) {
		fprintf(stderr, "usage: plan_run --rules | SCENARIO\n");
		return 2;
	}
	if (run(argv[1], &err) == 0)
		return 0;
	fprintf(stderr, "plan_run: %s\n", err.msg);
	return 1;
}
