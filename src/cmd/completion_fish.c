/* SPDX-License-Identifier: ISC */
/* completion_fish.c: a completion script for fish. */
#include <stdio.h>

#include "completion.h"

/* A command and its parent, when its options are written. */
struct place {
	const struct sst_command *command;
	const char *parent;
};

static void
put_text(const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			(void)putchar('\\');
		(void)putchar(*text);
	}
}

static void
put_condition(const char *parent, const char *name)
{
	if (parent == NULL)
		(void)printf("-n '__fish_seen_subcommand_from %s'", name);
	else
		(void)printf("-n '__fish_seen_subcommand_from %s; and "
		             "__fish_seen_subcommand_from %s'",
		    parent, name);
}

static void
put_option(const struct sst_option *o, void *ctx)
{
	const struct place *p = ctx;

	(void)fputs("complete -c simstow ", stdout);
	put_condition(p->parent, p->command->name);
	if (o->letter != 0)
		(void)printf(" -s %c", o->letter);
	(void)printf(" -l %s", o->name);
	if (o->argument != NULL)
		(void)printf(" %s",
		    sst_completion_has_files(o->argument) ? "-r -F" : "-x");
	(void)fputs(" -d '", stdout);
	put_text(o->help);
	(void)puts("'");
}

static void
put_command(const struct sst_command *c, const char *parent)
{
	struct place p = { c, parent };

	sst_completion_options(c, put_option, &p);
	if (!sst_completion_has_files(c->arguments))
		return;
	(void)fputs("complete -c simstow ", stdout);
	put_condition(parent, c->name);
	(void)puts(" -F");
}

static void
put_names(const struct sst_command *const *list, const char *parent)
{
	for (; *list != NULL; list++) {
		(void)fputs("complete -c simstow -n '", stdout);
		if (parent == NULL)
			(void)fputs("__fish_use_subcommand", stdout);
		else
			(void)printf("__fish_seen_subcommand_from %s; and "
			             "test (count (commandline -opc)) -eq 2",
			    parent);
		(void)printf("' -a %s -d '", (*list)->name);
		put_text((*list)->help);
		(void)puts("'");
	}
}

void
sst_completion_fish(void)
{
	(void)puts("# fish completion for simstow, made by "
	           "\"simstow completion fish\"\n"
	           "complete -c simstow -f");
	put_names(sst_command_all, NULL);
	for (size_t i = 0; sst_command_all[i] != NULL; i++)
		if (sst_command_all[i]->commands != NULL)
			put_names(sst_command_all[i]->commands,
			    sst_command_all[i]->name);
	sst_completion_walk(put_command);
}
