/* SPDX-License-Identifier: ISC */
/* age_priv.h: the parts that reading and writing age v1 are made of. */
#ifndef SIMSTOW_ARCHIVE_AGE_PRIV_H
#define SIMSTOW_ARCHIVE_AGE_PRIV_H

#include <gcrypt.h>

#include <simstow/archive/age.h>
#include <simstow/archive/armor.h>

#define SST_AGE_INTRO "age-encryption.org/v1\n"
#define SST_AGE_FILE_KEY 16
#define SST_AGE_KEY 32   /* every derived key, a share, a point, the MAC */
#define SST_AGE_NONCE 16 /* of the payload */
#define SST_AGE_TAG 16
#define SST_AGE_WRAPPED (SST_AGE_FILE_KEY + SST_AGE_TAG)
#define SST_AGE_SALT 16 /* of a scrypt stanza */
#define SST_AGE_SEALED (SST_AGE_CHUNK + SST_AGE_TAG)

/* ---- age_crypt.c: HKDF, HMAC, X25519, scrypt ---- */

/* Set err to SST_E_FAILED and libgcrypt's words; gives -1. */
int sst_age_crypt_fail(gcry_error_t code, const char *what,
    struct sst_err *err);

/* 1 or 0 for a tag or MAC that was judged; always 1 under a fuzzer. */
int sst_age_crypt_verdict(bool is_right);

/* HKDF-SHA-256, 32 bytes out. Spec: RFC 5869. */
int sst_age_crypt_hkdf(const struct sst_secret *ikm, struct sst_span salt,
    const char *info, struct sst_secret *out, struct sst_err *err) SST_MUST;

/* HMAC-SHA-256 over text, to write it and (1 fits, 0 does not) to check it. */
int sst_age_crypt_mac(const struct sst_secret *key, struct sst_span text,
    uint8_t out[SST_AGE_KEY], struct sst_err *err) SST_MUST;
int sst_age_crypt_mac_fits(const struct sst_secret *key, struct sst_span text,
    const uint8_t mac[SST_AGE_KEY], struct sst_err *err) SST_MUST;

/*
 * scalar times point, or the base point when that is NULL. A shared secret
 * of zeros (a point of low order) is a result like any other here.
 */
int sst_age_crypt_x25519(const struct sst_secret *scalar, const uint8_t *point,
    uint8_t out[SST_AGE_KEY], struct sst_err *err) SST_MUST;

/* scrypt with r = 8, p = 1 over the label of age and salt, 32 bytes out. */
int sst_age_crypt_scrypt(const struct sst_secret *passphrase,
    const uint8_t salt[SST_AGE_SALT], unsigned logn, struct sst_secret *out,
    struct sst_err *err) SST_MUST;

/* ---- age_aead.c ---- */

/* ChaCha20-Poly1305 under one key, without associated data. */
struct sst_age_aead {
	gcry_cipher_hd_t h;
};

int sst_age_aead_init(struct sst_age_aead *a, const struct sst_secret *key,
    struct sst_err *err) SST_MUST;
void sst_age_aead_fini(struct sst_age_aead *a);

/* In place: n bytes at p become n + SST_AGE_TAG. */
int sst_age_aead_seal(struct sst_age_aead *a, const uint8_t nonce[12],
    uint8_t *p, size_t n, struct sst_err *err) SST_MUST;

/*
 * In place: n bytes with the tag at p, n at least SST_AGE_TAG. 1 it fits; 0
 * it does not, and p holds what it held before; -1 libgcrypt failed, p is
 * wiped.
 */
int sst_age_aead_open(struct sst_age_aead *a, const uint8_t nonce[12],
    uint8_t *p, size_t n, struct sst_err *err) SST_MUST;

/* ---- age_feed.c: the bytes of the header, kept, then the rest ---- */

struct sst_age_feed {
	struct sst_source in; /* the binary file; borrowed */
	uint8_t *p;           /* SST_AGE_HEADER bytes; they never move */
	size_t n;             /* bytes in p */
	size_t at;            /* of them taken */
	bool is_end;
	bool has_failed; /* the fault came from in */
};

int sst_age_feed_init(struct sst_age_feed *f, const struct sst_source *in,
    struct sst_err *err) SST_MUST;
void sst_age_feed_fini(struct sst_age_feed *f);

/*
 * The next line, without its LF; valid until fini. max is the most bytes
 * that are looked at for the LF. Errors: SST_E_FORMAT, and those of in.
 */
int sst_age_feed_line(struct sst_age_feed *f, size_t max, struct sst_span *line,
    struct sst_err *err) SST_MUST;

/* What follows the lines that were taken. */
struct sst_source sst_age_feed_source(struct sst_age_feed *f);

/* ---- age_header.c: the header as structs, and back ---- */

enum sst_age_kind { SST_AGE_UNKNOWN, SST_AGE_X25519, SST_AGE_SCRYPT };

struct sst_age_stanza {
	enum sst_age_kind kind;
	struct sst_span arg[SST_AGE_ARGS]; /* arg[0] is the type */
	size_t arg_n;
	size_t body_at; /* in the header's bodies */
	size_t body_n;
	uint8_t share[SST_AGE_KEY]; /* X25519; scrypt: the salt */
	unsigned logn;              /* scrypt */
};

