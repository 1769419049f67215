/* SPDX-License-Identifier: ISC */
/* options.c: command line words to values, by tables. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "run.h"

static const struct sst_option common[] = {
	{ 'h', "help", NULL, SST_OPTION_FLAG, offsetof(struct sst_common, help),
	    "show this help", 0, 0 },
	{ 'v', "verbose", NULL, SST_OPTION_COUNT,
	    offsetof(struct sst_common, verbose),
	    "say on standard error what is done; data is left out", 0, 0 },
	{ 0, "json", NULL, SST_OPTION_FLAG, offsetof(struct sst_common, json),
	    "print one JSON document", 0, 0 },
	{ 0, "redact", NULL, SST_OPTION_FLAG,
	    offsetof(struct sst_common, redact),
	    "mask identifiers in what is printed", 0, 0 },
};

const struct sst_option_group sst_options_common = { common,
	sizeof(common) / sizeof(common[0]), 0, "Common options" };

/* An option and the struct that it belongs to. */
struct found {
	const struct sst_option *option;
	char *base;
};

/* Where in the command line we are. */
struct reading {
	struct sst_run *run;
	char *const *words;
	size_t i;
};

static const struct sst_option *
group_find(const struct sst_option_group *g, char letter, const char *name,
    size_t name_n)
{
	for (size_t i = 0; i < g->n; i++) {
		const struct sst_option *o = &g->v[i];

		if (letter != 0 && o->letter == letter)
			return o;
		if (name != NULL && strlen(o->name) == name_n &&
		    memcmp(o->name, name, name_n) == 0)
			return o;
	}
	return NULL;
}

static struct found
find(struct sst_run *run, char letter, const char *name, size_t name_n)
{
	const struct sst_command *c = run->command;
	struct found f = { 0 };

	for (size_t i = 0; i < c->group_n; i++) {
		f.option = group_find(&c->groups[i], letter, name, name_n);
		f.base = (char *)run->options + c->groups[i].at;
		if (f.option != NULL)
			return f;
	}
	f.option = group_find(&sst_options_common, letter, name, name_n);
	f.base = (char *)&run->common;
	return f;
}

static int
store_flag(const struct sst_option *o, void *to, const char *value,
    struct sst_err *err)
{
	(void)o;
	(void)value;
	(void)err;
	*(bool *)to = true;
	return 0;
}

static int
store_count(const struct sst_option *o, void *to, const char *value,
    struct sst_err *err)
{
	(void)o;
	(void)value;
	(void)err;
	(*(unsigned *)to)++;
	return 0;
}

static int
store_text(const struct sst_option *o, void *to, const char *value,
    struct sst_err *err)
{
	if (value[0] == '\0')
		return sst_fail(err, SST_E_USAGE, "option --%s: empty %s",
		    o->name, o->argument);
	*(const char **)to = value;
	return 0;
}

static int
store_number(const struct sst_option *o, void *to, const char *value,
    struct sst_err *err)
{
	char *end = NULL;
	long n;

	errno = 0;
	n = strtol(value, &end, 10);
	if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 ||
	    n < o->min || n > o->max)
		return sst_fail(err, SST_E_USAGE,
		    "option --%s: \"%s\" is no number from %ld to %ld", o->name,
		    value, o->min, o->max);
	*(long *)to = n;
	return 0;
}

static int
store_list(const struct sst_option *o, void *to, const char *value,
    struct sst_err *err)
{
	struct sst_words *w = to;

	if (w->n == SST_OPTION_REPEAT)
		return sst_fail(err, SST_E_USAGE,
		    "option --%s: more than %d times", o->name,
		    SST_OPTION_REPEAT);
	if (store_text(o, &w->v[w->n], value, err) < 0)
		return -1;
	w->n++;
	return 0;
}

