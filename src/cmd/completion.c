/* SPDX-License-Identifier: ISC */
/* completion.c: what the writers of completion scripts share. */
#include <string.h>

#include "completion.h"

void
sst_completion_walk(sst_completion_each *each)
{
	for (size_t i = 0; sst_command_all[i] != NULL; i++) {
		const struct sst_command *c = sst_command_all[i];

		if (c->commands == NULL)
			each(c, NULL);
		for (size_t k = 0;
		     c->commands != NULL && c->commands[k] != NULL; k++)
			each(c->commands[k], c->name);
	}
}

void
sst_completion_options(const struct sst_command *c, sst_completion_option *each,
    void *ctx)
{
	for (size_t i = 0; i < c->group_n; i++)
		for (size_t k = 0; k < c->groups[i].n; k++)
			each(&c->groups[i].v[k], ctx);
	for (size_t k = 0; k < sst_options_common.n; k++)
		each(&sst_options_common.v[k], ctx);
}

bool
sst_completion_has_files(const char *argument)
{
	static const char *const names[] = { "FILE", "DIR", "PATH", "ARCHIVE" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strstr(argument, names[i]) != NULL)
			return true;
	return false;
}
