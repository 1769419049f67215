/* SPDX-License-Identifier: ISC */
/* main.c: from the command line to an exit status. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <simstow/base/json.h>
#include <simstow/base/secret.h>

#include "help.h"
#include "say.h"
#include "signals.h"

/*
 * No core dump, no debugger of the same user, no readable files. A closed
 * standard descriptor would be given to the next file that is opened; in its
 * place is one whose use fails, as that of a closed one does.
 */
static void
harden(void)
{
	static const struct rlimit none = { 0, 0 };

	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)umask(077);
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
			_exit(SST_E_FAILED);
}

static bool
has_word(char *const *words, const char *wanted)
{
	for (; *words != NULL && strcmp(*words, "--") != 0; words++)
		if (strcmp(*words, wanted) == 0)
			return true;
	return false;
}

static void
look_around(struct sst_run *run)
{
	const char *term = getenv("TERM");
	const char *plain = getenv("NO_COLOR");
	bool is_dumb = term == NULL || strcmp(term, "dumb") == 0;

	run->now = (int64_t)time(NULL);
	run->has_colour = !is_dumb && (plain == NULL || plain[0] == '\0') &&
	                  isatty(STDOUT_FILENO) == 1;
	run->has_progress = !is_dumb && isatty(STDERR_FILENO) == 1;
}

/* What others call by an option. */
static const struct {
	const char *word;
	const char *command;
} nicknames[] = { { "--help", "help" }, { "-h", "help" },
	{ "--version", "version" } };

static const char *
command_name(const char *word)
{
	for (size_t i = 0; i < sizeof(nicknames) / sizeof(nicknames[0]); i++)
		if (strcmp(word, nicknames[i].word) == 0)
			return nicknames[i].command;
	return word;
}

static int
is_no_command(struct sst_err *err, const char *word)
{
	if (word == NULL)
		sst_err_set(err, SST_E_USAGE, "no command");
	else if (word[0] == '-')
		sst_err_set(err, SST_E_USAGE, "option %s before the command",
		    word);
	else
		sst_err_set(err, SST_E_USAGE, "unknown command %s", word);
	sst_err_hint(err, "simstow --help");
	return -1;
}

/* "simstow COMMAND"; *words moves behind it. */
static int
choose(struct sst_run *run, char *const **words, struct sst_err *err)
{
	const char *word = **words;

	if (word == NULL)
		return is_no_command(err, word);
	run->command = sst_command_find(sst_command_all, command_name(word));
	if (run->command == NULL)
		return is_no_command(err, word);
	(*words)++;
	(void)snprintf(run->name, sizeof(run->name), "%s", run->command->name);
	return 0;
}

/* "simstow COMMAND SUBCOMMAND" */
static int
choose_below(struct sst_run *run, char *const **words, struct sst_err *err)
{
	const char *word = **words;
	const struct sst_command *c = NULL;

	if (run->command->commands == NULL)
		return 0;
	if (word != NULL &&
	    (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)) {
		run->common.help = true;
		return 0;
	}
	if (word != NULL)
		c = sst_command_find(run->command->commands, word);
	if (c == NULL) {
		sst_err_set(err, SST_E_USAGE, "%s: %s%s", run->name,
		    word == NULL ? "no command" : "unknown command ",
		    word == NULL ? "" : word);
		sst_err_hint(err, "simstow %s --help", run->name);
		return -1;
	}
	(*words)++;
	(void)snprintf(run->name, sizeof(run->name), "%s %s",
	    run->command->name, c->name);
	run->command = c;
	return 0;
}

static int
prepare(struct sst_run *run, char *const *words, struct sst_err *err)
{
	const struct sst_command *c = run->command;

	run->options = calloc(1, c->options_size + 1);
	if (run->options == NULL)
		return sst_fail(err, SST_E_FAILED, "memory is out");
	if (c->defaults != NULL)
		memcpy(run->options, c->defaults, c->options_size);
	return sst_options_parse(run, words, err);
}

static int
start_crypto(struct sst_run *run, struct sst_err *err)
{
	bool locked = false;

	if (sst_secret_start(&locked, err) < 0)
		return -1;
	if (!locked)
		sst_say_note(run, "secrets could not be locked into memory "
		                  "(ulimit -l); they may reach the swap space");
	return 0;
}

static int
carry_out(struct sst_run *run, char *const *words, struct sst_err *err)
{
	if (choose(run, &words, err) < 0 || choose_below(run, &words, err) < 0)
		return -1;
	if (!run->common.help && prepare(run, words, err) < 0)
		return -1;
	if (run->common.help) {
		sst_help_command(run->command, run->name);
		return 0;
	}
	run->has_progress = run->has_progress && !run->common.json;
	if (run->command->needs_crypto && start_crypto(run, err) < 0)
		return -1;
	return run->command->run(run, err);
}

/* A result that could not be written is no result. */
static int
finish_output(struct sst_err *err)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return 0;
	return sst_fail(err, SST_E_FAILED, "standard output: write failed");
}

int
main(int argc, char **argv)
{
	char *const *words = argv + (argc > 0);
	struct sst_run run = { 0 };
	struct sst_err err = { 0 };
	int rc;

	harden();
	sst_signals_start();
	sst_json_start();
	look_around(&run);
	run.common.json = has_word(words, "--json");
	rc = carry_out(&run, words, &err);
	sst_say_progress(&run, NULL);
	if (rc == 0)
		rc = finish_output(&err);
	if (rc < 0) {
		sst_say_error(&run, &err);
		run.status = err.code;
	}
	free(run.args.v);
	free(run.options);
	return (int)run.status;
}
