/* SPDX-License-Identifier: ISC */
/* cmd_devices.c: simstow devices. */
#include <stdio.h>

#include <simstow/base/digits.h>
#include <simstow/base/hex.h>

#include "device.h"
#include "handset.h"
#include "print.h"
#include "readers.h"
#include "say.h"

/* A reader or a phone, for both forms of output. */
struct row {
	const char *name;
	const char *kind;
	const char *state;
	const char *atr;   /* or NULL, and so are the next four */
	const char *model; /* of a phone, or a reader on USB */
	const char *where; /* that it was seen */
	const char *also;  /* another name of the same reader */
	const char *why;   /* it is not known or not supported */
};

struct listing {
	struct sst_run *run;
	struct sst_arena mem;
	struct row *rows;
	size_t n;
};

static struct row *
add_row(struct listing *l, const char *prefix, const char *name,
    struct sst_err *err)
{
	struct row *v = sst_arena_grow(&l->mem, l->rows, l->n, sizeof(*v));

	if (v != NULL)
		v[l->n].name = sst_arena_printf(&l->mem, "%s%s", prefix, name);
	if (v == NULL || v[l->n].name == NULL) {
		(void)sst_arena_full(&l->mem, err);
		return NULL;
	}
	l->rows = v;
	return &v[l->n++];
}

static int
add_pcsc(struct listing *l, const struct sst_pcsc_reader *r,
    const struct sst_ccid_reader *other, struct sst_err *err)
{
	struct row *row = add_row(l, SST_DEVICE_PCSC, r->name, err);

	if (row == NULL)
		return -1;
	row->kind = "pcsc";
	row->state = sst_pcsc_state_name(r->state);
	row->atr = r->atr.n == 0 ? NULL : sst_hex_text(&l->mem, r->atr);
	if (r->atr.n > 0 && row->atr == NULL)
		return sst_arena_full(&l->mem, err);
	if (other == NULL)
		return 0;
	row->also =
	    sst_arena_printf(&l->mem, "%s%s", SST_DEVICE_CCID, other->name);
	return row->also == NULL ? sst_arena_full(&l->mem, err) : 0;
}

static int
add_ccid(struct listing *l, const struct sst_ccid_reader *r,
    struct sst_err *err)
{
	struct row *row = add_row(l, SST_DEVICE_CCID, r->name, err);

	if (row == NULL)
		return -1;
	row->kind = "ccid";
	row->state = sst_ccid_state_name(r->state);
	row->model = r->label;
	row->why = r->why;
	row->where =
	    sst_arena_printf(&l->mem, "usb, %s", sst_ccid_level_name(r->level));
	if (row->where == NULL)
		return sst_arena_full(&l->mem, err);
	if (r->state == SST_CCID_FORBIDDEN)
		sst_say_warn(l->run, "%s: no permission to open it: %s",
		    row->name, SST_READERS_HINT_RULE);
	if (r->why != NULL)
		sst_say_note(l->run, "%s: %s", row->name, r->why);
	return 0;
}

static int
add_phone(struct listing *l, const struct sst_adb_device *d,
    struct sst_err *err)
{
	char *serial = sst_arena_text(&l->mem, d->serial);
	struct row *row;

	if (serial == NULL)
		return sst_arena_full(&l->mem, err);
	if (l->run->common.redact)
		sst_digits_mask(d->serial, serial);
	row = add_row(l, SST_DEVICE_ADB, serial, err);
	if (row == NULL)
		return -1;
	row->kind = "adb";
	row->state = d->state;
	row->model = d->model;
	row->where = d->where;
	return 0;
}

