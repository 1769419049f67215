/* SPDX-License-Identifier: ISC */
/* adb_key_file.c: the keys of the user, and those of a vendor. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <simstow/base/file.h>

#include "adb_key_priv.h"

#define FOLDER ".android"
#define COMMENT "simstow" /* beside a key of ours in adbkey.pub */

static int
read_key(const char *path, struct sst_adb_key **out, struct sst_err *err)
{
	struct sst_buf pem = { .max = SST_ADB_KEY_FILE };
	int rc = -1;

	*out = NULL;
	if (sst_file_read(path, &pem, err) < 0)
		goto out;
	rc = sst_adb_key_parse(sst_buf_span(&pem), out, err);
	if (rc < 0)
		sst_err_prefix(err, "%s", path);
out:
	sst_buf_fini(&pem);
	return rc;
}

/* A public key that is there already is somebody's: it stays. */
static int
save_public(const struct sst_adb_key *key, const char *path,
    struct sst_err *err)
{
	struct sst_buf line = { .max = SST_ADB_KEY_FILE };
	char *name = NULL;
	int rc = -1;

	if (asprintf(&name, "%s.pub", path) < 0) {
		name = NULL;
		sst_err_set(err, SST_E_FAILED, "no memory");
		goto out;
	}
	if (sst_adb_key_public(key, COMMENT, &line, err) < 0 ||
	    sst_buf_put_u8(&line, '\n', err) < 0)
		goto out;
	rc = sst_file_save(name, sst_buf_span(&line), 0644, err);
	if (rc < 0 && err->code == SST_E_EXISTS)
		rc = 0;
out:
	free(name);
	sst_buf_fini(&line);
	return rc;
}

/* SST_E_EXISTS: somebody else was faster. */
static int
make_key(const char *path, struct sst_adb_key **out, struct sst_err *err)
{
	struct sst_secret pem = { 0 };
	int rc = -1;

	if (sst_adb_key_new(out, err) < 0)
		return -1;
	if (sst_adb_key_pem(*out, &pem, err) < 0 ||
	    sst_file_save(path, (struct sst_span){ pem.p, pem.n }, 0600, err) <
	        0 ||
	    save_public(*out, path, err) < 0)
		goto out;
	rc = 0;
out:
	if (rc < 0)
		sst_adb_key_free(out);
	sst_secret_fini(&pem);
	return rc;
}

/* The folder is made for the key, and only then. */
static int
make_folder(const char *home, struct sst_err *err)
{
	char *folder = NULL;
	int rc = 0;

	if (asprintf(&folder, "%s/" FOLDER, home) < 0)
		return sst_fail(err, SST_E_FAILED, "no memory");
	if (mkdir(folder, 0750) < 0 && errno != EEXIST)
		rc = sst_fail_sys(err, SST_E_FAILED, errno, "%s", folder);
	free(folder);
	return rc;
}

static int
load_own(const char *home, struct sst_adb_key **out, struct sst_err *err)
{
	char *path = NULL;
	int rc;

	if (asprintf(&path, "%s/" FOLDER "/adbkey", home) < 0)
		return sst_fail(err, SST_E_FAILED, "no memory");
	rc = read_key(path, out, err);
	if (rc < 0 && err->sys == ENOENT) {
		rc = make_folder(home, err);
		if (rc == 0)
			rc = make_key(path, out, err);
		if (rc < 0 && err->code == SST_E_EXISTS)
			rc = read_key(path, out, err);
	}
	free(path);
	return rc;
}

/* A vendor's key that does not read costs that key. */
static void
add(struct sst_adb_keys *keys, const char *path)
{
	struct sst_err err = { 0 };

	if (keys->n < SST_ADB_KEY_MAX &&
	    read_key(path, &keys->v[keys->n], &err) == 0)
		keys->n++;
}

static int
is_key_name(const struct dirent *entry)
{
	static const char end[] = ".adb_key";
	const size_t m = sizeof(end) - 1;
	size_t n = strlen(entry->d_name);

	return n > m && strcmp(entry->d_name + n - m, end) == 0;
}

static void
add_folder(struct sst_adb_keys *keys, const char *folder)
{
	struct dirent **list = NULL;
	int n = scandir(folder, &list, is_key_name, alphasort);

	for (int i = 0; i < n; i++) {
		char *path = NULL;

		if (asprintf(&path, "%s/%s", folder, list[i]->d_name) >= 0) {
			add(keys, path);
			free(path);
		}
		free(list[i]);
	}
	free(list);
}

static int
add_vendor(struct sst_adb_keys *keys, const char *vendor, struct sst_err *err)
{
	while (*vendor != '\0') {
		size_t n = strcspn(vendor, ":");
		char *path = strndup(vendor, n);
		struct stat st;

		if (path == NULL)
			return sst_fail(err, SST_E_FAILED, "no memory");
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			add_folder(keys, path);
		else if (n > 0)
			add(keys, path);
		free(path);
		vendor += n + (vendor[n] == ':');
	}
	return 0;
}

int
sst_adb_keys_load(const char *home, const char *vendor,
    struct sst_adb_keys *out, struct sst_err *err)
{
	*out = (struct sst_adb_keys){ 0 };
	if (home != NULL) {
		if (load_own(home, &out->v[0], err) < 0)
			return -1;
		out->n = 1;
	}
	if (vendor != NULL && add_vendor(out, vendor, err) < 0) {
		sst_adb_keys_fini(out);
		return -1;
	}
	return 0;
}
