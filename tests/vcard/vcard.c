/* SPDX-License-Identifier: ISC */
/* vcard.c: the virtual card as a program: options, start, end. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fs.h"

/* T=0, then T=15; the other one byte (and check byte) off: T=1, then T=15. */
#define ATR_T0 "3B9F96801FC78031E073FE211B57AA866016010001BA"
#define ATR_T1 "3B9F96811FC78031E073FE211B57AA866016010001BB"

#define SETS 8 /* --set options */

struct options {
	const char *card;
	const char *atr;
	const char *log;
	const char *pid_file;
	char set[SETS][64]; /* KEY=VALUE of [usim] */
	size_t set_n;
	struct vc_place place;
	struct vc_run *run;
};

struct option_row {
	const char *name;
	const char *argument; /* NULL: none */
	int (*set)(struct options *o, const char *s);
	const char *help;
};

static int
set_port(struct options *o, const char *s)
{
	uint64_t n;

	if (vc_value_number(s, &n) < 0 || n == 0 || n > 65535)
		return -1;
	o->place.port = (unsigned)n;
	return 0;
}

static int
set_host(struct options *o, const char *s)
{
	o->place.host = s;
	return 0;
}

static int
set_atr(struct options *o, const char *s)
{
	o->atr = s;
	return 0;
}

static int
set_t1(struct options *o, const char *s)
{
	(void)s;
	o->run->is_t1 = true;
	return 0;
}

static int
add_fault(struct options *o, const char *s)
{
	return vc_fault_add(o->run, s);
}

static int
set_log(struct options *o, const char *s)
{
	o->log = s;
	return 0;
}

static int
set_pid_file(struct options *o, const char *s)
{
	o->pid_file = s;
	return 0;
}

static int
set_return(struct options *o, const char *s)
{
	uint64_t n;

	o->place.return_ms = VC_NEVER;
	if (strcmp(s, "never") == 0)
		return 0;
	if (vc_value_number(s, &n) < 0 || n > 3600000)
		return -1;
	o->place.return_ms = (long)n;
	return 0;
}

static int
set_out(struct options *o, const char *s)
{
	(void)s;
	o->place.is_out = true;
	return 0;
}

static int
add_set(struct options *o, const char *s)
{
	if (o->set_n == SETS || strlen(s) >= sizeof(o->set[0]))
		return -1;
	snprintf(o->set[o->set_n++], sizeof(o->set[0]), "%s", s);
	return 0;
}

static int
set_tries(struct options *o, const char *s)
{
	char what[64] = "";

	if (strlen(s) < 8)
		snprintf(what, sizeof(what), "pin1-tries=%s", s);
	return add_set(o, what);
}

static int
set_save(struct options *o, const char *s)
{
	o->run->save = s;
	return 0;
}

