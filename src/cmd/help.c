/* SPDX-License-Identifier: ISC */
/* help.c: help from the tables, 80 columns wide. */
#include <stdio.h>
#include <string.h>

#include "help.h"

#define COLUMNS 80
#define HELP_AT 28 /* column of an option's help */

/* What is being filled: words go on until the line is full. */
struct filling {
	size_t column;
	size_t indent;
};

static void
fill_line(struct filling *f)
{
	(void)putchar('\n');
	f->column = 0;
}

static void
fill_word(struct filling *f, const char *word, size_t n)
{
	if (f->column > f->indent && f->column + 1 + n > COLUMNS)
		fill_line(f);
	if (f->column < f->indent) {
		(void)printf("%*s", (int)(f->indent - f->column), "");
		f->column = f->indent;
	} else if (f->column > f->indent) {
		(void)putchar(' ');
		f->column++;
	}
	(void)fwrite(word, 1, n, stdout);
	f->column += n;
}

/* Words parted by blanks; a line end ends a line, two make a paragraph. */
static void
fill_text(struct filling *f, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, " \n");

		if (n > 0)
			fill_word(f, text, n);
		text += n;
		if (*text == '\n')
			fill_line(f);
		if (*text != '\0')
			text++;
	}
	fill_line(f);
}

static void
print_row(const char *left, const char *help)
{
	struct filling f = { strlen(left), HELP_AT };

	(void)fputs(left, stdout);
	if (f.column + 2 > HELP_AT)
		fill_line(&f);
	fill_text(&f, help);
}

static void
print_option(const struct sst_option *o)
{
	char left[COLUMNS];
	const char *value = o->argument == NULL ? "" : o->argument;
	const char *blank = o->argument == NULL ? "" : " ";

	if (o->letter != 0)
		(void)snprintf(left, sizeof(left), "  -%c, --%s%s%s", o->letter,
		    o->name, blank, value);
	else
		(void)snprintf(left, sizeof(left), "      --%s%s%s", o->name,
		    blank, value);
	print_row(left, o->help);
}

static void
print_group(const struct sst_option_group *g)
{
	(void)printf("\n%s:\n", g->title);
	for (size_t i = 0; i < g->n; i++)
		print_option(&g->v[i]);
}

static void
print_commands(const struct sst_command *const *list)
{
	char left[COLUMNS];

	(void)puts("\nCommands:");
	for (; *list != NULL; list++) {
		(void)snprintf(left, sizeof(left), "  %s", (*list)->name);
		print_row(left, (*list)->help);
	}
}

void
sst_help_all(void)
{
	struct filling f = { 0 };

	(void)puts("Usage: simstow COMMAND [OPTIONS] [ARGUMENTS]\n");
	fill_text(&f,
	    "Back up what eUICCs, SIMs and phones tell about their lines into "
	    "encrypted archives, and plan how each line comes back.");
	print_commands(sst_command_all);
	(void)puts("\nsimstow COMMAND --help tells more about a command.");
}

void
sst_help_command(const struct sst_command *c, const char *name)
{
	struct filling f = { 0 };

	(void)printf("Usage: simstow %s %s[OPTIONS]%s%s\n\n", name,
	    c->commands == NULL ? "" : "COMMAND ",
	    c->arguments[0] == '\0' ? "" : " ", c->arguments);
	fill_text(&f, c->about != NULL ? c->about : c->help);
	if (c->commands != NULL) {
		print_commands(c->commands);
		return;
	}
	for (size_t i = 0; i < c->group_n; i++)
		print_group(&c->groups[i]);
	print_group(&sst_options_common);
}
