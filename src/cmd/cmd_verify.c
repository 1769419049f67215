/* SPDX-License-Identifier: ISC */
/* cmd_verify.c: simstow verify. */
#include <stdio.h>
#include <string.h>

#include <simstow/manifest/manifest.h>

#include "input.h"
#include "load.h"
#include "print.h"
#include "say.h"

struct verify_options {
	bool open;
	struct sst_open_args open_args;
};

#define AT(member) offsetof(struct verify_options, member)

static const struct sst_option options[] = {
	{ 0, "open", NULL, SST_OPTION_FLAG, AT(open),
	    "open the archives, asking for what that needs", 0, 0 },
};

/* What was found out about one archive. */
struct verdict {
	const char *name;
	enum sst_load_sum sum;
	bool is_opened;
	size_t members;
	size_t gaps;
	int rc;
	struct sst_err err;
};

static int
open_whole(struct sst_opener *o, struct sst_load *l, struct verdict *v,
    struct sst_err *err)
{
	struct sst_snapshot s;
	int rc = -1;

	sst_snapshot_init(&s);
	if (sst_load_open(o, l, err) < 0)
		goto out;
	if (sst_manifest_unpack(&l->members, &s, err) < 0) {
		sst_err_prefix(err, "%s", sst_input_name(l->name));
		goto out;
	}
	v->is_opened = true;
	v->members = l->members.n;
	v->gaps = s.gaps.n;
	rc = 0;
out:
	sst_snapshot_fini(&s);
	return rc;
}

static void
verify_one(struct sst_opener *o, const char *name, bool is_to_open,
    struct verdict *v)
{
	struct sst_load l = { 0 };

	v->name = sst_input_name(name);
	v->rc = sst_load_look(o->run, o->vault, name, &l, &v->err);
	v->sum = l.sum;
	if (v->rc == 0)
		v->rc = sst_load_check_sum(&l, &v->err);
	if (v->rc == 0 && is_to_open)
		v->rc = open_whole(o, &l, v, &v->err);
	sst_load_fini(&l);
}

static const char *
sum_text(enum sst_load_sum sum)
{
	static const char *const texts[] = {
		[SST_LOAD_SUM_NONE] = "no checksum beside it",
		[SST_LOAD_SUM_BROKEN] = "checksum not compared",
		[SST_LOAD_SUM_SAME] = "checksum matches",
		[SST_LOAD_SUM_DIFFERS] = "checksum differs",
	};

	return texts[sum];
}

static void
print_verdict(struct sst_run *run, const struct verdict *v)
{
	if (v->rc < 0) {
		sst_say_error(run, &v->err);
		return;
	}
	sst_print_word(run, SST_GREEN, "OK");
	if (v->is_opened)
		sst_say_line(stdout,
		    " %s: opened, %zu member%s as the manifest says; %s",
		    v->name, v->members, v->members == 1 ? "" : "s",
		    sum_text(v->sum));
	else
		sst_say_line(stdout,
		    " %s: header and lengths; %s; not opened: no identity or "
		    "passphrase given",
		    v->name, sum_text(v->sum));
}

static void
json_verdict(struct sst_json *j, json_t *list, const struct verdict *v)
{
	struct sst_json e = { json_object(), false };

	sst_print_json_text(&e, "archive", v->name);
	sst_json_bool(&e, "ok", v->rc == 0);
	sst_json_bool(&e, "opened", v->is_opened);
	if (v->sum >= SST_LOAD_SUM_SAME)
		sst_json_bool(&e, "checksum_matches",
		    v->sum == SST_LOAD_SUM_SAME);
	if (v->is_opened) {
		sst_json_int(&e, "members", (int64_t)v->members);
		sst_json_int(&e, "gaps", (int64_t)v->gaps);
	}
	if (v->rc < 0) {
		sst_json_text(&e, "error", sst_err_name(v->err.code));
		sst_print_json_text(&e, "message", v->err.msg);
	}
	sst_print_append(j, list, &e);
}

static int
verify_all(struct sst_run *run, struct sst_opener *o, bool is_to_open,
    struct sst_err *err)
{
	struct sst_json j = { 0 };
	json_t *list = NULL;
	bool is_json = run->common.json;

	if (is_json) {
		j = sst_print_document("verify");
		list = json_array();
	}
	for (size_t i = 0; i < run->args.n; i++) {
		struct verdict v = { 0 };

		verify_one(o, run->args.v[i], is_to_open, &v);
		if (v.rc < 0)
			sst_run_worse(run, v.err.code);
		if (v.sum == SST_LOAD_SUM_BROKEN)
			sst_run_worse(run, SST_E_PARTIAL);
		if (is_json)
			json_verdict(&j, list, &v);
		else
			print_verdict(run, &v);
	}
	if (is_json) {
		sst_json_give(&j, "archives", list);
		return sst_print_json(&j, err);
	}
	(void)fflush(stdout);
	if (!is_to_open && run->status == SST_OK)
		sst_say_line(stderr, "hint: --open checks all of an archive, "
		                     "and asks for what that needs");
	return 0;
}

static int
run_verify(struct sst_run *run, struct sst_err *err)
{
	const struct verify_options *o = run->options;
	bool is_to_open = o->open || sst_opener_is_given(&o->open_args);
	struct sst_opener opener;
	int rc = -1;

	if (sst_opener_init(&opener, run, &o->open_args, err) == 0)
		rc = verify_all(run, &opener, is_to_open, err);
	sst_opener_fini(&opener);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS, AT(open_args),
	    "How archives are opened" },
};

const struct sst_command sst_cmd_verify = {
	.name = "verify",
	.help = "check that archives are whole",
	.arguments = "ARCHIVE...",
	.about =
	    "Check that archives are whole. Without a secret: the header, the "
	    "lengths, and the checksum kept beside the file. With --open, "
	    "--identity or --passphrase they are opened to the last byte and "
	    "every member is compared with the manifest. The exit status is "
	    "that of the worst.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct verify_options),
	.args_min = 1,
	.args_max = SST_ARGS_ANY,
	.needs_crypto = true,
	.run = run_verify,
};