static const struct option_row rows[] = {
	{ "--port", "N", set_port, "where vpcd listens (40000)" },
	{ "--host", "NAME", set_host, "where it runs (127.0.0.1)" },
	{ "--atr", "HEX", set_atr, "another ATR" },
	{ "--t1", NULL, set_t1, "T=1: data at once, up to Le bytes" },
	{ "--fault", "SPEC", add_fault, "see below; may be repeated" },
	{ "--log", "FILE", set_log, "a line for every APDU and event" },
	{ "--pid-file", "FILE", set_pid_file, "the process number goes here" },
	{ "--return-after", "MS", set_return,
	    "a pulled card comes back then (600), or \"never\"" },
	{ "--out", NULL, set_out, "start without the card; SIGUSR2 inserts" },
	{ "--set", "KEY=VALUE", add_set, "another value of [usim]" },
	{ "--pin1-tries", "N", set_tries, "so many tries are left at first" },
	{ "--save", "FILE", set_save, "its files, at the end and on SIGHUP" },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static int
usage(FILE *f)
{
	char spec[64];
	size_t i;

	fprintf(f, "usage: vcard CARD.card [option]...\n");
	for (i = 0; i < ROWS; i++) {
		snprintf(spec, sizeof(spec), "%s %s", rows[i].name,
		    rows[i].argument == NULL ? "" : rows[i].argument);
		fprintf(f, "  %-24s %s\n", spec, rows[i].help);
	}
	fprintf(f, "faults (T: a function such as BF2D or a file such as 6F07, "
	           "N: a number,\n  S: a status word, H: hex):\n");
	vc_fault_list(f);
	return f == stdout ? 0 : 2;
}

static const struct option_row *
find_option(const char *name)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

static int
parse_options(int argc, char **argv, struct options *o)
{
	const struct option_row *row;
	const char *value;
	int i;

	for (i = 1; i < argc; i++) {
		if (argv[i][0] != '-' && o->card == NULL) {
			o->card = argv[i];
			continue;
		}
		row = find_option(argv[i]);
		if (row == NULL || (row->argument != NULL && i + 1 == argc)) {
			fprintf(stderr, "vcard: bad option %s\n", argv[i]);
			return -1;
		}
		value = row->argument == NULL ? NULL : argv[++i];
		if (row->set(o, value) < 0) {
			fprintf(stderr, "vcard: %s: bad value %s\n", row->name,
			    value);
			return -1;
		}
	}
	return o->card == NULL ? -1 : 0;
}

static int
choose_atr(const struct options *o, struct vc_card *card)
{
	const char *atr = o->atr;

	if (atr == NULL && card->atr.n != 0)
		return 0;
	if (atr == NULL)
		atr = o->run->is_t1 ? ATR_T1 : ATR_T0;
	vc_clear(&card->atr);
	if (vc_value_hex(atr, &card->atr) < 0 || card->atr.n == 0 ||
	    card->atr.n > 33) {
		fprintf(stderr, "vcard: bad ATR %s\n", atr);
		return -1;
	}
	return 0;
}

/* The card as a whole: what the options change, and what it lacks. */
static int
complete(const struct options *o, struct vc_card *card)
{
	size_t i;

	for (i = 0; i < o->set_n; i++)
		if (vc_fs_set(card, o->set[i]) < 0)
			return -1;
	if (vc_fs_finish(card, o->card) < 0)
		return -1;
	if (vc_fs_is_2g(o->run) && o->run->is_t1) {
		fprintf(stderr, "vcard: a 2G card has no T=1\n");
		return -1;
	}
	return 0;
}

static int
open_files(const struct options *o)
{
	FILE *f;

	if (o->log != NULL) {
		o->run->log = fopen(o->log, "w");
		if (o->run->log == NULL)
			vc_die("%s: %s", o->log, strerror(errno));
	}
	if (o->pid_file == NULL)
		return 0;
	f = fopen(o->pid_file, "w");
	if (f == NULL)
		vc_die("%s: %s", o->pid_file, strerror(errno));
	fprintf(f, "%ld\n", (long)getpid());
	return fclose(f) == 0 ? 0 : -1;
}

int
main(int argc, char **argv)
{
	struct vc_card card = { 0 };
	struct vc_run run = { .card = &card };
	struct options o = { .run = &run,
		.place = { "127.0.0.1", 40000, 600, false } };
	int rc = 2;

	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage(stdout);
	if (parse_options(argc, argv, &o) < 0)
		return usage(stderr);
	if (vc_text_read(o.card, &card) < 0 || complete(&o, &card) < 0 ||
	    choose_atr(&o, &card) < 0 || open_files(&o) < 0)
		goto out;
	rc = vc_socket_serve(&run, &o.place) < 0 ? 1 : 0;
	vc_fs_save(&run);
	if (rc != 0)
		fprintf(stderr, "vcard: nobody listens at %s:%u\n",
		    o.place.host, o.place.port);
out:
	if (run.log != NULL)
		fclose(run.log);
	vc_card_free(&run);
	vc_text_free(&card);
	return rc;
}
