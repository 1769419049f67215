/* SPDX-License-Identifier: ISC */
/* cmd_list.c: simstow list. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/time.h>
#include <simstow/manifest/manifest.h>

#include "load.h"
#include "print.h"
#include "say.h"

struct list_options {
	struct sst_open_args open;
};

/* One archive as far as it is known. */
struct row {
	const struct sst_vault_entry *entry;
	bool has_look;
	struct sst_age_look look;
	bool is_open;
	enum sst_snapshot_kind kind;
	const char *device; /* label, else EID or ICCID, else how it was
	                       reached */
	const char *eid;
	size_t lines; /* profiles and codes */
};

struct list {
	struct sst_run *run;
	struct sst_opener opener;
	struct sst_arena mem;
	struct sst_vault_list all;
	struct row *rows;
};

/* A plastic SIM is known by its ICCID: any reader reads many. */
static const char *
device_name(const struct sst_snapshot *s, const char *eid)
{
	if (s->device.label != NULL)
		return s->device.label;
	if (eid != NULL)
		return eid;
	if (s->device.kind == SST_DEVICE_UICC && s->profiles.n > 0 &&
	    s->profiles.v[0].iccid != NULL)
		return s->profiles.v[0].iccid;
	return s->device.reached_by;
}

static int
describe(struct list *l, const struct sst_snapshot *s, struct row *r,
    struct sst_err *err)
{
	const char *eid = s->euiccs.n > 0 ? s->euiccs.v[0].eid : NULL;
	const char *name = device_name(s, eid);

	if (s->kind == SST_SNAPSHOT_CODES)
		name = "codes";
	r->is_open = true;
	r->kind = s->kind;
	r->lines = s->profiles.n + s->codes.n;
	r->device = sst_arena_text(&l->mem, name);
	r->eid = sst_arena_text(&l->mem, eid);
	if ((name != NULL && r->device == NULL) ||
	    (eid != NULL && r->eid == NULL))
		return sst_arena_full(&l->mem, err);
	return 0;
}

static int
open_row(struct list *l, struct sst_load *from, struct row *r,
    struct sst_err *err)
{
	struct sst_snapshot s;
	int rc = -1;

	sst_snapshot_init(&s);
	if (sst_load_open(&l->opener, from, err) < 0 ||
	    sst_manifest_unpack(&from->members, &s, err) < 0)
		goto out;
	if (l->run->common.redact && sst_snapshot_redact(&s, err) < 0)
		goto out;
	rc = describe(l, &s, r, err);
out:
	sst_snapshot_fini(&s);
	return rc;
}

/* An archive that cannot be read is a gap in the list, not its end. */
static void
fill_row(struct list *l, const struct sst_vault_entry *e, struct row *r)
{
	struct sst_load from = { 0 };
	struct sst_err err = { 0 };
	int rc;

	r->entry = e;
	rc = sst_load_look(l->run, l->opener.vault, e->path, &from, &err);
	if (rc == 0) {
		r->has_look = true;
		r->look = from.look;
		if (sst_opener_is_given(l->opener.args))
			rc = open_row(l, &from, r, &err);
	}
	if (rc < 0)
		sst_load_gap(l->run, e->path, &err);
	sst_load_fini(&from);
}

static const char *
sealed(const struct row *r, char *out, size_t room)
{
	if (!r->has_look)
		return "unreadable";
	if (r->look.has_passphrase)
		return "passphrase";
	(void)snprintf(out, room, "recipients %zu",
	    r->look.x25519 + r->look.unknown);
	return out;
}

static void
table_row(struct sst_table *t, const struct row *r)
{
	char date[SST_TIME_SIZE], size[SST_PRINT_SIZE], seal[40], lines[24];

	sst_time_format(r->entry->created, date);
	sst_print_size(r->entry->size, size);
	(void)snprintf(lines, sizeof(lines), "%zu", r->lines);
	sst_table_row(t, (const char *const[]){ r->entry->name, date, size,
	                     sealed(r, seal, sizeof(seal)), r->device,
	                     r->is_open ? lines : NULL });
}

