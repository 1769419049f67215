/* SPDX-License-Identifier: ISC */
/* cmd_extract.c: simstow extract. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <simstow/base/file.h>
#include <simstow/manifest/manifest.h>

#include "extract_contacts.h"
#include "input.h"
#include "load.h"
#include "print.h"
#include "say.h"
#include "signals.h"

struct extract_options {
	const char *output;
	struct sst_extract_contacts contacts;
	struct sst_open_args open;
};

#define AT(member) offsetof(struct extract_options, member)

static const struct sst_option options[] = {
	{ 'o', "output", "DIR", SST_OPTION_TEXT, AT(output),
	    "make this folder and write the members into it; with - one "
	    "member is written to standard output",
	    0, 0 },
	{ 0, "vcard", "FILE", SST_OPTION_TEXT, AT(contacts.vcard),
	    "write the contacts of a SIM as vCards to this new file instead; "
	    "- is standard output",
	    0, 0 },
	{ 0, "gammu", "FILE", SST_OPTION_TEXT, AT(contacts.gammu),
	    "write its contacts and message centres as a backup of gammu", 0,
	    0 },
	{ 0, "iccid", "ICCID", SST_OPTION_TEXT, AT(contacts.iccid),
	    "those of this line, where several have contacts", 0, 0 },
};

/* The members wanted, in the order asked for; none named: all. */
static int
choose(const struct sst_args *args, const struct sst_members *all,
    struct sst_arena *mem, struct sst_members *out, struct sst_err *err)
{
	*out = *all;
	if (args->n == 1)
		return 0;
	out->n = args->n - 1;
	out->v = sst_arena_get_array(mem, out->n, sizeof(out->v[0]));
	if (out->v == NULL)
		return sst_arena_full(mem, err);
	for (size_t i = 0; i < out->n; i++) {
		const char *name = args->v[i + 1];
		const struct sst_member *m = sst_member_find(all, name);

		if (m == NULL)
			return sst_fail(err, SST_E_USAGE,
			    "extract: no member %s in the archive", name);
		out->v[i] = *m;
	}
	return 0;
}

static int
make_folder(const char *path, bool must_be_new, struct sst_err *err)
{
	if (mkdir(path, 0700) == 0 || (errno == EEXIST && !must_be_new))
		return 0;
	if (errno != EEXIST)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", path);
	sst_err_set(err, SST_E_EXISTS, "%s: is there already", path);
	sst_err_hint(err, "give the name of a new folder");
	return -1;
}

