/* SPDX-License-Identifier: ISC */
/* fuzz_identity.c: files of identities and recipients. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/archive/key.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_identity(const struct sst_identity *id)
{
	struct sst_secret text = { 0 };
	struct sst_identity back = { 0 };
	struct sst_err err = { 0 };
	int rc;

	if (sst_key_format_identity(id, &text, &err) < 0)
		return;
	rc = sst_key_parse_identity((struct sst_span){ text.p, text.n }, &back,
	    &err);
	assert(rc == 0 || err.code == SST_E_FAILED);
	if (rc == 0) {
		assert(sst_secret_is_equal(&back.scalar, &id->scalar));
		assert(memcmp(back.to.point, id->to.point, 32) == 0);
	}
	sst_identity_fini(&back);
	sst_secret_fini(&text);
}

static void
check_recipient(const struct sst_recipient *r)
{
	char text[SST_KEY_TEXT];
	struct sst_recipient back;
	struct sst_err err = { 0 };
	int rc;

	sst_key_format_recipient(r, text);
	rc = sst_key_parse_recipient(text, &back, &err);
	assert(rc == 0 && memcmp(back.point, r->point, 32) == 0);
}

/* A message names the form of a secret, and holds none. */
static void
check_message(const struct sst_err *err)
{
	static const char start[] = "AGE-SECRET-KEY-1";
	const char *at = strstr(err->msg, start);

	assert(err->msg[0] != '\0');
	assert(at == NULL || strncmp(at, "AGE-SECRET-KEY-1...", 19) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span file = { data, size };
	struct sst_keys keys = { 0 };
	struct sst_seal seal = { 0 };
	struct sst_err err = { 0 };
	bool locked;

	if (sst_secret_start(&locked, &err) < 0)
		abort();
	if (sst_key_read_identities(file, &keys, &err) < 0)
		check_message(&err);
	for (size_t i = 0; i < keys.id_n; i++)
		check_identity(&keys.id[i]);
	if (sst_key_read_recipients(file, &seal, &err) < 0)
		check_message(&err);
	for (size_t i = 0; i < seal.to_n; i++)
		check_recipient(&seal.to[i]);
	sst_keys_fini(&keys);
	sst_seal_fini(&seal);
	return 0;
}
