/* SPDX-License-Identifier: ISC */
/* cmd_completion.c: simstow completion. */
#include <string.h>

#include "completion.h"
#include "run.h"

static const struct {
	const char *shell;
	void (*print)(void);
} shells[] = {
	{ "bash", sst_completion_bash },
	{ "zsh", sst_completion_zsh },
	{ "fish", sst_completion_fish },
};

static int
run_completion(struct sst_run *run, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
		if (strcmp(run->args.v[0], shells[i].shell) == 0) {
			shells[i].print();
			return 0;
		}
	sst_err_set(err, SST_E_USAGE, "completion: unknown shell %s",
	    run->args.v[0]);
	sst_err_hint(err, "bash, zsh or fish");
	return -1;
}

const struct sst_command sst_cmd_completion = {
	.name = "completion",
	.help = "print a completion script for a shell",
	.arguments = "bash|zsh|fish",
	.about = "Print a completion script for bash, zsh or fish.",
	.args_min = 1,
	.args_max = 1,
	.run = run_completion,
};
