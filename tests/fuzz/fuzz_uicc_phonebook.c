/* SPDX-License-Identifier: ISC */
/* fuzz_uicc_phonebook.c: any bytes as records of a phone book. */
#include <simstow/uicc/phonebook.h>

#include "fuzz/uicc_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_set(struct sst_span s)
{
	struct sst_phonebook_set set;
	struct sst_err err = { 0 };
	int rc = sst_phonebook_pbr(s, &set, &err);

	check_result(rc, &err);
	assert(set.n <= SST_PHONEBOOK_FILES);
	assert((rc == 1) == (set.n > 0));
	assert((rc == 1) ==
	       (sst_phonebook_find(&set, SST_PHONEBOOK_ADN, 0) != NULL));
	for (size_t i = 0; i < set.n; i++) {
		assert(set.v[i].type >= 1 && set.v[i].type <= 3);
		assert(set.v[i].sfi <= 30);
		assert(strcmp(sst_phonebook_kind_name(set.v[i].kind),
		           "unknown") != 0);
	}
}

static void
check_record(struct sst_span s, bool is_type_2, struct sst_arena *mem)
{
	static uint8_t record[CHECK_INPUT];
	struct sst_phonebook_text t;
	struct sst_phonebook_text back;
	struct sst_err err = { 0 };
	size_t kept;
	int rc = sst_phonebook_email(s, is_type_2, mem, &t, &err);

	check_result(rc, &err);
	check_text(t.text);
	check_result(sst_phonebook_sne(s, is_type_2, mem, &back, &err), &err);
	if (rc <= 0)
		return;
	rc = sst_phonebook_text_encode(&t, is_type_2, record, s.n, &kept, &err);
	check_result(rc, &err);
	if (rc < 0 || kept == 0)
		return;
	rc = sst_phonebook_sne((struct sst_span){ record, s.n }, is_type_2, mem,
	    &back, &err);
	assert(rc == 1 || err.code == SST_E_FAILED);
	assert(rc < 0 || strncmp(back.text, t.text, kept) == 0);
	assert(rc < 0 || strlen(back.text) == kept);
	assert(rc < 0 || (back.adn == t.adn && back.adn_sfi == t.adn_sfi));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span s = { data, size };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	const char *group;

	if (size > CHECK_INPUT)
		return 0;
	check_set(s);
	check_record(s, true, &mem);
	check_record(s, false, &mem);
	check_result(sst_phonebook_group(s, &mem, &group, &err), &err);
	check_text(group);
	sst_arena_fini(&mem);
	return 0;
}
