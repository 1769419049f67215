/* SPDX-License-Identifier: ISC */
/* fake_shell.h: a shell link that answers commands from a table. */
#ifndef SIMSTOW_TESTS_FAKE_SHELL_H
#define SIMSTOW_TESTS_FAKE_SHELL_H

#include <simstow/link/shell_link.h>

#define FAKE_SHELL_LOG 4096

/*
 * What a command that begins with these words is answered. With fault it has
 * that fault; with SST_E_DEVICE the phone is gone and so is the whole run.
 */
struct fake_answer {
	const char *command;
	const char *out;
	const char *err_out; /* or NULL */
	int status;
	enum sst_code fault;
};

/* The first table that has the command counts; none: "sh: not found". */
struct fake_shell {
	const struct fake_answer *tables[2];
	size_t counts[2];
	size_t runs;
	bool is_closed;
	char log[FAKE_SHELL_LOG]; /* commands, a line each, a blank a run */
	struct sst_shell_link link;
};

void fake_shell_open(struct fake_shell *f);

/* fake_shell_asked - how often a command beginning so was run. */
size_t fake_shell_asked(const struct fake_shell *f, const char *command);

/* A reply of "service call", put together. */
struct fake_parcel {
	uint8_t bytes[1024];
	size_t n;
};
void fake_parcel_int(struct fake_parcel *p, int32_t v);
void fake_parcel_text(struct fake_parcel *p, const char *text); /* ASCII */
/* fake_parcel_print - as Android prints it, into room for size bytes. */
void fake_parcel_print(const struct fake_parcel *p, char *out, size_t size);

#endif
