/* SPDX-License-Identifier: ISC */
/* options.h: options from tables; help and completions come from the same. */
#ifndef SIMSTOW_CMD_OPTIONS_H
#define SIMSTOW_CMD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include <simstow/base/err.h>

#define SST_OPTION_REPEAT 64 /* how often an option may be repeated */

enum sst_option_kind {
	SST_OPTION_FLAG,   /* bool */
	SST_OPTION_COUNT,  /* unsigned: how often it was given */
	SST_OPTION_TEXT,   /* const char *, never empty */
	SST_OPTION_NUMBER, /* long between min and max */
	SST_OPTION_LIST    /* struct sst_words */
};

struct sst_words {
	const char *v[SST_OPTION_REPEAT];
	size_t n;
};

struct sst_option {
	char letter;          /* "-o", or 0 */
	const char *name;     /* "--output" */
	const char *argument; /* "FILE", or NULL */
	enum sst_option_kind kind;
	size_t at; /* where the value goes: offset in its struct */
	const char *help;
	long min;
	long max;
};

/* Some options that go into one struct, which lies at an offset. */
struct sst_option_group {
	const struct sst_option *v;
	size_t n;
	size_t at;
	const char *title; /* in the help: "Options" */
};

/* The options of every command. */
struct sst_common {
	bool help;
	unsigned verbose;
	bool json;
	bool redact;
};
extern const struct sst_option_group sst_options_common;

/* What remains when the options are taken. */
struct sst_args {
	const char **v;
	size_t n;
};

struct sst_run;

/*
 * sst_options_parse - the words after a command's name to run->common,
 * run->options and run->args.
 *
 *   words  ends with NULL; borrowed as long as run
 *
 * "--name VALUE", "--name=VALUE", bundled letters, "--" ends the options,
 * options and arguments may mix, a name is never shortened. Of an option
 * given twice the last counts. Stops at --help.
 * Error: SST_E_USAGE with the command's name and a hint; SST_E_FAILED.
 */
int sst_options_parse(struct sst_run *run, char *const *words,
    struct sst_err *err) SST_MUST;

#endif