struct sst_age_header {
	struct sst_age_stanza stanza[SST_AGE_STANZAS];
	size_t stanza_n;
	struct sst_buf bodies;
	struct sst_span whole;     /* to the last LF; in the feed */
	struct sst_span authentic; /* what the MAC is over */
	uint8_t mac[SST_AGE_KEY];
};

/*
 * All of a header: the grammar, the limits, and the stanzas of the types that
 * we know. h is { 0 } before and needs fini after, also on failure.
 * Errors: SST_E_FORMAT, SST_E_NEWER, those of the feed.
 */
int sst_age_header_parse(struct sst_age_header *h, struct sst_age_feed *f,
    struct sst_err *err) SST_MUST;
void sst_age_header_fini(struct sst_age_header *h);

size_t sst_age_header_count(const struct sst_age_header *h,
    enum sst_age_kind kind);
struct sst_span sst_age_header_body(const struct sst_age_header *h,
    const struct sst_age_stanza *s);

/* Appended: one stanza; the last line without and with its MAC. */
int sst_age_header_put_stanza(struct sst_buf *out, const struct sst_span *arg,
    size_t arg_n, struct sst_span body, struct sst_err *err) SST_MUST;
int sst_age_header_put_end(struct sst_buf *out, struct sst_err *err) SST_MUST;
int sst_age_header_put_mac(struct sst_buf *out, const uint8_t mac[SST_AGE_KEY],
    struct sst_err *err) SST_MUST;

/* ---- age_mac.c: the MAC of a header under the file key ---- */

/* 1 the MAC in h fits, 0 it does not. */
int sst_age_mac_fits(const struct sst_age_header *h,
    const struct sst_secret *file_key, struct sst_err *err) SST_MUST;

/* The MAC of a header's text, which ends with "---". */
int sst_age_mac_make(struct sst_span text, const struct sst_secret *file_key,
    uint8_t mac[SST_AGE_KEY], struct sst_err *err) SST_MUST;

/* ---- age_known.c: what the stanzas of the types that we know must be ---- */

int sst_age_known_check(struct sst_age_header *h, struct sst_err *err) SST_MUST;

/* ---- age_wrap.c: a file key in a stanza, and out of it ---- */

/* Appends the stanza, and opens it again before the secrets go. */
int sst_age_wrap_x25519(const struct sst_secret *file_key,
    const struct sst_recipient *to, struct sst_buf *header,
    struct sst_err *err) SST_MUST;
int sst_age_wrap_scrypt(const struct sst_secret *file_key,
    const struct sst_secret *passphrase, unsigned logn, struct sst_buf *header,
    struct sst_err *err) SST_MUST;

/* 1 file_key is filled, 0 the stanza is for somebody else, -1 a fault. */
int sst_age_unwrap_x25519(const struct sst_age_stanza *s, struct sst_span body,
    const struct sst_identity *id, struct sst_secret *file_key,
    struct sst_err *err) SST_MUST;
int sst_age_unwrap_scrypt(const struct sst_age_stanza *s, struct sst_span body,
    const struct sst_secret *passphrase, struct sst_secret *file_key,
    struct sst_err *err) SST_MUST;

/* ---- age_unlock.c: which secret fits ---- */

/*
 * The file key by the first secret that fits. fault says on failure whether
 * none fits (SST_AGE_NO_SECRET) or a stanza is at fault.
 */
int sst_age_unlock(const struct sst_age_header *h, const struct sst_keys *keys,
    struct sst_secret *file_key, enum sst_age_fault *fault,
    struct sst_err *err) SST_MUST;

/* ---- age_payload.c: the chunks ---- */

struct sst_age_payload {
	struct sst_age_aead aead;
	uint64_t counter; /* chunks done */
	uint8_t *chunk;   /* SST_AGE_SEALED bytes */
	size_t n;         /* plaintext bytes in chunk */
	size_t at;        /* reading: of them handed out */
	bool is_last;     /* reading: the last chunk was opened */
	bool is_over;     /* the end was checked, or written */
};

int sst_age_payload_init(struct sst_age_payload *p,
    const struct sst_secret *file_key, const uint8_t nonce[SST_AGE_NONCE],
    struct sst_err *err) SST_MUST;
void sst_age_payload_fini(struct sst_age_payload *p);

int sst_age_payload_put(struct sst_age_payload *p, struct sst_span s,
    const struct sst_sink *out, struct sst_err *err) SST_MUST;
int sst_age_payload_close(struct sst_age_payload *p, const struct sst_sink *out,
    struct sst_err *err) SST_MUST;

/* As a source: at most cap bytes, *n = 0 at the checked end. */
int sst_age_payload_get(struct sst_age_payload *p, const struct sst_source *in,
    uint8_t *out, size_t cap, size_t *n, struct sst_err *err) SST_MUST;

/*
 * sst_age_payload_plain - plaintext bytes in a payload of n bytes, nonce not
 * counted. Error: SST_E_FORMAT for a length that no payload has.
 */
int sst_age_payload_plain(uint64_t n, uint64_t *plain,
    struct sst_err *err) SST_MUST;

#endif
