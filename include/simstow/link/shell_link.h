/* SPDX-License-Identifier: ISC */
/* shell_link.h: a link that runs commands on a phone; adb is one. */
#ifndef SIMSTOW_LINK_SHELL_LINK_H
#define SIMSTOW_LINK_SHELL_LINK_H

#include <simstow/base/buf.h>

#define SST_SHELL_LINK_NAME 192
#define SST_SHELL_LINK_OUTPUT ((size_t)8 << 20) /* bytes of one command */
#define SST_SHELL_LINK_STREAMS 8                /* commands at once */

/* One command and what came back. { .command = "getprop" } is ready. */
struct sst_shell_job {
	const char *command;    /* for the phone's sh; borrowed */
	unsigned wait_ms;       /* 0 means the link's own bound */
	struct sst_buf out;     /* standard output, or both where merged */
	struct sst_buf err_out; /* standard error */
	bool is_merged;         /* an old daemon sends both as one */
	bool has_status;
	int status;           /* exit status; "refused" often has 0 */
	struct sst_err fault; /* code SST_OK unless this command failed */
};

/* sst_shell_job_fini - wipe and free the output. */
void sst_shell_job_fini(struct sst_shell_job *j);

struct sst_shell_link;

struct sst_shell_link_ops {
	/* run all of them, as many at once as the daemon allows */
	int (*run)(struct sst_shell_link *l, struct sst_shell_job *jobs,
	    size_t n, struct sst_err *err);
	void (*close)(struct sst_shell_link *l);
};

/* What was carried, for the bench and for "-v". */
struct sst_shell_link_count {
	uint64_t commands;
	uint64_t roundtrips; /* times that we had to wait for an answer */
	uint64_t bytes_out;
	uint64_t bytes_in;
};

/* A line for each command: its text up to the first secret; no output. */
typedef void sst_shell_link_trace(void *ctx, const char *line);

struct sst_shell_link {
	const struct sst_shell_link_ops *ops; /* NULL: closed */
	void *impl;
	char name[SST_SHELL_LINK_NAME];    /* "adb:SERIAL" */
	char reached[SST_SHELL_LINK_NAME]; /* "adb server", "libusb 1-4" */
	struct sst_shell_link_count count;
	sst_shell_link_trace *trace; /* or NULL */
	void *trace_ctx;
	unsigned wait_ms; /* for a command that says no other bound */
	/* polled while waiting; true ends the wait. Or NULL. */
	bool (*is_stopped)(void *ctx);
	void *stop_ctx;
};

/*
 * sst_shell_link_run - run n commands; every job has its output or its fault.
 *
 * A command that is refused, too slow or says too much costs that command
 * (its fault). Error: SST_E_DEVICE when the phone is gone or the link is
 * broken; jobs may hold what had come by then.
 */
int sst_shell_link_run(struct sst_shell_link *l, struct sst_shell_job *jobs,
    size_t n, struct sst_err *err) SST_MUST;

/* sst_shell_link_close - end all streams, release the phone, leave { 0 }. */
void sst_shell_link_close(struct sst_shell_link *l);

/*
 * sst_shell_link_quote - append text as one word for the phone's sh: single
 * quotes, and '\'' for one inside.
 */
int sst_shell_link_quote(struct sst_buf *out, const char *text,
    struct sst_err *err) SST_MUST;

#endif
