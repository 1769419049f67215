/* SPDX-License-Identifier: ISC */
/* cmd_code_add.c: simstow code add. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <simstow/base/text.h>
#include <simstow/manifest/manifest.h>
#include <simstow/snapshot/activation_code.h>

#include "ask.h"
#include "iccid_arg.h"
#include "input.h"
#include "print.h"
#include "say.h"
#include "seal_args.h"

struct code_add_options {
	const char *iccid;
	const char *carrier;
	const char *note;
	bool confirmation_code;
	const char *file;
	struct sst_seal_args seal;
};

#define AT(member) offsetof(struct code_add_options, member)

static const struct sst_option options[] = {
	{ 0, "iccid", "ICCID", SST_OPTION_TEXT, AT(iccid),
	    "the profile that the code belongs to", 0, 0 },
	{ 0, "carrier", "NAME", SST_OPTION_TEXT, AT(carrier),
	    "your word for the carrier", 0, 0 },
	{ 0, "note", "TEXT", SST_OPTION_TEXT, AT(note), "a note", 0, 0 },
	{ 0, "confirmation-code", NULL, SST_OPTION_FLAG, AT(confirmation_code),
	    "keep the confirmation code too: the second line of the input, or "
	    "asked for",
	    0, 0 },
	{ 0, "file", "PATH", SST_OPTION_TEXT, AT(file),
	    "read the code from this file (default: standard input, or asked "
	    "for at the terminal)",
	    0, 0 },
};

/* All that one code goes through. */
struct adding {
	struct sst_run *run;
	const struct code_add_options *o;
	struct sst_arena mem;
	char iccid[SST_ICCID_MAX + 1];
	struct sst_buf input;       /* of a file or standard input */
	struct sst_secret typed[2]; /* the code, the confirmation code */
	struct sst_span line[2];    /* the same two, wherever they are */
	struct sst_ac ac;
	struct sst_target target;
	struct sst_snapshot snapshot;
};

static int
check_texts(const struct code_add_options *o, struct sst_err *err)
{
	const char *const texts[] = { o->carrier, o->note };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i] != NULL &&
		    !sst_text_is_utf8(sst_span_of_text(texts[i])))
			return sst_fail(err, SST_E_USAGE,
			    "code add: carrier or note: no UTF-8");
	return 0;
}

static int
check_iccid(struct adding *a, struct sst_err *err)
{
	if (a->o->iccid == NULL)
		return 0;
	return sst_iccid_arg(a->run, "code add: --iccid", a->o->iccid, a->iccid,
	    err);
}

static int
check(struct adding *a, struct sst_err *err)
{
	if (a->run->args.n > 0) {
		sst_err_set(err, SST_E_USAGE,
		    "code add: a code is not taken from the command line: the "
		    "shell's history would keep it, and eat its '$'");
		sst_err_hint(err, "give it on standard input, with --file "
		                  "PATH, or when asked");
		return -1;
	}
	if (check_texts(a->o, err) < 0 || check_iccid(a, err) < 0)
		return -1;
	if (sst_target_check(a->run, &a->o->seal, &a->target, err) < 0)
		return -1;
	return sst_target_ready(&a->target, err);
}

static int
ask(struct adding *a, struct sst_err *err)
{
	static const char *const prompts[] = {
		"Activation code (not shown): ",
		"Confirmation code (not shown): ",
	};
	size_t n = a->o->confirmation_code ? 2 : 1;

	for (size_t i = 0; i < n; i++) {
		if (sst_ask_secret(a->run, prompts[i],
		        "--file PATH, or give it on standard input",
		        &a->typed[i], err) < 0)
			return -1;
		a->line[i] = (struct sst_span){ a->typed[i].p, a->typed[i].n };
	}
	return 0;
}

/* The next line that is not empty, without its end. */
static struct sst_span
next_line(struct sst_span *s)
{
	struct sst_span line = { 0 };

	while (s->n > 0) {
		const uint8_t *end = memchr(s->p, '\n', s->n);
		size_t n = end == NULL ? s->n : (size_t)(end - s->p);
		size_t skip = end == NULL ? n : n + 1;

		line = (struct sst_span){ s->p, n };
		if (n > 0 && s->p[n - 1] == '\r')
			line.n--;
		s->p += skip;
		s->n -= skip;
		if (line.n > 0)
			return line;
	}
	return (struct sst_span){ 0 };
}

static int
read_input(struct adding *a, struct sst_err *err)
{
	const char *path = a->o->file == NULL ? "-" : a->o->file;
	struct sst_span left;
	size_t n = a->o->confirmation_code ? 2 : 1;

	sst_buf_init(&a->input, (size_t)2 * SST_AC_MAX);
	if (sst_input_read(path, &a->input, err) < 0)
		return -1;
	left = sst_buf_span(&a->input);
	for (size_t i = 0; i < n; i++)
		a->line[i] = next_line(&left);
	if (n == 2 && a->line[1].n == 0)
		return sst_fail(err, SST_E_USAGE,
		    "%s: no second line with the confirmation code",
		    sst_input_name(path));
	if (next_line(&left).n > 0) {
		sst_err_set(err, SST_E_USAGE, "%s: more than %zu line%s",
		    sst_input_name(path), n, n == 1 ? "" : "s");
		sst_err_hint(err, "one code at a time");
		return -1;
	}
	return 0;
}

