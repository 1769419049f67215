/* SPDX-License-Identifier: ISC */
/* uicc_path.c: where a file is, and how that is written. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/hex.h>
#include <simstow/card/sw.h>

#include "uicc_priv.h"

#define DIGITS 4 /* of an identifier */
#define ROOT "3F00"

/* ETSI TS 102 221 section 8.4: 7Fxx below the MF, 5Fxx below those. */
bool
sst_uicc_is_dir(uint16_t fid)
{
	return fid >> 8 == 0x7F || fid >> 8 == 0x5F;
}

int
sst_uicc_path_check(const struct sst_uicc_path *path, struct sst_err *err)
{
	char text[SST_UICC_PATH_TEXT];

	assert(path->n <= SST_UICC_PATH);
	for (size_t i = 0; i < path->n; i++) {
		bool is_last = i + 1 == path->n;

		if (sst_uicc_is_dir(path->fid[i]) ||
		    (is_last && path->fid[i] != SST_UICC_MF))
			continue;
		sst_uicc_path_format(path, text);
		return sst_fail(err, SST_E_FORMAT, "%s: %04X is no directory",
		    text, path->fid[i]);
	}
	return 0;
}

bool
sst_uicc_path_is_equal(const struct sst_uicc_path *a,
    const struct sst_uicc_path *b)
{
	return a->n == b->n &&
	       memcmp(a->fid, b->fid, a->n * sizeof(a->fid[0])) == 0;
}

struct sst_uicc_path
sst_uicc_path_up(const struct sst_uicc_path *path)
{
	struct sst_uicc_path up = *path;

	assert(up.n > 0);
	up.n--;
	return up;
}

struct sst_uicc_path
sst_uicc_path_down(const struct sst_uicc_path *dir, uint16_t fid)
{
	struct sst_uicc_path down = *dir;

	assert(down.n < SST_UICC_PATH);
	down.fid[down.n] = fid;
	down.n++;
	return down;
}

void
sst_uicc_path_format(const struct sst_uicc_path *path,
    char out[SST_UICC_PATH_TEXT])
{
	size_t at = strlen(ROOT);

	assert(path->n <= SST_UICC_PATH);
	memcpy(out, ROOT, at + 1);
	for (size_t i = 0; i < path->n; i++)
		at += (size_t)snprintf(out + at, SST_UICC_PATH_TEXT - at,
		    "/%04X", path->fid[i]);
}

static int
parse_fid(const char *digits, uint16_t *out, struct sst_err *err)
{
	char one[DIGITS + 1];
	uint8_t b[2];
	size_t n;

	memcpy(one, digits, DIGITS);
	one[DIGITS] = '\0';
	if (sst_hex_parse(one, b, sizeof(b), &n, err) < 0)
		return -1;
	*out = (uint16_t)(b[0] << 8 | b[1]);
	return 0;
}

int
sst_uicc_path_parse(const char *text, struct sst_uicc_path *out,
    struct sst_err *err)
{
	struct sst_uicc_path p = { 0 };
	size_t root = strlen(ROOT);
	const char *at = text + root;

	*out = p;
	if (strncmp(text, ROOT, root) != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "path of a card file: it does not begin with " ROOT);
	for (; *at != '\0'; at += DIGITS + 1) {
		if (*at != '/' || strnlen(at, DIGITS + 1) < DIGITS + 1)
			return sst_fail(err, SST_E_FORMAT,
			    "path of a card file: character %zu: "
			    "/ and %d digits wanted",
			    (size_t)(at - text), DIGITS);
		if (p.n == SST_UICC_PATH)
			return sst_fail(err, SST_E_FORMAT,
			    "path of a card file: more than %d identifiers",
			    SST_UICC_PATH);
		if (parse_fid(at + 1, &p.fid[p.n], err) < 0)
			return sst_within(err,
			    "path of a card file: identifier %zu", p.n + 1);
		p.n++;
	}
	if (sst_uicc_path_check(&p, err) < 0)
		return -1;
	*out = p;
	return 0;
}

int
sst_uicc_refused(struct sst_err *err, uint16_t sw,
    const struct sst_uicc_path *path)
{
	char text[SST_UICC_PATH_TEXT];

	sst_uicc_path_format(path, text);
	return sst_card_refused(err, sw, text);
}

bool
sst_uicc_is_done(const struct sst_uicc *u, uint16_t sw)
{
	return sst_sw_is_ok(sw) ||
	       (u->is_2g ? sst_sw_is_more_2g(sw) : sst_sw_is_more(sw));
}

bool
sst_uicc_is_local(const struct sst_err *err)
{
	return err->code == SST_E_REFUSED || err->code == SST_E_FORMAT;
}
