/* SPDX-License-Identifier: ISC */
/* cmd_backup.c: simstow backup. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/base/hex.h>
#include <simstow/base/text.h>
#include <simstow/collect/collect.h>
#include <simstow/manifest/manifest.h>

#include "device.h"
#include "gaps.h"
#include "handset.h"
#include "pin_args.h"
#include "print.h"
#include "say.h"
#include "seal_args.h"

#define WAIT_S 10
#define WAIT_MAX_S 3600

struct backup_options {
	const char *device;
	bool icons;
	bool no_payloads;
	struct sst_words aids;
	bool all_isdr;
	bool no_files;
	bool contacts;
	bool sms;
	bool imei;
	const char *label;
	long wait;
	bool dry_run;
	struct sst_pin_args pin;
	struct sst_seal_args seal;
};

#define AT(member) offsetof(struct backup_options, member)

static const struct sst_option options[] = {
	{ 'd', "device", "DEVICE", SST_OPTION_TEXT, AT(device),
	    "read pcsc:READER, ccid:BUS-PORT or adb:SERIAL (default: the only "
	    "one)",
	    0, 0 },
	{ 0, "icons", NULL, SST_OPTION_FLAG, AT(icons),
	    "keep the profiles' icons too", 0, 0 },
	{ 0, "no-payloads", NULL, SST_OPTION_FLAG, AT(no_payloads),
	    "leave out the signed payloads of pending notifications", 0, 0 },
	{ 0, "aid", "HEX", SST_OPTION_LIST, AT(aids),
	    "try this identifier of an ISD-R first; may be repeated", 0, 0 },
	{ 0, "all-isdr", NULL, SST_OPTION_FLAG, AT(all_isdr),
	    "look for a second eUICC on the card", 0, 0 },
	{ 0, "no-files", NULL, SST_OPTION_FLAG, AT(no_files),
	    "leave the files of a SIM or USIM alone", 0, 0 },
	{ 0, "contacts", NULL, SST_OPTION_FLAG, AT(contacts),
	    "keep the phone book of a SIM too, and its fixed numbers", 0, 0 },
	{ 0, "sms", NULL, SST_OPTION_FLAG, AT(sms),
	    "keep the messages of a SIM too", 0, 0 },
	{ 0, "imei", NULL, SST_OPTION_FLAG, AT(imei),
	    "ask a phone for its IMEIs too", 0, 0 },
	{ 0, "label", "TEXT", SST_OPTION_TEXT, AT(label),
	    "your word for the device, kept in the archive", 0, 0 },
	{ 0, "wait", "SECONDS", SST_OPTION_NUMBER, AT(wait),
	    "wait so long for a card that another program holds (default 10)",
	    0, WAIT_MAX_S },
	{ 'n', "dry-run", NULL, SST_OPTION_FLAG, AT(dry_run),
	    "read the device and show what would be written; write nothing", 0,
	    0 },
};

/* All that one backup goes through. */
struct backup {
	struct sst_run *run;
	const struct backup_options *o;
	struct sst_arena mem;
	struct sst_isdr_aid aids[SST_ISDR_EXTRA];
	struct sst_device_choice device;
	struct sst_target target;
	struct sst_pin pin;
	struct sst_snapshot snapshot;
	struct sst_members members;
	const char *path; /* NULL: nothing written */
	struct sst_archive_sum sum;
};

static int
read_aids(struct backup *b, struct sst_err *err)
{
	const struct sst_words *w = &b->o->aids;

	if (w->n > SST_ISDR_EXTRA)
		return sst_fail(err, SST_E_USAGE,
		    "backup: --aid: more than %d times", SST_ISDR_EXTRA);
	for (size_t i = 0; i < w->n; i++) {
		struct sst_isdr_aid *a = &b->aids[i];

		if (sst_hex_parse(w->v[i], a->b, sizeof(a->b), &a->n, err) <
		        0 ||
		    a->n < SST_ISDR_AID_MIN)
			return sst_fail(err, SST_E_USAGE,
			    "backup: --aid %s: want %d to %d bytes in "
			    "hexadecimal",
			    w->v[i], SST_ISDR_AID_MIN, SST_ISDR_AID_MAX);
	}
	return 0;
}