static int
print_table(struct list *l, struct sst_err *err)
{
	bool is_long = sst_opener_is_given(l->opener.args);
	struct sst_table t;
	int rc;

	sst_table_init(&t, is_long ? 6 : 4);
	sst_table_row(&t, (const char *const[]){ "NAME", "DATE", "SIZE",
	                      "SEALED", "DEVICE", "LINES" });
	for (size_t i = 0; i < l->all.n; i++)
		table_row(&t, &l->rows[i]);
	rc = sst_table_print(&t, 0, err);
	sst_table_fini(&t);
	return rc;
}

static void
json_seal(struct sst_json *j, const struct row *r)
{
	struct sst_json in = { json_object(), false };

	if (r->look.has_passphrase) {
		sst_json_bool(&in, "passphrase", true);
		sst_json_int(&in, "work_factor", r->look.logn);
	} else {
		sst_json_int(&in, "recipients", (int64_t)r->look.x25519);
		sst_json_int(&in, "unknown", (int64_t)r->look.unknown);
	}
	j->failed = j->failed || in.failed;
	sst_json_give(j, "sealed", in.v);
}

static void
json_row(struct sst_json *j, json_t *list, const struct row *r)
{
	struct sst_json e = { json_object(), false };
	char date[SST_TIME_SIZE];

	sst_time_format(r->entry->created, date);
	sst_print_json_text(&e, "name", r->entry->name);
	sst_print_json_text(&e, "path", r->entry->path);
	sst_json_text(&e, "kind", r->entry->kind);
	sst_json_text(&e, "created", date);
	sst_json_int(&e, "size", (int64_t)r->entry->size);
	if (r->has_look)
		json_seal(&e, r);
	if (r->is_open) {
		sst_json_text(&e, "device", r->device);
		sst_json_text(&e, "eid", r->eid);
		sst_json_int(&e, "lines", (int64_t)r->lines);
	}
	sst_print_append(j, list, &e);
}

static int
print_json(struct list *l, struct sst_err *err)
{
	struct sst_json j = sst_print_document("list");
	json_t *list = json_array();

	sst_print_json_text(&j, "vault", l->opener.vault);
	for (size_t i = 0; i < l->all.n; i++)
		json_row(&j, list, &l->rows[i]);
	sst_json_give(&j, "archives", list);
	return sst_print_json(&j, err);
}

static int
list_all(struct list *l, struct sst_err *err)
{
	const char *dir;

	if (sst_opener_vault(&l->opener, &dir, err) < 0)
		return -1;
	if (sst_vault_list(dir, &l->mem, &l->all, err) < 0) {
		sst_err_hint(err, "simstow backup makes a vault");
		return -1;
	}
	l->rows = sst_arena_get_array(&l->mem, l->all.n, sizeof(l->rows[0]));
	if (l->rows == NULL)
		return sst_arena_full(&l->mem, err);
	for (size_t i = 0; i < l->all.n; i++)
		fill_row(l, &l->all.v[i], &l->rows[i]);
	return l->run->common.json ? print_json(l, err) : print_table(l, err);
}

static int
run_list(struct sst_run *run, struct sst_err *err)
{
	const struct list_options *o = run->options;
	struct list l = { .run = run };
	int rc = -1;

	if (sst_opener_init(&l.opener, run, &o->open, err) == 0) {
		l.opener.is_quiet = true;
		rc = list_all(&l, err);
	}
	sst_opener_fini(&l.opener);
	sst_arena_fini(&l.mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS,
	    offsetof(struct list_options, open), "Options" },
};

const struct sst_command sst_cmd_list = {
	.name = "list",
	.help = "list the archives of a vault",
	.arguments = "",
	.about = "List the archives of a vault and how they are sealed. With "
	         "--identity or --passphrase they are opened, and the device "
	         "and the number of lines are shown too.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct list_options),
	.needs_crypto = true,
	.run = run_list,
};
