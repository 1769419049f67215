/* SPDX-License-Identifier: ISC */
/* key.h: who may open an archive: recipients, identities, passphrases. */
#ifndef SIMSTOW_ARCHIVE_KEY_H
#define SIMSTOW_ARCHIVE_KEY_H

#include <simstow/base/buf.h>
#include <simstow/base/secret.h>

#define SST_KEY_MAX 20        /* recipients of one archive, identities tried */
#define SST_KEY_FILE 65536    /* bytes of an identity or recipient file */
#define SST_KEY_TEXT 63       /* "age1..." is 62 characters and a NUL */
#define SST_KEY_LOGN_WRITE 18 /* scrypt work when sealing */
#define SST_KEY_LOGN_READ 20  /* the most we do unasked: 1 GiB */
#define SST_KEY_LOGN_LIMIT 22 /* the most we do at all: 4 GiB */
#define SST_KEY_LOGN_LEAST 10

/* An X25519 public key: "age1...". */
struct sst_recipient {
	uint8_t point[32];
};

/* An X25519 secret key: "AGE-SECRET-KEY-1...", with its public one. */
struct sst_identity {
	struct sst_secret scalar; /* 32 bytes */
	struct sst_recipient to;
};

/* What there is to open an archive with. */
struct sst_keys {
	struct sst_identity id[SST_KEY_MAX];
	size_t id_n;
	struct sst_secret passphrase; /* p NULL: none */
	unsigned max_logn;            /* 0 means SST_KEY_LOGN_READ */
};

/* Whom an archive is sealed to: recipients, or one passphrase. */
struct sst_seal {
	struct sst_recipient to[SST_KEY_MAX];
	size_t to_n;
	struct sst_secret passphrase; /* used when to_n is 0 */
	unsigned logn;                /* 0 means SST_KEY_LOGN_WRITE */
	bool is_armored;
};

/*
 * sst_key_parse_recipient - "age1...". Other kinds of recipient (hybrid,
 * tag, plugin, ssh) are named in the error. Errors: SST_E_USAGE.
 */
int sst_key_parse_recipient(const char *text, struct sst_recipient *out,
    struct sst_err *err) SST_MUST;
void sst_key_format_recipient(const struct sst_recipient *r,
    char out[SST_KEY_TEXT]);

/*
 * sst_key_parse_identity - one line "AGE-SECRET-KEY-1...".
 * sst_key_format_identity - that line, without line end, as a secret.
 * sst_key_new_identity - a fresh one from libgcrypt's strong random source.
 */
int sst_key_parse_identity(struct sst_span text, struct sst_identity *out,
    struct sst_err *err) SST_MUST;
int sst_key_format_identity(const struct sst_identity *id,
    struct sst_secret *out, struct sst_err *err) SST_MUST;
int sst_key_new_identity(struct sst_identity *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_key_read_identities - an identity file: a key a line, empty lines and
 * '#' comments are passed over; appended to keys.
 *
 * Error: SST_E_FORMAT with the number of the line, never with its text; a
 * file sealed by age is not read here (sst_key_is_sealed tells, and
 * sst_age_open_identities in age.h opens it).
 */
int sst_key_read_identities(struct sst_span file, struct sst_keys *keys,
    struct sst_err *err) SST_MUST;
bool sst_key_is_sealed(struct sst_span file);

/* sst_key_read_recipients - a recipients file of the same shape. */
int sst_key_read_recipients(struct sst_span file, struct sst_seal *out,
    struct sst_err *err) SST_MUST;

/* sst_key_add_recipient - append one; a repeated one is not added again. */
int sst_key_add_recipient(struct sst_seal *out, const struct sst_recipient *r,
    struct sst_err *err) SST_MUST;

void sst_identity_fini(struct sst_identity *id);
void sst_keys_fini(struct sst_keys *keys);
void sst_seal_fini(struct sst_seal *seal);

#endif
