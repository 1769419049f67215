/* SPDX-License-Identifier: ISC */
/* cmd_uicc_write.c: simstow uicc write. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>

#include "ask.h"
#include "device.h"
#include "line_choice.h"
#include "load.h"
#include "pin_args.h"
#include "say.h"
#include "uicc_report.h"

#define WAIT_S 10
#define WAIT_MAX_S 3600
#define NETWORKS "EF.PLMNwAcT"

struct write_options {
	const char *device;
	bool contacts;
	bool smsp;
	bool plmn;
	bool cut;
	const char *iccid;
	long wait;
	bool dry_run;
	bool yes;
	struct sst_pin_args pin;
	struct sst_open_args open;
};

#define AT(member) offsetof(struct write_options, member)

static const struct sst_option options[] = {
	{ 'd', "device", "DEVICE", SST_OPTION_TEXT, AT(device),
	    "write to the card in pcsc:READER or ccid:BUS-PORT (default: the "
	    "only card)",
	    0, 0 },
	{ 0, "contacts", NULL, SST_OPTION_FLAG, AT(contacts),
	    "contacts that the card lacks, to free records", 0, 0 },
	{ 0, "smsp", NULL, SST_OPTION_FLAG, AT(smsp),
	    "message centres: without one a phone sends no SMS", 0, 0 },
	{ 0, "plmn", NULL, SST_OPTION_FLAG, AT(plmn),
	    "the list of preferred networks, which is replaced", 0, 0 },
	{ 0, "cut", NULL, SST_OPTION_FLAG, AT(cut),
	    "write as much as fits of contacts and names that do not fit", 0,
	    0 },
	{ 0, "iccid", "ICCID", SST_OPTION_TEXT, AT(iccid),
	    "the line of the archive (default: the card's own, else the only "
	    "one)",
	    0, 0 },
	{ 0, "wait", "SECONDS", SST_OPTION_NUMBER, AT(wait),
	    "wait so long for a card that another program holds (default 10)",
	    0, WAIT_MAX_S },
	{ 'n', "dry-run", NULL, SST_OPTION_FLAG, AT(dry_run),
	    "show what would be written; write nothing", 0, 0 },
	{ 'y', "yes", NULL, SST_OPTION_FLAG, AT(yes), "do not ask", 0, 0 },
};

/* All that one run goes through. */
struct writing {
	struct sst_run *run;
	const struct write_options *o;
	struct sst_arena mem;
	struct sst_device_choice device;
	struct sst_pin pin;
	struct sst_snapshot snapshot;
	struct sst_card card;
	struct sst_uicc uicc;
	char iccid[2 * SST_ICCID_BYTES + 1]; /* of the card */
	const struct sst_profile *line;
	struct sst_uicc_write_wish wish;
	struct sst_uicc_write_card is;
	struct sst_uicc_write_plan plan;
	struct sst_uicc_report report;
};

/* Whatever can be wrong is found before a secret is asked for. */
static int
check(struct writing *w, struct sst_err *err)
{
	const struct write_options *o = w->o;

	if (!o->contacts && !o->smsp && !o->plmn) {
		sst_err_set(err, SST_E_USAGE, "uicc write: write what?");
		sst_err_hint(err, "--contacts, --smsp, --plmn, or several");
		return -1;
	}
	if (sst_pin_init(&w->pin, w->run, &o->pin, err) < 0 ||
	    sst_device_find(w->run, o->device, &w->mem, &w->device, err) < 0)
		return -1;
	if (w->device.reader == NULL && w->device.ccid == NULL)
		return sst_fail(err, SST_E_USAGE,
		    "uicc write: a phone is no card reader: want pcsc:READER "
		    "or "
		    "ccid:BUS-PORT");
	return 0;
}

static int
load(struct writing *w, struct sst_err *err)
{
	struct sst_opener opener;
	int rc = -1;

	if (sst_opener_init(&opener, w->run, &w->o->open, err) == 0)
		rc = sst_load_snapshot(&opener, w->run->args.v[0], &w->snapshot,
		    err);
	sst_opener_fini(&opener);
	return rc;
}

static bool
has_contacts(const struct sst_sim *sim)
{
	return sim->contacts.v != NULL;
}

static bool
has_centres(const struct sst_sim *sim)
{
	return sim->sms_centres.n > 0;
}

static const struct sst_card_file *
networks_of(const struct sst_sim *sim)
{
	for (size_t i = 0; i < sim->files.n; i++) {
		const struct sst_card_file *f = &sim->files.v[i];

		if (f->name != NULL && strcmp(f->name, NETWORKS) == 0 &&
		    f->member != NULL)
			return f;
	}
	return NULL;
}

static bool
has_networks(const struct sst_sim *sim)
{
	return networks_of(sim) != NULL;
}

