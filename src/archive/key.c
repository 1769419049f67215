/* SPDX-License-Identifier: ISC */
/* key.c: recipients and identities as text, and the structs that hold them. */
#include <assert.h>
#include <string.h>
#include <strings.h>

#include <gcrypt.h>

#include "age_priv.h"
#include "bech32_priv.h"
#include "key_priv.h"

#define RECIPIENT_HRP "age"
#define IDENTITY_HRP "age-secret-key-"
#define KEY_BYTES 32

/* What age and its plugins have besides X25519, by its first characters. */
static const struct {
	const char *start;
	const char *what;
} foreign[] = {
	{ "age-secret-key-pq-1", "a hybrid (post-quantum) identity" },
	{ "age-plugin-", "an identity of a plugin" },
	{ "age1pq1", "a hybrid (post-quantum) recipient" },
	{ "age1tagpq1", "a hybrid recipient of a hardware key (tag)" },
	{ "age1tag1", "a recipient of a hardware key (tag)" },
	{ "ssh-", "an SSH key" },
	{ "ecdsa-sha2-", "an SSH key" },
	{ "sk-", "an SSH key" },
	{ "-----begin ", "a private key in PEM or OpenSSH form" },
};

static bool
starts(struct sst_span text, const char *start)
{
	size_t n = strlen(start);

	return text.n >= n && strncasecmp((const char *)text.p, start, n) == 0;
}

/* "age1NAME1...": 1 is no character of bech32, so a second one tells. */
static int
refuse_plugin(struct sst_span text, struct sst_err *err)
{
	const uint8_t *name = text.p + 4;
	const uint8_t *end;

	if (!starts(text, "age1"))
		return 0;
	end = memchr(name, '1', text.n - 4);
	if (end == NULL)
		return 0;
	if (end - name > SST_BECH32_PART)
		end = name + SST_BECH32_PART;
	return sst_fail(err, SST_E_USAGE,
	    "a recipient of the plugin %.*s is not supported",
	    (int)(end - name), (const char *)name);
}

static int
refuse_foreign(struct sst_span text, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (starts(text, foreign[i].start))
			return sst_fail(err, SST_E_USAGE, "%s is not supported",
			    foreign[i].what);
	return refuse_plugin(text, err);
}

struct form {
	const char *hrp;
	const char *name;
	const char *other; /* how the opposite begins */
	const char *other_name;
	const char *hint;
	const char *kinds_hint;
};

static const struct form recipient_form = {
	RECIPIENT_HRP,
	"recipient",
	"age-secret-key-1",
	"an identity (a secret key) was given, a recipient (age1...) is wanted",
	"the recipient is in the identity file, after \"public key:\"",
	"recipients are X25519 keys of age (age1..., 62 characters)",
};

static const struct form identity_form = {
	IDENTITY_HRP,
	"identity",
	"age1",
	"a recipient (a public key) was given, an identity "
	"(AGE-SECRET-KEY-1...) is wanted",
	"a recipient can seal an archive, only its identity opens it",
	"identities are X25519 keys of age (AGE-SECRET-KEY-1...)",
};

/* The 32 bytes of a key; no message holds a character of the text. */
static int
parse_key(struct sst_span text, const struct form *form,
    uint8_t data[SST_BECH32_DATA], struct sst_err *err)
{
	char hrp[SST_BECH32_PART + 1];
	size_t n;

	if (refuse_foreign(text, err) < 0) {
		sst_err_hint(err, "%s", form->kinds_hint);
		return -1;
	}
	if (starts(text, form->other)) {
		sst_err_set(err, SST_E_USAGE, "%s", form->other_name);
		sst_err_hint(err, "%s", form->hint);
		return -1;
	}
	if (sst_bech32_parse(text, hrp, data, &n, err) < 0) {
		sst_err_prefix(err, "%s: not a key of age", form->name);
		sst_err_hint(err, "%s", form->kinds_hint);
		return -1;
	}
	if (strcmp(hrp, form->hrp) == 0 && n == KEY_BYTES)
		return 0;
	explicit_bzero(data, SST_BECH32_DATA);
	if (strcmp(hrp, form->hrp) != 0) {
		sst_err_set(err, SST_E_USAGE, "%s: not a key of age",
		    form->name);
		sst_err_hint(err, "%s", form->kinds_hint);
		return -1;
	}
	return sst_fail(err, SST_E_USAGE, "%s: %zu bytes, want %d", form->name,
	    n, KEY_BYTES);
}