static int
get_code(struct adding *a, struct sst_err *err)
{
	bool is_asked = a->o->file == NULL && isatty(STDIN_FILENO) == 1;

	if ((is_asked ? ask(a, err) : read_input(a, err)) < 0)
		return -1;
	if (sst_ac_parse(a->line[0], &a->mem, &a->ac, NULL, err) < 0)
		return sst_within(err, "code add");
	for (size_t i = 0; i < a->ac.warning_n; i++)
		sst_say_warn(a->run, "%s",
		    sst_ac_warning_text(a->ac.warnings[i]));
	if (a->ac.needs_confirmation && !a->o->confirmation_code)
		sst_say_warn(a->run,
		    "this code wants a confirmation code, which is not kept "
		    "without --confirmation-code");
	return 0;
}

static int
fill(struct adding *a, struct sst_err *err)
{
	struct sst_snapshot *s = &a->snapshot;
	struct sst_kept_code *c = sst_snapshot_add_code(s);

	if (c == NULL)
		return sst_arena_full(&s->mem, err);
	if (!sst_text_is_utf8(a->line[1]) ||
	    memchr(a->line[1].p == NULL ? (const void *)"" : a->line[1].p, 0,
	        a->line[1].n) != NULL)
		return sst_fail(err, SST_E_USAGE,
		    "code add: confirmation code: no text");
	s->kind = SST_SNAPSHOT_CODES;
	s->created = a->run->now;
	s->generator = SST_RUN_GENERATOR;
	c->text = a->ac.text;
	c->iccid = a->o->iccid == NULL ? NULL : a->iccid;
	c->carrier = a->o->carrier;
	c->note = a->o->note;
	c->added = a->run->now;
	if (!a->o->confirmation_code)
		return 0;
	c->confirmation_code =
	    (const char *)sst_arena_copy(&s->mem, a->line[1]);
	return c->confirmation_code == NULL ? sst_arena_full(&s->mem, err) : 0;
}

static int
report(struct adding *a, const char *path, const struct sst_archive_sum *sum,
    struct sst_err *err)
{
	const char *masked = sst_ac_mask(&a->ac, &a->mem);
	char sealed[SST_TARGET_SEALED];
	struct sst_json j;

	if (masked == NULL)
		return sst_arena_full(&a->mem, err);
	if (!a->run->common.json) {
		sst_say_line(stdout, "%s", path);
		sst_target_sealed(&a->target, sealed);
		sst_say_info(a->run, "kept %s, sealed %s", masked, sealed);
		return 0;
	}
	j = sst_print_document("code-add");
	sst_print_json_text(&j, "path", path);
	sst_json_int(&j, "size", (int64_t)sum->size);
	sst_json_text(&j, "sha256", sum->sha256);
	sst_json_int(&j, "recipients", (int64_t)a->target.seal.to_n);
	sst_print_json_text(&j, "code", masked);
	return sst_print_json(&j, err);
}

static int
add(struct adding *a, struct sst_err *err)
{
	struct sst_members members;
	struct sst_archive_sum sum = { 0 };
	const char *path = NULL;

	if (check(a, err) < 0 || get_code(a, err) < 0 || fill(a, err) < 0 ||
	    sst_manifest_pack(&a->snapshot, &a->mem, &members, err) < 0)
		return -1;
	if (sst_target_write(&a->target, "code", &members, &path, &sum, err) <
	    0)
		return -1;
	return report(a, path, &sum, err);
}

static int
run_code_add(struct sst_run *run, struct sst_err *err)
{
	struct adding a = { .run = run, .o = run->options };
	int rc;

	sst_snapshot_init(&a.snapshot);
	rc = add(&a, err);
	sst_snapshot_fini(&a.snapshot);
	sst_target_fini(&a.target);
	sst_secret_fini(&a.typed[0]);
	sst_secret_fini(&a.typed[1]);
	sst_buf_fini(&a.input);
	sst_arena_fini(&a.mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_seal_args_options, SST_SEAL_ARGS_OPTIONS, AT(seal),
	    "Where the archive goes, and sealed to whom" },
};

const struct sst_command sst_cmd_code_add = {
	.name = "add",
	.help = "keep an activation code",
	.arguments = "",
	.about =
	    "Keep an activation code in an archive of its own, sealed like a "
	    "backup: with the public key alone when the vault has one. The "
	    "code comes from standard input, from a file, or is asked for; "
	    "never from the command line.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct code_add_options),
	.args_max = SST_ARGS_ANY,
	.needs_crypto = true,
	.run = run_code_add,
};
