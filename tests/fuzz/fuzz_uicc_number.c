/* SPDX-License-Identifier: ISC */
/* fuzz_uicc_number.c: any bytes as records with numbers, and back. */
#include <simstow/uicc/number.h>

#include "fuzz/uicc_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An entry, and its number in as many records as it needs. */
static void
check_entry(const char *name, const char *text, size_t n, struct sst_arena *mem)
{
	static uint8_t record[CHECK_INPUT];
	struct sst_number_adn back;
	struct sst_err err = { 0 };
	uint8_t more[13];
	struct sst_number_fit fit;
	int rc = sst_number_adn_encode(name, text, record, n, &fit, &err);

	check_result(rc, &err);
	if (rc < 0)
		return;
	rc = sst_number_adn((struct sst_span){ record, n }, mem, &back, &err);
	if (back.name == NULL)
		return; /* no memory */
	assert(rc == (fit.name > 0 || fit.text > 0));
	assert(strlen(back.name) == fit.name);
	assert(strncmp(back.name, name, fit.name) == 0);
	while (fit.text < strlen(text)) {
		rc = sst_number_extend_encode(text, &fit.text, 1, more, &err);
		assert(rc == 0);
		rc = sst_number_extend(SST_SPAN(more), &back.number, &err);
		assert(rc == 0);
	}
	assert(strcmp(back.number.text, text) == 0);
}

static void
check_adn(struct sst_span s, struct sst_arena *mem)
{
	struct sst_number number = { .extension = 1 };
	struct sst_number_adn adn;
	struct sst_err err = { 0 };
	int rc = sst_number_adn(s, mem, &adn, &err);

	check_result(rc, &err);
	check_text(adn.name);
	check_digits(adn.number.text);
	if (rc > 0)
		check_entry(adn.name, adn.number.text, s.n, mem);
	for (int i = 0; i < 20 && number.extension != SST_NUMBER_NONE; i++) {
		rc = sst_number_extend(s, &number, &err);
		check_result(rc, &err);
		check_digits(number.text);
		if (rc < 0)
			break;
	}
	check_entry("", number.text, 14, mem);
}

static void
check_anr(struct sst_span s)
{
	struct sst_number_anr anr;
	struct sst_number_anr back;
	struct sst_err err = { 0 };
	uint8_t record[17];
	int rc = sst_number_anr(s, &anr, &err);

	check_result(rc, &err);
	check_digits(anr.number.text);
	if (rc <= 0)
		return;
	rc = sst_number_anr_encode(&anr, record, sizeof(record), &err);
	assert(rc == 0);
	rc = sst_number_anr(SST_SPAN(record), &back, &err);
	assert(rc == 1);
	assert(strcmp(anr.number.text, back.number.text) == 0);
	assert(anr.kind == back.kind && anr.adn == back.adn);
	assert(anr.number.extension == back.number.extension);
}

static void
check_smsp(struct sst_span s, struct sst_arena *mem)
{
	static uint8_t record[CHECK_INPUT];
	struct sst_number_smsp p;
	struct sst_number_smsp back;
	struct sst_err err = { 0 };
	int rc = sst_number_smsp(s, mem, &p, &err);

	check_result(rc, &err);
	check_text(p.name);
	check_text(p.destination);
	check_text(p.centre);
	if (rc <= 0)
		return;
	/* Not every name and no word as an address can be written. */
	rc = sst_number_smsp_encode(&p, record, s.n, &err);
	check_result(rc, &err);
	if (rc < 0 || sst_number_smsp((struct sst_span){ record, s.n }, mem,
	                  &back, &err) <= 0)
		return;
	assert(strcmp(p.name, back.name) == 0);
	assert(strcmp(p.destination, back.destination) == 0);
	assert(strcmp(p.centre, back.centre) == 0);
	assert(p.pid == back.pid && p.dcs == back.dcs);
	assert(p.validity == back.validity);
}

static void
check_address(struct sst_span s, bool in_bytes)
{
	struct sst_cur c = sst_cur_of(s);
	char out[SST_NUMBER_TEXT];
	struct sst_err err = { 0 };
	int rc = sst_number_address(&c, in_bytes, out, &err);

	check_result(rc, &err);
	check_text(out);
	assert(c.at + c.left.n == s.n);
	assert(rc == 0 || (c.at == 0 && out[0] == '\0'));
}

/* The input as a name and, behind its first NUL, as a number. */
static void
check_text_as_input(struct sst_span s, struct sst_arena *mem)
{
	const char *name = (const char *)sst_arena_copy(mem, s);
	const char *text = name;

	if (name == NULL)
		return;
	if (strlen(name) < s.n)
		text = name + strlen(name) + 1;
	check_entry(name, text, 14 + s.n / 2, mem);
	check_entry("", name, 14, mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span s = { data, size };
	struct sst_arena mem = { 0 };

	if (size > CHECK_INPUT)
		return 0;
	check_adn(s, &mem);
	check_anr(s);
	check_smsp(s, &mem);
	check_address(s, true);
	check_address(s, false);
	check_text_as_input(s, &mem);
	sst_arena_fini(&mem);
	return 0;
}