/* The line that has all that is to be written, each thing looked for. */
static int
choose_line(struct writing *w, struct sst_err *err)
{
	const struct write_options *o = w->o;
	const struct {
		bool is_wanted;
		struct sst_line_wish wish;
	} things[] = {
		{ o->contacts, { "contacts", "--contacts", has_contacts,
		                   o->iccid, w->iccid } },
		{ o->smsp, { "message centres", NULL, has_centres, o->iccid,
		               w->iccid } },
		{ o->plmn, { "preferred networks", NULL, has_networks, o->iccid,
		               w->iccid } },
	};

	for (size_t i = 0; i < sizeof(things) / sizeof(things[0]); i++) {
		const struct sst_profile *p = w->line;

		if (!things[i].is_wanted)
			continue;
		if (sst_line_choose(w->run, &w->snapshot, &things[i].wish,
		        &w->line, err) < 0)
			return -1;
		if (p != NULL && p != w->line)
			return sst_fail(err, SST_E_USAGE,
			    "uicc write: no line of the archive has all of it: "
			    "name one with --iccid, or write one thing a time");
	}
	return 0;
}

/* EF.ICCID, which every card gives to anybody. */
static int
read_iccid(struct writing *w, struct sst_err *err)
{
	static const struct sst_uicc_path path = { { 0x2FE2 }, 1 };
	struct sst_buf b = { 0 };
	struct sst_fcp fcp;
	int rc = -1;

	if (sst_uicc_select(&w->uicc, &path, &fcp, err) < 0 ||
	    sst_uicc_read(&w->uicc, &fcp, &b, err) < 0)
		goto out;
	if (b.n != SST_ICCID_BYTES) {
		sst_err_set(err, SST_E_FORMAT,
		    "EF.ICCID has %zu bytes, want "
		    "%d",
		    b.n, SST_ICCID_BYTES);
		goto out;
	}
	sst_bcd_swapped(sst_buf_span(&b), w->iccid);
	rc = 0;
out:
	sst_buf_fini(&b);
	return rc;
}

static int
give_pin(struct writing *w, struct sst_err *err)
{
	struct sst_uicc_pin_state state;
	struct sst_secret digits = { 0 };
	int rc = -1;

	if (sst_uicc_pin_look(&w->uicc, SST_UICC_PIN1, &state, err) < 0)
		return -1;
	if (!state.is_enabled || state.is_verified)
		return 0;
	if (state.tries != SST_FCP_TRIES_UNKNOWN)
		sst_say_info(w->run, "PIN1: %u tr%s left", state.tries,
		    state.tries == 1 ? "y" : "ies");
	if (w->o->pin.source == NULL) {
		sst_err_set(err, SST_E_KEY, "the card wants its PIN1");
		sst_err_hint(err, "--pin ask, or --pin file:PATH");
		return -1;
	}
	if (sst_pin_give(&w->pin, &state, &digits, err) == 0)
		rc = sst_uicc_pin_verify(&w->uicc, SST_UICC_PIN1, &digits,
		    w->o->pin.last_try, err);
	sst_secret_fini(&digits);
	/* without the PIN nothing is written: no way around it here */
	if (rc < 0 && state.tries == 0)
		sst_err_hint(err, "a phone unblocks it with the PUK");
	else if (rc < 0 && !w->o->pin.last_try &&
	         (state.tries == 1 || state.tries == SST_FCP_TRIES_UNKNOWN))
		sst_err_hint(err, "--last-try sends it all the same");
	return rc;
}

static struct sst_span
raw_of(const struct sst_snapshot *s, const struct sst_card_file *f)
{
	for (size_t i = 0; f != NULL && i < s->raws.n; i++)
		if (strcmp(s->raws.v[i].name, f->member) == 0)
			return s->raws.v[i].data;
	return (struct sst_span){ NULL, 0 };
}

/* With --redact identifiers are masked wherever they are shown. */
static int
shown(struct writing *w, const char *iccid, const char **out,
    struct sst_err *err)
{
	char *text = sst_arena_text(&w->mem, iccid);

	*out = text;
	if (iccid == NULL)
		return 0;
	if (text == NULL)
		return sst_arena_full(&w->mem, err);
	if (w->run->common.redact)
		sst_digits_mask(iccid, text);
	return 0;
}

