/* SPDX-License-Identifier: ISC */
/* extract_contacts.c: a line's contacts as files for other programs. */
#include <stdio.h>
#include <sys/stat.h>

#include <simstow/base/file.h>
#include <simstow/manifest/gammu.h>
#include <simstow/manifest/vcard.h>

#include "extract_contacts.h"
#include "input.h"
#include "line_choice.h"
#include "print.h"
#include "say.h"
#include "signals.h"

#define FILE_MAX ((size_t)32 << 20)

static bool
is_standard(const char *path)
{
	return path != NULL && sst_input_is_standard(path);
}

static int
check_new(const char *path, struct sst_err *err)
{
	struct stat st;

	if (path == NULL || is_standard(path) || lstat(path, &st) < 0)
		return 0;
	sst_err_set(err, SST_E_EXISTS, "%s: is there already", path);
	sst_err_hint(err, "give the name of a new file");
	return -1;
}

int
sst_extract_contacts_check(const struct sst_run *run,
    const struct sst_extract_contacts *o, struct sst_err *err)
{
	size_t standard = (size_t)is_standard(o->vcard) + is_standard(o->gammu);

	if (run->args.n != 1)
		return sst_fail(err, SST_E_USAGE,
		    "extract: --vcard and --gammu take no MEMBER");
	if (standard > (run->common.json ? 0 : 1))
		return sst_fail(err, SST_E_USAGE,
		    "extract: standard output takes one file%s",
		    run->common.json ? ", and no --json" : "");
	if (check_new(o->vcard, err) < 0)
		return -1;
	return check_new(o->gammu, err);
}

static bool
has_contacts(const struct sst_sim *sim)
{
	return sim->contacts.v != NULL;
}

static bool
has_contacts_or_centres(const struct sst_sim *sim)
{
	return has_contacts(sim) || sim->sms_centres.n > 0;
}

static int
save(const char *path, const struct sst_buf *b, struct sst_err *err)
{
	if (!is_standard(path))
		return sst_file_save(path, sst_buf_span(b), 0600, err);
	(void)fwrite(b->p, 1, b->n, stdout);
	return 0;
}

static void
tell_left(struct sst_run *run, const char *what, size_t n)
{
	char reason[64];

	if (n == 0)
		return;
	(void)snprintf(reason, sizeof(reason), "gammu has no room for %zu", n);
	sst_say_gap(run, what, reason);
}

static int
write_gammu(struct sst_run *run, const char *path, const struct sst_sim *sim,
    int64_t created, struct sst_err *err)
{
	struct sst_gammu_left left;
	struct sst_buf b = { 0 };
	int rc = -1;

	sst_buf_init(&b, FILE_MAX);
	if (sst_gammu_format(sim, created, &b, &left, err) < 0 ||
	    save(path, &b, err) < 0)
		goto out;
	tell_left(run, "contacts", left.contacts);
	tell_left(run, "entries of contacts", left.entries);
	tell_left(run, "whole texts, which are cut", left.texts);
	tell_left(run, "message centres", left.centres);
	rc = 0;
out:
	sst_buf_fini(&b);
	return rc;
}

static int
write_vcard(const char *path, const struct sst_sim *sim, struct sst_err *err)
{
	struct sst_buf b = { 0 };
	int rc = -1;

	sst_buf_init(&b, FILE_MAX);
	if (sst_vcard_format(sim, &b, err) == 0)
		rc = save(path, &b, err);
	sst_buf_fini(&b);
	return rc;
}

static int
report(const struct sst_run *run, const struct sst_extract_contacts *o,
    const struct sst_sim *sim, struct sst_err *err)
{
	const char *const paths[] = { o->vcard, o->gammu };
	static const char *const names[] = { "vcard", "gammu" };
	struct sst_json j;

	if (!run->common.json) {
		for (size_t i = 0; i < 2; i++)
			if (paths[i] != NULL && !is_standard(paths[i]))
				sst_say_line(stdout, "%s", paths[i]);
		return 0;
	}
	j = sst_print_document("extract");
	for (size_t i = 0; i < 2; i++)
		if (paths[i] != NULL)
			sst_print_json_text(&j, names[i], paths[i]);
	sst_json_int(&j, "contacts", (int64_t)sim->contacts.n);
	return sst_print_json(&j, err);
}

int
sst_extract_contacts_write(struct sst_run *run,
    const struct sst_extract_contacts *o, const struct sst_snapshot *s,
    struct sst_err *err)
{
	const struct sst_line_wish wish = {
		.what = "contacts",
		.option = "--contacts",
		.has =
		    o->vcard == NULL ? has_contacts_or_centres : has_contacts,
		.iccid = o->iccid,
	};
	const struct sst_profile *p;
	int rc = 0;

	if (sst_line_choose(run, s, &wish, &p, err) < 0)
		return -1;
	sst_signals_hold();
	if (o->vcard != NULL)
		rc = write_vcard(o->vcard, &p->sim, err);
	if (rc == 0 && o->gammu != NULL)
		rc = write_gammu(run, o->gammu, &p->sim, s->created, err);
	sst_signals_release();
	return rc < 0 ? -1 : report(run, o, &p->sim, err);
}