/* Whatever can be wrong is found before the device is touched. */
static int
check(struct backup *b, struct sst_err *err)
{
	const char *label = b->o->label;

	if (read_aids(b, err) < 0)
		return -1;
	if (label != NULL && !sst_text_is_utf8(sst_span_of_text(label)))
		return sst_fail(err, SST_E_USAGE, "backup: --label: no UTF-8");
	if (b->o->no_files &&
	    (b->o->contacts || b->o->sms || b->o->pin.source != NULL))
		return sst_fail(err, SST_E_USAGE,
		    "backup: --no-files leaves nothing for --contacts, --sms "
		    "and --pin");
	if (sst_pin_init(&b->pin, b->run, &b->o->pin, err) < 0 ||
	    sst_target_check(b->run, &b->o->seal, &b->target, err) < 0 ||
	    sst_device_find(b->run, b->o->device, &b->mem, &b->device, err) < 0)
		return -1;
	if (b->o->dry_run)
		return 0;
	return sst_target_ready(&b->target, err);
}

static void
progress(void *ctx, const char *what)
{
	struct backup *b = ctx;
	char line[128];

	(void)snprintf(line, sizeof(line), "reading %s", what);
	sst_say_progress(b->run, line);
}

static int
read_card(struct backup *b, struct sst_err *err)
{
	struct sst_collect how = {
		.aids = b->aids,
		.aid_n = b->o->aids.n,
		.all_isdr = b->o->all_isdr,
		.icons = b->o->icons,
		.no_payloads = b->o->no_payloads,
		.no_files = b->o->no_files,
		.contacts = b->o->contacts,
		.messages = b->o->sms,
		.pin = b->o->pin.source != NULL ? sst_pin_give : NULL,
		.pin_ctx = &b->pin,
		.last_try = b->o->pin.last_try,
		.now = b->run->now,
		.label = b->o->label,
		.generator = SST_RUN_GENERATOR,
		.progress = progress,
		.progress_ctx = b,
	};
	struct sst_device_link d;
	int rc;

	if (sst_device_open(b->run, &b->device, b->o->wait, &d, err) < 0)
		return -1;
	rc = sst_collect_card(&d.link, &how, &b->snapshot, err);
	sst_device_close(b->run, &d);
	return rc;
}

static int
read_device(struct backup *b, struct sst_err *err)
{
	struct sst_handset_want want = { b->device.serial, b->o->label,
		b->o->imei };

	if (want.serial == NULL)
		return read_card(b, err);
	return sst_handset_read(b->run, &want, &b->snapshot, err);
}

/* EIDs and ICCIDs with --redact are masked; out lives in b->mem. */
static const char *
shown(struct backup *b, const char *digits)
{
	char *masked;

	if (digits == NULL || !b->run->common.redact)
		return digits;
	masked = sst_arena_text(&b->mem, digits);
	if (masked != NULL)
		sst_digits_mask(digits, masked);
	return masked;
}

/* With --redact a phone's serial number is masked too. */
static const char *
shown_device(struct backup *b)
{
	const char *name = b->snapshot.device.reached_by;
	size_t n = strlen(SST_DEVICE_ADB);
	char *masked;

	if (!b->run->common.redact || strncmp(name, SST_DEVICE_ADB, n) != 0)
		return name;
	masked = sst_arena_text(&b->mem, name);
	if (masked == NULL)
		return "adb:";
	sst_digits_mask(name + n, masked + n);
	return masked;
}

static uint64_t
members_size(const struct sst_members *m)
{
	uint64_t n = 0;

	for (size_t i = 0; i < m->n; i++)
		n += m->v[i].data.n;
	return n;
}

static json_t *
json_gaps(struct sst_json *j, const struct sst_snapshot *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->gaps.n; i++) {
		struct sst_json g = { json_object(), false };

		sst_json_text(&g, "what", s->gaps.v[i].what);
		sst_json_text(&g, "sw", s->gaps.v[i].sw);
		sst_json_text(&g, "reason", s->gaps.v[i].reason);
		sst_print_append(j, list, &g);
	}
	return list;
}

static json_t *
json_eids(struct sst_json *j, struct backup *b)
{
	const struct sst_snapshot *s = &b->snapshot;
	json_t *list = json_array();

	for (size_t i = 0; i < s->euiccs.n; i++) {
		struct sst_json e = { json_object(), false };

		sst_json_text(&e, "eid", shown(b, s->euiccs.v[i].eid));
		sst_print_append(j, list, &e);
	}
	return list;
}

static json_t *
json_members(struct sst_json *j, const struct sst_members *m)
{
	json_t *list = json_array();

	for (size_t i = 0; i < m->n; i++) {
		struct sst_json e = { json_object(), false };

		sst_json_text(&e, "name", m->v[i].name);
		sst_json_int(&e, "size", (int64_t)m->v[i].data.n);
		sst_print_append(j, list, &e);
	}
	return list;
}

