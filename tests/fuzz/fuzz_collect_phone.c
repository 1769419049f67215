/* SPDX-License-Identifier: ISC */
/*
 * fuzz_collect_phone.c: a phone that answers anything. Input: an answer for
 * each command in the order in which they are run: one byte of flags (bit 0:
 * it failed, bit 1: its words are on standard error, bit 2: a status, bit 3:
 * both are one, bit 7: the phone is gone), a length in two bytes, its bytes.
 */
#include <stdlib.h>
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/base/json.h>
#include <simstow/collect/phone.h>
#include <simstow/manifest/manifest.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct sst_collect_setting settings[] = {
	{ "global", "data_roaming[SUBID]", "safe", 28, 0 },
	{ "global", "private_dns_mode", "safe", 28, 0 },
	{ "secure", "location_mode", "never", 0, 35 },
};

static int
take(struct sst_cur *c, struct sst_shell_job *j, struct sst_err *err)
{
	struct sst_span head, s;
	size_t n;

	if (sst_cur_get(c, 3, &head, err) < 0)
		return 0;
	if ((head.p[0] & 0x80) != 0)
		return sst_fail(err, SST_E_DEVICE, "gone");
	n = (size_t)(head.p[1] << 8 | head.p[2]);
	if (n > c->left.n)
		n = c->left.n;
	if (sst_cur_get(c, n, &s, err) < 0)
		return -1;
	if ((head.p[0] & 1) != 0)
		sst_err_set(&j->fault, SST_E_REFUSED, "too slow");
	j->has_status = true;
	j->status = (head.p[0] & 4) != 0;
	j->is_merged = (head.p[0] & 8) != 0;
	return sst_buf_put((head.p[0] & 2) != 0 ? &j->err_out : &j->out, s,
	    err);
}

static int
any_run(struct sst_shell_link *l, struct sst_shell_job *jobs, size_t n,
    struct sst_err *err)
{
	for (size_t i = 0; i < n; i++) {
		if (jobs[i].command == NULL || jobs[i].command[0] == '\0')
			abort();
		if (take(l->impl, &jobs[i], err) < 0)
			return -1;
	}
	return 0;
}

static void
any_close(struct sst_shell_link *l)
{
	l->impl = NULL;
}

static const struct sst_shell_link_ops any_ops = { any_run, any_close };

/* What holds of any phone. */
static void
check(const struct sst_snapshot *s)
{
	for (size_t i = 0; i < s->profiles.n; i++) {
		const struct sst_profile *p = &s->profiles.v[i];

		if (p->iccid != NULL && !sst_iccid_is_plain(p->iccid))
			abort();
		if (p->iccid != NULL && p->iccid_prefix != NULL)
			abort();
		if (p->eid != NULL && !sst_eid_is_plain(p->eid))
			abort();
	}
	for (size_t i = 0; i < s->gaps.n; i++)
		if (s->gaps.v[i].what == NULL || s->gaps.v[i].reason == NULL)
			abort();
}

/* It can be written down, or is too much; what was written can be read. */
static void
pack(const struct sst_snapshot *s)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_members members;
	struct sst_snapshot again;

	if (sst_manifest_pack(s, &mem, &members, &err) < 0) {
		if (strstr(err.msg, "UTF-8") != NULL)
			abort();
	} else {
		sst_snapshot_init(&again);
		if (sst_manifest_unpack(&members, &again, &err) < 0)
			abort();
		sst_snapshot_fini(&again);
	}
	sst_arena_fini(&mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_cur c = sst_cur_of((struct sst_span){ data, size });
	struct sst_shell_link l = { .ops = &any_ops,
		.impl = &c,
		.name = "adb:any" };
	struct sst_collect_phone how = { .settings = settings,
		.setting_n = sizeof(settings) / sizeof(settings[0]),
		.imei = true };
	struct sst_err err = { 0 };
	struct sst_snapshot s;

	sst_snapshot_init(&s);
	if (sst_collect_phone(&l, &how, &s, &err) == 0) {
		check(&s);
		pack(&s);
	} else if (err.code == SST_OK || s.profiles.n > 0) {
		abort();
	}
	sst_snapshot_fini(&s);
	sst_shell_link_close(&l);
	return 0;
}
