/* SPDX-License-Identifier: ISC */
/* cmd_devices.c: simstow devices. */
#include <stdio.h>

#include <simstow/base/hex.h>

#include "device.h"
#include "print.h"

/* What a reader is called and how, for both forms of output. */
struct row {
	const char *name;
	const char *state;
	const char *atr; /* or NULL */
};

static int
make_row(const struct sst_pcsc_reader *r, struct sst_arena *mem,
    struct row *out, struct sst_err *err)
{
	out->name = sst_arena_printf(mem, "%s%s", SST_DEVICE_PCSC, r->name);
	out->state = sst_pcsc_state_name(r->state);
	out->atr = r->atr.n == 0 ? NULL : sst_hex_text(mem, r->atr);
	if (out->name == NULL || (r->atr.n > 0 && out->atr == NULL))
		return sst_arena_full(mem, err);
	return 0;
}

static int
print_table(const struct sst_run *run, const struct row *rows, size_t n,
    struct sst_err *err)
{
	bool is_long = run->common.verbose > 0;
	struct sst_table t;
	int rc;

	sst_table_init(&t, is_long ? 3 : 2);
	sst_table_row(&t, (const char *const[]){ "DEVICE", "STATE", "ATR" });
	for (size_t i = 0; i < n; i++)
		sst_table_row(&t, (const char *const[]){ rows[i].name,
		                      rows[i].state, rows[i].atr });
	rc = sst_table_print(&t, 0, err);
	sst_table_fini(&t);
	return rc;
}

static int
print_json(const struct row *rows, size_t n, struct sst_err *err)
{
	struct sst_json j = sst_print_document("devices");
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++) {
		struct sst_json d = { json_object(), false };

		sst_print_json_text(&d, "name", rows[i].name);
		sst_json_text(&d, "kind", "pcsc");
		sst_json_text(&d, "state", rows[i].state);
		sst_json_text(&d, "atr", rows[i].atr);
		sst_print_append(&j, list, &d);
	}
	sst_json_give(&j, "devices", list);
	return sst_print_json(&j, err);
}

static int
show(const struct sst_run *run, const struct sst_pcsc_readers *all,
    struct sst_arena *mem, struct sst_err *err)
{
	struct row *rows = sst_arena_get_array(mem, all->n, sizeof(*rows));

	if (rows == NULL)
		return sst_arena_full(mem, err);
	for (size_t i = 0; i < all->n; i++)
		if (make_row(&all->v[i], mem, &rows[i], err) < 0)
			return -1;
	if (run->common.json)
		return print_json(rows, all->n, err);
	return print_table(run, rows, all->n, err);
}

static int
run_devices(struct sst_run *run, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_pcsc_readers all;
	int rc = -1;

	if (sst_pcsc_list(&mem, &all, err) < 0)
		goto out;
	if (all.n == 0) {
		sst_err_set(err, SST_E_DEVICE, "no smart-card reader found");
		sst_err_hint(err,
		    "plug one in; pcscd must know its driver (libccid)");
		goto out;
	}
	rc = show(run, &all, &mem, err);
out:
	sst_arena_fini(&mem);
	return rc;
}

const struct sst_command sst_cmd_devices = {
	.name = "devices",
	.help = "list the smart-card readers and whether they have a card",
	.arguments = "",
	.about = "List the smart-card readers, by the names that --device "
	         "takes, and whether they have a card. With -v also the "
	         "card's answer to reset.",
	.run = run_devices,
};