static int
report_json(struct backup *b, struct sst_err *err)
{
	struct sst_json j = sst_print_document("backup");

	sst_json_bool(&j, "dry_run", b->o->dry_run);
	if (b->path != NULL) {
		sst_print_json_text(&j, "path", b->path);
		sst_json_int(&j, "size", (int64_t)b->sum.size);
		sst_json_text(&j, "sha256", b->sum.sha256);
	}
	sst_json_int(&j, "recipients", (int64_t)b->target.seal.to_n);
	sst_print_json_text(&j, "device", shown_device(b));
	sst_json_give(&j, "euiccs", json_eids(&j, b));
	sst_json_int(&j, "profiles", (int64_t)b->snapshot.profiles.n);
	sst_json_give(&j, "members", json_members(&j, &b->members));
	sst_json_give(&j, "gaps", json_gaps(&j, &b->snapshot));
	return sst_print_json(&j, err);
}

static int
report_dry(struct backup *b, struct sst_err *err)
{
	struct sst_table t;
	int rc;

	sst_table_init(&t, 2);
	sst_table_row(&t, (const char *const[]){ "MEMBER", "SIZE" });
	for (size_t i = 0; i < b->members.n; i++) {
		char size[SST_PRINT_SIZE];

		sst_print_size(b->members.v[i].data.n, size);
		sst_table_row(&t,
		    (const char *const[]){ b->members.v[i].name, size });
	}
	rc = sst_table_print(&t, 0, err);
	sst_table_fini(&t);
	return rc;
}

static void
summarize(struct backup *b)
{
	const struct sst_snapshot *s = &b->snapshot;
	char size[SST_PRINT_SIZE], sealed[SST_TARGET_SEALED];

	for (size_t i = 0; i < s->euiccs.n; i++)
		sst_say_info(b->run, "EID %s",
		    s->euiccs.v[i].eid == NULL ? "unknown"
		                               : shown(b, s->euiccs.v[i].eid));
	if (s->device.kind == SST_DEVICE_UICC && s->profiles.n > 0)
		sst_say_info(b->run, "ICCID %s",
		    s->profiles.v[0].iccid == NULL
		        ? "unknown"
		        : shown(b, s->profiles.v[0].iccid));
	sst_target_sealed(&b->target, sealed);
	sst_print_size(b->path == NULL ? members_size(&b->members)
	                               : b->sum.size,
	    size);
	sst_say_info(b->run, "%zu profile%s, %s, %ssealed %s, %zu gap%s",
	    s->profiles.n, s->profiles.n == 1 ? "" : "s", size,
	    b->path == NULL ? "would be " : "", sealed, s->gaps.n,
	    s->gaps.n == 1 ? "" : "s");
}

static int
report(struct backup *b, struct sst_err *err)
{
	const struct sst_snapshot *s = &b->snapshot;
	int rc = 0;

	if (b->run->common.json)
		rc = report_json(b, err);
	else if (b->path == NULL)
		rc = report_dry(b, err);
	else
		sst_say_line(stdout, "%s", b->path);
	if (rc < 0)
		return -1;
	summarize(b);
	sst_gaps_say(b->run, s);
	return 0;
}

static int
backup(struct backup *b, struct sst_err *err)
{
	if (check(b, err) < 0 || read_device(b, err) < 0 ||
	    sst_manifest_pack(&b->snapshot, &b->mem, &b->members, err) < 0)
		return -1;
	if (!b->o->dry_run && sst_target_write(&b->target, "device",
	                          &b->members, &b->path, &b->sum, err) < 0)
		return -1;
	return report(b, err);
}

static int
run_backup(struct sst_run *run, struct sst_err *err)
{
	struct backup b = { .run = run, .o = run->options };
	int rc;

	sst_snapshot_init(&b.snapshot);
	rc = backup(&b, err);
	sst_snapshot_fini(&b.snapshot);
	sst_target_fini(&b.target);
	sst_pin_fini(&b.pin);
	sst_arena_fini(&b.mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_pin_args_options, SST_PIN_ARGS_OPTIONS, AT(pin),
	    "The PIN of a SIM" },
	{ sst_seal_args_options, SST_SEAL_ARGS_OPTIONS, AT(seal),
	    "Where the archive goes, and sealed to whom" },
};

static const struct backup_options defaults = { .wait = WAIT_S };

const struct sst_command sst_cmd_backup = {
	.name = "backup",
	.help = "save what an eUICC, a SIM or a phone tells to an archive",
	.arguments = "",
	.about =
	    "Read everything that an eUICC, a SIM or USIM, or an Android "
	    "phone, tells about itself and its lines and save it to a new "
	    "sealed archive, whose path is printed. Nothing on the card or "
	    "the phone is changed, and a PIN is never sent unasked. What could "
	    "not be read is listed, and the exit status is then 3.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct backup_options),
	.defaults = &defaults,
	.needs_crypto = true,
	.run = run_backup,
};
