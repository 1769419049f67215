/* SPDX-License-Identifier: ISC */
/* vault.h: a plain folder of archives. */
#ifndef SIMSTOW_ARCHIVE_VAULT_H
#define SIMSTOW_ARCHIVE_VAULT_H

#include <simstow/archive/archive.h>

/*
 * A vault is a folder of mode 0700 with
 *   20261121T014108Z-device.simstow         an archive; "-code" for codes
 *   20261121T014108Z-device.simstow.sha256  its checksum, as sha256sum -c
 *   recipients.txt                          public keys, for writing
 *   identity.age                            the identity, sealed; may be
 *                                           kept elsewhere
 * Two archives of one second get "-2", "-3" behind the kind.
 */
#define SST_VAULT_ARCHIVES 100000
#define SST_VAULT_SUFFIX ".simstow"
#define SST_VAULT_RECIPIENTS "recipients.txt"
#define SST_VAULT_IDENTITY "identity.age"

struct sst_vault_entry {
	const char *name; /* "20261121T014108Z-device.simstow" */
	const char *path; /* the folder and the name */
	const char *kind; /* "device", "code", or "" when the name is foreign */
	int64_t created;  /* from the name, or the file's mtime */
	uint64_t size;    /* bytes */
};

struct sst_vault_list {
	struct sst_vault_entry *v;
	size_t n;
};

/*
 * sst_vault_make - create the folder if it is not there (its parent must
 * be). An existing folder is left as it is.
 */
int sst_vault_make(const char *dir, struct sst_err *err) SST_MUST;

/*
 * sst_vault_list - archives by time, then name; other files are not listed.
 * Error: SST_E_FAILED when the folder cannot be read.
 */
int sst_vault_list(const char *dir, struct sst_arena *mem,
    struct sst_vault_list *out, struct sst_err *err) SST_MUST;

/*
 * sst_vault_seal - the vault's recipients, appended to out.
 * Error: SST_E_USAGE when there is no recipients.txt (hint: key new).
 */
int sst_vault_seal(const char *dir, struct sst_seal *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_vault_add - an archive under a free name, then its checksum file.
 *
 *   kind  [a-z]+
 *   path  the name it got, in mem
 *   sum   filled on success, if not NULL
 */
struct sst_vault_new {
	const char *dir;
	const char *kind;
	int64_t now;
	const struct sst_seal *seal;
	const struct sst_members *members;
};
int sst_vault_add(const struct sst_vault_new *what, struct sst_arena *mem,
    const char **path, struct sst_archive_sum *sum,
    struct sst_err *err) SST_MUST;

/*
 * sst_vault_checksum - the checksum kept beside an archive: 1 found and
 * copied to out, 0 there is none, -1 unreadable or malformed.
 */
int sst_vault_checksum(const char *path, char out[SST_SHA256_TEXT],
    struct sst_err *err) SST_MUST;

#endif