int
sst_key_take_recipient(struct sst_span text, struct sst_recipient *out,
    struct sst_err *err)
{
	uint8_t data[SST_BECH32_DATA];

	*out = (struct sst_recipient){ 0 };
	if (parse_key(text, &recipient_form, data, err) < 0) {
		err->code = SST_E_USAGE;
		return -1;
	}
	memcpy(out->point, data, KEY_BYTES);
	return 0;
}

int
sst_key_parse_recipient(const char *text, struct sst_recipient *out,
    struct sst_err *err)
{
	return sst_key_take_recipient(sst_span_of_text(text), out, err);
}

void
sst_key_format_recipient(const struct sst_recipient *r, char out[SST_KEY_TEXT])
{
	size_t n = sst_bech32_length(RECIPIENT_HRP, sizeof(r->point));

	assert(n == SST_KEY_TEXT - 1);
	sst_bech32_write(RECIPIENT_HRP, SST_SPAN(r->point), false, out);
	out[n] = '\0';
}

static int
take_scalar(struct sst_identity *out, struct sst_err *err)
{
	return sst_age_crypt_x25519(&out->scalar, NULL, out->to.point, err);
}

int
sst_key_parse_identity(struct sst_span text, struct sst_identity *out,
    struct sst_err *err)
{
	uint8_t data[SST_BECH32_DATA];
	int rc = -1;

	*out = (struct sst_identity){ 0 };
	if (parse_key(text, &identity_form, data, err) < 0) {
		err->code = SST_E_FORMAT;
		return -1;
	}
	if (sst_secret_copy(&out->scalar, (struct sst_span){ data, KEY_BYTES },
	        err) < 0 ||
	    take_scalar(out, err) < 0)
		goto out;
	rc = 0;
out:
	if (rc < 0)
		sst_identity_fini(out);
	explicit_bzero(data, sizeof(data));
	return rc;
}

int
sst_key_format_identity(const struct sst_identity *id, struct sst_secret *out,
    struct sst_err *err)
{
	struct sst_span s = { id->scalar.p, id->scalar.n };

	return sst_bech32_format(IDENTITY_HRP, s, true, out, err);
}

int
sst_key_new_identity(struct sst_identity *out, struct sst_err *err)
{
	*out = (struct sst_identity){ 0 };
	if (sst_secret_new(&out->scalar, KEY_BYTES, err) < 0)
		return -1;
	gcry_randomize(out->scalar.p, KEY_BYTES, GCRY_VERY_STRONG_RANDOM);
	if (take_scalar(out, err) < 0) {
		sst_identity_fini(out);
		return -1;
	}
	return 0;
}

int
sst_key_add_recipient(struct sst_seal *out, const struct sst_recipient *r,
    struct sst_err *err)
{
	for (size_t i = 0; i < out->to_n; i++)
		if (memcmp(out->to[i].point, r->point, KEY_BYTES) == 0)
			return 0;
	if (out->to_n >= SST_KEY_MAX)
		return sst_fail(err, SST_E_USAGE, "more than %d recipients",
		    SST_KEY_MAX);
	out->to[out->to_n++] = *r;
	return 0;
}

int
sst_key_add_identity(struct sst_keys *keys, struct sst_identity *id,
    struct sst_err *err)
{
	for (size_t i = 0; i < keys->id_n; i++) {
		if (!sst_secret_is_equal(&keys->id[i].scalar, &id->scalar))
			continue;
		sst_identity_fini(id);
		return 0;
	}
	if (keys->id_n >= SST_KEY_MAX)
		return sst_fail(err, SST_E_USAGE, "more than %d identities",
		    SST_KEY_MAX);
	keys->id[keys->id_n++] = *id;
	*id = (struct sst_identity){ 0 };
	return 0;
}

void
sst_key_cut(struct sst_keys *keys, size_t n)
{
	while (keys->id_n > n)
		sst_identity_fini(&keys->id[--keys->id_n]);
}

void
sst_identity_fini(struct sst_identity *id)
{
	sst_secret_fini(&id->scalar);
	*id = (struct sst_identity){ 0 };
}

void
sst_keys_fini(struct sst_keys *keys)
{
	sst_key_cut(keys, 0);
	sst_secret_fini(&keys->passphrase);
	*keys = (struct sst_keys){ 0 };
}

void
sst_seal_fini(struct sst_seal *seal)
{
	sst_secret_fini(&seal->passphrase);
	*seal = (struct sst_seal){ 0 };
}
