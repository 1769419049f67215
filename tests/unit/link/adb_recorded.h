/* SPDX-License-Identifier: ISC */
/* adb_recorded.h: sessions and keys from tests/fixtures/adb. */
#ifndef UNIT_LINK_ADB_RECORDED_H
#define UNIT_LINK_ADB_RECORDED_H

#include <stdlib.h>

#include <simstow/base/file.h>
#include <simstow/base/hex.h>

#include "unit/link/adb_script.h"

#define RECORDED "tests/fixtures/adb/"
#define RECORDED_LINES 256
#define RECORDED_BYTES 65536

struct recorded {
	struct script_step step[RECORDED_LINES];
	size_t n;
	uint8_t bytes[RECORDED_BYTES];
	size_t used;
};

/* "H>D 434E..." or "D>H+ 434E...": header and payload are steps each. */
static inline int
recorded_line(struct recorded *r, char *line, struct sst_err *err)
{
	char *hex = strchr(line, ' ');
	uint8_t *at = r->bytes + r->used;
	size_t n;

	if (hex == NULL || r->n == RECORDED_LINES)
		return -1;
	if (sst_hex_parse(hex + 1, at, RECORDED_BYTES - r->used, &n, err) < 0)
		return -1;
	r->step[r->n++] = (struct script_step){ line[0] == 'H' ? HOST : PHONE,
		0, 0, 0, (const char *)at, n };
	r->used += n;
	return 0;
}

static inline int
recorded_load(struct recorded *r, const char *path)
{
	struct sst_buf text = { 0 };
	struct sst_err err = { 0 };
	char *line;
	int rc = -1;

	r->n = 0;
	r->used = 0;
	if (sst_file_read(path, &text, &err) < 0 ||
	    sst_buf_put_u8(&text, '\0', &err) < 0)
		goto out;
	rc = 0;
	for (line = (char *)text.p; rc == 0 && *line != '\0';) {
		char *end = strchr(line, '\n');

		if (end == NULL)
			break;
		*end = '\0';
		rc = recorded_line(r, line, &err);
		line = end + 1;
	}
out:
	sst_buf_fini(&text);
	return rc;
}

static inline struct sst_adb_key *
recorded_key(const char *path)
{
	struct sst_adb_key *key = NULL;
	struct sst_buf pem = { 0 };
	struct sst_err err = { 0 };

	if (sst_file_read(path, &pem, &err) < 0 ||
	    sst_adb_key_parse(sst_buf_span(&pem), &key, &err) < 0)
		printf("%s\n", err.msg);
	sst_buf_fini(&pem);
	return key;
}

static inline int
recorded_start(void **state)
{
	struct sst_err err = { 0 };
	bool locked;

	(void)state;
	return sst_secret_start(&locked, &err);
}

#endif
