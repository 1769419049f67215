/* SPDX-License-Identifier: ISC */
/*
 * fuzz_adb_session.c: a phone that says anything. Input: one byte of options
 * (bit 0: a good CNXN comes first, bit 1: of an old daemon), then what comes:
 * a byte of kind; for packets arg0, arg1, the length of the payload in a byte
 * each, then the payload; for raw bytes the length, then the bytes; for a
 * silence its length in tenths of a second.
 */
#include <stdlib.h>

#include "../../src/link/adb_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define JOBS 10

struct phone {
	struct sst_cur c;
	uint64_t clock;
	bool is_greeting;
	bool is_old;
};

static const uint32_t commands[] = { SST_ADB_CNXN, SST_ADB_AUTH, SST_ADB_OPEN,
	SST_ADB_OKAY, SST_ADB_WRTE, SST_ADB_CLSE, SST_ADB_STLS, 0x434E5953 };

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static uint64_t
now(void *ctx)
{
	return ((struct phone *)ctx)->clock;
}

static int
put(struct sst_buf *in, const struct sst_adb_packet *p, struct sst_err *err)
{
	uint8_t head[SST_ADB_HEADER];

	sst_adb_packet_head(p, head);
	if (sst_buf_put(in, SST_SPAN(head), err) < 0)
		return -1;
	return sst_buf_put(in, p->data, err) < 0 ? -1 : 1;
}

static int
greet(struct phone *f, struct sst_buf *in, struct sst_err *err)
{
	const struct sst_adb_packet p = { SST_ADB_CNXN,
		f->is_old ? SST_ADB_VERSION_SUMS : SST_ADB_VERSION, 4096, 0,
		sst_span_of_text(
		    f->is_old ? "device::" : "device::features=shell_v2") };

	f->is_greeting = false;
	return put(in, &p, err);
}

static int
say_packet(struct phone *f, unsigned kind, struct sst_buf *in,
    struct sst_err *err)
{
	struct sst_adb_packet p = { .command = commands[kind % COMMANDS] };
	uint8_t arg0, arg1, n;

	if (sst_cur_get_u8(&f->c, &arg0, err) < 0 ||
	    sst_cur_get_u8(&f->c, &arg1, err) < 0 ||
	    sst_cur_get_u8(&f->c, &n, err) < 0 ||
	    sst_cur_get(&f->c, n < f->c.left.n ? n : f->c.left.n, &p.data,
	        err) < 0)
		return -1;
	p.arg0 = p.command == SST_ADB_CNXN ? 0x01000000U + arg0 : arg0;
	p.arg1 = p.command == SST_ADB_CNXN ? 4095U + arg1 : arg1;
	return put(in, &p, err);
}

static int
hear(void *ctx, struct sst_span s, const struct sst_adb_wait *w,
    struct sst_err *err)
{
	(void)ctx;
	if (s.n == 0 || s.n > SST_ADB_PAYLOAD)
		abort();
	return sst_adb_check_stop(w, err);
}

static int
say(void *ctx, size_t want, struct sst_buf *in, unsigned ms,
    struct sst_err *err)
{
	struct phone *f = ctx;
	struct sst_span raw;
	uint8_t kind, n;

	if (want == 0 || ms == 0 || ms > SST_ADB_SLICE_MS)
		abort();
	if (f->is_greeting)
		return greet(f, in, err);
	if (sst_cur_get_u8(&f->c, &kind, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "no more");
	if (kind < 192)
		return say_packet(f, kind, in, err);
	if (sst_cur_get_u8(&f->c, &n, err) < 0)
		return -1;
	f->clock += kind < 224 ? 1 : 100U * n;
	if (kind >= 224)
		return 0;
	if (sst_cur_get(&f->c, n < f->c.left.n ? n : f->c.left.n, &raw, err) <
	    0)
		return -1;
	return sst_buf_put(in, raw, err) < 0 ? -1 : 1;
}

static void
forget(void *ctx)
{
	((struct phone *)ctx)->c = (struct sst_cur){ 0 };
}

static void
run(struct sst_shell_link *l)
{
	struct sst_shell_job jobs[JOBS] = { { 0 } };
	struct sst_err err = { 0 };
	int rc;

	for (size_t i = 0; i < JOBS; i++)
		jobs[i].command = "x";
	rc = sst_shell_link_run(l, jobs, JOBS, &err);
	if (rc < 0 && err.code != SST_E_DEVICE && err.code != SST_E_FORMAT)
		abort();
	for (size_t i = 0; i < JOBS; i++) {
		if (jobs[i].fault.code == SST_OK && !jobs[i].has_status)
			abort();
		sst_shell_job_fini(&jobs[i]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct phone f = { .c = sst_cur_of((struct sst_span){ data, size }) };
	const struct sst_adb_transport to = { &f, now, hear, say, forget };
	const struct sst_adb_usb how = { .serial = "ANY" };
	struct sst_shell_link l;
	struct sst_err err = { 0 };
	uint8_t options;

	if (sst_cur_get_u8(&f.c, &options, &err) < 0)
		return 0;
	f.is_greeting = (options & 1) != 0;
	f.is_old = (options & 2) != 0;
	if (sst_adb_session_open(&to, &how, "mark", &l, &err) == 0)
		run(&l);
	else if (err.code == SST_OK)
		abort();
	sst_shell_link_close(&l);
	return 0;
}
