/* SPDX-License-Identifier: ISC */
/* codec.c: what writing and reading by tables have in common. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "codec_priv.h"

#define PATH_MAX_TEXT 160

struct sst_codec_place
sst_codec_enter(const struct sst_codec_place *up, const char *name)
{
	return (struct sst_codec_place){ .up = up,
		.name = name,
		.index = up->index,
		.mem = up->mem };
}

struct sst_codec_place
sst_codec_item(const struct sst_codec_place *up, size_t item)
{
	return (struct sst_codec_place){ .up = up,
		.item = item,
		.index = up->index,
		.mem = up->mem };
}

/* As many levels as the tables have, not as the input has. */
static void
put_path(const struct sst_codec_place *at, char *out, size_t size)
{
	size_t n;

	out[0] = '\0';
	if (at->up == NULL)
		return;
	put_path(at->up, out, size);
	n = strlen(out);
	if (at->name == NULL)
		(void)snprintf(out + n, size - n, "[%zu]", at->item);
	else
		(void)snprintf(out + n, size - n, "%s%s", n > 0 ? "." : "",
		    at->name);
}

int
sst_codec_fail(const struct sst_codec_place *at, struct sst_err *err,
    const char *fmt, ...)
{
	char path[PATH_MAX_TEXT];
	char text[sizeof(err->msg)];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	put_path(at, path, sizeof(path));
	return sst_fail(err, SST_E_FORMAT, "%s%s%s", path,
	    path[0] != '\0' ? ": " : "", text);
}

int
sst_codec_within(const struct sst_codec_place *at, struct sst_err *err)
{
	char path[PATH_MAX_TEXT];

	put_path(at, path, sizeof(path));
	return sst_within(err, "%s", path);
}

int
sst_codec_check_member(const struct sst_codec_place *at, const char *text,
    struct sst_err *err)
{
	if (sst_index_find(at->index, text) != NULL)
		return 0;
	if (!sst_member_is_name(text))
		return sst_codec_fail(at, err, "not the name of a member");
	return sst_codec_fail(at, err, "there is no member %s", text);
}

int
sst_codec_find(const struct sst_codec_names *names, const char *text)
{
	for (size_t i = 0; i < names->n; i++) {
		if (names->v[i] != NULL && strcmp(names->v[i], text) == 0)
			return (int)i;
	}
	return -1;
}

/* "bit0" to "bit31", without leading zeros. */
static int
unnamed_bit(const char *text)
{
	size_t n = strlen(text);
	int v = 0;

	if (n < 4 || n > 5 || strncmp(text, "bit", 3) != 0)
		return -1;
	if (n == 5 && text[3] == '0')
		return -1;
	for (text += 3; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return -1;
		v = v * 10 + (*text - '0');
	}
	return v < SST_CODEC_BITS_MAX ? v : -1;
}

int
sst_codec_bit_find(const struct sst_codec_names *names, const char *text)
{
	int v = sst_codec_find(names, text);

	return v >= 0 ? v : unnamed_bit(text);
}

const char *
sst_codec_bit_name(const struct sst_codec_names *names, size_t bit,
    char room[SST_CODEC_BIT_TEXT])
{
	if (bit < names->n && names->v[bit] != NULL)
		return names->v[bit];
	(void)snprintf(room, SST_CODEC_BIT_TEXT, "bit%u",
	    (unsigned)(bit % SST_CODEC_BITS_MAX));
	return room;
}
