/* SPDX-License-Identifier: ISC */
/*
 * fuzz_uicc.c: a SIM or USIM that answers anything. Input: one byte of options
 * (bit 0: T=1, bit 1: files from the end of the list, bit 2: a PIN is given,
 * bit 3: files are written), then answers, each behind its length in a byte.
 */
#include <stdlib.h>
#include <string.h>

#include <simstow/uicc/files.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PIN "87654321" /* longer than a status word, which messages tell */
#define ROUNDS 24      /* files of one run */

struct any {
	struct sst_cur answers;
	struct sst_uicc u;
	unsigned verifies; /* PINs sent */
};

/* What is selected is never a key, whatever the card says. */
static void
check_select(const struct any *a, struct sst_span cmd)
{
	struct sst_uicc_path path = { 0 };
	size_t n = cmd.n > 5 ? cmd.p[4] : 0;

	if (cmd.p[2] == 0 && a->u.is_current_known)
		path = a->u.current;
	if (cmd.p[2] == 4 || n > cmd.n - 5)
		return;
	for (size_t i = 0; i + 1 < n && path.n < SST_UICC_PATH; i += 2) {
		uint16_t fid = (uint16_t)(cmd.p[5 + i] << 8 | cmd.p[6 + i]);

		path.fid[path.n++] = fid;
	}
	if (sst_files_is_forbidden(&path))
		abort();
}

static int
any_exchange(struct sst_card_link *l, struct sst_span cmd, struct sst_buf *resp,
    struct sst_err *err)
{
	struct any *a = l->impl;
	struct sst_span s;
	uint8_t n;

	if (cmd.n < 4 || (cmd.p[0] != 0 && cmd.p[0] != 0xA0))
		abort();
	if (cmd.p[1] == 0xA4)
		check_select(a, cmd);
	if (cmd.p[1] == 0x20 && cmd.n > 5)
		a->verifies++;
	if (sst_cur_get_u8(&a->answers, &n, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "no more answers");
	if (n > a->answers.left.n)
		n = (uint8_t)a->answers.left.n;
	if (sst_cur_get(&a->answers, n, &s, err) < 0)
		return -1;
	return sst_buf_put(resp, s, err);
}

static int
any_reset(struct sst_card_link *l, struct sst_err *err)
{
	(void)l;
	return sst_fail(err, SST_E_DEVICE, "no reset");
}

static void
any_close(struct sst_card_link *l)
{
	l->impl = NULL;
}

static const struct sst_card_link_ops any_ops = { any_exchange, any_reset,
	any_close };

static void
give_pin(struct any *a)
{
	struct sst_secret pin = { 0 };
	struct sst_err err;
	bool locked;

	if (sst_secret_start(&locked, &err) < 0 ||
	    sst_secret_copy(&pin, sst_span_of_text(PIN), &err) < 0)
		abort();
	if (sst_uicc_pin_verify(&a->u, SST_UICC_PIN1, &pin, false, &err) < 0 &&
	    strstr(err.msg, PIN) != NULL)
		abort();
	sst_secret_fini(&pin);
	if (a->verifies > 1)
		abort();
}

static void
read_content(struct any *a, const struct sst_fcp *f, bool is_written)
{
	struct sst_buf b = { 0 };
	struct sst_err err;
	int rc = 0;

	if (f->type == SST_FCP_TRANSPARENT) {
		rc = sst_uicc_read(&a->u, f, &b, &err);
		if (rc == 0 && b.n != f->size)
			abort();
		if (rc == 0 && is_written)
			rc = sst_uicc_update(&a->u, f, 0, sst_buf_span(&b),
			    &err);
	}
	for (unsigned r = 1; rc == 0 && r <= f->record_count; r++) {
		rc = sst_uicc_read_record(&a->u, f, r, &b, &err);
		if (rc == 0 && b.n != f->record_size)
			abort();
		if (rc == 0 && is_written)
			rc = sst_uicc_update_record(&a->u, f, r,
			    sst_buf_span(&b), &err);
	}
	if (rc < 0 && err.code == SST_OK)
		abort();
	sst_buf_fini(&b);
}

static void
read_files(struct any *a, uint8_t options)
{
	size_t n;
	const struct sst_files_file *f = sst_files_wanted(&n);
	bool from_end = (options & 2) != 0;

	for (size_t i = 0; i < ROUNDS; i++) {
		const struct sst_files_file *one = &f[from_end ? n - 1 - i : i];
		struct sst_uicc_path path;
		struct sst_err err = { 0 };
		struct sst_fcp fcp;

		if (sst_uicc_path_parse(one->place, &path, &err) < 0)
			abort();
		if (sst_uicc_select(&a->u, &path, &fcp, &err) == 0)
			read_content(a, &fcp, (options & 8) != 0);
		else if (err.code == SST_OK || fcp.type != 0)
			abort();
		if (err.code == SST_E_DEVICE)
			return;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct any a = { .answers =
		             sst_cur_of((struct sst_span){ data, size }) };
	struct sst_card_link l = { .ops = &any_ops, .impl = &a, .name = "any" };
	struct sst_card card = { .link = &l };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	uint8_t options;

	if (sst_cur_get_u8(&a.answers, &options, &err) < 0)
		return 0;
	l.protocol = (options & 1) != 0 ? SST_CARD_T1 : SST_CARD_T0;
	if (sst_uicc_open(&card, &mem, &a.u, &err) == 0) {
		if ((options & 4) != 0)
			give_pin(&a);
		read_files(&a, options);
	} else if (err.code == SST_OK || a.u.card != NULL) {
		abort();
	}
	sst_arena_fini(&mem);
	sst_card_link_close(&l);
	return 0;
}
