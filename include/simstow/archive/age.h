/* SPDX-License-Identifier: ISC */
/* age.h: the age v1 format, reading and writing, on libgcrypt. */
#ifndef SIMSTOW_ARCHIVE_AGE_H
#define SIMSTOW_ARCHIVE_AGE_H

#include <simstow/archive/key.h>
#include <simstow/base/stream.h>

#define SST_AGE_HEADER 65536 /* bytes of a header */
#define SST_AGE_STANZAS 64
#define SST_AGE_ARGS 16     /* arguments of a stanza */
#define SST_AGE_CHUNK 65536 /* plaintext bytes in a chunk */

/* Why a file did not open; the exit status of build/tests/age-open. */
enum sst_age_fault {
	SST_AGE_OPENED = 0,
	SST_AGE_HEADER_FAULT = 1, /* not age, another version, malformed */
	SST_AGE_NO_SECRET = 2,    /* nothing that we hold fits */
	SST_AGE_MAC_FAULT = 3,
	SST_AGE_PAYLOAD_FAULT = 4,
	SST_AGE_ARMOR_FAULT = 5,
	SST_AGE_INPUT_FAULT = 6 /* reading or memory failed */
};

/* Keys of one file, kept by its writer so that it can read it back. */
struct sst_age_witness {
	struct sst_secret file_key; /* 16 bytes */
	struct sst_buf header;      /* as written, to its last line end */
};
void sst_age_witness_fini(struct sst_age_witness *w);

struct sst_age_writer;
struct sst_age_reader;

/*
 * sst_age_write_open - write a header for seal to out, which is borrowed.
 *
 *   seal     recipients, or a passphrase; borrowed during the call
 *   witness  filled if not NULL; sst_age_witness_fini
 *
 * File key, nonce and ephemeral keys come from libgcrypt's strong source.
 * Errors: SST_E_USAGE (neither recipient nor passphrase, an empty one),
 * SST_E_FAILED (memory for scrypt, sink).
 * Spec: C2SP age v1.
 */
int sst_age_write_open(const struct sst_seal *seal, const struct sst_sink *out,
    struct sst_age_witness *witness, struct sst_age_writer **w,
    struct sst_err *err) SST_MUST;
int sst_age_write(struct sst_age_writer *w, struct sst_span s,
    struct sst_err *err) SST_MUST;
/* the final chunk and, with armor, the last line; a file without is cut */
int sst_age_write_close(struct sst_age_writer *w, struct sst_err *err) SST_MUST;
void sst_age_write_free(struct sst_age_writer **w);

/*
 * sst_age_open - read the header of in, find the file key, check the MAC.
 *
 *   in    binary or armored; borrowed until sst_age_free
 *   keys  tried in order; borrowed during the call
 *   r     set also on failure, so that sst_age_fault can be asked
 *
 * The whole header is parsed before a key is tried; every fault of a stanza
 * of a type that we know is a header fault. A scrypt stanza must be alone.
 * Errors: SST_E_FORMAT; SST_E_NEWER (age v2 or later); SST_E_KEY:
 * "wrong passphrase or damaged file", "sealed to recipients, none of the N
 * identities fits", "sealed with a passphrase, and none was given", ...;
 * SST_E_FAILED when scrypt needs more memory than there is (says how much).
 */
int sst_age_open(const struct sst_source *in, const struct sst_keys *keys,
    struct sst_age_reader **r, struct sst_err *err) SST_MUST;

/*
 * sst_age_open_again - the same by a witness: the header must be the bytes
 * that were written, its MAC is computed anew, then the payload follows.
 */
int sst_age_open_again(const struct sst_source *in,
    const struct sst_age_witness *witness, struct sst_age_reader **r,
    struct sst_err *err) SST_MUST;

/*
 * sst_age_source - the plaintext. A chunk is handed out after its tag was
 * checked; the end (n = 0) comes only after the last chunk and the end of in
 * were seen. What was handed out before a fault is authentic but incomplete.
 */
struct sst_source sst_age_source(struct sst_age_reader *r);
enum sst_age_fault sst_age_fault(const struct sst_age_reader *r);
void sst_age_free(struct sst_age_reader **r);

/* How a file is sealed, as far as it says so without a secret. */
struct sst_age_look {
	bool is_armored;
	bool has_passphrase; /* a scrypt stanza */
	unsigned logn;
	size_t x25519;   /* stanzas */
	size_t unknown;  /* stanzas of types that we do not know */
	uint64_t header; /* bytes of the header */
	uint64_t sealed; /* bytes of the binary file */
	uint64_t plain;  /* bytes inside, from the lengths alone */
};

/*
 * sst_age_look - read a file to its end without a secret: header and lengths
 * are checked, tags and MAC are not.
 */
int sst_age_look(const struct sst_source *in, struct sst_age_look *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_age_open_identities - an identity file that age sealed by a
 * passphrase: opened with keys->passphrase, its keys appended to keys.
 * sst_age_seal_identity - an identity as such a file, armored.
 */
int sst_age_open_identities(struct sst_span file, struct sst_keys *keys,
    struct sst_err *err) SST_MUST;
int sst_age_seal_identity(const struct sst_identity *id,
    const struct sst_seal *seal, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

#endif
