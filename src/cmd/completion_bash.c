/* SPDX-License-Identifier: ISC */
/* completion_bash.c: a completion script for bash. */
#include <stdio.h>

#include "completion.h"

static void
put_names(const struct sst_command *const *list)
{
	for (size_t i = 0; list[i] != NULL; i++)
		(void)printf("%s%s", i == 0 ? "" : " ", list[i]->name);
}

static void
put_option(const struct sst_option *o, void *ctx)
{
	(void)ctx;
	if (o->letter != 0)
		(void)printf(" -%c", o->letter);
	(void)printf(" --%s", o->name);
}

static void
put_command(const struct sst_command *c, const char *parent)
{
	(void)printf("\t'%s%s%s') words='", parent == NULL ? "" : parent,
	    parent == NULL ? "" : " ", c->name);
	sst_completion_options(c, put_option, NULL);
	(void)puts("' ;;");
}

void
sst_completion_bash(void)
{
	(void)puts("# bash completion for simstow, made by "
	           "\"simstow completion bash\"\n"
	           "_simstow()\n"
	           "{\n"
	           "\tlocal cur=${COMP_WORDS[COMP_CWORD]} words=\n"
	           "\tlocal command=${COMP_WORDS[1]}\n"
	           "\tCOMPREPLY=()\n"
	           "\tcase $command in");
	for (size_t i = 0; sst_command_all[i] != NULL; i++) {
		if (sst_command_all[i]->commands == NULL)
			continue;
		(void)printf("\t%s)\n\t\tif [ \"$COMP_CWORD\" -eq 2 ]; then\n"
		             "\t\t\twords='",
		    sst_command_all[i]->name);
		put_names(sst_command_all[i]->commands);
		(void)puts("'\n\t\t\tCOMPREPLY=($(compgen -W \"$words\" -- "
		           "\"$cur\"))\n\t\t\treturn\n\t\tfi\n"
		           "\t\tcommand=\"$command ${COMP_WORDS[2]}\" ;;");
	}
	(void)fputs("\tesac\n"
	            "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	            "\t\twords='--help --version ",
	    stdout);
	put_names(sst_command_all);
	(void)puts("'\n\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	           "\t\treturn\n\tfi\n"
	           "\tcase $command in");
	sst_completion_walk(put_command);
	(void)puts("\tesac\n"
	           "\tcase $cur in\n"
	           "\t-*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n"
	           "\tesac\n"
	           "}\n"
	           "complete -o default -F _simstow simstow");
}