static int
print_table(const struct listing *l, struct sst_err *err)
{
	bool is_long = l->run->common.verbose > 0;
	struct sst_table t;
	int rc;

	sst_table_init(&t, is_long ? 4 : 2);
	sst_table_row(&t, (const char *const[]){ "DEVICE", "STATE",
	                      "ATR OR MODEL", "SEEN BY" });
	for (size_t i = 0; i < l->n; i++) {
		const struct row *r = &l->rows[i];

		sst_table_row(&t, (const char *const[]){ r->name, r->state,
		                      r->atr != NULL ? r->atr : r->model,
		                      r->also != NULL ? r->also : r->where });
	}
	rc = sst_table_print(&t, 0, err);
	sst_table_fini(&t);
	return rc;
}

static int
print_json(const struct listing *l, struct sst_err *err)
{
	struct sst_json j = sst_print_document("devices");
	json_t *list = json_array();

	for (size_t i = 0; i < l->n; i++) {
		const struct row *r = &l->rows[i];
		struct sst_json d = { json_object(), false };

		sst_print_json_text(&d, "name", r->name);
		sst_json_text(&d, "kind", r->kind);
		sst_print_json_text(&d, "state", r->state);
		sst_json_text(&d, "atr", r->atr);
		if (r->model != NULL)
			sst_print_json_text(&d, "model", r->model);
		sst_json_text(&d, "where", r->where);
		sst_json_text(&d, "also", r->also);
		if (r->why != NULL)
			sst_print_json_text(&d, "why", r->why);
		sst_print_append(&j, list, &d);
	}
	sst_json_give(&j, "devices", list);
	return sst_print_json(&j, err);
}

/* No service: readers that it would have may be there, and held by it. */
static bool
is_missed(const struct sst_readers *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].ccid->state == SST_CCID_BUSY)
			return true;
	return all->n == 0;
}

static int
add_readers(struct listing *l, const struct sst_readers *all,
    struct sst_err *err)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct sst_reader *r = &all->v[i];
		int rc = r->pcsc == NULL ? add_ccid(l, r->ccid, err)
		                         : add_pcsc(l, r->pcsc, r->ccid, err);

		if (rc < 0)
			return -1;
	}
	return 0;
}

static int
find_all(struct listing *l, struct sst_err *err)
{
	struct sst_readers readers;
	struct sst_adb_devices phones;

	if (sst_handset_list(l->run, &l->mem, &phones, err) < 0 ||
	    sst_readers_list(l->run, true, &l->mem, &readers, err) < 0)
		return -1;
	if (readers.pcsc.code != SST_OK) {
		if (phones.n == 0 && readers.n == 0)
			return sst_readers_fail_none(&readers, err);
		if (is_missed(&readers))
			sst_say_warn(l->run, "%s", readers.pcsc.msg);
		else
			sst_say_note(l->run, "%s", readers.pcsc.msg);
	}
	if (add_readers(l, &readers, err) < 0)
		return -1;
	for (size_t i = 0; i < phones.n; i++)
		if (add_phone(l, &phones.v[i], err) < 0)
			return -1;
	return 0;
}

static int
list(struct listing *l, struct sst_err *err)
{
	if (find_all(l, err) < 0)
		return -1;
	if (l->n == 0) {
		sst_err_set(err, SST_E_DEVICE,
		    "no smart-card reader found, no phone");
		sst_err_hint(err,
		    "plug one in; a reader that is not on USB needs pcscd, "
		    "a phone must have USB debugging on");
		return -1;
	}
	return l->run->common.json ? print_json(l, err) : print_table(l, err);
}

static int
run_devices(struct sst_run *run, struct sst_err *err)
{
	struct listing l = { .run = run };
	int rc = list(&l, err);

	sst_arena_fini(&l.mem);
	return rc;
}

const struct sst_command sst_cmd_devices = {
	.name = "devices",
	.help = "list the smart-card readers and the phones",
	.arguments = "",
	.about = "List the smart-card readers and whether they have a card, "
	         "and the Android phones, by the names that --device takes. "
	         "With -v also the card's answer to reset or the model, "
	         "by which way it is seen, and its other name.",
	.run = run_devices,
};
