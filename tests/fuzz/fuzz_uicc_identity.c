/* SPDX-License-Identifier: ISC */
/* fuzz_uicc_identity.c: any bytes as files that say who a line is. */
#include <simstow/uicc/identity.h>

#include "fuzz/uicc_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_files(struct sst_span s, struct sst_arena *mem)
{
	char imsi[SST_IMSI_DIGITS + 1];
	struct sst_identity_spn spn;
	struct sst_err err = { 0 };
	const char *languages;
	size_t n;

	check_result(sst_identity_imsi(s, imsi, &err), &err);
	n = strlen(imsi);
	assert(n == 0 || (n >= 6 && n <= SST_IMSI_DIGITS));
	assert(strspn(imsi, "0123456789") == n);
	check_result(sst_identity_spn(s, mem, &spn, &err), &err);
	check_text(spn.name);
	check_result(sst_identity_languages(s, mem, &languages, &err), &err);
	check_text(languages);
	n = sst_identity_mnc_digits(s);
	assert(n == 0 || n == 2 || n == 3);
}

static void
check_records(struct sst_span s, struct sst_arena *mem)
{
	char text[SST_IDENTITY_ECC_TEXT];
	struct sst_identity_pnn pnn;
	struct sst_identity_opl opl;
	struct sst_identity_ecc ecc;
	struct sst_err err = { 0 };

	check_result(sst_identity_pnn(s, mem, &pnn, &err), &err);
	check_text(pnn.full);
	check_text(pnn.brief);
	check_result(sst_identity_opl(s, &opl, &err), &err);
	check_text(opl.plmn);
	check_result(sst_identity_ecc(s, mem, &ecc, &err), &err);
	check_digits(ecc.number);
	check_text(ecc.name);
	sst_identity_ecc_format(ecc.category, text);
	check_text(text);
}

/* What was read is written and read again: the same list. */
static void
check_networks(struct sst_span s, bool with_act, struct sst_arena *mem)
{
	static uint8_t file[CHECK_INPUT];
	struct sst_identity_networks l;
	struct sst_identity_networks back;
	char text[SST_IDENTITY_ACT_TEXT];
	struct sst_err err = { 0 };
	int rc = sst_identity_networks(s, with_act, mem, &l, &err);

	check_result(rc, &err);
	if (rc < 0)
		return;
	rc = sst_identity_networks_encode(&l, with_act, file, s.n, &err);
	assert(rc == 0);
	rc = sst_identity_networks((struct sst_span){ file, s.n }, with_act,
	    mem, &back, &err);
	assert(rc == 0 && back.n == l.n);
	for (size_t i = 0; i < l.n; i++) {
		assert(strcmp(l.v[i].plmn, back.v[i].plmn) == 0);
		assert(l.v[i].act == back.v[i].act);
		sst_identity_act_format(l.v[i].act, text);
		check_text(text);
	}
}

static void
check_services(struct sst_span s)
{
	size_t found = 0;

	for (unsigned n = 0; n <= 8 * CHECK_INPUT; n += 7) {
		found += sst_identity_has_service(s, n) ? 1 : 0;
		found += sst_identity_has_service_2g(s, n) ? 1 : 0;
	}
	assert(found <= 12 * s.n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span s = { data, size };
	struct sst_arena mem = { 0 };

	if (size > CHECK_INPUT)
		return 0;
	check_files(s, &mem);
	check_records(s, &mem);
	check_networks(s, true, &mem);
	check_networks(s, false, &mem);
	check_services(s);
	sst_arena_fini(&mem);
	return 0;
}
