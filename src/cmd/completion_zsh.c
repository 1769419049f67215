/* SPDX-License-Identifier: ISC */
/* completion_zsh.c: a completion script for zsh. */
#include <stdio.h>

#include "completion.h"

/* Text inside single quotes and a [description] of _arguments. */
static void
put_text(const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			(void)fputs("'\\'", stdout);
		else if (*text == '[' || *text == ']' || *text == ':' ||
		         *text == '\\')
			(void)putchar('\\');
		(void)putchar(*text);
	}
}

static void
put_form(const struct sst_option *o, const char *name)
{
	(void)printf(" \\\n\t\t\t'%s%s[",
	    o->kind == SST_OPTION_LIST || o->kind == SST_OPTION_COUNT ? "*"
	                                                              : "",
	    name);
	put_text(o->help);
	(void)putchar(']');
	if (o->argument != NULL) {
		(void)putchar(':');
		put_text(o->argument);
		(void)putchar(':');
		if (sst_completion_has_files(o->argument))
			(void)fputs("_files", stdout);
	}
	(void)putchar('\'');
}

static void
put_option(const struct sst_option *o, void *ctx)
{
	char name[64];

	(void)ctx;
	if (o->letter != 0) {
		(void)snprintf(name, sizeof(name), "-%c", o->letter);
		put_form(o, name);
	}
	(void)snprintf(name, sizeof(name), "--%s", o->name);
	put_form(o, name);
}

static void
put_command(const struct sst_command *c, const char *parent)
{
	(void)printf("\t'%s%s%s')\n\t\t_arguments -s -S",
	    parent == NULL ? "" : parent, parent == NULL ? "" : " ", c->name);
	sst_completion_options(c, put_option, NULL);
	if (sst_completion_has_files(c->arguments))
		(void)fputs(" \\\n\t\t\t'*:archive:_files'", stdout);
	(void)puts(" ;;");
}

static void
put_list(const struct sst_command *const *list)
{
	for (; *list != NULL; list++) {
		(void)printf(" \\\n\t\t\t'%s:", (*list)->name);
		put_text((*list)->help);
		(void)putchar('\'');
	}
}

void
sst_completion_zsh(void)
{
	(void)puts("#compdef simstow\n"
	           "# zsh completion for simstow, made by "
	           "\"simstow completion zsh\"\n"
	           "_simstow()\n"
	           "{\n"
	           "\tlocal -a list\n"
	           "\tlocal name=$words[2]\n"
	           "\tif (( CURRENT == 2 )); then\n"
	           "\t\tlist=(");
	put_list(sst_command_all);
	(void)puts(")\n\t\t_describe command list\n\t\treturn\n\tfi\n"
	           "\tcase $name in");
	for (size_t i = 0; sst_command_all[i] != NULL; i++) {
		if (sst_command_all[i]->commands == NULL)
			continue;
		(void)printf("\t%s)\n\t\tif (( CURRENT == 3 )); then\n"
		             "\t\t\tlist=(",
		    sst_command_all[i]->name);
		put_list(sst_command_all[i]->commands);
		(void)puts(")\n\t\t\t_describe command list\n\t\t\treturn\n"
		           "\t\tfi\n\t\tname=\"$name $words[3]\"\n"
		           "\t\tshift words; (( CURRENT-- )) ;;");
	}
	(void)puts("\tesac\n\tshift words; (( CURRENT-- ))\n"
	           "\tcase $name in");
	sst_completion_walk(put_command);
	(void)puts("\tesac\n}\n_simstow \"$@\"");
}