static int
plan(struct writing *w, struct sst_err *err)
{
	const struct sst_sim *sim = &w->line->sim;
	struct sst_uicc_report *r = &w->report;

	w->wish = (struct sst_uicc_write_wish){ .sim = sim,
		.contacts = w->o->contacts,
		.smsp = w->o->smsp,
		.plmn = w->o->plmn,
		.plmn_file = raw_of(&w->snapshot, networks_of(sim)),
		.cut = w->o->cut,
		.mask = w->run->common.redact };
	*r = (struct sst_uicc_report){ .is_dry = w->o->dry_run,
		.card = &w->is,
		.plan = &w->plan };
	r->is_copy =
	    w->line->iccid == NULL || strcmp(w->line->iccid, w->iccid) != 0;
	if (shown(w, w->line->iccid, &r->from, err) < 0 ||
	    shown(w, w->iccid, &r->to, err) < 0)
		return -1;
	sst_say_progress(w->run, "reading the card");
	if (sst_uicc_write_look(&w->uicc, &w->wish, &w->mem, &w->is, err) < 0)
		return -1;
	return sst_uicc_write_plan(&w->is, &w->wish, &w->mem, &w->plan, err);
}

static int
confirm(struct writing *w, struct sst_err *err)
{
	char question[64];
	bool yes;

	if (w->o->yes)
		return 0;
	(void)snprintf(question, sizeof(question), "Write %zu record%s to %s?",
	    w->plan.n, w->plan.n == 1 ? "" : "s",
	    w->report.is_copy ? "another card" : "the card");
	if (sst_ask_yes(w->run, question, "--yes writes without asking", &yes,
	        err) < 0)
		return -1;
	if (yes)
		return 0;
	return sst_fail(err, SST_E_FAILED,
	    "uicc write: not confirmed; nothing was written");
}

/* What is on the card when it stops is said; the rest another run can do. */
static int
carry_out(struct writing *w, struct sst_err *err)
{
	int rc;

	sst_say_progress(w->run, "writing the card");
	rc = sst_uicc_write_carry_out(&w->uicc, &w->is, &w->plan,
	    &w->report.done, err);
	if (rc == 0) {
		sst_say_info(w->run, "%zu record%s written and read back",
		    w->plan.n, w->plan.n == 1 ? "" : "s");
		return 0;
	}
	sst_uicc_report_done(w->run, &w->report);
	sst_err_hint(err, "the same command again writes what is missing");
	if (w->report.done > 0)
		err->code = SST_E_PARTIAL;
	return -1;
}

static int
report(struct writing *w, struct sst_err *err)
{
	return w->run->common.json ? sst_uicc_report_json(&w->report, err) : 0;
}

static int
write_card(struct writing *w, struct sst_err *err)
{
	struct sst_err other = { 0 };

	if (sst_uicc_open(&w->card, &w->mem, &w->uicc, err) < 0 ||
	    read_iccid(w, err) < 0 || choose_line(w, err) < 0 ||
	    give_pin(w, err) < 0 || plan(w, err) < 0)
		return -1;
	sst_uicc_report_show(w->run, &w->report);
	if (w->plan.n == 0 || w->o->dry_run)
		return report(w, err);
	if (confirm(w, err) < 0)
		return -1;
	if (carry_out(w, err) == 0)
		return report(w, err);
	if (report(w, &other) < 0)
		sst_say_warn(w->run, "%s", other.msg);
	return -1;
}

static int
use_card(struct writing *w, struct sst_err *err)
{
	struct sst_device_link d;
	int rc = -1;

	if (sst_device_open(w->run, &w->device, w->o->wait, &d, err) < 0)
		return -1;
	if (sst_card_open(&w->card, &d.link, err) == 0)
		rc = write_card(w, err);
	sst_card_close(&w->card);
	sst_device_close(w->run, &d);
	return rc;
}

static int
run_uicc_write(struct sst_run *run, struct sst_err *err)
{
	struct writing w = { .run = run, .o = run->options };
	int rc = -1;

	sst_snapshot_init(&w.snapshot);
	if (check(&w, err) == 0 && load(&w, err) == 0)
		rc = use_card(&w, err);
	sst_snapshot_fini(&w.snapshot);
	sst_pin_fini(&w.pin);
	sst_arena_fini(&w.mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_pin_args_options, SST_PIN_ARGS_OPTIONS, AT(pin),
	    "The PIN of a SIM" },
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS, AT(open),
	    "How archives are opened" },
};

static const struct write_options defaults = { .wait = WAIT_S };

const struct sst_command sst_cmd_uicc_write = {
	.name = "write",
	.help = "write contacts, message centres, networks of an archive",
	.arguments = "ARCHIVE",
	.about =
	    "Write what an archive has of a SIM's own data to a SIM or USIM: "
	    "contacts, message centres, the list of preferred networks. What "
	    "will change is shown first, record by record, and asked for. "
	    "Nothing is erased, only files that the holder may write are "
	    "written, and each record is read back. ARCHIVE is a file, the "
	    "name of one in the vault, or - for standard input.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct write_options),
	.defaults = &defaults,
	.args_min = 1,
	.args_max = 1,
	.needs_crypto = true,
	.run = run_uicc_write,
};
