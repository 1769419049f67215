/* SPDX-License-Identifier: ISC */
/* options.c: KIND [option]... -- command..., for every transport. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

static const struct usb_kind *const kinds[] = { &adb_kind, &ccid_kind };

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static const struct usb_kind *kind;

void
usb_die(const char *fmt, ...)
{
	va_list ap;

	fputs("usbmodel: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(99);
}

int
usb_options_number(const char *s, unsigned long max, unsigned long *out)
{
	char *end;

	if (*s < '0' || *s > '9')
		return -1;
	errno = 0;
	*out = strtoul(s, &end, 10);
	return errno != 0 || *end != '\0' || *out > max ? -1 : 0;
}

static int
set_id(struct usb_model *m, const char *s)
{
	unsigned vendor;
	unsigned product;
	int used = 0;

	if (sscanf(s, "%4x:%4x%n", &vendor, &product, &used) != 2 ||
	    s[used] != '\0')
		return -1;
	m->device[8] = (uint8_t)(vendor & 0xFF);
	m->device[9] = (uint8_t)(vendor >> 8);
	m->device[10] = (uint8_t)(product & 0xFF);
	m->device[11] = (uint8_t)(product >> 8);
	return 0;
}

static int
set_speed(struct usb_model *m, const char *s)
{
	if (strcmp(s, "full") != 0 && strcmp(s, "high") != 0)
		return -1;
	m->speed = s[0] == 'f' ? USB_FULL : USB_HIGH;
	return 0;
}

static int
set_serial(struct usb_model *m, const char *s)
{
	m->strings[3] = *s == '\0' ? NULL : s;
	if (*s == '\0')
		m->device[16] = 0;
	return 0;
}

static int
set_log(struct usb_model *m, const char *s)
{
	m->log = fopen(s, "we");
	return m->log == NULL ? -1 : 0;
}

static int
add_fault(struct usb_model *m, const char *s)
{
	char name[32];
	size_t n = strcspn(s, "=");
	unsigned long number = 1;
	int rc;

	if (n >= sizeof(name))
		return -1;
	memcpy(name, s, n);
	name[n] = '\0';
	if (s[n] == '=' && usb_options_number(s + n + 1, 1000000, &number) < 0)
		return -1;
	rc = usb_model_fault(m, name, number);
	if (rc == 0)
		rc = kind->fault(m, name, number);
	return rc == 1 ? 0 : -1;
}

static const struct usb_option rows[] = {
	{ "--id", "VVVV:PPPP", set_id, "vendor and product" },
	{ "--serial", "TEXT", set_serial, "serial number; empty: none" },
	{ "--speed", "full|high", set_speed, "packets of 64 or 512 (high)" },
	{ "--log", "FILE", set_log, "a line for every message and event" },
	{ "--fault", "NAME[=N]", add_fault, "see below; may be repeated" },
	{ NULL, NULL, NULL, NULL },
};

static void
print_rows(FILE *f, const struct usb_option *row)
{
	char spec[64];

	for (; row->name != NULL; row++) {
		snprintf(spec, sizeof(spec), "%s %s", row->name,
		    row->argument == NULL ? "" : row->argument);
		fprintf(f, "  %-24s %s\n", spec, row->help);
	}
}

static void
usage(FILE *f, const char *program)
{
	size_t i;

	fprintf(f, "usage: %s KIND [option]... -- command...\n", program);
	print_rows(f, rows);
	usb_model_faults(f);
	for (i = 0; i < KINDS; i++) {
		fprintf(f, "KIND %s:\n", kinds[i]->name);
		print_rows(f, kinds[i]->options);
		kinds[i]->list(f);
	}
}

static const struct usb_option *
find(const struct usb_option *row, const char *name)
{
	for (; row->name != NULL; row++)
		if (strcmp(row->name, name) == 0)
			return row;
	return NULL;
}

static int
take_option(struct usb_model *m, char **argv)
{
	const struct usb_option *row = find(rows, argv[0]);
	const char *value = NULL;

	if (row == NULL)
		row = find(kind->options, argv[0]);
	if (row == NULL) {
		fprintf(stderr, "usbmodel: bad option %s\n", argv[0]);
		return -1;
	}
	if (row->argument != NULL)
		value = argv[1];
	if ((row->argument != NULL && value == NULL) ||
	    row->set(m, value) < 0) {
		fprintf(stderr, "usbmodel: %s: bad value %s\n", row->name,
		    value == NULL ? "" : value);
		return -1;
	}
	return row->argument == NULL ? 1 : 2;
}

static int
choose_kind(const char *name)
{
	size_t i;

	for (i = 0; i < KINDS; i++)
		if (strcmp(kinds[i]->name, name) == 0)
			kind = kinds[i];
	return kind == NULL ? -1 : 0;
}

/* Ends the program with 0 after --help; -1: wrong usage, which was said. */
int
usb_options_parse(struct usb_setup *s, int argc, char **argv)
{
	int i = 2;
	int n;

	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		usage(stdout, argv[0]);
		exit(0);
	}
	if (argc < 2 || choose_kind(argv[1]) < 0) {
		usage(stderr, argv[0]);
		return -1;
	}
	s->model = kind->make();
	while (i < argc && strcmp(argv[i], "--") != 0) {
		n = take_option(s->model, argv + i);
		if (n < 0)
			return -1;
		i += n;
	}
	if (i + 1 >= argc) {
		fprintf(stderr, "usbmodel: no -- command...\n");
		return -1;
	}
	s->command = argv + i + 1;
	return kind->ready(s->model);
}