static int
store(const struct found *f, const char *value, struct sst_err *err)
{
	static int (*const stores[])(const struct sst_option *o, void *to,
	    const char *value, struct sst_err *err) = {
		[SST_OPTION_FLAG] = store_flag,
		[SST_OPTION_COUNT] = store_count,
		[SST_OPTION_TEXT] = store_text,
		[SST_OPTION_NUMBER] = store_number,
		[SST_OPTION_LIST] = store_list,
	};
	const struct sst_option *o = f->option;

	return stores[o->kind](o, f->base + o->at, value, err);
}

/* The value in the same word if there is one, else the next word. */
static int
store_argument(struct reading *r, const struct found *f, const char *same,
    struct sst_err *err)
{
	if (same == NULL)
		same = r->words[r->i];
	else
		return store(f, same, err);
	if (same == NULL)
		return sst_fail(err, SST_E_USAGE, "option --%s wants a %s",
		    f->option->name, f->option->argument);
	r->i++;
	return store(f, same, err);
}

/* "--name", "--name=VALUE" */
static int
take_long(struct reading *r, const char *word, struct sst_err *err)
{
	const char *name = word + 2;
	const char *value = strchr(name, '=');
	size_t n = value == NULL ? strlen(name) : (size_t)(value - name);
	struct found f = find(r->run, 0, name, n);

	if (f.option == NULL)
		return sst_fail(err, SST_E_USAGE, "unknown option --%.*s",
		    n > 64 ? 64 : (int)n, name);
	if (f.option->argument != NULL)
		return store_argument(r, &f, value == NULL ? NULL : value + 1,
		    err);
	if (value != NULL)
		return sst_fail(err, SST_E_USAGE, "option --%s takes no value",
		    f.option->name);
	return store(&f, NULL, err);
}

/* "-v", "-vv", "-oFILE" */
static int
take_letters(struct reading *r, const char *word, struct sst_err *err)
{
	for (const char *p = word + 1; *p != '\0'; p++) {
		struct found f = find(r->run, *p, NULL, 0);

		if (f.option == NULL)
			return sst_fail(err, SST_E_USAGE, "unknown option -%c",
			    *p);
		if (f.option->argument != NULL)
			return store_argument(r, &f,
			    p[1] == '\0' ? NULL : p + 1, err);
		if (store(&f, NULL, err) < 0)
			return -1;
	}
	return 0;
}

static int
take_word(struct reading *r, bool *only_arguments, struct sst_err *err)
{
	const char *word = r->words[r->i++];
	struct sst_args *a = &r->run->args;

	if (*only_arguments || word[0] != '-' || word[1] == '\0') {
		a->v[a->n++] = word;
		return 0;
	}
	if (strcmp(word, "--") == 0) {
		*only_arguments = true;
		return 0;
	}
	if (word[1] == '-')
		return take_long(r, word, err);
	return take_letters(r, word, err);
}

static int
count_arguments(const struct sst_run *run, struct sst_err *err)
{
	const struct sst_command *c = run->command;

	if (run->args.n < c->args_min)
		return sst_fail(err, SST_E_USAGE, "missing argument: %s",
		    c->arguments);
	if (run->args.n > c->args_max)
		return sst_fail(err, SST_E_USAGE, "unexpected argument \"%s\"",
		    run->args.v[c->args_max]);
	return 0;
}

static int
parse(struct sst_run *run, char *const *words, struct sst_err *err)
{
	struct reading r = { run, words, 0 };
	bool only_arguments = false;
	size_t n = 0;

	while (words[n] != NULL)
		n++;
	run->args.v = calloc(n + 1, sizeof(run->args.v[0]));
	if (run->args.v == NULL)
		return sst_fail(err, SST_E_FAILED, "memory is out");
	while (words[r.i] != NULL) {
		if (take_word(&r, &only_arguments, err) < 0)
			return -1;
		if (run->common.help)
			return 0;
	}
	return count_arguments(run, err);
}

int
sst_options_parse(struct sst_run *run, char *const *words, struct sst_err *err)
{
	if (parse(run, words, err) == 0)
		return 0;
	if (err->code == SST_E_USAGE)
		sst_err_hint(err, "simstow %s --help", run->name);
	return sst_within(err, "%s", run->name);
}
