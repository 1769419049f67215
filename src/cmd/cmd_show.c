/* SPDX-License-Identifier: ISC */
/* cmd_show.c: simstow show. */
#include <stdio.h>
#include <string.h>

#include <simstow/manifest/manifest.h>

#include "input.h"
#include "load.h"
#include "page.h"
#include "print.h"

struct show_options {
	struct sst_page_want want;
	struct sst_open_args open;
};

#define AT(member) offsetof(struct show_options, member)

static const struct sst_option options[] = {
	{ 0, "with-codes", NULL, SST_OPTION_FLAG, AT(want.codes),
	    "print activation and confirmation codes whole", 0, 0 },
	{ 0, "contacts", NULL, SST_OPTION_FLAG, AT(want.sim.contacts),
	    "print the phone book of a SIM", 0, 0 },
	{ 0, "sms", NULL, SST_OPTION_FLAG, AT(want.sim.messages),
	    "print the messages of a SIM", 0, 0 },
	{ 0, "files", NULL, SST_OPTION_FLAG, AT(want.sim.files),
	    "print which files of a SIM were read", 0, 0 },
};

/*
 * The manifest as it is stored. Read and written again, for its escapes: a
 * foreign one may hold characters that a terminal would obey.
 */
static int
print_stored(const struct sst_members *members, struct sst_err *err)
{
	const struct sst_member *m =
	    sst_member_find(members, SST_MANIFEST_NAME);
	struct sst_json j = { 0 };

	if (m == NULL)
		return sst_fail(err, SST_E_FORMAT, "no %s in it",
		    SST_MANIFEST_NAME);
	if (sst_json_parse(m->data, &j.v, err) < 0)
		return -1;
	return sst_print_json(&j, err);
}

static int
print_redacted(const struct sst_snapshot *s, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_members members;
	int rc = -1;

	if (sst_manifest_pack(s, &mem, &members, err) == 0)
		rc = print_stored(&members, err);
	sst_arena_fini(&mem);
	return rc;
}

static int
print_snapshot(struct sst_run *run, const struct sst_load *l,
    struct sst_snapshot *s, struct sst_err *err)
{
	const struct show_options *o = run->options;
	bool redact = run->common.redact;

	if (sst_manifest_unpack(&l->members, s, err) < 0)
		return -1;
	if (redact && sst_snapshot_redact(s, err) < 0)
		return -1;
	if (!run->common.json)
		return sst_page_print(sst_input_name(l->name), s, &o->want,
		    err);
	return redact ? print_redacted(s, err) : print_stored(&l->members, err);
}

static int
show(struct sst_run *run, struct sst_opener *o, struct sst_err *err)
{
	struct sst_load l = { 0 };
	struct sst_snapshot s;
	int rc = -1;

	sst_snapshot_init(&s);
	if (sst_load_look(run, o->vault, run->args.v[0], &l, err) < 0 ||
	    sst_load_open(o, &l, err) < 0)
		goto out;
	rc = print_snapshot(run, &l, &s, err);
	if (rc < 0)
		sst_err_prefix(err, "%s", sst_input_name(l.name));
out:
	sst_snapshot_fini(&s);
	sst_load_fini(&l);
	return rc;
}

static int
run_show(struct sst_run *run, struct sst_err *err)
{
	const struct show_options *o = run->options;
	struct sst_opener opener;
	int rc = -1;

	if (sst_opener_init(&opener, run, &o->open, err) == 0)
		rc = show(run, &opener, err);
	sst_opener_fini(&opener);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS, AT(open),
	    "How archives are opened" },
};

const struct sst_command sst_cmd_show = {
	.name = "show",
	.help = "show what is in an archive",
	.arguments = "ARCHIVE",
	.about =
	    "Show what is in an archive: the device, its profiles, what the "
	    "files of a SIM say, pending notifications, what could not be "
	    "read, activation codes (masked). "
	    "ARCHIVE is a file, the name of one in the vault, or - for "
	    "standard input. With --json the manifest is printed as stored, "
	    "codes included.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct show_options),
	.args_min = 1,
	.args_max = 1,
	.needs_crypto = true,
	.run = run_show,
};
