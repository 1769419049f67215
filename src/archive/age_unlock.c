/* SPDX-License-Identifier: ISC */
/* age_unlock.c: which of our secrets opens a header, or why none does. */
#include <string.h>

#include "age_priv.h"

#define TYPES_NAMED 4 /* foreign types in a message */
#define TYPE_SHOWN 24 /* characters of each */

static int
check_work(unsigned logn, unsigned max, struct sst_err *err)
{
	if (max == 0)
		max = SST_KEY_LOGN_READ;
	if (max > SST_KEY_LOGN_LIMIT)
		max = SST_KEY_LOGN_LIMIT;
	if (logn <= max)
		return 0;
	sst_err_set(err, SST_E_KEY,
	    "passphrase work factor 2^%u is above the limit 2^%u", logn, max);
	if (logn <= SST_KEY_LOGN_LIMIT)
		sst_err_hint(err,
		    "--max-work-factor %u allows it; it needs %u MiB of memory",
		    logn, logn > 10 ? 1U << (logn - 10) : 1);
	else
		sst_err_hint(err, "2^%d is the most that is ever done",
		    SST_KEY_LOGN_LIMIT);
	return -1;
}

static int
try_passphrase(const struct sst_age_header *h, const struct sst_keys *keys,
    struct sst_secret *file_key, struct sst_err *err)
{
	/* It is alone: sst_age_known_check. */
	const struct sst_age_stanza *s = &h->stanza[0];

	if (keys->passphrase.n == 0)
		return 0;
	if (check_work(s->logn, keys->max_logn, err) < 0)
		return -1;
	return sst_age_unwrap_scrypt(s, sst_age_header_body(h, s),
	    &keys->passphrase, file_key, err);
}

static int
try_identity(const struct sst_age_header *h, const struct sst_identity *id,
    struct sst_secret *file_key, struct sst_err *err)
{
	int got = 0;

	for (size_t i = 0; i < h->stanza_n && got == 0; i++) {
		const struct sst_age_stanza *s = &h->stanza[i];

		if (s->kind != SST_AGE_X25519)
			continue;
		got = sst_age_unwrap_x25519(s, sst_age_header_body(h, s), id,
		    file_key, err);
		if (got < 0)
			return sst_within(err, "header: stanza %zu", i + 1);
	}
	return got;
}

static int
try_identities(const struct sst_age_header *h, const struct sst_keys *keys,
    struct sst_secret *file_key, struct sst_err *err)
{
	int got = 0;

	for (size_t i = 0; i < keys->id_n && got == 0; i++)
		got = try_identity(h, &keys->id[i], file_key, err);
	return got;
}

static int
say_passphrase(const struct sst_keys *keys, struct sst_err *err)
{
	if (keys->passphrase.n > 0)
		return sst_fail(err, SST_E_KEY,
		    "wrong passphrase or damaged file");
	if (keys->id_n > 0)
		return sst_fail(err, SST_E_KEY,
		    "sealed with a passphrase, and only identities were given");
	return sst_fail(err, SST_E_KEY,
	    "sealed with a passphrase, and none was given");
}

static int
say_recipients(const struct sst_keys *keys, size_t n, struct sst_err *err)
{
	const char *s = n == 1 ? "" : "s";

	if (keys->id_n == 0)
		return sst_fail(err, SST_E_KEY,
		    "sealed to %zu recipient%s, and %s was given", n, s,
		    keys->passphrase.n > 0 ? "only a passphrase"
		                           : "no identity");
	if (keys->id_n == 1)
		return sst_fail(err, SST_E_KEY,
		    "the identity does not fit (sealed to %zu recipient%s)", n,
		    s);
	return sst_fail(err, SST_E_KEY,
	    "none of the %zu identities fits (sealed to %zu recipient%s)",
	    keys->id_n, n, s);
}

/* Types of stanzas of age, its plugins and SSH keys, by how they begin. */
static const struct {
	const char *start;
	const char *what;
} foreign[] = {
	{ "mlkem768x25519", "hybrid" },
	{ "ssh-", "SSH key" },
	{ "piv-p256", "plugin yubikey" },
	{ "p256tag", "hardware key" },
	{ "mlkem768p256tag", "hybrid hardware key" },
	{ "tpm-ecc", "plugin tpm" },
	{ "fido2-hmac", "plugin fido2-hmac" },
};

static const char *
name_foreign(struct sst_span type)
{
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
		size_t n = strlen(foreign[i].start);

		if (type.n >= n && memcmp(type.p, foreign[i].start, n) == 0)
			return foreign[i].what;
	}
	return NULL;
}

static int
put_type(struct sst_buf *out, struct sst_span type, struct sst_err *err)
{
	const char *what = name_foreign(type);
	int n = (int)(type.n < TYPE_SHOWN ? type.n : TYPE_SHOWN);

	if (sst_buf_printf(out, err, "%s%.*s%s", out->n > 0 ? ", " : "", n,
	        (const char *)type.p, type.n > TYPE_SHOWN ? "..." : "") < 0)
		return -1;
	return what != NULL ? sst_buf_printf(out, err, " (%s)", what) : 0;
}

static int
say_foreign(const struct sst_age_header *h, struct sst_err *err)
{
	struct sst_buf text = { 0 };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < h->stanza_n; i++) {
		if (i == TYPES_NAMED) {
			rc = sst_buf_put_text(&text, ", ...", err);
			break;
		}
		rc = put_type(&text, h->stanza[i].arg[0], err);
	}
	if (rc == 0) {
		sst_err_set(err, SST_E_KEY,
		    "sealed to keys of kinds that are not supported: %.*s",
		    (int)text.n, (const char *)text.p);
		sst_err_hint(err,
		    "plugin, hybrid and SSH keys: use age itself to open it");
	}
	sst_buf_fini(&text);
	return -1;
}

int
sst_age_unlock(const struct sst_age_header *h, const struct sst_keys *keys,
    struct sst_secret *file_key, enum sst_age_fault *fault, struct sst_err *err)
{
	size_t recipients = sst_age_header_count(h, SST_AGE_X25519);
	bool has_scrypt = sst_age_header_count(h, SST_AGE_SCRYPT) > 0;
	int got;

	*file_key = (struct sst_secret){ 0 };
	*fault = SST_AGE_HEADER_FAULT;
	got = has_scrypt ? try_passphrase(h, keys, file_key, err)
	                 : try_identities(h, keys, file_key, err);
	if (got != 0)
		return got < 0 ? -1 : 0;
	*fault = SST_AGE_NO_SECRET;
	if (has_scrypt)
		return say_passphrase(keys, err);
	if (recipients > 0)
		return say_recipients(keys, recipients, err);
	return say_foreign(h, err);
}