/* The folders between the new one and a member. */
static int
make_between(char *path, size_t from, struct sst_err *err)
{
	for (char *p = path + from; *p != '\0'; p++) {
		int rc;

		if (*p != '/')
			continue;
		*p = '\0';
		rc = make_folder(path, false, err);
		*p = '/';
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* Names were checked by the archive's reader; once more before a path. */
static int
write_member(const char *dir, const struct sst_member *m, struct sst_arena *mem,
    struct sst_err *err)
{
	char *path;

	if (!sst_member_is_name(m->name))
		return sst_fail(err, SST_E_FORMAT, "member with a bad name");
	path = sst_arena_printf(mem, "%s/%s", dir, m->name);
	if (path == NULL)
		return sst_arena_full(mem, err);
	if (make_between(path, strlen(dir) + 1, err) < 0)
		return -1;
	return sst_file_save(path, m->data, 0600, err);
}

static int
write_all(const char *dir, const struct sst_members *m, struct sst_arena *mem,
    struct sst_err *err)
{
	if (make_folder(dir, true, err) < 0)
		return -1;
	for (size_t i = 0; i < m->n; i++)
		if (write_member(dir, &m->v[i], mem, err) < 0)
			return -1;
	return 0;
}

static int
report(const struct sst_run *run, const char *dir, const struct sst_members *m,
    struct sst_err *err)
{
	struct sst_json j;
	json_t *list;

	if (!run->common.json) {
		for (size_t i = 0; i < m->n; i++)
			sst_say_line(stdout, "%s/%s", dir, m->v[i].name);
		return 0;
	}
	j = sst_print_document("extract");
	list = json_array();
	sst_print_json_text(&j, "folder", dir);
	for (size_t i = 0; i < m->n; i++) {
		struct sst_json e = { json_object(), false };

		sst_json_text(&e, "name", m->v[i].name);
		sst_json_int(&e, "size", (int64_t)m->v[i].data.n);
		sst_print_append(&j, list, &e);
	}
	sst_json_give(&j, "members", list);
	return sst_print_json(&j, err);
}

static int
extract_contacts(struct sst_run *run, struct sst_opener *o, struct sst_load *l,
    struct sst_err *err)
{
	const struct extract_options *opt = run->options;
	struct sst_snapshot s;
	int rc = -1;

	sst_snapshot_init(&s);
	if (sst_load_look(run, o->vault, run->args.v[0], l, err) == 0 &&
	    sst_load_open(o, l, err) == 0 &&
	    sst_manifest_unpack(&l->members, &s, err) == 0)
		rc = sst_extract_contacts_write(run, &opt->contacts, &s, err);
	sst_snapshot_fini(&s);
	return rc;
}

static int
extract(struct sst_run *run, struct sst_opener *o, struct sst_load *l,
    struct sst_err *err)
{
	const struct extract_options *opt = run->options;
	struct sst_arena mem = { 0 };
	struct sst_members wanted;
	int rc = -1;

	if (sst_load_look(run, o->vault, run->args.v[0], l, err) < 0 ||
	    sst_load_open(o, l, err) < 0 ||
	    choose(&run->args, &l->members, &mem, &wanted, err) < 0)
		goto out;
	if (sst_input_is_standard(opt->output)) {
		(void)fwrite(wanted.v[0].data.p, 1, wanted.v[0].data.n, stdout);
		rc = 0;
		goto out;
	}
	sst_signals_hold();
	rc = write_all(opt->output, &wanted, &mem, err);
	sst_signals_release();
	if (rc == 0)
		rc = report(run, opt->output, &wanted, err);
out:
	sst_arena_fini(&mem);
	return rc;
}

static bool
is_contacts(const struct extract_options *o)
{
	return o->contacts.vcard != NULL || o->contacts.gammu != NULL;
}

static int
check_output(const struct sst_run *run, const char *output, struct sst_err *err)
{
	struct stat st;

	if (!sst_input_is_standard(output)) {
		if (lstat(output, &st) < 0)
			return 0;
		sst_err_set(err, SST_E_EXISTS, "%s: is there already", output);
		sst_err_hint(err, "give the name of a new folder");
		return -1;
	}
	if (run->args.n != 2 || run->common.json)
		return sst_fail(err, SST_E_USAGE,
		    "extract: --output - takes exactly one MEMBER%s",
		    run->common.json ? ", and no --json" : "");
	return 0;
}

/* All that can be wrong before a secret is asked for. */
static int
check(const struct sst_run *run, const struct extract_options *o,
    struct sst_err *err)
{
	if (!is_contacts(o) && o->contacts.iccid != NULL)
		return sst_fail(err, SST_E_USAGE,
		    "extract: --iccid goes with --vcard or --gammu");
	if (is_contacts(o) && o->output != NULL)
		return sst_fail(err, SST_E_USAGE,
		    "extract: --output goes with neither --vcard nor --gammu");
	if (is_contacts(o))
		return sst_extract_contacts_check(run, &o->contacts, err);
	if (o->output != NULL)
		return check_output(run, o->output, err);
	sst_err_set(err, SST_E_USAGE, "extract: where to?");
	sst_err_hint(err, "--output DIR, a new folder; or - for one member");
	return -1;
}

static int
run_extract(struct sst_run *run, struct sst_err *err)
{
	const struct extract_options *o = run->options;
	struct sst_opener opener;
	struct sst_load l = { 0 };
	int rc = -1;

	if (check(run, o, err) < 0)
		return -1;
	if (sst_opener_init(&opener, run, &o->open, err) == 0)
		rc = is_contacts(o) ? extract_contacts(run, &opener, &l, err)
		                    : extract(run, &opener, &l, err);
	sst_load_fini(&l);
	sst_opener_fini(&opener);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS, AT(open),
	    "How archives are opened" },
};

const struct sst_command sst_cmd_extract = {
	.name = "extract",
	.help = "write the members of an archive, or contacts, as plain files",
	.arguments = "ARCHIVE [MEMBER...]",
	.about = "Write all members of an archive, or those named, as plain, "
	         "unsealed files into a new folder; or the contacts of a SIM "
	         "in the form of other programs. ARCHIVE is a file, the name "
	         "of one in the vault, or - for standard input.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct extract_options),
	.args_min = 1,
	.args_max = SST_ARGS_ANY,
	.needs_crypto = true,
	.run = run_extract,
};
